"""Sammenligning as a person meets it: three sizes, odd worlds, by keyboard alone, and what is chosen is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from odd_world import odd_cards, odd_store
from playwright.sync_api import Browser, Page, expect
from serving import served
from test_browser_scorecard import PICTURES, SETTLED_MS, SIZES, violations

from effnett.define.definitions import read_definitions

pytestmark = pytest.mark.browser

VIEWS = {
    "alna": "",
    "alna-apnet": "?indicator=barnehagedekning",
    "hole": "?scorecard=hole.yaml&peers=landet&indicator=enerom&service=pleie-og-omsorg",
    "hole-liste": "?scorecard=hole.yaml&peers=list",
    "hole-like": "?scorecard=hole.yaml&peers=similar:10;size=0;0-5=2;80-150=1&indicator=barnehagedekning",
}
ODD_VIEWS = {
    "alle": "peers=alle&indicator=utgift",  # eight or more, an outlier ten times the rest
    "tre": "peers=tre&indicator=fa",  # fewer than four: no places
    "seks": "peers=seks&indicator=seks",  # fewer than eight: no quartiles
    "list": "peers=list:1119,1117&indicator=dekning",  # one without figures, one with a mark
    "likt": "peers=alle&indicator=likt",  # all are equal
    "deler": "peers=alle&indicator=andel",  # ties
    "over-100": "scorecard=ung-1105.yaml&peers=alle&indicator=dekning",  # the best by going past the whole, and marks
    "uten-tall": "scorecard=ung-1119.yaml&peers=alle&indicator=dekning",  # one's own figures are missing
}
"""The address of each odd view, after the tertial."""


@pytest.fixture(scope="module")
def odd_address(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[str]:
    """Where the odd country answers."""
    assert browser.is_connected()
    folder = tmp_path_factory.mktemp("odd")
    cards: Path = odd_cards(folder / "cards")
    with served(odd_store(folder, dict(read_definitions(cards).surveys)), cards) as found:
        yield found


def show(page: Page, address: str) -> None:
    """Open an address and wait until the page is there and nothing moves."""
    page.goto(address)
    page.wait_for_selector("[data-page='compare']")
    page.wait_for_timeout(SETTLED_MS)


def fits(page: Page, size: str, picture: str) -> None:
    """Take a picture; nothing is wider than the window, no print is under 14 px, axe finds nothing."""
    width, height = SIZES[size]
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
    smallest = page.evaluate("""() => Math.min(...[...document.querySelectorAll('.ef *')]
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.nodeValue.trim()))
        .map(e => parseFloat(getComputedStyle(e).fontSize)))""")
    assert smallest >= 14
    tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": max(height, tall)})
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"sammenligning-{picture}-{size}.png")


@pytest.mark.parametrize(
    ("size", "view"),
    [
        *((size, "alna") for size in SIZES),
        *(("laptop", view) for view in VIEWS if view != "alna"),
        *(("phone", view) for view in ("alna-apnet", "hole")),
    ],
)
def test_looks_and_reads_well_at_every_size(page: Page, address: str, size: str, view: str) -> None:
    """The demonstration, closed and opened."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    show(page, f"{address}/sammenligning{VIEWS[view]}")
    fits(page, size, view)


