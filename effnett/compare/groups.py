"""Who is compared with whom: lists and rules to the units of a year (docs/semantics.md 8)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from effnett.compare.likeness import most_alike
from effnett.compare.municipalities import AVERAGES, code_in_year, codes_of, in_use, kind_of, municipalities
from effnett.compare.refusals import missing_kind, no_members, unknown_group
from effnett.compare.weights import likeness_of
from effnett.evaluate.tree import org_tree
from effnett.model.comparison import Peer
from effnett.model.organisation import PeerGroup
from effnett.store.facts import Facts

Rows = Sequence[tuple[str, int | None, int | None]]
"""A group's units with the first and last year each belongs; None is open."""

_KOSTRA_GROUPS: Final = ("EKG", "kostra_group:")
_COUNTIES: Final = ("EKA", "EAFK")
_IMPORTED_COUNTIES: Final = (*_COUNTIES, "county:", "fylke:")
_COUNTY: Final = re.compile(r"(?:EKA|EAFK|county:|fylke:)?(?P<number>\d\d)")


def peers_of(facts: Facts, group: PeerGroup, org_unit: str, year: int) -> tuple[Peer, ...]:
    """The units compared in a year, the unit itself among them; kept with the facts.

    InputError where the group has none that year.

    A municipality that was called something else that year is one unit all the same, and is named as it was asked
    for. Published averages (the country, counties, groups) are left out of groups of others.
    """
    return facts.kept(("peers", group, org_unit, year), lambda: _peers_of(facts, group, org_unit, year))


def _peers_of(facts: Facts, group: PeerGroup, org_unit: str, year: int) -> tuple[Peer, ...]:
    own = region_of(facts, org_unit)
    own_kind = kind_of(own)
    found: dict[str, Peer] = {}
    for code in group.org_units if group.rule is None else _by_rule(facts, group, org_unit, year):
        peer = peer_of(facts, code, year)
        if _belong_together(own_kind, kind_of(peer.code)):
            found.setdefault(peer.codes[0], peer)
    if not found:
        no_members(group, year, _existed(facts, own, year))
    identity = codes_of(facts, own)[0]
    if identity in found or group.rule is None or _existed(facts, own, year):
        found[identity] = peer_of(facts, org_unit, year)
    return tuple(found.values())


def region_of(facts: Facts, org_unit: str) -> str:
    """The code a unit's KOSTRA figures stand under."""
    return org_tree(facts).unit(org_unit).region


def peer_of(facts: Facts, org_unit: str, year: int) -> Peer:
    """One record for all the groups a unit is in that year."""
    return facts.kept(("peer", org_unit, year), lambda: _new_peer(facts, org_unit, year))


def _new_peer(facts: Facts, org_unit: str, year: int) -> Peer:
    unit = org_tree(facts).unit(org_unit)
    code = code_in_year(facts, unit.region, year)
    exists = kind_of(code) != "municipality" or in_use(facts, code, year)
    return Peer(org_unit, unit.name, codes_of(facts, unit.region), code, exists)


def _belong_together(own: str, other: str) -> bool:
    return own == other or not {own, other} & AVERAGES


def _existed(facts: Facts, region: str, year: int) -> bool:
    """Whether a municipality was one that year; other units are never in doubt here."""
    return kind_of(region) != "municipality" or in_use(facts, code_in_year(facts, region, year), year)


def _by_rule(facts: Facts, group: PeerGroup, org_unit: str, year: int) -> Iterable[str]:
    return _RULES[group.rule or ""](facts, group, org_unit, year)


def _country(facts: Facts, group: PeerGroup, _org_unit: str, year: int) -> Iterable[str]:
    if not facts.rows("SELECT 1 FROM kostra_regions LIMIT 1"):
        missing_kind(group, "kostra")
    return municipalities(facts, year)


def _county(facts: Facts, group: PeerGroup, org_unit: str, year: int) -> Iterable[str]:
    """An imported county's municipalities, else those of the year whose codes begin with its number."""
    if group.argument is None:
        region = region_of(facts, org_unit)
        own = _own_group(facts, codes_of(facts, region), year, _IMPORTED_COUNTIES)
        begins = code_in_year(facts, region, year)[:2]
        return _members(facts, [own], year) if own else _beginning_with(facts, begins, year)
    number = _COUNTY.fullmatch(group.argument)
    names = [f"{prefix}{number['number'] if number else group.argument}" for prefix in ("county:", "fylke:", "EKA", "")]
    names = [name for name in (group.argument, *names) if name in _groups(facts)]
    if names:
        return _members(facts, names[:1], year)
    if not number:
        unknown_group(group, (name for name in _groups(facts) if name.startswith(("EKA", "EAFK"))))
    return _beginning_with(facts, number["number"], year)


def _beginning_with(facts: Facts, number: str, year: int) -> list[str]:
    return [code for code in municipalities(facts, year) if code.startswith(number)]


def _kostra_group(facts: Facts, group: PeerGroup, org_unit: str, year: int) -> Iterable[str]:
    if not _groups(facts):
        missing_kind(group, "region_groups")
    if group.argument is None:
        codes = codes_of(facts, region_of(facts, org_unit))
        own = _own_group(facts, codes, year, _KOSTRA_GROUPS)
        return _members(facts, [own], year) if own else ()
    asked = group.argument
    names = [asked, f"kostra_group:{asked}", f"EKG{asked.zfill(2)}", f"EKG{asked}"]
    names = [name for name in names if name in _groups(facts)]
    if not names:
        unknown_group(group, (name for name in _groups(facts) if not name.startswith(_NEIGHBOURS)))
    return _members(facts, names[:1], year)


