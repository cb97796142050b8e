"""Årshjul: the steering year as a wheel and a list, with what each unit has done, and the same for a calendar."""

import streamlit as st

from effnett.present.wording import say
from effnett.present.year_page import empty_html, head_html, year_html
from effnett.web import choices, components, data, empty, people, today, year
from effnett.web.pressing import pressed

people.admit()
choice = choices.current()
workspace = data.workspace()
broken = choices.broken()
if broken is not None:
    empty.mistakes(broken)
elif data.is_empty(workspace.facts()):
    empty.empty_store(workspace)
elif choice is None:
    empty.no_scorecards()
elif not workspace.definitions().steering_year.milestones:
    empty.broken_ones(workspace)
    if not year.has_mistakes():
        components.html(empty_html(f"{data.scorecards_folder()}/year.yaml"))
else:
    person = people.person()
    page = year.YearPage(choice, person, today.today(choice))
    view = page.view()
    with st.container(key="tools", horizontal=True):
        st.download_button(say("year.ics"), *year.download(view, only_unit=False), key="ics")
        st.download_button(
            say("year.ics.unit", unit=choice.unit_name), *year.download(view, only_unit=True), key="ics-unit"
        )
    components.html(head_html(view, today.note(view.today)))
    empty.broken_ones(workspace)
    page.tell()
    with st.container(key="writer"):
        people.named()
    pressed("year-page", year_html(view), page.press)
