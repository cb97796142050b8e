"""Who is told what on the pages that follow up and compare, and who may write there (docs/access.md).

Everything that a page gives the browser is looked through, whatever its address asks for: figures, charts, and the
texts that people have written, which all say of which unit they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import streamlit as st
from access_world import LEADS, OTHERS, PARENTS, World, opened, rates, raw, standing, texts
from streamlit.testing.v1 import AppTest
from telling import numbers, told

from effnett.model.periods import AsOf
from effnett.model.records import (
    Action,
    Answer,
    AnswerCode,
    Assessment,
    Content,
    Decision,
    Edit,
    Figure,
    LeaderForecast,
    MilestoneDone,
    Selection,
    Subject,
    Wondering,
    WonderingState,
)
from effnett.store.records import open_records
from effnett.web.pages import PAGES, PageFile

SIBLINGS = ("W", "W1", "X")
T2 = AsOf(2009, 2)
FOLLOWING = {
    "tertial": [
        {"org_unit": at, "unit": unit} for at, unit in ("TT", "TW", "TX", ("W", "W1"), "XX", ("V", "V1"), ("T", "V1"))
    ],
    "compare": [
        {"org_unit": at, "peers": peers, "indicator": "fravaer", "every": "1"}
        for at, peers in (("V", ""), ("T", "list:W1,X,V1"), ("V1", "list:W1,X,V1"), ("W1", "list:X,V1"), ("X", ""))
    ],
    "service": [{"org_unit": at, "peers": "list:W1,X,V1"} for at in PARENTS],
    "meeting": [{"org_unit": at, "screen": "fravaer"} for at in PARENTS],
    "follow_up": [
        {"org_unit": "T"},
        {"org_unit": "T", "where": "Enhet X", "who": "Eier X"},
        {"org_unit": "W", "what": "Undringer"},
    ],
    "year": [{"org_unit": at} for at in PARENTS],
}
"""The pages, with the addresses that each is asked for."""
YEAR = """milestones:
  - { id: plan, title: Plan, date: "01-31", applies_to: every_unit }
  - { id: brev, title: Brev, date: "02-15", applies_to: district }
