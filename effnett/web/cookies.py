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


def keep(name: str, value: str | None, seconds: int) -> None:
    """Let the browser keep a value for some time; None is the address of the page it is on."""
    with st.container(key=f"cookie-{name}"):
        _keeper(key=f"keep {name}", data={"name": name, "value": value, "seconds": seconds, "skip": say("skip")})


def kept(name: str) -> str:
    """What the browser kept, as it was when the page was opened."""
    return unquote(st.context.cookies.get(name, ""))
