"""What stands out, whom to talk to, and what is broken between the years: lists in words (docs/semantics.md 8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from effnett.compare.partners import Partner
from effnett.compare.reforms import Changed
from effnett.compare.series import Everywhere, KostraSeries, indicator_of
from effnett.compare.standouts import PEERS_FROM, Standing, sign_of, standing
from effnett.model.comparison import Comparison
from effnett.model.scorecard import Indicator, in_language
from effnett.present import formatting as write
from effnett.present.compared_html import row_button
from effnett.present.compared_text import value_words
from effnett.present.compared_view import break_words, place_words
from effnett.present.plain import list_html, some_of
from effnett.present.views import quantity
from effnett.present.wording import say

Compared = Mapping[str, Comparison]
"""The comparisons of the year shown, by the indicator's id."""
MOST_NAMES = 6


def cards_html(cards: Iterable[tuple[str, Sequence[str]]], found: Compared, language: str = "nb") -> str:
    """A card for each way to stand out, with a place beside each title. The neutral ones only where there are any."""
    shown = [(kind, ids) for kind, ids in cards if ids or kind in ("teach", "learn")]
    return f'<div class="cmp-cards">{"".join(_card(kind, ids, found, language) for kind, ids in shown)}</div>'


def _card(kind: str, indicators: Sequence[str], found: Compared, language: str) -> str:
    items = "".join(_item(found[one], language) for one in indicators if one in found)
    nothing = f"<p>{escape(say('peers.nothing_stands_out', language))}</p>"
    neutral = f' <span class="m">{escape(say("peers.neutral", language))}</span>' if kind in ("more", "less") else ""
    return (
        f'<div class="cmp-card {kind}"><h3>{escape(say(f"peers.{kind}", language))}{neutral}</h3>'
        f"{f'<ul>{items}</ul>' if items else nothing}</div>"
    )


def _item(comparison: Comparison, language: str) -> str:
    title = in_language(comparison.indicator.title, language)
    place = place_words(comparison, language, short=True)
    return f"<li>{row_button(comparison.indicator.id, title)} <span class=place>{escape(place)}</span></li>"


def may_stand_out(found: Iterable[Comparison]) -> bool:
    """Whether there are others enough for anything to stand out from."""
    return any(one.with_data > PEERS_FROM and one.own and one.own.value is not None for one in found)


def has_own(found: Iterable[Comparison]) -> bool:
    """Whether we have any figure ourselves that may be shown."""
    return any(one.own is not None and one.own.value is not None for one in found)


def everywhere_html(found: Everywhere, asked: bool, language: str = "nb") -> str:
    """What stands out among all series, each opening as a figure of its own; before it is asked for, the way to ask."""
    if not asked:
        ask = escape(say("peers.every.ask", language))
        return f'<p><button type="button" class="cmp-ask" data-ask="every" data-value="ja">{ask}</button></p>'
    heading = f"<h3>{escape(say('peers.every', language, n=found.of))}</h3>"
    if not found.more and not found.less:
        nothing = escape(say("peers.nothing_stands_out", language))
        return f'<div class="cmp-every">{heading}<p>{nothing}</p></div>'
    lists = "".join(
        f"<h4>{escape(say(f'peers.{kind}', language))}</h4><ul>{''.join(_series(*one, language) for one in ones)}</ul>"
        for kind, ones in (("more", found.more), ("less", found.less))
        if ones
    )
    return f'<div class="cmp-every">{heading}<p class="m">{escape(say("peers.every.told", language))}</p>{lists}</div>'


def _series(series: KostraSeries, standing: Standing, language: str) -> str:
    indicator = indicator_of(series)

    def words(value: float) -> str:
        return quantity(write.number(value, indicator.decimals, language), indicator)

    median = say("compare.median", language, value=words(standing.median))
    return f"<li>{row_button(indicator.id, series.title)}: {escape(words(standing.value))} ({escape(median)})</li>"


def partners_html(partners: Sequence[Partner], found: Compared, language: str = "nb") -> str:
    """Whom to talk to, what each can teach, and what it can learn."""
    if not partners:
        return f"<p>{escape(say(_why_nobody(found), language))}</p>"
    cards = "".join(_partner(one, found, language) for one in partners)
    both = partners[0].alike is not None
    why = f'<p class="m">{escape(say("peers.talk.why", language))}</p>' if both else ""
    return f'<div class="cmp-cards">{cards}</div>{why}'


def _why_nobody(found: Compared) -> str:
    """The words for why there is nobody to talk to."""
    if not has_own(found.values()):
        return "peers.no_own"
    standings = ((standing(one), sign_of(one)) for one in found.values())
    judged = [one.z * sign for one, sign in standings if one and sign]
    return "peers.talk.not_weak" if judged and min(judged) >= 0 else "peers.talk.nobody"


def _partner(partner: Partner, found: Compared, language: str) -> str:
    kind = {True: "alike", False: "unlike", None: "unknown"}[partner.alike]
    parts = (("teaches", partner.teaches), ("learns", partner.learns))
    lists = "".join(
        f"<h4>{escape(say(f'peers.talk.{key}', language))}</h4>{_exchange(partner, ids, found, language)}"
        for key, ids in parts
    )
    return (
        f'<div class="cmp-card talk"><h3>{escape(partner.name)} '
        f'<span class="m">{escape(say(f"peers.talk.{kind}", language))}</span></h3>{lists}</div>'
    )


def _exchange(partner: Partner, indicators: Iterable[str], found: Compared, language: str) -> str:
    items = "".join(f"<li>{escape(_against(found[one], partner, language))}</li>" for one in indicators)
    return f"<ul>{items}</ul>" if items else f"<p>{escape(say('peers.talk.nothing', language))}</p>"


def _against(comparison: Comparison, partner: Partner, language: str) -> str:
    theirs = next(row.value for row in comparison.rows if row.org_unit == partner.org_unit)
    ours = comparison.own.value if comparison.own else None
    title = in_language(comparison.indicator.title, language)
    words = [value_words(value or 0.0, comparison, language) for value in (theirs, ours)]
    return say("peers.talk.item", language, title=title, theirs=words[0], ours=words[1])


def breaks_html(
    own: Sequence[str],
    others: Sequence[Changed],
    indicators: Iterable[Indicator],
    years: tuple[int, int],
    of: int,
    language: str = "nb",
) -> str:
    """What is joined, what is broken, and why: of ourselves in sentences that are given, of others and of figures."""
    told = [*own, *_group_words(others, years, of, language)]
    for indicator in indicators:
        told += break_words(indicator, *years, language)
    if not told:
        return f"<p>{escape(say('peers.breaks.none', language, years=write.years(*years), first=years[0]))}</p>"
    return list_html(told)


def _group_words(others: Sequence[Changed], years: tuple[int, int], of: int, language: str) -> list[str]:
    told = []
    for key, joined in (("others", False), ("joined", True)):
        same = [one for one in others if one.is_joined is joined]
        if same:
            names = some_of([one.name for one in same], MOST_NAMES, language)
            words = {"n": len(same), "of": of, "years": write.years(*years), "names": names}
            told.append(say(f"peers.breaks.{key}", language, **words))
    return told