"""


def mark(unit: str) -> str:
    """What every text about a unit has in it."""
    return f"hemmelig-{unit}-slutt"


def contents(unit: str) -> dict[str, Content]:
    """One record of each kind about a unit."""
    on, text = Subject.of(unit, T2, "kort", "fravaer"), mark(unit)
    whole = Subject.of(unit, T2)
    return {
        f"vurdering-{unit}": Assessment(whole, text),
        f"undring-{unit}": Wondering(on, text, owner=f"Eier {unit}", meeting="T"),
        f"lukket-{unit}": Wondering(on, text, WonderingState.CLOSED),
        f"tjeneste-{unit}": Wondering(Subject.of(unit, T2, "kort", service="tjeneste"), text),
        f"svar-{unit}": Answer(on, f"undring-{unit}", AnswerCode.CHANCE, text),
        f"tiltak-{unit}": Action(on, text, f"Eier {unit}", date(2009, 9, 1)),
        f"beslutning-{unit}": Decision(on, text, Figure(1.0, text)),
        f"prognose-{unit}": LeaderForecast(on, Decimal("7.5"), text),
        f"milepæl-{unit}": MilestoneDone(Subject(unit, 2009), "plan", date(2009, 1, 20), text),
        f"utvalg-{unit}": Selection(
            Subject(unit, 2009, scorecard="kort", service="tjeneste"), ("fravaer",), (), "", text
        ),
    }


@pytest.fixture(scope="module")
def written(store: Any) -> Any:
    """The world with something of every kind about every unit, by somebody of that unit."""
    records = open_records(store)
    for unit in PARENTS:
        for record, content in contents(unit).items():
            records.save(Edit.first(content, record), f"Skriver {unit}")
    records.engine.dispose()
    return store


@pytest.fixture
def pages(written: Any, world: World) -> World:
    """The world as pages open it, with its steering year."""
    assert written == world.store
    (world.cards / "year.yaml").write_text(YEAR, encoding="utf-8")
    return world


def run(monkeypatch: pytest.MonkeyPatch, email: str | None, page: str, **address: str) -> AppTest:
    """One page as somebody opens it by a link; it stands alone, so that it is the first there is."""
    monkeypatch.setattr("effnett.web.pages.PAGES", (PageFile(page, ""),))
    return opened(email, **{key: value for key, value in address.items() if value})


def all_of(app: AppTest) -> Iterator[str]:
    """All that a page says, draws and offers to choose among, and what it has opened for its buttons."""
    yield from texts(app)
    for box in app.selectbox:
        yield from (str(option) for option in box.options)
    yield from (str(one.label) for one in (*app.checkbox, *app.button))


def seen(monkeypatch: pytest.MonkeyPatch, email: str, page: str) -> list[str]:
    """Everything that a page says to somebody, at all of its addresses, with everything on it opened."""
    found = []
    for address in FOLLOWING[page]:
        app = run(monkeypatch, email, page, **address)
        found += all_of(app)
        for name in ("follow-opened", "year-opened"):
            for record in ("undring-X", "tiltak-W1", "2009/plan/X"):
                if page in ("follow_up", "year") and address == FOLLOWING[page][0]:
                    app.session_state[name] = record
                    found += all_of(app.run())
                    assert not app.exception
    return found


def test_every_page_is_looked_at() -> None:
    """These, and the two of test_access_pages."""
    assert {page.name for page in PAGES} == {*FOLLOWING, "scorecard", "data"}


@pytest.mark.parametrize("page", FOLLOWING)
@pytest.mark.parametrize(("email", "how"), [(None, "login"), ("ukjent@alna.no", "no_rule")])
def test_nobody_without_a_rule_sees_anything(
    pages: World, monkeypatch: pytest.MonkeyPatch, page: str, email: str | None, how: str
) -> None:
    """Neither at the page nor at any deep link to it."""
    assert pages.store.exists()
    for address in FOLLOWING[page]:
        app = run(monkeypatch, email, page, **address)
        assert standing(app) == how
        assert not any("hemmelig" in text or "Enhet" in text for text in all_of(app))


@pytest.mark.parametrize("page", FOLLOWING)
def test_a_leader_is_told_nothing_of_units_beside_her_own(
    pages: World, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    """No figure, text, wondering, action or state of them; what is her own is there.

    Names alone are no secret (docs/access.md): one may choose among them whom to compare with.
    """
    assert pages.store.exists()
    hers = seen(monkeypatch, "ola@alna.no", page)
    for unit in SIBLINGS:
        names = [] if page == "compare" else [f"Enhet {unit}"]
        for sign in (mark(unit), f"Eier {unit}", f"Skriver {unit}", *names):
            assert [text[:300] for text in hers if sign in text] == [], sign
    found = numbers(hers)
    assert told(rates("W1"), found) == []
    assert told(rates("X"), found) == []
    assert told(rates("W1", "X"), found) == []
    assert told(raw(*OTHERS), found) == []
    assert any("Enhet V1" in text for text in hers)
    if page not in ("year", "compare"):
        assert any(mark("V1") in text for text in hers)
        assert page == "follow_up" or told(rates("V1"), found)


@pytest.mark.parametrize("page", FOLLOWING)
@pytest.mark.parametrize("email", ["kari@alna.no", "lise@alna.no", "ann@alna.no"])
def test_those_who_see_all_are_told_of_every_unit(
    pages: World, monkeypatch: pytest.MonkeyPatch, page: str, email: str
) -> None:
    """What a leader is not told is there to be told."""
    assert pages.store.exists()
    theirs = seen(monkeypatch, email, page)
    signs = ["Enhet {0}"] if page in ("year", "compare") else ["hemmelig-{0}-slutt", "Enhet {0}"]
    for unit in ("W1", "X"):
        for sign in signs:
            assert any(sign.format(unit) in text for text in theirs), sign.format(unit)
        if page not in ("year", "follow_up"):
            assert told(rates(unit), numbers(theirs))


def test_a_leader_is_not_told_which_sheets_there_are(pages: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same of another's unit as of one that does not exist; one who sees all is told which it is."""
    assert pages.store.exists()
    for asked in ("W", "Q"):
        hers = " ".join(texts(run(monkeypatch, "ola@alna.no", "tertial", org_unit="T", unit=asked)))
        assert f"Du har ikke tilgang til dialogarket for «{asked}», eller det finnes ikke." in hers
        assert "finnes her" not in hers
    theirs = " ".join(texts(run(monkeypatch, "lise@alna.no", "tertial", org_unit="T", unit="Q")))
    assert "Adressen ba om dialogarket for «Q», som ikke finnes her." in theirs


@pytest.mark.parametrize(
    ("email", "unit", "is_told"),
    [("ola@alna.no", "T", True), ("ola@alna.no", "V", False), ("lise@alna.no", "T", False)],
)
def test_a_leader_is_told_that_others_are_left_out(
    pages: World, monkeypatch: pytest.MonkeyPatch, email: str, unit: str, is_told: bool
) -> None:
    """On the district's Tertial; not where all of a unit's are hers, and not to one who sees all."""
    assert pages.store.exists()
    told = " ".join(texts(run(monkeypatch, email, "tertial", org_unit=unit)))
    assert ("Du ser enhetene du leder. Tallene til de andre vises ikke." in told) == is_told


@pytest.mark.parametrize("page", ["follow_up", "year"])
@pytest.mark.parametrize(
    ("email", "unit", "is_told"),
    [("ola@alna.no", "T", True), ("ola@alna.no", "V", False), ("lise@alna.no", "T", False)],
)
def test_a_leader_is_told_that_what_others_write_is_left_out(
    pages: World, monkeypatch: pytest.MonkeyPatch, page: str, email: str, unit: str, is_told: bool
) -> None:
    """On the pages that count what is open and late."""
    assert pages.store.exists()
    told = " ".join(texts(run(monkeypatch, email, page, org_unit=unit)))
    assert (f"Du ser det som gjelder enhetene du leder, og Enhet {unit} samlet." in told) == is_told


