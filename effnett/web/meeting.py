"""The Møte page: all screens are given to the browser once; what people write goes and comes by a wire beside them.

The stage is drawn with the page alone, so that going from screen to screen asks nothing of the server. The
wire is a fragment of its own: it sends what was written and gets what others have written within a second.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import resources
from typing import Any, Final

import streamlit as st

from effnett.errors import InputError
from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.model import clock
from effnett.model.access import Person
from effnett.model.evaluation import ScorecardEvaluation
from effnett.model.records import Version
from effnett.present import formatting as write
from effnett.present.meeting import Screen, hidden_now, screens
from effnett.present.meeting_html import overview_html, screens_html
from effnett.present.meeting_notes import KINDS, Held, days_held
from effnett.present.meeting_shell import shell_html
from effnett.present.wording import say
from effnett.store.facts import Facts
from effnett.web import components, data, people
from effnett.web.choices import Choice
from effnett.web.meeting_desk import Desk, answer

_WIRE: Final = "meeting-wire"
_STATE: Final = "meeting-state"
_EVERY: Final = 1.0
"""Seconds between looks at whether anything has been written."""
_KEPT: Final = 20
"""How many answers are kept for a browser that has not seen them yet."""
_MOST_ASKED: Final = 50
_SAID: Final = (
    "announced",
    "skipping",
    "taking_all",
    "no_red",
    "timer.one",
    "timer.all",
    "timer.stopped",
    "decision.on",
    "wondering.on",
    "mend.on",
    "figure_kept",
    "field.decision",
    "field.wondering",
    "field.text",
    "writer",
    "saving",
    "saved",
    "waiting",
    "away",
    "may_not",
    "may_not_decide",
    "empty",
    "nameless",
    "today",
    "none_today",
    "none_today.ask",
    "none_today.read",
    "last_time",
    "open.undring.one",
    "open.undring.many",
    "open.tiltak.one",
    "open.tiltak.many",
    "more",
    "written",
    "written.none",
    "mend",
    "withdraw",
    "withdraw.sure",
    "withdrawn",
    "end.counts",
    "end.making",
    "end.made",
)
"""The words the browser says itself."""

_WIRE_JS: Final = """
export default function ({ data, setTriggerValue }) {
  window.effnettWire = { send: asked => setTriggerValue("send", asked), news: data };
  dispatchEvent(new Event("effnett-news"));
  return () => { if (window.effnettWire && window.effnettWire.news === data) delete window.effnettWire; };
}
"""
_stage = st.components.v2.component(
    "effnett.meeting",
    html='<div class="ef-root"></div>',
    js=(resources.files("effnett.web") / "meeting.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)
_wire_element = st.components.v2.component("effnett.meeting_wire", js=_WIRE_JS, isolate_styles=False)


@dataclass(frozen=True)
class Staged:
    """The screens of one choice, evaluated and drawn once for everybody who may see the same units."""

    evaluated: ScorecardEvaluation
    screens: tuple[Screen, ...]
    html: str
    overview: str


@dataclass
class Wire:
    """What one reader's browser is to be told: news of records since `base`, and answers to what it asked."""

    meeting: str
    base: int
    seen: int = -1
    news: list[dict[str, Any]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    trouble: str = ""


def draw(choice: Choice, today: date, notice: str = "") -> None:
    """The whole page, for those who may see the unit. It covers all else, so a `notice` is told on it.

    Deadlines are judged by `today`; the meeting is held, and what is written belongs to it, by the clock on the wall.
    """
    reader = people.person()
    if not _may_see(reader, choice.org_unit, choice):
        components.notice(say("meeting.not_yours"))
        return
    visible = frozenset(
        code for code in choice.tree.shown(choice.org_unit, choice.as_of.day) if _may_see(reader, code, choice)
    )
    staged = _staged_for(choice, visible)
    if not staged.screens:
        components.notice(say("meeting.nothing"))
        return
    desk = _desk(choice, staged, visible, today)
    _draw_stage(choice, staged, desk, reader, notice)
    _wire(desk, reader)


def _may_see(reader: Person, unit: str, choice: Choice) -> bool:
    return reader.may_see(unit, choice.tree, choice.scorecard.org_unit, choice.as_of)


def _known(reader: Person) -> Person:
    """The reader as one who has given a name: without login it is asked for when something is written."""
    return replace(reader, name=reader.name or "?")


def _staged_for(choice: Choice, visible: frozenset[str]) -> Staged:
    facts = data.workspace().facts()
    versions = f"{facts.version} {choice.scorecard.id} {choice.scorecard.version}"
    return _staged(versions, choice.org_unit, choice.as_of.key, tuple(sorted(visible)), facts, choice)


@st.cache_resource(show_spinner=False, max_entries=64)
def _staged(
    versions: str, org_unit: str, as_of: str, visible: tuple[str, ...], _facts: Facts, _choice: Choice
) -> Staged:
    del versions, org_unit, as_of  # what the result is kept under
    choice = _choice
    evaluated = evaluate_scorecard(
        choice.scorecard, _facts, choice.as_of, choice.org_unit, children=True, years=data.YEARS
    )
    found = screens(evaluated, choice.tree, frozenset(visible))
    return Staged(evaluated, found, screens_html(found), overview_html(found))


def _desk(choice: Choice, staged: Staged, visible: frozenset[str], today: date) -> Desk:
    hidden = hidden_now(staged.screens)
    held = Held(choice.org_unit, choice.scorecard.id, choice.as_of, clock.today(), visible, hidden, today)
    evaluations = {screen.indicator: screen.of for screen in staged.screens}
    version = staged.evaluated.facts_version
    return Desk(held, choice.scorecard, choice.tree, evaluations, version, data.records())


def _draw_stage(choice: Choice, staged: Staged, desk: Desk, reader: Person, notice: str) -> None:
    writer = _known(reader)
    upto, written, days = _written(desk, writer)
    decides, asks = desk.may_decide(writer), desk.may_ask(writer, choice.org_unit)
    name, day = say("meeting.name", unit=choice.unit_name), write.day(desk.held.day)
    units = [code for code in choice.tree.shown(choice.org_unit, choice.as_of.day) if desk.may_ask(writer, code)]
    _stage(
        key="meeting",
        data={
            "shell": shell_html(name, day, decides, asks, _demo_note(desk.held)),
            "notice": notice,
            "screens": staged.html,
            "overview": staged.overview,
            "version": hashlib.blake2b(staged.html.encode(), digest_size=8).hexdigest(),
            "marks": {"page": "meeting", "done": choice.org_unit, "asOf": choice.as_of.key},
            "meeting": f"{choice.org_unit} {choice.as_of.key} {choice.scorecard.id}",
            "day": desk.held.day.isoformat(),
            "days": [[one.isoformat(), write.day(one)] for one in (desk.held.day, *days)],
            "units": [[code, choice.tree.unit(code).name] for code in units],
            "name": reader.name,
            "may": {"decision": decides, "wondering": asks},
            "upto": upto,
            "notes": written,
            "words": {key: say(f"meeting.{key}") for key in _SAID},
        },
        height="content",
    )


def _demo_note(held: Held) -> str:
    """By which day deadlines are judged, where that is not the meeting's."""
    return say("meeting.demo", day=write.day(held.judged_by)) if held.judged_by != held.day else ""


def _written(desk: Desk, writer: Person) -> tuple[int, list[dict[str, Any]], list[date]]:
    """What has been written so far, the number of the newest change, read first so that nothing is missed, and the
    earlier days of the meeting."""
    upto = desk.records.newest_change()
    versions = desk.records.in_force(desk.held.units, kinds=KINDS)
    before: Wire | None = st.session_state.get(_STATE)
    wire = Wire(f"{desk.held.org_unit} {desk.held.as_of.key} {desk.held.scorecard}", upto)
    if before and before.meeting == wire.meeting:
        wire.answers = before.answers  # the browser may not have seen them
    st.session_state[_STATE] = wire
    firsts = desk.records.firsts([version.record for version in versions])
    return upto, desk.notes(writer, versions), days_held(desk.held, versions, firsts)


@st.fragment(run_every=_EVERY)
def _wire(desk: Desk, reader: Person) -> None:
    """Look whether anything is new, by one number, and tell the browser what changed.

    It goes on by itself for hours, so it asks each time whether the reader is still who the page was drawn for.
    """
    now = people.person()
    if (now.roles, now.units) != (reader.roles, reader.units):
        st.rerun()
    wire: Wire = st.session_state[_STATE]
    look(wire, desk, _known(now))
    _wire_element(
        key=_WIRE,
        data={"upto": wire.seen, "news": wire.news, "answers": wire.answers, "trouble": wire.trouble},
        on_send_change=lambda: _sent(wire, desk),
        height="content",
    )


def look(wire: Wire, desk: Desk, writer: Person) -> None:
    """Read what has been saved since the browser's base, where anything has."""
    try:
        newest = desk.records.newest_change()
        wire.trouble = ""
        if newest == wire.seen:
            return
        changed: dict[str, Version] = {}
        for version in desk.records.changes_since(wire.base):
            if version.version:
                changed[version.record] = version
        wire.news, wire.seen = desk.notes(writer, changed.values()), newest
    except InputError as error:
        wire.trouble = " ".join(one.sentences for one in error.problems)


def _sent(wire: Wire, desk: Desk) -> None:
    """What the browser has sent: the number it has seen, and what it asks for."""
    sent = st.session_state[_WIRE].send
    if isinstance(sent, Mapping):
        receive(wire, desk, sent)


def receive(wire: Wire, desk: Desk, sent: Mapping[str, Any]) -> None:
    """Forget the news that the browser has, and answer what it asks, each under its token."""
    have = sent.get("have")
    if isinstance(have, int) and wire.base < have <= wire.seen:
        wire.base, wire.seen = have, -1
    asked = sent.get("asked")
    for one in asked[:_MOST_ASKED] if isinstance(asked, list) else []:
        if isinstance(one, Mapping):
            found = _answer_as(desk, one)
            wire.answers = [each for each in wire.answers if each["token"] != found["token"] and "content" not in each]
            wire.answers = [*wire.answers, found][-_KEPT:]


def _answer_as(desk: Desk, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Answer in the reader's name. A text that waited in the browser of another is not saved as the reader's."""
    name = str(asked.get("name") or "").strip()
    people.introduce(name)
    me = people.person()
    if name and name != me.name:
        told = say("meeting.other_name", name=name, me=me.name)
        return {"token": str(asked.get("token", "")), "state": "refused", "told": told}
    return answer(desk, asked, me)
