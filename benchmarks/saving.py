"""Keeping what people write, beside one bare commit of the same text in SQLite; and many who write at once."""

from __future__ import annotations

import itertools
import sqlite3
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from benchmarks.table import Limit, Ratio
from benchmarks.timing import interleaved
from benchmarks.yardsticks import MissingError
from effnett.model.periods import AsOf
from effnett.model.records import Assessment, Edit, Subject, only_id
from effnett.store.records import Records, open_records

WRITERS: Final = 30
TEXTS: Final = 20
_MORE: Final = 20
"""So many more runs than elsewhere: a commit of a fifth of a millisecond varies by half of it from one to the next."""
_TEXT: Final = "Fraværet har økt etter omleggingen av turnus i mai. Ny turnus prøves fra oktober. " * 12


def measure(runs: int) -> Iterator[Ratio]:
    """One save against one bare commit that is on the disk, and the texts that thirty writers lose."""
    with tempfile.TemporaryDirectory() as folder:
        records, bare = open_records(Path(folder) / "store"), _bare(Path(folder) / "bare.sqlite")
        ours, theirs = itertools.count(), itertools.count()
        times = interleaved(
            {"ours": lambda: save(records, "a", next(ours)), "bare": lambda: _commit(bare, next(theirs))}, runs * _MORE
        )
        yield Ratio("saving", "one text, on the disk", times["ours"], "bare commit", times["bare"], Limit(3))
        bare.close()
        lost = written_at_once(records)
        if lost:
            raise MissingError(f"{lost} of {WRITERS * TEXTS} texts were lost")
        yield Ratio("saving", f"{WRITERS} writers, texts kept", WRITERS * TEXTS, "texts sent", WRITERS * TEXTS, unit="")


def save(records: Records, unit: str, number: int) -> None:
    """One version more of a unit's assessment, made from the one before it."""
    content = Assessment(Subject.of(unit, AsOf(2009, 2)), f"{number} {_TEXT}")
    records.save(Edit(only_id(content) or "", content, number), "Kari")


def written_at_once(records: Records) -> int:
    """How many of the texts of many writers are not in the history afterwards, as they were written."""

    def write(writer: int) -> None:
        for number in range(TEXTS):
            save(records, f"unit-{writer}", number)

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    kept = 0
    for writer in range(WRITERS):
        record = only_id(Assessment(Subject.of(f"unit-{writer}", AsOf(2009, 2)), "")) or ""
        texts = [version.content.text for version in records.history(record)]
        kept += sum(text == f"{number} {_TEXT}" for number, text in enumerate(texts))
    return WRITERS * TEXTS - kept


def _bare(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE texts (number INTEGER, text TEXT)")
    return connection


def _commit(connection: sqlite3.Connection, number: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO texts VALUES (?, ?)", (number, _TEXT))
    connection.execute("COMMIT")
