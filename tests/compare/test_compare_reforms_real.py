"""SSB's own workbook and answer in one store, read beside by other means; and the three real files of code changes.

Never touched: 0301 Oslo. Renumbered: 0101 → 3001 Halden, 1201 → 4601 Bergen. Merged: 1504 and four others → 1507
Ålesund; 5030 → 5001 Trondheim, which lived on. Split: 1850 Tysfjord → 1806 and 1875, and 1507 → 1508 and 1580.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from statistics import median

import pytest
from peers_world import COUNTRY, listed
from python_calamine import CalamineWorkbook
from worlds import indicator, scorecard

from effnett.compare.comparison import compare
from effnett.compare.municipalities import codes_of, municipalities
from effnett.compare.reforms import reforms
from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.evaluate.regions import Split, line_breaks, region_changes, region_codes, region_names, splits
from effnett.intake import import_file
from effnett.model.batch import Kind
from effnett.model.evaluation import Evaluation
from effnett.model.periods import AsOf, month_index
from effnett.model.regions import shipped_region_changes
from effnett.model.scorecard import Indicator, Measure, Source
from effnett.store.facts import Facts, current_facts

pytestmark = pytest.mark.shared

WORKBOOK, ANSWER = "ssb-barnehager-2015-2023-alder-1-2-aar.xlsm", "ssb-12134-pxwebapi2.json"
SHARE, INCOME = "KOSandel120000", "KOSAG110000"
FILES = ("kommunetabell-2019-2023-2024.csv", "omkoding-2024.parquet", "kodeendringer-2024.json")


def imported(store: Path, real_files: Path, *changes: str) -> Facts:
    """A store of the workbook, the answer and some files of changes."""
    for name, kind in [(WORKBOOK, Kind.KOSTRA), (ANSWER, Kind.KOSTRA), *((one, Kind.REGION_CODES) for one in changes)]:
        import_file(store, {}, real_files / name, kind)
    return current_facts(store)


@pytest.fixture(scope="module")
def facts(real_files: Path, tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """Both files, with the changes that are shipped."""
    return imported(tmp_path_factory.mktemp("shipped"), real_files)


@pytest.fixture(scope="module")
def cells(real_files: Path) -> Mapping[tuple[str, int], float | None]:
    """The workbook by code and year, as a spreadsheet has it."""
    head, *rows = CalamineWorkbook.from_path(real_files / WORKBOOK).get_sheet_by_index(0).to_python()
    return {
        (str(label)[:4], int(str(year))): cell if isinstance(cell, float) else None
        for label, *values in rows
        for year, cell in zip(head[1:], values, strict=True)
    }


def share(name: str = SHARE) -> Indicator:
    """The indicator of a series."""
    return indicator("kostra", measure=Measure(Source.KOSTRA, name))


def evaluated(facts: Facts, code: str, year: int, name: str = SHARE) -> Evaluation:
    """A municipality's figure, and its line of twelve years."""
    return evaluate_scorecard(scorecard(share(name), org_unit=code), facts, AsOf(year, 3), years=12).evaluations[0]


def test_all_724_codes_are_there(facts: Facts, cells: Mapping[tuple[str, int], float | None]) -> None:
    """Each once, and every figure of the workbook as it is."""
    assert len({code for code, _ in cells}) == 724
    sql = "SELECT region, last // 12, value FROM kostra JOIN kostra_series USING (series) WHERE contents = $contents"
    rows = facts.rows(sql, {"contents": SHARE})
    assert {(code, year): value for code, year, value in rows} == cells


LINES = {
    "0301": [("0301", 2015, 2023)],
    "3101": [("0101", 2015, 2019), ("3001", 2020, 2023)],
    "0101": [("0101", 2015, 2019)],
    "4601": [("1201", 2015, 2019), ("4601", 2020, 2023)],
    "1507": [("1507", 2020, 2023)],
    "1504": [("1504", 2015, 2019)],
    "1508": [],
    "1850": [("1850", 2015, 2019)],
    "1875": [("1875", 2020, 2023)],
    "5001": [("1601", 2015, 2017), ("5001", 2018, 2023)],
}


@pytest.mark.parametrize(("code", "pieces"), LINES.items())
def test_a_line_is_the_workbooks_own_figures(
    facts: Facts, cells: Mapping[tuple[str, int], float | None], code: str, pieces: list[tuple[str, int, int]]
) -> None:
    """Under the code each year's figure stands under; one to one joined, merged and split not."""
    expected = [(year, cells[old, year]) for old, first, last in pieces for year in range(first, last + 1)]
    found = evaluated(facts, code, 2023)
    assert [(point.year, point.value) for point in found.points if point.value is not None] == expected


