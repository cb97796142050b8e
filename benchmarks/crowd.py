"""Thirty people who change unit at once, beside a hand-made fast page in the same run."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.page import UNITS
from benchmarks.server import free_port, run_yardstick, serving
from benchmarks.table import Limit, Ratio
from benchmarks.worlds import World
from benchmarks.yardsticks import MissingError

PEOPLE = 30
_FIGURES = (
    ("p50 of a change", "p50", 1.2, "ms"),
    ("p95 of a change", "p95", 1.2, "ms"),
    ("p50 of the first load", "first_p50", None, "ms"),
    ("server's CPU a change", "cpu_ms_change", 1.2, "ms"),
    ("server's memory", "MB", 1.5, "MB"),
)


def measure(world: World, rounds: int) -> Iterator[Ratio]:
    """The ratios with many people in."""
    with serving(world) as server:
        found = run_yardstick(
            "load.py",
            [
                *(server.url, "--users", str(PEOPLE), "--rounds", str(rounds), "--pid", str(server.pid)),
                *("--bare", str(world.data), "--port", str(free_port(2)), "--value", *UNITS),
            ],
        )
    ours, fast = found["this"][0], found["fast"][0]
    if ours["errors"]:
        raise MissingError(f"{ours['errors']} answers were errors, so their times say nothing")
    for what, key, limit, unit in _FIGURES:
        whole = f"{PEOPLE} people, {what}"
        yield Ratio("crowd", whole, ours[key], "fast page", fast[key], Limit(limit) if limit else None, unit)
