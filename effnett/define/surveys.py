"""Surveys, their scales and questions, from `surveys.yaml` (docs/contract.md 1)."""

from __future__ import annotations

from collections.abc import Iterable

from effnett.define.keys import SURVEYS
from effnett.define.located_yaml import Node
from effnett.define.mistakes import Mistakes
from effnett.define.records import Fields
from effnett.define.values import UNREADABLE
from effnett.model.scorecard import Question, Survey


def read_surveys(node: Node, mistakes: Mistakes) -> dict[str, Survey]:
    """The surveys of a file that are whole, by id."""
    fields = SURVEYS.read(node, mistakes)
    if fields is UNREADABLE:
        return {}
    found = fields.get("surveys", ())
    tell_twice(found, mistakes)
    for survey in found:
        tell_twice(survey.get("questions", ()), mistakes)
    return {survey.get("id"): _survey(survey) for survey in found if _is_whole(survey)}


def tell_twice(records: Iterable[Fields], mistakes: Mistakes) -> None:
    """Note ids that are used twice in a list."""
    first: dict[str, Fields] = {}
    for record in records:
        earlier = first.setdefault(record.get("id"), record)
        if earlier is not record and record.get("id"):
            line = earlier.place("id").line
            mistakes.add("duplicate_id", record.place("id"), id=record.get("id"), line=line)


def _is_whole(survey: Fields) -> bool:
    return all(survey.get(key) for key in ("id", "title", "scale", "questions"))


def _survey(survey: Fields) -> Survey:
    low, high = survey.get("scale")
    questions = tuple(
        Question(question.get("id"), question.get("title", {}))
        for question in survey.get("questions")
        if question.get("id")
    )
    return Survey(survey.get("id"), survey.get("title"), (float(low), float(high)), questions)
