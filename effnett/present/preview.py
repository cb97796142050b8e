"""The first rows of a file that has been read, as they will land, for the person who gave it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from effnett.model.batch import Batch
from effnett.model.observation import Quality
from effnett.model.periods import Period
from effnett.present import formatting as write
from effnett.present.wording import say

FIRST_ROWS: Final = 8
_OURS: Final = ("line", "period", "quality", "mark", "region", "series", "value")
"""Columns that the file does not name itself; the others keep the names that they have in it."""


def first_rows(batch: Batch, language: str = "nb") -> tuple[list[str], list[list[str]]]:
    """Heads and cells. What no row has anything in is left out."""
    rows = [_told(row, batch, language) for row in batch.rows.slice(0, FIRST_ROWS).to_pylist()]
    columns = [name for name in (rows[0] if rows else {}) if any(row[name] for row in rows)]
    heads = [say(f"preview.{name}", language) if name in _OURS else name for name in columns]
    return heads, [[row[name] for name in columns] for row in rows]


def _told(row: Mapping[str, object], batch: Batch, language: str) -> dict[str, str]:
    """A row's cells in words: the line first, its month or year as it is said, its series by name."""
    told = {"line": _cell(row.get("line"), language)}
    for name, value in row.items():
        if name == "last" and isinstance(value, int):
            period = Period(value, int(str(row.get("span") or 1)))
            told["period"] = write.span(period.first_day, period.last_day, language)
        elif name == "series" and isinstance(value, int) and value < len(batch.series):
            told[name] = batch.series[value].label or batch.series[value].contents
        elif name == "quality" and isinstance(value, int):
            told[name] = say(f"quality.{Quality(value).word}", language)
        elif name not in ("line", "span"):
            told[name] = _cell(value, language)
    return told


def _cell(value: object, language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return write.number(value, 0 if value.is_integer() else 2, language)
    return str(value)
