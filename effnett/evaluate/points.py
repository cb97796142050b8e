"""The line over the years that is drawn beside a figure: the same window of each year, or the newest observations."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from effnett.evaluate.figures import NOTHING, values_of
from effnett.evaluate.plan import Plan, Span, When, is_broken, period_of
from effnett.evaluate.status import target_for
from effnett.evaluate.sums import Sums
from effnett.evaluate.values import QUALITIES, absence
from effnett.model.evaluation import Point
from effnett.model.scorecard import EVERY_YEAR, Target

_Place = tuple[When, Target | None, bool]
"""When a point is, what it is measured against, and whether the line is broken before it."""


def points_of(plan: Plan, unit: str, line: Sequence[Sums], breaks: Collection[int]) -> tuple[Point, ...]:
    """The points of a unit's line, oldest first, of its sums, newest first. The line is broken from some months."""
    if not plan.kind.months:
        sums = line[plan.years - 1 :: -1] if len(line) > plan.years else line[::-1]
        return _points(plan, sums, _observed(plan, unit, sums, breaks))
    spans = [_own(plan, unit, span) for span in plan.spans] if plan.has_own_targets else plan.spans
    by_year = {sums.k: sums for sums in line}
    return _points(plan, [by_year.get(span.k, NOTHING) for span in spans], [span[1:] for span in spans])


def _points(plan: Plan, line: Sequence[Sums], places: Sequence[_Place]) -> tuple[Point, ...]:
    counts = plan.kind.is_survey
    return tuple(
        [
            Point(first, last, None, absence(sums), None, target, broken)
            if value is None
            else Point(
                first,
                last,
                value,
                None,
                QUALITIES.get(sums.grade),
                target,
                broken,
                int(sums.den or 0) if counts else None,
            )
            for sums, value, ((_, _, first, last), target, broken) in zip(
                line, values_of(plan.kind, line), places, strict=True
            )
        ]
    )


def _own(plan: Plan, unit: str, span: Span) -> Span:
    """A window with the unit's own target."""
    target = target_for(plan.indicator, plan.tree, unit, span.when.last // 12)
    return span._replace(target=target and target.at(plan.as_of.tertial))


def _observed(plan: Plan, unit: str, line: Sequence[Sums], breaks: Collection[int]) -> list[_Place]:
    """The places of observations, each against the target of its year."""
    whens = [period_of(sums.k) for sums in line]
    befores = [None, *whens[:-1]]
    return (
        [
            (when, _aim(plan, unit, when.last // 12), bool(breaks) and is_broken(breaks, before, when))
            for before, when in zip(befores, whens, strict=True)
        ]
        if whens
        else []
    )


def _aim(plan: Plan, unit: str, year: int) -> Target | None:
    """The target of a whole year."""
    if not plan.has_own_targets:
        return plan.aims.get(year) or plan.aims.get(EVERY_YEAR)
    own = target_for(plan.indicator, plan.tree, unit, year)
    return own and own.at(3)
