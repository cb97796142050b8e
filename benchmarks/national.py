"""A scorecard of 40 KOSTRA figures × 5 years out of 7 million rows, beside a query by hand and pandas on the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

import duckdb
import pandas as pd

from benchmarks.evaluate import DifferentError
from benchmarks.table import Limit, Ratio
from benchmarks.timing import best, interleaved
from benchmarks.worlds import LAST_YEAR, Extent, World, chosen_series, region_of
from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.model.evaluation import Evaluation
from effnett.model.periods import AsOf
from effnett.store.files import FACTS_FOLDER, current_name

YEARS = 5
_ROWS = """SELECT series, last, value FROM kostra
           WHERE region = $region AND series IN ({series}) AND last > $latest - 60 AND last <= $latest"""
_ALL = """
SELECT id, v, gap,
       CASE WHEN v IS NULL THEN 'no_data' WHEN target IS NULL THEN 'no_target' WHEN gap >= 0 THEN 'met'
            WHEN gap >= -near THEN 'near' ELSE 'missed' END AS status, v - v0 AS difference, line
FROM (SELECT i.*, f.*, CASE WHEN sign <> 0 THEN (v - target) * sign END AS gap
      FROM (SELECT series, max(value) FILTER (last = $latest) AS v, max(value) FILTER (last = $latest - 12) AS v0,
                   list(value ORDER BY last) AS line
            FROM kostra
            WHERE region = $region AND series IN ({series}) AND last > $latest - 60 AND last <= $latest
            GROUP BY series) f
      JOIN wanted i ON i.series = f.series)
