"""Tertial: the unit's own words on its tertial."""

import streamlit as st

from effnett.model.records import Assessment, Edit, Subject, only_id
from effnett.present.entries import assessment_fields, assessment_from
from effnett.present.writing import Form
from effnett.web import choices, data, people, writing


@st.fragment
def field(choice: choices.Choice) -> None:
    """The unit's assessment."""
    subject = Subject.of(choice.org_unit, choice.as_of, choice.scorecard.id)
    record = only_id(Assessment(subject, "")) or ""

    def edits(sent: writing.Sent) -> list[Edit]:
        kept = data.records().newest(record)
        return [Edit(record, assessment_from(sent.values, subject, kept.content if kept else None), sent.made_from)]

    writing.draw(
        Form(f"vurdering-{record}", assessment_fields("Enhetens vurdering")),
        writing.Written(record, data.records().newest(record), edits),
        lambda person: person.may_write(choice.org_unit, choice.tree, choice.as_of),
    )


chosen = choices.current()
if chosen is not None:
    people.named()
    field(chosen)
