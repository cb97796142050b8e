"""How far units have come with the steering year: what is done, late, due now, and still to come. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final, NamedTuple

from effnett.model.clock import local
from effnett.model.organisation import OrgTree
from effnett.model.periods import AsOf
from effnett.model.records import AssessmentState, Delivery, MilestoneDone, Version
from effnett.model.steering_year import AppliesTo, Occurrence

DUE_DAYS: Final = 30
"""What falls within so many days is due now."""


class DutyState(Enum):
    """How a milestone stands for a unit; in the order in which it needs somebody."""

    LATE = "late"
    DUE = "due"
    AHEAD = "ahead"
    DONE = "done"


class Duty(NamedTuple):
    """A milestone of one unit. `by_delivery` tells that a delivered assessment has done it.

    `version` is the record that says so, where somebody has marked it.
    """

    occurrence: Occurrence
    org_unit: str
    state: DutyState
    done: date | None = None
    author: str = ""
    text: str = ""
    by_delivery: bool = False
    version: Version | None = None


@dataclass(frozen=True)
class Plan:
    """A milestone and all units that it applies to."""

    occurrence: Occurrence
    duties: tuple[Duty, ...]

    @property
    def counts(self) -> Mapping[DutyState, int]:
        """How many units stand how."""
        return Counter(duty.state for duty in self.duties)

    @property
    def state(self) -> DutyState:
        """As the one that needs somebody most."""
        return min((duty.state for duty in self.duties), key=tuple(DutyState).index)


Key = tuple[str, int, str]
"""A milestone's id, its steering year, and a unit's code."""


class Kept(NamedTuple):
    """What people have kept of it: milestones that were marked, and assessments that were delivered."""

    marked: Mapping[Key, Version]
    deliveries: Mapping[AsOf, Mapping[str, Delivery]]


def marked(versions: Iterable[Version]) -> dict[Key, Version]:
    """The newest versions of milestones that are done, by what they are about."""
    return {
        (version.content.milestone, version.subject.year or 0, version.subject.org_unit): version
        for version in versions
        if isinstance(version.content, MilestoneDone)
    }


def shown_days(year: int, today: date) -> tuple[date, date]:
    """The days a year's page tells of: the calendar year, and where today is near its end, what is due then."""
    last = date(year, 12, 31)
    return date(year, 1, 1), max(last, today + timedelta(days=DUE_DAYS)) if today.year == year else last


class District(NamedTuple):
    """The topmost unit. `alone`: nothing lies below it, so that what applies to every unit applies to it."""

    code: str
    alone: bool


def district_of(tree: OrgTree, org_unit: str, tops: Iterable[str]) -> District:
    """The highest unit above a unit that has a scorecard, else the highest there is."""
    path = list(tree.path(org_unit))
    known = [code for code in path if code in set(tops)]
    code = (known or path)[-1]
    return District(code, not tree.children.get(code))


def plans(
    occurrences: Sequence[Occurrence],
    units: Callable[[date], Sequence[str]],
    district: District,
    kept: Kept,
    today: date,
) -> list[Plan]:
    """Each milestone with the units it applies to among those that exist on its day; none for nobody."""
    found = []
    for occurrence in occurrences:
        codes = _applies(occurrence, units(occurrence.day), district)
        if codes:
            found.append(Plan(occurrence, tuple(_duty(occurrence, code, kept, today) for code in codes)))
    return found


def _applies(occurrence: Occurrence, codes: Sequence[str], district: District) -> list[str]:
    if occurrence.milestone.applies_to is AppliesTo.DISTRICT:
        return [code for code in codes if code == district.code]
    return [code for code in codes if code != district.code or district.alone]


def _duty(occurrence: Occurrence, code: str, kept: Kept, today: date) -> Duty:
    version = kept.marked.get((occurrence.milestone.id, occurrence.year, code))
    if version is not None and isinstance(version.content, MilestoneDone):
        content = version.content
        return Duty(occurrence, code, DutyState.DONE, content.done, version.author, content.text, version=version)
    delivery = kept.deliveries.get(occurrence.delivery, {}).get(code) if occurrence.delivery else None
    if delivery is not None and delivery.state is not AssessmentState.DRAFT:
        return Duty(occurrence, code, DutyState.DONE, local(delivery.at).date(), delivery.author, by_delivery=True)
    return Duty(occurrence, code, state_on(occurrence.day, today))


def state_on(day: date, today: date) -> DutyState:
    """How something that is not done stands on a day; on its last day it is due, and not late."""
    if day < today:
        return DutyState.LATE
    return DutyState.DUE if day <= today + timedelta(days=DUE_DAYS) else DutyState.AHEAD
