"""A unit's own words on its tertial: written, delivered, approved, set back; and the leader's own forecasts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from html import escape
from typing import Final

from effnett.model.access import Person
from effnett.model.clock import local
from effnett.model.records import (
    Assessment,
    AssessmentState,
    Edit,
    LeaderForecast,
    RecordKind,
    Subject,
    Version,
    only_id,
)
from effnett.model.scorecard import Indicator, in_language
from effnett.present.entries import assessment_fields, assessment_from, forecast_from
from effnett.present.views import quantity
from effnett.present.wording import say, state_word
from effnett.present.writing import Act, Field, Form, assessment_html, history_html
from effnett.web import data, people, writing
from effnett.web.cards import may_write
from effnett.web.choices import Choice
from effnett.web.components import html
from effnett.web.writing import May, Sent, Written

DELIVER: Final = "deliver"
APPROVE: Final = "approve"
BACK: Final = "back"
_STATES: Final = {
    DELIVER: AssessmentState.DELIVERED,
    APPROVE: AssessmentState.APPROVED,
    BACK: AssessmentState.DRAFT,
}


def subject_of(choice: Choice, org_unit: str, indicator: str | None = None) -> Subject:
    """A unit in the chosen tertial, or one indicator of it."""
    return Subject.of(org_unit, choice.as_of, choice.scorecard.id if indicator else None, indicator)


def draw(choice: Choice, org_unit: str, indicator: Indicator | None = None) -> bool:
    """The assessment of a unit, or of one indicator of it. True where its state has changed."""
    subject = subject_of(choice, org_unit, indicator.id if indicator else None)
    record = only_id(Assessment(subject, "")) or ""
    newest = data.records().newest(record)
    state = _state_of(newest)
    may_change, person = may_write(choice, org_unit), people.person()
    title = in_language(indicator.title) if indicator else ""
    label = say("sheet.assessment.of", title=title) if indicator else say("sheet.assessment")
    history = history_html(data.records().history(record), local, of=label if indicator else "")
    told = "" if indicator else f"<p>{escape(_state_text(state))}</p>"
    if person.name and not may_change(person) and not person.may_approve:
        html(f'<div class="ef">{told}{assessment_html(newest, label, local)}{history}</div>')
        return False

    def edits(sent: Sent) -> list[Edit]:
        kept = data.records().newest(record)
        if sent.act in _STATES:
            return _steps(choice, record, subject, sent)
        return [Edit(record, assessment_from(sent.values, subject, kept.content if kept else None), sent.made_from)]

    form = Form(
        f"vurdering-{record}",
        assessment_fields(label),
        acts=() if indicator else _acts(state, may_change(person), person),
        fold=label if indicator else "",
        locked=state not in (None, AssessmentState.DRAFT) or (bool(person.name) and not may_change(person)),
    )
    return writing.draw(form, Written(record, newest, edits), _may(may_change), told + history)


def _may(may_change: May) -> May:
    """Who may write an assessment or another state of it; the rules of the records say which (docs/records.md)."""
    return lambda person: may_change(person) or (bool(person.name) and person.may_approve)


def _state_of(newest: Version | None) -> AssessmentState | None:
    if newest is None or newest.withdrawn:
        return None
    assert isinstance(newest.content, Assessment)
    return newest.content.state


def _state_text(state: AssessmentState | None) -> str:
    return say("sheet.state", state=state_word(state)) if state else say("sheet.state.none")


def _acts(state: AssessmentState | None, may_change: bool, person: Person) -> tuple[Act, ...]:
    """The steps that are open to a person."""
    back = Act(BACK, say("sheet.back"))
    if state in (None, AssessmentState.DRAFT):
        return (Act(DELIVER, say("sheet.deliver"), main=True),) if may_change or not person.name else ()
    if not person.may_approve:
        return ()
    if state is AssessmentState.DELIVERED:
        return (Act(APPROVE, say("sheet.approve"), main=True), back)
    return (back,)


def _steps(choice: Choice, record: str, subject: Subject, sent: Sent) -> list[Edit]:
    """The unit's assessment of the tertial taken a step, and those of its indicators with it.

    Where one of an indicator is empty when the unit delivers, there is nothing to deliver: it is withdrawn.
    """
    state = _STATES[sent.act]
    versions = data.records().in_force([subject.org_unit], choice.as_of, [RecordKind.ASSESSMENT])
    own = next((v.content for v in versions if v.record == record), Assessment(subject, ""))
    assert isinstance(own, Assessment)
    edits = [Edit(record, replace(own, state=state), sent.made_from)]
    for version in versions:
        content = version.content
        if version.record == record or not isinstance(content, Assessment) or content.state is state:
            continue
        if sent.act == DELIVER and content.state is AssessmentState.DRAFT:
            is_empty = not content.text.strip()
            edits.append(version.withdrawal() if is_empty else version.edit(replace(content, state=state)))
        elif sent.act == BACK or content.state is AssessmentState.DELIVERED:
            edits.append(version.edit(replace(content, state=state)))
    return edits


def draw_forecast(choice: Choice, org_unit: str, indicator: Indicator) -> bool:
    """The leader's own number for the year's end, of one indicator."""
    subject = subject_of(choice, org_unit, indicator.id)
    record = only_id(LeaderForecast(subject, Decimal(0))) or ""
    newest = data.records().newest(record)
    may_change = may_write(choice, org_unit)
    if not may_change(people.person()):
        return False
    unit = quantity("", indicator).strip()
    fields = (
        Field("value", say("sheet.forecast.value", unit=f" ({unit})" if unit else "")),
        Field("text", say("sheet.forecast.text"), "area"),
    )
    form = Form(
        f"prognose-{record}",
        fields,
        say("sheet.forecast.save"),
        fold=say("sheet.forecast", title=in_language(indicator.title)),
    )

    def edits(sent: Sent) -> list[Edit]:
        return [Edit(record, forecast_from(sent.values, subject), sent.made_from)]

    return writing.draw(form, Written(record, newest, edits), may_change)


def forecasts(choice: Choice, org_unit: str) -> Mapping[str, LeaderForecast]:
    """The leader's own numbers of a unit in the chosen tertial, by indicator."""
    versions = data.records().in_force([org_unit], choice.as_of, [RecordKind.FORECAST])
    return {
        version.subject.indicator: version.content
        for version in versions
        if isinstance(version.content, LeaderForecast) and version.subject.indicator
        if version.subject.scorecard == choice.scorecard.id
    }
