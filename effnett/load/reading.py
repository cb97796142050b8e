"""One file of one kind → a Batch: the door of this package (docs/contract.md 2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from effnett.load import accounts_extract, population, regions
from effnett.load.columns import TIDY
from effnett.load.grid import Grid
from effnett.load.jsonstat import read_jsonstat
from effnett.load.kostra import Asked
from effnett.load.register import Register
from effnett.load.rejects import refuse
from effnett.load.separated import separated_grid
from effnett.load.source import Form, decode, form_of, read_bytes
from effnett.load.spreadsheet import chosen_sheet, parquet_grid, parquet_table, workbook_grids
from effnett.load.ssb_csv import read_ssb_csv
from effnett.load.ssb_workbook import read_ssb_workbook
from effnett.load.tidy import read_tidy
from effnett.model.batch import Batch, Kind


def read_batch(
    path: Path, kind: Kind, register: Register, contents: str | None = None, table: str | None = None
) -> Batch:
    """The rows of a file that can be taken, and what is wrong with the others.

    InputError where the file as a whole cannot be used. Changes nothing anywhere.
    """
    content = read_bytes(path)
    asked = Asked(contents or None, table or None)
    form = form_of(content)
    if form is Form.TEXT:
        text = decode(content, path.name)
        batch = _from_text(text, path.name, kind, register, asked)
        return replace(batch, notices=(*batch.notices, *_unfinished(text)))
    if form is Form.PARQUET:
        return _from_parquet(content, path.name, kind, register)
    grids = workbook_grids(content, path.name)
    if kind is Kind.KOSTRA:
        return read_ssb_workbook(grids, path.name, asked)
    return read_tidy(chosen_sheet(grids, TIDY[kind].required), kind, register)


def _unfinished(text: str) -> Iterator[str]:
    """A word of the last line where nothing ends it: a number that lacks its last digits is a number all the same.
    JSON and accounts extracts show by themselves where they are cut."""
    lines = text.count("\n")
    if lines and text[-1].isalnum() and not _is_json(text) and not accounts_extract.is_accounts_extract(text):
        yield f"Linje {lines + 1}, den siste, slutter uten linjeskift. Se etter at fila ikke er kuttet der."


def _is_json(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[")


def _from_text(text: str, file: str, kind: Kind, register: Register, asked: Asked) -> Batch:
    is_extract = accounts_extract.is_accounts_extract(text)
    if kind is Kind.ACCOUNTS and is_extract:
        return accounts_extract.read_accounts_extract(text, file, register)
    if is_extract:
        _refuse_kind(file, kind, "et KOSTRA-uttrekk av regnskap", Kind.ACCOUNTS)
    if _is_json(text):
        return _from_json(text, file, kind, asked)
    if kind is Kind.KOSTRA:
        return read_ssb_csv(text, file, asked)
    if kind is Kind.REGION_CODES:
        grid = separated_grid(text, file, (*TIDY[kind].names, *regions.TABLE_COLUMNS))
        if regions.is_municipality_table(grid):
            return regions.read_municipality_table(grid)
        return read_tidy(grid, kind, register)
    return read_tidy(separated_grid(text, file, TIDY[kind].names), kind, register)


def _from_json(text: str, file: str, kind: Kind, asked: Asked) -> Batch:
    if regions.is_code_changes(text):
        if kind is Kind.REGION_CODES:
            return regions.read_code_changes(text, file)
        _refuse_kind(file, kind, "endringer av kommunekoder", Kind.REGION_CODES)
    if kind is not Kind.KOSTRA:
        _refuse_kind(file, kind, "JSON-stat", Kind.KOSTRA)
    return read_jsonstat(text, file, asked)


def _from_parquet(content: bytes, file: str, kind: Kind, register: Register) -> Batch:
    table = parquet_table(content, file)
    for fits, right, what in (
        (population.is_population_table, Kind.POPULATION, "befolkningstall"),
        (regions.is_recoding, Kind.REGION_CODES, "en omkoding av regioner"),
    ):
        if fits(table) and kind is not right:
            _refuse_kind(file, kind, what, right)
    if population.is_population_table(table):
        return population.read_population(table, file)
    if regions.is_recoding(table):
        return regions.read_recoding(table, file)
    if kind is Kind.KOSTRA:
        refuse(file, "KOSTRA-tall leses ikke fra Parquet", "Hent tabellen som JSON-stat 2, CSV eller XLSX")
    grid: Grid = parquet_grid(table, file)
    return read_tidy(grid, kind, register)


def _refuse_kind(file: str, kind: Kind, what: str, right: Kind) -> NoReturn:
    refuse(
        file, f"fila er ikke av slaget {kind.value}; den ser ut som {what}", f"Prøv effnett import {right.value} {file}"
    )
