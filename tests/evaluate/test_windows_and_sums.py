"""Windows, adding up through the tree, and units through time (docs/semantics.md 1 to 3)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import MEASURES, World, indicator, months, scorecard

from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.evaluate.values import in_decimal
from effnett.model.evaluation import Evaluation, Status
from effnett.model.observation import Absent, Quality
from effnett.model.periods import AsOf, Window


def evaluated(
    world: World, one: object, unit: str = "B", as_of: tuple[int, int] = (2009, 2), years: int = 0
) -> Evaluation:
    """The one indicator's evaluation for one unit."""
    card = scorecard(one)  # type: ignore[arg-type]
    return evaluate_scorecard(card, world.facts(), AsOf(*as_of), unit, years=years).evaluations[0]


@pytest.mark.parametrize(
    ("window", "as_of", "value", "covered"),
    [
        (Window.YEAR_TO_DATE, (2009, 2), 6.5, (8, 8)),
        (Window.TERTIAL, (2009, 2), 8.0, (4, 4)),
        (Window.ROLLING_12_MONTHS, (2009, 2), 920 / 120, (12, 12)),
        (Window.LATEST, (2009, 2), 8.0, None),
        (Window.YEAR_TO_DATE, (2009, 1), 5.0, (4, 4)),
        (Window.TERTIAL, (2008, 3), 10.0, (4, 4)),
        (Window.ROLLING_12_MONTHS, (2008, 2), 6.0, (8, 12)),
    ],
)
def test_windows(
    world: World, window: Window, as_of: tuple[int, int], value: float, covered: tuple[int, int] | None
) -> None:
    """Each window takes its own months, and nothing that ends after the as-of."""
    world.units("B").sick_leave("B", months(2008, 1, 8), 1000, 60, 0).sick_leave("B", months(2008, 9), 1000, 100, 0)
    world.sick_leave("B", months(2009, 1, 4), 1000, 50, 0).sick_leave("B", months(2009, 5, 8), 1000, 80, 0)
    world.sick_leave("B", months(2009, 9), 1000, 900, 0)
    found = evaluated(world, indicator("sick_leave", window=window), as_of=as_of)
    assert (found.value, found.months) == (pytest.approx(value), covered)


def test_a_parent_is_the_quotient_of_sums(world: World) -> None:
    """Add up first, divide last: a mean of the units' percentages is another number."""
    world.units("B", "A1", "A2").sick_leave("A1", ["2009-01"], 1000, 50, 0).sick_leave("A2", ["2009-01"], 10, 5, 0)
    found = evaluated(world, indicator("sick_leave"))
    assert (found.numerator, found.denominator) == (55, 1010)
    assert found.value == pytest.approx(55 / 1010 * 100)


def test_own_rows_shut_out_those_below(world: World) -> None:
    """Per source and period: own rows in January, the sub-units' in February, never both."""
    world.units("B", "A1", ("A11", "A1"))
    world.sick_leave("B", ["2009-01"], 100, 1, 0).sick_leave("A1", months(2009, 1, 2), 100, 10, 0)
    world.sick_leave("A11", months(2009, 1, 3), 100, 20, 0)
    assert evaluated(world, indicator("sick_leave")).numerator == 1 + 10 + 20
    assert evaluated(world, indicator("sick_leave"), "A1").numerator == 10 + 10 + 20


def test_the_newest_observation_is_the_units_own(world: World) -> None:
    """`latest`: own periods where there are any, else the newest of those below; a mark counts as newest."""
    world.units("B", "A1").activity("a", "B", "2008", 1, 2).activity("a", "A1", "2009-T1", 9, 10)
    latest = indicator("activity", window=Window.LATEST)
    assert evaluated(world, latest).value == 50
    assert evaluated(world, latest, "A1").value == 90
    world.activity("a", "A1", "2009-T2", None, None, "?")
    found = evaluated(world, latest, "A1")
    assert (found.value, found.absent, found.status) == (None, Absent.NOT_KNOWN_YET, Status.NO_DATA)


