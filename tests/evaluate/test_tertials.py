"""One unit's figures tertial by tertial, and the year so far, on a tiny real store."""

from __future__ import annotations

import pytest
from worlds import World, at_most, indicator, months, scorecard

from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.evaluate.tertials import evaluate_tertials, months_of
from effnett.model.evaluation import Status
from effnett.model.observation import Absent
from effnett.model.periods import AsOf, Window

T2 = AsOf(2009, 2)
CARD = scorecard(
    indicator("sick_leave", id="hittil", target=at_most("9")),
    indicator("sick_leave", id="alene", window=Window.TERTIAL, target=at_most("9")),
    indicator("survey", id="svar"),
)


def world(people: int = 40) -> World:
    """4 % in the first tertial of 2009 and 8 % in the second; 6 % all of 2008."""
    found = World().units("B", "A")
    for year, first, last, lost in ((2008, 1, 12, 6.0), (2009, 1, 4, 4.0), (2009, 5, 8, 8.0)):
        found.sick_leave("A", months(year, first, last), 100, lost, 0, people)
    return found.answers("s", "A", "2008", {4: 30})


def test_each_tertial_as_its_window_is() -> None:
    """The year to date at the end of each, or the tertial alone; the year so far of what has another window."""
    found = evaluate_tertials(CARD, world().facts(), T2, "A")
    values = {tertial: (each["hittil"].value, each["alene"].value) for tertial, each in found.each.items()}
    assert values == {1: (4.0, 4.0), 2: (6.0, 8.0)}
    assert {id: one.value for id, one in found.to_date.items()} == {"alene": 6.0}
    assert found.now["alene"].points[-2].value == 6.0
    assert list(found.now) == ["hittil", "alene", "svar"]
    assert not found.is_hidden
    assert not found.is_empty


@pytest.mark.parametrize("tertial", [1, 2, 3])
def test_now_is_what_the_scorecard_gives(tertial: int) -> None:
    """The same figures as everywhere else."""
    facts, as_of = world().facts(), AsOf(2009, tertial)
    whole = evaluate_scorecard(CARD, facts, as_of, "A", years=5, outlook=True)
    assert tuple(evaluate_tertials(CARD, facts, as_of, "A").now.values()) == whole.evaluations


def test_a_hidden_unit_is_hidden_in_every_tertial() -> None:
    """Nowhere a value: not before, not so far, not by month."""
    facts = world(people=5).facts()
    card = scorecard(CARD.indicators[0], CARD.indicators[1])
    found = evaluate_tertials(card, facts, T2, "A")
    everywhere = [one for each in (*found.each.values(), found.to_date) for one in each.values()]
    assert {(one.value, one.absent) for one in everywhere} == {(None, Absent.SUPPRESSED)}
    assert found.is_hidden
    assert not found.is_empty
    shown = months_of(facts, card.indicators[0], T2, "A")
    assert shown is None or list(shown.values) == []


def test_a_unit_without_figures_is_empty() -> None:
    """And not hidden."""
    found = evaluate_tertials(CARD, World().units("B", "A").facts(), T2, "A")
    assert {one.status for one in found.evaluations} == {Status.NO_DATA}
    assert found.is_empty
    assert not found.is_hidden
