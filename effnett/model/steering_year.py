"""The steering year: what is to be done by when, every year again (docs/contract.md 1).

A milestone has a day of the year. One that belongs to a tertial falls on that day for the first time after
the tertial has begun, so that the third tertial's report is due in January of the year after.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from effnett.model.periods import AsOf, first_day, last_day


class AppliesTo(Enum):
    """Who has to do it: every unit below the topmost one, or the topmost one alone."""

    EVERY_UNIT = "every_unit"
    DISTRICT = "district"


class MonthDay(NamedTuple):
    """A day of any year."""

    month: int
    day: int

    def of(self, year: int) -> date:
        """The day in a year; 29 February is the last day of February where there is none."""
        return date(year, self.month, min(self.day, calendar.monthrange(year, self.month)[1]))


@dataclass(frozen=True)
class Milestone:
    """Something to be done by a day of the year, `falls`; `title` is a text by language."""

    id: str
    title: Mapping[str, str]
    falls: MonthDay
    tertial: int | None = None
    applies_to: AppliesTo = AppliesTo.EVERY_UNIT

    def day(self, year: int) -> date:
        """Its day in a steering year: with a tertial, the first one from that tertial's beginning on."""
        if self.tertial is None:
            return self.falls.of(year)
        begins = first_day(AsOf(year, self.tertial).month - 3)
        day = self.falls.of(year)
        return day if day >= begins else self.falls.of(year + 1)

    @property
    def is_after_its_tertial(self) -> bool:
        """Whether it comes when its tertial is over, and so can be the delivery of that tertial's report."""
        return self.tertial is not None and self.day(_ANY_YEAR) > last_day(AsOf(_ANY_YEAR, self.tertial).month)

    @property
    def is_far_from_its_tertial(self) -> bool:
        """Whether it comes more than four months after its tertial."""
        return self.tertial is not None and self.day(_ANY_YEAR) > last_day(AsOf(_ANY_YEAR, self.tertial).month + 4)


_ANY_YEAR = 2000


class Occurrence(NamedTuple):
    """A milestone in one steering year; `delivery` is the tertial whose report it delivers, if any."""

    milestone: Milestone
    year: int
    day: date
    delivery: AsOf | None


@dataclass(frozen=True)
class SteeringYear:
    """The milestones in the order they were written."""

    milestones: tuple[Milestone, ...] = ()

    def delivery(self, tertial: int, applies_to: AppliesTo) -> Milestone | None:
        """The milestone by which a tertial's report is delivered: the first one after the tertial has ended."""
        found = [
            milestone
            for milestone in self.milestones
            if milestone.tertial == tertial and milestone.applies_to is applies_to and milestone.is_after_its_tertial
        ]
        return min(found, key=lambda milestone: milestone.day(_ANY_YEAR), default=None)

    def deadline_of(self, year: int, tertial: int) -> date | None:
        """The day a tertial's report is due: the units', or where they have none, the topmost unit's."""
        for applies_to in AppliesTo:
            milestone = self.delivery(tertial, applies_to)
            if milestone is not None:
                return milestone.day(year)
        return None

    def between(self, first: date, last: date) -> list[Occurrence]:
        """Everything that falls between two days, both included, by day and then as it was written."""
        found = [one for year in range(first.year - 1, last.year + 1) for one in self._of_year(year)]
        return sorted((one for one in found if first <= one.day <= last), key=lambda one: one.day)

    def _of_year(self, year: int) -> Iterator[Occurrence]:
        for milestone in self.milestones:
            tertial = milestone.tertial
            delivers = tertial is not None and self.delivery(tertial, milestone.applies_to) is milestone
            delivery = AsOf(year, tertial) if tertial is not None and delivers else None
            yield Occurrence(milestone, year, milestone.day(year), delivery)


def reporting_deadline(steering_year: SteeringYear, as_of: AsOf) -> date | None:
    """The day the report of an as-of's tertial is due; None where the steering year does not say."""
    return steering_year.deadline_of(as_of.year, as_of.tertial)
