"""The screens of a management meeting: which come first, and what each says; nothing drawn yet.

Like the scorecard's view, it says nothing of a suppressed figure, and of units nobody but those in `visible`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from effnett.evaluate.status import target_for
from effnett.model.evaluation import Evaluation, Point, ScorecardEvaluation, Status, Verdict
from effnett.model.organisation import OrgTree
from effnett.model.periods import AsOf, Window
from effnett.model.records import Figure
from effnett.model.scorecard import Indicator, Target, TargetKind, in_language
from effnett.present import formatting as write
from effnett.present.detail import DECEMBER, required_rest
from effnett.present.pulls import children_of, good_word
from effnett.present.table import change_text
from effnett.present.views import Row, point_text, quantity, row_of, target_text, value_text
from effnett.present.wording import absent_word, say, status_word

MOST_UNITS: Final = 2
"""How many units a box names."""
_CHANGED: Final = (Verdict.BETTER, Verdict.WORSE)
_AS_IT_IS: Final = 4


class Group(Enum):
    """Why a screen comes where it does."""

    ACTION = "action"
    CHANGED = "changed"
    REST = "rest"


class Fact(NamedTuple):
    """A line under the figure: what it is, and what it says."""

    label: str
    text: str


class Box(NamedTuple):
    """The units that pull one way, or lie highest or lowest: the heading, and each unit with its value."""

    heading: str
    units: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Screen:
    """One indicator on the wall, in words. `skipped` tells whether it may be passed over as unchanged."""

    indicator: str
    where: str
    title: str
    figure: str
    status: Status
    status_word: str
    facts: tuple[Fact, ...]
    details: str
    points: tuple[Point, ...]
    of: Evaluation
    boxes: tuple[Box, ...]
    group: Group
    skipped: bool


def screens(
    evaluated: ScorecardEvaluation, tree: OrgTree, visible: Collection[str], language: str = "nb"
) -> tuple[Screen, ...]:
    """The screens in the order of the meeting. `evaluated` holds the units below too; `visible` may be told of."""
    below: dict[str, list[Evaluation]] = {}
    for each in evaluated.evaluations:
        below.setdefault(each.indicator.id, []).append(each)
    ordered = in_order(evaluated.of_unit(evaluated.org_unit))
    where = _places(evaluated, language)
    return tuple(
        _screen(
            one,
            where[one.indicator.id] + " · " + say("meeting.of", language, n=at, of=len(ordered)),
            boxes(below[one.indicator.id], tree, evaluated.as_of, visible, language),
            tree,
            evaluated.as_of,
            language,
        )
        for at, one in enumerate(ordered, 1)
    )


def in_order(evaluations: Iterable[Evaluation]) -> list[Evaluation]:
    """What needs action, then what has surely changed, then the rest; within each as the scorecard has it."""
    return sorted(evaluations, key=_rank)


def group_of(evaluation: Evaluation) -> Group:
    """The group an evaluation belongs to."""
    at = _rank(evaluation)[0]
    return Group.ACTION if at < _AS_IT_IS else Group.CHANGED if at == _AS_IT_IS else Group.REST


def _rank(evaluation: Evaluation) -> tuple[int]:
    """Missed and critical, missed, near, a signal; then 4, a sure change; then the rest."""
    if evaluation.status is Status.MISSED:
        return (0 if evaluation.indicator.critical else 1,)
    if evaluation.status is Status.NEAR:
        return (2,)
    if evaluation.signals:
        return (3,)
    return (_AS_IT_IS if _verdict(evaluation) in _CHANGED else _AS_IT_IS + 1,)


def is_unchanged(evaluation: Evaluation) -> bool:
    """Whether it may be passed over: nothing to act on, and no change to tell of.

    A neutral indicator that has moved is neither better nor worse, and is shown all the same.
    """
    if group_of(evaluation) is not Group.REST:
        return False
    change = evaluation.change
    return change is None or change.verdict is not None or change.difference == 0


def _verdict(evaluation: Evaluation) -> Verdict | None:
    return evaluation.change.verdict if evaluation.change else None


def _places(evaluated: ScorecardEvaluation, language: str) -> dict[str, str]:
    """Focus area and success factor of each indicator."""
    return {
        indicator.id: f"{in_language(area.title, language)} · {in_language(factor.title, language)}"
        for area in evaluated.scorecard.focus_areas
        for factor in area.success_factors
        for indicator in factor.indicators
    }


def _screen(
    evaluation: Evaluation, where: str, found: tuple[Box, ...], tree: OrgTree, as_of: AsOf, language: str
) -> Screen:
    row = row_of(evaluation, tree, as_of, language)
    shown = target_for(evaluation.indicator, tree, evaluation.org_unit, as_of.year)
    stale = say("stale", language)
    return Screen(
        indicator=row.indicator,
        where=where,
        title=row.title,
        figure=figure_text(evaluation, language),
        status=row.status,
        status_word=stale[:1].upper() + stale[1:] if evaluation.stale else row.status_word,
        facts=tuple(facts_of(evaluation, row, shown, as_of, language)),
        details=" · ".join(row.details),
        points=row.points,
        of=evaluation,
        boxes=found,
        group=group_of(evaluation),
        skipped=is_unchanged(evaluation),
    )


def figure_text(evaluation: Evaluation, language: str = "nb") -> str:
    """The figure, or in words that there is none: `Skjermet`, `Ingen data`."""
    if evaluation.status is Status.SUPPRESSED or evaluation.value is None:
        return status_word(evaluation.status, language)
    return value_text(evaluation, language)


def figure_now(evaluation: Evaluation, facts: str, language: str = "nb") -> Figure:
    """The figure as it stands, to be kept with what is decided on it; `facts` is the version of the facts."""
    hidden = evaluation.status is Status.SUPPRESSED
    return Figure(
        value=None if hidden else evaluation.value,
        shown=value_text(evaluation, language),
        target=target_text(evaluation.target, evaluation.indicator, language),
        status=evaluation.status.value,
        facts=facts,
    )


def facts_of(
    evaluation: Evaluation, row: Row, shown: Target | None, as_of: AsOf, language: str = "nb"
) -> Iterable[Fact]:
    """The lines under the figure; what is not known is left out."""
    found = [
        ("meeting.target", target_words(evaluation, shown, language)),
        _before(evaluation, as_of, language),
        ("meeting.change", _change(evaluation, row)),
        ("meeting.rest", _rest(evaluation, language)),
        ("meeting.forecast", _forecast(evaluation, language)),
        ("meeting.signal", row.signal),
    ]
    return (Fact(say(key, language), text) for key, text in found if text)


def target_words(evaluation: Evaluation, shown: Target | None, language: str = "nb") -> str:
    """`høyst 9,9 %`; with the year's where a step of the way to it is measured against; `uten mål`."""
    measured = evaluation.target or shown
    if measured is None:
        return say("target.none", language)
    text = _limit_words(measured, evaluation.indicator, language)
    if shown is None or not shown.steps or shown.low == measured.low:
        return text
    whole = quantity(write.limit(shown.low, evaluation.indicator.decimals, language), evaluation.indicator)
    return say("meeting.target.whole_year", language, target=text, whole=whole)


