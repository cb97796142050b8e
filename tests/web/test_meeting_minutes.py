"""What is written in a meeting: what the server accepts, what others are told, and the minutes of it."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from making import AS_OF, UNIT, alna

from effnett.model.access import NOBODY, Person, Role
from effnett.model.organisation import OrgTree, OrgUnit
from effnett.model.periods import AsOf
from effnett.model.records import (
    Action,
    Answer,
    AnswerCode,
    Decision,
    Edit,
    Figure,
    Subject,
    Version,
    Wondering,
    WonderingState,
    new_id,
)
from effnett.present.meeting_notes import Held, days_held, local, note
from effnett.present.minutes import Entry, Minutes, RecordKind, markdown, minutes, word
from effnett.store.records import Records, open_records
from effnett.web.meeting import Wire, look
from effnett.web.meeting_desk import Desk, answer

CARD = "bydel-alna"
HOSTILE = "# <b>x</b> [a](http://b) | *c* `d` & _e_\n- punkt\n1. tall"


def director(name: str) -> Person:
    """Somebody who may write everything."""
    return Person(name, frozenset({Role.DIRECTOR}))


KARI = director("Kari")
TREE = OrgTree.of([OrgUnit(UNIT, "Bydel Alna"), OrgUnit("a", "Enhet A", parent=UNIT), OrgUnit("z", "Andre")])
TODAY = local(datetime.now(UTC)).date()
HELD = Held(UNIT, CARD, AS_OF, TODAY, frozenset({UNIT, "a"}))
SICK = Subject.of(UNIT, AS_OF, CARD, "sykefravaer")
FIGURE = Figure(10.45, "10,45 %", "≤ 9,9 %", "missed", "facts-1")


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    """An empty database."""
    opened = open_records(tmp_path)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def desk(records: Records) -> Desk:
    """A meeting on the scorecard of the picture."""
    evaluated = alna()
    evaluations = {each.indicator.id: each for each in evaluated.evaluations}
    return Desk(HELD, evaluated.scorecard, TREE, evaluations, "facts-1", records)


def asked(do: str, **given: Any) -> dict[str, Any]:
    """What a browser sends."""
    return {"token": "t1", "do": do, "record": new_id(), "indicator": "sykefravaer", "text": "Følge opp.", **given}


def test_a_decision_is_kept_with_the_figure_as_it_stood(desk: Desk) -> None:
    """Who, the text exactly, the figure with target, status and version of the facts; and it is told again."""
    found = answer(desk, asked("decision", text="  Følge\nopp. "), director("Kari"))
    assert (found["token"], found["state"]) == ("t1", "saved")
    assert found["note"]["part"] == "today"
    (kept,) = desk.records.in_force()
    assert kept.author == "Kari"
    assert kept.content == Decision(
        SICK, "  Følge\nopp. ", Figure(10.6, "10,6\u202f%", "≤ 9,9\u202f%", "missed", "facts-1")
    )


def test_a_wondering_goes_to_a_unit_below_with_owner_and_deadline(desk: Desk) -> None:
    """As it was written; a deadline that is no day is none."""
    answer(desk, asked("wondering", unit="a", owner=" Ola ", deadline="2009-10-01"), director("Kari"))
    answer(desk, asked("wondering", deadline="snart"), director("Kari"))
    first, second = (version.content for version in desk.records.in_force())
    assert first == Wondering(
        replace(SICK, org_unit="a"), "Følge opp.", owner="Ola", deadline=date(2009, 10, 1), meeting=UNIT
    )
    assert second == Wondering(SICK, "Følge opp.", meeting=UNIT)


def test_sent_twice_is_saved_once(desk: Desk) -> None:
    """A browser that has heard nothing sends again."""
    once = asked("decision")
    assert [answer(desk, once, director("Kari"))["state"] for _ in range(3)] == ["saved"] * 3
    assert desk.records.newest_change() == 1


@pytest.mark.parametrize(
    ("changed", "author"),
    [
        ({"text": "  "}, "Kari"),
        ({"text": 7}, "Kari"),
        ({"text": "x" * 20_001}, "Kari"),
        ({"record": "../etc"}, "Kari"),
        ({"record": None}, "Kari"),
        ({"indicator": "ukjent"}, "Kari"),
        ({"do": "wondering", "unit": "z"}, "Kari"),
        ({"do": "slett"}, "Kari"),
        ({"do": "mend", "made_from": 1}, "Kari"),
        ({"do": "minutes", "form": "exe"}, "Kari"),
        ({}, ""),
    ],
)
def test_what_the_meeting_does_not_know_is_refused(desk: Desk, changed: dict[str, Any], author: str) -> None:
    """With words, and nothing is kept."""
    found = answer(desk, asked("decision") | changed, director(author))
    assert found["state"] == "refused"
    assert found["told"]
    assert desk.records.newest_change() == 0


def test_a_reader_saves_nothing(desk: Desk) -> None:
    """Who may ask no unit may not decide either, nor mend what others have written."""
    found = answer(desk, asked("decision"), director("Kari"))
    reader = Person("Kari", frozenset({Role.READER}))
    mend = asked("mend", record=found["note"]["id"], made_from=1, text="Noe annet")
    assert [answer(desk, each, reader)["state"] for each in (asked("decision"), mend)] == ["refused"] * 2
    assert desk.records.newest_change() == 1


@pytest.mark.parametrize(
    ("person", "of", "state"),
    [
        (Person("Ola", frozenset({Role.LEADER}), (UNIT,)), UNIT, "saved"),
        (Person("Ola", frozenset({Role.LEADER}), (UNIT,)), "a", "saved"),
        (Person("Ola", frozenset({Role.LEADER}), ("a",)), "a", "saved"),
        (Person("Ola", frozenset({Role.LEADER}), ("a",)), UNIT, "refused"),
        (Person("Ola", frozenset({Role.LEADER}), ("z",)), UNIT, "refused"),
        (Person("Ola", frozenset({Role.ANALYST})), UNIT, "refused"),
        (Person("Ola", frozenset({Role.READER})), UNIT, "refused"),
        (Person("Ola", frozenset({Role.READER, Role.LEADER}), ("a",)), UNIT, "refused"),
        (Person("Ola", frozenset({Role.DIRECTOR})), UNIT, "saved"),
        (NOBODY, UNIT, "refused"),
    ],
)
def test_decisions_are_written_by_the_director_and_leaders_of_the_unit_or_above(
    desk: Desk, person: Person, of: str, state: str
) -> None:
    """Nobody else writes one in a unit's meeting, nor mends or withdraws one, whatever a browser sends."""
    kept = desk.records.save(Edit.first(Decision(replace(SICK, org_unit=of), "Bestemt")), "Kari").version  # type: ignore[union-attr]
    held = replace(desk, held=replace(HELD, org_unit=of))
    asking = [asked("decision")]
    asking += [asked(do, record=kept.record, made_from=at, text="X") for at, do in enumerate(("mend", "withdraw"), 1)]
    found = [answer(held, each, person) for each in asking]
    assert [each["state"] for each in found] == [state] * 3
    assert [note["mend"] for note in held.notes(person, [kept])] == [state == "saved"]
    if state == "refused":
        assert desk.records.newest_change() == 1


