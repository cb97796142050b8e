"""A JSON-stat file from Statistikkbanken, read and landed, beside pyjstat that reads it.

The real one has 6,516 cells, which pyjstat reads in less time than a publication takes to be safe on the disk; the
other is a year of the national store: 390 regions × 1,500 series.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from pyjstat import pyjstat

from benchmarks.table import Limit, Ratio
from benchmarks.timing import interleaved
from benchmarks.worlds import LAST_YEAR, Extent, as_jsonstat, region_of
from benchmarks.yardsticks import shared
from effnett.evaluate.tree import org_tree
from effnett.load.reading import read_batch
from effnett.load.register import Register
from effnett.model.batch import Batch, Kind
from effnett.store.facts import empty_facts
from effnett.store.publish import Source, publish


def measure(runs: int, path: Path | None = None, extent: Extent | None = None) -> Iterator[Ratio]:
    """The ratios of an import."""
    yield from _ratios(path or shared("data", "real", "ssb-barnehager-2015-2023.jsonstat.json"), "JSON-stat", runs)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "year.json"
        file.write_text(json.dumps(national_year(extent or Extent())), encoding="utf-8")
        yield from _ratios(file, "JSON-stat of a national year", 1)  # pyjstat takes most of a minute


def _ratios(file: Path, what: str, runs: int) -> Iterator[Ratio]:
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
    yield Ratio("import", f"{what}, read", times["read"], "pyjstat", times["pyjstat"], faster)
    yield Ratio("import", f"{what}, read and published", times["landed"], "pyjstat", times["pyjstat"], faster)


def national_year(extent: Extent) -> dict[str, Any]:
    """One year of all regions and series, every seventh cell with a mark, as Statistikkbanken answers."""
    chance, places = random.Random(1), product(range(extent.regions), range(extent.series))
    return as_jsonstat(
        [
            {
                "region": region_of(region),
                "figure": f"KOSnokkel{series:05d}",
                "year": str(LAST_YEAR),
                "value": "" if number % 7 == 0 else f"{chance.uniform(1, 100):.1f}",
            }
            for number, (region, series) in enumerate(places)
        ]
    )


def _read(file: Path, register: Register) -> Batch:
    return read_batch(file, Kind.KOSTRA, register)


def _landed(file: Path, register: Register) -> None:
    """In a store that does not exist yet, synced to the disk."""
    with tempfile.TemporaryDirectory() as folder:
        publish(Path(folder), [(_read(file, register), Source(file.name))])
