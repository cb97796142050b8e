"""What each unit does to its parent's value and its change (docs/semantics.md 6)."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import World, indicator, months, scorecard

from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.evaluate.pull import Told, effects, pull
from effnett.model.evaluation import Evaluation
from effnett.model.periods import AsOf, Window
from effnett.model.scorecard import Measure, Source


def pulls(world: World, source: str = "activity", as_of: tuple[int, int] = (2009, 1), **fields: Any) -> dict[str, Told]:
    """Pull, rate effect and mix effect of each unit, rounded so that they can be read."""
    return {
        unit: (_rounded(one.pull), _rounded(one.rate_effect), _rounded(one.mix_effect))
        for unit, one in evaluations(world, source, as_of, **fields).items()
    }


def evaluations(
    world: World, source: str = "activity", as_of: tuple[int, int] = (2009, 1), **fields: Any
) -> dict[str, Evaluation]:
    """The evaluation of each unit."""
    card = scorecard(indicator(source, **fields))
    found = evaluate_scorecard(card, world.facts(), AsOf(*as_of), children=True).evaluations
    return {one.org_unit: one for one in found}


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 9)


def test_pull_and_effects_by_hand(world: World) -> None:
    """30 of 100 and 10 of 100 make 20; a year before 20 of 100 and 20 of 300 made 10.

    A pulls ½ × (30 − 20) = 5. Its weight grew from ¼ to ½ and its value from 20 to 30, around a parent's mean of 15:
    rate ⅜ × 10 = 3.75, mix ¼ × (25 − 15) = 2.5. C: rate ⅝ × (10 − 6⅔) = 2.083…, mix −¼ × (8⅓ − 15) = 1.666….
    """
    world.units("B", "A", "C")
    world.activity("a", "A", "2008-T1", 20, 100).activity("a", "C", "2008-T1", 20, 300)
    world.activity("a", "A", "2009-T1", 30, 100).activity("a", "C", "2009-T1", 10, 100)
    assert pulls(world) == {
        "B": (None, None, None),
        "A": (5, 3.75, 2.5),
        "C": (-5, round(25 / 12, 9), round(5 / 3, 9)),
    }


def test_a_new_unit_is_all_mix(world: World) -> None:
    """C weighs ½ where it weighed 0, at 40 against a mean of (20 + 30) / 2 = 25: ½ × 15. A lost as much weight."""
    world.units("B", "A", "C").activity("a", "A", "2008-T1", 20, 100)
    world.activity("a", "A", "2009-T1", 20, 100).activity("a", "C", "2009-T1", 40, 100)
    assert pulls(world) == {"B": (None,) * 3, "A": (-5, 0, 2.5), "C": (5, 0, 7.5)}


def test_a_unit_without_figures_now_has_effects_and_no_pull(world: World) -> None:
    """It has gone from ½ to nothing, and its value was 40 against a mean of 25."""
    world.units("B", "A", "C").activity("a", "A", "2009-T1", 20, 100)
    world.activity("a", "A", "2008-T1", 20, 100).activity("a", "C", "2008-T1", 40, 100)
    assert pulls(world) == {"B": (None,) * 3, "A": (0, 0, -2.5), "C": (None, 0, -7.5)}


def test_a_denominator_of_zero_still_counts(world: World) -> None:
    """10 of nothing has no value, but lifts the parent from 20 to 30: it pulls by 10, and the other down by 10."""
    world.units("B", "A", "C")
    for year in (2008, 2009):
        world.activity("a", "A", f"{year}-T1", 20, 100).activity("a", "C", f"{year}-T1", 10 * (year - 2008), 0)
    found = evaluations(world)
    assert (found["C"].value, found["B"].value) == (None, 30)
    assert pulls(world) == {"B": (None,) * 3, "A": (-10, 0, 0), "C": (10, 10, 0)}


def test_the_pull_is_on_the_direct_parent(world: World) -> None:
    """A1 pulls on A, not on the top; the rows below a unit that has ended count for the nearest that is there."""
    world.units("B", "A", "C", ("A1", "A"), ("A2", "A"), ("D", "B", None, "2007-12-31"), ("D1", "D"))
    for unit, num in {"A1": 10, "A2": 30, "C": 20, "D1": 40}.items():
        world.activity("a", unit, "2009-T1", num, 100)
    found = {unit: told[0] for unit, told in pulls(world).items()}
    assert found == {"B": None, "A": -2.5, "C": -1.25, "A1": -5, "A2": 5, "D1": 3.75}


def test_own_rows_are_no_sum_of_children(world: World) -> None:
    """Where a parent reports itself its children do nothing to it; where it did a year before there are no effects."""
    world.units("B", "A", "C")
    for unit, num in {"A": 10, "C": 30}.items():
        world.activity("a", unit, "2008-T1", num, 100).activity("a", unit, "2009-T1", num, 100)
    world.activity("a", "B", "2008-T1", 25, 100).activity("b", "B", "2009-T1", 1, 1)
    assert pulls(world) == {"B": (None,) * 3, "A": (-5, None, None), "C": (5, None, None)}
    world.activity("a", "B", "2009-T1", 25, 100)
    assert set(pulls(world).values()) == {(None, None, None)}


def test_a_successor_takes_over(world: World) -> None:
    """C's rows count for A, so A is the whole in both years."""
    world.units("B", "A", ("C", "B", None, "2008-12-31", "A"))
    world.activity("a", "A", "2008-T1", 10, 100).activity("a", "C", "2008-T1", 30, 100)
    world.activity("a", "A", "2009-T1", 50, 200)
    assert pulls(world) == {"B": (None,) * 3, "A": (0, 5, 0)}


