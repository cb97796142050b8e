"""Who is compared with whom, by list and by rule, in the year compared."""

from __future__ import annotations

import pytest
from peers_world import COUNTRY, grouped, listed, peopled, rule
from worlds import World

from effnett.compare.asked import asked_group
from effnett.compare.groups import peers_of
from effnett.compare.likeness import AgeBand, Weights, most_alike
from effnett.compare.municipalities import in_norway, in_use, municipalities
from effnett.errors import InputError
from effnett.model.organisation import PeerGroup
from effnett.store.facts import Facts

ALL_CODES = ("0301", "1103", "1141", "1507", "1508", "1580", "3001", "3101", "0101", "2111", "9999", "EAK", "EKG10")


@pytest.fixture
def loaded(world: World) -> World:
    """Figures for municipalities old and new, and for what is none."""
    for code in (*ALL_CODES, "EKA03", "030112", "0199"):
        world.kostra(code, {2023: 1.0})
    return world


def codes(facts: Facts, group: PeerGroup, unit: str, year: int) -> set[str]:
    """The members' codes."""
    return {peer.org_unit for peer in peers_of(facts, group, unit, year)}


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2019, {"0301", "1103", "1141", "0101"}),
        (2020, {"0301", "1103", "1507", "3001"}),
        (2023, {"0301", "1103", "1507", "3001"}),
        (2024, {"0301", "1103", "1508", "1580", "3101"}),
    ],
)
def test_the_country_is_the_municipalities_of_the_year(loaded: World, year: int, expected: set[str]) -> None:
    """Codes not in use that year are left out, and so are counties, groups, districts, 2111 and 9999."""
    assert codes(loaded.facts(), COUNTRY, "0301", year) == expected


@pytest.mark.parametrize("unit", ["0101", "3001", "3101"])
def test_a_renumbered_unit_is_one_of_the_country_under_any_of_its_codes(loaded: World, unit: str) -> None:
    """It bears the code it was asked for by, and stands there once."""
    assert codes(loaded.facts(), COUNTRY, unit, 2023) == {"0301", "1103", "1507", unit}


def test_a_unit_that_was_none_that_year_is_not_added_to_the_country(loaded: World) -> None:
    """1507 was split in 2024; a list that names it keeps it."""
    facts = loaded.facts()
    assert "1507" not in codes(facts, COUNTRY, "1507", 2024)
    assert codes(facts, listed("0301", "1103"), "1507", 2024) == {"0301", "1103", "1507"}


def test_codes_from_before_the_known_changes_are_no_municipalities(world: World) -> None:
    """Where more are loaded than there were: 0718 ended in 2002 and has only `.`; what is confidential counts."""
    for at in range(355):
        world.kostra(f"{60 + at // 90}{at % 90 + 1:02d}", {2023: 1.0})
    world.kostra("0301", {2023: ":"})
    assert len(municipalities(world.kostra("0718", {2023: "."}).facts(), 2023)) == in_norway(2023) == 356
    assert "0718" not in municipalities(world.facts(), 2023)
    assert "0301" in municipalities(world.facts(), 2023)


def test_a_list_holds_each_municipality_once(loaded: World) -> None:
    """Two codes of one municipality are one member; averages are none."""
    assert codes(loaded.facts(), listed("3001", "3101", "1103", "EAK", "EKG10"), "0301", 2023) == {
        "3001",
        "1103",
        "0301",
    }


def test_imported_changes_end_codes_too(loaded: World) -> None:
    """A code that the program does not know of, renumbered by a file."""
    facts = loaded.kostra("1188", {2024: 1.0}).renamed("1188", "1199", "2025-01-01").facts()
    assert [in_use(facts, "1188", year) for year in (2024, 2025)] == [True, False]
    assert [in_use(facts, "1199", year) for year in (2024, 2025)] == [False, True]


@pytest.mark.parametrize(
    ("group", "unit", "year", "expected"),
    [
        (rule("kostra_group", "EKG10"), "0301", 2019, {"0301", "1103", "0101"}),
        (rule("kostra_group", "EKG10"), "0301", 2021, {"0301", "1103", "3001"}),
        (rule("kostra_group"), "1103", 2021, {"1103", "3001"}),
        (rule("kostra_group"), "3101", 2021, {"1103", "3101"}),
        (rule("neighbours"), "3101", 2023, {"3101", "0301"}),
        (rule("neighbours", "3001"), "1103", 2023, {"1103", "0301"}),
        (rule("county", "11"), "0301", 2023, {"0301", "1103"}),
        (rule("county"), "1103", 2019, {"1103", "1141"}),
        (rule("county"), "1103", 2023, {"1103"}),
        (rule("county", "34"), "1103", 2023, {"1103", "1507"}),
        (rule("county"), "1507", 2023, {"1507"}),
    ],
)
def test_rules(loaded: World, group: PeerGroup, unit: str, year: int, expected: set[str]) -> None:
    """Members are those of the year, under the code they had; a county is its imported group or its codes."""
    grouped(
        loaded,
        ("EKG10", "1103", 2015, None),
        ("EKG10", "0101", 2015, None),
        ("EKG10", "1507", 2022, None),
        ("naboer:0101", "0301", None, None),
        ("EKA34", "1507", 2020, 2023),
    )
    assert codes(loaded.facts(), group, unit, year) == expected


