"""The steering year as a wheel: twelve months, the milestones on their days, and today, as one SVG."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from html import escape
from typing import Final, NamedTuple

from babel.dates import format_date

from effnett.model.scorecard import in_language
from effnett.model.year_progress import DutyState, Plan
from effnett.present import formatting as write
from effnett.present.wording import say

_SIZE: Final = 480
_MIDDLE: Final = _SIZE / 2
_HUB: Final = 62
_TERTIALS: Final = 122
_MONTHS: Final = 160
"""Where the middle, the ring of tertials and the ring of months end."""
_LANES: Final = (183, 216)
"""How far out the milestones stand; those that would cover each other stand in different lanes."""
_MARK: Final = 15
_ROOM: Final = 2 * _MARK + 3


class Spot(NamedTuple):
    """Where a milestone stands, and the number it has in the list."""

    number: int
    plan: Plan
    x: float
    y: float


def wheel_svg(year: int, plans: Sequence[Plan], today: date, language: str = "nb") -> str:
    """The year's milestones, numbered as in the list; those of the next year are left out."""
    told = wheel_text(year, plans, today, language)
    placed = spots(year, plans)
    marks = "".join(_placed_mark(spot) for spot in placed)
    used = max([math.dist((_MIDDLE, _MIDDLE), spot[2:]) for spot in placed], default=_MONTHS)
    whole = f"{_tertials(language)}{_months(year, today, language)}{_today(year, today)}{marks}"
    edge = math.floor(_MIDDLE - used - 1.5 * _MARK)
    return (
        f'<svg class="wheel" viewBox="{edge} {edge} {_SIZE - 2 * edge} {_SIZE - 2 * edge}" role="img"'
        f' aria-label="{escape(told)}">{whole}{_middle(year, today, language)}</svg>'
    )


def wheel_text(year: int, plans: Sequence[Plan], today: date, language: str = "nb") -> str:
    """The wheel in words."""
    told = [
        say(
            "year.wheel.one",
            language,
            number=number,
            title=in_language(plan.occurrence.milestone.title, language),
            day=write.day(plan.occurrence.day, language),
            state=say(f"state.{plan.state.value}", language).lower(),
        )
        for number, plan in enumerate(plans, 1)
        if plan.occurrence.day.year == year
    ]
    now = [say("year.wheel.today", language, day=write.day(today, language))] if today.year == year else []
    return say("year.wheel", language, year=year, told=" ".join([*now, "; ".join(told)]))


def spots(year: int, plans: Sequence[Plan]) -> list[Spot]:
    """Each milestone on its day, in the first lane where it covers no other."""
    placed: list[Spot] = []
    for number, plan in enumerate(plans, 1):
        if plan.occurrence.day.year == year:
            places = [point(turn(plan.occurrence.day), lane) for lane in _LANES]
            free = [place for place in places if all(math.dist(place, one[2:]) >= _ROOM for one in placed)]
            placed.append(Spot(number, plan, *(free or places[-1:])[0]))
    return placed


def turn(day: date) -> float:
    """How far round the year a day is, from 0 on 1 January to nearly 1."""
    first = date(day.year, 1, 1)
    return (day - first).days / (date(day.year + 1, 1, 1) - first).days


def point(share: float, radius: float) -> tuple[float, float]:
    """A point on a circle, clockwise from the top."""
    angle = 2 * math.pi * share - math.pi / 2
    return round(_MIDDLE + radius * math.cos(angle), 1), round(_MIDDLE + radius * math.sin(angle), 1)


def _sector(first: float, last: float, inner: float, outer: float, name: str) -> str:
    (x1, y1), (x2, y2) = point(first, outer), point(last, outer)
    (x3, y3), (x4, y4) = point(last, inner), point(first, inner)
    return (
        f'<path class="{name}" d="M{x1} {y1}A{outer} {outer} 0 0 1 {x2} {y2}L{x3} {y3}'
        f'A{inner} {inner} 0 0 0 {x4} {y4}Z"/>'
    )


def _text(share: float, radius: float, text: str, name: str, down: int = 0) -> str:
    x, y = point(share, radius)
    y += down
    return f'<text class="{name}" x="{x}" y="{y}" dy=".35em">{escape(text)}</text>'


def _tertials(language: str) -> str:
    """Their names stand on two lines, each a word, to find room in the ring."""

    def name(n: int) -> str:
        words = say("choice.tertial.n", language, n=n + 1).split()
        return "".join(
            _text((n + 0.5) / 3, (_HUB + _TERTIALS) / 2, word, "tertial", at * 20 - 10) for at, word in enumerate(words)
        )

    return "".join(_sector(n / 3, (n + 1) / 3, _HUB, _TERTIALS, "tertial") + name(n) for n in range(3))


def _months(year: int, today: date, language: str) -> str:
    """Months that are over are darker."""

    def each() -> Iterator[str]:
        for month in range(12):
            first = turn(date(year, month + 1, 1))
            last = turn(date(year, month + 2, 1)) if month < 11 else 1.0
            over = (year, month + 1) < (today.year, today.month)
            yield _sector(first, last, _TERTIALS, _MONTHS, "month over" if over else "month")
            yield _text((first + last) / 2, (_TERTIALS + _MONTHS) / 2, _month_names(language)[month], "month")

    return "".join(each())


@cache
def _month_names(language: str) -> tuple[str, ...]:
    """`jan`, `feb` …"""
    return tuple(format_date(date(2000, month, 1), "LLL", locale=language).rstrip(".") for month in range(1, 13))


def _today(year: int, today: date) -> str:
    """A line on either side of the month's name, which stays readable."""
    if today.year != year:
        return ""
    ends = ((_HUB, _TERTIALS), (_MONTHS - 9, _MONTHS + 3))
    lines = "".join(
        "M{} {}L{} {}".format(*point(turn(today), inner), *point(turn(today), outer)) for inner, outer in ends
    )
    return f'<path class="halo" d="{lines}"/><path class="today" d="{lines}"/>'


def _middle(year: int, today: date, language: str) -> str:
    lift = -14 if today.year == year else 0
    told = f'<text class="year" x="{_MIDDLE}" y="{_MIDDLE + lift}" dy=".35em">{year}</text>'
    if today.year == year:
        words = (say("year.today", language), write.short_day(today, language, year=False))
        for at, text in enumerate(words):
            told += f'<text class="now" x="{_MIDDLE}" y="{_MIDDLE + 14 + at * 20}" dy=".35em">{escape(text)}</text>'
    return told


def _placed_mark(spot: Spot) -> str:
    return f'<g transform="translate({spot.x} {spot.y})">{_shape(spot.number, spot.plan.state)}</g>'


def mark_svg(number: int, state: DutyState) -> str:
    """The same mark beside a text; the text beside it says its state."""
    return f'<svg class="ymark" viewBox="-18 -18 36 36" aria-hidden="true">{_shape(number, state)}</svg>'


def _shape(number: int, state: DutyState) -> str:
    """A disc for what is done, a lozenge for what is late, a square for what is due, a ring for what is to come."""
    disc = f'<circle r="{_MARK - 1}"/>'
    square = f'x="{2 - _MARK}" y="{2 - _MARK}" width="{2 * _MARK - 4}" height="{2 * _MARK - 4}"'
    shapes = {
        DutyState.DONE: disc,
        DutyState.AHEAD: disc,
        DutyState.LATE: f'<rect {square} transform="rotate(45)"/>',
        DutyState.DUE: f'<rect {square} rx="2"/>',
    }
    told = f'<text dy=".35em">{number}</text>' if number else ""
    return f'<g class="y-{state.value}">{shapes[state]}{told}</g>'
