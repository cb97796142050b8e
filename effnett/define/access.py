"""Who may come in, from `access.yaml` (docs/contract.md 1). A file with mistakes lets nobody in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, NamedTuple

from effnett.define.checks import World, unit_is_known
from effnett.define.known import Known
from effnett.define.located_yaml import Node, read_yaml
from effnett.define.mistakes import Mistake, Mistakes
from effnett.define.records import Fields, Key, Record
from effnett.define.values import CODE, UNREADABLE, WORD, Shape, choice, list_of, read_code
from effnett.errors import Place, Problem
from effnett.model.access import EMAIL, Access, Role, Rule, address, tidy

FILES: Final = ("access.yaml", "access.yml")
_ADDRESS: Final = re.compile(r"[^\s@]+@[^\s@]+")


def _read_address(node: Node, mistakes: Mistakes) -> Any:
    """An e-mail address as text."""
    found = read_code(node, mistakes)
    if found is UNREADABLE or _ADDRESS.fullmatch(found.strip()):
        return found
    mistakes.add("not_an_address", node.place, text=found)
    return UNREADABLE


_ROLE: Final = choice(*(role.value for role in Role))
_WHAT: Final = (
    Key("role", _ROLE, "Hva personen er.", examples=("leader",)),
    Key("roles", list_of(_ROLE), "Hva personen er, der det er mer enn én ting.", examples=(["leader", "analyst"],)),
    Key(
        "org_units", list_of(CODE), "Enhetene en leder leder, i anførselstegn.", examples=(["furuset-hjemmetjeneste"],)
    ),
)
PERSON: Final = Record(
    ("en person: { email, role }", "a person: { email, role }"),
    (
        Key(EMAIL, Shape(_read_address, {"type": "string"}), "Adressen personen logger inn med.", True),
        Key("name", WORD, "Navnet som står ved det personen skriver. Ellers det innloggingen sier."),
        *_WHAT,
    ),
    home=EMAIL,
)
GROUP: Final = Record(
    ("en gruppe: { claim, value, role }", "a group: { claim, value, role }"),
    (
        Key("claim", CODE, "Hva innloggingen kaller det.", True, ("groups",)),
        Key("value", CODE, "Gruppen, slik innloggingen skriver den, i anførselstegn.", True),
        *_WHAT,
    ),
    home="value",
)
ACCESS: Final = Record(
    ("people: […]",) * 2,
    (
        Key("people", list_of(PERSON.shape, least=0), "De som slipper inn."),
        Key("groups", list_of(GROUP.shape, least=0), "Grupper av slike, etter hva innloggingen sier."),
        Key("contact", WORD, "Den som spørres om tilgang: navn, og gjerne adresse."),
    ),
    home="people",
)


class AccessFile(NamedTuple):
    """What became of a file: who may come in, and what is wrong with it. Where something is, nobody may."""

    file: str
    access: Access
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """All problems that are no mere warnings."""
        return tuple(problem for problem in self.problems if not problem.warning)


def access_path(folder: Path) -> Path | None:
    """The file of a folder of scorecards; None where it has none."""
    return next((path for name in FILES if (path := folder / name).is_file()), None)


def read_access(path: Path, known: Known | None = None, language: str = "nb") -> AccessFile:
    """Read and check a file. Never raises for what is in it: the problems tell."""
    shown = str(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        mistake = Mistake("unreadable_file", Place(shown), {"reason": error.strerror or str(error)})
        return AccessFile(shown, Access(), (mistake.told(language),))
    node, mistakes = read_yaml(content, shown)
    access = _access(node, World(known=known), mistakes) if node else Access()
    problems = tuple(
        dict.fromkeys(mistake.told(language) for mistake in sorted(mistakes, key=lambda one: one.place[1:]))
    )
    sound = all(problem.warning for problem in problems)
    return AccessFile(shown, access if sound else Access((), access.contact), problems)


def _access(node: Node, world: World, mistakes: Mistakes) -> Access:
    fields = ACCESS.read(node, mistakes)
    if fields is UNREADABLE:
        return Access()
    if not fields.given("people") and not fields.given("groups"):
        mistakes.add("missing_key", fields.home, key="people")
    people, groups = fields.get("people", ()), fields.get("groups", ())
    _tell_twice(people, EMAIL, mistakes)
    _tell_twice(groups, "value", mistakes)
    rules = [_rule(one, EMAIL, EMAIL, world, mistakes) for one in people]
    rules += [_rule(one, one.get("claim"), "value", world, mistakes) for one in groups]
    return Access(tuple(rule for rule in rules if rule), tidy(fields.get("contact")))


def _rule(fields: Fields, claim: str | None, key: str, world: World, mistakes: Mistakes) -> Rule | None:
    """One rule; None where what it needs is not there, which has been told."""
    roles = _roles(fields, mistakes)
    units: tuple[str, ...] = fields.get("org_units", ())
    for unit in units:
        mistakes.extend(unit_is_known(unit, _place_of(unit, fields), world))
    if Role.LEADER in roles and not fields.given("org_units"):
        mistakes.add("leader_without_units", fields.home)
    if roles and units and Role.LEADER not in roles:
        mistakes.add("units_without_leader", fields.place("org_units"))
    value = fields.get(key)
    return Rule(claim, value, roles, units, tidy(fields.get("name"))) if claim and value and roles else None


def _roles(fields: Fields, mistakes: Mistakes) -> frozenset[Role]:
    """What somebody is, by `role` or by `roles`."""
    if fields.given("role") == fields.given("roles"):
        known = [role.value for role in Role]
        mistakes.add("two_kinds_of_role" if fields.given("role") else "no_role", fields.home, known=known)
    found = [fields.get("role")] if fields.get("role") else fields.get("roles", ())
    return frozenset(Role(word) for word in found)


def _place_of(unit: str, fields: Fields) -> Place:
    """Where a unit stands in the list."""
    listed = fields.node.listed("org_units")
    return next((item.place for item in listed if item.text == unit), fields.place("org_units"))


def _tell_twice(records: Iterable[Fields], key: str, mistakes: Mistakes) -> None:
    """Note people and groups that have two rules: one of them would be forgotten when it is to be taken away."""
    first: dict[tuple[str, str], Fields] = {}
    for record in records:
        value = record.get(key)
        if value:
            earlier = first.setdefault((record.get("claim", ""), address(value)), record)
            if earlier is not record:
                mistakes.add("twice_in_access", record.place(key), value=value, line=earlier.place(key).line)
