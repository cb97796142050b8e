"""Tiltak og undringer and Årshjul as a person meets them: three sizes, by keyboard, and files for a calendar."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from follow_up_world import ASKED, CARD, HOME, LATE, SOON, written
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect
from serving import served
from test_browser_scorecard import PICTURES, SETTLED_MS, SIZES, violations

from effnett.model.records import Action, ActionState, MilestoneDone, RecordKind
from effnett.store.records import Records, open_records

pytestmark = pytest.mark.browser

NAME = "Kari Nordmann"
PAGES = {"follow_up": "tiltak", "year": "arshjul"}


@pytest.fixture(scope="module")
def kept(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration store with what people have written."""
    folder = tmp_path_factory.mktemp("kept") / "store"
    shutil.copytree(store, folder, ignore=shutil.ignore_patterns("records*"))
    written(folder)
    return folder


@pytest.fixture(scope="module")
def home(kept: Path, browser: Browser) -> Iterator[str]:
    """Where the app with that store answers."""
    assert browser.is_connected()
    with served(kept) as found:
        yield found


@pytest.fixture
def records(kept: Path) -> Records:
    """What is written, as it is on the disk."""
    return open_records(kept)


def show(page: Page, address: str, name: str) -> None:
    """Open a page and wait until it stands."""
    page.goto(address)
    page.wait_for_selector(f"[data-page='{name}']", state="attached")
    page.wait_for_timeout(SETTLED_MS)


def say_name(page: Page) -> None:
    """Tell the page who writes."""
    page.get_by_label("Hva heter du?").fill(NAME)
    page.keyboard.press("Enter")
    page.get_by_label("Hva heter du?").wait_for(state="detached")
    page.wait_for_timeout(SETTLED_MS)


def looks_right(page: Page, name: str, width: int) -> None:
    """No violation, nothing wider than the window, no print under 14 px; a picture is kept."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
    smallest = page.evaluate("""() => Math.min(...[...document.querySelectorAll('.ef *')]
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.nodeValue.trim()))
        .filter(e => !e.closest('svg'))
        .map(e => parseFloat(getComputedStyle(e).fontSize)))""")
    assert smallest >= 14


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_looks_and_reads_well_at_every_size(page: Page, home: str, name: str, size: str) -> None:
    """Before and after a name is said, with something open."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    show(page, f"{home}/{PAGES[name]}", name)
    looks_right(page, f"{name}-{size}", width)
    say_name(page)
    opened = "Årsplan for enheten" if name == "year" else ASKED
    page.get_by_role("button", name=opened).click()
    page.wait_for_selector("button[aria-expanded='true']")
    page.wait_for_timeout(SETTLED_MS)
    looks_right(page, f"{name}-opened-{size}", width)


@pytest.mark.parametrize("size", SIZES)
def test_the_wheels_print_is_large_enough(page: Page, home: str, size: str) -> None:
    """Its texts are drawn at 14 px and more, however small the wheel is."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    show(page, f"{home}/arshjul", "year")
    smallest = page.evaluate("""() => { const wheel = document.querySelector("svg.wheel");
        const scale = wheel.getBoundingClientRect().width / wheel.viewBox.baseVal.width;
        const texts = [...wheel.querySelectorAll("text")];
        return Math.min(...texts.map(e => parseFloat(getComputedStyle(e).fontSize) * scale)); }""")
    assert smallest >= 14


def test_a_milestone_is_marked_and_taken_back_by_keyboard(page: Page, home: str, records: Records) -> None:
    """Enter in the date saves it; the keyboard stays where it was, and Angre takes it back."""
    show(page, f"{home}/arshjul?org_unit={HOME}", "year")
    say_name(page)
    row = page.locator("#m-lederavtale-2009")
    row.locator("input[type=date]").focus()
    page.keyboard.press("Enter")
    expect(row.get_by_text(f"Gjort 10. september 2009 av {NAME}")).to_be_visible()
    (done,) = (
        one
        for one in records.in_force([HOME], kinds=[RecordKind.MILESTONE])
        if isinstance(one.content, MilestoneDone) and one.content.milestone == "lederavtale"
    )
    assert done.author == NAME
    focused = page.evaluate("document.activeElement.dataset.press")
    assert focused == "undo"
    page.keyboard.press("Enter")
    expect(row.get_by_role("button", name="Merk som gjort")).to_be_visible()
    newest = records.newest(done.record)
    assert newest is not None
    assert newest.withdrawn


def test_the_calendar_of_the_year(page: Page, home: str) -> None:
    """The file has the year's milestones, and is named after the year."""
    show(page, f"{home}/arshjul", "year")
    with page.expect_download() as download:
        page.get_by_role("button", name="Hele året til kalenderen").click()
    assert download.value.suggested_filename == "arshjul-2009.ics"
    events = Calendar.from_ical(Path(download.value.path()).read_bytes()).walk("VEVENT")
    assert len(events) == 14
    assert "arsplan-2009-alle@effnett" in {str(event["uid"]) for event in events}


