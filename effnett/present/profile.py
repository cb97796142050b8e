"""Tjenesteprofil as HTML: one service on one sheet, the model with its figures and the table behind it. All escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from effnett.compare.profile import RESOURCES, Index, Profile, ProfileLine, Shown
from effnett.compare.services import DIMENSIONS, Service
from effnett.model.evaluation import Evaluation
from effnett.model.observation import Absent
from effnett.model.scorecard import Indicator, in_language
from effnett.present import formatting as write
from effnett.present.compared_html import select_html, service_select
from effnett.present.compared_text import group_title
from effnett.present.compared_view import service_title
from effnett.present.formatting import number
from effnett.present.plain import code_html, fold_html
from effnett.present.profile_drawing import Edge, model_svg, relation_words
from effnett.present.reforms import Name, not_there_text, reforms_html
from effnett.present.table import pill_html
from effnett.present.views import details, limits_of, quantity
from effnett.present.wording import absent_word, direction_word, quality_word, say, status_word

_STRIP: Final = (150, 30)
_EDGE: Final = 8
_FARTHEST: Final = 250.0
"""The index that a strip ends at."""
_TWO: Final = 2
_EXAMPLE: Final = """indicators:
  - id: barnehagedekning
    title: Barn 1–5 år med barnehageplass
    measure: { kostra: KOSbhgdekning15 }
    unit: percent
    direction: higher
    service: barnehage
    dimension: dekningsgrad"""


@dataclass(frozen=True)
class Around:
    """What stands around a profile: the services there are, notices, and names of regions."""

    services: Sequence[Service]
    notices: Sequence[str]
    name: Name


def page_html(profile: Profile, around: Around, language: str = "nb") -> str:
    """The sheet. Its marks tell, once it is in place, what it shows."""
    wanted = profile.wanted
    marks = (
        f'data-page="service" data-as-of="{escape(wanted.as_of.key)}" '
        f'data-done="{escape(wanted.org_unit)}" data-service="{escape(wanted.service.name)}"'
    )
    return (
        f'<div class="ef cmp prf" {marks}>{_head(profile, around, language)}{_choices(profile, around, language)}'
        f"{_model(profile, language)}{_table(profile, language)}{_reforms(profile, around, language)}</div>"
    )


def empty_html(org_unit: str, as_of: str, language: str = "nb") -> str:
    """What to write in the YAML where no indicator is tagged with a service."""
    dimensions = ", ".join(DIMENSIONS)
    return (
        f'<div class="ef prf" data-page="service" data-as-of="{escape(as_of)}" data-done="{escape(org_unit)}">'
        f"<h1>{escape(say('page.service', language))}</h1>"
        f"<p>{escape(say('profile.empty', language))}</p>"
        f"<p>{escape(say('profile.empty.how', language, dimensions=dimensions))}</p>{code_html(_EXAMPLE)}</div>"
    )


def edges_of(profile: Profile, language: str = "nb") -> dict[str, Edge]:
    """The figure that stands on each relation: the first of the newest year there is one for, else the first."""
    found = {}
    for dimension in DIMENSIONS:
        if lines := profile.of_relation(dimension):
            line = max(lines, key=lambda one: _newest(one).year if _newest(one).value is not None else 0)
            found[dimension] = _edge(line, _newest(line), language)
    return found


def _newest(line: ProfileLine) -> Shown:
    """The newest year that has a figure; the last one where none has."""
    return next((shown for shown in reversed(line.years) if shown.value is not None), line.now)


def _edge(line: ProfileLine, shown: Shown, language: str) -> Edge:
    title = in_language(line.indicator.title, language)
    notes = [] if shown is line.now else [str(shown.year)]
    if line.index and (line.comparison is None or line.comparison.year == shown.year):
        notes.append(_index_words(line.index, language))
    return Edge(cell_text(shown, line.indicator, language), title, " · ".join(notes))


def _head(profile: Profile, around: Around, language: str) -> str:
    service = service_title(profile.wanted.service.name, language)
    title = say("profile.heading", language, service=service)
    group = profile.group
    against = ""
    if group is not None and not group.problem:
        counted = say("profile.counted", language, n=group.with_figures, of=group.of)
        words = escape(group_title(group.group, language))
        against = f" · {escape(say('profile.against', language))} <b>{words}</b> ({escape(counted)})"
    years = write.years(profile.years[0], profile.years[-1])
    notices = "".join(f'<p class="ef-note">{escape(text)}</p>' for text in _notices(profile, around, language))
    return f'<h1>{escape(title)}</h1><p class="ef-sub"><b>{escape(profile.name)}</b> · {years}{against}</p>{notices}'


def _notices(profile: Profile, around: Around, language: str) -> list[str]:
    service, group = profile.wanted.service, profile.group
    found = list(around.notices)
    found += [not_there_text(one, profile.years[-1], around.name, language) for one in profile.gone]
    if service.borrowed:
        found.append(say("profile.borrowed", language, title=in_language(service.scorecard.title, language)))
    if profile.compared_year != profile.years[-1]:
        found.append(say("profile.compared", language, year=profile.years[-1], compared=profile.compared_year))
    if group is None:
        found.append(say("profile.nobody", language))
    elif group.problem:
        found.append(group.problem)
    return found


def _choices(profile: Profile, around: Around, language: str) -> str:
    groups = [("", one.key, group_title(one.group, language)) for one in profile.offered]
    groups = [(head, key, title[:1].upper() + title[1:]) for head, key, title in groups]
    chosen = profile.group.key if profile.group else ""
    return (
        '<div class="cmp-choices">'
        f"{service_select(around.services, profile.wanted.service.key, language)}"
        f"{select_html('peers', say('peers.choose.group', language), groups, chosen) if groups else ''}</div>"
    )


def _model(profile: Profile, language: str) -> str:
    """The drawing and, for narrow windows, the same as a list."""
    edges = edges_of(profile, language)
    told = [(relation_words(name, language), edges.get(name)) for name in DIMENSIONS]
    text = ". ".join(f"{name}: {_edge_words(edge, language)}" for name, edge in told)
    items = "".join(
        f"<li><span>{escape(name)}</span><b>{escape(edge.value if edge else '–')}</b>"
        f'<span class="m">{escape(_edge_small(edge, language))}</span></li>'
        for name, edge in told
    )
    return f'<div class="prf-model">{model_svg(edges, text, language)}<ul class="prf-list">{items}</ul></div>'


def _edge_words(edge: Edge | None, language: str) -> str:
    return f"{edge.value}, {_edge_small(edge, language)}" if edge else say("profile.no_figure", language)


def _edge_small(edge: Edge | None, language: str) -> str:
    if edge is None:
        return say("profile.no_figure", language)
    return " · ".join(part for part in (edge.title, edge.note) if part)


def _table(profile: Profile, language: str) -> str:
    heads = [
        ("", say("peers.head.indicator", language)),
        *(("num", str(year)) for year in profile.years),
        ("", say("profile.head.index", language)),
        ("", say("profile.head.ends", language)),
    ]
    head = "".join(f'<th scope="col" class="{kind}">{escape(text)}</th>' for kind, text in heads)
    bodies = "".join(_relation_html(profile, name, len(heads), language) for name in (RESOURCES, *DIMENSIONS))
    caption = escape(say("profile.caption", language, service=service_title(profile.wanted.service.name, language)))
    index = escape(say("profile.index.means", language))
    return (
        f'<table class="ef-table prf-table"><caption>{caption}</caption><thead><tr>{head}</tr></thead>'
        f'{bodies}</table><p class="ef-key">{index}</p>'
    )


def _relation_html(profile: Profile, dimension: str, columns: int, language: str) -> str:
    lines = profile.of_relation(dimension)
    if not lines:
        return ""
    name = say("profile.frame", language) if dimension == RESOURCES else relation_words(dimension, language)
    rows = "".join(_line_html(line, profile, language) for line in lines)
    heading = f'<tr class="fa"><th colspan="{columns}" scope="rowgroup">{escape(name)}</th></tr>'
    return f"<tbody>{heading}{rows}</tbody>"


def _line_html(line: ProfileLine, profile: Profile, language: str) -> str:
    indicator = line.indicator
    small = [in_language(indicator.method, language) or say(f"source.{indicator.measure.source.value}", language)]
    small += [direction_word(indicator.direction, language), *_beside(line, profile, language)]
    status = ""
    if line.evaluation is not None:
        status = " " + pill_html(line.evaluation.status, _status_words(line, line.evaluation, language))
    cells = "".join(
        f'<td class="num" data-label="{shown.year}">{_cell(shown, indicator, shown is line.now, language)}</td>'
        for shown in line.years
    )
    index = (
        index_html(line.index, language)
        if line.index
        else f'<span class="m">{_no_index(line, profile, language)}</span>'
    )
    label = f' data-label="{escape(say("profile.head.index", language), quote=True)}"' if line.index else ""
    return (
        f'<tr class="r"><th scope="row">{escape(in_language(indicator.title, language))}{status}<br>'
        f'<span class="m">{escape(" · ".join(part for part in small if part))}</span></th>{cells}'
        f'<td{label}>{index}</td><td class="prf-ends">{_ends(line.index, language)}</td></tr>'
    )


def _status_words(line: ProfileLine, evaluation: Evaluation, language: str) -> str:
    """The status, with its year where it is of an older figure than the last year's."""
    status = status_word(evaluation.status, language)
    older = evaluation.value is not None and evaluation.last is not None and evaluation.last.year != line.now.year
    if not (older and evaluation.last):
        return status
    return say("profile.status_in", language, status=status, year=evaluation.last.year)


