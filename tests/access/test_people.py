"""Who may see and do what, who is let in, and what counts as this machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effnett.model.access import NOBODY, Access, Person, Role, Rule, name_of
from effnett.model.organisation import OrgTree, OrgUnit
from effnett.model.periods import AsOf
from effnett.web.door import is_local, providers
from effnett.web.way_back import is_inside

AS_OF = AsOf(2009, 2)
TREE = OrgTree.of(
    [
        OrgUnit("by", "Byen"),
        OrgUnit("bydel", "Bydelen", parent="by"),
        OrgUnit("hjem", "Hjemmetjenesten", parent="bydel"),
        OrgUnit("natt", "Natt", parent="hjem"),
        OrgUnit("skole", "Skolen", parent="bydel"),
        OrgUnit("annen", "En annen bydel", parent="by"),
    ]
)
EVERY = tuple(TREE.units)
ROLES = {role: Person("Kari", frozenset({role}), ("hjem",) if role is Role.LEADER else ()) for role in Role}


@pytest.mark.parametrize(
    ("role", "sees", "writes", "asks", "approves", "loads"),
    [
        (Role.DIRECTOR, EVERY, EVERY, EVERY, True, False),
        (Role.LEADER, ("bydel", "hjem", "natt"), ("hjem", "natt"), ("bydel", "hjem", "natt"), False, False),
        (Role.ANALYST, EVERY, (), EVERY, False, True),
        (Role.READER, EVERY, (), (), False, False),
    ],
)
def test_what_each_role_may(
    role: Role, sees: tuple[str, ...], writes: tuple[str, ...], asks: tuple[str, ...], approves: bool, loads: bool
) -> None:
    """As docs/access.md has it, in the scorecard of the district."""
    person = ROLES[role]
    assert tuple(unit for unit in EVERY if person.may_see(unit, TREE, "bydel", AS_OF)) == sees
    assert person.seen(EVERY, TREE, "bydel", AS_OF) == sees
    assert tuple(unit for unit in EVERY if person.may_write(unit, TREE, AS_OF)) == writes
    assert tuple(unit for unit in EVERY if person.may_ask(unit, TREE, "bydel", AS_OF)) == asks
    assert (person.may_approve, person.may_load) == (approves, loads)


@pytest.mark.parametrize("top", ["skole", "annen"])
def test_a_leader_sees_no_totals_of_what_lies_beside(top: str) -> None:
    """Another unit's own scorecard has that unit at its top, and is not of the leader's."""
    assert ROLES[Role.LEADER].seen(EVERY, TREE, top, AS_OF) == ("hjem", "natt")


def test_nobody_sees_nothing() -> None:
    """Neither the top nor anything else; and one without a name writes nothing."""
    assert NOBODY.seen(EVERY, TREE, "bydel", AS_OF) == ()
    assert not NOBODY.may_ask("bydel", TREE, "bydel", AS_OF)
    assert not Person("", frozenset(Role)).may_write("hjem", TREE, AS_OF)


def test_a_leader_of_a_unit_that_takes_over_another() -> None:
    """What lay below the ended unit is hers from then on, not before."""
    from datetime import date

    tree = OrgTree.of(
        [
            OrgUnit("top", "Top"),
            OrgUnit("old", "Old", parent="top", valid_to=date(2008, 12, 31), successor="new"),
            OrgUnit("part", "Part", parent="old"),
            OrgUnit("new", "New", parent="top", valid_from=date(2009, 1, 1)),
        ]
    )
    leader = Person("Ola", frozenset({Role.LEADER}), ("new",))
    assert leader.may_see("part", tree, "top", AsOf(2009, 1))
    assert not leader.may_see("part", tree, "top", AsOf(2008, 1))
    assert leader.may_see("top", tree, "top", AsOf(2008, 1))


units = st.integers(1, 12).flatmap(
    lambda n: st.tuples(*(st.one_of(st.none(), st.integers(0, i - 1)) if i else st.none() for i in range(n)))
)


@given(parents=units, data=st.data())
def test_a_leader_never_sees_a_unit_beside_her_own(parents: tuple[int | None, ...], data: st.DataObject) -> None:
    """Whatever the tree: what she sees is hers, below hers, or the one top, and that only where it has hers in it."""
    tree = OrgTree.of(
        [OrgUnit(str(i), str(i), parent=None if parent is None else str(parent)) for i, parent in enumerate(parents)]
    )
    code = st.sampled_from(list(tree.units))
    led, top = data.draw(st.lists(code, max_size=3)), data.draw(code)
    leader = Person("Ola", frozenset({Role.LEADER}), tuple(led))
    seen = leader.seen(tree.units, tree, top, AS_OF)
    above = {unit: set(tree.path(unit)) for unit in tree.units}
    assert all(above[unit] & set(led) or (unit == top and any(top in above[own] for own in led)) for unit in seen)
    assert set(led) <= set(seen)
    reader = Person("Lise", frozenset({Role.LEADER, Role.READER}), tuple(led))
    assert reader.seen(tree.units, tree, top, AS_OF) == tuple(tree.units)


ACCESS = Access(
    (
        Rule("email", "Kari@Alna.no", frozenset({Role.DIRECTOR}), name="Kari Nes"),
        Rule("email", "ola@alna.no", frozenset({Role.LEADER}), ("hjem",)),
        Rule("groups", "innsyn", frozenset({Role.READER})),
        Rule("groups", "skoleledere", frozenset({Role.LEADER}), ("skole",)),
    )
)


@pytest.mark.parametrize(
    ("claims", "who"),
    [
        ({"email": "kari@alna.no", "name": "K"}, Person("Kari Nes", frozenset({Role.DIRECTOR}))),
        ({"email": " KARI@ALNA.NO ", "email_verified": True}, Person("Kari Nes", frozenset({Role.DIRECTOR}))),
        ({"email": "kari@alna.no", "email_verified": "true"}, Person("Kari Nes", frozenset({Role.DIRECTOR}))),
        ({"email": "kari@alna.no", "email_verified": False}, NOBODY),
        ({"email": "kari@alna.no", "email_verified": "false"}, NOBODY),
        ({"email": "kari@alna.no", "email_verified": None}, NOBODY),
        ({"email": ["kari@alna.no"]}, NOBODY),
        ({"email": "kari@alna.no.eksempel.no"}, NOBODY),
        ({"preferred_username": "kari@alna.no", "name": "kari@alna.no"}, NOBODY),
        ({}, NOBODY),
        ({"email": "ny@alna.no", "groups": ["a", "innsyn"]}, Person("ny@alna.no", frozenset({Role.READER}))),
        ({"email": "ny@alna.no", "groups": "innsyn"}, Person("ny@alna.no", frozenset({Role.READER}))),
        ({"email": "ny@alna.no", "groups": "innsyn og mer"}, NOBODY),
        ({"email": "ny@alna.no", "groups": ["innsyn"], "email_verified": False}, NOBODY),
        (
            {"email": "ola@alna.no", "groups": ["skoleledere"], "name": "Ola\n  Li"},
            Person("Ola Li", frozenset({Role.LEADER}), ("hjem", "skole")),
        ),
    ],
)
def test_who_somebody_is(claims: Mapping[str, Any], who: Person) -> None:
    """By a verified address in any letters, or a group; all that the rules give goes together."""
    assert ACCESS.person(claims) == who


@given(claims=st.dictionaries(st.text(), st.one_of(st.none(), st.booleans(), st.text(), st.lists(st.text()))))
def test_claims_of_any_kind_are_understood(claims: dict[str, Any]) -> None:
    """Whatever a login says, nobody comes in without a rule."""
    assert ACCESS.person(claims).roles <= {Role.READER, Role.LEADER, Role.DIRECTOR}
    if not {"email", "groups"} & set(claims):
        assert ACCESS.person(claims) == NOBODY
    assert len(name_of(claims)) <= 200


HERE = {"Host": "localhost:8501"}


@pytest.mark.parametrize(
    ("listens_to", "peer", "headers", "is_it"),
    [
        ("localhost", None, HERE, True),
        ("127.0.0.1", None, {"Host": "127.0.0.1:8501"}, True),
        ("::1", None, {"Host": "[::1]:8501"}, True),
        ("0.0.0.0", None, HERE, False),
        ("", None, HERE, False),
        (None, None, HERE, False),
        ("localhost", "10.0.0.7", HERE, False),
        ("localhost", None, {"Host": "effnett.alna.no"}, False),
        ("localhost", None, {"Host": "localhost.eksempel.no"}, False),
        ("localhost", None, {"Host": "localhost@eksempel.no"}, False),
        ("localhost", None, {"Host": "[::1"}, False),
        ("localhost", None, {"Accept": "*/*"}, False),
        ("localhost", None, {**HERE, "X-Forwarded-For": "10.0.0.7"}, False),
        ("localhost", None, {**HERE, "Forwarded": "for=10.0.0.7"}, False),
        ("localhost", None, {**HERE, "X-Real-Ip": "10.0.0.7"}, False),
    ],
)
def test_what_counts_as_this_machine(
    listens_to: str | None, peer: str | None, headers: dict[str, str], is_it: bool
) -> None:
    """The server listens to it alone, and the request comes from it, was asked of it, and was not passed on."""
    assert is_local(listens_to, peer, headers) is is_it


@pytest.mark.parametrize(
    ("address", "is_it"),
    [
        ("/", True),
        ("/data", True),
        ("/?org_unit=Kultur%2C%20frivillighet&indicator=x", True),
        ("/effnett/data?a=//b", True),
        ("//eksempel.no", False),
        ("///eksempel.no", False),
        ("/\\eksempel.no", False),
        ("https://eksempel.no", False),
        ("javascript:alert(1)", False),
        ("/a\r\nSet-Cookie: b", False),
        ("//[", False),
        ("", False),
    ],
)
def test_the_way_back_leads_nowhere_else(address: str, is_it: bool) -> None:
    """Nothing that a browser would take for another server's address, or for more headers."""
    assert is_inside(address) is is_it


def test_places_to_log_in_at() -> None:
    """One button where there is one place, else one for each, by name."""
    one = {"client_id": "x", "redirect_uri": "y"}
    assert providers(one) == [(None, "Logg inn")]
    assert providers({"redirect_uri": "y"}) == [(None, "Logg inn")]
    named = {"redirect_uri": "y", "entra": {"client_id": "x"}, "other": {"a": "b"}}
    assert providers(named) == [("entra", "Logg inn med Entra")]
