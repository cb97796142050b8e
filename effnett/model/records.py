"""What people write about the figures: records, each kept in all its versions (docs/records.md).

A record never changes. A save adds a version; a withdrawal is a version too.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import ClassVar, Final, TypeAlias

from effnett.model.periods import AsOf


class RecordKind(Enum):
    """What a record is."""

    ASSESSMENT = "vurdering"
    WONDERING = "undring"
    ANSWER = "svar"
    ACTION = "tiltak"
    DECISION = "beslutning"
    FORECAST = "prognose"
    MILESTONE = "milepæl"
    SELECTION = "utvalg"


class AssessmentState(Enum):
    """How far an assessment has come. Where there is none yet, it is not begun."""

    DRAFT = "utkast"
    DELIVERED = "levert"
    APPROVED = "godkjent"


class WonderingState(Enum):
    """Whether an answer is still waited for."""

    OPEN = "åpen"
    CLOSED = "lukket"


class ActionState(Enum):
    """How far an action has come."""

    PLANNED = "planlagt"
    STARTED = "i_gang"
    DONE = "gjort"
    DROPPED = "avlyst"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do."""
        return self in (ActionState.PLANNED, ActionState.STARTED)


class AnswerCode(Enum):
    """Why a figure is as it is."""

    DATA_ERROR = "datafeil"
    TIMING = "tidspunkt"
    COMPARABILITY = "sammenlignbarhet"
    CHANCE = "tilfeldig"
    NON_RESPONSE = "frafall"
    DEMOGRAPHY = "demografi"
    PRIORITY = "bevisst_prioritering"
    REAL_PROBLEM = "reelt_problem"


@dataclass(frozen=True)
class Subject:
    """What a record is about: a unit, and as much of the rest as is meant."""

    org_unit: str
    year: int | None = None
    tertial: int | None = None
    scorecard: str | None = None
    indicator: str | None = None
    service: str | None = None

    @classmethod
    def of(
        cls,
        org_unit: str,
        as_of: AsOf,
        scorecard: str | None = None,
        indicator: str | None = None,
        service: str | None = None,
    ) -> Subject:
        """A unit in a tertial."""
        return cls(org_unit, as_of.year, as_of.tertial, scorecard, indicator, service)


@dataclass(frozen=True)
class Figure:
    """A figure as it stood when something was decided on it; `facts` is the version of the facts.

    `value` is None where it was missing or hidden; `shown` and `target` are the texts people saw.
    """

    value: float | None
    shown: str
    target: str = ""
    status: str = ""
    facts: str = ""


@dataclass(frozen=True)
class Assessment:
    """A unit's own words on its tertial, or on one indicator of it."""

    kind: ClassVar = RecordKind.ASSESSMENT
    subject: Subject
    text: str
    state: AssessmentState = AssessmentState.DRAFT


@dataclass(frozen=True)
class Wondering:
    """A thing wondered at, addressed to the subject's unit and, where known, to a person there.

    `meeting` is the unit whose meeting it was written in; None where it was written elsewhere.
    """

    kind: ClassVar = RecordKind.WONDERING
    subject: Subject
    text: str
    state: WonderingState = WonderingState.OPEN
    owner: str = ""
    deadline: date | None = None
    meeting: str | None = None


@dataclass(frozen=True)
class Answer:
    """An answer to a wondering: `about` is its id, the subject is the wondering's, so that answers are found by it."""

    kind: ClassVar = RecordKind.ANSWER
    subject: Subject
    about: str
    code: AnswerCode
    text: str = ""


@dataclass(frozen=True)
class Action:
    """Something to be done, by whom and by when, and when to see whether it helped.

    `about` is the id of the wondering or decision it comes from.
    """

    kind: ClassVar = RecordKind.ACTION
    subject: Subject
    text: str
    owner: str = ""
    deadline: date | None = None
    state: ActionState = ActionState.PLANNED
    remeasure: date | None = None
    about: str | None = None


@dataclass(frozen=True)
class Decision:
    """What was decided, with the figure it was decided on."""

    kind: ClassVar = RecordKind.DECISION
    subject: Subject
    text: str
    figure: Figure | None = None
    about: str | None = None


@dataclass(frozen=True)
class LeaderForecast:
    """The leader's own number for the end of the year, made in the subject's tertial."""

    kind: ClassVar = RecordKind.FORECAST
    subject: Subject
    value: Decimal
    text: str = ""


@dataclass(frozen=True)
class MilestoneDone:
    """A unit has done what the steering year asks for; withdrawn, it has not."""

    kind: ClassVar = RecordKind.MILESTONE
    subject: Subject
    milestone: str
    done: date
    text: str = ""


