"""A service's profile: its services, three years, index with the average as 100, and what must not be shown."""

from __future__ import annotations

import re
from dataclasses import replace
from statistics import fmean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from peers_world import grouped, listed, of_values
from places import PROJECT
from worlds import MEASURES, World, indicator, scorecard

from effnett.compare.groups import averages_of, own_averages
from effnett.compare.profile import (
    RESOURCES,
    Profile,
    ProfileWanted,
    index_of,
    profile,
    profile_services,
    years_until,
)
from effnett.compare.services import ALL, Service, alike, first_service, services
from effnett.define.definitions import read_definitions
from effnett.errors import InputError
from effnett.model.observation import Absent
from effnett.model.organisation import PeerGroup
from effnett.model.periods import AsOf
from effnett.model.scorecard import Direction, Indicator, Scorecard
from effnett.present.compared_html import service_select


def tagged(
    id: str, dimension: str | None, source: str = "kostra", service: str | None = "barnehage", **more: Any
) -> Indicator:
    """An indicator of a service."""
    return indicator(source, id=id, dimension=dimension, service=service, **more)


def card(*indicators: Indicator, id: str = "kort", org_unit: str = "0001") -> Scorecard:
    """A scorecard of one unit."""
    return replace(scorecard(*indicators, org_unit=org_unit), id=id)


FRAME = tagged("regnskap", None, "accounts")
COST, COVER = tagged("kostnad", "prioritering"), tagged("dekning", "dekningsgrad")
QUALITY = tagged("kvalitet", "kvalitet", "survey")
LEAVE = tagged("fravaer", "medarbeidere", "sick_leave", service=None)
SCHOOL = tagged("skole", "kvalitet", service="skole")

SERVICES = [
    ("none are tagged", card(tagged("a", None, service=None)), [], []),
    ("a service without relations is none", card(FRAME), [], []),
    ("the frame first, the relations in their order, all employees last", card(QUALITY, COVER, LEAVE, FRAME, COST), [],
     [("barnehage", ["regnskap", "kostnad", "dekning", "kvalitet", "fravaer"])]),
    ("one relation alone", card(COVER), [], [("barnehage", ["dekning"])]),
    ("another scorecard of the same unit", card(SCHOOL), [card(COVER, QUALITY, id="annet")],
     [("skole", ["skole"]), ("annet.barnehage", ["dekning", "kvalitet"])]),
    ("published figures of another unit's", card(LEAVE), [card(COVER, QUALITY, id="annet", org_unit="0002")],
     [("annet.barnehage", ["dekning", "fravaer"])]),
    ("defined for the unit before what can be borrowed", card(LEAVE),
     [card(COVER, id="b", org_unit="0002"), card(COST, QUALITY, id="c")],
     [("c.barnehage", ["kostnad", "kvalitet", "fravaer"])]),
    ("both of the unit's own", card(COVER), [card(COST, id="annet")],
     [("barnehage", ["dekning"]), ("annet.barnehage", ["kostnad"])]),
    ("one's own before what can be borrowed", card(COVER), [card(COVER, COST, id="annet", org_unit="0002")],
     [("barnehage", ["dekning"])]),
    ("borrowed from the first that has it", card(LEAVE),
     [card(COVER, id="b", org_unit="0002"), card(COST, id="c", org_unit="0003")],
     [("b.barnehage", ["dekning", "fravaer"])]),
]  # fmt: skip


@pytest.mark.parametrize(("own", "others", "expected"), [case[1:] for case in SERVICES], ids=[c[0] for c in SERVICES])
def test_the_services_there_are(own: Scorecard, others: list[Scorecard], expected: list[tuple[str, list[str]]]) -> None:
    """A service is defined in YAML alone."""
    found = profile_services(own, [own, *others])
    assert [(one.key, [each.id for each in one.indicators]) for one in found] == expected
    compared = services(own, [own, *others])
    assert [(one.key, one.scorecard.id) for one in compared if one.name != ALL] == [
        (one.key, one.scorecard.id) for one in found
    ]
    if found:
        assert first_service(compared).key == first_service(found).key


