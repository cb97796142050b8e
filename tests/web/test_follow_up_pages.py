"""Tiltak og undringer, Årshjul and the opened row, on records made as people make them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from follow_up_world import ANSWERED, ASKED, CARD, DONE, HOME, LATE, MEASURED, NURSING, SOON, T2, deliver, on, written
from places import PROJECT
from streamlit.testing.v1 import AppTest

from effnett.evaluate.tree import org_tree
from effnett.intake import import_file
from effnett.model import clock
from effnett.model.access import Person, Role
from effnett.model.batch import Kind
from effnett.model.periods import AsOf
from effnett.model.records import Action, ActionState, Edit, MilestoneDone, RecordKind, Saved, Subject
from effnett.model.year_progress import DutyState
from effnett.present.year_page import YearView
from effnett.store.records import Records, open_records
from effnett.web import data
from effnett.web.choices import Choice
from effnett.web.follow_up import FollowUp
from effnett.web.pages import PAGES, PageFile
from effnett.web.today import today
from effnett.web.year import YearPage, day_of
from effnett.workspace import surveys_in

TODAY = date(2009, 9, 10)
DIRECTOR = Person("Direktøren", frozenset({Role.DIRECTOR}))
LEADER = Person("Kari Leder", frozenset({Role.LEADER}), (HOME,))
READER = Person("Leser", frozenset({Role.READER}))


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """Each test opens its own store, and begins without anything pressed."""
    st.cache_resource.clear()
    st.session_state.clear()
    yield
    st.cache_resource.clear()
    st.session_state.clear()


@pytest.fixture
def store(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demonstration store with what people have written, where pages look for it."""
    folder = tmp_path / "store"
    shutil.copytree(demo, folder)
    for record_file in folder.glob("records*"):
        record_file.unlink()
    monkeypatch.setenv("EFFNETT_STORE", str(folder))
    monkeypatch.setenv("EFFNETT_SCORECARDS", str(PROJECT / "scorecards"))
    return folder


@pytest.fixture
def records(store: Path) -> Records:
    """The records of that store."""
    return written(store)


def run(monkeypatch: pytest.MonkeyPatch, name: str, **address: str) -> AppTest:
    """One page as Streamlit runs it; it stands first, as it is the first page that such a test opens."""
    monkeypatch.setattr("effnett.web.pages.PAGES", (PageFile(name, ""),))
    app = AppTest.from_file(str(PROJECT / "effnett" / "web" / "app.py"), default_timeout=60)
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def said(app: AppTest) -> str:
    """Everything that the page says."""
    assert not app.exception
    drawn: Any = [element for element in app.main if element.type == "bidi_component"]
    pieces = [json.loads(element.proto.json).get("html", "") for element in drawn if element.proto.json]
    return " ".join([*(str(element.value) for element in app.markdown), *pieces])


def choice(unit: str = "030112", as_of: AsOf = T2) -> Choice:
    """A reader's choice of the demonstration."""
    workspace = data.workspace()
    tree = org_tree(workspace.facts())
    return Choice(workspace.definitions().scorecard(CARD), unit, tree.unit(unit).name, as_of, tree)


def year_of(person: Person, unit: str = "030112") -> YearPage:
    """Årshjul for a person."""
    return YearPage(choice(unit), person, TODAY)


def states(view: YearView) -> dict[tuple[str, str], DutyState]:
    """How each unit stands with each milestone."""
    return {(plan.occurrence.milestone.id, duty.org_unit): duty.state for plan in view.plans for duty in plan.duties}


def test_the_pages_stand_in_the_bar_before_data() -> None:
    """Tiltak og undringer, Årshjul, Data, in that order."""
    assert [page.path for page in PAGES][-3:] == ["tiltak", "arshjul", "data"]


