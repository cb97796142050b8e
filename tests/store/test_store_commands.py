"""`effnett import`, `status` and `demo` as a person runs them (docs/contract.md 3)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from effnett.cli import main
from effnett.store.facts import current_facts
from effnett.store.files import current_name
from effnett.store.overview import imports

UNITS = "org_unit,name,kind,parent,valid_from,valid_to,successor,kostra_code,employees\na,Avdeling A,enhet,,,,,,20\n"
SICK = "org_unit,month,agreed_days,self_certified_days,doctor_certified_days,employees\na,2009-04,400,4,20,20\n"


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with demonstration data of two small files, and two files of one's own."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "units.csv").write_text(UNITS)
    (data / "syk.csv").write_text(SICK)
    (data / "manifest.yaml").write_text(
        "files:\n  - {kind: units, file: units.csv}\n  - {kind: sick_leave, file: syk.csv}\n"
    )
    (tmp_path / "egne.csv").write_text(UNITS.replace("Avdeling A", "Vår avdeling"))
    (tmp_path / "feil.csv").write_text(SICK.replace("a,2009", "x,2009"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EFFNETT_STORE", raising=False)


def test_import_tells_what_was_taken(capsys: pytest.CaptureFixture[str]) -> None:
    """One line a file, with one row and several rows rightly named."""
    assert main(["import", "units", "egne.csv", "--store", "lager"]) == 0
    assert capsys.readouterr().out == "egne.csv: 1 rad lest inn, 0 erstattet, 0 uendret, 0 avvist\n"
    assert main(["import", "units", "egne.csv", "--store", "lager"]) == 0
    assert capsys.readouterr().out == "egne.csv: uendret (1 rad var lest inn fra før)\n"


def test_each_file_is_its_own_and_one_refused_fails(capsys: pytest.CaptureFixture[str]) -> None:
    """The good file lands, the bad one is told on standard error, and so is one that is not there."""
    assert main(["import", "units", "egne.csv", "--store", "lager"]) == 0
    assert main(["import", "sick_leave", "feil.csv", "data/syk.csv", "borte.csv", "--store", "lager"]) == 1
    told = capsys.readouterr()
    assert "syk.csv: 1 rad lest inn" in told.out
    assert "feil.csv:2" in told.err
    assert "feil.csv: ikke lest inn (1 feil)" in told.err
    assert "borte.csv" in told.err
    assert [one.file for one in imports(current_facts(Path("lager")))] == ["syk.csv", "egne.csv"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["import", "units", "egne.csv", "--store", "ducklake:postgres:lager"], "støttes ikke ennå"),
        (["status", "--store", "egne.csv"], "skal være en mappe"),
        (["demo", "--store", "egne.csv"], "skal være en mappe"),
    ],
)
def test_a_store_that_cannot_be_is_told(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 1, with what to do instead."""
    assert main(arguments) == 1
    assert words in capsys.readouterr().err


def test_status_of_an_empty_store_says_how_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    """And makes no folder."""
    assert main(["status", "--store", "lager"]) == 0
    assert "effnett import units" in capsys.readouterr().out
    assert main(["status", "--store", "lager", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["loaded"] == []
    assert not Path("lager").exists()


def test_status_tells_kinds_periods_rows_and_newest_file(capsys: pytest.CaptureFixture[str]) -> None:
    """As a table and as JSON."""
    main(["demo", "--store", "lager"])
    capsys.readouterr()
    assert main(["status", "--store", "lager"]) == 0
    assert "sick_leave  2009-04 – 2009-04  1" in capsys.readouterr().out
    assert main(["status", "--store", "lager", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)["loaded"][1]
    assert (told["kind"], told["first"], told["last"], told["rows"], told["newest_file"]) == (
        "sick_leave",
        "2009-04",
        "2009-04",
        1,
        "syk.csv",
    )


def test_the_default_store_is_built_on_first_use(capsys: pytest.CaptureFixture[str]) -> None:
    """From the demonstration data, in one publication; where there are none it is empty."""
    assert main(["status"]) == 0
    assert "syk.csv" in capsys.readouterr().out
    assert len(list(Path("data/store/facts").iterdir())) == 1


def test_demo_leaves_a_store_it_built_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """Also where more was imported on top of it, and where the demonstration data have changed since."""
    assert main(["demo"]) == 0
    assert main(["import", "units", "egne.csv"]) == 0
    name = current_name(Path("data/store"))
    assert main(["demo"]) == 0
    assert "fra før" in capsys.readouterr().out
    Path("data/syk.csv").write_text(SICK + "a,2009-05,400,4,20,20\n")
    assert main(["demo"]) == 0
    assert "eldre demonstrasjonsdata" in capsys.readouterr().out
    assert current_name(Path("data/store")) == name


def test_demo_never_touches_a_store_with_other_data(capsys: pytest.CaptureFixture[str]) -> None:
    """Told, and exit 1."""
    main(["import", "units", "egne.csv", "--store", "lager"])
    name = current_name(Path("lager"))
    assert main(["demo", "--store", "lager"]) == 1
    assert "andre data" in capsys.readouterr().err
    assert current_name(Path("lager")) == name


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        (None, "finnes ikke her"),
        ("files: 3", "skal være en liste"),
        ("files: [{kind: rart, file: x}]", "skal være en liste"),
    ],
)
def test_a_damaged_manifest_is_told(manifest: str | None, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 1 with the file's name; no store is made."""
    path = Path("data/manifest.yaml")
    if manifest is None:
        path.unlink()
    else:
        path.write_text(manifest)
    assert main(["demo"]) == 1
    assert words in capsys.readouterr().err
    assert not Path("data/store").exists()


def test_a_demonstration_file_that_is_wrong_builds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """All of them land, or none."""
    Path("data/syk.csv").write_text(SICK.replace("a,2009", "x,2009"))
    assert main(["demo"]) == 1
    assert "syk.csv:2" in capsys.readouterr().err
    assert current_name(Path("data/store")) is None
