"""YAML as plain values, each key and value with its own place in the file.

Built on the parser's events rather than its objects: nothing is resolved behind the author's back. `0301` stays
the text `0301` and is known to be what YAML takes for a number, so that a message can say so. Only plain data is
read: tags are refused, and so are aliases that grow without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import Any, Final, NamedTuple, NoReturn

import yaml

from effnett.define.mistakes import Mistakes
from effnett.define.yaml_source import decoded
from effnett.define.yaml_syntax import tell_syntax_error
from effnett.errors import Place

_Parser: Final[Any] = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
"""Only its events are used. The one in C is ten times as fast, and is there wherever PyYAML has a wheel."""

DEEPEST: Final = 40
MOST_NODES: Final = 100_000
"""Nodes of a file with every alias written out; a "billion laughs" stops here."""

_PLAIN_TAGS: Final = frozenset({None, "!", "tag:yaml.org,2002:str"})
# YAML 1.1 and 1.2 disagree about 0389: text to the one, a number to the other. Here it is a number, so that it is told.
_NUMBER: Final = re.compile(
    r"[-+]?(0b[01_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*|[0-9][0-9_]*\.[0-9_]*([eE][-+]?[0-9]+)?|\.[0-9][0-9_]*([eE][-+]?[0-9]+)?"
    r"|[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?|\.(inf|Inf|INF))|\.(nan|NaN|NAN)"
)
_DECIMAL: Final = re.compile(r"[-+]?(0|[1-9]\d{0,17})(\.\d{1,18})?")
_DATE: Final = re.compile(r"\d{4}-\d\d?-\d\d?([Tt ].*)?")
_NUMBER_START: Final = frozenset("+-.0123456789")
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
TRUE_WORDS: Final = frozenset(form for word in ("yes", "true", "on") for form in (word, word.title(), word.upper()))
FALSE_WORDS: Final = frozenset(form for word in ("no", "false", "off") for form in (word, word.title(), word.upper()))
_BOOLEANS: Final = TRUE_WORDS | FALSE_WORDS


class Kind(Enum):
    """What YAML takes a value for."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    NULL = "null"
    LIST = "list"
    MAP = "map"


class Node(NamedTuple):
    """A value with its place.

    `text` is a scalar as it was written; `items` are a list's, `entries` a mapping's by key.
    """

    file: str
    line: int
    column: int
    kind: Kind
    text: str = ""
    quoted: bool = False
    items: tuple[Node, ...] = ()
    entries: Mapping[str, Entry] = {}

    @property
    def place(self) -> Place:
        """Where the value begins."""
        return Place(self.file, self.line, self.column)

    def value(self, key: str) -> Node | None:
        """The value of a key; None where it is not given."""
        entry = self.entries.get(key)
        return entry.value if entry else None

    def listed(self, key: str) -> tuple[Node, ...]:
        """The items of the list at a key; none where there is no list."""
        found = self.value(key)
        return found.items if found else ()


class Entry(NamedTuple):
    """A key and its value; both know where they are."""

    key: Node
    value: Node


def read_yaml(content: bytes, file: str) -> tuple[Node | None, Mistakes]:
    """The one document of a file, or None where it cannot be read, and the mistakes found on the way.

    `file` is how places name the file. A node may come together with mistakes (a key given twice).
    """
    mistakes = Mistakes()
    text = decoded(content, file, mistakes)
    if text is None:
        return None, mistakes
    try:
        root = _Composer(file, mistakes).compose(text)
    except yaml.MarkedYAMLError as error:
        tell_syntax_error(error, text, file, mistakes)
        return None, mistakes
    except yaml.YAMLError as error:
        mistakes.add("not_yaml", Place(file, 1, 1), problem=" ".join(str(error).split()))
        return None, mistakes
    except _GivenUp:
        return None, mistakes
    if root is None:
        mistakes.add("empty_file", Place(file, 1, 1))
    return root, mistakes


def plain(node: Node) -> Any:
    """The value without its places, as JSON has it: keys are text, `9.9` a float, a date its text."""
    if node.kind is Kind.MAP:
        return {key: plain(entry.value) for key, entry in node.entries.items()}
    if node.kind is Kind.LIST:
        return [plain(item) for item in node.items]
    if node.kind is Kind.NULL:
        return None
    if node.kind is Kind.BOOLEAN:
        return node.text in TRUE_WORDS
    number = exact_number(node)
    if number is None:
        return node.text
    return int(number) if node.text.lstrip("-").isdigit() else float(number)


def exact_number(node: Node) -> Fraction | None:
    """The number as it was written, exact; None for anything but a decimal number (`0301` and `1_000` are none)."""
    if node.kind is not Kind.NUMBER or not _DECIMAL.fullmatch(node.text):
        return None
    return Fraction(node.text)


def walk(node: Node) -> Iterator[Node]:
    """Every key and value at and under a node, in the file's order."""
    yield node
    for item in node.items:
        yield from walk(item)
    for entry in node.entries.values():
        yield entry.key
        yield from walk(entry.value)


