"""The frame of every page: navigation and choices in the dark bar, then the page itself."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from effnett.present.wording import say
from effnett.web import choices, components, data

PAGES = Path(__file__).resolve().parents[2] / "pages"


def main() -> None:
    """Draw the bar, settle what is asked for, and run the page."""
    st.set_page_config(page_title=say("page.scorecard"), layout="wide", initial_sidebar_state="collapsed")
    page = st.navigation(
        [
            st.Page(PAGES / "scorecard.py", title=say("page.scorecard"), default=True),
            st.Page(PAGES / "data.py", title=say("page.data"), url_path="data"),
        ],
        position="top",
    )
    workspace = data.workspace()
    for notice in choices.draw(workspace, page):
        components.notice(notice)
    page.run()


main()
