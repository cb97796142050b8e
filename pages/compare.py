"""Sammenligning: a service of the chosen unit among its peers, and one figure of it with everybody in it."""

from effnett.web import compared, data, empty, people

people.admit()
choice = empty.chosen()
if choice is not None:
    empty.broken_ones(data.workspace())
    compared.draw(choice)
