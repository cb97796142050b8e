"""Changes of KOSTRA region codes that the program knows by itself (docs/semantics.md 3, docs/files.md)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

LIVED_ON: Final = frozenset(("1103",))
"""Codes of the shipped table that took others in and were in use from before; all others began with their change."""

NEARLY: Final = Fraction(1, 10**9)
"""Weights of one split that are no farther than this from a whole are a whole: their last digits are rounded."""


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


def split_heirs(code: str, day: date) -> frozenset[str]:
    """The codes that a code is known to have been split into from a day; nobody where it was not.

    >>> sorted(split_heirs("1507", date(2024, 1, 1)))
    ['1508', '1580']
    """
    return frozenset(
        change.new_code
        for change in shipped_region_changes()
        if change.kind == "split" and (change.old_code, change.from_date) == (code, day)
    )


def shares(parts: Mapping[str, Fraction | None]) -> Mapping[str, Fraction]:
    """The shares that the heirs of one split code took over; nothing where weights are not known, are halves or do
    not make a whole. What the last digits lack is put with the largest, so that the shares always do.

    >>> shares({"5055": Fraction(35, 100), "5059": Fraction(65, 100)})["5059"]
    Fraction(13, 20)
    >>> shares({"1508": Fraction(1, 2), "1580": Fraction(1, 2)})
    {}
    """
    known = {code: weight for code, weight in parts.items() if weight}
    halves, whole = set(known.values()) == {Fraction(1, 2)}, sum(known.values(), Fraction(0))
    if halves or len(known) < max(2, len(parts)) or abs(whole - 1) > NEARLY:
        return {}
    largest = max(known, key=lambda code: known[code])
    return known | {largest: known[largest] + 1 - whole}
