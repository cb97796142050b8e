"""`effnett evaluate` as a process of its own, beside opening the file, and beside Python that does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence

from benchmarks.table import Limit, Ratio
from benchmarks.timing import interleaved
from benchmarks.worlds import TERTIAL, TOP, YEAR, World
from benchmarks.yardsticks import PROJECT
from effnett.store.files import FACTS_FOLDER, current_name

_OPEN = "import sys, duckdb; duckdb.connect(sys.argv[1], read_only=True).execute('SELECT 1').fetchall()"


def measure(world: World, runs: int) -> Iterator[Ratio]:
    """The ratios of a process."""
    file = str(world.store / FACTS_FOLDER / (current_name(world.store) or ""))
    times = interleaved(
        {
            "this": _process(command(world)),
            "duckdb": _process(["-c", _OPEN, file]),
            "all": _process([*command(world), "--children"]),
            "nothing": _process(["-c", "pass"]),
        },
        runs,
    )
    opening = "import duckdb, open the file, SELECT 1"
    yield Ratio("process", "effnett evaluate, one unit", times["this"], opening, times["duckdb"], Limit(2))
    yield Ratio("process", "effnett evaluate --children", times["all"], opening, times["duckdb"])
    yield Ratio("process", "effnett evaluate, one unit", times["this"], "python -c pass", times["nothing"])


def command(world: World) -> list[str]:
    """The command as a person runs it, for the district alone."""
    asked = ["evaluate", world.card, "--year", str(YEAR), "--tertial", str(TERTIAL), "--org-unit", TOP]
    where = ["--store", str(world.store), "--scorecards", str(world.scorecards), "--format", "json"]
    return ["-m", "effnett", *asked, *where]


def _process(arguments: Sequence[str]) -> Callable[[], object]:
    """Run as it is installed: Python keeps what it has compiled."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, *arguments]
    return lambda: subprocess.run(
        command, check=True, cwd=PROJECT, env=kept, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
