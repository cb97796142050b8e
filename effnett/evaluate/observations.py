"""From the store to sums: one set-based query per source for a whole scorecard (docs/semantics.md 1 to 3).

A series that adds up (sick leave, accounts, activity, surveys) is read from `flow`, which holds the parts
of sums by unit and period; KOSTRA figures are read as published and never added up.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import duckdb

from effnett.evaluate.sums import Sums, sample_variance
from effnett.evaluate.tree import Reads, org_tree, reads
from effnett.model.periods import AsOf, Window
from effnett.model.regions import shipped_region_changes
from effnett.model.scorecard import Indicator, Measure, Source
from effnett.store.facts import Facts


@dataclass(frozen=True)
class Query:
    """One query as it is run, for a person who wants to see where a value comes from."""

    sql: str
    parameters: dict[str, Any]


@dataclass(frozen=True)
class Request:
    """What is asked of the store: these indicators for these units at this as-of, with so many points back."""

    indicators: Sequence[Indicator]
    shown: Sequence[str]
    as_of: AsOf
    points: int = 2


def read_sums(facts: Facts, request: Request) -> dict[tuple[str, int], list[Sums]]:
    """All sums of a request. At most four queries, however many indicators and units there are."""
    cursor = facts.cursor()
    sums: dict[tuple[str, int], list[Sums]] = {}
    who = reads(facts, request.shown, request.as_of.day)
    flow = flow_query(facts, request, who)
    if flow:
        for row in cursor.execute(flow.sql, flow.parameters).fetchall():
            key = row[:2]
            if key in sums:
                sums[key].append(Sums._make(row[2:]))
            else:
                sums[key] = [Sums._make(row[2:])]
        for found in sums.values():
            found.sort(key=_newest_first)
        _add_up_employees(cursor, facts, request, who, sums)
        _put_shares(cursor, facts, request, who, sums)
    _read_kostra(cursor, facts, request, sums)
    return sums


def _newest_first(sums: Sums) -> int:
    return -sums.k


def flow_query(facts: Facts, request: Request, who: Reads) -> Query | None:
    """The query over everything that adds up; None where the scorecard has nothing of the kind loaded."""
    series: list[tuple[int, int, int, int, str]] = []
    for position, indicator in enumerate(request.indicators):
        months = indicator.window.months(request.as_of)
        rest = 12 - months if indicator.window is Window.YEAR_TO_DATE else 0
        series += [(number, position, months, rest, own) for number, own in flow_series(facts, indicator.measure)]
    if not series or not who.shown:
        return None
    columns = [list(column) for column in zip(*series, strict=True)]
    parameters: dict[str, Any] = dict(zip(("series", "measure", "months", "rest", "own_rows"), columns, strict=True))
    parameters |= {"end": request.as_of.month, "points": request.points}
    return with_own_rows("flow.sql", parameters, who)


def with_own_rows(name: str, parameters: dict[str, Any], who: Reads) -> Query:
    """A statement with the rule "own rows or descendants" where some unit has both."""
    text = statement(name).replace("{own_rows}", own_rows_condition(who))
    everything = pairs(who) | parameters
    return Query(text, {key: value for key, value in everything.items() if f"${key}" in text})


def own_rows_condition(who: Reads) -> str:
    """The condition that keeps rows below a unit with rows of its own out; nothing where there can be none."""
    return statement("own_rows.sql") if who.above else ""


def pairs(who: Reads) -> dict[str, Any]:
    """Whose rows are read for whom, as parameters."""
    above = [list(column) for column in zip(*who.above, strict=True)] or [[], [], [], []]
    names = ("shown", "source", "b_shown", "b_source", "b_above", "b_is_shown")
    return dict(zip(names, (who.shown, who.source, *above), strict=True))


@cache
def statement(name: str) -> str:
    """The text of a statement in `sql/`."""
    return (resources.files("effnett.evaluate") / "sql" / name).read_text(encoding="utf-8")


def flow_series(facts: Facts, measure: Measure) -> Sequence[tuple[int, str]]:
    """The numbers of a measure's series, each with what "own rows" is decided by; empty where nothing is loaded."""
    if measure.source is Source.KOSTRA:
        return ()
    known = facts.kept("flow_series", lambda: _flow_series(facts))
    if measure.source is Source.SURVEY:
        parts: Iterable[str] = (measure.question,)
    else:
        parts = measure.functions or ("",)
    found = (known.get((measure.source.value, measure.series, part)) for part in parts)
    return [series for series in found if series]


