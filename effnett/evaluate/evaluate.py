"""Scorecard and facts to evaluations: the whole of it, from sums to statuses and changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from effnett.evaluate.change import change, interval
from effnett.evaluate.forecast import Year, forecast, required_rest
from effnett.evaluate.observations import read_sums
from effnett.evaluate.queries import Request
from effnett.evaluate.shielding import is_suppressed
from effnett.evaluate.status import holds_target, judge, target_for
from effnett.evaluate.sums import REST, Sums, decimal, invited, response_rate
from effnett.evaluate.tree import org_tree
from effnett.evaluate.values import absence, denominator, months_covered, scale, value
from effnett.model.evaluation import Change, Evaluation, Point, ScorecardEvaluation, Status
from effnett.model.observation import Absent, Quality
from effnett.model.organisation import OrgTree
from effnett.model.periods import AsOf, Window, first_day, last_day
from effnett.model.scorecard import Indicator, Scorecard, Source, Target
from effnett.store.facts import Facts

FEW_ANSWERS = 30
LOW_RESPONSE = 0.5

_QUALITIES: Mapping[int | None, Quality] = {int(quality): quality for quality in Quality}


def evaluate_scorecard(
    scorecard: Scorecard,
    facts: Facts,
    as_of: AsOf,
    org_unit: str | None = None,
    children: bool = False,
    years: int = 0,
) -> ScorecardEvaluation:
    """Evaluate a scorecard for one unit (by default its own), with `children` for all units below it too.

    The evaluations are unit by unit in the register's order, each unit's in the scorecard's order.
    `years` asks for that many points of each line over the years.
    """
    top = org_unit or scorecard.org_unit
    tree = org_tree(facts)
    shown = tree.shown(top, as_of.day) if children else [top]
    indicators = scorecard.indicators
    sums = read_sums(facts, Request(indicators, shown, as_of, max(2, years)))
    plans = [_plan(indicator, tree, as_of, years) for indicator in indicators]
    evaluations = tuple(
        _evaluate(plan, unit, sums.get((unit, position), ())) for unit in shown for position, plan in enumerate(plans)
    )
    return ScorecardEvaluation(scorecard, as_of, top, evaluations, facts.version)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is the same for every unit that one indicator is evaluated for.

    `end` is the as-of's last month, `window` the window's months (0 for `latest`). `target` is the
    scorecard's own, as measured against; units may have others where `has_own_targets`.
    """

    indicator: Indicator
    tree: OrgTree
    as_of: AsOf
    years: int
    end: int
    window: int
    is_survey: bool
    is_year_to_date: bool
    target: Target | None
    has_own_targets: bool


def _plan(indicator: Indicator, tree: OrgTree, as_of: AsOf, years: int) -> _Plan:
    target = target_for(indicator, tree, None, as_of.year)
    return _Plan(
        indicator,
        tree,
        as_of,
        years,
        as_of.month,
        indicator.window.months(as_of),
        indicator.measure.source is Source.SURVEY,
        indicator.window is Window.YEAR_TO_DATE,
        target and target.at(as_of.tertial),
        bool(indicator.org_unit_targets),
    )


class _Figure(NamedTuple):
    """One value with the sums behind it, cleared for showing. `first` and `last` are months."""

    sums: Sums
    value: float | None
    absent: Absent | None
    first: int
    last: int


def _evaluate(plan: _Plan, unit: str, found: Sequence[Sums]) -> Evaluation:
    indicator = plan.indicator
    target = plan.target
    if plan.has_own_targets:
        own = target_for(indicator, plan.tree, unit, plan.as_of.year)
        target = own and own.at(plan.as_of.tertial)
    now, before = _now_and_before(plan, found)
    points = _points(plan, unit, found) if plan.years else ()
    months = (months_covered(now.sums) if now else 0, plan.window) if plan.window else None
    if now is None:
        first = first_day(plan.end - plan.window + 1) if plan.window else None
        last = last_day(plan.end) if plan.window else None
        return Evaluation(
            indicator,
            unit,
            indicator.window,
            first,
            last,
            months=months,
            absent=Absent.MISSING,
            target=target,
            points=points,
        )
    first, last = first_day(now.first), last_day(now.last)
    if now.value is None:
        status = Status.SUPPRESSED if now.absent is Absent.SUPPRESSED else Status.NO_DATA
        return Evaluation(
            indicator,
            unit,
            indicator.window,
            first,
            last,
            months=months,
            absent=now.absent,
            target=target,
            status=status,
            points=points,
        )
    sums = now.sums
    low = high = rate = None
    if plan.is_survey:
        low, high = interval(indicator, sums, now.value) or (None, None)
        rate = response_rate(sums)
    gap, status = None, Status.NO_TARGET
    stale = plan.window == 0 and plan.end - now.last > indicator.max_age
    if stale:
        status = Status.NO_DATA
    elif target is not None:
        gap, status = judge(indicator, target, sums, now.value)
    return Evaluation(
        indicator,
        unit,
        indicator.window,
        first,
        last,
        now.value,
        sums.num,
        denominator(indicator, sums),
        int(sums.den or 0) if plan.is_survey else None,
        invited(sums) if plan.is_survey else None,
        low,
        high,
        months,
        _QUALITIES.get(sums.grade),
        Absent.STALE if stale else None,
        target,
        gap,
        status,
        _change(indicator, target, now, before),
        gap is not None
        and target is not None
        and low is not None
        and high is not None
        and holds_target(target, low, high),
        plan.is_survey and (sums.den or 0) < FEW_ANSWERS,
        rate is not None and rate < LOW_RESPONSE,
        points,
        *_year_end(plan, unit, sums, found),
    )


