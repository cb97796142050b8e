"""The unit register through time, and whose rows are read for whom (docs/semantics.md 2 and 3)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Final, NamedTuple

from effnett.evaluate.regions import Split, region_changes, region_names, splits
from effnett.evaluate.series import known_series
from effnett.model.organisation import OrgTree, OrgUnit
from effnett.model.periods import first_day, month_index
from effnett.store.facts import Facts
from effnett.store.organisation import read_tree


def org_tree(facts: Facts) -> OrgTree:
    """The register of a facts file, with the names of KOSTRA regions beside it; kept with the facts."""
    return facts.kept("org_tree", lambda: _tree(facts))


def _tree(facts: Facts) -> OrgTree:
    """Names of regions are read when one is asked for: most scorecards are of units in the register."""
    tree = _register(facts)
    if regions := _regions_through_time(facts, tree):
        tree = OrgTree.of([*tree.units.values(), *regions])
    return replace(tree, region_name=lambda code: region_names(facts).get(code, code))


def _register(facts: Facts) -> OrgTree:
    return facts.kept("register", lambda: read_tree(facts))


def listed_units(facts: Facts) -> Collection[str]:
    """The units of the register alone, without the regions that stand beside them."""
    return _register(facts).units.keys()


def _regions_through_time(facts: Facts, tree: OrgTree) -> list[OrgUnit]:
    """Regions with rows that add up which the register does not list, and what they have become: renumbered or merged.

    They are ended units with a successor like any other, so that sums are followed. What was split has none, and has
    ended only where the shares are known: its sums are then followed by those (`_ways`).
    """
    unlisted = sorted(units_with_rows(facts) - tree.units.keys())
    if not unlisted:
        return []
    heirs = {one.old: one for one in region_changes(facts) if one.kind in ("renamed", "merged")}
    names = region_names(facts)
    parted = splits(facts)
    found: dict[str, OrgUnit] = {}
    front = [code for code in unlisted if code in heirs or code in parted]
    while front:
        code = front.pop(0)
        if code in found or code in tree.units:
            continue
        found[code] = OrgUnit(code, names.get(code, code))
        if heir := heirs.get(code):
            ended = first_day(heir.month) - timedelta(days=1)
            found[code] = found[code]._replace(valid_to=ended, successor=heir.new)
            front.append(heir.new)
        elif split := parted.get(code):
            found[code] = found[code]._replace(valid_to=first_day(split.month) - timedelta(days=1))
            front += split.shares
    return list(found.values())


class Share(NamedTuple):
    """What a unit takes of another's rows from before the month `until`: so much of what `split` was then."""

    weight: Fraction
    until: int
    split: str


@dataclass
class Reads:
    """Whose rows are read for which unit at an as-of: one entry of `shown` and `source` for each pair.

    `above` lists the units with rows of their own that the source lay below, and from which month to which:
    (shown, source, above, first, last, False); their rows for the same time shut the source's out. With True
    `above` is the shown unit itself, whose rows of any time up to the as-of do so for `latest`.

    `shares` has the pairs of shown and source that only a share of the rows is read for, and never those of `surveys`.
    """

    shown: list[str] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    above: list[tuple[str, str, str, int, int, bool]] = field(default_factory=list)
    shares: dict[tuple[str, str], Share] = field(default_factory=dict)
    surveys: Sequence[int] = ()

    @cached_property
    def sources(self) -> Mapping[str, Sequence[str]]:
        """The sources of each shown unit."""
        found: dict[str, list[str]] = {}
        for unit, source in zip(self.shown, self.source, strict=True):
            found.setdefault(unit, []).append(source)
        return found


def reads(facts: Facts, shown: Sequence[str], day: date) -> Reads:
    """Who is read for each shown unit: itself, all below, and those that have ended with one of them as successor.

    Rows of an ended unit count for its stand-in alone, and once for each unit above the stand-in; those of a split
    one for each of its heirs by its share, and by the sum of the shares for the units above.
    """
    key = ("reads", tuple(shown), reads_epoch(facts, day))
    return facts.kept(key, lambda: _reads(facts, frozenset(shown), day))


def reads_epoch(facts: Facts, day: date) -> int:
    """How many units have ended by a day: between two ends the reads are the same."""
    return sum(unit.has_ended(day) for unit in org_tree(facts).units.values())


