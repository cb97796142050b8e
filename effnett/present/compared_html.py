"""The Sammenligning page as HTML: its heading, the choices, the table of relations. Every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from effnett.compare.offered import SIBLINGS, SIMILAR, Offered
from effnett.compare.services import Service, alike
from effnett.compare.weights import SIZE, Likeness, likeness_of, measure_text
from effnett.model.scorecard import Measure, in_language
from effnett.present import formatting as write
from effnett.present.compared_text import group_title
from effnett.present.compared_view import ComparedRow, service_title
from effnett.present.wording import say

_HEADS = ("dimension", "indicator", "own", "strip", "years", "place")
_NUMERIC = {"own", "place"}


@dataclass(frozen=True)
class Heading:
    """What stands over the page: who, with whom, when, and what the reader must know of it."""

    unit: str
    service: str
    group: str
    years: tuple[int, int]
    counted: str
    notices: tuple[str, ...] = ()


def heading_html(heading: Heading, language: str = "nb") -> str:
    """The heading, one line of who and when, and the notices."""
    title = say("peers.heading", language, service=heading.service)
    against = say("peers.against", language, unit=heading.unit)
    line = " · ".join(escape(part) for part in (write.years(*heading.years), heading.counted) if part)
    notices = "".join(f'<p class="ef-note">{escape(text)}</p>' for text in heading.notices)
    who = f"{escape(against)} <b>{escape(heading.group)}</b>"
    return f'<h1>{escape(title)}</h1><p class="ef-sub">{who} · {line}</p>{notices}'


def select_html(name: str, label: str, options: Iterable[tuple[str, str, str]], chosen: str) -> str:
    """A choice that goes into the address: options of (heading, key, text), those under one heading together."""
    parts = []
    for heading, found in groupby(options, key=lambda option: option[0]):
        inner = "".join(
            f'<option value="{escape(key, quote=True)}"{" selected" if key == chosen else ""}>{escape(text)}</option>'
            for _, key, text in found
        )
        parts.append(f'<optgroup label="{escape(heading, quote=True)}">{inner}</optgroup>' if heading else inner)
    return field_html(label, f"cmp-{name}", f'<select id="cmp-{name}" data-choose="{name}">{"".join(parts)}</select>')


def field_html(label: str, element: str, control: str) -> str:
    """Something to choose or write in, under its label. `element` is the control's id."""
    named = f'<label for="{escape(element, quote=True)}">{escape(label)}</label>'
    return f'<div class="cmp-choice">{named}{control}</div>'


def group_select(offered: Sequence[Offered], chosen: str, language: str = "nb") -> str:
    """The groups, each with how many have a figure; at the end a list of one's own."""
    options = []
    for one in offered:
        rule = one.group.rule is not None and not one.group.title
        own = one.key.startswith("list:") or one.key == SIBLINGS
        heading = "peers.own" if own else "peers.rules" if rule else "peers.groups"
        options.append((say(heading, language), one.key, _offer_words(one, language)))
    if not any(one.key.startswith("list:") for one in offered):
        options.append((say("peers.own", language), "list", say("peers.own.begin", language)))
    order = [say(f"peers.{name}", language) for name in ("groups", "rules", "own")]
    options.sort(key=lambda option: order.index(option[0]))
    return select_html("peers", say("peers.choose.group", language), options, chosen)


def _offer_words(one: Offered, language: str) -> str:
    title = group_title(one.group, language)
    title = title[:1].upper() + title[1:]
    if one.problem:
        return say("peers.group.refused", language, title=title)
    return say("peers.group.option", language, title=title, n=one.with_figures, of=one.of)


def service_select(offered: Sequence[Service], chosen: str, language: str = "nb") -> str:
    """The services of the scorecard and all of it, those of the unit's other scorecards, and those borrowed."""
    same = alike(offered)
    options = [(_of_whom(one, language), one.key, _service_words(one, one.name in same, language)) for one in offered]
    return select_html("service", say("peers.choose.service", language), options, chosen)


def _of_whom(service: Service, language: str) -> str:
    kind = "borrowed" if service.borrowed else "others" if service.is_of_another else "own"
    return say(f"peers.services.{kind}", language)


def _service_words(service: Service, is_shared: bool, language: str) -> str:
    """A service's name, and beside it its scorecard's where another has the same name."""
    name = service_title(service.name, language).capitalize()
    return f"{name} ({in_language(service.scorecard.title, language)})" if is_shared else name


def own_list_html(units: Sequence[tuple[str, str]], chosen: Iterable[str], opened: bool, language: str = "nb") -> str:
    """Boxes to tick, with a search over them, for a list of one's own."""
    ticked = set(chosen)
    search = '<input type="search" id="cmp-find-list" data-filter=".cmp-boxes label" autocomplete="off">'
    boxes = "".join(
        f'<label><input type="checkbox" name="unit" value="{escape(code, quote=True)}"'
        f"{' checked' if code in ticked else ''}> <span>{escape(name)} <i>{escape(code)}</i></span></label>"
        for code, name in units
    )
    return (
        f'<details class="cmp-more"{" open" if opened else ""}>'
        f"<summary>{escape(say('peers.list.open', language))}</summary>"
        f'<form data-form="list">{field_html(say("peers.list.find", language), "cmp-find-list", search)}'
        f'<fieldset class="cmp-boxes"><legend>{escape(say("peers.list.legend", language))}</legend>{boxes}</fieldset>'
        f'<button type="submit">{escape(say("peers.list.use", language))}</button></form></details>'
    )


