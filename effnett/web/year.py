"""Årshjul: what is asked of definitions and records for the page, and what it saves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import streamlit as st

from effnett.errors import InputError
from effnett.model.access import Person
from effnett.model.records import Conflict, Edit, MilestoneDone, RecordKind, Subject, only_id
from effnett.model.year_progress import Kept, Plan, district_of, marked, plans, shown_days
from effnett.present import formatting as write
from effnett.present.wording import say
from effnett.present.year_page import YearView, duty_id, title_of, unit_events, year_events
from effnett.store.records import Records
from effnett.web import components, data
from effnett.web.choices import Choice
from effnett.web.pressing import Press

_OPENED = "year-opened"
_TOLD = "year-told"


@dataclass(frozen=True)
class YearPage:
    """The page of one reader's choice on a day."""

    choice: Choice
    person: Person
    today: date

    def view(self) -> YearView:
        """The year with what people have kept of it, as it is at the moment."""
        choice, found = self.choice, self._plans()
        codes = {duty.org_unit for plan in found for duty in plan.duties} | {choice.org_unit}
        return YearView(
            choice.as_of,
            choice.org_unit,
            {code: choice.tree.unit(code).name for code in codes},
            self.today,
            tuple(found),
            cache(lambda code: self.person.may_write(code, choice.tree, choice.as_of)),
            str(st.session_state.get(_OPENED, "")),
        )

    def _plans(self) -> list[Plan]:
        choice = self.choice
        definitions = data.workspace().definitions()
        occurrences = definitions.steering_year.between(*shown_days(choice.as_of.year, self.today))
        tops = [card.org_unit for card in definitions.scorecards.values()]
        codes = list(choice.tree.below(choice.org_unit))
        kept_by = data.records()
        deliveries = {
            as_of: kept_by.deliveries(as_of, codes) for as_of in {one.delivery for one in occurrences} if as_of
        }
        kept = Kept(marked(kept_by.in_force(codes, kinds=[RecordKind.MILESTONE])), deliveries)
        district = district_of(choice.tree, choice.org_unit, tops)
        return plans(occurrences, self._seen, district, kept, self.today)

    def _seen(self, day: date) -> Sequence[str]:
        """The units of a day that the reader may look into."""
        choice = self.choice
        top = choice.scorecard.org_unit
        codes = choice.tree.shown(choice.org_unit, day)
        if self.person.sees_all:
            return codes
        return [code for code in codes if self.person.may_see(code, choice.tree, top, choice.as_of)]

    def press(self, press: Press) -> None:
        """What a button of the page asks for."""
        if press["do"] == "open":
            st.session_state[_OPENED] = "" if st.session_state.get(_OPENED) == press["of"] else press["of"]
            return
        try:
            st.session_state[_TOLD] = self._saved(press)
        except InputError as error:
            st.session_state[_TOLD] = " ".join(one.sentences for one in error.problems)

    def _saved(self, press: Press) -> str:
        """Mark a unit's milestone as done, or take that back; what the reader is told of it."""
        choice = self.choice
        duties = {duty_id(duty): (plan, duty) for plan in self._plans() for duty in plan.duties}
        plan, duty = duties.get(press["of"], (None, None))
        if plan is None or duty is None or not self.person.may_write(duty.org_unit, choice.tree, choice.as_of):
            return say("year.not_allowed")
        words = {"title": title_of(plan), "unit": choice.tree.unit(duty.org_unit).name}
        if press["do"] == "undo":
            edits = [duty.version.withdrawal()] if duty.version else []
            conflict = saved(data.records(), edits, self.person)
            return conflict or say("year.undone", **words)
        done = day_of(press.get("day", ""), self.today)
        if done is None:
            return say("year.bad_day")
        content = MilestoneDone(Subject(duty.org_unit, plan.occurrence.year), plan.occurrence.milestone.id, done)
        conflict = mark(data.records(), content, self.person)
        return conflict or say("year.saved", day=write.day(done), **words)

    @staticmethod
    def tell() -> None:
        """What the last press led to, once."""
        told = st.session_state.pop(_TOLD, "")
        if told:
            components.notice(told)


def has_mistakes() -> bool:
    """Whether year.yaml has mistakes, so that what it says of the year is not all there."""
    problems = data.workspace().definitions().problems
    return any(Path(file).stem == "year" and not all(p.warning for p in found) for file, found in problems.items())


def day_of(text: str, today: date) -> date | None:
    """A day as the browser sends it, not after today; None for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year >= 1900 and day <= today else None


def mark(records: Records, content: MilestoneDone, person: Person) -> str:
    """Save that it is done; what to tell where somebody came between.

    Where it has been taken back before, that record is taken up again first.
    """
    before = records.newest(only_id(content) or "")
    if before is not None and before.withdrawn:
        conflict = saved(records, [before.taken_back()], person)
        if conflict:
            return conflict
        before = records.newest(before.record)
    return saved(records, [before.edit(content) if before else Edit.first(content)], person)


def saved(records: Records, edits: Sequence[Edit], person: Person) -> str:
    """Save; what to tell where somebody came between, else nothing. InputError where it is refused."""
    results = records.save_all(edits, person.name, person.may_approve) if edits else ()
    conflicts = [one for one in results if isinstance(one, Conflict)]
    return conflict_text(conflicts[0]) if conflicts else ""


def conflict_text(conflict: Conflict) -> str:
    """Who changed it in the meantime, and when."""
    theirs = conflict.theirs or conflict.mine
    return say("saved.conflict", who=theirs.author, when=write.moment(theirs.at))


def download(view: YearView, only_unit: bool) -> tuple[Callable[[], bytes], str, str]:
    """What a download button needs: the calendar, made when it is asked for, its name and its type."""
    unit = f"-{view.org_unit}" if only_unit else ""

    def make() -> bytes:
        from effnett.present.ics import calendar_file

        name = say("year.heading", year=view.year, unit=view.names[view.org_unit])
        events = unit_events(view) if only_unit else year_events(view)
        return calendar_file(name, events, datetime.now(UTC))

    return make, f"arshjul-{view.year}{unit}.ics", "text/calendar"