@pytest.mark.usefixtures("records")
def test_follow_up_lists_what_is_open_late_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what is to be measured again, the same answers in a row, and what is done; all texts escaped."""
    text = said(run(monkeypatch, "follow_up"))
    assert "5 er åpne · 1 er forsinket · 1 skal måles igjen" in text
    late = LATE.replace("<", "&lt;").replace(">", "&gt;")
    text = text[text.index("Åpne tiltak og undringer:") :] + text
    order = [text.index(told) for told in (late, ASKED, SOON, "Ny rutine", ANSWERED, MEASURED)]
    assert order == sorted(order)
    assert "Ny rutine for &lt;b&gt;" in text
    assert "Lyngkollen sykehjem</b>: Tilfeldig" in text
    assert DONE in text
    assert 'data-page="follow_up" data-done="030112" data-as-of="2009-T2"' in text
    assert "10. september 2009, ti dager etter" in text


@pytest.mark.usefixtures("records")
def test_follow_up_of_one_unit_and_filters(monkeypatch: pytest.MonkeyPatch) -> None:
    """A unit shows its own; who, kind, unit and late narrow it down."""
    app = run(monkeypatch, "follow_up", org_unit=NURSING)
    assert SOON not in said(app)
    assert MEASURED in said(app)
    app = run(monkeypatch, "follow_up")
    app.selectbox(key="what").set_value("Undringer").run()
    assert SOON not in said(app)
    assert ASKED in said(app)
    app.selectbox(key="what").set_value("Alle").run()
    app.selectbox(key="who").set_value("Kari Leder").run()
    assert SOON in said(app)
    assert ASKED not in said(app)
    app.selectbox(key="who").set_value("Alle").run()
    app.selectbox(key="where").set_value("Lyngkollen sykehjem").run()
    assert ANSWERED in said(app)
    assert ASKED not in said(app)
    app.checkbox(key="late").check().run()
    assert "Ingenting passer med det du har valgt" in said(app)


@pytest.mark.usefixtures("records")
def test_ordered_by_who(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each person is a heading."""
    app = run(monkeypatch, "follow_up")
    app.selectbox(key="order").set_value("owner").run()
    text = said(app)
    heads = [text.index(f'colspan="6">{who}') for who in ("Kari Leder", "Ola Holm", "Ingen ansvarlig")]
    assert heads == sorted(heads)


