"""Målekart: the scorecard of the chosen unit, and the detail of one row."""

import streamlit as st

from effnett.present.wording import say
from effnett.web import ahead, components, data, detail, empty, people

OPENED = "indicator"


def choose(indicator: str) -> None:
    """Open a row, or close the one that is open; the address tells which."""
    if indicator and indicator != st.query_params.get(OPENED):
        st.query_params[OPENED] = indicator
    else:
        st.query_params.pop(OPENED, None)


people.admit()
choice = empty.chosen()
if choice is not None:
    page = data.scorecard_page(choice)
    known = {indicator.id for indicator in choice.scorecard.indicators}
    opened = st.query_params.get(OPENED, "")
    opened = opened if opened in known else ""
    empty.broken_ones(data.workspace())
    with st.container(key="tools", horizontal=True):
        action = st.checkbox(say("only_action"), key="action", bind="query-params")
        st.download_button(say("excel"), *data.excel(page, choice), key="excel")
    components.table(page.head + data.table(page, choice, action, opened), opened, choose)
    if opened:
        detail.draw(choice, page.evaluated, opened)
    ahead.look_ahead(choice, data.workspace().facts(), data.keep)
