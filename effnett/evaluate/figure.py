"""One indicator for some units: their values and lines of values, what they are judged as, and how they changed.

A scorecard for all units is a thousand figures. So each thing is worked out for all units of an indicator before the
next, and the columns are put together as records at the end.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import repeat
from typing import Any

from effnett.evaluate.change import changes_of
from effnett.evaluate.control import Charted, assurance_of
from effnett.evaluate.figures import NOTHING, Figures, compared_with, figures_of, newest
from effnett.evaluate.forecast import Year, forecast, required_rest, rest_denominator
from effnett.evaluate.plan import Plan, is_broken, period_of, when
from effnett.evaluate.points import points_of
from effnett.evaluate.pull import Kinship, pulls
from effnett.evaluate.regions import breaks_of
from effnett.evaluate.status import holds_target, judge, target_for
from effnett.evaluate.sums import HIDDEN, REST, Lines, Sums, at_k
from effnett.evaluate.values import QUALITIES, absence
from effnett.model.evaluation import Change, Evaluation, Status
from effnett.model.observation import Absent
from effnett.model.scorecard import Target

# Looked up once: in Python 3.11 a member of an enumeration costs as much as a call.
_STALE, _SUPPRESSED = Absent.STALE, Absent.SUPPRESSED
_NO_TARGET, _NO_DATA, _HIDDEN = Status.NO_TARGET, Status.NO_DATA, Status.SUPPRESSED

Columns = dict[str, Iterable[Any]]
"""Columns of evaluations, by the names of their fields."""

Targets = Sequence[Target | None]
"""What each unit is measured against."""


def evaluated(
    plan: Plan, units: Sequence[str], lines: Lines, charts: Sequence[Charted | None], kin: Kinship | None
) -> list[Evaluation]:
    """The evaluations of one indicator for some units, of their sums and their control charts, in the same order; with
    what each does to its parent where it is told who counts for whom."""
    now, before, targets = newest(plan, lines), compared_with(plan, lines), _targets(plan, units)
    breaks = _breaks(plan, units)
    changes = _changes(plan, targets, now, before, breaks)
    columns: Columns = {
        "indicator": repeat(plan.indicator, len(units)),
        "org_unit": units,
        "window": repeat(plan.indicator.window, len(units)),
        "target": targets,
        "change": changes,
    }
    columns |= _of_sums(plan, now) | _judged(plan, targets, now)
    if plan.is_survey:
        columns |= _waves(targets, now, columns["gap"])
    if any(charts):
        columns |= _charts(targets, now, charts)
    if plan.is_year_to_date:
        columns |= _year_ends(plan, units, now, before, lines)
    if kin:
        told = pulls(plan, kin, lines, now, before, changes)
        columns |= zip(("pull", "rate_effect", "mix_effect"), zip(*told, strict=True), strict=True)
    if plan.years:
        columns["points"] = [points_of(plan, *of_unit) for of_unit in zip(units, lines, breaks, strict=True)]
    return _records(columns, len(units))


def _records(columns: Columns, count: int) -> list[Evaluation]:
    """The columns put together; a field without one has its default. By name, records cost three times as much."""
    defaults = Evaluation._field_defaults
    every = [columns[name] if name in columns else repeat(defaults[name], count) for name in Evaluation._fields]
    return list(map(Evaluation._make, zip(*every, strict=True)))


def _breaks(plan: Plan, units: Sequence[str]) -> Sequence[Collection[int]]:
    """The months that each unit's line is broken from."""
    if plan.kostra is None:
        return [plan.indicator.breaks] * len(units)
    return [breaks_of(plan.indicator, plan.kostra, plan.tree, unit) for unit in units]


def _targets(plan: Plan, units: Sequence[str]) -> Targets:
    """What the units are measured against at the as-of."""
    if not plan.has_own_targets:
        return [plan.target] * len(units)
    own = [target_for(plan.indicator, plan.tree, unit, plan.as_of.year) for unit in units]
    return [target and target.at(plan.as_of.tertial) for target in own]


