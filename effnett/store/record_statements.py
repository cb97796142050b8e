"""The statements of a save, put together once for a database and handed to its driver as they are.

SQLAlchemy finds out anew at each execution what a statement takes and gives, and keeps books of each transaction.
Around a save of one text that is more work than the save itself. The words, the types and the pool are SQLAlchemy's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

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
        by_name = not self._by_place
        cursor.execute(
            self.sql, {name: one for (name, _), one in zip(self._into, sent, strict=True)} if by_name else sent
        )

    def read(self, row: Sequence[Any]) -> dict[str, Any]:
        """A row that came back, by column."""
        found = dict(zip(self._names, row, strict=True))
        for name, back in self._back:
            found[name] = back(found[name])
        return found


@dataclass(frozen=True)
class Saving:
    """A transaction that saves, and what it can ask.

    `known` has the newest version of records that this process has saved, each with its row as the driver has it:
    a row that is the same is that version, and need not be read again.
    """

    cursor: Any
    statements: Mapping[str, Prepared]
    known: MutableMapping[str, tuple[tuple[Any, ...], Version]]

    def newest_change(self) -> int:
        """The number of the newest change; nobody else makes one before the end."""
        [[change]] = self._rows("newest_change", {})
        return int(change)

    def newest(self, record: str) -> Version | None:
        """The newest version of a record, withdrawn or not."""
        known, version = self.known.get(record, _NOT_KNOWN)
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
        if version.version:
            if len(self.known) >= _MOST_KNOWN:
                self.known.clear()
            self.known[version.record] = sent, version

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
            yield Saving(cursor, prepared, _known(engine))
            cursor.close()
            connection.commit()
    except driver.Error as error:
        raise DBAPIError.instance(None, None, error, driver.Error, dialect=engine.dialect) from error


@lru_cache(maxsize=8)
def _known(engine: Engine) -> MutableMapping[str, tuple[tuple[Any, ...], Version]]:  # noqa: ARG001  # one for each
    return {}


@lru_cache(maxsize=8)
def _prepared(dialect: Dialect) -> Mapping[str, Prepared]:
    return {
        "held": Prepared(_HELD, (), dialect),
        "newest_change": Prepared(NEWEST_CHANGE, list(NEWEST_CHANGE.selected_columns), dialect),
        "newest": Prepared(NEWEST, list(versions.c), dialect),
        "lost": Prepared(_LOST, list(versions.c), dialect),
        "add": Prepared(insert(versions), (), dialect),
    }
