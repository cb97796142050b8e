"""What a file replaces, keeps and leaves alone (docs/contract.md 2), on tiny real stores."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from store_batches import accounts, activity, batch, kostra, sick_leave, source, units, wave

from effnett.errors import InputError, Place, Problem
from effnett.model.batch import Batch, Kind, Series
from effnett.store.facts import current_facts
from effnett.store.files import current_name
from effnett.store.landing import KEYS, Landed
from effnett.store.organisation import read_tree
from effnett.store.overview import history, imports, rejects
from effnett.store.publish import bring_up_to_date, publish

APRIL, MAY = 2009 * 12 + 3, 2009 * 12 + 4
ALNA = units(("030112", "Bydel Alna", None), ("a", "Avdeling A", "030112"), ("b", "Avdeling B", "030112"))


def landed(store: Path, one: Batch, name: str = "fil.csv") -> Landed:
    """What became of one batch."""
    return publish(store, [(one, source(name))])[0]


def counts(one: Landed) -> tuple[int, int, int]:
    """Taken, replaced, unchanged."""
    return one.taken, one.replaced, one.unchanged


SURVEY = "survey last span org_unit question answer respondents mark quality"
PEOPLE = "region year sex age persons quality"
EXTRACT = "org_unit last span class function type amount quality"
CORRECTIONS = {
    "units": (ALNA, units(("a", "Nytt navn", "030112")), (1, 1, 0), 3),
    "sick_leave, a month": (
        sick_leave(("a", APRIL, 20, 1), ("a", MAY, 20, 1), ("b", APRIL, 20, 1)),
        sick_leave(("a", APRIL, 20, 2)),
        (1, 1, 0),
        3,
    ),
    "accounts, all rows of a unit's month": (
        accounts(("a", APRIL, "1", 5), ("a", APRIL, "2", 6), ("a", MAY, "1", 7)),
        accounts(("a", APRIL, "1", 5)),
        (0, 1, 1),
        2,
    ),
    "accounts, equal rows are two bookings": (
        accounts(("a", APRIL, "1", 5)),
        accounts(("a", APRIL, "1", 5), ("a", APRIL, "1", 5)),
        (1, 0, 1),
        2,
    ),
    "survey, all questions of a unit's wave": (
        batch(
            Kind.SURVEY_ANSWERS,
            SURVEY,
            ("m", MAY, 4, "a", "samlet", 5.0, 3, None, 3),
            ("m", MAY, 4, "a", "ledelse", 4.0, 3, None, 3),
            ("m", MAY, 4, "b", "samlet", 4.0, 3, None, 3),
        ),
        batch(Kind.SURVEY_ANSWERS, SURVEY, ("m", MAY, 4, "a", "samlet", 5.0, 3, None, 3)),
        (0, 1, 1),
        2,
    ),
    "activity, one measure": (
        activity(("x", "a", APRIL, 1, 5), ("y", "a", APRIL, 1, 5)),
        activity(("x", "a", APRIL, 1, 6)),
        (1, 1, 0),
        2,
    ),
    "a later quarter of the extract stands beside the earlier": (
        batch(Kind.ACCOUNTS, EXTRACT, ("0402", 24230, 3, "1", "201", "010", 5.0, 3), table="accounts_extract"),
        batch(Kind.ACCOUNTS, EXTRACT, ("0402", 24233, 6, "1", "201", "010", 9.0, 3), table="accounts_extract"),
        (1, 0, 0),
        2,
    ),
    "kostra, one cell": (
        kostra(Series("K"), (0, "0301", 2008, 5.0, None), (0, "0301", 2009, 6.0, None)),
        kostra(Series("K"), (0, "0301", 2009, None, ":")),
        (1, 1, 0),
        2,
    ),
    "population, a region's year": (
        batch(Kind.POPULATION, PEOPLE, ("0301", 2008, "1", 0, 9.0, 3), ("0301", 2008, "1", 1, 9.0, 3)),
        batch(Kind.POPULATION, PEOPLE, ("0301", 2008, "1", 0, 8.0, 3)),
        (1, 2, 0),
        1,
    ),
    "region_codes without a date": (
        batch(Kind.REGION_CODES, "old_code new_code from_date weight", ("1507", "1508", None, 0.5)),
        batch(Kind.REGION_CODES, "old_code new_code from_date weight", ("1507", "1508", None, 0.8)),
        (1, 1, 0),
        1,
    ),
    "region_groups": (
        batch(Kind.REGION_GROUPS, "group org_unit from_year to_year", ("EKG10", "0301", 2008, None)),
        batch(Kind.REGION_GROUPS, "group org_unit from_year to_year", ("EKG10", "0301", 2008, 2012)),
        (1, 1, 0),
        1,
    ),
}


@pytest.mark.parametrize(("first", "second", "expected", "rows"), CORRECTIONS.values(), ids=CORRECTIONS)
def test_a_corrected_file_replaces_its_keys_and_nothing_else(
    tmp_path: Path, first: Batch, second: Batch, expected: tuple[int, int, int], rows: int
) -> None:
    """Taken, replaced and unchanged are counted, and history holds what went out."""
    assert counts(landed(tmp_path, first)) == (first.rows.num_rows, 0, 0)
    assert counts(landed(tmp_path, second)) == expected
    facts = current_facts(tmp_path)
    assert len(facts.rows(f'SELECT 1 FROM "{second.table}"')) == rows  # a table of the test
    assert len(facts.rows("SELECT 1 FROM history WHERE import_id = 1 AND replaced_by = 2")) == expected[1]


@pytest.mark.parametrize("first", [case[0] for case in CORRECTIONS.values()], ids=CORRECTIONS)
def test_the_same_file_twice_changes_nothing(tmp_path: Path, first: Batch) -> None:
    """No publication, no line in the log, all rows counted as unchanged."""
    landed(tmp_path, first)
    name = current_name(tmp_path)
    again = landed(tmp_path, first, "samme under nytt navn.csv")
    assert (counts(again), again.changed) == ((0, 0, first.rows.num_rows), frozenset())
    assert current_name(tmp_path) == name
    assert len(imports(current_facts(tmp_path))) == 1


def test_every_raw_table_has_a_key_made_of_its_columns(tmp_path: Path) -> None:
    """A key that names a column the table lacks would fail only when such a file came."""
    facts = current_facts(tmp_path)
    for table, key in KEYS.items():
        found = facts.rows("SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [table])
        assert set(key) <= {name for (name,) in found}, table


def test_unchanged_rows_of_a_corrected_file_keep_their_import(tmp_path: Path) -> None:
    """The source of a figure is the file that first said it, at the line it stood there."""
    landed(tmp_path, sick_leave(("a", APRIL, 20, 1), ("a", MAY, 20, 1)))
    landed(tmp_path, sick_leave(("b", MAY, 9, 9), ("a", MAY, 20, 3), ("a", APRIL, 20, 1)))
    rows = current_facts(tmp_path).rows("SELECT org_unit, last, import_id, line FROM sick_leave ORDER BY ALL")
    assert rows == [("a", APRIL, 1, 2), ("a", MAY, 2, 3), ("b", MAY, 2, 2)]


def test_history_tells_what_was_replaced_by_which_file_and_whom(tmp_path: Path) -> None:
    """The old row, the import it came with and the one that took its place."""
    publish(tmp_path, [(sick_leave(("a", APRIL, 20, 1)), source("gammel.csv", checksum="1", who="Kari"))])
    publish(tmp_path, [(sick_leave(("a", APRIL, 20, 2)), source("ny.csv", checksum="2", who="Ola"))])
    facts = current_facts(tmp_path)
    (old,) = history(facts, "sick_leave", {"org_unit": "a", "last": APRIL})
    assert (old.row["doctor_certified_days"], old.row["line"], old.import_id, old.replaced_by) == (1.0, 2, 1, 2)
    assert history(facts, "sick_leave", {"org_unit": "b"}) == []
    newest, first = imports(facts)
    assert (newest.file, newest.imported_by, newest.replaced, first.checksum) == ("ny.csv", "Ola", 1, "1")


def test_derived_tables_follow_the_raw_ones(tmp_path: Path) -> None:
    """Sums are made anew when their raw table changes, and when units give the number of employees."""
    landed(tmp_path, ALNA)
    landed(tmp_path, sick_leave(("a", APRIL, 20, 1)))
    landed(tmp_path, sick_leave(("a", APRIL, 20, 4)))
    facts = current_facts(tmp_path)
    total = "SELECT num, den, employees FROM flow JOIN flow_series USING (series) WHERE key = 'total'"
    assert facts.rows(total) == [(5.0, 20.0, 12)]


def test_kostra_is_kept_in_both_orders(tmp_path: Path) -> None:
    """Region first in the raw table, series first in the derived one, whatever order files came in."""
    pair = (Series("A"), Series("B"))
    landed(tmp_path, kostra(pair, (1, "1103", 2008, 1.0, None), (0, "1103", 2009, 2.0, None)))
    landed(tmp_path, kostra(pair, (1, "0301", 2008, 3.0, None), (0, "0301", 2007, 4.0, None)))
    facts = current_facts(tmp_path)
    by_region = facts.rows("SELECT region, series, last FROM kostra")
    by_series = facts.rows("SELECT series, last, region FROM kostra_by_series")
    assert (len(by_region), by_region, by_series) == (4, sorted(by_region), sorted(by_series))


@pytest.mark.parametrize(
    ("arriving", "expected"),
    [
        (("c", "a", "b", "030112"), ["c", "a", "b", "030112"]),
        (("b",), ["030112", "a", "b"]),
        (("ny", "a"), ["030112", "a", "b", "ny"]),
    ],
    ids=["the whole register says the order", "a part leaves it", "new units come last"],
)
def test_units_keep_the_registers_order(tmp_path: Path, arriving: tuple[str, ...], expected: list[str]) -> None:
    """Also where a corrected unit came with a later file."""
    landed(tmp_path, ALNA)
    landed(tmp_path, units(*((code, f"{code} rettet", None) for code in arriving)))
    facts = current_facts(tmp_path)
    assert list(read_tree(facts).units) == expected
    assert [code for (code,) in facts.rows("SELECT org_unit FROM units")] == expected


def test_a_register_in_another_order_is_a_change(tmp_path: Path) -> None:
    """No figure is another, but the pages list the units differently."""
    landed(tmp_path, ALNA)
    again = landed(
        tmp_path, units(("030112", "Bydel Alna", None), ("b", "Avdeling B", "030112"), ("a", "Avdeling A", "030112"))
    )
    assert (counts(again), again.changed) == ((0, 0, 3), {"units"})
    assert list(read_tree(current_facts(tmp_path)).units) == ["030112", "b", "a"]


FUNCTION = (("KOKfunksjon0000", "FGK8b"),)
SERIES = {
    "the same": ([Series("A", "1", FUNCTION)], [Series("A", "1", FUNCTION)], [("A", "1")]),
    "a known table fills in": ([Series("A")], [Series("A", "1")], [("A", "1")]),
    "an unknown table takes the known": ([Series("A", "1")], [Series("A")], [("A", "1")]),
    "other tables are other series": ([Series("A", "1")], [Series("A", "2")], [("A", "1"), ("A", "2")]),
    "other filters are other series": ([Series("A", "1")], [Series("A", "1", FUNCTION)], [("A", "1"), ("A", "1")]),
}


@pytest.mark.parametrize(("first", "second", "expected"), SERIES.values(), ids=SERIES)
def test_series_are_matched_by_contents_filters_and_known_table(
    tmp_path: Path, first: list[Series], second: list[Series], expected: list[tuple[str, str]]
) -> None:
    """A series keeps its number; one the store lacks gets a new one."""
    landed(tmp_path, kostra(first, (0, "0301", 2008, 5.0, None)))
    landed(tmp_path, kostra(second, (0, "0301", 2008, 6.0, None)))
    rows = current_facts(tmp_path).rows('SELECT contents, "table" FROM kostra_series ORDER BY series')
    assert rows == expected


def test_a_file_without_its_table_is_refused_where_two_tables_have_the_contents(tmp_path: Path) -> None:
    """It would be a guess which figures it replaces."""
    landed(tmp_path, kostra([Series("A", "1"), Series("A", "2")], (0, "0301", 2008, 5.0, None)))
    name = current_name(tmp_path)
    with pytest.raises(InputError, match="--table"):
        landed(tmp_path, kostra(Series("A"), (0, "0301", 2008, 6.0, None)))
    assert current_name(tmp_path) == name


def test_labels_units_and_names_are_refreshed(tmp_path: Path) -> None:
    """The newest file's words stand; what it does not say stays."""
    cell = (0, "0301", 2008, 5.0, None)
    landed(tmp_path, kostra(Series("A", "1", (), "Gammel", "prosent", 1, "2024-03-15"), cell, names=[("0301", "Oslo")]))
    newer = kostra(Series("A", "", (), "Ny", "", None, "2024-06-15"), cell, names=[("0301", "Oslo - Oslove")])
    assert landed(tmp_path, newer).changed == {"kostra_series", "regions"}
    facts = current_facts(tmp_path)
    assert facts.rows('SELECT label, unit, decimals, updated, "table", filters FROM kostra_series') == [
        ("Ny", "prosent", 1, "2024-06-15", "1", "{}")
    ]
    assert facts.rows("FROM regions") == [("0301", "Oslo - Oslove")]


