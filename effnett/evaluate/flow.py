"""Reading what adds up: sick leave, accounts, activity and surveys, from the parts of sums by unit and period.

One query for a whole scorecard, whatever the number of indicators and units; one more for shares of answers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import duckdb

from effnett.evaluate.queries import Query, Request, assembled, query
from effnett.evaluate.sums import Sums, added_up, sample_variance
from effnett.evaluate.tree import Reads
from effnett.model.periods import Window
from effnett.model.scorecard import Indicator, Measure, Source
from effnett.store.facts import Facts

Found = dict[tuple[str, int], list[Sums]]
"""Sums by unit and a number: of a series as they are read, of an indicator's position as they are given."""

Round = dict[int, tuple[int, int]]
"""By series, the months of its window and of the rest of the year. Two windows of one series take two rounds."""


def read_flow(cursor: duckdb.DuckDBPyConnection, facts: Facts, request: Request, who: Reads) -> Found:
    """The sums of every indicator that adds up, by unit and the indicator's position, newest first."""
    answer: Found = {}
    for wanted, positions in rounds(facts, request):
        asked = flow_query(facts, request, who, wanted)
        found: Found = {}
        sums_of = Sums._make
        for row in cursor.execute(asked.sql, asked.parameters).fetchall():
            found.setdefault(row[:2], []).append(sums_of(row[2:]))
        for position in positions:
            numbers = [number for number, _ in flow_series(facts, request.indicators[position].measure)]
            for unit in request.shown:
                line = found.get((unit, numbers[0]), []) if len(numbers) == 1 else _sum_of(found, unit, numbers)
                if line:
                    line.sort(reverse=True)  # newest first: by k, which no two have in common
                    answer[unit, position] = line
        _put_shares(cursor, facts, request, who, wanted, positions, answer)
    return answer


def rounds(facts: Facts, request: Request) -> list[tuple[Round, list[int]]]:
    """The series and windows asked for, with the positions of the indicators that ask: one round, mostly."""
    found: list[tuple[Round, list[int]]] = []
    for position, indicator in enumerate(request.indicators):
        months = indicator.window.months(request.as_of)
        rest = 12 - months if indicator.window is Window.YEAR_TO_DATE else 0
        wanted = dict.fromkeys((number for number, _ in flow_series(facts, indicator.measure)), (months, rest))
        if not wanted:
            continue
        for taken, positions in found:
            if all(taken.get(number, window) == window for number, window in wanted.items()):
                taken |= wanted
                positions.append(position)
                break
        else:
            found.append((wanted, [position]))
    return found


def flow_query(facts: Facts, request: Request, who: Reads, wanted: Round) -> Query:
    """The query of one round."""
    return _query("flow.sql", facts, request, who, wanted)


def _query(name: str, facts: Facts, request: Request, who: Reads, wanted: Round) -> Query:
    """A query of one round. Series' numbers and months are ours, and stand in the text: so there is less to plan."""
    parameters: dict[str, Any] = {"end": request.as_of.month, "points": request.points, "rests": request.rests}
    known = known_series(facts)
    if who.above:
        parameters["own_rows"] = own_rows_of(facts, wanted)
    only = f" AND f.series IN ({', '.join(map(str, wanted))})" if len(known) > 2 * len(wanted) else ""
    months = _by_series({number: window for number, (window, _) in wanted.items()})
    rest = _by_series({number: left for number, (_, left) in wanted.items()})
    return query(assembled(name, who, months, rest, only), parameters, who)


def _by_series(numbers: Mapping[int, int]) -> str:
    """An expression for a number by series. Series of one source stand together, so it is short; of a series
    that nobody asks for it says whatever its neighbour has."""
    last: dict[int, int] = {}
    for series in sorted(numbers):
        if last and last[max(last)] == numbers[series]:
            last[series] = last.pop(max(last))
        else:
            last[series] = numbers[series]
    *firsts, (_, final) = last.items()
    cases = " ".join(f"WHEN f.series <= {series} THEN {number}" for series, number in firsts)
    return f"(CASE {cases} ELSE {final} END)" if cases else str(final)


def flow_series(facts: Facts, measure: Measure) -> Sequence[tuple[int, str]]:
    """The numbers of a measure's series, each with what "own rows" is decided by; empty where nothing is loaded."""
    if measure.source is Source.KOSTRA:
        return ()
    known = known_series(facts)
    parts: Iterable[str] = (measure.question,) if measure.source is Source.SURVEY else measure.functions or ("",)
    found = (known.get((measure.source.value, measure.series, part)) for part in parts)
    return [series for series in found if series]


def own_rows_of(facts: Facts, numbers: Collection[int]) -> list[str | None]:
    """What "own rows" is decided by, for some series: at each one's number, counted from 1."""
    found: list[str | None] = [None] * max(numbers)
    for number, own in known_series(facts).values():
        if number in numbers:
            found[number - 1] = own
    return found


def known_series(facts: Facts) -> dict[tuple[str, str, str], tuple[int, str]]:
    """By source, key and part: the number of every loaded series, and what "own rows" is decided by."""
    sql = "SELECT source, key, part, series, own_rows FROM flow_series"
    return facts.kept("flow_series", lambda: {row[:3]: row[3:] for row in facts.rows(sql)})


def _sum_of(found: Found, unit: str, numbers: Sequence[int]) -> list[Sums]:
    """The sums of several series, functions of the accounts, added up window by window."""
    by_window: dict[int, list[Sums]] = {}
    for number in numbers:
        for sums in found.get((unit, number), ()):
            by_window.setdefault(sums.k, []).append(sums)
    return [added_up(parts) for parts in by_window.values()]


def is_share(indicator: Indicator) -> bool:
    """Whether an indicator is a share of a survey's answers."""
    return indicator.measure.source is Source.SURVEY and indicator.measure.statistic == "share"


def _put_shares(
    cursor: duckdb.DuckDBPyConnection,
    facts: Facts,
    request: Request,
    who: Reads,
    wanted: Round,
    positions: Sequence[int],
    answer: Found,
) -> None:
    """Put the number of those who gave one of the answers in place of the sum of answers."""
    shares = [position for position in positions if is_share(request.indicators[position])]
    if not shares:
        return
    counted = _query("share.sql", facts, request, who, wanted)
    counts: dict[tuple[str, int, int], dict[float, int]] = {}
    for unit, series, k, given, respondents in cursor.execute(counted.sql, counted.parameters).fetchall():
        counts.setdefault((unit, series, k), {})[given] = respondents
    for position in shares:
        measure = request.indicators[position].measure
        number = flow_series(facts, measure)[0][0]
        for unit in request.shown:
            line = answer.get((unit, position), [])
            answer[unit, position] = [_as_share(s, counts.get((unit, number, s.k), {}), measure.answers) for s in line]


def _as_share(sums: Sums, counts: dict[float, int], answers: Sequence[float]) -> Sums:
    """A share is known only where every answer behind the mean was counted. Its `squares` is the answers' variance."""
    if sums.num is None:
        return sums
    if sum(counts.values()) != sums.den:
        return sums._replace(num=None, den=None, covered=None, grade=None)
    chosen = float(sum(counts.get(given, 0) for given in set(answers)))
    return sums._replace(num=chosen, squares=sample_variance(sums))
