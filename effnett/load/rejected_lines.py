"""The lines that were left out, written beside the file they came from, with the reason."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from effnett.errors import Problem

REASON: Final = "avvist_fordi"
_TEXT = (".csv", ".txt", ".tsv")


def write_rejected(path: Path, rejects: Sequence[Problem]) -> Path | None:
    """Write `<stem>.rejected.csv` (or .txt, .tsv) and give its path; None where the folder takes no files.

    A text file's lines stand as they were, under its header, with the reason in a last column: put
    right, it can be imported as it is. Of other files the line numbers and reasons are listed.
    """
    is_text = path.suffix.lower() in _TEXT
    target = path.with_name(f"{path.stem}.rejected{path.suffix if is_text else '.csv'}")
    rows = _lines(path, rejects) if is_text else _list(rejects)
    with contextlib.suppress(OSError):
        target.write_text("\n".join(rows) + "\n", encoding="utf-8")
        return target
    return None


def _reasons(rejects: Sequence[Problem]) -> dict[int, str]:
    """All that is wrong with each line, in the file's order."""
    reasons: dict[int, list[str]] = {}
    for reject in rejects:
        told = f"{reject.what.rstrip('.')}. {reject.hint}".strip()
        reasons.setdefault(reject.place.line or 0, []).append(told)
    return {line: " / ".join(told) for line, told in sorted(reasons.items())}


def _lines(path: Path, rejects: Sequence[Problem]) -> list[str]:
    lines = _text(path).splitlines()
    header = next((line for line in lines if line.strip()), "")
    separator = max((";", "\t", ","), key=header.count)
    found = [f"{header}{separator}{REASON}"]
    for number, reason in _reasons(rejects).items():
        line = lines[number - 1] if 0 < number <= len(lines) else ""
        found.append(f"{line}{separator}{_cell(reason)}")
    return found


def _list(rejects: Sequence[Problem]) -> list[str]:
    return [f"linje;{REASON}", *(f"{line or ''};{_cell(reason)}" for line, reason in _reasons(rejects).items())]


def _cell(text: str) -> str:
    return '"' + " ".join(text.split()).replace('"', '""') + '"'


def _text(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