def test_a_leader_below_wonders_in_the_meeting_above_and_mends_only_what_is_hers(desk: Desk) -> None:
    """Her own wondering, and those at her own unit; not the director's at the top."""
    leader = Person("Ola", frozenset({Role.LEADER}), ("a",))
    desk = replace(desk, held=replace(HELD, units=frozenset({UNIT, "a"})))
    own = answer(desk, asked("wondering"), leader)["note"]
    top = answer(desk, asked("wondering"), KARI)["note"]
    below = answer(desk, asked("wondering", unit="a"), KARI)["note"]
    assert own["mend"]
    for note_, state in ((own, "saved"), (top, "refused"), (below, "saved")):
        for at, do in enumerate(("mend", "withdraw"), 1):
            found = answer(desk, asked(do, record=note_["id"], made_from=at, text="Y" if at == 1 else ""), leader)
            assert found["state"] == state, (note_, do)
    refused = answer(desk, asked("mend", record=top["id"], made_from=1, text="Y"), leader)
    assert "bare den som skrev dette" in refused["told"]
    assert "Beslutninger skrives av lederen" in answer(desk, asked("decision"), leader)["told"]


def test_minutes_of_an_earlier_day_hold_what_was_written_then(desk: Desk) -> None:
    """Days that have something are offered, the newest first; another tertial's and another page's are not."""
    answer(desk, asked("decision", text="I dag"), KARI)
    before = [
        made(Decision(SICK, "I september"), **YESTERDAY),
        made(Decision(SICK, "I august"), at=datetime(2009, 8, 3, 9, tzinfo=UTC)),
        made(Decision(replace(SICK, tertial=1), "Annet tertial"), at=datetime(2009, 5, 3, 9, tzinfo=UTC)),
        made(Wondering(SICK, "Annen side"), at=datetime(2009, 6, 3, 9, tzinfo=UTC)),
    ]
    kept = desk.records.in_force()
    assert days_held(HELD, [*before, *kept], {}) == [date(2009, 9, 2), date(2009, 8, 3)]
    then = whole(*before, *kept, held=replace(HELD, day=date(2009, 9, 2)))
    assert [entry.text for _, entries in then.subjects for entry in entries] == ["I september"]
    assert dict(then.facts)["Møtedato"] == "2. september 2009"
    for day, text in ((TODAY.isoformat(), "I dag"), ("2009-09-02", "Ingen beslutninger"), ("tull", "I dag")):
        found = answer(desk, asked("minutes", form="md", day=day), KARI)
        assert text in base64.b64decode(found["content"]).decode().replace("\\", "")


