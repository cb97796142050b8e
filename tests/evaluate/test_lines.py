"""Windows are stretches of kept lines; the query that `explain` shows gives the same sums from the store."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_worlds import random_scorecard, random_world
from test_against_plain_python import alike, facts_of
from worlds import World, indicator, months

from effnett.evaluate.flow import flow_query, read_flow, rounds
from effnett.evaluate.lines import Line, read_lines, shut_series
from effnett.evaluate.queries import Request
from effnett.evaluate.series import flow_series
from effnett.evaluate.sums import REST, Sums
from effnett.evaluate.tree import org_tree, reads
from effnett.model.periods import AsOf

T2_2009 = 2009 * 12 + 7
"""The last month of the second tertial of 2009."""


def monthly(first: int, *numbers: float) -> Line:
    """A plain line of months with these numerators and 10 below each."""
    last = range(first, first + len(numbers))
    return Line(list(last), None, list(numbers), [10.0] * len(numbers), None, None, None, 3)


def test_windows_of_a_plain_line() -> None:
    """Two tertials of this year, the same of the last one, and the rest of last year; all months covered."""
    line = monthly(T2_2009 - 19, *([1.0] * 20))
    now, before, rest = line.windows(T2_2009, 8, 2, 1)
    assert (now.k, now.num, now.den, now.covered) == (0, 8, 80, 0b1111_1111)
    assert (before.k, before.num) == (-1, 8)
    assert (rest.k, rest.num, rest.covered) == (REST, 4, 0b1111_0000_0000)


def test_a_window_with_a_month_missing_says_which() -> None:
    """Only the months that are there are added up and covered."""
    line = Line([T2_2009 - 2, T2_2009], None, [1.0, 2.0], None, None, None, None, 3)
    (now,) = line.windows(T2_2009, 4, 1, 0)
    assert (now.num, now.den, now.covered) == (3, None, 0b101)


@pytest.mark.parametrize(
    ("span", "window", "found"),
    [
        pytest.param(4, 8, [0], id="a tertial lies in the year to date"),
        pytest.param(12, 12, [], id="a year that ends later does not"),
        pytest.param(12, 8, [], id="nor does one that is longer than the window"),
    ],
)
def test_longer_periods_count_where_they_lie_whole(span: int, window: int, found: list[int]) -> None:
    """A period counts in the window that holds all of it."""
    last = T2_2009 if span == 4 else T2_2009 + 4
    line = Line([last], [span], [1.0], [2.0], None, None, None, 3)
    assert [sums.k for sums in line.windows(T2_2009, window, 2, 0)] == found


def test_marks_are_no_figures_and_keep_their_grade() -> None:
    """A month with a mark alone covers nothing; beside a figure the figure's grade is the smaller one."""
    line = Line([T2_2009 - 1, T2_2009], None, [None, 2.0], [None, 4.0], None, None, None, [12, 3])
    assert line.windows(T2_2009, 4, 1, 0) == [Sums(0, 2.0, 4.0, None, None, None, 0b1, 3)]
    assert line.windows(T2_2009 - 1, 1, 1, 0) == [Sums(0, None, None, None, None, None, None, 12)]
    assert line.months == ([T2_2009], [2.0], [4.0])


@given(
    begins=st.integers(-40, 10),
    nums=st.lists(st.integers(-99, 99), min_size=1, max_size=60),
    months=st.sampled_from([4, 8, 12]),
    points=st.integers(0, 5),
    rests=st.integers(0, 4),
)
def test_a_line_without_gaps_gives_the_windows_of_its_months(
    begins: int, nums: list[int], months: int, points: int, rests: int
) -> None:
    """Whether the windows are cut from the line at once or month by month, also where it begins or ends inside one."""
    last = [T2_2009 + begins + at for at in range(len(nums))]
    dens = [abs(num) + 1.0 for num in nums]
    at_once = Line(last, None, nums, dens, None, None, None, 3)
    by_month = Line(last, [1] * len(nums), nums, dens, None, None, None, 3)
    assert at_once.begins == last[0]
    assert by_month.begins is None
    assert at_once.windows(T2_2009, months, points, rests) == by_month.windows(T2_2009, months, points, rests)


def test_lines_are_read_once(world: World) -> None:
    """What has been read is kept, for every as-of between two ends of units; so is what is not loaded."""
    world.units("B", "A").sick_leave("A", months(2009), 100, 5, 2)
    facts = world.facts()
    (series, _), *_ = flow_series(facts, indicator("sick_leave").measure)
    first = read_lines(facts, Request([], ["A", "B"], AsOf(2009, 1)), {series})
    later = read_lines(facts, Request([], ["A"], AsOf(2009, 3)), {series})
    assert first["A", series] is later["A", series]
    assert first["A", series] == first["B", series]


def test_a_unit_with_rows_above_another_leaves_its_series_to_the_database(world: World) -> None:
    """Whose rows count then depends on the window; other series are free."""
    world.units("B", "A").sick_leave("A", months(2009), 100, 5, 2).sick_leave("B", months(2009), 100, 5, 2)
    world.activity("m", "A", "2009-01", 1, 2)
    facts = world.facts()
    shut = shut_series(facts, reads(facts, ["B"], AsOf(2009, 2).day))
    numbers = {one: [n for n, _ in flow_series(facts, indicator(one).measure)] for one in ("sick_leave", "activity")}
    assert shut.issuperset(numbers["sick_leave"])
    assert shut.isdisjoint(numbers["activity"])


def differences(seed: int) -> list[str]:
    """Sums of the world of a seed that the shown query does not give."""
    random = Random(seed)
    tables = random_world(random)
    card = random_scorecard(random, tables)
    as_of = AsOf(random.choice((2008, 2009)), random.choice((1, 2, 3)))
    facts = facts_of(tables)
    request = Request(
        [one for one in card.indicators if one.measure.statistic != "share" and len(one.measure.functions) < 2],
        org_tree(facts).shown("B", as_of.day),
        as_of,
    )
    who = reads(facts, request.shown, as_of.day)
    found = read_flow(facts.cursor(), facts, request, who)
    wrong = []
    for wanted, positions in rounds(facts, request):
        asked = flow_query(facts, request, who, wanted)
        rows = facts.rows(asked.sql, asked.parameters)
        for position in positions:
            ((series, _),) = flow_series(facts, request.indicators[position].measure)
            for place, unit in enumerate(request.shown):
                told = sorted((row[2:] for row in rows if row[:2] == (unit, series)), reverse=True)
                got = [tuple(sums) for sums in found[position][place]]
                if request.indicators[position].window.months(as_of) == 0:  # of one period, what it covers says nothing
                    told, got = [row[:-2] for row in told], [row[:-2] for row in got]
                if not alike(got, told):
                    wrong.append(f"{as_of.key} {unit} {request.indicators[position].measure.series}: {got}, not {told}")
    return wrong


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_the_query_that_is_shown_gives_the_same_sums(seed: int) -> None:
    """Of random units through time, in all windows, with rows above others' or without."""
    assert differences(seed) == []
