"""What a value in a definition may be: how it is read, and how JSON Schema says the same.

A `Shape` is declared once (in keys.py) and feeds both the reader and the schema. Reading gives the value, or
`UNREADABLE` after the mistake has been noted.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

from effnett.define.located_yaml import FALSE_WORDS, Kind, Node, exact_number
from effnett.define.mistakes import Mistakes
from effnett.errors import did_you_mean
from effnett.model.periods import Period
from effnett.model.steering_year import MonthDay

UNREADABLE: Final = object()
"""What reading gives where the value cannot be used; the mistake has been noted."""

Reader = Callable[[Node, Mistakes], Any]
LANGUAGES: Final = ("nb", "nn", "en")
KIND_NAMES: Final = {
    Kind.TEXT: ("tekst", "text"),
    Kind.NUMBER: ("et tall", "a number"),
    Kind.BOOLEAN: ("sant/usant", "true/false"),
    Kind.DATE: ("en dato", "a date"),
    Kind.NULL: ("tomt", "empty"),
    Kind.LIST: ("en liste", "a list"),
    Kind.MAP: ("nøkler med verdier", "keys with values"),
}


class Shape(NamedTuple):
    """One kind of value: its reader and its JSON Schema."""

    read: Reader
    schema: Mapping[str, Any]


def wrong_kind(node: Node, wanted: tuple[str, str], mistakes: Mistakes) -> object:
    """Note that a value is of the wrong kind."""
    if node.kind is Kind.NULL:
        mistakes.add("empty_value", node.place, wanted=wanted)
    else:
        mistakes.add("wrong_kind", node.place, wanted=wanted, found=found_words(node))
    return UNREADABLE


def found_words(node: Node) -> tuple[str, str]:
    """What stands there, in both languages: `tekst («4.5»)`."""
    norwegian, english = KIND_NAMES[node.kind]
    if node.kind in (Kind.LIST, Kind.MAP):
        return norwegian, english
    shown = node.text if len(node.text) <= 40 else node.text[:40] + "…"
    return f"{norwegian} («{shown}»)", f'{english} ("{shown}")'


def unquoted(node: Node) -> tuple[str, str]:
    """What YAML makes of an unquoted scalar, in both languages: `tallet 193`."""
    if node.kind is Kind.BOOLEAN:
        return ("«usant»", "false") if node.text in FALSE_WORDS else ("«sant»", "true")
    if node.kind is Kind.NUMBER:
        octal = re.fullmatch(r"0[0-7]+", node.text)
        number = str(int(node.text, 8)) if octal else node.text.lstrip("0") or "0"
        return f"tallet {number}", f"the number {number}"
    return KIND_NAMES[node.kind]


def read_code(node: Node, mistakes: Mistakes) -> Any:
    """A code as text. One that YAML takes for something else must be quoted."""
    if node.kind in (Kind.NUMBER, Kind.BOOLEAN, Kind.DATE):
        meaning = unquoted(node)
        mistakes.add("unquoted_code", node.place, text=node.text, meaning=meaning)
        return UNREADABLE
    if node.kind is not Kind.TEXT:
        return wrong_kind(node, ("en kode", "a code"), mistakes)
    if not node.text.strip():
        return wrong_kind(node._replace(kind=Kind.NULL), ("en kode", "a code"), mistakes)
    return node.text


CODE: Final = Shape(read_code, {"type": "string", "minLength": 1})


def read_word(node: Node, mistakes: Mistakes) -> Any:
    """A plain text in one language; a number stands as it was written."""
    if node.kind is Kind.BOOLEAN:
        mistakes.add("boolean_word", node.place, text=node.text, meaning=unquoted(node))
        return UNREADABLE
    if node.kind in (Kind.LIST, Kind.MAP, Kind.NULL):
        return wrong_kind(node, ("tekst", "text"), mistakes)
    return node.text


WORD: Final = Shape(read_word, {"type": ["string", "number"]})


def read_text(node: Node, mistakes: Mistakes) -> Any:
    """A text in one or more languages, by language; a plain text is bokmål."""
    if node.kind is not Kind.MAP:
        word = read_word(node, mistakes)
        return word if word is UNREADABLE else {"nb": word}
    texts: dict[str, str] = {}
    for key, (key_node, value) in node.entries.items():
        if key not in LANGUAGES:
            mistakes.add("unknown_language", key_node.place, key=key, known=list(LANGUAGES))
            continue
        word = read_word(value, mistakes)
        if word is not UNREADABLE:
            texts[key] = word
    return texts or UNREADABLE


TEXT: Final = Shape(
    read_text,
    {
        "anyOf": [
            WORD.schema,
            {
                "type": "object",
                "properties": dict.fromkeys(LANGUAGES, WORD.schema),
                "additionalProperties": False,
                "minProperties": 1,
            },
        ]
    },
)


def identifier(pattern: str, message: str) -> Shape:
    """A code of a given form; `message` is what is told of another."""
    form = re.compile(pattern)

    def read(node: Node, mistakes: Mistakes) -> Any:
        code = read_code(node, mistakes)
        if code is not UNREADABLE and not form.fullmatch(code):
            mistakes.add(message, node.place, text=code)
            return UNREADABLE
        return code

    return Shape(read, {"type": "string", "pattern": f"^{pattern}$"})


def choice(*known: str) -> Shape:
    """One of a few words."""

    def read(node: Node, mistakes: Mistakes) -> Any:
        if node.kind in (Kind.LIST, Kind.MAP, Kind.NULL):
            return wrong_kind(node, ("ett av " + ", ".join(known), "one of " + ", ".join(known)), mistakes)
        if node.text not in known:
            mistakes.add("not_a_choice", node.place, text=node.text, known=list(known), guess=guess(node.text, known))
            return UNREADABLE
        return node.text

    return Shape(read, {"enum": list(known)})


def guess(word: str, known: Iterable[str]) -> tuple[str, str]:
    """`Mente du «window»? `, in both languages; empty where no known word is close."""
    close = did_you_mean(word, known)
    return (f"Mente du «{close[0]}»? ", f'Did you mean "{close[0]}"? ') if close else ("", "")


def read_boolean(node: Node, mistakes: Mistakes) -> Any:
    """`true` or `false`. `yes`, `on` and their like mean different things to different YAML readers."""
    if node.kind is Kind.BOOLEAN and node.text in ("true", "false"):
        return node.text == "true"
    mistakes.add("not_boolean", node.place, found=found_words(node))
    return UNREADABLE


BOOLEAN: Final = Shape(read_boolean, {"type": "boolean"})


def read_number(node: Node, mistakes: Mistakes) -> Any:
    """A decimal number, exact."""
    number = exact_number(node)
    if number is not None:
        return number
    comma = re.fullmatch(r"\s*([-+]?\d+),(\d+)\s*(%?)\s*", node.text)
    if comma:
        mistakes.add("decimal_comma", node.place, text=node.text, better=f"{comma[1]}.{comma[2]}")
    elif node.kind is Kind.TEXT and _looks_like_number(node.text):
        mistakes.add("quoted_number", node.place, text=node.text, better=node.text.strip().rstrip("%").strip())
    elif node.kind is Kind.NUMBER:
        mistakes.add("odd_number", node.place, text=node.text)
    else:
        wrong_kind(node, ("et tall", "a number"), mistakes)
    return UNREADABLE


def _looks_like_number(text: str) -> bool:
    return re.fullmatch(r"\s*[-+]?\d+(\.\d+)?\s*%?\s*", text) is not None


def number(low: int | None = None, above: int | None = None) -> Shape:
    """A number of at least `low`, or above `above`."""

    def read(node: Node, mistakes: Mistakes) -> Any:
        found = read_number(node, mistakes)
        if found is UNREADABLE:
            return found
        if low is not None and found < low:
            mistakes.add("too_small", node.place, text=node.text, low=low)
            return UNREADABLE
        if above is not None and found <= above:
            mistakes.add("not_above", node.place, text=node.text, low=above)
            return UNREADABLE
        return found

    limits = {name: value for name, value in (("minimum", low), ("exclusiveMinimum", above)) if value is not None}
    return Shape(read, {"type": "number", **limits})


NUMBER: Final = number()


def whole(low: int, high: int, message: str = "out_of_range") -> Shape:
    """A whole number from `low` to `high`; `message` is what is told of another."""

    def read(node: Node, mistakes: Mistakes) -> Any:
        found = read_number(node, mistakes)
        if found is UNREADABLE:
            return found
        if found.denominator != 1 or not low <= found <= high:
            mistakes.add(message, node.place, text=node.text, low=low, high=high)
            return UNREADABLE
        return int(found)

    return Shape(read, {"type": "integer", "minimum": low, "maximum": high})


YEAR: Final = whole(1900, 2100, "not_a_year")


def pair(item: Shape, message: str, strict: bool) -> Shape:
    """A list of two growing values; equal ones only where it is not `strict`."""

    def read(node: Node, mistakes: Mistakes) -> Any:
        found = read_items(node, item, mistakes)
        if found is UNREADABLE:
            return found
        if len(found) != 2:
            mistakes.add("not_two", node.place, count=len(found))
            return UNREADABLE
        if found[0] > found[1] or (strict and found[0] == found[1]):
            mistakes.add(message, node.place, first=node.items[0].text, last=node.items[1].text)
            return UNREADABLE
        return tuple(found)

    return Shape(read, {"type": "array", "items": item.schema, "minItems": 2, "maxItems": 2})


def read_items(node: Node, item: Shape, mistakes: Mistakes) -> Any:
    """Every item of a list; UNREADABLE where it is no list or any item cannot be used."""
    if node.kind is not Kind.LIST:
        return wrong_kind(node, ("en liste: [a, b]", "a list: [a, b]"), mistakes)
    found = [item.read(part, mistakes) for part in node.items]
    return UNREADABLE if UNREADABLE in found else found


def list_of(item: Shape, least: int = 1) -> Shape:
    """A list; the items that can be read are kept, also where another cannot."""

    def read(node: Node, mistakes: Mistakes) -> Any:
        if node.kind is not Kind.LIST:
            return wrong_kind(node, ("en liste", "a list"), mistakes)
        if len(node.items) < least:
            mistakes.add("empty_list", node.place)
            return UNREADABLE
        found = [item.read(part, mistakes) for part in node.items]
        return tuple(part for part in found if part is not UNREADABLE)

    return Shape(read, {"type": "array", "items": item.schema, "minItems": least})


SCALE: Final = pair(NUMBER, "scale_backwards", strict=True)
YEARS: Final = pair(YEAR, "years_backwards", strict=False)


def _read_period_notes(node: Node, mistakes: Mistakes) -> Any:
    """Reasons by the index of the month they begin in."""
    if node.kind is not Kind.MAP:
        return wrong_kind(node, ('{2020: "ny definisjon"}', '{2020: "new definition"}'), mistakes)
    notes: dict[int, str] = {}
    for key, (key_node, value) in node.entries.items():
        begins = _first_month(key)
        if begins is None:
            mistakes.add("not_a_period", key_node.place, text=key)
            continue
        word = read_word(value, mistakes)
        if word is not UNREADABLE:
            notes[begins] = word
    return notes


def _first_month(key: str) -> int | None:
    """Index of the first month of a period in this or the last century; None for anything else."""
    try:
        period = Period.parse(key)
    except ValueError:
        return None
    return period.last - period.span + 1 if 1900 <= period.year <= 2100 else None


PERIOD_NOTES: Final = Shape(
    _read_period_notes,
    {
        "type": "object",
        "patternProperties": {r"^\d{4}(-(T[1-3]|Q[1-4]|0[1-9]|1[0-2]))?$": WORD.schema},
        "additionalProperties": False,
    },
)


def _read_filters(node: Node, mistakes: Mistakes) -> Any:
    """Codes of a KOSTRA table's other dimensions, by dimension, sorted."""
    if node.kind is not Kind.MAP:
        return wrong_kind(node, ("{ KOKfunksjon0000: FGK8b }",) * 2, mistakes)
    codes = {key: read_code(value, mistakes) for key, (_, value) in node.entries.items()}
    return UNREADABLE if UNREADABLE in codes.values() else tuple(sorted(codes.items()))


