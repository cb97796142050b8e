"""The screens of a meeting as HTML, every text escaped. The style sheet is web/look-meeting.css."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from effnett.model.evaluation import Status
from effnett.present.meeting import Box, Screen, no_figure, spoken
from effnett.present.meeting_chart import chart_svg

_LONG_TITLE: Final = 34
_LONGER_TITLE: Final = 64
_LONG_FIGURE: Final = 7
_LONGER_FIGURE: Final = 10
_ICONS: Final = {
    Status.MET: '<path d="M2 10l5 6L16 3"/>',
    Status.NEAR: '<circle cx="9" cy="9" r="7"/><path class="full" d="M9 2a7 7 0 0 0 0 14z"/>',
    Status.MISSED: '<path d="M3 3l12 12M15 3L3 15"/>',
    Status.SUPPRESSED: '<path d="M3 8h12v8H3zM6 8V5a3 3 0 0 1 6 0v3"/>',
}
_DASH: Final = '<path d="M3 9h12"/>'


def screens_html(found: Sequence[Screen], language: str = "nb") -> str:
    """All screens, to be shown one at a time."""
    return "".join(_screen_html(screen, language) for screen in found)


def overview_html(found: Sequence[Screen]) -> str:
    """Every screen as a button with its figure and status."""
    return "".join(
        f'<li><button type="button" data-go="{escape(one.indicator)}"><b>{at}. {escape(one.title)}</b>'
        f'<span class="of"><span class="fig">{escape(one.figure)}</span>{_status_of(one)}</span></button></li>'
        for at, one in enumerate(found, 1)
    )


def status_html(status: Status, word: str) -> str:
    """A status: shape, word and fill."""
    icon = _ICONS.get(status, _DASH)
    return (
        f'<span class="state {status.value}"><svg viewBox="0 0 18 18" aria-hidden="true">{icon}</svg>'
        f"{escape(word)}</span>"
    )


def _status_of(screen: Screen) -> str:
    """The status, where the figure has not said it in words."""
    return "" if screen.figure == screen.status_word else status_html(screen.status, screen.status_word)


def _screen_html(screen: Screen, language: str) -> str:
    why = no_figure(screen, language)
    told = "".join(f"<li>{escape(one.label)}: <b>{escape(one.text)}</b></li>" for one in screen.facts)
    reason = f'<p class="why">{escape(why[:1].upper() + why[1:])}</p>' if why else ""
    state = f'<p class="st">{found}</p>' if (found := _status_of(screen)) else ""
    boxes = "".join(_box_html(box) for box in screen.boxes)
    details = screen.details if not why else ""
    small = f'<p class="small">{escape(details)}</p>' if details else ""
    return (
        f'<section class="screen" data-screen="{escape(screen.indicator)}" data-status="{screen.status.value}" '
        f'data-group="{screen.group.value}" data-skip="{str(screen.skipped).lower()}" '
        f'data-title="{escape(screen.title, quote=True)}" data-told="{escape(spoken(screen), quote=True)}" hidden>'
        f'<p class="where">{escape(screen.where)}</p>'
        f'<h1 class="{_title_size(screen.title)}">{escape(screen.title)}</h1>'
        f'<div class="cols"><div class="left"><p class="k {figure_size(screen.figure)}">{escape(screen.figure)}</p>'
        f"{reason}{state}<ul>{told}</ul>{small}</div>"
        f'<div class="right">{chart_svg(screen, language)}<div class="boxes">{boxes}</div></div></div>'
        f'<div class="notes"></div></section>'
    )


def _title_size(title: str) -> str:
    return "" if len(title) <= _LONG_TITLE else "long" if len(title) <= _LONGER_TITLE else "longer"


def figure_size(figure: str) -> str:
    """How large a figure can be drawn; the smallest is over 48 px on the smallest projector."""
    return "" if len(figure) <= _LONG_FIGURE else "long" if len(figure) <= _LONGER_FIGURE else "longer"


def _box_html(box: Box) -> str:
    lines = "".join(f"<li><span>{escape(name)}</span> {escape(value)}</li>" for name, value in box.units)
    return f'<div class="box"><h2>{escape(box.heading)}</h2><ul>{lines}</ul></div>'
