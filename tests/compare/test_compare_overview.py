"""What a page asks of comparisons: groups offered, services, likeness, lines over the years, who may be seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from odd_world import REGIONS, odd_cards, odd_store
from peers_world import COUNTRY, asked, grouped, listed, of_values, peopled, rule
from worlds import World, indicator, scorecard

from effnett.compare.asked import asked_group
from effnett.compare.comparison import Asked, compare_all
from effnett.compare.groups import distances_to, own_averages, peers_of
from effnett.compare.likeness import AgeBand, Weights
from effnett.compare.municipalities import in_norway
from effnett.compare.offered import asked_for, first_group, offered_groups, year_with_figures
from effnett.compare.overview import Overview, Wanted, effort_of, opened, overview
from effnett.compare.reforms import changed_between, reforms_between
from effnett.compare.series import all_series, series_indicator, stands_out_everywhere
from effnett.compare.services import ALL, first_service, services
from effnett.compare.trends import trends
from effnett.compare.weights import Likeness, likeness_of, likeness_text, measure_of, measure_text
from effnett.define.definitions import Definitions, read_definitions
from effnett.errors import InputError
from effnett.model.organisation import PeerGroup
from effnett.model.scorecard import Direction, Measure, Source
from effnett.present.compared_text import spread_lines
from effnett.store.facts import Facts, current_facts
from effnett.workspace import known

_CODES = st.text("ABCKOSabc0129", min_size=1, max_size=8).filter(lambda text: not text.isdigit())
_MEASURES = st.builds(
    lambda series, table, filters: Measure(Source.KOSTRA, series, table=table, filters=tuple(sorted(filters.items()))),
    _CODES,
    st.none() | st.sampled_from(["12362", "4791"]),
    st.dictionaries(_CODES, _CODES, max_size=2),
)
_WEIGHTS = st.integers(0, 9999).map(lambda n: n / 1000)


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The odd country's scorecard."""
    return odd_cards(tmp_path_factory.mktemp("odd") / "cards")


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory, cards: Path) -> Facts:
    """The odd country's facts."""
    return current_facts(odd_store(tmp_path_factory.mktemp("odd"), dict(read_definitions(cards).surveys)))


@pytest.fixture(scope="module")
def defined(odd: Facts, cards: Path) -> Definitions:
    """The odd country's definitions."""
    return read_definitions(cards, known(odd))


def shown(facts: Facts, defined: Definitions, group: str = "alle", **fields: object) -> Overview:
    """The overview of 1101 in 2020."""
    service = first_service(services(defined.scorecard("odde")))
    wanted = {"org_unit": "1101", "year": 2020, "service": service, "group": group} | fields
    return overview(facts, defined.peers, Wanted(**wanted))  # type: ignore[arg-type]  # fields of a test


@given(_MEASURES)
def test_a_figure_is_read_as_it_is_written(measure: Measure) -> None:
    """Code, table and filters go into an address and come out again."""
    assert measure_of(measure_text(measure)) == measure


@given(
    st.integers(1, 100),
    _WEIGHTS,
    st.lists(st.builds(AgeBand, st.integers(0, 60), st.integers(61, 150), _WEIGHTS), max_size=3),
    st.lists(st.tuples(_MEASURES, _WEIGHTS), max_size=2),
)
def test_likeness_is_read_as_it_is_written(
    units: int, size: float, ages: list[AgeBand], figures: list[tuple[Measure, float]]
) -> None:
    """Weights go into an address and come out again; where all are 0 they are refused."""
    likeness = Likeness(units, Weights(size, tuple(ages), tuple(figures)))
    if size + sum(band.weight for band in ages) + sum(weight for _, weight in figures) > 0:
        assert likeness_of(likeness_text(likeness)) == likeness
    else:
        with pytest.raises(InputError):
            likeness_of(likeness_text(likeness))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("0", "ikke et antall"),
        ("ti", "ikke et antall"),
        ("101", "ikke et antall"),
        ("10;size=x", "har ikke en vekt"),
        ("10;size", "har ikke en vekt"),
        ("10;size=-1", "har ikke en vekt"),
        ("10;size=0", "alle vektene er 0"),
        ("10;KOSingen=1", "finnes ikke blant KOSTRA-tallene"),
    ],
)
def test_likeness_that_cannot_be_read_is_refused(odd: Facts, text: str, told: str) -> None:
    """With what is wrong, and what to write."""
    with pytest.raises(InputError, match=told) as refused:
        asked_group(f"similar:{text}", (), odd)
    assert refused.value.problems[0].hint


