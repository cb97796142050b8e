"""The Møte page as Streamlit runs it, and what the server does with what a browser sends."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from places import PROJECT
from streamlit.testing.v1 import AppTest

from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.evaluate.tree import org_tree
from effnett.model.periods import AsOf
from effnett.model.records import Action, Decision, Edit, Subject, new_id
from effnett.present.meeting import screens
from effnett.present.meeting_notes import Held
from effnett.store.records import open_records
from effnett.web.meeting import Wire, receive
from effnett.web.meeting_desk import Desk
from effnett.workspace import open_workspace

PAGE = "../../pages/meeting.py"
AS_OF = AsOf(2009, 2)


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """Each test opens its own store, and nobody has said a name."""
    for forget in (st.cache_resource.clear, st.session_state.clear):
        forget()
    yield
    for forget in (st.cache_resource.clear, st.session_state.clear):
        forget()


@pytest.fixture
def store(demo: Path, tmp_path: Path) -> Path:
    """A demonstration store of one's own, to write in."""
    return Path(shutil.copytree(demo, tmp_path / "store"))


def meeting(monkeypatch: pytest.MonkeyPatch, store: Path, **address: str) -> AppTest:
    """The page, come to from the first one with the choices of an address."""
    monkeypatch.setenv("EFFNETT_STORE", str(store))
    monkeypatch.setenv("EFFNETT_SCORECARDS", str(PROJECT / "scorecards"))
    app = AppTest.from_file(str(PROJECT / "effnett" / "web" / "app.py"), default_timeout=60)
    for key, value in address.items():
        app.query_params[key] = value
    app.run()
    return app.switch_page(PAGE).run()


def parts(app: AppTest) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the stage and the wire are given."""
    drawn: Any = [element for element in app.main if element.type == "bidi_component"]
    stage, wire = (
        json.loads(one.proto.json) for one in drawn if one.proto.component_name.startswith("effnett.meeting")
    )
    return stage, wire


def test_all_screens_are_given_at_once(monkeypatch: pytest.MonkeyPatch, store: Path) -> None:
    """In the meeting's order, with what marks the page; nothing is written yet."""
    app = meeting(monkeypatch, store)
    assert not app.exception
    stage, wire = parts(app)
    assert stage["marks"] == {"page": "meeting", "done": "030112", "asOf": "2009-T2"}
    assert stage["screens"].count("<section") == 10
    assert stage["screens"].index('data-screen="sykefravaer"') < stage["screens"].index('data-group="changed"')
    assert "Ledermøte Bydel Alna" in stage["shell"]
    assert stage["may"] == {"decision": True, "wondering": True}
    assert ["furuset-hjemmetjeneste", "Furuset hjemmetjeneste"] in stage["units"]
    assert (stage["notes"], wire) == ([], {"upto": 0, "news": [], "answers": [], "trouble": ""})


def test_the_meeting_of_a_unit_in_another_tertial(monkeypatch: pytest.MonkeyPatch, store: Path) -> None:
    """The choices of the bar decide, as on every page; what was decided before is there."""
    subject = Subject.of("furuset-hjemmetjeneste", AsOf(2008, 3), "bydel-alna", "sykefravaer")
    records = open_records(store)
    records.save(Edit.first(Decision(subject, "<b>Følge opp</b>")), "Kari")
    records.engine.dispose()
    stage, _ = parts(meeting(monkeypatch, store, org_unit="furuset-hjemmetjeneste", year="2008", tertial="3"))
    assert stage["marks"]["done"] == "furuset-hjemmetjeneste"
    assert stage["marks"]["asOf"] == "2008-T3"
    assert [note["text"] for note in stage["notes"]] == ["<b>Følge opp</b>"]


