"""A JSON-stat file from Statistikkbanken, read and landed, beside pyjstat that reads it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from pyjstat import pyjstat

from benchmarks.table import Limit, Ratio
from benchmarks.timing import interleaved
from benchmarks.yardsticks import shared
from effnett.evaluate.tree import org_tree
from effnett.load.reading import read_batch
from effnett.load.register import Register
from effnett.model.batch import Batch, Kind
from effnett.store.facts import empty_facts
from effnett.store.publish import Source, publish


def measure(runs: int, path: Path | None = None) -> Iterator[Ratio]:
    """The ratios of an import."""
    file = path or shared("data", "real", "ssb-barnehager-2015-2023.jsonstat.json")
    register = Register(org_tree(empty_facts()), {}, {}, {}, {})
    times = interleaved(
        {
            "read": lambda: _read(file, register),
            "pyjstat": lambda: pyjstat.Dataset.read(file.read_text(encoding="utf-8")).write("dataframe"),
            "landed": lambda: _landed(file, register),
        },
        runs,
    )
    faster = Limit(10, faster=True)
    yield Ratio("import", "JSON-stat, read", times["read"], "pyjstat", times["pyjstat"], faster)
    yield Ratio("import", "JSON-stat, read and published", times["landed"], "pyjstat", times["pyjstat"], faster)


def _read(file: Path, register: Register) -> Batch:
    return read_batch(file, Kind.KOSTRA, register)


def _landed(file: Path, register: Register) -> None:
    """In a store that does not exist yet, synced to the disk."""
    with tempfile.TemporaryDirectory() as folder:
        publish(Path(folder), [(_read(file, register), Source(file.name))])
