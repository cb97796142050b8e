"""What is loaded, so that a definition that names something else can be told (docs/contract.md 1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from effnett.model.batch import Series


@dataclass(frozen=True)
class Known:
    """Names that the store has figures for; None for a kind of which nothing is loaded."""

    org_units: frozenset[str] | None = None
    regions: frozenset[str] | None = None
    activities: frozenset[str] | None = None
    questions: frozenset[tuple[str, str]] | None = None
    functions: frozenset[str] | None = None
    kostra: tuple[Series, ...] | None = None

    @cached_property
    def series(self) -> Mapping[str, tuple[Series, ...]]:
        """KOSTRA series by their contents code."""
        found: dict[str, list[Series]] = {}
        for series in self.kostra or ():
            found.setdefault(series.contents, []).append(series)
        return {contents: tuple(series) for contents, series in found.items()}
