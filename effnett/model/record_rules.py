"""What may be saved: the steps of a record's state, and what its fields may hold. Pure functions.

Each rule gives the problems it finds; they are told together.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from effnett.errors import Place, Problem
from effnett.model.records import (
    Action,
    Answer,
    Assessment,
    AssessmentState,
    Content,
    Decision,
    Edit,
    Figure,
    LeaderForecast,
    MilestoneDone,
    Selection,
    Subject,
    Version,
    Wondering,
    only_id,
)

LONGEST_TEXT: Final = 20_000
LONGEST_NAME: Final = 200
MOST_SELECTED: Final = 4
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200

_WORDS: Final = {
    "text": "teksten",
    "owner": "feltet for hvem",
    "org_unit": "enhetens kode",
    "scorecard": "målekartets id",
    "indicator": "indikatorens id",
    "service": "tjenesten",
    "milestone": "milepælens id",
    "about": "henvisningen",
    "author": "navnet på den som skriver",
    "record": "id-en",
    "peers": "gruppen",
    "meeting": "møtets enhet",
    "shown": "tallet slik det ble vist",
    "target": "målet slik det ble vist",
    "status": "statusen",
    "facts": "faktaenes versjon",
}
"""What people call the fields."""


def problems_of_edit(edit: Edit, author: str) -> tuple[Problem, ...]:
    """What is wrong with an edit, whatever was there before it."""
    content = edit.content
    return _told(edit, [*_texts(edit, author), *_subject(content), *_own(content), *_identity(edit)])


def problems_of_step(edit: Edit, before: Version | None, may_approve: bool) -> tuple[Problem, ...]:
    """What is wrong with an edit as a step from the version before it."""
    return _told(edit, [*_step(edit, before, may_approve)])


def _told(edit: Edit, found: Sequence[tuple[str, str]]) -> tuple[Problem, ...]:
    return tuple([Problem(Place(edit.content.kind.value), what, hint) for what, hint in found])


_Found = Iterator[tuple[str, str]]


def _texts(edit: Edit, author: str) -> _Found:
    """Every text that is typed is stored exactly, so what cannot be is refused."""
    for name, text in [("author", author), ("record", edit.record), *_fields(edit.content)]:
        if type(text) is str:
            yield from _text(name, text)
    for name, text in (("author", author), ("record", edit.record), ("org_unit", edit.content.subject.org_unit)):
        if not text.strip():
            yield f"{_WORDS[name]} mangler", "Oppgi det."


def _fields(content: Content) -> Iterator[tuple[str, Any]]:
    for name, value in vars(content).items():
        if type(value) in (Figure, Subject):
            yield from vars(value).items()
        else:
            yield name, value


def _text(name: str, text: str) -> Iterable[tuple[str, str]]:
    longest = LONGEST_TEXT if name in ("text", "peers") else LONGEST_NAME
    if len(text) <= longest and "\0" not in text and (text.isascii() or not _has_half_sign(text)):
        return ()
    return _wrong_with(_WORDS[name], text, longest)


def _wrong_with(word: str, text: str, longest: int) -> _Found:
    if len(text) > longest:
        yield (
            f"{word} er på {len(text)} tegn, og kan være på høyst {longest}",
            "Kort ned, eller del opp. Ingenting er lagret.",
        )
    if "\0" in text:
        yield f"{word} har et nulltegn (NUL), som ikke kan lagres", "Ta det bort; det synes ikke i teksten."
    if _has_half_sign(text):
        yield f"{word} har et halvt tegn, som ikke kan lagres", "Skriv tegnet på nytt."


def _has_half_sign(text: str) -> bool:
    """Whether half of a surrogate pair is in it: all that UTF-8 cannot hold, and encoding is the quickest search."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _subject(content: Content) -> _Found:
    subject = content.subject
    if subject.year is not None and not FIRST_YEAR <= subject.year <= LAST_YEAR:
        yield f"året {subject.year} kan ikke brukes", f"Oppgi et år fra {FIRST_YEAR} til {LAST_YEAR}."
    if subject.tertial is not None and subject.tertial not in (1, 2, 3):
        yield f"{subject.tertial}. tertial finnes ikke", "Oppgi 1, 2 eller 3."
    if subject.tertial is not None and subject.year is None:
        yield "tertialet har ikke noe år", "Oppgi året."
    if subject.indicator is not None and subject.scorecard is None:
        yield "indikatoren har ikke noe målekart", "Oppgi målekartet, for to målekart kan ha samme indikator-id."
    needed = isinstance(content, Assessment | LeaderForecast)
    if needed and (subject.year is None or subject.tertial is None):
        yield "år og tertial mangler", "Oppgi begge."


