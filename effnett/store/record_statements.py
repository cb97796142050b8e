"""The statements of a save, put together once for a database and handed to its driver as they are.

SQLAlchemy finds out anew at each execution what a statement takes and gives, and keeps books of each transaction.
Around a save of one text that is more work than the save itself. The words, the types and the pool are SQLAlchemy's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any, Final

from sqlalchemy import Column, Dialect, Engine, bindparam, insert, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement

from effnett.store.record_engine import BEGIN_WRITING, WAIT_SECONDS, is_sqlite
from effnett.store.record_queries import NEWEST, OF_RECORD
from effnett.store.record_tables import counter, versions

_COUNTED: Final = update(counter).values(change=counter.c.change + bindparam("more")).returning(counter.c.change)
_LOST: Final = OF_RECORD.where(versions.c.version.is_(None)).order_by(versions.c.change)


class Prepared:
    """A statement in a database's own words, with what turns values into what its driver takes, and rows back."""

    def __init__(self, statement: ClauseElement, returned: Collection[Column[Any]], dialect: Dialect) -> None:
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

    def run(self, cursor: Any, values: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Execute it by a driver's cursor; the rows that come back, by column."""
        given = {**self._fixed, **values} if self._fixed else values
        sent = [given[name] if into is None else into(given[name]) for name, into in self._into]
        named = sent if self._by_place else {name: value for (name, _), value in zip(self._into, sent, strict=True)}
        cursor.execute(self.sql, named)
        rows = [dict(zip(self._names, row, strict=True)) for row in cursor.fetchall()] if self._names else []
        for row in rows:
            for name, back in self._back:
                row[name] = back(row[name])
        return rows


@dataclass(frozen=True)
class Saving:
    """A transaction that saves, and what it can ask: each gives the rows that come back."""

    cursor: Any
    statements: Mapping[str, Prepared]

    def counted(self, more: int) -> int:
        """The newest change after so many more, held until the end: an update takes the lock, even one by nothing."""
        return int(self.statements["counted"].run(self.cursor, {"more": more})[0]["change"])

    def newest(self, record: str) -> list[dict[str, Any]]:
        """The newest version of a record, withdrawn or not."""
        return self.statements["newest"].run(self.cursor, {"record": record})

    def lost(self, record: str) -> list[dict[str, Any]]:
        """The texts that lost a race for a record."""
        return self.statements["lost"].run(self.cursor, {"record": record})

    def add(self, row: Mapping[str, Any]) -> None:
        """Add a version."""
        self.statements["add"].run(self.cursor, row)


@contextmanager
def saving(engine: Engine) -> Iterator[Saving]:
    """One transaction: all of it is on the disk afterwards, or none. DBAPIError as SQLAlchemy's own."""
    with turn(engine), _transaction(engine) as transaction:
        yield transaction


@contextmanager
def turn(engine: Engine) -> Iterator[None]:
    """Writers of this process one after the other: SQLite lets each look again now and then, and the unluckiest of
    thirty waits ten times as long. Who has waited for too long goes to the database, which waits or refuses."""
    lock = _lock_of(engine)
    is_ours = lock.acquire(timeout=WAIT_SECONDS)
    try:
        yield
    finally:
        if is_ours:
            lock.release()


@lru_cache(maxsize=8)
def _lock_of(engine: Engine) -> Lock:  # noqa: ARG001  # one for each
    return Lock()


@contextmanager
def _transaction(engine: Engine) -> Iterator[Saving]:
    connection = engine.raw_connection()
    driver = engine.dialect.loaded_dbapi
    try:
        cursor = connection.cursor()
        if is_sqlite(engine.url):
            cursor.execute(BEGIN_WRITING)
        yield Saving(cursor, _prepared(engine.dialect))
        cursor.close()
        connection.commit()
    except driver.Error as error:
        raise DBAPIError.instance(None, None, error, driver.Error, dialect=engine.dialect) from error
    finally:
        connection.close()  # which takes back what is not committed


@lru_cache(maxsize=8)
def _prepared(dialect: Dialect) -> Mapping[str, Prepared]:
    return {
        "counted": Prepared(_COUNTED, [counter.c.change], dialect),
        "newest": Prepared(NEWEST, list(versions.c), dialect),
        "lost": Prepared(_LOST, list(versions.c), dialect),
        "add": Prepared(insert(versions), (), dialect),
    }
