"""The pages as Streamlit runs them, without a browser."""

from __future__ import annotations

import json
import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from places import PROJECT
from serving import served
from streamlit import config
from streamlit.testing.v1 import AppTest

from effnett.present.help import HELP_PAGES
from effnett.web.document import document, help_document, help_name, is_page
from effnett.web.pages import PAGES


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """Each test opens its own store."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def _page(
    monkeypatch: pytest.MonkeyPatch, store: Path, scorecards: Path = PROJECT / "scorecards", **address: str
) -> AppTest:
    monkeypatch.setenv("EFFNETT_STORE", str(store))
    monkeypatch.setenv("EFFNETT_SCORECARDS", str(scorecards))
    app = AppTest.from_file(str(PROJECT / "effnett" / "web" / "app.py"), default_timeout=60)
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def _drawn(app: AppTest) -> list[str]:
    """The HTML that is given to the table's element, heading and all; nothing where it is not drawn."""
    elements: Any = [element for element in app.main if element.type == "bidi_component"]
    return [json.loads(element.proto.json)["html"] for element in elements if "html" in element.proto.json]


def _table(app: AppTest) -> str:
    return _drawn(app)[0]


def _text(app: AppTest) -> str:
    """Everything that is said on the page."""
    return " ".join([*(str(element.value) for element in app.markdown), *_drawn(app)])


def test_first_visit(monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    """The first page shows the newest tertial with figures, and says that they are a demonstration."""
    app = _page(monkeypatch, demo)
    assert not app.exception
    assert "Målekart 2009 – Bydel Alna" in _text(app)
    assert "Status per 2. tertial" in _text(app)
    assert "Demonstrasjonsdata" in _text(app)
    assert app.query_params["year"] == "2009"
    assert app.query_params["tertial"] == "2. tertial"
    assert 'data-done="030112"' in _table(app)


@pytest.mark.parametrize("unit", ["Furuset hjemmetjeneste", "furuset-hjemmetjeneste"])
def test_a_link_gives_the_same_view(monkeypatch: pytest.MonkeyPatch, demo: Path, unit: str) -> None:
    """An address tells unit, year and tertial; a unit may be given by its code too."""
    app = _page(monkeypatch, demo, org_unit=unit, year="2008", tertial="3. tertial")
    assert "Målekart 2008 – Furuset hjemmetjeneste" in _text(app)
    assert 'data-as-of="2008-T3"' in _table(app)
    assert 'data-done="furuset-hjemmetjeneste"' in _table(app)
    assert app.query_params["org_unit"] == "Furuset hjemmetjeneste"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"org_unit": "Ukjent enhet"}, "enhet «Ukjent enhet»"),
        ({"year": "1899"}, "år «1899»"),
        ({"tertial": "4. tertial"}, "tertial «4. tertial»"),
        ({"scorecard": "<script>"}, "målekart «&lt;script&gt;»"),
    ],
)
def test_unknown_in_the_address_is_told(
    monkeypatch: pytest.MonkeyPatch, demo: Path, asked: dict[str, str], told: str
) -> None:
    """What an address asks for in vain is told, and the nearest is shown."""
    app = _page(monkeypatch, demo, **asked)
    assert not app.exception
    assert told in _text(app)
    assert "Målekart 2009 – Bydel Alna" in _text(app)


