"""One indicator month by month as a small drawing: the target's good side, the tertials, where the year will land."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from effnett.evaluate.months import Months
from effnett.model.evaluation import Evaluation
from effnett.model.periods import AsOf
from effnett.model.scorecard import Indicator, Target, TargetKind, in_language
from effnett.present import formatting as write
from effnett.present.plain import fold_html, plain_table
from effnett.present.questions import target_words
from effnett.present.signals import month_name, newest_signal
from effnett.present.views import limits_of, quantity, target_text
from effnett.present.wording import say

WIDTH: Final = 860
NARROW: Final = 400
"""So wide is the drawing of the year alone, for a small window, in which its print is as large."""
HEIGHT: Final = 250
_TOP, _BOTTOM, _LEFT, _RIGHT = 30, 30, 8, 8
_LETTER, _LETTERS_HIGH, _MARGIN = 7.5, 12, 12
_BELOW, _ABOVE, _LINE = 16, -6, 19
_ENOUGH: Final = 22.0
"""So far from the line a name is clear of it; the first such place is taken."""


@dataclass(frozen=True)
class _Scale:
    """Where a month and a value lie."""

    first: int
    last: int
    low: float
    high: float
    width: int = WIDTH

    @property
    def right(self) -> int:
        return self.width - _RIGHT

    def x(self, month: float) -> float:
        return round(_LEFT + (month - self.first) / max(1, self.last - self.first) * (self.right - _LEFT), 1)

    def y(self, value: float) -> float:
        room = HEIGHT - _TOP - _BOTTOM
        return round(_TOP + (self.high - value) / (self.high - self.low) * room, 1)


def months_html(
    months: Months | None, one: Evaluation, as_of: AsOf, target: Target | None, language: str = "nb"
) -> str:
    """The heading, the drawing and the table of the same figures; a sentence where there are no months to draw.

    `target` is the whole year's.
    """
    title = in_language(one.indicator.title, language)
    points = _points(months, as_of)
    if not points:
        return f'<p class="m">{escape(say("drawn.none", language))}</p>'
    heading = f"<h3>{escape(say('drawn.heading', language, title=title))}</h3>"
    rows = [(month_name(month, language), _number(value, one.indicator, language)) for month, value in reversed(points)]
    heads = [say("drawn.month", language), say("drawn.value", language)]
    table = fold_html(say("drawn.figures", language), plain_table(heads, rows, numeric=(1,)))
    told = newest_signal(one, language)
    signal = f'<p class="ef-signal">{escape(told)}</p>' if told else ""
    return f"{heading}{signal}{_drawings(points, one, as_of, target, language)}{table}"


def _drawings(
    points: Sequence[tuple[int, float]], one: Evaluation, as_of: AsOf, target: Target | None, language: str
) -> str:
    """Two years, and for a small window the year alone; the look says which of them is shown."""
    year = [(month, value) for month, value in points if month >= as_of.year * 12]
    narrow = _svg(year, one, as_of, target, language, NARROW) if year else ""
    wide = _svg(points, one, as_of, target, language, WIDTH)
    return f'<div class="ef-wide ef-months" tabindex="0">{wide}{narrow}</div>'


def _points(months: Months | None, as_of: AsOf) -> list[tuple[int, float]]:
    """The months that have values, of the as-of's year and the one before."""
    if months is None:
        return []
    begins = as_of.year * 12 - 12
    return [(month, value) for month, value in zip(months.last, months.values, strict=True) if month >= begins]


def _svg(
    points: Sequence[tuple[int, float]],
    one: Evaluation,
    as_of: AsOf,
    target: Target | None,
    language: str,
    width: int,
) -> str:
    scale = _scale(points, one, as_of, target, width)
    text = _text(points, one, target, language)
    aim, aim_name = _aim(target, one.indicator, scale, points, language)
    ahead, ahead_name = _forecast(points, one, as_of, scale, language)
    parts = [
        aim,
        _tertials(as_of, scale, language),
        f'<path class="line" d="{_line(points, scale)}"/>',
        f'<path class="dot" d="M{scale.x(points[-1][0])} {scale.y(points[-1][1])}h0"/>',
        ahead,
        aim_name,
        ahead_name,
    ]
    kind = "months" if width == WIDTH else "months narrow"
    return (
        f'<svg class="{kind}" viewBox="0 0 {width} {HEIGHT}" role="img" aria-label="{escape(text, quote=True)}">'
        f"{''.join(parts)}</svg>"
    )


def _scale(
    points: Sequence[tuple[int, float]], one: Evaluation, as_of: AsOf, target: Target | None, width: int
) -> _Scale:
    values = [value for _, value in points] + [float(limit) for limit in limits_of(target)]
    values += [one.forecast] if one.forecast is not None else []
    low, high = min(values), max(values)
    room = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
    first = as_of.year * 12 - (12 if width == WIDTH else 0)
    return _Scale(min(points[0][0], first), as_of.year * 12 + 11, low - room, high + room, width)


