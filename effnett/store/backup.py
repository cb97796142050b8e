"""Everything a store holds as one file, taken while it is in use (docs/store.md).

A zip of the newest facts, the log of refused files and the records, with a manifest of checksums. Published
facts never change and are copied as they are; records are copied by what their database has for it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Final

from sqlalchemy import URL, select

from effnett import __version__
from effnett.errors import InputError, Place, Problem
from effnett.store.files import FACTS_FOLDER, current_name, sync
from effnett.store.record_engine import is_sqlite, opened_engine, records_url, told
from effnett.store.record_tables import HEAD, versions
from effnett.store.refusals import REFUSED

FORMAT: Final = "effnett-backup"
EDITION: Final = 1
MANIFEST: Final = "manifest.json"
RECORDS_SQLITE: Final = "records.sqlite"
RECORDS_LINES: Final = "records.jsonl"
MOMENT: Final = "%Y-%m-%d %H:%M:%S.%f"
"""How a moment in UTC stands in the lines: as SQLite keeps it."""
_CHUNK: Final = 1 << 20


@dataclass(frozen=True)
class Part:
    """One file of a backup."""

    sha256: str
    bytes: int


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `revision` says what tables the lines of records are of."""

    made: str
    facts: str | None = None
    records: int = 0
    revision: str = HEAD
    files: dict[str, Part] = field(default_factory=dict)
    format: str = FORMAT
    edition: int = EDITION
    program: str = __version__


def write_backup(store: Path, target: Path) -> Manifest:
    """Write a backup of a store to a file that is not there yet; whole, or not at all.

    InputError where there is nothing to copy, or the file is there or cannot be written.
    """
    if target.exists():
        raise InputError(
            Problem(Place(str(target)), "filen finnes fra før", "Velg et annet navn, så ingen kopi går tapt.")
        )
    temporary = target.with_name(f"{target.name}.{os.urandom(4).hex()}.tmp")
    with _target_told(target):
        try:
            manifest = _written(store, temporary)
            sync(temporary)
            temporary.rename(target)
            sync(target.resolve().parent)
        finally:
            temporary.unlink(missing_ok=True)
    return manifest


def _written(store: Path, path: Path) -> Manifest:
    files: dict[str, Part] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        facts = _add_facts(store, archive, files)
        with contextlib.suppress(FileNotFoundError), (store / REFUSED).open("rb") as refused:
            files[REFUSED] = _add(archive, REFUSED, refused)
        records = _add_records(records_url(store), archive, files)
        if not files:
            hint = "Se etter om mappen er den rette."
            raise InputError(Problem(Place(str(store)), "lageret er tomt, så det er ingenting å ta kopi av", hint))
        made = datetime.now(UTC).isoformat(timespec="seconds")
        manifest = Manifest(made, facts, records, files=files)
        archive.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
    return manifest


def _add_facts(store: Path, archive: zipfile.ZipFile, files: dict[str, Part]) -> str | None:
    """An import may publish, and clear the older files away, until the file is open: then the newer one is taken."""
    while name := current_name(store):
        path = store / FACTS_FOLDER / name
        try:
            with path.open("rb") as source:
                files[f"{FACTS_FOLDER}/{name}"] = _add(archive, f"{FACTS_FOLDER}/{name}", source)
                return name
        except FileNotFoundError as error:
            if current_name(store) == name:
                hint = "Hent lageret fra en annen kopi."
                raise InputError(Problem(Place(str(path)), "filen mangler", hint)) from error
    return None


def _add(archive: zipfile.ZipFile, name: str, source: IO[bytes]) -> Part:
    digest, size = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as target:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return Part(digest.hexdigest(), size)


def _add_records(url: URL, archive: zipfile.ZipFile, files: dict[str, Part]) -> int:
    """The records, if there are any; how many versions."""
    if is_sqlite(url) and not Path(url.database or "").exists():
        return 0
    with told(url), tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        name = RECORDS_SQLITE if is_sqlite(url) else RECORDS_LINES
        path = Path(folder) / name
        count = copy_of_sqlite(Path(url.database or ""), path) if is_sqlite(url) else lines_of_server(url, path)
        with path.open("rb") as source:
            files[name] = _add(archive, name, source)
        return count


def copy_of_sqlite(source: Path, target: Path) -> int:
    """SQLite's own backup, in one step: what was committed when it began. How many versions it has.

    A plain copy of a file in use would be broken now and then.
    """
    with (
        contextlib.closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=rw", uri=True, timeout=20)) as original,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        original.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # all of it in the one file
        made = copy.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [versions.name]).fetchall()
        return int(copy.execute(f"SELECT count(*) FROM {versions.name}").fetchall()[0][0]) if made else 0  # noqa: S608


def lines_of_server(url: URL, target: Path) -> int:
    """Every version as a line of JSON, from one statement: what was committed when it began. How many there are."""
    count = 0
    with opened_engine(url).connect() as connection, target.open("w", encoding="utf-8", newline="\n") as lines:
        streamed = connection.execution_options(yield_per=500)
        for row in streamed.execute(select(versions).order_by(versions.c.change)).mappings():
            lines.write(json.dumps(dict(row), ensure_ascii=False, default=_plain) + "\n")
            count += 1
    return count


def _plain(value: date) -> str:
    return value.astimezone(UTC).strftime(MOMENT) if isinstance(value, datetime) else value.isoformat()


@contextlib.contextmanager
def _target_told(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = f"kopien kan ikke skrives ({error.strerror or error})"
        hint = "Se etter om mappen finnes, om disken er full og om du har lov til å skrive der."
        raise InputError(Problem(Place(str(target)), what, hint)) from error