def _flow_series(facts: Facts) -> dict[tuple[str, str, str], tuple[int, str]]:
    rows = facts.rows("SELECT source, key, part, series, own_rows FROM flow_series")
    return {(source, key, part): (series, own_rows) for source, key, part, series, own_rows in rows}


def _add_up_employees(
    cursor: duckdb.DuckDBPyConnection,
    facts: Facts,
    request: Request,
    who: Reads,
    sums: dict[tuple[str, int], list[Sums]],
) -> None:
    """Replace the smallest unit's employees by the smallest month's sum, where that could decide what is shown."""
    limits = [indicator.min_employees for indicator in request.indicators]
    small = {
        unit
        for (unit, position), found in sums.items()
        if len(who.sources[unit]) > 1 and any(s.employees is not None and s.employees < limits[position] for s in found)
    }
    doubtful = {unit for unit in small if who.above or not _has_large_source(facts, who.sources[unit], max(limits))}
    flow = flow_query(facts, request, who) if doubtful else None
    if flow is not None:
        few = [(unit, source) for unit in sorted(doubtful) for source in who.sources[unit]]
        parameters = flow.parameters | {"shown": [unit for unit, _ in few], "source": [source for _, source in few]}
        query = with_own_rows("employees.sql", parameters, who)
        smallest = {row[:3]: row[3] for row in cursor.execute(query.sql, query.parameters).fetchall()}
    for (unit, position), found in sums.items():
        if unit in doubtful:
            found[:] = [s._replace(employees=smallest.get((unit, position, s.k), s.employees)) for s in found]
        elif unit in small:
            found[:] = [s._replace(employees=None) for s in found]


def _has_large_source(facts: Facts, sources: Sequence[str], limit: int) -> bool:
    """Whether one source alone has employees enough in every month that any of the sources has rows for."""
    extents = facts.kept("employees", lambda: {row[0]: row[1:] for row in facts.rows(_EMPLOYEES)})
    found = [extents[source] for source in sources if source in extents]
    first, last = min(e[1] for e in found), max(e[2] for e in found)
    return any(
        smallest >= limit and unbroken and (start, end) == (first, last) for smallest, start, end, unbroken in found
    )


_EMPLOYEES = """SELECT org_unit, min(employees), min(last), max(last), count(DISTINCT last) = max(last) - min(last) + 1
                FROM flow WHERE employees IS NOT NULL AND bits IS NOT NULL GROUP BY org_unit"""


def share_query(facts: Facts, request: Request, who: Reads) -> Query | None:
    """The query for shares of answers; None where the scorecard has none."""
    wanted = [
        (
            measure.series,
            measure.question,
            position,
            indicator.window.months(request.as_of),
            list(measure.answers),
            own_rows,
        )
        for position, indicator in enumerate(request.indicators)
        if (measure := indicator.measure).source is Source.SURVEY and measure.statistic == "share"
        for _, own_rows in flow_series(facts, measure)
    ]
    if not wanted:
        return None
    names = ("survey", "question", "measure", "months", "answers", "own_rows")
    parameters: dict[str, Any] = dict(zip(names, (list(column) for column in zip(*wanted, strict=True)), strict=True))
    parameters |= {"end": request.as_of.month, "points": request.points}
    return with_own_rows("share.sql", parameters, who)


def _put_shares(
    cursor: duckdb.DuckDBPyConnection,
    facts: Facts,
    request: Request,
    who: Reads,
    sums: dict[tuple[str, int], list[Sums]],
) -> None:
    """Put the number of those who gave one of the answers in place of the sum of answers."""
    query = share_query(facts, request, who)
    if query is None:
        return
    rows = cursor.execute(query.sql, query.parameters).fetchall()
    shares = {(unit, position, k): (chosen, of) for unit, position, k, chosen, of in rows}
    for position in query.parameters["measure"]:
        for unit in request.shown:
            found = sums.get((unit, position), [])
            found[:] = [_as_share(s, shares.get((unit, position, s.k))) for s in found]


