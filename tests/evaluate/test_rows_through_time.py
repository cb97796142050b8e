"""Own rows or descendants through time, and what stands beside a mark (docs/semantics.md 2 and 3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from test_windows_and_sums import evaluated
from worlds import MEASURES, World, at_least, indicator, months, scorecard

from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.model.evaluation import Verdict
from effnett.model.observation import Absent, Quality
from effnett.model.periods import AsOf, Window
from effnett.model.scorecard import Direction, Target, TargetKind

T1 = (2009 * 12, 2009 * 12 + 3)
MERGED = ("X", "B", None, "2009-04-30", "Y")


@pytest.mark.parametrize(
    ("units", "rows", "expected"),
    [
        pytest.param([MERGED, "Y", ("Y1", "Y")], {"X": (1, 4), "Y1": (1, 8)}, 4 + 8, id="X's own rows are not Y1's"),
        pytest.param([MERGED, ("X1", "X"), "Y"], {"X1": (1, 4), "Y": (1, 8)}, 4 + 8, id="X1 was not below Y"),
        pytest.param([MERGED, ("X1", "X"), "Y"], {"X": (1, 4), "X1": (1, 4), "Y": (5, 8)}, 4 + 4, id="X1 was below X"),
        pytest.param([MERGED, ("X1", "X"), "Y"], {"X1": (1, 8), "Y": (5, 8)}, 4 + 4, id="X1 is below Y from May"),
        pytest.param(["Y", ("X", "Y", None, "2009-04-30", "Y")], {"X": (1, 4), "Y": (1, 8)}, 8, id="X was below Y"),
    ],
)
def test_own_rows_shut_out_what_lay_below_at_the_time(
    world: World, units: list[tuple[str, ...]], rows: dict[str, tuple[int, int]], expected: int
) -> None:
    """A merger adds a unit's history to its successor's; it takes none away, and counts none twice."""
    world.units("B", *units)
    for unit, (first, last) in rows.items():
        world.sick_leave(unit, months(2009, first, last), 100, 1, 0)
    for unit in ("Y", "B"):
        assert evaluated(world, indicator("sick_leave"), unit).numerator == expected


@pytest.mark.parametrize(
    ("as_of", "own", "value"),
    [
        ((2009, 1), "2009-Q1", 7 + 1),  # January to March are B's own; April is the sub-unit's
        ((2009, 2), "2009", 8),  # B's own year has not ended: it shuts nothing out yet
        ((2009, 3), "2009", 7),
    ],
)
def test_own_rows_of_another_length_shut_out_what_they_overlap(
    world: World, as_of: tuple[int, int], own: str, value: int
) -> None:
    """Never both: a quarter's row of the parent and the months below it are the same time."""
    world.units("B", "A").activity("a", "B", own, 7)
    for month in months(2009):
        world.activity("a", "A", month, 1)
    assert evaluated(world, indicator("activity", unit="count"), as_of=as_of).value == value


def test_units_below_one_that_has_ended_are_shown_below_its_successor(world: World) -> None:
    """As their rows count there."""
    world.units("B", MERGED, ("X1", "X"), "Y").sick_leave("X1", months(2009, 1, 8), 100, 1, 0)
    found = evaluate_scorecard(scorecard(indicator("sick_leave")), world.facts(), AsOf(2009, 2), "Y", children=True)
    assert [(one.org_unit, one.numerator) for one in found.evaluations] == [("Y", 8), ("X1", 8)]


@pytest.mark.parametrize("kind", ["total", "short_term"])
def test_a_large_unit_hides_no_small_one_where_it_has_no_days_of_that_kind(world: World, kind: str) -> None:
    """Employees of a window are those who have figures of that kind in its smallest month."""
    world.units("B", "L", "S").rows(
        "sick_leave",
        [
            {"org_unit": unit, "span": (2009 * 12 + m, 2009 * 12 + m), "agreed_days": 100, "self_certified_days": 1,
             "doctor_certified_days": 1, "short_term_days": days, "employees": people, "quality": 3}
            for m in range(4)
            for unit, people, days in (("L", 40, 1 if m == 0 else None), ("S", 4, 1))
        ],
    )  # fmt: skip
    one = indicator("sick_leave", measure=replace(MEASURES["sick_leave"], series=kind))
    assert (evaluated(world, one, as_of=(2009, 1)).absent is Absent.SUPPRESSED) is (kind == "short_term")


def test_people_beside_a_mark_do_not_hide_a_figure(world: World) -> None:
    """A month that is only a mark is no part of the sum."""
    world.units("B").sick_leave("B", months(2009, 1, 3), 100, 1, 0)
    month = (2009 * 12 + 3,) * 2
    world.rows("sick_leave", [{"org_unit": "B", "span": month, "employees": 3, "mark": "?", "quality": 3}])
    assert evaluated(world, indicator("sick_leave"), as_of=(2009, 1)).value == 1


def test_quality_and_mark_are_of_the_rows_that_count(world: World) -> None:
    """The quality of a row without a figure is not the sum's; of nothing but marks the first in order stands."""
    month = (2009 * 12,) * 2
    row = {"org_unit": "B", "span": month, "account": "1", "quality": 3}
    world.units("B", "A").rows(
        "accounts",
        [
            {**row, "function": "201", "actual": 90, "budget": 100},
            {**row, "function": "202", "mark": "?", "quality": 0},
            *({**row, "org_unit": "A", "function": str(at), "mark": mark} for at, mark in enumerate("..:?.")),
        ],
    )
    assert evaluated(world, indicator("accounts")).quality is Quality.FINAL
    assert evaluated(world, indicator("accounts"), "A").absent is Absent.NOT_KNOWN_YET


