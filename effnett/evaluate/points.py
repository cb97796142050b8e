"""The lines over the years that are drawn beside figures: the same window of each year, or the newest observations."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain, islice, repeat

from effnett.evaluate.figures import NOTHING, values_of
from effnett.evaluate.plan import Kind, Plan, Span, When, is_broken, period_of
from effnett.evaluate.status import target_for
from effnett.evaluate.sums import Lines, Sums
from effnett.evaluate.values import QUALITIES, absence
from effnett.model.evaluation import Point
from effnett.model.scorecard import EVERY_YEAR, Target

_Placed = tuple[Sums, When, Target | None, bool]
"""The sums of a point, when they are of, what they are measured against, and whether the line is broken before it."""


def points_of(
    plans: Sequence[Plan], units: Sequence[str], lines: Lines, breaks: Sequence[Collection[int]]
) -> list[tuple[Point, ...]]:
    """The points of lines of one kind, each oldest first, of their sums, newest first, and the months that each is
    broken from."""
    kind = plans[0].kind
    placed = [
        _windows(plan, unit, line) if kind.months else _observed(plan, unit, line, broken_from)
        for plan, unit, line, broken_from in zip(plans, units, lines, breaks, strict=True)
    ]
    points = iter(_points(kind, [*chain.from_iterable(placed)]))
    return [tuple(islice(points, len(each))) for each in placed]


def _points(kind: Kind, placed: Sequence[_Placed]) -> list[Point]:
    if not placed:
        return []
    sums, whens, targets, broken = zip(*placed, strict=True)
    _, _, first, last = zip(*whens, strict=True)
    values = values_of(kind, sums)
    each = [*zip(sums, values, strict=True)]
    absent = [absence(one) if value is None else None for one, value in each]
    qualities = [None if value is None else QUALITIES.get(one.grade) for one, value in each]
    answers = [None if value is None else int(one.den or 0) for one, value in each] if kind.is_survey else repeat(None)
    columns = (first, last, values, absent, qualities, targets, broken, answers)
    return list(map(Point._make, zip(*columns, strict=False)))


def _windows(plan: Plan, unit: str, line: Sequence[Sums]) -> list[_Placed]:
    """The same window of each year, whether it has sums or not."""
    by_year = {sums.k: sums for sums in line}
    spans = [_own(plan, unit, span) for span in plan.spans] if plan.has_own_targets else plan.spans
    return [(by_year.get(k, NOTHING), when, target, broken) for k, when, target, broken in spans]


def _own(plan: Plan, unit: str, span: Span) -> Span:
    """A window with the unit's own target."""
    target = target_for(plan.indicator, plan.tree, unit, span.when.last // 12)
    return span._replace(target=target and target.at(plan.as_of.tertial))


def _observed(plan: Plan, unit: str, line: Sequence[Sums], breaks: Collection[int]) -> list[_Placed]:
    """The newest observations, each against the target of its year."""
    found: list[_Placed] = []
    before: When | None = None
    for sums in reversed(line[: plan.years]):
        when = period_of(sums.k)
        broken = bool(breaks) and is_broken(breaks, before, when)
        found.append((sums, when, _aim(plan, unit, when.last // 12), broken))
        before = when
    return found


def _aim(plan: Plan, unit: str, year: int) -> Target | None:
    """The target of a whole year."""
    if not plan.has_own_targets:
        return plan.aims.get(year) or plan.aims.get(EVERY_YEAR)
    own = target_for(plan.indicator, plan.tree, unit, year)
    return own and own.at(3)
