"""Writing as a person meets it: nothing that is typed is lost, whatever becomes of the server or the connection."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from places import PROJECT
from playwright.sync_api import Browser, Locator, Page, expect
from serving import free_port, served

from effnett.present.writing import Field, Form, form_html, form_words
from effnett.store.records import open_records

pytestmark = pytest.mark.browser

UNIT = "bekkedalen-sykehjem"
SHEET = f"/tertial?unit={UNIT}&year=2009&tertial=2.%20tertial"
WAIT_MS = 90_000
"""A server of one's own begins with everything still to be read."""


class Server:
    """The app over a store of its own, which can be killed and started again at the same address."""

    def __init__(self, store: Path) -> None:
        self.store, self.port = store, free_port()
        self._running = ExitStack()

    def start(self) -> str:
        """Start it; its address."""
        return self._running.enter_context(served(self.store, port=self.port))

    def kill(self) -> None:
        """End the process at once."""
        self._running.close()


@pytest.fixture
def server(store: Path, tmp_path: Path) -> Iterator[Server]:
    """A server with the demonstration's figures, and nothing written."""
    own = tmp_path / "store"
    shutil.copytree(store, own, ignore=shutil.ignore_patterns("records*"))
    running = Server(own)
    running.start()
    yield running
    running.kill()


def address(server: Server) -> str:
    """The sheet of the unit."""
    return f"http://localhost:{server.port}{SHEET}"


def say_name(page: Page, name: str) -> None:
    """Answer who is writing."""
    page.set_default_timeout(WAIT_MS)
    page.get_by_label("Hva heter du?").fill(name)
    page.get_by_role("button", name="Bruk dette navnet").click()
    page.wait_for_function("() => { const f = document.querySelector('textarea'); return f && !f.readOnly; }")


def opened(page: Page, server: Server, name: str) -> Locator:
    """The field of the unit's assessment, ready to be written in."""
    page.goto(address(server))
    say_name(page, name)
    return field(page)


def field(page: Page) -> Locator:
    """The unit's assessment."""
    return page.get_by_label("Enhetens vurdering")


def state(page: Page) -> Locator:
    """What is said of whether it is saved."""
    return page.locator(".ef-write", has=field(page)).locator("[data-part=status]")


def kept(server: Server) -> list[str]:
    """The texts on the disk."""
    return [version.content.text for version in open_records(server.store).in_force([UNIT])]


