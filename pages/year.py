"""Årshjul: the steering year as a wheel and a list, with what each unit has done, and the same for a calendar."""

import streamlit as st

from effnett.present.wording import say
from effnett.present.year_page import empty_html, head_html, year_html
from effnett.web import components, data, empty, people, today, year
from effnett.web.pressing import pressed

people.admit()
choice = empty.chosen()
if choice is not None and not data.workspace().definitions().steering_year.milestones:
    empty.broken_ones(data.workspace())
    if not year.has_mistakes():
        components.html(empty_html(f"{data.scorecards_folder()}/year.yaml"))
elif choice is not None:
    person = people.person()
    page = year.YearPage(choice, person, today.today(choice))
    view = page.view()
    with st.container(key="tools", horizontal=True):
        st.download_button(say("year.ics"), *year.download(view, only_unit=False), key="ics")
        st.download_button(
            say("year.ics.unit", unit=choice.unit_name), *year.download(view, only_unit=True), key="ics-unit"
        )
    components.html(head_html(view, today.note(view.today), choice.own_part))
    empty.broken_ones(data.workspace())
    page.tell()
    with st.container(key="writer"):
        people.named()
    pressed("year-page", year_html(view), page.press)