def _beside(line: ProfileLine, profile: Profile, language: str) -> tuple[str, ...]:
    """What a survey's or a flow's figure is of: its period, n, months and how sure it is."""
    return details(line.evaluation, line.evaluation.target, profile.wanted.as_of, language) if line.evaluation else ()


def _cell(shown: Shown, indicator: Indicator, is_now: bool, language: str) -> str:
    text = escape(cell_text(shown, indicator, language))
    told = [] if shown.value is None else [quality_word(shown.quality, language)]
    small = "".join(f'<br><span class="m">{escape(one)}</span>' for one in told if one)
    return (f'<b class="big">{text}</b>' if is_now else text) + small


def cell_text(shown: Shown, indicator: Indicator, language: str = "nb") -> str:
    """A value with its unit, `skjermet`, or `–`."""
    if shown.value is None:
        return say("suppressed", language) if shown.absent is Absent.SUPPRESSED else "–"
    return quantity(write.against(shown.value, limits_of(shown.target), indicator.decimals, language), indicator)


def _no_index(line: ProfileLine, profile: Profile, language: str) -> str:
    if line.now.value is None and profile.gone:
        return escape(say("peers.gone", language))
    if line.now.value is None:
        return escape(absent_word(line.now.absent or Absent.MISSING, language))
    if line.evaluation is not None and line.comparison is None and profile.group and not profile.group.problem:
        return escape(say("profile.no_index.year", language))
    alone = line.comparison is None or line.comparison.with_data < _TWO
    return escape(say("profile.no_index" if alone else "profile.no_index.ratio", language))


