"""Cached access to the store and to what is computed from it.

Facts are immutable and definitions have versions, so what is computed from both may be kept until it is
pushed out; nothing is ever out of date.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import streamlit as st

from effnett.demo import WHO
from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.model.clock import local
from effnett.model.evaluation import ScorecardEvaluation
from effnett.model.periods import AsOf
from effnett.model.scorecard import Scorecard
from effnett.present.table import head_html, table_html
from effnett.present.views import ScorecardView, only_action, scorecard_view, tertials_in_a_row
from effnett.present.wording import say
from effnett.store.facts import Facts
from effnett.web.choices import Choice
from effnett.web.opened import scorecards_folder as scorecards_folder
from effnett.web.opened import workspace as workspace

if TYPE_CHECKING:
    from effnett.store.records import Records

YEARS: Final = 5
"""How many years a line is drawn over."""


@dataclass(frozen=True)
class ScorecardPage:
    """What is drawn for one choice."""

    evaluated: ScorecardEvaluation
    view: ScorecardView
    head: str


@st.cache_resource(show_spinner=False)
def records() -> Records:
    """What people have written about the figures of this store."""
    from effnett.store.records import open_records

    return open_records(workspace().store)


def scorecard_page(choice: Choice) -> ScorecardPage:
    """The scorecard of a choice, evaluated and put into words once for everybody."""
    return page_of(choice, workspace().facts())


def page_of(choice: Choice, facts: Facts) -> ScorecardPage:
    """The same from facts that are at hand, outside a page too."""
    versions = f"{facts.version} {choice.scorecard.id} {choice.scorecard.version}"
    return _scorecard_page(versions, choice.org_unit, choice.as_of.key, facts, choice)


@st.cache_resource(show_spinner=False, max_entries=256)
def _scorecard_page(versions: str, org_unit: str, as_of: str, _facts: Facts, _choice: Choice) -> ScorecardPage:
    del versions, org_unit, as_of  # what the result is kept under
    choice, facts = _choice, _facts
    evaluated = evaluate_scorecard(choice.scorecard, facts, choice.as_of, choice.org_unit, years=YEARS)

    def earlier(scorecard: Scorecard, before: AsOf) -> ScorecardEvaluation:
        return evaluate_scorecard(scorecard, facts, before, choice.org_unit)

    view = scorecard_view(
        evaluated,
        choice.unit_name,
        loaded=newest_import(facts),
        tree=choice.tree,
        streaks=tertials_in_a_row(evaluated, earlier),
    )
    return ScorecardPage(evaluated, view, head_html(view, notice=say("demo") if is_demo(facts) else ""))


@st.cache_resource(show_spinner=False, max_entries=512)
def _table(versions: str, org_unit: str, as_of: str, action: bool, opened: str, _view: ScorecardView) -> str:
    del versions, org_unit, as_of
    return table_html(only_action(_view) if action else _view, opened=opened or None)


def table(page: ScorecardPage, choice: Choice, action: bool, opened: str) -> str:
    """The main table, drawn once for everybody."""
    versions = f"{page.evaluated.facts_version} {choice.scorecard.id} {choice.scorecard.version}"
    return _table(versions, choice.org_unit, choice.as_of.key, action, opened, page.view)


def keep(choice: Choice, facts: Facts) -> None:
    """Have the page of a choice ready for whoever asks for it."""
    table(page_of(choice, facts), choice, action=False, opened="")


def newest_import(facts: Facts) -> date | None:
    """The day the newest file was loaded."""

    def read() -> date | None:
        newest = facts.rows("SELECT max(imported_at) FROM imports")[0][0]
        return local(newest).date() if newest else None

    return facts.kept("newest import", read)


def is_empty(facts: Facts) -> bool:
    """Whether nothing has been loaded."""
    return newest_import(facts) is None


def is_demo(facts: Facts) -> bool:
    """Whether the figures are the demonstration's."""
    return facts.kept("demo", lambda: bool(facts.rows("SELECT 1 FROM imports WHERE imported_by = ? LIMIT 1", [WHO])))


def excel(page: ScorecardPage, choice: Choice) -> tuple[Callable[[], bytes], str, str]:
    """What a download button needs: the workbook, made when it is asked for, its name and its type."""
    name = f"malekart-{choice.scorecard.id}-{choice.org_unit}-{choice.as_of.key}.xlsx"

    def make() -> bytes:
        from effnett.present.excel import scorecard_workbook

        return scorecard_workbook(page.evaluated, page.view, choice.unit_name)

    return make, name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
