"""The shared real files, as they come."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyarrow.compute as pc
import pytest
from load_helpers import REGISTER, real

from effnett.errors import InputError
from effnett.load.reading import read_batch
from effnett.load.register import Register
from effnett.model.batch import Batch, Kind

pytestmark = pytest.mark.shared

WORKBOOK = "ssb-barnehager-2015-2023-alder-1-2-aar.xlsm"
TWIN = "ssb-barnehager-2015-2023.jsonstat.json"


def landed(name: str, kind: Kind) -> Batch:
    """A real file read with an empty register."""
    return read_batch(real(name), kind, Register())


def test_workbook_and_its_twin_give_the_same_cells() -> None:
    """6,516 cells: 3,558 values, 2,957 `.` and one `..`, Utsira in 2023."""
    book, twin = landed(WORKBOOK, Kind.KOSTRA), landed(TWIN, Kind.KOSTRA)
    for column in ("region", "last", "span", "value", "mark", "quality"):
        assert book.rows[column].to_pylist() == twin.rows[column].to_pylist(), column
    assert Counter(book.rows["mark"].to_pylist()) == {None: 3558, ".": 2957, "..": 1}
    assert book.rows.num_rows - book.rows["value"].null_count == 3558
    missing = book.rows.filter(pc.equal(book.rows["mark"], "..")).to_pylist()
    assert [(row["region"], row["last"] // 12) for row in missing] == [("1151", 2023)]
    assert book.regions == twin.regions
    names = dict(book.regions)
    assert (len(names), names["0301"], names["3001"], names["2025"]) == (724, "Oslo", "Halden", "Tana")
    assert [batch.series[0].contents for batch in (book, twin)] == ["KOSandel120000"] * 2
    assert (book.rejects, twin.rejects) == ((), ())


def test_pxwebapi_2() -> None:
    """12134 with table, unit, decimals and when it was updated."""
    batch = landed("ssb-12134-pxwebapi2.json", Kind.KOSTRA)
    (series,) = batch.series
    assert (series.contents, series.table, series.unit, series.decimals) == ("KOSAG110000", "12134", "kr", 0)
    assert series.updated == "2026-03-16T07:00:00Z"
    values = zip(batch.rows["region"].to_pylist(), batch.rows["value"].to_pylist(), strict=True)
    assert dict(values) == {"0301": 81240.0, "4601": 66605.0, "5001": 62853.0}


def test_pxweb_v1() -> None:
    """07221 with its three kinds of dwelling as filters, quarters, and 24 `..`."""
    batch = landed("ssb-07221-jsonstat-v1.json", Kind.KOSTRA)
    assert batch.rows.num_rows == 288
    assert Counter(batch.rows["mark"].to_pylist()) == {None: 264, "..": 24}
    assert {(s.table, s.unit, s.decimals) for s in batch.series} == {("07221", "indeks", 1)}
    assert [s.filters for s in batch.series] == [(("Boligtype", code),) for code in ("01", "02", "03")]
    assert set(batch.rows["span"].to_pylist()) == {3}
    assert dict(batch.regions)["TOTAL"] == "Hele landet"


def test_accounts_extract_adds_up() -> None:
    """All 1,644 records of Kongsvinger; net operating expenditure per function is the class-1 sum, in kroner."""
    path = real("regnskap-0A-2019K4-0402.dat")
    batch = read_batch(path, Kind.ACCOUNTS, REGISTER)
    assert (batch.table, batch.rows.num_rows, batch.rejects) == ("accounts_extract", 1644, ())
    expected: Counter[str] = Counter()
    for line in path.read_text(encoding="latin-1").splitlines():
        if line[31] == "1":
            expected[line[32:36].strip()] += int(line[39:48]) * 1000
    found: Counter[str] = Counter()
    for row in batch.rows.to_pylist():
        assert (row["org_unit"], row["last"], row["span"]) == ("0402", 2019 * 12 + 11, 12)
        if row["class"] == "1":
            found[row["function"]] += row["amount"]
    assert found == expected
    assert len(found) > 50


def test_population() -> None:
    """All 4,239,198 rows, projected ones as estimates, districts and municipalities by SSB's codes."""
    batch = landed("befolkning.parquet", Kind.POPULATION)
    rows = batch.rows
    assert rows.num_rows == 4_239_198
    assert rows["persons"].null_count == 448
    assert {row["values"]: row["counts"] for row in pc.value_counts(rows["quality"]).to_pylist()} == {
        3: 4_239_198 - 1_323_000,
        1: 1_323_000,
    }
    regions = set(pc.unique(rows["region"]).to_pylist())
    assert {"0301", "030112", "5001", "EAK", "EKA31", "460101"} <= regions
    alna = rows.filter(
        pc.and_(
            pc.and_(pc.equal(rows["region"], "030112"), pc.equal(rows["year"], 2008)), pc.equal(rows["sex"], "total")
        )
    )
    assert 44_000 < pc.sum(alna["persons"]).as_py() < 46_500


