"""Whether somebody may come in, and what those who may not are told (docs/access.md)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from enum import Enum
from html import escape
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from effnett.model.access import EMAIL, NOBODY, Person, is_verified, name_of
from effnett.present.wording import say
from effnett.web import components, cookies
from effnett.web.opened import workspace
from effnett.web.way_back import BACK

_log = logging.getLogger("effnett")
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
_FORWARDING: Final = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")
"""What a program that passes requests on from other machines says of them."""


class Door(Enum):
    """How somebody stands at the door: let in, or why not."""

    OPEN = "open"
    ELSEWHERE = "elsewhere"
    SECRETS = "secrets"
    NO_FILE = "no_file"
    MISTAKES = "mistakes"
    LOGIN = "login"
    UNVERIFIED = "unverified"
    NO_RULE = "no_rule"


class Standing(NamedTuple):
    """How somebody stands at the door, who it is where let in, and whom the others may ask."""

    door: Door
    person: Person = NOBODY
    contact: str = ""


def has_login() -> bool | None:
    """Whether login is set up; None where the file that would say so cannot be read.

    Streamlit takes such a file for none, and would let everybody in.
    """
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError as error:
        if not any(Path(path).exists() for path in st.get_option("secrets.files")):
            return False
        _tell_once(f"secrets.toml cannot be read, so nobody is let in: {error}")
        return None


def logged_in(claims: Mapping[str, Any]) -> Standing:
    """How somebody stands where login is set up."""
    read = workspace().access()
    if read is None:
        return Standing(Door.NO_FILE)
    if read.errors:
        _tell_once("\n".join(["access.yaml has mistakes, so nobody is let in:", *map(str, read.errors)]))
        return Standing(Door.MISTAKES)
    if not claims.get("is_logged_in"):
        return Standing(Door.LOGIN)
    contact = read.access.contact
    if not is_verified(claims):
        return Standing(Door.UNVERIFIED, contact=contact)
    person = read.access.person(claims)
    return Standing(Door.OPEN if person.roles else Door.NO_RULE, person, contact)


def is_here() -> bool:
    """Whether the reader sits at this machine, and nobody else can be served."""
    headers = dict(st.context.headers)
    # Without headers no browser asks: a test, or a script run by hand.
    return not headers or is_local(st.get_option("server.address"), st.context.ip_address, headers)


def is_local(listens_to: str | None, peer: str | None, headers: Mapping[str, str]) -> bool:
    """Whether the server listens to this machine alone, and the request comes from it and asks for it by name.

    `peer` is None for this machine itself. The name is asked for too, as another site's address may be made to lead
    here; and a request that was passed on from another machine says so.
    """
    if listens_to not in _LOOPBACK or peer is not None or any(name in headers for name in _FORWARDING):
        return False
    try:
        return urlsplit(f"//{headers.get('Host', '')}").hostname in _LOOPBACK
    except ValueError:
        return False


def draw(standing: Standing) -> None:
    """What is shown in place of every page: why, what to do, and a button where that is what to do."""
    claims = st.user.to_dict()
    who = str(claims.get(EMAIL) or name_of(claims))
    told = [say(f"access.{standing.door.value}", who=who)]
    if standing.door is Door.NO_RULE:
        told.append(say("access.ask", contact=standing.contact) if standing.contact else say("access.ask.somebody"))
    lines = "".join(f"<p>{escape(line)}</p>" for line in told)
    components.html(
        f'<div class="ef ef-door" data-page="door" data-door="{standing.door.value}"><h1>effnett</h1>{lines}</div>'
    )
    with st.container(key="door"):
        if standing.door is Door.LOGIN:
            cookies.keep(BACK, None, 600)
            for provider, label in providers(st.secrets["auth"]):
                st.button(label, key=f"login {provider}", type="primary", on_click=st.login, args=(provider,))
        elif standing.door in (Door.NO_RULE, Door.UNVERIFIED):
            st.button(say("access.logout"), key="logout", on_click=st.logout)


def providers(settings: Mapping[str, Any]) -> list[tuple[str | None, str]]:
    """The places to log in at, with what the buttons say."""
    named = [name for name, value in settings.items() if isinstance(value, Mapping) and "client_id" in value]
    if "client_id" in settings or not named:
        return [(None, say("access.login.button"))]
    return [(name, say("access.login.with", provider=name.capitalize())) for name in named]


@st.cache_resource(show_spinner=False, max_entries=100)
def _tell_once(text: str) -> None:
    """Write in the log what keeps people out; not again for each who tries."""
    _log.error(text)
