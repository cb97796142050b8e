"""The Sammenligning page as Streamlit runs it: the address decides, hidden figures are not sent, choices are kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from odd_world import odd_cards, odd_store
from places import PROJECT
from streamlit.testing.v1 import AppTest

from effnett.define.definitions import read_definitions
from effnett.model.records import Edit, Selection, Subject
from effnett.store.records import open_records

SCRIPT = f"""
import streamlit as st
from effnett.web import choices, components, data
page = st.navigation([st.Page({str(PROJECT / "pages" / "compare.py")!r})], position="hidden")
for notice in choices.draw(data.workspace(), page):
    components.notice(notice)
page.run()
"""
"""What app.py does, with this page alone: the tester of Streamlit goes to no other."""


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """Each test opens its own store."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The odd country's store and scorecards."""
    folder = tmp_path_factory.mktemp("odd")
    cards = odd_cards(folder / "cards")
    return odd_store(folder, dict(read_definitions(cards).surveys)), cards


def page(
    monkeypatch: pytest.MonkeyPatch, store: Path, scorecards: Path = PROJECT / "scorecards", **address: str
) -> AppTest:
    """The page at an address."""
    monkeypatch.setenv("EFFNETT_STORE", str(store))
    monkeypatch.setenv("EFFNETT_SCORECARDS", str(scorecards))
    app = AppTest.from_string(SCRIPT, default_timeout=120)
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def drawn(app: AppTest) -> str:
    """The HTML that is sent to the page's element."""
    assert not app.exception
    elements: Any = [element for element in app.main if element.type == "bidi_component"]
    return next(json.loads(one.proto.json)["html"] for one in elements if "data-page" in one.proto.json)


def test_the_first_view(monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    """Alna among Oslo's districts by its own scorecard of services, and what marks the page."""
    html = drawn(page(monkeypatch, demo))
    assert "Sammenligning – barnehage" in html
    assert "15 av 15 bydeler har tall i 2009" in html
    assert 'data-page="compare" data-as-of="2009-T2" data-done="030112"' in html
    assert "Målekartet har ikke denne tjenesten" not in html
    assert 'label="I andre målekart for enheten"><option value="tjenester-alna.barnehage" selected' in html
    assert html.count(">Barnehage</option>") == 1
    assert "nr. 12 av 15 (1 er best)" in html


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ({"peers": "landet", "scorecard": "hole.yaml"}, "12 av 430 kommuner i landet har tall i 2009"),
        ({"peers": "list:030101,030115"}, "3 av 3 bydeler har tall i 2009"),
        ({"peers": "list:0612", "scorecard": "hole.yaml", "indicator": "enerom"}, "Sammenligning – barnehage"),
        ({"peers": "lst:1"}, "Det finnes ingen gruppe «lst:1»"),
        ({"peers": "list:<b>x"}, "«&lt;b&gt;x» er verken en enhet"),
        ({"peers": "similar:5"}, "6 av 6 bydeler har tall i 2009"),
        ({"peers": "similar"}, "Hva gjør enheter like? Se og endre vektene"),
        ({"peers": "similar:5;size=x"}, "har ikke en vekt som kan leses"),
        ({"service": "<script>"}, "«&lt;script&gt;»"),
        ({"peers": "list"}, "Hvem vil dere sammenligne med?"),
        ({"service": "alle", "scorecard": "hole.yaml"}, "Sammenligning – alle indikatorer"),
        ({"service": "grunnskole", "scorecard": "hole.yaml"}, "Grunnskolepoeng"),
        ({"service": "kommunen", "scorecard": "hole.yaml", "peers": "hole-naboer"}, "3 av 3 kommuner har tall i 2009"),
        ({"indicator": "hole.ukjent"}, "Fire suksesskriterier"),
        ({"indicator": "barnehagedekning"}, 'data-indicator="barnehagedekning"'),
        ({"indicator": "kostra:KOSbhgareal"}, "Leke- og oppholdsareal per barn"),
        ({"every": "ja"}, "KOSTRA-tall som er lest inn for oss"),
        ({"reference": "EAK"}, "målt mot Landet"),
        ({"reference": "EAK99"}, "målt mot gruppens median"),
        (
            {"effort": "barnehage-kostnad-per-barn", "result": "oppholdstimer-per-arsverk"},
            "1–5 år mot Oppholdstimer per årsverk i 2009",
        ),
        ({"year": "2006", "tertial": "1. tertial"}, "15 av 15 bydeler har tall i 2006"),
        ({"org_unit": "furuset-hjemmetjeneste", "service": "alle"}, "enhetene ved siden av"),
    ],
)
def test_the_address_decides(monkeypatch: pytest.MonkeyPatch, demo: Path, address: dict[str, str], told: str) -> None:
    """What it asks for is shown; what nobody knows is told, escaped, and the usual is shown."""
    app = page(monkeypatch, demo, **address)
    assert told in drawn(app) + " ".join(str(one.value) for one in app.markdown)


