"""Complementary suppression: which sums must be hidden so that none that is hidden can be computed back.

Docs/semantics.md 7. A sum is known by its support: the units whose rows it adds up. Sums of one period are
the rows of a matrix of zeros and ones; a hidden one leaks when it is a combination of those that are shown.
Pure: no store, no figures, only who is in which sum and how many they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

Support = frozenset[str]
Vector = dict[str, Fraction]


class Cell(NamedTuple):
    """A sum that would be shown for a unit. `size` is how many people it is of; `small` that it may not be shown.

    `parent` is the unit above in the tree of the day.
    """

    unit: str
    parent: str | None
    support: Support
    size: float
    small: bool


class Verdict(NamedTuple):
    """The sums of one period by what may be done with them."""

    hidden: frozenset[Support]
    shown: frozenset[Support]


def verdicts(trees: Iterable[Sequence[Cell]]) -> list[Verdict]:
    """What is hidden of one period's sums, for each tree that it was shown under, the earliest first.

    What was shown under an earlier tree has been published, and is not hidden afterwards.
    """
    hidden: set[Support] = set()
    shown: set[Support] = set()
    found = []
    for cells in trees:
        published = frozenset(shown)
        for cell in cells:
            if cell.support not in published:
                (hidden if cell.small else shown).add(cell.support)
        shown -= hidden
        if hidden:
            _close(cells, hidden, shown, published)
        found.append(Verdict(frozenset(hidden), frozenset(shown)))
    return found


def _close(cells: Sequence[Cell], hidden: set[Support], shown: set[Support], published: Collection[Support]) -> None:
    """Hide more, one sum at a time, until nothing that is hidden leaks. What was hidden last is looked at first:
    a sum that was hidden for another's sake may be the sum of its own parts."""
    order = sorted(hidden, key=sorted)
    given_up: set[Support] = set()
    while True:
        space = RowSpace(shown)
        leaking = next((one for one in reversed(order) if one not in given_up and space.holds(one)), None)
        if leaking is None:
            return
        more = _next_to_hide(leaking, cells, shown, published)
        if more is None:  # what gives it away has been published before: it is known already
            given_up.add(leaking)
            continue
        order.append(more)
        hidden.add(more)
        shown.discard(more)


def _next_to_hide(
    leaking: Support, cells: Sequence[Cell], shown: Collection[Support], published: Collection[Support]
) -> Support | None:
    """The smallest part of a sum that its parts give away, else the smallest sibling, else the smallest sum above."""
    free = [cell for cell in cells if cell.support in shown and cell.support not in published]
    own = {cell.unit for cell in cells if cell.support == leaking}
    parents = {cell.parent for cell in cells if cell.support == leaking}
    inside = [cell for cell in free if cell.support < leaking]
    beside = [cell for cell in free if cell.parent in parents and not cell.support >= leaking]
    if RowSpace([one for one in shown if one < leaking]).holds(leaking):
        choices = [[cell for cell in inside if cell.parent in own], inside]
    else:
        choices = [beside]
    choices += [[cell for cell in free if cell.support > leaking], free]
    return next((_smallest(some) for some in choices if some), None)


def _smallest(cells: Sequence[Cell]) -> Support:
    """The support of the fewest people; the first in the register's order among equals."""
    return min(cells, key=lambda cell: cell.size).support


class RowSpace:
    """All that can be computed from some sums by adding and subtracting, exactly."""

    def __init__(self, supports: Iterable[Support]) -> None:
        rows = set(supports)
        self._known: Support = frozenset()
        while alone := {row for row in rows if len(row) == 1}:  # most sums are of one unit, or become so
            self._known = self._known.union(*alone)
            rows = {left for row in rows if (left := row - self._known)}
        self._basis: dict[str, Vector] = {}
        for row in sorted(rows, key=lambda row: (len(row), sorted(row))):
            self._add(row)

    def holds(self, support: Support) -> bool:
        """Whether the sum of these units can be computed."""
        left = support - self._known
        return not left or not self._reduced(left)

    def _add(self, row: Support) -> None:
        vector = self._reduced(row)
        if vector:
            pivot = min(vector)
            self._basis[pivot] = {unit: part / vector[pivot] for unit, part in vector.items()}

    def _reduced(self, row: Support) -> Vector:
        """What is left of a row when the basis is taken from it: each vector of it from its pivot on."""
        vector = dict.fromkeys(row, Fraction(1))
        waiting = sorted(vector.keys() & self._basis.keys())
        while waiting:
            pivot = waiting[0]
            times = vector[pivot]
            for unit, part in self._basis[pivot].items():
                vector[unit] = vector.get(unit, Fraction(0)) - times * part
                if not vector[unit]:
                    del vector[unit]
            waiting = sorted(vector.keys() & self._basis.keys())
        return vector
