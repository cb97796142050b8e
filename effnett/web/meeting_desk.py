"""What is asked of the server from a meeting: to save, mend or withdraw a text, or to make the minutes.

What comes from a browser is read as if anybody had written it: only what the meeting has is accepted.
"""

from __future__ import annotations

import base64
import importlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from effnett.errors import InputError
from effnett.model.access import Person
from effnett.model.evaluation import Evaluation
from effnett.model.organisation import OrgTree
from effnett.model.records import Conflict, Content, Decision, Edit, RecordKind, Subject, Version, Wondering
from effnett.model.scorecard import Scorecard
from effnett.present import formatting as write
from effnett.present.meeting import figure_now
from effnett.present.meeting_notes import KINDS, Held, concerns, note
from effnett.present.wording import say
from effnett.store.records import Records

Asked = Mapping[str, Any]
Answer = dict[str, Any]

_UNKNOWN: Final = "meeting.refused"
_RECORD: Final = re.compile(r"[0-9a-f]{32}")
_TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown;charset=utf-8",
}


@dataclass(frozen=True)
class Desk:
    """The meeting, and what it is about."""

    held: Held
    scorecard: Scorecard
    tree: OrgTree
    evaluations: Mapping[str, Evaluation]
    facts: str
    records: Records

    def may_decide(self, person: Person) -> bool:
        """Whether the meeting's decisions are written by a person: the director, or a leader of its unit or above."""
        return person.may_write(self.held.org_unit, self.tree, self.held.as_of)

    def may_ask(self, person: Person, org_unit: str) -> bool:
        """Whether a person may wonder here at something of a unit's; only of those that the meeting shows."""
        seen = org_unit in self.held.units
        return seen and person.may_ask(org_unit, self.tree, self.scorecard.org_unit, self.held.as_of)

    def may_mend(self, person: Person, version: Version, first: Version) -> bool:
        """Whether a person may mend or withdraw what is written: a decision as it is made, a wondering as its asker."""
        if version.kind is RecordKind.DECISION:
            return self.may_decide(person)
        unit, top = version.subject.org_unit, self.scorecard.org_unit
        is_wondering = version.kind is RecordKind.WONDERING and unit in self.held.units
        return is_wondering and person.may_mend(unit, first.author, self.tree, top, self.held.as_of)

    def notes(self, person: Person, versions: Iterable[Version]) -> list[dict[str, Any]]:
        """The records that concern the meeting, for the browser of a person."""
        found = [version for version in versions if concerns(self.held, version)]
        firsts = self.records.firsts([version.record for version in found])
        return [self._note(person, version, firsts.get(version.record, version)) for version in found]

    def _note(self, person: Person, version: Version, first: Version) -> dict[str, Any]:
        return {**note(self.held, version, first, self.tree), "mend": self.may_mend(person, version, first)}


def answer(desk: Desk, asked: Asked, person: Person) -> Answer:
    """Do one thing that is asked, and tell how it went, under the token it was asked with."""
    token = {"token": str(asked.get("token", ""))[:64]}
    try:
        if asked.get("do") == "minutes":
            return {**token, **_minutes(desk, str(asked.get("form")), asked.get("day"))}
        return {**token, **_saved(desk, asked, person)}
    except InputError as error:
        return {**token, "state": "refused", "told": " ".join(one.sentences for one in error.problems)}


def _saved(desk: Desk, asked: Asked, person: Person) -> Answer:
    if not person.name:
        return {"state": "refused", "told": say("meeting.nameless")}
    edit = _edit(desk, asked, person)
    if isinstance(edit, str):
        return {"state": "refused", "told": say(edit)}
    result = desk.records.save(edit, person.name)
    if isinstance(result, Conflict):
        return _conflict(desk, person, result)
    return {"state": "saved", **_told(desk, person, result.version)}


