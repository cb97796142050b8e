"""Sums through a split of a region, by imported weights: each heir has its share (docs/semantics.md 3 and 7)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import fsum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_windows_and_sums import evaluated
from worlds import World, at_least, indicator, months, scorecard

from effnett.evaluate.code_changes import RegionChange, weights
from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.evaluate.explain import explain
from effnett.evaluate.observations import read_sums
from effnett.evaluate.queries import Request
from effnett.evaluate.regions import line_breaks, splits
from effnett.evaluate.sums import exact
from effnett.evaluate.tree import reads
from effnett.model.evaluation import Evaluation, Status
from effnett.model.observation import Absent, Quality
from effnett.model.periods import AsOf, month_index

COUNT = indicator("activity", unit="count")
LEAVE = indicator("sick_leave")
NOT_CARRIED = None


def weighed(world: World, old: str, day: str, **shares: float | None) -> World:
    """A split by imported weights; keywords are the new codes after a `k`."""
    begins = date.fromisoformat(day)
    rows = [{"old_code": old, "new_code": new[1:], "from_date": begins, "weight": w} for new, w in shares.items()]
    return world.rows("region_codes", rows)


def line(world: World, unit: str, year: int, count: int) -> list[float | None]:
    """The values of whole years up to one, of what is counted."""
    return [point.value for point in evaluated(world, COUNT, unit, (year, 3), years=count).points]


@pytest.mark.parametrize(
    ("shares", "haram"),
    [
        pytest.param({"k1508": 0.87, "k1580": 0.13}, 13, id="by population"),
        pytest.param({"k1508": 0.5, "k1580": 0.5}, NOT_CARRIED, id="halves are no shares"),
        pytest.param({"k1508": 0.87}, NOT_CARRIED, id="the other's share is not known"),
        pytest.param({"k1508": 0.87, "k1580": None}, NOT_CARRIED, id="one without a weight"),
        pytest.param({"k1508": 0.87, "k1580": 0.12}, NOT_CARRIED, id="not a whole"),
        pytest.param({"k1508": 0.3333333333, "k1580": 0.6666666667}, 100 * 0.6666666667, id="rounded digits"),
        pytest.param({}, NOT_CARRIED, id="nothing imported"),
    ],
)
def test_a_share_is_carried_only_by_weights_that_are_shares(
    world: World, shares: dict[str, float | None], haram: float | None
) -> None:
    """The shipped table knows the split of 1507; weights come with an import, and must make a whole."""
    weighed(world, "1507", "2024-01-01", **shares)
    world.activity("a", "1507", "2023", 100).activity("a", "1580", "2024", 20)
    assert line(world, "1580", 2024, 2) == [haram, 20]


def test_a_share_is_an_estimate_and_begins_with_the_heir(world: World) -> None:
    """What the old code reports after the split is nobody's; before it, the old code has its own line."""
    weighed(world, "1507", "2024-01-01", k1508=0.75, k1580=0.25)
    world.activity("a", "1507", "2023", 100).activity("a", "1507", "2024", 999).activity("a", "1580", "2024", 20)
    found = evaluated(world, COUNT, "1580", (2024, 3), years=2)
    assert [(point.value, point.quality) for point in found.points] == [(25, Quality.ESTIMATE), (20, Quality.FINAL)]
    assert line(world, "1507", 2023, 1) == [100]
    assert line(world, "1580", 2023, 1) == [None]


def test_merged_before_and_renumbered_after(world: World) -> None:
    """1534 went into 1507 in 2020, a part of that into 7001, and 7001 became 7002: the share is of the whole sum."""
    weighed(world, "1507", "2024-01-01", k1508=0.9, k1580=0.1).renamed("1580", "7002", "2025-01-01")
    world.activity("a", "1534", "2019", 10).activity("a", "1504", "2019", 70).activity("a", "1507", "2023", 100)
    world.activity("a", "7002", "2025", 12)
    assert line(world, "7002", 2025, 7) == [8, None, None, None, 10, None, 12]
    assert line(world, "1508", 2024, 6) == [72, None, None, None, 90, None]


def test_a_part_that_went_into_another_is_added_to_it(world: World) -> None:
    """Snillfjord's three parts; 5059 had taken others in on the same day, and they give all they had."""
    weighed(world, "5012", "2020-01-01", k5055=0.35, k5056=0.35, k5059=0.3)
    world.activity("a", "5012", "2019", 100).activity("a", "5016", "2019", 7).activity("a", "5059", "2020", 50)
    assert line(world, "5059", 2020, 2) == [37, 50]
    assert line(world, "5056", 2020, 2) == [35, None]


