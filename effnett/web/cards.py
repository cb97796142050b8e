"""What people have written, as cards with their forms: undringer with answers, and tiltak. Shared by the pages.

Each is drawn inside the fragment that calls it, and is True where something was saved that the rest of the page
shows.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, replace
from typing import Final

from effnett.errors import InputError, Place, Problem
from effnett.model.clock import local
from effnett.model.records import (
    Action,
    Content,
    Edit,
    Subject,
    Version,
    Wondering,
    WonderingState,
    new_id,
)
from effnett.present.entries import (
    action_fields,
    action_from,
    answer_fields,
    answer_from,
    wondering_fields,
    wondering_from,
)
from effnett.present.wording import say
from effnett.present.writing import Act, Field, Form, action_html, history_html, wondering_html
from effnett.web import choices, data, people, writing
from effnett.web.choices import Choice
from effnett.web.components import html
from effnett.web.today import today
from effnett.web.writing import May, Sent, Written

WITHDRAW: Final = "withdraw"
TAKE_BACK: Final = "take_back"
CLOSE: Final = "close"
OPEN: Final = "open"
_NONE: Final[Mapping[str, str]] = {}
_ID: Final = re.compile(r"[0-9a-f]{32}")


def may_write(choice: Choice, org_unit: str) -> May:
    """Who may write a unit's own texts."""
    return lambda person: person.may_write(org_unit, choice.tree, choice.as_of)


def may_ask(choice: Choice, org_unit: str) -> May:
    """Who may wonder at something of a unit's."""
    return lambda person: person.may_ask(org_unit, choice.tree, choice.scorecard.org_unit, choice.as_of)


def may_mend(choice: Choice, org_unit: str, asker: str) -> May:
    """Who may close, reopen or withdraw a wondering."""
    top = choice.scorecard.org_unit
    return lambda person: person.may_mend(org_unit, asker, choice.tree, top, choice.as_of)


def place_of(what: str, subject: Subject, *more: str) -> str:
    """Where the browser keeps the unsaved text of a form about something; an id of HTML too."""
    told = repr((astuple(subject), more)).encode()
    return f"{what}-{hashlib.blake2b(told, digest_size=8).hexdigest()}"


def new_edit(sent: Sent, content: Content) -> Edit:
    """A new record under the id the browser made for it, so that a save that is sent twice is made once."""
    return Edit(sent.record if _ID.fullmatch(sent.record) else new_id(), content, sent.made_from)


def new_wondering(subject: Subject, may: May, indicators: Mapping[str, str] = _NONE) -> bool:
    """The form for a new wondering, folded; it may be about one of the `indicators` (titles by id)."""
    place = place_of("undring-ny", subject)
    fields = (*wondering_fields(), *_indicator_field(indicators))
    form = Form(place, fields, say("wonder.save"), fold=say("wonder.new"), fresh=True)

    def edits(sent: Sent) -> list[Edit]:
        return [new_edit(sent, wondering_from(sent.values, _about(subject, sent, indicators)))]

    return _drawn(form, Written("", None, edits), may)


def _indicator_field(indicators: Mapping[str, str]) -> tuple[Field, ...]:
    options = (("", say("write.whole_unit")), *indicators.items())
    return (Field("indicator", say("write.indicator"), "choice", options),) if indicators else ()


def _about(subject: Subject, sent: Sent, indicators: Mapping[str, str]) -> Subject:
    """The subject, narrowed to the indicator that was chosen."""
    chosen = sent.values.get("indicator", "")
    return replace(subject, indicator=chosen) if chosen in indicators else subject


def wondering(choice: Choice, version: Version, answers: Sequence[Version], about: str = "") -> bool:
    """A wondering with its answers, the form for one more, and what closes it; `about` is its subject in words."""
    content, history = version.content, data.records().history(version.record)
    assert isinstance(content, Wondering)
    unit = content.subject.org_unit
    may_answer, may_close = may_write(choice, unit), may_mend(choice, unit, history[0].author)
    told = history_html(history, local)
    said = wondering_html(version, history[0], answers, today(choices.current()), local, about, told)
    person, is_open = people.person(), content.state is WonderingState.OPEN and not version.withdrawn
    answering = is_open and may_answer(person)

    def edits(sent: Sent) -> list[Edit]:
        allowed = may_answer if sent.act == writing.SAVE else may_close
        if not allowed(people.person()):
            raise InputError(Problem(Place(content.kind.value), say("write.not_allowed")))
        if sent.act == writing.SAVE:
            return [new_edit(sent, answer_from(sent.values, content.subject, version.record))]
        return [_other_state(sent, version, content)]

    form = Form(
        f"undring-{version.record}",
        answer_fields() if answering else (),
        say("answer.save"),
        _acts(version, Act(CLOSE, say("wonder.close")) if is_open else Act(OPEN, say("wonder.open")))
        if may_close(person)
        else (),
        say("answer.new") if answering else "",
        fresh=True,
    )
    return _drawn(form, Written("", None, edits), lambda who: may_answer(who) or may_close(who), said)


def _other_state(sent: Sent, version: Version, content: Wondering) -> Edit:
    if sent.act in (CLOSE, OPEN):
        state = WonderingState.CLOSED if sent.act == CLOSE else WonderingState.OPEN
        return Edit(version.record, replace(content, state=state), sent.made_from)
    return withdrawal(sent, version)


def withdrawal(sent: Sent, version: Version) -> Edit:
    """A record withdrawn, or taken back."""
    return Edit(version.record, version.content, sent.made_from, withdrawn=sent.act == WITHDRAW)


def new_action(subject: Subject, may: May, about: str | None = None, indicators: Mapping[str, str] = _NONE) -> bool:
    """The form for something new to be done, folded; `about` is the wondering or decision it comes from."""
    place = place_of("tiltak-nytt", subject, about or "")
    fields = (*action_fields(), *_indicator_field(indicators))
    form = Form(place, fields, say("action.save"), fold=say("action.new"), fresh=True)

    def edits(sent: Sent) -> list[Edit]:
        return [new_edit(sent, action_from(sent.values, _about(subject, sent, indicators), about))]

    return _drawn(form, Written("", None, edits), may)


def action(version: Version, may: May, about: str = "") -> bool:
    """Something to be done, with the form that changes it; `about` is its subject in words."""
    content = version.content
    assert isinstance(content, Action)
    history = history_html(data.records().history(version.record), local)
    said = action_html(version, today(choices.current()), about, history)

    def edits(sent: Sent) -> list[Edit]:
        if sent.act == writing.SAVE:
            changed = action_from(sent.values, content.subject, content.about)
            return [Edit(version.record, changed, sent.made_from)]
        return [withdrawal(sent, version)]

    fields = () if version.withdrawn else action_fields()
    change = "" if version.withdrawn else say("action.change")
    form = Form(f"tiltak-{version.record}", fields, say("action.save"), _acts(version), change)
    return _drawn(form, Written(version.record, version, edits), may, said)


def _acts(version: Version, *others: Act) -> tuple[Act, ...]:
    """The buttons of a record; a withdrawn one can only be taken back."""
    acts = (*others, Act(WITHDRAW, say("write.withdraw")))
    if version.withdrawn:
        acts = (Act(TAKE_BACK, say("write.take_back")),)
    return tuple(act._replace(made_from=version.version) for act in acts)


def _drawn(form: Form, written: Written, may: May, said: str = "") -> bool:
    """The form, or only what has been said where the reader may not write."""
    if may(people.person()):
        return writing.draw(form, written, may, said)
    if said:
        html(f'<div class="ef">{said}</div>')
    return False
