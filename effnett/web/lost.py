"""What is answered where there is no page: that there is none, with the ways on, in place of Streamlit's own document.

Streamlit answers every address it does not know with its document, which then says in English that there is no page.
"""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import FileResponse, HTMLResponse
from starlette.types import Message, Receive, Scope, Send
from streamlit import file_util

from effnett.present.wording import say
from effnett.web.pages import PAGES

_STREAMLITS: Final = {"_stcore", "static", "media", "component", "app", "auth", "oauth2callback"}
"""Beginnings of addresses that are Streamlit's own, whatever it answers there."""
_PROBES: Final = {"healthz", "script-health-check"}
"""What those ask who only want to know whether the program answers."""
_OK: Final = 200


def told(scope: Scope, receive: Receive, send: Send, page: str, base: str = "") -> Send:
    """Send answers on, but where an address leads nowhere the page that says so, with the status that says so.

    `base` is what all addresses begin with.
    """
    first = str(scope.get("path", "")).removeprefix(base).strip("/").partition("/")[0]
    if scope["type"] != "http" or first in _STREAMLITS | _PROBES:
        return send
    is_answered = False

    async def sending(message: Message) -> None:
        nonlocal is_answered
        if message["type"] == "http.response.start" and _is_streamlits_document(message):
            is_answered = True
            await HTMLResponse(page, 404, headers={"Cache-Control": "no-cache"})(scope, receive, send)
        elif not is_answered:
            await send(message)

    return sending


def _is_streamlits_document(start: Message) -> bool:
    """Whether an answer is Streamlit's document, by the mark of the file itself."""
    return bool(start["status"] == _OK and Headers(raw=start["headers"]).get("etag", "").removeprefix("W/") == _mark())


@cache
def _mark() -> str:
    path = Path(file_util.get_static_dir()) / "index.html"
    return FileResponse(path, stat_result=path.stat()).headers["etag"]


def lost_html(base: str) -> str:
    """That there is no such page, and all that there are; `base` is where the start page lies."""
    links = "".join(
        f'<li><a href="{escape(f"{base}/{one.path}", quote=True)}">{escape(say(f"page.{one.name}"))}</a></li>'
        for one in PAGES
    )
    return f"<h1>{escape(say('lost.title'))}</h1><p>{escape(say('lost.text'))}</p><ul>{links}</ul>"
