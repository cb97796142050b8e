"""The clock on the wall: moments are kept in UTC, and told by Norwegian time wherever the reader or the server is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

NORWAY: Final = ZoneInfo("Europe/Oslo")


def local(at: datetime) -> datetime:
    """A moment by the clock on the wall; one without a time zone is in UTC."""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(NORWAY)


def today() -> date:
    """The day it is in Norway."""
    return local(datetime.now(UTC)).date()


def midnight(day: date) -> datetime:
    """When a day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=NORWAY)