@pytest.mark.parametrize(
    "heir",
    [
        pytest.param(("1508", "F", None, "2024-02-29", "1507"), id="by a successor"),
        pytest.param(("1508", "F", None, "2024-02-29"), id="by another split"),
    ],
)
def test_a_split_that_comes_back_carries_nothing(world: World, heir: tuple[str, ...]) -> None:
    """An heir that has become the split unit again: nobody can say whose the sums are, and nobody hangs."""
    world.units("F", ("1507", "F", None, "2023-12-31"), heir, ("1580", "F"))
    weighed(world, "1507", "2024-01-01", k1508=0.87, k1580=0.13)
    weighed(world, "1508", "2024-03-01", k1507=0.4, k1580=0.6)
    world.activity("a", "1507", "2023", 100).activity("a", "1580", "2024", 20)
    assert line(world, "1580", 2024, 2) == [NOT_CARRIED, 20]


def test_who_is_above_both_heirs_has_the_whole_once(world: World) -> None:
    """Shares of one row are added up before the row is: above both there is nothing left to weigh."""
    world.units("F", ("1507", "F", None, "2023-12-31"), ("1508", "F", "2024-01-01"), ("1580", "F", "2024-01-01"))
    weighed(world, "1507", "2024-01-01", k1508=0.87, k1580=0.13)
    world.activity("a", "1507", "2023", 100).activity("a", "1508", "2024", 80).activity("a", "1580", "2024", 20)
    found = evaluate_scorecard(scorecard(COUNT, org_unit="F"), world.facts(), AsOf(2024, 3), children=True, years=2)
    values = {one.org_unit: [(point.value, point.quality) for point in one.points] for one in found.evaluations}
    final, estimate = Quality.FINAL, Quality.ESTIMATE
    assert values == {
        "F": [(100, final), (100, final)],
        "1508": [(87, estimate), (80, final)],
        "1580": [(13, estimate), (20, final)],
    }


@pytest.mark.parametrize(
    ("end", "below", "carried"),
    [
        pytest.param("2023-12-31", None, 13, id="ended by the split"),
        pytest.param(None, None, NOT_CARRIED, id="goes on"),
        pytest.param("2024-06-30", None, NOT_CARRIED, id="ended later"),
        pytest.param("2023-08-31", None, NOT_CARRIED, id="ended earlier"),
        pytest.param("2023-12-31", "1507", NOT_CARRIED, id="a unit below it"),
    ],
)
@pytest.mark.parametrize("asked_before", [(2024, 3), (2023, 3)])
def test_the_register_decides_when_its_own_units_end(
    world: World, end: str | None, below: str | None, carried: float | None, asked_before: tuple[int, int]
) -> None:
    """A unit of the register is split by a table where it ended that day with nothing below it, whoever asks first."""
    world.units("F", ("1507", "F", None, end), "1580", *([("K", below)] if below else []))
    weighed(world, "1507", "2024-01-01", k1508=0.87, k1580=0.13).activity("a", "1507", "2023", 100)
    evaluated(world, COUNT, "1580", asked_before)
    assert line(world, "1580", 2024, 2) == [carried, None]


def test_a_split_unit_with_others_below_is_asked_for_itself(world: World) -> None:
    """After its end too, its own rows shut out those of the unit below."""
    world.units("F", ("1507", "F", None, "2023-12-31"), ("K", "1507"), "1580")
    weighed(world, "1507", "2024-01-01", k1508=0.87, k1580=0.13)
    world.activity("a", "1507", "2023", 100).activity("a", "K", "2023", 60)
    assert line(world, "1507", 2024, 2) == [100, None]
    assert line(world, "F", 2024, 2) == [100, None]


def test_the_same_weights_twice_are_the_same() -> None:
    """Under the code of that day and under what it was renumbered to: the first says it all."""
    split, later = month_index(date(2024, 1, 1)), month_index(date(2025, 1, 1))
    shipped = [
        RegionChange("1507", "1508", split, "split"),
        RegionChange("1507", "1580", split, "split"),
        RegionChange("1580", "7002", later, "renamed"),
    ]
    as_of_the_day = [("1507", "1508", split, 0.9), ("1507", "1580", split, 0.1)]
    expected = {("1507", "1508", split): Fraction(9, 10), ("1507", "1580", split): Fraction(1, 10)}
    assert weights(shipped, as_of_the_day) == expected
    assert weights(shipped, [*as_of_the_day, ("1507", "7002", split, 0.1)]) == expected
    assert weights(shipped, [as_of_the_day[0], ("1507", "7002", split, 0.1)]) == expected


