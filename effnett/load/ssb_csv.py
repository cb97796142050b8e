"""SSB's CSV, wide or long, `;` with decimal comma or `,` with decimal point (docs/files.md)."""

from __future__ import annotations

from effnett.load.columns import likely_kinds
from effnett.load.grid import Grid, header_names, likest_header, text_of
from effnett.load.kostra import Asked
from effnett.load.rejects import Findings, listed, refuse
from effnett.load.separated import NAMES, SEPARATORS, best_separator, first_rows, parted, sep_line
from effnett.load.ssb_header import find_ssb_header
from effnett.load.ssb_table import SsbFigures, gather
from effnett.model.batch import Batch


def read_ssb_csv(text: str, file: str, asked: Asked) -> Batch:
    """The figures of a CSV file from Statistikkbanken."""
    separator, body, first_line = sep_line(text)
    for one in [separator] if separator else _by_use(body):
        if find_ssb_header(_beginning(body, one, file)):
            grid = Grid(file, *parted(body, one, file, first_line), one)
            header = find_ssb_header(grid)
            if header:
                _refuse_uneven(grid, header.at)
                figures = SsbFigures(file, asked, Findings(file, ()))
                gather(figures, grid, header)
                return figures.batch()
    return refuse_other(_beginning(body, separator or best_separator(body, ("region",)), file, first_line), "CSV")


def _by_use(text: str) -> list[str]:
    """The separators, the most used in the file's beginning first."""
    start = text[:5000]
    return sorted(SEPARATORS, key=start.count, reverse=True)


def _beginning(text: str, separator: str, file: str, first_line: int = 1) -> Grid:
    rows = [row for row in first_rows(text, separator) if row]
    return Grid(file, rows, range(first_line, first_line + len(rows)), separator)


def _refuse_uneven(grid: Grid, at: int) -> None:
    """A row longer than the header has an unquoted comma in it: it can be read two ways."""
    width = len(grid.rows[at])
    for row, line in zip(grid.rows[at + 1 :], grid.lines[at + 1 :], strict=True):
        if len(row) > width and any(text_of(cell) for cell in row[width:]):
            mark = grid.separator or ""
            refuse(
                grid.file,
                f"raden har {len(row)} felt, men overskriften {width}; {NAMES.get(mark, 'skilletegnet')} "
                f"står trolig også i tallene: «{mark.join(map(text_of, row))[:80]}»",
                "Hent fila på nytt med semikolon mellom kolonnene",
                line,
            )


def refuse_other(grid: Grid, form: str) -> Batch:
    """Say what a file is that is no table from Statistikkbanken."""
    names = [name for row in grid.rows[:20] for name in header_names(row)]
    if kinds := [kind.value for kind in likely_kinds(set(names))]:
        refuse(grid.file, f"fila ser ut som {listed(kinds)}", f"Prøv effnett import {kinds[0]} {grid.file}")
    at, _ = likest_header(grid.rows, ("region", "år", "tid"))
    shown = listed((text_of(cell)[:30] for cell in grid.rows[at]), 6) if grid.rows else ""
    refuse(
        grid.file,
        f"fila er ingen {form} fra Statistikkbanken: fant ikke en rad med region og år (den har {shown})",
        "Hent tabellen som JSON-stat 2, eller som CSV med kode og tekst for region",
        grid.lines[at] if grid.rows else None,
    )
