"""The day it is for the reader of a page. Functions take it as a value; pages ask for it here."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from effnett.demo import WHO
from effnett.model import clock
from effnett.present import formatting as write
from effnett.present.wording import say
from effnett.store.facts import Facts
from effnett.web import data
from effnett.web.choices import Choice

_DEMO_DAYS: Final = 10
"""The demonstration's figures are of years gone by: its page is read so long after the tertial chosen."""


def today(choice: Choice | None) -> date:
    """Today's date; in the demonstration a day soon after the tertial chosen, so that not everything is years late."""
    if choice is not None and is_only_demo(data.workspace().facts()):
        return choice.as_of.day + timedelta(days=_DEMO_DAYS)
    return clock.today()


def note(day: date) -> str:
    """What the reader must know of the day; nothing where it is today's own."""
    is_demo = is_only_demo(data.workspace().facts())
    return say("today.demo", day=write.day(day)) if is_demo else ""


def is_only_demo(facts: Facts) -> bool:
    """Whether everything that is loaded is the demonstration's."""

    def read() -> bool:
        others = facts.rows("SELECT count(*) FILTER (imported_by <> ?), count(*) FROM imports", [WHO])[0]
        return bool(others[0] == 0 and others[1] > 0)

    return facts.kept("only demo", read)
