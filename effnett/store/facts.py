"""Reading facts: the newest published file, opened read-only, one cursor per evaluation.

A store folder holds `facts/<name>.duckdb`, never changed once published, and `current`, a text file
with the newest name. Writers are in publish.py; docs/store.md tells what is promised.
"""

from __future__ import annotations

import re
import threading
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

import duckdb

from effnett.errors import InputError, Place, Problem
from effnett.store.files import FACTS_FOLDER, current_name

EMPTY_VERSION: Final = "empty"

T = TypeVar("T")


class Facts:
    """One published facts file. Immutable, so whatever is computed from it alone may be kept with it.

    `folder` is the store's; None where nothing has been published.
    """

    def __init__(self, version: str, connection: duckdb.DuckDBPyConnection, folder: Path | None = None) -> None:
        self.version = version
        self.folder = folder
        self._connection = connection
        self._lock = threading.Lock()
        self._kept: dict[object, object] = {}

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own for one evaluation: a connection shared by threads mixes their rows."""
        return self._connection.cursor()

    def rows(self, sql: str, parameters: object = None) -> list[tuple[Any, ...]]:
        """All rows of one query, on a cursor of its own."""
        return self.cursor().execute(sql, parameters).fetchall()

    def kept(self, key: object, make: Callable[[], T]) -> T:
        """What `make` gave for this key the first time; for small things such as the unit tree."""
        try:
            return self._kept[key]  # type: ignore[return-value]  # a key is always used with one type
        except KeyError:
            made = make()
            with self._lock:
                return self._kept.setdefault(key, made)  # type: ignore[return-value]


def schema_sql() -> str:
    """The statements that make empty tables, derived ones included."""
    return "\n".join(map(statements_of, ("schema.sql", "derived.sql")))


def statements_of(name: str) -> str:
    """The text of one of the SQL files beside this module."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


@cache
def edition() -> tuple[str, str]:
    """What the raw and the derived tables are in this edition of the program; comments do not count."""
    texts = (re.sub(r"--.*|\s+", " ", statements_of(name)) for name in ("schema.sql", "derived.sql"))
    raw, derived = (f"{zlib.crc32(' '.join(text.split()).encode()):08x}" for text in texts)
    return raw, derived


def edition_of(connection: duckdb.DuckDBPyConnection) -> tuple[str, str]:
    """The edition that published the facts; this one where they do not say."""
    try:
        # With its schema, lest DuckDB takes it for the function of that name above.
        found = connection.execute("SELECT raw, derived FROM main.edition").fetchall()
    except duckdb.CatalogException:
        found = []
    return found[0] if found else edition()


def empty_facts() -> Facts:
    """Facts of a store where nothing has been published: every table is there, without rows."""
    connection = duckdb.connect(":memory:")
    connection.execute(schema_sql())
    return Facts(EMPTY_VERSION, connection)


_open: dict[Path, tuple[str | None, Facts]] = {}
_open_lock = threading.Lock()


def current_facts(store: Path) -> Facts:
    """The newest published facts of a store folder; empty facts where there is none.

    Opened once per process and published file; whoever holds the facts before keeps them. InputError
    where the file the pointer names is gone or cannot be read.
    """
    folder = store.resolve()
    name = current_name(folder)
    opened = _open.get(folder)
    if opened and opened[0] == name:
        return opened[1]
    with _open_lock:
        name, facts = _newest(folder)
        _open[folder] = (name, facts)
        return facts


def _newest(folder: Path) -> tuple[str | None, Facts]:
    """Between reading the pointer and opening the file a writer may publish and clear the old file away:
    then the pointer is read once more."""
    while True:
        name = current_name(folder)
        opened = _open.get(folder)
        if opened and opened[0] == name:
            return opened
        if name is None:
            return None, empty_facts()
        path = folder / FACTS_FOLDER / name
        try:
            return name, _checked(folder, path, _reading(path))
        except duckdb.Error as error:
            if current_name(folder) == name:
                hint = "Hent lageret fra en sikkerhetskopi, eller les inn filene i et nytt lager."
                raise InputError(Problem(Place(str(path)), "filen mangler eller kan ikke leses", hint)) from error


def _reading(path: Path) -> duckdb.DuckDBPyConnection:
    """Pages ask small questions, several at once: parting one of them between threads costs more than it gives."""
    connection = duckdb.connect(str(path), read_only=True)
    connection.execute("SET threads = 1")
    return connection


def _checked(store: Path, path: Path, connection: duckdb.DuckDBPyConnection) -> Facts:
    if edition_of(connection) != edition():
        what = "lageret er laget av en annen utgave av effnett"
        hint = f"Bring det à jour med: effnett status --store {store}"
        raise InputError(Problem(Place(str(path)), what, hint))
    return Facts(path.stem, connection, store)
