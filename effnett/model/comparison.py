"""A unit among its peers: who they are, what each has, and where the unit stands (docs/semantics.md 8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from effnett.model.observation import Absent, Quality
from effnett.model.organisation import PeerGroup
from effnett.model.scorecard import Direction, Indicator


class Peer(NamedTuple):
    """One unit of a group in one year.

    `org_unit` is its code as it was named. `codes` are those its KOSTRA figures may stand under, newest first:
    itself and what it is renumbered to and from. `code` is the one of them that was in use that year. A municipality
    `exists` where one of them was.
    """

    org_unit: str
    name: str
    codes: tuple[str, ...]
    code: str
    exists: bool = True


class PeerFigure(NamedTuple):
    """A peer's figure. `value` is None where there is none, with the reason in `absent`; `rank` is None under 4.

    `exists` says whether the peer was a unit of its own that year; `months` is (with rows, of the year) where some are
    missing.
    """

    org_unit: str
    name: str
    value: float | None
    absent: Absent | None = None
    rank: int | None = None
    quality: Quality | None = None
    exists: bool = True
    months: tuple[int, int] | None = None


class Spread(NamedTuple):
    """How the values of a group lie. Quartiles are None under 8 values, and everything is None with none."""

    median: float | None = None
    q1: float | None = None
    q3: float | None = None
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True)
class Comparison:
    """One indicator of one unit among its peers in one year. `rows` are best first, those without a value last.

    `averages` are SSB's own published figures for groups, counties and the country, by code.
    """

    indicator: Indicator
    year: int
    org_unit: str
    group: PeerGroup
    rows: tuple[PeerFigure, ...]
    spread: Spread
    percentile: float | None = None
    averages: tuple[PeerFigure, ...] = ()

    @property
    def of(self) -> int:
        """How many are compared, with or without a value."""
        return len(self.rows)

    @property
    def with_data(self) -> int:
        """How many of them have a value."""
        return sum(row.value is not None for row in self.rows)

    @property
    def own(self) -> PeerFigure | None:
        """The unit's own row; None where it was no unit of that kind that year."""
        return next((row for row in self.rows if row.org_unit == self.org_unit), None)

    @property
    def rank(self) -> int | None:
        """The unit's own place, 1 being the best; None under 4 values or without one of its own."""
        return self.own.rank if self.own else None

    @property
    def is_neutral(self) -> bool:
        """Whether places are by size, and neither good nor bad."""
        return self.indicator.direction in (Direction.NEUTRAL, Direction.BETWEEN)
