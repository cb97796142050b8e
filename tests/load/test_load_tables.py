"""The columns we make are those of the store, and the shipped changes of regions are sound."""

from __future__ import annotations

from collections import Counter

import duckdb
import pyarrow as pa
import pytest
from load_helpers import real

from effnett.load.tables import TABLES
from effnett.model.regions import shipped_region_changes
from effnett.store.facts import schema_sql


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_those_of_the_schema(table: str) -> None:
    """Names, order and types are schema.sql's, less import_id and place, which the store gives."""
    connection = duckdb.connect(":memory:")
    connection.execute(schema_sql())
    described = connection.execute(f'DESCRIBE "{table}"').fetchall()
    stored = [(name, kind) for name, kind, *_ in described if name not in ("import_id", "place")]
    empty = TABLES[table].empty_table()
    connection.register("ours", empty)
    ours = [(name, kind) for name, kind, *_ in connection.execute("DESCRIBE ours").fetchall()]
    assert isinstance(empty, pa.Table)
    assert ours == stored


def test_shipped_changes() -> None:
    """One line per change; a code is renamed to one code, and split into several."""
    changes = shipped_region_changes()
    assert len(set(changes)) == len(changes)
    followers = Counter((change.old_code, change.from_date) for change in changes)
    sources = Counter((change.new_code, change.from_date) for change in changes)
    for change in changes:
        assert (followers[change.old_code, change.from_date] > 1) == (change.kind == "split")
        assert change.kind != "renamed" or sources[change.new_code, change.from_date] == 1
    # No code is given up twice, and what is renamed was not there before.
    assert len({change.old_code for change in changes}) == len(followers)


KNOWN = [
    ("0706", "0710", 2017, "merged"),
    ("0714", "0715", 2018, "merged"),
    ("1601", "5001", 2018, "renamed"),
    ("0722", "0729", 2018, "merged"),
    ("1567", "5061", 2019, "renamed"),
    ("0612", "3038", 2020, "renamed"),
    ("3038", "3310", 2024, "renamed"),
    ("1141", "1103", 2020, "merged"),
    ("1850", "1806", 2020, "split"),
    ("1507", "1508", 2024, "split"),
    ("1507", "1580", 2024, "split"),
]


@pytest.mark.parametrize(("old", "new", "year", "kind"), KNOWN)
def test_known_changes_are_there(old: str, new: str, year: int, kind: str) -> None:
    """Changes that everybody knows: Sandefjord, Holmestrand, Trondheim, Færder, Hole, Stavanger, Tysfjord, Ålesund."""
    assert (old, new, year, kind) in {
        (c.old_code, c.new_code, c.from_date.year, c.kind) for c in shipped_region_changes()
    }


@pytest.mark.shared
def test_shipped_changes_of_2024_are_those_of_the_table() -> None:
    """Those of 2024 are exactly the pairs of the table of municipalities."""
    lines = real("kommunetabell-2019-2023-2024.csv").read_text(encoding="utf-8-sig").splitlines()
    pairs = {(line.split(";")[1], line.split(";")[4]) for line in lines[1:]}
    ours = {(c.old_code, c.new_code) for c in shipped_region_changes() if c.from_date.year == 2024}
    assert ours == {(old, new) for old, new in pairs if old != new}
