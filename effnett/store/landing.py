"""Landing one Batch: what is new, what it replaces, what is already there (docs/contract.md 2).

A file's rows replace the old rows of the same key, such as a unit and a month, and touch nothing else.
Rows are compared as a bag, with all their columns: of the rows under a key, those that are the same in
the file and in the store stay as they are, with the import they came with. All of it is set-based.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import duckdb
import pyarrow
import pyarrow.compute

from effnett.model.batch import Batch
from effnett.store.series import match_series, read_series, write_series
from effnett.store.sql import Rows, columns, quoted, same

KEYS: Final = {
    "units": ("org_unit",),
    "sick_leave": ("org_unit", "last", "span"),
    "accounts": ("org_unit", "last", "span"),
    "accounts_extract": ("org_unit", "last", "span"),
    "population": ("region", "year"),
    "survey_answers": ("survey", "last", "span", "org_unit"),
    "survey_means": ("survey", "last", "span", "org_unit"),
    "survey_invited": ("survey", "last", "span", "org_unit"),
    "activity": ("measure", "org_unit", "last", "span"),
    "region_codes": ("old_code", "new_code", "from_date"),
    "region_groups": ("group", "org_unit", "from_year"),
    "kostra": ("series", "region", "last", "span"),
}
"""What a corrected file replaces the old figures of, by raw table."""

_OWN = ("import_id", "line", "place")

# The types of the table, so that a figure is equal to itself however the file's reader held it.
_INCOMING = "CREATE OR REPLACE TEMP VIEW incoming AS SELECT {casts}, line::INTEGER AS line FROM arriving"
_OLD = """
    CREATE OR REPLACE TEMP TABLE old AS
    SELECT o.rowid AS row_id, row_number() OVER (PARTITION BY {data}) AS nth, {data}
    FROM {table} o SEMI JOIN (SELECT DISTINCT {key} FROM incoming) i ON {same_key}
"""
_NEW = """
    CREATE OR REPLACE TEMP TABLE new AS
    SELECT row_number() OVER (PARTITION BY {data} ORDER BY line) AS nth, {data}, line FROM incoming
"""
_GONE = "CREATE OR REPLACE TEMP TABLE gone AS SELECT row_id FROM old o ANTI JOIN new n ON o.nth = n.nth AND {same_data}"
_FRESH = "CREATE OR REPLACE TEMP TABLE fresh AS SELECT n.* FROM new n ANTI JOIN old o ON o.nth = n.nth AND {same_data}"
_SAVE = """
    INSERT INTO history SELECT $kind, $table, to_json(t), import_id, $number
    FROM {table} t WHERE rowid IN (SELECT row_id FROM gone)
"""
_DELETE = "DELETE FROM {table} WHERE rowid IN (SELECT row_id FROM gone)"
_INSERT = "INSERT INTO {table} BY NAME SELECT {data}, line, $number AS import_id FROM {source}"
_REGIONS = """
    CREATE OR REPLACE TEMP TABLE renamed AS
    SELECT region, name FROM (SELECT unnest($codes) AS region, unnest($names) AS name) n
    ANTI JOIN regions r ON r.region = n.region AND r.name = n.name
"""
_PLACES = """
    UPDATE units SET place = p.place
    FROM (SELECT unnest($order) AS org_unit, generate_subscripts($order, 1) AS place) p
    WHERE p.org_unit = units.org_unit
"""


@dataclass(frozen=True)
class Landed:
    """What became of a file's rows. `replaced` counts the old rows that went to history.

    `changed` names the raw tables that are no longer as they were, `kostra_series` and `regions`
    among them; empty where the file changed nothing.
    """

    taken: int
    replaced: int
    unchanged: int
    changed: frozenset[str]


def land(connection: duckdb.DuckDBPyConnection, source: Rows, batch: Batch, number: int, file: str) -> Landed:
    """Put a batch's rows in their table as import `number`."""
    changed: set[str] = set()
    rows = batch.rows
    if batch.table == "kostra":
        before = read_series(source)
        numbered = match_series(before, batch.series, file)
        if write_series(connection, before, numbered):
            changed.add("kostra_series")
        rows = _numbered(rows, [one.number for one in numbered])
    order = _register_order(source) if batch.table == "units" else []
    connection.register("arriving", rows)
    try:
        taken, replaced, unchanged = _exchange(connection, batch, number)
    finally:
        connection.unregister("arriving")
    if taken or replaced:
        changed.add(batch.table)
    if batch.table == "units" and _keep_order(connection, order, rows, bool(changed)):
        changed.add("units")
    if batch.regions and _name_regions(connection, batch):
        changed.add("regions")
    return Landed(taken, replaced, unchanged, frozenset(changed))


