"""Målekart as a person meets it: three sizes, by keyboard alone, on paper, and nothing from outside."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from places import PROJECT, skip_loudly
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SIZES = {"projector": (1920, 1080), "laptop": (1280, 720), "phone": (390, 844)}
PICTURES = PROJECT / "build" / "screenshots"
SETTLED_MS = 600


def show(page: Page, address: str) -> None:
    """Open an address and wait until the table is there and nothing moves."""
    page.goto(address)
    page.wait_for_selector("table[data-done]")
    page.wait_for_timeout(SETTLED_MS)


def violations(page: Page) -> list[str]:
    """What axe finds, readable."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize(
    ("row", "size"),
    [
        *((row, size) for row in ("", "?indicator=sykefravaer") for size in SIZES),
        ("?indicator=okonomisk-resultat", "laptop"),
    ],
)
def test_looks_and_reads_well_at_every_size(page: Page, address: str, size: str, row: str) -> None:
    """No violation, nothing wider than the window, no print under 14 px."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    show(page, address + "/" + row)
    if row:
        page.wait_for_selector("[data-testid='stVegaLiteChart'] svg, [data-testid='stVegaLiteChart'] canvas")
        page.wait_for_timeout(SETTLED_MS)
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"malekart-{row.partition('=')[2]}{size}.png", full_page=True)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
    smallest = page.evaluate("""() => Math.min(...[...document.querySelectorAll('.ef *')]
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.nodeValue.trim()))
        .map(e => parseFloat(getComputedStyle(e).fontSize)))""")
    assert smallest >= 14


@pytest.mark.parametrize("row", ["sykefravaer", "okonomisk-resultat"])
def test_a_target_of_a_unit_below_is_on_one_line(page: Page, address: str, row: str) -> None:
    """And the table is no wider than what it stands in."""
    page.set_viewport_size({"width": 1280, "height": 720})
    show(page, f"{address}/?indicator={row}")
    table = page.locator("table.ef-units").first
    table.wait_for()
    lines = table.evaluate("""table => [...table.rows].slice(1).map(row => {
        const text = document.createRange();
        text.selectNodeContents(row.cells[1]);
        return new Set([...text.getClientRects()].map(one => one.top)).size; })""")
    assert len(lines) > 20
    assert set(lines) == {1}
    assert table.evaluate("table => table.parentElement.scrollWidth <= table.parentElement.clientWidth")


def test_help_opens_from_the_control_chart(page: Page, address: str) -> None:
    """The link under the heading opens the help with its picture, readable, and asks for nothing more."""
    show(page, f"{address}/?indicator=sykefravaer")
    page.wait_for_selector(".ef-spc")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Slik leser du kontrolldiagrammet").click()
    told = opened.value
    told.wait_for_load_state()
    assert told.url.endswith("/hjelp/kontrolldiagram")
    expect(told.get_by_role("heading", level=1)).to_have_text("Slik leser du kontrolldiagrammet")
    assert told.locator("img").evaluate("image => image.naturalWidth") > 0
    assert violations(told) == []


def test_language_title_and_marks(page: Page, address: str) -> None:
    """The document is in Norwegian, and the table tells what it shows."""
    show(page, address)
    assert page.locator("html").get_attribute("lang") == "nb"
    table = page.locator("table[data-done]")
    assert table.get_attribute("data-done") == "030112"
    assert table.get_attribute("data-page") == "scorecard"
    assert table.get_attribute("data-as-of") == "2009-T2"
    assert page.title() == "Målekart"


def test_nothing_is_asked_of_the_outside(page: Page, address: str) -> None:
    """Every request goes to this machine, on both pages and with a chart drawn."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    show(page, f"{address}/?indicator=sykefravaer")
    page.wait_for_selector("[data-testid='stVegaLiteChart']")
    page.get_by_role("link", name="Data").click()
    page.wait_for_selector("[data-page='data']")
    page.wait_for_timeout(SETTLED_MS)
    hosts = {urlsplit(url).hostname for url in asked if urlsplit(url).scheme not in ("data", "blob")}
    assert hosts == {"localhost"}