def drawn(page: Page) -> None:
    """Wait until the page is drawn to its end: of a drawing that is broken off, Streamlit takes away the rest."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=WAIT_MS)


def test_saved_outlives_a_killed_server(page: Page, server: Server) -> None:
    """Once it says that it is saved it is on the disk, and there when the server starts again."""
    text = opened(page, server, "Kari")
    text.press_sequentially("Fraværet har økt etter omleggingen av turnus.", delay=15)
    expect(state(page)).to_have_text(re.compile(r"^Lagret kl\. \d\d\.\d\d\.\d\d av Kari$"), timeout=WAIT_MS)
    server.kill()
    assert kept(server) == ["Fraværet har økt etter omleggingen av turnus."]
    server.start()
    page.goto(address(server))
    expect(field(page)).to_have_value("Fraværet har økt etter omleggingen av turnus.", timeout=WAIT_MS)


def test_a_server_that_comes_back_is_found_by_itself(page: Page, server: Server) -> None:
    """Nobody loads the page: no window in the way, no sign lost, and the text is saved when it answers again."""
    text = opened(page, server, "Kari")
    text.press_sequentially("Med tjener. ", delay=15)
    expect(state(page)).to_contain_text("Lagret kl.", timeout=WAIT_MS)
    drawn(page)
    server.kill()
    page.keyboard.type("Uten tjener, ord for ord, så lenge at vinduet ville ha kommet. " * 3, delay=40)
    typed = "Med tjener. " + "Uten tjener, ord for ord, så lenge at vinduet ville ha kommet. " * 3
    expect(text).to_have_value(typed)
    expect(page.get_by_test_id("stDialog")).to_have_count(0)
    server.start()
    expect(state(page)).to_contain_text("Lagret kl.", timeout=WAIT_MS)
    expect(field(page)).to_have_value(typed)
    assert kept(server) == [typed]


def test_the_first_save_leaves_the_field_alone(page: Page, server: Server) -> None:
    """The page is drawn again when something was written for the first time: the field and its caret stay."""
    text = opened(page, server, "Kari")
    text.press_sequentially("Første lagring, ", delay=15)
    text.evaluate("field => { field.ours = true; }")
    expect(state(page)).to_contain_text("Lagret kl.", timeout=WAIT_MS)
    drawn(page)
    assert text.evaluate("field => field.ours"), "the field was drawn anew"
    page.keyboard.type("og videre.", delay=15)
    expect(text).to_have_value("Første lagring, og videre.")
    expect(state(page)).to_contain_text("Lagret kl.", timeout=WAIT_MS)


def given(form: Form, **more: object) -> dict[str, object]:
    """What a form is given by the server."""
    return {
        **{"place": form.place, "who": "Kari", "may": True, "record": "en", "version": 0, "values": form.blank},
        **{"said": "", "auto": not form.save, "fresh": form.fresh, "locked": False, "html": form_html(form)},
        **{"head": "", "acts": "", "answer": None, "words": form_words(), **more},
    }


def by_itself(page: Page, server: Server, form: Form) -> None:
    """A form without Streamlit, which is drawn and drawn anew as a test will; what it sends is kept."""
    page.goto(f"http://localhost:{server.port}/hjelp/kontrolldiagram")
    page.evaluate(
        """([js, data]) => { window.begin = (async () => {
            const draw = (await import(URL.createObjectURL(new Blob([js], { type: "text/javascript" })))).default;
            window.sent = [];
            window.place = () => {
              document.querySelector("#here")?.remove();
              const here = Object.assign(document.createElement("div"), { id: "here" });
              here.innerHTML = '<div class="ef-root"></div>';
              return here;
            };
            window.show = (here, given = data) => {
              if (!here.isConnected) document.body.append(here);
              draw({ data: given, parentElement: here, setTriggerValue: (_, text) => sent.push(JSON.parse(text)) });
            };
            show(place());
        })(); return window.begin; }""",
        [(PROJECT / "effnett" / "web" / "writing.js").read_text(encoding="utf-8"), given(form)],
    )


def draw_again(page: Page, form: Form, **more: object) -> None:
    """The form as the server gives it now, in the same place on the page."""
    page.evaluate("data => show(document.querySelector('#here'), data)", given(form, **more))


def test_a_form_that_is_drawn_anew_keeps_caret_and_signs(page: Page, server: Server) -> None:
    """Streamlit may take a form away and draw it anew: what is typed meanwhile is in it, where the caret was."""
    by_itself(page, server, Form("prøve", (Field("text", "Enhetens vurdering", "area"),)))
    text = field(page)
    text.click()
    page.keyboard.type("Før etter")
    for _ in "etter":
        page.keyboard.press("ArrowLeft")
    page.evaluate("() => { window.next = place(); }")
    page.keyboard.type("og ")
    page.evaluate("() => show(window.next)")
    expect(text).to_be_focused()
    page.keyboard.type("midt i ")
    expect(text).to_have_value("Før og midt i etter")


ANSWER = Form("undring-1", (Field("text", "Svar", "area"),), "Lagre svaret", fold="Svar på undringen", fresh=True)


def test_a_form_that_gets_other_fields_keeps_caret_and_fold(page: Page, server: Server) -> None:
    """The scorecard's file may be changed while somebody writes: the same form, with other fields in it."""
    by_itself(page, server, ANSWER)
    page.get_by_text("Svar på undringen").click()
    text = page.get_by_label("Svar", exact=True)
    text.click()
    page.keyboard.type("Før etter")
    for _ in "etter":
        page.keyboard.press("ArrowLeft")
    draw_again(page, ANSWER._replace(fields=(*ANSWER.fields, Field("who", "Hvem?"))))
    expect(page.get_by_label("Hvem?")).to_be_visible()
    expect(text).to_be_focused()
    page.keyboard.type("midt i ")
    expect(text).to_have_value("Før midt i etter")


