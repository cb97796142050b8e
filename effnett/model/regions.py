"""Changes of KOSTRA region codes that the program knows by itself (docs/semantics.md 3, docs/files.md)."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

LIVED_ON: Final = frozenset(("1103",))
"""Codes of the shipped table that took others in and were in use from before; all others began with their change."""


class RegionChange(NamedTuple):
    """A code that another took over from a day. `kind` is renamed (one to one), merged or split.

    A merger also breaks the line of a code that existed before it and took others in.
    """

    old_code: str
    new_code: str
    from_date: date
    kind: str


@cache
def shipped_region_changes() -> tuple[RegionChange, ...]:
    """The changes of municipality codes from 2017 on that the program knows by itself."""
    text = (Path(__file__).parent / "region_changes.csv").read_text(encoding="utf-8")
    rows = (line.split(",") for line in text.splitlines()[1:])
    return tuple(RegionChange(old, new, date.fromisoformat(day), kind) for old, new, day, kind in rows)
