"""One service on one sheet: its figures over three years and beside its peers', by relation (docs/semantics.md 8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final, NamedTuple

from effnett.compare.comparison import Asked, compare_all
from effnett.compare.figures import Seen, code_read, is_published
from effnett.compare.groups import averages_of, peer_of, region_of
from effnett.compare.offered import Offered, asked_for, first_group, offered_groups, year_with_figures
from effnett.compare.reforms import NotThere, Reform, not_there, reforms_between
from effnett.compare.services import ALL, DIMENSIONS, Service, place_of, services
from effnett.evaluate.evaluate import evaluate_units
from effnett.evaluate.tree import org_tree
from effnett.model.comparison import Comparison
from effnett.model.evaluation import Evaluation
from effnett.model.observation import Absent, Quality
from effnett.model.organisation import PeerGroup
from effnett.model.periods import AsOf, Window
from effnett.model.scorecard import Indicator, Scorecard, Target
from effnett.store.facts import Facts

YEARS: Final = 3
RESOURCES: Final = ""
"""Where figures of the service stand that are of no relation: its frame, such as accounts."""
_WHOLE_YEAR: Final = 3
_TWO: Final = 2
"""A figure alone is compared with nothing."""


class Shown(NamedTuple):
    """The unit's own figure of one year, with the target it is told against."""

    year: int
    value: float | None
    absent: Absent | None = None
    quality: Quality | None = None
    target: Target | None = None


class Extreme(NamedTuple):
    """The highest or the lowest of a group: in per cent of the average, its name, and whether it is the unit itself."""

    percent: float
    name: str
    is_own: bool


class Index(NamedTuple):
    """Where the unit lies with the group's average as 100, and the group's highest and lowest.

    The average is the one SSB publishes for the group where `is_published`; else each unit counts the same.
    """

    own: float
    highest: Extreme
    lowest: Extreme
    of: int
    is_published: bool = False


@dataclass(frozen=True)
class ProfileLine:
    """One indicator: the unit's own years, oldest first, and where it lies among its peers in the last.

    `evaluation` is that of the scorecard, of figures that are not published; their status is told beside them.
    """

    indicator: Indicator
    years: tuple[Shown, ...]
    comparison: Comparison | None = None
    index: Index | None = None
    evaluation: Evaluation | None = None

    @property
    def now(self) -> Shown:
        """The figure of the last year."""
        return self.years[-1]


@dataclass(frozen=True)
class ProfileWanted:
    """What a reader has chosen: a unit as of a tertial, a service, a group by the address's name for it ("" for the
    first), and the units whose own figures that reader may see."""

    org_unit: str
    as_of: AsOf
    service: Service
    group: str = ""
    seen: Seen = None


@dataclass(frozen=True)
class Profile:
    """One service of a unit. `lines` are in the order of their relations; `reforms` say what has become of the unit in
    the years that are shown: what is joined, what is broken and why; `gone` that it was no municipality in the last.
    `compared` is the year of the indices: the newest that any published figure is there for."""

    wanted: ProfileWanted
    name: str
    lines: tuple[ProfileLine, ...]
    offered: tuple[Offered, ...]
    group: Offered | None
    reforms: tuple[Reform, ...] = ()
    gone: tuple[NotThere, ...] = ()
    compared: int | None = None

    @property
    def compared_year(self) -> int:
        """The year that the unit is compared with others in."""
        return self.compared or self.wanted.as_of.year

    @property
    def years(self) -> tuple[int, ...]:
        """The years that are shown, oldest first."""
        return years_until(self.wanted.as_of.year)

    def of_relation(self, dimension: str) -> list[ProfileLine]:
        """The lines of a relation; `RESOURCES` for those of none."""
        return [line for line in self.lines if (line.indicator.dimension or RESOURCES) == dimension]


def years_until(year: int) -> tuple[int, ...]:
    """The years of a profile, oldest first."""
    return tuple(range(year - YEARS + 1, year + 1))


def profile_services(scorecard: Scorecard, others: Iterable[Scorecard]) -> list[Service]:
    """The services that may be chosen, less the whole scorecard. Each comes with its frame, and with the scorecard's
    own employees where it has none of its own."""
    found = (one for one in services(scorecard, others) if one.name != ALL)
    return [one._replace(indicators=_whole(one, scorecard)) for one in found]


def _whole(service: Service, scorecard: Scorecard) -> tuple[Indicator, ...]:
    """A service's indicators with its frame first; the relations in their order."""
    frame = [
        one
        for one in service.scorecard.indicators
        if one.service == service.name and not one.dimension and not service.borrowed
    ]
    employees = DIMENSIONS[-1]
    of_employees = []
    if not any(one.dimension == employees for one in service.indicators):
        known = {one.id for one in service.indicators}
        of_employees = [
            one
            for one in scorecard.indicators
            if one.dimension == employees and not one.service and one.id not in known
        ]
    related = sorted((*service.indicators, *of_employees), key=lambda one: place_of(one.dimension))
    return (*frame, *related)


