"""One cell of a tidy file: what it may hold, and what is wrong with it.

A parser takes a cell that is not empty and gives its value, a `Mark`, or a `Bad`. Parsers are called
once per distinct value of a column.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from effnett.load.grid import Cell, text_of
from effnett.load.numbers import NumberStyle
from effnett.model.observation import MARKS, Quality
from effnett.model.periods import Period, month_index


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that cannot be taken."""

    what: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands in place of a figure."""

    text: str


Parser = Callable[[Cell, NumberStyle], object]

PERIODS_HINT: Final = "Skriv 2009, 2009-T2, 2009-Q3 eller 2009-08"


def text(cell: Cell, _: NumberStyle) -> object:
    """Any text."""
    return text_of(cell)


def code(cell: Cell, _: NumberStyle) -> object:
    """A code: text, or the whole number a spreadsheet made of it."""
    return text_of(cell)


def number(cell: Cell, style: NumberStyle) -> object:
    """A number, or a mark."""
    if isinstance(cell, (int, float)):
        return float(cell) if abs(cell) < 1e300 else Bad(f"«{cell}» er ikke et tall")
    written = text_of(cell)
    if written in MARKS:
        return Mark(written)
    value = style.number(written)
    if value is None:
        return Bad(f"«{written}» er ikke et tall", _number_hint(cell))
    return value


def _number_hint(cell: Cell) -> str:
    if isinstance(cell, date):
        return "Regnearket har gjort tallet om til en dato. Skriv det på nytt med cellen som tall"
    if text_of(cell).endswith("%"):
        return "Skriv tallet uten prosenttegn"
    if text_of(cell) in ("-", "–"):
        return "Skriv 0, la feltet stå tomt, eller skriv ? når tallet ikke er kjent ennå"
    return "Skriv bare tallet, eller ? når det ikke er kjent ennå"


def not_negative(cell: Cell, style: NumberStyle) -> object:
    """A number of 0 or more, or a mark."""
    value = number(cell, style)
    if isinstance(value, float) and value < 0:
        return Bad(f"«{text_of(cell)}» er negativt", "Tallet må være 0 eller større")
    return value


def count(cell: Cell, style: NumberStyle) -> object:
    """A whole number of 0 or more, or a mark."""
    value = not_negative(cell, style)
    if not isinstance(value, float):
        return value
    if not value.is_integer() or value > 2_000_000_000:
        return Bad(f"«{text_of(cell)}» er ikke et helt antall", "Skriv et helt tall")
    return int(value)


def share(cell: Cell, style: NumberStyle) -> object:
    """A share from 0 to 1."""
    value = number(cell, style)
    if isinstance(value, float) and not 0 <= value <= 1:
        return Bad(f"«{text_of(cell)}» er ikke en andel", "Vekten må være fra 0 til 1")
    return value


def period(cell: Cell, _: NumberStyle) -> object:
    """A year, tertial, quarter or month; a real date stands for its month."""
    if isinstance(cell, date):
        return Period(month_index(cell), 1)
    written = text_of(cell)
    try:
        found = Period.parse(written)
        return found if found.year >= 1000 else Bad(f"perioden «{written}» finnes ikke", PERIODS_HINT)
    except ValueError:
        return Bad(f"perioden «{written}» finnes ikke", PERIODS_HINT)


def month(cell: Cell, style: NumberStyle) -> object:
    """A month."""
    found = period(cell, style)
    if isinstance(found, Bad) or (isinstance(found, Period) and found.span != 1):
        return Bad(f"«{text_of(cell)}» er ikke en måned", "Skriv måneden som 2009-08")
    return found


def year(cell: Cell, _: NumberStyle) -> object:
    """A calendar year."""
    written = text_of(cell)
    if re.fullmatch(r"[12]\d{3}", written):
        return int(written)
    return Bad(f"«{written}» er ikke et år", "Skriv året med fire siffer")


def day(cell: Cell, _: NumberStyle) -> object:
    """A date, as ISO writes it or as a real date."""
    if isinstance(cell, date):
        return cell
    written = text_of(cell)
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", written):
            raise ValueError(written)
        return date.fromisoformat(written)
    except ValueError:
        return Bad(f"«{written}» er ikke en dato som finnes", "Skriv datoen som 2004-01-31")


def quality(cell: Cell, _: NumberStyle) -> object:
    """How sure the figure is."""
    written = text_of(cell).lower().replace(" ", "_")
    for found in Quality:
        if found.word == written:
            return int(found)
    return Bad(f"quality «{text_of(cell)}» er ukjent", "Skriv final, provisional, estimate eller year_uncertain")


_SEX: Final = {
    word: sex
    for sex, words in {
        "female": "female f k kvinne kvinner 2",
        "male": "male m mann menn 1",
        "total": "total t begge alle 0",
    }.items()
    for word in words.split()
}


def sex(cell: Cell, _: NumberStyle) -> object:
    """Female, male or total, in the words files use."""
    found = _SEX.get(text_of(cell).lower())
    return found or Bad(f"kjønn «{text_of(cell)}» er ukjent", "Skriv female, male eller total")


def age(cell: Cell, _: NumberStyle) -> object:
    """Years of age; `105+` is 105 and over."""
    found = re.fullmatch(r"(\d{1,3})(?:\+| år| år eller eldre)?", text_of(cell))
    return int(found[1]) if found else Bad(f"alder «{text_of(cell)}» er ukjent", "Skriv alderen i hele år")