def _limit_words(target: Target, indicator: Indicator, language: str) -> str:
    low = write.limit(target.low, indicator.decimals, language)
    if target.high is not None:
        high = quantity(write.limit(target.high, indicator.decimals, language), indicator)
        return say("meeting.target.between", language, low=low, high=high)
    key = "target.at_least" if target.kind is TargetKind.AT_LEAST else "target.at_most"
    return say(key, language, target=quantity(low, indicator))


def _before(evaluation: Evaluation, as_of: AsOf, language: str) -> tuple[str, str]:
    """The same tertial last year, or the observation before with its year."""
    if evaluation.window is not Window.LATEST:
        last_year = [point for point in evaluation.points if point.year == as_of.year - 1]
        if last_year and evaluation.status is Status.SUPPRESSED:
            return "meeting.last_year", say("suppressed", language)
        return "meeting.last_year", point_text(last_year[0], evaluation.indicator, language) if last_year else ""
    first = evaluation.first
    earlier = [each for each in evaluation.points if first and each.last < first and each.value is not None]
    if not earlier or evaluation.value is None:
        return "meeting.before", ""
    point = earlier[-1]
    told = point_text(point, evaluation.indicator, language)
    when = write.span(point.first, point.last, language)
    return "meeting.before", say("meeting.before.when", language, value=told, when=when)


