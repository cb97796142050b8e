"""Plain tables and folds as HTML, every text escaped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from html import escape

from effnett.present.wording import say


def plain_table(heads: Sequence[str], rows: Iterable[Sequence[str]], numeric: Collection[int] = ()) -> str:
    """A table of texts in a region that can be scrolled by keyboard; `numeric` columns stand to the right."""

    def side(at: int) -> str:
        return ' class="num"' if at in numeric else ""

    head = "".join(f'<th scope="col"{side(at)}>{escape(text)}</th>' for at, text in enumerate(heads))
    body = "".join(
        "<tr>" + "".join(f"<td{side(at)}>{escape(cell)}</td>" for at, cell in enumerate(row)) + "</tr>" for row in rows
    )
    return f'<div class="ef-wide" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def code_html(text: str) -> str:
    """Lines to be typed or read as they are. A blank line would end the HTML for Streamlit's markdown."""
    return f'<div class="ef-code" tabindex="0"><code>{escape(text).replace(chr(10), "&#10;")}</code></div>'


def fold_html(title: str, inside: str, opened: bool = False) -> str:
    """Something the reader opens; `inside` is HTML already."""
    return f"<details{' open' if opened else ''}><summary>{escape(title)}</summary>{inside}</details>"


def list_html(items: Iterable[str]) -> str:
    """A list of texts; nothing for none."""
    inside = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<ul>{inside}</ul>" if inside else ""


def some_of(names: Sequence[str], most: int, language: str = "nb") -> str:
    """Names in a sentence, of many the first and how many more: `a, b, c og 4 til`."""
    if len(names) <= most:
        return listed(names, language)
    return say("peers.and_more", language, names=", ".join(names[:most]), n=len(names) - most)


def listed(texts: Sequence[str], language: str = "nb") -> str:
    """Texts in a sentence: `a, b og c`."""
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {say('and', language)} {texts[-1]}"
