"""Login at a real service, who sees what, and the name that the browser keeps."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from logging_in import ACCESS, LEADS, Served, Visitor, log_in, log_out, served_with_login, visitor
from places import PROJECT
from playwright.sync_api import Browser, expect
from serving import served
from test_browser_scorecard import PICTURES, SETTLED_MS, SIZES, violations

pytestmark = pytest.mark.browser

KULTUR = "Kultur%2C%20frivillighet%20og%20stab"


@pytest.fixture(scope="module")
def login(store: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demonstration, served with login."""
    assert browser.is_connected()
    with served_with_login(store, tmp_path_factory.mktemp("login")) as app:
        yield app


def names() -> dict[str, str]:
    """The units of the two organisations by code; other municipalities only have public figures."""
    with (PROJECT / "data" / "units.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] != "kommune" or row["org_unit"] == "0612"]
    return {row["org_unit"]: row["name"] for row in rows}


def others() -> list[str]:
    """The names of the units that the leader does not lead, but for the district's own."""
    return [name for code, name in names().items() if code not in (LEADS, "030112")]


def enter(who: str, visit: Visitor, address: str, wait: str) -> None:
    """Go to an address, log in there, and come back to it."""
    visit.page.goto(address)
    visit.page.wait_for_selector("[data-door='login']")
    log_in(visit.page, who)
    visit.page.wait_for_selector(wait)


@pytest.mark.parametrize("path", ["/", "/data", f"/?org_unit={KULTUR}&indicator=sykefravaer"])
def test_before_login_there_is_only_a_button(browser: Browser, login: Served, path: str) -> None:
    """On every address; nothing about any unit is sent, and no menu."""
    with visitor(browser) as visit:
        visit.page.goto(login.address + path)
        visit.page.wait_for_selector("[data-door='login']")
        visit.page.wait_for_timeout(SETTLED_MS)
        expect(visit.page.get_by_role("button")).to_have_count(1)
        assert visit.page.get_by_role("combobox").count() == 0
        assert visit.page.get_by_role("table").count() == 0
        assert visit.page.get_by_role("link", name="Data").count() == 0
        assert [name for name in names().values() if name in visit.everything()] == []


@pytest.mark.parametrize("size", SIZES)
def test_the_door_and_the_bar_look_and_read_well(browser: Browser, login: Served, size: str) -> None:
    """No violation, and nothing wider than the window, at the door and with the reader's own menu open."""
    width, height = SIZES[size]
    with visitor(browser, width, height) as visit:
        page = visit.page
        page.goto(login.address)
        page.wait_for_selector("[data-door='login']")
        page.wait_for_timeout(SETTLED_MS)
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"door-{size}.png")
        assert violations(page) == []
        log_in(page, "leder")
        page.wait_for_selector("[data-done]")
        page.wait_for_timeout(SETTLED_MS)
        page.get_by_role("button", name="Ola Li").click()
        page.get_by_text("leder", exact=True).wait_for()
        page.wait_for_timeout(SETTLED_MS)
        page.screenshot(path=PICTURES / f"who-{size}.png")
        assert violations(page) == []
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width


def test_a_director_sees_all_and_logs_out(browser: Browser, login: Served) -> None:
    """Back at the very address one came for; after logging out there is only the button again."""
    with visitor(browser) as visit:
        page = visit.page
        enter(
            "direktor",
            visit,
            f"{login.address}/?org_unit={KULTUR}&year=2009&tertial=2.%20tertial&indicator=sykefravaer",
            "[data-done='kultur-og-stab']",
        )
        page.get_by_text("Solkroken frivilligsentral").first.wait_for(state="attached")
        page.goto(f"{login.address}/data")
        page.wait_for_selector("[data-page='data']")
        assert page.locator(".st-key-upload").count() == 0
        page.get_by_role("button", name="Kari Nes").click()
        page.get_by_text("direktør", exact=True).wait_for()
        log_out(page)
        page.goto(f"{login.address}/data")
        page.wait_for_selector("[data-door='login']")
        assert page.get_by_role("table").count() == 0


