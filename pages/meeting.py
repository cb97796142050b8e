"""Møte: one indicator on the wall at a time, by keyboard; decisions and wonderings are written where they arise."""

from effnett.web import data, empty, meeting, people

people.admit()
choice = empty.chosen()
if choice is not None:
    meeting.draw(choice, empty.broken_line(data.workspace()))