@pytest.mark.parametrize(
    ("group", "told"),
    [
        (rule("kostra_group", "EKG1"), "Mente du «EKG10»"),
        (rule("kostra_group", "EKG10"), "ingen medlemmer i 2014"),
        (rule("kostra_group"), "ingen medlemmer i 2014"),
        (rule("county", "99"), "ingen medlemmer i 2014"),
        (rule("neighbours"), "effnett import region_groups"),
        (rule("similar"), "effnett import population"),
        (listed("EAK"), "ingen medlemmer"),
    ],
)
def test_a_group_with_nobody_is_told(loaded: World, group: PeerGroup, told: str) -> None:
    """What is lacking, and what to do."""
    grouped(loaded, ("EKG10", "1103", 2015, None))
    with pytest.raises(InputError, match=told):
        peers_of(loaded.facts(), group, "0301", 2014)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nettverkt", "Mente du «nettverk»"),
        ("kostragroup:EKG10", "Mente du «kostra_group»"),
        ("zzz", "peers.yaml er: nettverk"),
        ("list:", "listen er tom"),
        ("list:301", "Mente du «0301»"),
        ("list:x,yy", "«x», «yy» er verken .* fire siffer"),
        ("similar:mange", "similar:10"),
        ("country:03", "Mente du «country»"),
    ],
)
def test_what_is_not_understood_is_told(loaded: World, text: str, told: str) -> None:
    """With what was perhaps meant."""
    with pytest.raises(InputError, match=told):
        asked_group(text, [PeerGroup("nettverk", "Nettverket", ("0301",))], loaded.facts())


def test_what_is_understood(world: World) -> None:
    """An id before a rule; a rule with and without what it is about; a list of regions and of the register's units."""
    facts = world.units("B", "furuset").facts()
    own = PeerGroup("country", "Landet", ("0301",))
    assert asked_group("country", [own], facts) is own
    assert asked_group("county:39", [], facts)[3:] == ("county", "39")
    assert asked_group("neighbours", [], facts)[3:] == ("neighbours", None)
    assert asked_group("list: 0301, furuset,0301", [], facts).org_units == ("0301", "furuset")


def test_the_most_alike(world: World) -> None:
    """By size and age, and by weights one chooses: 1103 has our age, 1106 our size."""
    for code, young, old in (("0301", 50.0, 50.0), ("1103", 500, 500), ("1106", 100, 0), ("1108", 9000, 1000)):
        world.kostra(code, {2023: 1.0})
        peopled(world, code, 2022, young, old)
    facts = world.facts()
    by_age = Weights(size=0, ages=(AgeBand(0, 5, 1),))
    by_size = Weights(size=1, ages=())
    assert [one.region for one in most_alike(facts, "0301", 2023, by_age)] == ["1103", "1108", "1106"]
    assert [one.region for one in most_alike(facts, "0301", 2023, by_size)] == ["1106", "1103", "1108"]
    assert most_alike(facts, "0301", 2023, by_size)[0].distance == 0
    assert most_alike(facts, "0301", 2021) == []
    assert codes(facts, rule("similar", "2"), "0301", 2023) == {
        "0301",
        *(x[0] for x in most_alike(facts, "0301", 2023)[:2]),
    }


def test_ties_make_no_more_than_are_asked_for(world: World) -> None:
    """Six that are quite alike: exactly four of them, those with the lowest codes, and the unit itself."""
    for code in ("0301", "1108", "1103", "1106", "1111", "1112", "1114"):
        world.kostra(code, {2023: 1.0})
        peopled(world, code, 2022, 10, 10)
    expected = {"0301", "1103", "1106", "1108", "1111"}
    assert codes(world.facts(), rule("similar", "4"), "0301", 2023) == expected


def test_figures_may_tell_who_is_alike(world: World) -> None:
    """A figure that one lacks is left out of the distance to it."""
    for code, value in (("0301", 5.0), ("1103", 9.0), ("1106", 5.0)):
        world.kostra(code, {2023: value})
        peopled(world, code, 2023, 10, 10)
    world.kostra("1108", {2023: ".."})
    peopled(world, "1108", 2023, 10, 10)
    from worlds import MEASURES

    weights = Weights(figures=((MEASURES["kostra"], 1.0),))
    found = {one.region: one.distance for one in most_alike(world.facts(), "0301", 2023, weights)}
    assert found["1106"] == found["1108"] == 0 < found["1103"]