def test_a_unit_that_ended_without_a_successor_is_what_is_left(world: World) -> None:
    """C is listed no more; A lost no rate, and the parent's change of -10 is A's mix and what C took with it."""
    world.units("B", "A", ("C", "B", None, "2008-12-31"))
    world.activity("a", "A", "2008-T1", 20, 100).activity("a", "C", "2008-T1", 40, 100)
    world.activity("a", "A", "2009-T1", 20, 100)
    assert pulls(world) == {"B": (None,) * 3, "A": (0, 0, -2.5)}


def test_newest_observations_of_the_same_period(world: World) -> None:
    """Only those of the parent's own two observations count: E's older one is no part of it."""
    world.units("B", "A", "C", "E").answers("s", "E", "2007", {4: 10, 5: 10})
    for unit, counts in {"A": {3: 10, 4: 10}, "C": {5: 10, 6: 10}}.items():
        world.answers("s", unit, "2009-03", counts)
    world.answers("s", "A", "2008", {3: 10, 4: 10}).answers("s", "C", "2008", {4: 10, 5: 10})
    assert pulls(world, "survey") == {
        "B": (None,) * 3,
        "A": (-0.5, 0, 0),
        "C": (0.5, 0.5, 0),
        "E": (None,) * 3,
    }


def test_a_suppressed_unit_has_none_of_the_three(world: World) -> None:
    """Neither now nor, where it or the sibling that hides it was hidden a year before, the effects."""
    world.units("B", "A", "C", "D")
    for year in (2008, 2009):
        world.sick_leave("A", months(year, 1, 4), 100, 5, 0).sick_leave("C", months(year, 1, 4), 100, 7, 0)
    world.sick_leave("D", months(2008, 1, 4), 100, 9, 0, 4).sick_leave("D", months(2009, 1, 4), 100, 9, 0, 40)
    assert pulls(world, "sick_leave") == {
        "B": (None,) * 3,
        "A": (round(-2 / 3, 9), None, None),
        "C": (0, 0, 0),
        "D": (round(2 / 3, 9), None, None),
    }
    world.sick_leave("E", months(2009, 1, 4), 100, 9, 0, 4).units("B2", ("E", "B"))
    found = pulls(world, "sick_leave")
    assert [unit for unit in "ACDE" if found[unit] == (None, None, None)] == ["A", "E"]


