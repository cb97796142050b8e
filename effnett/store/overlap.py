"""Activity reported over one stretch of time twice: by year and by tertial it would count double."""

from __future__ import annotations

from dataclasses import replace

import pyarrow

from effnett.errors import Place, Problem
from effnett.model.batch import Batch
from effnett.model.periods import Period
from effnett.store.sql import Rows

_STORED = """
    SELECT measure, org_unit, last, span FROM activity WHERE measure IN (SELECT unnest(?))
"""


def reject_overlaps(facts: Rows, batch: Batch, name: str) -> Batch:
    """The batch less rows whose period overlaps one of another length, in the store or earlier in the file."""
    measures = batch.rows["measure"].unique().to_pylist()
    taken: dict[tuple[str, str], set[Period]] = {}
    for measure, unit, last, span in facts.rows(_STORED, [measures]):
        taken.setdefault((measure, unit), set()).add(Period(last, span))
    kept, problems = [], []
    for position, row in enumerate(batch.rows.select(["measure", "org_unit", "last", "span", "line"]).to_pylist()):
        period = Period(row["last"], row["span"])
        others = taken.setdefault((row["measure"], row["org_unit"]), set())
        if other := next((other for other in sorted(others) if _overlaps(period, other)), None):
            problems.append(_problem(Place(name, row["line"]), row["measure"], row["org_unit"], period, other))
        else:
            others.add(period)
            kept.append(position)
    if not problems:
        return batch
    return replace(
        batch, rows=batch.rows.take(pyarrow.array(kept, pyarrow.int64())), rejects=(*batch.rejects, *problems)
    )


def _overlaps(one: Period, other: Period) -> bool:
    return one != other and one.last - one.span < other.last and other.last - other.span < one.last


def _problem(place: Place, measure: str, unit: str, period: Period, other: Period) -> Problem:
    what = f"{measure} for {unit} har allerede tall for {other.key}; {period.key} ville telle det samme om igjen"
    return Problem(place, what, "Bruk samme periodelengde som før, eller slett raden.")
