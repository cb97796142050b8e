"""What must hold for a scorecard that was read: each rule a small function that yields the mistakes it finds.

A rule sees everything as it was read and says nothing about what could not be read: that has been told already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from effnett.define.known import Known
from effnett.define.mistakes import Mistake, Mistakes
from effnett.define.records import Fields
from effnett.define.scorecards import Draft, ScorecardDraft
from effnett.define.targets import LocatedTarget
from effnett.define.values import guess
from effnett.errors import Place
from effnett.model.batch import Series
from effnett.model.periods import Window
from effnett.model.scorecard import Direction, Source, Survey, TargetKind

Found = Iterator[Mistake]
_REGION: Final = re.compile(r"\d{4}|0301\d\d[a-z]?|E[A-Z]+\d*")
_PERCENT: Final = (Fraction(0), Fraction(100))
_GOOD_WAY: Final = {
    TargetKind.AT_LEAST: Direction.HIGHER,
    TargetKind.AT_MOST: Direction.LOWER,
    TargetKind.BETWEEN: Direction.BETWEEN,
}


class World(NamedTuple):
    """What a scorecard is checked against.

    `surveys` is None where there is no (readable) surveys.yaml; `known` None where no store is at hand.
    """

    surveys: Mapping[str, Survey] | None = None
    known: Known | None = None


IndicatorRule = Callable[[Draft, World], Found]


def check(draft: ScorecardDraft, world: World) -> Mistakes:
    """Every mistake in a scorecard."""
    found = Mistakes()
    for card_rule in SCORECARD_RULES:
        found.extend(card_rule(draft, world))
    for indicator in draft.indicators:
        for rule in INDICATOR_RULES:
            found.extend(rule(indicator, world))
        if indicator.source is not None:
            found.extend(SOURCE_RULES[indicator.source](indicator, world))
    return found


def mistake(message: str, place: Place, **words: object) -> Mistake:
    """One mistake, from the words that go into it."""
    return Mistake(message, place, words)


# The whole scorecard


def ids_are_unique(draft: ScorecardDraft, _world: World) -> Found:
    """No two indicators have one id."""
    first: dict[str, Place] = {}
    for indicator in draft.indicators:
        name = indicator.fields.get("id")
        if name in first:
            yield mistake("duplicate_id", indicator.fields.place("id"), id=name, line=first[name].line)
        elif name:
            first[name] = indicator.fields.place("id")


def services_are_spelt_alike(draft: ScorecardDraft, _world: World) -> Found:
    """One service has one spelling: two of them would be two services, each with half of the indicators."""
    first: dict[str, tuple[str, Place]] = {}
    for indicator in draft.indicators:
        name = indicator.fields.get("service")
        if not name:
            continue
        place = indicator.fields.place("service")
        other, there = first.setdefault(re.sub(r"[\s_-]+", "-", name.casefold()), (name, place))
        if other != name:
            yield mistake(
                "service_spelt_twice", place, service=name, other=other, file=Path(there.file).name, line=there.line
            )


def own_indicators_have_a_base(draft: ScorecardDraft, _world: World) -> Found:
    """`indicators` at the top of a file changes inherited ones; where nothing is inherited it would be lost."""
    if draft.fields.given("indicators"):
        yield mistake("own_without_base", draft.fields.node.entries["indicators"].key.place)


def org_unit_is_known(draft: ScorecardDraft, world: World) -> Found:
    """The scorecard's unit is loaded."""
    code = draft.fields.get("org_unit")
    if code:
        yield from unit_is_known(code, draft.fields.place("org_unit"), world)


def unit_is_known(code: str, place: Place, world: World) -> Found:
    """A unit is in the register or among KOSTRA's regions; a warning where its kind is not loaded."""
    known = world.known
    if known is None:
        return
    loaded = (known.org_units or frozenset()) | (known.regions or frozenset())
    if code in loaded:
        return
    if _is_of_loaded_kind(code, known):
        yield mistake("unknown_unit", place, code=code, guess=guess(code, loaded))
    else:
        yield mistake("unit_not_loaded", place, code=code)


def _is_of_loaded_kind(code: str, known: Known) -> bool:
    """Whether the unit should have been found: a code that looks like a region may come with KOSTRA figures alone."""
    looks_like_region = _REGION.fullmatch(code) is not None
    if known.org_units is None:
        return known.regions is not None and looks_like_region
    return known.regions is not None or not looks_like_region


# Every indicator


def direction_is_given(draft: Draft, _world: World) -> Found:
    """Which way is better is said by a target or by `direction`."""
    if not any(draft.fields.given(key) for key in ("direction", "target", "org_unit_targets")):
        yield mistake("no_direction", draft.fields.home)


