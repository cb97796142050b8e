"""Figures of one kind: their values and lines of values, what they are judged as, and how they changed.

A scorecard for all units is a thousand figures. So each thing is worked out for all figures of a kind before the next,
and the columns are put together as records at the end.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import repeat
from typing import Any, Final

from effnett.evaluate.change import changes_of
from effnett.evaluate.control import Charted, assurance_of
from effnett.evaluate.figures import NOTHING, Figures, compared_with, figures_of, newest
from effnett.evaluate.forecast import Year, forecast, required_rest, rest_denominator
from effnett.evaluate.plan import Kind, Plan, is_broken, period_of, when
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
"""What each figure is measured against."""


def evaluated(
    plans: Sequence[Plan],
    units: Sequence[str],
    lines: Lines,
    charts: Sequence[Charted | None] | None = None,
    kin: Kinship | None = None,
) -> list[Evaluation]:
    """The evaluations of figures of one kind, each of its plan, its unit, its sums and its control chart; with what
    each unit does to its parent where it is told who counts for whom."""
    kind = plans[0].kind
    now, before = newest(kind, lines), compared_with(kind, lines)
    targets, breaks = _targets(plans, units), _breaks(plans, units)
    changes = _changes(plans, targets, now, before, breaks)
    columns: Columns = {
        "indicator": [plan.indicator for plan in plans],
        "org_unit": units,
        "window": repeat(kind.window),
        "target": targets,
        "change": changes,
    }
    columns |= _days(kind, now) | _of_sums(now) | _judged(plans, targets, now)
    if kind.is_survey:
        columns |= _waves(targets, now, columns["gap"])
    if charts:
        columns |= _charts(targets, now, charts)
    if kind.is_year_to_date:
        columns |= _year_ends(plans, units, now, before, lines)
    if kin:
        told = pulls(plans, kin, lines, now, before, changes)
        columns |= zip(("pull", "rate_effect", "mix_effect"), zip(*told, strict=True), strict=True)
    if plans[0].years:
        columns["points"] = points_of(plans, units, lines, breaks)
    return _records(columns)


_DEFAULTS: Final[Columns] = {name: repeat(Evaluation._field_defaults.get(name)) for name in Evaluation._fields}
"""A column without an end for every field, in their order."""


def _records(columns: Columns) -> list[Evaluation]:
    """The columns put together. Records that are made by name cost three times as much."""
    return list(map(Evaluation._make, zip(*(_DEFAULTS | columns).values(), strict=False)))


def _breaks(plans: Sequence[Plan], units: Sequence[str]) -> Sequence[Collection[int]]:
    """The months that each line is broken from."""
    if not plans[0].kind.is_published:
        return [plan.indicator.breaks for plan in plans]
    return [breaks_of(plan.indicator, plan.kostra, plan.tree, unit) for plan, unit in zip(plans, units, strict=True)]


def _targets(plans: Sequence[Plan], units: Sequence[str]) -> Targets:
    """What each figure is measured against at the as-of."""
    return [
        _own_target(plan, unit) if plan.has_own_targets else plan.target
        for plan, unit in zip(plans, units, strict=True)
    ]


def _own_target(plan: Plan, unit: str) -> Target | None:
    target = target_for(plan.indicator, plan.tree, unit, plan.as_of.year)
    return target and target.at(plan.as_of.tertial)


def _days(kind: Kind, now: Figures) -> Columns:
    """When the figures are of, and how many months of a window have a value."""
    if kind.period:
        months = [((sums.covered or 0).bit_count(), kind.months) for sums in now.sums]
        return {"first": repeat(kind.period.first_day), "last": repeat(kind.period.last_day), "months": months}
    whens = [None if sums is NOTHING else period_of(sums.k) for sums in now.sums]
    return {"first": [one and one.first_day for one in whens], "last": [one and one.last_day for one in whens]}


def _of_sums(now: Figures) -> Columns:
    """The values with what they are made of."""
    shown = [NOTHING if value is None else sums for sums, value in zip(now.sums, now.values, strict=True)]
    _, nums, dens, _, _, _, _, grades = zip(*shown, strict=True)
    divided_by = [1.0 if den is None and num is not None else den for num, den in zip(nums, dens, strict=True)]
    qualities = [QUALITIES.get(grade) for grade in grades]
    return {"value": now.values, "numerator": nums, "denominator": divided_by, "quality": qualities}


def _judged(plans: Sequence[Plan], targets: Targets, now: Figures) -> Columns:
    """The gaps and statuses, and why a value is not there, or is too old to be judged."""
    absent = [absence(sums) if value is None else None for sums, value in zip(now.sums, now.values, strict=True)]
    kind = plans[0].kind
    if not kind.months:
        absent = [
            _STALE if why is None and kind.end - sums.k // 16 > plan.indicator.max_age else why
            for plan, sums, why in zip(plans, now.sums, absent, strict=True)
        ]
    found: list[tuple[float | None, Status]] = [
        (None, _HIDDEN if why is _SUPPRESSED else _NO_DATA)
        if why is not None or value is None
        else judge(plan.indicator, target, sums, value)
        if target is not None
        else (None, _NO_TARGET)
        for plan, sums, value, why, target in zip(plans, now.sums, now.values, absent, targets, strict=True)
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


def _year_ends(plans: Sequence[Plan], units: Sequence[str], now: Figures, before: Figures, lines: Lines) -> Columns:
    """What the rest of the year must give, and where the year will land."""
    each = zip(plans, units, now.values, now.sums, before.sums, lines, strict=True)
    found = [
        (None, None) if value is None else _year_end(plan, unit, sums, earlier, at_k(line, REST))
        for plan, unit, value, sums, earlier, line in each
    ]
    return dict(zip(("required_rest", "forecast"), zip(*found, strict=True), strict=True))


def _year_end(
    plan: Plan, unit: str, so_far: Sums, same_part: Sums, rest: Sums | None
) -> tuple[float | None, float | None]:
    after = rest if rest and rest.grade != HIDDEN else None
    year, scale = Year(so_far, same_part, after, 12 - plan.kind.months), plan.kind.scale
    target = plan.year_target
    if plan.has_own_targets:
        target = target_for(plan.indicator, plan.tree, unit, plan.as_of.year)
    left = rest_denominator(year)
    return required_rest(year, left, target, scale), forecast(year, left, scale)


def _changes(
    plans: Sequence[Plan], targets: Targets, now: Figures, before: Figures, breaks: Sequence[Collection[int]]
) -> Sequence[Change | None]:
    """The changes from the figures before; None without one, or across a break."""
    kind = plans[0].kind
    if any(breaks):
        joined = [
            NOTHING if sums is NOTHING or is_broken(at, when(kind, sums), when(kind, later)) else sums
            for sums, later, at in zip(before.sums, now.sums, breaks, strict=True)
        ]
        before = figures_of(kind, joined)
    return changes_of(plans, targets, now, before)