def test_mended_and_withdrawn_with_its_version(desk: Desk) -> None:
    """The figure stays as it stood; an old version is told as a conflict, and both texts are kept."""
    record = answer(desk, asked("decision"), director("Kari"))["note"]["id"]
    assert answer(desk, asked("mend", record=record, made_from=1, text="Ny tekst"), director("Ola"))["state"] == "saved"
    late = answer(desk, asked("mend", record=record, made_from=1, text="For sent"), director("Per"))
    assert late["state"] == "conflict"
    assert "Ola endret dette" in late["told"]
    assert "«Ny tekst»" in late["told"]
    assert late["note"]["version"] == 2
    mine = answer(desk, asked("mend", record=record, made_from=2, text="For sent"), director("Per"))
    assert mine["note"]["text"] == "For sent"
    gone = answer(desk, asked("withdraw", record=record, made_from=3), director("Per"))
    assert gone["note"]["part"] == "gone"
    assert desk.records.in_force() == []
    texts = [version.content.text for version in desk.records.history(record)]  # type: ignore[union-attr]
    assert texts == ["Følge opp.", "Ny tekst", "For sent", "For sent", "For sent"]


@pytest.mark.parametrize(
    "content",
    [
        Decision(replace(SICK, org_unit="a"), "En annen enhets"),
        Decision(replace(SICK, scorecard="annet"), "Et annet målekarts"),
        Wondering(replace(SICK, org_unit="z"), "En enhet utenfor"),
        Action(SICK, "Et tiltak"),
    ],
)
def test_records_of_others_cannot_be_mended_here(desk: Desk, content: Any) -> None:
    """What is not of this meeting is left alone, whatever a browser sends."""
    record = desk.records.save(Edit.first(content), "Kari").version.record  # type: ignore[union-attr]
    assert answer(desk, asked("mend", record=record, made_from=1, text="X"), director("Ola"))["state"] == "refused"
    assert answer(desk, asked("withdraw", record=record, made_from=1), director("Ola"))["state"] == "refused"


