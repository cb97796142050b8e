"""A writer of records: saves until it is killed or has done so many, and tells of each save once it is acknowledged.

As a process of its own, `record_writing.py STORE NAME LAST` begins when a line comes on standard input.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from record_samples import SUBJECT, shared, wave_text

from effnett.model.records import Conflict, Edit, Saved, Wondering
from effnett.store.record_engine import RECORDS
from effnett.store.records import Records, open_records

COMMON = Edit.first(shared("")).record


def write(records: Records, name: str, last: int, tell: Callable[[str], object]) -> None:
    """Every other save is of a record that all writers share, made anew from what came between where there is a
    conflict; the others are records of its own."""
    for number in range(last):
        text = wave_text(name, number)
        if number % 2:
            result = records.save(Edit.first(Wondering(SUBJECT, text)), name)
        else:
            newest = records.newest(COMMON)
            result = records.save(Edit(COMMON, shared(text), newest.version if newest else 0), name)
        while isinstance(result, Conflict):
            tell(f"aside {result.mine.change}\n")
            result = records.save(result.mine_chosen(), name)
        assert isinstance(result, Saved)
        saved = result.version
        assert saved.content.text == text
        tell(f"saved {saved.record} {saved.version} {text[-64:]}\n")


def write_to_file(store: Path, database: str | None, name: str, told: Path) -> None:
    """For ever, telling it in a file: what is written there outlives the process."""
    if database:
        os.environ[RECORDS] = database
    else:
        os.environ.pop(RECORDS, None)
    with told.open("ab", buffering=0) as file:
        write(open_records(store), name, sys.maxsize, lambda line: file.write(line.encode()))


if __name__ == "__main__":
    opened = open_records(Path(sys.argv[1]))
    print("ready", flush=True)
    sys.stdin.readline()
    write(opened, sys.argv[2], int(sys.argv[3]), lambda line: print(line, end="", flush=True))
