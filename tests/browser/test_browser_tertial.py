"""The Tertial page as a person meets it: three sizes, by keyboard alone, and a unit's way from draft to approved."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Locator, Page, expect
from serving import served
from test_browser_scorecard import PICTURES, SETTLED_MS, SIZES, violations
from test_browser_writing import WAIT_MS, say_name

pytestmark = pytest.mark.browser

UNIT = "Bekkedalen sykehjem"
CODE = "bekkedalen-sykehjem"


@pytest.fixture(scope="module")
def own(store: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app over a store of its own, for what is written."""
    assert browser.is_connected()
    folder = tmp_path_factory.mktemp("tertial") / "store"
    shutil.copytree(store, folder, ignore=shutil.ignore_patterns("records*"))
    with served(folder) as found:
        yield found


def show(page: Page, address: str) -> None:
    """Open an address and wait until the table is there and nothing moves."""
    page.set_default_timeout(WAIT_MS)
    page.goto(address)
    page.wait_for_selector("table[data-page='tertial'][data-done]")
    page.wait_for_timeout(SETTLED_MS)


@pytest.mark.parametrize(
    ("size", "unit"),
    [*((size, CODE) for size in SIZES), ("laptop", ""), ("phone", ""), ("laptop", "frivilligsentral")],
)
def test_looks_and_reads_well_at_every_size(page: Page, address: str, size: str, unit: str) -> None:
    """No violation, nothing wider than the window, no print under 14 px; also with a sheet of a hidden unit."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    show(page, f"{address}/tertial?unit={unit}")
    if unit:
        page.wait_for_selector(".ef-figures")
        say_name(page, "Kari")
        page.wait_for_timeout(SETTLED_MS)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
    smallest = page.evaluate("""() => Math.min(...[...document.querySelectorAll('.ef *')]
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.nodeValue.trim()))
        .map(e => parseFloat(getComputedStyle(e).fontSize)))""")
    assert smallest >= 14
    PICTURES.mkdir(parents=True, exist_ok=True)
    tall = page.evaluate("document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight")
    page.set_viewport_size({"width": width, "height": max(height, min(tall + 100, 6000))})
    page.wait_for_timeout(SETTLED_MS)
    page.screenshot(path=PICTURES / f"tertial-{unit}{size}.png")


def test_the_sheet_stands_beside_the_table_where_there_is_room(page: Page, address: str) -> None:
    """To the right at 1920 pixels, below at 1280."""
    show(page, f"{address}/tertial?unit={CODE}")
    table, sheet = page.locator("table.ef-heat"), page.locator(".ef-sheet")
    expect(sheet).to_be_visible()
    assert _left(sheet) > _left(table) + 400
    page.set_viewport_size({"width": 1280, "height": 720})
    page.wait_for_timeout(SETTLED_MS)
    assert _left(sheet) < _left(table) + 100


def _left(place: Locator) -> float:
    box = place.bounding_box()
    assert box is not None
    return box["x"]


def test_from_draft_to_approved(page: Page, own: str) -> None:
    """Not begun, draft, delivered, approved, set back; the table follows, and what is delivered cannot be changed."""
    show(page, f"{own}/tertial")
    row = page.locator("table.ef-heat tr", has=page.get_by_role("button", name=UNIT))
    expect(row.locator(".ds")).to_have_text("ikke påbegynt")
    page.get_by_role("button", name=UNIT).click()
    say_name(page, "Kari")
    field = page.get_by_label("Enhetens vurdering")
    page.get_by_role("button", name="Lever vurderingen").click()
    expect(page.get_by_text("Vurderingen er tom. Skriv den før den leveres.").first).to_be_visible(timeout=WAIT_MS)
    field.fill("Fraværet har økt etter omleggingen av turnus i mai.")
    expect(row.locator(".ds")).to_have_text("utkast", timeout=WAIT_MS)
    field.press("End")
    field.press_sequentially(" Vi måler igjen.", delay=5)
    page.get_by_role("button", name="Lever vurderingen").click()
    expect(row.locator(".ds")).to_have_text("levert", timeout=WAIT_MS)
    expect(field).to_have_value("Fraværet har økt etter omleggingen av turnus i mai. Vi måler igjen.")
    assert field.get_attribute("readonly") is not None
    expect(page.locator(".ef-sub")).to_contain_text("1 levert")
    page.get_by_role("button", name="Godkjenn").click()
    expect(row.locator(".ds")).to_have_text("godkjent", timeout=WAIT_MS)
    expect(page.locator(".ef-sub")).to_contain_text("1 av dem godkjent")
    page.get_by_role("button", name="Sett tilbake til utkast").click()
    expect(row.locator(".ds")).to_have_text("utkast", timeout=WAIT_MS)
    assert field.get_attribute("readonly") is None


def test_wonderings_answers_and_actions(page: Page, own: str) -> None:
    """Asked, answered with a reason, closed; something to be done, changed and withdrawn; nothing is deleted."""
    show(page, f"{own}/tertial?unit=boliger-nord")
    say_name(page, "Sjef")
    page.get_by_text("Ny undring").click()
    page.get_by_role("button", name="Send undringen").click()
    expect(page.get_by_text("Teksten mangler. Skriv noe før det lagres.")).to_be_visible(timeout=WAIT_MS)
    page.get_by_label("Hva lurer du på?").fill("Hvorfor øker fraværet her?")
    page.get_by_label("Gjelder").first.select_option(label="Sykefravær")
    page.get_by_role("button", name="Send undringen").click()
    card = page.locator(".ef-wonder")
    expect(card).to_contain_text("Undring fra Sjef", timeout=WAIT_MS)
    expect(card).to_contain_text("Sykefravær")
    expect(page.get_by_label("Hva lurer du på?")).to_have_value("")
    page.get_by_text("Svar på undringen").click()
    page.get_by_label("Svar", exact=True).fill("Turnus ble lagt om.")
    page.get_by_role("button", name="Lagre svaret").click()
    expect(page.get_by_text("Velg en årsak til svaret.")).to_be_visible(timeout=WAIT_MS)
    page.get_by_label("Hva er årsaken?").select_option("reelt_problem")
    page.get_by_role("button", name="Lagre svaret").click()
    expect(card.locator(".ef-answer")).to_contain_text("Et reelt problem", timeout=WAIT_MS)
    expect(page.get_by_label("Svar", exact=True)).to_be_hidden()
    expect(page.get_by_text("Svar på undringen")).to_be_focused()
    expect(page.locator(".ef-write", has=card).locator("[data-part=status]")).to_contain_text("Lagret kl.")
    page.get_by_role("button", name="Lukk undringen").click()
    expect(card).to_contain_text("Undringen er lukket", timeout=WAIT_MS)
    page.get_by_text("Nytt tiltak").click()
    page.get_by_label("Hva skal gjøres?").fill("Ny turnus fra uke 40")
    page.get_by_label("Frist").fill("2009-05-01")
    page.get_by_role("button", name="Lagre tiltaket").click()
    action = page.locator(".ef-action")
    expect(action).to_contain_text("forsinket", timeout=WAIT_MS)
    page.get_by_text("Endre", exact=True).click()
    page.get_by_label("Hvor langt er det kommet?").first.select_option("gjort")
    page.get_by_role("button", name="Lagre tiltaket").first.click()
    expect(action).to_contain_text("gjort", timeout=WAIT_MS)
    assert violations(page) == []
    page.locator(".ef-write", has=action).get_by_role("button", name="Trekk tilbake").click()
    expect(action).to_have_count(0, timeout=WAIT_MS)
    page.get_by_text("Vis det som er trukket tilbake (1)").click()
    page.get_by_role("button", name="Ta fram igjen").click()
    expect(action).to_contain_text("gjort", timeout=WAIT_MS)


def test_the_leaders_own_forecast(page: Page, own: str) -> None:
    """A Norwegian number; what is none is told in place; it comes into the table of figures."""
    show(page, f"{own}/tertial?unit=dagsenter")
    say_name(page, "Kari")
    page.get_by_text("Lederens prognose for").first.click()
    value = page.get_by_label("Hele året")
    value.fill("tolv")
    value.press("Enter")
    expect(page.get_by_text("«tolv» er ikke et tall. Skriv det med komma, som 12,8.")).to_be_visible(timeout=WAIT_MS)
    value.fill("12,85")
    value.press("Enter")
    expect(page.locator(".ef-figures")).to_contain_text("12,85", timeout=WAIT_MS)


def test_by_keyboard_alone(page: Page, own: str) -> None:
    """Sort, open a unit, and come to its sheet; closing it leads back to the row."""
    show(page, f"{own}/tertial")
    page.locator("button[data-row='sort:sykefravaer']").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("th[aria-sort] button[data-row='sort:sykefravaer']")
    page.wait_for_function("document.activeElement.dataset.row === 'sort:sykefravaer'")
    assert "sort=sykefravaer" in page.url
    assert page.locator("table.ef-heat tbody tr").first.locator("td.missed").count() > 0
    first = page.locator("table.ef-heat tbody button[data-row]").first
    code = first.get_attribute("data-row")
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#detail[data-indicator='{code}']")
    expect(page.locator("#detail")).to_be_focused()
    expect(page.locator("#detail")).to_be_in_viewport()
    assert f"unit={code}" in page.url
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.close") == "1"
    page.keyboard.press("Enter")
    expect(page.locator("#detail")).to_have_count(0)
    page.wait_for_function(f"document.activeElement.dataset.row === '{code}'")


def told_of(page: Page) -> tuple[str, list[str], list[str]]:
    """What the filters say, the units from the top, and the columns."""
    rows = page.locator("table.ef-heat tbody th.u").all_inner_texts()
    return page.locator(".ef-part").inner_text(), rows, page.locator("table.ef-heat thead th.i").all_inner_texts()


@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_sort_and_filters_are_in_the_address_and_outlive_a_sheet(page: Page, address: str, size: str) -> None:
    """What is shown is what is counted; a sheet opened and closed, and a reload, leave it as it was."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    show(page, f"{address}/tertial")
    page.locator("button[data-row='sort:sykefravaer']").click()
    page.wait_for_selector("th[aria-sort] button[data-row='sort:sykefravaer']")
    page.get_by_text("Bare det som krever handling").click()
    expect(page.locator(".ef-part")).to_have_text("Viser 19 av 23 resultatenheter og 8 av 10 indikatorer")
    page.locator(".st-key-area input").click()
    page.get_by_role("option", name="Ansatte og arbeidsmiljø").click()
    expect(page.locator(".ef-part")).to_have_text("Viser 16 av 23 resultatenheter og 4 av 10 indikatorer")
    expect(page.locator("table.ef-heat tbody th.u")).to_have_count(16)
    before = told_of(page)
    assert len(before[2]) == 4
    assert page.locator("th[aria-sort]").inner_text().startswith("Sykefravær")
    row = page.locator("table.ef-heat tbody button[data-row]").nth(1)
    code = row.get_attribute("data-row")
    row.click()
    expect(page.locator("#detail")).to_be_focused()
    page.locator("[data-close]").click()
    expect(page.locator("#detail")).to_have_count(0)
    page.wait_for_function(f"document.activeElement.dataset.row === '{code}'")
    assert told_of(page) == before
    page.reload()
    expect(page.locator(".ef-part")).to_have_text(before[0])
    expect(page.locator("table.ef-heat tbody th.u")).to_have_count(16)
    assert told_of(page) == before
    assert page.locator("th[aria-sort]").inner_text().startswith("Sykefravær")