def _line(points: Sequence[tuple[int, float]], scale: _Scale) -> str:
    """The line, lifted where months are missing or hidden."""
    found, before = "", None
    for month, value in points:
        found += f"{'L' if before == month - 1 else 'M'}{scale.x(month)} {scale.y(value)}"
        before = month
    return found


def _aim(
    target: Target | None, indicator: Indicator, scale: _Scale, points: Sequence[tuple[int, float]], language: str
) -> tuple[str, str]:
    """The target's good side as an area with its limits dashed; and its name, clear of the line."""
    if target is None:
        return "", ""
    marks = [scale.y(float(limit)) for limit in limits_of(target)]
    top, bottom = {
        TargetKind.AT_LEAST: (float(_TOP), marks[0]),
        TargetKind.AT_MOST: (marks[0], float(HEIGHT - _BOTTOM)),
        TargetKind.BETWEEN: (marks[-1], marks[0]),
    }[target.kind]
    dashes = "".join(f"M{_LEFT} {mark}H{scale.right}" for mark in marks)
    word = say("drawn.target", language, target=target_text(target, indicator, language))
    good = f'<path class="good" d="M{_LEFT} {top}H{scale.right}V{bottom}H{_LEFT}Z"/>'
    x, y = _clear(points, scale, marks[0], len(word), (_LEFT + 4, scale.width / 4, scale.width / 2))
    return f'{good}<path class="aim" d="{dashes}"/>', f'<text class="g" x="{x}" y="{y}">{escape(word)}</text>'


def _clear(
    points: Sequence[tuple[int, float]], scale: _Scale, mark: float, letters: int, begins: Sequence[float]
) -> tuple[float, float]:
    """Where a name beside a mark is farthest from the line: at one of some places, above the mark or below it."""
    known = dict(points)

    def room(place: tuple[float, float]) -> float:
        x, y = place
        months = [month for month in known if x - _MARGIN <= scale.x(month) <= x + letters * _LETTER + _MARGIN]
        if not _TOP - 4 <= y - _LETTERS_HIGH / 2 <= HEIGHT - _BOTTOM - 4:
            return -1.0
        return min((abs(scale.y(known[month]) - y + _LETTERS_HIGH / 2) for month in months), default=float(HEIGHT))

    places = [(x, mark + beside) for x in begins for beside in (_BELOW, _ABOVE)]
    best = max(map(room, places))
    return next(place for place in places if room(place) >= min(best, _ENOUGH))


def _tertials(as_of: AsOf, scale: _Scale, language: str) -> str:
    """A line before each tertial of the year that has begun, and one at the as-of, with the tertials' names."""
    found = ""
    for tertial in range(1, as_of.tertial + 1):
        at = max(1.0, scale.x(as_of.year * 12 + tertial * 4 - 4.5))
        name = escape(say("choice.tertial.n", language, n=tertial))
        found += f'<path class="cut" d="M{at} 8V{HEIGHT - _BOTTOM}"/><text x="{at + 6}" y="20">{name}</text>'
    end = scale.x(as_of.month + 0.5)
    years = "".join(
        f'<text class="y" x="{max(_LEFT, scale.x(year * 12))}" y="{HEIGHT - 8}">{year}</text>'
        for year in (as_of.year - 1, as_of.year)
        if scale.first <= year * 12
    )
    return f'{found}<path class="cut" d="M{end} 8V{HEIGHT - _BOTTOM}"/>{years}'


def _forecast(
    points: Sequence[tuple[int, float]], one: Evaluation, as_of: AsOf, scale: _Scale, language: str
) -> tuple[str, str]:
    """Where the year will land as a whole, as a dashed mark over the rest of it, and in words; nothing at its end.

    The words are in two lines, over the rest of the year alone, where there is no line to hide.
    """
    if one.forecast is None or as_of.tertial == 3:
        return "", ""
    y = scale.y(one.forecast)
    begins, ends = scale.x(points[-1][0] + 0.5), scale.x(scale.last)
    number = _number(one.forecast, one.indicator, language)
    lines = (say("drawn.forecast", language), number)
    words = "".join(
        f'<text x="{ends}" y="{round(y + _ABOVE - (1 - at) * _LINE, 1)}" text-anchor="end">{escape(line)}</text>'
        for at, line in enumerate(lines)
    )
    return f'<path class="ahead" d="M{begins} {y}H{ends}"/>', words


def _number(value: float, indicator: Indicator, language: str) -> str:
    return quantity(write.number(value, indicator.decimals, language), indicator)


def _text(points: Sequence[tuple[int, float]], one: Evaluation, target: Target | None, language: str) -> str:
    values = [value for _, value in points]
    return say(
        "drawn.text",
        language,
        title=in_language(one.indicator.title, language),
        first=month_name(points[0][0], language),
        last=month_name(points[-1][0], language),
        low=_number(min(values), one.indicator, language),
        high=_number(max(values), one.indicator, language),
        value=_number(values[-1], one.indicator, language),
        target=target_words(target, one, language),
    )
