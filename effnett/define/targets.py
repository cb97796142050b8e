"""Targets: one for every year, or one for each; exact, with what is due at each tertial (docs/semantics.md 4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final, NamedTuple

from effnett.define.located_yaml import Entry, Kind, Node
from effnett.define.mistakes import Mistakes
from effnett.define.records import Fields, Key, Record, is_bare, tell_comma
from effnett.define.values import NUMBER, UNREADABLE, WORD, Shape, choice, read_code, read_items, wrong_kind
from effnett.errors import Place
from effnett.model.scorecard import EVERY_YEAR, Target, TargetKind

LIMITS: Final = tuple(kind.value for kind in TargetKind)
_YEARS: Final = re.compile(r"((?:19|20)[0-9]{2})(?: ?[-–] ?((?:19|20)[0-9]{2}))?")


class LocatedTarget(NamedTuple):
    """A target with the place of its limit, for messages about it."""

    target: Target
    place: Place


LocatedTargets = Mapping[int, LocatedTarget]
"""Targets by year; `EVERY_YEAR` for one given without years."""


def _read_between(node: Node, mistakes: Mistakes) -> Any:
    found = read_items(node, NUMBER, mistakes)
    if found is UNREADABLE:
        return found
    if len(found) != 2:
        mistakes.add("not_two", node.place, count=len(found))
    elif found[0] > found[1]:
        mistakes.add("between_backwards", node.place, low=node.items[0].text, high=node.items[1].text)
    else:
        return tuple(found)
    return UNREADABLE


def _read_steps(node: Node, mistakes: Mistakes) -> Any:
    found = read_items(node, NUMBER, mistakes)
    if found is UNREADABLE:
        return found
    if len(found) != 3 or sorted(found) != found:
        mistakes.add("bad_steps", node.place)
        return UNREADABLE
    return tuple(found)


_TWO: Final = {"type": "array", "items": NUMBER.schema, "minItems": 2, "maxItems": 2}
_THREE: Final = {"type": "array", "items": NUMBER.schema, "minItems": 3, "maxItems": 3}
TARGET: Final = Record(
    ("et mål: { at_most: 9.9 }", "a target: { at_most: 9.9 }"),
    (
        Key("at_least", NUMBER, "Målet er minst dette. Høyere er bedre.", examples=(4.5,)),
        Key("at_most", NUMBER, "Målet er høyst dette. Lavere er bedre.", examples=(9.9,)),
        Key("between", Shape(_read_between, _TWO), "Målet er mellom disse, endene medregnet.", examples=([40, 60],)),
        Key("note", WORD, "Merknad til målet, for eksempel hvordan kilden er lest."),
        Key("path", choice("linear"), "Målet vokser gjennom året: en tredel i T1, to tredeler i T2, alt i T3."),
        Key("steps", Shape(_read_steps, _THREE), "Det som skal være nådd i T1, T2 og T3.", examples=([30, 60, 90],)),
    ),
)


def read_targets(node: Node, mistakes: Mistakes) -> Any:
    """Targets by year, each with its place."""
    if node.kind is not Kind.MAP:
        return wrong_kind(node, TARGET.title, mistakes)
    if not node.entries:
        mistakes.add("empty_target", node.place)
        return UNREADABLE
    by_year = [key for key, entry in node.entries.items() if key[:1].isdigit() and not is_bare(entry.value)]
    if not by_year:
        target = _read_target(node, mistakes)
        return UNREADABLE if target is None else {EVERY_YEAR: target}
    for key, entry in node.entries.items():
        if key not in by_year and not tell_comma(node, key, mistakes):
            mistakes.add("years_mixed", entry.key.place, key=key)
    return _read_years(node, mistakes)


def _read_years(node: Node, mistakes: Mistakes) -> Any:
    targets: dict[int, LocatedTarget] = {}
    for key, entry in node.entries.items():
        years = _years(key, entry, mistakes)
        target = _read_target(entry.value, mistakes) if years else None
        twice = [year for year in years if year in targets]
        if twice:
            mistakes.add("years_overlap", entry.key.place, year=twice[0], line=targets[twice[0]].place.line)
        elif target is not None:
            targets.update(dict.fromkeys(years, target))
    return targets or UNREADABLE


def _years(key: str, entry: Entry, mistakes: Mistakes) -> range:
    """The years that a key names: `2009`, or `2006-2008`; none where it cannot be read."""
    found = _YEARS.fullmatch(key)
    if found:
        first, last = int(found[1]), int(found[2] or found[1])
        if last < first:
            mistakes.add("years_backwards", entry.key.place, first=first, last=last)
        return range(first, last + 1)
    if key[:1].isdigit() and not is_bare(entry.value):
        mistakes.add("not_target_years", entry.key.place, text=key)
    return range(0)


def _read_target(node: Node, mistakes: Mistakes) -> LocatedTarget | None:
    fields = TARGET.read(node, mistakes)
    if fields is UNREADABLE:
        return None
    limits = [name for name in fields.node.entries if name in LIMITS]
    if len(limits) != 1:
        _tell_limits(fields, limits, mistakes)
        return None
    if limits[0] not in fields.values:
        return None
    kind = TargetKind(limits[0])
    limit = fields.get(limits[0])
    low, high = limit if kind is TargetKind.BETWEEN else (limit, None)
    steps = _steps(fields, low, high, mistakes)
    target = Target(kind, low, high, steps, fields.get("note", ""))
    return LocatedTarget(target, fields.place(limits[0]))


def _tell_limits(fields: Fields, limits: list[str], mistakes: Mistakes) -> None:
    if limits:
        mistakes.add("many_limits", fields.place(limits[1]), limits=limits)
    elif all(key in TARGET.by_name for key in fields.node.entries):
        mistakes.add("no_limit", fields.node.place)


def _steps(fields: Fields, low: Fraction, high: Fraction | None, mistakes: Mistakes) -> tuple[Fraction, ...]:
    """What is due at T1, T2 and T3; empty where the whole target is due all year."""
    given = [name for name in ("path", "steps") if fields.given(name)]
    if given and high is not None:
        mistakes.add("path_of_between", fields.place(given[0]), key=given[0])
    elif len(given) == 2:
        mistakes.add("path_and_steps", fields.place("steps"))
    elif fields.get("path"):
        return (low / 3, low * 2 / 3, low)
    elif fields.get("steps"):
        steps: tuple[Fraction, ...] = fields.get("steps")
        if steps[-1] != low:
            mistakes.add("steps_miss_target", fields.place("steps"), last=float(steps[-1]), target=float(low))
        return steps
    return ()


def _read_unit_targets(node: Node, mistakes: Mistakes) -> Any:
    """Targets by the unit's code, each code with its place."""
    if node.kind is not Kind.MAP:
        return wrong_kind(node, ("{ enhet: mål }", "{ unit: target }"), mistakes)
    units: dict[str, tuple[Place, LocatedTargets]] = {}
    for key, value in node.entries.values():
        code = read_code(key, mistakes)
        targets = read_targets(value, mistakes)
        if code is not UNREADABLE and targets is not UNREADABLE:
            units[code] = (key.place, targets)
    return units


_ONE: Final = {
    **TARGET.schema,
    "oneOf": [{"required": [limit]} for limit in LIMITS],
    "not": {"required": ["path", "steps"]},
}
_YEARLY: Final = {
    "type": "object",
    "patternProperties": {f"^{_YEARS.pattern}$": _ONE},
    "additionalProperties": False,
    "minProperties": 1,
}
TARGETS: Final = Shape(read_targets, {"anyOf": [_ONE, _YEARLY]})
UNIT_TARGETS: Final = Shape(_read_unit_targets, {"type": "object", "additionalProperties": TARGETS.schema})