def test_a_table_that_is_sorted_stays_where_it_was_moved(page: Page, address: str) -> None:
    """On a phone a column far out is still in sight, with the focus on it, and the first row is."""
    page.set_viewport_size({"width": 390, "height": 844})
    show(page, f"{address}/tertial")
    heading = page.locator("button[data-row='sort:!action']")
    heading.scroll_into_view_if_needed()
    heading.focus()
    page.locator(".ef-wide").evaluate("room => { room.scrollTop = 300; }")
    page.keyboard.press("Enter")
    page.wait_for_selector("th[aria-sort] button[data-row='sort:!action']")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    assert page.locator(".ef-wide").evaluate("room => room.scrollLeft") > 300
    assert page.locator(".ef-wide").evaluate("room => room.scrollTop") == 0


def test_one_who_comes_back_to_the_page_begins_at_its_top(page: Page, address: str) -> None:
    """A sheet that was open before one left takes no focus."""
    show(page, f"{address}/tertial?unit={CODE}")
    page.wait_for_selector(".ef-figures")
    bar = page.get_by_test_id("stTopNav")
    bar.get_by_role("link", name="Data").click()
    page.wait_for_selector("[data-page='data']")
    bar.get_by_role("link", name="Tertial").click()
    page.wait_for_selector("table[data-page='tertial'][data-done]")
    page.wait_for_timeout(SETTLED_MS)
    assert page.evaluate("!document.activeElement.dataset.row")


def test_on_paper_the_headings_are_repeated_and_the_filter_told(page: Page, address: str) -> None:
    """Chromium repeats headings that are less than a quarter of the sheet, and leaves out buttons in them."""
    page.set_viewport_size({"width": 1047, "height": 718})  # A4 on its side, within its margins
    show(page, f"{address}/tertial?only_action=true")
    page.emulate_media(media="print")
    heads = page.locator("table.ef-heat thead")
    assert heads.evaluate("heads => heads.getBoundingClientRect().height") < 718 / 4
    shown = "heads => [...heads.querySelectorAll('button')].map(each => getComputedStyle(each).display)"
    assert set(heads.evaluate(shown)) == {"contents"}
    expect(page.locator(".ef-part")).to_be_visible()
    expect(page.get_by_text("Bare det som krever handling")).to_be_hidden()


def test_the_sheet_as_word(page: Page, own: str) -> None:
    """Made when it is asked for, with the name of unit and tertial."""
    show(page, f"{own}/tertial?unit={CODE}")
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned som Word").click()
    assert download.value.suggested_filename == f"dialogark-{CODE}-2009-T2.docx"
    document = Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert document.paragraphs[0].text == "Dialogark 2. tertial 2009 – Bekkedalen sykehjem"