def test_another_browser_is_told_what_changed_and_no_more(desk: Desk) -> None:
    """From the number it has; a record is told once, as it is now; nothing of other units."""
    wire = Wire("m", 0)
    look(wire, desk, KARI)
    assert (wire.seen, wire.news) == (0, [])
    record = answer(desk, asked("decision"), director("Kari"))["note"]["id"]
    desk.records.save(Edit.first(Wondering(replace(SICK, org_unit="z"), "Ikke for oss")), "Kari")
    answer(desk, asked("mend", record=record, made_from=1, text="Ny"), director("Ola"))
    answer(desk, asked("mend", record=record, made_from=1, text="Tapte"), director("Per"))
    look(wire, desk, KARI)
    assert [(each["id"], each["text"], each["version"]) for each in wire.news] == [(record, "Ny", 2)]
    before = wire.news
    look(wire, desk, KARI)
    assert wire.news is before
    wire.base, wire.seen = wire.seen, -1
    look(wire, desk, KARI)
    assert wire.news == []


def made(content: Any, **given: Any) -> Version:
    """A first version, saved now."""
    values = {"record": new_id(), "version": 1, "made_from": 0, "change": 1, "at": datetime.now(UTC), "author": "Kari"}
    return Version(**{**values, "withdrawn": False, "content": content, **given})


