"""The Tertial page: units against targets, and one unit's dialogue sheet."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from html import escape
from typing import Final

import streamlit as st

from effnett.errors import InputError
from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.evaluate.status import target_for
from effnett.evaluate.tertials import Tertials, evaluate_tertials, months_of
from effnett.model import clock
from effnett.model.clock import local
from effnett.model.evaluation import Evaluation, ScorecardEvaluation
from effnett.model.organisation import OrgTree
from effnett.model.periods import AsOf
from effnett.model.records import Action, RecordKind, Subject, Version, Wondering, WonderingState
from effnett.model.scorecard import Target, in_language
from effnett.model.steering_year import reporting_deadline
from effnett.present import dialogue
from effnett.present import formatting as write
from effnett.present.heat import SORT, Delivered, Filter, Heat, heat, heat_html, line_text, part_text, shown
from effnett.present.months_chart import months_html
from effnett.present.questions import Question, questions
from effnett.present.wording import say
from effnett.present.writing import about_text, decisions_html
from effnett.store.facts import Facts
from effnett.web import ahead, assessments, cards, components, data, people, today
from effnett.web.choices import Choice

UNIT: Final = "unit"
SORTED: Final = "sort"
AREA: Final = "area"
INDICATOR: Final = "indicator"
_SEEN: Final = "tertial-seen"
_EVERY: Final = 2.0
"""How many seconds go between two looks for what others have written."""
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def draw(choice: Choice) -> None:
    """The whole page."""
    facts = data.workspace().facts()
    whole = _mine(choice, _heat(choice, facts))
    codes = {row.code for row in whole.rows} | ({choice.org_unit} if _may_see(choice, choice.org_unit) else set())
    asked = st.query_params.get(UNIT, "")
    opened = asked if asked in codes else ""
    deadline = reporting_deadline(data.workspace().definitions().steering_year, choice.as_of)
    line = line_text(whole, deadline)
    heading = say("tertial.heading", tertial=write.tertial(choice.as_of))
    note = f'<p class="ef-demo">{escape(say("demo"))}</p>' if data.is_demo(facts) else ""
    own = f"<p>{escape(say('access.own_units'))}</p>" if whole.is_part else ""
    components.html(
        f'<div class="ef ef-head"><h1>{escape(heading)}</h1><p class="ef-sub">{escape(line)}</p>{own}{note}'
        f'<h2>{escape(say("heat.title"))}</h2><p class="m">{escape(say("heat.sort"))}</p></div>'
    )
    if asked and not opened:
        components.notice(_not_shown(choice, asked))
    wanted = _filter(whole)
    with st.container(key="sides"):
        with st.container(key="heat"):
            components.table(_table(choice, facts, whole, wanted, opened), opened, _choose)
        with st.container(key="sheet"):
            if opened:
                _sheet(choice, opened)
        with st.container(key="figures"):
            if opened:
                _figures(choice, opened)
    ahead.look_ahead(choice, facts, keep)


def keep(choice: Choice, facts: Facts) -> None:
    """Have the table of a choice ready for whoever asks for it, as those see it who see all."""
    _table(choice, facts, _heat(choice, facts), Filter(), "")


def _not_shown(choice: Choice, unit: str) -> str:
    """Why there is no sheet of a unit that the address asks for; of others' units not even whether they exist."""
    if not _may_see(choice, unit):
        return say("tertial.not_yours", asked=unit)
    if unit not in choice.tree.units:
        return say("tertial.unknown", unit=unit)
    name = choice.tree.unit(unit).name
    return say("tertial.not_here", name=name, tertial=write.tertial(choice.as_of), unit=choice.unit_name)


def _choose(row: str) -> None:
    """Sort by a column, or open a unit; the same again goes back."""
    if row.startswith(SORT):
        _toggle(SORTED, row.removeprefix(SORT))
    else:
        _toggle(UNIT, row)


