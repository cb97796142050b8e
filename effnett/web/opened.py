"""What this server was started with: the store, the scorecards, and who may come in."""

from __future__ import annotations

import os

import streamlit as st

from effnett.workspace import DEFAULT_SCORECARDS, Workspace, open_workspace


@st.cache_resource(show_spinner=False)
def workspace() -> Workspace:
    """The store and the scorecards this server shows."""
    return open_workspace(os.environ.get("EFFNETT_STORE"), scorecards_folder(), os.environ.get("EFFNETT_ACCESS"))


def scorecards_folder() -> str:
    """The folder of scorecards."""
    return os.environ.get("EFFNETT_SCORECARDS", DEFAULT_SCORECARDS)
