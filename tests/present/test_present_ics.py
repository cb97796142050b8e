"""Calendars of milestones and deadlines, read again by a parser."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from effnett.present.ics import Event, calendar_file

MADE = datetime(2009, 9, 10, 12, 30, tzinfo=UTC)
ODD = 'Ærlig; talt, «ja»\\ "sitat":\nTo linjer'


def read(content: bytes) -> list[Event]:
    """The events of a calendar as they were put in; their titles as calendars show them."""
    calendar = Calendar.from_ical(content)
    return [
        Event(
            str(one["uid"]).removesuffix("@effnett"),
            one["dtstart"].dt,
            str(one["summary"]),
            str(one.get("description", "")),
        )
        for one in calendar.walk("VEVENT")
    ]


def test_a_calendar_is_read_again_as_it_was_made() -> None:
    """Whole days that end the day after, commas and semicolons escaped, and no line of more than 75 bytes."""
    event = Event("arsplan-2009-a", date(2009, 1, 31), "Årsplan; med, komma", ODD + " æøå" * 60)
    content = calendar_file("Årshjul 2009", [event], MADE)
    assert read(content) == [event]
    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert b"DTSTART;VALUE=DATE:20090131" in lines
    assert b"DTEND;VALUE=DATE:20090201" in lines
    assert b"DTSTAMP:20090910T123000Z" in lines
    assert "SUMMARY:Årsplan\\; med\\, komma".encode() in lines


def test_the_same_event_keeps_its_uid() -> None:
    """A file made later names the same event, so that a calendar moves it and does not add another."""
    first = calendar_file("x", [Event("a", date(2009, 1, 31), "En")], MADE)
    later = calendar_file("x", [Event("a", date(2009, 2, 1), "To")], MADE + timedelta(days=30))
    assert [one.uid for one in read(first)] == [one.uid for one in read(later)] == ["a"]


def test_a_calendar_without_events_is_one() -> None:
    """Nothing to do is no mistake."""
    assert read(calendar_file("Tomt", [], MADE)) == []


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200).filter(str.strip)


@given(st.lists(st.tuples(st.dates(date(1900, 1, 1), date(2200, 1, 1)), texts, texts), max_size=4))
def test_any_text_comes_back(found: list[tuple[date, str, str]]) -> None:
    """Whatever people write, days and texts are read again; titles on one line of at most 100 characters."""
    events = [Event(f"e{at}", day, title, text) for at, (day, title, text) in enumerate(found)]
    again = read(calendar_file("x", events, MADE))
    assert [(one.uid, one.day) for one in again] == [(one.uid, one.day) for one in events]
    for one, event in zip(again, events, strict=True):
        line = " ".join(event.title.split())
        assert one.title == line or (len(one.title) <= 100 and one.title.endswith("…") and len(line) > 100)
        assert one.text == event.text
