"""What shielding costs: the evaluation of all units with what must not be shown found anew, beside one without."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

from benchmarks.evaluate import evaluated
from benchmarks.table import Limit, Ratio
from benchmarks.timing import interleaved
from benchmarks.worlds import World
from effnett.evaluate import observations

KEPT = ("shields", "small waves", "presence", "trees", "sources", "shut out", "parents")
"""The first words of what shielding keeps with the facts."""


def measure(world: World, runs: int) -> Iterator[Ratio]:
    """The ratios for all units, with shields found anew and with shields that are kept."""
    times = interleaved(
        {"anew": lambda: _anew(world), "kept": lambda: evaluated(world, None), "without": lambda: _without(world)}, runs
    )
    what = "all 24 units, first evaluation of a store"
    yield Ratio("shielding", what, times["anew"], "without shielding", times["without"], Limit(1.5))
    what = "all 24 units, later evaluations"
    yield Ratio("shielding", what, times["kept"], "without shielding", times["without"], Limit(1.5))


def _anew(world: World) -> object:
    """The evaluation with nothing kept of what was hidden."""
    kept = world.facts()._kept
    for key in [key for key in kept if (key[0] if isinstance(key, tuple) else key) in KEPT]:
        del kept[key]
    return evaluated(world, None)


def _without(world: World) -> object:
    """The evaluation with nothing cleared away: for measuring alone, nobody sees what it gives."""
    with patch.object(observations, "clear", lambda *_: None):
        return evaluated(world, None)
