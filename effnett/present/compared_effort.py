"""Effort against result, and what is spent more or less on: words and drawings (docs/semantics.md 8)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from html import escape
from typing import Final

from effnett.compare.effort import CORRELATION_FROM, EffortAgainstResult, Pair
from effnett.compare.priorities import Priority, Weighed
from effnett.model.scorecard import Direction, Indicator, in_language
from effnett.present import formatting as write
from effnett.present.compared_drawing import CHART, Axis, axis_of, ticks
from effnett.present.compared_view import is_broken, service_title, tick_words
from effnett.present.plain import some_of
from effnett.present.views import quantity
from effnett.present.wording import say

_ROOM: Final = 0.12
"""What is left free around the dots, as a share of the axis."""
_DOT: Final = 8.0
"""How near the edge a dot may lie and still be seen whole."""
_ARROW: Final = (
    '<defs><marker id="cmp-head" viewBox="0 0 10 10" refX="17" refY="5" markerWidth="14" markerHeight="14" '
    'markerUnits="userSpaceOnUse" orient="auto"><path class="tip" d="M0 0L10 5L0 10Z"/></marker></defs>'
)
"""The head of an arrow, whose tip ends at the edge of our own dot."""
_HEAD: Final = ' marker-end="url(#cmp-head)"'
_MOST_NAMES: Final = 3
_NEAR_TOP: Final = 0.8
_FAR_OUT: Final = 0.6
_WAYS: Final = {Direction.HIGHER: ("good", "bad"), Direction.LOWER: ("bad", "good")}


def effort_html(
    found: EffortAgainstResult | None,
    effort: Indicator,
    result: Indicator,
    own: str,
    name: str,
    broken: Collection[int] = (),
    language: str = "nb",
) -> str:
    """The drawing with its words and a table of the same; what is told where nobody has both. Our way is lifted where
    the line is broken: from the months in `broken`."""
    if found is None:
        return f'<p class="ef-note">{escape(say("peers.effort.none", language))}</p>'
    return (
        f"{_chart(found, effort, result, own, name, broken, language)}"
        + "".join(f'<p class="m">{escape(text)}</p>' for text in _told(found, own, name, language))
        + _table(found, effort, result, own, name, language)
    )


def _axes(found: EffortAgainstResult) -> tuple[Axis, Axis]:
    path = [pair for _, pair in found.path]
    return (
        _wider(axis_of([pair.effort for pair in found.pairs]), [pair.effort for pair in path]),
        _wider(axis_of([pair.result for pair in found.pairs]), [pair.result for pair in path]),
    )


def _wider(axis: Axis, own: Sequence[float]) -> Axis:
    """With our own way in it, and some room around."""
    low, high = min(axis.low, *own, axis.low), max(axis.high, *own, axis.high)
    room = (high - low) * _ROOM
    return Axis(low - room, high + room)


def _chart(
    found: EffortAgainstResult,
    effort: Indicator,
    result: Indicator,
    own: str,
    name: str,
    broken: Collection[int],
    language: str,
) -> str:
    across, up = _axes(found)
    width, height = CHART

    def x(value: float) -> float:
        return round(across.share(value) * width, 1)

    def y(value: float) -> float:
        return round((1 - up.share(value)) * height, 1)

    dots = "".join(_dot(pair, x, y, across, up) for pair in found.pairs if pair.org_unit != own)
    line = "".join(
        f'<path class="way" d="M{"L".join(f"{x(pair.effort)} {y(pair.result)}" for _, pair in run)}"{_HEAD}/>'
        for run in _runs(found.path, broken)
        if len(run) > 1
    )
    stops = "".join(f'<circle class="stop" cx="{x(p.effort)}" cy="{y(p.result)}" r="4"/>' for _, p in found.path[:-1])
    last = found.path[-1] if found.path else None
    here = f'<circle class="own" cx="{x(last[1].effort)}" cy="{y(last[1].result)}" r="9"/>' if last else ""
    cross = f"M{x(found.effort_median)} 0V{height}M0 {y(found.result_median)}H{width}"
    text = _text(found, effort, result, own, name, language)
    return (
        f'<div class="cmp-plot"><p class="up">{escape(_named(result, language))}</p><div class="cmp-field">'
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(text, quote=True)}">'
        f'{_ARROW}<path class="cross" d="{cross}"/>{dots}{line}{stops}{here}</svg>'
        f"{_corners(result, language)}{_labels(found, across, up, name)}{_ticks(across, up, effort, result, language)}"
        f'</div><p class="along">{escape(_named(effort, language))}</p></div>'
    )


def _runs(path: Sequence[tuple[int, Pair]], broken: Collection[int]) -> list[list[tuple[int, Pair]]]:
    """Our way in pieces: a new one where the line is broken after the year before."""
    runs: list[list[tuple[int, Pair]]] = []
    for year, pair in path:
        if not runs or is_broken(runs[-1][-1][0], year, broken):
            runs.append([])
        runs[-1].append((year, pair))
    return runs


def _dot(pair: Pair, x: Callable[[float], float], y: Callable[[float], float], across: Axis, up: Axis) -> str:
    beyond = "" if across.holds(pair.effort) and up.holds(pair.result) else " beyond"
    title = escape(pair.name)
    width, height = CHART
    left, top = (min(max(at, _DOT), size - _DOT) for at, size in ((x(pair.effort), width), (y(pair.result), height)))
    place = f'cx="{left}" cy="{top}" r="6"'
    return f'<circle class="peer{beyond}" {place}><title>{title}</title></circle>'


def _corners(result: Indicator, language: str) -> str:
    """What it means to lie in each quarter."""
    top, bottom = _WAYS.get(result.direction, ("more", "less"))
    return "".join(
        f'<span class="corner {place}">{escape(say(f"peers.effort.{words}", language))}</span>'
        for place, words in (
            ("tl", f"low_{top}"),
            ("tr", f"high_{top}"),
            ("bl", f"low_{bottom}"),
            ("br", f"high_{bottom}"),
        )
    )


def _labels(found: EffortAgainstResult, across: Axis, up: Axis, name: str) -> str:
    """Our name with the newest year, and the year our way begins in."""
    if not found.path:
        return ""
    ends = [(f"{name} {found.path[-1][0]}", found.path[-1][1], "now")]
    if len(found.path) > 1:
        ends.append((str(found.path[0][0]), found.path[0][1], "then"))
    return "".join(
        f'<span class="name {kind}{_side(across.share(pair.effort), up.share(pair.result))}" '
        f'style="left:{across.share(pair.effort):.1%};top:{1 - up.share(pair.result):.1%}">{escape(text)}</span>'
        for text, pair, kind in ends
    )


def _side(across: float, up: float) -> str:
    """Where a label stands beside its dot, so that it stays within the drawing."""
    left = " left" if across > _FAR_OUT else ""
    return left + (" below" if up > _NEAR_TOP else " above" if up < 1 - _NEAR_TOP else "")


def _ticks(across: Axis, up: Axis, effort: Indicator, result: Indicator, language: str) -> str:
    along = [(f"left:{across.share(value):.1%}", value) for value in ticks(across, 4)]
    upwards = [(f"top:{1 - up.share(value):.1%}", value) for value in ticks(up, 4)]
    return "".join(
        f'<span class="{kind}" style="{place}">{escape(tick_words(value, indicator, language))}</span>'
        for kind, marks, indicator in (("tx", along, effort), ("ty", upwards, result))
        for place, value in marks
    )


def _named(indicator: Indicator, language: str) -> str:
    return in_language(indicator.title, language)


def _words(value: float, indicator: Indicator, language: str) -> str:
    return quantity(write.number(value, indicator.decimals, language), indicator)


def _text(found: EffortAgainstResult, effort: Indicator, result: Indicator, own: str, name: str, language: str) -> str:
    ours = next((pair for pair in found.pairs if pair.org_unit == own), None)
    told = (
        say(
            "peers.effort.own",
            language,
            name=name,
            effort=_words(ours.effort, effort, language),
            result=_words(ours.result, result, language),
        )
        if ours
        else say("peers.effort.without", language, name=name)
    )
    names = {"effort": _named(effort, language), "result": _named(result, language)}
    return say("peers.effort.text", language, **names, year=found.year, n=len(found.pairs), own=told)


def _told(found: EffortAgainstResult, own: str, name: str, language: str) -> list[str]:
    across, up = _axes(found)
    count = len(found.pairs)
    told = [say("peers.effort.axes", language, year=found.year)]
    if not any(pair.org_unit == own for pair in found.pairs):
        told.append(say("peers.effort.without", language, name=name))
    beyond = [pair.name for pair in found.pairs if not (across.holds(pair.effort) and up.holds(pair.result))]
    if beyond:
        told.append(say("peers.effort.beyond", language, names=some_of(sorted(beyond), _MOST_NAMES, language)))
    if found.correlation is not None:
        told.append(say("peers.effort.pattern", language, r=write.number(found.correlation, 2, language), n=count))
    elif count < CORRELATION_FROM:
        told.append(say("peers.effort.no_pattern", language, n=count))
    return told


def _table(found: EffortAgainstResult, effort: Indicator, result: Indicator, own: str, name: str, language: str) -> str:
    """Everybody in the year, and ourselves through the years."""
    rows = [(pair.name, pair, pair.org_unit == own) for pair in sorted(found.pairs, key=lambda pair: pair.name)]
    years = [(str(year), pair, False) for year, pair in found.path]
    through = escape(say("peers.effort.years", language, name=name))
    inner = _pairs(rows, "head.unit", effort, result, language)
    if len(years) > 1:
        inner += f"<h3>{through}</h3>{_pairs(years, 'head.year', effort, result, language)}"
    return f"<details><summary>{escape(say('peers.effort.table', language))}</summary>{inner}</details>"


def _pairs(
    rows: Sequence[tuple[str, Pair, bool]], head: str, effort: Indicator, result: Indicator, language: str
) -> str:
    heads = "".join(
        f'<th scope="col"{number}>{escape(text)}</th>'
        for text, number in (
            (say(head, language), ""),
            (_named(effort, language), ' class="num"'),
            (_named(result, language), ' class="num"'),
        )
    )
    body = "".join(
        f'<tr{" class=open" if own else ""}><th scope="row">{escape(text)}</th>'
        f'<td class="num">{escape(_words(pair.effort, effort, language))}</td>'
        f'<td class="num">{escape(_words(pair.result, result, language))}</td></tr>'
        for text, pair, own in rows
    )
    return f'<table class="cmp-units"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def spending_html(found: Sequence[Priority], reference: str, language: str = "nb") -> str:
    """Each service per inhabitant and as a share, in words; where the two disagree it is marked."""
    known = [one for one in found if one.per_inhabitant or one.share]
    if not known:
        return ""
    heads = "".join(
        f'<th scope="col">{escape(say(f"peers.spending.{key}", language))}</th>' for key in ("service", "per", "share")
    )
    rows = "".join(
        f"<tr{' class=apart' if one.disagree else ''}>"
        f'<th scope="row">{escape(service_title(one.service, language).capitalize())}'
        f"{_disagree(one, language)}</th><td>{_weighed(one.per_inhabitant, language)}</td>"
        f"<td>{_weighed(one.share, language)}</td></tr>"
        for one in known
    )
    caption = escape(say("peers.spending.table", language, reference=reference), quote=True)
    return (
        f'<div class="ef-wide" tabindex="0" role="region" aria-label="{caption}">'
        f'<table class="cmp-spending"><caption>{caption}</caption><thead><tr>{heads}</tr></thead>'
        f'<tbody>{rows}</tbody></table></div><p class="m">{escape(say("peers.spending.why", language))}</p>'
    )


def _disagree(one: Priority, language: str) -> str:
    if not one.disagree:
        return ""
    return f'<br><span class="m apart">≠ {escape(say("peers.spending.disagree", language))}</span>'


def _weighed(one: Weighed | None, language: str) -> str:
    if one is None:
        return f'<span class="m">{escape(say("peers.spending.unknown", language))}</span>'
    percent = write.percent_sign(write.number(one.percent, 0, language))
    against = say(
        "peers.spending.percent", language, percent=percent, reference=_words(one.reference, one.indicator, language)
    )
    word = escape(say(f"peers.spending.{one.spending.value}", language))
    ours = escape(_words(one.value, one.indicator, language))
    return f'<b>{word}</b> · {ours}<br><span class="m">{escape(against)}</span>'