def _index_words(index: Index, language: str) -> str:
    return say("profile.index", language, n=number(index.own, 0, language))


def index_html(index: Index, language: str = "nb") -> str:
    """The index as a number and as a strip from the lowest to the highest, with a line at 100."""
    published = ""
    if index.is_published:
        published = f'<span class="m">{escape(say("profile.index.published", language))}</span>'
    text = say(
        "profile.index.text",
        language,
        own=number(index.own, 0, language),
        low=number(index.lowest.percent, 0, language),
        high=number(index.highest.percent, 0, language),
    )
    width, height = _STRIP
    return (
        f'<div class="prf-index"><b>{escape(number(index.own, 0, language))}</b>'
        f'<svg class="strip" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(text, quote=True)}">{_strip(index)}</svg>{published}</div>'
    )


def _strip(index: Index) -> str:
    """The marks of a strip. An outlier stands at the edge, open: else all others would lie on one another."""
    low = min(index.lowest.percent, 100.0)
    high = min(max(index.highest.percent, 100.0), _FARTHEST)
    width, height = _STRIP
    room, middle = high - low, height / 2

    def x(value: float) -> float:
        return round(_EDGE + ((min(value, high) - low) / room if room else 0.5) * (width - 2 * _EDGE), 1)

    is_beyond = index.highest.percent > high
    most = f'<circle class="beyond" cx="{x(high)}" cy="{middle}" r="5"/>' if is_beyond else ""
    peers = f"M{x(index.lowest.percent)} {middle}h0" + ("" if is_beyond else f"M{x(high)} {middle}h0")
    own = "own beyond" if index.own > high else "own"
    return (
        f'<path class="axis" d="M{_EDGE} {middle}H{width - _EDGE}"/><path class="peer" d="{peers}"/>'
        f'<path class="mid" d="M{x(100.0)} 4V{height - 4}"/>{most}'
        f'<circle class="{own}" cx="{x(index.own)}" cy="{middle}" r="6.5"/>'
    )


def _ends(index: Index | None, language: str) -> str:
    if index is None:
        return ""
    ends = (("highest", index.highest), ("lowest", index.lowest))
    among = f'<span class="m">{escape(say("profile.index.of", language, n=number(index.of, 0, language)))}</span>'
    told = "".join(
        "<span>"
        + escape(
            say(
                f"profile.{key}",
                language,
                name=say("profile.own", language) if end.is_own else end.name,
                n=number(end.percent, 0, language),
            )
        )
        + "</span>"
        for key, end in ends
    )
    return told + among


def _reforms(profile: Profile, around: Around, language: str) -> str:
    told = reforms_html(profile.reforms, around.name, language, sums=True)
    return fold_html(say("reform.heading", language), told, opened=True) if told else ""
