"""What readers are likely to choose next is evaluated while they read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
import streamlit as st
from places import PROJECT

from effnett.evaluate.tree import org_tree
from effnett.model.periods import AsOf
from effnett.store.facts import Facts
from effnett.web import data, tertial
from effnett.web.ahead import look_ahead
from effnett.web.choices import Choice
from effnett.workspace import Workspace

DISTRICT = "030112"
AS_OF = AsOf(2009, 2)


@pytest.fixture(autouse=True)
def _nothing_is_evaluated_ahead() -> None:
    """Here it is, and each test waits for it."""


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def workspace(demo: Path, tmp_path: Path) -> Workspace:
    """A copy of the demonstration: what is kept with its facts begins empty."""
    return Workspace(shutil.copytree(demo, tmp_path / "store"), PROJECT / "scorecards")


def choice_of(workspace: Workspace, unit: str, card: str = "bydel-alna") -> Choice:
    """One unit's scorecard."""
    tree = org_tree(workspace.facts())
    return Choice(workspace.definitions().scorecard(card), unit, tree.unit(unit).name, AS_OF, tree)


def test_the_other_units_are_there_when_they_are_asked_for(workspace: Workspace) -> None:
    """Every unit that can be chosen next is what a reader gets, without being evaluated again."""
    facts = workspace.facts()
    thread = look_ahead(choice_of(workspace, DISTRICT), facts, data.keep)
    assert thread is not None
    thread.join()
    units = [unit for unit in org_tree(facts).shown(DISTRICT, AS_OF.day) if unit != DISTRICT]
    assert len(units) == 29
    closed = duckdb.connect()
    closed.close()
    unreadable = Facts(facts.version, closed)
    for unit in units:
        choice = choice_of(workspace, unit)
        page = data.page_of(choice, unreadable)
        assert page.evaluated.org_unit == unit
        assert f'data-done="{unit}"' in data.table(page, choice, action=False, opened="")


def test_the_heat_tables_of_other_units_are_there(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tertial's too: when they are asked for, nothing of the facts is read again."""
    monkeypatch.setenv("EFFNETT_STORE", str(workspace.store))
    facts, other = workspace.facts(), choice_of(workspace, "furuset-hjemmetjeneste")
    closed = duckdb.connect()
    closed.close()
    with pytest.raises(duckdb.Error):
        tertial.keep(other, Facts(facts.version, closed))
    thread = look_ahead(choice_of(workspace, DISTRICT), facts, tertial.keep)
    assert thread is not None
    thread.join()
    tertial.keep(other, Facts(facts.version, closed))


def test_it_is_done_once(workspace: Workspace) -> None:
    """Whoever comes later finds it done; another tertial is another thing."""
    facts = workspace.facts()
    first = look_ahead(choice_of(workspace, DISTRICT), facts, data.keep)
    assert first is not None
    again = choice_of(workspace, "furuset-hjemmetjeneste")
    assert look_ahead(again, facts, data.keep) is None
    other = look_ahead(replace(again, as_of=AsOf(2009, 1)), facts, data.keep)
    assert other is not None
    for thread in (first, other):
        thread.join()


def test_a_unit_alone_has_nothing_ahead(workspace: Workspace) -> None:
    """Where there is no other unit to choose, nothing is begun."""
    choice = choice_of(workspace, "hole-veg", "hole")
    alone = replace(choice, scorecard=replace(choice.scorecard, org_unit="hole-veg"))
    assert look_ahead(alone, workspace.facts(), data.keep) is None
