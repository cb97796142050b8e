"""Tidy files: a grid and the declared columns of its kind → checked rows → a Batch (docs/contract.md 2)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from effnett.load.cells import Bad, Mark
from effnett.load.checks import check
from effnett.load.columns import TIDY, Column, TidyKind
from effnett.load.grid import Cell, Grid, is_empty, text_of
from effnett.load.header import Header, declared, find_header
from effnett.load.numbers import NumberStyle, number_style
from effnett.load.personal import reject_identity_numbers
from effnett.load.register import Register
from effnett.load.rejects import Findings, listed, refuse
from effnett.load.rows import Rows
from effnett.load.separated import even_rows
from effnett.load.tables import TABLES, arrow_table
from effnett.model.batch import Batch, Kind
from effnett.model.observation import Quality
from effnett.model.periods import Period

_REGION_COLUMNS: Final = ("org_unit", "region", "parent", "successor", "kostra_code", "old_code", "new_code")


def read_tidy(grid: Grid, kind: Kind, register: Register) -> Batch:
    """Every row that can be taken, and every reason why another cannot."""
    tidy = TIDY[kind]
    header = find_header(grid, tidy)
    body = Grid(grid.file, grid.rows[header.at + 1 :], grid.lines[header.at + 1 :], grid.separator, grid.sheet)
    if not body.rows:
        refuse(grid.file, "fila har overskrift, men ingen rader", "Hent den på nytt", grid.lines[header.at])
    findings = Findings(grid.file, body.lines, notices=[*grid.notices, *header.notices])
    columns = _columns(body, header, findings)
    reject_identity_numbers(columns, findings)
    rows = _parsed(columns, tidy, header, findings, grid.separator)
    _leave_out_empty(rows, tidy, findings)
    check(rows, tidy, register, findings)
    return _batch(rows, tidy, findings)


def _columns(body: Grid, header: Header, findings: Findings) -> list[Sequence[Cell]]:
    even = even_rows(body, header.width, findings)
    blank = [at for at, row in enumerate(even) if all(map(is_empty, row)) and at not in findings.dropped]
    findings.dropped.update(blank)
    findings.silent.update(blank)
    return [list(column) for column in zip(*even, strict=True)]


def _parsed(
    columns: Sequence[Sequence[Cell]], tidy: TidyKind, header: Header, findings: Findings, separator: str | None
) -> Rows:
    present = declared(tidy, header)
    taken = {column.name: columns[header.positions[column.name]] for column in present}
    distinct = {name: dict.fromkeys(column) for name, column in taken.items()}
    texts = [
        text_of(cell)
        for column in present
        if column.is_number
        for cell in distinct[column.name]
        if isinstance(cell, str)
    ]
    figures = [taken[column.name] for column in present if column.is_number]
    style = number_style(texts, findings.file, separator, lambda text: _line_of(text, figures, findings.lines))
    rows = Rows(len(columns[0]), {}, [None] * len(columns[0]))
    for column in present:
        place = header.positions[column.name] + 1
        values = {cell: _value(column, cell, style) for cell in distinct[column.name]}
        _tell_types(column, distinct[column.name], separator, findings)
        _settle(rows, column, taken[column.name], values, place, findings)
        if column.name in tidy.marking:
            _mark(rows, column.name, tidy)
    for name in tidy.names:
        rows.columns.setdefault(name, [None] * rows.count)
    _empty_marks(rows, tidy)
    return rows


def _line_of(text: str, columns: Sequence[Sequence[Cell]], lines: Sequence[int]) -> int | None:
    """The first line on which a text stands in one of the columns."""
    rows = zip(*columns, strict=True)
    return next((line for cells, line in zip(rows, lines, strict=True) if text in map(text_of, cells)), None)


def _value(column: Column, cell: Cell, style: NumberStyle) -> object:
    if is_empty(cell):
        return Bad(f"{column.name} er tom", "Fyll ut feltet") if column.filled else None
    value = column.parse(cell, style)
    return Bad(f"{column.name}: {value.what}", value.hint) if isinstance(value, Bad) else value


def _settle(
    rows: Rows,
    column: Column,
    taken: Sequence[Cell],
    values: dict[Cell, object],
    place: int,
    findings: Findings,
) -> None:
    """Put a column's values in place; bad cells, which are few, are then picked out of it."""
    whole = [values[cell] for cell in taken]
    if any(isinstance(value, Bad) for value in values.values()):
        for row, value in enumerate(whole):
            if isinstance(value, Bad):
                if row not in findings.dropped or not is_empty(taken[row]):
                    findings.reject(row, value.what, value.hint, place)
                whole[row] = None
    rows.columns[column.name] = whole