_NEIGHBOURS: Final = ("neighbours:", "naboer:")


def _neighbours(facts: Facts, group: PeerGroup, org_unit: str, year: int) -> Iterable[str]:
    """The neighbours that are imported under any code of the municipality."""
    if not any(name.startswith(_NEIGHBOURS) for name in _groups(facts)):
        missing_kind(group, "region_groups")
    codes = codes_of(facts, group.argument or region_of(facts, org_unit))
    return _members(facts, [f"{prefix}{code}" for code in codes for prefix in _NEIGHBOURS], year)


def _similar(facts: Facts, group: PeerGroup, org_unit: str, year: int) -> Iterable[str]:
    if not facts.rows("SELECT 1 FROM population LIMIT 1"):
        missing_kind(group, "population")
    count, weights = likeness_of(group.argument)
    return [one.region for one in most_alike(facts, region_of(facts, org_unit), year, weights)[:count]]


def distances_to(facts: Facts, org_unit: str, peers: Iterable[Peer], year: int) -> dict[str, float]:
    """How unlike each of some peers a unit is, by the code each is named by; those that nothing is known of are left
    out."""
    alike = {one.region: one.distance for one in most_alike(facts, region_of(facts, org_unit), year)}
    return {peer.org_unit: alike[peer.code] for peer in peers if peer.code in alike}


_RULES: Final[Mapping[str, Callable[[Facts, PeerGroup, str, int], Iterable[str]]]] = {
    "country": _country,
    "county": _county,
    "kostra_group": _kostra_group,
    "neighbours": _neighbours,
    "similar": _similar,
}


def _groups(facts: Facts) -> Mapping[str, Rows]:
    return facts.kept("region_groups", lambda: _imported_groups(facts))


def _imported_groups(facts: Facts) -> dict[str, list[tuple[str, int | None, int | None]]]:
    found: dict[str, list[tuple[str, int | None, int | None]]] = {}
    rows = facts.rows('SELECT "group", org_unit, from_year, to_year FROM region_groups ORDER BY import_id, line')
    for name, org_unit, first, last in rows:
        found.setdefault(name, []).append((org_unit, first, last))
    return found


def _belongs(first: int | None, last: int | None, year: int) -> bool:
    return (first is None or first <= year) and (last is None or year <= last)


def _members(facts: Facts, names: Iterable[str], year: int) -> list[str]:
    """The units of imported groups in a year, municipalities by the code they had, if they were one."""
    found = []
    for name in names:
        for org_unit, first, last in _groups(facts).get(name, ()):
            if _belongs(first, last, year) and _existed(facts, org_unit, year):
                is_region = kind_of(org_unit) == "municipality"
                found.append(code_in_year(facts, org_unit, year) if is_region else org_unit)
    return found


def _own_group(facts: Facts, codes: Sequence[str], year: int, prefixes: tuple[str, ...]) -> str | None:
    """The first imported group of a kind that a region belonged to in a year, under any of its codes."""
    for name, rows in sorted(_groups(facts).items()):
        if name.startswith(prefixes) and any(one in codes and _belongs(a, b, year) for one, a, b in rows):
            return name
    return None


def own_averages(facts: Facts, org_unit: str, year: int) -> tuple[str, ...]:
    """The published averages a unit is part of: its KOSTRA group, its county and the country, as far as is known."""
    region = region_of(facts, org_unit)
    country = {"municipality": ("EAKUO", "EAK"), "district": ("EAB", "EAK")}.get(kind_of(region), ())
    return (*_own_kostra_group(facts, org_unit, year), *_own_county(facts, org_unit, year), *country)


def _own_county(facts: Facts, org_unit: str, year: int) -> tuple[str, ...]:
    """Whose average is that of a municipality's county: of the one it was imported into, else by its code's number."""
    region = region_of(facts, org_unit)
    if kind_of(region) != "municipality":
        return ()
    own = _own_group(facts, codes_of(facts, region), year, _IMPORTED_COUNTIES)
    return _county_codes(own or code_in_year(facts, region, year)[:2])


def _county_codes(name: str) -> tuple[str, ...]:
    """The codes that SSB may publish a county's average under; what is no number is such a code itself."""
    number = _COUNTY.fullmatch(name)
    return tuple(f"{prefix}{number['number']}" for prefix in _COUNTIES) if number else (name,)


def averages_of(facts: Facts, group: PeerGroup, org_unit: str, year: int) -> tuple[str, ...]:
    """The codes under which SSB publishes the average of a group itself, the first that fits best; () for lists,
    neighbours and the most alike, which SSB knows nothing of."""
    if group.rule == "country":
        return ("EAK",)
    if group.rule == "county":
        return _own_county(facts, org_unit, year) if group.argument is None else _county_codes(group.argument)
    if group.rule == "kostra_group":
        return _own_kostra_group(facts, org_unit, year) if group.argument is None else (_group_code(group.argument),)
    return ()


def _own_kostra_group(facts: Facts, org_unit: str, year: int) -> tuple[str, ...]:
    own = _own_group(facts, codes_of(facts, region_of(facts, org_unit)), year, _KOSTRA_GROUPS)
    return (_group_code(own),) if own else ()


def _group_code(name: str) -> str:
    """The code that SSB publishes a KOSTRA group's average under, whichever way the group is named."""
    return f"EKG{name.removeprefix('kostra_group:').removeprefix('EKG').zfill(2)}"


def group_names(facts: Facts) -> Sequence[str]:
    """The imported groups, by name."""
    return sorted(_groups(facts))