def test_change_of_unit_year_and_scorecard(monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    """The choices change the view; a new scorecard begins at its own unit."""
    app = _page(monkeypatch, demo)
    app.selectbox(key="org_unit").set_value("furuset-hjemmetjeneste").run()
    assert "– Furuset hjemmetjeneste" in _text(app)
    app.selectbox(key="year").set_value(2007).run()
    assert "Målekart 2007" in _text(app)
    app.selectbox(key="scorecard").set_value("hole.yaml").run()
    assert not app.exception
    assert "– Hole kommune" in _text(app)


def test_only_what_needs_action(monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    """The filter leaves out what is met, and the address says that it is on."""
    app = _page(monkeypatch, demo)
    assert "pill met" in _table(app)
    app.checkbox(key="action").check().run()
    assert "pill met" not in _table(app)
    assert "pill missed" in _table(app)


def test_opened_row(monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    """An address with an indicator opens its detail: units, definition, and where the figure comes from."""
    app = _page(monkeypatch, demo, indicator="sykefravaer")
    assert not app.exception
    text = _text(app)
    for told in ("Detaljer: Sykefravær", "Furuset hjemmetjeneste", "Definisjon", "sick_leave.csv, linje", "SELECT"):
        assert told in text
    assert 'aria-expanded="true"' in _table(app)


def test_opened_row_of_a_monthly_series(monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    """Its control chart comes with its signals in words, its figures and a link to a help page that answers."""
    app = _page(monkeypatch, demo, indicator="sykefravaer")
    assert not app.exception
    text = _text(app)
    assert "Er det en reell endring?" in text
    assert "Tallene i kontrolldiagrammet" in text
    assert "mot samme måned året før" in _table(app)
    (address,) = set(re.findall(r'href="(hjelp/kontroll[^"]+)"', text))
    told = help_document(help_name({"type": "http", "method": "GET", "path": f"/base/{address}"}))
    assert told is not None
    assert "<h1>Slik leser du kontrolldiagrammet</h1>" in told
    assert sum(element.type == "vega_lite_chart" for element in app.main) == 2


def test_opened_row_tells_what_pulls_and_how_good_the_forecast_was(monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    """Below the units, and under the forecast."""
    text = _text(_page(monkeypatch, demo, indicator="sykefravaer"))
    assert "Hva trekker opp og ned" in text
    assert "trekker opp – til det verre" in text
    assert "Prognosen på samme tid i 2005, 2006, 2007 og 2008 bommet med" in text


def test_opened_row_tells_whether_units_differ_more_than_municipalities(
    monkeypatch: pytest.MonkeyPatch, demo: Path
) -> None:
    """Of a question that both are asked; not of the employee survey, which no municipality takes."""
    text = _text(_page(monkeypatch, demo, year="2009", tertial="2", indicator="brukertilfredshet-respekt"))
    assert "Varierer enhetene mer enn kommunene?" in text
    assert "Ja: spredningen er 0,17 mellom 18 enheter og 0,04 mellom 10 kommuner." in text
    other = _text(_page(monkeypatch, demo, year="2009", tertial="2", indicator="medarbeidertilfredshet"))
    assert "Hva trekker opp og ned" in other
    assert "Varierer enhetene" not in other


def test_no_control_chart_of_what_has_no_months(monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    """A survey has none."""
    app = _page(monkeypatch, demo, indicator="medarbeidertilfredshet")
    assert "Detaljer:" in _text(app)
    assert "Er det en reell endring?" not in _text(app)


def test_every_help_page_is_linked_from_where_its_thing_is_shown(monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    """Two opened rows show all that there is help for, and lead to it; no other help page lies unused."""
    leave = _page(monkeypatch, demo, org_unit="kultur-og-stab", year="2009", tertial="2", indicator="sykefravaer")
    survey = _page(monkeypatch, demo, year="2009", tertial="2", indicator="brukertilfredshet-respekt")
    linked = {name for app in (leave, survey) for name in re.findall(r'href="hjelp/([\w-]+)"', _text(app))}
    assert linked == set(HELP_PAGES)


@pytest.mark.parametrize("path", ["/hjelp/finnes-ikke", "/hjelp/semantics", "/hjelp/", "/data", "/kontrolldiagram"])
def test_other_addresses_are_no_help(path: str) -> None:
    """Only help pages that there are are answered with one."""
    assert help_document(help_name({"type": "http", "method": "GET", "path": path})) is None


def test_unknown_row_opens_nothing(monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    """An indicator the scorecard lacks is passed over."""
    app = _page(monkeypatch, demo, indicator="finnes-ikke")
    assert not app.exception
    assert "Detaljer:" not in _text(app)


def test_empty_store_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing loaded: what to load, with the commands."""
    app = _page(monkeypatch, tmp_path / "store")
    assert not app.exception
    assert "Ingen data er lastet inn" in _text(app)
    assert "python -m effnett import units" in _text(app)


def test_mistakes_stand_in_place_of_the_scorecard(monkeypatch: pytest.MonkeyPatch, demo: Path, tmp_path: Path) -> None:
    """A scorecard with mistakes shows them with their places; the others work."""
    folder = tmp_path / "cards"
    shutil.copytree(PROJECT / "scorecards", folder)
    alna = folder / "bydel-alna.yaml"
    alna.write_text(alna.read_text(encoding="utf-8").replace("window:", "windoww:"), encoding="utf-8")
    app = _page(monkeypatch, demo, folder)
    assert not app.exception
    assert "– Hole kommune" in _text(app)
    assert "Har feil og kan ikke vises: «Målekart for Bydel Alna»" in _text(app)
    assert "windoww" not in _text(app)
    app.selectbox(key="scorecard").set_value("bydel-alna.yaml").run()
    assert "ukjent nøkkel «windoww»" in _text(app)
    assert "– Hole kommune" not in _text(app)
    assert [box.key for box in app.selectbox] == ["scorecard"]
    app.selectbox(key="scorecard").set_value("hole.yaml").run()
    assert "– Hole kommune" in _text(app)


def test_a_mistake_made_while_the_page_is_open(monkeypatch: pytest.MonkeyPatch, demo: Path, tmp_path: Path) -> None:
    """The reader stays with the scorecard and is told what is wrong, and gets it back for the same unit when mended."""
    folder = tmp_path / "cards"
    shutil.copytree(PROJECT / "scorecards", folder)
    alna = folder / "bydel-alna.yaml"
    sound = alna.read_text(encoding="utf-8")
    app = _page(monkeypatch, demo, folder, org_unit="Furuset hjemmetjeneste", year="2008")
    alna.write_text("scorecard: [\n", encoding="utf-8")
    app.run()
    assert "bydel-alna.yaml har feil" in _text(app)
    assert "<b>Linje 2, kolonne 1</b>" in _text(app)
    assert "Målekart 20" not in _text(app)
    alna.write_text(sound, encoding="utf-8")
    app.run()
    assert "Målekart 2008 – Furuset hjemmetjeneste" in _text(app)


@pytest.mark.parametrize("asked", ["Målekart for Bydel Alna", "bydel-alna"])
@pytest.mark.parametrize("page", [one.name for one in PAGES if one.name != "data"])
def test_a_link_to_a_scorecard_that_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch, demo: Path, tmp_path: Path, page: str, asked: str
) -> None:
    """Leads on every page to its mistakes: the name at the top of the file is read, whatever is wrong below."""
    shutil.copytree(PROJECT / "scorecards", folder := tmp_path / "cards")
    alna = folder / "bydel-alna.yaml"
    told = alna.read_text(encoding="utf-8").replace("window: year_to_date", "window: [year_to_date", 1)
    alna.rename(folder / "alna.yaml").write_text(told, encoding="utf-8")
    app = _page(monkeypatch, demo, folder, scorecard=asked).switch_page(str(PROJECT / "pages" / f"{page}.py")).run()
    assert not app.exception
    assert "alna.yaml har feil" in _text(app)
    assert "finnes ikke" not in _text(app)
    assert "Hole kommune" not in _text(app)


def test_an_address_of_a_scorecard_with_mistakes(monkeypatch: pytest.MonkeyPatch, demo: Path, tmp_path: Path) -> None:
    """A link to a scorecard that has got mistakes since leads to them, and not to another scorecard."""
    shutil.copytree(PROJECT / "scorecards", folder := tmp_path / "cards")
    alna = folder / "bydel-alna.yaml"
    alna.write_text(alna.read_text(encoding="utf-8").replace("window:", "windoww:"), encoding="utf-8")
    app = _page(monkeypatch, demo, folder, scorecard="Målekart for Bydel Alna", org_unit="Hole kommune", year="2008")
    assert "ukjent nøkkel «windoww»" in _text(app)
    app.selectbox(key="scorecard").set_value("hole.yaml").run()
    assert "Målekart 2008 – Hole kommune" in _text(app)
    asked = {key: app.query_params[key] for key in ("org_unit", "year", "tertial")}
    assert list(asked.values()) == ["Hole kommune", "2008", "2. tertial"]


@pytest.mark.parametrize("asked", ["hole", "hole.yaml", "Målstyringsark for Hole kommune"])
def test_an_address_may_name_a_scorecard_in_more_ways(monkeypatch: pytest.MonkeyPatch, demo: Path, asked: str) -> None:
    """By its id, as commands do, by its file, and by the title that the bar shows; the title is what it becomes."""
    app = _page(monkeypatch, demo, scorecard=asked)
    assert "– Hole kommune" in _text(app)
    assert "ikke finnes her" not in _text(app)
    assert app.query_params["scorecard"] == "Målstyringsark for Hole kommune"


def test_only_scorecards_with_mistakes(monkeypatch: pytest.MonkeyPatch, demo: Path, tmp_path: Path) -> None:
    """Where no scorecard can be shown, the mistakes of the first are."""
    (tmp_path / "mitt.yaml").write_text("scorecard: mitt\ntitle: Mitt målekart\n", encoding="utf-8")
    app = _page(monkeypatch, demo, tmp_path)
    assert not app.exception
    assert "mitt.yaml har feil" in _text(app)


def test_no_scorecards_at_all(monkeypatch: pytest.MonkeyPatch, demo: Path, tmp_path: Path) -> None:
    """A folder without scorecards says where they are looked for."""
    (tmp_path / "peers.yaml").write_text("peers: []\n", encoding="utf-8")
    app = _page(monkeypatch, demo, tmp_path)
    assert not app.exception
    assert "Ingen målekart" in _text(app)


def test_document_is_norwegian_and_whole() -> None:
    """The document says its language, and carries the style sheet and Streamlit's program."""
    page = document()
    assert '<html lang="nb">' in page
    assert "<title>effnett</title>" in page
    assert ".ef-tiles" in page
    assert page.count('import("./static/js/') == 5  # one file for each part that a page begins with


@pytest.mark.parametrize(
    ("path", "method", "ours"),
    [
        ("/", "GET", True),
        ("/data", "GET", True),
        ("/data", "POST", False),
        ("/_stcore/health", "GET", False),
        ("/data/_stcore/", "GET", False),
        ("/static/js/index.js", "GET", False),
        ("/tertial", "HEAD", True),
        ("/tertial/", "GET", False),
        ("/tertial/data", "GET", False),
        ("/base/data", "GET", False),
        ("/finnesikke", "GET", False),
    ],
)
def test_only_pages_are_answered_with_it(path: str, method: str, ours: bool) -> None:
    """Everything but the pages' addresses goes on to Streamlit."""
    assert is_page({"type": "http", "method": method, "path": path}) is ours


@pytest.mark.parametrize(
    ("path", "ours"),
    [
        ("/base/", True),
        ("/base/data", True),
        ("/base/data/", False),
        ("/base", False),
        ("/basedata", False),
        ("/", False),
        ("/data", False),
    ],
)
def test_pages_lie_below_the_base_path(path: str, ours: bool) -> None:
    """Where the server is set up with one, as behind a web server that has others beside it."""
    before = st.get_option("server.baseUrlPath")
    config.set_option("server.baseUrlPath", "base")
    try:
        assert is_page({"type": "http", "method": "GET", "path": path}) is ours
    finally:
        config.set_option("server.baseUrlPath", before)


@pytest.fixture(scope="module")
def server(demo: Path) -> Iterator[str]:
    """The app as it is run."""
    with served(demo) as address:
        yield address


class Stay(urllib.request.HTTPRedirectHandler):
    """Tells of a redirect in place of following it."""

    def redirect_request(self, *_: object) -> None:
        """Nowhere."""


def asked(address: str, method: str = "GET") -> tuple[int, Mapping[str, str], str]:
    """The status of an answer, its headers and its text."""
    request = urllib.request.Request(address, method=method)
    try:
        with urllib.request.build_opener(Stay).open(request) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, dict(answer.headers), answer.read().decode()


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/", 200, "Streamlit"),
        ("/tertial", 200, "Streamlit"),
        ("/finnesikke", 404, "Siden finnes ikke"),
        ("/tertial/data", 404, "Siden finnes ikke"),
        ("/hjelp/finnes-ikke", 404, "Siden finnes ikke"),
        ("/index.html", 404, "Siden finnes ikke"),
        ("/%3Cscript%3E", 404, "Siden finnes ikke"),
        ("/_stcore/health", 200, "ok"),
        ("/_stcore/finnes-ikke", 200, "Streamlit"),
        ("/healthz", 200, "Streamlit"),
        ("/script-health-check", 200, "Streamlit"),
        ("/media/finnes-ikke", 404, "File not found"),
        ("/component/finnes-ikke", 404, "Component not found"),
        ("/manifest.json", 200, "{"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_of(server: str, path: str, status: int, told: str) -> None:
    """In Norwegian, with the status that says so and the ways on; Streamlit's own addresses answer as before."""
    found, headers, text = asked(server + path)
    assert (found, told in text) == (status, True)
    if told == "Siden finnes ikke":
        assert asked(server + path, "HEAD")[0] == status
        assert 'lang="nb"' in text
        assert '<a href="/">Målekart</a>' in text
        assert "<script" not in text
        assert headers["content-type"].startswith("text/html")


def test_a_page_with_a_slash_after_it_is_led_to_the_page(server: str) -> None:
    """Streamlit does it: below such an address its own files would not be found."""
    found, headers, _ = asked(f"{server}/tertial/?unit=x")
    assert (found, headers["location"]) == (301, "/tertial?unit=x")
