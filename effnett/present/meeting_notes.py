"""What is written on the indicators of a meeting, as its screens show it: plain values for the browser.

A meeting is a unit, a tertial and the day it is held: what was begun that day belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from effnett.model.clock import local
from effnett.model.organisation import OrgTree
from effnett.model.periods import AsOf
from effnett.model.records import Action, Decision, RecordKind, Version, Wondering, WonderingState
from effnett.present import formatting as write
from effnett.present.wording import record_word, say

KINDS: Final = (RecordKind.DECISION, RecordKind.WONDERING, RecordKind.ACTION)
"""What a meeting shows."""


@dataclass(frozen=True)
class Held:
    """A meeting: of a unit, with a scorecard as of a tertial, on a day. `units` may be read: the unit and those below.

    `hidden` are the indicators whose figure is suppressed now. `today` is the day that deadlines are judged by
    where that is another than the meeting's: in the demonstration, whose years have gone by.
    """

    org_unit: str
    scorecard: str
    as_of: AsOf
    day: date
    units: frozenset[str]
    hidden: frozenset[str] = frozenset()
    today: date | None = None

    @property
    def judged_by(self) -> date:
        """The day after whose end a deadline has passed."""
        return self.today or self.day


def concerns(held: Held, version: Version) -> bool:
    """Whether a record is about an indicator of this meeting: decisions of the unit itself, the rest from below too."""
    subject = version.subject
    if version.kind not in KINDS or subject.scorecard != held.scorecard or subject.indicator is None:
        return False
    return subject.org_unit == held.org_unit if version.kind is RecordKind.DECISION else subject.org_unit in held.units


def written_here(held: Held, version: Version, first: Version) -> bool:
    """Whether a decision or wondering was begun in this very meeting: decisions always are, in their unit's."""
    return local(first.at).date() == held.day and _is_of_the_meeting(held, version)


def _is_of_the_meeting(held: Held, version: Version) -> bool:
    """Whether it was written in a meeting of this unit on this tertial, whatever the day."""
    subject, content = version.subject, version.content
    here = isinstance(content, Decision) or (isinstance(content, Wondering) and content.meeting == held.org_unit)
    return here and (subject.year, subject.tertial) == held.as_of


def days_held(held: Held, versions: Iterable[Version], firsts: Mapping[str, Version]) -> list[date]:
    """The earlier days that something was written in this meeting, the newest first."""
    found = {
        local(firsts.get(version.record, version).at).date()
        for version in versions
        if concerns(held, version) and _is_of_the_meeting(held, version)
    }
    return sorted(found - {held.day}, reverse=True)


def note(held: Held, version: Version, first: Version, tree: OrgTree, language: str = "nb") -> dict[str, Any]:
    """One record for the browser. `part` says where it stands: `today`, `open`, `earlier`, or `gone`."""
    content = version.content
    day = local(first.at).date()
    return {
        "id": version.record,
        "kind": version.kind.value,
        "part": _part(held, version, first),
        "indicator": version.subject.indicator,
        "text": getattr(content, "text", ""),
        "told": told(held, version, first, tree, language),
        "deadline": deadline.isoformat() if (deadline := getattr(content, "deadline", None)) else "",
        "day": day.isoformat(),
        "day_text": write.day(day, language),
        "version": version.version,
        "change": version.change,
    }


def _part(held: Held, version: Version, first: Version) -> str:
    if version.withdrawn:
        return "gone"
    if written_here(held, version, first):
        return "today"
    match version.content:
        case Decision():
            return "earlier"
        case Wondering(state=WonderingState.OPEN):
            return "open"
        case Action(state=state) if state.is_open:
            return "open"
    return "gone"


def told(held: Held, version: Version, first: Version, tree: OrgTree, language: str = "nb") -> str:
    """The small print of a record, what matters most first: what it is, by when and for whom, on which figure, who."""
    content = version.content
    parts = [record_word(version.kind, language).capitalize()]
    if isinstance(content, Wondering | Action):
        parts += _by_when_and_for_whom(held, version, tree, language)
    if isinstance(content, Decision) and content.figure and version.subject.indicator not in held.hidden:
        parts.append(say("meeting.on_figure", language, figure=content.figure.shown))
    parts += [first.author, write.moment(first.at, language)]
    if version.version > first.version:
        parts.append(say("meeting.mended", language))
    return " · ".join(parts)


def _by_when_and_for_whom(held: Held, version: Version, tree: OrgTree, language: str) -> list[str]:
    content, unit = version.content, version.subject.org_unit
    assert isinstance(content, Wondering | Action)
    parts = []
    if content.deadline:
        late = f" – {say('meeting.late', language)}" if version.is_late(held.judged_by) else ""
        parts.append(say("meeting.deadline", language, day=write.short_day(content.deadline, language)) + late)
    if content.owner:
        key = "meeting.owner" if isinstance(content, Wondering) else "meeting.action.owner"
        parts.append(say(key, language, owner=content.owner))
    name = tree.unit(unit).name
    parts_of_owner = [part.strip() for part in (content.owner or "").split(",")]  # "Leder, Bekkedalen sykehjem"
    is_told = unit == held.org_unit or name in parts_of_owner
    return parts if is_told else [*parts, say("meeting.to", language, unit=name)]
