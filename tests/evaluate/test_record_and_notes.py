"""How far off forecasts were, and notes on targets (docs/semantics.md 4 and 9)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from worlds import World, at_least, at_most, indicator, months, scorecard

from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.model.evaluation import Evaluation, Miss, TargetNote
from effnett.model.periods import AsOf, Window
from effnett.model.scorecard import Target, TargetKind

BELOW, PEER, SAME, FAR = (
    TargetNote.BELOW_REACHED,
    TargetNote.OUTSIDE_BEST_PEER,
    TargetNote.UNCHANGED,
    TargetNote.UNREACHABLE,
)


def told(world: World, source: str, as_of: tuple[int, int], unit: str = "B", **fields: Any) -> Evaluation:
    """One unit's evaluation, with what stands beside it."""
    card = scorecard(indicator(source, **fields))
    return evaluate_scorecard(card, world.facts(), AsOf(*as_of), unit, outlook=True).evaluations[0]


def year_of(world: World, year: int, *rates: float, people: int = 40, unit: str = "B") -> World:
    """Sick leave by tertial, of 100 days a month."""
    for tertial, rate in enumerate(rates):
        first = tertial * 4 + 1
        world.sick_leave(unit, months(year, first, first + 3), 100, rate, 0, people)
    return world


def test_the_record_by_hand(world: World) -> None:
    """2007 knew no year before: 6 so far goes on, and it became (6 + 9 + 9) / 3 = 8: off by -2.
    2008 so far 8, the rest as in 2007 moved by 8 - 6: 11, so (8 + 22) / 3 = 10; it became (8 + 7 + 9) / 3 = 8."""
    world.units("B")
    year_of(year_of(year_of(world, 2007, 6, 9, 9), 2008, 8, 7, 9), 2009, 8)
    found = told(world, "sick_leave", (2009, 1))
    assert found.forecast_record == (Miss(2007, pytest.approx(-2)), Miss(2008, pytest.approx(2)))
    assert told(world, "sick_leave", (2009, 3)).forecast_record == ()


def test_the_record_is_what_the_forecast_then_was(world: World) -> None:
    """Each miss is the forecast of the same tertial of that year less its value at T3; five years at most."""
    world.units("B", "A", "C")
    for year in range(2001, 2010):
        year_of(world, year, 5 + year % 3, 6, 7 + year % 4, unit="A")
        year_of(world, year, 9 - year % 2, 8, 7, unit="C")
    for tertial in (1, 2):
        record = told(world, "sick_leave", (2009, tertial)).forecast_record
        assert [miss.year for miss in record] == [2004, 2005, 2006, 2007, 2008]
        for miss in record:
            then = told(world, "sick_leave", (miss.year, tertial)).forecast
            became = told(world, "sick_leave", (miss.year, 3)).value
            assert then is not None
            assert became is not None
            assert miss.off_by == pytest.approx(then - became)


def test_no_record_of_a_year_with_gaps_or_hidden_months(world: World) -> None:
    """2007 lacks a month, 2005 and 2008 had 4 people in autumn: there is nothing to hold the forecast against."""
    world.units("B")
    year_of(world, 2006, 5, 5, 5)
    world.sick_leave("B", months(2007, 1, 11), 100, 5, 0)
    for year in (2005, 2008):
        year_of(world, year, 5, 5)
        world.sick_leave("B", months(year, 9, 12), 100, 5, 0, 4)
    year_of(world, 2009, 5)
    assert [miss.year for miss in told(world, "sick_leave", (2009, 1)).forecast_record] == [2006]


@pytest.mark.parametrize(
    ("target", "values", "notes"),
    [
        (at_least("60"), {2007: 50, 2008: 61, 2009: 40}, (BELOW,)),
        (at_least("61"), {2007: 50, 2008: 61, 2009: 40}, ()),
        (at_most("60"), {2007: 50, 2008: 61, 2009: 40}, ()),
        (at_most("60"), {2007: 50, 2008: 59, 2009: 70}, (BELOW,)),
        (at_least("90"), {2006: 50, 2007: 55, 2008: 60, 2009: 65}, (FAR,)),
        (at_least("65"), {2006: 50, 2007: 52, 2008: 60, 2009: 61}, ()),
        (at_least("66"), {2006: 50, 2007: 52, 2008: 60, 2009: 61}, (FAR,)),
        (at_least("66"), {2006: 50, 2007: 52, 2008: 60, 2009: 70}, ()),
        (at_least("90"), {2007: 55, 2008: 60, 2009: 65}, ()),
        (Target(TargetKind.BETWEEN, Fraction(40), Fraction(50)), {2006: 1, 2007: 1, 2008: 45, 2009: 1}, ()),
    ],
)
def test_notes_on_what_was_reached(
    world: World, target: Target, values: dict[int, int], notes: tuple[TargetNote, ...]
) -> None:
    """Strictly better than the target last year; or the slope of the three years before does not take it there."""
    world.units("B")
    for year, value in values.items():
        for tertial in (1, 2, 3):
            world.activity("a", "B", f"{year}-T{tertial}", value, 100)
    assert told(world, "activity", (2009, 2), targets={2009: target}).target_notes == notes
    rolling = told(world, "activity", (2009, 3), targets={2009: target}, window=Window.ROLLING_12_MONTHS)
    assert rolling.target_notes == notes


