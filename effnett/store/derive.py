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
_END = re.compile(r";\s*$", re.MULTILINE)
_MAKES = re.compile(r"CREATE OR REPLACE TABLE (\w+)")

SORTED: Final = {
    "units": "CREATE OR REPLACE TABLE units AS FROM units ORDER BY place",
    "kostra": "CREATE OR REPLACE TABLE kostra AS FROM kostra ORDER BY region, series, last",
}
"""Raw tables that are kept in an order, and how."""


@dataclass(frozen=True)
class Derived:
    """One statement of derived.sql, the tables it reads and the one it makes ("" for none)."""

    needs: frozenset[str]
    makes: str
    sql: str


@cache
def derived() -> tuple[Derived, ...]:
    """The statements of derived.sql, in order."""
    text = statements_of("derived.sql")
    _, *parts = _NEEDS.split(text)
    return tuple(
        _statement(needs, _END.split(sql, maxsplit=1)[0]) for needs, sql in zip(parts[::2], parts[1::2], strict=True)
    )


def derive(connection: duckdb.DuckDBPyConnection, changed: Set[str]) -> None:
    """Sort what is kept sorted and make the derived tables that read a changed raw table."""
    for sql in _due(changed):
        connection.execute(sql)


def _due(changed: Set[str]) -> Iterable[str]:
    """A table made anew counts as changed for the statements after it."""
    yield from (sql for table, sql in SORTED.items() if table in changed)
    anew = set(changed)
    for statement in derived():
        if statement.needs & anew:
            anew.add(statement.makes)
            yield statement.sql


def _statement(needs: str, sql: str) -> Derived:
    makes = _MAKES.search(sql)
    return Derived(frozenset(needs.split()), makes[1] if makes else "", sql)
