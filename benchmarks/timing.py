"""Medians of interleaved runs: this, yardstick, this, yardstick …, so that a busy machine slows both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping


def interleaved(jobs: Mapping[str, Callable[[], object]], runs: int, warm: bool = True) -> dict[str, float]:
    """The median of each job in milliseconds; each is run once before anything counts where `warm`."""
    if warm:
        for job in jobs.values():
            job()
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(runs):
        for name, job in jobs.items():
            times[name].append(milliseconds(job))
    return {name: statistics.median(found) for name, found in times.items()}


def milliseconds(job: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    job()
    return (time.perf_counter() - start) * 1000


def best(times: Mapping[str, float], prefix: str) -> tuple[str, float]:
    """The fastest of the jobs whose names begin so, and its median."""
    return min(((name, time) for name, time in times.items() if name.startswith(prefix)), key=lambda pair: pair[1])
