"""Real files through load into store: landed whole, refused whole, or in part where that was asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from effnett.errors import InputError
from effnett.intake import ImportResult, import_file, preview_file
from effnett.load.tables import TABLES
from effnett.model.batch import Kind
from effnett.store.facts import current_facts
from effnett.store.files import current_name
from effnett.store.landing import KEYS
from effnett.store.overview import imports, loaded, newest, refused, rejects, stale

UNITS = "org_unit,name,kind,parent,valid_from,valid_to,successor,kostra_code,employees\n"
ALNA = UNITS + "030112,Bydel Alna,bydel,,,,,,100\na,Avdeling A,enhet,030112,,,,,20\nb,Avdeling B,enhet,030112,,,,,20\n"
SICK = "org_unit,month,agreed_days,self_certified_days,doctor_certified_days,employees\n"
ACTIVITY = "measure,period,org_unit,numerator,denominator\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with a district and two units."""
    folder = tmp_path / "lager"
    landed(folder, tmp_path / "units.csv", Kind.UNITS, ALNA)
    return folder


def landed(store: Path, path: Path, kind: Kind, text: str, **more: object) -> ImportResult:
    """Write a file and import it."""
    path.write_text(text, encoding="utf-8")
    return import_file(store, {}, path, kind, **more)  # type: ignore[arg-type]  # the test's own


def test_a_file_lands_with_its_log(store: Path, tmp_path: Path) -> None:
    """Name, checksum, size, who and counts; the progress ends at the whole."""
    told: list[float] = []
    path = tmp_path / "syk.csv"
    text = SICK + "a,2009-04,400,4,20,20\nb,2009-04,400,4,10,20\n"
    result = landed(store, path, Kind.SICK_LEAVE, text, who="Kari", progress=lambda _, share: told.append(share))
    assert (result.taken, result.replaced, result.unchanged, result.changed) == (2, 0, 0, True)
    assert told == sorted(told)
    assert told[-1] == 1.0
    log = imports(current_facts(store))[0]
    assert (log.file, log.imported_by, log.taken, log.bytes) == ("syk.csv", "Kari", 2, len(text))
    assert len(log.checksum) == 64


def test_the_same_file_twice_is_told_as_unchanged(store: Path, tmp_path: Path) -> None:
    """Nothing is published, also under another name."""
    text = SICK + "a,2009-04,400,4,20,20\n"
    first = landed(store, tmp_path / "syk.csv", Kind.SICK_LEAVE, text)
    again = landed(store, tmp_path / "syk-2.csv", Kind.SICK_LEAVE, text)
    assert (again.taken, again.unchanged, again.changed, again.version) == (0, 1, False, first.version)


def test_a_file_with_a_bad_row_is_refused_whole_and_noted(store: Path, tmp_path: Path) -> None:
    """All problems are told, the facts stay, and the Data page can show them later."""
    name = current_name(store)
    with pytest.raises(InputError) as told:
        landed(
            store,
            tmp_path / "syk.csv",
            Kind.SICK_LEAVE,
            SICK + "a,2009-04,400,4,20,20\nx,2009-13,-1,4,20,20\n",
            who="Ola",
        )
    assert current_name(store) == name
    assert {problem.place.line for problem in told.value.problems} == {3}
    (one,) = refused(store)
    assert (one.who, one.kind, one.file, one.problems) == (
        "Ola",
        "sick_leave",
        "syk.csv",
        tuple(map(str, told.value.problems)),
    )


