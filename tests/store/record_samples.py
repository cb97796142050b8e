"""Makers of records; also used by the processes that the tests start and kill."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal

from effnett.model.periods import AsOf
from effnett.model.records import (
    Action,
    Answer,
    AnswerCode,
    Assessment,
    Content,
    Decision,
    Figure,
    LeaderForecast,
    MilestoneDone,
    Selection,
    Subject,
    Wondering,
)

T2 = AsOf(2009, 2)
SUBJECT = Subject.of("a", T2)
SICK_LEAVE = Subject.of("a", T2, "bydel", "sykefravaer")
ODD_TEXT = "Ærlig talt 👩‍👩‍👧\r\n\tto\u2028linjer, e\u0301 og é,  mellomrom \u00a0 '\"; DROP TABLE x;-- %s {0} \\n"

ONE_OF_EACH: tuple[Content, ...] = (
    Assessment(SUBJECT, ODD_TEXT),
    Wondering(SICK_LEAVE, ODD_TEXT, owner="Kari Ø.", deadline=date(2009, 9, 15)),
    Answer(SICK_LEAVE, "undring-1", AnswerCode.CHANCE, ODD_TEXT),
    Action(SICK_LEAVE, ODD_TEXT, "Ola", date(2009, 10, 1), remeasure=date(2010, 1, 31), about="undring-1"),
    Decision(SICK_LEAVE, ODD_TEXT, Figure(10.45, "10,45 %", "≤ 9,9 %", "missed", "facts-000001-0123abcd")),
    Decision(Subject("a", service="barnehage"), ODD_TEXT),
    LeaderForecast(SICK_LEAVE, Decimal("10.50"), ODD_TEXT),
    MilestoneDone(Subject("a", 2009), "ros-analyse", date(2009, 1, 31), ODD_TEXT),
    Selection(Subject("a", 2009, None, "bydel", service="barnehage"), ("x", "y"), ("z",), "list:0301", ODD_TEXT),
)


def wave_text(writer: str, number: int) -> str:
    """A text of some pages that carries its own checksum: a part of it would be seen."""
    body = f"{writer} {number} æøå 🙂\n" * (1 + number * 37 % 300)
    return body + hashlib.sha256(body.encode()).hexdigest()


def is_whole(text: str) -> bool:
    """Whether a text of `wave_text` is all there."""
    return hashlib.sha256(text[:-64].encode()).hexdigest() == text[-64:]


def shared(text: str) -> Assessment:
    """The one record that all writers write."""
    return Assessment(SUBJECT, text)
