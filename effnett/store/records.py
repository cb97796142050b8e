"""Keeping what people write: versions are added, none is ever changed or deleted (docs/records.md)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine, Executable
from sqlalchemy.exc import IntegrityError

from effnett.errors import InputError, Problem
from effnett.model.periods import AsOf
from effnett.model.record_rules import problems_of_edit, problems_of_step
from effnett.model.records import (
    AnswerCode,
    Assessment,
    AssessmentState,
    Conflict,
    Content,
    Delivery,
    Edit,
    RecordKind,
    RepeatedAnswer,
    Saved,
    Version,
)
from effnett.store import record_queries as ask
from effnett.store.record_engine import opened_engine, records_url, told
from effnett.store.record_rows import content_columns, version_of
from effnett.store.record_statements import Saving, saving

_TRIES = 5
_PROGRESS = tuple(AssessmentState)


class Dated(NamedTuple):
    """What somebody wrote at a moment that is told: a record's first version or its next."""

    record: str
    content: Content
    author: str
    at: datetime
    may_approve: bool = False


def open_records(store: Path) -> Records:
    """The records of a store, made where there are none. InputError where the database cannot be used."""
    return Records(opened_engine(records_url(store)))


class Records:
    """All records of a store. Every question is answered from what has been committed at the moment."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def save(self, edit: Edit, author: str, may_approve: bool = False) -> Saved | Conflict:
        """Add one version. InputError where the rules refuse it; then nothing is kept."""
        return self.save_all([edit], author, may_approve)[0]

    def save_all(self, edits: Sequence[Edit], author: str, may_approve: bool = False) -> tuple[Saved | Conflict, ...]:
        """Add a version of each of several records, or of none: where one has a conflict, only conflicts are told.

        It is on the disk when this returns. A save that was made already, with the same words, is not made
        twice. InputError where the rules refuse any of them, or the database cannot be written to.
        """
        problems = [problem for edit in edits for problem in problems_of_edit(edit, author)]
        if len({edit.record for edit in edits}) != len(edits):
            raise ValueError("a record can be saved once at a time")
        if problems:
            raise InputError(problems)
        with told(self.engine.url):
            for _ in range(_TRIES):
                try:
                    with saving(self.engine) as transaction:
                        return _saved(transaction, edits, author, may_approve)
                except IntegrityError as error:  # another wrote the same version: now it can be seen
                    clash = error
            raise clash

    def begin_with(self, written: Sequence[Dated]) -> bool:
        """Keep all of it, in order of time, as the first that is ever written; nothing where anything was before.

        It is on the disk when this returns True. InputError where the rules refuse any of it; then nothing is kept.
        """
        with told(self.engine.url), saving(self.engine) as transaction:
            if transaction.newest_change():
                return False
            for version in _begun(written):
                transaction.add(version)
            return True

    def newest_change(self) -> int:
        """A number that grows with every save: what another holds is old where it has grown since."""
        with self._reading() as connection:
            return int(connection.execute(ask.NEWEST_CHANGE).scalar_one())

    def changes_since(self, change: int) -> list[Version]:
        """Everything that was saved after a change, in order."""
        return self._versions(ask.changes_since(change))

    def newest(self, record: str) -> Version | None:
        """A record as it is now, withdrawn or not; None where it is not begun."""
        return next(iter(self._versions(ask.newest_of(record))), None)

    def firsts(self, records: Collection[str]) -> dict[str, Version]:
        """The first version of each of some records: who began it, and when."""
        return {version.record: version for version in self._versions(ask.firsts_of(records))}

    def history(self, record: str) -> list[Version]:
        """Every version of a record, and texts that lost a race (version 0), in the order they were saved."""
        return self._versions(ask.history(record))

    def in_force(
        self,
        org_units: Collection[str] | None = None,
        as_of: AsOf | None = None,
        kinds: Collection[RecordKind] = (),
        withdrawn: bool = False,
    ) -> list[Version]:
        """The newest versions for some units (`OrgTree.below` gives a unit with all below it), in order.

        `withdrawn` gives the withdrawn ones in place of the others.
        """
        return self._versions(ask.in_force(org_units, as_of, kinds, withdrawn))

    def about(self, records: Collection[str]) -> list[Version]:
        """The answers to some wonderings, and the actions and decisions that came of them."""
        return self._versions(ask.about(records))

    def still_open(self, org_units: Collection[str] | None = None, owner: str | None = None) -> list[Version]:
        """Open actions and wonderings: the latest first, then by deadline and owner; without a deadline last."""
        return self._versions(ask.still_open(org_units, owner))

    def to_remeasure(self, today: date, org_units: Collection[str] | None = None) -> list[Version]:
        """Actions whose day has come to see whether they helped, the oldest first."""
        return self._versions(ask.to_remeasure(org_units, today))

    def ended_since(self, since: datetime, org_units: Collection[str] | None = None) -> list[Version]:
        """Actions that are done or dropped and wonderings that are closed since a moment, the newest first."""
        return self._versions(ask.ended_since(org_units, since))

    def deliveries(self, as_of: AsOf, org_units: Collection[str] | None = None) -> Mapping[str, Delivery]:
        """How far each unit has come with a tertial; a unit that is not among them has not begun.

        As far as the assessment that lags behind; `at` and `author` are those of the one saved last.
        """
        found: dict[str, Delivery] = {}
        for version in self.in_force(org_units, as_of, [RecordKind.ASSESSMENT]):
            assert isinstance(version.content, Assessment)
            unit, state = version.subject.org_unit, version.content.state
            if unit in found:
                state = min(state, found[unit].state, key=_PROGRESS.index)
            found[unit] = Delivery(unit, state, version.at, version.author)
        return found

    def repeated_answers(
        self, last: AsOf, org_units: Collection[str] | None = None, tertials: int = 3
    ) -> list[RepeatedAnswer]:
        """Indicators and services that got the same answer so many tertials in a row, up to one."""
        with self._reading() as connection:
            rows = connection.execute(ask.repeated_answers(org_units, last, tertials)).all()
        return [
            RepeatedAnswer(unit, scorecard, indicator, service, AnswerCode(code), last, tertials)
            for unit, scorecard, indicator, service, code in rows
        ]

    def _versions(self, statement: Executable) -> list[Version]:
        with self._reading() as connection:
            return [version_of(row) for row in connection.execute(statement).mappings()]

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told(self.engine.url), self.engine.connect() as connection:
            yield connection


def _saved(transaction: Saving, edits: Sequence[Edit], author: str, may_approve: bool) -> tuple[Saved | Conflict, ...]:
    """Within one transaction; writers come one after the other (record_tables.py)."""
    change = transaction.newest_change()
    found = {edit.record: transaction.newest(edit.record) for edit in edits}
    newest = {record: version for record, version in found.items() if version}
    changed = [edit for edit in edits if not _says_the_same(edit, newest.get(edit.record))]
    stale = [edit for edit in changed if edit.made_from != _number(newest.get(edit.record))]
    results: tuple[Saved | Conflict, ...]
    if stale:
        added, results = _kept_aside(transaction, stale, newest, change, author)
    else:
        problems = [p for edit in changed for p in problems_of_step(edit, newest.get(edit.record), may_approve)]
        if problems:
            raise InputError(problems)
        now = datetime.now(UTC)
        added = [_made(edit, change + at, edit.made_from + 1, now, author) for at, edit in enumerate(changed, 1)]
        made = {version.record: version for version in added}
        results = tuple(Saved(made.get(edit.record) or newest[edit.record]) for edit in edits)
    for version in added:
        transaction.add(version)
    return results


def _made(edit: Edit, change: int, version: int, at: datetime, author: str) -> Version:
    return Version(edit.record, version, edit.made_from, change, at, author, edit.withdrawn, edit.content)


def _begun(written: Sequence[Dated]) -> list[Version]:
    """What was written as versions, each record's made from the one before."""
    newest: dict[str, Version] = {}
    made: list[Version] = []
    problems: list[Problem] = []
    for change, one in enumerate(sorted(written, key=lambda one: one.at), 1):
        before = newest.get(one.record)
        edit = before.edit(one.content) if before else Edit(one.record, one.content)
        problems += problems_of_edit(edit, one.author) + problems_of_step(edit, before, one.may_approve)
        newest[one.record] = _made(edit, change, edit.made_from + 1, one.at, one.author)
        made.append(newest[one.record])
    if problems:
        raise InputError(problems)
    return made


