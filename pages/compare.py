"""Sammenligning: a service of the chosen unit among its peers, and one figure of it with everybody in it."""

from effnett.web import choices, compared, data, empty

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
    compared.draw(choice)
