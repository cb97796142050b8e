"""The statistics, checked against scipy."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from effnett.evaluate import statistics

DEGREES = [1, 2, 3.5, 9, 29, 29.7, 100, 1213, 25_000]


@pytest.mark.parametrize("degrees", DEGREES)
def test_t_quantile_is_scipys(degrees: float) -> None:
    """The limit of the 95 % interval is the one scipy gives."""
    assert statistics.t_95(degrees) == pytest.approx(stats.t.ppf(0.975, degrees), rel=1e-10)


@given(st.floats(0, 60), st.floats(0.5, 5000))
def test_t_probability_is_scipys(t: float, degrees: float) -> None:
    """The two-sided probability is the one scipy gives, however far out."""
    assert statistics.t_two_sided(t, degrees) == pytest.approx(2 * stats.t.sf(t, degrees), rel=1e-8, abs=1e-14)


samples = st.lists(st.integers(1, 6), min_size=3, max_size=40)


@given(samples, samples)
def test_welch_agrees_with_scipy(now: list[int], before: list[int]) -> None:
    """A change is sure exactly where scipy's Welch test gives p < 0.05."""
    means = [sum(x) / len(x) for x in (now, before)]
    variances = [sum((v - m) ** 2 for v in x) / (len(x) - 1) for x, m in zip((now, before), means, strict=True)]
    if sum(variances) == 0 or means[0] == means[1]:
        return
    errors = [statistics.standard_error(v, len(x), None) for v, x in zip(variances, (now, before), strict=True)]
    sure = statistics.welch_is_sure(means[0] - means[1], errors[0], len(now), errors[1], len(before))
    p = stats.ttest_ind(now, before, equal_var=False).pvalue
    assert sure == (p < 0.05) or math.isclose(p, 0.05, rel_tol=1e-9)


def test_welch_without_spread_is_sure_of_any_difference() -> None:
    """No standard error on either side: any difference is sure, and none is not a difference."""
    assert statistics.welch_is_sure(0.1, 0, 10, 0, 10)
    assert not statistics.welch_is_sure(0, 0, 10, 0, 10)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_is_scipys(sample: tuple[int, int]) -> None:
    """Wilson's interval is the one scipy gives."""
    chosen, n = sample
    expected = stats.binomtest(chosen, n).proportion_ci(method="wilson")
    low, high = statistics.wilson_interval(chosen, n)
    assert (low, high) == (pytest.approx(expected.low, abs=1e-12), pytest.approx(expected.high, abs=1e-12))


@pytest.mark.parametrize(
    ("now", "before", "sure"),
    [
        ((50, 100), (30, 100), True),
        ((50, 100), (45, 100), False),
        ((0, 10), (0, 10), False),
        ((10, 10), (10, 20), True),
    ],
)
def test_two_proportions(now: tuple[int, int], before: tuple[int, int], sure: bool) -> None:
    """The pooled z-test, without correction; the same share twice is no change."""
    assert statistics.proportions_differ(*now, *before) is sure


def test_asking_everybody_leaves_no_doubt() -> None:
    """The finite-population correction takes the error to 0 when all have answered."""
    assert statistics.standard_error(1.0, 25, 25) == 0
    assert statistics.standard_error(1.0, 25, None) == pytest.approx(0.2)
