"""A version as a row, and back. What is searched for has a column; the rest of a kind's fields are JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Final, TypeAlias

from sqlalchemy import RowMapping

from effnett.model.records import (
    CONTENTS,
    Action,
    ActionState,
    AnswerCode,
    Assessment,
    AssessmentState,
    Content,
    Edit,
    Figure,
    RecordKind,
    Subject,
    Version,
    Wondering,
    WonderingState,
)

Row: TypeAlias = Mapping[str, Any] | RowMapping

_CLASSES: Final = {cls.kind: cls for cls in CONTENTS}
_SUBJECT: Final = tuple(field.name for field in dataclasses.fields(Subject))
_COLUMNS: Final = ("state", "owner", "deadline", "remeasure", "about", "code")
_STATES: Final[Mapping[type[Content], type[Enum]]] = {
    Assessment: AssessmentState,
    Wondering: WonderingState,
    Action: ActionState,
}
_READ: Final[Mapping[str, Callable[[Any], object]]] = {
    "code": AnswerCode,
    "value": Decimal,
    "done": date.fromisoformat,
    "figure": lambda parts: Figure(**parts),
    "better": tuple,
    "worse": tuple,
}


def row_of(edit: Edit, change: int, version: int | None, at: datetime, author: str) -> dict[str, Any]:
    """The row of an edit that becomes a version, or, without a number, of one that lost."""
    return {
        "change": change,
        "record": edit.record,
        "version": version,
        "made_from": edit.made_from or None,
        "withdrawn": edit.withdrawn,
        "at": at,
        "author": author,
        **content_columns(edit.content),
    }


def content_columns(content: Content) -> dict[str, Any]:
    """What the content alone says: two contents are the same where these are."""
    fields = {
        field.name: _plain(getattr(content, field.name))
        for field in dataclasses.fields(content)
        if field.name != "subject"
    }
    columns = {name: fields.pop(name, None) for name in _COLUMNS}
    subject = {name: getattr(content.subject, name) for name in _SUBJECT}
    text = json.dumps(fields, ensure_ascii=False, default=str, allow_nan=False)
    return {"kind": content.kind.value, **subject, **columns, "content": text}


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return dataclasses.asdict(value) if isinstance(value, Figure) else value


def version_of(row: Row) -> Version:
    """The version that a row holds."""
    return Version(
        row["record"],
        row["version"] or 0,
        row["made_from"] or 0,
        row["change"],
        row["at"],
        row["author"],
        row["withdrawn"],
        _content(row),
    )


def _content(row: Row) -> Content:
    cls = _CLASSES[RecordKind(row["kind"])]
    known = {field.name for field in dataclasses.fields(cls)}
    fields: dict[str, Any] = {name: row[name] for name in _COLUMNS if name in known} | json.loads(row["content"])
    read = {**_READ, "state": _STATES.get(cls, str)}
    values: dict[str, Any] = {
        name: read[name](value) if name in read and value is not None else value for name, value in fields.items()
    }
    return cls(subject=Subject(**{name: row[name] for name in _SUBJECT}), **values)
