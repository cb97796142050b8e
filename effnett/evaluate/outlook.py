"""What is said beside a figure where it is asked for: the record of its forecast, notes on its target."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from effnett.evaluate.flow import Found
from effnett.evaluate.notes import Aim, best_peers, target_notes
from effnett.evaluate.record import forecast_record
from effnett.evaluate.regions import breaks_of
from effnett.evaluate.status import target_for
from effnett.evaluate.sums import Sums
from effnett.evaluate.tree import org_tree
from effnett.evaluate.values import scale
from effnett.model.evaluation import Evaluation, Miss, TargetNote
from effnett.model.periods import AsOf, month_index
from effnett.model.scorecard import Scorecard, Source
from effnett.store.facts import Facts


def with_outlook(
    evaluations: Sequence[Evaluation], facts: Facts, scorecard: Scorecard, as_of: AsOf, sums: Found
) -> list[Evaluation]:
    """The evaluations, each unit's in the scorecard's order, with the forecast's record and the target's notes."""
    tree, best, count = org_tree(facts), best_peers(facts, evaluations), len(scorecard.indicators)
    answer = []
    for at, each in enumerate(evaluations):
        unit, position = divmod(at, count)
        line = sums[position][unit] if position in sums else ()
        record = () if each.forecast is None else _record(each, line, as_of)
        notes: tuple[TargetNote, ...] = ()
        if each.target is not None:
            aim = Aim(
                partial(target_for, each.indicator, tree, each.org_unit),
                as_of,
                scorecard.years[0],
                partial(_broken, _breaks(each, facts), as_of.month),
                scale(each.indicator),
                best.get((each.indicator.id, month_index(each.last))) if each.last else None,
            )
            notes = target_notes(each, line, aim)
        answer.append(each._replace(forecast_record=record, target_notes=notes) if record or notes else each)
    return answer


def _record(evaluation: Evaluation, line: Sequence[Sums], as_of: AsOf) -> tuple[Miss, ...]:
    left = 12 - evaluation.window.months(as_of)
    return forecast_record(line, as_of.year, left, scale(evaluation.indicator))


def _breaks(evaluation: Evaluation, facts: Facts) -> Collection[int]:
    is_kostra = evaluation.indicator.measure.source is Source.KOSTRA
    return breaks_of(evaluation.indicator, facts if is_kostra else None, org_tree(facts), evaluation.org_unit)


def _broken(breaks: Collection[int], end: int, month: int) -> bool:
    """Whether a break lies after a month and no later than the as-of."""
    return any(month < each <= end for each in breaks)
