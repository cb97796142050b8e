"""The scorecard's page in Chromium, beside a hand-made fast one in the same browser and run."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from typing import Any

from benchmarks.server import address, free_port, run_yardstick, serving
from benchmarks.table import Limit, Ratio
from benchmarks.worlds import World
from benchmarks.yardsticks import MissingError
from effnett.evaluate.tree import org_tree

UNITS = ("NAV Alna", "Barnevern", "Fysioterapi")
"""Those that the yardsticks change between."""

_SELECTS = '[data-testid="stSelectbox"]'
_FIGURES = (
    ("load, cold cache", "load_settled", 1.1),
    ("load, warm cache", "load_warm_settled", 1.1),
    ("load, table in place", "load_in_place", None),
    ("change of unit", "change_settled", 1.1),
    ("change, table in place", "change_in_place", None),
    ("change, server's CPU", "server_cpu_ms_change", 1.2),
)


def measure(world: World, runs: int) -> Iterator[Ratio]:
    """The ratios of loading a page and of changing unit."""
    if shutil.which("chromium") is None:
        raise MissingError("chromium is not on the path")
    with serving(world) as server:
        found = run_yardstick(
            "page.py",
            [
                *(address(server), "--ready", "table[data-done]", "--pid", str(server.pid), "--bare", str(world.data)),
                *("--open", choice_box(), "--pick", '[role="option"]:has-text("{v}")', "--changed", changed(world)),
                *("--values", *UNITS, "--loads", str(runs), "--changes", str(runs + 1), "--port", str(free_port(9))),
            ],
        )
    yield from ratios(found)


def ratios(found: dict[str, Any]) -> Iterator[Ratio]:
    """What page.py found, as lines."""
    ours, fast = found["this"], found["fast"]
    for what, key, limit in _FIGURES:
        if ours.get(key) and fast.get(key):
            yield Ratio("page", what, ours[key][0], "fast page", fast[key][0], Limit(limit) if limit else None)
    yield Ratio("page", "server's memory", ours["server_MB"], "fast page", fast["server_MB"], Limit(1.5), "MB")
    for other in ("empty", "floor"):
        what, theirs = "load, cold cache", found[other]["load_settled"][0]
        yield Ratio("page", what, ours["load_settled"][0], f"{other} page", theirs)


def choice_box() -> str:
    """The box that chooses a unit: the first of the bar, and not the ones of year and tertial."""
    return f'{_SELECTS} [role="combobox"], {_SELECTS} input'


def changed(world: World) -> str:
    """Whether the table of the unit of a name is there; the table itself knows the unit by its code."""
    tree = org_tree(world.facts())
    codes = {unit.name: code for code, unit in tree.units.items()}
    return (
        f"""js:document.querySelector('table[data-done="' + {json.dumps(codes, ensure_ascii=False)}["{{v}}"] + '"]')"""
    )
