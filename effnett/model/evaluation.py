"""The result of evaluating one indicator for one unit at one as-of (docs/semantics.md 4 and 5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from effnett.model.observation import Absent, Quality
from effnett.model.periods import AsOf, Window
from effnett.model.scorecard import Indicator, Scorecard, Target


class Status(Enum):
    """Where a value stands against its target."""

    MET = "met"
    NEAR = "near"
    MISSED = "missed"
    NO_TARGET = "no_target"
    NO_DATA = "no_data"
    SUPPRESSED = "suppressed"


class Verdict(Enum):
    """What a change means; None where the indicator is neutral."""

    BETTER = "better"
    WORSE = "worse"
    UNCHANGED = "unchanged"
    NO_SURE_CHANGE = "no_sure_change"


class Change(NamedTuple):
    """Value less the value of the same window a year before (`latest`: of the observation before)."""

    before: float
    difference: float
    verdict: Verdict | None


class Signal(Enum):
    """What a control chart says of its newest point (docs/semantics.md 5)."""

    OUTSIDE_LIMITS = "outside_limits"
    SEVEN_ONE_SIDE = "seven_one_side"
    SEVEN_TREND = "seven_trend"
    TWO_OF_THREE = "two_of_three"


class Assurance(Enum):
    """Whether a monthly series as it is now will meet its target."""

    ALWAYS = "always"
    NEVER = "never"
    NOW_AND_THEN = "now_and_then"


class Sign(NamedTuple):
    """A signal as it was found: which way it points, and how many points, counted back from the newest, it is of.

    `upwards` is above the centre, or rising. `gaps` says that months without a figure lie between the points.
    """

    signal: Signal
    upwards: bool
    points: int
    gaps: bool = False


class Control(NamedTuple):
    """The newest part of a control chart: its centre, its limits, and the signals of its newest point.

    `newest` is that point's month. `seasonal` says that the chart is of the difference from the same month a year
    before.
    """

    centre: float
    lower: float
    upper: float
    signs: tuple[Sign, ...]
    newest: int
    seasonal: bool = False


class ChartPoint(NamedTuple):
    """One month of a control chart; no value where it has none, or `hidden`."""

    month: int
    value: float | None
    hidden: bool = False


@dataclass(frozen=True)
class ChartPart:
    """The months between two dated shifts or breaks.

    `reason` says what the part began with; it is empty for the first. `control` is None where there are too few
    points for limits.
    """

    points: tuple[ChartPoint, ...]
    control: Control | None
    reason: str = ""
    is_break: bool = False


@dataclass(frozen=True)
class Chart:
    """A whole control chart, for the page: its parts, oldest first. The signals are those of the last one."""

    parts: tuple[ChartPart, ...]
    seasonal: bool
    control: Control
    assurance: Assurance | None
    target: Target | None

    @property
    def points(self) -> tuple[ChartPoint, ...]:
        """All months, oldest first."""
        return tuple(point for part in self.parts for point in part.points)


class TargetNote(Enum):
    """What is to be said of a target itself (docs/semantics.md 4)."""

    BELOW_REACHED = "below_reached"
    OUTSIDE_BEST_PEER = "outside_best_peer"
    UNCHANGED = "unchanged"
    UNREACHABLE = "unreachable"


class Miss(NamedTuple):
    """How far off the forecast at the same tertial of an earlier year was: forecast less what the year became."""

    year: int
    off_by: float


class Point(NamedTuple):
    """One point of a line over the years. `value` is None where it is absent, with the reason beside it.

    `broken` says that the line is not joined to the point before: a dated break, a merger or a split.
    """

    first: date
    last: date
    value: float | None
    absent: Absent | None = None
    quality: Quality | None = None
    target: Target | None = None
    broken: bool = False
    respondents: int | None = None

    @property
    def year(self) -> int:
        """The year the point is drawn at."""
        return self.last.year


class Evaluation(NamedTuple):
    """Everything known about one indicator for one unit; nothing suppressed is in it.

    A named tuple and not a data class: a thousand are made for one page, and frozen ones take five times as long.

    `value` is `numerator / denominator x scale`, in the indicator's unit; the two are sums in binary, which people
    are told as decimals. `low` and `high` are the 95 % interval of survey figures. `months` is (with rows, in the
    window), None for `latest`. `absent` says why there is no value, or that the value shown is stale. `gap` is
    positive on the target's good side. `points` is the line over the years, oldest first, where it was asked for.
    `required_rest` is what the rest of the year must give to land on the target, `forecast` where the year will
    land and `forecast_record` how far off it was in earlier years. `pull` is on the parent's value, the effects on
    its change. `control` is what `signals` and `assurance` were read from, where the series is monthly.
    """

    indicator: Indicator
    org_unit: str
    window: Window
    first: date | None = None
    last: date | None = None
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    respondents: int | None = None
    invited: int | None = None
    low: float | None = None
    high: float | None = None
    months: tuple[int, int] | None = None
    quality: Quality | None = None
    absent: Absent | None = None
    target: Target | None = None
    gap: float | None = None
    status: Status = Status.NO_DATA
    change: Change | None = None
    uncertain: bool = False
    few_answers: bool = False
    low_response: bool = False
    points: tuple[Point, ...] = ()
    required_rest: float | None = None
    forecast: float | None = None
    signals: tuple[Signal, ...] = ()
    assurance: Assurance | None = None
    control: Control | None = None
    forecast_record: tuple[Miss, ...] = ()
    target_notes: tuple[TargetNote, ...] = ()
    pull: float | None = None
    rate_effect: float | None = None
    mix_effect: float | None = None

    @property
    def stale(self) -> bool:
        """Whether the newest observation is too old to be judged; its value is shown all the same."""
        return self.absent is Absent.STALE

    @property
    def incomplete(self) -> bool:
        """Whether months are missing from a window that has some."""
        return self.months is not None and 0 < self.months[0] < self.months[1]


@dataclass(frozen=True)
class ScorecardEvaluation:
    """A scorecard evaluated for one unit, or for it and all below it, in the register's order."""

    scorecard: Scorecard
    as_of: AsOf
    org_unit: str
    evaluations: tuple[Evaluation, ...]
    facts_version: str

    def of_unit(self, code: str) -> list[Evaluation]:
        """The evaluations of one unit, in the scorecard's order."""
        return [evaluation for evaluation in self.evaluations if evaluation.org_unit == code]
