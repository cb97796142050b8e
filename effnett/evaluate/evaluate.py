"""Scorecard and facts to evaluations: the whole of it, from sums to statuses and changes."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import NamedTuple

from effnett.evaluate.change import change, interval, standard_error
from effnett.evaluate.control import charts, with_chart
from effnett.evaluate.flow import Found, is_share
from effnett.evaluate.forecast import Year, forecast, required_rest, rest_denominator
from effnett.evaluate.kept_shields import recall_shields
from effnett.evaluate.observations import read_sums
from effnett.evaluate.outlook import with_outlook
from effnett.evaluate.pull import with_pulls
from effnett.evaluate.queries import Request
from effnett.evaluate.record import RECORD_YEARS
from effnett.evaluate.regions import breaks_of
from effnett.evaluate.status import holds_target, judge, target_for
from effnett.evaluate.sums import HIDDEN, REST, Sums, decimal, invited, response_rate
from effnett.evaluate.tree import org_tree
from effnett.evaluate.values import absence, denominator, months_covered, scale
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
    outlook: bool = False,
) -> ScorecardEvaluation:
    """Evaluate a scorecard for one unit (by default its own), with `children` for all units below it too.

    The evaluations are unit by unit in the register's order, each unit's in the scorecard's order.
    `years` asks for that many points of each line over the years, `outlook` for how far forecasts were off and
    for notes on targets, which need more years to be read.
    """
    with collection_put_off():
        return _evaluated(scorecard, facts, as_of, org_unit or scorecard.org_unit, children, years, outlook)


def _evaluated(
    scorecard: Scorecard, facts: Facts, as_of: AsOf, top: str, children: bool, years: int, outlook: bool
) -> ScorecardEvaluation:
    shown = org_tree(facts).shown(top, as_of.day) if children else [top]
    indicators = scorecard.indicators
    points, rests = (RECORD_YEARS + 2, RECORD_YEARS + 1) if outlook else (2, 1)
    request = Request(indicators, shown, as_of, max(points, years), rests)
    recall_shields(facts, indicators)
    sums, controls = read_sums(facts, request), charts(facts, request)
    plain = _evaluations(facts, request, sums, years)
    keys = product(shown, range(len(indicators)))
    evaluations = [with_chart(one, controls.get(key)) for one, key in zip(plain, keys, strict=True)]
    if len(shown) > 1:
        evaluations = with_pulls(evaluations, facts, shown, as_of, sums)
    if outlook:
        evaluations = with_outlook(evaluations, facts, scorecard, as_of, sums)
    return ScorecardEvaluation(scorecard, as_of, top, tuple(evaluations), facts.version)


@contextmanager
def collection_put_off() -> Iterator[None]:
    """Python's search for circles put off meanwhile: tens of thousands of records are made, all are kept, and none
    of them is in a circle; looking costs a third of the time. Whoever put it off takes it up again."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def evaluate_units(
    indicators: Sequence[Indicator], facts: Facts, as_of: AsOf, units: Sequence[str], years: int = 0
) -> tuple[Evaluation, ...]:
    """Evaluate indicators without control charts, for units that need not lie below one another; unit by unit."""
    request = Request(indicators, units, as_of, max(2, years))
    return tuple(_evaluations(facts, request, read_sums(facts, request), years))