def test_a_line_that_takes_another_in_is_broken(facts: Facts, cells: Mapping[tuple[str, int], float | None]) -> None:
    """Trondheim took Klæbu in in 2020: no change is told in that year. Oslo's and Halden's are."""
    for code, year, old, new in [
        ("5001", 2020, "", ""),
        ("0301", 2020, "0301", "0301"),
        ("3101", 2020, "0101", "3001"),
    ]:
        change = evaluated(facts, code, year).change
        assert (change is None) == (code == "5001")
        if change is not None:
            before, now = cells[old, year - 1], cells[new, year]
            assert before is not None
            assert now is not None
            assert (change.before, change.difference) == (before, pytest.approx(now - before))


@pytest.mark.parametrize("year", [2016, 2019, 2020, 2023])
@pytest.mark.parametrize("code", ["0301", "3101", "4601", "1507", "1504", "1850", "5001"])
def test_a_place_among_all_municipalities(
    facts: Facts, cells: Mapping[tuple[str, int], float | None], code: str, year: int
) -> None:
    """The rank, the median and how many, counted from the workbook; none for what was no municipality that year."""
    values = {
        old: value for (old, when), value in cells.items() if when == year and value is not None and old != "2111"
    }
    found = compare(facts, share(), code, COUNTRY, year)
    own = next((values[old] for old in codes_of(facts, code) if old in values), None)
    assert (found.with_data, found.spread.median) == (len(values), pytest.approx(median(values.values())))
    assert found.rank == (None if own is None else 1 + sum(value > own for value in values.values()))


def test_the_answer_beside_the_workbook(facts: Facts, real_files: Path) -> None:
    """The free income of 2024 by the JSON itself: Oslo before Bergen and Trondheim, names written once."""
    data = json.loads((real_files / ANSWER).read_text(encoding="utf-8"))
    codes = data["dimension"]["KOKkommuneregion0000"]["category"]["index"]
    values = {code: float(data["value"][at]) for code, at in codes.items()}
    found = compare(facts, share(INCOME), "1201", listed("0301", "5001"), 2024)
    assert {row.org_unit: row.value for row in found.rows} == {
        "0301": values["0301"], "1201": values["4601"], "5001": values["5001"]
    }  # fmt: skip
    assert [(row.name, row.rank) for row in found.rows] == [("Oslo", None), ("Bergen", None), ("Trondheim", None)]
    assert compare(facts, share(INCOME), "4601", COUNTRY, 2024).of == 357


def test_names_stand_once(facts: Facts) -> None:
    """In one language, without years; a code that no file names has the name of the one before it."""
    names = region_names(facts)
    assert not [name for name in names.values() if " - " in name or "(-" in name]
    assert [names[code] for code in ("0301", "1850", "1875", "3101", "5601")] == [
        "Oslo", "Tysfjord", "Hamarøy", "Halden", "Alta"
    ]  # fmt: skip


@pytest.mark.parametrize("files", [(FILES[0],), (FILES[1],), (FILES[2],), FILES])
def test_the_real_files_agree_with_what_is_shipped(
    facts: Facts, files: tuple[str, ...], real_files: Path, tmp_path: Path
) -> None:
    """They add nothing to the years from 2014 on: no line is broken or joined that was not, no code lives longer.

    The recoding leads from every old code to that of 2024; only three mergers of earlier years are news in it.
    """
    found = imported(tmp_path, real_files, *files)
    since = month_index(min(change.from_date for change in shipped_region_changes()))
    codes = {code for change in shipped_region_changes() for code in (change.old_code, change.new_code)}
    codes |= set(municipalities(facts, 2023))
    news = {(one.old, one.new, one.month // 12) for one in set(region_changes(found)) - set(region_changes(facts))}
    of_municipalities = {one for one in news if len(one[0]) == 4 and not one[0].startswith("21")}
    early = {("1503", "1505", 2008), ("1556", "1505", 2008), ("1723", "1756", 2012), ("1729", "1756", 2012),
             ("1901", "1903", 2013), ("1915", "1903", 2013)}  # fmt: skip
    assert of_municipalities == (early if FILES[1] in files else set())
    for code in codes:
        assert region_codes(found, code) == region_codes(facts, code)
        now, was = line_breaks(found, code), line_breaks(facts, code)
        assert {month: kind for month, kind in now.items() if month >= since} == dict(was)
        later = [one._replace(shares=()) for one in reforms(found, code) if month_index(one.day) >= since]
        assert later == list(reforms(facts, code))
    for year in range(2013, 2026):
        assert municipalities(found, year) == municipalities(facts, year)


def test_the_recoding_gives_the_shares_of_snillfjord_and_no_halves(real_files: Path, tmp_path: Path) -> None:
    """Of all municipalities it has real weights for one: Ålesund, Haram and Tysfjord are halves, and stay broken."""
    found = imported(tmp_path, real_files, FILES[1])
    split = {old: one for old, one in splits(found).items() if old.isdigit()}
    weights = {"5055": Fraction(35, 100), "5056": Fraction(35, 100), "5059": Fraction(3, 10)}
    assert split == {"5012": Split(2020 * 12, weights)}
    assert reforms(found, "5059")[-1].shares == (("5012", Fraction(3, 10)),)
    assert [one.shares for code in ("1507", "1850") for one in reforms(found, code) if one.is_split] == [(), ()]
