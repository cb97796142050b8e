"""The groups a unit may be compared with, and how many of each have a figure (docs/semantics.md 8)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from effnett.compare.asked import asked_group
from effnett.compare.figures import Seen, is_published, unit_figures
from effnett.compare.groups import peers_of, region_of
from effnett.compare.municipalities import in_norway, kind_of
from effnett.compare.ranks import QUARTILES_FROM
from effnett.compare.trends import code_with_figures, present
from effnett.errors import InputError
from effnett.evaluate.tree import org_tree
from effnett.model.comparison import Peer
from effnett.model.organisation import PeerGroup
from effnett.model.periods import AsOf
from effnett.model.scorecard import Indicator
from effnett.store.facts import Facts

SIBLINGS: Final = "siblings"
LISTED: Final = "list"
SIMILAR: Final = "similar"
_RULES: Final = {
    "municipality": ("kostra_group", "county", "neighbours", SIMILAR, "country"),
    "district": (SIMILAR,),
}
_SENSIBLE: Final = (QUARTILES_FROM, 2)
"""Groups of which so many have a figure are begun with: first those in which something can be seen."""


YEARS: Final = 5
"""How many years a line is drawn over."""


class Offered(NamedTuple):
    """A group as it is offered. `key` is how an address names it; `problem` tells why it cannot be used now."""

    key: str
    group: PeerGroup
    with_figures: int = 0
    of: int = 0
    problem: str = ""


def offered_groups(
    facts: Facts,
    groups: Sequence[PeerGroup],
    org_unit: str,
    year: int,
    indicators: Sequence[Indicator],
    asked: str = "",
    seen: Seen = None,
) -> list[Offered]:
    """The groups of `peers.yaml` with units of the same kind, the rules that suit the unit, and the one asked for.

    InputError where nobody can tell what is asked for.
    """
    is_asked = asked not in ("", LISTED)  # a list that is only begun has nobody yet
    chosen = [asked_by_address(facts, groups, org_unit, asked, year)] if is_asked else []
    found = [*(group for group in groups if _suits(facts, group, org_unit)), *_siblings(facts, org_unit, year)]
    ruled = {(group.rule, group.argument) for group in found}
    kind = kind_of(region_of(facts, org_unit))
    found += [PeerGroup(name, "", rule=name) for name in _RULES.get(kind, ()) if (name, None) not in ruled]
    known = {one.id for one in found} | {(one.rule, one.argument) for one in found if one.rule}
    found += [group for group in chosen if not known & {group.id, (group.rule, group.argument)}]
    figures = _Figures(facts, indicators, year, seen)
    return [_offered(facts, figures, group, org_unit, year) for group in found]


def asked_for(offered: Sequence[Offered], asked: str) -> Offered | None:
    """The group an address names, also by its rule where `peers.yaml` has a name for that; None for one not offered."""
    named = [one for one in offered if one.key == asked]
    ruled = [one for one in offered if (one.group.rule, one.group.argument) == (asked, None)]
    return next(iter([*named, *ruled]), None)


def first_group(offered: Sequence[Offered], org_unit: str) -> Offered | None:
    """The group that is shown to one who has not chosen: the first that has the unit or a rule, and figures enough."""
    ours = [one for one in offered if one.group.rule or org_unit in one.group.org_units]
    sensible = [one for least in _SENSIBLE for one in ours if one.with_figures >= least]
    return next(iter([*sensible, *ours, *offered]), None)


def asked_by_address(facts: Facts, groups: Sequence[PeerGroup], org_unit: str, asked: str, year: int) -> PeerGroup:
    """The group an address asks for; the units beside the one shown are a group of the page's own."""
    if asked == SIBLINGS:
        return next(iter(_siblings(facts, org_unit, year)), PeerGroup(SIBLINGS, "", (org_unit,)))
    return asked_group(asked, groups, facts)


def _offered(facts: Facts, figures: _Figures, group: PeerGroup, org_unit: str, year: int) -> Offered:
    try:
        peers = peers_of(facts, group, org_unit, year)
    except InputError as error:
        first = error.problems[0]
        return Offered(group.id, group, problem=first.sentences)
    country = in_norway(year) if group.rule == "country" else None
    return Offered(group.id, group, figures.known(peers), max(len(peers), country or 0))


def _suits(facts: Facts, group: PeerGroup, org_unit: str) -> bool:
    """Rules are of municipalities; a list suits where some of it are of the unit's own kind."""
    own = kind_of(region_of(facts, org_unit))
    if group.rule is not None:
        return group.rule in _RULES.get(own, ())
    return any(kind_of(region_of(facts, code)) == own for code in group.org_units)


def _siblings(facts: Facts, org_unit: str, year: int) -> list[PeerGroup]:
    """The units with the same parent in the register; none where there are no others."""
    tree, day = org_tree(facts), AsOf(year, 3).day
    parent = tree.unit(org_unit).parent
    codes = [code for code in tree.children.get(parent or "", ()) if tree.unit(code).is_valid(day)]
    return [PeerGroup(SIBLINGS, "", tuple(codes))] if len(codes) > 1 and org_unit in codes else []


class _Figures:
    """Who has a figure of any of some indicators in a year; read once for all groups."""

    def __init__(self, facts: Facts, indicators: Sequence[Indicator], year: int, seen: Seen) -> None:
        self._facts, self._year, self._seen = facts, year, seen
        self._others = [one for one in indicators if not is_published(one)]
        self._there = present(facts, indicators, year - YEARS + 1, year).get(year, frozenset())
        self._judged: dict[str, bool] = {}

    def known(self, peers: Collection[Peer]) -> int:
        """How many of some peers have one."""
        new = [peer for peer in peers if peer.org_unit not in self._judged]
        self._judged |= {peer.org_unit: code_with_figures(peer, self._there) is not None for peer in new}
        self._look_further([peer for peer in new if not self._judged[peer.org_unit]])
        return sum(self._judged[peer.org_unit] for peer in peers)

    def _look_further(self, peers: Sequence[Peer]) -> None:
        for figures in unit_figures(self._facts, self._others, peers, self._year, self._seen).values():
            self._judged |= {one.org_unit: True for one in figures if one.value is not None}


def year_with_figures(facts: Facts, indicators: Iterable[Indicator], year: int) -> int:
    """The newest year, back to where lines begin, that any published figure is there for; the year itself where none
    is, or where not all are published."""
    indicators = list(indicators)
    if not all(map(is_published, indicators)):
        return year
    return max(present(facts, indicators, year - YEARS + 1, year), default=year)
