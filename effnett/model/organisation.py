"""Organisation units and their tree through time (docs/semantics.md 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class OrgUnit(NamedTuple):
    """A unit in the register, or a KOSTRA region known by its code alone.

    `valid_from` and `valid_to` are both included; None is open. `successor` is the code of the unit
    that a unit which has ended lives on in.
    """

    code: str
    name: str
    kind: str = ""
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str | None = None
    kostra_code: str | None = None
    employees: int | None = None

    def is_valid(self, day: date) -> bool:
        """Whether the unit exists on a day."""
        return (self.valid_from is None or self.valid_from <= day) and not self.has_ended(day)

    def has_ended(self, day: date) -> bool:
        """Whether the unit's last day lies before a day."""
        return self.valid_to is not None and self.valid_to < day

    @property
    def region(self) -> str:
        """The code under which KOSTRA figures of this unit are found."""
        return self.kostra_code or self.code


@dataclass(frozen=True)
class OrgTree:
    """The register as one tree (or several), in the register's order. `region_name` names codes it lacks."""

    units: Mapping[str, OrgUnit]
    children: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    region_name: Callable[[str], str] = str

    @classmethod
    def of(cls, units: Iterable[OrgUnit]) -> OrgTree:
        """Build the tree; a parent that is not among the units makes its child a root."""
        by_code = {unit.code: unit for unit in units}
        children: dict[str, list[str]] = {}
        for unit in by_code.values():
            if unit.parent in by_code:
                children.setdefault(unit.parent, []).append(unit.code)
        return cls(by_code, {parent: tuple(codes) for parent, codes in children.items()})

    def unit(self, code: str) -> OrgUnit:
        """The unit of a code; a code the register lacks is a KOSTRA region."""
        return self.units.get(code) or OrgUnit(code, self.region_name(code))

    def path(self, code: str) -> Iterator[str]:
        """The unit itself, its parent, and so on up to the root."""
        seen: set[str] = set()
        at: str | None = code
        while at is not None and at not in seen:
            seen.add(at)
            yield at
            unit = self.units.get(at)
            at = unit.parent if unit else None

    def below(self, code: str) -> Iterator[str]:
        """The unit itself and everything below it, ended units too, in the register's order."""
        yield code
        for child in self.children.get(code, ()):
            yield from self.below(child)

    def shown(self, top: str, day: date) -> list[str]:
        """The unit itself and every unit below it that exists on a day, in the register's order."""
        below = set(self._below_on(top, day)) - {top}
        return [top, *(code for code, unit in self.units.items() if code in below and unit.is_valid(day))]

    def _below_on(self, top: str, day: date) -> Iterable[str]:
        """Everything below a unit on a day: what lay below a unit that has ended lies below its successor."""
        if not any(
            unit.successor and unit.code in self.children and unit.has_ended(day) for unit in self.units.values()
        ):
            return self.below(top)
        return (code for code in self.units if top in self._above_on(code, day))

    def _above_on(self, code: str, day: date) -> list[str]:
        found: list[str] = []
        at = self.unit(code).parent
        while at is not None and (unit := self.stand_in(at, day)) not in found:
            found.append(unit)
            at = self.unit(unit).parent
        return found

    def stand_in(self, code: str, day: date) -> str:
        """The unit that a unit's rows count for: itself, or the end of its chain of successors."""
        seen = {code}
        while (unit := self.units.get(code)) and unit.has_ended(day) and unit.successor and unit.successor not in seen:
            code = unit.successor
            seen.add(code)
        return code


class PeerGroup(NamedTuple):
    """Units to be compared with: a list of codes, or a rule that finds them (docs/contract.md 1)."""

    id: str
    title: str
    org_units: tuple[str, ...] = ()
    rule: str | None = None
    argument: str | None = None
