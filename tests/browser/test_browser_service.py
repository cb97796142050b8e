"""Tjenesteprofil as a person meets it: three sizes, by keyboard alone, and with something to wonder at."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from test_browser_scorecard import PICTURES, SETTLED_MS, SIZES, violations

pytestmark = pytest.mark.browser

HOLE = "?scorecard=M%C3%A5lstyringsark+for+Hole+kommune"


def show(page: Page, address: str) -> None:
    """Open the page and wait until nothing moves."""
    page.goto(address)
    page.wait_for_selector("[data-page='service'][data-done]")
    page.wait_for_timeout(SETTLED_MS)


@pytest.mark.parametrize(
    ("size", "what"),
    [*((size, "") for size in SIZES), ("laptop", HOLE), ("phone", HOLE), ("laptop", f"{HOLE}&service=kultur")],
)
def test_looks_and_reads_well_at_every_size(page: Page, address: str, size: str, what: str) -> None:
    """No violation, nothing wider than the window, no print under 14 px; on a phone the model is a list."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    show(page, f"{address}/tjeneste{what}")
    PICTURES.mkdir(parents=True, exist_ok=True)
    name = what.rpartition("=")[2][-6:] or "alna"
    page.screenshot(path=PICTURES / f"tjeneste-{name}-{size}.png", full_page=True)
    assert violations(page) == []
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
    assert page.locator("svg.model").is_visible() == (size != "phone")
    assert page.locator("ul.prf-list").is_visible() == (size == "phone")
    smallest = page.evaluate("""() => Math.min(...[...document.querySelectorAll('.ef *')]
        .filter(e => e.getClientRects().length)
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.nodeValue.trim()))
        .map(e => parseFloat(getComputedStyle(e).fontSize) * (e.ownerSVGElement
            ? e.ownerSVGElement.getBoundingClientRect().width / e.ownerSVGElement.viewBox.baseVal.width : 1)))""")
    assert smallest >= 14


def test_no_text_of_the_model_lies_on_another(page: Page, address: str) -> None:
    """Nor outside the drawing, for any service of either scorecard."""
    for what in ("", HOLE, f"{HOLE}&service=grunnskole", f"{HOLE}&service=pleie-og-omsorg"):
        show(page, f"{address}/tjeneste{what}")
        found = page.evaluate("""() => {
            const svg = document.querySelector('svg.model'), all = svg.getBoundingClientRect(), wrong = [];
            const boxes = [...svg.querySelectorAll('text')].map(e => [e.textContent, e.getBoundingClientRect()]);
            boxes.forEach(([text, a], at) => {
                if (a.left < all.left - 1 || a.right > all.right + 1 || a.bottom > all.bottom + 1) wrong.push(text);
                for (const [other, b] of boxes.slice(at + 1))
                    if (a.left < b.right - 2 && b.left < a.right - 2 && a.top < b.bottom - 8 && b.top < a.bottom - 8)
                        wrong.push(`${text} / ${other}`);
            });
            return wrong;
        }""")
        assert found == []


def test_by_keyboard_alone(page: Page, address: str) -> None:
    """The service and the group are chosen with the arrows, go into the address, and the choice keeps the focus."""
    show(page, f"{address}/tjeneste{HOLE}")
    page.locator("#cmp-service").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("[data-page='service'][data-service='grunnskole']")
    expect(page.get_by_role("heading", name="Tjenesteprofil – grunnskole")).to_be_visible()
    assert "service=grunnskole" in page.url
    assert page.evaluate("document.activeElement.id") == "cmp-service"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "cmp-peers"
    before = page.locator(".ef-sub b").nth(1).inner_text()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".ef-sub b").nth(1)).not_to_have_text(before)
    assert "peers=" in page.url


def test_a_wondering_is_written_and_stands_there(page: Page, address: str) -> None:
    """A name once, then the text; it is there after the page is opened anew."""
    show(page, f"{address}/tjeneste{HOLE}&service=kultur")
    page.get_by_label("Hva heter du?").fill("Rådmannen")
    page.keyboard.press("Enter")
    fold = page.locator("details", has=page.locator("form")).first
    fold.locator("summary").click()
    fold.locator("textarea").fill("Hvorfor lånes det færre bøker?")
    expect(page.get_by_text("Skriv ikke helseopplysninger").first).to_be_visible()
    fold.locator("button[type=submit]").click()
    expect(page.get_by_text("Hvorfor lånes det færre bøker?").first).to_be_visible()
    page.wait_for_timeout(SETTLED_MS)
    assert violations(page) == []
    show(page, f"{address}/tjeneste{HOLE}&service=kultur")
    expect(page.get_by_text("Hvorfor lånes det færre bøker?").first).to_be_visible()
    show(page, f"{address}/tjeneste{HOLE}&service=barnehage")
    expect(page.get_by_text("Hvorfor lånes det færre bøker?")).to_have_count(0)
