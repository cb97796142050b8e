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
    so_far, _, rest, left = year
    if not left or not so_far.den:
        return 0.0
    known = (rest.covered or 0).bit_count() if rest and rest.den is not None else 0
    last_years = (rest.den or 0.0) if rest else 0.0
    if known >= left:
        return last_years
    return last_years + so_far.den / max((so_far.covered or 0).bit_count(), 1) * (left - known)


def required_rest(year: Year, rest: float, target: Target | None, scale: int) -> float | None:
    """The value that the months left must have for the year to land on its target; `rest` is their denominator.

    May be impossible (under 0, over 100): the number says so. None at the year's end, without a target,
    between two limits, and where the sums have no denominator.
    """
    so_far = year.so_far
    if target is None or target.kind is TargetKind.BETWEEN or not rest or not so_far.den:
        return None
    return (target.numbers[0] / scale * (so_far.den + rest) - (so_far.num or 0)) / rest * scale


def forecast(year: Year, rest: float, scale: int) -> float | None:
    """The value the year will land on: what is so far, and the rest at last year's rate for those months,
    moved by as much as this year so far differs from last year's same part; never under 0.

    With no last year, this year's rate so far goes on. None where the sums have no denominator.
    """
    so_far, before, after, _ = year
    if so_far.num is None or not so_far.den:
        return None
    rate = so_far.num / so_far.den
    if before and after and before.num is not None and before.den and after.num is not None and after.den:
        rate = max(after.num / after.den + rate - before.num / before.den, 0.0)
    whole = so_far.den + rest
    return (so_far.num + rate * rest) / whole * scale if whole else None  # budgets may cancel