def _reads(facts: Facts, shown: frozenset[str], day: date) -> Reads:
    tree = org_tree(facts)
    with_rows = units_with_rows(facts)
    found = Reads()
    ways = {code: _ways(facts, tree, code, day) for code in dict.fromkeys([*tree.units, *sorted(shown)])}
    for code, way in ways.items():
        above = [one for one in _above(tree, code) if one[0] in with_rows] if code in with_rows else []
        for unit in filter(shown.__contains__, way.units):
            found.shown.append(unit)
            found.source.append(code)
            if way.split and way.units[unit] != 1:
                found.shares[unit, code] = Share(Fraction(way.units[unit]), way.until, way.split)
            found.above += [(unit, code, *one, False) for one in above if unit in ways[one[0]].units]
            if code in with_rows and unit in with_rows and unit not in way.heirs:
                found.above.append((unit, code, unit, 0, _FAR, True))
            else:
                found.above += [(unit, code, *one, True) for one in above if one[0] == unit]
    if found.shares:
        found.surveys = [number for (source, *_), (number, _) in known_series(facts).items() if source == "survey"]
    return found


_FAR = 9999 * 12
"""A month after all others."""

WHOLE: Final = Share(Fraction(1), _FAR, "")
"""All of a unit's rows, whenever."""


def _above(
    tree: OrgTree, code: str, first: int = 0, last: int = _FAR, seen: tuple[str, ...] = ()
) -> Iterator[tuple[str, int, int]]:
    """The units above a unit, each with the first and last month that it was so.

    A unit is above others as long as it lasts, and its successor after that: rows from before a merger were
    never part of the successor's own.
    """
    at, stands_in = tree.unit(code).parent, set[str]()
    while at is not None and at not in seen and first <= last:
        unit = tree.unit(at)
        heir = unit.successor if unit.successor not in stands_in else None
        ends = min(last, month_index(unit.valid_to)) if heir and unit.valid_to else last
        if first <= ends:
            yield at, first, ends
            yield from _above(tree, at, first, ends, (*seen, at))
        stands_in.add(at)
        if heir and unit.valid_to:
            first = max(first, month_index(unit.valid_to + timedelta(days=1)))  # both are, in a month parted in two
        at = heir


class _Way(NamedTuple):
    """The units that a unit's rows count for, each with its share of them, and those of them that stand in for it.

    `split` is the split unit whose heirs they are, from the month `until`; "" for none.
    """

    units: Mapping[str, Fraction | int]
    heirs: Collection[str]
    split: str = ""
    until: int = 0


def _ways(facts: Facts, tree: OrgTree, code: str, day: date) -> _Way:
    """The unit that stands in for a unit on a day, that one's parent's stand-in, and so on up; of a unit that was
    split into shares, all those of its heirs."""
    chain = _chain(tree, code, day)
    split = _split_by(facts, tree, chain[0], day)
    if split is None:
        return _Way(dict.fromkeys(chain, 1), chain[:1])
    units: dict[str, Fraction | int] = {}
    heirs: list[str] = []
    for heir, share in split.shares.items():
        way = _ways(facts, tree, heir, day)
        heirs += way.heirs
        for unit, weight in way.units.items():
            units[unit] = units.get(unit, 0) + share * weight
    return _Way(units, heirs, chain[0], split.month)


def _split_by(facts: Facts, tree: OrgTree, code: str, day: date) -> Split | None:
    """The split that a unit without successor has ended by, where it is of known shares.

    The register must end the unit where the split is, and have had nothing below it that day: else nobody knows what
    the shares are shares of, and nothing is carried. Nor is it where an heir has become the split unit again.
    """
    split, unit = splits(facts).get(code), tree.unit(code)
    if split is None or unit.successor or not unit.valid_to or not unit.has_ended(day):
        return None
    if month_index(unit.valid_to + timedelta(days=1)) != split.month:
        return None
    if _comes_back(facts, tree, code, day) or any(code in _chain(tree, one, unit.valid_to)[1:] for one in tree.units):
        return None
    return split


def _comes_back(facts: Facts, tree: OrgTree, code: str, day: date) -> bool:
    """Whether what a unit was split into leads back to itself, through successors and other splits."""
    parted = splits(facts)
    seen: set[str] = set()
    front = [*parted[code].shares]
    while front:
        at = tree.stand_in(front.pop(), day)
        if at == code:
            return True
        if at not in seen:
            seen.add(at)
            front += parted[at].shares if at in parted else ()
    return False


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


def heirs_of_split(facts: Facts, code: str, day: date) -> Collection[str]:
    """The units that have taken over shares of a unit that was split by a day; none of any other."""
    way = _ways(facts, org_tree(facts), code, day)
    return way.heirs if way.split else ()


def units_with_rows(facts: Facts) -> Collection[str]:
    """The units that have rows of their own of anything that adds up."""
    return own_rows_by_unit(facts).keys()


def own_rows_by_unit(facts: Facts) -> Mapping[str, Collection[str]]:
    """What units have rows of their own of: one survey, one measure, or a whole source."""

    def read() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for unit, own_rows in facts.rows("SELECT DISTINCT org_unit, own_rows FROM flow_presence"):
            found.setdefault(unit, []).append(own_rows)
        return found

    return facts.kept("own rows", read)