def profile(facts: Facts, groups: Sequence[PeerGroup], wanted: ProfileWanted) -> Profile:
    """The profile. InputError where nobody can tell which group is asked for."""
    unit, year, indicators = wanted.org_unit, wanted.as_of.year, wanted.service.indicators
    compared = year_with_figures(facts, filter(is_published, indicators), year)
    offered = tuple(offered_groups(facts, groups, unit, compared, indicators, wanted.group, wanted.seen))
    group = asked_for(offered, wanted.group) or first_group(offered, unit)
    among: Mapping[tuple[str, int], Comparison] = {}
    if group is not None and not group.problem:
        among = compare_all(facts, indicators, Asked(unit, group.group, (compared,), wanted.seen))
    averages = averages_of(facts, group.group, unit, compared) if group else ()
    lines = _lines(facts, wanted, {one: each for (one, _), each in among.items()}, averages)
    years = years_until(year)
    found = reforms_between(facts, region_of(facts, unit), years[0], year)
    gone = not_there(facts, [peer_of(facts, unit, year)], year)
    return Profile(wanted, org_tree(facts).unit(unit).name, lines, offered, group, found, gone, compared)


def _lines(
    facts: Facts, wanted: ProfileWanted, among: Mapping[str, Comparison], averages: Sequence[str]
) -> tuple[ProfileLine, ...]:
    unit, indicators, years = wanted.org_unit, wanted.service.indicators, years_until(wanted.as_of.year)
    alone = PeerGroup("", "", (unit,))
    known = [one for one in indicators if is_published(one)]
    others = [one for one in indicators if not is_published(one)]
    own = compare_all(facts, known, Asked(unit, alone, years))
    code = code_read(facts, peer_of(facts, unit, wanted.as_of.year))
    evaluated = {one.indicator.id: one for one in evaluate_units(others, facts, wanted.as_of, [code], YEARS)}
    found = []
    for indicator in indicators:
        comparison = among.get(indicator.id)
        evaluation = evaluated.get(indicator.id)
        shown = (
            tuple(_published(own[indicator.id, year], year) for year in years)
            if evaluation is None
            else tuple(_evaluated(evaluation, year) for year in years)
        )
        same = evaluation is None or (
            comparison is not None and comparison.year == years[-1] and _is_of_the_year(indicator, wanted.as_of)
        )
        index = index_of(comparison, averages) if comparison is not None and same else None
        found.append(ProfileLine(indicator, shown, comparison if same else None, index, evaluation))
    return tuple(found)


def _is_of_the_year(indicator: Indicator, as_of: AsOf) -> bool:
    """Whether what is shown of a figure is what is compared: comparisons are of whole years."""
    return as_of.tertial == _WHOLE_YEAR and indicator.window in (Window.LATEST, Window.YEAR_TO_DATE)


def _published(comparison: Comparison, year: int) -> Shown:
    own = comparison.own
    if own is None:
        return Shown(year, None, Absent.NOT_APPLICABLE)
    return Shown(year, own.value, own.absent, own.quality)


def _evaluated(evaluation: Evaluation, year: int) -> Shown:
    """The newest observation of a year, or the year's window."""
    points = [point for point in evaluation.points if point.year == year]
    if not points:
        return Shown(year, None, Absent.MISSING)
    point = points[-1]
    return Shown(year, point.value, point.absent, point.quality, point.target)


def index_of(comparison: Comparison, averages: Sequence[str] = ()) -> Index | None:
    """The group's average as 100: the first of the published `averages` there is, else that of the units' values.

    None without a value of one's own or another's, and where a value is below 0 or all are 0: such figures have no
    ratio.
    """
    own = comparison.own
    known = [row for row in comparison.rows if row.value is not None]
    values = [row.value or 0.0 for row in known]
    if own is None or own.value is None or len(known) < _TWO or min(values) < 0:
        return None
    published = _published_average(comparison, averages)
    average = fmean(values) if published is None else published
    if average <= 0:
        return None

    def extreme(value: float) -> Extreme:
        rows = [row for row in known if row.value == value]
        row = next((one for one in rows if one.org_unit == comparison.org_unit), rows[0])
        return Extreme(value / average * 100, row.name, row.org_unit == comparison.org_unit)

    highest, lowest = extreme(max(values)), extreme(min(values))
    return Index(own.value / average * 100, highest, lowest, len(known), published is not None)


def _published_average(comparison: Comparison, codes: Sequence[str]) -> float | None:
    """What SSB publishes for the group itself in the year; it may have none of a figure."""
    known = {one.org_unit: one.value for one in comparison.averages}
    return next((value for code in codes if (value := known.get(code)) is not None), None)
