"""Encodings, separators and decimals are found per file; what can be read two ways is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from load_helpers import HEADERS, read, refused

from effnett.load.numbers import NumberStyle, number_style
from effnett.model.batch import Kind

TEXT = "measure;period;org_unit;numerator;denominator\nGjennomføring på Ås;2009-08;A1;4,5;10\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("said", [True, False])
def test_every_encoding_and_separator(encoding: str, separator: str, said: bool, tmp_path: Path) -> None:
    """The same row comes out whatever the encoding, separator, decimal mark and line ends."""
    text = TEXT.replace("4,5", "4.5").replace(";", separator) if separator == "," else TEXT.replace(";", separator)
    text = (f"sep={separator}\n" if said else "") + text
    batch = read(tmp_path, Kind.ACTIVITY, text.replace("\n", "\r\n").encode(encoding))
    row = batch.rows.to_pylist()[0]
    assert (row["measure"], row["numerator"], row["line"]) == ("Gjennomføring på Ås", 4.5, 3 if said else 2)


@pytest.mark.parametrize(("end", "told"), [("\n", False), ("\r\n", False), ("", True), (";", False)])
def test_a_last_line_without_an_end_is_told_of(end: str, told: bool, tmp_path: Path) -> None:
    """`125` may be what is left of `1250`. The row is taken; one that ends in a separator has lost no digits."""
    text = "measure;period;org_unit;denominator;numerator;\nTiltak;2009-08;A1;10;4;\nTiltak;2009-09;A1;10;125;\n"
    if end != ";":
        text = text.replace(";\n", "\n")
    batch = read(tmp_path, Kind.ACTIVITY, text.rstrip("\n;") + end)
    assert batch.rows["numerator"].to_pylist() == [4, 125]
    assert batch.notices == (
        ("Linje 3, den siste, slutter uten linjeskift. Se etter at fila ikke er kuttet der.",) * told
    )


def test_both_readings_are_shown(tmp_path: Path) -> None:
    """`4,5,6` where a comma parts both columns and decimals is refused with both readings."""
    text = "survey,period,org_unit,question,mean,sd,respondents\nbruker,2009,A1,samlet,4,5,,6\n"
    said = refused(tmp_path, Kind.SURVEY_MEANS, text)
    assert said.startswith("fil.csv:2: ")
    said = refused(tmp_path, Kind.ACTIVITY, HEADERS[Kind.ACTIVITY] + "\nm,2009,A1,4,5,6\n")
    assert "«m | 2009 | A1 | 4,5 | 6»" in said
    assert "«m | 2009 | A1 | 4 | 5,6»" in said


TWO_WAYS = [
    (["1.234"], ";", "1234 (tusenskille) eller 1,234"),
    (["1,234"], ",", "1234 (tusenskille) eller 1,234"),
    (["1.5", "2,5"], ";", "«1.5»"),
    (["4,5", "4.125"], ";", "«4.125»"),
    (["1.234", "1,234"], ";", "to måter"),
]


@pytest.mark.parametrize(("texts", "separator", "said"), TWO_WAYS)
def test_numbers_that_can_be_read_two_ways(texts: list[str], separator: str, said: str, tmp_path: Path) -> None:
    """Decimal marks are settled for the whole file, or the file is refused."""
    quoted = [f'm{at},2009,A1,"{text}",1' for at, text in enumerate(texts)]
    body = "\n".join([HEADERS[Kind.ACTIVITY], *quoted]).replace(",2009,A1,", f"{separator}2009{separator}A1{separator}")
    body = body.replace('",1', f'"{separator}1').replace(
        HEADERS[Kind.ACTIVITY], HEADERS[Kind.ACTIVITY].replace(",", separator)
    )
    told = refused(tmp_path, Kind.ACTIVITY, body)
    assert said in told
    assert told.startswith(f"fil.csv:{len(texts) + 1}: ")


STYLES = [
    (["1 234,5", "7"], ";", NumberStyle(",")),
    (["1.234,5", "2.000"], ";", NumberStyle(",", ".")),
    (["1,234.5"], ";", NumberStyle(".", ",")),
    (["1.234"], ",", NumberStyle(".")),
    (["12,345"], ";", NumberStyle(",")),
    (["0.125"], ";", NumberStyle(".")),
    (["12345.678"], ";", NumberStyle(".")),
    (["1.234.567"], ";", NumberStyle(",", ".")),
    ([], ";", NumberStyle()),
]


@pytest.mark.parametrize(("texts", "separator", "style"), STYLES)
def test_number_styles(texts: list[str], separator: str, style: NumberStyle) -> None:
    """The style of a file's numbers follows from all of them together."""
    assert number_style(texts, "fil.csv", separator) == style


@pytest.mark.parametrize(
    ("text", "value"),
    [("1 234,5", 1234.5), ("−3,25", -3.25), ("1\u00a0234", 1234.0), ("12 34", None), ("1.5", None), ("nan", None)],
)
def test_numbers_with_decimal_comma(text: str, value: float | None) -> None:
    """Spaces part thousands only; what is no number is none."""
    assert NumberStyle(",").number(text) == value


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12), st.sampled_from(".,"))
def test_a_number_written_is_read(value: float, decimal: str) -> None:
    """What is written with either mark comes back exactly."""
    text = f"{value:.6f}"
    assert NumberStyle(decimal).number(text.replace(".", decimal)) == float(text)


FAULTS = [
    (b"", "fila er tom"),
    (b" \n \n", "fila er tom"),
    (b"<!DOCTYPE html><html><body>503</body></html>", "nettside"),
    (b"\x00\x01\x02\x03binary\xff\xfe\x00\x00\x01", "fila er ikke tekst"),
    (b"PK\x03\x04rubbish", "arbeidsboka er ødelagt"),
    (b"PAR1rubbish", "Parquet-fila kan ikke leses"),
    (HEADERS[Kind.ACTIVITY].encode(), "ingen rader"),
    (b'measure,period,org_unit,numerator,denominator\n"m,2009,A1,1,2\n', "fil.csv:2: "),
    (b"measure,period,period,org_unit,numerator,denominator\nm,2009,2009,A1,1,2\n", "kolonnen period står 2 ganger"),
    (b'{"class": "dataset", "value": [1]}', "JSON-stat. Prøv effnett import kostra"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "said"), FAULTS)
def test_files_that_cannot_be_used(content: bytes, said: str, tmp_path: Path) -> None:
    """A file that is no data is refused with what it is and what to do."""
    assert said in refused(tmp_path, Kind.ACTIVITY, content)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A path that is no file is told as one."""
    from effnett.errors import InputError
    from effnett.load.reading import read_batch
    from effnett.load.register import Register

    for path, said in ((tmp_path / "x.csv", "fant ikke fila"), (tmp_path, "er en mappe")):
        with pytest.raises(InputError, match=said):
            read_batch(path, Kind.ACTIVITY, Register())
