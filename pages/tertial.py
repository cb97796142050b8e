"""Tertial: units against targets with who has delivered, and one unit's dialogue sheet."""

from effnett.web import data, empty, people, tertial

people.admit()
choice = empty.chosen()
if choice is not None:
    empty.broken_ones(data.workspace())
    tertial.draw(choice)
