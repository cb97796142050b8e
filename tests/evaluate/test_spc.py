"""The rules of the control chart on series worked out by hand, its laws, and numpy's limits (docs/semantics.md 5)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from effnett.evaluate import spc
from effnett.model.evaluation import Assurance, Sign, Signal
from effnett.model.scorecard import Target, TargetKind

OUTSIDE, SIDE, TREND, TWO = Signal
CALM = (11, 10, 6, 11, 7, 10, 11, 10, 13, 11, 9)
"""Eleven months; with 19 after them the centre is 128/12 and the limits 2.66 x 36/11 away."""


def found(values: Sequence[float | str | Fraction]) -> tuple[Sign, ...] | None:
    """The signals of a series of decimals."""
    fractions = [Fraction(str(value)) for value in values]
    judged = spc.judged([float(value) for value in fractions], lambda: fractions)
    return judged and judged[1]


def signals(values: Sequence[float | str | Fraction]) -> list[Signal]:
    """Their names."""
    return [sign.signal for sign in found(values) or ()]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((*CALM, 19), []),
        ((9, 7, 9, 13, 11, 14, 11, 14, 10, 13, 7, 22), [OUTSIDE]),
        ((14, 6, 13, 4, 11, 14, 12, 12, 12, 13, 12, 14), [SIDE]),
        ((14, 7, 15, 9, 4, 6, 7, 8, 10, 14, 15, 16), [TREND]),
        ((8, 14, 8, 9, 11, 13, 10, 7, 12, 8, 22, 20), [TWO]),
        ((10,) * 12, []),
        (("0.1",) * 12, []),
        ((10,) * 11 + (11,), []),  # one move of 1 is above 3.267 x 1/11 and left out: nothing is left to move
    ],
)
def test_each_rule(values: Sequence[float | str], expected: list[Signal]) -> None:
    """One series for each rule, with its mirror image for the other side."""
    assert signals(values) == expected
    assert signals([-Fraction(str(value)) for value in values]) == expected
    ways = [sign.upwards for sign in found(values) or ()]
    assert all(ways)
    assert not any(sign.upwards for sign in found([-Fraction(str(value)) for value in values]) or ())


def test_eleven_points_are_no_chart() -> None:
    """Twelve are enough, eleven are not."""
    assert found(CALM) is None
    assert found((*CALM, 19)) == ()


def test_limits_by_hand() -> None:
    """Centre 140/12; moves 2 2 4 2 3 3 3 4 3 6 15 have the mean 47/11, and 15 is left out: 2.66 x 32/10."""
    limits = spc.limits_of([9, 7, 9, 13, 11, 14, 11, 14, 10, 13, 7, 22], Fraction(0))  # type: ignore[type-var]
    assert (limits.centre, limits.reach) == (Fraction(140, 12), Fraction("8.512"))


@pytest.mark.parametrize(("run", "expected"), [(6, []), (7, [SIDE]), (9, [SIDE])])
def test_a_run_on_one_side(run: int, expected: list[Signal]) -> None:
    """Six in a row are none; seven are one, and more are told as they are."""
    values = [2, 18] * 6 + [5] + [14, 13, 14, 13, 14, 13, 14, 13, 14][:run]
    assert signals(values) == expected
    assert [sign.points for sign in found(values) or ()] == [run] * len(expected)


def test_a_point_on_the_centre_is_on_no_side() -> None:
    """In the middle of a run it breaks it, though the run's own end is long enough without it by one less."""
    above = [Fraction(value) for value in (0, 20, 0, 20, 0, 11, 11, 12, 11, 12, 11, 12)]
    assert signals(above) == [SIDE]
    for at in (6, 8, 11):
        others = above[:at] + above[at + 1 :]
        on_centre = [*above[:at], sum(others, Fraction(0)) / len(others), *above[at + 1 :]]
        assert SIDE not in signals(on_centre)


@pytest.mark.parametrize(
    ("tail", "expected"),
    [((1, 2, 3, 4, 5, 6), False), ((1, 2, 3, 4, 5, 6, 7), True), ((1, 2, 3, 3, 5, 6, 7), False)],
)
def test_a_trend_is_seven_points_and_six_steps(tail: Sequence[int], expected: bool) -> None:
    """Six points are too few, and two alike are no step."""
    values = [50, -40, 60, -50, 40, 60, -20, 30][: 14 - len(tail)] + list(tail)
    assert (TREND in signals(values)) is expected
    assert (TREND in signals([-value for value in values])) is expected


def test_two_of_three_is_strictly_beyond_and_of_the_newest_point() -> None:
    """On the line itself is not beyond; nor is it a signal of a newest point that lies inside."""
    calm = [9, 11] * 10
    assert TWO in signals([*calm, 10, 29, 30])
    assert TWO in signals([*calm, 30, 10, 29])
    assert TWO not in signals([*calm, 30, 29, 10])
    assert TWO not in signals([*calm, 30, -10, 29][:-1])
    base = [Fraction(9), Fraction(11)] * 6
    # Two points x: centre (120 + 2x)/14, moves 11 x 2, x - 11 and 0, all kept: x = centre + 2/3 x 2.66 (11 + x)/13.
    share = Fraction("2.66") * 2 / 3 / 13
    x = (Fraction(120, 14) + share * 11) / (1 - Fraction(1, 7) - share)
    limits = spc.limits_of([*base, x, x], Fraction(0))
    assert x - limits.centre == limits.reach * 2 / 3
    assert TWO not in signals_exactly([*base, x, x])
    assert TWO in signals_exactly([*base, x + Fraction(1, 10**12), x + Fraction(1, 10**12)])


