"""One unit's dialogue sheet in words: how it stands, the questions, and all its figures tertial by tertial."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from effnett.evaluate.tertials import Tertials
from effnett.model.evaluation import Evaluation, Status
from effnett.model.observation import Absent
from effnett.model.organisation import OrgTree
from effnett.model.periods import Window
from effnett.model.records import LeaderForecast
from effnett.model.scorecard import Indicator, Source, Target, TargetKind, in_language
from effnett.present import formatting as write
from effnett.present.heat import ended_text
from effnett.present.questions import Aim, Question, target_words
from effnett.present.table import pill_html
from effnett.present.views import path_text, point_text, quantity, target_text, value_text
from effnett.present.wording import absent_word, say, status_word
from effnett.present.writing import forecast_text

_WHOLE: Final = 100


def foremost(tertials: Tertials, asked: Sequence[Question]) -> str:
    """The indicator that matters most: that of the first question, else the first that has a figure."""
    if asked:
        return asked[0].indicator
    evaluations = tertials.evaluations
    first = next((one for one in evaluations if one.value is not None), None) or next(iter(evaluations), None)
    return first.indicator.id if first else ""


def state_of_unit(tertials: Tertials, tree: OrgTree, language: str = "nb") -> str:
    """A sentence on a unit that has ended, does not exist yet, is hidden or has no figures; nothing for others."""
    unit, as_of = tree.unit(tertials.org_unit), tertials.as_of
    tertial = write.tertial(as_of, language)
    ended = ended_text(unit, tree, as_of, language)
    if ended:
        return f"{ended} {say('sheet.ended', language)}"
    if unit.valid_from is not None and unit.valid_from > as_of.day:
        return say("sheet.not_yet", language, tertial=tertial)
    if tertials.is_hidden:
        return say("sheet.hidden", language)
    return say("sheet.no_data", language, tertial=tertial) if tertials.is_empty else ""


def heading_html(tertials: Tertials, name: str, state: str, language: str = "nb") -> str:
    """The heading of the sheet, where the reader is taken, and the way back."""
    title = say("sheet.heading", language, unit=name)
    told = f'<p class="ef-note">{escape(state)}</p>' if state else ""
    return (
        f'<section class="ef ef-detail ef-sheet" id="detail" data-indicator="{escape(tertials.org_unit, quote=True)}" '
        f'tabindex="-1" aria-label="{escape(title, quote=True)}"><h2>{escape(name)}</h2>'
        f'<button type="button" data-close="1" class="ef-close">{escape(say("sheet.close", language))}</button>'
        f"{told}</section>"
    )


def standing_html(tertials: Tertials, indicator: str, language: str = "nb") -> str:
    """How one indicator stands: its status, figure and target, the tertials before, and a year before."""
    one = tertials.now[indicator]
    pill = pill_html(one.status, status_word(one.status, language))
    return f'<p class="ef-standing">{pill} {escape(standing_text(tertials, indicator, language))}</p>'


def standing_text(tertials: Tertials, indicator: str, language: str = "nb") -> str:
    """`Sykefravær 13,2 % mot mål høyst 9,9 % · 1. tertial 12,6 % · samme tertial i fjor 11,1 %`."""
    one = tertials.now[indicator]
    key = "sheet.against" if one.target else "sheet.alone"
    parts = [
        say(
            key,
            language,
            title=in_language(one.indicator.title, language),
            value=_value_or_why(one, language),
            target=target_words(one.target, one, language),
        )
    ]
    if one.window is not Window.LATEST:
        earlier = [tertial for tertial in tertials.each if tertial != tertials.as_of.tertial]
        parts += [
            f"{say('figures.tertial', language, n=tertial)} {value_text(tertials.each[tertial][indicator], language)}"
            for tertial in earlier
        ]
    before = last_year_text(one, language)
    if before != "–":
        key = "sheet.before" if one.window is Window.LATEST else "sheet.last_year"
        parts.append(say(key, language, value=before))
    return " · ".join(parts)


def questions_html(asked: Sequence[Question], language: str = "nb") -> str:
    """The questions for the talk."""
    heading = f"<h3>{escape(say('sheet.questions', language))}</h3>"
    if not asked:
        return f"{heading}<p>{escape(say('sheet.no_questions', language))}</p>"
    return f'{heading}<ol class="ef-asked">{"".join(f"<li>{escape(one.text)}</li>" for one in asked)}</ol>'


def last_year_text(one: Evaluation, language: str = "nb") -> str:
    """The figure a year before; of what is measured now and then, the one before, with its year."""
    if len(one.points) < 2:
        return "–"
    point = one.points[-2]
    if one.status is Status.SUPPRESSED:  # the year before is not told of a figure that is hidden now
        return say("suppressed", language)
    if point.value is None:
        return say("suppressed", language) if point.absent is Absent.SUPPRESSED else "–"
    text = point_text(point._replace(quality=None, broken=False), one.indicator, language)
    return f"{text} ({point.year})" if one.window is Window.LATEST else text


def rest_text(one: Evaluation, language: str = "nb") -> str:
    """What the rest of the year must give to reach the target, shortly; `–` where it is not known."""
    needed, target, indicator = one.required_rest, one.target, one.indicator
    if needed is None or target is None or target.high is not None:
        return "–"
    at_most = target.kind is TargetKind.AT_MOST
    if needed < 0:
        return say("rest.out_of_reach" if at_most else "rest.secured", language)
    if needed > _WHOLE and indicator.unit == "percent" and indicator.measure.source is not Source.ACCOUNTS:
        return say("rest.secured" if at_most else "rest.out_of_reach", language)
    number = write.towards(needed, at_most, indicator.decimals, language)
    return say("rest.at_most" if at_most else "rest.at_least", language, value=quantity(number, indicator))


def model_text(one: Evaluation, language: str = "nb") -> tuple[str, str]:
    """The model's forecast, and how far off it has been in earlier years."""
    if one.forecast is None:
        return "–", ""
    indicator = one.indicator
    value = quantity(write.number(one.forecast, indicator.decimals, language), indicator)
    misses = [write.difference(miss.off_by, indicator.decimals, language) for miss in one.forecast_record]
    if not misses:
        return value, ""
    told = ", ".join(misses)
    told = say("points", language, text=told) if indicator.unit == "percent" else told
    return value, say("figures.missed_by", language, misses=told)


