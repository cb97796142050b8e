"""Who a reader is, and what that person may see and do (docs/access.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from effnett.model.organisation import OrgTree
from effnett.model.periods import AsOf


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
        """Whether a unit may be looked into: a leader's own, those below, and the totals of the top."""
        return self.sees_all or org_unit == top or self._leads(org_unit, tree, as_of)

    def may_write(self, org_unit: str, tree: OrgTree, as_of: AsOf) -> bool:
        """Whether the unit's own texts may be written: by a director, and by its leader."""
        return bool(self.name) and (Role.DIRECTOR in self.roles or self._leads(org_unit, tree, as_of))

    def may_ask(self, org_unit: str, tree: OrgTree, top: str, as_of: AsOf) -> bool:
        """Whether a thing may be wondered at: by everyone but a mere reader, of what that person sees."""
        return bool(self.name) and self.roles != {Role.READER} and self.may_see(org_unit, tree, top, as_of)

    def _leads(self, org_unit: str, tree: OrgTree, as_of: AsOf) -> bool:
        return Role.LEADER in self.roles and any(org_unit in tree.shown(unit, as_of.day) for unit in self.units)
