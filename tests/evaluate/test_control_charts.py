"""From rows to control charts: months through the tree, gaps, shifts, breaks, seasons (docs/semantics.md 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from worlds import World, at_least, at_most, indicator, months, scorecard

from effnett.evaluate.control import chart
from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.model.evaluation import Assurance, Chart, Evaluation, Signal
from effnett.model.periods import AsOf, Period, Window
from effnett.model.scorecard import Indicator, Target, TargetKind

CALM = (11, 10, 6, 11, 7, 10, 11, 10, 13, 11, 9, 19)
OUTSIDE = (9, 7, 9, 13, 11, 14, 11, 14, 10, 13, 7, 22)
T3 = AsOf(2009, 3)


def evaluated(world: World, one: Indicator, unit: str = "B", as_of: AsOf = T3) -> Evaluation:
    """One indicator for one unit."""
    return evaluate_scorecard(scorecard(one), world.facts(), as_of, unit).evaluations[0]


def charted(world: World, one: Indicator, unit: str = "B", as_of: AsOf = T3) -> Chart | None:
    """Its whole chart."""
    facts = world.facts()
    return chart(facts, evaluate_scorecard(scorecard(one), facts, as_of, unit).evaluations[0], as_of)


def activity(world: World, values: Sequence[float | None], first: str = "2009-01", unit: str = "B") -> World:
    """Values month by month, of 100 each; None is a mark."""
    begins = Period.parse(first).last
    for at, value in enumerate(values):
        world.activity("a", unit, Period(begins + at, 1).key, value, value and 100, mark=None if value else "..")
    return world


def leave(world: World, values: Sequence[float], first: str = "2008-01", people: int = 40, unit: str = "B") -> World:
    """Lost days of 100 agreed ones, month by month."""
    begins = Period.parse(first).last
    for at, value in enumerate(values):
        world.sick_leave(unit, [Period(begins + at, 1).key], 100, value, 0, people)
    return world


def month(key: str) -> int:
    """The index of a month."""
    return Period.parse(key).last


def test_a_signal_of_the_newest_month(world: World) -> None:
    """The signal and its side; none at an earlier as-of, with too few months by then."""
    activity(world.units("B"), OUTSIDE)
    found = evaluated(world, indicator("activity"))
    assert found.signals == (Signal.OUTSIDE_LIMITS,)
    assert found.control is not None
    assert (found.control.newest, found.control.signs[0].upwards) == (month("2009-12"), True)
    assert evaluated(world, indicator("activity"), as_of=AsOf(2009, 2)).control is None


@pytest.mark.parametrize("window", [Window.YEAR_TO_DATE, Window.TERTIAL, Window.ROLLING_12_MONTHS])
def test_the_window_does_not_matter(world: World, window: Window) -> None:
    """All months up to the as-of are there, whatever is added up for the value."""
    activity(world.units("B"), OUTSIDE)
    assert evaluated(world, indicator("activity", window=window)).signals == (Signal.OUTSIDE_LIMITS,)


def test_months_are_sums_through_the_tree(world: World) -> None:
    """Own months shut out those below month by month; else the quotient of sums, also of a unit that has ended."""
    world.units("B", "A1", "A2", ("OLD", "B", None, "2009-02-28", "A1"))
    activity(world, CALM[2:], "2009-03", "A1")
    activity(world, CALM[:2], "2009-01", "OLD")
    world.activity("a", "A2", "2009-01", 0, 100).activity("a", "B", "2009-12", 50, 100)
    points = charted(world, indicator("activity"))
    assert points is not None
    assert [point.value for point in points.points] == [5.5, *CALM[1:11], 50]
    below = charted(world, indicator("activity"), "A1")
    assert below is not None
    assert [point.value for point in below.points] == list(CALM)


def test_a_quarter_is_no_month(world: World) -> None:
    """Rows of longer periods are no points, and do not make twelve of eleven."""
    activity(world.units("B"), CALM[:11], "2008-01").activity("a", "B", "2009-Q1", 30, 300)
    assert evaluated(world, indicator("activity"), as_of=AsOf(2009, 1)).control is None


def test_a_gap_is_left_out(world: World) -> None:
    """A month without a figure is no point: not 0, not carried forward; the points beside it follow each other."""
    activity(world.units("B"), [*OUTSIDE[:6], None, *OUTSIDE[6:]], "2008-12")
    found = charted(world, indicator("activity"))
    assert found is not None
    assert found.control.signs[0].signal is Signal.OUTSIDE_LIMITS
    assert [point.value for point in found.points] == [*OUTSIDE[:6], None, *OUTSIDE[6:]]


def test_a_run_over_a_gap_is_told_as_one(world: World) -> None:
    """Seven points in a row with a month missing between them."""
    values = [14, 6, 13, 4, 11, 14, 12, None, 12, 12, 13, 12, 14]
    activity(world.units("B"), values, "2008-12")
    found = evaluated(world, indicator("activity")).control
    assert found is not None
    assert [(sign.signal, sign.points, sign.gaps) for sign in found.signs] == [(Signal.SEVEN_ONE_SIDE, 7, True)]


def test_hidden_months_are_gaps(world: World) -> None:
    """A month of too few employees is no point and says why."""
    leave(leave(world.units("B"), OUTSIDE[:6], "2008-12"), [99], "2009-06", people=4)
    leave(world, OUTSIDE[6:], "2009-07")
    one = indicator("sick_leave", window=Window.TERTIAL)
    found = charted(world, one)
    assert found is not None
    assert found.control.signs[0].signal is Signal.OUTSIDE_LIMITS
    assert [point.month for point in found.points if point.hidden] == [month("2009-06")]
    assert all(point.value != 99 for point in found.points)


def test_a_hidden_figure_has_no_signal(world: World) -> None:
    """Nothing is said of a figure that is not shown."""
    leave(world.units("B"), OUTSIDE, "2009-01", people=4)
    found = evaluated(world, indicator("sick_leave", target=at_most("5")))
    assert (found.signals, found.assurance, found.control) == ((), None, None)


@pytest.mark.parametrize("kind", ["shifts", "breaks"])
def test_limits_begin_anew(world: World, kind: str) -> None:
    """From the last shift or break up to the as-of: twelve points are enough, eleven are no chart."""
    activity(world.units("B"), [*[60, 40] * 6, *OUTSIDE], "2008-01")
    begun = {kind: {month("2008-05"): "prøve", month("2009-01"): "ny turnus", month("2011-01"): "senere"}}
    found = charted(world, indicator("activity", **begun))
    assert found is not None
    assert found.control.signs[0].signal is Signal.OUTSIDE_LIMITS
    assert found.control.centre == pytest.approx(140 / 12)
    assert [(len(part.points), part.reason) for part in found.parts] == [(4, ""), (8, "prøve"), (12, "ny turnus")]
    assert found.parts[-1].is_break is (kind == "breaks")
    late = {kind: {month("2009-02"): "ny turnus"}}
    assert evaluated(world, indicator("activity", **late)).control is None


def test_sick_leave_of_two_years_is_told_as_differences(world: World) -> None:
    """24 months give 12 differences; 23 are charted as they are. Their assurance is not known."""
    seasons = [12, 11, 9, 8, 7, 6, 4, 5, 8, 9, 10, 12]
    after = [value + change for value, change in zip(seasons, OUTSIDE, strict=True)]
    leave(world.units("B"), [*seasons, *after])
    one = indicator("sick_leave", target=at_most("5"))
    found = charted(world, one)
    assert found is not None
    assert found.seasonal
    assert [point.value for point in found.points] == pytest.approx(OUTSIDE)
    assert (found.control.signs[0].signal, found.assurance) == (Signal.OUTSIDE_LIMITS, None)
    shorter = replace(one, shifts={month("2008-02"): "ny ordning"})
    plain = evaluated(world, shorter)
    assert plain.control is not None
    assert not plain.control.seasonal
    assert plain.assurance is not None


def test_constant_decimals_have_no_signals(world: World) -> None:
    """Sums that differ in the last binary digit are the same value: nothing moves."""
    world.units("B", "A1", "A2")
    for at, key in enumerate(months(2009)):
        world.activity("a", "A1", key, 0.1 * (at % 3 + 1), at % 3 + 1).activity("a", "A2", key, 0.7, 7)
    found = evaluated(world, indicator("activity"))
    assert found.control is not None
    assert (found.signals, found.control.upper - found.control.lower) == ((), 0)


def test_functions_of_the_accounts_are_added_up_by_month(world: World) -> None:
    """A month's value is actual of budget over all the functions."""
    world.units("B")
    for key, value in zip(months(2009), OUTSIDE, strict=True):
        world.accounts("B", key, "201", 50, value).accounts("B", key, "202", 50, value)
        world.accounts("B", key, "300", 50, 50)
    measure = replace(indicator("accounts").measure, functions=("201", "202"))
    found = charted(world, indicator("accounts", measure=measure))
    assert found is not None
    assert [point.value for point in found.points] == [2 * value for value in OUTSIDE]


