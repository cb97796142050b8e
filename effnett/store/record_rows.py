"""A version as a row, and back. What is searched for has a column; the rest of a kind's fields are JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from datetime import date
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
    Figure,
    Subject,
    Version,
    Wondering,
    WonderingState,
)

Row: TypeAlias = Mapping[str, Any] | RowMapping

_CLASSES: Final = {cls.kind.value: cls for cls in CONTENTS}
_KINDS: Final = {cls: kind for kind, cls in _CLASSES.items()}
_SUBJECT: Final = tuple(field.name for field in dataclasses.fields(Subject))
_FIELDS: Final = {
    cls: tuple(field.name for field in dataclasses.fields(cls) if field.name != "subject") for cls in CONTENTS
}
_JSON: Final = json.JSONEncoder(ensure_ascii=False, default=str, allow_nan=False)
_COLUMNS: Final = ("state", "owner", "deadline", "remeasure", "about", "code")
_NO_COLUMNS: Final[Mapping[str, None]] = dict.fromkeys(_COLUMNS)
_HAS_COLUMN: Final[Mapping[type[Content], list[str]]] = {
    cls: [name for name in _COLUMNS if name in _FIELDS[cls]] for cls in CONTENTS
}
_STATES: Final[Mapping[type[Content], type[Enum]]] = {
    Assessment: AssessmentState,
    Wondering: WonderingState,
    Action: ActionState,
}
_READ_BACK: Final[Mapping[str, Callable[[Any], object]]] = {
    "code": AnswerCode,
    "value": Decimal,
    "done": date.fromisoformat,
    "figure": lambda parts: Figure(**parts),
    "better": tuple,
    "worse": tuple,
}
_READ: Final = {
    cls: [
        (name, read) for name, read in ({**_READ_BACK, "state": _STATES.get(cls, str)}).items() if name in _FIELDS[cls]
    ]
    for cls in CONTENTS
}


def row_of(version: Version) -> dict[str, Any]:
    """The row of a version; one that lost has no number in it."""
    return {
        "change": version.change,
        "record": version.record,
        "version": version.version or None,
        "made_from": version.made_from or None,
        "withdrawn": version.withdrawn,
        "at": version.at,
        "author": version.author,
        **content_columns(version.content),
    }


def content_columns(content: Content) -> dict[str, Any]:
    """What the content alone says: two contents are the same where these are."""
    cls = type(content)
    fields = {name: _plain(getattr(content, name)) for name in _FIELDS[cls]}
    columns = {**_NO_COLUMNS, **{name: fields.pop(name) for name in _HAS_COLUMN[cls]}}
    return {"kind": _KINDS[cls], **vars(content.subject), **columns, "content": _JSON.encode(fields)}


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
    cls = _CLASSES[row["kind"]]
    fields: dict[str, Any] = json.loads(row["content"])
    for name in _HAS_COLUMN[cls]:
        fields[name] = row[name]
    for name, read in _READ[cls]:
        if fields[name] is not None:
            fields[name] = read(fields[name])
    return cls(Subject(*[row[name] for name in _SUBJECT]), **fields)
