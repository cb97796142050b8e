"""Tiltak og undringer: what is asked of the records for the page, and what its buttons save."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property
from html import escape
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import urlencode

import streamlit as st

from effnett.errors import InputError
from effnett.model.access import Person
from effnett.model.clock import midnight
from effnett.model.records import (
    Action,
    ActionState,
    Answer,
    Edit,
    RecordKind,
    RepeatedAnswer,
    Subject,
    Version,
    Wondering,
)
from effnett.model.scorecard import in_language
from effnett.present import follow_up
from effnett.present.follow_up import Filter, Item, Naming
from effnett.present.wording import say
from effnett.web import cards, components, data, people, today
from effnett.web.choices import Choice
from effnett.web.pressing import Press
from effnett.web.year import saved

LATELY_DAYS: Final = 90
OWNER: Final = "who"
KIND: Final = "what"
WHERE: Final = "where"
LATE: Final = "late"
ORDER: Final = "order"
_KINDS: Final = (RecordKind.ACTION, RecordKind.WONDERING)
_OPENED: Final = "follow-opened"
_TOLD: Final = "follow-told"

T = TypeVar("T")


@dataclass(frozen=True)
class FollowUp:
    """The page of one reader's choice on a day; each question is asked once while it is drawn."""

    choice: Choice
    person: Person
    today: date

    @cached_property
    def naming(self) -> Naming:
        """What the codes of records are called."""
        return naming(self.choice)

    @cached_property
    def codes(self) -> list[str]:
        """The chosen unit and all below it, ended ones too, that the reader may look into."""
        choice = self.choice
        codes = choice.tree.below(choice.org_unit)
        if self.person.sees_all:
            return list(codes)
        top = choice.scorecard.org_unit
        return [code for code in codes if self.person.may_see(code, choice.tree, top, choice.as_of)]

    @cached_property
    def may_write(self) -> Callable[[str], bool]:
        """Whether the reader may change what a unit is to do."""
        return cache(lambda code: self.person.may_write(code, self.choice.tree, self.choice.as_of))

    @cached_property
    def open(self) -> list[Item]:
        """Everything that is open."""
        versions = data.records().still_open(self.codes)
        asked = [one.record for one in versions if one.kind is RecordKind.WONDERING]
        return self._items(versions, {about_of(one) for one in data.records().about(asked)} if asked else set())

    @cached_property
    def to_measure(self) -> list[Item]:
        """Actions whose day has come to be measured again."""
        return self._items(data.records().to_remeasure(self.today, self.codes))

    @cached_property
    def ended(self) -> list[Item]:
        """What has been done or closed lately."""
        since = midnight(self.today - timedelta(days=LATELY_DAYS))
        return self._items(data.records().ended_since(since, self.codes))

    @cached_property
    def repeated(self) -> list[RepeatedAnswer]:
        """The same answer three tertials in a row, up to the one chosen."""
        return data.records().repeated_answers(self.choice.as_of, self.codes)

    def _items(self, versions: Sequence[Version], answered: Collection[str] = ()) -> list[Item]:
        return follow_up.items(versions, answered, self.naming, self.today)

    def opened(self) -> Item | None:
        """The one whose card is open."""
        record = st.session_state.get(_OPENED, "")
        return next((item for item in self.open if item.record == record), None)

    def filtered(self) -> tuple[list[follow_up.Group], list[Item], bool]:
        """Draw the filters; the open ones they leave, under their headings and as one list, and whether any is set."""
        with st.container(key="follow-filters", horizontal=True):
            chosen = Filter(
                _one_of(OWNER, {item.owner: item.owner or say("follow.no_owner") for item in self.open}),
                _one_of(KIND, {kind: say(f"follow.kind.{kind.value}") for kind in _KINDS}),
                _one_of(WHERE, {item.version.subject.org_unit: item.unit for item in self.open}),
                st.checkbox(say("follow.filter.late"), key=LATE, bind="query-params"),
            )
            orders = ("deadline", "owner")
            order = st.selectbox(
                say("follow.filter.order"), orders, format_func=lambda key: say(f"follow.order.{key}"), key=ORDER
            )
        left = [item for item in self.open if chosen.takes(item)]
        groups = follow_up.by_owner(left) if order == "owner" else follow_up.by_deadline(left, self.today)
        return groups, left, chosen != Filter()

    def press(self, press: Press) -> None:
        """What a button of the page asks for."""
        record = press["of"]
        if press["do"] == "open":
            st.session_state[_OPENED] = "" if st.session_state.get(_OPENED) == record else record
            return
        try:
            st.session_state[_TOLD] = self._saved(press["do"], record)
        except InputError as error:
            st.session_state[_TOLD] = " ".join(one.sentences for one in error.problems)

    def _saved(self, do: str, record: str) -> str:
        found = {item.record: item for item in (self.to_measure if do == "measured" else self.open)}.get(record)
        if found is None or not isinstance(found.version.content, Action):
            return say("follow.gone")
        content = found.version.content
        if not self.may_write(content.subject.org_unit):
            return say("write.not_allowed")
        changed = replace(content, remeasure=None) if do == "measured" else replace(content, state=ActionState.DONE)
        edit: Edit = found.version.edit(changed)
        return saved(data.records(), [edit], self.person) or say(f"follow.{do}.saved", text=found.short)

    @staticmethod
    def tell() -> None:
        """What the last press led to, once."""
        told = st.session_state.pop(_TOLD, "")
        if told:
            components.notice(told)

    def draw_opened(self) -> None:
        """The card of the one that is open, with its forms."""
        item = self.opened()
        if item is None:
            return
        with st.container(key="follow-opened"):
            components.html(f'<div class="ef">{follow_up.opened_html(item)}</div>')
            if _card(self.choice, item):
                st.rerun()
            if st.button(say("follow.close"), key="follow-close"):
                st.session_state[_OPENED] = ""
                st.rerun()

    def draw_new(self) -> None:
        """Forms for something new on the chosen unit, which may be on one of its indicators."""
        choice, unit = self.choice, self.choice.org_unit
        asking, writing = cards.may_ask(choice, unit), cards.may_write(choice, unit)
        if not (asking(self.person) or writing(self.person)):
            return
        with st.container(key="follow-new"):
            components.html(f'<div class="ef"><h2>{escape(say("follow.new", unit=choice.unit_name))}</h2></div>')
            titles = {one.id: in_language(one.title) for one in choice.scorecard.indicators}
            subject = Subject.of(unit, choice.as_of, choice.scorecard.id)
            news = [cards.new_action(subject, writing, indicators=titles), cards.new_wondering(subject, asking, titles)]
            if any(news):
                st.rerun()


