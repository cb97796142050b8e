"""The whole Sammenligning page as one piece of HTML, from what is compared and what the reader has chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from effnett.compare.effort import EffortAgainstResult, efforts_and_results
from effnett.compare.offered import LISTED, SIMILAR
from effnett.compare.overview import Overview
from effnett.compare.priorities import priorities
from effnett.compare.series import KostraSeries
from effnett.compare.services import Service
from effnett.model.comparison import Comparison
from effnett.model.scorecard import Indicator, in_language
from effnett.present import formatting as write
from effnett.present.compared_effort import effort_html, spending_html
from effnett.present.compared_figure import figure_html
from effnett.present.compared_html import (
    Heading,
    group_select,
    heading_html,
    likeness_html,
    own_list_html,
    section,
    select_html,
    service_select,
    table_html,
)
from effnett.present.compared_lists import (
    breaks_html,
    cards_html,
    everywhere_html,
    has_own,
    may_stand_out,
    partners_html,
)
from effnett.present.compared_selection import StandsOut
from effnett.present.compared_text import group_in_sentence, group_title, whole_country
from effnett.present.compared_view import compared_row, kind_words, service_title
from effnett.present.reforms import Name, not_there_text, reform_text
from effnett.present.wording import say

_MOST_OF_THEM: Final = 0.8
MOST_BEGUN: Final = 20
"""A list is begun with the group that is shown, unless it is long."""


@dataclass(frozen=True)
class Chosen:
    """What the reader has chosen besides whom and what: the opened figure, the two that are drawn against each other,
    and what spending is measured against. An empty text is the usual choice."""

    figure: str = ""
    effort: str = ""
    result: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Around:
    """What the choices need to be drawn: services, units for a list of one's own, series for likeness, notices;
    and the names of regions. `said` answers the one who has just saved what stands out."""

    services: Sequence[Service]
    units: Sequence[tuple[str, str]]
    series: Sequence[KostraSeries]
    as_of: str
    name: Name
    notices: tuple[str, ...] = ()
    list_is_open: bool = False
    said: tuple[str, ...] = ()


def page_html(
    shown: Overview,
    around: Around,
    chosen: Chosen,
    selection: StandsOut,
    figure: Comparison | None,
    effort: EffortAgainstResult | None,
    language: str = "nb",
) -> str:
    """The page. Its marks tell, once it is in place, what it shows."""
    body = (
        _compared(shown, around, chosen, selection, figure, effort, language)
        if shown.current
        else f'<p class="ef-note ef-wrong" role="alert">{escape(_why_nothing(shown, language))}</p>'
    )
    marks = f'data-page="compare" data-as-of="{escape(around.as_of)}" data-done="{escape(shown.wanted.org_unit)}"'
    return (
        f'<div class="ef cmp" {marks}>{_head(shown, around, language)}{_choices(shown, around, language)}{body}</div>'
    )


def _why_nothing(shown: Overview, language: str) -> str:
    if shown.group is None:
        return say("peers.choose.none", language)
    return shown.group.problem or say("peers.nothing", language)


def _head(shown: Overview, around: Around, language: str) -> str:
    group = group_title(shown.group.group, language) if shown.group else ""
    years = (shown.years[0], shown.year)
    service = service_title(shown.wanted.service.name, language)
    return heading_html(
        Heading(shown.name, service, group, years, _counted(shown, language), _notices(shown, around, language)),
        language,
    )


def _counted(shown: Overview, language: str) -> str:
    if shown.group is None or shown.group.problem:
        return ""
    lacking = _not_loaded(shown)
    if lacking is not None:
        return say("peers.country", language, n=shown.group.with_figures, of=lacking[1], year=shown.year)
    kind = kind_words(shown.kind, language)
    counted = say(
        "peers.with_figures", language, n=shown.group.with_figures, of=shown.group.of, kind=kind, year=shown.year
    )
    alike = shown.group.group.rule == SIMILAR  # ten that are alike make eleven with ourselves
    return say("peers.self_counted", language, counted=counted) if alike else counted


def _not_loaded(shown: Overview) -> tuple[int, int] | None:
    """How many municipalities are loaded, and how many there are, where the country is asked for and not all are."""
    for comparison in shown.current.values():
        all_of_them = whole_country(comparison)
        return None if all_of_them is None else (comparison.of, all_of_them)
    return None


def _notices(shown: Overview, around: Around, language: str) -> tuple[str, ...]:
    notices = list(around.notices)
    service = shown.wanted.service
    if shown.year != shown.wanted.year:
        notices.append(say("peers.other_year", language, asked=shown.wanted.year, shown=shown.year))
    if service.borrowed:
        notices.append(say("peers.borrowed", language, title=in_language(service.scorecard.title, language)))
    notices += _gone_words(shown, around.name, language)
    if lacking := _not_loaded(shown):
        notices.append(say("peers.not_all_loaded", language, loaded=lacking[0], of=lacking[1]))
    if shown.wanted.seen is not None:
        notices.append(say("peers.filtered", language))
    return tuple(notices)


def _gone_words(shown: Overview, name: Name, language: str) -> list[str]:
    """That the unit itself was no municipality that year, and why; and how many of the group were not."""
    own = [one for one in shown.gone if shown.wanted.org_unit in one.org_units]
    told = [not_there_text(one, shown.year, name, language) for one in own]
    absent = sum(not peer.exists for peer in shown.peers)
    if absent > bool(own):
        words = "peers.gone.one" if absent == 1 else "peers.gone.some"
        told.append(say(words, language, n=absent, of=len(shown.peers), year=shown.year))
    return told


def _choices(shown: Overview, around: Around, language: str) -> str:
    """Whom with, and what: the choices that go into the address."""
    asked = shown.wanted.group
    key = LISTED if asked == LISTED else shown.group.key if shown.group else ""
    selects = group_select(shown.offered, key, language)
    selects += service_select(around.services, shown.wanted.service.key, language)
    more = ""
    if asked.partition(":")[0] == LISTED:
        ticked = [peer.org_unit for peer in shown.peers]
        ticked = ticked if asked != LISTED or len(ticked) <= MOST_BEGUN else []
        more = own_list_html(around.units, ticked, around.list_is_open or asked == LISTED, language)
    elif shown.group and shown.group.group.rule == SIMILAR:
        figures = [(one.measure, one.title) for one in around.series]
        argument = shown.group.group.argument
        more = likeness_html(argument, figures, opened=bool(argument and ";" in argument), language=language)
    return f'<div class="cmp-choices">{selects}</div>{more}'


def _compared(
    shown: Overview,
    around: Around,
    chosen: Chosen,
    selection: StandsOut,
    figure: Comparison | None,
    effort: EffortAgainstResult | None,
    language: str,
) -> str:
    current = shown.current
    detail = figure_html(figure, shown.averages, language) if figure else ""
    four = section(say("peers.four", language), _table(shown, chosen, language), "four")
    left = four + _stands_out(shown, selection, around.said, language)
    talk = partners_html(shown.partners, current, language)
    right = _effort(shown, chosen, effort, language) + section(say("peers.talk", language), talk, "talk")
    below = [_spending(shown, chosen, language), _breaks(shown, around.name, language)]
    columns = "".join(f"<div>{one}</div>" for one in below if one)
    return (
        f'<div class="cmp-cols"><div>{left}</div><div>{right}</div></div>{detail}<div class="cmp-cols">{columns}</div>'
    )


def _table(shown: Overview, chosen: Chosen, language: str) -> str:
    broken = shown.broken or {}
    indicators, current = shown.wanted.service.indicators, shown.current
    rows = [
        compared_row(current[one.id], shown.lines[one.id], {*one.breaks, *broken}, language)
        for one in indicators
        if current[one.id].with_data
    ]
    without = [in_language(one.title, language) for one in indicators if not current[one.id].with_data]
    group = group_in_sentence(shown.group.group, language) if shown.group else ""
    caption = say("peers.table", language, unit=shown.name, group=group, year=shown.year)
    table = table_html(rows, caption, write.years(shown.years[0], shown.year), chosen.figure, language)
    if not without:
        return table
    told = say("peers.without", language, year=shown.year, titles="; ".join(without))
    return f'{table}<p class="m">{escape(told)}</p>'


def _stands_out(shown: Overview, selection: StandsOut, said: Sequence[str], language: str) -> str:
    current = shown.current
    if may_stand_out(current.values()):
        inner = (
            "".join(f'<p class="m cmp-state">{escape(text)}</p>' for text in selection.told)
            + cards_html(selection.cards, current, language)
            + "".join(f'<p class="ef-note" role="alert">{escape(text)}</p>' for text in said)
            + selection.form
        )
    else:
        why = "peers.too_few" if has_own(current.values()) else "peers.no_own"
        inner = f"<p>{escape(say(why, language))}</p>"
    return section(
        say("peers.stands_out", language),
        inner + everywhere_html(shown.everywhere, shown.wanted.everywhere, language),
        "out",
    )


def effort_pair(shown: Overview, chosen: Chosen) -> tuple[Indicator, Indicator] | None:
    """The two that are drawn against each other: those that are chosen, else the first that most have a figure of.

    None where the service has no effort or no result.
    """
    efforts, results = efforts_and_results(shown.wanted.service.indicators)
    if not (efforts and results and shown.current):
        return None

    def first(ones: Sequence[Indicator], name: str) -> Indicator:
        most = max(shown.current[one.id].with_data for one in ones)
        likely = (one for one in ones if shown.current[one.id].with_data >= _MOST_OF_THEM * most)
        return next((one for one in ones if one.id == name), next(likely))

    return first(efforts, chosen.effort), first(results, chosen.result)


def _effort(shown: Overview, chosen: Chosen, drawn: EffortAgainstResult | None, language: str) -> str:
    """Effort against result; nothing where the service has none of the one."""
    pair = effort_pair(shown, chosen)
    if pair is None:
        return ""
    selects = "".join(
        select_html(
            name,
            say(f"peers.choose.{name}", language),
            [("", o.id, in_language(o.title, language)) for o in ones],
            one.id,
        )
        for name, ones, one in zip(
            ("effort", "result"), efforts_and_results(shown.wanted.service.indicators), pair, strict=True
        )
    )
    broken = {*pair[0].breaks, *pair[1].breaks, *(shown.broken or {})}
    inner = effort_html(drawn, *pair, shown.wanted.org_unit, shown.name, broken, language)
    return section(say("peers.effort", language), f'<div class="cmp-choices">{selects}</div>{inner}', "effort")


def _spending(shown: Overview, chosen: Chosen, language: str) -> str:
    """More, the same or less; nothing where no service has an effort that can be weighed."""
    published = {one.org_unit: one.name for each in shown.spending for one in each.averages}
    known = [code for code in shown.averages if code in published]
    known += [code for code in published if code not in known and code.startswith("EAK")]
    reference = chosen.reference if chosen.reference in known else ""
    median = say("peers.spending.median", language)
    inner = spending_html(priorities(shown.spending, reference or None), published.get(reference, median), language)
    if not inner:
        return ""
    options = [("", "median", median), *(("", code, published[code]) for code in known)]
    select = select_html("reference", say("peers.choose.reference", language), options, reference or "median")
    return section(say("peers.spending", language), f'<div class="cmp-choices">{select}</div>{inner}', "spending")


def _breaks(shown: Overview, name: Name, language: str) -> str:
    years = (shown.years[0], shown.year)
    told = f"<p>{escape(say('peers.members_of_year', language, year=shown.year))}"
    told += f" {escape(say('peers.whole_year', language, year=shown.year))}</p>"
    own = [reform_text(one, name, language) for one in shown.reforms]
    own = [*(not_there_text(one, shown.year, name, language) for one in shown.gone), *own]
    told += breaks_html(own, shown.changes, shown.wanted.service.indicators, years, len(shown.peers), language)
    return section(say("peers.breaks", language), told + _instead(shown, language), "breaks")


def _instead(shown: Overview, language: str) -> str:
    """A list of those that members of the group have become part of, to be compared with in their place."""
    group = shown.group.group if shown.group else None
    known = {code for peer in shown.peers for code in peer.codes}
    if group is None or group.rule is not None or known.issuperset(code for one in shown.gone for code in one.now):
        return ""
    gone = {code for one in shown.gone for code in one.org_units}
    codes = [peer.org_unit for peer in shown.peers if peer.org_unit not in gone]
    codes = list(dict.fromkeys([*codes, *(code for one in shown.gone for code in one.now)]))
    value = escape(f"{LISTED}:{','.join(codes)}", quote=True)
    ask = escape(say("peers.gone.ask", language))
    return f'<p><button type="button" class="cmp-ask" data-ask="peers" data-value="{value}">{ask}</button></p>'
