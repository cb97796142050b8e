"""Targets, statuses, changes and what must not be shown (docs/semantics.md 4, 5 and 7)."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_windows_and_sums import evaluated
from worlds import World, at_least, at_most, indicator, months

from effnett.evaluate.status import judge
from effnett.evaluate.sums import Sums, exact
from effnett.model.evaluation import Status, Verdict
from effnett.model.observation import Absent
from effnett.model.periods import AsOf
from effnett.model.scorecard import Direction, Target, TargetKind

BETWEEN = Target(TargetKind.BETWEEN, Fraction(40), Fraction(60))


@pytest.mark.parametrize(
    ("target", "near", "num", "den", "status", "gap"),
    [
        (at_least("4.5"), "0.2", 43, 10, Status.NEAR, -0.2),
        (at_least("4.5"), "0.2", 42, 10, Status.MISSED, -0.3),
        (at_least("4.5"), "0", 45, 10, Status.MET, 0),
        (at_least("0.9"), "0.3", 6, 10, Status.NEAR, -0.3),
        (at_most("10"), "2", 12, 1, Status.NEAR, -2),
        (at_most("10"), "2", 8, 1, Status.MET, 2),
        (BETWEEN, "1", 40, 1, Status.MET, 0),
        (BETWEEN, "1", 61, 1, Status.NEAR, -1),
        (BETWEEN, "1", 37, 1, Status.MISSED, -3),
    ],
)
def test_status_is_exact_in_decimal(
    target: Target, near: str, num: float, den: float, status: Status, gap: float
) -> None:
    """Equality counts, `near` itself is near, and 4.3 is 0.2 under 4.5 whatever binary numbers say."""
    one = indicator("survey", near=Fraction(near))
    assert judge(one, target, Sums(0, num, den), num / den) == (pytest.approx(gap, abs=1e-12), status)


@given(st.integers(0, 10**6), st.integers(1, 10**4), st.integers(0, 10**5), st.integers(0, 10**4))
def test_status_is_what_fractions_say(num: int, den: int, target: int, near: int) -> None:
    """Binary numbers are used only where they cannot be wrong."""
    limit, nearby = Fraction(target, 100), Fraction(near, 100)
    one = indicator("survey", near=nearby)
    gap = Fraction(num, den) - limit
    expected = Status.MET if gap >= 0 else Status.NEAR if gap >= -nearby else Status.MISSED
    assert judge(one, Target(TargetKind.AT_LEAST, limit), Sums(0, num, den), num / den)[1] is expected


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=50))
def test_a_sum_of_decimals_is_that_decimal(cents: list[int]) -> None:
    """Amounts with two decimals, summed in binary, come back exact."""
    total = math.fsum(amount / 100 for amount in cents)  # as the store adds up
    assert exact(total) == Fraction(sum(cents), 100)


def test_the_nearest_target_of_the_year_wins(world: World) -> None:
    """Unit, then parent, then scorecard; a year without a target has none."""
    world.units("B", "N", ("N1", "N")).sick_leave("N1", ["2008-01", "2009-01", "2010-01"], 100, 11, 0)
    one = indicator(
        "sick_leave",
        targets={2008: at_most("10.5"), 2009: at_most("9.9")},
        org_unit_targets={"N": {2009: at_most("12")}, "N1": {2008: at_most("5")}},
    )
    found = {year: evaluated(world, one, "N1", (year, 1)) for year in (2008, 2009, 2010)}
    assert [found[year].target and found[year].target.numbers[0] for year in found] == [5, 12, None]
    assert [e.status for e in found.values()] == [Status.MISSED, Status.MET, Status.NO_TARGET]


def test_a_path_is_measured_against_as_far_as_it_has_come(world: World) -> None:
    """A third at T1, two thirds at T2, and `target` is that step."""
    world.units("B").activity("a", "B", "2009-T1", 3, 10)
    steps = (Fraction(30), Fraction(60), Fraction(90))
    one = indicator("activity", target=Target(TargetKind.AT_LEAST, Fraction(90), None, steps))
    first, second = (evaluated(world, one, as_of=(2009, tertial)) for tertial in (1, 2))
    assert (first.status, first.target and first.target.limits) == (Status.MET, {"at_least": 30.0})
    assert second.gap == -30


@pytest.mark.parametrize(
    ("direction", "before", "now", "verdict"),
    [
        (Direction.LOWER, 10, 8, Verdict.BETTER),
        (Direction.LOWER, 8, 10, Verdict.WORSE),
        (Direction.HIGHER, 8, 10, Verdict.BETTER),
        (Direction.HIGHER, 8, 8, Verdict.UNCHANGED),
        (Direction.NEUTRAL, 8, 10, None),
    ],
)
def test_change_is_judged_by_direction(
    world: World, direction: Direction, before: int, now: int, verdict: Verdict | None
) -> None:
    """Better and worse are declared, and a neutral indicator has neither."""
    world.units("B").activity("a", "B", "2008-T1", before, 100).activity("a", "B", "2009-T1", now, 100)
    change = evaluated(world, indicator("activity", direction=direction)).change
    assert change is not None
    assert (change.difference, change.verdict) == (now - before, verdict)


def test_no_change_across_a_break(world: World) -> None:
    """From 2008 to the new definition of 2009: none. From 2009 to 2010: there is."""
    for year in (2008, 2009, 2010):
        world.activity("a", "B", f"{year}-T1", year - 2000, 100)
    world.units("B")
    one = indicator("activity", breaks={AsOf(2009, 1).month - 3: "ny definisjon"})
    found = {year: evaluated(world, one, as_of=(year, 1), years=3) for year in (2009, 2010)}
    assert found[2009].change is None
    assert found[2010].change is not None
    assert [point.broken for point in found[2010].points] == [False, True, False]


def test_a_survey_changes_only_when_it_is_sure(world: World) -> None:
    """Welch decides; with all invited known the same answers may be sure."""
    world.units("B", "A1", "A2", "A3")
    for unit, before, now, invited in (
        ("A1", {4: 12, 5: 8}, {4: 7, 5: 13}, None),
        ("A2", {3: 10, 4: 10}, {4: 4, 5: 16}, None),
        ("A3", {4: 12, 5: 8}, {4: 7, 5: 13}, 22),
    ):
        world.answers("s", unit, "2007", before, invited).answers("s", unit, "2009-03", now, invited)
    changes = [evaluated(world, indicator("survey"), unit).change for unit in ("A1", "A2", "A3")]
    assert [c and c.verdict for c in changes] == [Verdict.NO_SURE_CHANGE, Verdict.BETTER, Verdict.BETTER]


def test_a_survey_known_by_means_pools_its_spread(world: World) -> None:
    """SS = the units' own squares and how far their means lie apart; without a standard deviation no interval."""
    world.units("B", "A1", "A2").means("s", "A1", "2009-03", 4.5, 1.0, 20, 25).means(
        "s", "A2", "2009-03", 3.9, 1.2, 10, 25
    )
    found = evaluated(world, indicator("survey"))
    assert (found.value, found.numerator, found.respondents, found.invited) == (4.3, 129, 30, 50)
    assert (found.low, found.high) == (pytest.approx(4.040327483012088), pytest.approx(4.559672516987912))
    world.means("s", "A1", "2009-06", 4.5, None, 20)
    assert evaluated(world, indicator("survey"), "A1").low is None


