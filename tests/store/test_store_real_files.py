"""The real files land in a store (docs/contract.md 2)."""

from __future__ import annotations

from pathlib import Path

import pytest

from effnett.intake import import_file
from effnett.model.batch import Kind
from effnett.store.facts import current_facts

pytestmark = pytest.mark.shared


def test_the_workbook_and_its_twin_are_the_same_cells(tmp_path: Path, real_files: Path) -> None:
    """6,516 cells: 3,558 values, 2,957 not applicable, one missing; the twin adds nothing but words."""
    workbook = import_file(tmp_path, {}, real_files / "ssb-barnehager-2015-2023-alder-1-2-aar.xlsm", Kind.KOSTRA)
    twin = import_file(tmp_path, {}, real_files / "ssb-barnehager-2015-2023.jsonstat.json", Kind.KOSTRA)
    assert (workbook.taken, twin.taken, twin.replaced, twin.unchanged) == (6516, 0, 0, 6516)
    facts = current_facts(tmp_path)
    marks = facts.rows("SELECT mark, count(*), count(value) FROM kostra GROUP BY mark ORDER BY mark NULLS FIRST")
    assert marks == [(None, 3558, 3558), (".", 2957, 0), ("..", 1, 0)]
    assert facts.rows("SELECT count(*) FROM kostra_series") == [(1,)]
    again = import_file(tmp_path, {}, real_files / "ssb-barnehager-2015-2023.jsonstat.json", Kind.KOSTRA)
    assert not again.changed


def test_the_accounts_extract_adds_up(tmp_path: Path, real_files: Path) -> None:
    """All 1,644 records; net operating expenditure is class 1 over all types."""
    result = import_file(tmp_path, {}, real_files / "regnskap-0A-2019K4-0402.dat", Kind.ACCOUNTS)
    assert result.taken == 1644
    facts = current_facts(tmp_path)
    sums = facts.rows("SELECT function, sum(amount) FROM accounts_extract WHERE class = '1' GROUP BY ALL ORDER BY ALL")
    sql = "SELECT part, num FROM flow JOIN flow_series USING (series) WHERE key = ? ORDER BY ALL"
    flow = facts.rows(sql, ["net_operating_expenditure"])
    assert flow == [("*", sum(amount for _, amount in sums)), *sums]
