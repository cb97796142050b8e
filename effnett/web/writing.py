"""Where people write: forms that never lose a text, and what the server answers them (docs/records.md).

The browser sends a text with the version it was made from, and again until it is answered (writing.js). What
is answered is what is on the disk.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from importlib import resources
from typing import Any, Final, NamedTuple

import streamlit as st

from effnett.errors import InputError
from effnett.model.access import Person
from effnett.model.clock import local
from effnett.model.records import Conflict, Content, Edit, Version
from effnett.present.entries import values_of
from effnett.present.wording import say
from effnett.present.writing import Form, acts_html, form_html, form_words, moment, saved_text
from effnett.web import data, people

SAVE: Final = "save"
"""The act that saves the fields; a form's buttons have others."""

_writing = st.components.v2.component(
    "effnett.writing",
    html='<div class="ef-root"></div>',
    js=resources.files("effnett.web").joinpath("writing.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


class Sent(NamedTuple):
    """What the browser has sent: what is to be done, to which record, and from which version it was made."""

    id: str
    act: str
    record: str
    made_from: int
    values: Mapping[str, str]


class Written(NamedTuple):
    """What a form writes: its record (empty where each save makes a new one) and that record as it is now.

    `edits` makes the edits of what was sent, the form's own first; InputError where it cannot be used.
    """

    record: str
    newest: Version | None
    edits: Callable[[Sent], Sequence[Edit]]


May = Callable[[Person], bool]
"""Whether a person may do what a form does."""


def draw(form: Form, written: Written, may: May, said: str = "") -> bool:
    """Draw a form below what has been `said` (HTML). True once after each save that the rest of the page shows."""
    key = f"write {form.place}"

    def sent() -> None:
        found = read_sent(st.session_state[key].sent)
        if found is not None:
            st.session_state[f"{key} answer"] = told = answer(found, written.edits, people.person(), may)
            st.session_state[f"{key} done"] = told["result"] == "saved" and _is_news(form, found)

    newest, now = written.newest, datetime.now(UTC)
    person = people.person()
    _writing(
        key=key,
        data={
            "place": form.place,
            "who": person.name,
            "may": may(person),
            "record": written.record,
            "version": newest.version if newest else 0,
            "values": values_in(form, newest.content if newest else None),
            "said": saved_text(newest, local, now),
            "auto": not form.save,
            "fresh": form.fresh,
            "locked": form.locked,
            "html": form_html(form),
            "head": said,
            "acts": acts_html(form),
            "answer": st.session_state.get(f"{key} answer"),
            "words": form_words(),
        },
        on_sent_change=sent,
        height="content",
    )
    return bool(st.session_state.pop(f"{key} done", False))


def _is_news(form: Form, sent: Sent) -> bool:
    """Whether a save is one that the rest of the page tells of: a new record, or another state."""
    return form.fresh or sent.act != SAVE or not sent.made_from


def values_in(form: Form, content: Content | None) -> dict[str, str]:
    """What stands in a form's fields; its blanks where each save makes a new record, or nothing is saved yet."""
    if content is None or form.fresh:
        return form.blank
    return form.blank | {name: text for name, text in values_of(content).items() if name in form.blank}


def read_sent(text: Any) -> Sent | None:
    """What a browser has sent; None where it is not what a form sends."""
    try:
        found = json.loads(text)
        values = {str(name): str(value) for name, value in found["values"].items()}
        return Sent(str(found["id"]), str(found["act"]), str(found["record"]), int(found["from"]), values)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def answer(sent: Sent, edits: Callable[[Sent], Sequence[Edit]], person: Person, may: May) -> dict[str, Any]:
    """Save what was sent, and say what came of it: saved, in conflict with another, or refused."""
    if not may(person):
        return {"id": sent.id, "result": "refused", "problems": [say("write.not_allowed")]}
    try:
        results = data.records().save_all(list(edits(sent)), person.name, person.may_approve)
    except InputError as error:
        return {"id": sent.id, "result": "refused", "problems": [each.sentences for each in error.problems]}
    conflict = next((result for result in results if isinstance(result, Conflict)), None)
    if conflict is not None:
        return {"id": sent.id, "result": "conflict", **_conflict(sent, conflict)}
    saved = results[0].version if results and not isinstance(results[0], Conflict) else None
    return {
        "id": sent.id,
        "result": "saved",
        "version": saved.version if saved else 0,
        "said": saved_text(saved, local, datetime.now(UTC)),
    }


def _conflict(sent: Sent, conflict: Conflict) -> dict[str, Any]:
    theirs = conflict.theirs
    if theirs is None:
        return {"version": 0, "values": {}, "said": say("write.gone"), "theirs_title": "–"}
    when = moment(theirs.at, local, datetime.now(UTC))
    key = "write.conflict" if sent.act == SAVE else "write.changed"
    return {
        "version": theirs.version,
        "values": values_of(theirs.content),
        "said": say(key, who=theirs.author, when=when),
        "theirs_title": say("write.theirs", who=f"{theirs.author} {when}"),
    }
