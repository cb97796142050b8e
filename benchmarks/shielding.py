"""What shielding costs: the evaluation of all units beside one without, on a store just opened and on one in use."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from unittest.mock import patch

from benchmarks.evaluate import evaluated
from benchmarks.table import Limit, Ratio
from benchmarks.timing import interleaved
from benchmarks.worlds import World
from effnett.evaluate import evaluate, months, observations
from effnett.store.kept import FOLDER


def measure(world: World, runs: int) -> Iterator[Ratio]:
    """The ratios for all units, with nothing kept of what was read from the store, and with everything kept."""
    first = {"with": lambda: _first(world, evaluated), "without": lambda: _first(world, _without)}
    later = {"with": lambda: evaluated(world, None), "without": lambda: _without(world, None)}
    for name, jobs in (("first", first), ("later", later)):
        world.facts()._kept.clear()
        evaluated(world, None)  # so that what is kept is of the evaluation as it is
        times = interleaved(jobs, runs)
        what = f"all 24 units, {name} evaluation of a store"
        yield Ratio("shielding", what, times["with"], "without shielding", times["without"], Limit(1.5))


def _first(world: World, evaluate: Callable[[World, None], object]) -> object:
    """The evaluation with nothing kept, in the process or in the store."""
    world.facts()._kept.clear()
    shutil.rmtree(world.store / FOLDER, ignore_errors=True)
    return evaluate(world, None)


def _without(world: World, unit: None) -> object:
    """The evaluation with nothing cleared away: for measuring alone, nobody sees what it gives."""
    with (
        patch.object(evaluate, "recall_shields", lambda *_: None),
        patch.object(observations, "clear", lambda *_: None),
        patch.object(months, "shields_of", lambda *_: {}),
    ):
        return evaluated(world, unit)