def test_a_point_on_a_limit_is_not_outside() -> None:
    """A limit that no binary number holds: the newest point is put on it exactly, and then a billionth beyond."""
    base = [Fraction(value) for value in (9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 9, 11)]
    # x after 11: centre (120 + x)/13, moves 11 x 2 and x - 11, all kept: solve x = centre + 2.66 (22 + x - 11)/12.
    share = Fraction("2.66") / 12
    x = (Fraction(120, 13) + share * 11) / (1 - Fraction(1, 13) - share)
    assert spc.limits_of([*base, x], Fraction(0)).upper == x
    assert OUTSIDE not in signals_exactly([*base, x])
    assert OUTSIDE in signals_exactly([*base, x + Fraction(1, 10**12)])


def signals_exactly(values: Sequence[Fraction]) -> list[Signal]:
    """As `signals`, of fractions that are no decimals."""
    judged = spc.judged([float(value) for value in values], lambda: values)
    assert judged
    return [sign.signal for sign in judged[1]]


decimals = st.lists(st.integers(-300, 300).map(lambda n: Fraction(n, 10)), min_size=12, max_size=40)


@settings(max_examples=60, deadline=None)
@given(decimals)
def test_limits_are_numpys(values: list[Fraction]) -> None:
    """The same formula in numpy."""
    numbers = np.array([float(value) for value in values])
    moves = np.abs(np.diff(numbers))
    largest = 3.267 * moves.mean()
    assume(not np.any(np.isclose(moves, largest, rtol=1e-9)))
    judged = spc.judged(list(numbers), lambda: values)
    assert judged
    limits, _ = judged
    kept = moves[moves <= largest] if moves.any() else moves
    assert limits.centre == pytest.approx(numbers.mean(), abs=1e-9)
    assert limits.reach == pytest.approx(2.66 * kept.mean(), abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(decimals, st.integers(-50, 50), st.sampled_from([Fraction(1, 8), Fraction(3), Fraction(7, 10)]))
def test_moving_or_stretching_a_series_changes_nothing(values: list[Fraction], by: int, times: Fraction) -> None:
    """Signals follow the shape alone; mirrored, they swap sides."""
    plain = found(values)
    assert found([value + by for value in values]) == plain
    assert found([value * times for value in values]) == plain
    mirrored = found([-value for value in values])
    assert mirrored == tuple(sign._replace(upwards=not sign.upwards) for sign in plain or ())


@settings(max_examples=60, deadline=None)
@given(decimals)
def test_binary_numbers_and_fractions_say_the_same(values: list[Fraction]) -> None:
    """What is judged in binary numbers is what exact fractions say."""
    exact = spc.judged(values, lambda: values)  # type: ignore[arg-type]
    assert exact
    assert found(values) == exact[1]


def at(kind: TargetKind, low: str, high: str | None = None) -> Target:
    """A target."""
    return Target(kind, Fraction(low), Fraction(high) if high else None)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (at(TargetKind.AT_LEAST, "7.34"), Assurance.ALWAYS),
        (at(TargetKind.AT_LEAST, "7.35"), Assurance.NOW_AND_THEN),
        (at(TargetKind.AT_LEAST, "12.66"), Assurance.NOW_AND_THEN),
        (at(TargetKind.AT_LEAST, "12.67"), Assurance.NEVER),
        (at(TargetKind.AT_MOST, "12.66"), Assurance.ALWAYS),
        (at(TargetKind.AT_MOST, "12.65"), Assurance.NOW_AND_THEN),
        (at(TargetKind.AT_MOST, "7.34"), Assurance.NOW_AND_THEN),
        (at(TargetKind.AT_MOST, "7.33"), Assurance.NEVER),
        (at(TargetKind.BETWEEN, "7.34", "12.66"), Assurance.ALWAYS),
        (at(TargetKind.BETWEEN, "8", "12.66"), Assurance.NOW_AND_THEN),
        (at(TargetKind.BETWEEN, "8", "9"), Assurance.NOW_AND_THEN),
        (at(TargetKind.BETWEEN, "13", "20"), Assurance.NEVER),
        (at(TargetKind.BETWEEN, "0", "7"), Assurance.NEVER),
    ],
)
def test_assurance(target: Target, expected: Assurance) -> None:
    """Limits 7.34 and 12.66, to the last digit: centre 10, mean moving range 1."""
    values = [Fraction(value) for value in ("9.5", "10.5") * 6]
    judged = spc.judged([float(value) for value in values], lambda: values)
    assert judged
    assert spc.assurance(target, judged[0], spc.margin_of([10.5]), lambda: values) is expected
