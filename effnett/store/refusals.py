"""Files that were refused: nothing of them landed, so they are told of beside the facts, not in them."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

REFUSED: Final = "refused.jsonl"
MOST_PROBLEMS: Final = 200
"""How many problems of one file are kept; `more` counts the rest."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file of which nothing landed. `at` is UTC in ISO form; problems are ready to be read."""

    at: str
    who: str
    kind: str
    file: str
    checksum: str
    problems: tuple[str, ...]
    more: int = 0


def note_refusal(store: Path, who: str, kind: str, file: str, checksum: str, problems: Iterable[object]) -> None:
    """Add a refused file to the list. A store that cannot be written to is no reason to lose the message."""
    told = tuple(map(str, problems))
    at = datetime.now(UTC).isoformat(timespec="seconds")
    refused = Refused(at, who, kind, file, checksum, told[:MOST_PROBLEMS], max(0, len(told) - MOST_PROBLEMS))
    with contextlib.suppress(OSError):
        store.mkdir(parents=True, exist_ok=True)
        with (store / REFUSED).open("a", encoding="utf-8") as file_:
            file_.write(json.dumps(asdict(refused), ensure_ascii=False) + "\n")


def refused(store: Path) -> list[Refused]:
    """The refused files, newest first. A line that a dying process left half-written is passed over."""
    try:
        lines = (store / REFUSED).read_text(encoding="utf-8", errors="replace").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return []
    found = []
    for line in reversed(lines):
        with contextlib.suppress(ValueError, TypeError):
            one = Refused(**json.loads(line))
            found.append(replace(one, problems=tuple(one.problems)))
    return found
