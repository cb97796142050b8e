"""Days for people's own calendars, as an iCalendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from icalendar import Event as CalendarEvent

MIME: Final = "text/calendar"
_LONGEST_TITLE: Final = 100


class Event(NamedTuple):
    """Something on a day. The same `uid` in a later file is the same event, which a calendar then puts right."""

    uid: str
    day: date
    title: str
    text: str = ""


def calendar_file(name: str, events: Iterable[Event], made: datetime) -> bytes:
    """A calendar of all-day events that take up nobody's time; `made` is when, with its time zone."""
    from icalendar import Calendar  # only where a file is made: pages that offer one are drawn without it

    calendar = Calendar()
    calendar.add("prodid", "-//effnett//NONSGML effnett//NO")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(_event(event, made))
    return bytes(calendar.to_ical())


def _event(event: Event, made: datetime) -> CalendarEvent:
    from icalendar import Event as CalendarEvent

    found = CalendarEvent()
    found.add("uid", f"{event.uid}@effnett")
    found.add("dtstamp", made)
    found.add("dtstart", event.day)
    found.add("dtend", event.day + timedelta(days=1))
    found.add("summary", _short(event.title))
    found.add("transp", "TRANSPARENT")
    if event.text:
        found.add("description", event.text)
    return found


def _short(title: str) -> str:
    """A title on one line, cut where calendars would."""
    line = " ".join(title.split())
    return line if len(line) <= _LONGEST_TITLE else line[: _LONGEST_TITLE - 1].rstrip() + "…"