YESTERDAY = {"at": datetime(2009, 9, 1, 22, 30, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("version", "part"),
    [
        (made(Decision(SICK, "x")), "today"),
        (made(Wondering(SICK, "x", meeting=UNIT)), "today"),
        (made(Wondering(SICK, "x", WonderingState.CLOSED, meeting=UNIT)), "today"),
        (made(Wondering(SICK, "x")), "open"),
        (made(Wondering(SICK, "x", meeting="a")), "open"),
        (made(Decision(SICK, "x"), **YESTERDAY), "earlier"),
        (made(Decision(replace(SICK, year=2008), "x")), "earlier"),
        (made(Wondering(SICK, "x"), **YESTERDAY), "open"),
        (made(Wondering(SICK, "x", WonderingState.CLOSED), **YESTERDAY), "gone"),
        (made(Action(SICK, "x")), "open"),
        (made(Decision(SICK, "x"), withdrawn=True), "gone"),
    ],
)
def test_where_a_record_stands(version: Version, part: str) -> None:
    """Of this meeting, open from before, decided before, or no more."""
    assert note(HELD, version, version, TREE)["part"] == part


def test_days_are_those_of_the_clock_on_the_wall() -> None:
    """Half past ten in the evening by UTC is the next day in Norway in summer."""
    version = made(Decision(SICK, "x"), **YESTERDAY)
    told = note(HELD, version, version, TREE)
    assert (told["day"], told["day_text"]) == ("2009-09-02", "2. september 2009")
    assert told["told"].startswith("Beslutning · Kari · 2. sep. 2009 kl. 00.30")


def test_small_print_names_unit_owner_deadline_and_figure() -> None:
    """And that it is late; a figure that is suppressed now is not told again."""
    wondering = made(Wondering(replace(SICK, org_unit="a"), "x", owner="Ola", deadline=date(2009, 10, 1)))
    decision = made(Decision(SICK, "x", FIGURE))
    told = note(HELD, wondering, wondering, TREE)["told"]
    assert told.startswith("Undring · frist 1. okt. 2009 – over fristen · svares av Ola · til Enhet A · Kari · ")
    assert note(HELD, decision, decision, TREE)["told"].startswith("Beslutning · tallet var 10,45 % · Kari")
    hidden = replace(HELD, hidden=frozenset({"sykefravaer"}))
    assert "10,45" not in note(hidden, decision, decision, TREE)["told"]


def test_notes_are_of_the_units_that_may_be_seen(desk: Desk) -> None:
    """Decisions of the unit itself; wonderings and actions from below too."""
    found = [
        made(Decision(SICK, "egen")),
        made(Decision(replace(SICK, org_unit="a"), "underliggende beslutning")),
        made(Action(replace(SICK, org_unit="a"), "underliggende tiltak")),
        made(Wondering(replace(SICK, org_unit="z"), "fremmed")),
        made(Wondering(replace(SICK, indicator=None), "uten indikator")),
    ]
    assert [each["text"] for each in desk.notes(KARI, found)] == ["egen", "underliggende tiltak"]


def whole(*versions: Version, held: Held = HELD) -> Minutes:
    """The minutes of some records."""
    return minutes(held, versions, {}, alna().scorecard, TREE, "facts-1")


def test_minutes_hold_what_was_written_here_alone() -> None:
    """Not of other days, tertials or units, nor what is withdrawn; participants are those who wrote."""
    found = whole(
        made(Decision(SICK, "Bestemt", FIGURE), change=2),
        made(
            Wondering(replace(SICK, org_unit="a", indicator="okonomi"), "Lurer", owner="Ola", meeting=UNIT),
            author="Per",
            change=1,
        ),
        made(Wondering(SICK, "Skrevet på en annen side samme dag"), author="Lise"),
        made(Wondering(SICK, "Skrevet i møtet til enhet A", meeting="a"), author="Ann"),
        made(Decision(SICK, "I går"), **YESTERDAY),
        made(Decision(replace(SICK, tertial=1), "Annet tertial")),
        made(Wondering(replace(SICK, org_unit="z"), "Fremmed")),
        made(Decision(SICK, "Trukket"), withdrawn=True),
        made(Action(SICK, "Tiltak")),
    )
    assert found.heading == "Referat fra ledermøte Bydel Alna"
    assert dict(found.facts)["Skrevet av"] == "Kari, Per"
    assert dict(found.facts)["Tallene gjelder"] == "2. tertial 2009"
    assert [(title, [entry.text for entry in entries]) for title, entries in found.subjects] == [
        ("Økonomisk resultat", ["Lurer"]),
        ("Sykefravær", ["Bestemt"]),
    ]
    assert found.subjects[1][1][0].figure == "Tallet slik det sto: 10,45 % · mål ≤ 9,9 % · Ikke nådd"
    assert "til Enhet A · svares av Ola" in found.subjects[0][1][0].who
    assert "facts-1" in found.footer


@pytest.mark.parametrize(
    ("figure", "hidden"),
    [
        (FIGURE, {"sykefravaer"}),
        (replace(FIGURE, status="suppressed"), set()),
        (Figure(None, "10,45 %", "", "suppressed"), set()),
    ],
)
def test_nothing_suppressed_is_in_minutes(figure: Figure, hidden: set[str]) -> None:
    """Not what is hidden now, nor what was hidden then."""
    found = whole(made(Decision(SICK, "x", figure)), held=replace(HELD, hidden=frozenset(hidden)))
    texts = markdown(found) + _word_text(word(found, TODAY))
    assert "10,45" not in texts
    assert "skjermet" in texts


def test_answers_stand_below_the_wondering_they_are_to() -> None:
    """Who, why in words, and the text; one that is withdrawn is left out, and so is one to something else."""
    wondering = made(Wondering(SICK, "Hvorfor øker det?", meeting=UNIT))
    answers = [
        made(Answer(SICK, wondering.record, AnswerCode.REAL_PROBLEM, "Turnus ble lagt om."), author="Ola"),
        made(Answer(SICK, wondering.record, AnswerCode.CHANCE, "Trukket"), withdrawn=True),
        made(Answer(SICK, "en annen", AnswerCode.CHANCE, "Annet")),
    ]
    found = minutes(HELD, [wondering], {}, alna().scorecard, TREE, "facts-1", answers)
    ((entry,),) = [entries for _, entries in found.subjects]
    (told,) = entry.answers
    assert told.startswith("Svar fra Ola ")
    assert told.endswith(" – et reelt problem: Turnus ble lagt om.")
    for text in (markdown(found), _word_text(word(found, TODAY))):
        assert "Turnus ble lagt om" in text


def _word_text(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    footer = document.sections[0].footer.paragraphs[0].text
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells, footer])