def test_weights_change_who_is_alike(world: World) -> None:
    """By size 1103 is the most like 0301; by a figure of its own it is 1108."""
    for region, young, figure in (("0301", 100, 10.0), ("1103", 101, 90.0), ("1108", 900, 11.0), ("1106", 500, 50.0)):
        peopled(world, region, 2023, young, young).kostra(region, {2023: figure})
    facts = world.facts()

    def alike(argument: str) -> list[str]:
        return [peer.org_unit for peer in peers_of(facts, rule("similar", argument), "0301", 2023)][:1]

    assert (alike("1"), alike("1;size=1"), alike("1;KOSx=1")) == (["1103"], ["1103"], ["1108"])
    peers = peers_of(facts, COUNTRY, "0301", 2023)
    far = distances_to(facts, "0301", peers, 2023)
    assert set(far) == {"1103", "1108", "1106"}
    assert min(far, key=lambda code: far[code]) == "1103"


def test_distances_are_known_by_the_code_a_peer_is_named_by(world: World) -> None:
    """A list may name a municipality by a code of another year."""
    for region in ("0301", "3001"):
        peopled(world, region, 2021, 100, 50).kostra(region, {2021: 1.0})
    facts = world.facts()
    assert set(distances_to(facts, "0301", peers_of(facts, listed("3101"), "0301", 2021), 2021)) == {"3101"}


def test_groups_of_ones_own_kind_are_offered_and_counted(world: World) -> None:
    """With how many have a figure, of how many; one that cannot be used says why."""
    for region in ("1101", "1103", "1106"):
        world.kostra(region, {2023: 1.0})
    world.kostra("1108", {2023: ".."}).kostra("030101", {2023: 1.0})
    grouped(world, ("EKG10", "1101", None, None), ("EKG10", "1108", None, None))
    facts, figure = world.facts(), [indicator("kostra")]
    ours, districts = listed("1101", "1103", "1108"), listed("030101")._replace(id="bydeler")
    found = {one.key: one for one in offered_groups(facts, [districts, ours], "1101", 2023, figure)}
    assert list(found) == ["liste", "kostra_group", "county", "neighbours", "similar", "country"]
    counted = {key: (one.with_figures, one.of) for key, one in found.items() if not one.problem}
    assert counted == {"liste": (2, 3), "kostra_group": (1, 2), "county": (3, 4), "country": (3, 356)}
    assert "folketall" in found["similar"].problem
    assert "Les det inn" in found["similar"].problem
    first = first_group(list(found.values()), "1101")
    assert first
    assert first.key == "liste"


def test_the_group_asked_for_is_offered_too(world: World) -> None:
    """A list in the address, whoever is in it; a list that is only begun is nobody's."""
    facts = world.kostra("1101", {2023: 1.0}).kostra("1103", {2023: 2.0}).facts()
    figure = [indicator("kostra")]
    assert offered_groups(facts, [], "1101", 2023, figure, "list:1103")[-1][2:4] == (2, 2)
    assert "list" not in {one.key for one in offered_groups(facts, [], "1101", 2023, figure, "list")}
    with pytest.raises(InputError):
        offered_groups(facts, [], "1101", 2023, figure, "lst:1103")


