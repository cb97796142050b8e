"""Scorecards as plain lists that JSON can hold, and back to the same records: for what is kept between processes.

A record is a list of its name and its fields in order. Nothing but the records named here can be made of a list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from fractions import Fraction
from typing import Any, Final

from effnett.errors import Place, Problem
from effnett.model.periods import Window
from effnett.model.scorecard import (
    Direction,
    FocusArea,
    Indicator,
    Measure,
    Scorecard,
    Source,
    SuccessFactor,
    Target,
    TargetKind,
)

_ENUMS: Final = (Direction, Source, TargetKind, Window)
_RECORDS: Final = (FocusArea, Indicator, Measure, Scorecard, SuccessFactor, Target)
_NAMED_TUPLES: Final = (Place, Problem)

_PLAIN: Final = frozenset({type(None), bool, int, float, str})
_FIELDS: Final[dict[type, tuple[str, ...]]] = {
    **{kind: tuple(kind.__dataclass_fields__) for kind in _RECORDS},
    **{kind: kind._fields for kind in _NAMED_TUPLES},
    Fraction: ("numerator", "denominator"),
}


def _tuple(*parts: Any) -> tuple[Any, ...]:
    return parts


def _dict(*parts: Any) -> dict[Any, Any]:
    """Keys and values by turns."""
    return dict(zip(parts[::2], parts[1::2], strict=True))


_MAKERS: Final[dict[str, Callable[..., Any]]] = {
    "tuple": _tuple,
    "dict": _dict,
    **{kind.__name__: kind for kind in (*_ENUMS, *_FIELDS)},
}


def packed(value: Any) -> Any:
    """A value as plain lists; KeyError for what is not made of scorecards' parts."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return ["tuple", *map(packed, value)]
    if isinstance(value, Mapping):
        return ["dict", *(packed(part) for pair in value.items() for part in pair)]
    if isinstance(value, Enum):
        return [kind.__name__, value.value]
    return [kind.__name__, *(packed(getattr(value, name)) for name in _FIELDS[kind])]


def unpacked(value: Any) -> Any:
    """The value that `packed` made the lists of."""
    if type(value) is not list:
        return value
    name, *parts = value
    return _MAKERS[name](*[unpacked(part) if type(part) is list else part for part in parts])