@pytest.mark.parametrize("source", ["kostra", "count", "net"])
def test_what_is_not_parted_has_no_pull(world: World, source: str) -> None:
    """KOSTRA figures are never added up, and counts and amounts without a denominator are no shares of anything."""
    world.units("B", "A", "C")
    for unit in ("B", "A", "C"):
        world.kostra(unit, {2007: 1.0, 2008: 2.0})
    for unit in ("A", "C"):
        world.activity("a", unit, "2008-T1", 3).activity("a", unit, "2009-T1", 4)
    fields = {
        "kostra": {},
        "count": {"unit": "count"},
        "net": {"measure": Measure(Source.ACCOUNTS, "net_operating_expenditure", functions=("*",))},
    }[source]
    found = pulls(world, "kostra" if source == "kostra" else "activity", **fields)
    assert set(found.values()) == {(None, None, None)}


def test_no_effects_across_a_break(world: World) -> None:
    """As no change is told of the parent."""
    world.units("B", "A", "C")
    for unit, num in {"A": 10, "C": 30}.items():
        world.activity("a", unit, "2008-T1", num, 100).activity("a", unit, "2009-T1", num, 100)
    found = pulls(world, breaks={AsOf(2009, 1).month - 3: "ny definisjon"})
    assert found["A"] == (-5, None, None)


parts = st.tuples(st.integers(0, 10**6), st.integers(0, 10**4))


@given(st.lists(st.tuples(parts, parts), min_size=1, max_size=30))
def test_pulls_sum_to_nothing_and_effects_to_the_change(units: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """For any units, new, gone, or with denominators of 0, to 1e-9 of what is summed; and whatever their order."""
    wholes = [[sum(unit[year][at] for unit in units) for at in (0, 1)] for year in (0, 1)]
    if not (wholes[0][1] and wholes[1][1]):
        return
    (num, den), (old_num, old_den) = wholes
    pairs = [((*now, num, den), (*before, old_num, old_den)) for now, before in units]
    size = 1 + max(max(now[0] / den, before[0] / old_den) for now, before in units)
    told = [effects(*pair) for pair in pairs]
    change = wholes[0][0] / wholes[0][1] - wholes[1][0] / wholes[1][1]
    assert math.fsum(pull(now) for now, _ in pairs) == pytest.approx(0, abs=1e-9 * size)
    assert math.fsum(one for both in told for one in both) == pytest.approx(change, abs=1e-9 * size)


rows = st.tuples(st.integers(0, 100), st.integers(1, 100))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.none() | rows, st.none() | rows), min_size=2, max_size=6), st.booleans())
def test_a_tree_of_units_adds_up(
    units: list[tuple[tuple[int, int] | None, tuple[int, int] | None]], turn: bool
) -> None:
    """Through a store: the pulls of the units below sum to 0, the effects to the parent's change, in any order."""
    numbered = list(enumerate(units))
    world = World().units("B", *(f"E{number}" for number, _ in (reversed(numbered) if turn else numbered)))
    for number, both in numbered:
        for year, row in zip((2008, 2009), both, strict=True):
            if row:
                world.activity("a", f"E{number}", f"{year}-T1", *row)
    found = evaluations(world, window=Window.TERTIAL)
    parent = found.pop("B")
    if parent.value is not None:
        assert math.fsum(one.pull or 0 for one in found.values()) == pytest.approx(0, abs=1e-9)
    if parent.change:
        effects_ = [one.rate_effect or 0 for one in found.values()] + [one.mix_effect or 0 for one in found.values()]
        assert math.fsum(effects_) == pytest.approx(parent.change.difference, abs=1e-9)