def test_services_of_one_name_are_told_apart() -> None:
    """By the titles of their scorecards; what has its name alone has it bare."""
    own, other = card(COVER, SCHOOL), replace(card(COST, id="annet"), title={"nb": "Årets <kort>"})
    offered = services(own, [own, other])
    assert alike(offered) == {"barnehage"}
    options = re.findall(r"<option[^>]*>([^<]*)</option>", service_select(offered, "barnehage"))
    assert options == ["Barnehage (Test)", "Skole", "Alle indikatorer", "Barnehage (Årets &lt;kort&gt;)"]


def test_the_shipped_scorecards_define_each_service_once() -> None:
    """Alna's kindergartens are those of its own scorecard of services on both pages, and Hole lends what Alna lacks."""
    defined = read_definitions(PROJECT / "scorecards").scorecards
    for offered in (services, profile_services):
        found = {one.name: one.key for one in offered(defined["bydel-alna"], defined.values())}
        assert (found["barnehage"], found["grunnskole"]) == ("tjenester-alna.barnehage", "hole.grunnskole")
        assert first_service(offered(defined["bydel-alna"], defined.values())).key == "tjenester-alna.barnehage"
        assert not alike(offered(defined["bydel-alna"], defined.values()))


def kindergartens() -> World:
    """Three municipalities and their figures; the first has accounts, too."""
    world = World().kostra("0001", {2007: 90.0, 2008: 95.0, 2009: 120.0})
    world.kostra("0002", {2008: 100.0, 2009: 100.0}).kostra("0003", {2009: 80.0}).kostra("0004", {2009: "."})
    return world.accounts("0001", "2009-03", "201", 100, 98).accounts("0001", "2009-10", "201", 100, 104)


def shown(world: World, *indicators: Indicator, tertial: int = 3, group: str = "", unit: str = "0001") -> Profile:
    """A profile among four municipalities."""
    service = Service("barnehage", "barnehage", card(*indicators), indicators)
    groups = [PeerGroup("nettverk", "Nettverket", ("0001", "0002", "0003", "0004"))]
    return profile(world.facts(), groups, ProfileWanted(unit, AsOf(2009, tertial), service, group))


def test_three_years_and_an_index() -> None:
    """120 among 100 and 80 is 120 with the average 100 as 100; who has the most and the least is told."""
    found = shown(kindergartens(), COVER)
    (line,) = found.of_relation("dekningsgrad")
    assert [(one.year, one.value) for one in line.years] == [(2007, 90.0), (2008, 95.0), (2009, 120.0)]
    assert line.index is not None
    assert (line.index.own, line.index.of) == (120.0, 3)
    assert (line.index.highest.percent, line.index.highest.is_own) == (120.0, True)
    assert (line.index.lowest.percent, line.index.lowest.name) == (80.0, "0003")
    assert (found.group and found.group.key, found.years) == ("nettverk", (2007, 2008, 2009))


@pytest.mark.parametrize(("tertial", "values"), [(1, [None, None, 98.0]), (3, [None, None, 101.0])])
def test_the_frame_is_as_of_the_tertial(tertial: int, values: list[float | None]) -> None:
    """Accounts are of the year's part; nobody else has any, and so there is no index."""
    found = shown(kindergartens(), FRAME, COVER, tertial=tertial)
    (line,) = found.of_relation(RESOURCES)
    assert [one.value for one in line.years] == values
    assert (line.index, line.evaluation is not None) == (None, True)


def test_a_hidden_figure_is_shown_as_hidden() -> None:
    """Four answers: no value, no index, no place among others."""
    world = kindergartens().answers("s", "0001", "2009", {4: 2, 5: 2}).answers("s", "0002", "2009", {4: 20, 5: 20})
    (line,) = shown(world, QUALITY).of_relation("kvalitet")
    assert (line.now.value, line.now.absent, line.index) == (None, Absent.SUPPRESSED, None)


