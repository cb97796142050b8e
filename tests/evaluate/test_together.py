"""Figures are worked out together, kind by kind; none of them is another for that."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_worlds import random_scorecard, random_world
from test_against_plain_python import alike, facts_of
from worlds import World, at_least, indicator, scorecard

from effnett.evaluate.evaluate import evaluate_scorecard, evaluate_units
from effnett.model.evaluation import Evaluation, Status
from effnett.model.periods import AsOf
from effnett.model.scorecard import Measure, Source


def without_pulls(evaluation: Evaluation) -> Evaluation:
    """An evaluation as it is where nobody stands above the unit."""
    return evaluation._replace(pull=None, rate_effect=None, mix_effect=None)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_a_unit_is_the_same_alone_and_among_others(seed: int) -> None:
    """Of random units through time and random indicators, with targets of their own, lines and outlooks."""
    random = Random(seed)
    tables = random_world(random)
    card, facts, as_of = random_scorecard(random, tables), facts_of(tables), AsOf(2009, random.choice((1, 2, 3)))
    among = evaluate_scorecard(card, facts, as_of, "B", children=True, years=3, outlook=True)
    for unit in dict.fromkeys(each.org_unit for each in among.evaluations):
        alone = evaluate_scorecard(card, facts, as_of, unit, years=3, outlook=True).evaluations
        for one, other in zip(among.of_unit(unit), alone, strict=True):
            assert alike(without_pulls(one), other), (one, other)


def test_units_of_one_region_have_its_figures_but_their_own_targets(world: World) -> None:
    """A published figure is worked out once for the region, and once for each unit where one has its own target."""
    world.units("B", "N", "S").kostra("B", {2008: 50, 2009: 60})
    world.connection.execute("UPDATE units SET kostra_code = 'B'")
    common = indicator("kostra", id="common", target=at_least("55"))
    own = indicator("kostra", id="own", target=at_least("55"), org_unit_targets={"S": {2010: at_least("70")}})
    card = scorecard(common, own)
    found = evaluate_scorecard(card, world.facts(), AsOf(2010, 1), children=True).evaluations
    assert [each.org_unit for each in found] == ["B", "B", "N", "N", "S", "S"]
    assert [each.indicator.id for each in found] == ["common", "own"] * 3
    assert {each.value for each in found} == {60}
    assert [each.status for each in found] == [*[Status.MET] * 5, Status.MISSED]


def test_figures_of_several_series_are_not_mixed(world: World) -> None:
    """Series are read by their numbers, whatever lies between them, and indicators told apart though ids are alike."""
    world.units("B", "N").kostra("B", {2009: 10})
    world.connection.execute("UPDATE units SET kostra_code = 'B'")
    for series in (2, 3, 4):
        world.connection.execute(
            f"INSERT INTO kostra_series VALUES ({series}, 'KOS{series}', '', '{{}}', '', '', 1, '')"
        )
        world.connection.execute(
            f"INSERT INTO kostra SELECT * REPLACE ({series} AS series, {series}0 AS value) FROM kostra WHERE series = 1"
        )
    asked = [indicator("kostra", id="one", measure=Measure(Source.KOSTRA, f"KOS{series}")) for series in (2, 4)]
    found = evaluate_units(asked, world.facts(), AsOf(2010, 1), ["B", "N"])
    assert [each.value for each in found] == [20, 40, 20, 40]


@pytest.mark.parametrize("units", [[], ["B"]])
def test_nothing_to_evaluate(world: World, units: list[str]) -> None:
    """No units, no indicators and no figures are no mistake."""
    facts = world.units("B").facts()
    assert evaluate_units([], facts, AsOf(2009, 2), units) == ()
    statuses = [each.status for each in evaluate_units([indicator("survey")], facts, AsOf(2009, 2), units)]
    assert statuses == [Status.NO_DATA] * len(units)