def _year_end(plan: _Plan, unit: str, so_far: Sums, found: Sequence[Sums]) -> tuple[float | None, float | None]:
    """What the rest of the year must give, and where the year will land."""
    if not plan.is_year_to_date:
        return None, None
    others = {sums.k: sums for sums in found if not is_suppressed(plan.indicator, sums)}
    year = Year(so_far, others.get(-1), others.get(REST), 12 - plan.window)
    target = target_for(plan.indicator, plan.tree, unit, plan.as_of.year)
    by = scale(plan.indicator)
    return required_rest(year, target, by), forecast(year, by)


def _now_and_before(plan: _Plan, found: Sequence[Sums]) -> tuple[_Figure | None, _Figure | None]:
    """The figure of the as-of and the one it is compared with: a year before, or the observation before."""
    if not plan.window:
        now = _figure(plan, found[0]) if found else None
        return now, _figure(plan, found[1]) if len(found) > 1 else None
    now = before = None
    for sums in found[:2]:
        if sums.k == 0:
            now = _figure(plan, sums)
        elif sums.k == -1:
            before = _figure(plan, sums)
    return now, before


def _figure(plan: _Plan, sums: Sums) -> _Figure:
    """The value of some sums, or why it is not there or not shown."""
    if plan.window:
        last, span = plan.end + 12 * sums.k, plan.window
    else:
        last, span = divmod(sums.k, 16)
    first = last - span + 1
    if is_suppressed(plan.indicator, sums):
        return _Figure(Sums(sums.k, None, covered=sums.covered), None, Absent.SUPPRESSED, first, last)
    if sums.num is None:
        return _Figure(sums, None, absence(sums), first, last)
    num, den = decimal(sums.num), None if sums.den is None else decimal(sums.den)
    if num != sums.num or den != sums.den:
        sums = sums._replace(num=num, den=den)
    number = value(plan.indicator, sums)
    return _Figure(sums, number, Absent.MISSING if number is None else None, first, last)


def _change(indicator: Indicator, target: Target | None, now: _Figure, before: _Figure | None) -> Change | None:
    """The change from an earlier figure; None without one, or across a dated break."""
    if before is None or before.value is None or now.value is None or _breaks(indicator, before, now):
        return None
    return change(indicator, target, (now.sums, now.value), (before.sums, before.value))


def _breaks(indicator: Indicator, before: _Figure, after: _Figure) -> bool:
    """Whether a dated break lies after the start of the earlier window and no later than the end of the later one."""
    return bool(indicator.breaks) and any(before.first < month <= after.last for month in indicator.breaks)


def _points(plan: _Plan, unit: str, found: Sequence[Sums]) -> tuple[Point, ...]:
    """The line over the years, oldest first: the same window at the same tertial of each year, or the observations."""
    if plan.window:
        by_year = {sums.k: sums for sums in found}
        figures = [_figure(plan, by_year.get(k) or Sums(k, None)) for k in range(1 - plan.years, 1)]
    else:
        figures = [_figure(plan, sums) for sums in reversed(found[: plan.years])]
    return tuple(_point(plan, unit, before, figure) for before, figure in zip([None, *figures], figures, strict=False))


def _point(plan: _Plan, unit: str, before: _Figure | None, figure: _Figure) -> Point:
    """A figure as a point, with the target of its year as measured against at the same tertial."""
    target = target_for(plan.indicator, plan.tree, unit, figure.last // 12)
    return Point(
        first_day(figure.first),
        last_day(figure.last),
        figure.value,
        figure.absent,
        _QUALITIES.get(figure.sums.grade),
        target and target.at(plan.as_of.tertial if plan.window else 3),
        before is not None and _breaks(plan.indicator, before, figure),
        int(figure.sums.den or 0) if plan.is_survey and figure.value is not None else None,
    )
