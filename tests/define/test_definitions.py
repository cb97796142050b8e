"""A folder of definitions: what is used of it, and how its scorecards are found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from define_samples import HEAD, SURVEYS, indicator, problems, write

from effnett.commands.check_command import report, summary
from effnett.define.definitions import read_definitions
from effnett.errors import InputError

GOOD = HEAD + indicator("measure: { sick_leave: total }\ndirection: lower")
BROKEN = GOOD.replace("scorecard: kort", "scorecard: brukket").replace("direction", "retning")
MANY = """\
scorecard: mange
title: Mange feil
org_unit: 0301
years: [2009, 2006]
defaults: { desimaler: 1 }
focus_areas:
  - title: Område
    success_factors:
      - title: Faktor
        indicators:
          - id: en
            measure: { survey: medarbeider, question: samlet }
            scale: [1, 6]
            target: { at_least: 7 }
          - id: en
            measure: { activity: noe }
            unit: percent
            windw: tertial
            target: { between: [60, 40] }
"""


def test_one_broken_file_never_hides_the_others(tmp_path: Path) -> None:
    """A file that is no YAML, one with mistakes and a good one: two are told of, the third is used."""
    write(tmp_path, kort=GOOD, brukket=BROKEN, odelagt='title: "Mål\n', surveys=SURVEYS)
    definitions = read_definitions(tmp_path)
    assert list(definitions.scorecards) == ["kort"]
    assert sorted(definitions.problems) == [str(tmp_path / "brukket.yaml"), str(tmp_path / "odelagt.yaml")]
    assert "medarbeider" in definitions.surveys


@pytest.mark.parametrize(
    ("head", "id", "title"),
    [
        ("scorecard: kort\ntitle: Målekart for «A»\n", "kort", "Målekart for «A»"),
        ("scorecard: kort\r\ntitle:\r\n  nb: Målekart\r\n  en: Scorecard\r\n", "kort", "Målekart"),
        ("title: { nb: Målekart, en: Scorecard }\n", "fil", "Målekart"),
        ("scorecard: kort\ntitle: [Målekart\n", "kort", "fil.yaml"),
        ("", "fil", "fil.yaml"),
    ],
)
def test_a_scorecard_that_cannot_be_read_is_named_by_what_stands_at_its_top(
    tmp_path: Path, head: str, id: str, title: str
) -> None:
    """Title and id are read by themselves, as links name it by them; else its file names it."""
    (tmp_path / "fil.yaml").write_bytes((head + "org_unit: [\n\t").encode())
    (broken,) = read_definitions(tmp_path).broken_scorecards
    assert (broken.id, broken.title) == (id, title)


def test_all_mistakes_are_told_in_one_run_in_order(tmp_path: Path) -> None:
    """Every mistake of a file is told, from the top down, in both languages at the same places."""
    write(tmp_path, mange=MANY, surveys=SURVEYS)
    told = {language: problems(read_definitions(tmp_path, None, language)) for language in ("nb", "en")}
    assert [problem.place.line for problem in told["nb"]] == [3, 4, 5, 14, 15, 18, 19]
    assert [problem.place for problem in told["nb"]] == [problem.place for problem in told["en"]]
    assert "Did you mean" in str(told["en"][5])


@pytest.mark.parametrize("only", [None, "kort", "lav"])
def test_the_strictest_limit_for_the_same_thing_holds_in_all_scorecards(tmp_path: Path, only: str | None) -> None:
    """What one scorecard shows another cannot hide, so both hide it; also when one of them alone is asked for."""
    low = GOOD.replace("scorecard: kort", "scorecard: lav").replace(
        "title: Kort", "title: Lav\ndefaults: { min_employees: 3, min_respondents: 3 }"
    )
    write(tmp_path, kort=GOOD, lav=low)
    found = read_definitions(tmp_path, only=only).scorecards
    assert {card.id: card.indicators[0].min_employees for card in found.values()} == {"kort": 10, "lav": 10}
    (tmp_path / "alene").mkdir()
    alone = read_definitions(write(tmp_path / "alene", lav=low)).scorecards["lav"]
    assert alone.indicators[0].min_employees == 3


def test_mistakes_put_right_are_told_no_more(tmp_path: Path) -> None:
    """The same scorecard without its mistakes passes."""
    text = MANY.replace("org_unit: 0301", 'org_unit: "0301"').replace("[2009, 2006]", "[2006, 2009]")
    text = text.replace("desimaler", "decimals").replace("at_least: 7", "at_least: 5").replace("windw", "window")
    text = text.replace("- id: en\n            measure: { act", "- id: to\n            measure: { act")
    write(tmp_path, mange=text.replace("[60, 40]", "[40, 60]"), surveys=SURVEYS)
    definitions = read_definitions(tmp_path)
    assert not definitions.problems
    assert list(definitions.scorecards) == ["mange"]


def test_a_file_of_something_else_is_told_once(tmp_path: Path) -> None:
    """A YAML file that is no scorecard gets one problem, not one for every key it lacks."""
    write(tmp_path, kort=GOOD, docker="services: { db: { image: postgres } }\n")
    assert [(one.place.line, one.place.column) for one in read_definitions(tmp_path).errors] == [(1, 1)]


def test_files_of_others_and_hidden_ones_are_left_alone(tmp_path: Path) -> None:
    """year.yaml, access.yaml, hidden files and folders are no scorecards; .yml is."""
    write(tmp_path, kort=GOOD, year="milestones: []\n", access="a: 1\n")
    (tmp_path / ".skjult.yaml").write_text("x", encoding="utf-8")
    (tmp_path / "mappe.yaml").mkdir()
    (tmp_path / "to.yml").write_text(GOOD.replace("scorecard: kort", "scorecard: to"), encoding="utf-8")
    definitions = read_definitions(tmp_path)
    assert not definitions.problems
    assert sorted(definitions.scorecards) == ["kort", "to"]


def test_one_id_in_two_files_is_told_in_both(tmp_path: Path) -> None:
    """Neither is used: nobody can know which is meant."""
    definitions = read_definitions(write(tmp_path, kort=GOOD, kopi=GOOD))
    assert [Path(error.place.file).name for error in definitions.errors] == ["kopi.yaml", "kort.yaml"]
    assert all("også brukt i" in str(error) and error.place.line == 1 for error in definitions.errors)
    assert not definitions.scorecards


@pytest.mark.parametrize(("make", "words"), [(False, "finnes ikke"), (True, "ingen YAML-filer")])
def test_a_folder_without_definitions_is_an_error(tmp_path: Path, make: bool, words: str) -> None:
    """No folder, or an empty one, says so."""
    folder = tmp_path / "kart"
    if make:
        folder.mkdir()
    assert words in str(read_definitions(folder).errors[0])


def test_a_scorecard_is_found_by_id_file_or_name(tmp_path: Path) -> None:
    """An id, a path, or the name of a file in the folder give the same scorecard."""
    definitions = read_definitions(write(tmp_path, kort=GOOD, surveys=SURVEYS))
    found = definitions.scorecard("kort")
    assert definitions.scorecard(tmp_path / "kort.yaml") is found
    assert definitions.scorecard(str(tmp_path / "." / "kort.yaml")) is found
    assert definitions.scorecard("kort.yaml") is found


def test_a_scorecard_outside_the_folder_is_read_against_it(tmp_path: Path) -> None:
    """A file elsewhere may extend the folder's scorecards and use its surveys."""
    folder = tmp_path / "kart"
    folder.mkdir()
    write(folder, kort=GOOD, surveys=SURVEYS)
    write(tmp_path, utenfor="scorecard: utenfor\nextends: kort\n", gal=BROKEN)
    definitions = read_definitions(folder)
    assert definitions.scorecard(tmp_path / "utenfor.yaml").indicators[0].id == "ett"
    with pytest.raises(InputError, match="retning"):
        definitions.scorecard(tmp_path / "gal.yaml")


