"""Our own HTML with buttons and fields in it, whose presses come back as one small mapping.

A `button[data-press]` says what is to be done, its `data-of` with what; the named fields of the
`[data-form]` it stands in come with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from effnett.present.wording import say

Press = Mapping[str, str]
"""`do`, `of`, and the values of fields by their names."""

_JS: Final = """
export default function ({ data, parentElement, setTriggerValue }) {
  for (const link of document.querySelectorAll('a[href^="#"]'))
    if (link.textContent === "Skip to main content") link.textContent = data.skip;
  const root = parentElement.querySelector(".ef-root");
  const same = held => held && [...root.querySelectorAll("[data-press]")].find(
    each => each.dataset.press === held.press && each.dataset.of === held.of);
  if (root.dataset.version !== data.version) {
    const at = document.activeElement;
    const held = root.contains(at) && { press: at.dataset.press, of: at.dataset.of, home: at.closest("[id]")?.id };
    const fields = [...root.querySelectorAll("[data-form] [name]")].filter(each => each.value !== each.defaultValue)
      .map(each => [each.closest("[id]")?.id, each.name, each.value]);
    root.innerHTML = data.html;
    root.dataset.version = data.version;
    for (const [home, name, value] of fields) {
      const again = home && document.getElementById(home)?.querySelector(`[name="${CSS.escape(name)}"]`);
      if (again && again.type !== "date") again.value = value;
    }
    const home = held && held.home && document.getElementById(held.home);
    const next = same(held) || (home && home.querySelector("button, summary, a[href], input"));
    if (next) next.focus({ preventScroll: true });
  }
  const before = root.dataset.opened || "";
  root.dataset.opened = data.opened;
  let waiting = 0;
  if (data.opened && data.opened !== before) {
    // What is opened is drawn beside this, piece by piece: the keyboard goes there when it stands.
    const until = performance.now() + 5000;
    const go = () => {
      const there = document.querySelector(`[data-opened="${CSS.escape(data.opened)}"][tabindex]`);
      if (there) {
        there.focus({ preventScroll: true });
        there.scrollIntoView({ block: "start" });
      } else if (performance.now() < until) waiting = requestAnimationFrame(go);
    };
    waiting = requestAnimationFrame(go);
  } else if (before && !data.opened) {
    const again = same({ press: "open", of: before });
    if (again) again.focus();
  }
  const press = event => {
    const button = event.target.closest("button[data-press]");
    if (!button) return;
    const sent = { do: button.dataset.press, of: button.dataset.of || "" };
    for (const field of button.closest("[data-form]")?.querySelectorAll("[name]") || []) {
      if (!field.reportValidity()) return;
      sent[field.name] = field.value;
    }
    setTriggerValue("press", sent);
  };
  const enter = event => {
    if (event.key !== "Enter" || !event.target.matches("[data-form] input")) return;
    event.preventDefault();
    event.target.closest("[data-form]").querySelector("button[data-press]").click();
  };
  root.onclick = press; // set, not added: this runs again with every drawing, and a press must be sent once
  root.onkeydown = enter;
  return () => cancelAnimationFrame(waiting);
}
"""
_pressed = st.components.v2.component(
    "effnett.pressed", html='<div class="ef-root"></div>', js=_JS, isolate_styles=False
)


def pressed(key: str, html: str, on_press: Callable[[Press], None], opened: str = "") -> None:
    """Draw the HTML, escaped where it was made, and call `on_press` before the page is drawn again.

    `opened` names what a press of "open" has opened elsewhere on the page: the keyboard goes to the element with
    that as its `data-opened`, and back to the button when it is closed.
    """

    def called() -> None:
        found = st.session_state[key].press
        if found:
            on_press({str(name): str(value) for name, value in dict(found).items()})

    version = hashlib.blake2b(html.encode(), digest_size=8).hexdigest()
    data = {"html": html, "version": version, "opened": opened, "skip": say("skip")}
    _pressed(key=key, data=data, on_press_change=called, height="content")
