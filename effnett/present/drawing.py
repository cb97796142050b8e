"""The two small drawings of the scorecard as SVG: the line over the years and the bullet bar.

Shapes are gathered in few paths, and their looks are classes of the style sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from effnett.model.evaluation import Point, Status
from effnett.model.scorecard import Target, TargetKind
from effnett.present.views import Bar, limits_of

SPARK: Final = (150, 38)
BAR: Final = (190, 26)
_MARGIN: Final = 6


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a point's position and value lie in the sparkline."""

    low: float
    high: float
    count: int

    def x(self, at: float) -> float:
        return round(_MARGIN + at * (SPARK[0] - 2 * _MARGIN) / max(1, self.count - 1), 1)

    def y(self, value: float) -> float:
        return round(SPARK[1] * (self.high - value) / (self.high - self.low), 1)


def sparkline(points: Sequence[Point], text: str) -> str:
    """The line over the years, the target dashed with its good side shaded; nothing without a value."""
    values = [point.value for point in points if point.value is not None]
    if not values:
        return ""
    values += [float(limit) for point in points for limit in limits_of(point.target)]
    low, high = min(values), max(values)
    room = (high - low) * 0.15 or abs(high) * 0.1 or 1.0
    scale = _Scale(low - room, high + room, len(points))
    shade, dashes = target_paths(points, scale)
    line, dots = _line_paths(points, scale)
    aim = f'<path class="good" d="{shade}"/><path class="aim" d="{dashes}"/>' if dashes else ""
    drawn = f'<path class="line" d="{line}"/>' if line else ""
    return f'{_svg("spark", SPARK, text)}{aim}{drawn}<path class="dot" d="{dots}"/></svg>'


def bullet(bar: Bar | None, status: Status) -> str:
    """The result as a bar against the target's mark or marks, on one scale."""
    if bar is None:
        return ""
    width = BAR[0]

    def x(value: float) -> float:
        return round(width * min(1.0, max(0.0, (value - bar.low) / (bar.high - bar.low))), 1)

    left, right = sorted((x(max(bar.low, 0.0)), x(bar.value)))
    marks = "".join(f"M{x(limit)} 3V23" for limit in bar.limits)
    return (
        f'{_svg("bar", BAR, bar.text)}<path class="whole" d="M0 7H{width}V19H0Z"/>'
        f'<path class="{status.value}" d="M{left} 9H{right}V17H{left}Z"/><path class="mark" d="{marks}"/></svg>'
    )


def _svg(kind: str, size: tuple[int, int], text: str) -> str:
    return (
        f'<svg class="{kind}" width="{size[0]}" height="{size[1]}" viewBox="0 0 {size[0]} {size[1]}" '
        f'role="img" aria-label="{escape(text, quote=True)}">'
    )


def target_paths(points: Sequence[Point], scale: _Scale) -> tuple[str, str]:
    """The good side as areas and the limits as lines, one step per year: targets differ between years."""
    shade: list[str] = []
    dashes: list[str] = []
    for at, point in enumerate(points):
        if point.target is None:
            continue
        left = scale.x(at - 0.5) if at else 0.0
        right = scale.x(at + 0.5) if at < len(points) - 1 else SPARK[0]
        top, bottom = _good_side(point.target, scale)
        shade.append(f"M{left} {top}H{right}V{bottom}H{left}Z")
        dashes.extend(f"M{left} {scale.y(float(limit))}H{right}" for limit in limits_of(point.target))
    return "".join(shade), "".join(dashes)


def _good_side(target: Target, scale: _Scale) -> tuple[float, float]:
    marks = [scale.y(float(limit)) for limit in limits_of(target)]
    return {
        TargetKind.AT_LEAST: (0.0, marks[0]),
        TargetKind.AT_MOST: (marks[0], float(SPARK[1])),
        TargetKind.BETWEEN: (marks[-1], marks[0]),
    }[target.kind]


def _line_paths(points: Sequence[Point], scale: _Scale) -> tuple[str, str]:
    """The line, lifted at gaps and breaks, and dots at the newest value and at values that stand alone."""
    placed = [(at, scale.x(at), scale.y(point.value)) for at, point in enumerate(points) if point.value is not None]
    runs: list[list[str]] = []
    before = None
    for at, x, y in placed:
        if before != at - 1 or points[at].broken:
            runs.append([])
        runs[-1].append(f"{x} {y}")
        before = at
    line = "".join("M" + "L".join(run) for run in runs if len(run) > 1)
    alone = [run[0] for run in runs[:-1] if len(run) == 1]
    return line, "".join(f"M{place}h0" for place in [*alone, runs[-1][-1]])