def _evaluations(facts: Facts, request: Request, sums: Found, years: int) -> list[Evaluation]:
    plans = [_plan(indicator, facts, request.as_of, years) for indicator in request.indicators]
    return [
        _evaluate(plan, unit, sums.get((unit, position), ()))
        for unit in request.shown
        for position, plan in enumerate(plans)
    ]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is the same for every unit that one indicator is evaluated for.

    `end` is the as-of's last month, `window` the window's months (0 for `latest`). `target` is the
    scorecard's own, as measured against; units may have others where `has_own_targets`.
    `kostra` is the facts where the figures are KOSTRA's, whose lines break where regions merge or split.
    """

    indicator: Indicator
    tree: OrgTree
    as_of: AsOf
    years: int
    end: int
    window: int
    scale: int
    is_survey: bool
    is_mean: bool
    is_year_to_date: bool
    target: Target | None
    has_own_targets: bool
    kostra: Facts | None


def _plan(indicator: Indicator, facts: Facts, as_of: AsOf, years: int) -> _Plan:
    tree = org_tree(facts)
    target = target_for(indicator, tree, None, as_of.year)
    is_survey = indicator.measure.source is Source.SURVEY
    return _Plan(
        indicator,
        tree,
        as_of,
        years,
        as_of.month,
        indicator.window.months(as_of),
        scale(indicator),
        is_survey,
        is_survey and not is_share(indicator),
        indicator.window is Window.YEAR_TO_DATE and not is_survey,
        target and target.at(as_of.tertial),
        bool(indicator.org_unit_targets),
        facts if indicator.measure.source is Source.KOSTRA else None,
    )


class _Figure(NamedTuple):
    """One value with the sums behind it, cleared for showing. `first` and `last` are months.

    `error` is the standard error of a survey's mean, where it is known.
    """

    sums: Sums
    value: float | None
    absent: Absent | None
    first: int
    last: int
    error: float | None = None


def _evaluate(plan: _Plan, unit: str, found: Sequence[Sums]) -> Evaluation:
    target = plan.target
    if plan.has_own_targets:
        own = target_for(plan.indicator, plan.tree, unit, plan.as_of.year)
        target = own and own.at(plan.as_of.tertial)
    now, before = _now_and_before(plan, found)
    if now is None:
        now = _Figure(Sums(0, None), None, Absent.MISSING, plan.end - plan.window + 1 if plan.window else 0, plan.end)
    months = (months_covered(now.sums), plan.window) if plan.window else None
    breaks = breaks_of(plan.indicator, plan.kostra, plan.tree, unit)
    points = _points(plan, unit, found, breaks) if plan.years else ()
    first, last = (first_day(now.first), last_day(now.last)) if now.first else (None, None)
    if now.value is not None:
        changed = _change(plan, target, now, before, breaks)
        return _judged(plan, unit, found, now, target, changed, points, first, last, months)
    return Evaluation(
        plan.indicator,
        unit,
        plan.indicator.window,
        first,
        last,
        months=months,
        absent=now.absent,
        target=target,
        status=Status.SUPPRESSED if now.absent is Absent.SUPPRESSED else Status.NO_DATA,
        points=points,
    )


def _judged(
    plan: _Plan,
    unit: str,
    found: Sequence[Sums],
    now: _Figure,
    target: Target | None,
    changed: Change | None,
    points: tuple[Point, ...],
    first: date | None,
    last: date | None,
    months: tuple[int, int] | None,
) -> Evaluation:
    """The evaluation of a figure that may be shown. Its fields are given in order: by name they cost as much again."""
    indicator, sums, value = plan.indicator, now.sums, now.value
    assert value is not None, "only a figure with a value is judged"
    low, high = interval(plan.is_mean, sums, value, now.error) if plan.is_survey else (None, None)
    rate = response_rate(sums) if plan.is_survey else None
    gap, status, stale = None, Status.NO_TARGET, plan.window == 0 and plan.end - now.last > indicator.max_age
    if stale:
        status = Status.NO_DATA
    elif target is not None:
        gap, status = judge(indicator, target, sums, value)
    return Evaluation(
        indicator,
        unit,
        indicator.window,
        first,
        last,
        value,
        decimal(sums.num or 0.0),
        decimal(sums.den) if sums.den is not None else 1.0,
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
        changed,
        gap is not None and holds_target(target, low, high),
        plan.is_survey and (sums.den or 0) < FEW_ANSWERS,
        rate is not None and rate < LOW_RESPONSE,
        points,
        *(_year_end(plan, unit, sums, found) if plan.is_year_to_date else (None, None)),
    )


def _year_end(plan: _Plan, unit: str, so_far: Sums, found: Sequence[Sums]) -> tuple[float | None, float | None]:
    """What the rest of the year must give, and where the year will land."""
    others = {sums.k: sums for sums in found if sums.grade != HIDDEN}
    year = Year(so_far, others.get(-1), others.get(REST), 12 - plan.window)
    target = target_for(plan.indicator, plan.tree, unit, plan.as_of.year)
    rest = rest_denominator(year)
    return required_rest(year, rest, target, plan.scale), forecast(year, rest, plan.scale)


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
    if sums.num is None:
        return _Figure(sums, None, absence(sums), first, last)
    below = sums.den if sums.den is not None else denominator(plan.indicator, sums)
    if not below:
        return _Figure(sums, None, Absent.MISSING, first, last)
    error = standard_error(sums) if plan.is_mean else None
    return _Figure(sums, sums.num * plan.scale / below, None, first, last, error)


def _change(
    plan: _Plan, target: Target | None, now: _Figure, before: _Figure | None, breaks: Collection[int]
) -> Change | None:
    """The change from an earlier figure; None without one, or across a break (of the months a line is broken from)."""
    if before is None or before.value is None or now.value is None or _broken(breaks, before, now):
        return None
    return change(plan.indicator, target, (now.sums, now.value, now.error), (before.sums, before.value, before.error))


def _broken(breaks: Collection[int], before: _Figure, after: _Figure) -> bool:
    """Whether a break lies after the start of the earlier window and no later than the end of the later one."""
    return bool(breaks) and any(before.first < month <= after.last for month in breaks)


def _points(plan: _Plan, unit: str, found: Sequence[Sums], breaks: Collection[int]) -> tuple[Point, ...]:
    """The line over the years, oldest first: the same window at the same tertial of each year, or the observations."""
    if plan.window:
        by_year = {sums.k: sums for sums in found}
        figures = [_figure(plan, by_year.get(k) or Sums(k, None)) for k in range(1 - plan.years, 1)]
    else:
        figures = [_figure(plan, sums) for sums in reversed(found[: plan.years])]
    return tuple(
        _point(plan, unit, figure, before is not None and _broken(breaks, before, figure))
        for before, figure in zip([None, *figures], figures, strict=False)
    )


def _point(plan: _Plan, unit: str, figure: _Figure, broken: bool) -> Point:
    """A figure as a point, with the target of its year as measured against at the same tertial."""
    target = target_for(plan.indicator, plan.tree, unit, figure.last // 12)
    return Point(
        first_day(figure.first),
        last_day(figure.last),
        figure.value,
        figure.absent,
        None if figure.value is None else _QUALITIES.get(figure.sums.grade),
        target and target.at(plan.as_of.tertial if plan.window else 3),
        broken,
        int(figure.sums.den or 0) if plan.is_survey and figure.value is not None else None,
    )
