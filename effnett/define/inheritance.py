"""A unit's own scorecard (`extends`): what it does not give is taken from another, place and all (docs/contract.md 1).

Works on located nodes, before anything is checked, so that what is inherited is checked where it is used and told
where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from effnett.define.located_yaml import Entry, Kind, Node, plain
from effnett.define.mistakes import Mistakes
from effnett.define.targets import LIMITS
from effnett.define.values import guess, wrong_kind

_OWN_KEYS: Final = ("extends", "indicators", "focus_areas")
_JOINED_KEYS: Final = ("defaults",)


def resolved(card: Node, cards: Mapping[str, Node], mistakes: Mistakes) -> Node | None:
    """The card with all that it inherits, through chains of `extends`; None where that cannot be found."""
    chain = [card]
    while (named := chain[-1].value("extends")) is not None:
        if named.kind is not Kind.TEXT:
            wrong_kind(named, ("id-en til et målekart", "the id of a scorecard"), mistakes)
            return None
        base = cards.get(named.text)
        if base is None:
            mistakes.add("unknown_base", named.place, text=named.text, guess=guess(named.text, cards))
            return None
        if any(base is earlier for earlier in chain):
            mistakes.add("extends_itself", named.place, text=named.text)
            return None
        chain.append(base)
    whole = chain.pop()
    while chain:
        whole = inherit(chain.pop(), whole, mistakes)
    return whole


def inherit(own: Node, base: Node, mistakes: Mistakes) -> Node:
    """One card on top of another."""
    entries = {key: entry for key, entry in base.entries.items() if key != "scorecard"}
    entries |= {key: entry for key, entry in own.entries.items() if key not in _OWN_KEYS}
    for key in _JOINED_KEYS:
        if key in own.entries and key in base.entries:
            entries[key] = _joined(base.entries[key], own.entries[key])
    areas = base.entries.get("focus_areas")
    if areas:
        entries["focus_areas"] = Entry(areas.key, _areas(own, areas.value, mistakes))
    elif "focus_areas" in own.entries:
        entries["focus_areas"] = own.entries["focus_areas"]
    return own._replace(entries=entries)


def _joined(base: Entry, own: Entry) -> Entry:
    """A mapping with the keys of both, the own ones first in rank; the own value where they are no mappings."""
    if base.value.kind is not Kind.MAP or own.value.kind is not Kind.MAP:
        return own
    return Entry(own.key, own.value._replace(entries={**base.value.entries, **own.value.entries}))


def _areas(own: Node, base: Node, mistakes: Mistakes) -> Node:
    """The inherited focus areas with the card's own indicators in place, and what is new put where its titles say."""
    added = own.listed("focus_areas")
    inherited = {_id(indicator) for indicator in _indicators(base.items)}
    changes = _changes(own, inherited, mistakes)
    areas = [_changed(area, changes) for area in base.items]
    new = [part for part in (_only_new(area, inherited) for area in added) if part is not None]
    return base._replace(items=_put_in(areas, new, "success_factors"))


def _changes(own: Node, inherited: set[str], mistakes: Mistakes) -> dict[str, Node]:
    """What the card says of its indicators, by id; ids that nothing is inherited for, or said twice, are told."""
    for key in ("indicators", "focus_areas"):
        found = own.value(key)
        if found is not None and found.kind is not Kind.LIST:
            wrong_kind(found, ("en liste", "a list"), mistakes)
    changes: dict[str, Node] = {}
    for change in own.listed("indicators"):
        if _id(change) not in inherited:
            mistakes.add("not_inherited", change.place, id=_id(change), guess=guess(_id(change), inherited))
    for indicator in (*own.listed("indicators"), *_indicators(own.listed("focus_areas"))):
        first = changes.setdefault(_id(indicator), indicator)
        if first is not indicator and _id(indicator) in inherited:
            mistakes.add("duplicate_id", indicator.place, id=_id(indicator), line=first.line)
    return changes


def _indicators(areas: Iterable[Node]) -> Iterator[Node]:
    for area in areas:
        for factor in area.listed("success_factors"):
            yield from factor.listed("indicators")


def _id(indicator: Node) -> str:
    found = indicator.value("id")
    return found.text if found else ""


def _with_list(node: Node, key: str, items: Iterable[Node]) -> Node:
    """A mapping with the items of one of its lists exchanged."""
    entry = node.entries[key]
    return node._replace(entries={**node.entries, key: Entry(entry.key, entry.value._replace(items=tuple(items)))})


def _changed(area: Node, by_id: Mapping[str, Node]) -> Node:
    """An inherited area with the card's own keys on top of its indicators'."""
    if not area.listed("success_factors"):
        return area
    factors = [
        _with_list(factor, "indicators", (_overlaid(old, by_id.get(_id(old))) for old in factor.listed("indicators")))
        if factor.listed("indicators")
        else factor
        for factor in area.listed("success_factors")
    ]
    return _with_list(area, "success_factors", factors)


def _overlaid(old: Node, new: Node | None) -> Node:
    if new is None:
        return old
    entries = {**old.entries, **new.entries}
    if _is_by_year(old.value("target")) and _is_by_year(new.value("target")):
        entries["target"] = _joined(old.entries["target"], new.entries["target"])
    return new._replace(entries=entries)


def _is_by_year(target: Node | None) -> bool:
    return target is not None and target.kind is Kind.MAP and not any(limit in target.entries for limit in LIMITS)


def _only_new(area: Node, inherited: set[str]) -> Node | None:
    """An area of the card's own without the indicators that only change inherited ones; None where nothing is left."""
    factors = []
    for factor in area.listed("success_factors"):
        new = [indicator for indicator in factor.listed("indicators") if _id(indicator) not in inherited]
        if new:
            factors.append(_with_list(factor, "indicators", new))
        elif not factor.listed("indicators"):
            factors.append(factor)
    if factors:
        return _with_list(area, "success_factors", factors)
    return None if area.listed("success_factors") else area


def _put_in(nodes: list[Node], new: Iterable[Node], key: str) -> tuple[Node, ...]:
    """Add what is new to the node of the same title, else at the end; one level down, the same by `indicators`."""
    for node in new:
        at = next((i for i, old in enumerate(nodes) if _is_titled_as(old, node) and old.listed(key)), None)
        if at is None:
            nodes.append(node)
        elif key == "success_factors":
            nodes[at] = _with_list(nodes[at], key, _put_in(list(nodes[at].listed(key)), node.listed(key), "indicators"))
        else:
            nodes[at] = _with_list(nodes[at], key, (*nodes[at].listed(key), *node.listed(key)))
    return tuple(nodes)


def _is_titled_as(one: Node, other: Node) -> bool:
    titles = one.value("title"), other.value("title")
    return titles[0] is not None and titles[1] is not None and plain(titles[0]) == plain(titles[1])
