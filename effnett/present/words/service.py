"""Words of the Tjenesteprofil page, and of what has become of municipalities."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, ...]]] = {
    "reform.heading": (
        "Kommuner som er endret",
        "Kommunar som er endra",
        "Municipalities that have changed",
    ),
    "reform.renamed": (
        "{day}: {old} fikk nytt nummer og er {new}.",
        "{day}: {old} fekk nytt nummer og er {new}.",
        "{day}: {old} was renumbered and is {new}.",
    ),
    "reform.merged": (
        "{day}: {old} ble slått sammen til {new}.",
        "{day}: {old} vart slått saman til {new}.",
        "{day}: {old} merged into {new}.",
    ),
    "reform.split": (
        "{day}: {old} ble delt, og gikk til {new}.",
        "{day}: {old} vart delt, og gjekk til {new}.",
        "{day}: {old} was split and went to {new}.",
    ),
    "reform.ended": (
        "{day}: {old} gikk ut av bruk og er i dag en del av {new}.",
        "{day}: {old} gjekk ut av bruk og er i dag ein del av {new}.",
        "{day}: {old} went out of use and is part of {new} today.",
    ),
    "reform.parts": (
        "Bare en del kom fra {parts}.",
        "Berre ein del kom frå {parts}.",
        "Only a part came from {parts}.",
    ),
    "reform.joined": (
        "Tallene fra før og etter står i samme linje.",
        "Tala frå før og etter står i same linje.",
        "Figures from before and after stand in one line.",
    ),
    "reform.broken": (
        "Publiserte tall kan ikke føres gjennom, så linja er brutt her, og endringen er ikke regnet ut.",
        "Publiserte tal kan ikkje førast gjennom, så linja er broten her, og endringa er ikkje rekna ut.",
        "Published figures cannot be carried through, so the line is broken here and no change is computed.",
    ),
}
