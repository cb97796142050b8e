"""Whose turn it is to write, and on which connection.

SQLite has one writer at a time. Left to itself it lets each look again now and then, and the unluckiest of thirty waits
ten times as long as the rest; so the writers of a process come one after the other, and hand their connection on,
with what it knows: taking one out of the pool and putting it back is an eighth of a save.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock

from sqlalchemy import Engine, PoolProxiedConnection

from effnett.store.record_engine import WAIT_SECONDS, is_sqlite, see_that_it_is_there


@dataclass
class _Turn:
    """The lock of the writers of one database, and the connection that the last of them left."""

    lock: Lock = field(default_factory=Lock)
    connection: PoolProxiedConnection | None = None


@contextmanager
def turn(engine: Engine) -> Iterator[PoolProxiedConnection]:
    """A connection to write on when those before are done; what is not committed on it is taken back.

    Who has waited for too long goes to the database all the same, which waits or refuses.
    """
    mine = _turn_of(engine)
    is_mine = mine.lock.acquire(timeout=WAIT_SECONDS)
    try:
        if is_mine and is_sqlite(engine.url):
            with _handed_on(engine, mine) as connection:
                yield connection
        else:
            with closing(engine.raw_connection()) as connection:
                yield connection
    finally:
        if is_mine:
            mine.lock.release()


@contextmanager
def _handed_on(engine: Engine, mine: _Turn) -> Iterator[PoolProxiedConnection]:
    """The connection that the last writer left, and leaves again where nothing went wrong."""
    connection, mine.connection = mine.connection or engine.raw_connection(), None
    try:
        see_that_it_is_there(engine.url, connection.info["file"])
        yield connection
    except BaseException:
        connection.close()
        raise
    mine.connection = connection


@lru_cache(maxsize=8)
def _turn_of(engine: Engine) -> _Turn:  # noqa: ARG001  # one for each
    return _Turn()
