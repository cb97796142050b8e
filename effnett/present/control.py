"""What a control chart says, in words: the signal of the newest month, whether the target will be met, the figures."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from effnett.model.evaluation import Chart, ChartPart, ChartPoint, Control, Evaluation, Sign, Signal
from effnett.model.scorecard import Indicator, in_language
from effnett.present import formatting as write
from effnett.present.help import help_link
from effnett.present.plain import fold_html, list_html, plain_table
from effnett.present.signals import month_name, signal_in_short, signal_text
from effnett.present.views import quantity, target_text
from effnett.present.wording import say

HELP: Final = "kontrolldiagram"
"""The help page that tells how the chart is read."""


def chart_heading_html(chart: Chart, evaluation: Evaluation, language: str = "nb") -> str:
    """What stands above the chart: what it is of, what it says, and how it is read."""
    indicator = evaluation.indicator
    found = [signal_in_short(sign, chart.control, indicator, language) for sign in chart.control.signs]
    told = list_html(text[:1].upper() + text[1:] for text in found) or f"<p>{escape(say('spc.quiet', language))}.</p>"
    seasonal = say("spc.seasonal", language) if chart.seasonal else ""
    lines = [escape(line) for line in (seasonal, assurance_text(evaluation, language)) if line]
    help_line = f'<p class="m">{escape(say("spc.how", language))} {help_link(HELP, say("spc.help", language))}</p>'
    body = f'<div class="ef-told">{told}</div>' + "".join(f"<p>{line}</p>" for line in lines)
    return f'<div class="ef ef-spc"><h3>{escape(say("spc.heading", language))}</h3>{body}{help_line}</div>'


def assurance_text(evaluation: Evaluation, language: str = "nb") -> str:
    """What is to be expected of the target; nothing where that is not known."""
    if evaluation.assurance is None or evaluation.target is None:
        return ""
    target = target_text(evaluation.target, evaluation.indicator, language)
    return say(f"spc.assurance.{evaluation.assurance.value}", language, target=target)


def told_points(chart: Chart) -> dict[int, Sign]:
    """The months that the signals are of, each with the first signal it is part of."""
    points = [point for point in chart.parts[-1].points if point.value is not None]
    found: dict[int, Sign] = {}
    for sign in chart.control.signs:
        for point in points[-sign.points :]:
            if sign.signal is not Signal.TWO_OF_THREE or is_outer(point, chart.control, sign):
                found.setdefault(point.month, sign)
    return found


def is_outer(point: ChartPoint, control: Control, sign: Sign) -> bool:
    """Whether a point lies beyond two thirds of the limit on the signal's side."""
    outer = (control.upper - control.centre) * 2 / 3
    value = 0.0 if point.value is None else point.value
    return (value - control.centre) * (1 if sign.upwards else -1) > outer


def value_of(value: float, indicator: Indicator, seasonal: bool, language: str = "nb") -> str:
    """A point's value, or a limit's: a difference from the year before is told with its sign."""
    if not seasonal:
        return quantity(write.number(value, indicator.decimals, language), indicator)
    number = write.number(value, indicator.decimals, language, sign=True)
    return say("points", language, text=number) if indicator.unit == "percent" else quantity(number, indicator)


def chart_text(chart: Chart, evaluation: Evaluation, language: str = "nb") -> str:
    """What the chart shows, for those who do not see it."""
    indicator, control = evaluation.indicator, chart.control
    shown = [
        value_of(each, indicator, chart.seasonal, language) for each in (control.centre, control.lower, control.upper)
    ]
    signs = [signal_text(sign, control, indicator, language) for sign in control.signs]
    return say(
        "spc.text",
        language,
        title=in_language(indicator.title, language),
        first=month_name(chart.points[0].month, language),
        last=month_name(chart.points[-1].month, language),
        centre=shown[0],
        lower=shown[1],
        upper=shown[2],
        told="; ".join(signs) or say("spc.quiet", language),
    )


def figures_html(chart: Chart, evaluation: Evaluation, language: str = "nb") -> str:
    """The table of the same figures as the chart shows, newest month first."""
    columns = ("month", "difference" if chart.seasonal else "value", "centre", "ordinary", "note")
    heads = [say(f"spc.head.{key}", language) for key in columns]
    told = told_points(chart)
    rows = [
        _figures(
            point,
            part,
            first=at == 0 and number > 0,
            evaluation=evaluation,
            chart=chart,
            sign=told.get(point.month),
            language=language,
        )
        for number, part in enumerate(chart.parts)
        for at, point in enumerate(part.points)
    ]
    return fold_html(say("spc.figures", language), plain_table(heads, rows[::-1], numeric=(1, 2)))


def _figures(
    point: ChartPoint,
    part: ChartPart,
    *,
    first: bool,
    evaluation: Evaluation,
    chart: Chart,
    sign: Sign | None,
    language: str,
) -> Sequence[str]:
    """One month: its value, its part's centre and limits, and what is to be said of it."""

    def written(value: float) -> str:
        return value_of(value, evaluation.indicator, chart.seasonal, language)

    value = "–" if point.value is None else written(point.value)
    control = part.control
    centre = written(control.centre) if control else ""
    ordinary = say("spc.between", language, low=written(control.lower), high=written(control.upper)) if control else ""
    notes = [
        say("spc.began.break" if part.is_break else "spc.began.shift", language, reason=part.reason) if first else "",
        say("absent.suppressed" if point.hidden else "absent.missing", language) if point.value is None else "",
        signal_in_short(sign, chart.control, evaluation.indicator, language) if sign else "",
    ]
    return (month_name(point.month, language), value, centre, ordinary, ". ".join(note for note in notes if note))
