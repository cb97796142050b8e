"""What the server answers a form: saved, in conflict, or refused; told to the browser as it is on the disk."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import streamlit as st

from effnett.errors import Place, Problem
from effnett.model.access import Person, Role
from effnett.model.periods import AsOf
from effnett.model.records import (
    Action,
    Assessment,
    AssessmentState,
    Edit,
    Subject,
    Version,
    Wondering,
    only_id,
)
from effnett.present.entries import action_fields, assessment_fields, assessment_from, values_of, wondering_from
from effnett.present.writing import Form
from effnett.store.records import Records
from effnett.web import cards, data, writing
from effnett.web.writing import Sent, answer, read_sent, values_in

SUBJECT = Subject.of("a", AsOf(2009, 2))
RECORD = only_id(Assessment(SUBJECT, "")) or ""
KARI = Person("Kari", frozenset({Role.LEADER}), ("a",))
BOSS = Person("Sjef", frozenset({Role.DIRECTOR}))


@pytest.fixture(autouse=True)
def records(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Records]:
    """The records of an empty store."""
    st.cache_resource.clear()
    monkeypatch.setenv("EFFNETT_STORE", str(tmp_path / "store"))
    yield data.records()
    st.cache_resource.clear()


def save(text: str, made_from: int, person: Person = KARI, id: str = "1") -> dict[str, object]:
    """The answer to a text."""

    def edits(sent: Sent) -> list[Edit]:
        newest = data.records().newest(RECORD)
        content = assessment_from(sent.values, SUBJECT, newest.content if newest else None)
        return [Edit(RECORD, content, sent.made_from)]

    sent = Sent(id, writing.SAVE, RECORD, made_from, {"text": text})
    return answer(sent, edits, person, lambda who: bool(who.name))


def newest(records: Records) -> Version:
    """The assessment as it is."""
    found = records.newest(RECORD)
    assert found is not None
    return found


def test_a_text_is_saved_and_acknowledged(records: Records) -> None:
    """The answer names the text it is of, and tells version, time and author."""
    told = save("Først", 0)
    assert (told["id"], told["result"], told["version"]) == ("1", "saved", 1)
    assert str(told["said"]).startswith("Lagret kl. ")
    assert str(told["said"]).endswith(" av Kari")
    assert newest(records).content.text == "Først"


def test_a_text_that_is_sent_twice_is_saved_once(records: Records) -> None:
    """The browser sends it again until it is answered."""
    first, again = save("Likt", 0), save("Likt", 0)
    assert (again["result"], again["version"]) == ("saved", first["version"])
    assert len(records.history(RECORD)) == 1


def test_a_conflict_tells_both_and_overwrites_none(records: Records) -> None:
    """What came between, who wrote it and when; mine is in the history, and can be chosen."""
    save("Felles", 0)
    save("Fra sjefen", 1, BOSS)
    told = save("Min", 1)
    assert (told["result"], told["version"], told["values"]) == ("conflict", 2, {"text": "Fra sjefen"})
    assert str(told["said"]).startswith("Endret av Sjef kl. ")
    assert newest(records).content.text == "Fra sjefen"
    assert [version.content.text for version in records.history(RECORD) if not version.version] == ["Min"]
    assert save("Min", 2)["result"] == "saved"
    assert newest(records).content.text == "Min"


def test_what_the_rules_refuse_is_told_in_place(records: Records) -> None:
    """As sentences, with what to do; nothing is saved."""
    told = save("a" * 20_001, 0)
    assert told["result"] == "refused"
    assert told["problems"] == [
        "Teksten er på 20001 tegn, og kan være på høyst 20000. Kort ned, eller del opp. Ingenting er lagret."
    ]
    assert records.newest(RECORD) is None


def test_a_delivered_text_cannot_be_changed(records: Records) -> None:
    """Also where the field was open when it was delivered."""
    save("Min", 0)
    records.save(newest(records).edit(Assessment(SUBJECT, "Min", AssessmentState.DELIVERED)), "Kari")
    told = save("Endret", 2)
    assert told["result"] == "refused"
    assert "levert og kan ikke endres" in str(told["problems"])


def test_a_reader_is_refused(records: Records) -> None:
    """Rights are asked when it is saved, not when the form was drawn."""
    told = save("Nei", 0, Person("", frozenset(Role)))
    assert told == {"id": "1", "result": "refused", "problems": ["Du har ikke tilgang til å skrive her."]}
    assert records.newest(RECORD) is None


def test_what_no_form_sends_is_passed_over() -> None:
    """A browser may send anything."""
    good = {"id": "i", "act": "save", "record": "r", "from": 3, "values": {"text": "t"}}
    assert read_sent(json.dumps(good)) == Sent("i", "save", "r", 3, {"text": "t"})
    for bad in (None, "", "{}", "[]", "7", json.dumps(good | {"from": "x"}), json.dumps(good | {"values": []})):
        assert read_sent(bad) is None


def test_a_new_record_keeps_the_id_the_browser_gave_it(records: Records) -> None:
    """So that it is made once; what is no id gets one of its own."""
    sent = Sent("1", writing.SAVE, "0123456789abcdef" * 2, 0, {"text": "Hvorfor?"})
    for _ in range(2):
        told = answer(sent, lambda s: [cards.new_edit(s, wondering_from(s.values, SUBJECT))], KARI, lambda _: True)
        assert told["result"] == "saved"
    assert [version.record for version in records.in_force(["a"])] == [sent.record]
    assert cards.new_edit(sent._replace(record="../x"), Wondering(SUBJECT, "?")).record != "../x"


def test_anothers_record_cannot_be_taken(records: Records) -> None:
    """An id that is in use is a conflict, and what is there stays."""
    records.save(Edit.first(Wondering(SUBJECT, "Deres")), "Ola")
    sent = Sent("1", writing.SAVE, records.in_force(["a"])[0].record, 0, {"text": "Min"})
    told = answer(sent, lambda s: [cards.new_edit(s, wondering_from(s.values, SUBJECT))], KARI, lambda _: True)
    assert told["result"] == "conflict"
    assert [version.content for version in records.in_force(["a"])] == [Wondering(SUBJECT, "Deres")]


def test_an_act_on_what_another_has_changed_is_not_done(records: Records) -> None:
    """It says who changed it, and leaves it."""
    records.save(Edit.first(Wondering(SUBJECT, "A")), "Kari")
    first = records.in_force(["a"])[0]
    records.save(first.edit(Wondering(SUBJECT, "B")), "Ola")
    sent = Sent("1", cards.WITHDRAW, "", first.version, {})
    told = answer(sent, lambda s: [cards.withdrawal(s, first)], KARI, lambda _: True)
    assert told["result"] == "conflict"
    assert str(told["said"]).startswith("Endret av Ola kl. ")
    assert "prøv igjen" in str(told["said"])


def test_the_fields_have_the_records_values() -> None:
    """Blanks before the first save, and where each save makes a new one."""
    form = Form("s", action_fields(), "Lagre")
    action = Action(SUBJECT, "Gjør det", "HR")
    assert values_in(form, None)["state"] == "planlagt"
    assert values_in(form, action) == values_of(action)
    assert values_in(form._replace(fresh=True), action) == form.blank
    assert values_in(Form("s", assessment_fields("V")), Assessment(SUBJECT, "x")) == {"text": "x"}


@pytest.mark.parametrize(
    ("what", "hint", "told"),
    [
        ("teksten mangler", "Skriv noe.", "Teksten mangler. Skriv noe."),
        ("gruppen er tom", "Mente du «naboene»?", "Gruppen er tom. Mente du «naboene»?"),
        ("Hva?", "", "Hva?"),
        ("a.", "velg noe annet", "A. Velg noe annet."),
    ],
)
def test_problems_are_sentences(what: str, hint: str, told: str) -> None:
    """With a capital and a full stop."""
    assert Problem(Place("x"), what, hint).sentences == told


def test_places_are_ids() -> None:
    """Whatever a unit is called, a form's place can be an id of HTML, and no two are alike."""
    places = {cards.place_of("p", Subject(code)) for code in ("a b", "a", '"', "a\nb")}
    assert len(places) == 4
    assert all(place.replace("-", "").isalnum() for place in places)


