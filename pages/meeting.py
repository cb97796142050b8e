"""Møte: one indicator on the wall at a time, by keyboard; decisions and wonderings are written where they arise."""

from effnett.web import choices, data, empty, meeting, people, today

people.admit()
choice = empty.chosen()
if choice is not None:
    told = [*choices.untold(), empty.broken_line(data.workspace(), has_bar=False)]
    meeting.draw(choice, today.today(choice), " ".join(filter(None, told)))