def test_reached_is_last_year_as_a_whole(world: World) -> None:
    """70 at the end of last year beats a target of 60, although the same part of the year was at 30."""
    world.units("B").activity("a", "B", "2008-T1", 30, 100).activity("a", "B", "2009-T1", 25, 100)
    steps = Target(TargetKind.AT_LEAST, Fraction(60), None, (Fraction(20), Fraction(40), Fraction(60)))
    assert told(world, "activity", (2009, 1), targets={2009: steps}).target_notes == (BELOW,)  # 30 against 20
    world.activity("a", "B", "2008-T2", 60, 60).activity("a", "B", "2008-T3", 0, 40)
    assert told(world, "activity", (2009, 1), targets={2009: steps}).target_notes == ()  # 90 of 200 against 60
    world.activity("a", "B", "2008-09", 55, 0)
    assert told(world, "activity", (2009, 1), targets={2009: steps}).target_notes == (BELOW,)


@pytest.mark.parametrize(
    ("targets", "notes"),
    [
        ({0: "70"}, (SAME,)),
        ({2007: "70", 2008: "70", 2009: "70"}, (SAME,)),
        ({2008: "70", 2009: "70"}, ()),
        ({2007: "69", 2008: "70", 2009: "70"}, ()),
    ],
)
def test_a_target_of_three_years(world: World, targets: dict[int, str], notes: tuple[TargetNote, ...]) -> None:
    """This year's and those of the two years before."""
    world.units("B").activity("a", "B", "2009-T1", 75, 100)
    by_year = {year: at_least(limit) for year, limit in targets.items()}
    assert told(world, "activity", (2009, 1), targets=by_year).target_notes == notes


def test_surveys_take_the_newest_of_each_year(world: World) -> None:
    """4.0, 4.1, 4.2: on the way to 4.3, not to 4.5; a suppressed year makes no slope, and was never reached."""
    world.units("B", "A")
    for year, fives in ((2006, 0), (2007, 2), (2008, 4)):
        world.answers("s", "B", str(year), {4: 20 - fives, 5: fives})
        world.answers("s", "A", str(year), {4: 2, 5: 2} if year == 2007 else {5: 2, 6: 9})
    world.answers("s", "B", "2009-03", {4: 20})
    world.answers("s", "A", "2009-03", {4: 20})
    assert told(world, "survey", (2009, 1), targets={2009: at_least("4.5")}).target_notes == (FAR,)
    assert told(world, "survey", (2009, 1), targets={2009: at_least("4.3")}).target_notes == ()
    assert told(world, "survey", (2009, 1), "A", targets={2009: at_least("5.9")}).target_notes == ()


@pytest.mark.parametrize(("target", "notes"), [("12.5", (PEER,)), ("12", ()), ("11", ())])
def test_a_target_outside_the_best_peer(world: World, target: str, notes: tuple[TargetNote, ...]) -> None:
    """Better than every municipality the same year; groups, counties and other years do not count."""
    for region, values in {
        "0301": {2007: 9.0, 2008: 10.0},
        "1103": {2008: 12.0},
        "5000": {2008: ":"},
        "0300": {2008: 30.0},
        "EKG10": {2008: 30.0},
        "9999": {2008: 30.0},
    }.items():
        world.kostra(region, values)
    found = told(world, "kostra", (2009, 1), "0301", targets={2009: at_least(target)})
    assert found.target_notes == notes


def test_nothing_is_said_across_a_break(world: World) -> None:
    """What was reached by another definition says nothing."""
    world.units("B").activity("a", "B", "2008-T1", 80, 100).activity("a", "B", "2009-T1", 25, 100)
    assert told(world, "activity", (2009, 1), targets={2009: at_least("60")}).target_notes == (BELOW,)
    breaks = {AsOf(2009, 1).month - 3: "ny definisjon"}
    assert told(world, "activity", (2009, 1), targets={2009: at_least("60")}, breaks=breaks).target_notes == ()