def test_nothing_hidden_is_sent(monkeypatch: pytest.MonkeyPatch, odd: tuple[Path, Path]) -> None:
    """A survey of four answers, our own and another's, is in no text, dot or option."""
    html = drawn(page(monkeypatch, *odd, tertial="3. tertial", indicator="trivsel", peers="alle"))
    assert "skjermet" in html
    assert not any(hidden in html for hidden in ("3.17", "3,17", "3.47", "3,47"))
    assert set(re.findall(r'data-value="(3\.\d+)', html)) == {"3.27", "3.37", "3.57", "3.67", "3.77", "3.87", "3.97"}
    assert 'data-dot="1101"' not in html
    assert 'data-dot="1104"' not in html
    assert 'data-dot="1102"' in html


def test_names_are_escaped(monkeypatch: pytest.MonkeyPatch, odd: tuple[Path, Path]) -> None:
    """Titles of indicators and groups, and reasons of breaks, are text and nothing else."""
    html = drawn(page(monkeypatch, *odd, tertial="3. tertial", peers="alle", indicator="dekning"))
    assert "<script" not in html
    assert "<u>" not in html
    assert "<i>def" not in html
    assert "&lt;script&gt;" in html


def test_a_year_without_figures_shows_the_one_before(
    monkeypatch: pytest.MonkeyPatch, demo: Path, tmp_path: Path
) -> None:
    """And says so."""
    card = (PROJECT / "scorecards" / "hole.yaml").read_text(encoding="utf-8")
    (tmp_path / "hole.yaml").write_text(card.replace("years: [2006, 2009]", "years: [2006, 2011]"), encoding="utf-8")
    (tmp_path / "surveys.yaml").write_text((PROJECT / "scorecards" / "surveys.yaml").read_text(), encoding="utf-8")
    html = drawn(page(monkeypatch, demo, tmp_path, year="2011", service="vann-og-avløp"))
    assert "Det er ingen tall for 2011" not in html  # employees belong to all services, and their year is the one asked
    plain = card.replace("years: [2006, 2009]", "years: [2006, 2011]").replace(
        "            dimension: medarbeidere\n", ""
    )
    (tmp_path / "hole.yaml").write_text(plain, encoding="utf-8")
    html = drawn(page(monkeypatch, demo, tmp_path, year="2011", service="vann-og-avløp"))
    assert "Det er ingen tall for 2011. Viser 2009, det nyeste året med tall." in html


def test_a_confirmed_selection_stands_in_place_of_the_proposed(
    monkeypatch: pytest.MonkeyPatch, odd: tuple[Path, Path]
) -> None:
    """With who and when and why; against another group it is only told of."""
    store, cards = odd
    before = drawn(page(monkeypatch, store, cards, tertial="3. tertial", peers="alle"))
    assert "Foreslått av tallene. Ingen har bekreftet utvalget." in before
    subject = Subject("1101", 2020, scorecard="odde", service="skole")
    content = Selection(subject, ("fa",), ("kvalitet",), "alle", "Vi satser <på> dette")
    open_records(store).save(Edit.first(content), "Kari <b>")
    st.cache_resource.clear()
    after = drawn(page(monkeypatch, store, cards, tertial="3. tertial", peers="alle"))
    assert "Bekreftet av Kari &lt;b&gt;" in after
    assert "Vi satser &lt;på&gt; dette" in after
    card = after[after.index('class="cmp-card teach"') :][:400]
    assert "Tre har tall" in card
    other = drawn(page(monkeypatch, store, cards, tertial="3. tertial", peers="seks"))
    assert "Mot en annen gruppe er et utvalg bekreftet" in other
