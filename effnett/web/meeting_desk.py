"""What is asked of the server from a meeting: to save, mend or withdraw a text, or to make the minutes.

What comes from a browser is read as if anybody had written it: only what the meeting has is accepted.
"""

from __future__ import annotations

import base64
import importlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from effnett.errors import InputError
from effnett.model.evaluation import Evaluation
from effnett.model.organisation import OrgTree
from effnett.model.records import Conflict, Content, Decision, Edit, RecordKind, Subject, Version, Wondering
from effnett.model.scorecard import Scorecard
from effnett.present.meeting import figure_now
from effnett.present.meeting_notes import KINDS, Held, concerns, moment, note
from effnett.present.wording import say
from effnett.store.records import Records

Asked = Mapping[str, Any]
Answer = dict[str, Any]

_RECORD: Final = re.compile(r"[0-9a-f]{32}")
_TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown;charset=utf-8",
}


@dataclass(frozen=True)
class Desk:
    """The meeting, what it is about, and who may write to whom: `askable` are the units that may be wondered about."""

    held: Held
    scorecard: Scorecard
    tree: OrgTree
    evaluations: Mapping[str, Evaluation]
    facts: str
    records: Records
    askable: frozenset[str] = frozenset()


def answer(desk: Desk, asked: Asked, author: str) -> Answer:
    """Do one thing that is asked, and tell how it went, under the token it was asked with."""
    token = {"token": str(asked.get("token", ""))[:64]}
    try:
        if asked.get("do") == "minutes":
            return {**token, **_minutes(desk, str(asked.get("form")))}
        return {**token, **_saved(desk, asked, author)}
    except InputError as error:
        return {**token, "state": "refused", "told": " ".join(f"{one.what}. {one.hint}" for one in error.problems)}


def _saved(desk: Desk, asked: Asked, author: str) -> Answer:
    if not author:
        return {"state": "refused", "told": say("meeting.nameless")}
    edit = _edit(desk, asked)
    if edit is None:
        return {"state": "refused", "told": say("meeting.refused")}
    result = desk.records.save(edit, author)
    if isinstance(result, Conflict):
        return _conflict(desk, result)
    return {"state": "saved", "note": _note(desk, result.version)}


def _edit(desk: Desk, asked: Asked) -> Edit | None:
    """What is to be saved; None where the meeting knows nothing of what is asked."""
    record, text = asked.get("record"), asked.get("text", "")
    if not isinstance(record, str) or not _RECORD.fullmatch(record) or not isinstance(text, str):
        return None
    if not desk.askable:
        return None
    match asked.get("do"):
        case "decision" | "wondering":
            content = _new(desk, asked, text)
            return Edit.first(content, record) if content else None
        case "mend" | "withdraw":
            return _changed(desk, asked, record, text)
    return None


def _new(desk: Desk, asked: Asked, text: str) -> Content | None:
    """A decision of the meeting's unit with the figure as it stands, or a wondering to a unit that may be asked."""
    evaluation = desk.evaluations.get(str(asked.get("indicator")))
    if evaluation is None:
        return None
    held, indicator = desk.held, evaluation.indicator.id
    if asked["do"] == "decision":
        subject = Subject.of(held.org_unit, held.as_of, held.scorecard, indicator)
        return Decision(subject, text, figure_now(evaluation, desk.facts))
    unit, deadline = str(asked.get("unit") or held.org_unit), asked.get("deadline")
    if unit not in desk.askable:
        return None
    subject = Subject.of(unit, held.as_of, held.scorecard, indicator)
    return Wondering(subject, text, owner=str(asked.get("owner") or "").strip(), deadline=_day(deadline))


def _day(text: object) -> date | None:
    """A day as a browser writes it; anything else is no day."""
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None


def _changed(desk: Desk, asked: Asked, record: str, text: str) -> Edit | None:
    """Another text for a decision or wondering of this meeting's indicators, or its withdrawal."""
    newest, made_from = desk.records.newest(record), asked.get("made_from")
    if newest is None or newest.kind not in KINDS or not concerns(desk.held, newest) or not isinstance(made_from, int):
        return None
    content = newest.content
    if not isinstance(content, Decision | Wondering) or newest.subject.org_unit not in desk.askable:
        return None
    if asked["do"] == "withdraw":
        return Edit(record, content, made_from, withdrawn=True)
    return Edit(record, replace(content, text=text), made_from)


def _conflict(desk: Desk, found: Conflict) -> Answer:
    if found.theirs is None:
        return {"state": "conflict", "told": say("meeting.conflict.gone")}
    theirs = found.theirs
    told = say("meeting.conflict", who=theirs.author, when=moment(theirs.at), text=getattr(theirs.content, "text", ""))
    return {"state": "conflict", "told": told, "note": _note(desk, theirs)}


def _note(desk: Desk, version: Version) -> dict[str, Any]:
    first = desk.records.firsts([version.record]).get(version.record, version)
    return note(desk.held, version, first, desk.tree)


def _minutes(desk: Desk, form: str) -> Answer:
    """The minutes as a file. The library for Word is loaded when somebody asks."""
    if form not in _TYPES:
        return {"state": "refused", "told": say("meeting.refused")}
    making = importlib.import_module("effnett.present.minutes")
    held = desk.held
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