def test_thirty_who_write_at_once_lose_nothing(records: Records) -> None:
    """Each in a field of their own, and all in one they share: every text is kept, saved or aside."""

    def write(writer: int) -> list[str]:
        person = Person(f"Skriver {writer}", frozenset({Role.DIRECTOR}))
        texts = [f"{writer} {number} " + "æøå " * 200 for number in range(4)]
        for at, text in enumerate(texts):
            subject = Subject.of(f"enhet-{writer}", AsOf(2009, 2))
            own = only_id(Assessment(subject, "")) or ""
            told = answer(Sent("i", "save", own, at, {}), _edit(own, Assessment(subject, text), at), person, _anyone)
            assert (told["result"], told["version"]) == ("saved", at + 1)
            shared = answer(
                Sent("i", "save", RECORD, 0, {}), _edit(RECORD, Assessment(SUBJECT, text), 0), person, _anyone
            )
            assert shared["result"] in ("saved", "conflict")
        return texts

    with ThreadPoolExecutor(30) as pool:
        sent = {text for texts in pool.map(write, range(30)) for text in texts}
    own = {version.content.text for version in records.in_force() if version.subject.org_unit != "a"}
    history = {version.content.text for version in records.history(RECORD)}
    assert len(sent) == 120
    assert history == sent
    assert own == {text for text in sent if text.split()[1] == "3"}


def _edit(record: str, content: Assessment, made_from: int) -> Callable[[Sent], list[Edit]]:
    return lambda _: [Edit(record, content, made_from)]


def _anyone(person: Person) -> bool:
    return bool(person.name)
