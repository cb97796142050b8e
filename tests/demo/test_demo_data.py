"""The demonstration data: the script's own bytes, the published figures exactly, and no leak past August 2009."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[2]
DATA = PROJECT / "data"
LAST_MONTH = {"-T1": "-04", "-T2": "-08", "-T3": "-12"}
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """The rows of one committed CSV file."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


UNITS = {unit["org_unit"]: unit for unit in rows("units.csv")}


def below(top: str) -> set[str]:
    """A unit and everything below it."""
    return {top}.union(*(below(code) for code, unit in UNITS.items() if unit["parent"] == top))


ALNA = below("030112")


def ratio(found: Iterable[Row], numerators: list[str], denominator: str) -> Fraction:
    """Add up first, divide last."""
    found = list(found)
    total = sum((Fraction(row[name]) for row in found for name in numerators), Fraction(0))
    return total / sum((Fraction(row[denominator]) for row in found), Fraction(0))


def of_year(name: str, year: int) -> list[Row]:
    """Alna's monthly rows of a year."""
    return [row for row in rows(name) if row["org_unit"] in ALNA and row["month"].startswith(str(year))]


def survey(id: str, question: str, year: int) -> list[Row]:
    """Alna's counted answers to a question in a year, without don't know."""
    wanted = (id, question, str(year))
    return [
        row
        for row in rows("survey_answers.csv")
        if (row["survey"], row["question"], row["period"]) == wanted and row["org_unit"] in ALNA and row["answer"]
    ]


def mean(answers: list[Row]) -> Fraction:
    """The mean of counted answers."""
    total = sum((Fraction(row["answer"]) * int(row["respondents"]) for row in answers), Fraction(0))
    return total / sum(int(row["respondents"]) for row in answers)


def test_the_committed_files_are_what_the_script_writes(tmp_path: Path) -> None:
    """The same bytes on every machine and in every run."""
    subprocess.run([sys.executable, DATA / "make_demo.py", tmp_path], check=True)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {path.name: path.read_bytes() for suffix in ("csv", "json") for path in DATA.glob(f"*.{suffix}")}
    assert written.keys() == committed.keys()
    assert [name for name in written if written[name] != committed[name]] == []
    assert sum(map(len, written.values())) < 6_000_000
    assert not any(b"\r" in text for text in written.values())


def test_the_manifest_names_every_file_in_an_order_that_can_be_imported() -> None:
    """Units come first, and invited before answers."""
    files = yaml.safe_load((DATA / "manifest.yaml").read_text(encoding="utf-8"))["files"]
    assert {entry["file"] for entry in files} == {p.name for s in ("csv", "json") for p in DATA.glob(f"*.{s}")}
    kinds = [entry["kind"] for entry in files]
    assert kinds[0] == "units"
    assert kinds.index("survey_invited") < min(kinds.index("survey_answers"), kinds.index("survey_means"))


@pytest.mark.parametrize(("year", "percent"), [(2006, "11.6"), (2007, "10.35"), (2008, "10.06")])
def test_sick_leave_is_as_published(year: int, percent: str) -> None:
    """Lost days of agreed days over all units and months of the year."""
    value = ratio(of_year("sick_leave.csv", year), ["self_certified_days", "doctor_certified_days"], "agreed_days")
    assert value * 100 == Fraction(percent)


def test_short_and_long_term_sick_leave_add_up_to_the_whole() -> None:
    """What is shown beside the total is the same days, parted in another way."""
    for row in rows("sick_leave.csv"):
        parts = [int(row[f"{part}_days"]) for part in ("self_certified", "doctor_certified", "short_term", "long_term")]
        assert sum(parts[:2]) == sum(parts[2:]) <= int(row["agreed_days"]), row


@pytest.mark.parametrize(
    ("year", "percent", "quality"), [(2006, "97.24", "final"), (2007, "95.93", "final"), (2008, "97", "estimate")]
)
def test_accounts_are_as_published(year: int, percent: str, quality: str) -> None:
    """Actual of budget over all units; "ca 97" is an estimate."""
    found = of_year("accounts.csv", year)
    assert ratio(found, ["actual"], "budget") * 100 == Fraction(percent)
    assert {row["quality"] for row in found} == {quality}


