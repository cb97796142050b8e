"""Who is reading: the one thing pages ask before they show or save anything (docs/access.md).

Without login the app listens to this machine only: the reader says a name once, and has every role.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from effnett.model.access import Person, Role
from effnett.model.record_rules import LONGEST_NAME
from effnett.present.wording import say

_NAME: Final = "person-name"


def person() -> Person:
    """The reader of this page."""
    return Person(str(st.session_state.get(_NAME, "")), frozenset(Role))


def named() -> bool:
    """Whether the reader has a name to write under; where not, it is asked for here, once."""
    if person().name:
        return True
    with st.form("person", border=False):
        name = st.text_input(say("access.name"), max_chars=LONGEST_NAME)
        if st.form_submit_button(say("access.name.keep")) and name.strip():
            introduce(name)
            st.rerun()
    return False


def introduce(name: str) -> None:
    """Take the name that a reader without one has given, for what that reader writes from now on."""
    if not person().name and name.strip():
        st.session_state[_NAME] = name.strip()[:LONGEST_NAME]
