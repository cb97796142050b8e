"""The statements of a save, put together once for a database and handed to its driver as they are.

SQLAlchemy finds out anew at each execution what a statement takes and gives, and keeps books of each transaction.
Around a save of one text that is more work than the save itself. The words, the types and the pool are SQLAlchemy's.
A text that saves itself while it is written is the same record again and again: what a connection has saved last it
knows, and asks only where another has written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Dialect, Engine, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement

from effnett.model.records import Version
from effnett.store.record_engine import BEGIN_WRITING, is_sqlite
from effnett.store.record_queries import NEWEST, NEWEST_CHANGE, OF_RECORD
from effnett.store.record_rows import row_of, version_of
from effnett.store.record_tables import counter, versions
from effnett.store.record_turns import turn

_HELD: Final = select(counter.c.change).with_for_update()
_MOST_KNOWN: Final = 1000
_NOT_KNOWN: Final = (None, None)
_LOST: Final = OF_RECORD.where(versions.c.version.is_(None)).order_by(versions.c.change)


class Prepared:
    """A statement in a database's own words, with what turns values into what its driver takes, and rows back."""

    def __init__(self, statement: ClauseElement, returned: Iterable[ColumnElement[Any]], dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        self.sql = str(compiled)
        self._by_place: bool = compiled.positional
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}
        order = compiled.positiontup if self._by_place else list(binds)
        self._into = [(name, binds[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in order]
        self._names = [column.name for column in returned]
        read = ((column.name, column.type.dialect_impl(dialect).result_processor(dialect, None)) for column in returned)
        self._back = [(name, back) for name, back in read if back is not None]

    def sent(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """What the driver is sent, in the statement's order."""
        given = {**self._fixed, **values} if self._fixed else values
        return tuple([given[name] if into is None else into(given[name]) for name, into in self._into])

    def execute(self, cursor: Any, sent: tuple[Any, ...]) -> None:
        """Execute it by a driver's cursor."""
        if self._by_place:
            cursor.execute(self.sql, sent)
        else:
            cursor.execute(self.sql, {name: one for (name, _), one in zip(self._into, sent, strict=True)})

    def read(self, row: Sequence[Any]) -> dict[str, Any]:
        """A row that came back, by column."""
        found = dict(zip(self._names, row, strict=True))
        for name, back in self._back:
            found[name] = back(found[name])
        return found


_Known: TypeAlias = MutableMapping[str, tuple[tuple[Any, ...], Version]]
"""The newest version of records, as a connection has saved them, each with its row as the driver has it."""


@dataclass
class Saving:
    """A transaction that saves, and what it can ask.

    A row that is one of `known` is that version, and need not be read again; where the connection is `alone`, nobody
    else having written since, it need not even be asked for. `change` is the newest one as far as it is known.
    """

    cursor: Any
    statements: Mapping[str, Prepared]
    known: _Known
    alone: bool = False
    change: int | None = None
    added: list[tuple[tuple[Any, ...], Version]] = field(default_factory=list)

    def newest_change(self) -> int:
        """The number of the newest change; nobody else makes one before the end."""
        if self.change is None:
            [[change]] = self._rows("newest_change", {})
            self.change = int(change)
        return self.change

    def newest(self, record: str) -> Version | None:
        """The newest version of a record, withdrawn or not, as the transaction began."""
        known, version = self.known.get(record, _NOT_KNOWN)
        if version and self.alone:
            return version
        for row in self._rows("newest", {"record": record}):
            return version if row == known else version_of(self.statements["newest"].read(row))
        return None

    def lost(self, record: str) -> list[Version]:
        """The texts that lost a race for a record."""
        return [version_of(self.statements["lost"].read(row)) for row in self._rows("lost", {"record": record})]

    def add(self, version: Version) -> None:
        """Add a version."""
        statement = self.statements["add"]
        sent = statement.sent(row_of(version))
        statement.execute(self.cursor, sent)
        self.change = version.change
        self.added.append((sent, version))

    def remember(self) -> None:
        """Know what was added, now that it is on the disk."""
        if len(self.known) >= _MOST_KNOWN:
            self.known.clear()
        self.known.update({version.record: (sent, version) for sent, version in self.added if version.version})

    def _rows(self, name: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        statement = self.statements[name]
        statement.execute(self.cursor, statement.sent(values))
        found: list[tuple[Any, ...]] = self.cursor.fetchall()
        return found


@contextmanager
def saving(engine: Engine) -> Iterator[Saving]:
    """One transaction: all of it is on the disk afterwards, or none. DBAPIError as SQLAlchemy's own."""
    driver = engine.dialect.loaded_dbapi
    prepared = _prepared(engine.dialect)
    try:
        with turn(engine) as connection:
            cursor = connection.cursor()
            cursor.execute(BEGIN_WRITING if is_sqlite(engine.url) else prepared["held"].sql)
            transaction, seen = _begun(cursor, prepared, connection.info, is_sqlite(engine.url))
            yield transaction
            cursor.close()
            connection.commit()
            transaction.remember()
            connection.info.update(seen=seen, change=transaction.change)
    except driver.Error as error:
        raise DBAPIError.instance(None, None, error, driver.Error, dialect=engine.dialect) from error


def _begun(
    cursor: Any, prepared: Mapping[str, Prepared], info: MutableMapping[str, Any], has_number: bool
) -> tuple[Saving, object]:
    """A transaction that has begun on a connection, with what the connection still knows, in its `info`; and SQLite's
    number of what others have written, as it is now: another than the connection saw last where anybody has.

    What it saw is forgotten meanwhile: where the transaction goes wrong, nobody knows what is on the disk.
    """
    known: _Known = info.setdefault("known", {})
    saw = info.pop("seen", None)
    if not has_number:
        return Saving(cursor, prepared, known), None
    seen = cursor.execute("PRAGMA data_version").fetchone()
    if seen == saw:
        return Saving(cursor, prepared, known, alone=True, change=info["change"]), seen
    known.clear()
    return Saving(cursor, prepared, known), seen


@lru_cache(maxsize=8)
def _prepared(dialect: Dialect) -> Mapping[str, Prepared]:
    return {
        "held": Prepared(_HELD, (), dialect),
        "newest_change": Prepared(NEWEST_CHANGE, list(NEWEST_CHANGE.selected_columns), dialect),
        "newest": Prepared(NEWEST, list(versions.c), dialect),
        "lost": Prepared(_LOST, list(versions.c), dialect),
        "add": Prepared(insert(versions), (), dialect),
    }