def test_allowed_rejects_land_the_good_rows_and_write_the_bad_beside(store: Path, tmp_path: Path) -> None:
    """The written file has the header, the line as it was and the reason; put right, it can be imported."""
    text = SICK + "a,2009-04,400,4,20,20\nukjent,2009-04,400,4,20,20\nb,2009-04,400,4,10,20\n"
    result = landed(store, tmp_path / "syk.csv", Kind.SICK_LEAVE, text, allow_rejects=True)
    assert (result.taken, len(result.rejects)) == (2, 1)
    assert result.rejected_file == tmp_path / "syk.rejected.csv"
    header, line = result.rejected_file.read_text(encoding="utf-8").splitlines()
    assert header == SICK.strip() + ",avvist_fordi"
    assert line.startswith("ukjent,2009-04,400,4,20,20,")
    assert "ukjent" in line.removeprefix("ukjent")
    facts = current_facts(store)
    assert [problem.place.line for problem in rejects(facts, 2)] == [3]
    corrected = result.rejected_file.read_text(encoding="utf-8").replace("ukjent,", "a,").replace("2009-04", "2009-05")
    assert landed(store, tmp_path / "rettet.csv", Kind.SICK_LEAVE, corrected).taken == 1


def test_a_file_of_bad_rows_alone_is_refused_also_where_rejects_are_allowed(store: Path, tmp_path: Path) -> None:
    """Nothing landed is no success."""
    with pytest.raises(InputError):
        landed(store, tmp_path / "s.csv", Kind.SICK_LEAVE, SICK + "x,2009-04,400,4,20,20\n", allow_rejects=True)
    assert not (tmp_path / "s.rejected.csv").exists()


def test_a_preview_changes_nothing(store: Path, tmp_path: Path) -> None:
    """Good rows and rejects are seen before anything lands."""
    path = tmp_path / "syk.csv"
    path.write_text(SICK + "a,2009-04,400,4,20,20\nx,2009-04,400,4,20,20\n")
    before = sorted(store.rglob("*"))
    batch = preview_file(store, {}, path, Kind.SICK_LEAVE)
    assert (batch.rows.num_rows, len(batch.rejects)) == (1, 1)
    assert sorted(store.rglob("*")) == before


def test_an_uploaded_file_is_named_as_the_person_named_it(store: Path, tmp_path: Path) -> None:
    """Its name on the disk is never told."""
    with pytest.raises(InputError) as told:
        landed(store, tmp_path / "tmp8f3", Kind.SICK_LEAVE, SICK + "x,2009-04,400,4,20,20\n", file_name="syk.csv")
    assert {problem.place.file for problem in told.value.problems} == {"syk.csv"}
    with pytest.raises(InputError) as told:
        landed(store, tmp_path / "tmp8f3", Kind.SICK_LEAVE, "<html>", file_name="syk.csv")
    assert {problem.place.file for problem in told.value.problems} == {"syk.csv"}


OVERLAPS = {
    "a year beside its tertials": ("x,2009-T1,a,1,\n", "x,2009,a,9,\n", [2]),
    "a tertial inside its year": ("x,2009,a,9,\n", "x,2009-T1,a,1,\nx,2010-T1,a,1,\n", [2]),
    "in one file": ("y,2008,a,1,\n", "x,2009-T1,a,1,\nx,2009-03,a,1,\nx,2009-05,a,1,\n", [3]),
    "a quarter across two tertials": ("x,2009-T2,a,1,\n", "x,2009-Q2,a,1,\n", [2]),
    "another unit": ("x,2009,a,9,\n", "x,2009-T1,b,1,\n", []),
    "another measure": ("x,2009,a,9,\n", "y,2009-T1,a,1,\n", []),
    "the same period again": ("x,2009,a,9,\n", "x,2009,a,8,\n", []),
}


@pytest.mark.parametrize(("first", "second", "lines"), OVERLAPS.values(), ids=OVERLAPS)
def test_activity_that_would_count_twice_is_rejected(
    store: Path, tmp_path: Path, first: str, second: str, lines: list[int]
) -> None:
    """Periods of different length over the same months, in the store or in the file."""
    landed(store, tmp_path / "første.csv", Kind.ACTIVITY, ACTIVITY + first)
    path = tmp_path / "andre.csv"
    path.write_text(ACTIVITY + second)
    batch = preview_file(store, {}, path, Kind.ACTIVITY)
    assert [reject.place.line for reject in batch.rejects] == lines
    assert batch.rows.num_rows == second.count("\n") - len(lines)


