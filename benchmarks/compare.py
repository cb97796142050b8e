"""A unit among 390 others out of 7 million rows: one figure's distribution, and what stands out of all series, beside
the queries somebody would write by hand for just that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import cycle
from typing import Any

import duckdb

from benchmarks.evaluate import DifferentError
from benchmarks.table import Limit, Ratio
from benchmarks.timing import best, interleaved
from benchmarks.worlds import LAST_YEAR, Extent, World, chosen_series, region_of
from effnett.compare.comparison import compare
from effnett.compare.overview import Wanted, overview
from effnett.compare.services import services
from effnett.compare.standouts import all_standings
from effnett.model.organisation import PeerGroup
from effnett.store.files import FACTS_FOLDER, current_name

_LAST = LAST_YEAR * 12 + 11
_DISTRIBUTION = """
SELECT k.region, r.name, k.value, k.mark, k.quality,
       CASE WHEN k.value IS NOT NULL THEN rank() OVER (ORDER BY k.value DESC NULLS LAST) END AS place,
       median(k.value) OVER () AS middle, quantile_cont(k.value, 0.25) OVER () AS q1,
       quantile_cont(k.value, 0.75) OVER () AS q3
FROM {table} k LEFT JOIN regions r ON r.region = k.region
WHERE k.series = {series} AND k.last = {last}
ORDER BY place NULLS LAST, r.name"""
_ROWS = """SELECT k.region, r.name, k.value, k.mark, k.quality FROM {table} k LEFT JOIN regions r ON r.region = k.region
           WHERE k.series = {series} AND k.last = {last} ORDER BY k.value DESC NULLS LAST"""
_QUARTILES = """SELECT quantile_cont(value, [0.25, 0.5, 0.75]), min(value), max(value), count(value)
                FROM {table} WHERE series = {series} AND last = {last}"""
_STANDINGS = """
WITH f AS (SELECT series, region, value FROM {table} WHERE last = {last} AND value IS NOT NULL),
     m AS (SELECT series, median(value) AS middle, max(value) FILTER (region = '{own}') AS own FROM f GROUP BY series)
SELECT f.series, any_value(m.own) AS own, any_value(m.middle) AS middle, count(*) AS known,
       0.6745 * (any_value(m.own) - any_value(m.middle)) / nullif(median(abs(f.value - m.middle)), 0) AS z
