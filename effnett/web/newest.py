"""The newest as-of a scorecard has figures for: what is shown to a reader who has not chosen."""

from __future__ import annotations

from typing import Final

from effnett.model.organisation import OrgTree
from effnett.model.periods import AsOf
from effnett.model.scorecard import Scorecard, Source
from effnett.store.facts import Facts

_NEWEST: Final = {
    Source.SICK_LEAVE: "SELECT max(last) FROM flow_sick_leave WHERE org_unit = ANY($units)",
    Source.ACCOUNTS: "SELECT max(last) FROM flow_accounts WHERE org_unit = ANY($units)",
    Source.ACTIVITY: "SELECT max(last) FROM flow_activity WHERE org_unit = ANY($units)",
    Source.SURVEY: "SELECT max(last) FROM flow_survey WHERE org_unit = ANY($units)",
    Source.KOSTRA: "SELECT max(last) FROM kostra WHERE region = ANY($units)",
}


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
    regions = [tree.unit(code).region for code in codes]
    found: dict[Source, int] = {}
    for source in sources:
        units = regions if source is Source.KOSTRA else codes
        month = facts.rows(_NEWEST[source], {"units": units})[0][0]
        if month is not None:
            found[source] = month
    flows = [month for source, month in found.items() if source not in (Source.SURVEY, Source.KOSTRA)]
    return flows or list(found.values())
