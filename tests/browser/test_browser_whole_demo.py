"""The whole demonstration, with what people have written in it: every page that shows it looks right."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import PROJECT
from playwright.sync_api import Browser, Page
from serving import served
from test_browser_scorecard import PICTURES, SETTLED_MS, SIZES, violations

from effnett.demo_records import begin_records

pytestmark = pytest.mark.browser

PAGES = {
    "tertial?unit=bekkedalen-sykehjem": "Rognelia har samme oppgaver og langt lavere fravær.",
    "tiltak": "Samme svar tre tertialer på rad",
    "arshjul": "16 av 29 gjort",
    "tjeneste?scorecard=hole.yaml&service=barnehage": "Vi har flere små barn og høyere dekning.",
    "?indicator=sykefravaer": "Samle erfaringene fra enheter med lavt fravær.",
    "?indicator=brukertilfredshet-respekt": "Varierer enhetene mer enn kommunene?",
}


@pytest.fixture(scope="module")
def whole(store: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app over the demonstration as a new one is built."""
    assert browser.is_connected()
    folder = tmp_path_factory.mktemp("whole") / "store"
    shutil.copytree(store, folder, ignore=shutil.ignore_patterns("records*"))
    assert begin_records(folder, PROJECT / "data")
    with served(folder) as found:
        yield found


@pytest.mark.parametrize("size", ["projector", "phone"])
@pytest.mark.parametrize("path", PAGES)
def test_what_is_written_is_seen_and_looks_right(page: Page, whole: str, path: str, size: str) -> None:
    """It is there; no violation, and nothing wider than the window."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{whole}/{path}")
    page.wait_for_selector("[data-page][data-done]", state="attached")
    page.get_by_text(PAGES[path]).first.wait_for()
    page.wait_for_timeout(SETTLED_MS)
    PICTURES.mkdir(parents=True, exist_ok=True)
    name = "".join(letter if letter.isalnum() else "-" for letter in path)
    page.screenshot(path=PICTURES / f"demo-{name}-{size}.png", full_page=True)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
