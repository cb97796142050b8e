"""What stands out, whom to talk to, priorities, and effort against result."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from peers_world import COUNTRY, listed, of_values
from worlds import World, indicator

from effnett.compare.comparison import compare
from effnett.compare.effort import effort_against_result
from effnett.compare.partners import talk_to
from effnett.compare.priorities import Spending, priorities, spending, weighed
from effnett.compare.standouts import all_standings, stand_outs, standing
from effnett.model.comparison import Comparison, PeerFigure
from effnett.model.scorecard import Direction, Measure, Source

UNITS = "abcdefg"


def figures(own: float, *others: float, **fields: object) -> Comparison:
    """A comparison of `a` with others."""
    return of_values(dict(zip(UNITS, [own, *others], strict=False)), **fields)


def test_a_distance_by_hand() -> None:
    """10 among 1 2 3 4 5: median 3.5, distances 2.5 1.5 0.5 0.5 1.5 6.5, their median 1.5; z = 0.6745 × 6.5 / 1.5."""
    found = standing(figures(10, 1, 2, 3, 4, 5))
    assert found
    assert (found.median, found.known) == (3.5, 6)
    assert found.z == pytest.approx(0.6745 * 6.5 / 1.5)


@pytest.mark.parametrize(
    "comparison",
    [
        figures(10, 1, 2, 3, 4),  # four others
        figures(10, 5, 5, 5, 5, 5),  # MAD 0
        of_values({"a": None, "b": 1.0, "c": 2.0, "d": 3.0, "e": 4.0, "f": 5.0, "g": 6.0}),
    ],
)
def test_nothing_stands_out(comparison: Comparison) -> None:
    """From too few others, from those that are all alike, or without a value."""
    assert standing(comparison) is None


def test_stand_outs_by_direction_and_success_factor() -> None:
    """Two of a success factor at most, none nearer than 1; neutral ones are more or less, never good or bad."""

    def one(name: str, own: float, direction: Direction = Direction.HIGHER) -> Comparison:
        return figures(own, 1, 2, 3, 4, 5, 6, id=name, direction=direction)

    found = stand_outs(
        [
            one("best", 30),
            one("good", 20),
            one("third", 10),
            one("other", 9),
            one("plain", 4),
            one("low", -20),
            one("turned", -30, Direction.LOWER),
            one("dear", 40, Direction.NEUTRAL),
            one("cheap", -40, Direction.NEUTRAL),
        ],
        {"best": "F", "good": "F", "third": "F", "other": "G"},
    )
    assert [each.key for each in found.better] == ["turned", "best", "good", "other"]
    assert [each.key for each in found.worse] == ["low"]
    assert ([each.key for each in found.more], [each.key for each in found.less]) == (["dear"], ["cheap"])


def test_no_more_than_four() -> None:
    """The strongest four each way."""
    found = stand_outs([figures(at, 1, 2, 3, 4, 5, 6, id=str(at)) for at in range(20, 30)], {})
    assert [each.key for each in found.better] == ["29", "28", "27", "26"]


@pytest.mark.parametrize("few", [True, False])
def test_all_series_at_once_are_as_one_by_one(world: World, few: bool) -> None:
    """The one query over every series gives the distances that comparisons give, in both sort orders."""
    random = Random(7)
    regions = [str(1101 + at) for at in range(20)]
    for series in range(1, 6):
        row = [series, f"KOS{series}", "", "{}", "", "", 1, ""]
        world.connection.execute("INSERT INTO kostra_series VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        rows = [
            {"series": series, "region": region, "span": (2023 * 12, 2023 * 12 + 11), "quality": 3}
            | {"value": 1.0 if series == 5 else None if random.random() < 0.2 else random.random()}
            for region in regions
        ]
        world.rows("kostra", rows)
    facts, group = world.facts(), listed(*regions[:8]) if few else COUNTRY
    found = {each.key: each for each in all_standings(facts, "1101", group, 2023)}
    for series in range(1, 6):
        one = indicator("kostra", measure=Measure(Source.KOSTRA, f"KOS{series}"))
        alone = standing(compare(facts, one, "1101", group, 2023))
        assert (series in found) == (alone is not None)
        if alone:
            assert found[series][1:] == pytest.approx(alone[1:])
    assert 5 not in found
    assert len(found) > 1


def test_whom_to_talk_to() -> None:
    """Among those clearly better where we are weakest, one like us and one unlike us, first those we can teach."""
    weak = of_values({"a": 1.0, "b": 9.0, "c": 9.0, "d": 8.0, "e": 2.0, "f": 3.0, "g": 8.5}, id="weak")
    strong = of_values({"a": 9.0, "b": 8.5, "c": 8.0, "d": 1.0, "e": 2.0, "f": 3.0, "g": 2.0}, id="strong")
    distances = {"b": 0.1, "d": 0.2, "e": 0.3, "c": 2.0, "f": 2.5, "g": 3.0}
    near, far = talk_to([weak, strong], distances)
    assert (near.org_unit, near.teaches, near.learns, near.alike) == ("d", ("weak",), ("strong",), True)
    assert (far.org_unit, far.teaches, far.learns, far.alike) == ("g", ("weak",), ("strong",), False)
    assert [(each.org_unit, each.alike) for each in talk_to([weak, strong], {})] == [("g", None)]
    assert talk_to([strong], distances) == ()
    assert talk_to([], distances) == ()


def test_half_a_country_is_like_nobody() -> None:
    """Of thirty others the ten nearest are like us: the eleventh is not, however well it does."""
    values = {"a": 0.0} | {f"u{at:02d}": 5.0 + at % 3 for at in range(1, 31)}
    distances = {f"u{at:02d}": at / 10 for at in range(1, 31)}
    values |= {"u10": 8.0, "u11": 9.0}
    near, far = talk_to([of_values(values, id="weak")], distances)
    assert (near.org_unit, near.alike) == ("u10", True)
    assert (far.org_unit, far.alike) == ("u11", False)


def test_ties_make_no_more_than_ten_alike() -> None:
    """Of thirty equally far the ten with the lowest codes; of three, the half that is nearest, rounded up."""
    values = {"a": 0.0} | {f"u{at:02d}": 5.0 + at % 3 for at in range(1, 31)}
    values |= {"u10": 8.0, "u11": 9.0, "u30": 9.5}
    near, far = talk_to([of_values(values, id="weak")], dict.fromkeys(values, 0.1 + 0.2))
    assert [near.org_unit, far.org_unit] == ["u10", "u30"]
    three = dict.fromkeys(("u30", "u11"), 0.3) | {"u10": 0.1 + 0.2}
    near, far = talk_to([of_values(values, id="weak")], three)
    assert [near.org_unit, far.org_unit] == ["u11", "u30"]


@pytest.mark.parametrize(
    ("value", "reference", "expected"),
    [
        (105.0, 100.0, Spending.SAME),
        (105.1, 100.0, Spending.MORE),
        (95.0, 100.0, Spending.SAME),
        (94.9, 100.0, Spending.LESS),
        (1.05 * 0.7, 0.7, Spending.SAME),
        (5.0, 0.0, None),
        (5.0, -3.0, None),
    ],
)
def test_more_the_same_or_less(value: float, reference: float, expected: Spending | None) -> None:
    """From 95 to 105 per cent is the same; nothing is a share of what is not above 0."""
    found = spending(value, reference)
    assert (found and found[1]) == expected


def test_nobody_is_weighed_against_oneself() -> None:
    """A median of one's own figure alone says nothing; an average that SSB publishes does."""
    alone = of_values({"a": 200.0, "b": None}, unit="nok_per_inhabitant")
    assert weighed(alone) is None
    assert weighed(replace(alone, averages=(PeerFigure("EAK", "Landet", 100.0),)), "EAK") is not None


