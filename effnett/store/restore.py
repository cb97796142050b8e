"""Putting a backup back: seen to be whole first, then all at once (docs/store.md)."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from effnett.errors import InputError, Place, Problem
from effnett.store import lock
from effnett.store.backup import Manifest, write_backup
from effnett.store.files import CURRENT, FACTS_FOLDER, current_name, move_pointer, new_name, sync
from effnett.store.kept import FOLDER as KEPT
from effnett.store.record_engine import is_sqlite, opened_engine, records_url, told, writing
from effnett.store.record_queries import NEWEST_CHANGE
from effnett.store.record_tables import counter, versions
from effnett.store.refusals import REFUSED
from effnett.store.trouble import told_as_input_error
from effnett.store.unpacking import Unpacked, unpacked

ASIDE: Final = "before-restore-{at}.zip"
_ROWS: Final = 500


@dataclass(frozen=True)
class Restored:
    """What was put back, and where a backup of what was there before lies."""

    manifest: Manifest
    aside: Path | None


def restore(store: Path, source: Path, replace: bool = False) -> Restored:
    """Make a store what it was when a backup was taken. What is there already is kept as a backup beside it.

    InputError, and the store as it was, where the backup is not whole or the store has something and is not to
    be replaced. Readers see the facts before or after, and the records before or after.
    """
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        unpacked(source, Path(folder)) as backup,
        told(records_url(store)),
        told_as_input_error(store),
    ):
        _refuse_occupied(store, backup, replace)
        with lock.writing(store):
            occupied = _refuse_occupied(store, backup, replace)
            aside = store / ASIDE.format(at=datetime.now(UTC).strftime("%Y%m%dT%H%M%S-%f")) if occupied else None
            # The pointer moves last but one; the records' transaction, which ends last, decides.
            with _facts_landed(store, backup.facts) as name, _records_held(store, backup) as connection:
                if aside:
                    write_backup(store, aside)
                if connection:
                    _put_back(connection, backup.records)
                with _refused_put_back(store, backup.refused):
                    if name:
                        shutil.rmtree(store / KEPT, ignore_errors=True)  # what other facts of this name may have given
                        move_pointer(store, name)
        return Restored(backup.manifest, aside)


def _refuse_occupied(store: Path, backup: Unpacked, replace: bool) -> bool:
    """Whether the store has something already."""
    facts, records = current_name(store) is not None, _engine(store, make=False)
    written = records is not None and _has_rows(records)
    if (facts or written) and not replace:
        hint = "Velg et nytt lager med --store, eller erstatt dette med --replace; da tas det kopi av det først."
        raise InputError(Problem(Place(str(store)), "lageret har data fra før", hint))
    if facts and not backup.facts:
        hint = "Gjenopprett den i et nytt lager med --store."
        raise InputError(Problem(Place(str(store)), "kopien er uten tall, men lageret har tall", hint))
    return facts or written


def _engine(store: Path, make: bool) -> Engine | None:
    """The records' database; a file is made only where it is needed."""
    url = records_url(store)
    return opened_engine(url) if make or not is_sqlite(url) or Path(url.database or "").exists() else None


def _has_rows(engine: Engine) -> bool:
    with engine.connect() as connection:
        return bool(connection.execute(select(func.count()).select_from(versions)).scalar())


@contextlib.contextmanager
def _facts_landed(store: Path, facts: Path | None) -> Iterator[str | None]:
    """The facts in their place under their own name, and not yet the newest. Where it goes wrong after that, the
    pointer is as it was."""
    if facts is None:
        yield None
        return
    before = current_name(store)
    folder = store / FACTS_FOLDER
    folder.mkdir(exist_ok=True)
    name, there = _name_for(store, facts)
    if not there:
        temporary = (folder / name).with_suffix(".tmp")
        shutil.copyfile(facts, temporary)
        sync(temporary)
        temporary.rename(folder / name)
        sync(folder)
    try:
        yield name
    except BaseException:
        if before is None:
            (store / CURRENT).unlink(missing_ok=True)
        elif current_name(store) != before:
            move_pointer(store, before)
        if not there:
            (folder / name).unlink(missing_ok=True)
        raise


def _name_for(store: Path, facts: Path) -> tuple[str, bool]:
    """The name the facts had, which decisions may speak of, and whether they are there under it."""
    path = store / FACTS_FOLDER / facts.name
    if not path.exists():
        return facts.name, False
    if _checksum(path) == _checksum(facts):
        return facts.name, True
    return f"{new_name(store)}.duckdb", False


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextlib.contextmanager
def _records_held(store: Path, backup: Unpacked) -> Iterator[Connection | None]:
    """A transaction that no writer comes into; None where there are no records, neither here nor there."""
    engine = _engine(store, make=backup.records is not None)
    if engine is None:
        yield None
        return
    with writing(engine) as connection:
        connection.execute(update(counter).values(change=counter.c.change))
        yield connection


def _put_back(connection: Connection, records: Engine | None) -> None:
    """The backup's versions in place of those that are there. Their changes are counted on from the newest, so
    that whoever asks what is new is told of all of them."""
    before = int(connection.execute(NEWEST_CHANGE).scalar_one())
    connection.execute(delete(versions))
    if records:
        with records.connect().execution_options(yield_per=_ROWS) as source:
            for part in source.execute(select(versions).order_by(versions.c.change)).mappings().partitions():
                rows = [{**row, "change": before + row["change"]} for row in part]
                connection.execute(insert(versions), rows)
    connection.execute(update(counter).values(change=before + 1))  # where nothing is put back, that is told too


@contextlib.contextmanager
def _refused_put_back(store: Path, refused: Path | None) -> Iterator[None]:
    """The log of refused files from the backup; where it goes wrong after that, the one that was there."""
    path = store / REFUSED
    before = path.read_bytes() if path.exists() else None
    _write(path, refused.read_bytes() if refused else None)
    try:
        yield
    except BaseException:
        _write(path, before)
        raise


def _write(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
        return
    temporary = path.with_suffix(".tmp")
    temporary.write_bytes(content)
    sync(temporary)
    temporary.replace(path)
