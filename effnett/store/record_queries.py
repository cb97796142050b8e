"""What pages ask of the records: one statement a question, whatever the number of units.

The newest version of a record is the one that no version follows.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Executable, Select, and_, bindparam, case, func, or_, select, union_all

from effnett.model.periods import AsOf
from effnett.model.records import ActionState, RecordKind, WonderingState
from effnett.store.record_tables import counter, versions

_OPEN = (*(state.value for state in ActionState if state.is_open), WonderingState.OPEN.value)


def is_newest(table: Any = versions) -> ColumnElement[bool]:
    """The condition that no version follows; texts that lost a race are never it."""
    later = versions.alias()
    follows = select(later.c.change).where(later.c.record == table.c.record, later.c.version == table.c.version + 1)
    return and_(table.c.version.is_not(None), ~follows.exists())


def in_force(
    org_units: Collection[str] | None = None,
    as_of: AsOf | None = None,
    kinds: Collection[RecordKind] = (),
    withdrawn: bool = False,
) -> Select[Any]:
    """The newest versions of some units (all where None), in the order they were saved.

    `withdrawn` asks for the withdrawn ones in place of the others.
    """
    found = select(versions).where(is_newest(), versions.c.withdrawn.is_(withdrawn)).order_by(versions.c.change)
    if org_units is not None:
        found = found.where(versions.c.org_unit.in_(list(org_units)))
    if as_of is not None:
        found = found.where(versions.c.year == as_of.year, versions.c.tertial == as_of.tertial)
    if kinds:
        found = found.where(versions.c.kind.in_([kind.value for kind in kinds]))
    return found


def still_open(org_units: Collection[str] | None, owner: str | None) -> Select[Any]:
    """Actions and wonderings somebody has to do something with: the latest first, those without a deadline last."""
    todo = (RecordKind.ACTION, RecordKind.WONDERING)
    found = in_force(org_units, kinds=todo).where(versions.c.state.in_(_OPEN)).order_by(None)
    if owner is not None:
        found = found.where(versions.c.owner == owner)
    deadline = versions.c.deadline
    return found.order_by(case((deadline.is_(None), 1), else_=0), deadline, versions.c.owner, versions.c.change)


def to_remeasure(org_units: Collection[str] | None, today: date) -> Select[Any]:
    """Actions whose day has come to see whether they helped; dropped ones are not looked at."""
    found = in_force(org_units, kinds=(RecordKind.ACTION,))
    due = and_(versions.c.remeasure <= today, versions.c.state != ActionState.DROPPED.value)
    return found.where(due).order_by(None).order_by(versions.c.remeasure, versions.c.change)


def ended_since(org_units: Collection[str] | None, since: datetime) -> Select[Any]:
    """Actions that are done or dropped and wonderings that are closed, saved since a moment, the newest first."""
    todo = (RecordKind.ACTION, RecordKind.WONDERING)
    found = in_force(org_units, kinds=todo).where(versions.c.state.not_in(_OPEN), versions.c.at >= since)
    return found.order_by(None).order_by(versions.c.change.desc())


def history(record: str) -> Select[Any]:
    """Every version of a record, and the texts that lost, in the order they were saved."""
    return select(versions).where(versions.c.record == record).order_by(versions.c.change)


def changes_since(change: int) -> Select[Any]:
    """Everything saved after a change, in the order it was saved."""
    return select(versions).where(versions.c.change > change).order_by(versions.c.change)


_NUMBERS: Final = union_all(select(func.max(versions.c.change).label("change")), select(counter.c.change)).subquery()
NEWEST_CHANGE: Final = select(func.max(_NUMBERS.c.change).label("change"))
"""The number of the newest change: that of the newest version, or what the counter says where that is more."""


OF_RECORD: Final = select(versions).where(versions.c.record == bindparam("record"))
NEWEST: Final = OF_RECORD.where(versions.c.version.is_not(None)).order_by(versions.c.version.desc()).limit(1)
"""Looked up by the highest number: a text saved by itself while it is written has hundreds of versions."""


def newest_of(record: str) -> Executable:
    """The newest version of a record, withdrawn or not."""
    return NEWEST.params(record=record)


def firsts_of(records: Collection[str]) -> Select[Any]:
    """The first version of each of some records: who began it, and when."""
    return select(versions).where(versions.c.record.in_(list(records)), versions.c.version == 1)


def about(records: Collection[str]) -> Select[Any]:
    """What belongs to some records: answers to wonderings, actions that came of them."""
    return in_force().where(versions.c.about.in_(list(records)))


def repeated_answers(org_units: Collection[str] | None, last: AsOf, tertials: int) -> Select[Any]:
    """Things answered with the same code in each of so many tertials up to one; withdrawn wonderings do not count."""
    wondering = versions.alias()
    asked = select(wondering.c.change).where(
        wondering.c.record == versions.c.about, is_newest(wondering), wondering.c.withdrawn.is_(False)
    )
    number = versions.c.year * 3 + versions.c.tertial
    end = last.year * 3 + last.tertial
    things = [versions.c[name] for name in ("org_unit", "scorecard", "indicator", "service", "code")]
    found = (
        select(*things)
        .where(is_newest(), versions.c.withdrawn.is_(False), versions.c.kind == RecordKind.ANSWER.value)
        .where(number > end - tertials, number <= end, asked.exists())
        .where(or_(versions.c.indicator.is_not(None), versions.c.service.is_not(None)))
    )
    if org_units is not None:
        found = found.where(versions.c.org_unit.in_(list(org_units)))
    return found.group_by(*things).having(func.count(number.distinct()) == tertials).order_by(*things)
