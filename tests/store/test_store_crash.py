"""Real processes that read, write and are killed: readers see the facts before or after, never between."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from store_batches import source, wave

from effnett.errors import InputError
from effnett.store.facts import current_facts
from effnett.store.files import CURRENT, FACTS_FOLDER, KEPT, current_name
from effnett.store.lock import writing
from effnett.store.publish import publish

HERE = Path(__file__).parent
KILLS = int(os.environ.get("EFFNETT_KILLS", "30"))


def started(script: str, *arguments: object) -> subprocess.Popen[str]:
    """A script of this folder running beside us, once it has said that it is ready."""
    command = [sys.executable, str(HERE / script), *map(str, arguments)]
    path = os.pathsep.join([str(HERE.parents[1]), os.environ.get("PYTHONPATH", "")])
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=os.environ | {"PYTHONPATH": path})


def ready(process: subprocess.Popen[str], first: int = 1) -> subprocess.Popen[str]:
    """The process when it has said that it is ready, and been told which wave is its first."""
    assert process.stdin
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    process.stdin.write(f"{first}\n")
    process.stdin.flush()
    return process


def whole_wave(store: Path, series: str = "KOSwave") -> int:
    """The number of the wave in the store, which must be whole in both tables; 0 where there is none."""
    facts = current_facts(store)
    sql = "SELECT min(value), max(value), count(*) FROM {} JOIN kostra_series USING (series) WHERE contents = ?"
    found = {facts.rows(sql.format(table), [series])[0] for table in ("kostra", "kostra_by_series")}
    assert len(found) == 1
    low, high, count = found.pop()
    assert low == high
    assert count == (400 if low else 0)
    return int(low or 0)


def test_a_reader_in_another_process_never_sees_half_an_import(tmp_path: Path) -> None:
    """It reads in a loop while twenty imports are published under it."""
    reader = ready(started("store_reading.py", tmp_path, 20))
    for number in range(1, 21):
        publish(tmp_path, [(wave(number), source())])
    told, _ = reader.communicate(timeout=60)
    assert reader.returncode == 0, told
    assert int(told) > 20


def test_kill_at_any_moment_leaves_the_facts_before_or_after(tmp_path: Path) -> None:
    """Killed so many times at random moments (EFFNETT_KILLS); the next import takes up where it was left."""
    chance = random.Random(2009)
    number = 0
    following = started("store_publishing.py", tmp_path, 1_000_000)
    for _ in range(KILLS):
        process, following = following, started("store_publishing.py", tmp_path, 1_000_000)
        ready(process, number + 1)
        time.sleep(chance.uniform(0, 0.25))
        process.kill()
        told, _ = process.communicate()
        said = max([number, *map(int, told.split())])
        number = whole_wave(tmp_path)
        assert number in (said, said + 1)
    following.kill()
    following.communicate()
    publish(tmp_path, [(wave(number + 1), source())])
    assert whole_wave(tmp_path) == number + 1
    files = sorted(path.name for path in (tmp_path / FACTS_FOLDER).iterdir())
    assert len(files) == min(KEPT, number + 1)
    assert all(name.endswith(".duckdb") for name in files)
    history = current_facts(tmp_path).rows("SELECT count(*) FROM history")
    assert history == [(400 * number,)]


def test_two_importers_at_once_both_land(tmp_path: Path) -> None:
    """Each waits for the other; nothing that one has published is lost to the other."""
    importers = [started("store_publishing.py", tmp_path, 8, series) for series in ("A", "B")]
    for importer in importers:
        ready(importer)
    for importer in importers:
        importer.communicate(timeout=60)
        assert importer.returncode == 0
    assert (whole_wave(tmp_path, "A"), whole_wave(tmp_path, "B")) == (8, 8)
    assert current_facts(tmp_path).rows("SELECT count(*), max(import_id) FROM imports") == [(16, 16)]


def test_the_second_importer_is_told_that_it_waits(tmp_path: Path) -> None:
    """And goes on when the first is done."""
    with writing(tmp_path):
        process = ready(started("store_publishing.py", tmp_path, 1))
        assert process.stdout
        assert process.stdout.readline() == "waiting\n"
    told, _ = process.communicate(timeout=60)
    assert told == "1\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of a file")
@pytest.mark.parametrize("room", [0.5, 1.001, 1.2], ids=["copying", "landing", "checkpoint"])
def test_a_full_disk_is_told_and_leaves_the_facts(tmp_path: Path, room: float) -> None:
    """Wherever in the import the disk fills; with room again, the same process can import."""
    publish(tmp_path, [(wave(1), source())])
    size = (tmp_path / FACTS_FOLDER / str(current_name(tmp_path))).stat().st_size
    process = started("store_full_disk.py", tmp_path, int(size * room))
    told, _ = process.communicate(timeout=60)
    assert "kan ikke skrive i lageret" in told
    assert process.returncode == 0
    facts = current_facts(tmp_path)
    assert facts.rows("SELECT min(value), max(value), count(*) FROM kostra") == [(3.0, 3.0, 400)]
    assert facts.rows("SELECT file FROM imports ORDER BY import_id") == [("fil.csv",), ("rom.json",)]


def test_a_folder_that_takes_no_files_is_told(tmp_path: Path) -> None:
    """A file lies where the store's folder should be, or where its facts should."""
    (tmp_path / "fil").write_text("")
    (tmp_path / "lager").mkdir()
    (tmp_path / "lager" / FACTS_FOLDER).write_text("")
    for store in (tmp_path / "fil", tmp_path / "fil" / "under", tmp_path / "lager"):
        with pytest.raises(InputError, match=r"kan ikke skrive i lageret|kan ikke leses"):
            publish(store, [(wave(1), source())])