def test_several_batches_are_one_publication(tmp_path: Path) -> None:
    """As the demonstration store is built: each with its line in the log, published once."""
    publish(tmp_path, [(ALNA, source("u.csv")), (sick_leave(("a", APRIL, 20, 1)), source("s.csv"))])
    assert [one.file for one in imports(current_facts(tmp_path))] == ["s.csv", "u.csv"]
    assert len(list((tmp_path / "facts").iterdir())) == 1


def test_notices_and_rejects_are_kept(tmp_path: Path) -> None:
    """So that the Data page can show them later."""
    found = (Problem(Place("s.csv", 7), "negative dager", "Rett fortegnet."),)
    one = sick_leave(("a", APRIL, 20, 1))
    publish(tmp_path, [(Batch(one.kind, one.table, one.rows, found, ("én kolonne er ukjent",)), source("s.csv"))])
    facts = current_facts(tmp_path)
    assert rejects(facts, 1) == list(found)
    assert [(i.rejected, i.notices) for i in imports(facts)] == [(1, ("én kolonne er ukjent",))]


def test_published_files_are_of_the_pinned_storage_version(tmp_path: Path) -> None:
    """So that an older reader of the same pinned DuckDB opens them, and a log beside them is never replayed."""
    landed(tmp_path, wave(1))
    assert current_facts(tmp_path).rows(
        "SELECT tags['storage_version'] FROM duckdb_databases() WHERE NOT internal"
    ) == [("v1.5.0+",)]
    assert [path.name for path in tmp_path.rglob("*") if path.suffix in (".wal", ".tmp")] == []