def likeness_html(
    argument: str | None, figures: Sequence[tuple[Measure, str]], opened: bool, language: str = "nb"
) -> str:
    """What makes units alike: how many, and a weight for each part."""
    likeness = likeness_of(argument)
    fields = [_number("units", say("peers.similar.units", language), likeness.units, "3", "100", "1")]
    fields += [_number(key, label, weight) for key, label, weight in weight_fields(likeness, figures, language)]
    choices = [("", say("peers.similar.figure.none", language))] + [(measure_text(m), text) for m, text in figures]
    options = "".join(f'<option value="{escape(key, quote=True)}">{escape(text)}</option>' for key, text in choices)
    added = f'<select id="cmp-figure" data-added>{options}</select>'
    return (
        f'<details class="cmp-more"{" open" if opened else ""}>'
        f"<summary>{escape(say('peers.similar.open', language))}</summary>"
        f'<form data-form="{SIMILAR}"><p class="m">{escape(say("peers.similar.told", language))}</p>'
        f'<div class="cmp-weights">{"".join(fields)}'
        f"{field_html(say('peers.similar.figure', language), 'cmp-figure', added)}"
        f"{_number('', say('peers.similar.weight', language), 1.0)}</div>"
        f'<button type="submit">{escape(say("peers.similar.use", language))}</button></form></details>'
    )


def weight_fields(
    likeness: Likeness, figures: Iterable[tuple[Measure, str]], language: str = "nb"
) -> list[tuple[str, str, float]]:
    """Each part of the likeness: how the address names it, what people call it, and its weight."""
    weights, titles = likeness.weights, {measure_text(measure): text for measure, text in figures}
    found = [(SIZE, say("peers.similar.size", language), weights.size)]
    for band in weights.ages:
        words = "peers.similar.from" if band.last > 100 else "peers.similar.band"
        label = say(words, language, first=band.first, last=band.last)
        found.append((f"{band.first}-{band.last}", label, band.weight))
    for measure, weight in weights.figures:
        name = measure_text(measure)
        found.append((name, titles.get(name, name), weight))
    return found


def _number(name: str, label: str, value: float, low: str = "0", high: str = "100", step: str = "0.1") -> str:
    """A number; the one without a name is the weight of the figure that is added."""
    element = f"cmp-w-{name}"
    control = (
        f'<input type="number" min="{low}" max="{high}" step="{step}" value="{value:g}" '
        f'id="{escape(element, quote=True)}" data-weight="{escape(name, quote=True)}">'
    )
    return field_html(label, element, control)


def table_html(rows: Sequence[ComparedRow], caption: str, years: str, opened: str, language: str = "nb") -> str:
    """One row for each indicator, those of one relation together."""
    if not rows:
        return f'<p class="ef-note">{escape(say("peers.nothing", language))}</p>'
    heads = "".join(
        f'<th scope="col" class="{"num" if name in _NUMERIC else ""} h-{name}">'
        f"{escape(say(f'peers.head.{name}', language, **({'years': years} if name == 'years' else {})))}</th>"
        for name in _HEADS
    )
    body = ""
    for _, found in groupby(rows, key=lambda row: row.dimension):
        same = list(found)
        body += "".join(_row_html(row, row.dimension if row is same[0] else "", opened) for row in same)
    return (
        f'<table class="ef-table cmp-table"><caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>'
        f'<tbody>{body}</tbody></table><p class="ef-key">{escape(say("peers.key", language))}</p>'
    )


def _row_html(row: ComparedRow, dimension: str, opened: str) -> str:
    is_open = row.indicator == opened
    own = f'<b class="big">{escape(row.value)}</b>' if row.value else ""
    return (
        f'<tr class="r{" open" if is_open else ""}"><td><b>{escape(dimension)}</b></td>'
        f'<th scope="row">{row_button(row.indicator, row.title, is_open)}<br>'
        f'<span class="m">{escape(row.direction)}</span></th>'
        f'<td class="num">{own}{_small(row.details)}</td><td>{row.strip}{_small(row.lies, "")}</td>'
        f'<td>{row.years}</td><td class="num">{escape(row.place)}{_small(row.places)}</td></tr>'
    )


def row_button(indicator: str, title: str, opened: bool = False) -> str:
    """A title that opens its figure."""
    return (
        f'<button type="button" data-row="{escape(indicator, quote=True)}" aria-expanded="{str(opened).lower()}">'
        f"{escape(title)}</button>"
    )


def _small(lines: Iterable[str], first: str = "<br>") -> str:
    """Small print, a line each; `first` parts it from what it stands under."""
    told = "<br>".join(f'<span class="m">{escape(line)}</span>' for line in lines)
    return first + told if told else ""


def section(heading: str, inner: str, name: str) -> str:
    """A part of the page under its heading."""
    title = f'<h2 id="h-{name}">{escape(heading)}</h2>'
    return f'<section class="cmp-{name}" aria-labelledby="h-{name}">{title}{inner}</section>'


def titles_of(services: Iterable[Service], language: str = "nb") -> Mapping[str, str]:
    """The titles of indicators, by id."""
    return {one.id: in_language(one.title, language) for service in services for one in service.indicators}