def test_a_deep_link_to_another_page_is_kept(browser: Browser, login: Served) -> None:
    """An analyst who came for the Data page is there after login, and may load files."""
    with visitor(browser) as visit:
        enter("analytiker", visit, f"{login.address}/data", "[data-page='data']")
        assert visit.page.url.partition("?")[0] == f"{login.address}/data"
        visit.page.wait_for_selector("[data-testid='stFileUploaderDropzone']")


def test_a_reader_reads_all(browser: Browser, login: Served) -> None:
    """Every unit, but no upload; the login service says nothing of whether the address is verified."""
    with visitor(browser) as visit:
        enter("leser", visit, f"{login.address}/?org_unit={KULTUR}", "[data-done='kultur-og-stab']")
        visit.page.goto(f"{login.address}/data")
        visit.page.wait_for_selector("[data-page='data']")
        assert visit.page.locator(".st-key-upload").count() == 0


def test_a_leader_is_sent_nothing_of_other_units(browser: Browser, login: Served) -> None:
    """Asking for another's row by address, and opening every part of the totals: no other unit is in what is sent."""
    with visitor(browser) as visit:
        page = visit.page
        asked = f"{login.address}/?org_unit={KULTUR}&year=2009&tertial=2.%20tertial&indicator=sykefravaer"
        enter("leder", visit, asked, f"[data-done='{LEADS}']")
        page.get_by_text("Du har ikke tilgang til enheten «Kultur, frivillighet og stab»").wait_for()
        page.wait_for_selector("[data-testid='stVegaLiteChart']")
        page.goto(f"{login.address}/?org_unit=030112&year=2009&tertial=2.%20tertial&indicator=sykefravaer")
        page.wait_for_selector("[data-done='030112']")
        page.get_by_text("Du ser enhetene du leder.").wait_for()
        page.wait_for_timeout(SETTLED_MS)
        page.goto(f"{login.address}/tertial?unit=kultur-og-senior")
        page.get_by_text("Du har ikke tilgang til dialogarket").wait_for()
        page.goto(f"{login.address}/data")
        page.wait_for_selector("[data-page='data']")
        everything = visit.everything().replace("«Kultur, frivillighet og stab»", "")
        assert "Furuset hjemmetjeneste" in everything
        assert [name for name in others() if name in everything] == []
        page.goto(f"{login.address}/?scorecard=hole.yaml")
        page.wait_for_selector(f"[data-done='{LEADS}']")
        assert "Hole kommune" not in visit.everything()


def test_a_leaders_choices_are_her_own(browser: Browser, login: Served) -> None:
    """The bar has her units and the district, and no other."""
    with visitor(browser) as visit:
        enter("leder", visit, login.address, f"[data-done='{LEADS}']")
        visit.page.locator(".st-key-org_unit input").click()
        expect(visit.page.get_by_role("option")).to_have_text(["Bydel Alna", "Furuset hjemmetjeneste"])


@pytest.mark.parametrize(
    ("who", "door", "said"),
    [
        ("ukjent", "no_rule", "Spør om tilgang: Kari Nes, telefon 23 47 00 00."),
        ("ubekreftet", "unverified", "adressen er ikke bekreftet"),
    ],
)
def test_one_who_may_not_is_told_so(browser: Browser, login: Served, who: str, door: str, said: str) -> None:
    """A sentence and a way out, on every address; nothing else is sent."""
    with visitor(browser) as visit:
        page = visit.page
        enter(who, visit, f"{login.address}/?org_unit={KULTUR}&indicator=sykefravaer", f"[data-door='{door}']")
        page.get_by_text(said).wait_for()
        page.goto(f"{login.address}/data")
        page.wait_for_selector(f"[data-door='{door}']")
        page.wait_for_timeout(SETTLED_MS)
        assert violations(page) == []
        assert [name for name in names().values() if name in visit.everything()] == []
        log_out(page)