def _of_sums(plan: Plan, now: Figures) -> Columns:
    """The values with what they are made of, and when they are of."""
    count, window = len(now.values), plan.window
    if plan.period:
        days: Columns = {"first": repeat(plan.period.first_day, count), "last": repeat(plan.period.last_day, count)}
        days["months"] = [((sums.covered or 0).bit_count(), window) for sums in now.sums]
    else:
        whens = [None if sums is NOTHING else period_of(sums.k) for sums in now.sums]
        days = {"first": [one and one.first_day for one in whens], "last": [one and one.last_day for one in whens]}
    shown = [NOTHING if value is None else sums for sums, value in zip(now.sums, now.values, strict=True)]
    _, nums, dens, _, _, _, _, grades = zip(*shown, strict=True)
    divided_by = [1.0 if den is None and num is not None else den for num, den in zip(nums, dens, strict=True)]
    qualities = [QUALITIES.get(grade) for grade in grades]
    return days | {"value": now.values, "numerator": nums, "denominator": divided_by, "quality": qualities}


def _judged(plan: Plan, targets: Targets, now: Figures) -> Columns:
    """The gaps and statuses, and why a value is not there, or is too old to be judged."""
    indicator = plan.indicator
    absent = [absence(sums) if value is None else None for sums, value in zip(now.sums, now.values, strict=True)]
    if not plan.window:
        oldest = (plan.end - indicator.max_age) * 16
        absent = [_STALE if why is None and sums.k < oldest else why for sums, why in zip(now.sums, absent, strict=True)]
    found: list[tuple[float | None, Status]] = [
        (None, _HIDDEN if why is _SUPPRESSED else _NO_DATA)
        if why is not None or value is None
        else judge(indicator, target, sums, value)
        if target is not None
        else (None, _NO_TARGET)
        for sums, value, why, target in zip(now.sums, now.values, absent, targets, strict=True)
    ]
    gaps, statuses = zip(*found, strict=True)
    return {"gap": gaps, "status": statuses, "absent": absent}


def _waves(targets: Targets, now: Figures, gaps: Iterable[float | None]) -> Columns:
    """How many answered a survey and how sure its figure is; uncertain where the interval holds the target."""
    names = ("respondents", "invited", "low", "high", "few_answers", "low_response")
    _, *columns = zip(*now.waves, strict=True)
    uncertain = [
        gap is not None and holds_target(target, wave.low, wave.high)
        for gap, target, wave in zip(gaps, targets, now.waves, strict=True)
    ]
    return dict(zip(names, columns, strict=True)) | {"uncertain": uncertain}


def _charts(targets: Targets, now: Figures, charts: Sequence[Charted | None]) -> Columns:
    """What the control charts of the figures that may be shown say."""
    shown = [None if value is None else chart for value, chart in zip(now.values, charts, strict=True)]
    return {
        "signals": [chart.signals if chart else () for chart in shown],
        "assurance": [chart and assurance_of(chart, target) for chart, target in zip(shown, targets, strict=True)],
        "control": [chart and chart.control for chart in shown],
    }


def _year_ends(plan: Plan, units: Sequence[str], now: Figures, before: Figures, lines: Lines) -> Columns:
    """What the rest of the year must give, and where the year will land."""
    found = [
        (None, None) if value is None else _year_end(plan, unit, sums, earlier, at_k(line, REST))
        for unit, value, sums, earlier, line in zip(units, now.values, now.sums, before.sums, lines, strict=True)
    ]
    return dict(zip(("required_rest", "forecast"), zip(*found, strict=True), strict=True))


def _year_end(
    plan: Plan, unit: str, so_far: Sums, same_part: Sums, rest: Sums | None
) -> tuple[float | None, float | None]:
    after = rest if rest and rest.grade != HIDDEN else None
    year = Year(so_far, same_part, after, 12 - plan.window)
    target = plan.year_target
    if plan.has_own_targets:
        target = target_for(plan.indicator, plan.tree, unit, plan.as_of.year)
    left = rest_denominator(year)
    return required_rest(year, left, target, plan.scale), forecast(year, left, plan.scale)


def _changes(
    plan: Plan, targets: Targets, now: Figures, before: Figures, breaks: Sequence[Collection[int]]
) -> Sequence[Change | None]:
    """The changes from the figures before; None without one, or across a break (of the months a line is broken from)."""
    if any(breaks):
        pairs = zip(before.sums, now.sums, breaks, strict=True)
        joined = [
            NOTHING if at and is_broken(at, when(plan, sums), when(plan, later)) else sums for sums, later, at in pairs
        ]
        before = figures_of(plan, joined)
    return changes_of(plan.indicator, targets, now, before)
