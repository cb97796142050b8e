"""Spreadsheets and Parquet of the tidy kinds, and what spreadsheets do to codes, dates and numbers."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from load_helpers import HEADERS, read, refused

from effnett.model.batch import Kind

SICK = HEADERS[Kind.SICK_LEAVE].split(",")


def sheet(path: Path, *sheets: list[list[object]]) -> bytes:
    """A workbook; dates are written as dates."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        for rows in sheets:
            page = book.add_worksheet()
            for at, row in enumerate(rows):
                page.write_row(at, 0, row)
    return path.read_bytes()


def test_title_rows_above_the_header(tmp_path: Path) -> None:
    """Titles are skipped, which is told; real dates are months; lines are the sheet's."""
    rows: list[list[object]] = [["Sykefravær 2009"], [], SICK, ["A1", date(2009, 8, 1), 1000, 10.5, "30,5", 40]]
    batch = read(tmp_path, Kind.SICK_LEAVE, sheet(tmp_path / "a.xlsx", rows), "a.xlsx")
    row = batch.rows.to_pylist()[0]
    assert (row["last"], row["self_certified_days"], row["doctor_certified_days"], row["line"]) == (
        24115,
        10.5,
        30.5,
        4,
    )
    assert batch.notices[0].startswith("Overskriften er funnet på linje 3 i arket «Sheet1»")
    assert "tall som står som tekst («30,5»)" in batch.notices[1]


def test_codes_that_became_numbers(tmp_path: Path) -> None:
    """A code that lost its zero is rejected with what it was; others are told."""
    rows: list[list[object]] = [SICK, [301, "2009-08", 1000, 1, 1, 40], [3001, "2009-08", 1000, 1, 1, 40]]
    batch = read(tmp_path, Kind.SICK_LEAVE, sheet(tmp_path / "a.xlsx", rows), "a.xlsx")
    assert batch.rows["org_unit"].to_pylist() == ["3001"]
    assert "Mente du 0301?" in batch.rejects[0].hint
    assert batch.notices == ("org_unit står som tall i regnearket, ikke tekst; lest som 3001, 301.",)


def test_a_number_that_became_a_date_is_rejected(tmp_path: Path) -> None:
    """1.2 typed into a spreadsheet may be 1 February: told, never guessed back."""
    rows: list[list[object]] = [SICK, ["A1", "2009-08", 1000, date(2009, 2, 1), 1, 40]]
    batch = read(tmp_path, Kind.SICK_LEAVE, sheet(tmp_path / "a.xlsx", rows), "a.xlsx")
    assert "gjort tallet om til en dato" in batch.rejects[0].hint


def test_the_sheet_with_the_columns_is_read(tmp_path: Path) -> None:
    """One sheet of several may be the table; two make it unclear."""
    table: list[list[object]] = [SICK, ["A1", "2009-08", 1000, 1, 1, 40]]
    content = sheet(tmp_path / "a.xlsx", [["Om fila"]], table)
    assert read(tmp_path, Kind.SICK_LEAVE, content, "a.xlsx").rows.num_rows == 1
    assert "flere ark" in refused(tmp_path, Kind.SICK_LEAVE, sheet(tmp_path / "b.xlsx", table, table), "b.xlsx")
    twice = sheet(tmp_path / "c.xlsx", table + table)
    assert "overskriften står flere ganger" in refused(tmp_path, Kind.SICK_LEAVE, twice, "c.xlsx")


def test_no_columns_and_no_cells(tmp_path: Path) -> None:
    """A workbook of something else, and an empty one, are told as such."""
    other = sheet(tmp_path / "a.xlsx", [["Kommune", "Tall"], ["Oslo", 4]])
    assert "a.xlsx:1: fila er ikke av slaget sick_leave" in refused(tmp_path, Kind.SICK_LEAVE, other, "a.xlsx")
    assert "ingen celler" in refused(tmp_path, Kind.SICK_LEAVE, sheet(tmp_path / "b.xlsx", []), "b.xlsx")
    assert "ingen arbeidsbok fra Statistikkbanken" in refused(tmp_path, Kind.KOSTRA, other, "a.xlsx")


def test_parquet_of_a_tidy_kind(tmp_path: Path) -> None:
    """The same columns as Parquet; row 1 stands on line 2, as in CSV."""
    columns = {"measure": ["m"], "period": ["2009"], "org_unit": ["A1"], "numerator": [1.5], "denominator": [None]}
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink)
    row = read(tmp_path, Kind.ACTIVITY, sink.getvalue(), "a.parquet").rows.to_pylist()[0]
    assert (row["numerator"], row["denominator"], row["line"]) == (1.5, None, 2)
    assert "leses ikke fra Parquet" in refused(tmp_path, Kind.KOSTRA, sink.getvalue(), "a.parquet")


def test_a_workbook_with_a_password_is_told(tmp_path: Path) -> None:
    """An encrypted XLSX is a compound file that holds the stream `EncryptedPackage`."""
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(5000)
    assert "beskyttet med passord" in refused(tmp_path, Kind.SICK_LEAVE, content, "a.xlsx")
    assert "beskyttet med passord" in refused(tmp_path, Kind.KOSTRA, content, "a.xlsx")
