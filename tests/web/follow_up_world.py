"""What people have written in the demonstration, for tests of the pages that follow it up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from effnett.model.periods import AsOf
from effnett.model.records import (
    Action,
    ActionState,
    Answer,
    AnswerCode,
    Assessment,
    AssessmentState,
    Content,
    Edit,
    MilestoneDone,
    Saved,
    Subject,
    Version,
    Wondering,
    WonderingState,
)
from effnett.store.records import Records, open_records

HOME = "furuset-hjemmetjeneste"
NURSING = "lyngkollen-sykehjem"
CARD = "bydel-alna"
T2 = AsOf(2009, 2)
LATE = "Gå gjennom turnusen med <tillitsvalgte>"
SOON = "Ny turnus fra uke 40"
ASKED = "Hvorfor øker fraværet når naboen med samme turnus går ned?"
ANSWERED = "Hva ligger bak tallet for respekt?"
MEASURED = "Kurs i oppfølging av sykmeldte"
DONE = "Ansatt ny avdelingsleder"


def save(records: Records, content: Content, author: str = "Kari Leder", record: str | None = None) -> Version:
    """Save something new."""
    saved = records.save(Edit.first(content, record), author, may_approve=True)
    assert isinstance(saved, Saved)
    return saved.version


def on(unit: str, indicator: str | None = "sykefravaer", as_of: AsOf = T2) -> Subject:
    """A unit's indicator in a tertial."""
    return Subject.of(unit, as_of, CARD, indicator)


def deliver(records: Records, unit: str, as_of: AsOf = T2) -> None:
    """An assessment of a unit, written and delivered."""
    version = save(records, Assessment(on(unit, None, as_of), "Vi er i rute."))
    assert isinstance(version.content, Assessment)
    records.save(version.edit(replace(version.content, state=AssessmentState.DELIVERED)), "Kari Leder")


def written(store: Path) -> Records:
    """Actions, wonderings and answers on two units, milestones that are done, and an assessment that is delivered.

    As of 10 September 2009, the day that the demonstration is read on, one action is late.
    """
    records = open_records(store)
    save(records, Action(on(HOME), LATE, "Ola Holm", date(2009, 9, 1), ActionState.STARTED), record="sen")
    save(records, Action(on(HOME), SOON, "Kari Leder", date(2009, 10, 1)), record="snart")
    save(records, Action(on(NURSING, None), "Ny rutine for <b>svinn</b>", "", None), record="uten")
    save(
        records,
        Action(on(NURSING), MEASURED, "Ola Holm", date(2009, 5, 1), ActionState.DONE, date(2009, 9, 1)),
        record="igjen",
    )
    save(records, Wondering(on(HOME), ASKED, owner="Ola Holm", deadline=date(2009, 9, 20)), "Direktøren", "undring")
    asked = Wondering(on(NURSING, "brukertilfredshet-respekt"), ANSWERED, owner="Ola Holm", deadline=date(2009, 9, 1))
    save(records, asked, "Direktøren", "besvart")
    save(records, Answer(asked.subject, "besvart", AnswerCode.NON_RESPONSE, "Få svarte."))
    save(records, Action(on(HOME), DONE, "Kari Leder", date(2009, 6, 1), ActionState.DONE), record="gjort")
    for number, as_of in enumerate((AsOf(2008, 3), AsOf(2009, 1), T2)):
        closed = Wondering(on(NURSING, as_of=as_of), f"Fraværet igjen ({number})", WonderingState.CLOSED)
        save(records, closed, "Direktøren", f"gjentatt-{number}")
        save(records, Answer(closed.subject, f"gjentatt-{number}", AnswerCode.CHANCE))
    for unit in (HOME, NURSING):
        save(records, MilestoneDone(Subject(unit, 2009), "arsplan", date(2009, 1, 28)))
    deliver(records, HOME)
    return records
