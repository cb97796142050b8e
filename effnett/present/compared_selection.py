"""What stands out, as the figures propose it or as a person has confirmed it, and the form to confirm it with."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from effnett.compare.overview import Overview
from effnett.compare.standouts import sign_of, standing
from effnett.model.clock import local
from effnett.model.comparison import Comparison
from effnett.model.records import Selection, Version
from effnett.model.scorecard import in_language
from effnett.present import formatting as write
from effnett.present.compared_html import field_html
from effnett.present.compared_view import place_words
from effnett.present.wording import say

_WAYS = (("better", "teach"), ("worse", "learn"))


@dataclass(frozen=True)
class StandsOut:
    """The cards to be shown, each with its indicators; `told` says who chose them, and `form` lets a person do so."""

    cards: tuple[tuple[str, tuple[str, ...]], ...]
    told: tuple[str, ...]
    form: str = ""


def stands_out(shown: Overview, saved: Version | None, may_choose: bool, language: str = "nb") -> StandsOut:
    """What a person has confirmed against this group; else what the figures propose."""
    found = shown.stands_out
    ids = {
        kind: tuple(str(one.key) for one in ones)
        for kind, ones in (("better", found.better), ("worse", found.worse), ("more", found.more), ("less", found.less))
    }
    told: tuple[str, ...] = (say("peers.proposed", language),)
    content = saved.content if saved and not saved.withdrawn and isinstance(saved.content, Selection) else None
    if saved and content:
        key = shown.group.key if shown.group else ""
        told = _confirmed(saved, content, key, language)
        if content.peers == key:
            ids |= {"better": content.better, "worse": content.worse}
    cards = (("teach", ids["better"]), ("learn", ids["worse"]), ("more", ids["more"]), ("less", ids["less"]))
    chosen = {**ids, "text": (content.text,) if content else ("",)}
    form = _form(shown, chosen, saved, language) if may_choose else ""
    return StandsOut(cards, told, form)


def _confirmed(saved: Version, content: Selection, key: str, language: str) -> tuple[str, ...]:
    confirmed = say("peers.confirmed", language, author=saved.author, day=write.day(local(saved.at).date(), language))
    if content.peers != key:
        return say("peers.proposed.here", language), say("peers.confirmed.other", language, confirmed=confirmed)
    return (confirmed, content.text) if content.text else (confirmed,)


def _form(shown: Overview, chosen: dict[str, tuple[str, ...]], saved: Version | None, language: str) -> str:
    """A box for each indicator that we are on that side of the median in; those that are shown now are ticked.

    The browser shows what is said of another's selection where that came while this one was made.
    """
    sides = {way: _side(shown, way) for way, _ in _WAYS}
    if not any(sides.values()):
        return ""
    boxes = "".join(
        f"<fieldset><legend>{escape(say(f'peers.{kind}', language))}</legend>"
        f"{''.join(_box(one, way, chosen[way], language) for one in sides[way])}</fieldset>"
        for way, kind in _WAYS
    )
    told, why = escape(say("peers.choose.told", language)), say("peers.choose.why", language)
    wanted, group = shown.wanted, shown.group.key if shown.group else ""
    of = escape(" ".join((wanted.org_unit, str(shown.year), wanted.service.key, group)), quote=True)
    version = saved.version if saved else 0
    theirs = escape(say("peers.choose.meanwhile", language, author=saved.author)) if saved else ""
    meanwhile = f'<p class="ef-note" role="status" data-meanwhile hidden>{theirs}</p>' if saved else ""
    written = f'<textarea id="cmp-why" rows="2" maxlength="2000">{escape(chosen["text"][0])}</textarea>'
    return (
        f'<details class="cmp-more"><summary>{escape(say("peers.choose.own", language))}</summary>'
        f'<form data-form="chosen" data-of="{of}" data-version="{version}">{meanwhile}<p class="m">{told}</p>'
        f'<div class="cmp-pick">{boxes}<div>{field_html(why, "cmp-why", written)}'
        f'<p class="m">{escape(say("access.no_health", language))}</p></div></div>'
        f'<button type="submit" id="cmp-save">{escape(say("peers.choose.save", language))}</button></form></details>'
    )


def _side(shown: Overview, way: str) -> list[Comparison]:
    wanted = 1 if way == "better" else -1
    found = []
    for comparison in shown.current.values():
        one = standing(comparison)
        if one and one.z * sign_of(comparison) * wanted > 0:
            found.append((-abs(one.z), comparison.indicator.id, comparison))
    return [comparison for *_, comparison in sorted(found, key=lambda entry: entry[:2])]


def _box(comparison: Comparison, way: str, chosen: tuple[str, ...], language: str) -> str:
    indicator = comparison.indicator
    ticked = " checked" if indicator.id in chosen else ""
    text = f"{in_language(indicator.title, language)}: {place_words(comparison, language, short=True)}"
    return (
        f'<label><input type="checkbox" name="{way}" value="{escape(indicator.id, quote=True)}"{ticked}> '
        f"<span>{escape(text)}</span></label>"
    )
