"""What is kept in the store between processes: used where nothing has changed, and never else (docs/store.md)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from places import PROJECT

from effnett.cli import main
from effnett.define.definitions import read_definitions
from effnett.errors import InputError, Place
from effnett.store.facts import current_facts
from effnett.store.kept import FOLDER, MOST, keep, kept
from effnett.workspace import Workspace, known

UNITS = (
    "org_unit,name,kind,parent,valid_from,valid_to,successor,kostra_code,employees\n"
    "030112,Bydelen,bydel,,,,,,40\na,Avdeling A,enhet,030112,,,,,4\nb,Avdeling B,enhet,030112,,,,,36\n"
)
SICK = (
    "org_unit,month,agreed_days,self_certified_days,doctor_certified_days,employees\n"
    "a,2009-04,80,4,2,4\nb,2009-04,720,4,20,36\n"
)
CARD = """\
scorecard: kort
title: Kort
org_unit: "030112"
years: [2006, 2009]
focus_areas:
  - title: Område
    success_factors:
      - title: Faktor
        indicators:
          - id: syk
            measure: { sick_leave: total }
            direction: lower
            target: { 2009: { at_most: 9.9 } }
          - id: noe
            measure: { activity: noe }
            direction: higher
"""
FORGED = "Fra det som er lagt til side"


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A folder with a store of two small files, and a scorecard with a warning."""
    for name, text in {"units": UNITS, "sick_leave": SICK}.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        assert main(["import", name, str(tmp_path / f"{name}.csv"), "--store", str(tmp_path / "store")]) == 0
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "kort.yaml").write_text(CARD, encoding="utf-8")
    return tmp_path


def workspace(world: Path) -> Workspace:
    """The store and the scorecards, opened as a new process opens them."""
    return Workspace(world / "store", world / "cards")


def title(world: Path, asked: str = "kort") -> str:
    """The title that the scorecard is given."""
    return workspace(world).scorecard(asked)[0].title["nb"]


def files(world: Path, kind: str = "scorecard") -> list[Path]:
    """What is kept."""
    return sorted((world / "store" / FOLDER).glob(f"{kind}-*.json"))


def forge(world: Path, asked_of: Callable[[str], str] = str) -> None:
    """Put another title in what is kept, so that its use is seen; the question may be changed too."""
    workspace(world).scorecard("kort")
    for path in files(world):
        _, question, answer = path.read_text(encoding="utf-8").split("\n", 2)
        keep(world / "store", path.name, asked_of(question), answer.replace('"Kort"', f'"{FORGED}"'))


def test_what_is_kept_is_the_same_to_the_last_field(world: Path) -> None:
    """Places, warnings and exact limits as from the file; read again it is compared field by field."""
    opened = workspace(world)
    definitions = read_definitions(world / "cards", known(opened.facts()), only="kort")
    first, again = opened.scorecard("kort"), workspace(world).scorecard("kort")
    assert len(files(world)) == 1
    assert repr(first) == repr(again) == repr((definitions.scorecard("kort"), again[1]))
    assert again[1] == definitions.warnings != ()
    assert again[0].indicators[0].place == Place(str(world / "cards" / "kort.yaml"), 10, 17)


def test_it_is_used_where_nothing_has_changed(world: Path) -> None:
    """By id, and by a path of the folder; each is a question of its own."""
    path = str(world / "cards" / "kort.yaml")
    forge(world)
    assert [title(world), title(world, path)] == [FORGED, "Kort"]
    forge(world)
    assert title(world, path) == FORGED
    assert len(files(world)) == 2


def _edit(world: Path) -> None:
    (world / "cards" / "kort.yaml").write_text(CARD + "# ny\n", encoding="utf-8")


def _add_file(world: Path) -> None:
    (world / "cards" / "surveys.yaml").write_text("surveys: []\n", encoding="utf-8")


def _remove_file(world: Path) -> None:
    (world / "cards" / "peers.yaml").unlink()


def _import(world: Path) -> None:
    (world / "units.csv").write_text(UNITS + "c,Avdeling C,enhet,030112,,,,,36\n", encoding="utf-8")
    assert main(["import", "units", str(world / "units.csv"), "--store", str(world / "store")]) == 0


@pytest.mark.parametrize("change", [_edit, _add_file, _remove_file, _import])
def test_it_is_made_anew_where_something_has_changed(world: Path, change: Callable[[Path], None]) -> None:
    """A file's text, a new file, one that is gone, newer facts; and the new one is kept in its place."""
    (world / "cards" / "peers.yaml").write_text("groups: []\n", encoding="utf-8")
    forge(world)
    assert title(world) == FORGED
    change(world)
    assert title(world) == "Kort"
    assert len(files(world)) == 1
    assert FORGED not in files(world)[0].read_text(encoding="utf-8")


def test_the_same_size_and_time_do_not_deceive(world: Path) -> None:
    """It is the text that counts: one letter changed, and the file's time put back."""
    workspace(world).scorecard("kort")
    path = world / "cards" / "kort.yaml"
    stamp = path.stat()
    path.write_text(CARD.replace("title: Kort", "title: Kart"), encoding="utf-8")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert title(world) == "Kart"


