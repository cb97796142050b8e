"""The whole way of a wondering: asked, answered, delivered, approved, in the meeting and in its minutes."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from test_browser_writing import UNIT, WAIT_MS, Server, address, field, say_name, server, state

__all__ = ["server"]
"""A fixture, which pytest finds by its name here."""
pytestmark = pytest.mark.browser

QUESTION = "Hvorfor øker fraværet her?"
ANSWER = "Turnus ble lagt om i mai."
ASSESSMENT = "Ny turnus prøves fra oktober; vi måler igjen i november."


def sitting(browser: Browser, server: Server, name: str) -> Page:
    """Somebody's own browser, with the unit's sheet open and the name said."""
    page = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    page.goto(address(server))
    say_name(page, name)
    return page


def test_from_wondering_to_minutes(browser: Browser, server: Server) -> None:
    """Two people, two sessions, and a server that is killed and started again twice: everything is there."""
    meeting = f"http://localhost:{server.port}/mote?org_unit={UNIT}&year=2009&tertial=2.%20tertial"
    director = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    director.goto(f"{meeting}&screen=sykefravaer")
    expect(director.locator(".ef-meet .note.today")).to_be_visible(timeout=WAIT_MS)
    director.locator(".foot [data-do=wondering]").click()
    director.keyboard.type(QUESTION)
    director.locator("#meet-name").fill("Direktøren")
    director.keyboard.press("Control+Enter")
    expect(director.locator("dialog.write")).to_be_hidden(timeout=WAIT_MS)
    director.goto(address(server))
    expect(director.locator(".ef-wonder")).to_contain_text("Undring fra Direktøren", timeout=WAIT_MS)

    leader = sitting(browser, server, "Lederen")
    expect(leader.locator(".ef-wonder")).to_contain_text(QUESTION, timeout=WAIT_MS)
    leader.get_by_text("Svar på undringen").click()
    leader.get_by_label("Svar", exact=True).fill(ANSWER)
    leader.get_by_label("Hva er årsaken?").select_option("reelt_problem")
    leader.get_by_role("button", name="Lagre svaret").click()
    expect(leader.locator(".ef-answer")).to_contain_text("Et reelt problem", timeout=WAIT_MS)
    field(leader).press_sequentially(ASSESSMENT, delay=5)
    expect(state(leader)).to_contain_text("av Lederen", timeout=WAIT_MS)

    server.kill()
    server.start()

    leader.goto(address(server))
    expect(field(leader)).to_have_value(ASSESSMENT, timeout=WAIT_MS)
    expect(leader.locator(".ef-answer")).to_contain_text(ANSWER, timeout=WAIT_MS)
    leader.get_by_role("button", name="Lever vurderingen").click()
    expect(leader.locator(".ef-sub")).to_contain_text("1 levert", timeout=WAIT_MS)

    director.goto(address(server))
    expect(director.locator(".ef-answer")).to_contain_text(ANSWER, timeout=WAIT_MS)
    director.get_by_role("button", name="Godkjenn").click()
    expect(director.locator(".ef-sub")).to_contain_text("1 av dem godkjent", timeout=WAIT_MS)

    server.kill()
    server.start()

    director.goto(f"{meeting}&screen=sykefravaer")
    note = director.locator(".screen:not([hidden]) .note", has_text=QUESTION)
    expect(note).to_be_visible(timeout=WAIT_MS)
    director.keyboard.press("Escape")
    expect(director.locator("dialog.end")).to_be_visible()
    with director.expect_download() as downloaded:
        director.locator("[data-minutes=md]").click()
    told = Path(downloaded.value.path()).read_text(encoding="utf-8")
    assert QUESTION in told
    assert "Svar fra Lederen" in told
    assert ANSWER in told
