"""Who a reader is, and what that person may see and do (docs/access.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, NamedTuple

from effnett.model.organisation import OrgTree
from effnett.model.periods import AsOf
from effnett.model.record_rules import LONGEST_NAME

EMAIL: Final = "email"
"""The claim that people are known by; the others are groups."""


class Role(Enum):
    """What a person is in the organisation."""

    DIRECTOR = "director"
    LEADER = "leader"
    ANALYST = "analyst"
    READER = "reader"


@dataclass(frozen=True)
class Person:
    """Somebody with roles; `units` are those that a leader leads.

    `name` is written as the author of what the person writes; empty where nobody has said it yet.
    """

    name: str
    roles: frozenset[Role]
    units: tuple[str, ...] = ()

    @property
    def sees_all(self) -> bool:
        """Whether every unit's figures and records may be read."""
        return bool(self.roles - {Role.LEADER})

    @property
    def may_approve(self) -> bool:
        """Whether assessments may be approved, or set back to drafts."""
        return Role.DIRECTOR in self.roles

    @property
    def may_load(self) -> bool:
        """Whether files may be loaded."""
        return Role.ANALYST in self.roles

    def may_see(self, org_unit: str, tree: OrgTree, top: str, as_of: AsOf) -> bool:
        """Whether a unit may be looked into: a leader's own, those below, and the totals of the top above them."""
        return bool(self.seen((org_unit,), tree, top, as_of))

    def seen(self, org_units: Iterable[str], tree: OrgTree, top: str, as_of: AsOf) -> tuple[str, ...]:
        """Those of some units that may be looked into, in their order."""
        if self.sees_all:
            return tuple(org_units)
        led = self._led(tree, as_of)
        return tuple(unit for unit in org_units if unit in led or (unit == top and self._is_below(top, tree, as_of)))

    def may_write(self, org_unit: str, tree: OrgTree, as_of: AsOf) -> bool:
        """Whether the unit's own texts and decisions may be written: by a director, its leader, and one above it."""
        return bool(self.name) and (Role.DIRECTOR in self.roles or org_unit in self._led(tree, as_of))

    def may_ask(self, org_unit: str, tree: OrgTree, top: str, as_of: AsOf) -> bool:
        """Whether a thing may be wondered at: by everyone but a mere reader, of what that person sees."""
        return bool(self.name) and self.roles != {Role.READER} and self.may_see(org_unit, tree, top, as_of)

    def may_mend(self, org_unit: str, asker: str, tree: OrgTree, top: str, as_of: AsOf) -> bool:
        """Whether a wondering may be mended, closed or withdrawn: by its asker, and by those who write for its unit."""
        own = asker == self.name and self.may_ask(org_unit, tree, top, as_of)
        return own or self.may_write(org_unit, tree, as_of)

    def _led(self, tree: OrgTree, as_of: AsOf) -> set[str]:
        """A leader's own units and all below them: those of the day, and those that have been."""
        if Role.LEADER not in self.roles:
            return set()
        return {code for unit in self.units for code in (*tree.below(unit), *tree.shown(unit, as_of.day))}

    def _is_below(self, top: str, tree: OrgTree, as_of: AsOf) -> bool:
        """Whether one of a leader's units is summed into the top."""
        if Role.LEADER not in self.roles:
            return False
        summed = {*tree.below(top), *tree.shown(top, as_of.day)}
        return any(unit in summed for unit in self.units)


NOBODY: Final = Person("", frozenset())
"""Somebody who may do nothing, such as one who is not logged in."""


class Rule(NamedTuple):
    """What those have who log in with a claim of a value: an e-mail address, or a group."""

    claim: str
    value: str
    roles: frozenset[Role]
    units: tuple[str, ...] = ()
    name: str = ""

    def fits(self, claims: Mapping[str, Any]) -> bool:
        """Whether somebody's claims are of this rule; addresses are the same in small and capital letters."""
        found = claims.get(self.claim)
        if self.claim == EMAIL:
            return isinstance(found, str) and address(found) == address(self.value)
        return self.value == found or (isinstance(found, list | tuple) and self.value in found)


@dataclass(frozen=True)
class Access:
    """Who may come in, and whom to ask about it."""

    rules: tuple[Rule, ...] = ()
    contact: str = ""

    def person(self, claims: Mapping[str, Any]) -> Person:
        """Who somebody is by what the login says; with all that the rules give together, or nobody."""
        rules = [rule for rule in self.rules if rule.fits(claims)] if is_verified(claims) else []
        if not rules:
            return NOBODY
        given = next((rule.name for rule in rules if rule.name), "")
        units = dict.fromkeys(unit for rule in rules for unit in rule.units)
        return Person(given or name_of(claims), frozenset().union(*(rule.roles for rule in rules)), tuple(units))


def is_verified(claims: Mapping[str, Any]) -> bool:
    """Whether the address may be believed: where the login says that it is not verified, it is not."""
    return claims.get("email_verified", True) in (True, "true")


def name_of(claims: Mapping[str, Any]) -> str:
    """The name that the login gives, else the address, else what there is."""
    return next((name for key in ("name", EMAIL, "preferred_username", "sub") if (name := tidy(claims.get(key)))), "")


def tidy(name: object) -> str:
    """A name on one line, and no longer than what is kept with a text."""
    return " ".join(str(name or "").split())[:LONGEST_NAME]


def address(text: str) -> str:
    """An e-mail address as it is compared."""
    return text.strip().casefold()