def test_a_unit_that_is_only_a_mark_takes_no_interval_away(world: World) -> None:
    """Neither its unknown spread nor its unknown number invited is in the sums; nor has one answer a spread."""
    world.units("B", "A1", "A2", "A3").means("s", "A1", "2009-T1", 4.5, 1.0, 20, 25).means(
        "s", "A3", "2009-T1", 5, None, 1, 2
    )
    world.rows("survey_means", [{"survey": "s", "org_unit": "A2", "span": T1, "question": "samlet",
                                 "mark": "?", "quality": 3}])  # fmt: skip
    found = evaluated(world, indicator("survey"))
    assert (found.respondents, found.invited, found.low is None) == (21, 27, False)


def test_a_share_of_answers_whose_number_is_not_known_yet(world: World) -> None:
    """A mark among the answers is no answer."""
    world.units("B").answers("s", "B", "2009-T1", {4: 10, 6: 10})
    world.rows("survey_answers", [{"survey": "s", "org_unit": "B", "span": T1, "question": "samlet",
                                   "answer": 5, "mark": "?", "quality": 3}])  # fmt: skip
    assert evaluated(world, indicator("share")).value == 50


def test_budgets_that_cancel_give_no_forecast(world: World) -> None:
    """This year's budget and last year's for the rest sum to nothing: no number, and no crash."""
    world.units("B").accounts("B", "2008-09", "201", -100, 50).accounts("B", "2009-01", "201", 100, 50)
    world.accounts("B", "2008-10", "201", 0, 0).accounts("B", "2008-11", "201", -100, 1).accounts(
        "B", "2009-02", "201", 100, 50
    )
    world.accounts("B", "2008-12", "201", 0, 0)
    assert evaluated(world, indicator("accounts")).forecast is None


def test_as_near_from_above_as_from_below_is_unchanged(world: World) -> None:
    """Compared as decimals: 0.1 under 40 and 0.1 over 60 are the same distance."""
    world.units("B").activity("a", "B", "2008-T1", 39.9, 100).activity("a", "B", "2009-T1", 60.1, 100)
    target = Target(TargetKind.BETWEEN, Fraction(40), Fraction(60))
    change = evaluated(world, indicator("activity", direction=Direction.BETWEEN, target=target)).change
    assert change is not None
    assert change.verdict is Verdict.UNCHANGED


def test_a_point_without_value_has_no_quality(world: World) -> None:
    """As an evaluation without one has none."""
    world.units("B").activity("a", "B", "2009-01", 5, 0)
    point = evaluated(world, indicator("activity", window=Window.YEAR_TO_DATE, target=at_least("1")), years=1).points[0]
    assert (point.value, point.absent, point.quality) == (None, Absent.MISSING, None)


def test_a_month_parted_in_two_is_counted_once(world: World) -> None:
    """A unit that ends within a month was above others in that month, and so was its successor."""
    world.units("B", ("X", "B", None, date(2009, 4, 15), "Y"), ("X1", "X"), "Y")
    world.sick_leave("X", ["2009-03", "2009-04"], 100, 1, 0).sick_leave("X1", months(2009, 3, 5), 100, 1, 0)
    assert evaluated(world, indicator("sick_leave"), "Y").numerator == 3


def _accounts_of_regions(world: World) -> World:
    """Moss and Rygge until they merged, and after; Ålesund before and after it was split; none is in the register."""
    moss = [("0104", 2019, 60), ("0136", 2019, 30), ("3002", 2020, 90), ("3002", 2023, 99), ("3103", 2024, 120)]
    for code, year, actual in [*moss, ("1504", 2019, 40), ("1507", 2023, 70), ("1508", 2024, 80)]:
        world.accounts(code, f"{year}-12", "201", 100, actual)
    return world


SUMS_OF_REGIONS = [
    ("3103", 2024, {2019: 90.0 / 2, 2020: 90.0, 2021: None, 2022: None, 2023: 99.0, 2024: 120.0}),
    ("3002", 2020, {2019: 45.0, 2020: 90.0}),
    ("0104", 2019, {2019: 60.0}),
    ("1507", 2023, {2019: 40.0, 2020: None, 2021: None, 2022: None, 2023: 70.0}),
    ("1508", 2024, {2023: None, 2024: 80.0}),
]


@pytest.mark.parametrize(("code", "year", "points"), SUMS_OF_REGIONS)
def test_sums_of_regions_are_followed_through_mergers(
    world: World, code: str, year: int, points: dict[int, float | None]
) -> None:
    """Added up first and divided last, with no entry in the register; through the split nothing is carried."""
    found = evaluated(_accounts_of_regions(world), indicator("accounts"), code, (year, 3), years=len(points))
    assert {point.year: point.value for point in found.points} == points


def test_the_register_comes_before_the_table_of_reforms(world: World) -> None:
    """A region that the register lists without a successor is not handed on."""
    world.units("0104", ("0136", None, None, None, None))
    found = evaluated(_accounts_of_regions(world), indicator("accounts"), "3002", (2020, 3), years=2)
    assert [point.value for point in found.points] == [None, 90.0]