def test_a_rate_of_shares_is_the_rate_of_the_whole(world: World) -> None:
    """Numerator and denominator have the same weight: added up first, divided last, exactly at the target."""
    weighed(world, "1507", "2024-01-01", k1508=0.7, k1580=0.3)
    world.accounts("1507", "2024-01", "201", 0, 0).accounts("1507", "2023-12", "201", 300, 129)
    world.accounts("1580", "2024-01", "201", 10, 4.3)
    accounts = indicator("accounts", target=at_least("43"))
    found = evaluated(world, accounts, "1580", (2024, 3), years=2)
    assert (found.points[0].value, found.value, found.status) == (pytest.approx(43), 43, Status.MET)


def test_a_sum_with_a_share_is_compared_exactly(world: World) -> None:
    """0.1 and 0.2 of what is 3 make 0.9: not a hair below it, as binary numbers would have it."""
    weighed(world, "1507", "2024-03-01", k1508=0.9, k1580=0.1)
    world.activity("a", "1507", "2024-01", 3, 1).activity("a", "1580", "2024-03", 0.3, 0.9).activity(
        "a", "1580", "2024-04", 0.3, 0
    )
    found = evaluated(world, indicator("activity", target=at_least("90"), near=0), "1580", (2024, 1))
    assert (found.value, found.status) == (90, Status.MET)


def test_surveys_and_published_figures_are_not_carried(world: World) -> None:
    """Answers are those of whole people, and a published figure is of the region it was published for."""
    weighed(world, "1507", "2024-01-01", k1508=0.87, k1580=0.13)
    world.answers("s", "1507", "2023", {4: 50, 5: 50}).kostra("1507", {2023: 7.0}).kostra("1580", {2024: 8.0})
    world.activity("a", "1507", "2023", 100)
    facts = world.facts()
    card = scorecard(indicator("survey"), indicator("share"), indicator("kostra"), org_unit="1580")
    survey, share, kostra = evaluate_scorecard(card, facts, AsOf(2024, 3), years=3).evaluations
    assert (survey.absent, share.absent) == (Absent.MISSING, Absent.MISSING)
    assert [point.value for point in kostra.points] == [8.0]
    assert line_breaks(facts, "1580") == {2024 * 12: "split"}


def test_nothing_is_weighed_where_no_split_touches(world: World) -> None:
    """The query of a unit without shares is what it was, whatever weights are imported."""
    weighed(world, "1507", "2024-01-01", k1508=0.87, k1580=0.13)
    world.units("B", "A").activity("a", "A", "2023", 100).activity("a", "1507", "2023", 100)
    facts = world.facts()
    assert not reads(facts, ["B", "A"], date(2024, 12, 31)).shares
    assert reads(facts, ["1508"], date(2024, 12, 31)).shares


def test_explain_tells_the_rows_with_their_weight(world: World) -> None:
    """The rows are those of the old code as they were imported."""
    weighed(world, "1507", "2024-03-01", k1508=0.87, k1580=0.13)
    world.activity("a", "1507", "2024-01", 100).activity("a", "1580", "2024-04", 20)
    found = explain(scorecard(COUNT, org_unit="1580"), "activity", world.facts(), AsOf(2024, 1))
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    assert [(row["org_unit"], row["numerator"], row["weight"]) for row in rows] == [
        ("1507", 100, 0.13),
        ("1580", 20, 1),
    ]
    assert found.evaluation.value == 33


def test_what_pulls_is_not_told_of_a_sum_with_a_share(world: World) -> None:
    """The change of an heir is not the sum of what lies below it: half of it lay in the old code."""
    world.units("1580", ("S", "1580"))
    weighed(world, "1507", "2024-01-01", k1508=0.87, k1580=0.13)
    world.activity("a", "1507", "2023", 100, 200).activity("a", "S", "2024", 20, 40)
    card = scorecard(indicator("activity"), org_unit="1580")
    below = evaluate_scorecard(card, world.facts(), AsOf(2024, 3), children=True).evaluations[1]
    assert (below.org_unit, below.pull, below.rate_effect) == ("S", 0, None)


def leave(world: World, unit: str, people: int, when: list[str]) -> World:
    """Sick leave of a unit with so many employees."""
    return world.sick_leave(unit, when, 100, 7, 0, people)


SHOWN, HIDDEN = False, True


