"""How a group lies, drawn: the strip of a row, the large one, the lines over the years, effort against result.

Texts of any size stand beside the shapes as HTML, so that they do not shrink with them on a small screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from math import ceil, floor, log10
from typing import Final, NamedTuple

from effnett.compare.ranks import deviation, median
from effnett.model.comparison import Comparison

STRIP: Final = (230, 34)
LARGE: Final = 1000
YEARS: Final = (130, 38)
CHART: Final = (640, 400)
_EDGE: Final = 12
_FAR: Final = 8.0
"""Median absolute deviations from the median, beyond which a value would press all others together."""
_CLIPPED_FROM: Final = 4
_DOT: Final = 9
"""How far apart the large strip's dots lie."""


class Axis(NamedTuple):
    """From which value to which something is drawn; what lies outside is told in words and marked at the edge."""

    low: float
    high: float

    def share(self, value: float) -> float:
        """Where a value lies: 0 at the low end, 1 at the high end, never beyond."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))

    def holds(self, value: float) -> bool:
        """Whether a value is drawn where it lies."""
        return self.low <= value <= self.high


def axis_of(values: Sequence[float]) -> Axis:
    """The axis that some values can be told apart on: of all of them, but for those far outside the rest.

    >>> axis_of([1, 2, 3, 4, 5, 60]), axis_of([7, 7])
    (Axis(low=1, high=5), Axis(low=6.3, high=7.7))
    """
    low, high = min(values), max(values)
    if len(values) >= _CLIPPED_FROM:
        middle, reach = median(values), _FAR * deviation(values)
        inside = [value for value in values if abs(value - middle) <= reach] if reach else values
        low, high = min(inside), max(inside)
    if low == high:
        room = abs(low) * 0.1 or 1.0
        return Axis(low - room, high + room)
    return Axis(low, high)


def known_values(comparison: Comparison) -> list[float]:
    """The values of a comparison, best first."""
    return [row.value for row in comparison.rows if row.value is not None]


def strip(comparison: Comparison, text: str) -> str:
    """A row's strip: the middle half as a band, a dot for each, the median as a line, our own dot on top."""
    values = known_values(comparison)
    if not values:
        return ""
    axis, (width, height) = axis_of(values), STRIP

    def x(value: float) -> float:
        return round(_EDGE + axis.share(value) * (width - 2 * _EDGE), 1)

    middle, spread = height / 2, comparison.spread
    own = comparison.own.value if comparison.own else None
    band = ""
    if spread.q1 is not None and spread.q3 is not None:
        band = f'<path class="half" d="M{x(spread.q1)} {middle - 9}H{x(spread.q3)}V{middle + 9}H{x(spread.q1)}Z"/>'
    places = sorted({x(value) for value in values if axis.holds(value)})
    dots = "".join(f"M{place} {middle}h0" for place in places)
    return (
        f'{_svg("strip", STRIP, text)}<path class="axis" d="M{_EDGE} {middle}H{width - _EDGE}"/>{band}'
        f'<path class="peer" d="{dots}"/>{_edges(values, axis, width, middle)}'
        f'<path class="mid" d="M{x(spread.median or 0)} 4V{height - 4}"/>{_own(own, axis, x, middle)}</svg>'
    )


def _edges(values: Iterable[float], axis: Axis, width: float, middle: float) -> str:
    """A mark at each edge that somebody lies beyond: a break in the axis and a point outwards."""
    values = list(values)
    left = f"M7 {middle - 6}L1 {middle}L7 {middle + 6}" if min(values) < axis.low else ""
    right = f"M{width - 7} {middle - 6}l6 6l-6 6" if max(values) > axis.high else ""
    return f'<path class="out" d="{left}{right}"/>' if left or right else ""


def _own(value: float | None, axis: Axis, x: Callable[[float], float], middle: float) -> str:
    """Our own place; at the edge, a ring where it lies beyond."""
    if value is None:
        return ""
    kind = "own" if axis.holds(value) else "own beyond"
    return f'<circle class="{kind}" cx="{x(value)}" cy="{middle}" r="6.5"/>'


def years_line(own: Sequence[float | None], middle: Sequence[float | None], broken: Sequence[bool], text: str) -> str:
    """Our own line over the years with the group's median dashed beside it; lifted where the line is broken."""
    known = [value for value in (*own, *middle) if value is not None]
    if sum(value is not None for value in own) < 2:
        return ""
    axis = axis_of([min(known), max(known)])
    width, height = YEARS

    def at(place: int, value: float) -> str:
        x = 6 + place * (width - 12) / max(1, len(own) - 1)
        return f"{round(x, 1)} {round(5 + (1 - axis.share(value)) * (height - 10), 1)}"

    dots = "".join(f"M{at(place, own[place] or 0.0)}h0" for place in _dotted(own, broken))
    return (
        f'{_svg("years", YEARS, text)}<path class="group" d="{_path(middle, broken, at)}"/>'
        f'<path class="line" d="{_path(own, broken, at)}"/><path class="dot" d="{dots}"/></svg>'
    )


