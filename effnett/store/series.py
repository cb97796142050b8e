"""KOSTRA series: which of a file's series are already in the store, and under which number."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb

from effnett.errors import InputError, Place, Problem
from effnett.model.batch import Series
from effnett.store.sql import Rows


@dataclass(frozen=True)
class StoredSeries:
    """A series as the store has it."""

    number: int
    series: Series


def read_series(source: Rows) -> list[StoredSeries]:
    """All series, by number."""
    sql = """SELECT series, contents, "table", filters, label, unit, decimals, updated
             FROM kostra_series ORDER BY series"""
    return [
        StoredSeries(number, Series(contents, table, _filters(filters), label, unit, decimals, updated))
        for number, contents, table, filters, label, unit, decimals, updated in source.rows(sql)
    ]


def match_series(stored: Sequence[StoredSeries], series: Iterable[Series], file: str) -> list[StoredSeries]:
    """Each of a file's series with its number, and what is now known of it; new ones get new numbers.

    A table that is known on one side only fills in the other. InputError where a file that does not
    say its table could mean several.
    """
    known = {one.number: one for one in stored}
    matched = []
    for one in series:
        found = _matching(known.values(), one, file)
        number = found.number if found else max(known, default=0) + 1
        known[number] = StoredSeries(number, _refreshed(found.series, one) if found else one)
        matched.append(known[number])
    return matched


def write_series(
    connection: duckdb.DuckDBPyConnection, before: Sequence[StoredSeries], now: list[StoredSeries]
) -> bool:
    """Write the series that are new or changed; whether there were any."""
    changed = {one.number: one for one in now if one not in before}
    if not changed:
        return False
    connection.execute("DELETE FROM kostra_series WHERE series IN (SELECT unnest(?))", [list(changed)])
    rows = [_row(one) for one in changed.values()]
    connection.executemany("INSERT INTO kostra_series VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    return True


def filters_key(filters: Iterable[tuple[str, str]]) -> str:
    """The filters as the store writes them: JSON with sorted keys."""
    return json.dumps(dict(filters), sort_keys=True, ensure_ascii=False)


def _filters(key: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(json.loads(key).items()))


def _matching(known: Iterable[StoredSeries], one: Series, file: str) -> StoredSeries | None:
    alike = [
        stored
        for stored in known
        if stored.series.contents == one.contents
        and dict(stored.series.filters) == dict(one.filters)
        and (stored.series.table == one.table or not stored.series.table or not one.table)
    ]
    if len(alike) > 1:
        tables = " og ".join(stored.series.table for stored in alike)
        what = f"{one.contents} finnes i tabellene {tables}, og filen sier ikke hvilken den er fra"
        raise InputError(Problem(Place(file), what, "Oppgi tabellen med --table."))
    return alike[0] if alike else None


def _refreshed(old: Series, new: Series) -> Series:
    """What the newest file says; what it leaves out stays."""
    return old._replace(
        table=new.table or old.table,
        label=new.label or old.label,
        unit=new.unit or old.unit,
        decimals=old.decimals if new.decimals is None else new.decimals,
        updated=new.updated or old.updated,
    )


def _row(one: StoredSeries) -> list[object]:
    series = one.series
    filters = filters_key(series.filters)
    return [
        one.number,
        series.contents,
        series.table,
        filters,
        series.label,
        series.unit,
        series.decimals,
        series.updated,
    ]