def test_a_year_that_nothing_is_published_of_is_compared_in_the_newest_that_has() -> None:
    """KOSTRA comes in the spring; a survey that others have answered already is not put beside an older year's."""
    world = kindergartens()
    for unit, answer in (("0001", 5), ("0002", 4)):
        world.answers("s", unit, "2010", {answer: 20, answer + 1: 0, answer - 1: 0})
    service = Service("barnehage", "barnehage", card(COVER, QUALITY), (COVER, QUALITY))
    groups = [PeerGroup("nettverk", "Nettverket", ("0001", "0002", "0003", "0004"))]
    found = profile(world.facts(), groups, ProfileWanted("0001", AsOf(2010, 3), service))
    assert (found.years, found.compared_year) == ((2008, 2009, 2010), 2009)
    cover, quality = found.lines
    assert (cover.now.value, cover.index and cover.index.own) == (None, 120.0)
    assert (quality.now.value, quality.index) == (5.0, None)


def test_surveys_have_an_index_where_others_are_asked_the_same() -> None:
    """5 among 4 and 3, the whole year."""
    world = kindergartens()
    for unit, answer in (("0001", 5), ("0002", 4), ("0003", 3)):
        world.answers("s", unit, "2009", {answer: 20, answer + 1: 0, answer - 1: 0})
    (line,) = shown(world, QUALITY).of_relation("kvalitet")
    assert (line.index and line.index.own) == 125.0
    assert shown(world, QUALITY, tertial=1).of_relation("kvalitet")[0].index is None


def test_a_group_that_nobody_knows_is_told() -> None:
    """As everywhere else."""
    with pytest.raises(InputError):
        shown(kindergartens(), COVER, group="finnes-ikke")


def test_without_any_group_the_figures_stand_alone() -> None:
    """A unit that no group suits has its years."""
    figure = tagged("a", "kvalitet", "activity")
    service = Service("barnehage", "barnehage", card(figure, org_unit="B"), (figure,))
    facts = World().units("B").activity("a", "B", "2009", 3, 4).facts()
    found = profile(facts, (), ProfileWanted("B", AsOf(2009, 3), service))
    assert (found.group, found.lines[0].now.value) == (None, 75.0)


def test_a_merger_is_told_with_the_figures() -> None:
    """Stavanger took others in in 2020."""
    world = World().kostra("1103", {2019: 1.0, 2020: 2.0}).kostra("0301", {2019: 1.0, 2020: 2.0})
    service = Service("barnehage", "barnehage", card(COVER), (COVER,))
    facts = world.facts()
    for unit, broken in (("1103", [2020]), ("0301", [])):
        found = profile(facts, [listed("1103", "0301")], ProfileWanted(unit, AsOf(2020, 3), service))
        assert [one.day.year for one in found.reforms] == broken


NO_INDEX: list[tuple[str, dict[str, float | None]]] = [
    ("no value of our own", {"a": None, "b": 1.0, "c": 2.0}),
    ("nobody else", {"a": 1.0, "b": None}),
    ("below nothing", {"a": 1.0, "b": -1.0, "c": 2.0}),
    ("nothing at all", {"a": 0.0, "b": 0.0, "c": 0.0}),
]


@pytest.mark.parametrize("values", [case[1] for case in NO_INDEX], ids=[case[0] for case in NO_INDEX])
def test_where_there_is_no_index(values: dict[str, float | None]) -> None:
    """A ratio needs something to be measured by."""
    assert index_of(of_values(values)) is None


@given(st.lists(st.floats(0.01, 1e6), min_size=2, max_size=12), st.sampled_from(list(Direction)))
def test_the_average_is_100_whatever_the_direction(values: list[float], direction: Direction) -> None:
    """All lie between the lowest and the highest, of which the first is at most 100 and the second at least."""
    named = {"abcdefghijkl"[at]: value for at, value in enumerate(values)}
    found = index_of(of_values(dict(named), direction=direction))
    assert found is not None
    assert found.lowest.percent <= found.own <= found.highest.percent
    assert found.lowest.percent <= 100 + 1e-9
    assert found.highest.percent >= 100 - 1e-9
    assert found.own / 100 * fmean(values) == pytest.approx(values[0])


