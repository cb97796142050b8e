"""One indicator for one unit: its value and the line of values, what it is judged as, and how it changed.

A scorecard for all units is a thousand of these, so what is the same for every unit is worked out once (`Plan`), and
records are made with their fields in order: by name they cost as much again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from effnett.evaluate.change import Shown, change
from effnett.evaluate.control import Charted, assurance_of
from effnett.evaluate.flow import is_share
from effnett.evaluate.forecast import Year, forecast, required_rest, rest_denominator
from effnett.evaluate.regions import breaks_of
from effnett.evaluate.status import holds_target, judge, target_for
from effnett.evaluate.sums import HIDDEN, REST, Sums, at_k
from effnett.evaluate.tree import org_tree
from effnett.evaluate.values import absence, denominator, months_covered, scale
from effnett.evaluate.waves import NO_WAVE, wave_of
from effnett.model.evaluation import Change, Evaluation, Point, Status
from effnett.model.observation import Absent, Quality
from effnett.model.organisation import OrgTree
from effnett.model.periods import AsOf, Window, first_day, last_day
from effnett.model.scorecard import EVERY_YEAR, Indicator, Source, Target, Targets
from effnett.store.facts import Facts

# Looked up once: in Python 3.11 a member of an enumeration costs as much as a call.
_MISSING, _NO_TARGET = Absent.MISSING, Status.NO_TARGET

_QUALITIES: Mapping[int | None, Quality] = {int(quality): quality for quality in Quality}


class _When(NamedTuple):
    """The months of a figure, and its days."""

    first: int
    last: int
    first_day: date
    last_day: date


class _Span(NamedTuple):
    """One window of a line over the years, which is the same for every unit.

    `broken` says that the line is not joined to the window before.
    """

    k: int
    when: _When
    target: Target | None
    broken: bool


class Plan(NamedTuple):
    """What is the same for every unit that one indicator is evaluated for.

    `end` is the as-of's last month, `window` the window's months (0 for `latest`, which has no `when`). `target` is the
    scorecard's own, as measured against at the as-of, `year_target` what it is for the whole year; units may have
    others where `has_own_targets`. `spans` are the windows of the line over the years, oldest first, and `aims` the
    scorecard's targets of whole years, for observations.
    `kostra` is the facts where the figures are KOSTRA's, whose lines break where regions merge or split.
    """

    indicator: Indicator
    tree: OrgTree
    as_of: AsOf
    years: int
    end: int
    window: int
    when: _When | None
    scale: int
    is_survey: bool
    is_mean: bool
    is_year_to_date: bool
    target: Target | None
    year_target: Target | None
    has_own_targets: bool
    spans: tuple[_Span, ...]
    aims: Targets
    kostra: Facts | None


def plan_of(indicator: Indicator, facts: Facts, as_of: AsOf, years: int) -> Plan:
    """The plan of an indicator, with that many years of its line."""
    tree, source = org_tree(facts), indicator.measure.source
    target = target_for(indicator, tree, None, as_of.year)
    is_survey = source is Source.SURVEY
    window = indicator.window.months(as_of)
    return Plan(
        indicator,
        tree,
        as_of,
        years,
        as_of.month,
        window,
        _period(as_of.month * 16 + window) if window else None,
        scale(indicator),
        is_survey,
        is_survey and not is_share(indicator),
        indicator.window is Window.YEAR_TO_DATE and not is_survey,
        target and target.at(as_of.tertial),
        target,
        bool(indicator.org_unit_targets),
        _spans(indicator, tree, as_of, window, years) if window else (),
        {year: each.at(3) for year, each in indicator.targets.items()},
        facts if source is Source.KOSTRA else None,
    )


def _spans(indicator: Indicator, tree: OrgTree, as_of: AsOf, months: int, years: int) -> tuple[_Span, ...]:
    found: list[_Span] = []
    for k in range(1 - years, 1):
        when = _period((as_of.month + 12 * k) * 16 + months)
        target = target_for(indicator, tree, None, when.last // 12)
        broken = bool(found) and _broken(indicator.breaks, found[-1].when, when)
        found.append(_Span(k, when, target and target.at(as_of.tertial), broken))
    return tuple(found)


def evaluated(plan: Plan, unit: str, found: Sequence[Sums], charted: Charted | None) -> Evaluation:
    """The evaluation of one indicator for one unit, of its sums, newest first, and its control chart."""
    target, breaks = _target(plan, unit), breaks_of(plan.indicator, plan.kostra, plan.tree, unit)
    now, before = _now_and_before(plan, found)
    value, absent = (None, _MISSING) if now is None else _value(plan, now)
    when = plan.when or (_period(now.k) if now else None)
    points: tuple[Point, ...] = ()
    if plan.years:
        points = _windows(plan, unit, found) if plan.window else _observations(plan, unit, found, breaks)
    if value is not None and now is not None and when is not None:
        shown = now, value, wave_of(now, True).error if plan.is_mean else None
        changed = _change(plan, target, shown, before, breaks)
        return _judged(plan, unit, found, shown, when, target, changed, points, charted)
    return Evaluation(
        plan.indicator,
        unit,
        plan.indicator.window,
        when and when.first_day,
        when and when.last_day,
        months=(months_covered(now), plan.window) if plan.window else None,
        absent=absent,
        target=target,
        status=Status.SUPPRESSED if absent is Absent.SUPPRESSED else Status.NO_DATA,
        points=points,
    )


def _target(plan: Plan, unit: str) -> Target | None:
    """What a unit is measured against at the as-of."""
    if not plan.has_own_targets:
        return plan.target
    own = target_for(plan.indicator, plan.tree, unit, plan.as_of.year)
    return own and own.at(plan.as_of.tertial)


def _now_and_before(plan: Plan, found: Sequence[Sums]) -> tuple[Sums | None, Sums | None]:
    """The sums of the as-of and those they are compared with: a year before, or the observation before."""
    if not plan.window:
        return found[0] if found else None, found[1] if len(found) > 1 else None
    now = before = None
    for sums in found[:2]:
        if sums.k == 0:
            now = sums
        elif sums.k == -1:
            before = sums
    return now, before


def _when(plan: Plan, sums: Sums) -> _When:
    """When some sums are of."""
    return _period((plan.end + 12 * sums.k) * 16 + plan.window if plan.window else sums.k)


@lru_cache(maxsize=4096)
def _period(k: int) -> _When:
    """What months an observation's `k` stands for (sums.py)."""
    last, span = divmod(k, 16)
    return _When(last - span + 1, last, first_day(last - span + 1), last_day(last))