def test_mistakes_in_the_file_keep_all_out_and_are_logged(store: Path, browser: Browser, tmp_path: Path) -> None:
    """Those who are in are out at the next page; the log has the place. Mended, they are in again."""
    with served_with_login(store, tmp_path) as app, visitor(browser) as visit:
        enter("direktor", visit, app.address, "[data-done]")
        app.access.write_text(ACCESS.replace("role: director", "role: sjef"), encoding="utf-8")
        visit.page.goto(app.address)
        visit.page.wait_for_selector("[data-door='mistakes']")
        assert f"{app.access}:2:" in app.log.read_text(encoding="utf-8")
        app.access.write_text(ACCESS, encoding="utf-8")
        visit.page.goto(app.address)
        visit.page.wait_for_selector("[data-done]")


def test_login_without_the_file_lets_nobody_in(store: Path, browser: Browser, tmp_path: Path) -> None:
    """Told at once, without a button."""
    with served_with_login(store, tmp_path, access=None) as app, visitor(browser) as visit:
        visit.page.goto(app.address)
        visit.page.wait_for_selector("[data-door='no_file']")
        assert visit.page.get_by_role("button").count() == 0


def test_without_login_other_machines_are_not_served(store: Path, browser: Browser) -> None:
    """Where the server is told to listen to others, not even this machine is shown anything."""
    with served(store, options=["--server.address=0.0.0.0"]) as address, visitor(browser) as visit:
        visit.page.goto(f"{address}/?org_unit={KULTUR}")
        visit.page.wait_for_selector("[data-door='elsewhere']")
        visit.page.wait_for_timeout(SETTLED_MS)
        assert violations(visit.page) == []
        assert [name for name in names().values() if name in visit.everything()] == []


WRITING = """
import streamlit as st
from effnett.web import people

people.admit()
people.draw_bar()
if people.named():
    st.write(f"Navnet er {people.person().name}.")
"""


def test_the_browser_keeps_the_name(store: Path, browser: Browser, tmp_path: Path) -> None:
    """Asked for once: a reload and a new tab know it, another browser does not; it can be changed."""
    script = tmp_path / "skriv.py"
    script.write_text(WRITING, encoding="utf-8")
    with served(store, script=script) as address:
        with visitor(browser) as visit:
            page = visit.page
            page.goto(address)
            page.get_by_label("Hva heter du?").fill("  Åse <b>Nes</b>; x=1 ")
            page.get_by_role("button", name="Bruk dette navnet").click()
            page.get_by_text("Navnet er Åse <b>Nes</b>; x=1.").wait_for()
            page.wait_for_function("document.cookie.includes('effnett-name')")
            page.reload()
            page.get_by_text("Navnet er Åse <b>Nes</b>; x=1.").wait_for()
            assert "se" not in page.url.partition("?")[2]
            tab = page.context.new_page()
            tab.goto(address)
            tab.get_by_text("Navnet er Åse").wait_for()
            tab.get_by_role("button", name="Åse").click()
            tab.get_by_label("Skriv som en annen").fill("Per Hansen")
            tab.get_by_role("button", name="Bruk dette navnet").click()
            tab.get_by_text("Navnet er Per Hansen.").wait_for()
            tab.wait_for_function("document.cookie.includes('Per')")
            page.reload()
            page.get_by_text("Navnet er Per Hansen.").wait_for()
        with visitor(browser) as other:
            other.page.goto(address)
            other.page.get_by_label("Hva heter du?").wait_for()


def test_the_name_is_kept_at_the_press(browser: Browser, store: Path) -> None:
    """One who leaves for another page before the server has answered is not asked again there."""
    with served(store) as address, visitor(browser) as visit:
        page = visit.page
        page.goto(f"{address}/tertial?unit=boliger-nord")
        page.get_by_label("Hva heter du?").fill("Kari")
        page.wait_for_selector(".ef-figures")
        page.wait_for_selector('[data-testid="stForm"][data-keeps="effnett-name"]')
        page.get_by_label("Hva heter du?").press("Enter")
        assert "effnett-name=Kari" in page.evaluate("document.cookie")
        page.goto(f"{address}/mote")
        page.wait_for_selector(".ef-meet[data-done]")
        page.keyboard.press("b")
        expect(page.locator(".writer")).to_have_text("Skrives av Kari")
