"""From sums to values: add up first, divide last, and stay exact where it matters (docs/semantics.md 2)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from effnett.evaluate.sums import HIDDEN, MARK_OF_GRADE, Sums, decimal, exact
from effnett.model.evaluation import Evaluation
from effnett.model.observation import MARKS, Absent, Quality
from effnett.model.scorecard import Indicator, Source

QUALITIES: Final[Mapping[int | None, Quality]] = {int(quality): quality for quality in Quality}
"""The quality of sums by their grade."""


def scale(indicator: Indicator) -> int:
    """What a quotient of sums is multiplied by: 100 for percentages."""
    measure = indicator.measure
    if measure.source is Source.SICK_LEAVE:
        return 100
    if measure.source is Source.ACCOUNTS:
        return 100 if measure.series == "actual_of_budget" else 1
    if measure.source is Source.SURVEY:
        return 100 if measure.statistic == "share" else 1
    if measure.source is Source.ACTIVITY:
        return 100 if indicator.unit == "percent" else 1
    return 1


def divisor(indicator: Indicator) -> float | None:
    """What sums without a denominator are divided by: 1 where the source has none (amounts, counts), else nothing."""
    measure = indicator.measure
    return 1.0 if measure.source is Source.ACTIVITY or measure.series == "net_operating_expenditure" else None


def denominator(indicator: Indicator, sums: Sums) -> float | None:
    """The sum that is divided by; None where there is none."""
    return divisor(indicator) if sums.den is None and sums.num is not None else sums.den


def in_decimal(evaluation: Evaluation) -> tuple[float | None, float | None]:
    """The numerator and the denominator as people write them: the decimal numbers that the binary ones stand for."""
    above, below = evaluation.numerator, evaluation.denominator
    return None if above is None else decimal(above), None if below is None else decimal(below)


def exact_value(indicator: Indicator, sums: Sums) -> Fraction:
    """The value as an exact fraction of the decimal sums; ValueError where they have none."""
    below = denominator(indicator, sums)
    if sums.num is None or not below:
        raise ValueError("these sums have no value")
    return exact(sums.num) * scale(indicator) / exact(below)


def absence(sums: Sums) -> Absent:
    """Why there is no value."""
    if sums.num is not None or sums.grade is None:
        return Absent.MISSING
    return Absent.SUPPRESSED if sums.grade == HIDDEN else MARKS[MARK_OF_GRADE[sums.grade]]
