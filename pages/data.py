"""Data: what is loaded, how old it is, what was left out and why; and upload of a file."""

from html import escape

import streamlit as st

from effnett.model import clock
from effnett.present.wording import say
from effnett.store.refusals import refused
from effnett.web import choices, components, data, overview, people, upload

reader = people.admit()
workspace = data.workspace()
choice = choices.current()
day = choice.as_of.day if choice else clock.today()
components.html(f'<div class="ef"><h1>{escape(say("data.heading"))}</h1></div>')
for notice in overview.access_notices(workspace, people.has_login()):
    components.notice(notice)
if reader.may_load:
    with st.container(key="upload"):
        upload.draw(workspace)
left_out = overview.LeftOut(refused(workspace.store), workspace.definitions().problems) if reader.sees_all else None
components.html(overview.overview_html(workspace.facts(), day, left_out))
