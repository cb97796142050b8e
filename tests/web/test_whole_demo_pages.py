"""The pages of the whole demonstration, with what people have written in it."""

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

from effnett.demo_records import begin_records
from effnett.web.pages import PageFile


@pytest.fixture(autouse=True)
def _whole_demo(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The demonstration as a new one is built, where pages look for it."""
    st.cache_resource.clear()
    shutil.copytree(demo, tmp_path / "store", ignore=shutil.ignore_patterns("records*"))
    assert begin_records(tmp_path / "store", PROJECT / "data")
    monkeypatch.setenv("EFFNETT_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("EFFNETT_SCORECARDS", str(PROJECT / "scorecards"))
    yield
    st.cache_resource.clear()


def said(monkeypatch: pytest.MonkeyPatch, name: str, **address: str) -> str:
    """Everything that a page says."""
    monkeypatch.setattr("effnett.web.pages.PAGES", (PageFile(name, ""),))
    app = AppTest.from_file(str(PROJECT / "effnett" / "web" / "app.py"), default_timeout=60)
    for key, value in {"year": "2009", "tertial": "2", **address}.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    drawn: Any = [element for element in app.main if element.type == "bidi_component"]
    given = [json.loads(element.proto.json) for element in drawn if element.proto.json]
    pieces = [str(one.get(part, "")) for one in given for part in ("head", "html")]
    return " ".join([*(str(element.value) for element in app.markdown), *pieces])


@pytest.mark.parametrize(
    ("name", "address", "told"),
    [
        ("tertial", {}, ["16 levert", "5 av dem godkjent"]),
        (
            "tertial",
            {"unit": "bekkedalen-sykehjem"},
            [
                "Ny avdelingsleder begynte i juni",
                "Fristen gikk ut 7. sep. 2009",
                "Vurdering av Sykefravær: alle versjoner (2)",
                "Besøke Rognelia",
            ],
        ),
        ("tertial", {"scorecard": "hole.yaml"}, ["10 levert"]),
        (
            "follow_up",
            {},
            ["4 er forsinket", "1 skal måles igjen", "Samme svar tre tertialer på rad", "Undring · Barnehage"],
        ),
        ("year", {}, ["2 er forsinket", "frist 15. mai 2009 · 1 av 29 enheter mangler", "16 av 29 gjort"]),
        ("year", {"scorecard": "hole.yaml"}, ["1 forfaller innen 30 dager", "10 av 21 gjort"]),
        ("service", {"scorecard": "hole.yaml", "service": "barnehage"}, ["Hva får vi igjen?", "Demografi"]),
        ("scorecard", {"indicator": "sykefravaer"}, ["Samle erfaringene fra enheter med lavt fravær."]),
        ("compare", {"peers": "similar"}, ["de 10 mest like"]),
    ],
)
def test_there_is_something_to_see(
    monkeypatch: pytest.MonkeyPatch, name: str, address: dict[str, str], told: list[str]
) -> None:
    """As of September 2009, some of it late, most of it done."""
    text = said(monkeypatch, name, **address)
    assert [words for words in told if words not in text] == []
