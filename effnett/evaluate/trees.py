"""The trees that figures have been shown under: the register as it was at each as-of (docs/semantics.md 3).

A tree is known by the month it holds from. It changes where units end; between two changes it is the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from effnett.evaluate.tree import Reads, org_tree, reads, units_with_rows
from effnett.model.periods import last_day, month_index
from effnett.store.facts import Facts

_TERTIAL = 4
_FIRST = 12
"""A month before all others that is still one of the calendar."""


def trees(facts: Facts) -> Sequence[int]:
    """All trees, the earliest first: that of the first as-of, and one for each that comes after some unit's end."""
    return facts.kept("trees", lambda: _trees(facts))


def tree_at(facts: Facts, month: int) -> int:
    """The tree of the as-of that ends with a month."""
    return max(tree for tree in trees(facts) if tree <= month)


def trees_of(facts: Facts, month: int) -> list[int]:
    """The trees that figures of a month are shown under: that of its tertial's end, and all later ones."""
    first = tree_at(facts, _end_of_tertial(month))
    return [tree for tree in trees(facts) if tree >= first]


def sources(facts: Facts, tree: int) -> Mapping[str, frozenset[str]]:
    """The units whose rows the sums of each unit may read whole; and those of each unit that was split into shares."""
    return facts.kept(("sources", tree), lambda: _sources(_reads(facts, tree)))


def takers(facts: Facts, tree: int) -> Mapping[str, frozenset[str]]:
    """By unit that was split: the units whose sums have a share of what it was."""
    return facts.kept(("takers", tree), lambda: _takers(_reads(facts, tree)))


def shut_out(facts: Facts, tree: int) -> Mapping[str, Sequence[tuple[str, str, int, int]]]:
    """By unit: (source, above, first, last) for each source that rows of a unit above it shut out, in some months."""
    return facts.kept(("shut out", tree), lambda: _by_unit(_reads(facts, tree)))


def parents(facts: Facts, tree: int) -> Mapping[str, str | None]:
    """The unit above each unit, or the one that stands in for it."""
    return facts.kept(("parents", tree), lambda: _parents(facts, tree))


def _trees(facts: Facts) -> list[int]:
    found = {_FIRST}
    for unit in org_tree(facts).units.values():
        if unit.valid_to:
            end = _end_of_tertial(month_index(unit.valid_to))
            found.add(end if last_day(end) > unit.valid_to else end + _TERTIAL)
    return sorted(found)


def _end_of_tertial(month: int) -> int:
    return month // _TERTIAL * _TERTIAL + _TERTIAL - 1


def _reads(facts: Facts, tree: int) -> Reads:
    units = org_tree(facts).units
    unlisted = sorted(units_with_rows(facts) - units.keys())  # regions may be asked for without being in the register
    return reads(facts, [*units, *unlisted], last_day(tree))


def _sources(found: Reads) -> dict[str, frozenset[str]]:
    by_unit: dict[str, set[str]] = {}
    for unit, source in zip(found.shown, found.source, strict=True):
        share = found.shares.get((unit, source))
        by_unit.setdefault(share.split if share else unit, set()).add(source)
    return {unit: frozenset(of_unit) for unit, of_unit in by_unit.items()}


def _takers(found: Reads) -> dict[str, frozenset[str]]:
    by_split: dict[str, set[str]] = {}
    for (unit, _), share in found.shares.items():
        by_split.setdefault(share.split, set()).add(unit)
    return {split: frozenset(units) for split, units in by_split.items()}


def _by_unit(found: Reads) -> dict[str, list[tuple[str, str, int, int]]]:
    by_unit: dict[str, list[tuple[str, str, int, int]]] = {}
    for shown, source, above, first, last, is_shown in found.above:
        if not is_shown:
            by_unit.setdefault(shown, []).append((source, above, first, last))
    return by_unit


def _parents(facts: Facts, tree: int) -> dict[str, str | None]:
    register, day = org_tree(facts), last_day(tree)
    return {code: unit.parent and register.stand_in(unit.parent, day) for code, unit in register.units.items()}
