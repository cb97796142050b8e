"""The Tjenesteprofil page as Streamlit runs it: the sheet, and beside it what people wonder at."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Final

import streamlit as st

from effnett.compare.profile import Profile, ProfileWanted, profile, profile_services
from effnett.compare.services import Service, first_service
from effnett.errors import InputError
from effnett.model.organisation import PeerGroup
from effnett.model.records import Answer, RecordKind, Subject, Version, Wondering, WonderingState
from effnett.present.profile import Around, empty_html, page_html
from effnett.present.wording import say
from effnett.store.facts import Facts
from effnett.web import cards, components, data, people
from effnett.web.choices import Choice

GROUP: Final = "peers"
SERVICE: Final = "service"
_ELEMENT: Final = "sheet"
_LONGEST: Final = 6000
_MOST: Final = 5
"""How many wonderings stand beside the sheet."""

_element = st.components.v2.component(
    "effnett.profile",
    html='<div class="ef-root"></div>',
    js=(resources.files("effnett.web") / "profile.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def draw(choice: Choice) -> None:
    """Draw the page for what the bar and the address say."""
    if not people.person().may_see(choice.org_unit, choice.tree, choice.scorecard.org_unit, choice.as_of):
        components.notice(say("profile.not_yours"))
        return
    offered = profile_services(choice.scorecard, data.workspace().definitions().scorecards.values())
    if not offered:
        components.html(empty_html(choice.org_unit, choice.as_of.key))
        return
    notices: list[str] = [say("demo")] if data.is_demo(data.workspace().facts()) else []
    service = _service(offered, notices)
    shown = _shown(choice, service, notices)
    with st.container(key="profile"):
        sheet, beside = st.columns([7, 3], gap="large")
        with beside:
            _wonderings(choice, service.name)
        with sheet:
            _sheet(choice, shown, offered, notices)


def _sheet(choice: Choice, shown: Profile, offered: Sequence[Service], notices: Sequence[str]) -> None:
    html = page_html(shown, Around(offered, notices, lambda code: choice.tree.unit(code).name))
    version = hashlib.blake2b(html.encode(), digest_size=8).hexdigest()
    _element(
        key=_ELEMENT,
        data={"html": html, "version": version, "skip": say("skip")},
        on_asked_change=_ask,
        height="content",
    )


def _service(offered: Sequence[Service], notices: list[str]) -> Service:
    asked = st.query_params.get(SERVICE, "")
    found = next((one for one in offered if one.key == asked), None)
    first = found or first_service(offered)
    if asked and not found:
        what = say("peers.choose.service").lower()
        notices.append(say("choice.unknown", what=what, value=asked, shown=first.name))
    return first


def _shown(choice: Choice, service: Service, notices: list[str]) -> Profile:
    """The profile; where the address asks for a group that nobody knows, that is told and the first is shown."""
    groups = data.workspace().definitions().peers
    asked = st.query_params.get(GROUP, "")
    try:
        return _profile_of(choice, service, asked, groups)
    except InputError as error:
        notices += [problem.sentences for problem in error.problems]
        return _profile_of(choice, service, "", groups)


def _profile_of(choice: Choice, service: Service, asked: str, groups: tuple[PeerGroup, ...]) -> Profile:
    facts, reader = data.workspace().facts(), people.person()
    top = choice.scorecard.org_unit
    seen = None
    if not reader.sees_all:
        seen = frozenset(code for code in choice.tree.units if reader.may_see(code, choice.tree, top, choice.as_of))
    versions = " ".join(
        (facts.version, choice.scorecard.id, choice.scorecard.version, service.scorecard.version, service.key)
    )
    wanted = ProfileWanted(choice.org_unit, choice.as_of, service, asked, seen)
    return _profile(versions, choice.org_unit, choice.as_of.key, asked, groups, seen, facts, wanted)


@st.cache_resource(show_spinner=False, max_entries=32)
def _profile(
    versions: str,
    org_unit: str,
    as_of: str,
    asked: str,
    groups: tuple[PeerGroup, ...],
    seen: frozenset[str] | None,
    _facts: Facts,
    _wanted: ProfileWanted,
) -> Profile:
    del versions, org_unit, as_of, asked, seen  # what the result is kept under
    return profile(_facts, groups, _wanted)


@st.fragment
def _wonderings(choice: Choice, service: str) -> None:
    """What people wonder at about the service, the open first, and a form for more."""
    subject = Subject.of(choice.org_unit, choice.as_of, choice.scorecard.id, service=service)
    components.html(f'<div class="ef"><h2>{say("profile.wonderings")}</h2></div>')
    with st.container():  # what follows keeps its place when the name has been given
        people.named()
    saved = cards.new_wondering(subject, cards.may_ask(choice, choice.org_unit))
    found, answers = _written(choice.org_unit, service)
    if not found:
        components.html(f'<p class="ef m">{say("profile.wonderings.none")}</p>')
    for version in found[:_MOST]:
        saved |= cards.wondering(choice, version, answers.get(version.record, ()))
    if len(found) > _MOST:
        components.html(f'<p class="ef m">{say("profile.wonderings.more", n=len(found) - _MOST)}</p>')
    if saved:
        st.rerun(scope="fragment")


def _written(org_unit: str, service: str) -> tuple[list[Version], Mapping[str, list[Version]]]:
    """The wonderings at a service, the open first and the newest of them first; and the answers to each."""
    kinds = (RecordKind.WONDERING, RecordKind.ANSWER)
    wonderings: list[Version] = []
    answers: dict[str, list[Version]] = {}
    for version in data.records().in_force([org_unit], kinds=kinds):
        content = version.content
        if isinstance(content, Answer):
            answers.setdefault(content.about, []).append(version)
        elif isinstance(content, Wondering) and content.subject.service == service:
            wonderings.append(version)
    wonderings.reverse()
    return sorted(wonderings, key=_is_closed), answers


def _is_closed(version: Version) -> bool:
    return isinstance(version.content, Wondering) and version.content.state is WonderingState.CLOSED


def _ask() -> None:
    """Put what the reader has chosen in the address."""
    asked = st.session_state[_ELEMENT].asked
    for name, value in asked.items() if isinstance(asked, dict) else ():
        if name in (GROUP, SERVICE) and isinstance(value, str) and len(value) <= _LONGEST:
            st.query_params[name] = value
