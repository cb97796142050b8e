"""The scorecard: focus areas, critical success factors, indicators, targets (docs/contract.md 1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from effnett.errors import Place
from effnett.model.periods import Window

Text = Mapping[str, str]
"""A text in one or more languages, by `nb`, `nn`, `en`; a plain text in YAML is `nb`."""


def in_language(text: Text, language: str = "nb") -> str:
    """The text in a language, else in bokmål, else in whichever there is; '' for no text."""
    return text.get(language) or text.get("nb") or next(iter(text.values()), "")


class Direction(Enum):
    """Which way is better. Declared, or given by the target; never guessed."""

    HIGHER = "higher"
    LOWER = "lower"
    BETWEEN = "between"
    NEUTRAL = "neutral"


class Source(Enum):
    """Where an indicator's observations come from."""

    SICK_LEAVE = "sick_leave"
    ACCOUNTS = "accounts"
    SURVEY = "survey"
    ACTIVITY = "activity"
    KOSTRA = "kostra"


SICK_LEAVE_MEASURES = ("total", "self_certified", "doctor_certified", "short_term", "long_term")
ACCOUNTS_MEASURES = ("actual_of_budget", "net_operating_expenditure")
SURVEY_STATISTICS = ("mean", "share")
UNITS = ("percent", "score", "nok", "nok_per_inhabitant", "count", "days", "hours", "ratio", "years", "per_1000")


@dataclass(frozen=True, slots=True)
class Measure:
    """What an indicator measures.

    `series` is the thing measured in its source: the kind of sick leave, the accounts' measure, the
    survey, the activity's measure, the KOSTRA contents code. The rest is used by one source each:
    `question`, `statistic` and `answers` by surveys, `functions` by accounts (`("*",)` is all),
    `table` and `filters` by KOSTRA.
    """

    source: Source
    series: str
    question: str = ""
    statistic: str = "mean"
    answers: tuple[float, ...] = ()
    functions: tuple[str, ...] = ()
    table: str | None = None
    filters: tuple[tuple[str, str], ...] = ()


class TargetKind(Enum):
    """Which side of a target is the good one. Both ends of `between` are good."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"


@dataclass(frozen=True)
class Target:
    """A target for one year, exact. `low` is the limit; `high` is the upper one, of `between` alone.

    `path` is the share of the target that is due at T1, T2 and T3, or the explicit steps:
    `(30, 60, 90)`; empty where the whole target is due all year.
    """

    kind: TargetKind
    low: Fraction
    high: Fraction | None = None
    steps: tuple[Fraction, ...] = ()
    note: str = ""

    def at(self, tertial: int) -> Target:
        """The target as measured against at a tertial: the step of its path, or the target itself."""
        if not self.steps:
            return self
        return Target(self.kind, self.steps[tertial - 1], None, (), self.note)

    @cached_property
    def numbers(self) -> tuple[float, float]:
        """The lower and the upper limit as binary numbers; the one limit twice where there is one."""
        return float(self.low), float(self.low if self.high is None else self.high)

    @property
    def limits(self) -> dict[str, float | list[float]]:
        """As JSON writes it: `{"at_most": 9.9}` or `{"between": [40, 60]}`."""
        if self.high is None:
            return {self.kind.value: float(self.low)}
        return {self.kind.value: [float(self.low), float(self.high)]}


EVERY_YEAR = 0
"""The key of a target that stands without a year: it holds for every year that has none of its own."""

Targets = Mapping[int, Target]
"""Targets by year; `EVERY_YEAR` for one given without years."""


@dataclass(frozen=True, eq=False)
class Indicator:
    """One indicator, with all defaults filled in. Compared by identity; `id` is unique in its scorecard.

    `scale` is the survey's scale (lowest, highest answer). `near`, `decimals` and targets are in the
    indicator's `unit`. `breaks` and `shifts` are reasons by the index of the month they begin in;
    a break by year is that of its January.
    """

    id: str
    title: Text
    measure: Measure
    unit: str
    window: Window
    direction: Direction
    place: Place
    method: Text = field(default_factory=dict)
    description: Text = field(default_factory=dict)
    source_note: Text = field(default_factory=dict)
    owner: str = ""
    decimals: int = 1
    near: Fraction = Fraction(0)
    scale: tuple[float, float] | None = None
    targets: Targets = field(default_factory=dict)
    org_unit_targets: Mapping[str, Targets] = field(default_factory=dict)
    min_respondents: int = 5
    min_employees: int = 10
    max_age: int = 24
    dimension: str | None = None
    service: str | None = None
    weight: float | None = None
    critical: bool = False
    breaks: Mapping[int, str] = field(default_factory=dict)
    shifts: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def near_number(self) -> float:
        """`near` as a binary number."""
        return float(self.near)


@dataclass(frozen=True, eq=False)
class SuccessFactor:
    """A critical success factor and what measures it."""

    title: Text
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, eq=False)
class FocusArea:
    """A focus area ("fokusområde") and its critical success factors."""

    title: Text
    success_factors: tuple[SuccessFactor, ...]

    @property
    def indicators(self) -> Iterator[Indicator]:
        """All indicators of the area, in order."""
        return (indicator for factor in self.success_factors for indicator in factor.indicators)


@dataclass(frozen=True, eq=False)
class Scorecard:
    """A scorecard ("målekart") as one YAML file defines it. `years` are the first and last that may be chosen."""

    id: str
    title: Text
    org_unit: str
    years: tuple[int, int]
    focus_areas: tuple[FocusArea, ...]
    place: Place
    version: str = ""
    description: Text = field(default_factory=dict)

    @property
    def indicators(self) -> list[Indicator]:
        """All indicators, in order."""
        return [indicator for area in self.focus_areas for indicator in area.indicators]


class Question(NamedTuple):
    """A question of a survey."""

    id: str
    title: Text


class Survey(NamedTuple):
    """A survey, its scale (lowest, highest answer) and its questions, from `surveys.yaml`."""

    id: str
    title: Text
    scale: tuple[float, float]
    questions: tuple[Question, ...]