def test_a_rule_that_has_a_name_is_offered_once(world: World) -> None:
    """An address may name it by either; one with an argument of its own is another group."""
    facts, figure = world.kostra("1101", {2023: 1.0}).kostra("1103", {2023: 2.0}).facts(), [indicator("kostra")]
    named = [PeerGroup("fylket", "Fylket vårt", rule="county")]
    for name, key in (("county", "fylket"), ("fylket", "fylket"), ("county:11", "county:11")):
        offered = offered_groups(facts, named, "1101", 2023, figure, name)
        assert [one.key for one in offered if one.group.rule == "county"] == list(dict.fromkeys(["fylket", key]))
        assert (found := asked_for(offered, name)) is not None
        assert found.key == key
    assert asked_for(offered, "") is None


def test_units_beside_one_another_are_offered(world: World) -> None:
    """A unit of the register has those with the same parent, and no rules of municipalities."""
    world.units("B", "u", "v", "w")
    for unit, days in (("u", 5.0), ("v", 6.0)):
        world.sick_leave(unit, ["2023-01"], 100, days, 0)
    found = offered_groups(world.facts(), [], "u", 2023, [indicator("sick_leave")])
    assert [(one.key, one.with_figures, one.of) for one in found] == [("siblings", 2, 3)]
    assert offered_groups(world.facts(), [], "B", 2023, [indicator("sick_leave")]) == []


@pytest.mark.parametrize(
    ("year", "count"), [(2001, None), (2004, 434), (2007, 431), (2009, 430), (2016, 428), (2023, 356), (2026, 357)]
)
def test_how_many_municipalities_there_were(year: int, count: int | None) -> None:
    """By Statistics Norway."""
    assert in_norway(year) == count


def test_the_newest_year_with_figures(world: World) -> None:
    """The year asked for where it has any; else the newest before it, as far back as lines go."""
    facts = world.kostra("1101", {2018: 1.0, 2020: 2.0, 2021: ".."}).facts()
    found = {year: year_with_figures(facts, [indicator("kostra")], year) for year in (2017, 2020, 2022, 2026)}
    assert found == {2017: 2017, 2020: 2020, 2022: 2020, 2026: 2026}
    assert year_with_figures(facts, [indicator("kostra"), indicator("survey")], 2022) == 2022


def test_services_of_a_scorecard_and_of_others() -> None:
    """In the order of the file; employees belong to all; other scorecards lend published figures alone."""
    one = indicator("kostra", id="a", service="skole", dimension="kvalitet")
    two = indicator("kostra", id="b", service="skole", dimension="prioritering")
    staff = indicator("sick_leave", id="c", dimension="medarbeidere")
    plain = indicator("kostra", id="d")
    own = services(scorecard(one, two, staff, plain))
    assert [(each.key, [i.id for i in each.indicators]) for each in own] == [
        ("skole", ["b", "a", "c"]),
        (ALL, ["b", "a", "c", "d"]),
    ]
    assert first_service(own).key == "skole"
    bare = scorecard(plain)
    object.__setattr__(bare, "id", "bar")
    survey = indicator("survey", id="s", service="skole", dimension="kvalitet")
    found = services(bare, [bare, scorecard(one, survey, org_unit="0301")])
    assert [(each.key, each.borrowed, len(each.indicators)) for each in found] == [
        (ALL, False, 1),
        ("test.skole", True, 1),
    ]


def test_lines_are_those_of_comparisons_year_by_year(odd: Facts, defined: Definitions) -> None:
    """Our value and the median, as each year's own comparison has them, for published figures and others."""
    indicators = defined.scorecard("odde").indicators
    for group in (COUNTRY, listed("1101", "1102", "1119")):
        wanted = Asked("1101", group, (2018, 2019, 2020))
        lines, compared = trends(odd, indicators, wanted), compare_all(odd, indicators, wanted)
        for one in indicators:
            for point in lines[one.id]:
                there = compared[one.id, point.year]
                assert point.own == (there.own.value if there.own else None)
                assert point.median == (there.spread.median if there.with_data > 1 else None)


