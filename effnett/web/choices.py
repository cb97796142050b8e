"""What the reader has chosen: scorecard, unit, year and tertial, in the bar and in the address.

The widgets are bound to the address by Streamlit, which writes the label of the chosen option there. An
address may also give a unit by its code and a scorecard by its id. All are written in the address from
the first drawing on, so that a link shows another person the same view after newer figures have come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

import streamlit as st
from streamlit.navigation.page import Page

from effnett.define.definitions import BrokenScorecard, Definitions
from effnett.evaluate.tree import org_tree
from effnett.model.access import Person
from effnett.model.organisation import OrgTree
from effnett.model.periods import AsOf
from effnett.model.scorecard import Scorecard, in_language
from effnett.present.wording import say
from effnett.web import people
from effnett.web.newest import newest_as_of
from effnett.workspace import Workspace

SCORECARD: Final = "scorecard"
ORG_UNIT: Final = "org_unit"
YEAR: Final = "year"
TERTIAL: Final = "tertial"
_CHOICE: Final = "choice"
_BROKEN: Final = "broken"
_SETTLED: Final = "settled"
_TOLD: Final = "told"
_UNTOLD: Final = "untold"

T = TypeVar("T")


@dataclass(frozen=True)
class Choice:
    """What is shown: a scorecard for a unit at an as-of."""

    scorecard: Scorecard
    org_unit: str
    unit_name: str
    as_of: AsOf
    tree: OrgTree

    @property
    def own_part(self) -> str:
        """What a leader is told where some of the unit's are others'; nothing where the reader sees all of it."""
        return people.own_part(self.org_unit, self.tree, self.scorecard.org_unit, self.as_of)


def current() -> Choice | None:
    """The reader's choice; None where there is no scorecard to choose."""
    choice: Choice | None = st.session_state.get(_CHOICE)
    return choice


def leave_to_page(notices: list[str], covers: bool) -> bool:
    """Whether what the reader must be told is left to the page: where it covers all else, and has what to show."""
    is_left = covers and current() is not None
    st.session_state[_UNTOLD] = notices if is_left else []
    return is_left


def untold() -> list[str]:
    """What the reader must be told by a page that covers all else."""
    notices: list[str] = st.session_state.get(_UNTOLD, [])
    return notices


def broken() -> BrokenScorecard | None:
    """The scorecard that the reader has chosen, where its file has mistakes."""
    chosen: BrokenScorecard | None = st.session_state.get(_BROKEN)
    return chosen


def draw(workspace: Workspace, page: Page) -> list[str]:
    """Draw the choices in the bar, keep what is chosen, and give back what the reader must be told."""
    reader = people.person()
    every = _cards(workspace.definitions())
    cards = every if reader.sees_all else _readable(every, reader, workspace)
    st.session_state[_CHOICE] = st.session_state[_BROKEN] = None
    if not cards:
        return [say("access.no_scorecard")] if every else []
    settling = _Settling(first=_SETTLED not in st.session_state)
    titles = _titles(cards)
    scorecard = cards[settling.value(SCORECARD, titles, next(iter(cards)), _ids(cards))]
    if isinstance(scorecard, BrokenScorecard):
        st.session_state[_BROKEN] = scorecard
        settling.put_right(page)
        _wait_for_a_sound_one()
        _bar({SCORECARD: titles})
        return settling.told()
    return _draw_sound(workspace, page, settling, scorecard, titles)


def _draw_sound(
    workspace: Workspace, page: Page, settling: _Settling, scorecard: Scorecard, titles: Mapping[str, str]
) -> list[str]:
    """Draw the choices of a scorecard without mistakes, keep them, and give back what the reader must be told."""
    facts = workspace.facts()
    tree = org_tree(facts)
    years = {str(year): year for year in range(scorecard.years[1], scorecard.years[0] - 1, -1)}
    tertials = {say("choice.tertial.n", n=n): n for n in (1, 2, 3)}
    newest = newest_as_of(facts, tree, scorecard)
    year = settling.value(YEAR, years, newest.year)
    as_of = AsOf(year, settling.value(TERTIAL, tertials, newest.tertial))
    top = scorecard.org_unit
    units = unit_labels(tree, top, as_of)
    if not units:  # a leader's unit came below this one later
        _bar({SCORECARD: titles, YEAR: years, TERTIAL: tertials})
        return [say("access.no_scorecard")]
    org_unit = settling.value(ORG_UNIT, units, _first_unit(units, top))
    settling.put_right(page)
    _bar({SCORECARD: titles, ORG_UNIT: units, YEAR: years, TERTIAL: tertials})
    st.session_state[_CHOICE] = Choice(scorecard, org_unit, tree.unit(org_unit).name, as_of, tree)
    return settling.told()


def unit_labels(tree: OrgTree, top: str, as_of: AsOf) -> dict[str, str]:
    """The units that the reader may choose, by a label that no other has."""
    labels = _labels(tree, top, as_of)
    seen = set(people.person().seen(labels.values(), tree, top, as_of))
    return {label: code for label, code in labels.items() if code in seen}


def _labels(tree: OrgTree, top: str, as_of: AsOf) -> dict[str, str]:
    codes = tree.shown(top, as_of.day)
    names = Counter(tree.unit(code).name for code in codes)
    return {name if names[name := tree.unit(code).name] == 1 else f"{name} ({code})": code for code in codes}


