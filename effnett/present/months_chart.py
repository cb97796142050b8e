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
HEIGHT: Final = 250
_TOP, _BOTTOM, _LEFT, _RIGHT = 44, 30, 8, 8
_LETTER, _LETTERS_HIGH, _MARGIN = 7.5, 12, 12
_BELOW, _ABOVE = 16, -6
_ENOUGH: Final = 22.0
"""So far from the line a name is clear of it; the first such place is taken."""


@dataclass(frozen=True)
class _Scale:
    """Where a month and a value lie."""

    first: int
    last: int
    low: float
    high: float

    def x(self, month: float) -> float:
        return round(_LEFT + (month - self.first) / max(1, self.last - self.first) * (WIDTH - _LEFT - _RIGHT), 1)

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
    drawing = _svg(points, one, as_of, target, language)
    return f'{heading}<div class="ef-wide ef-months" tabindex="0">{drawing}</div>{table}'


def _points(months: Months | None, as_of: AsOf) -> list[tuple[int, float]]:
    """The months that have values, of the as-of's year and the one before."""
    if months is None:
        return []
    begins = as_of.year * 12 - 12
    return [(month, value) for month, value in zip(months.last, months.values, strict=True) if month >= begins]


def _svg(
    points: Sequence[tuple[int, float]], one: Evaluation, as_of: AsOf, target: Target | None, language: str
) -> str:
    scale = _scale(points, one, as_of, target)
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
        _signal(one, language),
    ]
    return (
        f'<svg class="months" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(text, quote=True)}">'
        f"{''.join(parts)}</svg>"
    )


def _scale(points: Sequence[tuple[int, float]], one: Evaluation, as_of: AsOf, target: Target | None) -> _Scale:
    values = [value for _, value in points] + [float(limit) for limit in limits_of(target)]
    values += [one.forecast] if one.forecast is not None else []
    low, high = min(values), max(values)
    room = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
    return _Scale(min(points[0][0], as_of.year * 12 - 12), as_of.year * 12 + 11, low - room, high + room)


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
    dashes = "".join(f"M{_LEFT} {mark}H{WIDTH - _RIGHT}" for mark in marks)
    word = say("drawn.target", language, target=target_text(target, indicator, language))
    good = f'<path class="good" d="M{_LEFT} {top}H{WIDTH - _RIGHT}V{bottom}H{_LEFT}Z"/>'
    x, y = _clear(points, scale, marks[0], len(word), (_LEFT + 4, WIDTH / 4, WIDTH / 2))
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
        at = scale.x(as_of.year * 12 + tertial * 4 - 4.5)
        name = escape(say("choice.tertial.n", language, n=tertial))
        found += f'<path class="cut" d="M{at} 8V{HEIGHT - _BOTTOM}"/><text x="{at + 6}" y="20">{name}</text>'
    end = scale.x(as_of.month + 0.5)
    years = "".join(
        f'<text class="y" x="{max(_LEFT, scale.x(year * 12))}" y="{HEIGHT - 8}">{year}</text>'
        for year in (as_of.year - 1, as_of.year)
    )
    return f'{found}<path class="cut" d="M{end} 8V{HEIGHT - _BOTTOM}"/>{years}'


def _forecast(
    points: Sequence[tuple[int, float]], one: Evaluation, as_of: AsOf, scale: _Scale, language: str
) -> tuple[str, str]:
    """Where the year will land as a whole, as a dashed mark over the rest of it, and in words; nothing at its end."""
    if one.forecast is None or as_of.tertial == 3:
        return "", ""
    y = scale.y(one.forecast)
    begins, ends = scale.x(points[-1][0] + 0.5), scale.x(scale.last)
    number = _number(one.forecast, one.indicator, language)
    text = say("drawn.forecast", language, value=number)
    _, place = _clear(points, scale, y, len(text), (ends - len(text) * _LETTER,))
    ahead = f'<path class="ahead" d="M{begins} {y}H{ends}"/>'
    return ahead, f'<text x="{ends}" y="{place}" text-anchor="end">{escape(text)}</text>'


def _signal(one: Evaluation, language: str) -> str:
    """What the months say of themselves, at the top."""
    told = newest_signal(one, language)
    return f'<text class="s" x="{_LEFT}" y="38">{escape(told)}</text>' if told else ""


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