def test_fields_that_are_taken_away_give_the_text_back(page: Page, server: Server) -> None:
    """An undring that another closes has no place for an answer; opened again, what was typed is there."""
    by_itself(page, server, ANSWER)
    page.get_by_text("Svar på undringen").click()
    page.get_by_label("Svar", exact=True).fill("Turnus ble lagt om.")
    draw_again(page, ANSWER._replace(fields=(), fold=""))
    expect(page.get_by_label("Svar", exact=True)).to_have_count(0)
    expect(page.locator("[data-part=status]")).to_be_focused()
    expect(page.locator("[data-part=status]")).to_have_text("")
    draw_again(page, ANSWER)
    expect(page.get_by_text("Svar på undringen")).to_be_visible()
    expect(page.locator("[data-part=status]")).to_be_focused()
    page.get_by_text("Svar på undringen").click()
    expect(page.get_by_label("Svar", exact=True)).to_have_value("Turnus ble lagt om.")
    expect(page.locator("[data-part=status]")).to_contain_text("Hentet fram igjen")


@pytest.mark.parametrize("result", ["saved", "refused"])
def test_a_form_that_is_sent_is_folded(page: Page, server: Server, result: str) -> None:
    """It says that it is saved, and the focus is where it was opened; one that is refused stays open with its text."""
    by_itself(page, server, ANSWER)
    fold = page.get_by_text("Svar på undringen")
    fold.click()
    text = page.get_by_label("Svar", exact=True)
    text.fill("Turnus ble lagt om.")
    page.get_by_role("button", name="Lagre svaret").click()
    sent = page.evaluate("sent.at(-1).id")
    answer = {"id": sent, "result": result, "version": 1, "said": "Lagret kl. 14.02.31 av Kari", "problems": ["Nei."]}
    draw_again(page, ANSWER, answer=answer)
    status = page.locator("[data-part=status]")
    expect(status).to_have_text("Lagret kl. 14.02.31 av Kari" if result == "saved" else "Nei.")
    expect(status).to_be_visible()
    expect(text).to_have_value("" if result == "saved" else "Turnus ble lagt om.")
    if result == "saved":
        expect(text).to_be_hidden()
        expect(fold).to_be_focused()
    else:
        expect(text).to_be_visible()


def test_who_has_gone_on_keeps_the_focus(page: Page, server: Server) -> None:
    """A form is folded without taking the focus from another place."""
    by_itself(page, server, ANSWER)
    page.get_by_text("Svar på undringen").click()
    page.get_by_label("Svar", exact=True).fill("Turnus ble lagt om.")
    page.get_by_role("button", name="Lagre svaret").click()
    page.evaluate("document.body.append(Object.assign(document.createElement('input'), { id: 'other' }))")
    page.locator("#other").focus()
    answer = {"id": page.evaluate("sent.at(-1).id"), "result": "saved", "version": 1, "said": "Lagret", "problems": []}
    draw_again(page, ANSWER, answer=answer)
    expect(page.get_by_label("Svar", exact=True)).to_be_hidden()
    expect(page.locator("#other")).to_be_focused()


def test_what_is_typed_without_a_server_is_saved_when_it_comes_back(page: Page, server: Server) -> None:
    """It says that it waits, and nothing is lost: not even where the page is loaded again meanwhile."""
    text = opened(page, server, "Kari")
    text.press_sequentially("Med tjener. ", delay=15)
    expect(state(page)).to_contain_text("Lagret kl.", timeout=WAIT_MS)
    drawn(page)
    server.kill()
    text.press_sequentially("Uten tjener.", delay=15)
    expect(state(page)).to_contain_text("Ikke lagret – venter på forbindelse", timeout=WAIT_MS)
    expect(text).to_have_value("Med tjener. Uten tjener.")
    assert kept(server) == ["Med tjener. "]
    server.start()
    page.goto(address(server))
    expect(field(page)).to_have_value("Med tjener. Uten tjener.", timeout=WAIT_MS)
    expect(state(page)).to_contain_text("Lagret kl.", timeout=WAIT_MS)
    assert kept(server) == ["Med tjener. Uten tjener."]


