"""The Tertial page as Streamlit runs it, without a browser."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from places import PROJECT
from streamlit.testing.v1 import AppTest

from effnett.model.periods import AsOf
from effnett.model.records import Assessment, AssessmentState, Edit, Saved, Subject, Wondering
from effnett.store.records import open_records

UNIT = "bekkedalen-sykehjem"
T2 = AsOf(2009, 2)


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def page(monkeypatch: pytest.MonkeyPatch, store: Path, **address: str) -> AppTest:
    """The page at an address."""
    monkeypatch.setenv("EFFNETT_STORE", str(store))
    monkeypatch.setenv("EFFNETT_SCORECARDS", str(PROJECT / "scorecards"))
    app = AppTest.from_file(str(PROJECT / "effnett" / "web" / "app.py"), default_timeout=60)
    app.session_state["person-name"] = "Kari"
    app.run()
    app.switch_page("../../pages/tertial.py")
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def components(app: AppTest) -> list[dict[str, Any]]:
    """What the components are given: the table first, then the forms."""
    found: Any = [element for element in app.main if element.type == "bidi_component"]
    drawn = [json.loads(element.proto.json) for element in found]
    return [one for one in drawn if "html" in one]


def text(app: AppTest) -> str:
    """Everything that is said on the page."""
    drawn = [f"{one.get('head', '')} {one['html']}" for one in components(app)]
    return " ".join([*(str(element.value) for element in app.markdown), *drawn])


def test_an_empty_store_of_records_is_not_begun(monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    """The demonstration has figures, and nobody has written anything."""
    app = page(monkeypatch, demo)
    assert not app.exception
    told = text(app)
    assert "Tertialoppfølging – 2. tertial 2009" in told
    assert "23 resultatenheter · 0 levert" in told
    assert 'data-page="tertial" data-as-of="2009-T2" data-done="030112"' in told
    assert told.count('<span class="ds none">ikke påbegynt</span>') == 23


def test_an_ended_unit_has_its_sentence(monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    """In the year it ended, in the table and in its sheet."""
    app = page(monkeypatch, demo, unit="kvernstien-hjemmetjeneste")
    app.selectbox(key="year").set_value(2008).run()
    told = text(app)
    assert not app.exception
    assert "Enheten ble lagt ned 30. juni 2008. Tallene er med i Granstien hjemmetjeneste." in told
    assert "Du kan fortsatt lese det som er skrevet" in told
    assert "Lever vurderingen" not in json.dumps(components(app), ensure_ascii=False)


def test_the_sheet_of_a_unit(monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    """Opened by the address: questions, drawing, figures, and the forms, open to one who may write."""
    app = page(monkeypatch, demo, unit=UNIT)
    assert not app.exception
    told = text(app)
    for each in ("Til samtalen", "mot mål høyst 9,9", "Alle tallene for Bekkedalen sykehjem", "har bommet med"):
        assert each in told
    table, *forms = components(app)
    assert f'data-row="{UNIT}" aria-expanded="true"' in table["html"]
    assert all(form["may"] for form in forms)
    assert len(forms) == 5
    assert {form["who"] for form in forms} == {"Kari"}
    assert all("Skriv ikke helseopplysninger" in form["html"] for form in forms)


@pytest.mark.parametrize("unit", ["finnes-ikke", "<script>", "hole-skole"])
def test_a_unit_that_is_not_there_opens_nothing(monkeypatch: pytest.MonkeyPatch, demo: Path, unit: str) -> None:
    """An address may ask for anything."""
    app = page(monkeypatch, demo, unit=unit)
    assert not app.exception
    assert len(components(app)) == 1


def test_filters_and_sorting_stand_in_the_address(monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    """A link shows another person the same."""
    app = page(monkeypatch, demo, sort="sykefravaer")
    whole = components(app)[0]["html"]
    assert whole.index("Bekkedalen sykehjem") < whole.index("Boenhet nord") < whole.index("Furuset hjemmetjeneste")
    app.checkbox(key="only_action").check().run()
    assert "Rognelia sykehjem" in whole
    assert "Rognelia sykehjem" not in components(app)[0]["html"]
    assert "Viser 19 av 23 resultatenheter og 8 av 10 indikatorer" in text(app)
    app.selectbox(key="area").set_value("Organisasjon og styring").run()
    assert "Sykefravær" not in components(app)[0]["html"]


@pytest.mark.parametrize(
    ("area", "told"),
    [("Organisasjon og styring", "og 2 av 10 indikatorer"), ("Finnes ikke", ""), ("<b>", "")],
)
def test_a_focus_area_is_taken_from_the_address(
    monkeypatch: pytest.MonkeyPatch, demo: Path, area: str, told: str
) -> None:
    """One that there is; of another the whole table is shown."""
    app = page(monkeypatch, demo, area=area)
    assert not app.exception
    assert told in text(app)
    assert ("Sykefravær" in components(app)[0]["html"]) == (not told)
    assert ("Viser" in text(app)) == bool(told)


def test_another_scorecard_has_other_focus_areas(monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    """One that it does not have is let go, and the whole table shown."""
    app = page(monkeypatch, demo, area="Organisasjon og styring")
    app.selectbox(key="scorecard").set_value("hole.yaml").run()
    assert not app.exception
    assert 'data-done="0612"' in text(app)
    assert "area" not in app.query_params


def test_who_has_delivered_is_told(monkeypatch: pytest.MonkeyPatch, demo: Path, tmp_path: Path) -> None:
    """From the records, at once."""
    store = tmp_path / "store"
    shutil.copytree(demo, store)
    records = open_records(store)
    saved = records.save(Edit.first(Assessment(Subject.of(UNIT, T2), "Slik var det.")), "Kari")
    assert isinstance(saved, Saved)
    app = page(monkeypatch, store, unit=UNIT)
    assert '<span class="ds utkast">utkast</span>' in text(app)
    delivered = Assessment(Subject.of(UNIT, T2), "Slik var det.", AssessmentState.DELIVERED)
    records.save(saved.version.edit(delivered), "Kari")
    records.save(Edit.first(Wondering(Subject.of(UNIT, T2), "Hvorfor <øker> det?")), "Sjef")
    app.run()
    told = text(app)
    assert "23 resultatenheter · 1 levert" in told
    assert '<span class="ds levert">levert</span>' in told
    assert "Hvorfor &lt;øker&gt; det?" in told
    assert "Undring fra Sjef" in told


@pytest.mark.parametrize(
    ("unit", "chosen", "told"),
    [
        ("finnes-ikke", {}, "«finnes-ikke», som ikke finnes her"),
        ("barnehager-solkroken", {"year": 2008}, "«Barnehageenhet Solkroken» er ikke blant enhetene for Bydel Alna"),
        (UNIT, {"org_unit": "hjemmetjenester"}, "«Bekkedalen sykehjem» er ikke blant enhetene for Hjemmetjenester"),
    ],
)
def test_a_sheet_that_is_asked_for_in_vain_is_told_of(
    monkeypatch: pytest.MonkeyPatch, demo: Path, unit: str, chosen: dict[str, Any], told: str
) -> None:
    """An address that leads to no sheet says why, and the table is there."""
    app = page(monkeypatch, demo, unit=unit)
    for key, value in chosen.items():
        app.session_state[key] = value
    app.run()
    assert not app.exception
    assert told in text(app)
    assert 'id="detail"' not in text(app)