def test_another_edition_of_the_program_does_not_use_it(world: Path) -> None:
    """What other code has made is not taken for what this code would make."""
    forge(world, lambda question: question.replace('["0', '["9', 1))
    assert title(world) == "Kort"


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:0],
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"2009", b"2008", 1),
        lambda content: content.replace(b"Indicator", b"Indikator"),
        lambda content: b"\xff\xfe" + content,
        lambda content: content.split(b"\n", 1)[1],
    ],
)
def test_a_damaged_file_is_passed_over(world: Path, damage: Callable[[bytes], bytes]) -> None:
    """Cut short, changed, or something else: the scorecard is read anew, and kept whole."""
    forge(world)
    (path,) = files(world)
    path.write_bytes(damage(path.read_bytes()))
    assert title(world) == "Kort"
    assert FORGED not in path.read_text(encoding="utf-8")


def test_a_store_that_takes_no_files_is_as_good(world: Path) -> None:
    """Where the folder cannot be made, and where a folder stands in the file's place."""
    (world / "store" / FOLDER).write_text("", encoding="utf-8")
    assert [title(world), title(world)] == ["Kort", "Kort"]
    (world / "store" / FOLDER).unlink()
    workspace(world).scorecard("kort")
    (path,) = files(world)
    path.unlink()
    path.mkdir()
    assert [title(world), title(world)] == ["Kort", "Kort"]


def test_mistakes_are_told_each_time(world: Path) -> None:
    """A scorecard with mistakes is not kept, and neither is one that was kept before its file got them."""
    workspace(world).scorecard("kort")
    (world / "cards" / "kort.yaml").write_text(CARD.replace("direction: lower", "retning: ned"), encoding="utf-8")
    told = []
    for _ in range(2):
        with pytest.raises(InputError) as error:
            workspace(world).scorecard("kort")
        told.append(str(error.value))
    assert told[0] == told[1]
    assert "kort.yaml:12:13" in told[0]


def test_a_store_with_nothing_in_it_gets_no_folder(world: Path) -> None:
    """A folder that was named by mistake is left as it is; and so is the store, by a scorecard of elsewhere."""
    (world / "empty").mkdir()
    assert Workspace(world / "empty", world / "cards").scorecard("kort")[0].id == "kort"
    assert not [*(world / "empty").iterdir()]
    elsewhere = world / "annet.yaml"
    elsewhere.write_text(CARD, encoding="utf-8")
    assert title(world, str(elsewhere)) == "Kort"
    assert not (world / "store" / FOLDER).exists()


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    """The folder does not grow without end, and what is asked now is there."""
    for number in range(MOST + 5):
        keep(tmp_path, f"{number}.json", "hva", str(number))
    assert len([*(tmp_path / FOLDER).iterdir()]) == MOST
    assert kept(tmp_path, f"{MOST + 4}.json", "hva") == str(MOST + 4)
    assert kept(tmp_path, f"{MOST + 4}.json", "noe annet") is None


def test_evaluate_reads_no_yaml_where_nothing_has_changed(world: Path) -> None:
    """The first process reads the file, the second need not import what reads it; both say the same."""
    program = (
        "import sys; from effnett.__main__ import run; run(); "
        "print([m for m in ('yaml', 'effnett.define.definitions') if m in sys.modules], file=sys.stderr)"
    )
    words = ["evaluate", "kort", "--year", "2009", "--tertial", "1", "--children", "--format", "json"]
    where = ["--store", str(world / "store"), "--scorecards", str(world / "cards")]
    first, second = (
        subprocess.run(
            [sys.executable, "-c", program, *words, *where], capture_output=True, text=True, check=True, cwd=PROJECT
        )
        for _ in range(2)
    )
    assert first.stdout == second.stdout
    assert '"suppressed"' in second.stdout
    assert [len(files(world, kind)) for kind in ("scorecard", "shields")] == [1, 1]
    *warnings, modules = second.stderr.splitlines()
    assert modules == "[]"
    assert warnings == first.stderr.splitlines()[:-1]
    assert "yaml" in first.stderr.splitlines()[-1]
    assert current_facts(world / "store").version in files(world)[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [".utkast.yaml", "access.yaml"])
def test_a_file_that_is_not_read_with_the_folder_is_read_each_time(world: Path, name: str) -> None:
    """A draft's own text is not among those of the folder: it is not kept, and a stricter limit holds at once."""
    draft = world / "cards" / name
    draft.write_text(CARD.replace("scorecard: kort", "scorecard: utkast"), encoding="utf-8")
    assert title(world, str(draft)) == "Kort"
    draft.write_text(draft.read_text(encoding="utf-8").replace("title: Kort", "title: Nytt"), encoding="utf-8")
    assert title(world, str(draft)) == "Nytt"
    assert files(world) == []


def test_what_could_not_be_kept_leaves_nothing_behind(world: Path) -> None:
    """Where something stands in the way of the name, no half-written file is left."""
    (world / "store" / FOLDER / "opptatt.json").mkdir(parents=True)
    keep(world / "store", "opptatt.json", "spørsmål", "svar")
    assert [path.name for path in (world / "store" / FOLDER).iterdir()] == ["opptatt.json"]


def test_an_id_that_is_no_text_is_told(world: Path) -> None:
    """Bytes that are no letters come from the command line as surrogates."""
    with pytest.raises(InputError, match="kort"):
        workspace(world).scorecard("\udcff")