def _kept_aside(
    transaction: Saving, stale: Sequence[Edit], newest: Mapping[str, Version], change: int, author: str
) -> tuple[list[Version], tuple[Conflict, ...]]:
    """Texts that came too late are kept without a number: nothing is overwritten, and nothing is lost."""
    kept = {(one.record, one.author): one for edit in stale for one in transaction.lost(edit.record)}
    now, conflicts = datetime.now(UTC), []
    added: list[Version] = []
    for edit in stale:
        theirs = newest.get(edit.record)
        mine = kept.get((edit.record, author))
        if mine is None or not _says_the_same(edit, mine):  # one that is sent again is kept once
            # After a restore there may be no such version any more to be made from.
            made_from = min(edit.made_from, _number(theirs))
            mine = _made(replace(edit, made_from=made_from), change + len(added) + 1, 0, now, author)
            added.append(mine)
        conflicts.append(Conflict(mine, theirs))
    return added, tuple(conflicts)


def _number(version: Version | None) -> int:
    return version.version if version else 0


def _says_the_same(edit: Edit, newest: Version | None) -> bool:
    if newest is None or (edit.withdrawn, edit.content) != (newest.withdrawn, newest.content):
        return False
    return content_columns(edit.content) == content_columns(newest.content)  # 1.0 and 1.00 are equal, and not the same
