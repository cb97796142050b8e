"""Reading facts: the newest published file, opened read-only, one cursor per evaluation.

A store folder holds `facts/<name>.duckdb`, never changed once published, and `current`, a text file
with the newest name. Writers are in publish.py.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any, Final, TypeVar

import duckdb

CURRENT: Final = "current"
FACTS_FOLDER: Final = "facts"
EMPTY_VERSION: Final = "empty"

T = TypeVar("T")


class Facts:
    """One published facts file. Immutable, so whatever is computed from it alone may be kept with it."""

    def __init__(self, version: str, connection: duckdb.DuckDBPyConnection) -> None:
        self.version = version
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
    folder = resources.files("effnett.store")
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in ("schema.sql", "derived.sql"))


def empty_facts() -> Facts:
    """Facts of a store where nothing has been published: every table is there, without rows."""
    connection = duckdb.connect(":memory:")
    connection.execute(schema_sql())
    return Facts(EMPTY_VERSION, connection)


_open: dict[Path, Facts] = {}
_open_lock = threading.Lock()


def current_facts(store: Path) -> Facts:
    """The newest published facts of a store folder; empty facts where there is none.

    Opened once per process and published file. Between reading the pointer and opening the file a
    writer may publish again and clear the old file away; then the pointer is read once more.
    """
    for _ in range(5):
        name = current_name(store)
        path = (store / FACTS_FOLDER / name).resolve() if name else store.resolve()
        with _open_lock:
            if path not in _open:
                try:
                    facts = _read_only(path) if name else empty_facts()
                except duckdb.IOException:
                    if current_name(store) == name:
                        raise
                    continue
                for old in [p for p in _open if p.parent == path.parent]:
                    del _open[old]
                _open[path] = facts
            return _open[path]
    raise OSError(f"{store}: facts are being published faster than they can be opened")


def current_name(store: Path) -> str | None:
    """The name in the pointer file; None where nothing has been published."""
    try:
        return (store / CURRENT).read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None


def _read_only(path: Path) -> Facts:
    return Facts(path.stem, duckdb.connect(str(path), read_only=True))