def test_region_codes_tell_their_faults() -> None:
    """The three files land; 1507 is told to be split, halves are told to be no shares."""
    table = landed("kommunetabell-2019-2023-2024.csv", Kind.REGION_CODES)
    recoding = landed("omkoding-2024.parquet", Kind.REGION_CODES)
    changes = landed("kodeendringer-2024.json", Kind.REGION_CODES)
    assert [batch.rows.num_rows for batch in (table, recoding, changes)] == [141, 542, 112]
    assert "1507 → 1508" in changes.notices[0]
    assert "1580" in changes.notices[0]
    assert "0,5" in recoding.notices[1]
    assert "1507" in table.notices[1]
    assert "0703" in table.notices[0]  # Horten before 1988: no date, and so no merger of 2020
    for batch in (table, recoding, changes):
        weights = {row["old_code"]: row["weight"] for row in batch.rows.to_pylist()}
        assert (weights["1507"], weights["3001"]) == (None, 1.0)
    days = {(row["old_code"], row["new_code"]): row["from_date"].year for row in recoding.rows.to_pylist()}
    assert (days["0101", "3101"], days["3001", "3101"], days["1901", "5503"]) == (2020, 2024, 2013)


OTHERS = {
    "udir-elevundersokelsen-mobbing.csv": "IndikatorNivaa",
    "imdi-bosatt-anmodede-latin1.csv": "Bosetting",
    "innbyggerundersokelse-telemark-2025.csv": "Kommunenummer_2025",
    "ssb-12451-sykefravaer-2025K4.csv": "kvartal",
    "klass131-2026.csv": "parentCode",
    "klass-bydeler-2020.csv": "parentCode",
}


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("kind", list(Kind))
def test_files_of_other_sorts_are_refused(name: str, kind: Kind) -> None:
    """None of our kinds: told with the columns it has, or what is odd in it."""
    path: Path = real(name)
    with pytest.raises(InputError) as caught:
        read_batch(path, kind, REGISTER)
    said = str(caught.value)
    assert said.startswith(name)
    if name.startswith("imdi") and kind is Kind.KOSTRA:
        assert "overskriften går trolig over flere rader" in said
    elif kind is not Kind.REGION_CODES or not name.startswith("klass"):
        assert OTHERS[name].lower() in said.lower()


@pytest.mark.parametrize(
    "name", ["befolkning.parquet", TWIN, WORKBOOK, "regnskap-0A-2019K4-0402.dat", "kodeendringer-2024.json"]
)
@pytest.mark.parametrize("kind", [Kind.SICK_LEAVE, Kind.UNITS, Kind.KOSTRA])
def test_a_real_file_given_as_another_kind(name: str, kind: Kind) -> None:
    """The wrong kind is told, with the right one where the file shows it."""
    if kind is Kind.KOSTRA and name in (TWIN, WORKBOOK):
        return
    with pytest.raises(InputError) as caught:
        landed(name, kind)
    if name != WORKBOOK:
        assert "Prøv effnett import" in str(caught.value)