@pytest.fixture
def standing(browser: Browser) -> Iterator[Page]:
    """A page whose clock can be stopped: one that others shall use cannot get its own back."""
    with browser.new_context() as context:
        yield context.new_page()


def stopped(page: Page) -> None:
    """Let the page's clock stand, and go on as the test says."""
    page.clock.install()
    page.clock.pause_at(datetime.now() + timedelta(minutes=1))


def test_nobody_at_the_servers_address_is_told_before_it_is_sent_again(standing: Page, server: Server) -> None:
    """It is asked whether anybody is there, and told that the text is not saved; nothing waits for the next attempt."""
    text = opened(standing, server, "Kari")
    drawn(standing)
    stopped(standing)
    server.kill()
    text.press_sequentially("Uten tjener.")
    standing.clock.run_for(900)
    expect(state(standing)).to_have_text("Lagrer …")
    standing.clock.run_for(400)
    expect(state(standing)).to_contain_text("Ikke lagret – venter på forbindelse")
    expect(text).to_have_value("Uten tjener.")


def test_a_server_that_is_slow_to_answer_is_not_told_to_be_gone(standing: Page, server: Server) -> None:
    """What was sent has got no answer, but somebody is there: it is being saved, until it is sent again."""
    text = opened(standing, server, "Kari")
    drawn(standing)
    stopped(standing)
    standing.evaluate("() => { WebSocket.prototype.send = () => {}; }")
    text.press_sequentially("Sein tjener.")
    with standing.expect_event("requestfinished", lambda request: request.url.endswith("/_stcore/health")):
        standing.clock.run_for(2500)
    # A question more: when it has its answer, so has the form.
    standing.evaluate("() => fetch('./_stcore/health').then(answer => answer.text())")
    expect(state(standing)).to_have_text("Lagrer …")
    standing.clock.run_for(1500)
    expect(state(standing)).to_contain_text("Ikke lagret – venter på forbindelse")


def test_a_lost_connection_is_waited_for(page: Page, server: Server) -> None:
    """The page stays open, and the text is sent when the line is there again."""
    text = opened(page, server, "Kari")
    text.press_sequentially("På nett, ", delay=15)
    expect(state(page)).to_contain_text("Lagret kl.", timeout=WAIT_MS)
    page.context.set_offline(True)
    text.press_sequentially("og uten.", delay=15)
    expect(state(page)).to_contain_text("venter på forbindelse", timeout=WAIT_MS)
    page.context.set_offline(False)
    expect(state(page)).to_contain_text("Lagret kl.", timeout=WAIT_MS)
    expect(text).to_have_value("På nett, og uten.")
    assert kept(server) == ["På nett, og uten."]


def test_no_character_is_lost_while_the_server_answers(page: Page, server: Server) -> None:
    """Typed with pauses about as long as it takes to be saved, the text is what was typed, caret and all."""
    text = opened(page, server, "Kari")
    words = [f"ord{number} " for number in range(12)]
    for at, word in enumerate(words):
        text.press_sequentially(word, delay=12)
        page.wait_for_timeout(600 + 40 * at)
    expect(text).to_have_value("".join(words))
    expect(text).to_be_focused()
    expect(state(page)).to_contain_text("Lagret kl.", timeout=WAIT_MS)
    assert kept(server) == ["".join(words)]


