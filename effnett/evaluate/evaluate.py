"""Scorecard and facts to evaluations: the whole of it, from sums to statuses and changes."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain

from effnett.evaluate.control import Charted, Charts, charts
from effnett.evaluate.figure import evaluated
from effnett.evaluate.flow import Found
from effnett.evaluate.kept_shields import recall_shields
from effnett.evaluate.observations import read_sums
from effnett.evaluate.outlook import with_outlook
from effnett.evaluate.plan import Kind, Plan, plan_of
from effnett.evaluate.pull import Kinship, kinship
from effnett.evaluate.queries import Request
from effnett.evaluate.record import RECORD_YEARS
from effnett.evaluate.sums import Sums
from effnett.evaluate.tree import org_tree
from effnett.model.evaluation import Evaluation, ScorecardEvaluation
from effnett.model.periods import AsOf
from effnett.model.scorecard import Indicator, Scorecard
from effnett.store.facts import Facts


def evaluate_scorecard(
    scorecard: Scorecard,
    facts: Facts,
    as_of: AsOf,
    org_unit: str | None = None,
    children: bool = False,
    years: int = 0,
    outlook: bool = False,
) -> ScorecardEvaluation:
    """Evaluate a scorecard for one unit (by default its own), with `children` for all units below it too.

    The evaluations are unit by unit in the register's order, each unit's in the scorecard's order.
    `years` asks for that many points of each line over the years, `outlook` for how far forecasts were off and
    for notes on targets, which need more years to be read.
    """
    with collection_put_off():
        return _evaluated(scorecard, facts, as_of, org_unit or scorecard.org_unit, children, years, outlook)


def _evaluated(
    scorecard: Scorecard, facts: Facts, as_of: AsOf, top: str, children: bool, years: int, outlook: bool
) -> ScorecardEvaluation:
    shown = org_tree(facts).shown(top, as_of.day) if children else [top]
    indicators = scorecard.indicators
    points, rests = (RECORD_YEARS + 2, RECORD_YEARS + 1) if outlook else (2, 1)
    request = Request(indicators, shown, as_of, max(points, years), rests, outlook)
    recall_shields(facts, indicators)
    sums, controls = read_sums(facts, request), charts(facts, request)
    kin = kinship(facts, shown, as_of.day) if len(shown) > 1 else None
    evaluations = _evaluations(facts, request, sums, years, controls, kin)
    if outlook:
        evaluations = with_outlook(evaluations, facts, scorecard, as_of, sums)
    return ScorecardEvaluation(scorecard, as_of, top, tuple(evaluations), facts.version)


@contextmanager
def collection_put_off() -> Iterator[None]:
    """Python's search for circles put off meanwhile: tens of thousands of records are made, all are kept, and none
    of them is in a circle; looking costs a third of the time. Whoever put it off takes it up again."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def evaluate_units(
    indicators: Sequence[Indicator], facts: Facts, as_of: AsOf, units: Sequence[str], years: int = 0
) -> tuple[Evaluation, ...]:
    """Evaluate indicators without control charts, for units that need not lie below one another; unit by unit."""
    request = Request(indicators, units, as_of, max(2, years), whole=False)
    return tuple(_evaluations(facts, request, read_sums(facts, request), years, {}, None))


def _evaluations(
    facts: Facts, request: Request, sums: Found, years: int, controls: Charts, kin: Kinship | None
) -> list[Evaluation]:
    """All figures, unit by unit; those of one kind are worked out together."""
    shown, none = request.shown, [()] * len(request.shown)
    if not shown:
        return []
    kinds: dict[Kind, list[int]] = {}
    plans = [plan_of(indicator, facts, request.as_of, years) for indicator in request.indicators]
    for position, plan in enumerate(plans):
        kinds.setdefault(plan.kind, []).append(position)
    columns: list[Sequence[Evaluation]] = [()] * len(plans)
    for kind, positions in kinds.items():
        figures = [
            (plans[position], unit, line, controls.get((unit, position)))
            for position in positions
            for unit, line in zip(shown, sums.get(position, none), strict=True)
        ]
        found = _published(figures) if kind.is_published else _of_kind(figures, kin)
        for at, position in enumerate(positions):
            columns[position] = found[at * len(shown) : (at + 1) * len(shown)]
    return [*chain.from_iterable(zip(*columns, strict=True))]


_Figure = tuple[Plan, str, Sequence[Sums], Charted | None]
"""A figure that is to be evaluated: its plan, its unit, its sums and its control chart."""


def _of_kind(figures: Sequence[_Figure], kin: Kinship | None = None) -> list[Evaluation]:
    plans, units, lines, charts = zip(*figures, strict=True)
    return evaluated(plans, units, lines, charts if any(charts) else None, kin)


def _published(figures: Sequence[_Figure]) -> list[Evaluation]:
    """KOSTRA's figures: units of one region have them in common, where no unit has a target of its own."""
    first: dict[tuple[int, str], int] = {}  # of each plan and region: nothing says that ids differ
    places = []
    for at, (plan, unit, _, _) in enumerate(figures):
        who = unit if plan.has_own_targets else plan.tree.unit(unit).region
        places.append(first.setdefault((id(plan), who), at))
    if len(first) == len(figures):
        return _of_kind(figures)
    found = dict(zip(first.values(), _of_kind([figures[at] for at in first.values()]), strict=True))
    return [
        # By place: a record that is made by name costs six times as much.
        Evaluation._make((plan.indicator, unit, *found[place][2:]))
        for (plan, unit, _, _), place in zip(figures, places, strict=True)
    ]
