"""What a reader is told when a page fails: that it did, and where it is written down; never a traceback."""

from __future__ import annotations

import logging

import streamlit as st

from effnett.errors import InputError

_log = logging.getLogger("effnett")


def tell_failure(error: Exception) -> bool:
    """Tell the reader, keep the traceback in the server's log, and keep Streamlit's own box away."""
    if isinstance(error, InputError):
        st.error("\n\n".join(str(problem) for problem in error.problems))
        return True
    _log.error("A page failed", exc_info=error)
    st.error(
        "Siden kunne ikke vises. Last den på nytt, eller velg en annen enhet eller et annet år. "
        "Feilen er skrevet i loggen der programmet kjører."
    )
    return True
