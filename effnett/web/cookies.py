"""Small things the browser keeps between visits: the name that a reader writes under, and where one was going."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote

import streamlit as st

from effnett.present.wording import say
from effnett.web.components import SKIP_LINK_JS

_JS: Final = """
export default function ({ data }) {
  //SKIP
  const value = data.value === null ? location.pathname + location.search : data.value;
  const what = data.name + "=" + encodeURIComponent(value);
  document.cookie = what + "; path=/; max-age=" + data.seconds + "; samesite=lax";
}
"""
_keeper = st.components.v2.component("effnett.cookie", js=_JS.replace("//SKIP", SKIP_LINK_JS), isolate_styles=False)


_PRESSED_JS: Final = """
export default function ({ data, parentElement }) {
  const form = parentElement.closest('[data-testid="stForm"]');
  const keep = () => {
    const value = form.querySelector("input").value.trim();
    const what = data.name + "=" + encodeURIComponent(value);
    if (value) document.cookie = what + "; path=/; max-age=" + data.seconds + "; samesite=lax";
  };
  const click = event => { if (event.target.closest("button")) keep(); };
  const enter = event => { if (event.key === "Enter") keep(); };
  form.addEventListener("click", click, true);
  form.addEventListener("keydown", enter, true);
  form.dataset.keeps = data.name;
  return () => {
    delete form.dataset.keeps;
    form.removeEventListener("click", click, true);
    form.removeEventListener("keydown", enter, true);
  };
}
"""
_at_press = st.components.v2.component("effnett.cookie_at_press", js=_PRESSED_JS, isolate_styles=False)


def keep_at_press(key: str, name: str, seconds: int) -> None:
    """Let the browser keep what stands in the one field of the form this is drawn in, at the moment it is sent.

    One who goes to another address before the server has answered is then known there.
    """
    with st.container(key=f"cookie-{key}"):
        _at_press(key=f"keep {key}", data={"name": name, "seconds": seconds})


def keep(name: str, value: str | None, seconds: int) -> None:
    """Let the browser keep a value for some time; None is the address of the page it is on."""
    with st.container(key=f"cookie-{name}"):
        _keeper(key=f"keep {name}", data={"name": name, "value": value, "seconds": seconds, "skip": say("skip")})


def kept(name: str) -> str:
    """What the browser kept, as it was when the page was opened."""
    return unquote(st.context.cookies.get(name, ""))