@pytest.mark.parametrize(
    ("old", "own", "hidden"),
    [
        pytest.param(30, 20, SHOWN, id="all are many"),
        pytest.param(6, 20, HIDDEN, id="the old one was of few: its share would give it back"),
        pytest.param(30, 6, HIDDEN, id="what is not the share is of few, and the share is known"),
        pytest.param(30, None, SHOWN, id="a share of what was shown, and nothing else"),
    ],
)
def test_a_share_gives_no_hidden_figure_back(world: World, old: int, own: int | None, hidden: bool) -> None:
    """Weights are no secret: who has the share has the whole."""
    world.units("F", ("1507", "F", None, "2024-02-29"), ("1508", "F"), ("1580", "F"))
    weighed(world, "1507", "2024-03-01", k1508=0.87, k1580=0.13)
    leave(leave(world, "1507", old, months(2024, 1, 2)), "1508", 50, months(2024, 1, 4))
    if own:
        leave(world, "1580", own, months(2024, 1, 2))
    assert (evaluated(world, LEAVE, "1580", (2024, 1)).absent is Absent.SUPPRESSED) is hidden


def survey_world(world: World, few: int, above: str | None) -> World:
    """A wave of the year in whose midst 1507 was split, which all three had answers in; `above` is over the heirs."""
    world.units("F", ("1507", above, None, "2024-06-30"), ("1508", above), ("1580", above))
    weighed(world, "1507", "2024-07-01", k1508=0.87, k1580=0.13)
    for unit, n in (("1507", few), ("1508", 50), ("1580", 40)):
        world.answers("s", unit, "2024", {4: n // 2, 5: n - n // 2})
    return world


@pytest.mark.parametrize(
    ("above", "hidden"),
    [
        pytest.param(None, set(), id="nobody adds them up"),
        pytest.param("F", {"1580"}, id="the sum above would give it back: the smaller one goes along"),
    ],
)
def test_an_heirs_survey_is_its_own(world: World, above: str | None, hidden: set[str]) -> None:
    """Surveys are not carried: who has no share of hidden answers keeps its own figure, where no sum tells them."""
    facts = survey_world(world, 4, above).facts()
    found = {}
    for code in ("1508", "1580"):
        one = evaluate_scorecard(scorecard(indicator("survey"), org_unit=code), facts, AsOf(2024, 3)).evaluations[0]
        found[code] = (one.respondents, one.absent)
    own = {"1508": (50, None), "1580": (40, None)}
    assert found == own | dict.fromkeys(hidden, (None, Absent.SUPPRESSED))


def test_a_hidden_month_of_the_old_code_stays_hidden_everywhere(world: World) -> None:
    """Nor is it told by who is above one heir, by the rows of explain, or under the old code itself."""
    world.units("F", ("1507", None, None, "2023-12-31"), ("1580", "F"))
    weighed(world, "1507", "2024-01-01", k1508=0.87, k1580=0.13)
    leave(leave(world, "1507", 6, months(2023)), "1580", 50, months(2023))
    facts = world.facts()
    for unit, day in (("1580", AsOf(2024, 3)), ("F", AsOf(2024, 3)), ("1507", AsOf(2023, 3))):
        found: Evaluation = evaluate_scorecard(scorecard(LEAVE, org_unit=unit), facts, day, years=2).evaluations[0]
        year = next(point for point in found.points if point.year == 2023)
        assert (year.value, year.absent) == (None, Absent.SUPPRESSED)
        assert explain(scorecard(LEAVE, org_unit=unit), "sick_leave", facts, day).rows == ()


def test_a_region_that_is_not_in_the_register_is_shielded_too(world: World) -> None:
    """Anybody may ask for it by its code."""
    leave(world.units("B"), "4601", 4, months(2024))
    assert evaluated(world, LEAVE, "4601", (2024, 3)).absent is Absent.SUPPRESSED


@settings(max_examples=25, deadline=None)
@given(
    cuts=st.lists(st.integers(1, 999), min_size=1, max_size=3, unique=True).filter(lambda cuts: cuts != [500]),
    rows=st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)), min_size=1, max_size=6),
)
def test_what_the_heirs_have_is_what_there_was(cuts: list[int], rows: list[tuple[int, int]]) -> None:
    """The law of a split: the sums of all heirs add up to the old code's, numerators and denominators alike."""
    bounds = [0, *sorted(cuts), 1000]
    shares = {f"900{at}": (after - before) / 1000 for at, (before, after) in enumerate(pairwise(bounds))}
    world = weighed(World(), "8000", "2024-01-01", **{f"k{code}": share for code, share in shares.items()})
    for month, (num, den) in enumerate(rows, 1):
        world.activity("a", "8000", f"2023-{month:02d}", num / 10, den / 10)
    facts = world.facts()
    assert sum(splits(facts)["8000"].shares.values()) == 1
    found = read_sums(facts, Request([COUNT], list(shares), AsOf(2024, 3)))
    nums, dens = zip(*((one.num, one.den) for line in found[0] for one in line), strict=True)
    assert exact(fsum(nums)) == Fraction(sum(num for num, _ in rows), 10)
    assert exact(fsum(dens)) == Fraction(sum(den for _, den in rows), 10)
