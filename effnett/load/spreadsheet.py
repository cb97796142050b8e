"""Spreadsheets (XLSX, XLSM, XLS, ODS) and Parquet files as grids."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final, NoReturn

import pyarrow as pa
import pyarrow.parquet as pq
import python_calamine as calamine

from effnett.load.grid import Cell, Grid, header_rows, is_empty, likest_header
from effnett.load.rejects import listed, refuse

# An XLSX with a password is a compound file with this stream; calamine only says that it cannot tell the format.
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


def _refuse_password(file: str) -> NoReturn:
    refuse(file, "arbeidsboka er beskyttet med passord", "Lagre en kopi uten passord")


def workbook_grids(content: bytes, file: str) -> list[Grid]:
    """Every sheet that has cells."""
    if _ENCRYPTED in content:
        _refuse_password(file)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
    except calamine.PasswordError:
        _refuse_password(file)
    except (calamine.CalamineError, OSError, ValueError):
        what = "arbeidsboka er ødelagt, eller er ingen arbeidsbok"
        refuse(file, what, "Åpne den i regnearket og lagre den på nytt som XLSX")
    except BaseException as error:  # calamine panics on some broken files; a panic is no Exception
        if type(error).__name__ != "PanicException":
            raise
        refuse(file, "arbeidsboka er ødelagt", "Åpne den i regnearket og lagre den på nytt som XLSX")
    grids = [_grid(file, name, rows) for name, rows in sheets if rows]
    filled = [grid for grid in grids if grid.rows]
    if not filled:
        refuse(file, "arbeidsboka har ingen celler med innhold", "Hent den på nytt")
    return filled


def _grid(file: str, sheet: str, rows: Sequence[Sequence[object]]) -> Grid:
    cells = [[_cell(cell) for cell in row] for row in rows]
    kept = [at for at, row in enumerate(cells) if not all(is_empty(cell) for cell in row)]
    return Grid(file, [cells[at] for at in kept], [at + 1 for at in kept], None, sheet)


def _cell(value: object) -> Cell:
    """Numbers and dates as they are; a date with a time is its date; the rest as text."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, (str, int, float, date)):
        return value
    if isinstance(value, (time, timedelta)):
        return str(value)
    return str(value)


def chosen_sheet(grids: list[Grid], needed: Collection[str]) -> Grid:
    """The one sheet with the needed header; where none has it, the one most like it."""
    fitting = [grid for grid in grids if header_rows(grid.rows, needed)]
    if len(fitting) > 1:
        refuse(
            fitting[0].file,
            f"flere ark har kolonnene: {listed(grid.sheet for grid in fitting)}",
            "Lagre det ene arket som egen fil",
        )
    return fitting[0] if fitting else max(grids, key=lambda grid: likest_header(grid.rows, needed)[1])


def parquet_table(content: bytes, file: str) -> pa.Table:
    """A Parquet file as an Arrow table."""
    try:
        table = pq.read_table(pa.BufferReader(content))
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        refuse(file, f"Parquet-fila kan ikke leses ({reason})", "Den er trolig kuttet; hent den på nytt")
    if not table.num_rows:
        refuse(file, "fila har ingen rader", "Hent den på nytt")
    return table


def parquet_grid(table: pa.Table, file: str) -> Grid:
    """A Parquet table as a grid: its names on line 1, its first row on line 2."""
    columns = [[_cell(value) for value in column.to_pylist()] for column in table.columns]
    rows: list[list[Cell]] = [list(table.column_names), *(list(row) for row in zip(*columns, strict=True))]
    return Grid(file, rows, range(1, len(rows) + 1))
