"""What people have written in the demonstration, from `data/records.yaml` (data/README.md).

It is made up, also who wrote and when: the demonstration is read in September 2009, and so it was written by then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn

import yaml

from effnett.errors import InputError, Place, Problem, did_you_mean
from effnett.model.records import (
    Action,
    ActionState,
    Answer,
    AnswerCode,
    Assessment,
    AssessmentState,
    Content,
    Decision,
    Figure,
    LeaderForecast,
    MilestoneDone,
    Subject,
    Wondering,
    WonderingState,
    only_id,
)
from effnett.store.facts import Facts, current_facts
from effnett.store.record_engine import lie_in_store
from effnett.store.records import Dated, open_records

FILE: Final = "records.yaml"
_AT: Final = time(9, 0, tzinfo=UTC)
_GET_A_NEW_ONE: Final = "Rett filen, eller hent den fra prosjektet på nytt."
_ABOUT: Final = frozenset(("org_unit", "org_units", "tertial", "year", "scorecard", "indicator", "service", "by"))


def begin_records(store: Path, data: Path) -> bool:
    """Put the demonstration's records in a store where nobody has written anything; whether it was done.

    Never in a database elsewhere: that is not the demonstration's. InputError where the file is not as it should be.
    """
    path = data / FILE
    if not path.exists() or not lie_in_store():
        return False
    return open_records(store).begin_with(read_records(path, current_facts(store)))


def read_records(path: Path, facts: Facts) -> list[Dated]:
    """Everything the file says, in its order; every mistake is told together."""
    names = dict(facts.rows("SELECT org_unit, name FROM units"))
    found: list[Dated] = []
    problems: list[Problem] = []
    for entry in _entries(path, Around(names, facts.version)):
        try:
            found += [one for each in _of_units(entry) for one in _MAKE[each.kind].make(each)]
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return found


class Around(NamedTuple):
    """What entries are read with: the units' names, the version of the facts, and what stands above them."""

    names: Mapping[str, str]
    facts: str
    scorecard: str = ""
    director: str = ""


@dataclass(frozen=True)
class Entry:
    """One entry of the file: its kind, where it stands, what it says, and which of its units is meant."""

    kind: str
    place: Place
    values: Mapping[str, Any]
    around: Around
    org_unit: str = ""

    def refuse(self, what: str, hint: str = _GET_A_NEW_ONE) -> NoReturn:
        """It cannot be used."""
        raise InputError(Problem(self.place, what, hint))

    def text(self, key: str) -> str:
        """A text; empty where it is not given."""
        value = self.values.get(key, "")
        return value if isinstance(value, str) else self.refuse(f"«{key}» skal være tekst")

    def day(self, key: str) -> date | None:
        """A day; None where it is not given."""
        value = self.values.get(key)
        if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
            self.refuse(f"«{key}» skal være en dato, som 2009-09-10")
        return value

    def at(self, key: str) -> datetime:
        """The moment of a day that must be given."""
        return datetime.combine(self.day(key) or self.refuse(f"«{key}» mangler"), _AT)

    def one_of(self, key: str, kinds: Callable[[str], Any], known: list[str]) -> Any:
        """A word of a list."""
        try:
            return kinds(self.text(key))
        except ValueError:
            self.refuse(f"«{key}: {self.text(key)}» finnes ikke", f"Bruk en av {', '.join(known)}.")

    @property
    def leader(self) -> str:
        """Who writes where nobody is named."""
        return self.text("by") or f"Leder, {self.around.names[self.org_unit]}"

    @property
    def subject(self) -> Subject:
        """What it is about; the scorecard is that of the indicator."""
        year, _, tertial = self.text("tertial").partition("-T")
        if self.text("tertial") and not (year.isdecimal() and tertial in ("1", "2", "3")):
            self.refuse(f"«tertial: {self.text('tertial')}» kan ikke leses", "Skriv for eksempel 2009-T2.")
        known = [each for each in (self.values.get("year"), year and int(year)) if each]
        scorecard = self.text("scorecard") or self.around.scorecard
        return Subject(
            self.org_unit,
            known[0] if known else None,
            int(tertial) if tertial else None,
            scorecard,
            self.text("indicator") or None,
            self.text("service") or None,
        )


def _entries(path: Path, around: Around) -> Iterator[Entry]:
    """The entries of all parts of the file."""
    try:
        text = path.read_text(encoding="utf-8")
        parts = yaml.safe_load(text)["scorecards"]
        root: Any = yaml.compose(text, yaml.SafeLoader)  # the same once more, with lines
        nodes = {key.value: value for key, value in root.value}["scorecards"].value
        for part, node in zip(parts, nodes, strict=True):
            above = around._replace(scorecard=part["scorecard"], director=part["director"])
            for key, listed in node.value:
                if key.value not in ("scorecard", "director"):
                    for each, values in zip(listed.value, part[key.value], strict=True):
                        yield Entry(key.value, Place(str(path), each.start_mark.line + 1), dict(values), above)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise InputError(Problem(Place(str(path), line), "kan ikke leses som YAML", _GET_A_NEW_ONE)) from error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        what = "skal være en liste «scorecards» med «scorecard», «director» og lister av det som er skrevet"
        raise InputError(Problem(Place(str(path)), what, _GET_A_NEW_ONE)) from error


