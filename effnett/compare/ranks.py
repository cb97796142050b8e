"""Places, percentiles, quartiles and robust distances: plain functions of plain numbers (docs/semantics.md 8)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import floor, isclose, sqrt
from typing import Final

from effnett.model.comparison import Spread

RANKS_FROM: Final = 4
"""The fewest values that are given places and percentiles."""
EQUAL: Final = 1e-12
"""Quotients that differ by less, relatively, are ties: a float's last digits part nobody."""
QUARTILES_FROM: Final = 8
NORMAL: Final = 0.6745
"""What makes the median absolute deviation of a normal distribution a standard deviation."""


def same(value: float) -> float:
    """A value without a float's last digits, to be held against others or a limit."""
    return float(f"{value:.12g}")


def places(best_first: Sequence[float]) -> list[int]:
    """The place of each of some values that stand best first; equal ones share the best place: 1-2-2-4."""
    found: list[int] = []
    before, place = None, 0
    for at, value in enumerate(best_first, 1):
        if before is None or not isclose(value, before, rel_tol=EQUAL):
            place = at
        before = value
        found.append(place)
    return found


def percentile(place: int, all_places: Sequence[int]) -> float | None:
    """The share of the others, 0 to 100, that a place among `all_places` is better than; ties count half.

    None under four places.
    """
    if len(all_places) < RANKS_FROM:
        return None
    ties = all_places.count(place) - 1
    worse = len(all_places) - place - ties
    return (worse + ties / 2) / (len(all_places) - 1) * 100


def quantile(ordered: Sequence[float], share: float) -> float:
    """The quantile of sorted values by type 7 of Hyndman and Fan: between the two values it lies between."""
    at = (len(ordered) - 1) * share
    below = floor(at)
    above = min(below + 1, len(ordered) - 1)
    part = at - below
    return ordered[below] * (1 - part) + ordered[above] * part if part else ordered[below]


def median(values: Sequence[float]) -> float:
    """The middle value, or the mean of the two middle ones."""
    return quantile(sorted(values), 0.5)


def spread(values: Sequence[float]) -> Spread:
    """Median, least and most of any values, and quartiles of eight or more."""
    if not values:
        return Spread()
    ordered = sorted(values)
    q1, q3 = (quantile(ordered, 0.25), quantile(ordered, 0.75)) if len(ordered) >= QUARTILES_FROM else (None, None)
    return Spread(quantile(ordered, 0.5), q1, q3, ordered[0], ordered[-1])


def deviation(values: Sequence[float]) -> float:
    """The median absolute deviation from the median (MAD)."""
    middle = median(values)
    return median([abs(value - middle) for value in values])


def distance(value: float, middle: float, mad: float) -> float | None:
    """How far a value lies from the median, in robust standard deviations; None where the MAD is 0."""
    return NORMAL * (value - middle) / mad if mad > 0 else None


def rank_correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Spearman's rank correlation of pairs, ties by their mean rank; None where either has no spread."""
    ranks = [_mean_ranks(first), _mean_ranks(second)]
    middle = (len(first) + 1) / 2
    centred = [[rank - middle for rank in each] for each in ranks]
    squares = [sum(one * one for one in each) for each in centred]
    if not all(squares):
        return None
    together: float = sum(a * b for a, b in zip(*centred, strict=True))
    return max(-1.0, min(1.0, together / sqrt(squares[0] * squares[1])))


def _mean_ranks(values: Sequence[float]) -> list[float]:
    keys = [same(value) for value in values]
    ordered = sorted(keys)
    return [(bisect_left(ordered, key) + 1 + bisect_right(ordered, key)) / 2 for key in keys]