def _toggle(key: str, value: str) -> None:
    if value and value != st.query_params.get(key):
        st.query_params[key] = value
    else:
        st.query_params.pop(key, None)


def _filter(whole: Heat) -> Filter:
    """What the reader wants to see of the table; it stands in the address."""
    every, areas = say("heat.all_areas"), [title for title, _ in whole.areas]
    if st.session_state.get(AREA, every) not in (every, *areas):  # another scorecard has others
        del st.session_state[AREA]
    with st.container(key="heat-tools", horizontal=True):
        action = st.checkbox(say("heat.only_action"), key="only_action", bind="query-params")
        missing = st.checkbox(say("heat.only_missing"), key="only_missing", bind="query-params")
        area = st.selectbox(
            say("heat.area"), [every, *areas], key=AREA, bind="query-params", label_visibility="collapsed"
        )
        wanted = Filter(action, missing, "" if area == every else area, st.query_params.get(SORTED, ""))
        components.html(f'<p class="ef ef-part" role="status">{escape(part_text(whole, wanted))}</p>')
    return wanted


# The table


def _versions(choice: Choice, facts: Facts) -> str:
    return f"{facts.version} {choice.scorecard.id} {choice.scorecard.version}"


@st.cache_resource(show_spinner=False, max_entries=256)
def _evaluated(versions: str, org_unit: str, as_of: str, _facts: Facts, _choice: Choice) -> ScorecardEvaluation:
    del versions, org_unit, as_of  # what the result is kept under
    return evaluate_scorecard(_choice.scorecard, _facts, _choice.as_of, _choice.org_unit, children=True)


def _may_see(choice: Choice, org_unit: str) -> bool:
    return people.person().may_see(org_unit, choice.tree, choice.scorecard.org_unit, choice.as_of)


def _heat(choice: Choice, facts: Facts) -> Heat:
    """The whole table of a choice's units."""
    evaluated = _evaluated(_versions(choice, facts), choice.org_unit, choice.as_of.key, facts, choice)
    deliveries = _deliveries(data.records().newest_change(), choice.as_of)
    return heat(choice.scorecard, choice.tree, choice.org_unit, choice.as_of, evaluated.evaluations, dict(deliveries))


def _mine(choice: Choice, whole: Heat) -> Heat:
    """The part of the table with the units that the reader may look into."""
    if people.person().sees_all:
        return whole
    rows = tuple(row for row in whole.rows if _may_see(choice, row.code))
    return replace(whole, rows=rows, is_part=len(rows) < len(whole.rows))


@st.cache_resource(show_spinner=False, max_entries=64)
def _deliveries(change: int, as_of: AsOf) -> tuple[tuple[str, Delivered], ...]:
    """How far all units have come; read again when something has been saved."""
    del change
    found = data.records().deliveries(as_of)
    return tuple((unit, Delivered(one.state, local(one.at).date())) for unit, one in sorted(found.items()))


@st.cache_resource(show_spinner=False, max_entries=256)
def _drawn(versions: str, key: tuple[object, ...], _whole: Heat, _wanted: Filter, _opened: str) -> str:
    del versions, key
    return heat_html(shown(_whole, _wanted), _wanted.sort, _opened)


def _table(choice: Choice, facts: Facts, whole: Heat, wanted: Filter, opened: str) -> str:
    """The table, drawn once for all who see the same of it."""
    rows = tuple((row.code, row.delivered) for row in whole.rows)
    key = (choice.org_unit, choice.as_of, rows, wanted, opened)
    return _drawn(_versions(choice, facts), key, whole, wanted, opened)


# One unit


@st.cache_resource(show_spinner=False, max_entries=128)
def _tertials(versions: str, org_unit: str, as_of: str, _facts: Facts, _choice: Choice) -> Tertials:
    del versions, as_of
    return evaluate_tertials(_choice.scorecard, _facts, _choice.as_of, org_unit)