def test_a_change_of_unit_changes_table_and_address(page: Page, address: str) -> None:
    """The unit is chosen in the bar; the address then shows another person the same."""
    show(page, address)
    page.locator(".st-key-org_unit input").click()
    page.get_by_role("option", name="Furuset hjemmetjeneste", exact=True).click()
    page.wait_for_selector("table[data-done='furuset-hjemmetjeneste']")
    assert "org_unit=Furuset+hjemmetjeneste" in page.url
    other = page.context.new_page()
    show(other, page.url)
    assert other.locator("table[data-done]").get_attribute("data-done") == "furuset-hjemmetjeneste"


def test_browser_back_brings_the_view_back(page: Page, address: str) -> None:
    """Going to Data and back keeps the unit that was chosen."""
    show(page, f"{address}/?org_unit=Furuset+hjemmetjeneste")
    page.get_by_role("link", name="Data").click()
    page.wait_for_selector("[data-page='data']")
    page.go_back()
    page.wait_for_selector("table[data-done='furuset-hjemmetjeneste']")


def test_by_keyboard_alone(page: Page, address: str) -> None:
    """Tab reaches a row, Enter opens its detail and goes there, and closing it leads back to the row."""
    show(page, address)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.row") == "sykefravaer":
            break
    assert page.evaluate("document.activeElement.dataset.row") == "sykefravaer"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_selector("#detail[data-indicator='sykefravaer']")
    expect(page.locator("#detail")).to_be_focused()
    expect(page.locator("#detail")).to_be_in_viewport()
    assert "indicator=sykefravaer" in page.url
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.close") == "1"
    page.keyboard.press("Enter")
    expect(page.locator("#detail")).to_have_count(0)
    page.wait_for_function("document.activeElement.dataset.row === 'sykefravaer'")
    assert "indicator=" not in page.url


def test_unit_is_chosen_by_keyboard(page: Page, address: str) -> None:
    """The choices in the bar need no mouse."""
    show(page, address)
    page.locator(".st-key-org_unit input").focus()
    page.keyboard.type("Furuset hj")
    page.keyboard.press("Enter")
    page.wait_for_selector("table[data-done='furuset-hjemmetjeneste']")


def test_filter(page: Page, address: str) -> None:
    """Only what needs action is left, and the address says so."""
    show(page, address)
    page.get_by_text("Bare det som krever handling").click()
    expect(page.locator(".pill.met")).to_have_count(0)
    expect(page.locator(".pill.missed").first).to_be_visible()
    assert "action=true" in page.url


def test_workbook_by_one_click(page: Page, address: str) -> None:
    """The button gives a workbook with the figures of the page."""
    show(page, address)
    page.wait_for_selector("[data-test-script-state='notRunning']")
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned som Excel").click()
    assert download.value.suggested_filename == "malekart-bydel-alna-030112-2009-T2.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))["Målekart"]
    assert sheet.max_row == 11
    assert {type(cell.value) for cell in sheet["J"][1:]} <= {float, int, type(None)}


def test_paper_has_the_whole_table(page: Page, address: str, tmp_path: Path) -> None:
    """Printed on A4 landscape: every row is there, and no bars or buttons."""
    if not shutil.which("pdftotext"):
        skip_loudly("there is no pdftotext on this machine")
    show(page, address)
    titles = page.locator("table[data-done] button[data-row]").all_inner_texts()
    paper = tmp_path / "paper.pdf"
    page.pdf(path=paper, prefer_css_page_size=True, print_background=True)
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout
    plain = re.sub(r"\s+", " ", text)
    assert len(titles) == 10
    assert all(title.split()[0] in plain for title in titles)
    assert "Målekart 2009 – Bydel Alna" in plain
    assert "Last ned som Excel" not in plain
    size = subprocess.run(["pdfinfo", paper], capture_output=True, text=True, check=True).stdout
    assert "841.9 x 594.9" in size.replace("842 x 595", "841.9 x 594.9").replace("841.92 x 594.96", "841.9 x 594.9")
    assert int(re.search(r"Pages:\s+(\d+)", size)[1]) <= 2  # type: ignore[index]
