"""`effnett evaluate` and `effnett explain` as people and programs run them (docs/contract.md 3)."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from places import PROJECT

from effnett.cli import main
from effnett.demo import build_demo
from effnett.workspace import surveys_in

SCORECARDS = str(PROJECT / "scorecards")
AS_OF = ["--year", "2009", "--tertial", "2"]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The demonstration store."""
    folder = tmp_path_factory.mktemp("demo") / "store"
    build_demo(folder, PROJECT / "data", surveys_in(Path(SCORECARDS)))
    return str(folder)


def run(capsys: pytest.CaptureFixture[str], store: str, *words: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a command."""
    status = main([*words, "--store", store, "--scorecards", SCORECARDS])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_evaluate_gives_the_fields_others_rely_on(capsys: pytest.CaptureFixture[str], store: str) -> None:
    """One JSON object, its numbers unrounded and its missing values null with a reason."""
    status, out, err = run(capsys, store, "evaluate", "bydel-alna", *AS_OF, "--format", "json")
    answer = json.loads(out)
    assert (status, err) == (0, "")
    assert [answer[key] for key in ("scorecard", "as_of", "org_unit")] == ["bydel-alna", "2009-T2", "030112"]
    found = {one["indicator"]: one for one in answer["evaluations"]}
    leave = found["sykefravaer"]
    assert leave["value"] == leave["numerator"] / leave["denominator"] * 100
    assert (leave["from"], leave["to"], leave["months"]) == ("2009-01-01", "2009-08-31", [8, 8])
    assert (leave["target"], leave["status"], leave["change"]["verdict"]) == ({"at_most": 9.9}, "missed", "worse")
    assert leave["required_rest"] < leave["target"]["at_most"] < leave["forecast"]
    unknown = found["brukertilfredshet-samlet"]
    assert (unknown["value"], unknown["absent"], unknown["status"]) == (None, "not_known_yet", "no_data")


def test_children_come_in_the_registers_order_and_hide_the_small(
    capsys: pytest.CaptureFixture[str], store: str
) -> None:
    """The unit itself first, then all below it that exist; the small one is hidden, and one that would give it away."""
    _, out, _ = run(capsys, store, "evaluate", "bydel-alna", *AS_OF, "--children", "--format", "json")
    rows = [one for one in json.loads(out)["evaluations"] if one["indicator"] == "sykefravaer"]
    assert rows[0]["org_unit"] == "030112"
    assert len(rows) == 1 + 6 + 23
    hidden = [one for one in rows if one["status"] == "suppressed"]
    assert [one["org_unit"] for one in hidden] == ["frivilligsentral", "stab"]
    fields = ("value", "numerator", "denominator", "gap", "change", "required_rest", "forecast")
    assert {each[field] for each in hidden for field in fields} == {None}


def test_evaluate_as_csv_has_points_and_iso_dates(capsys: pytest.CaptureFixture[str], store: str) -> None:
    """Numbers with a point, an empty cell for what is not there."""
    _, out, _ = run(capsys, store, "evaluate", "bydel-alna", *AS_OF, "--format", "csv")
    rows = {row["indicator"]: row for row in csv.DictReader(io.StringIO(out))}
    assert float(rows["sykefravaer"]["value"]) == pytest.approx(10.45, abs=0.01)
    assert rows["sykefravaer"]["to"] == "2009-08-31"
    assert rows["brukertilfredshet-samlet"]["value"] == ""


def test_evaluate_as_a_table_is_norwegian(capsys: pytest.CaptureFixture[str], store: str) -> None:
    """Decimal comma and Norwegian words."""
    _, out, _ = run(capsys, store, "evaluate", "bydel-alna", *AS_OF)
    assert "10,45" in out
    assert "Ikke nådd" in out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["evaluate", "bydel-alba", *AS_OF], "bydel-alna"),
        (["evaluate", "bydel-alna", *AS_OF, "--org-unit", "furuset-hjemmetjenste"], "furuset-hjemmetjeneste"),
        (["explain", "bydel-alna", "sykefraver", *AS_OF], "sykefravaer"),
    ],
)
def test_a_misspelt_name_is_told_with_the_one_meant(
    capsys: pytest.CaptureFixture[str], store: str, words: list[str], told: str
) -> None:
    """Exit 1, nothing on standard output, and "mente du" on standard error."""
    status, out, err = run(capsys, store, *words)
    assert (status, out) == (1, "")
    assert told in err
    assert "mente du" in err.lower()


@pytest.mark.parametrize("year", ["1999", "2005", "2010"])
@pytest.mark.parametrize("words", [("evaluate", "bydel-alna"), ("explain", "bydel-alna", "sykefravaer")])
def test_a_year_that_the_scorecard_does_not_cover(
    capsys: pytest.CaptureFixture[str], store: str, words: tuple[str, ...], year: str
) -> None:
    """Is told with the years that may be chosen; there is no answer that looks like one without figures."""
    status, out, err = run(capsys, store, *words, "--year", year, "--tertial", "2")
    assert (status, out) == (1, "")
    assert err == f"--year: målekartet «bydel-alna» har ikke {year}. Velg et år fra 2006 til 2009\n"


def test_explain_leads_back_to_file_and_line(capsys: pytest.CaptureFixture[str], store: str) -> None:
    """Formula with the numbers in, SQL, rows, and the lines of the file they came from."""
    words = ["explain", "bydel-alna", "sykefravaer", *AS_OF, "--org-unit", "furuset-hjemmetjeneste"]
    status, out, _ = run(capsys, store, *words)
    assert status == 0
    for text in ("× 100 = 11,67", "FROM flow", "2009-08", "sick_leave.csv", "linje"):
        assert text in out


def test_explain_hides_rows_of_the_few(capsys: pytest.CaptureFixture[str], store: str) -> None:
    """Neither a suppressed unit's rows nor those of the one hidden with it; the others of a sum are told."""
    for unit, rows in {"frivilligsentral": 0, "stab": 0, "030112": 168}.items():
        _, out, _ = run(capsys, store, "explain", "bydel-alna", "sykefravaer", *AS_OF, "--org-unit", unit)
        assert "vises ikke" in out
        assert not re.search(r"^  (frivilligsentral|stab) ", out, re.MULTILINE)
        assert (f"Rader ({rows})" in out) == bool(rows)


def test_evaluate_imports_no_data_frames(store: str) -> None:
    """A process that evaluates does not pay for pandas, pyarrow, Streamlit or SQLAlchemy."""
    program = (
        "import sys; from effnett.__main__ import run; run(); "
        "slow = ('pandas', 'pyarrow', 'numpy', 'streamlit', 'sqlalchemy', 'alembic', 'scipy', 'altair'); "
        "print([m for m in slow if sys.modules.get(m)], file=sys.stderr)"
    )
    words = ["evaluate", "bydel-alna", *AS_OF, "--store", store, "--scorecards", SCORECARDS]
    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("words", [["evaluate"], ["evaluate", "x", "--year", "2009", "--tertial", "4"], ["nonsense"]])
def test_wrong_usage_is_exit_2(words: list[str]) -> None:
    """As argparse has it."""
    with pytest.raises(SystemExit) as exit_of:
        main(words)
    assert exit_of.value.code == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "mangler KOMMANDO."),
        (["evaluate", "bydel-alna"], "mangler --year, --tertial."),
        (["evaluate", "bydel-alna", "--year", "20x", "--tertial", "2"], "--year: '20x' er ikke et helt tall."),
        (["import", "sykefravær", "fil.csv"], "'sykefravær' finnes ikke. Velg en av: 'units', "),
        (["status", "--store"], "--store: mangler en verdi."),
        (["status", "--tull"], "kjenner ikke --tull."),
    ],
)
def test_wrong_usage_is_told_in_norwegian(capsys: pytest.CaptureFixture[str], words: list[str], told: str) -> None:
    """Exit status 2, what is wrong, and where help is."""
    with pytest.raises(SystemExit) as left:
        main(words)
    err = capsys.readouterr().err
    assert left.value.code == 2
    assert told in err
    assert err.startswith("bruk: effnett")


