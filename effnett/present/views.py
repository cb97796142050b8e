"""Evaluations → what a page, a table or a file says: words and numbers in order, nothing drawn yet.

Nothing of a suppressed figure gets past here: not its value, not its order, not its place on a line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from effnett.evaluate.status import target_for
from effnett.evaluate.values import in_decimal
from effnett.model.evaluation import Evaluation, Point, ScorecardEvaluation, Status, Verdict
from effnett.model.observation import Absent
from effnett.model.organisation import OrgTree
from effnett.model.periods import AsOf, Window
from effnett.model.scorecard import (
    FocusArea,
    Indicator,
    Scorecard,
    Source,
    Target,
    TargetKind,
    in_language,
)
from effnett.present import formatting as write
from effnett.present.signals import is_good, newest_signal
from effnett.present.wording import (
    absent_word,
    direction_word,
    ordinal,
    quality_word,
    say,
    status_word,
    verdict_word,
)

WORST_FIRST: Final = (Status.MISSED, Status.NEAR, Status.MET)
NEEDS_ACTION: Final = (Status.MISSED, Status.NEAR)
_UNJUDGED: Final = (Status.NO_DATA, Status.SUPPRESSED)
COUNTED: Final = (Status.MET, Status.NEAR, Status.MISSED, Status.NO_DATA, Status.SUPPRESSED, Status.NO_TARGET)
_UNIT_AFTER: Final = {"nok": " kr", "nok_per_inhabitant": " kr", "per_1000": " ‰", "days": " d.", "hours": " t"}
_OLD_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A result against its target: where the scale begins and ends, the result, the target's limits."""

    low: float
    high: float
    value: float
    limits: tuple[float, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator of one unit, in words. `details` is the small print under the result."""

    indicator: str
    factor: str
    title: str
    method: str
    target: str
    direction: str
    value: str
    details: tuple[str, ...]
    status: Status
    status_word: str
    change: str
    arrow: str
    change_word: str
    points: tuple[Point, ...]
    line_text: str
    bar: Bar | None
    critical: bool = False
    change_from: str = ""
    signal: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A focus area: its rows, its counts in words, and the worst status in it as its colour."""

    title: str
    counts: str
    colour: Status
    rows: tuple[Row, ...]
    alarm: str = ""


@dataclass(frozen=True, slots=True)
class ScorecardView:
    """A scorecard for one unit at one as-of, ready to be drawn."""

    scorecard: str
    org_unit: str
    as_of: AsOf
    heading: str
    caption: str
    status_per: str
    counts: tuple[tuple[Status, str], ...]
    count_of_indicators: str
    loaded: str
    summary: str
    areas: tuple[Area, ...]
    years: str

    @property
    def rows(self) -> list[Row]:
        """All rows, in order."""
        return [row for area in self.areas for row in area.rows]


def scorecard_view(
    evaluated: ScorecardEvaluation,
    unit_name: str,
    *,
    loaded: date | None = None,
    tree: OrgTree | None = None,
    streaks: Mapping[str, int] | None = None,
    language: str = "nb",
) -> ScorecardView:
    """The view of an evaluated scorecard's own unit.

    `tree` is there for targets that a unit inherits; `streaks` tells how many
    tertials in a row an indicator has missed its target, where it is known.
    """
    evaluations = evaluated.of_unit(evaluated.org_unit)
    by_indicator = {evaluation.indicator.id: evaluation for evaluation in evaluations}
    as_of, scorecard = evaluated.as_of, evaluated.scorecard
    areas = tuple(_area(area, by_indicator, tree or OrgTree({}), as_of, language) for area in scorecard.focus_areas)
    counts = _counts(evaluations)
    heading = say("heading", language, year=as_of.year, unit=unit_name)
    return ScorecardView(
        scorecard=scorecard.id,
        org_unit=evaluated.org_unit,
        as_of=as_of,
        heading=heading,
        caption=say("table.caption", language, title=heading),
        status_per=say(
            "status_per",
            language,
            tertial=say("choice.tertial.n", language, n=as_of.tertial),
            span=year_to_date(as_of, language),
        ),
        counts=tuple(
            (status, _count_in_line(status, counts[status], language)) for status in COUNTED if counts[status]
        ),
        count_of_indicators=_count_of(len(evaluations), language),
        loaded=say("loaded", language, day=write.short_day(loaded, language)) if loaded else "",
        summary=summary(evaluations, streaks or {}, language),
        areas=areas,
        years=_years(evaluations, as_of),
    )


def only_action(view: ScorecardView) -> ScorecardView:
    """The same view with the rows that need action alone; its counts stay those of the whole."""
    areas = (replace(area, rows=_with_factors(area.rows)) for area in view.areas)
    return replace(view, areas=tuple(area for area in areas if area.rows))


def _with_factors(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows that need action, each with its success factor where the row before has another."""
    kept: list[Row] = []
    factor = shown = ""
    for row in rows:
        factor = row.factor or factor
        if row.status in NEEDS_ACTION:
            kept.append(replace(row, factor="" if factor == shown else factor))
            shown = factor
    return tuple(kept)


def worst(statuses: Iterable[Status]) -> Status:
    """A group's colour: missed > near > met; met only where nothing that has a target lacks data."""
    found = set(statuses)
    for status in NEEDS_ACTION:
        if status in found:
            return status
    if Status.NO_DATA in found or Status.SUPPRESSED in found:
        return Status.NO_DATA
    return Status.MET if Status.MET in found else Status.NO_TARGET


def summary(evaluations: Sequence[Evaluation], streaks: Mapping[str, int], language: str = "nb") -> str:
    """`4 av 8 mål nådd, 2 uten data; sykefravær er over målet for fjerde tertial på rad.`

    Of targets that nothing can be said of there is neither reached nor missed: they are counted by themselves.
    """
    counts = _counts(evaluations)
    judged = sum(counts[status] for status in WORST_FIRST)
    without = [_count_in_line(status, counts[status], language) for status in _UNJUDGED if counts[status]]
    if not judged and not without:
        return say("sum.none", language) + "."
    met = say("sum.met", language, met=counts[Status.MET], of=judged) if judged else say("sum.not_judged", language)
    parts = [", ".join([met, *without])]
    missed = [each for each in evaluations if each.status is Status.MISSED and streaks.get(each.indicator.id, 0) > 1]
    if missed:
        worst_one = max(missed, key=lambda each: (each.indicator.critical, streaks[each.indicator.id]))
        title = _inside_sentence(in_language(worst_one.indicator.title, language))
        nth = ordinal(streaks[worst_one.indicator.id], language)
        parts.append(say("sum.row", language, title=title, side=_side_word(worst_one, language), nth=nth))
    return "; ".join([*parts, *_worst_signal(evaluations, missed, language)]) + "."


def _worst_signal(evaluations: Iterable[Evaluation], told: Sequence[Evaluation], language: str) -> list[str]:
    """The signal of one indicator that has taken a turn for the worse: a critical one first, then by status."""
    worse = [
        each
        for each in evaluations
        if each.control
        and each.signals
        and each not in told
        and is_good(each.control.signs[0], each.indicator) is False
    ]
    if not worse:
        return []
    one = max(worse, key=lambda each: (each.indicator.critical, each.status is Status.MISSED))
    title = _inside_sentence(in_language(one.indicator.title, language))
    return [say("sum.signal", language, title=title, told=newest_signal(one, language))]


_TERTIAL: Final = 4
"""How many months a tertial has."""


def tertials_in_a_row(
    evaluated: ScorecardEvaluation, earlier: Callable[[Scorecard, AsOf], ScorecardEvaluation], most: int = 6
) -> dict[str, int]:
    """For each flow that misses its target: how many tertials in a row it has.

    Only the flows still missing are asked for again, one tertial back at a time. Surveys and KOSTRA are
    left out: one observation stands for many tertials there.
    """
    missing = [
        each.indicator
        for each in evaluated.of_unit(evaluated.org_unit)
        if each.status is Status.MISSED and each.window is not Window.LATEST and _reaches(each)
    ]
    streaks = dict.fromkeys((indicator.id for indicator in missing), 1)
    as_of = evaluated.as_of
    while missing and max(streaks.values()) < most:
        as_of = AsOf(as_of.year, as_of.tertial - 1) if as_of.tertial > 1 else AsOf(as_of.year - 1, 3)
        before = earlier(narrowed(evaluated.scorecard, missing), as_of).of_unit(evaluated.org_unit)
        missing = [each.indicator for each in before if each.status is Status.MISSED]
        for indicator in missing:
            streaks[indicator.id] += 1
    return streaks


def _reaches(evaluation: Evaluation) -> bool:
    """Whether a figure has months of the newest tertial: without them it is the tertial's before, told again."""
    have, of = evaluation.months or (0, 0)
    return have > of - _TERTIAL


def narrowed(scorecard: Scorecard, indicators: Iterable[Indicator]) -> Scorecard:
    """The scorecard with some of its indicators alone."""
    wanted = {indicator.id for indicator in indicators}
    areas = []
    for area in scorecard.focus_areas:
        factors = [
            replace(factor, indicators=tuple(each for each in factor.indicators if each.id in wanted))
            for factor in area.success_factors
        ]
        areas.append(replace(area, success_factors=tuple(factor for factor in factors if factor.indicators)))
    return replace(scorecard, focus_areas=tuple(area for area in areas if area.success_factors))


def row_of(evaluation: Evaluation, tree: OrgTree, as_of: AsOf, language: str = "nb", factor: str = "") -> Row:
    """One indicator's row."""
    indicator = evaluation.indicator
    shown_target = target_for(indicator, tree, evaluation.org_unit, as_of.year) or evaluation.target
    arrow, change, change_word = _change(evaluation, language)
    title = in_language(indicator.title, language)
    return Row(
        indicator=indicator.id,
        factor=factor,
        title=title,
        method=_method(indicator, language),
        target=target_text(shown_target, indicator, language),
        direction=direction_word(indicator.direction, language),
        value=value_text(evaluation, language),
        details=details(evaluation, shown_target, as_of, language),
        status=evaluation.status,
        status_word=status_word(evaluation.status, language),
        change=change,
        arrow=arrow,
        change_word=change_word,
        points=aimed(evaluation),
        line_text=line_text(evaluation, language),
        bar=_bar(evaluation, language),
        critical=indicator.critical,
        change_from=_change_from(evaluation, language),
        signal=newest_signal(evaluation, language),
    )


def aimed(evaluation: Evaluation) -> tuple[Point, ...]:
    """The points to draw. Where no year of them has a target, as in surveys before it was set, today's is drawn."""
    if evaluation.target is None or any(point.target for point in evaluation.points):
        return evaluation.points
    return tuple(point._replace(target=evaluation.target) for point in evaluation.points)


def quantity(text: str, indicator: Indicator) -> str:
    """A number that has been written, with the indicator's unit after it."""
    if indicator.unit == "percent":
        return write.percent_sign(text)
    return text + _UNIT_AFTER.get(indicator.unit, "")


def target_text(target: Target | None, indicator: Indicator, language: str = "nb") -> str:
    """`≥ 4,5`, `≤ 9,9 %`, `40–60 %`; nothing where there is none."""
    if target is None:
        return ""
    low = write.limit(target.low, indicator.decimals, language)
    if target.high is not None:
        high = write.limit(target.high, indicator.decimals, language)
        return quantity(say("target.between", language, low=low, high=high), indicator)
    return ("≥ " if target.kind is TargetKind.AT_LEAST else "≤ ") + quantity(low, indicator)


def value_text(evaluation: Evaluation, language: str = "nb") -> str:
    """The value with its unit; `–` where there is none, `skjermet` where it is hidden."""
    if evaluation.status is Status.SUPPRESSED:
        return say("suppressed", language)
    if evaluation.value is None:
        return "–"
    limits = (*limits_of(evaluation.target), *_near_limits(evaluation))
    number = write.against(evaluation.value, limits, evaluation.indicator.decimals, language)
    return quantity(number, evaluation.indicator)


def _near_limits(evaluation: Evaluation) -> tuple[Fraction, ...]:
    """Where near ends: two values that read alike must not have different statuses."""
    target, near = evaluation.target, evaluation.indicator.near
    if target is None or not near:
        return ()
    below = () if target.kind is TargetKind.AT_MOST else (target.low - near,)
    above = () if target.kind is TargetKind.AT_LEAST else ((target.high or target.low) + near,)
    return (*below, *above)


def limits_of(target: Target | None) -> tuple[Fraction, ...]:
    """A target's one or two limits."""
    if target is None:
        return ()
    return (target.low,) if target.high is None else (target.low, target.high)


def details(evaluation: Evaluation, shown_target: Target | None, as_of: AsOf, language: str = "nb") -> tuple[str, ...]:
    """The small print of a result: period, n, months, money, how sure it is."""
    if evaluation.status is Status.SUPPRESSED:
        return (absent_word(Absent.SUPPRESSED, language),)
    if evaluation.value is None:
        span = write.span(evaluation.first, evaluation.last, language) if evaluation.first and evaluation.last else ""
        return tuple(part for part in (span, absent_word(evaluation.absent or Absent.MISSING, language)) if part)
    parts = [
        *_period_parts(evaluation, as_of, language),
        *_sum_parts(evaluation, language),
        quality_word(evaluation.quality, language),
        path_text(evaluation, shown_target, language),
    ]
    flags = {
        "few": evaluation.few_answers,
        "low_response": evaluation.low_response,
        "stale": evaluation.stale,
        "uncertain": evaluation.uncertain,
    }
    return tuple([part for part in parts if part] + [say(key, language) for key, holds in flags.items() if holds])


def line_text(evaluation: Evaluation, language: str = "nb") -> str:
    """The line over the years as text: `Sykefravær. 2008: 10,1 %, 2009: 10,6 %.`"""
    title = in_language(evaluation.indicator.title, language)
    points = ", ".join(
        f"{point.year}: {point_text(point, evaluation.indicator, language)}" for point in evaluation.points
    )
    return say("line.text", language, title=title, points=points) if points else ""


def point_text(point: Point, indicator: Indicator, language: str = "nb") -> str:
    """A point's value with its unit and what is said about it, or why there is none."""
    if point.value is None:
        return absent_word(point.absent or Absent.MISSING, language)
    number = write.against(point.value, limits_of(point.target), indicator.decimals, language)
    notes = [quality_word(point.quality, language), say("line.broken", language) if point.broken else ""]
    told = ", ".join(note for note in notes if note)
    return quantity(number, indicator) + (f" ({told})" if told else "")


def year_to_date(as_of: AsOf, language: str = "nb") -> str:
    """`1. januar–31. august 2009`."""
    first = write.day(date(as_of.year, 1, 1), language).rsplit(" ", 1)[0]
    return f"{first}–{write.day(as_of.day, language)}"


def _area(area: FocusArea, by_indicator: Mapping[str, Evaluation], tree: OrgTree, as_of: AsOf, language: str) -> Area:
    rows = tuple(
        row_of(by_indicator[indicator.id], tree, as_of, language, in_language(factor.title, language) if first else "")
        for factor in area.success_factors
        for first, indicator in _first_marked(factor.indicators)
        if indicator.id in by_indicator
    )
    counts = Counter(row.status for row in rows)
    critical = ", ".join(row.title for row in rows if row.critical and row.status is Status.MISSED)
    return Area(
        title=in_language(area.title, language),
        counts=" · ".join(say(f"count.{each.value}", language, n=counts[each]) for each in COUNTED if counts[each]),
        colour=worst(counts),
        rows=rows,
        alarm=say("critical", language, titles=critical) if critical else "",
    )


def _first_marked(indicators: Sequence[Indicator]) -> Iterable[tuple[bool, Indicator]]:
    return ((at == 0, indicator) for at, indicator in enumerate(indicators))


def _counts(evaluations: Iterable[Evaluation]) -> Counter[Status]:
    return Counter(evaluation.status for evaluation in evaluations)


def _count_in_line(status: Status, count: int, language: str) -> str:
    key = f"counts.{status.value}" if status in (Status.MET, Status.NEAR) else f"count.{status.value}"
    return say(key, language, n=count)


def _count_of(count: int, language: str) -> str:
    return say("indicators.one", language) if count == 1 else say("indicators.many", language, n=count)


def _years(evaluations: Iterable[Evaluation], as_of: AsOf) -> str:
    found = {point.year for evaluation in evaluations for point in evaluation.points} | {as_of.year}
    return write.years(min(found), max(found))


def _method(indicator: Indicator, language: str) -> str:
    scale = f"{indicator.scale[0]:g}–{indicator.scale[1]:g}" if indicator.scale else ""
    return " · ".join(part for part in (in_language(indicator.method, language), scale) if part)


def _inside_sentence(title: str) -> str:
    """A title in the middle of a sentence: `Sykefravær` becomes `sykefravær`, `NAV` stays."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def _side_word(evaluation: Evaluation, language: str) -> str:
    kind = evaluation.target.kind if evaluation.target else TargetKind.BETWEEN
    sides = {TargetKind.AT_MOST: "above", TargetKind.AT_LEAST: "below", TargetKind.BETWEEN: "outside"}
    return say(f"side.{sides[kind]}", language)


def _change(evaluation: Evaluation, language: str) -> tuple[str, str, str]:
    """Arrow, difference and word; all empty where there is nothing to compare with."""
    change = evaluation.change
    if change is None or evaluation.value is None:
        return "", "", ""
    indicator = evaluation.indicator
    text = write.difference(change.difference, indicator.decimals, language)
    if indicator.unit == "percent":
        text = say("points", language, text=text)
    still = change.verdict in (Verdict.UNCHANGED, Verdict.NO_SURE_CHANGE) or change.difference == 0
    arrow = "●" if still else "▲" if change.difference > 0 else "▼"
    return arrow, text, verdict_word(change.verdict, language)


def _change_from(evaluation: Evaluation, language: str) -> str:
    """The year that a newest observation is compared with, which is seldom last year; `fra 2006`."""
    change = evaluation.change
    if change is not None and evaluation.incomplete and evaluation.months:
        return say("change.incomplete", language, have=evaluation.months[0], of=evaluation.months[1])
    if change is None or evaluation.window is not Window.LATEST or evaluation.first is None:
        return ""
    before = [point for point in evaluation.points if point.last < evaluation.first and point.value is not None]
    if not before or before[-1].value != change.before:
        return ""
    return say("change.before", language, before=write.span(before[-1].first, before[-1].last, language))


def _period_parts(evaluation: Evaluation, as_of: AsOf, language: str) -> list[str]:
    if evaluation.first is None or evaluation.last is None:
        return []
    span = write.span(evaluation.first, evaluation.last, language)
    if evaluation.indicator.measure.series == "actual_of_budget":
        span = say("of_budget", language, span=span)
    parts = [span]
    age = (as_of.day.year - evaluation.last.year) * 12 + as_of.day.month - evaluation.last.month
    if evaluation.window is Window.LATEST and age > _OLD_MONTHS:
        parts.append(say("old", language, months=age))
    if evaluation.incomplete and evaluation.months:
        parts.append(say("months", language, have=evaluation.months[0], of=evaluation.months[1]))
    return parts


def _sum_parts(evaluation: Evaluation, language: str) -> list[str]:
    """What the value was made of: money beside accounts, n beside surveys, parts beside shares of a count."""
    above, under = in_decimal(evaluation)
    source = evaluation.indicator.measure.source
    if source is Source.SURVEY and evaluation.respondents is not None:
        return [say("n", language, n=write.number(evaluation.respondents, 0, language))]
    if above is None or under is None:
        return []
    if evaluation.indicator.measure.series == "actual_of_budget":
        return [money_left(above, under, language)]
    if source is Source.ACTIVITY and evaluation.indicator.unit == "percent" and float(above).is_integer():
        whole = (write.number(above, 0, language), write.number(under, 0, language))
        return [say("parts", language, numerator=whole[0], denominator=whole[1])]
    return []


def money_left(actual: float, budget: float, language: str = "nb") -> str:
    """`mindreforbruk 8,8 mill. kr` or `merforbruk …`."""
    if round(budget - actual) == 0:
        return say("as_budgeted", language)
    key = "under_spent" if actual < budget else "over_spent"
    return say(key, language, money=write.money(abs(budget - actual), language))


def path_text(evaluation: Evaluation, shown: Target | None, language: str) -> str:
    """`mål hittil 60 %`, where the target has a path and another is measured against so far."""
    measured = evaluation.target
    if measured is None or shown is None or not shown.steps or measured.low == shown.low:
        return ""
    so_far = quantity(write.limit(measured.low, evaluation.indicator.decimals, language), evaluation.indicator)
    return say("target.so_far", language, target=so_far)


def _bar(evaluation: Evaluation, language: str) -> Bar | None:
    """Result and target on one scale that begins at the scale's lowest answer, else at 0."""
    value, target, indicator = evaluation.value, evaluation.target, evaluation.indicator
    if value is None or target is None or evaluation.status is Status.SUPPRESSED:
        return None
    limits = tuple(float(limit) for limit in limits_of(target))
    low, high = indicator.scale if indicator.scale and indicator.unit == "score" else (0.0, 0.0)
    if not high:
        low, high = min(0.0, value, *limits), max(value, *limits, 0.0) * 1.15
    if low >= high:
        return None
    text = say(
        "bar.text", language, value=value_text(evaluation, language), target=target_text(target, indicator, language)
    )
    return Bar(low, high, value, limits, text)