def _dotted(line: Sequence[float | None], broken: Sequence[bool]) -> list[int]:
    """The newest value, and those that no line leads to or from."""
    known = [place for place, value in enumerate(line) if value is not None]

    def joined(place: int) -> bool:
        return place in known and place - 1 in known and not broken[place]

    return [place for place in known if place == known[-1] or not (joined(place) or joined(place + 1))]


def _path(line: Sequence[float | None], broken: Sequence[bool], at: Callable[[int, float], str]) -> str:
    parts, before = [], False
    for place, value in enumerate(line):
        if value is not None:
            parts.append(("L" if before and not broken[place] else "M") + at(place, value))
        before = value is not None
    return "".join(parts)


def ticks(axis: Axis, about: int = 5) -> list[float]:
    """Round values along an axis.

    >>> ticks(Axis(61.2, 97.9))
    [70.0, 80.0, 90.0]
    """
    rough = (axis.high - axis.low) / about
    size = 10 ** floor(log10(rough))
    step = next(step for step in (size, 2 * size, 5 * size, 10 * size) if step >= rough)
    first = ceil(axis.low / step)
    return [round(at * step, 10) for at in range(first, floor(axis.high / step) + 1)]


class Dot(NamedTuple):
    """A unit's place in a drawing, in its own numbers, from the top left."""

    org_unit: str
    x: float
    y: float
    beyond: bool = False


class Swarm(NamedTuple):
    """The dots of the large strip, those of like value piled on one another, and its height."""

    dots: tuple[Dot, ...]
    axis: Axis
    height: float


def swarm(comparison: Comparison) -> Swarm:
    """Every unit with a value as a dot of its own."""
    known = [(row.org_unit, row.value) for row in comparison.rows if row.value is not None]
    axis = axis_of([value for _, value in known])
    piles: dict[int, list[tuple[str, bool]]] = {}
    for org_unit, value in known:
        column = round(axis.share(value) * (LARGE - 4 * _EDGE) / _DOT)
        piles.setdefault(column, []).append((org_unit, not axis.holds(value)))
    tallest = max(map(len, piles.values()))
    apart = min(float(_DOT), 200 / tallest)
    height = max(70.0, tallest * apart + 30)
    dots = [
        Dot(org_unit, round(2 * _EDGE + column * _DOT, 1), round(height / 2 + _shift(at) * apart, 1), beyond)
        for column, pile in piles.items()
        for at, (org_unit, beyond) in enumerate(pile)
    ]
    return Swarm(tuple(dots), axis, round(height, 1))


def _shift(at: int) -> int:
    """0, 1, -1, 2, -2 …: a pile grows both ways from the middle."""
    return (at + 1) // 2 * (1 if at % 2 else -1)


def swarm_svg(found: Swarm, comparison: Comparison, text: str) -> str:
    """The large strip. Each dot knows its unit, so that a search can show it."""
    spread, height = comparison.spread, found.height

    def x(value: float) -> float:
        return round(2 * _EDGE + found.axis.share(value) * (LARGE - 4 * _EDGE), 1)

    band = ""
    if spread.q1 is not None and spread.q3 is not None:
        band = f'<path class="half" d="M{x(spread.q1)} 4H{x(spread.q3)}V{height - 4}H{x(spread.q1)}Z"/>'
    dots = "".join(_dot_svg(dot, dot.org_unit == comparison.org_unit) for dot in found.dots)
    edges = _edges(known_values(comparison), found.axis, LARGE, height / 2)
    return (
        f'{_svg("large", (LARGE, height), text)}{band}<path class="axis" d="M{_EDGE} {height - 2}H{LARGE - _EDGE}"/>'
        f'<path class="mid" d="M{x(spread.median or 0)} 0V{height}"/>{dots}{edges}</svg>'
    )


def _dot_svg(dot: Dot, own: bool) -> str:
    kind = ("own" if own else "peer") + (" beyond" if dot.beyond else "")
    return f'<circle class="{kind}" data-dot="{escape(dot.org_unit)}" cx="{dot.x}" cy="{dot.y}" r="{8 if own else 4}"/>'


def large_share(axis: Axis, value: float) -> float:
    """Where a value lies on the large strip, in per cent of its width."""
    return round((2 * _EDGE + axis.share(value) * (LARGE - 4 * _EDGE)) / LARGE * 100, 2)


def _svg(kind: str, size: tuple[float, float], text: str) -> str:
    return (
        f'<svg class="{kind}" width="{size[0]}" height="{size[1]}" viewBox="0 0 {size[0]} {size[1]}" '
        f'role="img" aria-label="{escape(text, quote=True)}">'
    )
