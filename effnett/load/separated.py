"""Text with separators: which separator it is, and its rows with their lines."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Sequence
from itertools import islice
from typing import Final

from effnett.load.grid import HEADER_WITHIN, Cell, Grid, likest_header
from effnett.load.rejects import Findings, refuse

SEPARATORS: Final = (",", ";", "\t")
NAMES: Final = {",": "komma", ";": "semikolon", "\t": "tabulator"}
_SEP_LINE = re.compile(r"\s*sep=(.)\r?\n", re.IGNORECASE)
_DIGITS = re.compile(r"[-−]?\d+")

csv.field_size_limit(10_000_000)


def separated_grid(text: str, file: str, wanted: Collection[str]) -> Grid:
    """The grid of a text file, parted by the separator under which its header is most like the wanted names."""
    said, body, first_line = sep_line(text)
    separator = said or best_separator(body, wanted)
    rows, lines = parted(body, separator, file, first_line)
    if not rows:
        refuse(file, "fila har ingen rader", "Hent den på nytt")
    return Grid(file, rows, lines, separator)


def sep_line(text: str) -> tuple[str | None, str, int]:
    """The separator that a first line `sep=;` gives, the rest of the text, and the line that begins on."""
    said = _SEP_LINE.match(text)
    return (said.group(1), text[said.end() :], 2) if said else (None, text, 1)


def best_separator(text: str, wanted: Collection[str]) -> str:
    """The separator whose reading has the most wanted names in one row; else the one that parts most."""

    def fit(separator: str) -> tuple[int, int]:
        rows = first_rows(text, separator)
        return likest_header(rows, wanted)[1], max((len(row) for row in rows[:HEADER_WITHIN]), default=0)

    return max(SEPARATORS, key=fit)


def first_rows(text: str, separator: str) -> list[list[str]]:
    """The first rows under a separator, without complaint; quotes that do not close are taken as they are."""
    start = "".join(islice(io.StringIO(text, newline=""), HEADER_WITHIN + 5))
    try:
        return list(csv.reader(io.StringIO(start, newline=""), delimiter=separator))
    except (csv.Error, TypeError, ValueError):
        return [line.split(separator or ",") for line in start.splitlines()]


def parted(text: str, separator: str, file: str, first_line: int = 1) -> tuple[list[list[str]], list[int]]:
    """Rows that are not blank, and the line each begins on."""
    rows: list[list[str]] = []
    lines: list[int] = []
    start = 0
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        for row in reader:
            if row:
                rows.append(row)
                lines.append(start + first_line)
            start = reader.line_num
    except (csv.Error, TypeError, ValueError) as error:
        refuse(
            file,
            f"raden som begynner her, kan ikke deles i felt ({error})",
            "Se etter et anførselstegn som ikke er lukket, eller en fil som er kuttet",
            start + first_line,
        )
    return rows, lines


def even_rows(grid: Grid, width: int, findings: Findings) -> list[Sequence[Cell]]:
    """Every row with as many cells as the header: longer and shorter ones are rejected, empty ends cut off.

    Where a comma parts columns and an unquoted comma also stands in a number, the file can be read two
    ways; it is refused with both (docs/contract.md 2).
    """
    even: list[Sequence[Cell]] = []
    for at, row in enumerate(grid.rows):
        if len(row) == width:
            even.append(row)
            continue
        even.append([*row[:width], *[""] * (width - len(row))])
        if any(str(cell or "").strip() for cell in row[width:]):
            if grid.separator == ",":
                _refuse_two_ways(grid, row, width, grid.lines[at])
            findings.reject(at, f"raden har {len(row)} felt, men overskriften {width}", "Fjern feltene som er for mye")
        elif len(row) < width and grid.separator is not None:
            findings.reject(at, f"raden har {len(row)} felt, men overskriften {width}", "Fyll ut feltene som mangler")
    return even


def _refuse_two_ways(grid: Grid, row: Sequence[Cell], width: int, line: int) -> None:
    cells = [str(cell).strip() for cell in row]
    joins = [
        [*cells[:at], f"{cells[at]},{cells[at + 1]}", *cells[at + 2 :]]
        for at in range(len(cells) - 1)
        if _DIGITS.fullmatch(cells[at]) and cells[at + 1].isdigit()
    ]
    if not joins:
        return
    readings = [" | ".join(reading) for reading in joins] if len(cells) == width + 1 else []
    if len(readings) < 2:
        readings = [*readings, " | ".join(cells)]
    refuse(
        grid.file,
        f"«{','.join(cells)}» kan leses på flere måter: " + " eller ".join(f"«{one}»" for one in readings[:3]),
        "Komma skiller både kolonner og desimaler. Lagre med semikolon mellom kolonnene, eller med punktum i tallene",
        line,
    )