def test_word_is_read_again_as_it_was_written() -> None:
    """Headings, what and who in a table, the footer; signs that XML cannot hold are left out."""
    found = whole(made(Decision(SICK, f"{HOSTILE}\x0b\x01", FIGURE)))
    document = Document(io.BytesIO(word(found, TODAY)))
    headings = [each.text for each in document.paragraphs if each.style.name.startswith(("Title", "Heading"))]
    assert headings == ["Referat fra ledermøte Bydel Alna", "Sykefravær"]
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Hva", "Hvem og når"]
    assert (
        table.rows[1].cells[0].text == f"Beslutning: {HOSTILE}\nTallet slik det sto: 10,45 % · mål ≤ 9,9 % · Ikke nådd"
    )
    assert table.rows[1].cells[1].text.startswith("Kari · ")
    assert "facts-1" in document.sections[0].footer.paragraphs[0].text


def test_minutes_of_nothing() -> None:
    """It is said that nothing was written, in both forms."""
    for text in (markdown(whole()), _word_text(word(whole(), TODAY))):
        assert "Ingen beslutninger eller undringer ble skrevet" in text.replace("\\", "")


@given(st.text(max_size=200))
def test_markdown_means_nothing_in_what_people_write(text: str) -> None:
    """Its signs have a backslash before them, no line begins a list, and without backslashes all is still there."""
    told = markdown(Minutes("H", (), (("T", (Entry(RecordKind.DECISION, text, "Kari"),)),), "F"))
    line = told.split("**Beslutning:** ", 1)[1].split("\n\n*Kari*")[0]
    plain = "".join(sign for at, sign in enumerate(line) if not (sign == "\\" and _is_escape(line, at)))
    assert "".join(filter(_is_told, plain)) == "".join(filter(_is_told, text))
    assert all(_is_escape(line, at - 1) for at, sign in enumerate(line) if sign in "`*_[]<>#|~&")
    assert not any(re.match(r"\d*[-+=.)]", each) for each in line.splitlines())


def _is_told(sign: str) -> bool:
    """Neither space nor a sign that no document holds."""
    return not sign.isspace() and sign not in "\ufffe\uffff" and sign >= " "


def _is_escape(line: str, at: int) -> bool:
    """Whether the backslash here is one that was put in: the first of each pair, counted from the left."""
    start = at
    while start > 0 and line[start - 1] == "\\":
        start -= 1
    return line[at] == "\\" and (at - start) % 2 == 0


def test_minutes_as_files(desk: Desk) -> None:
    """By name, type and content."""
    answer(desk, asked("decision"), director("Kari"))
    found = {form: answer(desk, asked("minutes", form=form), director("")) for form in ("docx", "md")}
    name = f"referat-{UNIT}-2009-T2-{TODAY.isoformat()}"
    assert [found[form]["name"] for form in ("docx", "md")] == [f"{name}.docx", f"{name}.md"]
    assert "Følge opp." in base64.b64decode(found["md"]["content"]).decode()
    assert "Følge opp." in _word_text(base64.b64decode(found["docx"]["content"]))


def test_firsts_tell_who_began(records: Records) -> None:
    """The first version of each, whoever mended it since."""
    saved = records.save(Edit.first(Decision(SICK, "x")), "Kari")
    records.save(saved.version.edit(Decision(SICK, "y")), "Ola")  # type: ignore[union-attr]
    record = saved.version.record  # type: ignore[union-attr]
    assert {id: first.author for id, first in records.firsts([record, "ukjent"]).items()} == {record: "Kari"}
    assert AsOf(2009, 2) == AS_OF


def test_markdown_is_read_as_it_stands() -> None:
    """Dates and tertials inside a line are written as people write them; at its beginning a number is no list."""
    told = Minutes("1. møte", (("Møtedato", "27. november 2009"),), (("2. sak", ()),), "–")
    lines = markdown(told).splitlines()
    assert "- **Møtedato:** 27. november 2009" in lines
    assert "# 1\\. møte" in lines
    assert "## 2\\. sak" in lines
