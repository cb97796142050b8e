"""The newest as-of a scorecard has figures for: what is shown to a reader who has not chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from effnett.model.organisation import OrgTree
from effnett.model.periods import AsOf
from effnett.model.scorecard import Scorecard, Source
from effnett.store.facts import Facts

_FLOWS: Final = """
    SELECT source, last, count(DISTINCT org_unit) FROM flow JOIN flow_series USING (series)
    WHERE list_contains($units, org_unit) AND num IS NOT NULL GROUP BY source, last ORDER BY source, last
"""
_KOSTRA: Final = "SELECT max(last) FROM kostra WHERE list_contains($regions, region) AND value IS NOT NULL"
_YEARLY: Final = (Source.SURVEY, Source.KOSTRA)


def newest_as_of(facts: Facts, tree: OrgTree, scorecard: Scorecard) -> AsOf:
    """The tertial of the newest figure of the scorecard's units and sources, within its years."""
    months = facts.kept(("newest", scorecard.id, scorecard.version), lambda: _newest_months(facts, tree, scorecard))
    first, last = scorecard.years
    if not months:
        return AsOf(last, 3)
    year, month = divmod(max(months), 12)
    if year > last:
        return AsOf(last, 3)
    return AsOf(year, month // 4 + 1) if year >= first else AsOf(first, 1)


def _newest_months(facts: Facts, tree: OrgTree, scorecard: Scorecard) -> list[int]:
    """The newest month of each source; flows go first, for a yearly figure does not tell the tertial."""
    sources = {indicator.measure.source for indicator in scorecard.indicators}
    codes = list(tree.below(scorecard.org_unit))
    units: dict[Source, dict[int, int]] = {}
    for source, month, count in facts.rows(_FLOWS, {"units": codes}):
        units.setdefault(Source(source), {})[month] = count
    found = {source: _newest_whole(counts) for source, counts in units.items()}
    if Source.KOSTRA in sources:
        month = facts.rows(_KOSTRA, {"regions": [tree.unit(code).region for code in codes]})[0][0]
        found |= {Source.KOSTRA: month} if month is not None else {}
    used = {source: month for source, month in found.items() if source in sources}
    return [month for source, month in used.items() if source not in _YEARLY] or list(used.values())


def _newest_whole(units: Mapping[int, int]) -> int:
    """The newest month that at least half as many units have figures of as of the month before it; of months in order.

    A month that a few units are early with does not move all the others on.
    """
    months = list(units)
    while len(months) > 1 and units[months[-1]] * 2 < units[months[-2]]:
        months.pop()
    return months[-1]
