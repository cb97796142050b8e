"""Reading what adds up: sick leave, accounts, activity and surveys, from the parts of sums by unit and period.

One query for a whole scorecard, whatever the number of indicators and units; one more for shares of answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

import duckdb

from effnett.evaluate.lines import Line, read_lines, shut_series
from effnett.evaluate.queries import Query, Request, assembled, query
from effnett.evaluate.series import flow_series, known_series, own_rows_of
from effnett.evaluate.sums import Lines, Sums, added_up, sample_variance
from effnett.evaluate.tree import Reads
from effnett.model.periods import Window
from effnett.model.scorecard import Indicator, Source
from effnett.store.facts import Facts

Found = dict[int, Lines]
"""The sums of indicators by their positions, each unit's where it stands among those shown."""

_Read = dict[tuple[str, int], list[Sums]]
"""Sums by unit and series, as they are read."""

Round = dict[int, tuple[int, int]]
"""By series, the months of its window and of the rest of the year. Two windows of one series take two rounds."""


def read_flow(cursor: duckdb.DuckDBPyConnection, facts: Facts, request: Request, who: Reads) -> Found:
    """The sums of every indicator that adds up, by the indicator's position, newest first.

    Where rows of a unit may shut out those of another, what is added up depends on the window, and the database adds
    up for each; elsewhere a window is a stretch of a line that is kept with the facts.
    """
    answer: Found = {}
    numbers = _numbers(facts, request)
    shut = shut_series(facts, who)
    free = [position for position, asked in numbers.items() if not shut.intersection(asked)]
    lines = read_lines(facts, request, {number for position in free for number in numbers[position]})
    for position in free:
        of_series = [[lines.get((unit, number)) for unit in request.shown] for number in numbers[position]]
        answer[position] = _cut(of_series, _asked_for(request, request.indicators[position].window))
    asked = any(position not in free or is_share(request.indicators[position]) for position in numbers)
    for wanted, positions in rounds(facts, request) if asked else ():
        counted = [position for position in positions if position not in free]
        if counted:
            _add_up(cursor, facts, request, who, wanted, counted, answer)
        _put_shares(cursor, facts, request, who, wanted, positions, answer)
    return answer


def _numbers(facts: Facts, request: Request) -> dict[int, list[int]]:
    """The series of each indicator that adds up, by position."""
    found = {
        position: [number for number, _ in flow_series(facts, indicator.measure)]
        for position, indicator in enumerate(request.indicators)
    }
    return {position: numbers for position, numbers in found.items() if numbers}


class _AskedFor(NamedTuple):
    """The windows of an indicator, as `Line.windows` takes them; no months for observations as they are, then so many
    of them (None for all)."""

    end: int
    months: int
    points: int
    rests: int
    newest: int | None


def _asked_for(request: Request, window: Window) -> _AskedFor:
    months = window.months(request.as_of)
    rests = request.rests if window is Window.YEAR_TO_DATE else 0
    return _AskedFor(request.as_of.month, months, request.points, rests, None if request.whole else request.points)


def _cut(of_series: Sequence[Sequence[Line | None]], asked_for: _AskedFor) -> Lines:
    """The sums of a window for each unit, of its lines of one series or more: functions of the accounts."""
    if len(of_series) == 1:
        return [_of_line(line, asked_for) if line else () for line in of_series[0]]
    return [_of_lines(parts, asked_for) for parts in zip(*of_series, strict=True)]


def _of_lines(lines: Iterable[Line | None], asked_for: _AskedFor) -> list[Sums]:
    """The sums of a window over some lines, functions of the accounts, newest first."""
    known = [line for line in lines if line]
    if len(known) == 1:
        return _of_line(known[0], asked_for)
    return _sum_of(_of_line(line, asked_for) for line in known)


def _of_line(line: Line, asked_for: _AskedFor) -> list[Sums]:
    end, months, points, rests, newest = asked_for
    return line.windows(end, months, points, rests) if months else line.until(end, newest)


def _add_up(
    cursor: duckdb.DuckDBPyConnection,
    facts: Facts,
    request: Request,
    who: Reads,
    wanted: Round,
    positions: Sequence[int],
    answer: Found,
) -> None:
    """Let the database add up, window by window, for some indicators of one round."""
    asked = flow_query(facts, request, who, wanted)
    found: _Read = {}
    sums_of = Sums._make
    for row in cursor.execute(asked.sql, asked.parameters).fetchall():
        found.setdefault(row[:2], []).append(sums_of(row[2:]))
    for position in positions:
        numbers = [number for number, _ in flow_series(facts, request.indicators[position].measure)]
        of_units = ([found[unit, number] for number in numbers if (unit, number) in found] for unit in request.shown)
        # By k, which no two have in common.
        answer[position] = [
            _sum_of(parts) if len(parts) > 1 else sorted(*parts, reverse=True) if parts else () for parts in of_units
        ]


def rounds(facts: Facts, request: Request) -> list[tuple[Round, list[int]]]:
    """The series and windows asked for, with the positions of the indicators that ask: one round, mostly."""
    found: list[tuple[Round, list[int]]] = []
    for position, numbers in _numbers(facts, request).items():
        window = request.indicators[position].window
        months = window.months(request.as_of)
        rest = 12 - months if window is Window.YEAR_TO_DATE else 0
        wanted = dict.fromkeys(numbers, (months, rest))
        for taken, positions in found:
            if all(taken.get(number, one) == one for number, one in wanted.items()):
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


def _sum_of(lines: Iterable[Iterable[Sums]]) -> list[Sums]:
    """The sums of several series, functions of the accounts, added up window by window, newest first."""
    by_window: dict[int, list[Sums]] = {}
    for sums in chain.from_iterable(lines):
        by_window.setdefault(sums.k, []).append(sums)
    return [added_up(by_window[k]) for k in sorted(by_window, reverse=True)]


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
        answer[position] = [
            [_as_share(sums, counts.get((unit, number, sums.k), {}), measure.answers) for sums in line]
            for unit, line in zip(request.shown, answer[position], strict=True)
        ]


def _as_share(sums: Sums, counts: dict[float, int], answers: Sequence[float]) -> Sums:
    """A share is known only where every answer behind the mean was counted. Its `squares` is the answers' variance."""
    if sums.num is None:
        return sums
    if sum(counts.values()) != sums.den:
        return sums._replace(num=None, den=None, covered=None, grade=None)
    chosen = float(sum(counts.get(given, 0) for given in set(answers)))
    return sums._replace(num=chosen, squares=sample_variance(sums))