def _first_unit(units: Mapping[str, str], top: str) -> str:
    """The unit that is shown first: the top, but to a leader the first of her own."""
    reader = people.person()
    own = [] if reader.sees_all else [code for code in units.values() if code in reader.units]
    return own[0] if own else top


def _readable(
    cards: Mapping[str, Scorecard | BrokenScorecard], reader: Person, workspace: Workspace
) -> dict[str, Scorecard | BrokenScorecard]:
    """The scorecards that a reader may see something of; of one with mistakes that is not known."""
    tree = org_tree(workspace.facts())

    def is_seen(card: Scorecard | BrokenScorecard) -> bool:
        return isinstance(card, Scorecard) and reader.may_see(
            card.org_unit, tree, card.org_unit, AsOf(card.years[1], 3)
        )

    return {file: card for file, card in cards.items() if is_seen(card)}


def _cards(definitions: Definitions) -> dict[str, Scorecard | BrokenScorecard]:
    """All scorecards by the names of their files: those that can be shown first, then those with mistakes.

    A file's name stays while its text is mended, so that a reader who has chosen it stays with it.
    """
    sound = {Path(scorecard.place.file).name: scorecard for scorecard in definitions.scorecards.values()}
    return {**sound, **{Path(card.file).name: card for card in definitions.broken_scorecards}}


def _titles(cards: Mapping[str, Scorecard | BrokenScorecard]) -> dict[str, str]:
    """The files by a title that no other has."""
    titles = {
        file: card.title if isinstance(card.title, str) else in_language(card.title) for file, card in cards.items()
    }
    count = Counter(titles.values())
    return {title if count[title] == 1 else f"{title} ({file})": file for file, title in titles.items()}


def _ids(cards: Mapping[str, Scorecard | BrokenScorecard]) -> dict[str, str]:
    """The files by their scorecards' ids, as commands ask for them; of two with one id the sound one."""
    return {card.id: file for file, card in reversed(list(cards.items()))}


def _wait_for_a_sound_one() -> None:
    """The choices that a scorecard with mistakes does not draw are settled when another is chosen, or it is mended.

    Streamlit forgets the value of a choice that is not drawn, and takes it out of the address.
    """
    st.session_state.pop(_SETTLED, None)
    for key in (ORG_UNIT, YEAR, TERTIAL):
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


@dataclass
class _Settling:
    """One drawing of the choices. On the first the address is read, and where it is wrong, another is gone to."""

    first: bool
    address: dict[str, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    wrong: bool = False

    def value(self, key: str, options: Mapping[str, T], default: T, ids: Mapping[str, T] | None = None) -> T:
        """The value of a choice: the reader's, else the address's, else the default.

        The widget is then drawn from it. What an address asks for in vain is told; `ids` are what it may call the
        options besides their labels and themselves.
        """
        if key in st.session_state and st.session_state[key] in options.values():
            kept: T = st.session_state[key]
            if self.first:
                self.address[key] = next(text for text, each in options.items() if each == kept)
            return kept
        asked = st.query_params.get(key) if self.first else None
        codes = {**(ids or {}), **{str(value): value for value in options.values()}}
        value = default if asked is None else options.get(asked, codes.get(asked, default))
        if value not in options.values():
            value = next(iter(options.values()))
        if len(options) > 1 or key != SCORECARD:
            label = next(text for text, each in options.items() if each == value)
            self._compare(key, asked, label, asked in codes)
        st.session_state[key] = value
        return value

    @staticmethod
    def told() -> list[str]:
        """What the address asked for in vain, told once."""
        notices: list[str] = st.session_state.pop(_TOLD, [])
        return notices

    def _compare(self, key: str, asked: str | None, label: str, is_code: bool) -> None:
        """Keep what the address has to say; note where it says something else.

        Who does not see all units is told the same of others' as of those that do not exist.
        """
        self.address[key] = label
        if asked is not None and asked != label:
            self.wrong = True
            if not is_code:
                what = say(f"choice.{key}").lower()
                is_of_units = key == ORG_UNIT and not people.person().sees_all
                told = "access.not_yours" if is_of_units else "choice.unknown"
                self.notices.append(say(told, what=what, value=asked, shown=label))

    def put_right(self, page: Page) -> None:
        """On the first drawing: write the choices in the address, before widgets are bound to it.

        Streamlit takes a value that no option has out of the address, and does not let it be put right
        after that; so a wrong address is left for the right one.
        """
        if not self.first:
            return
        st.session_state[_SETTLED] = True
        if self.wrong:
            st.session_state[_TOLD] = self.notices
            st.switch_page(page, query_params={**st.query_params.to_dict(), **self.address})
        for key, label in self.address.items():
            if key not in st.query_params:
                st.query_params[key] = label


def _bar(options: Mapping[str, Mapping[str, object]]) -> None:
    """The widgets; a single scorecard is no choice. The browser's back button may change them here."""
    with st.container(key="choices", horizontal=True):
        for key, labels in options.items():
            if key == SCORECARD and len(labels) == 1:
                continue
            texts = {value: label for label, value in labels.items()}
            settled = st.session_state[key]
            drawn = st.selectbox(
                say(f"choice.{key}"),
                list(texts),
                index=None,
                required=True,
                format_func=texts.__getitem__,
                key=key,
                bind="query-params",
                label_visibility="collapsed",
            )
            if drawn is not None and drawn != settled:
                st.rerun()