FILTERS: Final = Shape(_read_filters, {"type": "object", "additionalProperties": CODE.schema})


_LEAP_YEAR: Final = 2000
_DAY_OF_YEAR: Final = re.compile(r"(\d{2})-(\d{2})")


def _read_month_day(node: Node, mistakes: Mistakes) -> Any:
    """A day of any year, month first: `"01-31"`."""
    if node.kind in (Kind.LIST, Kind.MAP, Kind.NULL):
        return wrong_kind(node, ('en dato: "01-31"', 'a date: "01-31"'), mistakes)
    found = _DAY_OF_YEAR.fullmatch(node.text.strip())
    month, day = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= month <= 12:
        mistakes.add("not_a_month_day", node.place, text=node.text, guess=_guessed_day(node.text))
        return UNREADABLE
    last = calendar.monthrange(_LEAP_YEAR, month)[1]
    if not 1 <= day <= last:
        mistakes.add("not_in_month", node.place, text=node.text, month=f"{month:02d}", last=f"{month:02d}-{last}")
        return UNREADABLE
    if not node.quoted:
        mistakes.add("unquoted_day", node.place, text=node.text)
    return MonthDay(month, day)


def _guessed_day(text: str) -> tuple[str, str]:
    """`Mente du "01-31"? ` where two numbers can be read as a day and a month in one way alone."""
    numbers = [int(part) for part in re.findall(r"\d+", text)[-2:]]
    if len(numbers) != 2:
        return "", ""
    is_day_first = "." in text or "/" in text or numbers[0] > 12
    day, month = numbers if is_day_first else reversed(numbers)
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(_LEAP_YEAR, month)[1]):
        return "", ""
    return f'Mente du "{month:02d}-{day:02d}"? ', f'Did you mean "{month:02d}-{day:02d}"? '


MONTH_DAY: Final = Shape(_read_month_day, {"type": "string", "pattern": r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"})
