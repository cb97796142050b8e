"""The control chart as a picture, drawn by Altair: the ordinary variation as a band, what is unusual by shape and word.

Altair is imported with this module, and this module when a reader opens a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt

from effnett.model.evaluation import Chart, ChartPart, Evaluation
from effnett.model.periods import first_day
from effnett.present.charts import GREEN, INK, LOCALES, LOOK
from effnett.present.control import chart_text, told_points, value_of
from effnett.present.signals import is_good
from effnett.present.views import limits_of, target_text
from effnett.present.wording import say

_BAND: Final = "#E7EBEF"
_LINE: Final = "#33475B"
_BAD: Final = "#9B1C14"
_NEUTRAL: Final = "#0A4D8C"
_TIMES: Final = {
    "nb": {
        "dateTime": "%d.%m.%Y",
        "date": "%d.%m.%Y",
        "time": "%H:%M",
        "periods": ["", ""],
        "days": ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"],
        "shortDays": ["sø.", "ma.", "ti.", "on.", "to.", "fr.", "lø."],
        "months": [
            "januar", "februar", "mars", "april", "mai", "juni",
            "juli", "august", "september", "oktober", "november", "desember",
        ],
        "shortMonths": ["jan.", "feb.", "mars", "apr.", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."],
    }
}  # fmt: skip


def control_chart(chart: Chart, evaluation: Evaluation, language: str = "nb") -> alt.LayerChart:
    """The chart, its lines named where they end."""
    low, high = _domain(chart)
    x = alt.X(
        "month:T",
        title=None,
        axis=alt.Axis(format="%b %Y", tickCount=8, domainColor=INK, labelOverlap="greedy", labelSeparation=12),
    )
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    y = alt.Y("value:Q", title=None, scale=scale, axis=alt.Axis(tickCount=5))
    layers = [
        *_bands(chart, x, y),
        *_marks(chart, evaluation, x, y, language),
        *_series(chart, x, y),
        *_signals(chart, evaluation, x, y, language),
        *_names(chart, evaluation, x, y, language),
    ]
    layered = alt.layer(*layers).properties(
        height=360, padding={"right": 10}, description=chart_text(chart, evaluation, language)
    )
    locale: dict[str, Any] = {"number": LOCALES.get(language, LOCALES["nb"])}
    if language in _TIMES:
        locale["time"] = _TIMES[language]
    configured: alt.LayerChart = layered.configure(locale=locale, **LOOK)
    return configured


def _day(month: int) -> str:
    """A month as the axis has it."""
    return f"{first_day(month).isoformat()}T00:00:00"


def _data(records: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=records))


def _ends(part: ChartPart) -> tuple[str, str]:
    """Where a part begins and ends: its last month is drawn whole."""
    return _day(part.points[0].month), _day(part.points[-1].month + 1)


def _bands(chart: Chart, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The ordinary variation of each part, with its centre."""
    records = [
        {"month": start, "end": end, "value": c.lower, "upper": c.upper, "centre": c.centre}
        for part in chart.parts
        if (c := part.control) is not None
        for start, end in (_ends(part),)
    ]
    base = _data(records)
    centre = alt.Y("centre:Q", title=None)  # on the scale of the others
    return [
        base.mark_rect(color=_BAND, aria=False).encode(x, y, x2="end:T", y2="upper:Q"),
        base.mark_rule(color=_LINE, strokeWidth=1.5, aria=False).encode(x, centre, x2="end:T"),
    ]


