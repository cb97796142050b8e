"""Whatever the bytes, reading gives a Batch or an InputError, never another exception."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from load_helpers import HEADERS, REGISTER

from effnett.errors import InputError
from effnett.load.reading import read_batch
from effnett.model.batch import Kind

STARTS = [
    b"",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"PAR1",
    b"{",
    b"[",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"sep=;\n",
    b"sep=\r\n",
    b'sep="\n',
    b"0A2019K",
    b"0A20194040200                  1120 010    36328\n",
    b"region;2022\n",
    b'{"endringer": {"1": {"oldCodes": ',
    *(f"{header}\n".encode() for header in HEADERS.values()),
]


def survives(content: bytes, kind: Kind) -> None:
    """Read the bytes; only an InputError may come of it, and it names the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fil.csv"
        path.write_bytes(content)
        try:
            batch = read_batch(path, kind, REGISTER, contents="KOSa")
        except InputError as refusal:
            files = {problem.place.file for problem in refusal.problems}
        else:
            files = {problem.place.file for problem in batch.rejects} | {path.name}
    assert files == {"fil.csv"}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(STARTS), st.binary(max_size=200), st.sampled_from(list(Kind)))
@example(b"sep=\r\n", b"a", Kind.KOSTRA)
def test_arbitrary_bytes(start: bytes, rest: bytes, kind: Kind) -> None:
    """Bytes behind the beginnings of every form."""
    survives(start + rest, kind)


CELL = st.one_of(
    st.sampled_from(
        [
            "",
            "?",
            "..",
            "-",
            "A1",
            "0301",
            "301",
            "2009",
            "2009-08",
            "2009-13",
            "1e400",
            "1e9",
            "9" * 400,
            "1,5",
            "1.5",
            "1.234",
            "nan",
            "²",
            "٣",
            '"',
            "\u2028",
            "01010750160",
            "2009-01-01",
            "0000",
            "0000-01",
            "9999-12-31",
            "bruker",
            "samlet",
        ]
    ),
    st.text(max_size=6),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(list(HEADERS)),
    st.lists(st.lists(CELL, min_size=4, max_size=9), min_size=1, max_size=4),
    st.sampled_from(",;\t"),
)
def test_arbitrary_cells(kind: Kind, rows: list[list[str]], separator: str) -> None:
    """Any cells under a right header."""
    text = "\n".join([HEADERS[kind].replace(",", separator), *(separator.join(row) for row in rows)])
    survives(text.encode("utf-8", "replace"), kind)


SSB_CELL = st.sampled_from(
    ["0301 Oslo", "301 Oslo", "EAK", "", "..", "-", "1,5", "1.5*", "2022", "2022K3", "0000", "x", "9" * 400]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(
        ["region;2022;2023", "region;funksjon;KOSa 2022", "region;år;verdi", "region;statistikkvariabel;tid;x"]
    ),
    st.lists(st.lists(SSB_CELL, min_size=1, max_size=5), min_size=0, max_size=5),
)
def test_arbitrary_ssb_cells(header: str, rows: list[list[str]]) -> None:
    """Any cells under a header of Statistikkbanken."""
    survives("\n".join([header, *(";".join(row) for row in rows)]).encode(), Kind.KOSTRA)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 9)
    | st.floats()
    | st.sampled_from(["Tid", "Region", "a", "2022", ".", "0"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "size",
                    "dimension",
                    "category",
                    "index",
                    "label",
                    "value",
                    "status",
                    "role",
                    "geo",
                    "time",
                    "Tid",
                    "Region",
                    "extension",
                    "px",
                    "unit",
                    "0",
                    "1",
                    "a",
                    "endringer",
                    "oldCodes",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    JSON,
    st.dictionaries(st.sampled_from(["value", "status", "role", "label", "extension", "updated"]), JSON, max_size=3),
)
def test_arbitrary_json(anything: object, parts: dict[str, object]) -> None:
    """Any JSON, alone and in the places of a right dataset."""
    whole = {
        "id": ["Region", "Tid"],
        "size": [1, 2],
        "value": [1, 2],
        "dimension": {
            "Region": {"category": {"index": {"0301": 0}}},
            "Tid": {"category": {"index": {"2022": 0, "2023": 1}, "label": anything, "unit": anything}},
        },
    }
    for data in (anything, whole | parts, whole | {"dimension": {**whole["dimension"], "Tid": anything}}):  # type: ignore[dict-item]  # anything is the point
        survives(json.dumps(data).encode(), Kind.KOSTRA)


@pytest.mark.parametrize("kind", list(Kind))
def test_deep_json(kind: Kind) -> None:
    """JSON too deep to be parsed is refused."""
    survives(b'{"endringer": "oldCodes", "x":' + b"[" * 100_000, kind)
    survives(b"[" * 100_000, kind)
