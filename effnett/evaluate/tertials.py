"""One unit's figures as its dialogue sheet has them: tertial by tertial, a year before, and the year so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from effnett.evaluate.control import has_path
from effnett.evaluate.evaluate import evaluate_scorecard, evaluate_units
from effnett.evaluate.months import Months, has_months, read_months
from effnett.evaluate.queries import Request
from effnett.model.evaluation import Evaluation, Status
from effnett.model.periods import AsOf, Window
from effnett.model.scorecard import Indicator, Scorecard
from effnett.store.facts import Facts

YEARS = 5
"""How many years of a line are read: what a unit has had figures for before is asked after."""


@dataclass(frozen=True)
class Tertials:
    """The figures of one unit, each by its indicator's id.

    `now` has lines over the years and forecasts with their records. `each` is by tertial, up to the as-of's: the
    indicator's own window at the end of it. `to_date` is the year so far, of those whose window is another.
    """

    as_of: AsOf
    org_unit: str
    now: Mapping[str, Evaluation]
    each: Mapping[int, Mapping[str, Evaluation]]
    to_date: Mapping[str, Evaluation]
    facts_version: str = ""

    @property
    def evaluations(self) -> list[Evaluation]:
        """The indicators now, in the scorecard's order."""
        return list(self.now.values())

    @property
    def is_hidden(self) -> bool:
        """Whether everything the unit has figures of is hidden."""
        statuses = {each.status for each in self.now.values()}
        return Status.SUPPRESSED in statuses and statuses <= {Status.SUPPRESSED, Status.NO_DATA}

    @property
    def is_empty(self) -> bool:
        """Whether there is no figure at all."""
        return all(each.value is None and each.status is Status.NO_DATA for each in self.now.values())


def evaluate_tertials(scorecard: Scorecard, facts: Facts, as_of: AsOf, org_unit: str) -> Tertials:
    """Evaluate a unit at its as-of and at the tertials of the year before it."""
    whole = evaluate_scorecard(scorecard, facts, as_of, org_unit, years=YEARS, outlook=True)
    now = by_id(whole.evaluations)
    each: dict[int, Mapping[str, Evaluation]] = {
        tertial: by_id(evaluate_units(scorecard.indicators, facts, AsOf(as_of.year, tertial), [org_unit]))
        for tertial in range(1, as_of.tertial)
    }
    each[as_of.tertial] = now
    others = [replace(one, window=Window.YEAR_TO_DATE) for one in scorecard.indicators if _has_another(one)]
    to_date = by_id(evaluate_units(others, facts, as_of, [org_unit])) if others else {}
    return Tertials(as_of, org_unit, now, each, to_date, whole.facts_version)


def _has_another(indicator: Indicator) -> bool:
    """Whether the year so far is another figure: not of one that counts from the year's beginning already."""
    another = indicator.window in (Window.TERTIAL, Window.ROLLING_12_MONTHS)
    return another and has_months(indicator) and not has_path(indicator)


def by_id(evaluations: tuple[Evaluation, ...]) -> dict[str, Evaluation]:
    """The evaluations of one unit by their indicators' ids."""
    return {one.indicator.id: one for one in evaluations}


def months_of(facts: Facts, indicator: Indicator, as_of: AsOf, org_unit: str) -> Months | None:
    """The months of one indicator that may be shown; None where it has none."""
    return read_months(facts, Request([indicator], [org_unit], as_of)).get((org_unit, 0))