UNUSABLE = {
    "broken": ("brukket", "retning"),
    "broken by path": ("brukket.yaml", "retning"),
    "unreadable": ("odelagt", "anførselstegn"),
    "unreadable by path": ("odelagt.yaml", "anførselstegn"),
    "misspelt": ("kart", "Mente du «kort»"),
    "unknown": ("xyz", "kan brukes, er: kort"),
    "no such file": ("borte.yaml", "filen finnes ikke"),
}


@pytest.mark.parametrize(("name", "words"), UNUSABLE.values(), ids=list(UNUSABLE))
def test_a_scorecard_that_cannot_be_used_says_why(tmp_path: Path, name: str, words: str) -> None:
    """Its own mistakes, or what else may have been meant."""
    write(tmp_path, kort=GOOD, brukket=BROKEN, odelagt='title: "Mål\n')
    with pytest.raises(InputError, match=words):
        read_definitions(tmp_path).scorecard(name)


def test_the_version_changes_with_the_file(tmp_path: Path) -> None:
    """A short hash tells which text a figure was computed by."""
    first = read_definitions(write(tmp_path, kort=GOOD)).scorecard("kort").version
    second = read_definitions(write(tmp_path, kort=GOOD + "# ny\n")).scorecard("kort").version
    assert len(first) == 8
    assert first != second


def test_check_tells_problems_and_sums_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Problems go to standard error, the sum to standard output; errors give exit status 1."""
    warned = GOOD.replace("sick_leave: total", "activity: noe")
    definitions = read_definitions(write(tmp_path, kort=warned, brukket=BROKEN))
    assert report(definitions, "nb") == 1
    out, err = capsys.readouterr()
    assert out == "1 målekart i orden, 2 feil, 1 advarsel.\n"
    assert err.splitlines()[0].startswith(f"{tmp_path / 'brukket.yaml'}:10:17: «direction» mangler")
    assert "kort.yaml:10:17: advarsel: «unit» mangler" in err
    assert summary(definitions, "en") == "1 scorecard in order, 2 errors, 1 warning."


def test_check_passes_with_warnings_alone(tmp_path: Path) -> None:
    """Warnings do not fail a check."""
    warned = GOOD.replace("sick_leave: total", "activity: noe")
    assert report(read_definitions(write(tmp_path, kort=warned)), "nb") == 0


@pytest.mark.parametrize(("text", "status"), [(GOOD, 0), (MANY, 1)])
def test_the_command_checks_a_folder_without_a_store(tmp_path: Path, text: str, status: int) -> None:
    """`effnett check MAPPE` works before anything has been loaded, as a process of its own."""
    folder = write(tmp_path, kort=text)
    done = subprocess.run(
        [sys.executable, "-m", "effnett", "check", str(folder)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
