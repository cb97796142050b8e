"""Kills writers of records at random moments, and looks for what was acknowledged.

`record_crash.py STORE KILLS` prints a line of counts and leaves with 0 where no acknowledged version is lost, none is
half, and versions have no gaps; else it says what it found. `EFFNETT_RECORDS` names another database.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from record_samples import is_whole

from effnett.store.records import Records, open_records

HERE = Path(__file__).parent
WRITERS = ("kari", "ola")


class Told(NamedTuple):
    """What writers said was saved: (record, version, end of the text), and how many conflicts they met."""

    saved: list[tuple[str, int, str]]
    conflicts: int


def started(store: Path, name: str, last: int = 1_000_000) -> subprocess.Popen[str]:
    """A writer beside us."""
    path = os.pathsep.join([str(HERE), str(HERE.parents[1]), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, str(HERE / "record_writing.py"), str(store), name, str(last)]
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
    return Told(saved, sum(words[0] == "aside" for words in lines))


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
    saved: list[tuple[str, int, str]] = []
    conflicts = in_midst = 0
    following = [started(store, name) for name in WRITERS]
    for number in range(1, kills + 1):
        writers, following = following, [started(store, name) for name in WRITERS]
        begin(writers)
        time.sleep(chance.uniform(0.03, 0.6))
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
        told = [told_by(writer.communicate()[0]) for writer in writers]
        saved += [one for each in told for one in each.saved]
        conflicts += sum(each.conflicts for each in told)
        in_midst += all(each.saved for each in told)
        if number % 10 == 0 or number == kills:
            found = faults(open_records(store), saved)
            if found:
                print("\n".join(found))
                return 1
    for writer in following:
        writer.kill()
        writer.communicate()
    written = open_records(store).newest_change()
    print(
        f"{kills} kills of two writers ({in_midst} with both in the midst of it): {len(saved)} acknowledged saves,"
        f" {conflicts} conflicts, {written} versions kept, none lost, none half"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
