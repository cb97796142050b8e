"""A law: any sequence of files gives the same facts as a plain dictionary would."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from store_batches import accounts, kostra, source

from effnett.model.batch import Series
from effnett.store.facts import current_facts
from effnett.store.publish import publish

ACCOUNT_ROWS = st.tuples(
    st.sampled_from("ab"), st.integers(24100, 24101), st.sampled_from("12"), st.sampled_from([0.1, 0.2])
)
CELLS = st.tuples(
    st.integers(0, 1),
    st.sampled_from(["0301", "1103"]),
    st.integers(2008, 2009),
    st.sampled_from([(1.5, None), (None, "."), (-0.0, None)]),
)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(ACCOUNT_ROWS, min_size=1, max_size=6), min_size=1, max_size=4))
def test_accounts_are_as_a_dictionary_of_bags(files: list[list[tuple[str, int, str, float]]]) -> None:
    """Each unit's month holds the rows of the last file that had any; what went out is in history."""
    model: dict[tuple[str, int], Counter[object]] = {}
    gone = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for rows in files:
            (landed,) = publish(Path(folder), [(accounts(*rows), source())])
            before = model.copy()
            model.update({(unit, last): Counter() for unit, last, *_ in rows})
            for row in rows:
                model[row[0], row[1]][row] += 1
            replaced = sum((old - model[key]).total() for key, old in before.items())
            assert (landed.taken + landed.unchanged, landed.replaced) == (len(rows), replaced)
            gone += replaced
            facts = current_facts(Path(folder))
            found = Counter(facts.rows("SELECT org_unit, last, account, actual FROM accounts"))
            assert found == sum(model.values(), Counter())
            sums = facts.rows(
                "SELECT org_unit, last, num FROM flow JOIN flow_series USING (series) WHERE part = '*' ORDER BY ALL"
            )
            expected = sorted((*key, sum(r[3] for r in bag.elements())) for key, bag in model.items())  # type: ignore[index]  # rows are tuples
            assert [(u, m, round(n, 9)) for u, m, n in sums] == [(u, m, round(n, 9)) for u, m, n in expected]
            assert facts.rows("SELECT count(*) FROM history") == [(gone,)]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.dictionaries(CELLS.map(lambda c: c[:3]), CELLS.map(lambda c: c[3]), min_size=1), max_size=4))
def test_kostra_is_as_a_dictionary_of_cells(
    files: list[dict[tuple[int, str, int], tuple[float | None, str | None]]],
) -> None:
    """The last file to have a cell gives it; series are told apart by their contents, whatever their position."""
    names = ("A", "B")
    model: dict[tuple[str, str, int], tuple[float | None, str | None]] = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for turn, cells in enumerate(files):
            order = names[:: -1 if turn % 2 else 1]
            rows = [(at, region, year, *cell) for (at, region, year), cell in cells.items()]
            publish(Path(folder), [(kostra([Series(name) for name in order], *rows), source())])
            model |= {(order[at], region, year): cell for (at, region, year), cell in cells.items()}
            found = current_facts(Path(folder)).rows(
                "SELECT contents, region, last // 12, value, mark FROM kostra JOIN kostra_series USING (series)"
            )
            assert {row[:3]: row[3:] for row in found} == model
            assert len(found) == len(model)
