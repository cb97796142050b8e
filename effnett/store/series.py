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
    newest, alike = max((one.number for one in stored), default=0), _Alike(stored)
    matched = []
    for one in series:
        found = alike.to(one, file)
        number = found.number if found else newest + 1
        newest = max(newest, number)
        now = StoredSeries(number, _refreshed(found.series, one) if found else one)
        alike.put(now)
        matched.append(now)
    return matched


def write_series(
    connection: duckdb.DuckDBPyConnection, before: Sequence[StoredSeries], now: list[StoredSeries]
) -> bool:
    """Write the series that are new or changed; whether there were any."""
    known = set(before)
    changed = {one.number: one for one in now if one not in known}
    if not changed:
        return False
    connection.execute("DELETE FROM kostra_series WHERE series IN (SELECT unnest(?))", [list(changed)])
    columns = [list(column) for column in zip(*map(_row, changed.values()), strict=True)]
    connection.execute(f"INSERT INTO kostra_series SELECT {', '.join(['unnest(?)'] * len(columns))}", columns)
    return True


def filters_key(filters: Iterable[tuple[str, str]]) -> str:
    """The filters as the store writes them: JSON with sorted keys."""
    return json.dumps(dict(filters), sort_keys=True, ensure_ascii=False)


def _filters(key: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(json.loads(key).items()))


class _Alike:
    """Series by what they measure: a file may have thousands, and each is looked for among all."""

    def __init__(self, stored: Iterable[StoredSeries]) -> None:
        self._found: dict[object, dict[int, StoredSeries]] = {}
        for one in stored:
            self.put(one)

    def put(self, one: StoredSeries) -> None:
        """Know a series, in place of what was known under its number."""
        self._found.setdefault(_measured(one.series), {})[one.number] = one

    def to(self, one: Series, file: str) -> StoredSeries | None:
        """The series that a file's is; InputError where it could be several."""
        found = [
            stored
            for stored in self._found.get(_measured(one), {}).values()
            if stored.series.table == one.table or not stored.series.table or not one.table
        ]
        if len(found) > 1:
            tables = " og ".join(stored.series.table for stored in found)
            what = f"{one.contents} finnes i tabellene {tables}, og filen sier ikke hvilken den er fra"
            raise InputError(Problem(Place(file), what, "Oppgi tabellen med --table."))
        return found[0] if found else None


def _measured(series: Series) -> object:
    """What is the same in a series whatever its table."""
    return series.contents, frozenset(series.filters)


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
