"""Møte: one indicator on the wall at a time, by keyboard; decisions and wonderings are written where they arise."""

from effnett.web import choices, data, empty, meeting, people

people.admit()
choice = choices.current()
workspace = data.workspace()
broken = choices.broken()
if broken is not None:
    empty.mistakes(broken)
elif data.is_empty(workspace.facts()):
    empty.empty_store(workspace)
elif choice is None:
    empty.broken_ones(workspace)
    empty.no_scorecards()
else:
    meeting.draw(choice)
