"""The real KOSTRA workbook: municipalities that were never reformed, renumbered, merged and split."""

from __future__ import annotations

from pathlib import Path

import pytest
from peers_world import COUNTRY, listed, rule
from worlds import indicator

from effnett.compare.comparison import compare
from effnett.intake import import_file
from effnett.model.batch import Kind
from effnett.model.comparison import Comparison
from effnett.model.observation import Absent
from effnett.model.organisation import PeerGroup
from effnett.model.scorecard import Measure, Source
from effnett.store.facts import Facts, current_facts

pytestmark = pytest.mark.shared

MUNICIPALITIES = {2015: 428, 2016: 428, 2017: 426, 2018: 422, 2019: 422, 2020: 356, 2023: 356}
"""How many there were, by Statistics Norway's own count."""


@pytest.fixture(scope="module")
def facts(real_files: Path, tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """The share of children of one and two in kindergarten, 2015 to 2023."""
    store = tmp_path_factory.mktemp("real")
    import_file(store, {}, real_files / "ssb-barnehager-2015-2023-alder-1-2-aar.xlsm", Kind.KOSTRA)
    return current_facts(store)


def compared(facts: Facts, unit: str, year: int, group: PeerGroup = COUNTRY) -> Comparison:
    """The share compared."""
    return compare(facts, indicator("kostra", measure=Measure(Source.KOSTRA, "KOSandel120000")), unit, group, year)


@pytest.mark.parametrize(("year", "count"), MUNICIPALITIES.items())
def test_the_country_has_as_many_municipalities_as_it_had(facts: Facts, year: int, count: int) -> None:
    """Through the reforms of 2017, 2018 and 2020."""
    assert compared(facts, "0301", year).of == count


@pytest.mark.parametrize(
    ("unit", "years"),
    [
        ("0301", {2015, 2019, 2020, 2023}),  # never reformed
        ("3101", {2015, 2019, 2020, 2023}),  # Halden: 0101, 3001, 3101
        ("0101", {2015, 2019, 2020, 2023}),
        ("1507", {2020, 2023}),  # Ålesund: merged in 2020
        ("1504", {2015, 2019}),
        ("1850", {2015, 2019}),  # Tysfjord: split in 2020
    ],
)
def test_a_unit_has_a_place_in_the_years_it_was(facts: Facts, unit: str, years: set[int]) -> None:
    """And none, nor a value, in the others."""
    found = {year: compared(facts, unit, year) for year in (2015, 2019, 2020, 2023)}
    assert {year for year, one in found.items() if one.rank is not None} == years
    assert {year for year, one in found.items() if one.own is not None} == years


def test_a_place_by_plain_sql(facts: Facts) -> None:
    """Halden in 2021 among all: the place and the median that SQL gives."""
    found = compared(facts, "3101", 2021)
    sql = """SELECT count(*) FILTER (value > (SELECT value FROM kostra WHERE region = '3001' AND last = $last)) + 1,
                    count(*), median(value)
             FROM kostra
             WHERE last = $last AND value IS NOT NULL AND region SIMILAR TO '[0-9]{4}' AND region <> '2111'"""
    assert facts.rows(sql, {"last": 2021 * 12 + 11}) == [(found.rank, found.with_data, found.spread.median)]


def test_a_list_of_old_and_new_codes(facts: Facts) -> None:
    """Each under its own code; Utsira's missing figure and a code out of use keep their marks; names stand once."""
    found = compared(facts, "0301", 2023, listed("0101", "1151", "1504", "5401"))
    rows = {row.org_unit: row for row in found.rows}
    assert {code for code, row in rows.items() if row.value is not None} == {"0101", "0301", "5401"}
    assert (rows["1151"].absent, rows["1504"].absent) == (Absent.MISSING, Absent.NOT_APPLICABLE)
    assert (rows["0301"].name, rows["0101"].name, found.of) == ("Oslo", "Halden", 5)


def test_a_county_by_its_codes(facts: Facts) -> None:
    """Rogaland had 26 municipalities in 2019 and 23 in 2020."""
    assert [compared(facts, "1103", year, rule("county")).of for year in (2019, 2020)] == [26, 23]