def _edit(desk: Desk, asked: Asked, person: Person) -> Edit | str:
    """What is to be saved; else the key of why not: that the meeting does not know it, or that it may not be."""
    record, text = asked.get("record"), asked.get("text", "")
    if not isinstance(record, str) or not _RECORD.fullmatch(record) or not isinstance(text, str):
        return _UNKNOWN
    match asked.get("do"):
        case "decision" | "wondering":
            content = _new(desk, asked, text, person)
            return content if isinstance(content, str) else Edit.first(content, record)
        case "mend" | "withdraw":
            return _changed(desk, asked, record, text, person)
    return _UNKNOWN


def _new(desk: Desk, asked: Asked, text: str, person: Person) -> Content | str:
    """A decision of the meeting's unit with the figure as it stands, or a wondering to a unit that may be asked."""
    evaluation = desk.evaluations.get(str(asked.get("indicator")))
    if evaluation is None:
        return _UNKNOWN
    held, indicator = desk.held, evaluation.indicator.id
    if asked["do"] == "decision":
        subject = Subject.of(held.org_unit, held.as_of, held.scorecard, indicator)
        decision = Decision(subject, text, figure_now(evaluation, desk.facts))
        return decision if desk.may_decide(person) else "meeting.may_not_decide"
    unit = str(asked.get("unit") or held.org_unit)
    if not desk.may_ask(person, unit):
        return "meeting.may_not" if unit in held.units else _UNKNOWN
    subject = Subject.of(unit, held.as_of, held.scorecard, indicator)
    owner, deadline = str(asked.get("owner") or "").strip(), _day(asked.get("deadline"))
    return Wondering(subject, text, owner=owner, deadline=deadline, meeting=held.org_unit)


def _day(text: object) -> date | None:
    """A day as a browser writes it; anything else is no day."""
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None


def _changed(desk: Desk, asked: Asked, record: str, text: str, person: Person) -> Edit | str:
    """Another text for a decision or wondering of this meeting's indicators, or its withdrawal."""
    newest, made_from = desk.records.newest(record), asked.get("made_from")
    if newest is None or newest.kind not in KINDS or not concerns(desk.held, newest) or not isinstance(made_from, int):
        return _UNKNOWN
    content = newest.content
    if not isinstance(content, Decision | Wondering):
        return _UNKNOWN
    if not desk.may_mend(person, newest, _first(desk, newest)):
        return "meeting.may_not_mend"
    if asked["do"] == "withdraw":
        return Edit(record, content, made_from, withdrawn=True)
    return Edit(record, replace(content, text=text), made_from)


def _conflict(desk: Desk, person: Person, found: Conflict) -> Answer:
    if found.theirs is None:
        return {"state": "conflict", "told": say("meeting.conflict.gone")}
    theirs = found.theirs
    told = say(
        "meeting.conflict", who=theirs.author, when=write.moment(theirs.at), text=getattr(theirs.content, "text", "")
    )
    return {"state": "conflict", "told": told, **_told(desk, person, theirs)}


def _first(desk: Desk, version: Version) -> Version:
    return desk.records.firsts([version.record]).get(version.record, version)


def _told(desk: Desk, person: Person, version: Version) -> Answer:
    return {"note": desk.notes(person, [version])[0]}


def _minutes(desk: Desk, form: str, day: object) -> Answer:
    """The minutes of a day, today's where none is said. The library for Word is loaded when somebody asks."""
    if form not in _TYPES:
        return {"state": "refused", "told": say("meeting.refused")}
    making = importlib.import_module("effnett.present.minutes")
    held = replace(desk.held, day=_day(day) or desk.held.day)
    versions = desk.records.in_force(held.units, held.as_of, KINDS)
    firsts = desk.records.firsts([version.record for version in versions])
    wonderings = [version.record for version in versions if version.kind is RecordKind.WONDERING]
    answers = desk.records.about(wonderings)
    told = making.minutes(held, versions, firsts, desk.scorecard, desk.tree, desk.facts, answers)
    content = making.markdown(told).encode() if form == "md" else making.word(told, held.day)
    return {
        "state": "file",
        "name": f"referat-{held.org_unit}-{held.as_of.key}-{held.day.isoformat()}.{form}",
        "type": _TYPES[form],
        "content": base64.b64encode(content).decode(),
    }
