"""The line over the years for the wall: large type, every point labelled, the target's good side shaded.

Shapes and texts carry classes alone; their colours are the style sheet's, in light and dark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from effnett.model.evaluation import Point, Status
from effnett.model.periods import Window
from effnett.model.scorecard import Indicator, Target, TargetKind
from effnett.present import formatting as write
from effnett.present.meeting import Screen
from effnett.present.views import limits_of, point_text, target_text
from effnett.present.wording import absent_word, say

WIDTH: Final = 1080
HEIGHT: Final = 470
_TOP: Final = 52
_BOTTOM: Final = 425
_LEFT: Final = 10
_LETTER: Final = 15
"""About how wide a letter of the target's label is."""
_LINE: Final = 32
_TERTIALS: Final = {4: 1, 8: 2, 12: 3}
_AFTER: Final = (" after", 8, True)
_AHEAD: Final = (" ahead", -8, True)
_SLOPES: Final = {(1, -1): _AFTER, (-1, 1): _AHEAD}
_CRAMPED: Final = {(1, 0): _AFTER, (0, 1): _AHEAD}


@dataclass(frozen=True)
class _Plot:
    """Where points and values lie."""

    low: float
    high: float
    count: int
    right: float

    @property
    def band(self) -> float:
        return (self.right - _LEFT) / self.count

    def x(self, at: float) -> float:
        return round(_LEFT + (at + 0.5) * self.band, 1)

    def y(self, value: float) -> float:
        return round(_BOTTOM - (value - self.low) / (self.high - self.low) * (_BOTTOM - _TOP), 1)


def chart_svg(screen: Screen, language: str = "nb") -> str:
    """The drawing with its text alternative; in words that there is nothing to draw where no point has a value."""
    points, indicator = screen.points, screen.of.indicator
    if all(point.value is None for point in points):
        return f'<p class="none">{escape(say("detail.no_series", language))}</p>'
    label = _target_label(points, indicator, language)
    plot = _plot(points, label)
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(chart_words(screen, language), quote=True)}">'
        f"{_target(points, plot)}{_target_texts(points, plot, label, language)}{_line(points, plot)}"
        f"{_labels(points, plot, indicator, language)}{_axis(screen, plot, language)}{_last(screen, plot)}</svg>"
    )


def chart_words(screen: Screen, language: str = "nb") -> str:
    """What the line shows, for those who do not see it."""
    indicator, points = screen.of.indicator, screen.points
    told = ", ".join(f"{point.year}: {point_text(point, indicator, language)}" for point in points)
    target = target_text(points[-1].target, indicator, language)
    if not target:
        return say("meeting.chart.no_target", language, points=told)
    return say("meeting.chart", language, points=told, year=points[-1].year, target=target)


def _plot(points: Sequence[Point], label: Sequence[str]) -> _Plot:
    values = [point.value for point in points if point.value is not None]
    values += [float(limit) for point in points for limit in limits_of(point.target)]
    low, high = min(values), max(values)
    room = (high - low) * 0.18 or abs(high) * 0.1 or 1.0
    margin = max((len(text) for text in label), default=0) * _LETTER + 20
    return _Plot(low - room, high + room, len(points), WIDTH - margin)


def _target_label(points: Sequence[Point], indicator: Indicator, language: str) -> list[str]:
    """The newest target's limits, each on a line of its own beside the drawing."""
    target = points[-1].target
    if target is None:
        return []
    return [_limit_text(target, at, indicator, language) for at in range(len(limits_of(target)))]


def _limit_text(target: Target, at: int, indicator: Indicator, language: str) -> str:
    one = Target(target.kind if target.high is None else TargetKind.AT_LEAST, limits_of(target)[at])
    return target_text(one, indicator, language).lstrip("≥≤ ")


def _target(points: Sequence[Point], plot: _Plot) -> str:
    """The good side as areas and the limits as lines, a step for each year."""
    shade: list[str] = []
    dashes: list[str] = []
    for at, point in enumerate(points):
        if point.target is None:
            continue
        left, right = plot.x(at - 0.5), plot.x(at + 0.5)
        marks = [plot.y(float(limit)) for limit in limits_of(point.target)]
        top, bottom = {
            TargetKind.AT_LEAST: (_TOP - 40, marks[0]),
            TargetKind.AT_MOST: (marks[0], _BOTTOM),
            TargetKind.BETWEEN: (marks[-1], marks[0]),
        }[point.target.kind]
        shade.append(f"M{left} {top}H{right}V{bottom}H{left}Z")
        dashes.extend(f"M{left} {mark}H{right}" for mark in marks)
    if not dashes:
        return ""
    return f'<path class="good" d="{"".join(shade)}"/><path class="aim" d="{"".join(dashes)}"/>'