def test_an_average_is_no_median() -> None:
    """150 among 150, 60, 60 and 30: the average is 75, where the median is 60."""
    found = index_of(of_values({"a": 150.0, "b": 60.0, "c": 60.0, "d": 30.0}))
    assert found is not None
    assert (found.own, found.highest.percent, found.lowest.percent) == (200.0, 200.0, 40.0)
    assert not found.is_published


AVERAGES = [
    ("the country", PeerGroup("l", "", rule="country"), ("EAK",)),
    ("its KOSTRA group", PeerGroup("k", "", rule="kostra_group"), ("EKG07",)),
    ("another KOSTRA group", PeerGroup("k", "", rule="kostra_group", argument="3"), ("EKG03",)),
    ("its county", PeerGroup("f", "", rule="county"), ("EKA33", "EAFK33")),
    ("another county", PeerGroup("f", "", rule="county", argument="EKA11"), ("EKA11", "EAFK11")),
    ("a network", listed("3001", "3002"), ()),
    ("the most alike", PeerGroup("s", "", rule="similar"), ()),
]


@pytest.mark.parametrize(("group", "codes"), [case[1:] for case in AVERAGES], ids=[case[0] for case in AVERAGES])
def test_whose_average_ssb_publishes(group: PeerGroup, codes: tuple[str, ...]) -> None:
    """Its own groups', the counties' and the country's; of no other group is there one."""
    belongs = [("EKG07", "3001", None, None), ("EKA33", "3001", None, None)]
    facts = grouped(World().kostra("3001", {2023: 1.0}), *belongs).facts()
    assert averages_of(facts, group, "3001", 2023) == codes


def test_an_own_county_that_nobody_has_imported_is_that_of_the_code() -> None:
    """As its municipalities are."""
    facts = World().kostra("3001", {2023: 1.0}).facts()
    county = PeerGroup("f", "", rule="county")
    assert averages_of(facts, county, "3001", 2023) == ("EKA30", "EAFK30")
    assert own_averages(facts, "3001", 2023) == ("EKA30", "EAFK30", "EAKUO", "EAK")
    assert own_averages(facts, "030112", 2023) == ("EAB", "EAK")


@pytest.mark.parametrize("name", ["EKG07", "EKG7", "kostra_group:7"])
def test_a_kostra_group_has_its_average_however_it_is_named(name: str) -> None:
    """Whoever imports the groups may name them in either way."""
    facts = grouped(World().kostra("3001", {2023: 1.0}), (name, "3001", None, None)).facts()
    assert averages_of(facts, PeerGroup("k", "", rule="kostra_group"), "3001", 2023) == ("EKG07",)
    assert own_averages(facts, "3001", 2023)[0] == "EKG07"


def test_the_published_average_is_the_100_of_its_group() -> None:
    """Weighed by inhabitants, 80 and not the units' 60; a network of the same units has its own."""
    world = World().kostra("3001", {2023: 40.0}).kostra("3002", {2023: 80.0}).kostra("EKG07", {2023: 80.0})
    facts = grouped(world, ("EKG07", "3001", None, None), ("EKG07", "3002", None, None)).facts()
    service = Service("barnehage", "barnehage", card(COVER, org_unit="3001"), (COVER,))
    groups = [PeerGroup("gruppe", "Gruppen", rule="kostra_group"), listed("3001", "3002")]
    found = {}
    for group in groups:
        wanted = ProfileWanted("3001", AsOf(2023, 3), service, group.id)
        (line,) = profile(facts, groups, wanted).lines
        assert line.index is not None
        found[group.id] = (line.index.own, line.index.is_published)
    assert list(found.values()) == [(50.0, True), (pytest.approx(200 / 3), False)]


def test_the_years() -> None:
    """Three, the last of them the one asked for."""
    assert years_until(2009) == (2007, 2008, 2009)
    assert MEASURES["kostra"].series == "KOSx"
