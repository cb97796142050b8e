"""Peer groups and networks, from `peers.yaml` (docs/contract.md 1)."""

from __future__ import annotations

from effnett.define.checks import World
from effnett.define.keys import PEER_RULES, PEERS
from effnett.define.located_yaml import Node
from effnett.define.mistakes import Mistakes
from effnett.define.records import Fields
from effnett.define.surveys import tell_twice
from effnett.define.values import UNREADABLE
from effnett.model.organisation import PeerGroup
from effnett.model.scorecard import in_language


def read_peers(node: Node, world: World, mistakes: Mistakes) -> tuple[PeerGroup, ...]:
    """The groups of a file that are whole, in its order."""
    fields = PEERS.read(node, mistakes)
    if fields is UNREADABLE:
        return ()
    groups = fields.get("peers", ())
    tell_twice(groups, mistakes)
    found = [_group(group, world, mistakes) for group in groups]
    return tuple(group for group in found if group is not None)


def _group(fields: Fields, world: World, mistakes: Mistakes) -> PeerGroup | None:
    members = [key for key in ("org_units", *PEER_RULES) if fields.given(key)]
    if len(members) != 1:
        place = fields.place(members[1]) if members else fields.home
        known = ["org_units", *PEER_RULES]
        mistakes.add("many_memberships" if members else "no_members", place, known=known, given=members)
        return None
    if members[0] not in fields.values or not fields.get("id"):
        return None
    title = in_language(fields.get("title", {}))
    if members[0] == "org_units":
        _tell_unknown(fields, world, mistakes)
        return PeerGroup(fields.get("id"), title, fields.get("org_units"))
    argument = fields.get(members[0])
    wanted = None if argument in (None, "true") else str(argument)
    return PeerGroup(fields.get("id"), title, rule=members[0], argument=wanted)


def _tell_unknown(fields: Fields, world: World, mistakes: Mistakes) -> None:
    """Warn of members without figures: a comparison says how many of how many have one, and goes on."""
    known = world.known
    if known is None or (known.org_units is None and known.regions is None):
        return
    loaded = (known.org_units or frozenset()) | (known.regions or frozenset())
    missing = [code for code in fields.get("org_units") if code not in loaded]
    if missing:
        mistakes.add("peers_not_loaded", fields.place("org_units"), codes=missing, group=fields.get("id"))