def _target_texts(points: Sequence[Point], plot: _Plot, label: Sequence[str], language: str) -> str:
    """`mål` and its limits at the right of the newest target's lines, from the upper one downwards."""
    if not label:
        return ""
    x = round(plot.right + 12, 1)
    marks = sorted(plot.y(float(limit)) for limit in limits_of(points[-1].target))
    told, at = [(marks[0] - 14, say("meeting.axis.target", language))], 0.0
    for mark, text in zip(marks, reversed(label), strict=True):
        at = max(mark + 16, at + _LINE)
        told.append((at, text))
    return "".join(f'<text class="aim-text" x="{x}" y="{round(y, 1)}">{escape(text)}</text>' for y, text in told)


def _line(points: Sequence[Point], plot: _Plot) -> str:
    """The line, lifted at gaps and breaks, with a dot at each value."""
    path, dots, joined = "", "", False
    for at, point in enumerate(points):
        if point.value is None:
            joined = False
            continue
        place = f"{plot.x(at)} {plot.y(point.value)}"
        path += ("L" if joined and not point.broken else "M") + place
        dots += f"M{place}h0"
        joined = True
    return f'<path class="line" d="{path}"/><path class="dot" d="{dots}"/>'


def _labels(points: Sequence[Point], plot: _Plot, indicator: Indicator, language: str) -> str:
    """Each value above its point, below it in a valley; why there is none where there is none."""
    return "".join(_label(points, at, plot, indicator, language) for at in range(len(points)))


def _label(points: Sequence[Point], at: int, plot: _Plot, indicator: Indicator, language: str) -> str:
    point = points[at]
    if point.value is None:
        text = absent_word(point.absent, language) if point.absent else ""
        short = say("suppressed", language) if text.startswith(say("suppressed", language)) else text
        return f'<text class="gone" x="{plot.x(at)}" y="{_BOTTOM - 14}">{escape(short)}</text>'
    y = plot.y(point.value)
    look, across, up = _beside_line(points, at, room=y < _BOTTOM - 60)
    number = write.against(point.value, limits_of(point.target), indicator.decimals, language)
    last = " last" if at == len(points) - 1 else ""
    return (
        f'<text class="value{look}{last}" x="{plot.x(at) + across}" y="{round(y + (-24 if up else 46), 1)}">'
        f"{escape(number)}</text>"
    )


def _beside_line(points: Sequence[Point], at: int, room: bool) -> tuple[str, int, bool]:
    """Where a label does not lie on the line: its class, how far across, and whether above.

    To the right of a fall, to the left of a rise, below in a valley where there is room, else straight above.
    """
    sides = (_side(points, at, at - 1), _side(points, at, at + 1))
    if sides in _SLOPES:
        return _SLOPES[sides]
    if room and max(sides) > 0:
        return "", 0, False
    return _CRAMPED.get(sides, ("", 0, True))


def _side(points: Sequence[Point], at: int, near: int) -> int:
    """Whether the point near by lies higher (1), lower (-1), or level or nowhere (0)."""
    value, other = points[at].value, points[near].value if 0 <= near < len(points) else None
    return 0 if value is None or other is None else (other > value) - (other < value)


def _axis(screen: Screen, plot: _Plot, language: str) -> str:
    line = f'<path class="base" d="M{_LEFT} {_BOTTOM}H{plot.right}"/>'
    texts = "".join(
        f'<text class="year" x="{plot.x(at)}" y="{HEIGHT - 12}">{_period_html(point, screen, language)}</text>'
        for at, point in enumerate(screen.points)
    )
    return line + texts


def _period_html(point: Point, screen: Screen, language: str) -> str:
    """The period, with all but its year in a part that a small window can leave out."""
    told, year = period_text(point, screen, language), str(point.year)
    part = told.removesuffix(year)
    return (f'<tspan class="part">{escape(part)}</tspan>' if part else "") + escape(told[len(part) :])


def period_text(point: Point, screen: Screen, language: str = "nb") -> str:
    """What is written under a point: `2. t. 2009`, `per 2. t. 2009` of a year so far, else the year."""
    tertial = _TERTIALS.get(point.last.month)
    if screen.of.window is Window.LATEST or tertial is None:
        return str(point.year)
    if screen.of.window is Window.TERTIAL:
        return say("meeting.axis", language, tertial=tertial, year=point.year)
    whole = tertial == max(_TERTIALS.values())
    return str(point.year) if whole else say("meeting.axis.so_far", language, tertial=tertial, year=point.year)


def _last(screen: Screen, plot: _Plot) -> str:
    """A mark at the newest value, in the status's own shape of colour; none where it is not judged."""
    point = screen.points[-1]
    if point.value is None or screen.status is Status.SUPPRESSED:
        return ""
    at = f"M{plot.x(len(screen.points) - 1)} {plot.y(point.value)}h0"
    return f'<path class="now {screen.status.value}" d="{at}"/>'