def targets_agree(draft: Draft, _world: World) -> Found:
    """All targets of an indicator pull the same way, and the way that `direction` says."""
    seen: set[int] = set()
    for located in _each_target(draft):
        way = _GOOD_WAY[located.target.kind]
        if draft.direction not in (None, way) and id(located) not in seen:
            seen.add(id(located))
            declared = draft.fields.given("direction")
            message = "direction_against_target" if declared else "targets_disagree"
            place = draft.fields.place("direction") if declared else located.place
            assert draft.direction is not None
            yield mistake(message, place, direction=draft.direction.value, limit=located.target.kind.value)
            return


def targets_are_possible(draft: Draft, _world: World) -> Found:
    """No target lies where no value can: outside a survey's scale, or outside 0–100 where values are shares."""
    bounds = _bounds(draft)
    if bounds is None:
        return
    low, high = bounds
    message = "target_outside_scale" if draft.source is Source.SURVEY and not draft.is_share else "target_not_percent"
    told: set[Place] = set()
    for located in _each_target(draft):
        target = located.target
        limits = (target.low, target.low if target.high is None else target.high)
        outside = [limit for limit in limits if not low <= limit <= high]
        if outside and located.place not in told:
            told.add(located.place)
            yield mistake(message, located.place, target=_shown(outside[0]), low=_shown(low), high=_shown(high))


def unit_fits(draft: Draft, _world: World) -> Found:
    """A figure that is a percentage by its nature is called one; where nothing says the unit, the reader is told."""
    unit = draft.fields.get("unit")
    if unit and draft.own_unit == "percent" and unit != "percent":
        yield mistake("unit_must_be_percent", draft.fields.place("unit"), unit=unit)
    if draft.source is Source.ACTIVITY and not draft.fields.given("unit"):
        yield mistake("unit_taken_for_percent", draft.fields.home)


def unit_targets_name_units(draft: Draft, world: World) -> Found:
    """Units with targets of their own are loaded."""
    for code, (place, _) in draft.unit_targets.items():
        yield from unit_is_known(code, place, world)


def _each_target(draft: Draft) -> Iterator[LocatedTarget]:
    return (located for targets in draft.all_targets for located in targets.values())


def _bounds(draft: Draft) -> tuple[Fraction, Fraction] | None:
    if draft.source is Source.SICK_LEAVE or draft.is_share:
        return _PERCENT
    scale: tuple[Fraction, Fraction] | None = draft.fields.get("scale")
    return scale


def _shown(number: Fraction) -> str:
    return f"{float(number):g}"


# By source


def nothing_to_check(_draft: Draft, _world: World) -> Found:
    """Sick leave names nothing that could be unknown."""
    return iter(())


def survey_is_sound(draft: Draft, world: World) -> Found:
    """A survey indicator names its scale, the answers it counts, and a survey and question that exist."""
    if not draft.fields.given("scale"):
        yield mistake("no_scale", draft.fields.home)
    yield from _answers_fit(draft)
    if world.surveys is not None:
        yield from _survey_is_declared(draft, world.surveys)
    yield from _question_is_loaded(draft, world)


def _answers_fit(draft: Draft) -> Found:
    measure = draft.measure
    if draft.is_share and not measure.given("answers"):
        yield mistake("no_answers", measure.place("statistic"))
    elif measure.given("answers") and measure.get("statistic", "mean") == "mean":
        yield mistake("answers_of_mean", measure.place("answers"))
    scale = draft.fields.get("scale")
    for answer in measure.get("answers", ()) if scale else ():
        if not scale[0] <= answer <= scale[1]:
            low, high = _shown(scale[0]), _shown(scale[1])
            yield mistake("answer_outside_scale", measure.place("answers"), answer=_shown(answer), low=low, high=high)


def _survey_is_declared(draft: Draft, surveys: Mapping[str, Survey]) -> Found:
    survey = surveys.get(draft.series)
    if survey is None:
        place = draft.measure.place("survey")
        yield mistake("unknown_survey", place, survey=draft.series, guess=guess(draft.series, surveys))
        return
    question = draft.measure.get("question")
    questions = [known.id for known in survey.questions]
    if question and question not in questions:
        place = draft.measure.place("question")
        words = {"question": question, "survey": survey.id, "guess": guess(question, questions)}
        yield mistake("unknown_question", place, **words)
    scale = draft.fields.get("scale")
    if scale and tuple(float(end) for end in scale) != survey.scale:
        low, high = (f"{end:g}" for end in survey.scale)
        yield mistake("other_scale", draft.fields.place("scale"), survey=survey.id, low=low, high=high)


