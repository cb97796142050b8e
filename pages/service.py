"""Tjenesteprofil: one service of the chosen unit on one sheet, with what people wonder at beside it."""

from effnett.web import choices, data, empty, people, profile

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
    empty.broken_ones(workspace)
    profile.draw(choice)