def _own(content: Content) -> _Found:
    """What each kind asks for besides."""
    match content:
        case Assessment() if content.state is not AssessmentState.DRAFT and not content.text.strip():
            yield "vurderingen er tom", "Skriv den før den leveres."
        case Wondering() | Action() | Decision() if not content.text.strip():
            yield "teksten mangler", "Skriv noe før det lagres."
        case Answer() if not content.about.strip():
            yield "svaret hører ikke til noen undring", "Svar på en undring."
        case LeaderForecast():
            yield from _forecast(content)
        case MilestoneDone() if not content.milestone.strip() or content.subject.year is None:
            yield "milepælen mangler id eller år", "Oppgi begge."
        case Selection():
            yield from _selection(content)
    if isinstance(content, Decision) and content.figure and content.figure.value is not None:
        yield from _finite(math.isfinite(content.figure.value))


def _selection(content: Selection) -> _Found:
    if content.subject.year is None or content.subject.scorecard is None:
        yield "utvalget mangler år eller målekart", "Oppgi begge."
    for chosen in (content.better, content.worse):
        if len(chosen) > MOST_SELECTED or len(set(chosen)) < len(chosen):
            yield f"det er valgt mer enn {MOST_SELECTED} hver vei, eller noe to ganger", "Velg færre."
    if set(content.better) & set(content.worse):
        yield "det samme er valgt begge veier", "Velg det bare ett sted."
    if any(len(one) > LONGEST_NAME for one in (*content.better, *content.worse)):
        yield f"en id er på mer enn {LONGEST_NAME} tegn", "Velg en indikator i målekartet."


def _forecast(content: LeaderForecast) -> _Found:
    if content.subject.indicator is None:
        yield "prognosen gjelder ingen indikator", "Oppgi indikatoren."
    yield from _finite(content.value.is_finite())
    if len(str(content.value)) > LONGEST_NAME:
        yield "tallet har for mange siffer", "Rund av."


def _finite(is_finite: bool) -> _Found:
    if not is_finite:
        yield "tallet er ikke et tall", "Oppgi et vanlig tall."


def _identity(edit: Edit) -> _Found:
    only = only_id(edit.content)
    if only not in (None, edit.record):
        yield "det hører til en annen enhet, periode eller indikator", "Lag en ny der det hører hjemme."


_FORWARD: Final = {
    (AssessmentState.DRAFT, AssessmentState.DELIVERED),
    (AssessmentState.DELIVERED, AssessmentState.APPROVED),
}
_BACK: Final = {
    (AssessmentState.DELIVERED, AssessmentState.DRAFT),
    (AssessmentState.APPROVED, AssessmentState.DRAFT),
}


def _step(edit: Edit, before: Version | None, may_approve: bool) -> _Found:
    if before is None:
        yield from _beginning(edit)
    elif before.kind is not edit.content.kind:
        yield f"dette er en {before.kind.value} fra før", "Lag en ny."
    elif before.withdrawn or edit.withdrawn:
        yield from _withdrawal(edit, before, may_approve)
    elif isinstance(edit.content, Assessment) and isinstance(before.content, Assessment):
        yield from _assessment(edit.content, before.content, may_approve)


def _beginning(edit: Edit) -> _Found:
    if edit.withdrawn:
        yield "det er ikke noe å trekke tilbake", "Bare det som er lagret, kan trekkes."
    if isinstance(edit.content, Assessment) and edit.content.state is not AssessmentState.DRAFT:
        yield f"en vurdering som ikke er påbegynt, kan ikke bli {edit.content.state.value}", "Lagre et utkast først."


def _withdrawal(edit: Edit, before: Version, may_approve: bool) -> _Found:
    """Withdrawing and taking back change nothing else."""
    if edit.content != before.content:
        yield "det er trukket tilbake eller trekkes nå, og kan ikke endres samtidig", "Ta det fram igjen, og endre så."
    content = before.content
    locked = isinstance(content, Assessment) and content.state is not AssessmentState.DRAFT
    if locked and not may_approve and isinstance(content, Assessment):
        yield (
            f"en vurdering som er {content.state.value}, kan ikke trekkes tilbake eller tas fram av deg",
            "Be den som godkjenner, om det.",
        )


def _assessment(after: Assessment, before: Assessment, may_approve: bool) -> _Found:
    """Draft → delivered → approved, and back to draft by the one who approves."""
    step = (before.state, after.state)
    if before.state is AssessmentState.DRAFT and after.state is AssessmentState.APPROVED:
        yield "et utkast kan ikke godkjennes", "Det må leveres først."
    elif before.state is AssessmentState.APPROVED and after.state is AssessmentState.DELIVERED:
        yield "en godkjent vurdering kan ikke bli levert igjen", "Sett den tilbake til utkast."
    if not may_approve and (step in _BACK or after.state is AssessmentState.APPROVED is not before.state):
        what = "godkjennes" if step in _FORWARD else "settes tilbake til utkast"
        yield f"vurderingen kan ikke {what} av deg", "Be den som godkjenner, om det."
    if after.text != before.text and before.state is not AssessmentState.DRAFT:
        yield f"vurderingen er {before.state.value} og kan ikke endres", "Be om å få den satt tilbake til utkast."