@pytest.mark.usefixtures("store")
def test_follow_up_without_records(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is open, and the page says so."""
    text = said(run(monkeypatch, "follow_up"))
    assert "Ingen åpne tiltak eller undringer" in text
    assert "Ingen til og med 2. tertial 2009" in text


def test_a_leader_sees_and_changes_own_units_alone(records: Records) -> None:
    """Other units' actions are not listed, and cannot be marked by their id; a reader changes nothing."""
    page = FollowUp(choice(), LEADER, TODAY)
    assert {item.version.subject.org_unit for item in page.open} == {HOME}
    assert page.to_measure == []
    assert page.repeated == []
    page.press({"do": "done", "of": "uten"})
    FollowUp(choice(), READER, TODAY).press({"do": "done", "of": "sen"})
    assert all(records.newest(record).version == 1 for record in ("uten", "sen"))  # type: ignore[union-attr]


def test_an_action_is_marked_as_done_and_measured(records: Records) -> None:
    """Each is a version by the one who pressed; the day to measure goes, and nothing else changes."""
    FollowUp(choice(), LEADER, TODAY).press({"do": "done", "of": "sen"})
    FollowUp(choice(), DIRECTOR, TODAY).press({"do": "measured", "of": "igjen"})
    done, measured = records.newest("sen"), records.newest("igjen")
    assert done is not None
    assert measured is not None
    assert isinstance(done.content, Action)
    assert isinstance(measured.content, Action)
    assert (done.content.state, done.content.text, done.author) == (ActionState.DONE, LATE, "Kari Leder")
    assert (measured.content.remeasure, measured.content.state) == (None, ActionState.DONE)
    assert FollowUp(choice(), DIRECTOR, TODAY).to_measure == []


def test_what_another_has_changed_is_told_and_not_overwritten(records: Records) -> None:
    """The page was drawn before the change: the other's version stays."""
    page = FollowUp(choice(), DIRECTOR, TODAY)
    assert len(page.open) == 5
    before = records.newest("sen")
    assert before is not None
    assert isinstance(records.save(before.edit(Action(on(HOME), "Noe annet")), "Ola Holm"), Saved)
    page.press({"do": "done", "of": "sen"})
    assert "Ola Holm endret dette" in st.session_state["follow-told"]
    newest = records.newest("sen")
    assert newest is not None
    assert isinstance(newest.content, Action)
    assert newest.content.text == "Noe annet"
    FollowUp(choice(), DIRECTOR, TODAY).press({"do": "done", "of": "finnes-ikke"})
    assert "endret eller lukket av en annen" in st.session_state["follow-told"]


@pytest.mark.usefixtures("records")
def test_the_opened_row_tells_what_is_written_about_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only that indicator's and unit's, with the way to all."""
    text = said(run(monkeypatch, "scorecard", org_unit=HOME, indicator="sykefravaer"))
    part = text[text.index('class="ef-follow"') :]
    assert part.index("Gå gjennom turnusen") < part.index(ASKED) < part.index(DONE)
    assert f"./tiltak?org_unit={HOME}" in part
    assert MEASURED not in text
    other = said(run(monkeypatch, "scorecard", org_unit=HOME, indicator="okonomisk-resultat"))
    assert "Ingen undringer eller tiltak på denne indikatoren" in other
    assert SOON not in other


@pytest.mark.usefixtures("records")
def test_the_year_of_the_district(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wheel, what is late and due, list and units; what is delivered is done by itself."""
    text = said(run(monkeypatch, "year"))
    assert "Årshjul 2009 – Bydel Alna" in text
    assert 'data-page="year" data-done="030112" data-as-of="2009-T2"' in text
    assert "2 av 29 gjort" in text
    assert "27 av 29 enheter mangler" in text
    assert "28 av 29 enheter mangler" in text
    assert "Tertialrapport 3. tertial for 2008" in text
    view = year_of(DIRECTOR).view()
    found = states(view)
    assert found["tertialrapport-2", HOME] is DutyState.DONE
    assert found["tertialrapport-2", NURSING] is DutyState.DUE
    assert found["budsjett", "030112"] is DutyState.AHEAD
    assert ("arsplan", "030112") not in found


@pytest.mark.usefixtures("records")
def test_the_year_of_one_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own milestones alone, with when and by whom."""
    text = said(run(monkeypatch, "year", org_unit=HOME))
    assert "Gjort 28. januar 2009 av Kari Leder" in text
    assert "Levert" in text
    assert "Rammer for neste års budsjett" not in text
    assert 'class="ef-grid"' not in text


def test_a_milestone_is_marked_taken_back_and_marked_again(records: Records) -> None:
    """Each press is a version; the day is the one that was given, and other days are refused."""
    place = f"2009/lederavtale/{HOME}"
    year_of(LEADER).press({"do": "mark", "of": place, "day": "2009-02-20"})
    assert states(year_of(LEADER).view())["lederavtale", HOME] is DutyState.DONE
    year_of(LEADER).press({"do": "undo", "of": place})
    assert states(year_of(LEADER).view())["lederavtale", HOME] is DutyState.LATE
    year_of(DIRECTOR).press({"do": "mark", "of": place, "day": "2009-02-25"})
    (version,) = (
        one
        for one in records.in_force([HOME], kinds=[RecordKind.MILESTONE])
        if isinstance(one.content, MilestoneDone) and one.content.milestone == "lederavtale"
    )
    assert isinstance(version.content, MilestoneDone)
    assert (version.content.done, version.author) == (date(2009, 2, 25), "Direktøren")
    history = records.history(version.record)
    assert [one.withdrawn for one in history] == [False, True, False, False]


@pytest.mark.parametrize(
    ("person", "press"),
    [
        (READER, {"do": "mark", "of": f"2009/lederavtale/{HOME}", "day": "2009-02-20"}),
        (LEADER, {"do": "mark", "of": f"2009/lederavtale/{NURSING}", "day": "2009-02-20"}),
        (LEADER, {"do": "undo", "of": f"2009/arsplan/{NURSING}"}),
        (LEADER, {"do": "mark", "of": f"2009/finnes-ikke/{HOME}", "day": "2009-02-20"}),
        (LEADER, {"do": "mark", "of": f"2009/lederavtale/{HOME}", "day": "2009-09-11"}),
        (LEADER, {"do": "mark", "of": f"2009/lederavtale/{HOME}", "day": "tull"}),
        (LEADER, {"do": "mark", "of": f"2009/lederavtale/{HOME}"}),
    ],
)
def test_what_may_not_be_marked_is_told_and_not_saved(records: Records, person: Person, press: dict[str, str]) -> None:
    """Another's unit, an unknown milestone, and a day that is none or not yet come."""
    before = records.newest_change()
    year_of(person).press(press)
    assert records.newest_change() == before
    assert "Ingenting er lagret" in st.session_state["year-told"]


def test_a_leader_sees_the_districts_own_and_own_units_milestones(records: Records) -> None:
    """Not how other units stand."""
    deliver(records, NURSING)
    assert {unit for _, unit in states(year_of(LEADER).view())} == {"030112", HOME}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2009-09-10", TODAY), ("2009-09-11", None), ("1899-12-31", None), ("10.09.2009", None), ("", None)],
)
def test_days_from_a_browser(text: str, expected: date | None) -> None:
    """A day that is not after today, or none."""
    assert day_of(text, TODAY) == expected