def _of_units(entry: Entry) -> Iterator[Entry]:
    """The entry for each of its units, checked: only keys and units that are known."""
    made = _MAKE.get(entry.kind) or entry.refuse(f"«{entry.kind}» finnes ikke", f"Bruk en av {', '.join(_MAKE)}.")
    for key in entry.values:
        if key not in _ABOUT | made.keys:
            near = did_you_mean(key, _ABOUT | made.keys)
            entry.refuse(f"«{key}» er ukjent", f"Mente du «{near[0]}»?" if near else _GET_A_NEW_ONE)
    for code in entry.values.get("org_units", [entry.values.get("org_unit")]):
        if code not in entry.around.names:
            entry.refuse(f"enheten «{code}» finnes ikke", "Bruk en kode fra units.csv, i anførselstegn.")
        yield replace(entry, org_unit=code)


def _assessment(entry: Entry) -> Iterator[Dated]:
    """A draft, and where they have come so far, delivered by the same and approved by the director."""
    subject = entry.subject if entry.text("indicator") else replace(entry.subject, scorecard=None)
    content = Assessment(subject, entry.text("text"))
    record = only_id(content) or ""
    yield Dated(record, content, entry.leader, entry.at("written"))
    if entry.day("delivered"):
        yield Dated(record, replace(content, state=AssessmentState.DELIVERED), entry.leader, entry.at("delivered"))
    if entry.day("approved"):
        approved = replace(content, state=AssessmentState.APPROVED)
        yield Dated(record, approved, entry.around.director, entry.at("approved"), may_approve=True)


def _wondering(entry: Entry) -> Iterator[Dated]:
    """The director's question, the answer to it, and that it was closed."""
    record = _id(entry)
    asker = entry.text("by") or entry.around.director
    owner = entry.text("owner") or f"Leder, {entry.around.names[entry.org_unit]}"
    content = Wondering(entry.subject, entry.text("text"), owner=owner, deadline=entry.day("deadline"))
    yield Dated(record, content, asker, entry.at("written"))
    if answered := entry.values.get("answer"):
        answer = replace(entry, values=answered)
        code = answer.one_of("code", AnswerCode, [code.value for code in AnswerCode])
        told = Answer(entry.subject, record, code, answer.text("text"))
        yield Dated(f"{record}-svar", told, answer.leader, answer.at("written"))
    if entry.day("closed"):
        yield Dated(record, replace(content, state=WonderingState.CLOSED), asker, entry.at("closed"))


def _action(entry: Entry) -> Iterator[Dated]:
    """An action as it was planned, and as it stands since."""
    record = f"demo-tiltak-{entry.place.line}-{entry.org_unit}"
    content = Action(
        entry.subject,
        entry.text("text"),
        entry.text("owner") or entry.leader,
        entry.day("deadline"),
        remeasure=entry.day("remeasure"),
        about=f"demo-{entry.text('about')}" if entry.text("about") else None,
    )
    yield Dated(record, content, entry.leader, entry.at("written"))
    if entry.text("state"):
        state = entry.one_of("state", ActionState, [state.value for state in ActionState])
        yield Dated(record, replace(content, state=state), entry.leader, entry.at("changed"))


def _decision(entry: Entry) -> Iterator[Dated]:
    """What was decided, on the figure as it stood."""
    try:
        figure = Figure(**entry.values["figure"], facts=entry.around.facts)
    except (KeyError, TypeError):
        entry.refuse("«figure» skal være tallet beslutningen gjelder, med value, shown, target og status")
    yield Dated(_id(entry), Decision(entry.subject, entry.text("text"), figure), entry.leader, entry.at("written"))


def _forecast(entry: Entry) -> Iterator[Dated]:
    """The leader's own number."""
    try:
        value = Decimal(entry.text("value"))
    except InvalidOperation:
        entry.refuse(f"«value: {entry.text('value')}» er ikke et tall", 'Skriv for eksempel "99.5".')
    content = LeaderForecast(entry.subject, value, entry.text("text"))
    yield Dated(only_id(content) or "", content, entry.leader, entry.at("written"))


def _milestone(entry: Entry) -> Iterator[Dated]:
    """That a milestone was done, marked the same day."""
    at = entry.at("done")
    subject = Subject(entry.org_unit, entry.subject.year)
    content: Content = MilestoneDone(subject, entry.text("milestone"), at.date(), entry.text("text"))
    yield Dated(only_id(content) or "", content, entry.leader, at)


def _id(entry: Entry) -> str:
    return f"demo-{entry.text('id') or entry.refuse('«id» mangler')}"


class _Made(NamedTuple):
    """How a kind of entry becomes records, and what keys it has besides those that all have."""

    make: Callable[[Entry], Iterator[Dated]]
    keys: frozenset[str]


_MAKE: Final[Mapping[str, _Made]] = {
    "assessments": _Made(_assessment, frozenset(("written", "delivered", "approved", "text"))),
    "wonderings": _Made(_wondering, frozenset(("id", "written", "deadline", "owner", "text", "answer", "closed"))),
    "actions": _Made(
        _action, frozenset(("written", "deadline", "owner", "text", "state", "changed", "remeasure", "about"))
    ),
    "decisions": _Made(_decision, frozenset(("id", "written", "text", "figure"))),
    "forecasts": _Made(_forecast, frozenset(("written", "value", "text"))),
    "milestones": _Made(_milestone, frozenset(("milestone", "done", "text"))),
}
