"""Mappings with known keys: declared once, read with every mistake, and described for editors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from effnett.define.located_yaml import Kind, Node
from effnett.define.mistakes import Mistakes
from effnett.define.values import UNREADABLE, Shape, guess, wrong_kind
from effnett.errors import Place


class Key(NamedTuple):
    """A key that a record may have: its name, the shape of its value and, in Norwegian, what it means."""

    name: str
    shape: Shape
    description: str
    required: bool = False
    examples: tuple[Any, ...] = ()

    @property
    def schema(self) -> dict[str, Any]:
        """The key's value in JSON Schema."""
        examples = {"examples": list(self.examples)} if self.examples else {}
        return {"description": self.description, **self.shape.schema, **examples}


@dataclass(frozen=True)
class Fields:
    """What was read of one mapping: good values by key, and the places of all that was given.

    `home` is where a missing key is told: the record's `id` where it has one (docs/contract.md 1).
    """

    node: Node
    values: Mapping[str, Any]
    home: Place

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key; the default where it is not given or could not be read."""
        return self.values.get(key, default)

    def given(self, key: str) -> bool:
        """Whether the key stands in the file, readable or not."""
        return key in self.node.entries

    def place(self, key: str) -> Place:
        """Where a key's value stands, or where its lack is told."""
        found = self.node.value(key)
        return found.place if found else self.home


@dataclass(frozen=True)
class Record:
    """A mapping with known keys. `title` names it in messages, in bokmål and English."""

    title: tuple[str, str]
    keys: tuple[Key, ...]
    home: str = "id"

    @cached_property
    def by_name(self) -> Mapping[str, Key]:
        """The keys by name."""
        return {key.name: key for key in self.keys}

    def read(self, node: Node, mistakes: Mistakes) -> Any:
        """The record's fields; UNREADABLE where there are no keys at all."""
        if node.kind is not Kind.MAP:
            return wrong_kind(node, self.title, mistakes)
        values: dict[str, Any] = {}
        for name, (key_node, value) in node.entries.items():
            key = self.by_name.get(name)
            if key is None:
                if not tell_comma(node, name, mistakes):
                    self._tell_unknown(key_node, mistakes)
                continue
            read = key.shape.read(value, mistakes)
            if read is not UNREADABLE:
                values[name] = read
        fields = Fields(node, values, _home(node, self.home))
        for key in self.keys:
            if key.required and not fields.given(key.name):
                mistakes.add("missing_key", fields.home, key=key.name)
        return fields

    def _tell_unknown(self, key: Node, mistakes: Mistakes) -> None:
        known = sorted(self.by_name)
        mistakes.add("unknown_key", key.place, key=key.text, known=known, guess=guess(key.text, known))

    @property
    def schema(self) -> dict[str, Any]:
        """The record in JSON Schema."""
        return {
            "type": "object",
            "properties": {key.name: key.schema for key in self.keys},
            "required": [key.name for key in self.keys if key.required],
            "additionalProperties": False,
        }

    @property
    def shape(self) -> Shape:
        """The record as the value of a key."""
        return Shape(self.read, self.schema)


def tell_comma(node: Node, key: str, mistakes: Mistakes) -> bool:
    """Tell of a comma that cut a value between braces: `{ at_most: 9,9 }` is a 9 and a key 9 without a value.

    Whether `key` was what such a comma left; it is told at the value that was cut.
    """
    names = list(node.entries)
    at = names.index(key)
    if not at or not is_bare(node.entries[key].value):
        return False
    cut = node.entries[names[at - 1]].value
    if cut.kind is Kind.NUMBER and key.isdigit():
        mistakes.add("decimal_comma", cut.place, text=f"{cut.text},{key}", better=f"{cut.text}.{key}")
    elif cut.kind is Kind.TEXT and not cut.quoted:
        mistakes.add("comma_in_text", cut.place, text=_uncut(cut, node.entries[key].key))
    else:
        return False
    return True


def _uncut(before: Node, after: Node) -> str:
    """The text as it was before a comma cut it in two."""
    is_close = (after.line, after.column) == (before.line, before.column + len(before.text) + 1)
    return f"{before.text}{',' if is_close else ', '}{after.text}"


def is_bare(value: Node) -> bool:
    """Whether a key stands without any value."""
    return value.kind is Kind.NULL and not value.text


def _home(node: Node, key: str) -> Place:
    found = node.value(key)
    return found.place if found else node.place
