"""The Tertial page in Chromium, beside a hand-made fast page in the same browser and run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from benchmarks.page import UNITS, changed, choice_box
from benchmarks.server import free_port, run_yardstick, serving
from benchmarks.table import Limit, Ratio
from benchmarks.worlds import TERTIAL, YEAR, World
from benchmarks.yardsticks import MissingError

_FIGURES = (
    ("load, warm cache", "load_warm_settled", None),
    ("change of unit", "change_settled", 1.1),
    ("change, table in place", "change_in_place", None),
    ("change, server's CPU", "server_cpu_ms_change", None),
)


def measure(world: World, runs: int) -> Iterator[Ratio]:
    """The ratios of loading the page and of changing the unit whose units below are shown."""
    if shutil.which("chromium") is None:
        raise MissingError("chromium is not on the path")
    with serving(world) as server:
        address = f"{server.url}tertial?year={YEAR}&tertial={TERTIAL}"
        ready = 'table[data-page="tertial"][data-done]'
        found = run_yardstick(
            "page.py",
            [
                *(address, "--ready", ready, "--pid", str(server.pid), "--bare", str(world.data)),
                *("--open", choice_box(), "--pick", '[role="option"]:has-text("{v}")', "--changed", changed(world)),
                *("--values", *UNITS, "--loads", str(runs), "--changes", str(runs + 1), "--port", str(free_port(9))),
            ],
        )
    ours, fast = found["this"], found["fast"]
    for what, key, limit in _FIGURES:
        if ours.get(key) and fast.get(key):
            yield Ratio("tertial", what, ours[key][0], "fast page", fast[key][0], Limit(limit) if limit else None)