class _GivenUp(Exception):
    """The file cannot be read further; the mistake has been noted."""


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    line: int
    column: int
    anchor: str | None
    is_map: bool
    values: list[Node] = field(default_factory=list)
    size: int = 1


@dataclass
class _Composer:
    """Makes nodes of a parser's events."""

    file: str
    mistakes: Mistakes
    anchors: dict[str, tuple[Node, int]] = field(default_factory=dict)
    open_anchors: set[str] = field(default_factory=set)
    stack: list[_Open] = field(default_factory=list)
    root: Node | None = None

    def compose(self, text: str) -> Node | None:
        """The root of the only document; None where there is none."""
        parser = _Parser(text)
        handlers: dict[type, Any] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        while (event := parser.get_event()) is not None:
            handler = handlers.get(type(event))
            if handler:
                handler(event)
        return self.root

    def _document(self, event: Any) -> None:
        if self.root is not None:
            self._give_up("many_documents", event)

    def _scalar(self, event: Any) -> None:
        mark = event.start_mark
        text = event.value
        kind = Kind.TEXT if event.style else _kind_of(text)
        if event.tag is not None:
            kind = self._tagged(event)
        node = Node(self.file, mark.line + 1, mark.column + 1, kind, text, bool(event.style))
        if event.anchor:
            self.anchors[event.anchor] = (node, 1)
        self._put(node, 1)

    def _tagged(self, event: Any) -> Kind:
        if event.tag not in _PLAIN_TAGS:
            self._give_up("tag", event, tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
        return Kind.TEXT

    def _start(self, event: Any) -> None:
        if event.tag is not None:
            self._give_up("tag", event, tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
        if len(self.stack) >= DEEPEST:
            self._give_up("too_deep", event, most=DEEPEST)
        if event.anchor:
            self.open_anchors.add(event.anchor)
        mark = event.start_mark
        is_map = type(event) is yaml.MappingStartEvent
        self.stack.append(_Open(mark.line + 1, mark.column + 1, event.anchor, is_map))

    def _end(self, _event: Any) -> None:
        done = self.stack.pop()
        if done.is_map:
            entries = self._entries(done.values)
            node = Node(self.file, done.line, done.column, Kind.MAP, entries=entries)
        else:
            node = Node(self.file, done.line, done.column, Kind.LIST, items=tuple(done.values))
        if done.anchor:
            self.open_anchors.discard(done.anchor)
            self.anchors[done.anchor] = (node, done.size)
        self._put(node, done.size)

    def _alias(self, event: Any) -> None:
        if event.anchor in self.open_anchors:
            self._give_up("alias_in_itself", event, alias=event.anchor)
        found = self.anchors.get(event.anchor)
        if found is None:
            self._give_up("unknown_alias", event, alias=event.anchor)
        node, size = found
        self._put(node, size)
        if self.stack and self.stack[-1].size > MOST_NODES:
            self._give_up("aliases_grow", event)

    def _put(self, node: Node, size: int) -> None:
        if not self.stack:
            self.root = node
            return
        around = self.stack[-1]
        around.values.append(node)
        around.size += size

    def _entries(self, values: list[Node]) -> dict[str, Entry]:
        """Keys and values by the key's text; merge keys (`<<`) fill in what is not given."""
        entries: dict[str, Entry] = {}
        merged: list[Node] = []
        pairs = iter(values)
        for key, value in zip(pairs, pairs, strict=True):
            if key.kind in (Kind.MAP, Kind.LIST):
                self.mistakes.add("key_not_text", key.place)
            elif key.text == "<<":
                merged += value.items if value.kind is Kind.LIST else (value,)
            elif key.text in entries:
                first = entries[key.text].key
                self.mistakes.add("duplicate_key", key.place, key=key.text, line=first.line)
            else:
                entries[key.text] = Entry(key, value)
        for other in merged:
            self._merge(other, entries)
        return entries

    def _merge(self, other: Node, entries: dict[str, Entry]) -> None:
        if other.kind is not Kind.MAP:
            self.mistakes.add("merge_not_map", other.place)
        for key, entry in other.entries.items():
            entries.setdefault(key, entry)

    def _give_up(self, message: str, event: Any, **words: object) -> NoReturn:
        mark = event.start_mark
        self.mistakes.add(message, Place(self.file, mark.line + 1, mark.column + 1), **words)
        raise _GivenUp


def _kind_of(text: str) -> Kind:
    """What YAML 1.1 takes an unquoted scalar for."""
    if text in _NULLS:
        return Kind.NULL
    if text[0] in _NUMBER_START:
        if _NUMBER.fullmatch(text):
            return Kind.NUMBER
        if _DATE.fullmatch(text):
            return Kind.DATE
        return Kind.TEXT
    return Kind.BOOLEAN if text in _BOOLEANS else Kind.TEXT
