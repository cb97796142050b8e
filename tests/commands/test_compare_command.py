"""`effnett compare` as people and programs run it (docs/contract.md 3)."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from places import PROJECT

from effnett.cli import main
from effnett.demo import build_demo
from effnett.workspace import surveys_in

SCORECARDS = str(PROJECT / "scorecards")
FIELDS = ["indicator", "period", "peers", "with_data", "of", "rank", "percentile", "median", "q1", "q3", "min", "max"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The demonstration store."""
    folder = tmp_path_factory.mktemp("demo") / "store"
    build_demo(folder, PROJECT / "data", surveys_in(Path(SCORECARDS)))
    return str(folder)


def run(capsys: pytest.CaptureFixture[str], store: str, *words: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a comparison of Hole's."""
    status = main(["compare", "hole", *words, "--store", store, "--scorecards", SCORECARDS])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_the_answer_has_the_fields_others_rely_on(capsys: pytest.CaptureFixture[str], store: str) -> None:
    """One object; each row with its reason or its value."""
    status, out, err = run(
        capsys, store, "--indicator", "folkemengde", "--year", "2008", "--peers", "hole-naboer", "--format", "json"
    )
    answer = json.loads(out)
    assert (status, err, list(answer)) == (0, "", [*FIELDS, "rows"])
    assert (answer["indicator"], answer["period"], answer["peers"]) == ("folkemengde", "2008", "hole-naboer")
    assert answer["of"] == len(answer["rows"]) == 3
    assert all(list(row) == ["org_unit", "name", "value", "absent", "rank"] for row in answer["rows"])
    assert {row["org_unit"] for row in answer["rows"]} == {"0612", "0605", "0532"}
    assert answer["rank"] is None


def test_a_row_of_csv_for_each_unit(capsys: pytest.CaptureFixture[str], store: str) -> None:
    """With the indicator, the period and the group in front."""
    words = ("--indicator", "folkemengde", "--year", "2008", "--peers", "hole-naboer", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(run(capsys, store, *words)[1])))
    assert [row["org_unit"] for row in rows] == ["0605", "0532", "0612"]
    assert {row["peers"] for row in rows} == {"hole-naboer"}


def test_the_table_says_it_in_words(capsys: pytest.CaptureFixture[str], store: str) -> None:
    """Where the unit stands, how many have a figure, and every unit."""
    _, out, _ = run(capsys, store, "--indicator", "folkemengde", "--year", "2008", "--peers", "country")
    assert "alle kommuner i landet" in out
    assert "(1 er høyest)" in out
    assert "Hole kommune (0612) ← den det gjelder" in out
    _, out, _ = run(capsys, store, "--indicator", "folkemengde", "--year", "2008", "--peers", "hole-naboer")
    assert "Hole og naboene Ringerike og Jevnaker" in out
    assert "ingen plassering: det må være tall for minst 4" in out
    _, out, _ = run(capsys, store, "--indicator", "folkemengde", "--year", "2008", "--peers", "similar:4;size=1")
    assert "de 4 mest like, med egne vekter" in out
    assert "Jevnaker (0532)" in out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--indicator", "folkemengd", "--year", "2008", "--peers", "country"), "Mente du «folkemengde»"),
        (("--indicator", "folkemengde", "--year", "1999", "--peers", "country"), "fra 2006 til 2009"),
        (("--indicator", "folkemengde", "--year", "2008", "--peers", "hole-nabor"), "Mente du «hole-naboer»"),
        (("--indicator", "folkemengde", "--year", "2008", "--peers", "kostra_group:EKG99"), "er ikke blant gruppene"),
        (("--indicator", "folkemengde", "--year", "2008", "--peers", "county:39"), "ingen medlemmer i 2008"),
        (("--indicator", "folkemengde", "--year", "2008", "--peers", "similar:0"), "er ikke et antall"),
        (("--indicator", "folkemengde", "--year", "2008", "--peers", "country", "--org-unit", "06122"), "Mente du"),
    ],
)
def test_what_is_wrong_is_told(
    capsys: pytest.CaptureFixture[str], store: str, words: tuple[str, ...], told: str
) -> None:
    """In Norwegian, with what to do, and nothing on standard output."""
    status, out, err = run(capsys, store, *words)
    assert (status, out) == (1, "")
    assert told in err


def test_a_member_that_nothing_is_loaded_for_is_told(capsys: pytest.CaptureFixture[str], store: str) -> None:
    """It counts among those without a figure."""
    words = ("--indicator", "folkemengde", "--year", "2008", "--peers", "list:0605,1998", "--format", "json")
    status, out, err = run(capsys, store, *words)
    answer = json.loads(out)
    assert (status, answer["with_data"], answer["of"]) == (0, 2, 3)
    assert "ingenting er lest inn for 1998" in err


def test_a_year_that_nobody_has_a_figure_of_is_told(capsys: pytest.CaptureFixture[str], store: str) -> None:
    """The answer stands, as docs/contract.md has it, and standard error says that it is empty."""
    words = ("--indicator", "trivsel", "--year", "2007", "--peers", "landet", "--format", "json")
    status, out, err = run(capsys, store, *words)
    answer = json.loads(out)
    assert (status, answer["with_data"], answer["median"]) == (0, 0, None)
    assert "--year: ingen i gruppen har tall for «trivsel» i 2007. Målekartet har 2006–2009" in err
