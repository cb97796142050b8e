"""The door: `streamlit run streamlit_app.py` serves effnett/web/app.py in our own document."""

import streamlit as st
from starlette.middleware import Middleware

from effnett.web.document import Document
from effnett.web.failure import tell_failure

app = st.App("effnett/web/app.py", middleware=[Middleware(Document)], on_script_error=tell_failure)
