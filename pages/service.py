"""Tjenesteprofil: one service of the chosen unit on one sheet, with what people wonder at beside it."""

from effnett.web import data, empty, people, profile

people.admit()
choice = empty.chosen()
if choice is not None:
    empty.broken_ones(data.workspace())
    profile.draw(choice)
