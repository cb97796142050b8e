"""What is typed in forms → what is kept, and back: the fields of each kind of record, and how they are read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from effnett.errors import InputError, Place, Problem
from effnett.model.records import (
    Action,
    ActionState,
    Answer,
    AnswerCode,
    Assessment,
    Content,
    LeaderForecast,
    RecordKind,
    Subject,
    Wondering,
    WonderingState,
)
from effnett.present.wording import answer_word, say, state_word
from effnett.present.writing import Field, Values, forecast_text

_NORWEGIAN_DAY: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_NUMBER: Final = re.compile(r"[-−–]?[0-9]+(,[0-9]+)?")
_BETWEEN: Final = re.compile(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}(\D|$))")


def assessment_fields(label: str) -> tuple[Field, ...]:
    """The one text of an assessment."""
    return (Field("text", label, "area"),)


def wondering_fields(language: str = "nb") -> tuple[Field, ...]:
    """What is wondered at, who is to answer, and by when."""
    return (
        Field("text", say("wonder.text", language), "area"),
        Field("owner", say("wonder.owner", language)),
        Field("deadline", say("wonder.deadline", language), "date"),
    )


def answer_fields(language: str = "nb") -> tuple[Field, ...]:
    """Why the figure is as it is, by code with its words explained, and the answer itself."""
    codes = tuple(
        (code.value, f"{answer_word(code, language).capitalize()} – {say(f'answer.why.{code.value}', language)}")
        for code in AnswerCode
    )
    return (
        Field("code", say("answer.code", language), "choice", (("", say("write.choose", language)), *codes)),
        Field("text", say("answer.text", language), "area"),
    )


def action_fields(language: str = "nb") -> tuple[Field, ...]:
    """What, who, by when, how far, and when it is measured again."""
    states = tuple((state.value, state_word(state, language).capitalize()) for state in ActionState)
    return (
        Field("text", say("action.text", language), "area"),
        Field("owner", say("action.owner", language)),
        Field("deadline", say("action.deadline", language), "date"),
        Field("state", say("action.state", language), "choice", states, ActionState.PLANNED.value),
        Field("remeasure", say("action.remeasure", language), "date"),
    )


def values_of(content: Content) -> dict[str, str]:
    """What stands in the fields of a record."""
    match content:
        case Wondering():
            return {"text": content.text, "owner": content.owner, "deadline": _iso(content.deadline)}
        case Answer():
            return {"code": content.code.value, "text": content.text}
        case Action():
            return {
                "text": content.text,
                "owner": content.owner,
                "deadline": _iso(content.deadline),
                "state": content.state.value,
                "remeasure": _iso(content.remeasure),
            }
        case LeaderForecast():
            return {"value": forecast_text(content), "text": content.text}
        case _:
            return {"text": content.text}


def assessment_from(values: Values, subject: Subject, before: Content | None) -> Assessment:
    """An assessment with another text; its state stays as it is."""
    text = values.get("text", "")
    return replace(before, text=text) if isinstance(before, Assessment) else Assessment(subject, text)


def wondering_from(values: Values, subject: Subject) -> Wondering:
    """A new wondering. InputError where its day is none."""
    return Wondering(
        subject,
        values.get("text", ""),
        WonderingState.OPEN,
        values.get("owner", "").strip(),
        read_day(values, "deadline", RecordKind.WONDERING),
    )


def answer_from(values: Values, subject: Subject, about: str) -> Answer:
    """An answer to a wondering. InputError where no reason has been chosen."""
    try:
        code = AnswerCode(values.get("code", ""))
    except ValueError as error:
        raise InputError(Problem(Place(RecordKind.ANSWER.value), say("write.no_code"))) from error
    return Answer(subject, about, code, values.get("text", ""))


def action_from(values: Values, subject: Subject, about: str | None = None) -> Action:
    """Something to be done. InputError where one of its days is none."""
    known = {state.value: state for state in ActionState}
    return Action(
        subject,
        values.get("text", ""),
        values.get("owner", "").strip(),
        read_day(values, "deadline", RecordKind.ACTION),
        known.get(values.get("state", ""), ActionState.PLANNED),
        read_day(values, "remeasure", RecordKind.ACTION),
        about,
    )


def forecast_from(values: Values, subject: Subject) -> LeaderForecast:
    """The leader's own number. InputError where it is none."""
    return LeaderForecast(subject, read_number(values.get("value", "")), values.get("text", ""))


def read_day(values: Mapping[str, str], name: str, kind: RecordKind) -> date | None:
    """A day as the browser sends it, or as people write it; None for nothing."""
    text = values.get(name, "").strip()
    if not text:
        return None
    found = _NORWEGIAN_DAY.fullmatch(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text)
    except ValueError as error:
        raise InputError(Problem(Place(kind.value), say("write.day", text=text))) from error


def read_number(text: str) -> Decimal:
    """A Norwegian number: `12,8`, `−3`, `1 200`, with or without its per cent sign. InputError for anything else."""
    plain = _BETWEEN.sub("", text.strip().removesuffix("%").strip())
    if not _NUMBER.fullmatch(plain):
        raise InputError(Problem(Place(RecordKind.FORECAST.value), say("write.number", text=text.strip())))
    return Decimal(plain.replace(",", ".").replace("−", "-").replace("–", "-"))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
