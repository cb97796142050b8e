"""One clock: Norwegian time, whatever zone a moment is kept in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from effnett.model.clock import local, midnight
from effnett.present.formatting import moment


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(2009, 9, 1, 22, 30, tzinfo=UTC), "2. sep. 2009 kl. 00.30"),
        (datetime(2009, 9, 1, 22, 30), "2. sep. 2009 kl. 00.30"),
        (datetime(2009, 1, 1, 22, 30, tzinfo=UTC), "1. jan. 2009 kl. 23.30"),
        (datetime(2009, 1, 1, 22, 30, tzinfo=timezone(timedelta(hours=-5))), "2. jan. 2009 kl. 04.30"),
    ],
)
def test_moments_are_told_by_the_clock_on_the_wall(at: datetime, told: str) -> None:
    """Summer and winter; one without a zone is in UTC."""
    assert moment(at) == told


def test_a_day_begins_at_midnight_in_norway() -> None:
    """Which is the evening before in UTC."""
    assert midnight(date(2009, 9, 2)).astimezone(UTC) == datetime(2009, 9, 1, 22, tzinfo=UTC)
    assert local(midnight(date(2009, 9, 2))).date() == date(2009, 9, 2)
