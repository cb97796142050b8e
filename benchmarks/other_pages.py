"""The Tertial page and Sammenligning in Chromium, beside a hand-made fast page in the same browser and run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence

from benchmarks.page import UNITS, changed, choice_box
from benchmarks.server import free_port, run_yardstick, serving
from benchmarks.table import Limit, Ratio
from benchmarks.worlds import LAST_YEAR, TERTIAL, YEAR, World
from benchmarks.yardsticks import MissingError

_FIGURES = (
    ("load, warm cache", "load_warm_settled", None),
    ("change of {what}", "change_settled", 1.1),
    ("change, table in place", "change_in_place", None),
    ("change, server's CPU", "server_cpu_ms_change", 1.2),
)


def measure_tertial(world: World, runs: int) -> Iterator[Ratio]:
    """The ratios of loading Tertial and of changing the unit whose units below are shown."""
    asked = (f"tertial?year={YEAR}&tertial={TERTIAL}", 'table[data-page="tertial"][data-done]')
    how = ["--open", choice_box(), "--changed", changed(world), "--values", *UNITS]
    yield from _measured("tertial", "unit", world, world, runs, asked, how)


def measure_compare(world: World, district: World, runs: int) -> Iterator[Ratio]:
    """The ratios of loading Sammenligning over a national store, and of changing the year."""
    ready = '[data-page="compare"][data-done]'
    how = ["--open", ".st-key-year input", "--changed", f'{ready}[data-as-of^="{{v}}"]']
    years = [str(LAST_YEAR - back) for back in (1, 2, 3)]
    asked = (f"sammenligning?year={LAST_YEAR}&tertial=3", ready)
    yield from _measured("peers", "year", world, district, runs, asked, [*how, "--values", *years])


def _measured(
    part: str, what: str, world: World, bare: World, runs: int, asked: tuple[str, str], how: Sequence[str]
) -> Iterator[Ratio]:
    """One page of a world, at an address and ready when an element is there, beside the pages over another's data."""
    if shutil.which("chromium") is None:
        raise MissingError("chromium is not on the path")
    address, ready = asked
    with serving(world) as server:
        page = [server.url + address, "--ready", ready, "--pid", str(server.pid), "--bare", str(bare.data)]
        change = [*how, "--pick", '[role="option"]:has-text("{v}")']
        times = ["--loads", str(runs), "--changes", str(runs + 1), "--port", str(free_port(9))]
        found = run_yardstick("page.py", [*page, *change, *times])
    ours, fast = found["this"], found["fast"]
    for told, key, limit in _FIGURES:
        if ours.get(key) and fast.get(key):
            figure = told.format(what=what)
            yield Ratio(part, figure, ours[key][0], "fast page", fast[key][0], Limit(limit) if limit else None)