@pytest.mark.parametrize(
    ("choice", "expected"), [("Lagre min tekst", "Felles. Min."), ("Bruk den andre", "Felles. Din.")]
)
def test_two_who_write_at_once_see_both(
    page: Page, browser: Browser, server: Server, choice: str, expected: str
) -> None:
    """Nothing is overwritten: both texts side by side, who wrote the other and when; one is chosen, both are kept."""
    mine = opened(page, server, "Kari")
    mine.press_sequentially("Felles.", delay=15)
    expect(state(page)).to_contain_text("av Kari", timeout=WAIT_MS)
    context = browser.new_context()
    other = context.new_page()
    theirs = opened(other, server, "Ola")
    expect(theirs).to_have_value("Felles.")
    theirs.press("Control+End")
    mine.press("Control+End")
    theirs.press_sequentially(" Din.", delay=15)
    mine.press_sequentially(" Min.", delay=120)  # begun before the other's is saved, and ended after
    expect(state(other)).to_contain_text("av Ola", timeout=WAIT_MS)
    expect(state(page)).to_have_text(
        re.compile(r"^Endret av Ola kl\. .*; se begge versjonene\. Ingenting er skrevet over\.$"), timeout=WAIT_MS
    )
    sides = page.locator(".ef-both p").all_inner_texts()
    assert sides == ["Felles. Min.", "Felles. Din."]
    assert kept(server) == ["Felles. Din."]
    page.get_by_role("button", name=choice).press("Enter")
    expect(field(page)).to_have_value(expected)
    expect(state(page)).to_contain_text("Lagret kl.", timeout=WAIT_MS)
    assert kept(server) == [expected]
    context.close()
    records = open_records(server.store)
    record = records.in_force([UNIT])[0].record
    assert {version.content.text for version in records.history(record)} >= {"Felles. Min.", "Felles. Din."}


def test_what_another_writes_comes_by_itself(page: Page, browser: Browser, server: Server) -> None:
    """A text, and an undring, while one has the unit's sheet open and does nothing."""
    mine = opened(page, server, "Kari")
    context = browser.new_context()
    other = context.new_page()
    opened(other, server, "Ola").press_sequentially("Fra Ola.", delay=15)
    expect(mine).to_have_value("Fra Ola.", timeout=WAIT_MS)
    expect(state(page)).to_contain_text("av Ola")
    other.get_by_text("Ny undring").click()
    other.get_by_label("Hva lurer du på?").fill("Hvorfor øker det?")
    other.get_by_role("button", name="Send undringen").click()
    expect(page.get_by_text("Hvorfor øker det?")).to_be_visible(timeout=WAIT_MS)
    context.close()


def test_a_step_from_an_older_text_is_not_taken_and_is_told(page: Page, browser: Browser, server: Server) -> None:
    """The same person in two windows: the newer text comes, why it was not delivered stands there, and it can be."""
    mine = opened(page, server, "Kari")
    mine.press_sequentially("En.", delay=15)
    expect(state(page)).to_contain_text("av Kari", timeout=WAIT_MS)
    context = browser.new_context()
    theirs = opened(context.new_page(), server, "Kari")
    expect(theirs).to_have_value("En.")
    theirs.press("Control+End")
    theirs.press_sequentially(" To.", delay=15)
    expect(state(theirs.page)).to_contain_text("Lagret kl.", timeout=WAIT_MS)
    context.close()
    page.get_by_role("button", name="Lever vurderingen").click()
    expect(state(page)).to_contain_text("prøv igjen", timeout=WAIT_MS)
    expect(mine).to_have_value("En. To.")
    expect(state(page)).to_contain_text("Endret av Kari")
    page.get_by_role("button", name="Lever vurderingen").click()
    expect(page.locator(".ef-sub")).to_contain_text("1 levert", timeout=WAIT_MS)
    assert kept(server) == ["En. To."]


def test_a_merged_text_is_saved(page: Page, browser: Browser, server: Server) -> None:
    """In a conflict the field can still be edited, and what it says then is what is saved."""
    mine = opened(page, server, "Kari")
    context = browser.new_context()
    theirs = opened(context.new_page(), server, "Ola")
    theirs.press_sequentially("Fra Ola.", delay=15)
    mine.press_sequentially("Fra Kari.", delay=80)  # begun before the other's is saved, and ended after
    expect(state(theirs.page)).to_contain_text("av Ola", timeout=WAIT_MS)
    expect(page.locator(".ef-both")).to_be_visible(timeout=WAIT_MS)
    mine.fill("Fra Kari. Fra Ola.")
    assert page.locator(".ef-both p").first.inner_text() == "Fra Kari. Fra Ola."
    page.get_by_role("button", name="Lagre min tekst").click()
    expect(state(page)).to_contain_text("av Kari", timeout=WAIT_MS)
    assert kept(server) == ["Fra Kari. Fra Ola."]
    context.close()