def _one_of(key: str, options: Mapping[T, str]) -> T | None:
    """One of some values, by the words they are told in; None for all. What is there no more is forgotten."""
    count = Counter(options.values())
    values = {text if count[text] == 1 else f"{text} ({value})": value for value, text in options.items()}
    texts = [say("follow.all"), *sorted(values, key=str.casefold)]
    if st.session_state.get(key, texts[0]) not in texts:
        del st.session_state[key]
    return values.get(st.selectbox(say(f"follow.filter.{key}"), texts, key=key, bind="query-params"))


def _card(choice: Choice, item: Item) -> bool:
    """An action or a wondering with its answers and forms; whether something was saved."""
    unit = item.version.subject.org_unit
    if isinstance(item.version.content, Wondering):
        answers = [one for one in data.records().about([item.record]) if one.kind is RecordKind.ANSWER]
        return cards.wondering(choice, item.version, answers, item.about)
    return cards.action(item.version, cards.may_write(choice, unit), item.about)


def about_of(version: Version) -> str:
    """The id of the wondering that an answer is about; nothing for what else came of it."""
    return version.content.about if isinstance(version.content, Answer) else ""


def naming(choice: Choice) -> Naming:
    """What units, indicators and scorecards are called at the moment."""
    definitions = data.workspace().definitions()
    found = definitions.scorecards.values()
    titles = {(card.id, one.id): in_language(one.title) for card in found for one in card.indicators}
    files = {card.id: Path(card.place.file).name for card in found}
    return Naming(lambda code: choice.tree.unit(code).name, titles, files)


def download(found: Sequence[Item], unit: str, org_unit: str) -> tuple[Callable[[], bytes], str, str]:
    """What a download button needs: the calendar, made when it is asked for, its name and its type."""

    def make() -> bytes:
        from effnett.present.ics import calendar_file

        return calendar_file(say("follow.heading", unit=unit), follow_up.deadline_events(found), datetime.now(UTC))

    return make, f"tiltak-{org_unit}.ics", "text/calendar"


def on_indicator(choice: Choice, indicator: str) -> str:
    """What is wondered at and done about one indicator of the chosen unit, as HTML; one question to the records."""
    person = people.person()
    if not person.may_see(choice.org_unit, choice.tree, choice.scorecard.org_unit, choice.as_of):
        return ""
    found = data.records().in_force([choice.org_unit], kinds=(*_KINDS, RecordKind.ANSWER))
    on = [one for one in found if (one.subject.scorecard, one.subject.indicator) == (choice.scorecard.id, indicator)]
    listed = follow_up.items(on, {about_of(one) for one in on}, naming(choice), today.today(choice))
    link = "./tiltak?" + urlencode({"org_unit": choice.org_unit})
    return follow_up.detail_html(listed, choice.unit_name, link)