@pytest.mark.parametrize(
    ("id", "question", "year", "value", "quality"),
    [
        ("bruker", "samlet", 2006, "4.89", "final"),
        ("bruker", "samlet", 2007, "4.70", "final"),
        ("medarbeider", "samlet", 2007, "4.2", "year_uncertain"),
        ("medarbeider", "samlet", 2008, "4.3", "year_uncertain"),
        ("medarbeider", "ledelse", 2007, "4.47", "year_uncertain"),
        ("medarbeider", "ledelse", 2008, "4.45", "year_uncertain"),
    ],
)
def test_surveys_are_as_published(id: str, question: str, year: int, value: str, quality: str) -> None:
    """Means of the counted answers, with the source's own doubt about the year."""
    answers = survey(id, question, year)
    assert mean(answers) == Fraction(value)
    assert {row["quality"] for row in answers} == {quality}


@pytest.mark.parametrize(("id", "question"), [("bruker", "samlet"), ("frivillige", "samarbeid")])
def test_what_is_not_known_yet_is_a_question_mark(id: str, question: str) -> None:
    """The source's "??" for 2008 stands for every unit that is asked, and no figure beside it."""
    found = [
        r for r in rows("survey_answers.csv") if (r["survey"], r["question"], r["period"]) == (id, question, "2008")
    ]
    assert {(row["answer"], row["respondents"]) for row in found} == {("", "?")}


def test_alna_has_23_result_units_below_its_sections() -> None:
    """The register as of the end of August 2009, with one unit merged in 2008 and one new in 2009."""
    day = date(2009, 8, 31).isoformat()
    result_units = [unit for unit in UNITS.values() if unit["org_unit"] in ALNA and unit["kind"] == "resultatenhet"]
    valid = [unit for unit in result_units if not unit["valid_to"] or unit["valid_to"] >= day]
    assert len(valid) == 23
    assert {UNITS[unit["parent"]]["parent"] for unit in valid} == {"030112"}
    assert sum(int(unit["employees"]) for unit in valid) == 2500 == int(UNITS["030112"]["employees"])
    assert [(u["valid_to"], u["successor"]) for u in result_units if u["valid_to"]] == [
        ("2008-06-30", "granstien-hjemmetjeneste")
    ]
    assert [u["org_unit"] for u in valid if u["valid_from"] == "2009-01-01"] == ["barnehager-solkroken"]
    assert "furuset-hjemmetjeneste" in UNITS


def test_no_unit_has_the_name_of_a_real_place_in_alna() -> None:
    """No real workplace gets an invented figure: the contract's example is the only one named after a real place."""
    real = ("furuset", "ellingsrud", "lindeberg", "trosterud", "haugerud", "tveita", "hellerud", "teisen", "alnabru")
    named = {code for code, unit in UNITS.items() if any(place in f"{code} {unit['name']}".lower() for place in real)}
    assert named == {"furuset-hjemmetjeneste"}


@pytest.mark.parametrize(
    ("name", "column"), [("sick_leave.csv", "month"), ("accounts.csv", "month"), ("activity.csv", "period")]
)
def test_nothing_is_later_than_august_2009(name: str, column: str) -> None:
    """The demonstration is loaded in early September 2009."""
    assert max(LAST_MONTH.get(row[column][4:], row[column][4:]) for row in rows(name) if row[column] >= "2009") == "-08"
    assert max(row[column][:4] for row in rows(name)) == "2009"


def test_every_row_lies_within_its_units_life() -> None:
    """A row outside its unit's validity would be rejected at import."""
    for name, column in (("sick_leave.csv", "month"), ("accounts.csv", "month"), ("survey_answers.csv", "period")):
        for row in rows(name):
            unit, period = UNITS[row["org_unit"]], row[column]
            first, last = (period, period) if "-" in period else (f"{period}-01", f"{period}-12")
            assert unit["valid_from"][:7] <= first, row
            assert not unit["valid_to"] or last <= unit["valid_to"][:7], row


def test_answers_and_don_t_know_are_those_who_responded() -> None:
    """Responded is never more than invited, and every question's counts add up to those who responded."""
    invited = {(r["survey"], r["period"], r["org_unit"]): r for r in rows("survey_invited.csv")}
    sums: dict[tuple[str, str, str, str], int] = {}
    for row in rows("survey_answers.csv") + rows("survey_means.csv"):
        if row["respondents"] != "?":
            key = (row["survey"], row["period"], row["org_unit"], row["question"])
            sums[key] = sums.get(key, 0) + int(row["respondents"])
    assert all(int(row["responded"]) <= int(row["invited"]) for row in invited.values())
    assert {key for key, n in sums.items() if n != int(invited[key[:3]]["responded"])} == set()


