"""Tiltak og undringer: what is open by deadline and by whom, what is late, and what is to be measured again."""

from html import escape

import streamlit as st

from effnett.present.follow_up import ended_html, head_html, remeasure_html, repeated_html, table_html
from effnett.present.wording import say
from effnett.web import components, data, empty, follow_up, people, today
from effnett.web.pressing import pressed

people.admit()
choice = empty.chosen()
if choice is not None:
    page = follow_up.FollowUp(choice, people.person(), today.today(choice))
    tools = st.container(key="tools", horizontal=True)
    components.html(
        head_html(
            choice.unit_name, page.open, len(page.to_measure), page.today, today.note(page.today), choice.own_part
        )
    )
    empty.broken_ones(data.workspace())
    page.tell()
    with st.container(key="writer"):
        people.named()
    groups, left, is_filtered = page.filtered()
    tools.download_button(say("follow.ics"), *follow_up.download(left, choice.unit_name, choice.org_unit), key="ics")
    page.draw_opened()
    opened = page.opened()
    record = opened.record if opened else ""
    listed = table_html(groups, record, page.may_write, is_filtered) + remeasure_html(page.to_measure, page.may_write)
    pressed("follow-list", listed, page.press, record)
    page.draw_new()
    marks = f'data-page="follow_up" data-done="{escape(choice.org_unit)}" data-as-of="{choice.as_of.key}"'
    repeated = repeated_html(page.repeated, page.naming, choice.as_of)
    components.html(f'<div class="ef" {marks}>{repeated}{ended_html(page.ended)}</div>')
