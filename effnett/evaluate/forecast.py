"""Where the year will land, and what the rest of it must give (docs/semantics.md 4 and 9).

Both are of sums from January: accounts, sick leave and activity with a denominator. The rest is the months
after the as-of; its denominator is last year's for those months, and this year's monthly mean for months that
last year lacks.
"""

from __future__ import annotations

from typing import NamedTuple

from effnett.evaluate.sums import Sums
from effnett.model.scorecard import Target, TargetKind


class Year(NamedTuple):
    """A year that is under way: the sums so far, and last year's for the same part and for the rest."""

    so_far: Sums
    same_part: Sums | None
    rest: Sums | None
    months_left: int


def rest_denominator(year: Year) -> float:
    """The denominator that the months left will have."""
    months = (year.so_far.covered or 0).bit_count()
    known = (year.rest.covered or 0).bit_count() if year.rest and year.rest.den is not None else 0
    monthly = (year.so_far.den or 0) / months if months else 0.0
    return (year.rest.den or 0 if year.rest else 0) + monthly * (year.months_left - known)


def required_rest(year: Year, target: Target | None, scale: int) -> float | None:
    """The value that the months left must have for the year to land on its target.

    May be impossible (under 0, over 100): the number says so. None at the year's end, without a target,
    between two limits, and where the sums have no denominator.
    """
    rest = rest_denominator(year)
    if target is None or target.kind is TargetKind.BETWEEN or not year.months_left or not year.so_far.den or not rest:
        return None
    whole = year.so_far.den + rest
    return (float(target.low) / scale * whole - (year.so_far.num or 0)) / rest * scale


def forecast(year: Year, scale: int) -> float | None:
    """The value the year will land on: what is so far, and the rest at last year's rate for those months,
    moved by as much as this year so far differs from last year's same part; never under 0.

    With no last year, this year's rate so far goes on. None where the sums have no denominator.
    """
    so_far = year.so_far
    if so_far.num is None or not so_far.den:
        return None
    rest = rest_denominator(year)
    rate = so_far.num / so_far.den
    before, after = year.same_part, year.rest
    if before and after and before.num is not None and before.den and after.num is not None and after.den:
        rate = max(after.num / after.den + rate - before.num / before.den, 0.0)
    whole = so_far.den + rest
    return (so_far.num + rate * rest) / whole * scale if whole else None  # budgets may cancel