FROM f JOIN m USING (series) WHERE m.own IS NOT NULL GROUP BY f.series ORDER BY abs(z) DESC NULLS LAST"""
_MAD = """SELECT series, max(value) FILTER (region = '{own}') AS own, median(value) AS middle, count(*) AS known,
                 0.6745 * (own - middle) / nullif(mad(value), 0) AS z
          FROM {table} WHERE last = {last} AND value IS NOT NULL GROUP BY series
          ORDER BY abs(z) DESC NULLS LAST"""


def measure(world: World, extent: Extent, runs: int) -> Iterator[Ratio]:
    """The ratios of one figure, of all series, and of a whole page."""
    hand = ByHand(world, extent)
    check(world, extent, hand)
    jobs: dict[str, Callable[[], object]] = {
        "this": each_figure(world, extent),
        **{f"query by hand, {name}": job for name, job in hand.figures().items()},
    }
    times = interleaved(jobs, runs)
    name, quickest = best(times, "query")
    yield Ratio("compare", f"one figure of {extent.regions}, ranked", times["this"], name, quickest, Limit(2))
    standings: dict[str, Callable[[], object]] = {
        "this": each_unit(world, extent),
        **{f"query by hand, {name}": job for name, job in hand.standings().items()},
    }
    few = max(3, runs // 3)
    times = interleaved(standings, few)
    name, quickest = best(times, "query")
    yield Ratio("compare", f"{extent.series} series, what stands out", times["this"], name, quickest, Limit(1.5))
    page = interleaved({"this": each_page(world, extent), "one figure": each_figure(world, extent)}, few)
    yield Ratio("compare", "a page's forty figures, five years", page["this"], "one figure", page["one figure"])


def each_figure(world: World, extent: Extent) -> Callable[[], object]:
    """The comparison of another indicator and unit each time."""
    facts, indicators = world.facts(), cycle(world.scorecard.indicators)
    units, group = cycle(range(1, extent.regions)), PeerGroup("listed", "", _listed(extent))
    return lambda: compare(facts, next(indicators), region_of(next(units)), group, LAST_YEAR)


def each_unit(world: World, extent: Extent) -> Callable[[], object]:
    """What stands out for another unit each time."""
    facts, units, group = world.facts(), cycle(range(1, extent.regions)), PeerGroup("listed", "", _listed(extent))
    return lambda: ranked(all_standings(facts, region_of(next(units)), group, LAST_YEAR))


def ranked(standings: list[Any]) -> list[Any]:
    """The farthest first."""
    return sorted(standings, key=lambda one: -abs(one.z))


def each_page(world: World, extent: Extent) -> Callable[[], object]:
    """All that a page shows of another unit each time: nothing of it is kept from the one before."""
    facts, units = world.facts(), cycle(range(1, extent.regions))
    whole = services(world.scorecard)[-1]
    group = PeerGroup("listed", "", _listed(extent))
    return lambda: overview(facts, [group], Wanted(region_of(next(units)), LAST_YEAR, whole, "listed"))


def _listed(extent: Extent) -> tuple[str, ...]:
    return tuple(region_of(number) for number in range(extent.regions))


class ByHand:
    """What somebody would write for just this, on the same published file, with as many threads."""

    def __init__(self, world: World, extent: Extent) -> None:
        folder = world.store / FACTS_FOLDER
        self.connection = duckdb.connect(str(folder / (current_name(world.store) or "")), read_only=True)
        self.connection.execute("SET threads = 1")
        self.series = [number + 1 for number in chosen_series(extent)]
        self.extent = extent

    def figures(self) -> Mapping[str, Callable[[], object]]:
        """One figure of all regions: in one query with windows, and with places counted in Python."""
        series = cycle(self.series)
        return {
            "windows": lambda: self.distribution(next(series)),
            "places in python": lambda: self.in_python(next(series)),
        }

    def standings(self) -> Mapping[str, Callable[[], object]]:
        """All series of one region: two medians by a join, and DuckDB's own `mad`."""
        units = cycle(range(1, self.extent.regions))

        def asked(sql: str, table: str) -> Callable[[], object]:
            return lambda: self.rows(sql, table, own=region_of(next(units)))

        return {
            f"{name}, {table}": asked(sql, table)
            for name, sql in (("join", _STANDINGS), ("mad", _MAD))
            for table in ("kostra_by_series", "kostra")
        }

    def rows(self, sql: str, table: str = "kostra_by_series", **values: object) -> list[tuple[Any, ...]]:
        """The rows of one of the queries."""
        text = sql.format(table=table, last=_LAST, **values)
        return self.connection.execute(text).fetchall()

    def distribution(self, series: int) -> list[tuple[Any, ...]]:
        """Places and quartiles in SQL."""
        return self.rows(_DISTRIBUTION, series=series)

    def in_python(self, series: int) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
        """The rows in order, the quartiles, and the places counted."""
        placed, before, place = [], None, 0
        for at, row in enumerate(self.rows(_ROWS, series=series), 1):
            if row[2] != before:
                place, before = at, row[2]
            placed.append((*row, place if row[2] is not None else None))
        return placed, self.rows(_QUARTILES, series=series)


def check(world: World, extent: Extent, hand: ByHand) -> None:
    """Ours and the queries by hand say the same."""
    facts, group = world.facts(), PeerGroup("listed", "", _listed(extent))
    for position in (2, 5):  # neutral ones: places by size, as the query has them
        found = compare(facts, world.scorecard.indicators[position], region_of(0), group, LAST_YEAR)
        theirs = {row[0]: (row[2], row[5]) for row in hand.distribution(hand.series[position])}
        ours = {row.org_unit: (row.value, row.rank) for row in found.rows}
        middle = hand.distribution(hand.series[position])[0][6:9]
        if ours != theirs or middle != (found.spread.median, found.spread.q1, found.spread.q3):
            raise DifferentError("a figure's distribution differs from the query by hand")
    standings = {one.key: round(one.z, 9) for one in all_standings(facts, region_of(0), group, LAST_YEAR)}
    for sql in (_STANDINGS, _MAD):
        rows = {row[0]: round(row[4], 9) for row in hand.rows(sql, own=region_of(0)) if row[4] is not None}
        if rows != standings:
            raise DifferentError("what stands out differs from the query by hand")
