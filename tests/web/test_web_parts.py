"""The parts the pages are made of: the newest as-of, the labels of units, what is loaded as HTML."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from making import alna
from places import PROJECT
from worlds import World, indicator, months, scorecard

from effnett.define.definitions import read_definitions
from effnett.errors import Place, Problem
from effnett.evaluate.tree import org_tree
from effnett.model.organisation import OrgTree, OrgUnit
from effnett.model.periods import AsOf
from effnett.store.facts import current_facts, empty_facts
from effnett.store.refusals import Refused
from effnett.web.choices import unit_labels
from effnett.web.newest import newest_as_of
from effnett.web.overview import LeftOut, overview_html

HOSTILE = "<script>alert(1)</script>"


@pytest.mark.parametrize(("id", "newest"), [("bydel-alna", AsOf(2009, 2)), ("hole", AsOf(2009, 2))])
def test_newest_as_of_is_that_of_the_flows(demo: Path, id: str, newest: AsOf) -> None:
    """Sick leave, accounts and activity tell the tertial; a KOSTRA figure of a later year does not."""
    facts = current_facts(demo)
    scorecard = read_definitions(PROJECT / "scorecards").scorecards[id]
    assert newest_as_of(facts, org_tree(facts), scorecard) == newest


def test_newest_as_of_without_figures() -> None:
    """With nothing loaded it is the end of the scorecard's last year."""
    facts = empty_facts()
    assert newest_as_of(facts, org_tree(facts), alna().scorecard) == AsOf(2009, 3)


def test_labels_of_units_are_unique() -> None:
    """Two units of one name are told apart by their codes; a unit that has ended is not offered."""
    units = [
        OrgUnit("top", "Kommunen"),
        OrgUnit("a", "Hjemmetjenesten", parent="top"),
        OrgUnit("b", "Hjemmetjenesten", parent="top"),
        OrgUnit("c", "Nedlagt", parent="top", valid_to=date(2008, 12, 31)),
    ]
    labels = unit_labels(OrgTree.of(units), "top", AsOf(2009, 2))
    assert labels == {"Kommunen": "top", "Hjemmetjenesten (a)": "a", "Hjemmetjenesten (b)": "b"}


def test_overview_tells_what_was_left_out_and_escapes_it(demo: Path) -> None:
    """Refused files, problems and stale series are told, whatever their names hold."""
    refusal = Refused("2026-01-02T03:04:05+00:00", "meg", "sick_leave", HOSTILE, "", (HOSTILE,), more=3)
    problems = {HOSTILE: [Problem(Place(HOSTILE, 1, 2), HOSTILE), Problem(Place("b", 1), "obs", warning=True)]}
    html = overview_html(current_facts(demo), date(2030, 1, 1), LeftOut([refusal], problems))
    assert "<script" not in html
    assert "Sykefravær, 2. jan. 2026 kl. 04.04" in html
    assert "… og 3 til." in html
    assert "1 advarsler" in html
    assert "Ikke oppdatert på over to år, regnet fra 1. januar 2030" in html


def test_overview_of_nothing() -> None:
    """An empty store says that nothing is loaded."""
    html = overview_html(empty_facts(), date(2009, 8, 31), LeftOut([], {}))
    assert "Ingenting er lastet inn ennå." in html


@pytest.mark.parametrize(
    ("september", "newest"),
    [("", AsOf(2009, 2)), ("a", AsOf(2009, 2)), ("ab", AsOf(2009, 3)), ("abcd", AsOf(2009, 3))],
)
def test_a_month_that_few_units_are_early_with_does_not_move_the_others_on(september: str, newest: AsOf) -> None:
    """At least half of those that had figures of the month before it must have them."""
    world = World().units("B", *"abcd")
    for unit in "abcd":
        of = months(2009, 1, 9 if unit in september else 8)
        world.sick_leave(unit, of, agreed=400.0, own=5.0, doctor=20.0)
    facts = world.facts()
    card = scorecard(indicator("sick_leave"))
    assert newest_as_of(facts, org_tree(facts), card) == newest