@pytest.mark.usefixtures("store")
def test_no_steering_year_says_what_to_write(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without year.yaml the example; with a mistake in it that alone, and what it is on the Data page."""
    cards = tmp_path / "cards"
    shutil.copytree(PROJECT / "scorecards", cards)
    (cards / "year.yaml").unlink()
    monkeypatch.setenv("EFFNETT_SCORECARDS", str(cards))
    assert "Årshjulet er ikke skrevet ennå" in said(run(monkeypatch, "year"))
    (cards / "year.yaml").write_text("milestones:\n  - { id: a, title: A, date: '02-30' }\n", encoding="utf-8")
    st.cache_resource.clear()
    told = said(run(monkeypatch, "year"))
    assert "year.yaml" in told
    assert "Årshjulet er ikke skrevet ennå" not in told
    assert "«02-30» finnes ikke" in said(run(monkeypatch, "data"))


def test_today_is_the_stories_in_the_demonstration_and_else_todays(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten days after the tertial chosen; as soon as something of one's own is loaded, the real day."""
    assert today(choice()) == TODAY
    assert today(choice(as_of=AsOf(2008, 3))) == date(2009, 1, 10)
    own = tmp_path / "enheter.csv"
    own.write_text(
        "org_unit,name,kind,parent,valid_from,valid_to,successor,kostra_code,employees\nny,Ny,enhet,030112,,,,,12\n",
        encoding="utf-8",
    )
    import_file(store, surveys_in(PROJECT / "scorecards"), own, Kind.UNITS)
    monkeypatch.setenv("EFFNETT_STORE", str(store))
    st.cache_resource.clear()
    before = clock.today()  # in Norway, where it may be tomorrow already
    assert before <= today(choice()) <= clock.today()


def test_ended_since_tells_what_was_ended_and_nothing_older(records: Records) -> None:
    """Done, dropped and closed, the newest first, for some units, from a moment on."""
    at = records.newest("gjort")
    assert at is not None
    found = [one.record for one in records.ended_since(at.at)]
    assert found == ["gjentatt-2", "gjentatt-1", "gjentatt-0", "gjort"]
    assert [one.record for one in records.ended_since(at.at, [HOME])] == ["gjort"]
    dropped = records.newest("snart")
    assert dropped is not None
    records.save(Edit("snart", Action(on(HOME), SOON, state=ActionState.DROPPED), dropped.version), "Kari")
    assert [one.record for one in records.ended_since(at.at, [HOME])] == ["snart", "gjort"]


def test_two_years_of_one_milestone_are_two_records(store: Path) -> None:
    """What was done last year is not done this year."""
    kept = open_records(store)
    for year in (2008, 2009):
        kept.save(Edit.first(MilestoneDone(Subject(HOME, year), "arsplan", date(year, 1, 20))), "Kari")
    assert len(kept.in_force([HOME], kinds=[RecordKind.MILESTONE])) == 2
