"""The scorecard as one HTML table with inline SVG; every text escaped, nothing but classes for looks.

The style sheet is web/look.css. As few elements as it can be read with: the browser's work follows
their number.
"""

from __future__ import annotations

from html import escape
from typing import Final

from effnett.model.evaluation import Status
from effnett.present.drawing import bullet, sparkline
from effnett.present.views import Area, Row, ScorecardView
from effnett.present.wording import say

_HEADS: Final = ("factor", "indicator", "target", "result", "status", "change", "years", "bar")
_NUMERIC: Final = {"target", "result", "change"}


def head_html(view: ScorecardView, notice: str = "") -> str:
    """The heading, the line of status and counts, the summing-up and the tiles."""
    counts = ", ".join(
        f"<b>{escape(text)}</b>" if status is Status.MET else escape(text) for status, text in view.counts
    )
    line = " · ".join(
        part
        for part in (escape(view.status_per), f"{escape(view.count_of_indicators)}: {counts}", escape(view.loaded))
        if part
    )
    tiles = "".join(_tile(area) for area in view.areas)
    note = f'<p class="ef-demo">{escape(notice)}</p>' if notice else ""
    return (
        f'<div class="ef ef-head"><h1>{escape(view.heading)}</h1><p class="ef-sub">{line}</p>'
        f'<p class="ef-sum">{escape(view.summary)}</p>{note}<div class="ef-tiles">{tiles}</div></div>'
    )


def table_html(view: ScorecardView, language: str = "nb", opened: str | None = None) -> str:
    """The main table. Its marker tells, once it is in place, what it shows."""
    heads = "".join(_head_cell(key, view, language) for key in _HEADS)
    body = "".join(_area_html(area, language, opened) for area in view.areas)
    if not body:
        body = f'<tr><td colspan="{len(_HEADS)}">{escape(say("nothing_to_act_on", language))}</td></tr>'
    return (
        f'<div class="ef"><table class="ef-table ef-card" data-page="scorecard" data-as-of="{escape(view.as_of.key)}" '
        f'data-done="{escape(view.org_unit)}"><caption>{escape(view.caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
        f'<p class="ef-key">{escape(say("points.spelt", language))}</p></div>'
    )


def pill_html(status: Status, word: str) -> str:
    """A status: its shape by the style sheet, its word, its fill."""
    return f'<span class="pill {status.value}">{escape(word)}</span>'


def _head_cell(key: str, view: ScorecardView, language: str) -> str:
    text = say(f"head.{key}", language, years=view.years) if key == "years" else say(f"head.{key}", language)
    return f'<th scope="col" class="{"num" if key in _NUMERIC else ""} h-{key}">{escape(text)}</th>'


def _tile(area: Area) -> str:
    alarm = f"<p><b>{escape(area.alarm)}</b></p>" if area.alarm else ""
    return (
        f'<div class="tile {area.colour.value}"><h2>{escape(area.title)}</h2><p>{escape(area.counts)}</p>{alarm}</div>'
    )


def _area_html(area: Area, language: str, opened: str | None) -> str:
    heading = f'{escape(area.title)}<span class="m">{escape(area.counts)}</span>'
    rows = "".join(row_html(row, language, row.indicator == opened) for row in area.rows)
    return f'<tr class="fa"><th colspan="{len(_HEADS)}" scope="rowgroup">{heading}</th></tr>{rows}'


def change_text(row: Row) -> str:
    """`+0,4 ▲ verre`, to be parted between the number and the word alone."""
    parts = ("\u00a0".join((row.change, row.arrow)).strip("\u00a0"), row.change_word.replace(" ", "\u00a0"))
    return " ".join(part for part in parts if part)


def row_html(row: Row, language: str = "nb", opened: bool = False) -> str:
    """One indicator's row. Its title is a button that opens the row's detail."""
    target = f'{escape(row.target)}<br><span class="m nw">{escape(row.direction)}</span>' if row.target else ""
    details = escape(" · ".join(row.details))
    change = escape(change_text(row))
    if row.change_from:
        change += f'<br><span class="m">{escape(row.change_from)}</span>'
    if row.signal:
        change += f'<br><span class="m sg">{escape(row.signal)}</span>'
    spark = sparkline(row.points, row.line_text)
    label = {key: escape(say(f"head.{key}", language), quote=True) for key in ("target", "result", "change")}
    return (
        f'<tr class="r{" open" if opened else ""}"><td>{escape(row.factor)}</td>'
        f'<th scope="row"><button type="button" data-row="{escape(row.indicator)}" '
        f'aria-expanded="{str(opened).lower()}">{escape(row.title)}</button><br>'
        f'<span class="m">{escape(row.method)}</span></th>'
        f'<td class="num" data-label="{label["target"]}">{target}</td>'
        f'<td class="num" data-label="{label["result"]}"><b class="big">{escape(row.value)}</b><br>'
        f'<span class="m">{details}</span></td>'
        f"<td>{pill_html(row.status, row.status_word)}</td>"
        f'<td class="num" data-label="{label["change"]}">{change}</td><td>{spark}</td>'
        f"<td>{bullet(row.bar, row.status)}</td></tr>"
    )