def _of_unit(choice: Choice, unit: str) -> tuple[Tertials, list[Question]]:
    facts = data.workspace().facts()
    tertials = _tertials(_versions(choice, facts), unit, choice.as_of.key, facts, choice)
    return tertials, questions(tertials.evaluations, _aim(choice.tree, choice.as_of))


def _aim(tree: OrgTree, as_of: AsOf) -> partial[Target | None]:
    return partial(_year_target, tree, as_of)


def _year_target(tree: OrgTree, as_of: AsOf, one: Evaluation) -> Target | None:
    return target_for(one.indicator, tree, one.org_unit, as_of.year)


def _sheet(choice: Choice, unit: str) -> None:
    """The heading, and what is written; what is written in is drawn by itself."""
    st.session_state[_SEEN] = data.records().newest_change()  # before it is read, so that nothing is missed
    tertials, asked = _of_unit(choice, unit)
    state = dialogue.state_of_unit(tertials, choice.tree)
    components.html(dialogue.heading_html(tertials, choice.tree.unit(unit).name, state))
    indicators = {one.indicator.id: in_language(one.indicator.title) for one in tertials.evaluations}
    with st.container(key="sheet-tools", horizontal=True):
        foremost = dialogue.foremost(tertials, asked)
        order = [foremost, *(each for each in indicators if each != foremost)]
        chosen = st.selectbox(say("sheet.indicator"), order, format_func=indicators.__getitem__, key=f"of {unit}")
        st.download_button(
            say("sheet.word"),
            partial(_document, choice, unit),
            f"dialogark-{unit}-{choice.as_of.key}.docx",
            _WORD,
            key="word",
            on_click="ignore",
        )
    one = tertials.now[chosen]
    months = months_of(data.workspace().facts(), one.indicator, choice.as_of, unit)
    chart = months_html(months, one, choice.as_of, _year_target(choice.tree, choice.as_of, one))
    components.html(
        f'<div class="ef">{dialogue.standing_html(tertials, chosen)}{chart}{dialogue.questions_html(asked)}</div>'
    )
    with st.container():  # what follows keeps its place when the name has been given
        people.named()
    _written(choice, unit, chosen)
    _of_others(unit)


@st.fragment(run_every=_EVERY)
def _of_others(unit: str) -> None:
    """Draw the page again when another has written about the unit; one number tells whether anything is new at all."""
    seen: int = st.session_state[_SEEN]
    with suppress(InputError):  # a database that is away for a moment is told of by those who write
        records = data.records()
        newest = records.newest_change()
        if newest != seen:
            changed, mine = records.changes_since(seen), people.person().name
            st.session_state[_SEEN] = newest
            if any(each.subject.org_unit == unit and each.author != mine for each in changed):
                st.rerun()


def _figures(choice: Choice, unit: str) -> None:
    tertials, _ = _of_unit(choice, unit)
    leaders = assessments.forecasts(choice, unit)
    name = choice.tree.unit(unit).name
    components.html(dialogue.figures_html(tertials, name, leaders, _aim(choice.tree, choice.as_of)))


@st.fragment
def _written(choice: Choice, unit: str, chosen: str) -> None:
    """What people write about the unit; saved and drawn again by itself, and the page with it where it tells of it."""
    indicator = next(each for each in choice.scorecard.indicators if each.id == chosen)
    ended = choice.tree.unit(unit).has_ended(choice.as_of.day)
    news = [] if ended else [assessments.draw(choice, unit)]
    if not ended:
        news += [assessments.draw(choice, unit, indicator), assessments.draw_forecast(choice, unit, indicator)]
    news += [_wonderings(choice, unit), _actions(choice, unit)]
    decisions = data.records().in_force([unit], choice.as_of, [RecordKind.DECISION])
    if decisions:
        told = decisions_html(decisions, local)
        components.html(f'<div class="ef"><h3>{escape(say("sheet.decisions"))}</h3>{told}</div>')
    if any(news):
        st.rerun()


def _titles(choice: Choice) -> dict[str, str]:
    return {each.id: in_language(each.title) for each in choice.scorecard.indicators}


