"""The unit register through time, and whose rows are read for whom (docs/semantics.md 2 and 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from effnett.evaluate.regions import region_names
from effnett.model.organisation import OrgTree
from effnett.store.facts import Facts
from effnett.store.organisation import read_tree


def org_tree(facts: Facts) -> OrgTree:
    """The register of a facts file, with the names of KOSTRA regions beside it; kept with the facts."""
    return facts.kept("org_tree", lambda: _tree(facts))


def _tree(facts: Facts) -> OrgTree:
    """Names of regions are read when one is asked for: most scorecards are of units in the register."""
    return replace(read_tree(facts), region_name=lambda code: region_names(facts).get(code, code))


@dataclass
class Reads:
    """Whose rows are read for which unit at an as-of: one entry of `shown` and `source` for each pair.

    `above` lists, for pairs that a unit with rows of its own may stand between, that unit's sources:
    (shown, source, above, whether `above` is the shown unit itself). Empty in most stores.
    """

    shown: list[str] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    above: list[tuple[str, str, str, bool]] = field(default_factory=list)

    @cached_property
    def sources(self) -> Mapping[str, Sequence[str]]:
        """The sources of each shown unit."""
        found: dict[str, list[str]] = {}
        for unit, source in zip(self.shown, self.source, strict=True):
            found.setdefault(unit, []).append(source)
        return found


def reads(facts: Facts, shown: Sequence[str], day: date) -> Reads:
    """Who is read for each shown unit: itself, all below, and those that have ended with one of them as successor.

    Rows of an ended unit count for its stand-in alone, and once for each unit above the stand-in.
    """
    key = ("reads", tuple(shown), _epoch(facts, day))
    return facts.kept(key, lambda: _reads(facts, frozenset(shown), day))


def _epoch(facts: Facts, day: date) -> int:
    """How many units have ended by a day: between two ends the reads are the same."""
    return sum(unit.has_ended(day) for unit in org_tree(facts).units.values())


def _reads(facts: Facts, shown: frozenset[str], day: date) -> Reads:
    tree = org_tree(facts)
    with_rows = _units_with_rows(facts)
    found = Reads()
    sources_of: dict[str, list[str]] = {}
    chains: dict[str, list[str]] = {}
    for code in dict.fromkeys([*tree.units, *sorted(shown)]):
        chain = _chain(tree, code, day)
        chains[code] = chain
        if code in with_rows:
            sources_of.setdefault(chain[0], []).append(code)
    for code, chain in chains.items():
        for steps, unit in enumerate(chain):
            if unit not in shown:
                continue
            found.shown.append(unit)
            found.source.append(code)
            found.above += [
                (unit, code, source, above == unit)
                for above in chain[1 : steps + 1]
                for source in sources_of.get(above, ())
            ]
    return found


def _chain(tree: OrgTree, code: str, day: date) -> list[str]:
    """The unit that stands in for a unit on a day, that one's parent's stand-in, and so on up."""
    chain: list[str] = []
    at: str | None = code
    while at is not None:
        at = tree.stand_in(at, day)
        if at in chain:
            break
        chain.append(at)
        at = tree.unit(at).parent
    return chain


def _units_with_rows(facts: Facts) -> frozenset[str]:
    return facts.kept(
        "units_with_rows",
        lambda: frozenset(code for (code,) in facts.rows("SELECT DISTINCT org_unit FROM flow_presence")),
    )
