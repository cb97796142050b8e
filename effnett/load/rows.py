"""The rows of a tidy file while they are checked: a list per column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from effnett.model.periods import Period


@dataclass
class Rows:
    """Values by column (None where empty, marked or bad), and the mark of each row.

    `unknown` are rows whose denominator is a mark.
    """

    count: int
    columns: dict[str, list[Any]]
    marks: list[str | None]
    unknown: set[int] = field(default_factory=set)

    def __getitem__(self, name: str) -> list[Any]:
        """One column."""
        return self.columns[name]

    def keys(self, names: Sequence[str]) -> list[tuple[Any, ...]]:
        """Some columns side by side."""
        return list(zip(*(self.columns[name] for name in names), strict=True))

    @property
    def periods(self) -> list[Period | None]:
        """The period of each row, from whichever column the kind has."""
        return self.columns.get("period") or self.columns["month"]
