"""Figures that look drawn by chance and still add up to the digit.

Chance comes from `Random.random()` alone, which is the same in every version of Python, and sums are
split in whole numbers, so that no machine rounds differently from another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from random import Random

ANSWERS = range(1, 7)
"""All surveys of the demonstration run from 1 to 6."""

_PRECISION = 1_000_000


def noise(rng: Random, spread: float) -> float:
    """A factor around 1, at most `spread` away, most often close."""
    return 1 + spread * (rng.random() + rng.random() - 1)


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Whole parts in proportion to the weights that add up to exactly `total` (largest remainders)."""
    whole = [round(weight * _PRECISION) for weight in weights]
    of = sum(whole)
    parts = [total * weight // of for weight in whole]
    by_remainder = sorted(range(len(whole)), key=lambda at: (-(total * whole[at] % of), at))
    for at in by_remainder[: total - sum(parts)]:
        parts[at] += 1
    return parts


def months(first: int, last: int) -> Iterator[tuple[int, int]]:
    """Year and month from January of the first year to the last year's newest month: August in 2009."""
    for year in range(first, last + 1):
        for month in range(1, 9 if year == 2009 else 13):
            yield year, month


def month_key(year: int, month: int) -> str:
    """`2009-08`."""
    return f"{year}-{month:02d}"


def answer_counts(rng: Random, respondents: int, mean: float) -> list[int]:
    """How many gave each answer 1-6, in the shape of a binomial distribution around a mean."""
    high = min(max((mean - 1) / 5, 0.02), 0.98)
    ways = (1, 5, 10, 10, 5, 1)
    weights = []
    for at, way in enumerate(ways):
        share = float(way)
        for step in range(5):
            share *= high if step < at else 1 - high
        weights.append(share * noise(rng, 0.15))
    return apportion(respondents, weights)


def exact_answers(
    rng: Random, respondents: Mapping[str, int], tilt: Mapping[str, float], mean: Fraction
) -> dict[str, list[int]]:
    """Answer counts per unit whose mean over all units is exactly `mean`; `tilt` is each unit's distance from it."""
    total = mean * sum(respondents.values())
    if total.denominator != 1:
        raise ValueError(f"{sum(respondents.values())} answers cannot have the mean {mean}")
    counts = {unit: answer_counts(rng, n, float(mean) + tilt.get(unit, 0)) for unit, n in respondents.items()}
    missing = int(total) - sum(answer * n for row in counts.values() for answer, n in zip(ANSWERS, row, strict=True))
    step = 1 if missing > 0 else -1
    large = [unit for unit, n in respondents.items() if n >= 20] or list(respondents)
    for at in range(abs(missing)):
        _move_one(counts[large[at % len(large)]], step)
    return counts


def _move_one(row: list[int], step: int) -> None:
    """Let one of the most frequent answer that can be moved be one higher or lower."""
    movable = range(5) if step > 0 else range(1, 6)
    at = max(movable, key=lambda answer: row[answer])
    row[at] -= 1
    row[at + step] += 1


def valid_answers(rng: Random, responded: Mapping[str, int], mean: Fraction) -> dict[str, int]:
    """How many of those who responded have an opinion: so many in all that the mean can be exact."""
    everyone = sum(responded.values())
    valid = everyone * 985 // 1000 // mean.denominator * mean.denominator
    unsure = apportion(everyone - valid, [n * noise(rng, 0.5) for n in responded.values()])
    return {unit: n - none for (unit, n), none in zip(responded.items(), unsure, strict=True)}
