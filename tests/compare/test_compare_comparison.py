"""One indicator among peers, from a small real store."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from peers_world import COUNTRY, asked, listed, of_values
from worlds import World, indicator, months

from effnett.compare.comparison import Asked, compare, compare_all
from effnett.model.observation import Absent
from effnett.model.periods import Window
from effnett.model.scorecard import Direction
from effnett.present.compared_text import figure_notes


def test_places_and_spread_by_hand(world: World) -> None:
    """Nine of ten have a figure; ties share a place, the one without has none and stands last."""
    values = {"1101": 70.0, "1103": 80.0, "1106": 80.0, "1108": 90.0, "1111": 60.0, "1112": 75.0, "1114": 85.0}
    values |= {"1119": 95.0, "1120": 65.0}
    for code, value in values.items():
        world.kostra(code, {2023: value})
    found = asked(world.kostra("1121", {2023: ".."}).facts(), COUNTRY, "1103", 2023)
    assert (found.with_data, found.of, found.rank, found.percentile) == (9, 10, 4, 56.25)
    assert found.spread == (80, 70, 85, 60, 95)
    assert [(row.org_unit, row.rank) for row in found.rows][:6] == [
        ("1119", 1),
        ("1108", 2),
        ("1114", 3),
        ("1103", 4),
        ("1106", 4),
        ("1112", 6),
    ]
    assert (found.rows[-1].org_unit, found.rows[-1].absent, found.rows[-1].rank) == ("1121", Absent.MISSING, None)


@given(some.permutations([3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, None]), some.sampled_from(Direction))
def test_the_order_of_the_group_does_not_matter(values: list[float | None], direction: Direction) -> None:
    """Each value has the place it had; less is better turns the places round."""
    found = of_values({chr(97 + at): value for at, value in enumerate(values)}, direction=direction)
    up = {9.0: 1, 5.0: 2, 4.0: 3, 3.0: 4, 2.0: 5, 1.0: 6, None: None}
    down = {1.0: 1, 2.0: 3, 3.0: 4, 4.0: 5, 5.0: 6, 9.0: 7, None: None}
    assert {row.value: row.rank for row in found.rows} == (down if direction is Direction.LOWER else up)


@pytest.mark.parametrize(
    ("direction", "ranks", "percentile"),
    [
        (Direction.HIGHER, {"a": 2, "b": 1, "c": 3, "d": 4}, 200 / 3),
        (Direction.LOWER, {"a": 3, "b": 4, "c": 2, "d": 1}, 100 / 3),
        (Direction.NEUTRAL, {"a": 2, "b": 1, "c": 3, "d": 4}, 200 / 3),
        (Direction.BETWEEN, {"a": 2, "b": 1, "c": 3, "d": 4}, 200 / 3),
    ],
)
def test_direction(direction: Direction, ranks: dict[str, int], percentile: float) -> None:
    """1 is best; what is neither good nor bad is ranked by size, the largest first."""
    found = of_values({"a": 3.0, "b": 4.0, "c": 2.0, "d": 1.0}, direction=direction)
    assert {row.org_unit: row.rank for row in found.rows} == ranks
    assert found.percentile == pytest.approx(percentile)
    assert found.is_neutral == (direction in (Direction.NEUTRAL, Direction.BETWEEN))


@pytest.mark.parametrize(
    ("count", "ranked", "quartiles"), [(3, False, False), (4, True, False), (7, True, False), (8, True, True)]
)
def test_how_many_it_takes(count: int, ranked: bool, quartiles: bool) -> None:
    """Places from four values, quartiles from eight, the median always."""
    found = of_values({chr(97 + at): float(at) for at in range(count)})
    assert (found.rank is not None, found.percentile is not None) == (ranked, ranked)
    assert (found.spread.q1 is not None, found.spread.q3 is not None) == (quartiles, quartiles)
    assert found.spread.median == (count - 1) / 2


def test_marks_keep_their_reasons(world: World) -> None:
    """The mark of the code in use that year counts, not that of one that is not; nothing at all is missing."""
    world.kostra("3001", {2022: ":", 2024: "."}).kostra("3101", {2022: ".", 2024: 5.0}).kostra("1103", {2022: "?"})
    facts = world.kostra("0301", {2021: 1.0}).facts()
    rows = asked(facts, listed("3101", "1103", "1507"), "0301", 2022).rows
    assert {row.org_unit: row.absent for row in rows} == {
        "3101": Absent.CONFIDENTIAL,
        "1103": Absent.NOT_KNOWN_YET,
        "1507": Absent.MISSING,
        "0301": Absent.MISSING,
    }


@pytest.mark.parametrize("code", ["0101", "3001", "3101"])
@pytest.mark.parametrize(("year", "value"), [(2019, 1.0), (2023, 2.0), (2024, 3.0)])
def test_a_figure_is_found_under_every_code(world: World, code: str, year: int, value: float) -> None:
    """Old and new codes in a list show the figure of the year, whichever code it stands under."""
    world.kostra("0101", {2019: 1.0, 2023: "."}).kostra("3001", {2019: ".", 2023: 2.0}).kostra("3101", {2024: 3.0})
    found = asked(world.facts(), listed(code, "1103"), "1103", year)
    assert [(row.org_unit, row.value) for row in found.rows] == [(code, value), ("1103", None)]


def test_nothing_is_followed_through_a_split_or_a_merger(world: World) -> None:
    """1507 has no figure after it was split, 1508 and 1580 none before, and 1504 went into 1507."""
    world.kostra("1504", {2019: 1.0}).kostra("1507", {2023: 2.0}).kostra("1508", {2024: 3.0}).kostra(
        "1580", {2024: 4.0}
    )
    facts = world.facts()
    group = listed("1504", "1507", "1508", "1580")
    for year, expected in ((2019, {"1504": 1.0}), (2023, {"1507": 2.0}), (2024, {"1508": 3.0, "1580": 4.0})):
        rows = asked(facts, group, "1507", year).rows
        assert {row.org_unit: row.value for row in rows if row.value is not None} == expected


def test_published_averages_stand_beside(world: World) -> None:
    """The country's and a group's figures are shown as SSB has them, and are in no median."""
    world.kostra("0301", {2023: 1.0}).kostra("1103", {2023: 3.0}).kostra("EAK", {2023: 9.0}).kostra(
        "EKG10", {2023: "."}
    )
    found = asked(world.facts(), listed("0301", "1103", "EAK"), "0301", 2023)
    assert (found.of, found.spread.median) == (2, 2)
    assert [(row.org_unit, row.value) for row in found.averages] == [("EAK", 9.0)]


def test_other_sources_use_the_whole_year(world: World) -> None:
    """Sick leave of a tertial is that of the year; what is suppressed, and what would give it back, takes no part."""
    units = [f"u{at}" for at in range(6)]
    world.units("B", *units)
    for at, unit in enumerate(units):
        world.sick_leave(unit, months(2023), 100, at, 0, people={0: 20, 5: 5}.get(at, 40))
    one = indicator("sick_leave", window=Window.TERTIAL)
    found = compare(world.facts(), one, "u1", listed(*units), 2023)
    assert [(row.org_unit, row.value, row.rank) for row in found.rows] == [
        ("u1", 1.0, 1),
        ("u2", 2.0, 2),
        ("u3", 3.0, 3),
        ("u4", 4.0, 4),
        ("u0", None, None),
        ("u5", None, None),
    ]
    assert {row.absent for row in found.rows[4:]} == {Absent.SUPPRESSED}
    assert (found.with_data, found.of, found.spread) == (4, 6, (2.5, None, None, 1.0, 4.0))


def test_a_year_that_lacks_months_says_so(world: World) -> None:
    """Eight of twelve, beside those that have them all."""
    world.units("B", "u", "v")
    world.sick_leave("u", [f"2023-{month:02d}" for month in range(1, 9)], 100, 5, 0)
    world.sick_leave("v", months(2023), 100, 6, 0)
    found = compare(world.facts(), indicator("sick_leave"), "u", listed("u", "v"), 2023)
    assert {row.org_unit: row.months for row in found.rows} == {"u": (8, 12), "v": None}
    assert figure_notes(found.rows[0]) == ("8 av 12 måneder",)


def test_no_survey_is_carried_forward(world: World) -> None:
    """The newest survey is shown for its own year alone."""
    world.units("B", "u").answers("s", "u", "2022-T3", {4: 5, 5: 5}).answers("s", "B", "2023-T3", {4: 10, 5: 10})
    facts = world.facts()
    rows = {row.org_unit: row.value for row in compare(facts, indicator("survey"), "B", listed("u"), 2023).rows}
    assert rows == {"B": 4.5, "u": None}


def test_several_indicators_and_years_at_once(world: World) -> None:
    """The same as one by one, from both sorts of source."""
    world.units("0301", "u").kostra("0301", {2022: 1.0, 2023: 2.0}).kostra("1103", {2022: 5.0, 2023: 6.0})
    facts = world.activity("a", "0301", "2023", 1, 2).activity("a", "1103", "2022", 1, 4).facts()
    indicators = [indicator("kostra"), indicator("activity")]
    found = compare_all(facts, indicators, Asked("0301", listed("1103"), (2022, 2023)))
    assert {key: [row.value for row in one.rows] for key, one in found.items()} == {
        ("kostra", 2022): [5.0, 1.0],
        ("kostra", 2023): [6.0, 2.0],
        ("activity", 2022): [25.0, None],
        ("activity", 2023): [50.0, None],
    }
    assert found["kostra", 2022].rows == compare(facts, indicators[0], "0301", listed("1103"), 2022).rows


def test_a_figure_of_ones_own_has_no_published_average(world: World) -> None:
    """Those of the KOSTRA figure read before it are of that one alone."""
    world.kostra("0301", {2023: 2.0}).kostra("EAK", {2023: 9.0})
    facts = world.activity("a", "0301", "2023", 1, 2).facts()
    found = compare_all(facts, [indicator("kostra"), indicator("activity")], Asked("0301", listed("1103"), (2023,)))
    assert [one.org_unit for one in found["kostra", 2023].averages] == ["EAK"]
    assert found["activity", 2023].averages == ()
