"""The few statistics that surveys need (docs/semantics.md 5), checked against scipy in the tests.

`scipy.stats` takes longer to import than a scorecard takes to evaluate; what is needed of it is here.
"""

from __future__ import annotations

import math
from functools import lru_cache

Z_95 = 1.959963984540054
"""The normal quantile of a two-sided 95 % interval."""

_Z2 = Z_95 * Z_95
_T_EXPANSION = (
    Z_95 * (_Z2 + 1) / 4,
    Z_95 * (5 * _Z2**2 + 16 * _Z2 + 3) / 96,
    Z_95 * (3 * _Z2**3 + 19 * _Z2**2 + 17 * _Z2 - 15) / 384,
    Z_95 * (79 * _Z2**4 + 776 * _Z2**3 + 1482 * _Z2**2 - 1920 * _Z2 - 945) / 92160,
)


@lru_cache(maxsize=100_000)
def t_95(degrees: float) -> float:
    """Student's t quantile of a two-sided 95 % interval: p(|T| > t) = 0.05. Degrees of freedom > 0.

    Begins at the expansion in 1 / degrees (Abramowitz and Stegun 26.7.5) and ends with Newton's method.
    """
    t = Z_95
    for power, term in enumerate(_T_EXPANSION, 1):
        t += term / degrees**power
    if degrees < 3:  # the expansion is of no use here
        t = 4.0
    for _ in range(100):
        step = (t_two_sided(t, degrees) - 0.05) / (2 * t_density(t, degrees))
        t = max(t + step, t / 2)
        if abs(step) < 1e-7 * t:  # the error of the next step is the square of this one
            break
    return t


def t_density(t: float, degrees: float) -> float:
    """The density of Student's t."""
    log = math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2) - math.log(degrees * math.pi) / 2
    return math.exp(log - (degrees + 1) / 2 * math.log1p(t * t / degrees))


def t_two_sided(t: float, degrees: float) -> float:
    """The probability that |T| exceeds |t| for Student's t: I(degrees / 2, 1 / 2) at degrees / (degrees + t^2)."""
    whole = degrees + t * t
    return incomplete_beta(degrees / 2, 0.5, degrees / whole, t * t / whole)


def incomplete_beta(a: float, b: float, x: float, rest: float) -> float:
    """The regularised incomplete beta function I_x(a, b), by its continued fraction (Lentz's method).

    `rest` is 1 - x, given by itself so that an x next to 1 loses nothing.
    """
    if x <= 0 or rest <= 0:
        return float(x > 0)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, rest, x)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log(rest) - math.log(a)
    )
    return front / _fraction(a, b, x)


def _fraction(a: float, b: float, x: float) -> float:
    """1 + d1 / (1 + d2 / (1 + ...)), to machine precision."""
    tiny = 1e-300
    total, c, d = 1.0, 1.0, 0.0
    for i in range(1, 1000):
        m = i // 2
        if i % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / ((1 + term * d) or tiny)
        c = (1 + term / c) or tiny
        total *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return total


def standard_error(variance: float, n: float, population: float | None) -> float:
    """The standard error of a mean: s / sqrt(n), corrected by sqrt((N - n) / (N - 1)) where N is known.

    A population that is not known is None or infinite.
    """
    if population is None or population <= 1 or population == math.inf:
        return math.sqrt(variance / n)
    return math.sqrt(variance / n * max(population - n, 0) / (population - 1))


def mean_interval(mean: float, error: float, n: float) -> tuple[float, float]:
    """The 95 % interval of a mean, by Student's t with n - 1 degrees of freedom."""
    reach = t_95(n - 1) * error
    return mean - reach, mean + reach


def wilson_interval(chosen: float, n: float) -> tuple[float, float]:
    """Wilson's 95 % interval of a share, as a part of 1."""
    z2 = Z_95 * Z_95
    middle = (chosen + z2 / 2) / (n + z2)
    reach = Z_95 / (n + z2) * math.sqrt(chosen * (n - chosen) / n + z2 / 4)
    return middle - reach, middle + reach


def welch_is_sure(difference: float, error: float, n: float, error_before: float, n_before: float) -> bool:
    """Whether Welch's two-sided test of two means gives p < 0.05, with corrected standard errors.

    With no standard error on either side any difference is sure; a difference of 0 never is.
    """
    if difference == 0:
        return False
    a, b = error * error, error_before * error_before
    if a + b == 0:
        return True
    t = abs(difference) / math.sqrt(a + b)
    if t <= Z_95:  # the limit of endless degrees, and the lowest
        return False
    degrees = (a + b) ** 2 / (a * a / (n - 1) + b * b / (n_before - 1))
    if degrees >= 30 and t >= 2.05:  # t_95(30) is 2.0423
        return True
    # The limit falls as degrees grow, so those of the whole numbers around mostly decide.
    if t > t_95(max(math.floor(degrees), 1)) and degrees >= 1:
        return True
    if t < t_95(math.ceil(degrees)):
        return False
    return t_two_sided(t, degrees) < 0.05


def proportions_differ(chosen: float, n: float, chosen_before: float, n_before: float) -> bool:
    """Whether the pooled two-proportion z-test, without correction, gives p < 0.05."""
    pooled = (chosen + chosen_before) / (n + n_before)
    variance = pooled * (1 - pooled) * (1 / n + 1 / n_before)
    difference = chosen / n - chosen_before / n_before
    return variance > 0 and abs(difference) / math.sqrt(variance) > Z_95