def _question_is_loaded(draft: Draft, world: World) -> Found:
    """Whether there are answers; a question declared in surveys.yaml may be waiting for its first wave."""
    question = draft.measure.get("question")
    if world.known is None or question is None:
        return
    loaded = world.known.questions
    declared = world.surveys is not None
    place = draft.measure.place("question")
    if loaded is None or (declared and (draft.series, question) not in loaded):
        yield mistake("question_not_loaded", place, survey=draft.series, question=question)
    elif (draft.series, question) not in loaded:
        names = [name for survey, name in loaded if survey == draft.series]
        yield mistake("unknown_question", place, question=question, survey=draft.series, guess=guess(question, names))


def activity_is_loaded(draft: Draft, world: World) -> Found:
    """The activity's measure is among those loaded."""
    if world.known is None:
        return
    loaded, place = world.known.activities, draft.measure.place("activity")
    if loaded is None:
        yield mistake("activity_not_loaded", place, activity=draft.series)
    elif draft.series not in loaded:
        yield mistake("unknown_activity", place, activity=draft.series, guess=guess(draft.series, loaded))


def functions_are_loaded(draft: Draft, world: World) -> Found:
    """The accounts' functions are among those loaded."""
    if world.known is None or not draft.measure.given("functions"):
        return
    loaded = world.known.functions
    for item in draft.measure.node.listed("functions"):
        function = item.text
        if function not in draft.measure.get("functions", ()) or function == "*" or function in (loaded or ()):
            continue
        if loaded is None:
            yield mistake("function_not_loaded", item.place, function=function)
        else:
            yield mistake("unknown_function", item.place, function=function, guess=guess(function, loaded))


def kostra_is_sound(draft: Draft, world: World) -> Found:
    """A KOSTRA indicator stands as published, and names exactly one series."""
    if draft.window is not Window.LATEST:
        yield mistake("kostra_window", draft.fields.place("window"), window=draft.window.value)
    if world.known is None:
        return
    if world.known.kostra is None:
        yield mistake("kostra_not_loaded", draft.measure.place("kostra"), contents=draft.series)
        return
    yield from _series_is_one(draft, world.known)


def _series_is_one(draft: Draft, known: Known) -> Found:
    candidates = known.series.get(draft.series, ())
    if not candidates:
        place = draft.measure.place("kostra")
        yield mistake("unknown_contents", place, contents=draft.series, guess=guess(draft.series, known.series))
        return
    matching = [series for series in candidates if _fits(series, draft.measure)]
    if not matching:
        place = draft.measure.place("filters" if draft.measure.given("filters") else "table")
        yield mistake("no_such_series", place, contents=draft.series, known=_each_in_words(candidates))
    elif not _are_one(matching):
        place, count = draft.measure.place("kostra"), len(matching)
        yield mistake("many_series", place, contents=draft.series, count=count, known=_each_in_words(matching))


def _fits(series: Series, measure: Fields) -> bool:
    table = measure.get("table")
    return series.table in ("", table or series.table) and set(measure.get("filters", ())) <= set(series.filters)


def _are_one(matching: list[Series]) -> bool:
    """Whether series differ only in that some do not know their table."""
    return len({one.filters for one in matching}) == 1 and len({one.table for one in matching} - {""}) <= 1


def _each_in_words(series: Iterable[Series]) -> list[str]:
    """The first few series, as the YAML would name them."""
    return [_series_words(one) for one in islice(series, 5)]


def _series_words(series: Series) -> str:
    filters = ", ".join(f"{dimension}: {code}" for dimension, code in series.filters)
    table = [f'table: "{series.table}"'] if series.table else []
    return "{ " + ", ".join([*table, *([f"filters: {{ {filters} }}"] if filters else [])]) + " }"


SCORECARD_RULES: Final = (ids_are_unique, services_are_spelt_alike, own_indicators_have_a_base, org_unit_is_known)
INDICATOR_RULES: Final = (
    direction_is_given,
    targets_agree,
    targets_are_possible,
    unit_fits,
    unit_targets_name_units,
)
SOURCE_RULES: Final[Mapping[Source, IndicatorRule]] = {
    Source.SICK_LEAVE: nothing_to_check,
    Source.ACCOUNTS: functions_are_loaded,
    Source.SURVEY: survey_is_sound,
    Source.ACTIVITY: activity_is_loaded,
    Source.KOSTRA: kostra_is_sound,
}