def _exchange(connection: duckdb.DuckDBPyConnection, batch: Batch, number: int) -> tuple[int, int, int]:
    """Rows taken, replaced and unchanged."""
    types = _types(connection, batch.table)
    data = [name for name in types if name not in _OWN]
    parts = {
        "table": quoted(batch.table),
        "data": columns(data),
        "key": columns(KEYS[batch.table]),
        "same_key": same(KEYS[batch.table], "o", "i"),
        "same_data": same(data, "o", "n"),
        "casts": ", ".join(f"{quoted(name)}::{types[name]} AS {quoted(name)}" for name in data),
        "source": "incoming",
    }
    connection.execute(_INCOMING.format(**parts))
    if not (old := _old_rows(connection, batch.table, parts)):
        connection.execute(_INSERT.format(**parts), {"number": number})
        return batch.rows.num_rows, 0, 0
    for statement in (_NEW, _GONE, _FRESH):
        connection.execute(statement.format(**parts))
    gone, fresh = _count(connection, "gone"), _count(connection, "fresh")
    if gone:
        what = {"kind": batch.kind.value, "table": batch.table, "number": number}
        connection.execute(_SAVE.format(**parts), what)
        connection.execute(_DELETE.format(**parts))
    if fresh:
        connection.execute(_INSERT.format(**parts | {"source": "fresh ORDER BY line"}), {"number": number})
    assert old - gone == batch.rows.num_rows - fresh, "each old row that stays is one of the file's"
    return fresh, gone, batch.rows.num_rows - fresh


def _old_rows(connection: duckdb.DuckDBPyConnection, table: str, parts: dict[str, str]) -> int:
    """Gather the rows that have one of the file's keys; how many there are."""
    if not _count(connection, table):
        return 0
    connection.execute(_OLD.format(**parts))
    return _count(connection, "old")


def _types(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """The columns of a table and their types, in the schema's order."""
    relation = connection.table(table)
    return {name: str(kind) for name, kind in zip(relation.columns, relation.types, strict=True)}


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.table(table).count("*").fetchall()[0][0])


def _numbered(rows: pyarrow.Table, numbers: list[int]) -> pyarrow.Table:
    """The rows with the store's numbers in place of the positions in the file's list of series."""
    taken = pyarrow.compute.take(pyarrow.array(numbers, pyarrow.int32()), rows["series"])
    return rows.set_column(rows.schema.get_field_index("series"), "series", taken)


def _register_order(source: Rows) -> list[str]:
    return [code for (code,) in source.rows("SELECT org_unit FROM units ORDER BY place")]


def _keep_order(connection: duckdb.DuckDBPyConnection, before: list[str], rows: pyarrow.Table, changed: bool) -> bool:
    """Give every unit its place; whether the order is another than before.

    A file that holds the whole register says the order. One that holds a part leaves it as it was,
    with units that are new last.
    """
    known, arriving = set(before), list(dict.fromkeys(rows.sort_by("line")["org_unit"].to_pylist()))
    order = arriving if known <= set(arriving) else before + [code for code in arriving if code not in known]
    if order == before and not changed:
        return False
    connection.execute(_PLACES, {"order": order})
    return order != before


def _name_regions(connection: duckdb.DuckDBPyConnection, batch: Batch) -> bool:
    """Take in the names of regions; whether any was new or another."""
    names = dict(batch.regions)
    connection.execute(_REGIONS, {"codes": list(names), "names": list(names.values())})
    if not _count(connection, "renamed"):
        return False
    connection.execute("DELETE FROM regions WHERE region IN (SELECT region FROM renamed)")
    connection.execute("INSERT INTO regions FROM renamed")
    return True
