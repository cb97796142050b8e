"""The database that records are kept in: SQLite in the store, or the one that EFFNETT_RECORDS names.

Opened once per process. What the database says goes to people in words; a password never does.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, select, table, text
from sqlalchemy import column as sql_column
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from effnett.errors import InputError, Place, Problem
from effnett.store.record_tables import HEAD, REVISION_TABLE

RECORDS: Final = "EFFNETT_RECORDS"
FILE: Final = "records.sqlite"
MIGRATIONS: Final = Path(__file__).parent / "migrations"
WAIT_SECONDS: Final = 20
_WRITES: Final = "effnett_writes"
BEGIN_WRITING: Final = "BEGIN IMMEDIATE"
"""How a writer begins in SQLite: it takes the lock at once, for one that began by reading could not wait for it."""
_MIGRATION_LOCK: Final = 4_862_063
"""A number of our own for PostgreSQL's advisory lock."""


def records_url(store: Path) -> URL:
    """Where the records of a store are. InputError where EFFNETT_RECORDS names no database."""
    given = os.environ.get(RECORDS, "").strip()
    if not given:
        return sqlite_url(store.resolve() / FILE)
    try:
        url = make_url(given)
    except ArgumentError as error:
        hint = "Skriv for eksempel postgresql://bruker:passord@tjener/database."
        raise InputError(Problem(Place(RECORDS), "adressen til databasen kan ikke leses", hint)) from error
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    if is_sqlite(url) and url.database in (None, "", ":memory:"):
        raise InputError(Problem(Place(RECORDS), "SQLite trenger en fil", "Skriv for eksempel sqlite:///mappe/fil.db."))
    return url


def lie_in_store() -> bool:
    """Whether records are kept in the store itself, and not in a database that somebody has named."""
    return not os.environ.get(RECORDS, "").strip()


def sqlite_url(path: Path) -> URL:
    """The address of a SQLite file."""
    return URL.create("sqlite", database=str(path))


def is_sqlite(url: URL) -> bool:
    """Whether it is a file of ours, and not a server."""
    return url.get_backend_name() == "sqlite"


_opened: dict[object, Engine] = {}
_opening = threading.Lock()


def opened_engine(url: URL) -> Engine:
    """The database, its tables up to date; opened once per process.

    A file that was deleted or put back under us is opened anew: nothing is written to a file that is gone.
    """
    with told(url), _opening:
        if engine := _opened.get(_key(url)):
            return engine
        engine = new_engine(url)
        bring_up_to_date(engine)
        _opened[_key(url)] = engine
        return engine


def _key(url: URL) -> object:
    return url, _file_of(url)


def _file_of(url: URL) -> object:
    """What tells a file from another that lies in its place; None for a server, or where there is no file."""
    if not is_sqlite(url):
        return None
    with contextlib.suppress(OSError):
        found = os.stat(url.database or "")  # noqa: PTH116  # asked at every question, and a Path costs more than the answer
        return found.st_dev, found.st_ino
    return None


def new_engine(url: URL) -> Engine:
    """An engine of its own. InputError where the driver is not installed."""
    try:
        if not is_sqlite(url):
            # Who has waited for a turn must see what was written meanwhile, however the server is set up.
            return create_engine(url, pool_pre_ping=True, isolation_level="READ COMMITTED")
        engine = create_engine(url, creator=_sqlite(Path(url.database or "").resolve()))
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        hint = 'Installer den, for PostgreSQL med: pip install "psycopg[binary]"'
        raise InputError(Problem(Place(shown(url)), "driveren til databasen er ikke installert", hint)) from error
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "checkout", _still_there(url))
    event.listen(engine, "begin", _begin)
    return engine


def _sqlite(path: Path) -> Callable[[], sqlite3.Connection]:
    """How connections are made. The file is made here and never later: one that goes is missed, not replaced."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch()
    address = f"{path.as_uri()}?mode=rw"
    return lambda: sqlite3.connect(address, uri=True, timeout=WAIT_SECONDS, check_same_thread=False)


def _set_up(connection: Any, entry: Any) -> None:
    """Every commit reaches the disk before it is acknowledged; readers do not wait for writers."""
    connection.isolation_level = None  # or sqlite3 would begin transactions on its own, and too late
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "fullfsync = ON", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    paths = {name: path for _, name, path in cursor.execute("PRAGMA database_list").fetchall()}
    cursor.close()
    entry.info["file"] = _file_of(sqlite_url(Path(paths["main"])))


def _still_there(url: URL) -> Any:
    def check(_connection: Any, entry: Any, _proxy: Any) -> None:
        see_that_it_is_there(url, entry.info["file"])

    return check


def see_that_it_is_there(url: URL, file: object) -> None:
    """InputError where the file that a connection has opened (its `info["file"]`) is no longer the one in its place."""
    if file != _file_of(url):
        _opened.pop((url, file), None)
        hint = "Last siden på nytt, og lagre igjen."
        raise InputError(Problem(Place(shown(url)), "filen med det som er skrevet, er borte eller byttet ut", hint))


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(_WRITES)
    if immediate:
        connection.info.pop("seen", None)  # what a save knew of the database (record_statements.py)
    connection.exec_driver_sql(BEGIN_WRITING if immediate else "BEGIN")


def writing(engine: Engine) -> contextlib.AbstractContextManager[Connection]:
    """One transaction that writes: all of it is on the disk afterwards, or none."""
    return engine.execution_options(**{_WRITES: True}).begin()


@contextlib.contextmanager
def told(url: URL) -> Iterator[None]:
    """Turn what the database says into a Problem."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        reason = str(getattr(error, "orig", None) or getattr(error, "strerror", None) or error).strip()
        what = f"databasen med det som er skrevet, kan ikke brukes ({reason.splitlines()[0] if reason else 'ukjent'})"
        hint = "Se etter om den er der, om disken er full og om du har lov til å skrive. Det som er lagret, står."
        raise InputError(Problem(Place(shown(url)), what, hint)) from error


def shown(url: URL) -> str:
    """The address as people may see it."""
    return (url.database or "") if is_sqlite(url) else url.render_as_string(hide_password=True)


def revision_of(connection: Connection) -> str | None:
    """Which migration the tables are at; None where there are none."""
    if not inspect(connection).has_table(REVISION_TABLE):
        return None
    found = connection.execute(select(sql_column("version_num")).select_from(table(REVISION_TABLE))).scalar()
    return None if found is None else str(found)


def bring_up_to_date(engine: Engine, to: str = HEAD) -> None:
    """Make or change the tables, all or nothing. InputError where a newer program has made them."""
    with engine.connect() as connection:
        if revision_of(connection) == to:
            return
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _MIGRATION_LOCK})
        upgrade(connection, to)


def upgrade(connection: Connection, to: str = HEAD) -> None:
    """Bring the tables to a migration, within the transaction that is open."""
    # Imported here: only the first opening of all pays for it.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as error:
        hint = "Bruk den utgaven av effnett som skrev sist, eller en nyere."
        what = "det som er skrevet, er lagret av en nyere utgave av effnett"
        raise InputError(Problem(Place(shown(connection.engine.url)), what, hint)) from error
