"""What a survey's sums say by themselves: how many answered, how sure the figure is (docs/semantics.md 5).

The same whatever the target and the as-of, so each wave is worked out once and remembered.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from effnett.evaluate import statistics
from effnett.evaluate.sums import Sums, invited, response_rate, sample_variance

FEW_ANSWERS: Final = 30
LOW_RESPONSE: Final = 0.5


class Wave(NamedTuple):
    """Those who answered, the standard error of a mean where it is known, and the 95 % interval in the indicator's
    unit."""

    error: float | None = None
    respondents: int | None = None
    invited: int | None = None
    low: float | None = None
    high: float | None = None
    few: bool = False
    low_response: bool = False


NO_WAVE: Final = Wave()
"""What figures that are not a survey's say."""


@lru_cache(maxsize=20_000)
def wave_of(sums: Sums, is_mean: bool) -> Wave:
    """What the sums of a figure say that may be shown; those of a share where it is not a mean."""
    error = standard_error(sums) if is_mean else None
    low, high = interval(is_mean, sums, error)
    answers, rate = sums.den or 0, response_rate(sums)
    low_response = rate is not None and rate < LOW_RESPONSE
    return Wave(error, int(answers), invited(sums), low, high, answers < FEW_ANSWERS, low_response)


def interval(is_mean: bool, sums: Sums, error: float | None) -> tuple[float | None, float | None]:
    """The 95 % interval of a survey's mean or share, in the indicator's unit; None twice where it is not known."""
    if not sums.den:
        return None, None
    if not is_mean:
        low, high = statistics.wilson_interval(sums.num or 0, sums.den)
        return low * 100, high * 100
    if error is None:
        return None, None
    return statistics.mean_interval((sums.num or 0) / sums.den, error, sums.den)


def standard_error(sums: Sums) -> float | None:
    """The standard error of a survey's mean; None without a standard deviation."""
    variance = sample_variance(sums)
    if variance is None or sums.den is None:
        return None
    return statistics.standard_error(variance, sums.den, sums.invited)