def of_another_edition(store: Path, column: str) -> None:
    """Make the newest facts look as if another edition of the program had published them."""
    landed(store, sick_leave(("a", APRIL, 20, 1)))
    with duckdb.connect(str(store / "facts" / str(current_name(store)))) as connection:
        connection.execute(f"UPDATE edition SET {column} = 'older'")
        connection.execute("DROP TABLE flow")


def test_facts_of_another_edition_are_told_and_brought_up_to_date(tmp_path: Path) -> None:
    """Derived tables can be made anew from the raw ones; until they are, nothing is read amiss."""
    of_another_edition(tmp_path, "derived")
    with pytest.raises(InputError, match="annen utgave"):
        current_facts(tmp_path)
    bring_up_to_date(tmp_path)
    name = current_name(tmp_path)
    assert current_facts(tmp_path).rows("SELECT count(*) > 0 FROM flow") == [(True,)]
    bring_up_to_date(tmp_path)
    assert current_name(tmp_path) == name


def test_raw_tables_of_another_edition_are_refused(tmp_path: Path) -> None:
    """Nobody knows what they mean; the store stays as it is."""
    of_another_edition(tmp_path, "raw")
    name = current_name(tmp_path)
    with pytest.raises(InputError, match="annen utgave"):
        bring_up_to_date(tmp_path)
    assert current_name(tmp_path) == name
