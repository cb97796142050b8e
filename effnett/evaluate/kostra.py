"""Reading KOSTRA figures: published values as they are, never added up over units or years (docs/semantics.md 2, 3)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Set
from operator import itemgetter
from typing import Final

import duckdb

from effnett.evaluate.queries import Query, Request, statement
from effnett.evaluate.regions import region_codes
from effnett.evaluate.sums import GRADE_OF_MARK, Lines, Sums
from effnett.evaluate.tree import org_tree
from effnett.model.scorecard import Indicator, Measure, Source
from effnett.store.facts import Facts

_BY_PERIOD: Final = itemgetter(0)


def read_kostra(cursor: duckdb.DuckDBPyConnection, facts: Facts, request: Request) -> dict[int, Lines]:
    """The newest figures of every KOSTRA indicator, by the indicator's position and as the units stand, newest first.
    Units of one region have one line in common."""
    positions = _series_by_position(facts, request.indicators)
    if not positions:
        return {}
    tree = org_tree(facts)
    regions = [tree.unit(unit).region for unit in request.shown]
    codes = {region: region_codes(facts, region) for region in dict.fromkeys(regions)}
    lines = _lines(cursor, facts, {code for chain in codes.values() for code in chain}, set(positions.values()))
    newest = request.as_of.month * 16 + 15
    found: dict[int, Lines] = {}
    for position, series in positions.items():
        of_region: dict[str, list[Sums]] = {}
        for region, chain in codes.items():
            line = _one_line([lines[code, series] for code in chain if (code, series) in lines])
            seen = [figure for figure in line if figure[0] <= newest][: request.points]
            of_region[region] = [*map(_sums, seen)]
        found[position] = [of_region[region] for region in regions]
    return found


_Figure = tuple[int, float | None, str | None, int | None]
"""A published figure: its `k` (sums.py), value, mark and quality. A line has more of them than are asked for."""


def _sums(figure: _Figure) -> Sums:
    k, value, mark, quality = figure
    if value is None:
        return Sums(k, None, None, None, None, None, None, GRADE_OF_MARK.get(mark or ""))
    return Sums(k, value, 1.0, None, None, None, None, quality)


def _lines(
    cursor: duckdb.DuckDBPyConnection, facts: Facts, regions: Set[str], series: Set[int]
) -> Mapping[tuple[str, int], list[_Figure]]:
    """The whole line of each region and series that has figures, newest first.

    Published figures do not change with the as-of, so lines that have been read are kept with the facts.
    """
    kept: dict[tuple[str, int], list[_Figure]] = facts.kept("kostra_lines", dict)
    missing = {(region, one) for region in regions & _regions(facts) for one in series if (region, one) not in kept}
    asked = kostra_query({region for region, _ in missing}, {one for _, one in missing})
    if asked:
        lines: dict[tuple[str, int], list[_Figure]] = {pair: [] for pair in missing}
        for row in cursor.execute(asked.sql, asked.parameters).fetchall():
            line = lines.get(row[:2])
            if line is not None:
                line.append(row[2:])
        for line in lines.values():
            line.sort(key=_BY_PERIOD, reverse=True)
        kept.update(lines)
    return kept


def _regions(facts: Facts) -> frozenset[str]:
    return facts.kept("regions", lambda: frozenset(code for (code,) in facts.rows("SELECT region FROM kostra_regions")))


def kostra_query(regions: Set[str], series: Set[int]) -> Query | None:
    """The query for the lines of some regions and series; None for none."""
    if not regions or not series:
        return None
    named = {f"region_{number}": region for number, region in enumerate(sorted(regions))}
    text = statement("kostra.sql").replace("{regions}", ", ".join(f"${name}" for name in named))
    return Query(text.replace("{series}", _is_one_of(series)), dict(named))


def _is_one_of(series: Set[int]) -> str:
    """A condition for a row to be of some series. DuckDB takes a long IN list for a table to join with; looking a
    number up in a row of bits is a fourth quicker."""
    first, last = min(series), max(series)
    if first == last:
        return f"series = {first}"
    bits = "".join("1" if number in series else "0" for number in range(first, last + 1))
    return f"CASE WHEN series BETWEEN {first} AND {last} THEN get_bit('{bits}'::BIT, series - {first}) = 1 END"


def kostra_query_of(facts: Facts, request: Request) -> Query | None:
    """The query behind a request for one unit, to be shown."""
    codes = region_codes(facts, org_tree(facts).unit(request.shown[0]).region)
    return kostra_query(set(codes) & _regions(facts), set(_series_by_position(facts, request.indicators).values()))


def _series_by_position(facts: Facts, indicators: Sequence[Indicator]) -> dict[int, int]:
    """The KOSTRA series of each indicator that has just one; one that fits several shows none (`check` tells)."""
    found: dict[int, int] = {}
    for position, indicator in enumerate(indicators):
        if indicator.measure.source is Source.KOSTRA:
            series = kostra_series(facts, indicator.measure)
            if len(series) == 1:
                found[position] = series[0]
    return found


def kostra_series(facts: Facts, measure: Measure) -> Sequence[int]:
    """The numbers of the loaded KOSTRA series that fit a measure: one where all is well."""
    return facts.kept(("series_of", measure), lambda: _fitting(facts, measure))


def _fitting(facts: Facts, measure: Measure) -> list[int]:
    known = facts.kept("kostra_series", lambda: _kostra_series(facts))
    return [
        number
        for number, table, filters in known.get(measure.series, ())
        if (not measure.table or not table or table == measure.table)
        and dict(measure.filters).items() <= filters.items()
    ]


def _kostra_series(facts: Facts) -> dict[str, list[tuple[int, str, dict[str, str]]]]:
    """Number, table and filters of the loaded series, by contents code."""
    found: dict[str, list[tuple[int, str, dict[str, str]]]] = {}
    for number, contents, table, filters in facts.rows('SELECT series, contents, "table", filters FROM kostra_series'):
        found.setdefault(contents, []).append((number, table, json.loads(filters or "{}")))
    return found


def _one_line(lines: Sequence[list[_Figure]]) -> list[_Figure]:
    """One line through a region's codes: for each period the newest code's value, else its mark."""
    if len(lines) == 1:
        return lines[0]
    chosen: dict[int, _Figure] = {}
    for line in lines:
        for figure in line:
            k, value, *_ = figure
            kept = chosen.get(k)
            if kept is None or (kept[1] is None and value is not None):
                chosen[k] = figure
    return sorted(chosen.values(), key=_BY_PERIOD, reverse=True)