def test_rows_of_a_merged_unit_follow_its_chain_of_successors(world: World) -> None:
    """X lives on in Y, and Y in Z: Z has it all once both have ended, and the district counts it once."""
    world.units(
        "B",
        ("X", "B", "2004-01-01", "2008-12-31", "Y"),
        ("Y", "B", "2009-01-01", "2009-04-30", "Z"),
        ("Z", "B", "2009-05-01", None, None),
    )
    world.sick_leave("X", ["2008-05"], 100, 1, 0).sick_leave("Y", ["2009-01"], 100, 2, 0).sick_leave(
        "Z", ["2009-05"], 100, 4, 0
    )
    rolling = indicator("sick_leave", window=Window.ROLLING_12_MONTHS)
    assert evaluated(world, rolling, "Z").numerator == 6  # X's May 2008 lies before the window
    assert evaluated(world, rolling, "Y", (2009, 1)).numerator == 2 + 1
    assert evaluated(world, rolling, "B").numerator == 6
    codes = {
        e.org_unit
        for e in evaluate_scorecard(scorecard(rolling), world.facts(), AsOf(2009, 2), children=True).evaluations
    }
    assert codes == {"B", "Z"}


def test_rows_of_a_unit_that_ended_without_successor_stay_with_its_parent(world: World) -> None:
    """What was spent was spent."""
    world.units("B", ("X", "B", None, "2009-02-28", None), "A").sick_leave("X", ["2009-01"], 100, 5, 0)
    assert evaluated(world, indicator("sick_leave")).numerator == 5


def test_incomplete_and_missing_windows(world: World) -> None:
    """Months missing are told; with none there is no value."""
    world.units("B", "A").sick_leave("B", months(2009, 1, 6), 1000, 10, 0)
    found = evaluated(world, indicator("sick_leave"))
    assert (found.months, found.incomplete, found.value) == ((6, 8), True, 1)
    empty = evaluated(world, indicator("sick_leave"), "A")
    assert (empty.months, empty.absent, empty.value, empty.numerator) == ((0, 8), Absent.MISSING, None, None)


def test_a_denominator_of_nought_gives_no_value_but_counts_above(world: World) -> None:
    """Never 0 and never infinite."""
    world.units("B", "A1", "A2").activity("a", "A1", "2009-01", 5, 0).activity("a", "A2", "2009-01", 5, 20)
    assert evaluated(world, indicator("activity"), "A1").absent is Absent.MISSING
    assert evaluated(world, indicator("activity")).value == 50


def test_activity_without_denominators_is_a_count(world: World) -> None:
    """1 for the whole sum, and scale 1 where the unit is no percentage."""
    world.units("B").activity("a", "B", "2009-T1", 5).activity("a", "B", "2009-T2", 7)
    assert evaluated(world, indicator("activity", unit="count")).value == 12


def test_an_account_without_an_actual_is_no_observation(world: World) -> None:
    """Its budget does not count either; a function is read alone where it is named."""
    world.units("B").accounts("B", "2009-01", "202", 100, 90).accounts("B", "2009-02", "202", 100, None)
    world.accounts("B", "2009-01", "254", 100, 130)
    assert evaluated(world, indicator("accounts")).value == 110
    one = indicator("accounts", measure=replace(MEASURES["accounts"], functions=("202",)))
    assert (evaluated(world, one).value, evaluated(world, one).months) == (90, (1, 8))


def test_amounts_that_cancel_leave_what_is_left_exact(world: World) -> None:
    """Incomes are negative: a few øre left of ten millions are those øre."""
    world.units("B").accounts("B", "2009-01", "202", 0.1, 9999996.43).accounts("B", "2009-01", "202", 0.2, -9895685.07)
    assert (evaluated(world, indicator("accounts")).numerator, evaluated(world, indicator("accounts")).denominator) == (
        104311.36,
        0.3,
    )


def test_the_weakest_quality_is_the_sums(world: World) -> None:
    """One estimate makes an estimate of the sum."""
    world.units("B").activity("a", "B", "2009-01", 1, 2).activity("a", "B", "2009-02", 1, 2, quality=1)
    assert evaluated(world, indicator("activity")).quality is Quality.ESTIMATE


