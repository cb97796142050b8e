"""Scorecard and facts to evaluations: the whole of it, from sums to statuses and changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from effnett.evaluate.change import change, interval
from effnett.evaluate.observations import Request, read_sums
from effnett.evaluate.shielding import is_suppressed
from effnett.evaluate.status import holds_target, judge, target_for
from effnett.evaluate.sums import Sums, decimal, invited, response_rate
from effnett.evaluate.tree import org_tree
from effnett.evaluate.values import absence, denominator, months_covered, value
from effnett.model.evaluation import Evaluation, Point, ScorecardEvaluation, Status
from effnett.model.observation import Absent, Quality
from effnett.model.organisation import OrgTree
from effnett.model.periods import AsOf, Window, first_day, last_day
from effnett.model.scorecard import Indicator, Scorecard, Source, Target
from effnett.store.facts import Facts

FEW_ANSWERS = 30
LOW_RESPONSE = 0.5

_QUALITIES = {int(quality): quality for quality in Quality}


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
    question = _Question(tree, as_of, years)
    evaluations = tuple(
        _evaluate(indicator, unit, sums.get((unit, position), ()), question)
        for unit in shown
        for position, indicator in enumerate(indicators)
    )
    return ScorecardEvaluation(scorecard, as_of, top, evaluations, facts.version)


@dataclass(frozen=True, slots=True)
class _Question:
    """What is the same for every evaluation of one call."""

    tree: OrgTree
    as_of: AsOf
    years: int


class _Figure(NamedTuple):
    """One value with the sums behind it, cleared for showing."""

    sums: Sums
    value: float | None
    absent: Absent | None
    first: int
    last: int


def _evaluate(indicator: Indicator, unit: str, found: Sequence[Sums], question: _Question) -> Evaluation:
    as_of = question.as_of
    window = indicator.window.months(as_of)
    target = target_for(indicator, question.tree, unit, as_of.year)
    if target is not None:
        target = target.at(as_of.tertial)
    figure, before = _now_and_before(indicator, found, as_of, window)
    parts: dict[str, object] = {}
    if figure is not None:
        parts = _figure_parts(indicator, figure, before, target, as_of)
    elif window:
        parts = {"first": first_day(as_of.month - window + 1), "last": last_day(as_of.month), "absent": Absent.MISSING}
    else:
        parts = {"absent": Absent.MISSING}
    if window:
        parts["months"] = (months_covered(figure.sums) if figure else 0, window)
    if question.years:
        parts["points"] = _points(indicator, unit, found, question)
    return Evaluation(indicator, unit, indicator.window, target=target, **parts)  # type: ignore[arg-type]  # fields by name


def _now_and_before(
    indicator: Indicator, found: Sequence[Sums], as_of: AsOf, window: int
) -> tuple[_Figure | None, _Figure | None]:
    """The figure of the as-of and the one it is compared with: a year before, or the observation before."""
    if not window:
        figures = [_figure(indicator, sums, as_of, window) for sums in found[:2]]
        return (*figures, None, None)[:2]  # type: ignore[return-value]  # always two
    now = before = None
    for sums in found[:2]:
        if sums.k == 0:
            now = _figure(indicator, sums, as_of, window)
        elif sums.k == -1:
            before = _figure(indicator, sums, as_of, window)
    return now, before


def _figure(indicator: Indicator, sums: Sums, as_of: AsOf, window: int) -> _Figure:
    """The value of some sums, or why it is not there or not shown."""
    if window:
        last, span = as_of.month + 12 * sums.k, window
    else:
        last, span = divmod(sums.k, 16)
    first = last - span + 1
    if is_suppressed(indicator, sums):
        return _Figure(Sums(sums.k, None, covered=sums.covered), None, Absent.SUPPRESSED, first, last)
    if sums.num is None:
        return _Figure(sums, None, absence(sums), first, last)
    num, den = decimal(sums.num), None if sums.den is None else decimal(sums.den)
    if num != sums.num or den != sums.den:
        sums = sums._replace(num=num, den=den)
    number = value(indicator, sums)
    return _Figure(sums, number, Absent.MISSING if number is None else None, first, last)


def _figure_parts(
    indicator: Indicator, figure: _Figure, before: _Figure | None, target: Target | None, as_of: AsOf
) -> dict[str, object]:
    """The fields of an evaluation that a figure gives."""
    parts: dict[str, object] = {
        "first": first_day(figure.first),
        "last": last_day(figure.last),
        "absent": figure.absent,
    }
    if figure.absent is Absent.SUPPRESSED:
        parts["status"] = Status.SUPPRESSED
    if figure.value is None:
        return parts
    sums = figure.sums
    parts["value"] = figure.value
    parts["numerator"] = sums.num
    parts["denominator"] = denominator(indicator, sums)
    if sums.quality is not None:
        parts["quality"] = _QUALITIES[sums.quality]
    limits = None
    if indicator.measure.source is Source.SURVEY:
        limits = _survey_parts(indicator, sums, figure.value, parts)
    _judge_parts(indicator, figure, target, limits, as_of, parts)
    if before is not None and before.value is not None and not _breaks(indicator, before, figure):
        parts["change"] = change(indicator, target, (sums, figure.value), (before.sums, before.value))
    return parts


def _survey_parts(
    indicator: Indicator, sums: Sums, number: float, parts: dict[str, object]
) -> tuple[float, float] | None:
    """How many answered of how many, and the interval."""
    respondents = int(sums.den or 0)
    rate = response_rate(sums)
    parts["respondents"] = respondents
    parts["invited"] = invited(sums)
    parts["few_answers"] = respondents < FEW_ANSWERS
    parts["low_response"] = rate is not None and rate < LOW_RESPONSE
    limits = interval(indicator, sums, number)
    if limits:
        parts["low"], parts["high"] = limits
    return limits


def _judge_parts(
    indicator: Indicator,
    figure: _Figure,
    target: Target | None,
    limits: tuple[float, float] | None,
    as_of: AsOf,
    parts: dict[str, object],
) -> None:
    """Status and gap; a stale value gets neither."""
    if indicator.window is Window.LATEST and as_of.month - figure.last > indicator.max_age:
        parts["absent"] = Absent.STALE
    elif target is None:
        parts["status"] = Status.NO_TARGET
    else:
        assert figure.value is not None
        parts["gap"], parts["status"] = judge(indicator, target, figure.sums, figure.value)
        parts["uncertain"] = limits is not None and holds_target(target, *limits)


def _breaks(indicator: Indicator, before: _Figure, after: _Figure) -> bool:
    """Whether a dated break lies after the start of the earlier window and no later than the end of the later one."""
    return any(before.first < month <= after.last for month in indicator.breaks)


def _points(indicator: Indicator, unit: str, found: Sequence[Sums], question: _Question) -> tuple[Point, ...]:
    """The line over the years, oldest first: the same window at the same tertial of each year, or the observations."""
    as_of = question.as_of
    window = indicator.window.months(as_of)
    if not window:
        figures = [_figure(indicator, sums, as_of, window) for sums in reversed(found[: question.years])]
    else:
        by_year: Mapping[int, Sums] = {sums.k: sums for sums in found}
        figures = [
            _figure(indicator, by_year.get(k) or Sums(k, None), as_of, window) for k in range(1 - question.years, 1)
        ]
    points: list[Point] = []
    for before, figure in zip([None, *figures], figures, strict=False):
        tertial = 3 if not window else as_of.tertial
        target = target_for(indicator, question.tree, unit, figure.last // 12)
        points.append(
            Point(
                first_day(figure.first),
                last_day(figure.last),
                figure.value,
                figure.absent,
                _QUALITIES.get(figure.sums.quality) if figure.sums.quality is not None else None,
                target.at(tertial) if target else None,
                before is not None and _breaks(indicator, before, figure),
                int(figure.sums.den or 0)
                if indicator.measure.source is Source.SURVEY and figure.value is not None
                else None,
            )
        )
    return tuple(points)
