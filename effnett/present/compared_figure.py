"""One figure of the whole group, large: every unit by name, found by search, and as a table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from html import escape
from typing import Final

from effnett.model.comparison import Comparison, PeerFigure
from effnett.model.scorecard import in_language
from effnett.present.compared_drawing import large_share, swarm, swarm_svg, ticks
from effnett.present.compared_html import field_html, section
from effnett.present.compared_text import counted_words, figure_notes, lack_words, standing, value_words
from effnett.present.compared_view import lies_words, tick_words
from effnett.present.wording import direction_word, say

_AROUND: Final = 3


def figure_html(comparison: Comparison, averages: Collection[str], language: str = "nb") -> str:
    """The opened figure: in words, drawn, by name, those nearest, and all."""
    indicator = comparison.indicator
    title = say("peers.one", language, title=in_language(indicator.title, language), year=comparison.year)
    close = escape(say("detail.close", language))
    told = [standing(comparison, language), counted_words(comparison, language)]
    texts = "".join(f"<p>{escape(text)}</p>" for text in told)
    return (
        '<section id="detail" class="ef-detail cmp-one" tabindex="-1" '
        f'data-indicator="{escape(indicator.id, quote=True)}">'
        f'<h2>{escape(title)}</h2><button type="button" class="ef-close" data-close="1">{close}</button>'
        f'<p class="m">{escape(direction_word(indicator.direction, language))}</p>{texts}'
        f'{_published(comparison, averages, language)}<div class="cmp-two"><div>{_drawn(comparison, language)}</div>'
        f"<div>{_tables(comparison, language)}</div></div></section>"
    )


def _published(comparison: Comparison, averages: Collection[str], language: str) -> str:
    """What Statistics Norway publishes for those that the unit is part of."""
    known = [one for one in comparison.averages if one.org_unit in averages and one.value is not None]
    if not known:
        return ""
    listed = "; ".join(f"{one.name} {value_words(one.value or 0.0, comparison, language)}" for one in known)
    return f"<p>{escape(say('peers.one.averages', language))}: {escape(listed)}</p>"


def _drawn(comparison: Comparison, language: str) -> str:
    if comparison.with_data < 2:
        return ""
    found = swarm(comparison)
    axis, middle = found.axis, comparison.spread.median or 0.0
    marks = "".join(
        f'<span class="tick" style="left:{large_share(axis, value)}%">'
        f"{escape(tick_words(value, comparison.indicator, language))}</span>"
        for value in ticks(axis)
    )
    median = say("peers.one.median", language, value=value_words(middle, comparison, language))
    text = lies_words(comparison, language)
    label = escape(say("peers.one.scroll", language), quote=True)
    return (
        f'<div class="ef-wide" tabindex="0" role="region" aria-label="{label}"><div class="cmp-large">'
        f'<span class="mid" style="left:{large_share(axis, middle)}%">{escape(median)}</span>'
        f'{swarm_svg(found, comparison, text)}<div class="ticks">{marks}</div></div></div>'
        f'<p class="m">{escape(text)}</p>{_finder(comparison, language)}'
    )


def _finder(comparison: Comparison, language: str) -> str:
    """A search and a list of names; the one chosen is shown in the drawing and told."""
    options = "".join(
        f'<option value="{escape(row.org_unit, quote=True)}"'
        f"{' selected' if row.org_unit == comparison.org_unit else ''}>"
        f"{escape(_option(row, comparison, language))}</option>"
        for row in comparison.rows
    )
    words = "peers.one.list.size" if comparison.is_neutral else "peers.one.list"
    search = '<input type="search" id="cmp-find-one" data-filter="#cmp-one option" autocomplete="off">'
    listed = f'<select id="cmp-one" size="7" data-show>{options}</select>'
    return (
        f'<div class="cmp-finder">{field_html(say("peers.one.find", language), "cmp-find-one", search)}'
        f"{field_html(say(words, language), 'cmp-one', listed)}"
        f'<p role="status" class="cmp-told"></p><p class="m">{escape(say("peers.one.drawn", language))}</p></div>'
    )


def _option(row: PeerFigure, comparison: Comparison, language: str) -> str:
    place = f"{row.rank}. " if row.rank else ""
    return f"{place}{row.name}: {figure_words(row, comparison, language)}"


def figure_words(row: PeerFigure, comparison: Comparison, language: str = "nb") -> str:
    """A peer's value, or why there is none; with what is to be known of it."""
    if row.value is None:
        return lack_words(row, language)
    notes = ", ".join(figure_notes(row, language))
    return value_words(row.value, comparison, language) + (f" ({notes})" if notes else "")


def around(comparison: Comparison, each_way: int = _AROUND) -> Sequence[PeerFigure]:
    """Our own row with those nearest on the list; none where we have no value."""
    rows = [row for row in comparison.rows if row.value is not None]
    at = next((at for at, row in enumerate(rows) if row.org_unit == comparison.org_unit), None)
    return [] if at is None else rows[max(0, at - each_way) : at + each_way + 1]


def _tables(comparison: Comparison, language: str) -> str:
    near, rows = around(comparison), comparison.rows
    short = len(rows) <= 2 * _AROUND + 2
    if short:
        return _table(rows, comparison, language)
    told = f"<h3>{escape(say('peers.one.around', language))}</h3>{_table(near, comparison, language)}" if near else ""
    everyone = escape(say("peers.one.all", language, n=len(rows)))
    return f"{told}<details><summary>{everyone}</summary>{_table(rows, comparison, language, sortable=True)}</details>"


def _table(rows: Sequence[PeerFigure], comparison: Comparison, language: str, sortable: bool = False) -> str:
    def head(column: int, key: str) -> str:
        word = escape(say(key, language))
        number = ' class="num"' if column != 1 else ""
        if not sortable:
            return f'<th scope="col"{number}>{word}</th>'
        told = escape(say("peers.one.sort", language, what=say(key, language).lower()), quote=True)
        sort = ' aria-sort="ascending"' if column == 0 else ""
        return (
            f'<th scope="col"{number}{sort}>'
            f'<button type="button" data-sort="{column}" aria-label="{told}">{word}</button></th>'
        )

    heads = head(0, "head.rank") + head(1, "head.unit") + head(2, "head.result")
    body = "".join(_row(row, comparison, language, figure_words) for row in rows)
    return f'<table class="cmp-units cmp-all"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def _row(
    row: PeerFigure, comparison: Comparison, language: str, words: Callable[[PeerFigure, Comparison, str], str]
) -> str:
    own = row.org_unit == comparison.org_unit
    name = f"<b>{escape(row.name)}</b>" if own else escape(row.name)
    value = "" if row.value is None else f"{row.value:.12g}"
    return (
        f'<tr{" class=open" if own else ""}><td class="num" data-value="{row.rank or ""}">{row.rank or ""}</td>'
        f'<td>{name} <span class="m">{escape(row.org_unit)}</span></td>'
        f'<td class="num" data-value="{value}">{escape(words(row, comparison, language))}</td></tr>'
    )


def not_there_html(text: str, language: str = "nb") -> str:
    """What stands in place of a comparison that cannot be made."""
    return section(say("peers.four", language), f'<p class="ef-note ef-wrong">{escape(text)}</p>', "four")