def _value(plan: Plan, sums: Sums) -> tuple[float | None, Absent | None]:
    """The value of some sums, or why it is not there or not shown."""
    num, below = sums.num, sums.den
    if num is None:
        return None, absence(sums)
    if below is None:
        below = denominator(plan.indicator, sums)
    return (num * plan.scale / below, None) if below else (None, _MISSING)


def _judged(
    plan: Plan,
    unit: str,
    found: Sequence[Sums],
    shown: Shown,
    when: _When,
    target: Target | None,
    changed: Change | None,
    points: tuple[Point, ...],
    charted: Charted | None,
) -> Evaluation:
    """The evaluation of a figure that may be shown."""
    indicator, (sums, value, _) = plan.indicator, shown
    wave = wave_of(sums, plan.is_mean) if plan.is_survey else NO_WAVE
    gap = None
    status, stale = _NO_TARGET, not plan.window and plan.end - when.last > indicator.max_age
    if stale:
        status = Status.NO_DATA
    elif target is not None:
        gap, status = judge(indicator, target, sums, value)
    required, landing = _year_end(plan, unit, sums, found) if plan.is_year_to_date else (None, None)
    return Evaluation(
        indicator,
        unit,
        indicator.window,
        when.first_day,
        when.last_day,
        value,
        sums.num,
        1.0 if sums.den is None else sums.den,
        wave.respondents,
        wave.invited,
        wave.low,
        wave.high,
        (months_covered(sums), plan.window) if plan.window else None,
        _QUALITIES.get(sums.grade),
        Absent.STALE if stale else None,
        target,
        gap,
        status,
        changed,
        gap is not None and holds_target(target, wave.low, wave.high),
        wave.few,
        wave.low_response,
        points,
        required,
        landing,
        charted.signals if charted else (),
        assurance_of(charted, target) if charted else None,
        charted.control if charted else None,
    )