def test_a_share_counts_the_chosen_answers(world: World) -> None:
    """Don't know is no answer; the interval is Wilson's."""
    world.units("B").answers("s", "B", "2009-03", {3: 4, 4: 6, 5: 8, 6: 2, None: 5})
    found = evaluated(world, indicator("share", target=at_least("50")))
    assert (found.value, found.numerator, found.denominator, found.status) == (50, 10, 20, Status.MET)
    assert (found.low, found.high) == (pytest.approx(29.92980081982124), pytest.approx(70.07019918017876))
    assert found.uncertain
    assert found.few_answers


def test_a_share_needs_counted_answers(world: World) -> None:
    """A survey known by its means alone says nothing of shares."""
    world.units("B").means("s", "B", "2009-03", 4.5, 1.0, 20)
    assert evaluated(world, indicator("share")).absent is Absent.MISSING


def test_low_response_is_marked(world: World) -> None:
    """Under half of those invited."""
    world.units("B").answers("s", "B", "2009-03", {4: 20, 5: 20}, 100)
    assert evaluated(world, indicator("survey")).low_response


@pytest.mark.parametrize(
    ("counts", "suppressed"),
    [
        ({4: 2, 5: 2}, True),
        ({4: 2, 5: 3}, False),
        ({4: 9}, True),
        ({4: 10}, False),
        ({4: 4, None: 6}, True),
    ],
)
def test_few_or_equal_answers_are_suppressed(world: World, counts: dict[int | None, int], suppressed: bool) -> None:
    """Fewer than 5 answers, or one and the same from fewer than 10: no value, no n, no interval."""
    world.units("B").answers("s", "B", "2009-03", counts)
    for source in ("survey", "share"):
        found = evaluated(world, indicator(source, target=at_least("4")), years=3)
        assert (found.status is Status.SUPPRESSED) is suppressed
        if suppressed:
            assert (found.value, found.numerator, found.respondents, found.low, found.gap) == (None,) * 5
            assert found.points[-1].value is None
            assert found.points[-1].respondents is None


def test_a_mean_that_gives_itself_away_is_suppressed(world: World) -> None:
    """Known by a standard deviation of 0, or by a mean at the end of the scale."""
    world.units("B", "A1", "A2").means("s", "A1", "2009-03", 4.0, 0, 8).means("s", "A2", "2009-03", 6.0, None, 8)
    assert [evaluated(world, indicator("survey"), unit).status for unit in ("A1", "A2")] == [Status.SUPPRESSED] * 2


def test_sick_leave_of_few_is_suppressed_by_the_smallest_month(world: World) -> None:
    """12 employees in T1 and 8 in T2: T1 is shown, T2 and the year to date are not. Sums over units are added up."""
    world.units("B", "A1", "A2").sick_leave("A1", months(2009, 1, 4), 100, 5, 0, 12).sick_leave(
        "A1", months(2009, 5, 8), 100, 5, 0, 8
    )
    world.sick_leave("A2", months(2009, 5, 8), 100, 5, 0, 4)
    one = indicator("sick_leave")
    assert evaluated(world, one, "A1", (2009, 1)).value == 5
    assert evaluated(world, one, "A1").absent is Absent.SUPPRESSED
    assert evaluated(world, one, "B").value == 5  # 12 together in the smallest month


def test_a_change_from_a_suppressed_value_is_none(world: World) -> None:
    """What is suppressed influences nothing that is shown."""
    world.units("B").answers("s", "B", "2008", {4: 2, 5: 2}).answers("s", "B", "2009-03", {4: 20, 5: 20})
    found = evaluated(world, indicator("survey"))
    assert (found.value, found.change) == (4.5, None)