def leader_text(forecast: LeaderForecast | None, indicator: Indicator, language: str = "nb") -> str:
    """The leader's own number; `–` where there is none."""
    return "–" if forecast is None else quantity(forecast_text(forecast, language), indicator)


def to_date_text(tertials: Tertials, one: Evaluation, language: str = "nb") -> str:
    """The year so far; `–` of what is measured now and then."""
    if one.window is Window.YEAR_TO_DATE:
        return value_text(one, language)
    found = tertials.to_date.get(one.indicator.id)
    return value_text(found, language) if found else "–"


def figure_heads(tertials: Tertials, language: str = "nb") -> list[str]:
    """The headings of the table of figures; tertials to come are left out, and the year so far where all show it."""
    to_date = ("to_date",) if tertials.to_date else ()
    return [
        *(say(f"figures.{key}", language) for key in ("indicator", "result", "target")),
        *(say("figures.tertial", language, n=tertial) for tertial in tertials.each),
        *(say(f"figures.{key}", language) for key in (*to_date, "last_year", "rest", "forecast", "leader")),
    ]


def _value_or_why(one: Evaluation, language: str) -> str:
    """The figure, or why there is none."""
    if one.value is None and one.status is not Status.SUPPRESSED:
        return absent_word(one.absent or Absent.MISSING, language)
    return value_text(one, language)


def figure_cells(
    tertials: Tertials, one: Evaluation, leader: LeaderForecast | None, aim: Target | None, language: str = "nb"
) -> list[str]:
    """One indicator's figures as texts, in the order of the headings from the result on."""
    return [
        _value_or_why(one, language),
        _target_text(aim or one.target, one, language),
        *(value_text(each[one.indicator.id], language) for each in tertials.each.values()),
        *([to_date_text(tertials, one, language)] if tertials.to_date else []),
        last_year_text(one, language),
        rest_text(one, language),
        model_text(one, language)[0],
        leader_text(leader, one.indicator, language),
    ]


def _target_text(aim: Target | None, one: Evaluation, language: str) -> str:
    """The whole year's target, and what is measured against so far where that is another."""
    parts = (target_text(aim, one.indicator, language), path_text(one, aim, language))
    return " – ".join(part for part in parts if part) or "–"


def figures_html(
    tertials: Tertials, name: str, leaders: Mapping[str, LeaderForecast], aim: Aim, language: str = "nb"
) -> str:
    """All the figures of a unit as a table, in a region that can be scrolled by keyboard."""
    title = say("sheet.figures", language, unit=name)
    heads = "".join(
        f'<th scope="col"{_NUM if at else ""}>{escape(head)}</th>'
        for at, head in enumerate(figure_heads(tertials, language))
    )
    rows = "".join(_figure_row(tertials, one, leaders, aim, language) for one in tertials.evaluations)
    key = escape(say("figures.key", language))
    return (
        f'<div class="ef" id="figures"><h2>{escape(title)}</h2><div class="ef-wide" tabindex="0" role="region" '
        f'aria-label="{escape(title, quote=True)}"><table class="ef-figures"><thead><tr>{heads}</tr></thead>'
        f'<tbody>{rows}</tbody></table></div><p class="ef-key">{key}</p></div>'
    )


_NUM: Final = ' class="num"'


def _figure_row(
    tertials: Tertials, one: Evaluation, leaders: Mapping[str, LeaderForecast], aim: Aim, language: str
) -> str:
    cells = figure_cells(tertials, one, leaders.get(one.indicator.id), aim(one), language)
    record = model_text(one, language)[1]
    pill = pill_html(one.status, status_word(one.status, language))
    cells_html = [f"<b>{escape(cells[0])}</b><br>{pill}", *map(escape, cells[1:])]
    if record:
        cells_html[-2] += f'<br><span class="m">{escape(record)}</span>'
    told = "".join(f"<td{_NUM}>{cell}</td>" for cell in cells_html)
    title = escape(in_language(one.indicator.title, language))
    which = escape(say(f"figures.is.{one.window.value}", language))
    return f'<tr><th scope="row">{title}<br><span class="m">{which}</span></th>{told}</tr>'
