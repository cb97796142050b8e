"""Whether units differ more than municipalities (docs/semantics.md 6)."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import World, indicator, scorecard

from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.evaluate.spread import Spread, spread, true_variance
from effnett.model.periods import AsOf

AS_OF = AsOf(2009, 1)


def world_of(units: list[float], municipalities: list[float], sd: float = 1.0, n: int = 25) -> World:
    """Units below B and municipalities beside it, each with the mean of so many answers."""
    world = World().units("B", *(f"E{number}" for number, _ in enumerate(units)))
    for number, mean in enumerate(units):
        world.means("s", f"E{number}", "2009-03", mean, sd, n)
    for number, mean in enumerate(municipalities):
        world.units(f"K{number}").means("s", f"K{number}", "2009-03", mean, sd, n)
    world.connection.execute("UPDATE units SET kind = 'kommune' WHERE org_unit LIKE 'K%'")
    return world


def found(world: World, source: str = "survey") -> Spread | None:
    """The spread that is told of B."""
    facts = world.facts()
    evaluations = evaluate_scorecard(scorecard(indicator(source)), facts, AS_OF, children=True).evaluations
    return spread(facts, evaluations, AS_OF)


def test_true_spread_by_hand() -> None:
    """3, 4, 4, 4, 5 have the variance 0.5; errors of 0.5 take 0.25 of it, and errors of 1 take all."""
    values = [3.0, 4.0, 4.0, 4.0, 5.0]
    assert true_variance([(value, 0.5) for value in values]) == pytest.approx(0.25)
    assert true_variance([(value, 1.0) for value in values]) == 0
    assert true_variance([(value, 0.5) for value in values[:4]]) is None


@given(st.lists(st.tuples(st.floats(1, 6), st.floats(0, 2)), min_size=5, max_size=30))
def test_true_spread_is_never_more_than_the_raw(figures: list[tuple[float, float]]) -> None:
    """Nor under 0, and the order of the units does not matter."""
    told, raw = true_variance(figures), true_variance([(value, 0.0) for value, _ in figures])
    assert told is not None
    assert raw is not None
    assert 0 <= told <= raw
    assert true_variance(sorted(figures)) == pytest.approx(told, abs=1e-9)


def test_units_beside_municipalities() -> None:
    """Means of 25 with sd 1 have a squared error of 0.04: of 0.5 and of 0.125 there are 0.46 and 0.085 left."""
    told = found(world_of([3, 4, 4, 4, 5], [3.5, 4, 4, 4, 4.5]))
    assert told is not None
    assert told == (pytest.approx(math.sqrt(0.46)), pytest.approx(math.sqrt(0.085)), 5, 5)


@pytest.mark.parametrize(
    ("units", "municipalities", "n"),
    [([3, 4, 4, 5], [3, 4, 4, 4, 5], 25), ([3, 4, 4, 4, 5], [3, 4, 4, 5], 25), ([3, 4, 4, 4, 5], [3, 4, 4, 4, 5], 4)],
)
def test_nothing_of_fewer_than_five_or_of_what_is_hidden(
    units: list[float], municipalities: list[float], n: int
) -> None:
    """Four units, four municipalities, or none that may be shown."""
    assert found(world_of(units, municipalities, n=n)) is None


def test_nothing_of_what_has_no_standard_error() -> None:
    """Means without a standard deviation, and sums that are no samples."""
    world = world_of([3, 4, 4, 4, 5], [3, 4, 4, 4, 5])
    world.connection.execute("UPDATE survey_means SET sd = NULL")
    assert found(world) is None
    for unit in ("E0", "E1", "E2", "E3", "E4", "K0", "K1", "K2", "K3", "K4"):
        world.activity("a", unit, "2009-T1", 5, 10)
    assert found(world, "activity") is None


def test_a_share_has_the_error_of_a_share() -> None:
    """10 of 20 each: nothing differs."""
    world = world_of([], [])
    for number in range(5):
        for code in (f"E{number}", f"K{number}"):
            world.units("B2", (code, "B" if code[0] == "E" else None)).answers("s", code, "2009-03", {3: 10, 5: 10})
    world.connection.execute("UPDATE units SET kind = 'kommune' WHERE org_unit LIKE 'K%'")
    assert found(world, "share") == (0, 0, 5, 5)