def _change(evaluation: Evaluation, row: Row) -> str:
    """The change; with how many months it is of, where some are missing."""
    text = change_text(row)
    return f"{text} ({row.change_from})" if text and evaluation.incomplete and row.change_from else text


def _rest(evaluation: Evaluation, language: str) -> str:
    key, value = required_rest(evaluation, language)
    if not key or evaluation.last is None or evaluation.last.month == DECEMBER:
        return ""
    return say(f"meeting.rest.{key}", language, value=value)


def _forecast(evaluation: Evaluation, language: str) -> str:
    if evaluation.forecast is None or evaluation.last is None or evaluation.last.month == DECEMBER:
        return ""
    return quantity(write.number(evaluation.forecast, evaluation.indicator.decimals, language), evaluation.indicator)


def boxes(
    family: Sequence[Evaluation], tree: OrgTree, as_of: AsOf, visible: Collection[str], language: str = "nb"
) -> tuple[Box, ...]:
    """Who pulls up and down, else who lies highest and lowest; the first of the family is the parent.

    Only units that are shown and may be seen. Nothing where fewer than two are left to tell apart.
    """
    below = [each for each in children_of(family, tree, as_of) if each.org_unit in visible and each.value is not None]
    below = [each for each in below if each.status is not Status.SUPPRESSED]
    pulling = sorted((each for each in below if each.pull), key=lambda each: -(each.pull or 0.0))
    if pulling:
        up = [each for each in pulling if (each.pull or 0.0) > 0][:MOST_UNITS]
        down = [each for each in reversed(pulling) if (each.pull or 0.0) < 0][:MOST_UNITS]
        found = [("meeting.up", up), ("meeting.down", down)]
        return tuple(
            Box(" ".join((say(key, language), good_word(some[0], language))).strip(), _named(some, tree, language))
            for key, some in found
            if some
        )
    ordered = sorted(below, key=lambda each: -(each.value or 0.0))
    if len(ordered) < MOST_UNITS or ordered[0].value == ordered[-1].value:
        return ()
    count = min(MOST_UNITS, len(ordered) // 2)
    high, low = ordered[:count], ordered[: -count - 1 : -1]
    return (
        Box(say("meeting.highest", language), _named(high, tree, language)),
        Box(say("meeting.lowest", language), _named(low, tree, language)),
    )


def _named(some: Sequence[Evaluation], tree: OrgTree, language: str) -> tuple[tuple[str, str], ...]:
    return tuple((tree.unit(each.org_unit).name, value_text(each, language)) for each in some)


def spoken(screen: Screen) -> str:
    """What a screen says first, for those who listen: `10,6 %, ikke nådd`."""
    if screen.figure == screen.status_word:
        return screen.figure
    return f"{screen.figure}, {screen.status_word.lower()}"


def hidden_now(found: Iterable[Screen]) -> frozenset[str]:
    """The indicators whose figure is suppressed now: older texts of it are not to be told either."""
    return frozenset(screen.indicator for screen in found if screen.status is Status.SUPPRESSED)


def no_figure(screen: Screen, language: str = "nb") -> str:
    """Why there is no figure, in words; nothing where there is one."""
    one = screen.of
    return absent_word(one.absent, language) if one.value is None and one.absent else ""
