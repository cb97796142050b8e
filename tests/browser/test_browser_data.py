"""The Data page, the empty store and mistakes in YAML, in a browser."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from places import PROJECT
from playwright.sync_api import Browser, Page, expect
from serving import served
from test_browser_scorecard import PICTURES, SETTLED_MS, SIZES, show, violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", SIZES)
def test_data_page_at_every_size(page: Page, address: str, size: str) -> None:
    """No violation and nothing wider than the window; what is loaded is told."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{address}/data")
    page.wait_for_selector("[data-page='data']")
    page.wait_for_selector("[data-testid='stFileUploaderDropzone'][role='group']")
    page.wait_for_timeout(SETTLED_MS)
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"data-{size}.png", full_page=True)
    assert violations(page) == []
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
    expect(page.get_by_role("cell", name="sick_leave.csv").first).to_be_visible()
    expect(page.get_by_text("Velg fil …")).to_be_visible()


def _choose(page: Page, kind: str, name: str, content: str) -> None:
    page.locator(".st-key-kind input").click()
    page.get_by_role("option", name=kind, exact=True).click()
    page.wait_for_timeout(SETTLED_MS)
    page.locator("input[type='file']").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    )


def test_empty_store_then_upload(page: Page, browser: Browser, tmp_path: Path) -> None:
    """An empty store says what to do; a file is previewed, loaded, and shown as loaded."""
    assert browser.is_connected()
    with served(tmp_path / "store") as address:
        page.goto(address)
        page.wait_for_selector("[data-page='empty']")
        page.wait_for_timeout(SETTLED_MS)
        assert violations(page) == []
        expect(page.get_by_text("python -m effnett import units")).to_be_visible()
        page.goto(f"{address}/data")
        page.wait_for_selector("[data-page='data']")
        expect(page.get_by_text("Ingenting er lastet inn ennå.")).to_be_visible()
        head = "org_unit,name,kind,parent,valid_from,valid_to,successor,kostra_code,employees\n"
        _choose(page, "Enheter", "enheter.csv", head + "a,Enhet A,,,,,,,10\n")
        expect(page.get_by_text("Rader som kan leses inn: 1. Rader som avvises: 0.")).to_be_visible()
        page.wait_for_timeout(SETTLED_MS)
        assert violations(page) == []
        page.get_by_role("button", name="Les inn").click()
        expect(page.get_by_text("enheter.csv er lest inn. Rader: 1 tatt inn")).to_be_visible()
        expect(page.get_by_role("cell", name="enheter.csv").first).to_be_visible()


def test_rejected_rows_are_shown_before_anything_is_loaded(page: Page, browser: Browser, tmp_path: Path) -> None:
    """A row that cannot be taken is shown with line and reason, and the button waits for a yes."""
    assert browser.is_connected()
    with served(tmp_path / "store") as address:
        page.goto(f"{address}/data")
        page.wait_for_selector("[data-page='data']")
        head = "org_unit,month,agreed_days,self_certified_days,doctor_certified_days,employees\n"
        _choose(page, "Sykefravær", "fravaer.csv", head + "ukjent,2009-01,100,1,2,20\n")
        expect(page.get_by_role("heading", name="Forhåndsvisning av fravaer.csv")).to_be_visible()
        expect(page.get_by_role("listitem").filter(has_text="enheten «ukjent» er ukjent")).to_contain_text("Linje 2")
        assert page.get_by_role("button", name="Les inn").count() == 0
        _choose(page, "Sykefravær", "side.csv", "<!doctype html><html><body>Feil</body></html>")
        expect(page.get_by_text("side.csv kan ikke leses inn")).to_be_visible()


def test_mistakes_in_yaml(page: Page, store: Path, browser: Browser, tmp_path: Path) -> None:
    """A scorecard with a mistake shows its list of problems in its place; the others work."""
    assert browser.is_connected()
    folder = tmp_path / "cards"
    shutil.copytree(PROJECT / "scorecards", folder)
    alna = folder / "bydel-alna.yaml"
    alna.write_text(alna.read_text(encoding="utf-8").replace("window:", "windoww:"), encoding="utf-8")
    with served(store, folder) as address:
        show(page, address)
        expect(page.get_by_role("heading", name="Hole kommune")).to_be_visible()
        expect(page.get_by_text("Har feil og kan ikke vises: «Målekart for Bydel Alna»")).to_be_visible()
        assert violations(page) == []
        page.goto(f"{address}/?scorecard=M%C3%A5lekart+for+Bydel+Alna")
        expect(page.get_by_text("windoww").first).to_be_visible()
        expect(page.get_by_role("heading", name="bydel-alna.yaml har feil")).to_be_visible()
        assert violations(page) == []