def test_a_line_follows_a_renumbering_and_the_years_members(world: World) -> None:
    """Halden's figures stand under three codes; the group is each year's."""
    world.kostra("0101", {2019: 10.0}).kostra("3001", {2020: 20.0}).kostra("1103", {2019: 30.0, 2020: 40.0})
    grouped(world, ("EKG01", "3101", None, None), ("EKG01", "1103", 2020, None))
    found = trends(world.facts(), [indicator("kostra")], Asked("3101", rule("kostra_group", "EKG01"), (2019, 2020)))
    assert [tuple(point) for point in found["kostra"]] == [(2019, 10.0, None), (2020, 20.0, 30.0)]


def test_a_line_where_files_have_a_year_under_different_codes(world: World) -> None:
    """Halden of 2019 stands under 0101 in one file and under 3001 in another; where one has both, the newest code's."""
    world.kostra("0101", {2019: 10.0, 2020: 11.0}).kostra("3001", {2020: 20.0}).kostra("1103", {2019: 30.0, 2020: 40.0})
    world.connection.execute("INSERT INTO kostra_series VALUES (2, 'KOSy', '', '{}', '', '', 1, '')")
    there = {("3001", 2019): 1.0, ("1103", 2019): 3.0, ("3001", 2020): 5.0, ("1103", 2020): 6.0}
    for (region, year), value in there.items():
        span = (year * 12, year * 12 + 11)
        world.rows("kostra", [{"series": 2, "region": region, "span": span, "value": value}])
    two = [indicator("kostra", id=name, measure=Measure(Source.KOSTRA, f"KOS{name}")) for name in "xy"]
    wanted = Asked("3101", listed("1103"), (2019, 2020))
    found, compared = trends(world.facts(), two, wanted), compare_all(world.facts(), two, wanted)
    assert [tuple(point) for point in found["x"]] == [(2019, 10.0, 20.0), (2020, 20.0, 30.0)]
    assert [tuple(point) for point in found["y"]] == [(2019, 1.0, 2.0), (2020, 5.0, 5.5)]
    for (name, year), one in compared.items():
        point = next(point for point in found[name] if point.year == year)
        assert (point.own, point.median) == (one.own.value if one.own else None, one.spread.median)


def test_a_year_stands_before_its_last_quarter(world: World) -> None:
    """Also in the lines."""
    world.kostra("1101", {2020: 10.0}).kostra("1103", {2020: 20.0})
    world.rows("kostra", [{"series": 1, "region": "1101", "span": (2020 * 12 + 9, 2020 * 12 + 11), "value": 99.0}])
    found = trends(world.facts(), [indicator("kostra")], Asked("1101", listed("1103"), (2020,)))
    assert found["kostra"][0][1:] == (10.0, 15.0)


def test_the_overview_holds_what_the_page_shows(odd: Facts, defined: Definitions) -> None:
    """The year's comparisons, who stands out, whom to talk to, the path of effort against result."""
    found = shown(odd, defined, everywhere=True)
    assert found.group
    assert (found.group.with_figures, found.group.of, found.years) == (19, 20, (2018, 2019, 2020))
    assert [one.key for one in found.stands_out.worse] == ["dekning", "kvalitet"]
    assert found.partners
    assert {one.indicator.id for one in found.spending} == {"utgift", "andel"}
    assert found.everywhere.of == 5
    effort, result = found.current["utgift"].indicator, found.current["kvalitet"].indicator
    drawn = effort_of(odd, found, effort, result)
    assert drawn
    assert (drawn.year, len(drawn.pairs), [year for year, _ in drawn.path]) == (2020, 19, [2018, 2019, 2020])


def test_nothing_of_a_hidden_figure(odd: Facts, defined: Definitions) -> None:
    """A survey of four answers has no value, no rank and no line, for us and for others; it counts in `of`."""
    found = shown(odd, defined)
    trivsel = found.current["trivsel"]
    rows = {row.org_unit: row for row in trivsel.rows}
    assert {code for code in REGIONS[:9] if rows[code].value is None} == {"1101", "1104"}
    assert (trivsel.own.value if trivsel.own else 0, trivsel.rank, trivsel.with_data, trivsel.of) == (None, None, 7, 20)
    assert all(point.own is None for point in found.lines["trivsel"])
    assert not any(standing.key == "trivsel" for kind in found.stands_out for standing in kind)


