"""The Tjenesteprofil page as Streamlit runs it, without a browser."""

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
from effnett.model.records import Answer, AnswerCode, Edit, Subject, Wondering, new_id
from effnett.store.records import open_records

HOLE = "Målstyringsark for Hole kommune"


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """Each test opens its own store."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def shown(
    monkeypatch: pytest.MonkeyPatch, store: Path, scorecards: Path = PROJECT / "scorecards", **address: str
) -> AppTest:
    """The page for an address."""
    monkeypatch.setenv("EFFNETT_STORE", str(store))
    monkeypatch.setenv("EFFNETT_SCORECARDS", str(scorecards))
    app = AppTest.from_file(str(PROJECT / "effnett" / "web" / "app.py"), default_timeout=60).run()
    app.switch_page("../../pages/service.py")
    for key, value in address.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def text(app: AppTest) -> str:
    """Everything the page says and draws."""
    elements: Any = [element for element in app.main if element.type == "bidi_component"]
    drawn = [json.loads(element.proto.json) for element in elements]
    return " ".join(
        [*(str(element.value) for element in app.markdown)]
        + [str(part.get("html", "")) + str(part.get("head", "")) for part in drawn]
    )


def test_the_districts_kindergartens(monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    """The service seen from the most sides, beside the other districts, with a figure on every relation."""
    found = text(shown(monkeypatch, demo))
    for told in ("Tjenesteprofil – barnehage", "Oslos bydeler", "15 av 15 med tall", 'data-done="030112"'):
        assert told in found
    assert 'class="arrow none"' not in found


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ({"service": "tjenester-alna.pleie-og-omsorg"}, "Tjenesteprofil – pleie og omsorg"),
        ({"service": "hole.kultur"}, "Målstyringsark for Hole kommune"),
        ({"service": "<b>finnes-ikke"}, "tjeneste «&lt;b&gt;finnes-ikke»"),
        ({"peers": "finnes-ikke"}, "Det finnes ingen gruppe «finnes-ikke»"),
        ({"peers": "list:030101,030103"}, "3 av 3 med tall"),
    ],
)
def test_the_address_says_what_is_shown(
    monkeypatch: pytest.MonkeyPatch, demo: Path, address: dict[str, str], told: str
) -> None:
    """A service and a group; what is asked for in vain is told, and the first is shown."""
    found = text(shown(monkeypatch, demo, **address))
    assert told.lower() in found.lower()
    assert "data-page" in found


def test_a_scorecard_without_services(monkeypatch: pytest.MonkeyPatch, demo: Path, tmp_path: Path) -> None:
    """Says what to write in the YAML, with an example."""
    for name in ("bydel-alna.yaml", "surveys.yaml"):
        shutil.copy(PROJECT / "scorecards" / name, tmp_path)
    found = text(shown(monkeypatch, demo, tmp_path))
    assert "Ingen indikator hører til en tjeneste ennå" in found
    assert "dimension: dekningsgrad" in found


def test_what_people_wonder_at_stands_beside(monkeypatch: pytest.MonkeyPatch, demo: Path, tmp_path: Path) -> None:
    """The service's own, with its answer; not those of another service; escaped; the open before the closed."""
    store = tmp_path / "store"
    shutil.copytree(demo, store)
    records, subject = open_records(store), Subject.of("030112", AsOf(2009, 2), "bydel-alna", service="barnehage")
    about = new_id()
    other = Subject.of("030112", AsOf(2009, 2), "bydel-alna", service="kultur")
    records.save_all(
        [
            Edit(about, Wondering(subject, "Hvorfor <i>færre</i> pedagoger?", owner="Leder")),
            Edit(new_id(), Answer(subject, about, AnswerCode.CHANCE, "To sluttet.")),
            Edit(new_id(), Wondering(other, "Om kultur?", owner="Leder")),
        ],
        "Direktøren",
    )
    found = text(shown(monkeypatch, store))
    assert "Hvorfor &lt;i&gt;færre&lt;/i&gt; pedagoger?" in found
    assert "To sluttet." in found
    assert "Om kultur?" not in found
    assert "Ingen har undret seg" not in found


def test_another_unit_keeps_the_service(monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    """One below the district has no published figures: they are missing, and never 0."""
    app = shown(monkeypatch, demo)
    app.selectbox(key="org_unit").set_value("furuset-hjemmetjeneste").run()
    found = text(app)
    assert 'data-done="furuset-hjemmetjeneste"' in found
    assert "Tjenesteprofil – barnehage" in found
    assert ">mangler<" in found
    assert ">0 kr<" not in found
