"""The HTML document around the pages: Streamlit's own, in Norwegian and with our style sheet in it.

Streamlit's document says `lang="en"`, and a style sheet drawn as an element would be sent again with
every change of a choice. So page addresses are answered here; everything else goes on to Streamlit.
"""

from __future__ import annotations

from functools import cache
from html import escape
from importlib import resources
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import streamlit as st
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

from effnett.present.help import HELP_PATH, help_html, help_title
from effnett.present.wording import say
from effnett.web import lost, way_back
from effnett.web.pages import PAGES

PAGE_PATHS: Final = tuple(page.path for page in PAGES)
"""The last part of every page's address."""


class Document:
    """Middleware that answers page addresses with the document."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a page's address or a help page's, or pass the request on."""
        text = document() if is_page(scope) else help_document(help_name(scope))
        if text is None:
            send = lost.told(scope, receive, send, lost_document(), _base()) if _is_asked(scope) else send
            await self.app(scope, receive, _way_back(scope, send))
        else:
            await HTMLResponse(text, headers={"Cache-Control": "no-cache"})(scope, receive, send)


def _way_back(scope: Scope, send: Send) -> Send:
    """What an answer is sent by: at the end of a login, back to the page one came for."""
    if not _is_asked(scope) or _parts(scope)[-1] != way_back.CALLBACK:
        return send
    address = way_back.wanted(scope)
    page = {"type": "http", "method": "GET", "path": urlsplit(address).path}
    return way_back.sent_to(address, send) if address and is_page(page) else send


def is_page(scope: Scope) -> bool:
    """Whether a request asks for one of the pages, at the root or below a base path.

    With a slash at its end only the root is a page: Streamlit leads the others to the address without.
    """
    return _is_asked(scope) and scope["path"] in {f"{_base()}/{page}" for page in PAGE_PATHS}


def _base() -> str:
    """The path that all addresses begin with, where the server is set up with one."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{base}" if base else ""


def help_name(scope: Scope) -> str:
    """The name of the help page that a request asks for; nothing where it asks for something else."""
    above, name = (["", *_parts(scope)])[-2:]
    return name if _is_asked(scope) and above == HELP_PATH else ""


def _is_asked(scope: Scope) -> bool:
    return scope["type"] == "http" and scope["method"] in ("GET", "HEAD")


def _parts(scope: Scope) -> list[str]:
    """The parts of an address; of other messages there are none."""
    path: str = scope.get("path", "")
    return path.strip("/").split("/")


@cache
def help_document(name: str) -> str | None:
    """A help page as a document of its own."""
    told = help_html(name)
    return None if told is None else _alone(help_title(name), told)


@cache
def lost_document() -> str:
    """The document where there is no page."""
    return _alone(say("lost.title"), lost.lost_html(_base()))


def _alone(title: str, told: str) -> str:
    """A document of our own: it stands alone, prints, and asks for nothing more."""
    title = escape(title)
    return (
        f'<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>{title} – effnett</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<style>{_look()}</style></head><body class="ef-help"><main class="ef">{told}</main></body></html>'
    )


def _look() -> str:
    """The style sheet all pages share, and after it those of single pages (`look-tertial.css`)."""
    sheets = [file for file in resources.files("effnett.web").iterdir() if file.name.endswith(".css")]
    ordered = sorted(sheets, key=lambda file: (file.name != "look.css", file.name))
    return "".join(file.read_text(encoding="utf-8") for file in ordered)


_FIRST_PARTS: Final = ("StreamlitMarkdown", "Selectbox", "Checkbox", "DownloadButton", "BidiComponent")
"""The parts of Streamlit's own program that every page begins with, by the beginning of their file names."""


def first_parts(folder: Path) -> list[str]:
    """The files of the first parts."""
    return [path.name for part in _FIRST_PARTS for path in sorted(folder.glob(f"{part}.*.js"))]


@cache
def document() -> str:
    """Streamlit's document with our language, title and style sheet."""
    static = Path(file_util.get_static_dir())
    page = (static / "index.html").read_text(encoding="utf-8")
    look = _look()
    page = page.replace('<html lang="en">', '<html lang="nb">', 1)
    page = page.replace("<title>Streamlit</title>", "<title>effnett</title>", 1)
    parts = "".join(f'import("./static/js/{name}");' for name in first_parts(static / "static" / "js"))
    # Streamlit asks for each part when it meets an element that needs it, one after the other. They are fetched
    # together as soon as the program itself is up and waits for the server: before that they would hold it back.
    parts = f'<script type="module">setTimeout(() => {{ {parts} }})</script>'
    return page.replace("</head>", f"{parts}<style>{look}</style></head>", 1)