def test_priorities_may_disagree(world: World) -> None:
    """Less per inhabitant and more of the budget is told; beside the median, or a published average."""
    neutral = {"direction": Direction.NEUTRAL, "dimension": "prioritering", "service": "barnehage"}
    money = figures(80, 100, 120, unit="nok_per_inhabitant", id="kr", **neutral)
    share = figures(12, 10, 10, unit="percent", id="andel", **neutral)
    (found,) = priorities([money, share, figures(1, 2, 3, id="annet")])
    assert found.per_inhabitant
    assert found.share
    assert (found.per_inhabitant.spending, found.share.spending) == (Spending.LESS, Spending.MORE)
    assert (found.per_inhabitant.percent, found.share.percent, found.disagree) == (80, 120, True)
    world.kostra("0301", {2023: 8.0}).kostra("1103", {2023: 1.0}).kostra("EAK", {2023: 8.0})
    one = indicator("kostra", unit="nok_per_inhabitant", **neutral)
    beside = compare(world.facts(), one, "0301", listed("1103"), 2023)
    (found,) = priorities([beside], "EAK")
    assert found.per_inhabitant
    assert (found.per_inhabitant.spending, found.share, found.disagree) == (Spending.SAME, None, False)
    assert priorities([beside], "EAK99")[0].per_inhabitant is None


def test_effort_against_result() -> None:
    """Only units and years with both; axes at the medians; no pattern is told of nine units."""
    efforts = {2022: figures(1, 2, 3), 2023: figures(2, 4, 6, 8)}
    results = {2022: of_values({"a": None, "b": 5.0}), 2023: figures(9, 7, 5), 2024: figures(1, 1)}
    found = effort_against_result(efforts, results)
    assert found
    assert (found.year, found.effort_median, found.result_median, found.correlation) == (2023, 4, 7, None)
    assert [(year, pair.effort, pair.result) for year, pair in found.path] == [(2023, 2, 9)]
    assert effort_against_result({2021: figures(1)}, {2022: figures(1)}) is None


@pytest.mark.parametrize(("count", "expected"), [(9, None), (10, -1.0)])
def test_a_pattern_needs_ten(count: int, expected: float | None) -> None:
    """Spearman's rank correlation from ten units."""
    units = {chr(97 + at): float(at) for at in range(count)}
    found = effort_against_result(
        {2023: of_values(units)}, {2023: of_values({unit: -(value**3) for unit, value in units.items()})}
    )
    assert found
    assert found.correlation == pytest.approx(expected) if expected else found.correlation is None
