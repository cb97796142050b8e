"""The workbook as Statistikkbanken gives it: a sheet per contents code, a row per region, a column per time."""

from __future__ import annotations

from effnett.load.grid import Grid
from effnett.load.kostra import Asked
from effnett.load.rejects import Findings, listed
from effnett.load.ssb_csv import refuse_other
from effnett.load.ssb_header import find_ssb_header
from effnett.load.ssb_table import SsbFigures, gather
from effnett.model.batch import Batch


def read_ssb_workbook(grids: list[Grid], file: str, asked: Asked) -> Batch:
    """The figures of all sheets that are tables; others are told."""
    headed = [(grid, header) for grid in grids if (header := find_ssb_header(grid))]
    if not headed:
        return refuse_other(grids[0], "arbeidsbok")
    figures = SsbFigures(file, asked, Findings(file, ()))
    others = [grid.sheet for grid in grids if all(grid is not one for one, _ in headed)]
    if others:
        figures.findings.notices.append(f"Ikke lest, uten tabell: {listed(others)}.")
    for grid, header in headed:
        gather(figures, grid, header)
    return figures.batch()
