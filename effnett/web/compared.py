"""The Sammenligning page as Streamlit runs it: the address says what is shown, and everything is one element."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any, Final

import streamlit as st

from effnett.compare.figures import Seen
from effnett.compare.groups import region_of
from effnett.compare.municipalities import kind_of, municipalities
from effnett.compare.offered import LISTED
from effnett.compare.overview import Overview, Wanted, effort_of, opened, overview
from effnett.compare.series import all_series
from effnett.compare.services import Service, first_service, services
from effnett.errors import InputError
from effnett.evaluate.tree import org_tree
from effnett.model.organisation import PeerGroup
from effnett.model.periods import AsOf
from effnett.model.records import Conflict, Edit, Selection, Subject, only_id
from effnett.present.compared_page import MOST_BEGUN, Around, Chosen, effort_pair, page_html
from effnett.present.compared_selection import stands_out
from effnett.present.wording import say
from effnett.store.facts import Facts
from effnett.web import choices, components, data
from effnett.web.choices import Choice
from effnett.web.people import named, person

GROUP: Final = "peers"
SERVICE: Final = "service"
FIGURE: Final = "indicator"
EVERY: Final = "every"
CHOICES: Final = (GROUP, SERVICE, FIGURE, EVERY, "effort", "result", "reference")
"""What the address says, besides the choices in the bar."""
_BELONG: Final = {SERVICE: (FIGURE, "effort", "result")}
"""Choices that mean nothing more when another is changed."""
_LONGEST: Final = 6000
_ELEMENT: Final = "compared"
_OPEN: Final = "compared-list-is-open"
_TOLD: Final = "compared-told"
_WAITING: Final = "compared-waits-for-a-name"

_element = st.components.v2.component(
    "effnett.compared",
    html='<div class="ef-root"></div>',
    js=(resources.files("effnett.web") / "compared.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def draw(choice: Choice) -> None:
    """Draw the page for what the bar and the address say."""
    top = choice.scorecard.org_unit
    if not person().may_see(choice.org_unit, choice.tree, top, choice.as_of):
        components.notice(say("peers.not_yours"))
        return
    offered = services(choice.scorecard, data.workspace().definitions().scorecards.values())
    notices: list[str] = []
    if st.session_state.get(_WAITING) and named():
        st.session_state.pop(_WAITING)
    service = _service(offered, notices)
    shown = _shown(choice, service, _seen(choice), notices)
    chosen = Chosen(*(st.query_params.get(name, "") for name in (FIGURE, "effort", "result", "reference")))
    _element(
        key=_ELEMENT,
        data=_drawn(choice, shown, offered, chosen, tuple(notices)),
        on_asked_change=_ask,
        height="content",
    )


def _seen(choice: Choice) -> Seen:
    """The units whose own figures the reader may see; None for all."""
    reader = person()
    if reader.sees_all:
        return None
    return frozenset(reader.seen(choice.tree.units, choice.tree, choice.scorecard.org_unit, choice.as_of))


def _service(offered: Sequence[Service], notices: list[str]) -> Service:
    asked = st.query_params.get(SERVICE, "")
    found = next((one for one in offered if one.key == asked), None)
    first = found or first_service(offered)
    if asked and not found:
        what = say("peers.choose.service").lower()
        notices.append(say("choice.unknown", what=what, value=asked, shown=first.name))
    return first


def _shown(choice: Choice, service: Service, seen: Seen, notices: list[str]) -> Overview:
    """What is compared; where the address asks for a group that nobody knows, that is told and the first is shown."""
    groups = data.workspace().definitions().peers
    asked = st.query_params.get(GROUP, "")
    try:
        return _overview_of(choice, service, asked, groups, seen)
    except InputError as error:
        notices += [problem.sentences for problem in error.problems]
        return _overview_of(choice, service, "", groups, seen)


def _overview_of(choice: Choice, service: Service, asked: str, groups: tuple[PeerGroup, ...], seen: Seen) -> Overview:
    facts = data.workspace().facts()
    versions = f"{facts.version} {service.scorecard.id} {service.scorecard.version} {service.key}"
    every = EVERY in st.query_params
    wanted = Wanted(choice.org_unit, choice.as_of.year, service, asked, seen, every)
    return _overview(versions, choice.org_unit, choice.as_of.year, asked, groups, seen, every, facts, wanted)


@st.cache_resource(show_spinner=False, max_entries=32)
def _overview(
    versions: str,
    org_unit: str,
    year: int,
    asked: str,
    groups: tuple[PeerGroup, ...],
    seen: Seen,
    every: bool,
    _facts: Facts,
    _wanted: Wanted,
) -> Overview:
    del versions, org_unit, year, asked, seen, every  # what the result is kept under
    return overview(_facts, groups, _wanted)


def _drawn(
    choice: Choice, shown: Overview, offered: Sequence[Service], chosen: Chosen, notices: tuple[str, ...]
) -> dict[str, str]:
    """What the element is given: the page's HTML with its version, and which figure is open."""
    facts = data.workspace().facts()
    figure = opened(facts, shown, chosen.figure) if chosen.figure else None
    around = Around(
        offered,
        _units(facts, choice, shown.year),
        all_series(facts),
        choice.as_of.key,
        lambda code: choice.tree.unit(code).name,
        (*_demo(facts), *notices),
        st.session_state.pop(_OPEN, False),
        tuple(st.session_state.pop(_TOLD, ())),
    )
    selection = stands_out(shown, data.records().newest(_record(shown)), _may_choose(choice))
    pair = effort_pair(shown, chosen)
    effort = effort_of(facts, shown, *pair) if pair else None
    html = page_html(shown, around, chosen, selection, figure, effort)
    version = hashlib.blake2b(html.encode(), digest_size=8).hexdigest()
    shown_as = {"html": html, "version": version, "opened": chosen.figure if figure else "", "skip": say("skip")}
    return shown_as | ({"name": "lacking"} if st.session_state.get(_WAITING) else {})


