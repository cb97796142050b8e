"""The few elements the pages are drawn with."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from html import escape
from typing import Final

import streamlit as st

from effnett.present.wording import say

_TABLE: Final = "table"
SKIP_LINK_JS: Final = """
  for (const link of document.querySelectorAll('a[href^="#"]'))
    if (link.textContent === "Skip to main content") link.textContent = data.skip;
"""
"""Streamlit's first link of the page, which those who use the keyboard alone come to first, is in English."""
_CLOSE: Final = "!close"
"""What the button that closes the detail sends: an empty text is lost when the page is still being drawn."""
_TABLE_JS: Final = """
export default function ({ data, parentElement, setTriggerValue }) {
  //SKIP
  const root = parentElement.querySelector(".ef-root");
  const button = row => row && document.querySelector(`button[data-row="${CSS.escape(row)}"]`);
  if (root.dataset.html !== data.version) {
    const held = document.activeElement && document.activeElement.dataset.row;
    const room = () => root.querySelector(".ef-wide");
    const { scrollLeft, scrollTop } = room() || {};
    root.innerHTML = data.html;
    root.dataset.html = data.version;
    if (held && button(held)) button(held).focus({ preventScroll: true });
    // A table in a room of its own stays where the reader has moved it; sorted anew, it begins at the top.
    if (scrollLeft && room()) room().scrollLeft = scrollLeft;
    if (scrollTop && room() && !(held && button(held)?.closest("thead"))) room().scrollTop = scrollTop;
  }
  const before = root.dataset.opened || "";
  root.dataset.opened = data.opened;
  let waiting = 0;
  if (data.opened && data.opened !== before) {
    // The detail comes after the table, piece by piece: go along until it stands at the top, or the reader moves.
    const until = performance.now() + 5000;
    let theirs = false;
    const leave = () => { theirs = true; };
    for (const kind of ["wheel", "pointerdown", "keydown"]) addEventListener(kind, leave, { once: true });
    const show = () => {
      if (theirs) return;
      const detail = document.querySelector(`#detail[data-indicator="${CSS.escape(data.opened)}"]`);
      const writes = document.activeElement?.matches("input, textarea, select");
      if (detail && document.activeElement !== detail && !writes) detail.focus({ preventScroll: true });
      if (detail) detail.scrollIntoView({ block: "start" });
      const there = detail && detail.getBoundingClientRect().top < 170;
      if (!there && performance.now() < until) waiting = requestAnimationFrame(show);
    };
    waiting = requestAnimationFrame(show);
  } else if (before && !data.opened && button(before)) {
    button(before).focus();
  }
  const pick = event => {
    const chosen = event.target.closest && event.target.closest("button[data-row], button[data-close]");
    if (chosen) setTriggerValue("row", chosen.dataset.row || data.close);
  };
  // A drawing that follows another at once may come before the one before it is cleared away: one listens at a time.
  document.removeEventListener("click", window.effnettPick);
  window.effnettPick = pick;
  document.addEventListener("click", pick);
  return () => {
    cancelAnimationFrame(waiting);
    document.removeEventListener("click", pick);
  };
}
"""
_UPLOADER_JS: Final = """
export default function ({ data }) {
  //SKIP
  const mend = () => {
    const zone = document.querySelector('[data-testid="stFileUploaderDropzone"]');
    if (!zone) return;
    if (zone.getAttribute("role") === "presentation") zone.setAttribute("role", "group");
    const walk = document.createTreeWalker(zone, NodeFilter.SHOW_TEXT);
    for (let text = walk.nextNode(); text; text = walk.nextNode()) {
      const said = data[text.nodeValue.trim()];
      if (said) text.nodeValue = said;
    }
  };
  mend();
  const watch = new MutationObserver(mend);
  watch.observe(document.querySelector(".st-key-upload") || document.body, { childList: true, subtree: true });
  return () => watch.disconnect();
}
"""
_table = st.components.v2.component(
    "effnett.table",
    html='<div class="ef-root ef-alone"></div>',
    js=_TABLE_JS.replace("//SKIP", SKIP_LINK_JS),
    isolate_styles=False,
)


_uploader = st.components.v2.component(
    "effnett.uploader", js=_UPLOADER_JS.replace("//SKIP", SKIP_LINK_JS), isolate_styles=False
)


def html(text: str) -> None:
    """One piece of our own HTML, escaped where it was made. A blank line would end it for the markdown."""
    st.markdown(text.replace("\n", " "), unsafe_allow_html=True)


def notice(text: str) -> None:
    """Something the reader must know, in the page's own look."""
    html(f'<div class="ef ef-note" role="status">{escape(text)}</div>')


def table(text: str, opened: str, choose: Callable[[str], None]) -> None:
    """The main table with its heading. A click or Enter on a row's title chooses that row, or closes it.

    The browser reads the HTML itself: through Streamlit's markdown the same table takes far longer, and the
    fewer elements there are the sooner the page stands.
    """

    def chosen() -> None:
        row = str(st.session_state[_TABLE].row or "")
        choose("" if row == _CLOSE else row)

    version = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
    _table(
        key=_TABLE,
        data={"html": text, "version": version, "opened": opened, "close": _CLOSE, "skip": say("skip")},
        on_row_change=chosen,
        height="content",
    )


def mend_uploader() -> None:
    """Says in Norwegian what Streamlit's file uploader says in English, and names its region for those who listen."""
    words = {"Upload": say("data.browse"), "200MB per file": say("data.limit", size=200), "skip": say("skip")}
    _uploader(key="uploader", data=words, height="content")
