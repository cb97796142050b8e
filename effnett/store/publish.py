"""Writing facts: a new file for every import that changes something, and a pointer that moves.

Nothing that readers may open is ever written to. A process that dies at any moment leaves the facts
as they were, or as they became; what it left half-made is cleared away by the next (docs/store.md).
"""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import duckdb

from effnett.errors import InputError, Place, Problem
from effnett.model.batch import Batch
from effnett.store.derive import derive
from effnett.store.facts import edition, edition_of, schema_sql
from effnett.store.files import FACTS_FOLDER, clear_leftovers, current_name, move_pointer, new_name, sync
from effnett.store.landing import KEYS, Landed, land
from effnett.store.lock import writing
from effnett.store.sql import literal, quoted
from effnett.store.trouble import told_as_input_error

STORAGE_VERSION: Final = "v1.5.0"


@dataclass(frozen=True)
class Source:
    """The file a batch was read from, and who imports it."""

    file: str
    checksum: str = ""
    bytes: int = 0
    who: str = ""


class WorkingCopy:
    """A copy of the newest facts that is being written to. Nobody sees it until it is published."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self.changed: set[str] = set()

    def rows(self, sql: str, parameters: object = None) -> list[tuple[Any, ...]]:
        """All rows of one query, with what has landed so far."""
        return self._connection.execute(sql, parameters).fetchall()

    def land(self, batch: Batch, source: Source) -> Landed:
        """Take a batch in; what changes something is written in the import log."""
        number = int(self.rows("SELECT coalesce(max(import_id), 0) + 1 FROM imports")[0][0])
        landed = land(self._connection, self, batch, number, source.file)
        if landed.changed:
            self._log(number, batch, source, landed)
            self.changed |= landed.changed
        return landed

    def _log(self, number: int, batch: Batch, source: Source, landed: Landed) -> None:
        now = datetime.now(UTC).replace(tzinfo=None)
        told = [number, batch.kind.value, source.file, source.checksum, source.bytes, now, source.who or user_name()]
        counts = [landed.taken, landed.replaced, landed.unchanged, len(batch.rejects), list(batch.notices)]
        self.rows("INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", told + counts)
        if batch.rejects:
            rejects = [[number, reject.place.line, reject.what, reject.hint] for reject in batch.rejects]
            self._connection.executemany("INSERT INTO rejects VALUES (?, ?, ?, ?)", rejects)


def publish(
    store: Path, incoming: Sequence[tuple[Batch, Source]], waiting: Callable[[], None] | None = None
) -> tuple[Landed, ...]:
    """Merge batches into the facts of a store, in one publication; what became of each.

    Nothing is published where nothing changed. InputError where the store cannot be written.
    """
    with working_copy(store, waiting) as copy:
        return tuple(copy.land(batch, source) for batch, source in incoming)


@contextlib.contextmanager
def working_copy(store: Path, waiting: Callable[[], None] | None = None) -> Iterator[WorkingCopy]:
    """A copy of the newest facts to land batches in: published at the end, all or nothing.

    An exception inside, or nothing changed, leaves the store as it was.
    """
    with writing(store, waiting), told_as_input_error(store):
        folder = store / FACTS_FOLDER
        folder.mkdir(exist_ok=True)
        clear_leftovers(store)
        name = new_name(store)
        temporary = folder / f"{name}.tmp"
        try:
            with _opened(temporary, _newest(store)) as copy:
                yield copy
            if copy.changed:
                _publish(store, temporary, f"{name}.duckdb")
        finally:
            temporary.unlink(missing_ok=True)
        if copy.changed:
            clear_leftovers(store)


def bring_up_to_date(store: Path, waiting: Callable[[], None] | None = None) -> None:
    """Make the derived tables anew in a store that another edition of the program published.

    InputError where its raw tables are of another edition too.
    """
    newest = _newest(store)
    if newest is None or not newest.exists() or _is_of_this_edition(newest):
        return
    with working_copy(store, waiting):
        pass  # opening the copy is what finds the old edition


def _is_of_this_edition(path: Path) -> bool:
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            return edition_of(connection) == edition()
    except duckdb.Error:
        return True  # a damaged file is told by whoever reads it


def user_name() -> str:
    """Who is at the keyboard; empty where the machine does not know."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _newest(store: Path) -> Path | None:
    name = current_name(store)
    return store / FACTS_FOLDER / name if name else None


@contextlib.contextmanager
def _opened(path: Path, original: Path | None) -> Iterator[WorkingCopy]:
    """The new file open for writing in one transaction, with the derived tables made at the end.

    No write-ahead log: a copy that is not finished is thrown away, never recovered.
    """
    if original:
        shutil.copyfile(original, path)
    connection = _engine().cursor()
    facts = quoted(path.stem)
    try:
        options = f"(STORAGE_VERSION '{STORAGE_VERSION}', RECOVERY_MODE 'no_wal_writes')"
        connection.execute(f"ATTACH {literal(str(path))} AS {facts} {options}")
        connection.execute(f"USE {facts}")
        connection.execute("BEGIN")
        if not original:
            connection.execute(schema_sql())
        copy = WorkingCopy(connection)
        copy.changed |= _outdated(connection, path)
        yield copy
        if copy.changed:
            derive(connection, copy.changed)
            connection.execute("DELETE FROM edition")
            connection.execute("INSERT INTO edition VALUES (?, ?)", edition())
            connection.execute("COMMIT")
            connection.execute(f"CHECKPOINT {facts}")
    finally:
        with contextlib.suppress(duckdb.Error):  # whatever is wrong with the copy, it is thrown away
            connection.rollback()
        connection.execute("USE memory")
        connection.execute(f"DETACH DATABASE IF EXISTS {facts}")
        connection.close()


def _outdated(connection: duckdb.DuckDBPyConnection, path: Path) -> Set[str]:
    """The raw tables whose derived ones are of another edition: all or none."""
    raw, derived = edition_of(connection)
    if raw != edition()[0]:
        hint = "Les inn filene på nytt i et nytt lager."
        raise InputError(
            Problem(Place(str(path.parent.parent)), "lageret er laget av en annen utgave av effnett", hint)
        )
    connection.execute("CREATE TABLE IF NOT EXISTS edition (raw VARCHAR, derived VARCHAR)")
    return set() if derived == edition()[1] else set(KEYS)


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    """DuckDB with nothing in it, to attach copies to; starting it takes longer than landing a small file."""
    spill = Path(tempfile.gettempdir()) / f"effnett-{os.getpid()}"
    return duckdb.connect(":memory:", config={"temp_directory": str(spill)})


def _publish(store: Path, temporary: Path, name: str) -> None:
    """First the file is whole on the disk under its final name, then the pointer moves to it."""
    sync(temporary)
    published = store / FACTS_FOLDER / name
    temporary.rename(published)
    sync(published.parent)
    move_pointer(store, name)