def _year_end(plan: Plan, unit: str, so_far: Sums, found: Sequence[Sums]) -> tuple[float | None, float | None]:
    """What the rest of the year must give, and where the year will land."""
    before, after = (sums if sums and sums.grade != HIDDEN else None for sums in (at_k(found, -1), at_k(found, REST)))
    year = Year(so_far, before, after, 12 - plan.window)
    target = plan.year_target
    if plan.has_own_targets:
        target = target_for(plan.indicator, plan.tree, unit, plan.as_of.year)
    rest = rest_denominator(year)
    return required_rest(year, rest, target, plan.scale), forecast(year, rest, plan.scale)


def _change(
    plan: Plan, target: Target | None, now: Shown, before: Sums | None, breaks: Collection[int]
) -> Change | None:
    """The change from an earlier figure; None without one, or across a break (of the months a line is broken from)."""
    if before is None:
        return None
    value, _ = _value(plan, before)
    if value is None or (breaks and _broken(breaks, _when(plan, before), _when(plan, now[0]))):
        return None
    return change(plan.indicator, target, now, (before, value, wave_of(before, True).error if plan.is_mean else None))


def _broken(breaks: Collection[int], before: _When | None, after: _When) -> bool:
    """Whether a break lies after the first month of the earlier figure and no later than the last of the later one."""
    return before is not None and any(before.first < month <= after.last for month in breaks)


def _windows(plan: Plan, unit: str, found: Sequence[Sums]) -> tuple[Point, ...]:
    """The line over the years, oldest first: the same window at the same tertial of each year."""
    by_year = {sums.k: sums for sums in found}
    spans = [_own(plan, unit, span) for span in plan.spans] if plan.has_own_targets else plan.spans
    return tuple([_point(plan, by_year.get(k), when, target, broken) for k, when, target, broken in spans])


def _own(plan: Plan, unit: str, span: _Span) -> _Span:
    """A window with the unit's own target."""
    target = target_for(plan.indicator, plan.tree, unit, span.when.last // 12)
    return span._replace(target=target and target.at(plan.as_of.tertial))


def _observations(plan: Plan, unit: str, found: Sequence[Sums], breaks: Collection[int]) -> tuple[Point, ...]:
    """The line over the years, oldest first: the newest observations, each against the target of its year."""
    points: list[Point] = []
    before: _When | None = None
    for sums in reversed(found[: plan.years]):
        when = _period(sums.k)
        broken = bool(breaks) and _broken(breaks, before, when)
        points.append(_point(plan, sums, when, _aim(plan, unit, when.last // 12), broken))
        before = when
    return tuple(points)


def _aim(plan: Plan, unit: str, year: int) -> Target | None:
    """The target of a whole year."""
    if not plan.has_own_targets:
        return plan.aims.get(year) or plan.aims.get(EVERY_YEAR)
    own = target_for(plan.indicator, plan.tree, unit, year)
    return own and own.at(3)


def _point(plan: Plan, sums: Sums | None, when: _When, target: Target | None, broken: bool) -> Point:
    _, _, first, last = when
    if sums is None:
        return Point(first, last, None, _MISSING, None, target, broken)
    value, absent = _value(plan, sums)
    if value is None:
        return Point(first, last, None, absent, None, target, broken)
    respondents = int(sums.den or 0) if plan.is_survey else None
    return Point(first, last, value, None, _QUALITIES.get(sums.grade), target, broken, respondents)
