"""A scorecard of 40 indicators for a unit, the district and all 24, beside the best of DuckDB by hand and polars."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from benchmarks.table import Limit, Ratio
from benchmarks.timing import best, interleaved
from benchmarks.worlds import TERTIAL, TOP, YEAR, World
from benchmarks.yardsticks import module
from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.model.evaluation import Evaluation
from effnett.model.periods import AsOf
from effnett.model.scorecard import Source

POINTS = 5
_TABLES = ("indicators", "kostra", "survey_answers", "sick_leave", "accounts", "activity")
_SHOWN = """SELECT figure, year, value FROM kostra
            WHERE region = $top AND year BETWEEN $year - 4 AND $year AND figure IN (SELECT key FROM indicators)"""


class DifferentError(Exception):
    """Ours and the yardstick do not give the same figures, so there is nothing to compare."""


def measure(world: World, runs: int) -> Iterator[Ratio]:
    """The ratios of the evaluation; DifferentError where the figures are not the same."""
    yardstick = Yardstick.over(world)
    check(world, yardstick)
    unit = yardstick.unit
    for what, asked in ((f"one unit × {yardstick.indicators}", unit), ("the district", TOP), ("all 24 units", None)):
        times = interleaved(_jobs(world, yardstick, asked), runs)
        name, by_hand = best(times, "duckdb")
        yield Ratio("evaluate", what, times["this"], name, by_hand, Limit(2))
        yield Ratio("evaluate", what, times["this"], "polars", times["polars"], Limit(1))
        yield Ratio("evaluate", f"{what}, {POINTS} years of each line", times["points"], name, by_hand, Limit(2))


@dataclass
class Yardstick:
    """The data set in memory, as the yardsticks hold it, and one unit of it."""

    connection: duckdb.DuckDBPyConnection
    frames: dict[str, Any]
    known: dict[tuple[str, str], tuple[Any, ...]]
    kostra: dict[str, dict[int, float]]
    unit: str
    indicators: int

    @classmethod
    def over(cls, world: World) -> Yardstick:
        """Read the data set as raw.py does: one thread, which is what its best form has."""
        connection = duckdb.connect(config={"threads": 1})
        connection.execute(f"ATTACH '{world.data / 'facts.duckdb'}' AS f (READ_ONLY)")
        for table in (*_TABLES, "units"):
            connection.execute(f"CREATE TABLE {table} AS FROM f.{table}")
        connection.execute(module("evalsql").STORE)
        rows = connection.sql("SELECT source, key, id, direction, target, near FROM indicators").fetchall()
        kostra: dict[str, dict[int, float]] = {}
        for figure, year, value in connection.execute(_SHOWN, {"top": TOP, "year": YEAR}).fetchall():
            kostra.setdefault(figure, {})[year] = value
        units = connection.sql("SELECT org_unit FROM units WHERE parent IS NOT NULL LIMIT 1").fetchall()
        frames = {table: connection.sql(f"FROM {table}").pl() for table in _TABLES}
        known = {row[:2]: row[2:] for row in rows}
        return cls(connection, frames, known, kostra, units[0][0], len(rows))

    def query(self, unit: str | None, year: int = YEAR, stored: bool = False) -> list[tuple[Any, ...]]:
        """The whole evaluation as one query."""
        evalsql = module("evalsql")
        parameters = evalsql.params(unit, year, TERTIAL)
        return self.connection.execute(evalsql.query(stored, unit), parameters).fetchall()

    def prepared(self, unit: str | None) -> Callable[[], object]:
        """The same over sums by month, planned once."""
        evalsql = module("evalsql")
        name = f"planned_{unit or 'all'}"
        self.connection.execute(f"PREPARE {name} AS {evalsql.query(True, unit)}")
        arguments = ", ".join(f"{key} := {value!r}" for key, value in evalsql.params(unit, YEAR, TERTIAL).items())
        return lambda: self.connection.execute(f"EXECUTE {name}({arguments})").fetchall()

    def in_python(self, unit: str | None) -> object:
        """Sums by one query, the rest in Python."""
        evalsql = module("evalsql")
        rows = self.connection.execute(evalsql.small(unit), evalsql.params(unit, YEAR, TERTIAL)).fetchall()
        return evalsql.finish(rows, self.known, self.kostra)


def _jobs(world: World, yardstick: Yardstick, unit: str | None) -> dict[str, Callable[[], object]]:
    """Ours and the forms of raw.py that have been its best; None is all units."""
    raw = module("raw")
    return {
        "this": lambda: evaluated(world, unit),
        "duckdb by hand, sums + python": lambda: yardstick.in_python(unit),
        "points": lambda: evaluated(world, unit, POINTS),
        "duckdb by hand, prepared": yardstick.prepared(unit),
        "duckdb by hand, one query": lambda: yardstick.query(unit, stored=True),
        "polars": lambda: raw.polars_eval(yardstick.frames, unit),
    }


def evaluated(world: World, unit: str | None, years: int = 0) -> Sequence[Evaluation]:
    """Our evaluation of a unit, or of the district and every unit below it."""
    at = AsOf(YEAR, TERTIAL)
    return evaluate_scorecard(world.scorecard, world.facts(), at, unit or TOP, unit is None, years).evaluations


def check(world: World, yardstick: Yardstick) -> None:
    """Figures and statuses agree, to 1e-9, wherever both have a figure by the same rules.

    A survey and a KOSTRA figure is the yardstick's of the year before: the newest that has ended. What is
    suppressed is left out where our rules hide more.
    """
    flows, latest = (_figures(yardstick.query(None, year)) for year in (YEAR, YEAR - 1))
    ours = {(one.org_unit, one.indicator.id): one for one in evaluated(world, None)}
    wrong = []
    for key, one in ours.items():
        theirs = latest if one.indicator.measure.source in (Source.SURVEY, Source.KOSTRA) else flows
        value, status = theirs.get(key, (None, "no_data"))
        hidden = one.status.value == "suppressed"
        same = hidden or (status == one.status.value and _equal(value, one.value))
        if not same:
            wrong.append(f"{key}: {one.value} {one.status.value} against {value} {status}")
    if wrong or set(flows) - set(ours):
        raise DifferentError(f"{len(wrong)} of {len(ours)} figures differ: {'; '.join(wrong[:3])}")


def _figures(rows: list[tuple[Any, ...]]) -> dict[tuple[str, str], tuple[float | None, str]]:
    return {(row[0], row[2]): (row[10], row[14]) for row in rows}


def _equal(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-9