def test_a_leader_has_the_districts_totals(pages: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the dialogue sheet and on the wall: the total's figure, and the district's own texts."""
    assert pages.store.exists()
    for page, address in (("tertial", {"org_unit": "T", "unit": "T"}), ("meeting", {"org_unit": "T"})):
        hers = list(all_of(run(monkeypatch, "ola@alna.no", page, **address)))
        assert told(rates("V1", "W1", "X"), numbers(hers)), page


FORMS = {
    "kari@alna.no": {"vurdering", "undring-ny", "undring", "tiltak-nytt", "tiltak", "prognose"},
    "ola@alna.no": {"vurdering", "undring-ny", "undring", "tiltak-nytt", "tiltak", "prognose"},
    "ann@alna.no": {"undring-ny"},
    "lise@alna.no": set(),
}
"""The forms that each is given in the sheet of a unit she leads, and of every unit."""


def forms(app: AppTest) -> set[str]:
    """The kinds of forms on a page that may be written in."""
    drawn: Any = [element for element in app.main if element.type == "bidi_component"]
    found = [json.loads(element.proto.json) for element in drawn]
    return {_kind(one["place"]) for one in found if one.get("may") is True}


def _kind(place: str) -> str:
    """A form's place without what it is about: `undring-ny` makes a new one, `undring` is one there is."""
    kind = place.rpartition("-")[0]
    return kind if kind in ("undring-ny", "tiltak-nytt") else kind.partition("-")[0]


@pytest.mark.parametrize("email", FORMS)
def test_who_may_write_in_a_sheet(pages: World, monkeypatch: pytest.MonkeyPatch, email: str) -> None:
    """A director and its leader everything, an analyst only wonders, a reader reads."""
    assert pages.store.exists()
    sheet = run(monkeypatch, email, "tertial", org_unit="V1", unit="V1")
    assert forms(sheet) == FORMS[email]
    follow = run(monkeypatch, email, "follow_up", org_unit="V1")
    assert forms(follow) == FORMS[email] & {"undring-ny", "tiltak-nytt"}
    service = run(monkeypatch, email, "service", org_unit="V1")
    assert forms(service) == FORMS[email] & {"undring-ny", "undring"}


@pytest.mark.parametrize(
    ("email", "unit", "decides", "wonders", "mends"),
    [
        ("kari@alna.no", "T", True, True, {"beslutning-T", "undring-T", "undring-V1", "undring-W1"}),
        ("ola@alna.no", "T", False, True, {"undring-V1", "lukket-V1", "undring-V", "lukket-V"}),
        ("ola@alna.no", "V1", True, True, {"beslutning-V1", "undring-V1"}),
        ("ann@alna.no", "T", False, True, set()),
        ("lise@alna.no", "T", False, False, set()),
    ],
)
def test_who_decides_and_wonders_in_a_meeting(
    pages: World,
    monkeypatch: pytest.MonkeyPatch,
    email: str,
    unit: str,
    decides: bool,
    wonders: bool,
    mends: set[str],
) -> None:
    """A leader below wonders in the meeting above, and does not decide there."""
    assert pages.store.exists()
    app = run(monkeypatch, email, "meeting", org_unit=unit)
    elements: Any = [element for element in app.main if element.type == "bidi_component"]
    stage = json.loads(elements[0].proto.json)
    assert stage["may"] == {"decision": decides, "wondering": wonders}
    assert ('data-do="decision"' in stage["shell"], 'data-do="wondering"' in stage["shell"]) == (decides, wonders)
    assert {note["id"] for note in stage["notes"] if note["mend"]} >= mends
    if not decides:
        assert {note["id"] for note in stage["notes"] if note["mend"]} == mends
    assert {code for code, _ in stage["units"]} <= {"T", *LEADS} or email != "ola@alna.no"


@pytest.mark.parametrize("page", FOLLOWING)
def test_a_reader_has_nothing_to_write_with(pages: World, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    """No form, and no button that saves."""
    assert pages.store.exists()
    for address in FOLLOWING[page]:
        app = run(monkeypatch, "lise@alna.no", page, **address)
        assert forms(app) == set()
        said = " ".join(texts(app))
        for button in ("done", "measured", "mark", "undo"):
            assert f'data-press="{button}"' not in said.replace('\\"', '"')
        assert "data-save" not in said


@pytest.mark.usefixtures("pages")
def test_nothing_is_kept_of_another_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept for all is kept by what its reader may see: a director before her opens nothing to a leader."""
    for page in FOLLOWING:
        for address in ({"org_unit": "T", "unit": "T"}, {"org_unit": "V"}):
            theirs = list(all_of(run(monkeypatch, "kari@alna.no", page, **address)))
            hers = list(all_of(run(monkeypatch, "ola@alna.no", page, **address)))
            assert not any(mark(unit) in text for text in hers for unit in SIBLINGS)
            assert told(rates(*OTHERS[:1]), numbers(hers)) == told(rates(*OTHERS[1:]), numbers(hers)) == []
            assert theirs
    st.cache_resource.clear()
