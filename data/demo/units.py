"""The units of the demonstration: what a unit is, and the columns of `units.csv`."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass

UNITS_COLUMNS = "org_unit,name,kind,parent,valid_from,valid_to,successor,kostra_code,employees"


@dataclass(frozen=True)
class DemoUnit:
    """One unit and what makes it differ. `budget` is gross, in million kr a year; the rest are factors and distances.

    `functions` are KOSTRA functions with their share of the budget. `sick` multiplies the sick leave rate and
    `spending` what is spent of the budget; `mood` and `users` are added to the survey means.
    """

    code: str
    name: str
    parent: str
    employees: int
    budget: float
    functions: dict[str, float]
    sick: float = 1.0
    spending: float = 1.0
    mood: float = 0.0
    users: float = 0.0
    invited_users: int = 0
    response: float = 0.79
    first: tuple[int, int] = (2004, 1)
    last: tuple[int, int] | None = None
    successor: str = ""
    kind: str = "resultatenhet"

    def exists(self, year: int, month: int) -> bool:
        """Whether the unit exists in a month."""
        return self.first <= (year, month) and (self.last is None or (year, month) <= self.last)

    def exists_all(self, year: int) -> bool:
        """Whether the unit exists the whole year: only then does it have figures for the year."""
        return self.exists(year, 1) and self.exists(year, 12)


def first_day(month: tuple[int, int]) -> str:
    """`2009-01-01`."""
    return f"{month[0]}-{month[1]:02d}-01"


def last_day(month: tuple[int, int]) -> str:
    """`2009-01-31`."""
    return f"{month[0]}-{month[1]:02d}-{monthrange(*month)[1]}"


def unit_rows(units: Iterable[DemoUnit]) -> list[list[object]]:
    """The rows of `units.csv`; a unit ends with its last month."""
    return [
        [
            unit.code,
            unit.name,
            unit.kind,
            unit.parent,
            first_day(unit.first),
            last_day(unit.last) if unit.last else "",
            unit.successor,
            "",
            unit.employees or "",
        ]
        for unit in units
    ]