def _as_share(sums: Sums, share: tuple[float | None, float | None] | None) -> Sums:
    """A share is known only where every answer behind the mean was counted. Its `squares` is the answers' variance."""
    if sums.num is None:
        return sums
    chosen, of = share or (None, None)
    if of != sums.den:
        return sums._replace(num=None, den=None, covered=None)
    return sums._replace(num=float(chosen or 0), squares=sample_variance(sums))


def kostra_series(facts: Facts, measure: Measure) -> Sequence[int]:
    """The numbers of the loaded KOSTRA series that fit a measure: one where all is well."""
    known = facts.kept(
        "kostra_series", lambda: facts.rows('SELECT series, contents, "table", filters FROM kostra_series')
    )
    return [
        number
        for number, contents, table, filters in known
        if contents == measure.series
        and (not measure.table or not table or table == measure.table)
        and (not measure.filters or dict(measure.filters).items() <= json.loads(filters or "{}").items())
    ]


def region_codes(facts: Facts, region: str, day_year: int) -> Sequence[str]:
    """A region's code and those it was renumbered from, newest first; mergers and splits end the chain."""
    renamed = facts.kept("renamed", lambda: _renamed(facts))
    codes = [region]
    while (before := renamed.get(codes[-1])) and before[0] not in codes and before[1] <= day_year:
        codes.append(before[0])
    return codes


def _renamed(facts: Facts) -> dict[str, tuple[str, int]]:
    """The code before, and the year of the change, by new code: where one code became one other and no more."""
    imported = facts.rows("SELECT old_code, new_code, year(from_date) FROM region_codes WHERE old_code <> new_code")
    shipped = [(change.old_code, change.new_code, change.from_date.year) for change in shipped_region_changes()]
    changes = sorted({*imported, *shipped}, key=lambda change: change[2])
    into: dict[tuple[str, int], set[str]] = {}
    out_of: dict[tuple[str, int], set[str]] = {}
    for old, new, year in changes:
        into.setdefault((old, year), set()).add(new)
        out_of.setdefault((new, year), set()).add(old)
    return {
        new: (old, year) for old, new, year in changes if len(into[(old, year)]) == 1 and len(out_of[(new, year)]) == 1
    }


def kostra_query(facts: Facts, request: Request, regions: Iterable[str]) -> Query | None:
    """The query for KOSTRA figures; None where there are none for these regions."""
    series = sorted(set(_series_by_position(facts, request.indicators).values()))
    loaded = facts.kept(
        "regions", lambda: frozenset(code for (code,) in facts.rows("SELECT DISTINCT region FROM kostra"))
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


def regions_of(facts: Facts, request: Request) -> dict[str, Sequence[str]]:
    """For each shown unit its KOSTRA code, and those it was renumbered from."""
    tree = org_tree(facts)
    return {unit: region_codes(facts, tree.unit(unit).region, request.as_of.year) for unit in request.shown}


def _read_kostra(
    cursor: duckdb.DuckDBPyConnection, facts: Facts, request: Request, sums: dict[tuple[str, int], list[Sums]]
) -> None:
    positions = _series_by_position(facts, request.indicators)
    if not positions:
        return
    regions = regions_of(facts, request)
    query = kostra_query(facts, request, (code for codes in regions.values() for code in codes))
    if query is None:
        return
    lines: dict[tuple[str, int], list[Sums]] = {}
    for region, series, last, span, value, mark, quality in cursor.execute(query.sql, query.parameters).fetchall():
        observation = Sums(last * 16 + span, value, None if value is None else 1.0, quality=quality, mark=mark)
        lines.setdefault((region, series), []).append(observation)
    for unit, codes in regions.items():
        for position, series in positions.items():
            found = _one_line([lines.get((code, series), []) for code in codes])
            if found:
                sums[(unit, position)] = found[: request.points]


def _one_line(lines: Sequence[list[Sums]]) -> list[Sums]:
    """One line through a region's codes: for each period the newest code's value, else its mark."""
    if len(lines) == 1:
        return lines[0]
    chosen: dict[int, Sums] = {}
    for line in lines:
        for observation in line:
            kept = chosen.get(observation.k)
            if kept is None or (kept.num is None and observation.num is not None):
                chosen[observation.k] = observation
    return sorted(chosen.values(), key=lambda observation: -observation.k)
