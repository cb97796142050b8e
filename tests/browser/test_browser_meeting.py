"""Møte on the wall: everything in sight, every key, two who write, and nothing lost."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from places import PROJECT
from playwright.sync_api import Browser, Page, expect
from serving import served

from effnett.model.periods import AsOf
from effnett.model.records import Action, Edit, Subject, Wondering
from effnett.store.records import open_records

pytestmark = pytest.mark.browser

SIZES = {"projector": (1920, 1080), "laptop": (1280, 720)}
PICTURES = PROJECT / "build" / "screenshots"
SETTLED_MS = 400
FIGURE_PX = 48
LONG = "Gjennomføring av planlagte lokale satsinger i samarbeid med frivillige lag, næringsliv og organisasjoner"

OUTSIDE = """() => [...document.querySelectorAll('.ef-meet .screen:not([hidden]) *, .ef-meet .foot *')]
  .filter(e => e.getClientRects().length && getComputedStyle(e).clipPath === 'none')
  .filter(e => { const r = e.getBoundingClientRect();
     return r.left < -1 || r.top < -1 || r.right > innerWidth + 1 || r.bottom > innerHeight + 1; })
  .map(e => e.outerHTML.slice(0, 120))"""
COVERED = """() => { const screen = document.querySelector('.ef-meet .screen:not([hidden])');
  return [screen.scrollHeight - screen.clientHeight, screen.scrollWidth - screen.clientWidth,
    document.scrollingElement.scrollHeight - document.scrollingElement.clientHeight].filter(n => n > 0); }"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll(
  ".ef-meet .screen:not([hidden]) :not(svg *), .ef-meet .foot *")]
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.nodeValue.trim()) && e.getClientRects().length)
  .map(e => parseFloat(getComputedStyle(e).fontSize)))"""
FIGURE = "() => parseFloat(getComputedStyle(document.querySelector('.screen:not([hidden]) .k')).fontSize)"
WIDER = """() => { const k = document.querySelector('.screen:not([hidden]) .k');
  return k.scrollWidth - k.clientWidth; }"""


@pytest.fixture
def written(store: Path, tmp_path: Path, browser: Browser) -> Iterator[str]:
    """The app with a store of its own to write in; its address."""
    assert browser.is_connected()
    with served(Path(shutil.copytree(store, tmp_path / "store"))) as found:
        yield f"{found}/mote"


def show(page: Page, address: str) -> None:
    """Open the meeting and wait until a screen is there."""
    page.goto(address)
    page.wait_for_selector(".ef-meet[data-done]")
    page.wait_for_timeout(SETTLED_MS)


def violations(page: Page) -> list[str]:
    """What axe finds, readable."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


def title(page: Page) -> str:
    """The title on the wall."""
    return page.locator(".screen:not([hidden]) h1").inner_text()


def at(page: Page) -> str:
    """`4` of `4 av 10`."""
    found = re.search(r"(\d+) av \d+$", page.locator(".screen:not([hidden]) .where").inner_text())
    assert found
    return found[1]


def write(page: Page, key: str, text: str, name: str = "") -> None:
    """Open the window by its key, write, and save, by keyboard alone."""
    page.keyboard.press(key)
    page.keyboard.type(text)
    if name:
        page.locator("#meet-name").focus()
        page.keyboard.press("Control+a")
        page.keyboard.type(name)
    page.keyboard.press("Control+Enter")
    expect(page.locator("dialog.write")).to_be_hidden()


@pytest.mark.parametrize(
    ("card", "theme", "size"),
    [
        *(("Målekart for Bydel Alna", theme, size) for theme in ("light", "dark") for size in SIZES),
        ("Målstyringsark for Hole kommune", "light", "laptop"),  # where there is least room
    ],
)
def test_every_screen_is_in_sight(page: Page, address: str, size: str, theme: str, card: str) -> None:
    """Nothing to scroll to, nothing cut off, large figures, and no small print under 14 px; axe finds nothing.

    Colours move nothing: in the dark the first screens are enough.
    """
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    show(page, f"{address}/mote?scorecard={card}")
    if theme == "dark":
        page.keyboard.press("d")
    count = page.locator(".screen").count()
    PICTURES.mkdir(parents=True, exist_ok=True)
    for number in range(count if theme == "light" else 2):
        assert page.evaluate(OUTSIDE) == [], title(page)
        assert page.evaluate(COVERED) == [], title(page)
        assert page.evaluate(FIGURE) >= FIGURE_PX
        assert page.evaluate(WIDER) <= 0, title(page)
        assert page.evaluate(SMALLEST) >= 14, title(page)
        if number < 2:
            page.screenshot(path=PICTURES / f"mote-{count}-{number}-{size}-{theme}.png")
            assert violations(page) == []
        page.keyboard.press("ArrowRight")
    page.keyboard.press("o")
    tiles = page.locator("dialog.overview")
    assert tiles.evaluate("one => one.scrollHeight - one.clientHeight") <= 0
    page.screenshot(path=PICTURES / f"mote-oversikt-{count}-{size}-{theme}.png")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.end")).to_contain_text("Demonstrasjon: frister er regnet som om det var 10. september")
    assert violations(page) == []