def test_help_is_norwegian(capsys: pytest.CaptureFixture[str]) -> None:
    """Not a word of argparse's own English is left."""
    with pytest.raises(SystemExit):
        main(["import", "--help"])
    out = capsys.readouterr().out
    assert not any(word in out for word in ("usage", "arguments", "options", "show this"))


def test_a_folder_that_is_not_there(capsys: pytest.CaptureFixture[str], store: str) -> None:
    """The missing folder is told, and not that its scorecard is unknown."""
    status = main(["evaluate", "bydel-alna", *AS_OF, "--store", store, "--scorecards", "finnes-ikke"])
    assert (status, capsys.readouterr().err.split(". ")[0]) == (1, "finnes-ikke: mappen finnes ikke")


def test_check_of_who_may_come_in(
    capsys: pytest.CaptureFixture[str], store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is checked with its folder, alone, and where EFFNETT_ACCESS says that it lies."""
    cards, elsewhere = tmp_path / "kart", tmp_path / "tilgang.yaml"
    shutil.copytree(PROJECT / "scorecards", cards)
    wrong = 'people:\n  - { email: "a@b.no", role: leder }\n'
    (cards / "access.yaml").write_text(wrong, encoding="utf-8")
    for asked in (cards, cards / "access.yaml"):
        assert main(["check", str(asked), "--store", store]) == 1
        captured = capsys.readouterr()
        assert "access.yaml:2:30" in captured.err
        assert ", 1 feil" in captured.out
    assert main(["check", str(cards / "hole.yaml"), "--store", store]) == 0
    elsewhere.write_text(wrong.replace("leder", "reader"), encoding="utf-8")
    monkeypatch.setenv("EFFNETT_ACCESS", str(elsewhere))
    assert main(["check", str(cards), "--store", store]) == 0
    elsewhere.write_text(wrong, encoding="utf-8")
    for asked in (cards, elsewhere):
        assert main(["check", str(asked), "--store", store]) == 1
        assert "tilgang.yaml:2:30" in capsys.readouterr().err


def test_check_of_one_file(capsys: pytest.CaptureFixture[str], store: str, tmp_path: Path) -> None:
    """A file is checked among the others of its folder, and only its own mistakes are told."""
    for name in ("surveys.yaml", "hole.yaml"):
        (tmp_path / name).write_bytes((Path(SCORECARDS) / name).read_bytes())
    (tmp_path / "feil.yaml").write_text("scorecard: feil\n", encoding="utf-8")
    assert main(["check", str(tmp_path / "hole.yaml"), "--store", store]) == 0
    assert capsys.readouterr().out == "1 målekart i orden, 0 feil, 0 advarsler.\n"
    assert main(["check", str(tmp_path / "feil.yaml"), "--store", store]) == 1
    assert "feil.yaml:1:12: " in capsys.readouterr().err
    (tmp_path / "les.txt").touch()
    assert main(["check", str(tmp_path / "les.txt"), "--store", store]) == 1
    assert "ingen YAML-fil" in capsys.readouterr().err


def test_import_of_a_folder(capsys: pytest.CaptureFixture[str], store: str, tmp_path: Path) -> None:
    """A folder is called one."""
    assert main(["import", "sick_leave", str(tmp_path), "--store", store]) == 1
    assert "er en mappe. Oppgi en fil." in capsys.readouterr().err
