"""Reading KOSTRA figures: published values as they are, never added up over units or years (docs/semantics.md 2, 3)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import duckdb

from effnett.evaluate.queries import Query, Request, statement
from effnett.evaluate.regions import region_codes
from effnett.evaluate.sums import GRADE_OF_MARK, Sums
from effnett.evaluate.tree import org_tree
from effnett.model.scorecard import Indicator, Measure, Source
from effnett.store.facts import Facts


def read_kostra(cursor: duckdb.DuckDBPyConnection, facts: Facts, request: Request) -> dict[tuple[str, int], list[Sums]]:
    """The newest figures of every KOSTRA indicator, by unit and the indicator's position, newest first."""
    positions = _series_by_position(facts, request.indicators)
    regions = {unit: region_codes(facts, org_tree(facts).unit(unit).region) for unit in request.shown}
    asked = kostra_query(facts, request, (code for codes in regions.values() for code in codes))
    if not positions or asked is None:
        return {}
    lines: dict[tuple[str, int], list[Sums]] = {}
    for region, series, last, span, value, mark, quality in cursor.execute(asked.sql, asked.parameters).fetchall():
        grade = quality if value is not None else GRADE_OF_MARK.get(mark)
        figure = Sums(last * 16 + span, value, None if value is None else 1.0, grade=grade)
        lines.setdefault((region, series), []).append(figure)
    found: dict[tuple[str, int], list[Sums]] = {}
    for unit, codes in regions.items():
        for position, series in positions.items():
            line = _one_line([lines.get((code, series), []) for code in codes])
            if line:
                found[unit, position] = line[: request.points]
    return found


def kostra_query(facts: Facts, request: Request, regions: Iterable[str]) -> Query | None:
    """The query for KOSTRA figures; None where there are none for these regions."""
    series = sorted(set(_series_by_position(facts, request.indicators).values()))
    loaded = facts.kept(
        "regions", lambda: frozenset(code for (code,) in facts.rows("SELECT region FROM kostra_regions"))
    )
    with_figures = sorted(set(regions) & loaded)
    if not series or not with_figures:
        return None
    named = {f"region_{number}": region for number, region in enumerate(with_figures)}
    text = statement("kostra.sql").replace("{regions}", ", ".join(f"${name}" for name in named))
    return Query(text, {**named, "series": series, "end": request.as_of.month})


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


def _one_line(lines: Sequence[list[Sums]]) -> list[Sums]:
    """One line through a region's codes: for each period the newest code's value, else its mark."""
    if len(lines) == 1:
        return lines[0]
    chosen: dict[int, Sums] = {}
    for line in lines:
        for figure in line:
            kept = chosen.get(figure.k)
            if kept is None or (kept.num is None and figure.num is not None):
                chosen[figure.k] = figure
    return sorted(chosen.values(), reverse=True)