def test_only_one_unit_of_alna_is_too_small_to_be_shown() -> None:
    """One unit with fewer than 10 employees and fewer than 5 answers shows how figures are suppressed."""
    small = {
        row["org_unit"] for row in rows("sick_leave.csv") if row["org_unit"] in ALNA and int(row["employees"]) < 10
    }
    assert small == {"frivilligsentral"}
    few = {
        unit
        for unit in ALNA
        for question in ("samlet", "ledelse", "ansvar", "kompetanse")
        if 0 < sum(int(r["respondents"]) for r in survey("medarbeider", question, 2008) if r["org_unit"] == unit) < 5
    }
    assert few == {"frivilligsentral"}


def test_local_measures_follow_their_path() -> None:
    """18 of 29 measures by August 2009, just over the 60 % that are due."""
    found = [r for r in rows("activity.csv") if (r["measure"], r["period"]) == ("lokale-satsinger", "2009-T2")]
    assert ratio(found, ["numerator"], "denominator") == Fraction(18, 29)


def kostra(name: str) -> dict[tuple[str, ...], float | str | None]:
    """The cells of a JSON-stat file by their codes; a mark where there is no figure."""
    data = json.loads((DATA / name).read_text(encoding="utf-8"))
    keys: list[tuple[str, ...]] = [()]
    for dimension in data["id"]:
        codes = list(data["dimension"][dimension]["category"]["index"])
        keys = [(*key, code) for key in keys for code in codes]
    assert len(keys) == len(data["value"])
    marks = data["status"]
    return {
        key: marks.get(str(at)) if value is None else value
        for at, (key, value) in enumerate(zip(keys, data["value"], strict=True))
    }


def test_people_are_as_many_as_the_key_figures_say_under_the_codes_of_each_year() -> None:
    """Alna has about 11,000 children and young people; Hole grows, and is found under the code of each time."""
    people: dict[tuple[str, str], int] = {}
    for row in rows("population.csv"):
        key = (row["region"], row["year"])
        people[key] = people.get(key, 0) + int(row["persons"])
    cells = kostra("kostra-nokkeltall-2006-2009.json")
    told = {(region, year): value for (region, code, year), value in cells.items() if code == "KOSfolkemengde"}
    places = {key for key in told if not key[0].startswith("E")}
    assert {key: people[key] for key in places} == {key: told[key] for key in places}
    young = [
        int(row["persons"])
        for row in rows("population.csv")
        if (row["region"], row["year"]) == ("030112", "2008") and int(row["age"]) < 18
    ]
    assert 10_500 < sum(young) < 11_500
    assert [key for key in people if key[0] in ("0612", "3038", "3310")] == [
        *(("0612", str(year)) for year in (2006, 2007, 2008, 2009, 2015)),
        ("3310", "2024"),
    ]


@pytest.mark.parametrize("path", sorted(DATA.glob("kostra-*.json")), ids=lambda path: path.stem)
def test_kostra_says_that_it_is_made_up_and_has_figure_or_mark_in_every_cell(path: Path) -> None:
    """Every cell is a figure or one of SSB's marks, and the file says what it is."""
    assert {cell for cell in kostra(path.name).values() if not isinstance(cell, int | float)} <= {".", "..", ":"}
    assert "oppdiktet" in json.loads(path.read_text(encoding="utf-8"))["note"][0]


@pytest.mark.parametrize(
    ("functions", "holds"),
    [
        (("FGK8b", "FGK11", "FGK9"), lambda ratio: ratio > 1.05),
        (("FGK1", "FGK14", "FGK17"), lambda ratio: 0.95 <= ratio <= 1.05),
        (("FGK13", "FGK10", "FGK12", "FGK18", "FGK15"), lambda ratio: ratio < 0.95),
    ],
    ids=["more", "the same", "less"],
)
def test_hole_spends_more_the_same_and_less(functions: tuple[str, ...], holds: Callable[[float], bool]) -> None:
    """Hole against the country, its county and its KOSTRA group in 2008."""
    cells = kostra("kostra-12362-2006-2009.json")
    for function in functions:
        for reference in ("EAK", "EKA06", "EKG01"):
            mine, theirs = (cells[region, function, "KOSnettodriftinnb", "2008"] for region in ("0612", reference))
            assert isinstance(mine, int)
            assert isinstance(theirs, int)
            assert holds(mine / theirs), (function, reference)


def test_hole_is_found_under_the_code_of_each_time() -> None:
    """A code that is not in use has SSB's mark for not applicable."""
    cells = kostra("kostra-barnehager-2015-2024.json")
    used = {
        code: [y for y in range(2015, 2025) if cells[code, "KOSbhgdekning15", str(y)] != "."]
        for code in ("0612", "3038", "3310")
    }
    assert used == {"0612": [*range(2015, 2020)], "3038": [*range(2020, 2024)], "3310": [2024]}