def _mark(rows: Rows, name: str, tidy: TidyKind) -> None:
    """A mark in a figure is the row's; one in the denominator leaves no figure of the row standing."""
    for row, value in enumerate(rows[name]):
        if isinstance(value, Mark):
            rows.marks[row] = value.text
            if name == tidy.denominator:
                rows.unknown.add(row)


def _empty_marks(rows: Rows, tidy: TidyKind) -> None:
    for name, column in rows.columns.items():
        if any(isinstance(value, Mark) for value in set(column)):
            rows.columns[name] = [None if isinstance(value, Mark) else value for value in column]
    for row in rows.unknown:
        for name in tidy.figures:
            rows.columns[name][row] = None


def _tell_types(column: Column, distinct: Collection[Cell], separator: str | None, findings: Findings) -> None:
    """Spreadsheets change what is typed into them: tell where that was seen."""
    if separator is not None:
        return
    if column.name in _REGION_COLUMNS:
        changed = [cell for cell in distinct if isinstance(cell, (int, float)) and abs(cell) < 1_000_000]
        if changed:
            shown = listed(sorted(text_of(cell) for cell in changed), 4)
            findings.notices.append(f"{column.name} står som tall i regnearket, ikke tekst; lest som {shown}.")
    if column.is_number and (texts := [c for c in distinct if isinstance(c, str) and c.strip() and c.strip() != "?"]):
        findings.notices.append(f"{column.name} har tall som står som tekst («{min(texts)}»); lest som tall.")


_EMPTY_WORDS: Final = {
    "actual": "uten regnskapstall er ikke tatt med (tom actual er ingen observasjon).",
}


def _leave_out_empty(rows: Rows, tidy: TidyKind, findings: Findings) -> None:
    if not tidy.figures:
        return
    figures = zip(*(rows.columns[name] for name in tidy.figures), strict=True)
    empty = [
        row
        for row, values in enumerate(figures)
        if rows.marks[row] is None and row not in findings.dropped and all(value is None for value in values)
    ]
    findings.leave_out(empty, _EMPTY_WORDS.get(tidy.figures[0], "uten tall er ikke tatt med."))


def _batch(rows: Rows, tidy: TidyKind, findings: Findings) -> Batch:
    table = tidy.kind.value
    columns = rows.columns
    period = columns.pop("month", None) or columns.pop("period", None)
    if period is not None:
        # Rows without a period are dropped; they only need something in its place.
        filled = [found if isinstance(found, Period) else _NO_PERIOD for found in period]
        columns["last"] = [found.last for found in filled]
        columns["span"] = [found.span for found in filled]
    columns["quality"] = [int(Quality.FINAL) if found is None else found for found in columns["quality"]]
    columns["mark"] = list(rows.marks)
    columns["line"] = list(findings.lines)
    wanted = TABLES[table].names
    if findings.dropped:
        kept = [row for row in range(rows.count) if row not in findings.dropped]
        columns = {name: [columns[name][row] for row in kept] for name in wanted}
    count = rows.count - len(findings.dropped)
    taken = {name: columns[name] for name in wanted}
    return Batch(tidy.kind, table, arrow_table(table, taken, count), findings.sorted_rejects, tuple(findings.notices))


_NO_PERIOD: Final = Period(0, 1)