STEPS = (Fraction(3), Fraction(6), Fraction(9))


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (at_least("2"), Assurance.ALWAYS),
        (at_least("10"), Assurance.NOW_AND_THEN),
        (at_least("30"), Assurance.NEVER),
        (None, None),
        (Target(TargetKind.AT_LEAST, Fraction(9), None, STEPS), None),
    ],
)
def test_assurance_of_an_evaluation(world: World, target: Target | None, expected: Assurance | None) -> None:
    """By the unit's target; not against one that rises through the year."""
    activity(world.units("B"), OUTSIDE)
    assert evaluated(world, indicator("activity", target=target)).assurance is expected


def test_a_sum_has_no_assurance(world: World) -> None:
    """A count's target is for the whole window, and no month's."""
    world.units("B")
    for key, value in zip(months(2009), OUTSIDE, strict=True):
        world.activity("a", "B", key, value)
    found = evaluated(world, indicator("activity", target=at_least("100"), unit="count"))
    assert (found.signals, found.assurance) == ((Signal.OUTSIDE_LIMITS,), None)


def test_a_second_as_of_is_not_the_first(world: World) -> None:
    """What is kept with the facts is kept for each as-of and each choice of units."""
    activity(world.units("B", "A1"), [*OUTSIDE, *CALM], "2008-01", "A1")
    facts, card = world.facts(), scorecard(indicator("activity"))
    first = [evaluate_scorecard(card, facts, AsOf(year, 3), unit) for year in (2008, 2009) for unit in ("B", "A1")]
    again = [evaluate_scorecard(card, facts, AsOf(year, 3), "B", children=True) for year in (2008, 2009)]
    assert [one.evaluations[0].signals for one in first] == [(Signal.OUTSIDE_LIMITS,)] * 2 + [()] * 2
    assert [[one.signals for one in both.evaluations] for both in again] == [[(Signal.OUTSIDE_LIMITS,)] * 2, [()] * 2]
