"""Change and how sure it is: Welch's test, two proportions (docs/semantics.md 5)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from effnett.evaluate import statistics
from effnett.evaluate.figures import Figures
from effnett.evaluate.plan import Plan
from effnett.evaluate.sums import Sums
from effnett.evaluate.values import exact_value
from effnett.evaluate.waves import Wave
from effnett.model.evaluation import Change, Verdict
from effnett.model.scorecard import Direction, Indicator, Target

# Looked up once: in Python 3.11 a member of an enumeration costs as much as a call.
_BETTER, _WORSE, _UNCHANGED = Verdict.BETTER, Verdict.WORSE, Verdict.UNCHANGED
_NO_SURE_CHANGE = Verdict.NO_SURE_CHANGE


def changes_of(
    plans: Sequence[Plan], targets: Sequence[Target | None], now: Figures, before: Figures
) -> list[Change | None]:
    """The change of each figure, and its verdict against its target; None where one of the two has no value."""
    differences = [
        None
        if value is None or old is None
        else moved
        if abs(moved := value - old) > 1e-9 * (1 + abs(value))
        else float(exact_value(plan.indicator, sums) - exact_value(plan.indicator, earlier))
        for plan, value, old, sums, earlier in zip(plans, now.values, before.values, now.sums, before.sums, strict=True)
    ]
    verdicts = _verdicts(plans, targets, differences, now, before)
    return [
        None if old is None or difference is None else Change(old, difference, verdict)
        for old, difference, verdict in zip(before.values, differences, verdicts, strict=True)
    ]


def _verdicts(
    plans: Sequence[Plan],
    targets: Sequence[Target | None],
    differences: Sequence[float | None],
    now: Figures,
    before: Figures,
) -> Sequence[Verdict | None]:
    """What the differences mean: None where nothing is better than anything else."""
    kind = plans[0].kind
    if kind.direction is Direction.NEUTRAL:
        return [None] * len(differences)
    if kind.direction is Direction.HIGHER:
        found = [_verdict(difference) for difference in differences]
    elif kind.direction is Direction.LOWER:
        found = [_verdict(difference and -difference) for difference in differences]
    else:
        each = zip(plans, targets, differences, now.sums, before.sums, strict=True)
        found = [
            _verdict(_nearer(plan.indicator, target, difference, sums, old))
            for plan, target, difference, sums, old in each
        ]
    return _sure(kind.is_mean, found, differences, now, before) if kind.is_survey else found


def _sure(
    is_mean: bool,
    verdicts: Sequence[Verdict | None],
    differences: Sequence[float | None],
    now: Figures,
    before: Figures,
) -> list[Verdict | None]:
    """The verdicts on differences of a survey that are more than chance."""
    pairs = zip(verdicts, differences, now.sums, before.sums, now.waves, before.waves, strict=True)
    return [
        verdict if difference is None or _is_sure(is_mean, difference, sums, old, wave, earlier) else _NO_SURE_CHANGE
        for verdict, difference, sums, old, wave, earlier in pairs
    ]


def _verdict(improvement: float | None) -> Verdict | None:
    if improvement is None:
        return None
    return _BETTER if improvement > 0 else _WORSE if improvement else _UNCHANGED


def _nearer(
    indicator: Indicator, target: Target | None, difference: float | None, now: Sums, before: Sums
) -> float | None:
    """How much nearer a value has come to lie between two limits; None where the target has no two."""
    if target is None or target.high is None or difference is None:
        return None
    if difference == 0:
        return 0.0
    low, high = target.low, target.high
    was, is_now = exact_value(indicator, before), exact_value(indicator, now)
    nearer = max(low - was, was - high, Fraction(0)) - max(low - is_now, is_now - high, Fraction(0))
    return float(nearer)


def _is_sure(is_mean: bool, difference: float, now: Sums, before: Sums, wave: Wave, earlier: Wave) -> bool:
    """Whether the difference between two waves of a survey is more than chance."""
    if not (now.den and before.den):
        return False
    if not is_mean:
        return statistics.proportions_differ(now.num or 0, now.den, before.num or 0, before.den)
    if wave.error is None or earlier.error is None:
        return False
    return statistics.welch_is_sure(difference, wave.error, now.den, earlier.error, before.den)
