"""The few elements the pages are drawn with."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Final

import streamlit as st

from effnett.present.wording import say

_ROWS_JS: Final = """
export default function ({ data, setTriggerValue }) {
  const pick = event => {
    const button = event.target.closest && event.target.closest("button[data-row], button[data-close]");
    if (button) setTriggerValue("row", button.dataset.row || "");
  };
  document.addEventListener("click", pick);
  const detail = document.getElementById("detail");
  if (data && data.opened && detail && window.effnettOpened !== data.opened) {
    detail.scrollIntoView({ block: "start" });
    detail.focus({ preventScroll: true });
  }
  if (data && !data.opened && window.effnettOpened) {
    const row = document.querySelector(`button[data-row="${CSS.escape(window.effnettOpened)}"]`);
    if (row) row.focus();
  }
  window.effnettOpened = data ? data.opened : "";
  return () => document.removeEventListener("click", pick);
}
"""
_UPLOADER_JS: Final = """
export default function ({ data }) {
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
_rows = st.components.v2.component("effnett.rows", js=_ROWS_JS, isolate_styles=False)


_uploader = st.components.v2.component("effnett.uploader", js=_UPLOADER_JS, isolate_styles=False)


def html(text: str) -> None:
    """One piece of our own HTML, escaped where it was made."""
    st.markdown(text, unsafe_allow_html=True)


def notice(text: str) -> None:
    """Something the reader must know, in the page's own look."""
    html(f'<div class="ef ef-note" role="status">{escape(text)}</div>')


def rows(opened: str, choose: Callable[[str], None]) -> None:
    """Listens for the buttons of the table's rows: a click or Enter on one chooses that row, or closes it.

    The table itself is plain HTML; this element has no look and tells only which button was pressed.
    """

    def chosen() -> None:
        choose(str(st.session_state["rows"].row or ""))

    _rows(key="rows", data={"opened": opened}, on_row_change=chosen, height="content")


def mend_uploader() -> None:
    """Says in Norwegian what Streamlit's file uploader says in English, and names its region for those who listen."""
    words = {"Upload": say("data.browse"), "200MB per file": say("data.limit", size=200)}
    _uploader(key="uploader", data=words, height="content")
