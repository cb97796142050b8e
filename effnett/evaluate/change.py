"""Change and how sure it is: Welch's test, two proportions (docs/semantics.md 5)."""

from __future__ import annotations

from fractions import Fraction

from effnett.evaluate import statistics
from effnett.evaluate.sums import Sums
from effnett.evaluate.values import exact_value
from effnett.model.evaluation import Change, Verdict
from effnett.model.scorecard import Direction, Indicator, Source, Target

# Looked up once: in Python 3.11 a member of an enumeration costs as much as a call.
_HIGHER, _LOWER, _NEUTRAL, _SURVEY = Direction.HIGHER, Direction.LOWER, Direction.NEUTRAL, Source.SURVEY
_BETTER, _WORSE, _UNCHANGED = Verdict.BETTER, Verdict.WORSE, Verdict.UNCHANGED
_NO_SURE_CHANGE = Verdict.NO_SURE_CHANGE

Shown = tuple[Sums, float, float | None]
"""A figure: its sums, its value, and the standard error of a survey's mean where it is known."""


def change(indicator: Indicator, target: Target | None, now: Shown, before: Shown) -> Change:
    """The change between two figures, and its verdict."""
    difference = now[1] - before[1]
    if abs(difference) <= 1e-9 * (1 + abs(now[1])):
        difference = float(exact_value(indicator, now[0]) - exact_value(indicator, before[0]))
    return Change(before[1], difference, _verdict(indicator, target, difference, now, before))


def _verdict(
    indicator: Indicator, target: Target | None, difference: float, now: Shown, before: Shown
) -> Verdict | None:
    direction = indicator.direction
    if direction is _NEUTRAL:
        return None
    if indicator.measure.source is _SURVEY and not _is_sure(indicator, difference, now, before):
        return _NO_SURE_CHANGE
    improvement: float | None = difference
    if direction is _LOWER:
        improvement = -difference
    elif direction is not _HIGHER:
        improvement = _nearer(indicator, target, difference, now, before)
    if improvement is None:
        return None
    if improvement == 0:
        return _UNCHANGED
    return _BETTER if improvement > 0 else _WORSE


def _nearer(indicator: Indicator, target: Target | None, difference: float, now: Shown, before: Shown) -> float | None:
    """How much nearer a value has come to lie between two limits; None where the target has no two."""
    if target is None or target.high is None:
        return None
    if difference == 0:
        return 0.0
    low, high = target.low, target.high
    was, is_now = exact_value(indicator, before[0]), exact_value(indicator, now[0])
    nearer = max(low - was, was - high, Fraction(0)) - max(low - is_now, is_now - high, Fraction(0))
    return float(nearer)


def _is_sure(indicator: Indicator, difference: float, now: Shown, before: Shown) -> bool:
    sums, _, error = now
    earlier, _, earlier_error = before
    if not (sums.den and earlier.den):
        return False
    if indicator.measure.statistic == "share":
        return statistics.proportions_differ(sums.num or 0, sums.den, earlier.num or 0, earlier.den)
    if error is None or earlier_error is None:
        return False
    return statistics.welch_is_sure(difference, error, sums.den, earlier_error, earlier.den)
