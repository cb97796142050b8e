"""Making anew what evaluation reads, for the raw tables that changed, and keeping the sort orders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cache
from typing import Final

import duckdb

from effnett.store.facts import statements_of

_NEEDS = re.compile(r"^-- needs: (?P<tables>.*)$", re.MULTILINE)

SORTED: Final = {
    "units": "CREATE OR REPLACE TABLE units AS FROM units ORDER BY place",
    "kostra": "CREATE OR REPLACE TABLE kostra AS FROM kostra ORDER BY region, series, last",
}
"""Raw tables that are kept in an order, and how."""


@dataclass(frozen=True)
class Derived:
    """One statement of derived.sql and the raw tables it reads."""

    needs: frozenset[str]
    sql: str


@cache
def derived() -> tuple[Derived, ...]:
    """The statements of derived.sql, in order."""
    text = statements_of("derived.sql")
    _, *parts = _NEEDS.split(text)
    return tuple(
        Derived(frozenset(needs.split()), sql.partition(";")[0])
        for needs, sql in zip(parts[::2], parts[1::2], strict=True)
    )


def derive(connection: duckdb.DuckDBPyConnection, changed: Set[str]) -> None:
    """Sort what is kept sorted and make the derived tables that read a changed raw table."""
    for sql in _due(changed):
        connection.execute(sql)


def _due(changed: Set[str]) -> Iterable[str]:
    yield from (sql for table, sql in SORTED.items() if table in changed)
    yield from (statement.sql for statement in derived() if statement.needs & changed)
