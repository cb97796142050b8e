"""The figures of an SSB table as CSV or workbook, wide or long, once its header is found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from effnett.load.grid import Cell, Grid, is_empty, text_of
from effnett.load.kostra import Asked, kostra_batch, region_cell, time_period
from effnett.load.numbers import NumberStyle, number_style
from effnett.load.rejects import Findings, plural, refuse
from effnett.load.ssb_header import Figure, SsbHeader, asked_contents, contents_code
from effnett.model.batch import Batch, Series
from effnett.model.observation import MARKS, Quality
from effnett.model.periods import Period

_FILTER_CODE = re.compile(r"([A-Z][A-Za-z]*\d\w*)\s+\S.*", re.DOTALL)
_UNIT = re.compile(r".*\(([^()]{1,25})\)", re.DOTALL)
_COLUMNS = ("series", "region", "last", "span", "value", "mark", "quality", "line")

Parsed = tuple[float | None, str | None, int]
"""Value, mark and quality of one cell."""


@dataclass
class SsbFigures:
    """Figures of one file while they are gathered, from one sheet or several."""

    file: str
    asked: Asked
    findings: Findings
    columns: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in _COLUMNS})
    series: dict[Series, int] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)
    seen: dict[tuple[int, str, int, int], int] = field(default_factory=dict)

    def batch(self) -> Batch:
        """What was gathered; refused where there is nothing in it."""
        if not self.columns["region"] and not self.findings.rejects:
            refuse(self.file, "fila har overskrift, men ingen rader med region og tall", "Hent den på nytt")
        return kostra_batch(self.columns, list(self.series), self.regions, self.findings)


@dataclass(frozen=True)
class _Reader:
    """What is known of one grid before its rows are gone through."""

    header: SsbHeader
    table: str
    codes: dict[str, str]
    cells: dict[Cell, Parsed | str]


def gather(figures: SsbFigures, grid: Grid, header: SsbHeader) -> None:
    """Put the figures of one grid with the rest."""
    line = grid.lines[header.at]
    _refuse_same(grid.file, line, header, {figure.title: figure.title for figure in header.figures})
    codes = asked_contents(_titles(grid, header), figures.asked, grid.file, line, grid.sheet)
    _refuse_same(grid.file, line, header, codes)
    body = grid.rows[header.at + 1 :]
    table = figures.asked.table_of(grid.file, header.table)
    reader = _Reader(header, table, codes, _parsed_cells(body, header, grid))
    positions = [figure.at for figure in header.figures]
    leading = [header.region, *(at for at, _ in header.filters)]
    before: list[str] = [""] * len(leading)
    notes = 0
    for row, at_line in zip(body, grid.lines[header.at + 1 :], strict=True):
        if all(is_empty(cell) for cell in _part(row, positions)):
            notes += 1
            continue
        texts = [text_of(cell) for cell in _part(row, leading)]
        # Statistikkbanken's workbooks write a region once, over the rows that are its own.
        before = [text or old for text, old in zip(texts, before, strict=True)] if grid.separator is None else texts
        _add_row(figures, reader, row, before, at_line)
    if notes:
        figures.findings.notices.append(f"{notes} {plural(notes)} uten tall er ikke lest (fotnoter).")


def _add_row(figures: SsbFigures, reader: _Reader, row: Sequence[Cell], leading: Sequence[str], line: int) -> None:
    header = reader.header
    region = _region(leading[0], line, figures)
    if region is None:
        return
    named = zip(header.filters, leading[1:], strict=True)
    filters = tuple(sorted((name, _filter_code(text)) for (_, name), text in named))
    for figure in header.figures:
        title = _title_of(row, header, figure)
        period = figure.period or _long_period(row, header, line, figures)
        if title not in reader.codes:
            _reject(figures, line, "statistikkvariabelen er tom", "Fyll ut feltet")
        elif period is not None:
            series = _series_number(figures, Series(reader.codes[title], reader.table, filters, *_label(title)))
            cell = reader.cells[_part(row, [figure.at])[0]]
            _add(figures, series, region, period, cell, line)


def _part(row: Sequence[Cell], positions: Sequence[int]) -> list[Cell]:
    return [row[at] if at < len(row) else None for at in positions]


def _titles(grid: Grid, header: SsbHeader) -> list[str]:
    if header.contents is None:
        return list(dict.fromkeys(figure.title for figure in header.figures))
    column = [text_of(cell) for row in grid.rows[header.at + 1 :] for cell in _part(row, [header.contents])]
    return list(dict.fromkeys(text for text in column if text))


def _title_of(row: Sequence[Cell], header: SsbHeader, figure: Figure) -> str:
    return figure.title if header.contents is None else text_of(_part(row, [header.contents])[0])


def _label(title: str) -> tuple[str, str]:
    """Label and unit of a series from its title: `Andel barn … (prosent)`."""
    label = contents_code(title)[1]
    unit = _UNIT.fullmatch(label)
    return label, unit[1] if unit else ""


def _refuse_same(file: str, line: int, header: SsbHeader, codes: dict[str, str]) -> None:
    if header.time is not None:
        return
    keys = [(codes[figure.title], figure.period) for figure in header.figures]
    for at, key in enumerate(keys):
        if key in keys[:at]:
            named = key[1].key if key[1] else ""
            refuse(
                file,
                f"flere kolonner gjelder «{key[0]} {named}»: overskriften går trolig over flere rader",
                "Hent tabellen med én rad overskrift, eller som JSON-stat 2",
                line,
                header.figures[at].at + 1,
            )


def _parsed_cells(rows: Sequence[Sequence[Cell]], header: SsbHeader, grid: Grid) -> dict[Cell, Parsed | str]:
    """Every distinct cell read once; a text says what is wrong with one."""
    positions = [figure.at for figure in header.figures]
    distinct: dict[Cell, None] = {None: None}
    for row in rows:
        distinct.update(dict.fromkeys(_part(row, positions)))
    texts = [text_of(cell).rstrip("*") for cell in distinct if isinstance(cell, str)]
    style = number_style([text for text in texts if text not in MARKS], grid.file, grid.separator)
    return {cell: _parsed(cell, style) for cell in distinct}


def _parsed(cell: Cell, style: NumberStyle) -> Parsed | str:
    final = int(Quality.FINAL)
    if isinstance(cell, (int, float)):
        return float(cell), None, final
    text = text_of(cell)
    if not text:
        return None, "..", final
    if text in MARKS:
        return None, text, final
    if text == "-":
        return 0.0, None, final
    value = style.number(text.rstrip("*").strip())
    if value is None:
        return f"«{text[:60]}» er ikke et tall"
    return value, None, int(Quality.PROVISIONAL) if text.endswith("*") else final


def _reject(figures: SsbFigures, line: int, what: str, hint: str = "") -> None:
    figures.findings.lines = [line]
    figures.findings.reject(0, what, hint)


def _region(text: str, line: int, figures: SsbFigures) -> str | None:
    found = region_cell(text)
    if found is None:
        _reject(figures, line, f"regionen «{text[:60]}» har ingen kode", "Hent tabellen med kode og tekst for region")
        return None
    code, name = found
    if code.isdigit() and len(code) == 3 and name:
        _reject(
            figures, line, f"koden «{code}» har bare tre siffer", f"Regneark fjerner nullen foran. Mente du 0{code}?"
        )
        return None
    if name or code not in figures.regions:
        figures.regions[code] = name
    return code


def _filter_code(text: str) -> str:
    found = _FILTER_CODE.fullmatch(text)
    return found[1] if found else text


def _long_period(row: Sequence[Cell], header: SsbHeader, line: int, figures: SsbFigures) -> Period | None:
    written = text_of(_part(row, [header.time or 0])[0])
    period = time_period(written)
    if period is None:
        _reject(
            figures, line, f"tida «{written}» er verken år, kvartal eller måned", "Skriv 2022, 2022K3 eller 2022M08"
        )
    return period


def _series_number(figures: SsbFigures, series: Series) -> int:
    return figures.series.setdefault(series, len(figures.series))


def _add(figures: SsbFigures, series: int, region: str, period: Period, cell: Parsed | str, line: int) -> None:
    if isinstance(cell, str):
        _reject(figures, line, f"{region} {period.key}: {cell}", "Tillatte merker er . .. : og -")
        return
    key = (series, region, period.last, period.span)
    if key in figures.seen:
        _reject(figures, line, f"{region} {period.key} står også på linje {figures.seen[key]}", "Behold den ene")
        return
    figures.seen[key] = line
    values = (series, region, period.last, period.span, *cell, line)
    for name, value in zip(_COLUMNS, values, strict=True):
        figures.columns[name].append(value)
