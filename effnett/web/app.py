"""The frame of every page: navigation and choices in the dark bar, then the page itself."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from effnett.present.wording import say
from effnett.web import choices, components, data, people
from effnett.web.pages import PAGES

FOLDER = Path(__file__).resolve().parents[2] / "pages"


def main() -> None:
    """Draw the bar, settle what is asked for, and run the page, for those who may come in."""
    st.set_page_config(page_title=say("page.scorecard"), layout="wide", initial_sidebar_state="collapsed")
    with people.asked_once():
        draw()


def draw() -> None:
    """The page for one who is known."""
    page = st.navigation(
        [
            st.Page(FOLDER / f"{one.name}.py", title=say(f"page.{one.name}"), url_path=one.path, default=not one.path)
            for one in PAGES
        ],
        position="top" if people.may_come_in() else "hidden",
    )
    people.admit()
    told = choices.draw(data.workspace(), page)
    people.draw_bar()
    if not choices.leave_to_page(told, any(one.covers and one.path == page.url_path for one in PAGES)):
        with st.container():  # what follows keeps its place when they have been told
            for notice in told:
                components.notice(notice)
    page.run()


main()
