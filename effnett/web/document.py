"""The HTML document around the pages: Streamlit's own, in Norwegian and with our style sheet in it.

Streamlit's document says `lang="en"`, and a style sheet drawn as an element would be sent again with
every change of a choice. So page addresses are answered here; everything else goes on to Streamlit.
"""

from __future__ import annotations

import re
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


_FIRST_PARTS: Final = ("StreamlitMarkdown", "Selectbox", "Checkbox", "DownloadButton", "BidiComponent")
"""The parts of Streamlit's own program that every page begins with, by the beginning of their file names."""
_IMPORT: Final = re.compile(r'from"\./([^"]+\.js)"')


def first_parts(folder: Path) -> list[str]:
    """The files of the first parts and all that they import.

    Streamlit asks for each part when it meets an element that needs it; told of them in the document, the
    browser fetches them all at once.
    """
    found: dict[str, None] = {}
    waiting = [path.name for part in _FIRST_PARTS for path in sorted(folder.glob(f"{part}.*.js"))]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting += _IMPORT.findall((folder / name).read_text(encoding="utf-8"))
    return list(found)


@cache
def document() -> str:
    """Streamlit's document with our language, title and style sheet."""
    static = Path(file_util.get_static_dir())
    page = (static / "index.html").read_text(encoding="utf-8")
    look = (resources.files("effnett.web") / "look.css").read_text(encoding="utf-8")
    page = page.replace('<html lang="en">', '<html lang="nb">', 1)
    page = page.replace("<title>Streamlit</title>", "<title>effnett</title>", 1)
    parts = "".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">'
        for name in first_parts(static / "static" / "js")
        if name not in page
    )
    return page.replace("</head>", f"{parts}<style>{look}</style></head>", 1)
