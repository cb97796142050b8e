"""The few large charts, drawn by Altair: direct labels, Norwegian numbers, a text alternative.

Altair is imported with this module, and this module when a reader opens a row.
"""

from __future__ import annotations

from typing import Any, Final

import altair as alt

from effnett.model.evaluation import Evaluation, Point
from effnett.model.scorecard import TargetKind, in_language
from effnett.present import formatting as write
from effnett.present.views import aimed, limits_of, point_text, quantity
from effnett.present.wording import say

INK: Final = "#12263A"
GREEN: Final = "#0B6E4F"
LOCALES: Final = {
    "nb": {"decimal": ",", "thousands": "\u202f", "grouping": [3], "currency": ["", " kr"], "minus": "\u2212"},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["NOK ", ""], "minus": "\u2212"},
}


def series_chart(evaluation: Evaluation, language: str = "nb") -> alt.LayerChart | None:
    """One indicator over the years, the target dashed with its good side shaded; None without a value."""
    points = aimed(evaluation)
    if all(point.value is None for point in points):
        return None
    low, high = _domain(points)
    values = _values(evaluation, low, high, language)
    years = alt.Scale(paddingInner=0, paddingOuter=0)
    x = alt.X("year:O", title=None, scale=years, axis=alt.Axis(labelAngle=0, domainColor=INK, ticks=False))

    def y(field: str) -> alt.Y:
        scale = alt.Scale(domain=[low, high], nice=False, zero=False)
        return alt.Y(f"{field}:Q", title=None, scale=scale, axis=alt.Axis(tickCount=5))

    base = alt.Chart(alt.InlineData(values=values))
    aims = base.transform_filter("isValid(datum.good_low)")
    lines = base.transform_filter("isValid(datum.value)")
    layers = [
        *(
            [aims.mark_bar(color="#E3F2EC", width={"band": 1}, aria=False).encode(x, y("good_low"), y2="good_high:Q")]
            if _limits_told(points)
            else []
        ),
        *(
            aims.transform_filter(f"isValid(datum.{limit})")
            .mark_tick(color=GREEN, thickness=2, orient="horizontal", width={"band": 1}, aria=False)
            .encode(x, y(limit))
            for limit in _limits_told(points)
        ),
        lines.mark_line(color="#33475B", strokeWidth=3, aria=False).encode(x, y("value"), detail="run:N"),
        lines.mark_point(color=INK, filled=True, size=90, opacity=1, aria=False).encode(x, y("value")),
        lines.mark_text(
            dy=-16, fontSize=17, fontWeight="bold", stroke="#FFFFFF", strokeWidth=5, strokeJoin="round", aria=False
        ).encode(x, y("value"), text="text:N"),
        lines.mark_text(dy=-16, fontSize=17, fontWeight="bold", color=INK, aria=False).encode(
            x, y("value"), text="text:N"
        ),
    ]
    chart = alt.layer(*layers).properties(height=300, description=chart_text(evaluation, language))
    configured: alt.LayerChart = chart.configure(locale={"number": LOCALES.get(language, LOCALES["nb"])}, **LOOK)
    return configured


LOOK: Final[dict[str, Any]] = {
    "axis": {"labelFontSize": 15, "labelColor": INK, "gridColor": "#E3E8ED"},
    "view": {"stroke": None},
    "background": "#FFFFFF",
    "font": "Source Sans, sans-serif",
}


def _limits_told(points: tuple[Point, ...]) -> list[str]:
    """The names of the limits there are: a layer without marks would have no name for those who listen."""
    most = max((len(limits_of(point.target)) for point in points), default=0)
    return ["limit", "upper_limit"][:most]


def chart_text(evaluation: Evaluation, language: str = "nb") -> str:
    """What the chart shows, for those who do not see it."""
    title = in_language(evaluation.indicator.title, language)
    points = evaluation.points
    told = ", ".join(f"{point.year}: {point_text(point, evaluation.indicator, language)}" for point in points)
    return say("chart.text", language, title=title, years=write.years(points[0].year, points[-1].year), points=told)


def _domain(points: tuple[Point, ...]) -> tuple[float, float]:
    values = [point.value for point in points if point.value is not None]
    values += [float(limit) for point in points for limit in limits_of(point.target)]
    low, high = min(values), max(values)
    room = (high - low) * 0.25 or abs(high) * 0.1 or 1.0
    return low - room, high + room


def _values(evaluation: Evaluation, low: float, high: float, language: str) -> list[dict[str, Any]]:
    """One record per point; `run` parts the line at gaps and breaks."""
    records: list[dict[str, Any]] = []
    run = 0
    for at, (point, drawn) in enumerate(zip(evaluation.points, aimed(evaluation), strict=True)):
        run += point.broken or (at > 0 and evaluation.points[at - 1].value is None)
        records.append({"year": str(point.year), **_aim(drawn, low, high)})
        if point.value is not None:
            number = write.against(point.value, limits_of(point.target), evaluation.indicator.decimals, language)
            records[-1] |= {"value": point.value, "run": run, "text": quantity(number, evaluation.indicator)}
    return records


def _aim(point: Point, low: float, high: float) -> dict[str, float]:
    if point.target is None:
        return {}
    limits = [float(limit) for limit in limits_of(point.target)]
    good = {
        TargetKind.AT_LEAST: (limits[0], high),
        TargetKind.AT_MOST: (low, limits[0]),
        TargetKind.BETWEEN: (limits[0], limits[-1]),
    }[point.target.kind]
    upper = {"upper_limit": limits[1]} if len(limits) > 1 else {}
    return {"good_low": good[0], "good_high": good[1], "limit": limits[0], **upper}