def _series(chart: Chart, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The line through the months, lifted at gaps, shifts and breaks."""
    records: list[dict[str, Any]] = []
    run = 0
    for part in chart.parts:
        run += 1
        for point in part.points:
            run += point.value is None
            if point.value is not None:
                records.append({"month": _day(point.month), "value": point.value, "run": run})
    base = _data(records)
    return [
        base.mark_line(color=_LINE, strokeWidth=2, aria=False).encode(x, y, detail="run:N"),
        base.mark_point(color=INK, filled=True, size=36, opacity=1, aria=False).encode(x, y),
    ]


def _signals(chart: Chart, evaluation: Evaluation, x: alt.X, y: alt.Y, language: str) -> list[alt.Chart]:
    """The points a signal is of: a diamond each, and a word at the newest one."""
    told = told_points(chart)
    if not told:
        return []
    good = is_good(chart.control.signs[0], evaluation.indicator)
    colour = _NEUTRAL if good is None else GREEN if good else _BAD
    word = say("spc.signal" if good is None else "spc.better" if good else "spc.worse", language)
    values = {point.month: point.value for point in chart.points}
    newest = chart.control.newest
    base = _data([{"month": _day(month), "value": values[month]} for month in told])
    last = [point.value for point in chart.parts[-1].points if point.value is not None][-4:]
    above = last[-1] >= chart.control.centre
    return [
        base.mark_point(shape="diamond", color=colour, filled=True, size=170, opacity=1, aria=False).encode(x, y),
        *_text(
            [{"month": _day(newest), "value": max(last) if above else min(last), "text": word}],
            x,
            y,
            colour,
            align="right",
            dx=8,
            dy=-18 if above else 20,
        ),
    ]


def _text(records: list[dict[str, Any]], x: alt.X, y: alt.Y, colour: str, **look: Any) -> list[alt.Chart]:
    """Words with a white rim, so that they can be read on what they lie over."""
    base = _data(records)
    shared: dict[str, Any] = {"fontSize": 15, "fontWeight": "bold", "aria": False} | look
    return [
        base.mark_text(stroke="#FFFFFF", strokeWidth=5, strokeJoin="round", **shared).encode(x, y, text="text:N"),
        base.mark_text(color=colour, **shared).encode(x, y, text="text:N"),
    ]


def _names(chart: Chart, evaluation: Evaluation, x: alt.X, y: alt.Y, language: str) -> list[alt.Chart]:
    """The names of the newest part's lines: of the limits outside the band, of the mean where the months are not."""
    control, indicator = chart.control, evaluation.indicator
    lines = (("upper", control.upper, (-1,)), ("mean", control.centre, (-1, 1)), ("lower", control.lower, (1,)))
    found: list[alt.Chart] = []
    for name, value, sides in lines:
        month, align, side = _room(chart.parts[-1], value, sides)
        told = say(f"spc.{name}", language, value=value_of(value, indicator, chart.seasonal, language))
        record = [{"month": _day(month), "value": value, "text": told}]
        look = {"align": align, "dx": 6 if align == "left" else -6, "dy": -9 if side < 0 else 12}
        found += _text(record, x, y, _LINE, fontWeight="normal", **look)
    return found


def _room(part: ChartPart, line: float, sides: Sequence[int]) -> tuple[int, str, int]:
    """Where a line can be named, above it (-1) or below (1): where the months keep farthest away on the other side.

    In the first third of the part, or backwards from the last: on a phone a name takes two thirds of the width.
    """
    values = [(point.month, point.value - line) for point in part.points if point.value is not None]
    third, wide = len(values) // 3, max(4, len(values) // 4)
    places = [(at, "left", values[at : at + wide]) for at in range(third)]
    places += [(at, "right", values[at - wide : at]) for at in range(len(values) - third, len(values) + 1)]
    clear = [(min(side * v for _, v in near), -at, align, side) for at, align, near in places for side in sides]
    _, back, align, side = max(clear)
    return values[min(-back, len(values) - 1)][0], align, side


def _marks(chart: Chart, evaluation: Evaluation, x: alt.X, y: alt.Y, language: str) -> list[alt.Chart]:
    """The target across the whole chart, and where a shift or a break begins, with its reason."""
    found: list[alt.Chart] = []
    low, high = _domain(chart)
    ends = {"month": _day(chart.points[0].month), "end": _day(chart.points[-1].month + 1)}
    for limit in limits_of(chart.target):
        base = _data([{**ends, "value": float(limit)}])
        found.append(base.mark_rule(color=GREEN, strokeWidth=2, strokeDash=[6, 4], aria=False).encode(x, y, x2="end:T"))
    if chart.target:
        word = say("spc.target", language, target=target_text(chart.target, evaluation.indicator, language))
        record = {"month": ends["end"], "value": float(limits_of(chart.target)[-1]), "text": word}
        found += _text([record], x, y, GREEN, align="right", dy=-9)
    for part in chart.parts[1:]:
        word = say("spc.began.break" if part.is_break else "spc.began.shift", language, reason=part.reason)
        record = {"month": _ends(part)[0], "value": low, "end": high, "text": word}
        rule = _data([record]).mark_rule(color=_NEUTRAL, strokeWidth=2, strokeDash=[2, 3], aria=False)
        found.append(rule.encode(x, y, y2="end:Q"))
        found += _text([record], x, y, _NEUTRAL, align="left", dx=6, dy=-8)
    return found


def _domain(chart: Chart) -> tuple[float, float]:
    """Everything that is drawn, and room for words."""
    values = [point.value for point in chart.points if point.value is not None]
    values += [limit for part in chart.parts if part.control for limit in (part.control.lower, part.control.upper)]
    values += [float(limit) for limit in limits_of(chart.target)]
    low, high = min(values), max(values)
    room = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
    return low - room, high + room