def test_a_wrong_address_is_told_on_the_wall(page: Page, address: str) -> None:
    """The stage covers the page, so it is told there, and stays when the screen is changed."""
    show(page, f"{address}/mote?org_unit=Finnes+ikke")
    told = page.locator(".ef-meet .notice")
    expect(told).to_contain_text("«Finnes ikke»")
    page.keyboard.press("ArrowRight")
    expect(told).to_be_visible()
    assert violations(page) == []


def test_keys(page: Page, address: str) -> None:
    """Back and forth, the ends, the next that is missed, the unchanged passed over, black, colours and the clock."""
    show(page, f"{address}/mote")
    first = title(page)
    assert at(page) == "1"
    page.keyboard.press("ArrowLeft")
    assert at(page) == "1"
    page.keyboard.press("ArrowRight")
    assert at(page) == "2"
    page.keyboard.press("PageDown")
    assert at(page) == "3"
    page.keyboard.press("PageUp")
    page.keyboard.press("End")
    assert at(page) == str(page.locator(".screen").count())
    page.keyboard.press("r")
    assert title(page) == first
    assert page.locator(".screen:not([hidden])").get_attribute("data-status") == "missed"
    page.keyboard.press("r")
    expect(page.locator(".hint")).to_contain_text("Ingen flere")
    page.keyboard.press("s")
    seen = [page.locator(".screen:not([hidden])").get_attribute("data-skip")]
    for _ in range(12):
        page.keyboard.press("ArrowRight")
        seen.append(page.locator(".screen:not([hidden])").get_attribute("data-skip"))
    assert set(seen) == {"false"}
    page.keyboard.press("Home")
    for key in ("m", "."):
        page.keyboard.press(key)
        expect(page.locator(".blank")).to_be_visible()
        page.keyboard.press("ArrowRight")
        assert at(page) == "1"
        page.keyboard.press("m")
        expect(page.locator(".blank")).to_be_hidden()
    page.keyboard.press("d")
    expect(page.locator(".ef-meet")).to_have_attribute("data-theme", "dark")
    page.keyboard.press("d")
    page.keyboard.press("t")
    expect(page.locator(".clock")).to_contain_text("Denne 0:01")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".clock")).to_contain_text("Denne 0:00 · Møtet 0:01")
    page.keyboard.press("t")
    expect(page.locator(".clock")).to_contain_text("stoppet")
    page.keyboard.press("0")
    expect(page.locator(".clock")).to_be_hidden()


