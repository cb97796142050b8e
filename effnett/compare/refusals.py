"""What is told where there is nobody to be compared with, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NoReturn

from effnett.errors import InputError, Place, Problem, did_you_mean
from effnett.model.organisation import PeerGroup

_KINDS: Final = {
    "kostra": ("KOSTRA-tall", "kostra"),
    "region_groups": ("KOSTRA-grupper, fylker og naboer", "region_groups"),
    "population": ("folketall", "population"),
}

_RULES: Final = {
    "country": "alle kommuner i landet",
    "county": "kommunene i eget fylke",
    "kostra_group": "egen KOSTRA-gruppe",
    "neighbours": "naboene",
    "similar": "de mest like",
}


def refuse(what: str, hint: str) -> NoReturn:
    """Tell that a group cannot be used, and why."""
    raise InputError(Problem(Place("--peers"), what, hint))


def missing_kind(group: PeerGroup, kind: str) -> NoReturn:
    """A rule needs a kind of file of which nothing is loaded."""
    name, command = _KINDS[kind]
    refuse(
        f"gruppen «{_name(group)}» trenger {name}, og det er ikke lest inn",
        f"Les det inn: effnett import {command} FIL",
    )


def unknown_group(group: PeerGroup, known: Iterable[str]) -> NoReturn:
    """A rule names a group that is not among those imported."""
    names = sorted(known)
    near = did_you_mean(group.argument or "", names)
    what = f"«{group.argument}» er ikke blant gruppene som er lest inn"
    listed = f"Disse finnes: {', '.join(names)}" if names else "Les den inn: effnett import region_groups FIL"
    refuse(what, f"Mente du «{near[0]}»?" if near else listed)


def no_members(group: PeerGroup, year: int, exists: bool = True) -> NoReturn:
    """A group has nobody in the year that is compared; `exists` tells whether the unit itself was one then."""
    hint = "Velg et annet år eller en annen gruppe"
    if not exists:
        hint = f"Enheten var ikke egen kommune i {year}. {hint}"
    elif group.rule in ("kostra_group", "neighbours"):
        hint += "; hvem som er med i hvilke år, står i filen som ble lest inn som region_groups"
    elif group.rule == "similar":
        hint += "; enheten må ha folketall"
    refuse(f"gruppen «{_name(group)}» har ingen medlemmer i {year}", hint)


def _name(group: PeerGroup) -> str:
    """The title that it was given, or what its rule is called; as it was asked for where that says more."""
    return group.title or (_RULES.get(group.id) if group.argument is None else None) or group.id
