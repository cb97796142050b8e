"""The header of SSB's tables as CSV and workbook: wide (a column per time) or long (a row per figure)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from effnett.load.grid import HEADER_WITHIN, Cell, Grid, is_empty, text_of
from effnett.load.kostra import Asked, is_region_dimension, time_period, title_table
from effnett.load.rejects import listed, refuse
from effnett.model.periods import Period

_TIMED = re.compile(r"(.*?)[\s:,]*\b(\d{4}(?:[KQ][1-4]|M(?:0[1-9]|1[0-2]))?)", re.DOTALL)
_CODE = re.compile(r"(KOS\w+|[A-Za-zÆØÅæøå]+\d\w*)(?:\s+(.*))?", re.DOTALL)
_PLAIN_SHEET = re.compile(r"(?:sheet|ark|tabell?|table)\s*\d+", re.IGNORECASE)
_TIMES: Final = frozenset(("tid", "år", "kvartal", "måned", "ar", "aar", "year"))
_CONTENTS: Final = frozenset(("statistikkvariabel", "contents", "contentscode"))


@dataclass(frozen=True, slots=True)
class Figure:
    """A column of figures: its position, its title, and its period where the header gives it."""

    at: int
    title: str
    period: Period | None


@dataclass(frozen=True)
class SsbHeader:
    """Which column is what. `time` and `contents` are columns of long tables; `table` is from the title."""

    at: int
    region: int
    filters: Sequence[tuple[int, str]]
    figures: Sequence[Figure]
    time: int | None = None
    contents: int | None = None
    table: str = ""


def find_ssb_header(grid: Grid) -> SsbHeader | None:
    """The header among the first rows; None where no row is one."""
    titles = " ".join(text_of(row[0]) for row in grid.rows[:3] if row)
    for at, row in enumerate(grid.rows[:HEADER_WITHIN]):
        texts = [text_of(cell) for cell in row]
        found = _long(at, texts) or _wide(at, texts, grid.rows[at - 1] if at else ())
        if found:
            table = title_table(titles) if at else ""
            return replace(found, table=found.table or table)
    return None


def _is_region(name: str) -> bool:
    return is_region_dimension(name.lower())


def _long(at: int, texts: Sequence[str]) -> SsbHeader | None:
    names = [text.lower() for text in texts]
    last = len(names) - 1
    regions = [i for i, name in enumerate(names[:last]) if _is_region(name)]
    times = [i for i, name in enumerate(names[:last]) if name in _TIMES]
    if len(regions) != 1 or len(times) != 1 or last < 2:
        return None
    contents = next((i for i, name in enumerate(names[:last]) if name in _CONTENTS), None)
    filters = [(i, texts[i]) for i in range(last) if i not in (regions[0], times[0], contents)]
    figure = Figure(last, re.sub(r"^\d{5}:\s*", "", texts[last]), None)
    return SsbHeader(at, regions[0], filters, [figure], times[0], contents, title_table(texts[last]))


def _wide(at: int, texts: Sequence[str], above: Sequence[Cell]) -> SsbHeader | None:
    while texts and not texts[-1]:
        texts = texts[:-1]
    timed = [_TIMED.fullmatch(text) for text in texts]
    first = next((i for i, found in enumerate(timed) if found), 0)
    if not first or not all(timed[first:]) or not (_is_region(texts[0]) or not texts[0]):
        return None
    titles = [found[1].strip() for found in timed[first:] if found]
    if not any(titles):
        titles = _filled(above, first, len(texts))
    figures = [
        Figure(first + i, title, time_period(found[2]))
        for i, (title, found) in enumerate(zip(titles, timed[first:], strict=True))
        if found
    ]
    filters = [(i, texts[i]) for i in range(1, first)]
    return SsbHeader(at, 0, filters, figures)


def _filled(above: Sequence[Cell], first: int, width: int) -> list[str]:
    """Titles of the row above, each over the empty cells that follow it."""
    titles: list[str] = []
    for at in range(first, width):
        text = "" if at >= len(above) or is_empty(above[at]) else text_of(above[at])
        titles.append(text or (titles[-1] if titles else ""))
    return titles


def contents_code(title: str) -> tuple[str, str]:
    """The contents code that a title is or begins with ('' where it has none), and the rest as its label."""
    found = _CODE.fullmatch(title.strip())
    if not found:
        return "", title.strip()
    return found[1], (found[2] or "").strip()


def asked_contents(titles: Sequence[str], asked: Asked, file: str, line: int | None, sheet: str = "") -> dict[str, str]:
    """The contents code of every title: its own, the sheet's, or the one the person gave."""
    codes = {title: contents_code(title)[0] for title in titles}
    if asked.contents and any(codes.values()) and asked.contents not in codes.values():
        refuse(file, f"fila har ikke «{asked.contents}»; den har {listed(codes.values())}", "Rett --contents", line)
    without = [title for title, code in codes.items() if not code]
    if not without:
        return codes
    if len(without) > 1:
        refuse(
            file,
            f"fila har {len(without)} statistikkvariabler uten kode: {listed(f'«{title}»' for title in without)}",
            "Hent dem hver for seg med --contents KODE, eller hent tabellen som JSON-stat 2, som har kodene",
            line,
        )
    given = _given_contents(asked, file, line, sheet)
    if not given:
        wanted = f" for «{without[0][:80]}»" if without[0] else ""
        refuse(file, f"fila sier ikke koden til statistikkvariabelen{wanted}", "Oppgi den: --contents KODE", line)
    return {**codes, without[0]: given}


def _given_contents(asked: Asked, file: str, line: int | None, sheet: str) -> str:
    """The contents code that the sheet's name is, else the one the person gave."""
    named = "" if _PLAIN_SHEET.fullmatch(sheet) else contents_code(sheet)[0]
    if named and asked.contents and named != asked.contents:
        refuse(file, f"arket er «{named}», ikke «{asked.contents}»", "Rett --contents, eller la det være", line)
    return named or asked.contents or ""