def test_overview_help_and_letters_that_are_turned_off(page: Page, address: str) -> None:
    """Chosen with arrows and Enter; keys are told; without letters the arrows still work."""
    show(page, f"{address}/mote")
    page.keyboard.press("o")
    for key in ("ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(page.locator("dialog.overview")).to_be_hidden()
    assert at(page) == "5"
    page.keyboard.press("?")
    expect(page.locator("dialog.help")).to_contain_text("neste som ikke er nådd")
    assert violations(page) == []
    page.locator(".letters").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    assert at(page) == "5"
    page.keyboard.press("ArrowRight")
    assert at(page) == "6"


def test_a_link_leads_to_a_screen_and_the_end_to_the_scorecard(page: Page, address: str) -> None:
    """The address follows, and shows another person the same; the way out keeps the choices."""
    show(page, f"{address}/mote?org_unit=Furuset+hjemmetjeneste&screen=okonomisk-resultat")
    assert title(page) == "Økonomisk resultat"
    assert "org_unit=Furuset+hjemmetjeneste" in page.url
    page.keyboard.press("ArrowRight")
    other = page.context.new_page()
    show(other, page.url)
    assert title(other) == title(page) != "Økonomisk resultat"
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("table[data-done='furuset-hjemmetjeneste']")
    assert "screen=" not in page.url


def test_from_the_bar_and_back_again(page: Page, address: str) -> None:
    """The bar leads to the meeting of the same unit, which has no bar; the browser's back button gives it back."""
    page.goto(f"{address}/?org_unit=Furuset+hjemmetjeneste")
    page.wait_for_selector("table[data-done]")
    page.get_by_role("link", name="Møte").click()
    page.wait_for_selector(".ef-meet[data-done='furuset-hjemmetjeneste']")
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    assert at(page) == "2"
    page.go_back()
    page.wait_for_selector("table[data-done='furuset-hjemmetjeneste']")
    expect(page.get_by_test_id("stHeader")).to_be_visible()
    page.keyboard.press("o")
    expect(page.locator("dialog")).to_have_count(0)


def test_keys_are_letters_while_somebody_writes(page: Page, written: str) -> None:
    """Nothing opens or moves; Esc leaves, and the text is there again, after a reload too, until it is saved."""
    show(page, written)
    page.keyboard.press("b")
    page.keyboard.type("Robot mot uro. ?")
    expect(page.locator("dialog[open]")).to_have_count(1)
    assert violations(page) == []
    page.keyboard.press("Escape")
    show(page, page.url)
    page.keyboard.press("b")
    expect(page.locator("#meet-text")).to_have_value("Robot mot uro. ?")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".told")).to_contain_text("Skriv navnet ditt")
    expect(page.locator("#meet-name")).to_be_focused()
    page.keyboard.type("Kari")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".note.today .one")).to_contain_text("Robot mot uro. ?")
    page.keyboard.press("b")
    expect(page.locator("#meet-text")).to_have_value("")
    expect(page.locator(".writer")).to_have_text("Skrives av Kari")


def test_two_see_what_the_other_writes_within_two_seconds(page: Page, written: str, browser: Browser) -> None:
    """A decision, a wondering, a mended text and a withdrawal; a conflict is told, with both texts."""
    show(page, written)
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    other = context.new_page()
    show(other, written)
    write(page, "b", "Bestemt <i>nå</i>", "Kari")
    seen = other.locator(".screen:not([hidden]) .note.today .one")
    expect(seen).to_contain_text("Bestemt <i>nå</i>", timeout=2000)
    write(other, "u", "Hvorfor?", "Ola")
    mine = page.locator(".screen:not([hidden]) .note.today .one")
    expect(mine.first).to_contain_text("Hvorfor?", timeout=2000)

    page.keyboard.press("a")
    page.locator("dialog.all [data-act=mend]").nth(0).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("Karis nye")
    other.keyboard.press("a")
    other.locator("dialog.all [data-act=mend]").nth(0).focus()
    other.keyboard.press("Enter")
    other.keyboard.press("Control+a")
    other.keyboard.type("Olas nye")
    page.keyboard.press("Control+Enter")
    expect(page.locator("dialog.write")).to_be_hidden()
    other.keyboard.press("Control+Enter")
    expect(other.locator(".told")).to_contain_text("Kari endret dette")
    expect(other.locator(".told")).to_contain_text("«Karis nye»")
    expect(other.locator("#meet-text")).to_have_value("Olas nye")
    other.get_by_role("button", name="Bruk min tekst").click()
    expect(other.locator("dialog.write")).to_be_hidden()
    expect(mine.nth(1)).to_contain_text("Olas nye", timeout=2000)

    other.keyboard.press("a")
    withdraw = other.locator("dialog.all [data-act=withdraw]").nth(0)
    withdraw.focus()
    other.keyboard.press("Enter")
    expect(withdraw).to_have_text("Ja, trekk tilbake")
    other.keyboard.press("Enter")
    expect(mine).to_have_count(1, timeout=3000)
    context.close()


def test_what_is_written_while_the_server_is_away_is_saved_later(page: Page, store: Path, tmp_path: Path) -> None:
    """The meeting goes on and says that a text waits; it is saved, once, when the server answers again."""
    mine = Path(shutil.copytree(store, tmp_path / "store"))
    with served(mine) as address:
        show(page, f"{address}/mote")
    page.keyboard.press("b")
    page.keyboard.type("Skrevet uten tjener")
    page.locator("#meet-name").fill("Kari")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".waiting")).to_contain_text("1 venter på å bli lagret")
    expect(page.get_by_test_id("stDialog")).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    assert at(page) == "2"
    page.keyboard.press("ArrowLeft")
    with served(mine, port=urlsplit(address).port or 0):
        expect(page.locator(".screen:not([hidden]) .note.today .one")).to_have_count(1, timeout=60_000)
        expect(page.locator(".note.today .one")).to_contain_text("Skrevet uten tjener")
        expect(page.locator(".waiting")).to_be_hidden()
        page.keyboard.press("b")
        expect(page.locator("#meet-text")).to_have_value("")


