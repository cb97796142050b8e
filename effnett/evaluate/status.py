"""Targets and statuses (docs/semantics.md 4)."""

from __future__ import annotations

from fractions import Fraction

from effnett.evaluate.sums import Sums
from effnett.evaluate.values import exact_value
from effnett.model.evaluation import Status
from effnett.model.organisation import OrgTree
from effnett.model.scorecard import EVERY_YEAR, Indicator, Target, TargetKind, Targets

# Looked up once: in Python 3.11 a member of an enumeration costs as much as a call.
_MET, _NEAR, _MISSED = Status.MET, Status.NEAR, Status.MISSED
_AT_LEAST, _AT_MOST = TargetKind.AT_LEAST, TargetKind.AT_MOST

_DOUBTFUL = 1e-9
"""Nearer a limit than this part of it, binary numbers do not decide; exact fractions do."""


def target_for(indicator: Indicator, tree: OrgTree, org_unit: str | None, year: int) -> Target | None:
    """The target of a year for a unit: its own, else the nearest above it that has one, else the scorecard's.

    The scorecard's where no unit is given.
    """
    if org_unit is not None and indicator.org_unit_targets:
        for code in tree.path(org_unit):
            found = _of_year(indicator.org_unit_targets.get(code, {}), year)
            if found:
                return found
    return _of_year(indicator.targets, year)


def _of_year(targets: Targets, year: int) -> Target | None:
    return targets.get(year) or targets.get(EVERY_YEAR)


def judge(indicator: Indicator, target: Target, sums: Sums, value: float) -> tuple[float, Status]:
    """The gap, positive on the good side, and the status. Equality is met; `near` itself is near.

    Decided in binary numbers, and in exact fractions where the value lies on a limit.
    """
    low, high = target.numbers
    kind = target.kind
    gap = value - low if kind is _AT_LEAST else high - value if kind is _AT_MOST else min(value - low, high - value)
    near, margin = indicator.near_number, _DOUBTFUL * (1 + abs(value))
    if abs(gap) > margin and abs(gap + near) > margin:
        return gap, _MET if gap >= 0 else _NEAR if gap >= -near else _MISSED
    exact = _exact_gap(target, exact_value(indicator, sums))
    return float(exact), _MET if exact >= 0 else _NEAR if exact >= -indicator.near else _MISSED


def _exact_gap(target: Target, value: Fraction) -> Fraction:
    if target.kind is _AT_LEAST:
        return value - target.low
    if target.kind is _AT_MOST:
        return target.low - value
    return min(value - target.low, (target.high or Fraction(0)) - value)


def holds_target(target: Target | None, low: float | None, high: float | None) -> bool:
    """Whether an interval holds a limit of the target, so that the status is uncertain; not where either is unknown."""
    if target is None or low is None or high is None:
        return False
    lower, upper = target.numbers
    return low <= lower <= high or low <= upper <= high
