"""Who is reading: the one thing pages ask before they show or save anything (docs/access.md).

Where login is set up, the file access.yaml says who it is and what that person may see. Without login the app is shown
on this machine only: the reader says a name once, which the browser keeps, and has every role.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from html import escape
from typing import Final

import streamlit as st

from effnett.model.access import Person, Role, tidy
from effnett.model.organisation import OrgTree
from effnett.model.periods import AsOf
from effnett.present.wording import say
from effnett.web import components, cookies, door
from effnett.web.door import Door, Standing

_NAME: Final = "person-name"
_KEEP: Final = "person-name-to-keep"
_COOKIE: Final = "effnett-name"
_A_YEAR: Final = 365 * 24 * 60 * 60
_STANDING: ContextVar[Standing | None] = ContextVar("standing", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Find out who reads once for a whole drawing of a page; what is drawn by itself later asks anew."""
    token = _STANDING.set(_standing())
    try:
        yield
    finally:
        _STANDING.reset(token)


def admit() -> Person:
    """The reader, who may come in. Each page asks first of all: whoever may not is told why, and the page ends here."""
    standing = _standing()
    if standing.door is not Door.OPEN:
        door.draw(standing)
        st.stop()
    return standing.person


def may_come_in() -> bool:
    """Whether the reader may see any page at all."""
    return _standing().door is Door.OPEN


def has_login() -> bool:
    """Whether people log in here."""
    return bool(door.has_login())


def person() -> Person:
    """The reader of this page; one who may do nothing where not let in."""
    return _standing().person


def named() -> bool:
    """Whether the reader has a name to write under; where not, it is asked for here, once."""
    if person().name:
        return True
    _ask_name("person")
    return False


def writing_as() -> None:
    """A line that says whose name will stand by what is written."""
    components.html(f'<p class="ef m">{escape(say("access.writing_as", name=person().name))}</p>')


def own_part(org_unit: str, tree: OrgTree, top: str, as_of: AsOf) -> str:
    """What a leader is told where some of the units below one are others'; nothing where the reader sees them all."""
    codes = tree.shown(org_unit, as_of.day)
    if len(person().seen(codes, tree, top, as_of)) == len(codes):
        return ""
    return say("access.own_part", unit=tree.unit(org_unit).name)


def draw_bar() -> None:
    """Who the reader is, at the end of the bar, with a way to log out or to write under another name.

    All of it in one place, there or not: what comes after it would be drawn anew, and lose the focus, if it moved.
    """
    with st.container(key="bar-end"):
        _draw_bar()


def _draw_bar() -> None:
    keep = st.session_state.pop(_KEEP, None)
    if keep is not None:
        cookies.keep(_COOKIE, keep, _A_YEAR)
    reader = person()
    if not reader.name:
        return
    with st.container(key="reader"), st.popover(reader.name, width="stretch"):
        if door.has_login():
            roles = ", ".join(say(f"access.role.{role.value}") for role in Role if role in reader.roles)
            components.html(f'<p class="ef">{escape(reader.name)}<br><span class="m">{escape(roles)}</span></p>')
            st.button(say("access.logout"), key="logout", on_click=st.logout)
        else:
            writing_as()
            _ask_name("person-change")


def _standing() -> Standing:
    known = _STANDING.get()
    if known is not None:
        return known
    login = door.has_login()
    if login is None:
        return Standing(Door.SECRETS)
    if login:
        return door.logged_in(st.user.to_dict())
    if not door.is_here():
        return Standing(Door.ELSEWHERE)
    return Standing(Door.OPEN, Person(_own_name(), frozenset(Role)))


def _own_name() -> str:
    """The name that was said in this session, else the one that the browser kept."""
    return str(st.session_state.get(_NAME, "")) or tidy(cookies.kept(_COOKIE))


def _ask_name(key: str) -> None:
    known = _own_name()
    with st.form(key, border=False):
        name = st.text_input(say("access.name.change" if known else "access.name"), max_chars=200, key=f"{key}-text")
        cookies.keep_at_press(key, _COOKIE, _A_YEAR)
        if st.form_submit_button(say("access.name.keep")) and tidy(name):
            st.session_state[_NAME] = st.session_state[_KEEP] = tidy(name)
            st.rerun()


def introduce(name: str) -> None:
    """Take the name that a reader without one has given, for what that reader writes from now on."""
    if not person().name and tidy(name):
        st.session_state[_NAME] = st.session_state[_KEEP] = tidy(name)
