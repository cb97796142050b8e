"""The files of a store: names that are never used twice, a pointer that moves, leftovers cleared away.

Nothing a pointer may name is ever written to. What a killed import leaves behind has names of its own.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from effnett.errors import InputError, Place, Problem

CURRENT: Final = "current"
FACTS_FOLDER: Final = "facts"
KEPT: Final = 3
"""How many published files are kept: a reader may have just read the pointer to an older one."""

_NAME = re.compile(r"facts-(?P<number>\d{6,})-[0-9a-f]{8}\.(?P<kind>duckdb|tmp)(?P<beside>\.wal)?")


@dataclass(frozen=True)
class FactsFile:
    """A file, or what DuckDB put beside it, in the folder of published files."""

    path: Path
    number: int
    published: bool


def current_name(store: Path) -> str | None:
    """The name in the pointer file; None where nothing has been published. InputError where it was lost."""
    try:
        name = (store / CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        name = ""
    except OSError as error:
        what = f"lageret kan ikke leses ({error.strerror})"
        hint = "Se etter om det er en mappe, og om du har lov til å lese den."
        raise InputError(Problem(Place(str(store)), what, hint)) from error
    if not name:
        _refuse_lost_pointer(store)
        return None
    if not (found := _NAME.fullmatch(name)) or found["kind"] != "duckdb" or found["beside"]:
        hint = f"Skriv navnet på en av filene i {FACTS_FOLDER}/ i filen, eller hent den fra en sikkerhetskopi."
        raise InputError(Problem(Place(str(store / CURRENT), 1), f"«{name[:80]}» er ikke navnet på en faktafil", hint))
    return name


def new_name(store: Path) -> str:
    """A name (without ending) after the newest one, never used before."""
    return f"facts-{_number(current_name(store)) + 1:06d}-{os.urandom(4).hex()}"


def move_pointer(store: Path, name: str) -> None:
    """Make a published file the newest, all at once, and safe against a power cut."""
    temporary = store / f"{CURRENT}.tmp"
    temporary.write_text(name + "\n", encoding="utf-8")
    sync(temporary)
    _replace(temporary, store / CURRENT)
    sync(store)


def sync(path: Path) -> None:
    """Wait until a file or a folder is on the disk. Windows cannot, and need not, with folders."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def clear_leftovers(store: Path) -> None:
    """Remove what killed imports left and published files older than the newest few.

    Only the holder of the lock may call it. A file that is in use (Windows) is passed over.
    """
    current = current_name(store)
    files = list(_files(store))
    older = sorted((file for file in files if file.published and file.number < _number(current)), key=_by_number)
    kept = {current, *(file.path.name for file in older[-(KEPT - 1) :])}
    for file in files:
        if file.path.name not in kept:
            _remove(file.path)


def _by_number(file: FactsFile) -> int:
    return file.number


def _files(store: Path) -> Iterator[FactsFile]:
    """What is ours in the folder; a person's own copies have other names and are left alone."""
    folder = store / FACTS_FOLDER
    for path in folder.iterdir() if folder.is_dir() else ():
        if found := _NAME.fullmatch(path.name):
            yield FactsFile(path, int(found["number"]), found["kind"] == "duckdb" and not found["beside"])


def _refuse_lost_pointer(store: Path) -> None:
    """Nothing published is the state before the first import only; later it means that the pointer is lost.

    A first import that was killed leaves a file with number 1 and no pointer, and is no reason to stop.
    """
    published = [file for file in _files(store) if file.published and file.number > 1]
    if published:
        newest = max(published, key=_by_number).path.name
        what = f"filen mangler eller er tom, men {FACTS_FOLDER}/ har data"
        raise InputError(Problem(Place(str(store / CURRENT)), what, f"Skriv «{newest}» i filen for å ta den i bruk."))


def _number(name: str | None) -> int:
    found = _NAME.fullmatch(name) if name else None
    return int(found["number"]) if found else 0


def _replace(source: Path, target: Path) -> None:
    """Windows refuses for a moment while a reader has the pointer open."""
    for _ in range(50 if os.name == "nt" else 0):
        with contextlib.suppress(PermissionError):
            source.replace(target)
            return
        time.sleep(0.02)
    source.replace(target)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