def test_a_stale_value_is_shown_and_not_judged(world: World) -> None:
    """24 months are not more than 24; 25 are."""
    world.units("B").kostra("B", {2007: 80.0})
    assert evaluated(world, indicator("kostra"), as_of=(2009, 3)).status is Status.NO_TARGET
    found = evaluated(world, indicator("kostra"), as_of=(2010, 1))
    assert (found.value, found.absent, found.status) == (80, Absent.STALE, Status.NO_DATA)


def test_a_region_is_followed_through_a_change_of_code_but_not_through_a_merger(world: World) -> None:
    """0612 became 3038 alone; 0091 and 0092 became 3991 together."""
    world.renamed("0612", "3038", "2020-01-01").renamed("0091", "3991", "2020-01-01").renamed(
        "0092", "3991", "2020-01-01"
    )
    world.kostra("0612", {2018: 1.0, 2019: 2.0, 2020: "."}).kostra("3038", {2019: ".", 2020: 3.0})
    world.kostra("0091", {2019: 5.0}).kostra("3991", {2020: 6.0})
    followed = evaluated(world, indicator("kostra"), "3038", (2020, 3), years=5)
    assert [point.value for point in followed.points] == [1.0, 2.0, 3.0]
    merged = evaluated(world, indicator("kostra"), "3991", (2020, 3), years=5)
    assert ([point.value for point in merged.points], merged.change) == ([6.0], None)


def test_a_line_breaks_where_a_region_takes_others_in(world: World) -> None:
    """1103 lives on through the merger of 2020 (shipped), 5001 too, with one only: neither is followed or joined."""
    world.kostra("1103", {2019: 1.0, 2020: 2.0, 2021: 3.0}).kostra("1141", {2018: 9.0}).kostra("5030", {2018: 9.0})
    world.kostra("5001", {2019: 1.0, 2020: 2.0})
    found = evaluated(world, indicator("kostra"), "1103", (2021, 3), years=5)
    assert [(point.value, point.broken) for point in found.points] == [(1.0, False), (2.0, True), (3.0, False)]
    assert evaluated(world, indicator("kostra"), "1103", (2020, 3)).change is None
    trondheim = evaluated(world, indicator("kostra"), "5001", (2020, 3), years=5)
    assert [point.value for point in trondheim.points] == [1.0, 2.0]
    assert trondheim.change is None


def test_an_imported_change_into_a_code_with_figures_is_a_merger(world: World) -> None:
    """Only one old code is named, but the new one had figures of its own before."""
    world.renamed("0001", "0002", "2010-01-01").kostra("0001", {2008: 5.0}).kostra("0002", {2009: 1.0, 2010: 2.0})
    found = evaluated(world, indicator("kostra"), "0002", (2010, 3), years=5)
    assert ([point.value for point in found.points], found.change) == ([1.0, 2.0], None)


def test_a_line_over_the_years_has_its_gaps(world: World) -> None:
    """The same window of each year; a year without data is a point without value."""
    world.units("B").sick_leave("B", months(2006, 1, 8), 100, 1, 0).sick_leave("B", months(2009, 1, 8), 100, 3, 0)
    points = evaluated(world, indicator("sick_leave"), years=4).points
    assert [(p.year, p.value, p.absent) for p in points] == [
        (2006, 1.0, None),
        (2007, None, Absent.MISSING),
        (2008, None, Absent.MISSING),
        (2009, 3.0, None),
    ]


rows = st.lists(
    st.tuples(
        st.sampled_from(["A1", "A2", "A3"]),
        st.sampled_from(months(2009, 1, 8)),
        st.integers(1, 9999),
        st.integers(0, 900),
    ),
    min_size=1,
    max_size=25,
    unique_by=lambda row: row[:2],
)


@settings(max_examples=25, deadline=None)
@given(rows, st.randoms())
def test_the_order_of_rows_does_not_matter(found: list[tuple[str, str, int, int]], shuffle: object) -> None:
    """Whatever the order in the file, a parent is the quotient of its units' sums."""
    world = World().units("B", "A1", "A2", "A3")
    shuffle.shuffle(found)  # type: ignore[attr-defined]
    for unit, month, agreed, lost in found:
        world.sick_leave(unit, [month], agreed, lost / 10, 0)
    whole = evaluated(world, indicator("sick_leave"))
    assert in_decimal(whole) == (sum(row[3] for row in found) / 10, sum(row[2] for row in found))