@pytest.mark.parametrize(
    ("size", "view"),
    [*(("laptop", view) for view in ODD_VIEWS), ("phone", "alle"), ("phone", "uten-tall")],
)
def test_odd_worlds_look_right(page: Page, odd_address: str, size: str, view: str) -> None:
    """Few, ties, equal values, marks, over 100 %, an outlier, nothing, a hidden figure."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    show(page, f"{odd_address}/sammenligning?tertial=3. tertial&{ODD_VIEWS[view]}")
    fits(page, size, f"odd-{view}")
    for strip in page.locator("svg.strip").all():
        assert strip.get_attribute("aria-label")


def test_an_outlier_leaves_the_strip_readable(page: Page, odd_address: str) -> None:
    """One ten times the rest: the others lie apart, and the one is told by name and value."""
    show(page, f"{odd_address}/sammenligning?tertial=3. tertial&peers=alle&indicator=utgift")
    row = page.locator("tr", has=page.locator("button[data-row='utgift']"))
    expect(row).to_contain_text("utenfor skalaen: Kommune 1108 120")
    places = row.locator("path.peer").get_attribute("d") or ""
    across = [float(x) for x in re.findall(r"M([\d.]+) ", places)]
    assert max(across) - min(across) > 150
    assert len(across) > 12


def test_choices_go_into_the_address(page: Page, address: str) -> None:
    """Group, service and figures; the address then shows another person the same."""
    show(page, f"{address}/sammenligning?scorecard=hole.yaml")
    page.get_by_label("Sammenlign med").select_option("hole-naboer")
    page.wait_for_url(re.compile("peers=hole-naboer"))
    expect(page.locator(".ef-sub")).to_contain_text("3 av 3 kommuner")
    page.get_by_label("Tjeneste", exact=True).select_option("grunnskole")
    page.wait_for_url(re.compile("service=grunnskole"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Sammenligning – grunnskole")
    page.get_by_label("Målt mot", exact=True).select_option("EAK")
    page.wait_for_url(re.compile("reference=EAK"))
    page.wait_for_timeout(SETTLED_MS)
    other = page.context.new_page()
    show(other, page.url)
    assert other.locator("[data-page='compare']").inner_html() == page.locator("[data-page='compare']").inner_html()


def test_an_own_list_is_kept_in_the_address(page: Page, address: str) -> None:
    """Begun, searched in, ticked and used."""
    show(page, f"{address}/sammenligning?scorecard=hole.yaml&peers=hole-naboer")
    page.get_by_label("Sammenlign med").select_option("list")
    page.wait_for_selector("form[data-form='list']")
    ticked = page.locator("input[name=unit]:checked")
    assert ticked.count() == 2
    while ticked.count():
        ticked.first.uncheck()
    page.get_by_label("Finn i listen").fill("bær")
    assert page.locator(".cmp-boxes label:visible").count() == 1
    page.get_by_label("Bærum").check()
    page.get_by_label("Finn i listen").fill("")
    page.get_by_label("Holmestrand").check()
    page.get_by_role("button", name="Bruk listen").click()
    page.wait_for_url(re.compile("peers=list%3A0219%2C0702"))
    expect(page.locator(".ef-sub")).to_contain_text("av 3 kommuner")


def members(page: Page) -> set[str]:
    """The units that the opened figure is compared for."""
    page.locator("summary", has_text=re.compile("^Alle .* som tabell$")).click()
    return set(page.locator("#detail table.cmp-all tbody td:nth-child(2)").all_inner_texts())


def test_what_makes_units_alike_can_be_weighted(page: Page, address: str) -> None:
    """The most alike, then those alike in small children alone: others, kept in the address and the form."""
    show(page, f"{address}/sammenligning?scorecard=hole.yaml&indicator=barnehagedekning")
    page.get_by_label("Sammenlign med").select_option("similar")
    page.wait_for_url(re.compile("peers=similar$|peers=similar&"))
    expect(page.locator(".ef-sub")).to_contain_text("de 10 mest like")
    page.wait_for_timeout(SETTLED_MS)
    usual = members(page)
    page.get_by_text("Hva gjør enheter like? Se og endre vektene").click()
    page.get_by_label("Hvor mange").fill("9")
    for label in ("Folketall", "Andel 6–15 år", "Andel 16–66 år", "Andel 67–79 år", "Andel 80 år og over"):
        page.get_by_label(label, exact=True).fill("0")
    page.get_by_label("Andel 0–5 år", exact=True).fill("2")
    page.get_by_role("button", name="Bruk vektene").click()
    page.wait_for_url(re.compile("peers=similar(%3A|:)9"))
    expect(page.locator(".ef-sub")).to_contain_text("de 9 mest like, med egne vekter")
    page.wait_for_timeout(SETTLED_MS)
    weighted = members(page)
    assert len(usual) == 11
    assert len(weighted) == 10
    assert weighted - usual
    expect(page.get_by_label("Andel 0–5 år", exact=True)).to_have_value("2")
    expect(page.get_by_label("Folketall", exact=True)).to_have_value("0")


def test_by_keyboard_alone(page: Page, address: str) -> None:
    """Tab reaches a figure, Enter opens it; its names are found and walked through by keys; closing leads back."""
    show(page, f"{address}/sammenligning")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.row") == "barnehagedekning":
            break
    assert page.evaluate("document.activeElement.dataset.row") == "barnehagedekning"
    page.keyboard.press("Enter")
    page.wait_for_selector("#detail[data-indicator='barnehagedekning']")
    expect(page.locator("#detail")).to_be_focused()
    expect(page.locator("#detail")).to_be_in_viewport()
    assert "indicator=barnehagedekning" in page.url
    page.get_by_label("Finn en enhet").focus()
    page.keyboard.type("grorud")
    expect(page.locator(".cmp-told")).to_contain_text("Grorud: ")
    assert page.locator("circle.found").get_attribute("data-dot") == "030110"
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#cmp-one")).to_be_focused()
    page.keyboard.press("Home")
    first = page.locator("#cmp-one option").first
    expect(page.locator(".cmp-told")).to_have_text(first.inner_text())
    page.locator("summary", has_text="Alle 15 som tabell").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sorter etter enhet").focus()
    page.keyboard.press("Enter")
    names = page.locator("details table.cmp-all tbody td:nth-child(2)").all_inner_texts()
    assert [name.split()[0] for name in (names[0], names[-1])] == ["Bjerke", "Østensjø"]
    expect(page.locator("th[aria-sort]")).to_have_text("Enhet")
    page.locator("#detail [data-close]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#detail")).to_have_count(0)
    page.wait_for_function("document.activeElement.dataset.row === 'barnehagedekning'")
    assert "indicator=" not in page.url


def test_a_person_confirms_what_stands_out(page: Page, odd_address: str) -> None:
    """A name is asked for once, and what was ticked and written waits for it; what is saved is there for another who
    comes, and under the name."""
    show(page, f"{odd_address}/sammenligning?tertial=3. tertial&peers=alle")
    page.get_by_text("Bekreft eller bytt ut").click()
    page.get_by_label("Kvalitet: nr. 19 av 19").uncheck()
    page.get_by_label("Begrunnelse").fill("Kvaliteten er kjent fra før.")
    page.get_by_role("button", name="Lagre utvalget").click()
    expect(page.get_by_role("alert")).to_contain_text("Ikke lagret ennå")
    expect(page.get_by_label("Hva heter du?")).to_be_focused()
    page.keyboard.type("Kari Nordmann")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Hva heter du?")).to_have_count(0)
    expect(page.get_by_role("button", name="Lagre utvalget")).to_be_focused()
    expect(page.get_by_label("Kvalitet: nr. 19 av 19")).not_to_be_checked()
    expect(page.get_by_label("Begrunnelse")).to_have_value("Kvaliteten er kjent fra før.")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Utvalget er lagret.")).to_be_visible()
    expect(page.locator("summary", has_text="Bekreft eller bytt ut")).to_be_focused()
    other = page.context.browser.new_context().new_page()  # type: ignore[union-attr]  # a browser there is
    show(other, f"{odd_address}/sammenligning?tertial=3. tertial&peers=alle")
    expect(other.get_by_text("Bekreftet av Kari Nordmann")).to_be_visible()
    expect(other.get_by_text("Kvaliteten er kjent fra før.").first).to_be_visible()
    expect(other.locator(".cmp-card.learn li")).to_have_count(1)
    other.context.close()


def test_two_who_choose_at_once(page: Page, odd_address: str) -> None:
    """What one has ticked and written is still there when another has saved hers, and both are told of."""
    where = f"{odd_address}/sammenligning?year=2019&tertial=3. tertial&peers=alle"
    first, second = (page.context.browser.new_context().new_page() for _ in range(2))  # type: ignore[union-attr]
    for each, why in ((first, "Olas grunn."), (second, "Karis grunn.")):
        show(each, where)
        each.get_by_text("Bekreft eller bytt ut").click()
        each.get_by_label("Begrunnelse").fill(why)
        each.get_by_label("Begrunnelse").blur()
    named_save(second, "Kari Nordmann")
    expect(second.get_by_text("Utvalget er lagret.")).to_be_visible()
    first.locator("button[data-row]").first.click()
    expect(first.locator("#detail")).to_be_visible()
    expect(first.get_by_text("Bekreftet av Kari Nordmann")).to_be_visible()
    expect(first.get_by_text("Kari Nordmann har lagret et utvalg i mellomtiden")).to_be_visible()
    expect(first.get_by_label("Begrunnelse")).to_have_value("Olas grunn.")
    named_save(first, "Ola Nordmann")
    expect(first.get_by_text("Bekreftet av Ola Nordmann")).to_be_visible()
    expect(first.get_by_text("i mellomtiden")).to_be_hidden()
    for each in (first, second):
        each.context.close()


def named_save(page: Page, name: str) -> None:
    """Save what is chosen, and once more when the name has been given."""
    page.get_by_role("button", name="Lagre utvalget").click()
    expect(page.get_by_label("Hva heter du?")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Lagre utvalget")).to_be_focused()
    page.keyboard.press("Enter")


@pytest.mark.parametrize(("width", "view"), [(1536, "hole"), (1750, "alna"), (1810, "alna")])
def test_nothing_lies_over_another_between_the_sizes(page: Page, address: str, width: int, view: str) -> None:
    """The columns beside one another have room for what is in them, or stand below one another."""
    page.set_viewport_size({"width": width, "height": 900})
    show(page, f"{address}/sammenligning{VIEWS[view]}")
    over = page.evaluate("""() => [...document.querySelectorAll('.cmp .cmp-cols > div, .cmp .cmp-two > div')]
        .filter(column => column.scrollWidth > column.clientWidth + 1).map(column => column.className)""")
    assert over == []


def test_nothing_hidden_is_in_the_document(page: Page, odd_address: str) -> None:
    """Our own figure of four answers is told as hidden, and is in no attribute or option."""
    show(page, f"{odd_address}/sammenligning?tertial=3. tertial&peers=alle&indicator=trivsel")
    content = page.locator("[data-page='compare']").inner_html()
    assert "skjermet" in content
    assert "3.17" not in content
    assert page.locator("[data-dot='1101']").count() == 0
