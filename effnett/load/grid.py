"""A file as a grid of cells, before anyone knows what they mean."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

Cell = str | int | float | date | None
"""Text files give text alone; spreadsheets and Parquet give numbers and dates too."""

HEADER_WITHIN = 20
"""The header is among the first rows, below titles at most."""


@dataclass(frozen=True)
class Grid:
    """Rows of cells with their lines in the file. `separator` is None where it is no text file."""

    file: str
    rows: Sequence[Sequence[Cell]]
    lines: Sequence[int]
    separator: str | None = None
    sheet: str = ""
    notices: tuple[str, ...] = field(default_factory=tuple)


def is_empty(cell: Cell) -> bool:
    """Whether a cell holds nothing."""
    return cell is None or cell == "" or (isinstance(cell, str) and not cell.strip())


def text_of(cell: Cell) -> str:
    """A cell as text: a whole number without its decimals."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def header_names(row: Sequence[Cell]) -> list[str]:
    """The names in a header row, as they are compared."""
    return [text_of(cell).lower() for cell in row]


def header_rows(rows: Sequence[Sequence[Cell]], needed: Collection[str]) -> list[int]:
    """Which of the first rows hold all the needed names."""
    return [at for at, row in enumerate(rows[:HEADER_WITHIN]) if set(needed) <= set(header_names(row))]


def likest_header(rows: Sequence[Sequence[Cell]], wanted: Collection[str]) -> tuple[int, int]:
    """The row most like the header, and how many of the wanted names it holds; the first filled one in a tie."""
    best, most = 0, -1
    for at, row in enumerate(rows[:HEADER_WITHIN]):
        hits = len(set(header_names(row)) & set(wanted))
        if hits > most and not all(is_empty(cell) for cell in row):
            best, most = at, hits
    return best, max(most, 0)