ORDER BY id"""


def measure(large: World, small: World, extents: tuple[Extent, Extent], runs: int) -> Iterator[Ratio]:
    """The ratios of the national store, and of one with a quarter of its regions."""
    by_hand = ByHand(large, extents[0])
    check(large, by_hand)
    times = interleaved(
        {
            "this": each_region(large, extents[0].regions),
            "query by hand, status in SQL": by_hand.in_sql,
            "small": each_region(small, extents[1].regions),
            "query by hand, status in python": by_hand.in_python,
            "query by hand, prepared": by_hand.prepared(),
        },
        runs,
    )
    pandas = interleaved(
        {"this": each_region(large, extents[0].regions), "pandas": _pandas(by_hand)}, max(1, runs // 5)
    )
    name, quickest = best(times, "query")
    what = f"40 × {YEARS} years of {extents[0].rows / 1e6:.1f} million"
    yield Ratio("national", what, times["this"], name, quickest, Limit(2.5))
    yield Ratio("national", what, pandas["this"], "pandas, the same rows", pandas["pandas"], Limit(20, faster=True))
    few = f"this, {extents[1].regions} regions"
    yield Ratio("national", f"{extents[0].regions} regions", times["this"], few, times["small"], Limit(1.2))
    rows = f"publish {extents[0].rows / 1e6:.1f} million rows"
    yield Ratio("national", rows, large.seconds, f"{extents[1].regions} regions", small.seconds, unit="s")


def evaluated(world: World, region: int = 0) -> tuple[Evaluation, ...]:
    """Our evaluation of the national scorecard for one region, five years of each line."""
    as_of = AsOf(LAST_YEAR, 3)
    return evaluate_scorecard(world.scorecard, world.facts(), as_of, region_of(region), years=YEARS).evaluations


def each_region(world: World, regions: int) -> Callable[[], tuple[Evaluation, ...]]:
    """The evaluation of another region each time: lines that were read once are kept, and are not to be measured."""
    numbers = cycle(range(1, regions))
    return lambda: evaluated(world, next(numbers))


class ByHand:
    """What somebody would write for this one scorecard, on the same published file."""

    def __init__(self, world: World, extent: Extent) -> None:
        folder = world.store / FACTS_FOLDER
        self.connection = duckdb.connect(str(folder / (current_name(world.store) or "")), read_only=True)
        self.numbers = [number + 1 for number in chosen_series(extent)]
        self.goals = [((55.0, 1), (65.0, -1), (None, 0))[position % 3] for position in range(40)]
        self.connection.execute(
            "CREATE TEMP TABLE wanted (id INTEGER, series INTEGER, target DOUBLE, sign INTEGER, near DOUBLE)"
        )
        rows = [
            [at, number, *goal, 2.0] for at, (number, goal) in enumerate(zip(self.numbers, self.goals, strict=True))
        ]
        self.connection.executemany("INSERT INTO wanted VALUES (?, ?, ?, ?, ?)", rows)
        self.parameters = {"region": region_of(0), "latest": LAST_YEAR * 12 + 11}
        self._series = ", ".join(map(str, self.numbers))

    def in_sql(self) -> list[tuple[Any, ...]]:
        """Values, lines and statuses in one query."""
        return self.connection.execute(_ALL.format(series=self._series), self.parameters).fetchall()

    def in_python(self) -> list[tuple[Any, ...]]:
        """The rows by a query, the rest in Python."""
        rows = self.connection.execute(_ROWS.format(series=self._series), self.parameters).fetchall()
        return self._judged(rows)

    def prepared(self) -> Callable[[], list[tuple[Any, ...]]]:
        """The rows by a query that was planned once."""
        self.connection.execute(f"PREPARE line AS {_ROWS.format(series=self._series)}")
        call = "EXECUTE line(region := '{region}', latest := {latest})".format(**self.parameters)
        return lambda: self._judged(self.connection.execute(call).fetchall())

    def _judged(self, rows: list[tuple[int, int, float | None]]) -> list[tuple[Any, ...]]:
        lines: dict[int, dict[int, float | None]] = {}
        for series, last, value in rows:
            lines.setdefault(series, {})[last] = value
        return [
            judged(at, lines.get(number, {}), *goal)
            for at, (number, goal) in enumerate(zip(self.numbers, self.goals, strict=True))
        ]


def judged(at: int, line: dict[int, float | None], target: float | None, sign: int) -> tuple[Any, ...]:
    """A value with its gap, status, change and line, as plainly as can be."""
    end = LAST_YEAR * 12 + 11
    now, before = line.get(end), line.get(end - 12)
    gap = None if now is None or target is None else (now - target) * sign
    if now is None:
        status = "no_data"
    elif gap is None:
        status = "no_target"
    else:
        status = "met" if gap >= 0 else "near" if gap >= -2 else "missed"
    difference = None if now is None or before is None else now - before
    return at, now, gap, status, difference, [line[last] for last in sorted(line)]


def _pandas(by_hand: ByHand) -> Callable[[], object]:
    """The same from a frame of all rows in memory."""
    frame = by_hand.connection.sql("SELECT series, region, last, value FROM kostra").df()
    wanted = by_hand.connection.sql("FROM wanted").df()

    def evaluate() -> pd.DataFrame:
        end = LAST_YEAR * 12 + 11
        rows = frame[(frame.region == region_of(0)) & frame.series.isin(by_hand.numbers)]
        rows = rows[(rows["last"] > end - 60) & (rows["last"] <= end)]
        lines = rows.pivot(index="series", columns="last", values="value")
        found = wanted.merge(lines, left_on="series", right_index=True)
        found["gap"] = (found[end] - found.target) * found.sign
        found["difference"] = found[end] - found[end - 12]
        found["status"] = "missed"
        found.loc[found.gap >= -found.near, "status"] = "near"
        found.loc[found.gap >= 0, "status"] = "met"
        found.loc[found.target.isna(), "status"] = "no_target"
        found.loc[found[end].isna(), "status"] = "no_data"
        return found

    return evaluate


def check(world: World, by_hand: ByHand) -> None:
    """Ours and the query by hand say the same."""
    ours = [(one.value, one.status.value) for one in evaluated(world)]
    for rows in (by_hand.in_sql(), by_hand.in_python()):
        theirs = [(row[1], row[3]) for row in sorted(rows)]
        if ours != theirs:
            raise DifferentError(f"the national figures differ: {ours[:3]} against {theirs[:3]}")
