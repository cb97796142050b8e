"""A backup, unpacked and seen to be whole before anything is put back (docs/store.md)."""

from __future__ import annotations

import contextlib
import hashlib
import json
import lzma
import re
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

import duckdb
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from effnett.errors import InputError, Place, Problem
from effnett.store.backup import EDITION, FORMAT, MANIFEST, RECORDS_LINES, RECORDS_SQLITE, Manifest, Part
from effnett.store.facts import edition, edition_of
from effnett.store.files import FACTS_FOLDER
from effnett.store.record_engine import bring_up_to_date, new_engine, sqlite_url
from effnett.store.record_tables import versions
from effnett.store.refusals import REFUSED
from effnett.store.sql import columns

_FACTS: Final = re.compile(rf"{FACTS_FOLDER}/facts-\d{{6,}}-[0-9a-f]{{8}}\.duckdb")
_OTHERS: Final = frozenset({REFUSED, RECORDS_SQLITE, RECORDS_LINES})
_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error,
    EOFError, NotImplementedError, RuntimeError, ValueError, LookupError, OverflowError,
)  # fmt: skip
"""What reading a file that is no zip, or a damaged one, comes to, depending on where it is damaged."""
_BIGGEST_MANIFEST: Final = 1 << 20
_CHUNK: Final = 1 << 20


@dataclass(frozen=True)
class Unpacked:
    """A backup that is whole: where its files are, and its records in a SQLite with the newest tables."""

    manifest: Manifest
    facts: Path | None
    refused: Path | None
    records: Engine | None


@contextlib.contextmanager
def unpacked(source: Path, folder: Path) -> Iterator[Unpacked]:
    """Unpack a backup into an empty folder. InputError where it is foreign, cut short or damaged in any way."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = _manifest(source, archive)
            for name, part in manifest.files.items():
                _extract(source, archive, name, part, folder)
    except OSError as error:
        _refuse(source, f"filen kan ikke leses ({error.strerror or error})", error)
    except _DAMAGED as error:
        _refuse(source, "filen er ingen sikkerhetskopi, eller den er avkortet eller skadet", error)
    facts = folder / FACTS_FOLDER / manifest.facts if manifest.facts else None
    if facts:
        _check_facts(source, facts)
    records = _records(source, manifest, folder)
    try:
        yield Unpacked(manifest, facts, folder / REFUSED if REFUSED in manifest.files else None, records)
    finally:
        if records:
            records.dispose()


def _refuse(source: Path, what: str, cause: BaseException | None = None) -> NoReturn:
    hint = "Velg en fil som er laget av «effnett backup». Lageret er som før."
    raise InputError(Problem(Place(str(source)), what, hint)) from cause


def _manifest(source: Path, archive: zipfile.ZipFile) -> Manifest:
    names = archive.namelist()
    if MANIFEST not in names or archive.getinfo(MANIFEST).file_size > _BIGGEST_MANIFEST:
        _refuse(source, "filen er ingen sikkerhetskopi fra effnett")
    try:
        fields: dict[str, Any] = json.loads(archive.read(MANIFEST))
        if fields["format"] != FORMAT:
            _refuse(source, "filen er ingen sikkerhetskopi fra effnett")
        if fields["edition"] > EDITION:
            _refuse(source, "kopien er laget av en nyere utgave av effnett")
        files = {str(name): Part(str(part["sha256"]), int(part["bytes"])) for name, part in fields["files"].items()}
        manifest = Manifest(**{**fields, "files": files})
        facts = f"{FACTS_FOLDER}/{manifest.facts}"
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        _refuse(source, f"innholdslisten {MANIFEST} er skadet", error)
    known = all(name in _OTHERS or (name == facts and _FACTS.fullmatch(name)) for name in files)
    if not known or sorted(names) != sorted([*files, MANIFEST]) or (manifest.facts and facts not in files):
        _refuse(source, f"filene i kopien er ikke de som står i {MANIFEST}")
    return manifest


def _extract(source: Path, archive: zipfile.ZipFile, name: str, part: Part, folder: Path) -> None:
    digest, left = hashlib.sha256(), part.bytes
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    with archive.open(name) as original, path.open("wb") as copy:
        while left >= 0 and (chunk := original.read(_CHUNK)):
            left -= len(chunk)
            digest.update(chunk)
            copy.write(chunk)
    if left or digest.hexdigest() != part.sha256:
        _refuse(source, f"{name} i kopien er skadet (kontrollsummen stemmer ikke)")


def _check_facts(source: Path, path: Path) -> None:
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            raw, _ = edition_of(connection)
    except duckdb.Error as error:
        _refuse(source, "faktafilen i kopien kan ikke leses", error)
    if raw != edition()[0]:
        _refuse(source, "faktaene i kopien er laget av en annen utgave av effnett")


def _records(source: Path, manifest: Manifest, folder: Path) -> Engine | None:
    """The records with the newest tables, whatever edition and kind of database they come from."""
    path = folder / RECORDS_SQLITE
    if not {RECORDS_SQLITE, RECORDS_LINES} & manifest.files.keys():
        return None
    engine = new_engine(sqlite_url(path))
    try:
        if RECORDS_LINES in manifest.files:
            bring_up_to_date(engine, manifest.revision)
            _fill(path, folder / RECORDS_LINES)
        with contextlib.closing(sqlite3.connect(path)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchall()
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if found != [("ok",)] or broken:
            raise ValueError("damaged")
        bring_up_to_date(engine)
    except (sqlite3.Error, DBAPIError, ValueError, TypeError, AttributeError) as error:
        _refuse(source, "det som er skrevet, kan ikke leses i kopien", error)
    except InputError as error:
        _refuse(source, error.problems[0].what, error)
    return engine


def _fill(path: Path, lines: Path) -> None:
    """Put lines of versions into the tables of their own edition; a field that has no column there is an error."""
    with contextlib.closing(sqlite3.connect(path)) as connection, connection, lines.open(encoding="utf-8") as rows:
        for line in rows:
            row = json.loads(line)
            marks = ", ".join("?" for _ in row)
            connection.execute(
                f"INSERT INTO {versions.name} ({columns(row)}) VALUES ({marks})",  # noqa: S608  # names are quoted
                list(row.values()),
            )
