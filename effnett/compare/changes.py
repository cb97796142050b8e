"""What lies between the years of a comparison: renumberings that are joined, mergers and splits that are not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from effnett.compare.groups import region_of
from effnett.compare.municipalities import codes_of
from effnett.evaluate.regions import RegionChange, region_changes
from effnett.model.comparison import Peer
from effnett.store.facts import Facts


class Changed(NamedTuple):
    """A unit and what became of its codes in some years, oldest first."""

    org_unit: str
    name: str
    changes: tuple[RegionChange, ...]

    @property
    def is_joined(self) -> bool:
        """Whether it is the same municipality all the way."""
        return all(change.kind == "renamed" for change in self.changes)


def changes_between(facts: Facts, peers: Iterable[Peer], first: int, last: int) -> list[Changed]:
    """The peers whose codes changed after the January of the first year and up to the end of the last."""
    found = region_changes(facts)
    within = [change for change in found if first * 12 < change.month <= last * 12 + 11]
    return [changed for peer in peers if (changed := _changed(peer, within))] if within else []


def _changed(peer: Peer, changes: Iterable[RegionChange]) -> Changed | None:
    codes = set(peer.codes)
    own = tuple(change for change in changes if change.old in codes or change.new in codes)
    return Changed(peer.org_unit, peer.name, own) if own else None


def all_changes(facts: Facts, org_unit: str, name: str) -> Changed | None:
    """Everything that has become of a unit's codes, whatever the year."""
    region = region_of(facts, org_unit)
    return _changed(Peer(org_unit, name, codes_of(facts, region), region), region_changes(facts))