def test_leftovers_are_cleared_and_a_few_old_files_kept(tmp_path: Path) -> None:
    """What a killed import left goes; what a reader may hold, and a person's own copy, stay."""
    folder = tmp_path / FACTS_FOLDER
    for number in range(1, 6):
        publish(tmp_path, [(wave(number), source())])
    left = ["facts-000006-0123abcd.tmp", "facts-000006-0123abcd.tmp.wal", "facts-000006-0123abcd.duckdb"]
    for name in [*left, "facts-000005-0123abcd.duckdb.kopi"]:
        (folder / name).write_bytes(b"half")
    publish(tmp_path, [(wave(6), source())])
    names = sorted(path.name for path in folder.iterdir())
    assert [name[:12] + Path(name).suffix for name in names] == [
        "facts-000004.duckdb",
        "facts-000005.kopi",
        "facts-000005.duckdb",
        "facts-000006.duckdb",
    ]
    assert whole_wave(tmp_path) == 6


def test_an_import_that_changes_nothing_leaves_no_file(tmp_path: Path) -> None:
    """The copy that was made to find that out is thrown away."""
    publish(tmp_path, [(wave(1), source())])
    publish(tmp_path, [(wave(1), source())])
    assert [path.name for path in (tmp_path / FACTS_FOLDER).iterdir()] == [current_name(tmp_path)]


def test_facts_already_held_stay_readable_when_newer_are_published(tmp_path: Path) -> None:
    """A page that is being drawn goes on with what it began with."""
    publish(tmp_path, [(wave(1), source())])
    held = current_facts(tmp_path)
    for number in range(2, 8):
        publish(tmp_path, [(wave(number), source())])
    assert held.rows("SELECT DISTINCT value FROM kostra") == [(1.0,)]
    assert current_facts(tmp_path).rows("SELECT DISTINCT value FROM kostra") == [(7.0,)]


def test_an_empty_store_has_every_table(tmp_path: Path) -> None:
    """A folder that does not exist is a store where nothing is loaded."""
    facts = current_facts(tmp_path / "finnes-ikke")
    assert facts.rows("SELECT count(*) FROM kostra_by_series") == [(0,)]
    assert not (tmp_path / "finnes-ikke").exists()


@pytest.mark.parametrize(
    ("pointer", "words"),
    [
        (None, "mangler eller er tom"),
        ("", "mangler eller er tom"),
        ("../../etc/passwd", "ikke navnet på en faktafil"),
        ("facts-000009-00000000.duckdb", "mangler eller kan ikke leses"),
    ],
)
def test_a_damaged_pointer_is_told_and_nothing_is_cleared(tmp_path: Path, pointer: str | None, words: str) -> None:
    """Neither a reader nor an import takes the store for an empty one."""
    for number in (1, 2):
        publish(tmp_path, [(wave(number), source())])
    names = sorted(path.name for path in (tmp_path / FACTS_FOLDER).iterdir())
    if pointer is None:
        (tmp_path / CURRENT).unlink()
    else:
        (tmp_path / CURRENT).write_text(pointer)
    with pytest.raises(InputError, match=words):
        current_facts(tmp_path)
    with pytest.raises(InputError):
        publish(tmp_path, [(wave(3), source())])
    assert sorted(path.name for path in (tmp_path / FACTS_FOLDER).iterdir()) == names


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    """Damaged on the disk, or cut short by a copy."""
    publish(tmp_path, [(wave(1), source())])
    name = "facts-000002-00000000.duckdb"
    (tmp_path / FACTS_FOLDER / name).write_bytes(b"<html>")
    (tmp_path / CURRENT).write_text(name)
    with pytest.raises(InputError, match="mangler eller kan ikke leses"):
        current_facts(tmp_path)
    with pytest.raises(InputError):
        publish(tmp_path, [(wave(3), source())])