def test_an_action_is_opened_changed_and_closed_by_keyboard(page: Page, home: str, records: Records) -> None:
    """Enter opens its card and goes there; hiding it goes back to its row; a press marks another as done."""
    show(page, f"{home}/tiltak", "follow_up")
    say_name(page)
    page.get_by_role("button", name=SOON).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement && document.activeElement.dataset.opened === 'snart'")
    page.get_by_role("button", name="Skjul denne").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement && document.activeElement.dataset.of === 'snart'")
    page.get_by_role("button", name=f"Merk som gjort: {LATE}").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Lagret: «{LATE}» er gjort.")).to_be_visible()
    newest = records.newest("sen")
    assert newest is not None
    assert isinstance(newest.content, Action)
    assert (newest.content.state, newest.author) == (ActionState.DONE, NAME)


def test_a_wondering_is_answered(page: Page, home: str, records: Records) -> None:
    """In the card's own form; the answer is on the disk, and the list says that it is answered."""
    show(page, f"{home}/tiltak", "follow_up")
    say_name(page)
    page.get_by_role("button", name=ASKED).click()
    page.get_by_text("Svar på undringen").click()
    page.get_by_label("Hva er årsaken?").select_option("reelt_problem")
    page.get_by_label("Svar", exact=True).fill("Turnusen passer ikke.")
    page.get_by_role("button", name="Lagre svaret").click()
    expect(page.locator("#r-undring").get_by_text("Besvart, ikke lukket")).to_be_visible()
    assert [one.author for one in records.about(["undring"])] == [NAME]


def test_something_new_is_written_on_the_chosen_unit(page: Page, home: str, records: Records) -> None:
    """A new action stands in the list."""
    show(page, f"{home}/tiltak?org_unit={HOME}", "follow_up")
    say_name(page)
    page.get_by_text("Nytt tiltak").click()
    page.get_by_label("Hva skal gjøres?").fill("Prøve ny pause")
    page.get_by_role("button", name="Lagre tiltaket").click()
    expect(page.get_by_role("button", name="Prøve ny pause").first).to_be_visible()
    (found,) = (one for one in records.still_open([HOME]) if getattr(one.content, "text", "") == "Prøve ny pause")
    assert found.subject.scorecard == CARD


def test_a_link_leads_to_the_figure_with_what_is_written_on_it(page: Page, home: str) -> None:
    """From the list to the scorecard with that row open, and from there back to the unit's list."""
    show(page, f"{home}/tiltak", "follow_up")
    page.locator("#r-snart").get_by_role("link").click()
    page.wait_for_selector(f"table[data-done='{HOME}']")
    page.wait_for_selector(".ef-follow", state="attached")
    part = page.locator(".ef-follow")
    expect(part.get_by_text(SOON)).to_be_visible()
    part.get_by_role("link").click()
    page.wait_for_selector(f"[data-page='follow_up'][data-done='{HOME}']", state="attached")