def _about(choice: Choice, version: Version) -> str:
    return about_text(version.subject, choice.scorecard, choice.as_of)


def _of_now(choice: Choice, versions: Sequence[Version]) -> list[Version]:
    """What was written in the chosen tertial, and what is still open from before it."""
    return [each for each in versions if _is_of(each.subject, choice.as_of) or _is_open(each)]


def _is_of(subject: Subject, as_of: AsOf) -> bool:
    return (subject.year, subject.tertial) == as_of


def _is_open(version: Version) -> bool:
    content = version.content
    if isinstance(content, Wondering):
        return content.state is WonderingState.OPEN
    return isinstance(content, Action) and content.state.is_open


def _records(choice: Choice, unit: str, kind: RecordKind) -> list[Version]:
    """The unit's records of a kind; with the withdrawn ones where the reader asks for them."""
    found = _of_now(choice, data.records().in_force([unit], kinds=[kind]))
    withdrawn = _of_now(choice, data.records().in_force([unit], kinds=[kind], withdrawn=True))
    label = say("sheet.withdrawn", n=len(withdrawn))
    return [*found, *withdrawn] if withdrawn and st.checkbox(label, key=f"withdrawn {kind.value} {unit}") else found


def _wonderings(choice: Choice, unit: str) -> bool:
    components.html(f'<div class="ef"><h3>{escape(say("sheet.wonderings"))}</h3></div>')
    found = _records(choice, unit, RecordKind.WONDERING)
    answers = data.records().about([each.record for each in found]) if found else []
    if not found:
        components.html(f'<p class="ef m">{escape(say("wonder.none"))}</p>')
    news = []
    for each in found:
        own = [a for a in answers if a.kind is RecordKind.ANSWER and getattr(a.content, "about", "") == each.record]
        news.append(cards.wondering(choice, each, own, _about(choice, each)))
    subject = Subject.of(unit, choice.as_of, choice.scorecard.id)
    return any([*news, cards.new_wondering(subject, cards.may_ask(choice, unit), _titles(choice))])


def _actions(choice: Choice, unit: str) -> bool:
    components.html(f'<div class="ef"><h3>{escape(say("sheet.actions"))}</h3></div>')
    may = cards.may_write(choice, unit)
    found = _records(choice, unit, RecordKind.ACTION)
    if not found:
        components.html(f'<p class="ef m">{escape(say("action.none"))}</p>')
    news = [cards.action(each, may, _about(choice, each)) for each in found]
    subject = Subject.of(unit, choice.as_of, choice.scorecard.id)
    return any([*news, cards.new_action(subject, may, indicators=_titles(choice))])


def _document(choice: Choice, unit: str) -> bytes:
    """The dialogue sheet as Word, made when it is asked for."""
    from effnett.present.dialogue_sheet import Sheet, sheet_document

    tertials, asked = _of_unit(choice, unit)
    records = data.records()
    kinds = [RecordKind.WONDERING, RecordKind.ACTION, RecordKind.DECISION]
    written = _of_now(choice, records.in_force([unit], kinds=kinds))
    wonderings = [each for each in written if each.kind is RecordKind.WONDERING]
    assessed = records.in_force([unit], choice.as_of, [RecordKind.ASSESSMENT])
    sheet = Sheet(
        choice.scorecard,
        choice.tree.unit(unit).name,
        dialogue.state_of_unit(tertials, choice.tree),
        tertials,
        asked,
        _aim(choice.tree, choice.as_of),
        tuple(assessed),
        tuple(wonderings),
        tuple(records.about([each.record for each in wonderings]) if wonderings else ()),
        tuple(each for each in written if each.kind is RecordKind.ACTION),
        tuple(each for each in written if each.kind is RecordKind.DECISION),
        assessments.forecasts(choice, unit),
        local,
        today.today(choice),
        {each.record: records.history(each.record) for each in [*assessed, *written]},
    )
    return sheet_document(sheet, clock.today())
