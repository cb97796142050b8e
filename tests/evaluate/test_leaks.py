"""Complementary suppression on small matrices, and an attack on it by linear algebra of another make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effnett.evaluate.leaks import Cell, RowSpace, Support, verdicts

LIMIT = 5


def tree(sizes: dict[str, int], above: dict[str, str | None]) -> list[Cell]:
    """The cells of a tree: leaves by their size, and for each unit the sum of the leaves at or below it."""

    def is_in(leaf: str, unit: str) -> bool:
        at: str | None = leaf
        while at is not None and at != unit:
            at = above[at]
        return at == unit

    found = []
    for unit, parent in above.items():
        support = frozenset(leaf for leaf in sizes if is_in(leaf, unit))
        if support:
            size = sum(sizes[leaf] for leaf in support)
            found.append(Cell(unit, parent, support, size, size < LIMIT))
    return found


def hidden(cells: Sequence[Cell]) -> set[str]:
    """The units whose sums are hidden."""
    (verdict,) = verdicts([cells])
    return {cell.unit for cell in cells if cell.support in verdict.hidden}


FLAT = dict.fromkeys("ACDE", "B") | {"B": None}


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ({"A": 20, "C": 12, "D": 30}, set()),
        ({"A": 4, "C": 12, "D": 30}, {"A", "C"}),
        ({"A": 4, "C": 12, "D": 12, "E": 30}, {"A", "C"}),
        ({"A": 4, "C": 3, "D": 30}, {"A", "C"}),
        ({"A": 4}, {"A", "B"}),
        ({"A": 4, "C": 40}, {"A", "C"}),
        ({"A": 2, "C": 2}, {"A", "B", "C"}),
    ],
    ids=["nobody is few", "the smallest sibling", "first of equals", "two are enough", "an only child is its parent",
         "two children", "few altogether"],
)  # fmt: skip
def test_the_smallest_sibling_goes_along(sizes: dict[str, int], expected: set[str]) -> None:
    """One small unit in a flat tree takes the smallest of the others with it, and no more."""
    assert hidden(tree(sizes, FLAT)) == expected


def test_a_sum_that_its_parts_give_away_takes_a_part_along() -> None:
    """A is small and C the smallest beside it; C's own parts would give C back, so the smallest of those goes too."""
    above = {"B": None, "A": "B", "C": "B", "D": "B", "C1": "C", "C2": "C"}
    assert hidden(tree({"A": 4, "C1": 5, "C2": 7, "D": 200}, above)) == {"A", "C", "C1"}


def test_a_small_parent_hides_beside_itself() -> None:
    """B is of two small units and few itself: its own sibling goes along, or the top would give B back."""
    above = {"T": None, "B": "T", "E": "T", "F": "T", "A": "B", "C": "B"}
    assert hidden(tree({"A": 2, "C": 2, "E": 60, "F": 50}, above)) == {"A", "C", "B", "F"}


def test_what_has_been_published_stays() -> None:
    """When D leaves for E, the sum of A and C alone is new and small; all else was shown before, and stays."""
    before = tree({"A": 20, "C": 30, "D": 40, "E": 50}, dict.fromkeys("ACD", "B") | {"B": None, "E": None})
    after = [
        Cell("A", "B", frozenset("A"), 20, True),
        Cell("C", "B", frozenset("C"), 30, False),
        Cell("B", None, frozenset("AC"), 50, False),
    ]
    first, second = verdicts([before, after])
    assert not first.hidden
    assert not second.hidden


def test_a_later_tree_gives_nothing_of_an_earlier_one_back() -> None:
    """A and C were hidden beside D; a later sum of C and D must not be shown, as D has been."""
    before = tree({"A": 4, "C": 12, "D": 30}, FLAT)
    after = [
        Cell("E", "B", frozenset("CD"), 42, False),
        Cell("A", "B", frozenset("A"), 4, True),
        Cell("B", None, frozenset("ACD"), 46, False),
    ]
    _, second = verdicts([before, after])
    assert frozenset("CD") in second.hidden
    assert frozenset("D") in second.shown


def spans(rows: Iterable[Support], one: Support, units: Sequence[str]) -> bool:
    """Whether a sum lies in the row space, by singular values."""
    matrix = np.array([[unit in row for unit in units] for row in rows], dtype=float).reshape(-1, len(units))
    more = np.vstack([matrix, [unit in one for unit in units]])
    return bool(np.linalg.matrix_rank(more) == (np.linalg.matrix_rank(matrix) if matrix.size else 0))


supports = st.frozensets(st.sampled_from("abcdefg"), min_size=1)


@given(st.lists(supports, max_size=9), supports)
def test_the_row_space_is_that_of_numpy(rows: list[Support], one: Support) -> None:
    """Our exact elimination and singular values agree on what can be computed."""
    assert RowSpace(rows).holds(one) == spans(rows, one, "abcdefg")


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_nothing_hidden_can_be_computed_back(seed: int) -> None:
    """Random trees of up to three levels with random sizes: the attack finds nothing but what the small must be."""
    random = Random(seed)
    above: dict[str, str | None] = {"B": None}
    for number in range(random.randint(1, 12)):
        above[f"u{number}"] = random.choice(list(above)[:5])
    parents = set(above.values())
    sizes = {unit: random.choice([1, 3, 4, 5, 9, 20, 80]) for unit in above if unit not in parents}
    cells = tree(sizes, above)
    (verdict,) = verdicts([cells])
    assert {cell.support for cell in cells if cell.small} <= verdict.hidden
    assert verdict.hidden | verdict.shown == {cell.support for cell in cells}
    assert [one for one in verdict.hidden if spans(verdict.shown, one, sorted(sizes))] == []


@given(st.dictionaries(st.sampled_from("ACDE"), st.integers(LIMIT, 99), min_size=1))
def test_nothing_is_hidden_where_nobody_is_few(sizes: dict[str, int]) -> None:
    """Suppression begins with a small sum, and never without."""
    assert hidden(tree(sizes, FLAT)) == set()
