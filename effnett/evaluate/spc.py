"""Control charts of monthly series, the XmR chart by the NHS "Making Data Count" rules (docs/semantics.md 5).

Pure: a series of values in, its centre, limits and signals out. Judged in binary numbers, and in exact fractions
where a value lies so near a line that binary numbers do not decide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final, Generic, NamedTuple, TypeVar

from effnett.model.evaluation import Assurance, Sign, Signal
from effnett.model.scorecard import Target, TargetKind

FEWEST: Final = 12
"""A chart of fewer points says nothing."""
SEASONAL_FROM: Final = 24
"""The months a seasonal series must have before it is charted as differences from the year before."""
RUN: Final = 7
_LIMIT: Final = Fraction("2.66")
_LARGEST: Final = Fraction("3.267")
_OUTER: Final = Fraction(2, 3)
_DOUBTFUL: Final = 1e-9
"""Nearer a line than this part of the values, binary numbers do not decide."""

N = TypeVar("N", float, Fraction)
Exact = Callable[[], Sequence[Fraction]]
"""The series' values as exact fractions, made only where they are needed."""


class Limits(NamedTuple, Generic[N]):
    """The centre of a series and how far its ordinary variation reaches to each side."""

    centre: N
    reach: N

    @property
    def lower(self) -> N:
        """The lower limit."""
        return self.centre - self.reach

    @property
    def upper(self) -> N:
        """The upper limit."""
        return self.centre + self.reach


class _TooNearError(Exception):
    """Two numbers are so near each other that binary numbers do not say which is the larger."""


def judged(values: Sequence[float], exact: Exact) -> tuple[Limits[float], tuple[Sign, ...]] | None:
    """The limits of a series and the signals of its newest point; None for fewer than twelve points."""
    if len(values) < FEWEST:
        return None
    try:
        margin = margin_of(values)
        limits = limits_of(values, margin)
        return limits, _signs(values, limits, margin)
    except _TooNearError:
        fractions = exact()
        found = limits_of(fractions, Fraction(0))
        signs = _signs(fractions, found, Fraction(0))
        return Limits(float(found.centre), float(found.reach)), signs


def margin_of(values: Sequence[float]) -> float:
    """How near a line is too near for binary numbers."""
    return _DOUBTFUL * (1 + max(max(values), -min(values)))


def limits_of(values: Sequence[N], margin: N) -> Limits[N]:
    """The mean, and 2.66 x the mean moving range; ranges above 3.267 x their mean are left out once."""
    number = type(margin)
    moves = [abs(after - before) for before, after in pairwise(values)]
    mean = sum(moves, number(0)) / len(moves)
    if margin and 0 < mean <= margin:
        raise _TooNearError
    top = mean * number(_LARGEST)
    if mean and max(moves) >= top - margin:
        moves = [move for move in moves if move < top - margin or _side(move - top, margin) <= 0]
    return Limits(sum(values, number(0)) / len(values), sum(moves, number(0)) / len(moves) * number(_LIMIT))


def _side(difference: N, margin: N) -> int:
    """1 for above, -1 for below, 0 for equal, which binary numbers (with a margin) never say."""
    if abs(difference) <= margin:
        if margin:
            raise _TooNearError
        return 0
    return 1 if difference > 0 else -1


def _signs(values: Sequence[N], limits: Limits[N], margin: N) -> tuple[Sign, ...]:
    """The signals of the newest point, in the order of the rules; none where nothing ever moves."""
    if not limits.reach:
        return ()
    side = _side(values[-1] - limits.centre, margin)
    found = (
        (Signal.OUTSIDE_LIMITS, side, _outside(values, limits, margin)),
        (Signal.SEVEN_ONE_SIDE, side, _on_one_side(values, limits.centre, margin, side)),
        (Signal.SEVEN_TREND, 1 if values[-1] > values[-2] else -1, _in_a_trend(values, margin)),
        (Signal.TWO_OF_THREE, side, _two_of_three(values, limits, margin, side)),
    )
    return tuple(Sign(signal, way > 0, points) for signal, way, points in found if points)


def _outside(values: Sequence[N], limits: Limits[N], margin: N) -> int:
    """1 where the newest point lies outside the limits."""
    return int(_side(abs(values[-1] - limits.centre) - limits.reach, margin) > 0)


def _on_one_side(values: Sequence[N], centre: N, margin: N, side: int) -> int:
    """How many points in a row lie on the newest one's side of the centre; 0 for fewer than seven."""
    run = 0
    while side and run < len(values) and _side(values[-1 - run] - centre, margin) == side:
        run += 1
    return run if run >= RUN else 0


def _in_a_trend(values: Sequence[N], margin: N) -> int:
    """How many points in a row rise, or fall, up to the newest; 0 for fewer than seven."""
    way, run = _step(values, 1, margin), 1
    while way and run < len(values) and _step(values, run, margin) == way:
        run += 1
    return run if run >= RUN else 0


def _step(values: Sequence[N], back: int, margin: N) -> int:
    """Which way the values went, so many steps back. Numbers alike to the last digit are the same decimals."""
    difference = values[-back] - values[-back - 1]
    return _side(difference, margin) if difference else 0


def _two_of_three(values: Sequence[N], limits: Limits[N], margin: N, side: int) -> int:
    """3 where the newest point and another of the last three lie beyond two thirds of the limit on one side."""
    outer = limits.reach * type(margin)(_OUTER)
    beyond = (_side((value - limits.centre) * side - outer, margin) > 0 for value in values[-1:-4:-1])
    return 3 if side and next(beyond) and any(beyond) else 0


def assurance(target: Target, limits: Limits[float], margin: float, exact: Exact) -> Assurance:
    """Whether a series that goes on as it is will meet its target. A month on the target meets it.

    `margin` is the series' own (`margin_of`).
    """
    marks = target.numbers
    lower, upper = limits.lower, limits.upper
    doubt = margin + _DOUBTFUL * abs(marks[1])
    low, high = marks
    if min(abs(lower - low), abs(lower - high), abs(upper - low), abs(upper - high)) <= doubt:
        fractions = limits_of(exact(), Fraction(0))
        upper_mark = target.low if target.high is None else target.high
        return _assurance(target.kind, target.low, upper_mark, fractions.lower, fractions.upper)
    return _assurance(target.kind, *marks, lower, upper)


def _assurance(kind: TargetKind, low: N, high: N, lower: N, upper: N) -> Assurance:
    """Always where both limits are good, never where all between them is bad."""
    from_below, from_above = kind is not TargetKind.AT_MOST, kind is not TargetKind.AT_LEAST
    if (not from_below or lower >= low) and (not from_above or upper <= high):
        return Assurance.ALWAYS
    if (from_below and upper < low) or (from_above and lower > high):
        return Assurance.NEVER
    return Assurance.NOW_AND_THEN
