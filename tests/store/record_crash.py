"""Kills writers of records at random moments, and looks for what was acknowledged.

`record_crash.py STORE KILLS` prints a line of counts and leaves with 0 where no acknowledged version is lost, none is
half, and versions have no gaps; else it says what it found. `EFFNETT_RECORDS` names another database.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from record_samples import is_whole
from record_writing import write_to_file

from effnett.store.record_engine import RECORDS
from effnett.store.records import Records, open_records

HERE = Path(__file__).parent
WRITERS = ("kari", "ola")


class Told(NamedTuple):
    """What a writer said was saved: (record, version, end of the text), and which of its texts were kept aside."""

    saved: list[tuple[str, int, str]]
    aside: set[str]


def started(script: str, *arguments: object) -> subprocess.Popen[str]:
    """A script of this folder running beside us."""
    path = os.pathsep.join([str(HERE), str(HERE.parents[1]), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, str(HERE / script), *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=os.environ | {"PYTHONPATH": path})


def begin(writers: list[subprocess.Popen[str]]) -> None:
    """Let writers begin at once, when all of them are ready."""
    for writer in writers:
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin
        writer.stdin.write("\n")
        writer.stdin.flush()


def told_by(output: str) -> Told:
    """A writer's lines; the last may have been cut short by its death."""
    lines = [line.split() for line in output.splitlines(keepends=True) if line.endswith("\n")]
    saved = [(words[1], int(words[2]), words[3]) for words in lines if words[0] == "saved"]
    return Told(saved, {words[1] for words in lines if words[0] == "aside"})


def faults(records: Records, saved: list[tuple[str, int, str]]) -> list[str]:
    """Acknowledged versions that are not there, texts that are not whole, and gaps."""
    versions = records.changes_since(0)
    there = {(version.record, version.version, version.content.text[-64:]) for version in versions}
    found = [f"lost: {each}" for each in saved if each not in there]
    found += [f"half: change {version.change}" for version in versions if not is_whole(version.content.text)]
    numbers = defaultdict(list)
    for version in versions:
        if version.version:
            numbers[version.record].append(version.version)
    found += [f"gap: {record}" for record, ones in numbers.items() if ones != list(range(1, len(ones) + 1))]
    changes = [version.change for version in versions]
    if changes != list(range(1, len(changes) + 1)) or records.newest_change() != len(changes):
        found.append("changes are not counted one by one")
    return found


def main(store: Path, kills: int) -> int:
    """Kill both writers so many times, one right after the other; look each tenth time and at the end."""
    chance = random.Random(2009)
    context = multiprocessing.get_context("spawn" if os.name == "nt" else "forkserver")
    context.set_forkserver_preload(["record_writing", "psycopg"])  # what takes time is not what is tried here
    open_records(store)
    saved: list[tuple[str, int, str]] = []
    conflicts = in_midst = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(1, kills + 1):
            files = [Path(folder) / f"{number}-{name}" for name in WRITERS]
            told = _killed(context, store, files, number % 5 == 0, chance.uniform(0, 0.3))
            saved += [one for each in told for one in each.saved]
            conflicts += sum(len(each.aside) for each in told)
            in_midst += all(each.saved for each in told)
            if (number % 10 == 0 or number == kills) and (found := faults(open_records(store), saved)):
                print("\n".join(found))
                return 1
    written = open_records(store).newest_change()
    print(
        f"{kills} kills of two writers ({in_midst} with both in the midst of it): {len(saved)} acknowledged saves,"
        f" {conflicts} conflicts, {written} versions kept, none lost, none half"
    )
    return 0


def _killed(context: Any, store: Path, files: list[Path], beginning: bool, seconds: float) -> list[Told]:
    """Two writers, killed so long after both have saved something, or have begun; what they told of."""
    address = os.environ.get(RECORDS)
    writers = [
        context.Process(target=write_to_file, args=(store, address, name, file))
        for name, file in zip(WRITERS, files, strict=True)
    ]
    for writer in writers:
        writer.start()
    while not beginning and not all(file.exists() and file.stat().st_size for file in files):
        assert all(writer.is_alive() for writer in writers)
        time.sleep(0.005)
    time.sleep(seconds)
    for writer in writers:
        writer.kill()
    for writer in writers:
        writer.join()
    return [told_by(file.read_text(encoding="utf-8") if file.exists() else "") for file in files]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