def _demo(facts: Facts) -> tuple[str, ...]:
    return (say("demo"),) if data.is_demo(facts) else ()


def _units(facts: Facts, choice: Choice, year: int) -> list[tuple[str, str]]:
    """The units of the same kind as the one shown, by name, for a list of one's own."""
    tree, kind = org_tree(facts), kind_of(region_of(facts, choice.org_unit))
    if kind == "municipality":
        codes: Sequence[str] = municipalities(facts, year)
    elif kind:
        codes = [code for (code,) in facts.rows("SELECT region FROM kostra_regions") if kind_of(code) == kind]
    else:
        codes = [code for code, unit in choice.tree.units.items() if unit.is_valid(AsOf(year, 3).day)]
    found = [(code, tree.unit(code).name) for code in codes if code != choice.org_unit]
    return sorted(found, key=lambda unit: (unit[1], unit[0]))


def _may_choose(choice: Choice) -> bool:
    """Whether the reader may confirm what stands out, as far as is known before a name is given."""
    reader = person()
    return not reader.name or reader.may_write(choice.org_unit, choice.tree, choice.as_of)


def _subject(shown: Overview) -> Subject:
    service = shown.wanted.service
    return Subject(shown.wanted.org_unit, shown.year, scorecard=service.scorecard.id, service=service.name)


def _record(shown: Overview) -> str:
    """The id of the one selection there can be of this unit, year and service."""
    return only_id(Selection(_subject(shown), (), (), "")) or ""


def _save(asked: Mapping[str, Any]) -> None:
    """Keep what a person has confirmed. It was made from the version that stood on the page."""
    choice, reader = choices.current(), person()
    if choice is None or not _may_choose(choice):
        _tell(say("peers.save.forbidden"))
        return
    if not reader.name:
        st.session_state[_WAITING] = True
        _tell(say("peers.save.name"))
        return
    offered = services(choice.scorecard, data.workspace().definitions().scorecards.values())
    shown = _shown(choice, _service(offered, []), _seen(choice), [])
    known = shown.current.keys()
    better, worse = (tuple(one for one in asked.get(way, ()) if one in known) for way in ("better", "worse"))
    content = Selection(
        _subject(shown), better, worse, shown.group.key if shown.group else "", str(asked.get("text", "")).strip()
    )
    try:
        saved = data.records().save(Edit(_record(shown), content, int(asked.get("version", 0))), reader.name)
    except InputError as error:
        _tell(*(problem.sentences for problem in error.problems))
        return
    if isinstance(saved, Conflict):
        _tell(say("peers.save.conflict", author=saved.theirs.author if saved.theirs else ""))
    else:
        _tell(say("peers.saved"))


def _tell(*texts: str) -> None:
    st.session_state[_TOLD] = list(texts)


def _begun_list() -> str:
    """A list that is begun with those shown, where they are not too many to be ticked off one by one."""
    choice = choices.current()
    st.session_state[_OPEN] = True
    if choice is None:
        return LISTED
    offered = services(choice.scorecard, data.workspace().definitions().scorecards.values())
    codes = [peer.org_unit for peer in _shown(choice, _service(offered, []), _seen(choice), []).peers]
    return f"{LISTED}:{','.join(codes)}" if 0 < len(codes) <= MOST_BEGUN else LISTED


def _ask() -> None:
    """Put what the reader has chosen in the address; what belonged to another choice goes out of it."""
    asked = st.session_state[_ELEMENT].asked
    if isinstance(asked, dict) and isinstance(asked.get("save"), dict):
        _save(asked["save"])
        return
    for name, value in asked.items() if isinstance(asked, dict) else ():
        if (name, value) == (GROUP, LISTED):
            value = _begun_list()
        if name not in CHOICES or not isinstance(value, str) or len(value) > _LONGEST:
            continue
        for other in _BELONG.get(name, ()):
            st.query_params.pop(other, None)
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)