def test_more_answers_than_invited_are_found_across_files(store: Path, tmp_path: Path) -> None:
    """Whichever of the two files comes first."""
    answers = "survey,period,org_unit,question,answer,respondents\nm,2009-T1,{},samlet,5,11\nm,2009-T1,{},samlet,,1\n"
    invited = "survey,period,org_unit,invited,responded\nm,2009-T1,{},11,\n"
    landed(store, tmp_path / "i.csv", Kind.SURVEY_INVITED, invited.format("a"))
    with pytest.raises(InputError):
        landed(store, tmp_path / "s.csv", Kind.SURVEY_ANSWERS, answers.format("a", "a"))
    landed(store, tmp_path / "s.csv", Kind.SURVEY_ANSWERS, answers.format("b", "b"))
    with pytest.raises(InputError):
        landed(store, tmp_path / "i.csv", Kind.SURVEY_INVITED, invited.format("b"))


def test_what_is_read_has_the_columns_of_the_store() -> None:
    """Each table a file is read to is one of the store's, column for column."""
    facts = current_facts(Path("finnes-ikke"))
    for table, schema in TABLES.items():
        found = facts.rows("SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [table])
        assert sorted(schema.names) == sorted({name for (name,) in found} - {"import_id", "place"}), table
    assert set(TABLES) == set(KEYS)


def test_what_is_loaded_is_told_by_table_with_periods(store: Path, tmp_path: Path) -> None:
    """Rows, units, first and last period, and the file of the newest row."""
    landed(store, tmp_path / "syk.csv", Kind.SICK_LEAVE, SICK + "a,2009-04,400,4,20,20\nb,2008-12,400,4,20,20\n")
    landed(store, tmp_path / "tiltak.csv", Kind.ACTIVITY, ACTIVITY + "x,2008-T3,a,1,\nx,2009-T1,a,1,\nw,2006,a,1,\n")
    facts = current_facts(store)
    told = [
        (one.table, one.rows, one.org_units, one.first and one.first.key, one.last and one.last.key)
        for one in loaded(facts)
    ]
    assert told == [
        ("units", 3, 3, None, None),
        ("sick_leave", 2, 2, "2008-12", "2009-04"),
        ("activity", 3, 1, "2006", "2009-T1"),
    ]
    assert [one.newest.file for one in loaded(facts) if one.newest] == ["units.csv", "syk.csv", "tiltak.csv"]
    assert [(one.id, one.period.key) for one in newest(facts)] == [("w", "2006"), ("x", "2009-T1")]


@pytest.mark.parametrize(("day", "expected"), [("2011-04-30", ["w"]), ("2011-05-01", ["w", "x"]), ("2008-12-31", [])])
def test_stale_is_what_ended_more_than_two_years_before(
    store: Path, tmp_path: Path, day: str, expected: list[str]
) -> None:
    """The day that is exactly two years after is not more than two years (docs/semantics.md 1)."""
    landed(store, tmp_path / "tiltak.csv", Kind.ACTIVITY, ACTIVITY + "x,2009-T1,a,1,\nw,2006,a,1,\n")
    assert [one.id for one in stale(current_facts(store), date.fromisoformat(day))] == expected


def test_a_half_written_refusal_is_passed_over(store: Path, tmp_path: Path) -> None:
    """A process may die while it writes the line."""
    with pytest.raises(InputError):
        import_file(store, {}, tmp_path / "finnes-ikke.csv", Kind.UNITS)
    with (store / "refused.jsonl").open("a") as file:
        file.write('{"at": "2026')
    assert [one.file for one in refused(store)] == ["finnes-ikke.csv"]


def test_an_uploaded_file_is_named_as_its_giver_names_it(store: Path, tmp_path: Path) -> None:
    """The name that it lies under on the disk is told nowhere, not even in what to do."""
    path = tmp_path / "opplastet.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        preview_file(store, {}, path, Kind.SICK_LEAVE, file_name="tall.json")
    assert "opplastet" not in str(refusal.value)
    assert "effnett import kostra tall.json" in str(refusal.value)
