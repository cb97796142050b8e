"""Places, percentiles, quartiles and correlation: by hand, by law, and against numpy and scipy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats

from effnett.compare.ranks import deviation, percentile, places, quantile, rank_correlation, spread

NUMBERS = some.floats(-1e6, 1e6).map(lambda number: round(number, 3))
VALUES = some.lists(NUMBERS, min_size=4, max_size=40)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([9.0, 8, 8, 7], [1, 2, 2, 4]),
        ([7.0, 8, 8, 9], [1, 2, 2, 4]),
        ([5.0, 5, 5, 5], [1, 1, 1, 1]),
        ([0.1 + 0.2, 0.3, 0.29], [1, 1, 3]),
        ([-2.0, -1, 0], [1, 2, 3]),
        ([], []),
    ],
)
def test_places(values: list[float], expected: list[int]) -> None:
    """Ties share the best place; a float's last digits part nobody."""
    assert places(values) == expected


@pytest.mark.parametrize(
    ("place", "all_places", "expected"),
    [
        (4, [1, 2, 3, 4, 4, 6, 7, 8, 9], 56.25),  # better than 4 and tied with 1 of 8
        (1, [1, 2, 3, 4], 100),
        (4, [1, 2, 3, 4], 0),
        (1, [1, 1, 1, 1], 50),
        (1, [1, 2, 3], None),
    ],
)
def test_percentile(place: int, all_places: list[int], expected: float | None) -> None:
    """The share of the others that one is better than, ties half."""
    assert percentile(place, all_places) == expected


@given(VALUES)
def test_a_place_is_one_more_than_the_better_ones(values: list[float]) -> None:
    """Whatever stands in between."""
    best_first = sorted(values, reverse=True)
    assert places(best_first) == [1 + sum(other > value for other in values) for value in best_first]


@given(VALUES)
def test_percentiles_are_bounded_and_turn_round_with_the_direction(values: list[float]) -> None:
    """From 0 to 100, 50 on average; where less is better it is 100 less what it was."""
    up, down = places(sorted(values, reverse=True)), places(sorted(values))[::-1]
    found = [(percentile(a, up), percentile(b, down)) for a, b in zip(up, down, strict=True)]
    assert all(a is not None and b is not None and 0 <= a <= 100 and a + b == pytest.approx(100) for a, b in found)
    assert sum(a for a, _ in found if a is not None) / len(found) == pytest.approx(50)


@given(VALUES, some.floats(0, 1))
def test_quantiles_are_those_of_numpy(values: list[float], share: float) -> None:
    """Type 7 is numpy's `linear`."""
    assert quantile(sorted(values), share) == pytest.approx(np.quantile(values, share, method="linear"), abs=1e-6)


def test_quartiles_need_eight_and_the_median_none() -> None:
    """Seven values have a median and no quartiles."""
    assert spread([1, 2, 3, 4, 5, 6, 7])[:3] == (4, None, None)
    assert spread([1, 2, 3, 4, 5, 6, 7, 8]) == (4.5, 2.75, 6.25, 1, 8)
    assert spread([2, 1])[0] == 1.5
    assert spread([])[0] is None


def test_the_deviation_is_a_median_too() -> None:
    """1 1 2 2 4 6 9: median 2, distances 1 1 0 0 2 4 7, their median 1."""
    assert deviation([1, 1, 2, 2, 4, 6, 9]) == 1


@given(some.lists(some.tuples(some.integers(0, 9), some.integers(0, 9)), min_size=3, max_size=30))
def test_the_correlation_is_that_of_scipy(pairs: list[tuple[int, int]]) -> None:
    """Spearman's, with ties; none where either has no spread."""
    first, second = ([float(one) for one in column] for column in zip(*pairs, strict=True))
    if len(set(first)) == 1 or len(set(second)) == 1:
        assert rank_correlation(first, second) is None
    else:
        assert rank_correlation(first, second) == pytest.approx(stats.spearmanr(first, second).statistic)
