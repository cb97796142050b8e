"""Help for readers, from docs/*.md: the files that people read there are what the pages show.

The little of Markdown that such a text needs: headings, paragraphs, lists, bold, code, pictures that lie beside it and
links to other help pages. Everything is escaped; HTML in a text is shown as it is written.
"""

from __future__ import annotations

import base64
import re
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

DOCS: Final = Path(__file__).resolve().parents[2] / "docs"
HELP_PAGES: Final = ("kontrolldiagram", "hva-trekker", "hvor-lander-aret")
"""The names of the texts that are for readers of the pages; others in docs/ are not served."""
HELP_PATH: Final = "hjelp"
"""The last folder of the address of a help page: `hjelp/kontrolldiagram`."""
_MEDIA: Final = {".png": "image/png", ".svg": "image/svg+xml", ".jpg": "image/jpeg"}
_PICTURE: Final = re.compile(r"!\[([^\]]*)\]\(([\w.-]+)\)")
_LINK: Final = re.compile(r"\[([^\]]+)\]\(([\w-]+)\.md\)")


def help_link(name: str, text: str) -> str:
    """A link to a help page, which opens beside the page the reader is on. KeyError for a page there is not."""
    if name not in HELP_PAGES:
        raise KeyError(name)
    return f'<a href="{HELP_PATH}/{name}" target="_blank" rel="noopener">{escape(text)}</a>'


@cache
def help_html(name: str) -> str | None:
    """A help text as HTML; None for one there is not."""
    if name not in HELP_PAGES:
        return None
    return markdown_html((DOCS / f"{name}.md").read_text(encoding="utf-8"), DOCS)


def help_title(name: str) -> str:
    """The heading of a help text."""
    return (DOCS / f"{name}.md").read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")


def markdown_html(text: str, folder: Path) -> str:
    """A text as HTML, with the pictures that lie in a folder in it."""
    return "".join(_block(block, folder) for block in re.split(r"\n\s*\n", text.strip()))


def _block(block: str, folder: Path) -> str:
    """One heading, list or paragraph."""
    heading = re.fullmatch(r"(#{1,3}) (.+)", block)
    if heading:
        level = len(heading[1])
        return f"<h{level}>{_inline(heading[2], folder)}</h{level}>"
    if block.startswith("- "):
        items = re.split(r"\n- ", block[2:])
        return "<ul>" + "".join(f"<li>{_inline(item, folder)}</li>" for item in items) + "</ul>"
    return f"<p>{_inline(block, folder)}</p>"


def _inline(text: str, folder: Path) -> str:
    """Bold, code, pictures and links in a piece of text."""
    told = escape(" ".join(text.split()))
    told = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", told)
    told = re.sub(r"`(.+?)`", r"<code>\1</code>", told)
    told = _PICTURE.sub(lambda found: _picture(found[1], folder / found[2]), told)
    return _LINK.sub(lambda found: f'<a href="{found[2]}">{found[1]}</a>' if found[2] in HELP_PAGES else found[1], told)


def _picture(text: str, path: Path) -> str:
    """A picture in the text itself, so that nothing more is asked for; its words where it is not there."""
    media = _MEDIA.get(path.suffix)
    if media is None or not path.is_file():
        return text
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    return f'<img src="data:{media};base64,{data}" alt="{text}">'
