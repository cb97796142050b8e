"""The real files land in a store (docs/contract.md 2)."""

from __future__ import annotations

from pathlib import Path

import pytest

from effnett.intake import import_file
from effnett.model.batch import Kind
from effnett.store.facts import current_facts

REAL = Path(__file__).resolve().parents[2] / "../shared/data/real"
pytestmark = pytest.mark.shared


@pytest.fixture
def real() -> Path:
    """The folder of real files; skipped where it is not there."""
    for folder in (REAL, REAL.parents[2] / "../shared/data/real"):
        if folder.is_dir():
            return folder
    pytest.skip(f"THE REAL FILES ARE NOT THERE: {REAL}")


def test_the_workbook_and_its_twin_are_the_same_cells(tmp_path: Path, real: Path) -> None:
    """6,516 cells: 3,558 values, 2,957 not applicable, one missing; the twin adds nothing but words."""
    workbook = import_file(tmp_path, {}, real / "ssb-barnehager-2015-2023-alder-1-2-aar.xlsm", Kind.KOSTRA)
    twin = import_file(tmp_path, {}, real / "ssb-barnehager-2015-2023.jsonstat.json", Kind.KOSTRA)
    assert (workbook.taken, twin.taken, twin.replaced, twin.unchanged) == (6516, 0, 0, 6516)
    facts = current_facts(tmp_path)
    marks = facts.rows("SELECT mark, count(*), count(value) FROM kostra GROUP BY mark ORDER BY mark NULLS FIRST")
    assert marks == [(None, 3558, 3558), (".", 2957, 0), ("..", 1, 0)]
    assert facts.rows("SELECT count(*) FROM kostra_series") == [(1,)]
    again = import_file(tmp_path, {}, real / "ssb-barnehager-2015-2023.jsonstat.json", Kind.KOSTRA)
    assert not again.changed


def test_the_accounts_extract_adds_up(tmp_path: Path, real: Path) -> None:
    """All 1,644 records; net operating expenditure is class 1 over all types."""
    result = import_file(tmp_path, {}, real / "regnskap-0A-2019K4-0402.dat", Kind.ACCOUNTS)
    assert result.taken == 1644
    facts = current_facts(tmp_path)
    sums = facts.rows("SELECT function, sum(amount) FROM accounts_extract WHERE class = '1' GROUP BY ALL ORDER BY ALL")
    assert facts.rows("SELECT key, num FROM flow_accounts_extract WHERE key <> '*' ORDER BY ALL") == sums
    assert facts.rows("SELECT num FROM flow_accounts_extract WHERE key = '*'") == [(sum(n for _, n in sums),)]
