"""Where a value comes from, and what its rows must not give away (docs/semantics.md 7)."""

from __future__ import annotations

from worlds import World, indicator, months, scorecard

from effnett.evaluate.explain import Explanation, explain
from effnett.model.periods import AsOf


def explained(world: World, source: str, unit: str = "B") -> Explanation:
    """The explanation of one indicator at the second tertial of 2009."""
    return explain(scorecard(indicator(source)), source, world.facts(), AsOf(2009, 2), unit)


def test_rows_add_up_to_the_value(world: World) -> None:
    """Every row of the window, and none besides."""
    world.units("B", "A").sick_leave("A", months(2008), 100, 9, 0).sick_leave("A", months(2009), 100, 5, 2)
    found = explained(world, "sick_leave")
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    assert [row["period"] for row in rows] == months(2009, 1, 8)
    assert sum(row["self_certified_days"] + row["doctor_certified_days"] for row in rows) == found.evaluation.numerator


def test_rows_of_a_unit_that_the_register_says_is_small_are_hidden(world: World) -> None:
    """The number of employees stands in the register alone: 7 are as few as if their rows said so."""
    world.units("B", "A", ("S", "B", None, None, None, 7))
    world.sick_leave("A", months(2009, 1, 8), 100, 5, 0).sick_leave("S", months(2009, 1, 8), 100, 5, 0, None)
    found = explained(world, "sick_leave")
    assert found.evaluation.value == 5
    assert (found.hidden, found.rows) == (True, ())


def test_a_small_unit_known_by_its_mean_hides_the_answers_of_the_others(world: World) -> None:
    """The sum less the answers that were counted is what the small unit answered."""
    world.units("B", "A", "S").answers("s", "A", "2009-03", {4: 20, 5: 20}).means("s", "S", "2009-03", 3.0, 1.0, 4)
    found = explained(world, "survey")
    assert found.evaluation.respondents == 44
    assert (found.hidden, found.rows) == (True, ())


def test_what_is_not_loaded_has_no_rows(world: World) -> None:
    """Nothing to explain, and nothing hidden."""
    world.units("B")
    found = explained(world, "survey")
    assert (found.rows, found.sources, found.hidden) == ((), (), False)
