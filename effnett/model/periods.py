"""Periods, as-of and windows (docs/semantics.md 1).

A month is counted as an index, `year * 12 + month - 1`, so that windows are plain arithmetic; the
store keeps a period as the index of its last month and its span in months.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property, lru_cache
from typing import NamedTuple

_KEY = re.compile(r"(?P<year>\d{4})(?:-(?:T(?P<tertial>[1-3])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")


@dataclass(frozen=True, order=True)
class Period:
    """A calendar year, tertial, quarter or month: `last` is its last month's index, `span` its months."""

    last: int
    span: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2009`, `2009-T1`, `2009-Q3` or `2009-08`; ValueError for anything else."""
        found = _KEY.fullmatch(text.strip())
        if not found:
            raise ValueError(text)
        january = int(found["year"]) * 12
        for name, span in (("tertial", 4), ("quarter", 3), ("month", 1)):
            if found[name]:
                return cls(january + int(found[name]) * span - 1, span)
        return cls(january + 11, 12)

    @property
    def year(self) -> int:
        """The calendar year; no period spans two."""
        return self.last // 12

    @property
    def first_day(self) -> date:
        """The first day of the period."""
        return first_day(self.last - self.span + 1)

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        return last_day(self.last)

    @cached_property
    def key(self) -> str:
        """The period as files and JSON write it: `2009`, `2009-T2`, `2009-Q3`, `2009-08`."""
        month = self.last % 12 + 1
        if self.span == 12:
            return str(self.year)
        if self.span == 1:
            return f"{self.year}-{month:02d}"
        if self.span not in (3, 4):  # the cumulative quarters of the accounts extract
            return f"{self.year}-{month - self.span + 1:02d}/{self.year}-{month:02d}"
        return f"{self.year}-{'T' if self.span == 4 else 'Q'}{month // self.span}"


@lru_cache(maxsize=4096)
def first_day(month: int) -> date:
    """The first day of the month with this index."""
    return date(month // 12, month % 12 + 1, 1)


@lru_cache(maxsize=4096)
def last_day(month: int) -> date:
    """The last day of the month with this index."""
    year, zero_based = divmod(month, 12)
    return date(year, zero_based + 1, calendar.monthrange(year, zero_based + 1)[1])


def month_index(day: date) -> int:
    """The index of the month a day lies in."""
    return day.year * 12 + day.month - 1


class AsOf(NamedTuple):
    """The moment a reader has chosen: everything is as of the last day of this tertial."""

    year: int
    tertial: int

    @property
    def month(self) -> int:
        """Index of the last month."""
        return self.year * 12 + self.tertial * 4 - 1

    @property
    def day(self) -> date:
        """The last day; nothing that ends later is seen."""
        return last_day(self.month)

    @property
    def key(self) -> str:
        """`2009-T2`."""
        return f"{self.year}-T{self.tertial}"

    def earlier(self, years: int = 1) -> AsOf:
        """The same tertial some years before."""
        return AsOf(self.year - years, self.tertial)


class Window(Enum):
    """What is put together for an as-of."""

    YEAR_TO_DATE = "year_to_date"
    TERTIAL = "tertial"
    ROLLING_12_MONTHS = "rolling_12_months"
    LATEST = "latest"

    def months(self, as_of: AsOf) -> int:
        """Length in months, counted back from the as-of's last month; 0 for `latest`."""
        if self is Window.YEAR_TO_DATE:
            return as_of.tertial * 4
        return _MONTHS[self]


_MONTHS = {Window.TERTIAL: 4, Window.ROLLING_12_MONTHS: 12, Window.LATEST: 0}
