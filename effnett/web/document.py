"""The HTML document around the pages: Streamlit's own, in Norwegian and with our style sheet in it.

Streamlit's document says `lang="en"`, and a style sheet drawn as an element would be sent again with
every change of a choice. So page addresses are answered here; everything else goes on to Streamlit.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

PAGE_PATHS: Final = ("", "data")
"""The last part of every page's address."""


class Document:
    """Middleware that answers page addresses with the document."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a page's address, or pass the request on."""
        if is_page(scope):
            response = HTMLResponse(document(), headers={"Cache-Control": "no-cache"})
            await response(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def is_page(scope: Scope) -> bool:
    """Whether a request asks for one of the pages, at the root or below a base path."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return False
    *above, last = scope["path"].strip("/").split("/")
    return last in PAGE_PATHS and "_stcore" not in above


@cache
def document() -> str:
    """Streamlit's document with our language, title and style sheet."""
    page = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    look = (resources.files("effnett.web") / "look.css").read_text(encoding="utf-8")
    page = page.replace('<html lang="en">', '<html lang="nb">', 1)
    page = page.replace("<title>Streamlit</title>", "<title>effnett</title>", 1)
    return page.replace("</head>", f"<style>{look}</style></head>", 1)