@dataclass(frozen=True)
class Selection:
    """What a service stands out in, as a person has confirmed or replaced it: the ids of indicators, strongest first.

    `peers` is the group it stands out from, as an address names it.
    """

    kind: ClassVar = RecordKind.SELECTION
    subject: Subject
    better: tuple[str, ...]
    worse: tuple[str, ...]
    peers: str
    text: str = ""


Content: TypeAlias = Assessment | Wondering | Answer | Action | Decision | LeaderForecast | MilestoneDone | Selection

CONTENTS: Final[tuple[type[Content], ...]] = (
    Assessment,
    Wondering,
    Answer,
    Action,
    Decision,
    LeaderForecast,
    MilestoneDone,
    Selection,
)

_NAMESPACE: Final = uuid.UUID("6e0a5ef2-52d5-4b8c-9a10-0f2f7f1f8c55")


def new_id() -> str:
    """The id of a record that there can be many of. Made before the first save, so that a save sent twice is one."""
    return uuid.uuid4().hex


def only_id(content: Content) -> str | None:
    """The id of a record that there can be only one of: one assessment, forecast, milestone or selection for each
    subject.

    Two who begin on it at the same time then meet in the same record. None for the other kinds.
    """
    match content:
        case Assessment() | LeaderForecast() | Selection():
            milestone = ""
        case MilestoneDone():
            milestone = content.milestone
        case _:
            return None
    return _id_of(content.kind, content.subject, milestone)


@lru_cache(maxsize=1000)  # asked at every save of a text that is written
def _id_of(kind: RecordKind, subject: Subject, milestone: str) -> str:
    of = (subject.org_unit, subject.year, subject.tertial, subject.scorecard, subject.indicator, subject.service)
    return uuid.uuid5(_NAMESPACE, json.dumps([kind.value, *of, milestone])).hex


@dataclass(frozen=True)
class Edit:
    """What somebody wants to save: the content, and the version it was made from (0: there was none)."""

    record: str
    content: Content
    made_from: int = 0
    withdrawn: bool = False

    @classmethod
    def first(cls, content: Content, record: str | None = None) -> Edit:
        """A new record, under the only id it can have, the one given, or a new one."""
        return cls(only_id(content) or record or new_id(), content)


@dataclass(frozen=True)
class Version:
    """One version of a record, as it was saved. Versions count from 1 without gaps.

    Version 0 is a text that lost: it was made from a version that another had followed already. It is
    kept, in the record's history, and is never the newest. `change` grows with every save of any record.
    """

    record: str
    version: int
    made_from: int
    change: int
    at: datetime
    author: str
    withdrawn: bool
    content: Content

    @property
    def kind(self) -> RecordKind:
        """What the record is."""
        return self.content.kind

    @property
    def subject(self) -> Subject:
        """What the record is about."""
        return self.content.subject

    def edit(self, content: Content) -> Edit:
        """Other content, made from this version."""
        return Edit(self.record, content, self.version, self.withdrawn)

    def withdrawal(self) -> Edit:
        """This version, withdrawn: it is no longer shown, and nothing is deleted."""
        return Edit(self.record, self.content, self.version, withdrawn=True)

    def taken_back(self) -> Edit:
        """A withdrawn version, as it was before it was withdrawn."""
        return Edit(self.record, self.content, self.version)

    def is_late(self, today: date) -> bool:
        """Whether its deadline has passed."""
        deadline = getattr(self.content, "deadline", None)
        return deadline is not None and deadline < today


@dataclass(frozen=True)
class Saved:
    """The save was made, or there was nothing to save: this is the newest version."""

    version: Version


@dataclass(frozen=True)
class Conflict:
    """Another version came between, and nothing was overwritten: the reader chooses.

    `mine` is kept as version 0 of the record. To choose it, save it again as made from `theirs`. None is
    there where the record is gone, as after another backup was restored.
    """

    mine: Version
    theirs: Version | None

    def mine_chosen(self) -> Edit:
        """My text, made from the version that came between."""
        newest = self.theirs.version if self.theirs else 0
        return Edit(self.mine.record, self.mine.content, newest, self.mine.withdrawn)


@dataclass(frozen=True)
class Delivery:
    """How far a unit's assessments of a tertial have come: as far as the one that lags behind."""

    org_unit: str
    state: AssessmentState
    at: datetime
    author: str


@dataclass(frozen=True)
class RepeatedAnswer:
    """The same answer about the same thing so many tertials in a row, the last of them `last`."""

    org_unit: str
    scorecard: str | None
    indicator: str | None
    service: str | None
    code: AnswerCode
    last: AsOf
    tertials: int