def test_an_empty_store_tells_what_to_load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As the first page does."""
    app = meeting(monkeypatch, tmp_path)
    assert not app.exception
    assert any("Ingen data er lastet inn" in str(element.value) for element in app.markdown)


def test_another_scorecard_with_mistakes_is_told_on_the_wall(
    monkeypatch: pytest.MonkeyPatch, store: Path, tmp_path: Path
) -> None:
    """The stage covers the page, so it is told on the stage; nothing where all are sound."""
    cards = Path(shutil.copytree(PROJECT / "scorecards", tmp_path / "cards"))
    sound, _ = parts(meeting(monkeypatch, store))
    assert sound["notice"] == ""
    (cards / "bydel-alna.yaml").write_text("scorecard: bydel-alna\ntitle: Alna\n", encoding="utf-8")
    st.cache_resource.clear()
    monkeypatch.setenv("EFFNETT_SCORECARDS", str(cards))
    app = AppTest.from_file(str(PROJECT / "effnett" / "web" / "app.py"), default_timeout=60)
    app.run()
    broken, _ = parts(app.switch_page(PAGE).run())
    assert "«Alna»" in broken["notice"]
    assert "på siden Målekart" in broken["notice"]  # the bar is not here


def test_the_demonstrations_deadlines_are_judged_by_its_own_day(monkeypatch: pytest.MonkeyPatch, store: Path) -> None:
    """Ten days after the tertial: what is due later is not late, whatever day the meeting is held."""
    subject = Subject.of("furuset-hjemmetjeneste", AS_OF, "bydel-alna", "sykefravaer")
    records = open_records(store)
    for text, deadline in (("Sen", date(2009, 9, 9)), ("I tide", date(2009, 9, 11))):
        records.save(Edit.first(Action(subject, text, "Kari", deadline)), "Kari")
    records.engine.dispose()
    stage, _ = parts(meeting(monkeypatch, store))
    assert {note["text"]: "over fristen" in note["told"] for note in stage["notes"]} == {"Sen": True, "I tide": False}


@pytest.fixture
def desk(store: Path) -> Iterator[Desk]:
    """The meeting of the demonstration."""
    workspace = open_workspace(str(store), PROJECT / "scorecards")
    card = workspace.definitions().scorecards["bydel-alna"]
    facts = workspace.facts()
    evaluated = evaluate_scorecard(card, facts, AS_OF, children=True, years=5)
    tree = org_tree(facts)
    units = frozenset(tree.shown(card.org_unit, AS_OF.day))
    found = screens(evaluated, tree, units)
    records = open_records(store)
    held = Held(card.org_unit, card.id, AS_OF, AS_OF.day, units)
    yield Desk(held, card, tree, {one.indicator: one.of for one in found}, facts.version, records)
    records.engine.dispose()


def asked(**given: Any) -> dict[str, Any]:
    """A decision as a browser sends it."""
    return {"token": new_id(), "do": "decision", "record": new_id(), "indicator": "sykefravaer", "text": "Ja.", **given}


def test_a_name_is_given_once_and_stays(desk: Desk) -> None:
    """The first text brings it; what waited in the browser of another is not saved in it."""
    wire = Wire("m", 0)
    receive(wire, desk, {"asked": [asked(name="Kari")]})
    receive(wire, desk, {"asked": [asked(name=""), asked(name="Ola", text="Olas")]})
    assert [one["state"] for one in wire.answers] == ["saved", "saved", "refused"]
    assert "skrevet av Ola, og du er Kari" in wire.answers[-1]["told"]
    assert [version.author for version in desk.records.in_force()] == ["Kari", "Kari"]


def test_answers_wait_for_the_browser_but_files_do_not_pile_up(desk: Desk) -> None:
    """The same token is answered once, the newest file alone is kept, and of answers a few."""
    wire = Wire("m", 0)
    once = asked(name="Kari")
    receive(wire, desk, {"asked": [once, once]})
    assert len(wire.answers) == 1
    minutes = {"do": "minutes", "form": "md"}
    receive(wire, desk, {"asked": [{**minutes, "token": "1"}, {**minutes, "token": "2"}]})
    assert [one["token"] for one in wire.answers] == [once["token"], "2"]
    receive(wire, desk, {"asked": [asked(token=str(at)) for at in range(30)]})
    assert len(wire.answers) == 20


@pytest.mark.parametrize("sent", [{}, {"asked": "x"}, {"asked": [7, None]}, {"have": "x"}, {"have": 99}])
def test_nonsense_from_a_browser_is_passed_over(desk: Desk, sent: dict[str, Any]) -> None:
    """Nothing is saved, answered or forgotten."""
    wire = Wire("m", 0, seen=3)
    receive(wire, desk, sent)
    assert (wire.base, wire.seen, wire.answers) == (0, 3, [])
    assert desk.records.newest_change() == 0


def test_news_that_the_browser_has_are_not_sent_again(desk: Desk) -> None:
    """Its number is where the next news begin."""
    wire = Wire("m", 0, seen=5)
    receive(wire, desk, {"have": 4})
    assert (wire.base, wire.seen) == (4, -1)