def test_minutes_are_downloaded(page: Page, written: str) -> None:
    """As Word and as Markdown, by keyboard, with the figure as it stood."""
    show(page, written)
    write(page, "b", "Følge opp.", "Kari")
    write(page, "u", "Hvorfor øker det?")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.end .counts")).to_have_text("Skrevet i dag: beslutninger 1, undringer 1.")
    assert violations(page) == []
    page.keyboard.press("Tab")
    with page.expect_download() as word:
        page.keyboard.press("Enter")
    document = Document(io.BytesIO(Path(word.value.path()).read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("Beslutning: Følge opp." in cell and "10,45" in cell for cell in cells)
    page.keyboard.press("Tab")
    with page.expect_download() as plain:
        page.keyboard.press("Enter")
    assert plain.value.suggested_filename.startswith("referat-030112-2009-T2-")
    assert "Hvorfor øker det?" in Path(plain.value.path()).read_text(encoding="utf-8")


def test_long_texts_and_many_notes_fit(page: Page, written: str) -> None:
    """A long title, a long unit name, and more notes than there is room for: the rest is told as a number."""
    page.set_viewport_size({"width": 1280, "height": 720})
    show(page, written)
    for count in range(4):
        write(page, "b", f"{count} {LONG * 3}", "Kari" if not count else "")
    page.evaluate(
        """long => { document.querySelector('.screen:not([hidden]) h1').textContent = long;
             document.querySelector('.screen:not([hidden]) h1').className = 'longer';
             document.querySelector('.foot .meeting span').textContent = 'Ledermøte ' + long;
             for (const one of document.querySelectorAll('.screen:not([hidden]) .box span')) one.textContent = long;
             dispatchEvent(new Event('resize')); }""",
        LONG,
    )
    page.screenshot(path=PICTURES / "mote-lang.png")
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(COVERED) == []
    assert page.evaluate(FIGURE) >= FIGURE_PX
    expect(page.locator(".note.today")).to_contain_text(re.compile(r"\+ [234] til \(A\)"))


OWNER = "Leder, Rognelia helsestasjon og skolehelsetjeneste"
HIDES = """owner => [...document.querySelectorAll('.screen:not([hidden]) .note .small')].flatMap(span => {
  const text = span.firstChild, at = text.data.indexOf(owner);
  if (at < 0) return [];
  const range = document.createRange();
  range.setStart(text, at);
  range.setEnd(text, at + owner.length);
  const box = span.getBoundingClientRect();
  return [[...range.getClientRects()].some(part => part.bottom > box.bottom + 1 || part.right > box.right + 1)];
})"""


def test_who_is_to_do_it_is_in_sight(page: Page, store: Path, tmp_path: Path) -> None:
    """A long name beside a deadline that has passed, on a small projector; all of the line is in its title."""
    own = Path(shutil.copytree(store, tmp_path / "store"))
    about = Subject.of("helsestasjon", AsOf(2009, 2), "bydel-alna", "sykefravaer")
    records = open_records(own)
    records.save(Edit.first(Action(about, "Besøke Rognelia og lære av turnusen.", OWNER, date(2009, 9, 1))), OWNER)
    asked = Wondering(about, f"Hva gjør de andre annerledes? {LONG}", owner=OWNER, deadline=date(2009, 9, 2))
    records.save(Edit.first(asked), "Bydelsdirektør")
    records.engine.dispose()
    page.set_viewport_size({"width": 1280, "height": 720})
    with served(own) as address:
        show(page, f"{address}/mote?year=2009&tertial=2.%20tertial")
        while title(page) != "Sykefravær":
            page.keyboard.press("ArrowRight")
        assert page.evaluate(HIDES, OWNER) == [False, False]
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate(COVERED) == []
        small = page.locator(".note.open .small").first
        assert small.get_attribute("title") == small.inner_text()


def test_a_small_window_is_scrolled(page: Page, address: str) -> None:
    """On a phone, or enlarged, there is one column, nothing is wider than the window, and axe finds nothing."""
    page.set_viewport_size({"width": 390, "height": 844})
    show(page, f"{address}/mote")
    page.screenshot(path=PICTURES / "mote-phone.png")
    assert page.evaluate("document.querySelector('.ef-meet').scrollWidth") <= 390
    assert page.evaluate(SMALLEST) >= 14
    assert violations(page) == []