def test_figures_of_units_that_may_not_be_seen(odd: Facts, defined: Definitions) -> None:
    """Only figures that are not published are left out, and they count in nothing but `of`."""
    found = shown(odd, defined, seen=frozenset(("1101", "1102")))
    assert found.current["trivsel"].with_data == 1
    assert found.current["kvalitet"].with_data == 19


def test_a_group_without_members_says_so(odd: Facts, defined: Definitions) -> None:
    """In place of figures."""
    found = shown(odd, defined, group="similar:5")
    assert found.group
    assert "folketall" in found.group.problem
    assert found.current == {}


def test_any_series_may_be_opened(odd: Facts, defined: Definitions) -> None:
    """As a neutral indicator; what is no series, or has never been, opens nothing."""
    found = shown(odd, defined)
    one = opened(odd, found, "kostra:KOSkvalitet@12362")
    assert one
    assert (one.indicator.direction, one.with_data, one.is_neutral) == (Direction.NEUTRAL, 19, True)
    kvalitet = opened(odd, found, "kvalitet")
    assert kvalitet is found.current["kvalitet"]
    assert [opened(odd, found, name) for name in ("ukjent", "kostra:ukjent", "")] == [None, None, None]
    assert {series_indicator(odd, f"kostra:{measure_text(one.measure)}") is not None for one in all_series(odd)} == {
        True
    }


def test_what_stands_out_everywhere_is_neither_good_nor_bad(odd: Facts) -> None:
    """More and less, strongest first; series in which all are alike, or too few have a figure, are left out."""
    found = stands_out_everywhere(odd, "1108", listed(*REGIONS), 2020)
    assert [series.measure.series for series, _ in found.more] == ["KOSutgift"]
    assert found.more[0][1].value == 120_000


def test_changes_between_the_years(world: World) -> None:
    """Those renumbered are joined, those merged or split are not, and what came before or after is not told."""
    for region in ("3101", "1103", "1507", "0301"):
        world.kostra(region, {2021: 1.0})
    facts = world.facts()
    peers = peers_of(facts, listed("3101", "1103", "1507", "0301"), "0301", 2021)
    found = {one.org_unit: one.is_joined for one in changed_between(facts, peers, 2019, 2021)}
    assert found == {"3101": True, "1103": False, "1507": False}
    assert changed_between(facts, peers, 2021, 2022) == ()
    assert reforms_between(facts, "0301", 2019, 2021) == ()


def test_averages_a_unit_is_part_of(world: World) -> None:
    """Its KOSTRA group and county that year, and the country."""
    grouped(world, ("EKG10", "1101", 2020, None), ("EKG09", "1101", None, 2019), ("EKA11", "1101", None, None))
    facts = world.kostra("1101", {2020: 1.0}).facts()
    assert own_averages(facts, "1101", 2019) == ("EKG09", "EKA11", "EAFK11", "EAKUO", "EAK")
    assert own_averages(facts, "1101", 2020)[0] == "EKG10"
    assert own_averages(facts, "030112", 2020) == ("EAB", "EAK")


def test_a_single_value_has_no_spread_to_tell(world: World) -> None:
    """One value is its own median; saying so would say nothing."""
    facts = world.kostra("1101", {2023: 5.0}).kostra("1103", {2023: ".."}).facts()
    alone = asked(facts, listed("1103"), "1101", 2023)
    assert spread_lines(alone) == ["1 av 2 har tall for 2023"]
    country = spread_lines(asked(facts, COUNTRY, "1101", 2023))
    assert country[0].startswith("1 av 356 kommuner i landet har tall i 2023. Tall er lest inn for 2 av landets 356")
    assert len(spread_lines(of_values({"a": 1.0, "b": 2.0}))) == 2
