"""Tertial: units against targets with who has delivered, and one unit's dialogue sheet."""

from effnett.web import choices, data, empty, tertial

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
    tertial.draw(choice)
