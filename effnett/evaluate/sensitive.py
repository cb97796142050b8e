"""Periods in which somebody is few: whose rows there are, and how many people a sum of them is of."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from effnett.evaluate.leaks import Support
from effnett.evaluate.queries import statement
from effnett.evaluate.series import known_series
from effnett.evaluate.small import ALL_ALIKE_BELOW, are_alike
from effnett.evaluate.sums import Sums
from effnett.model.scorecard import Source
from effnett.store.facts import Facts

When = tuple[int, int]
"""A period: the index of its last month and its span in months."""

_TERTIAL = 4


class Group(NamedTuple):
    """What is hidden together: all sick leave, or a question of a survey whatever is asked of it."""

    source: Source
    survey: str = ""
    question: str = ""
    scale: tuple[float, float] | None = None

    @property
    def own_rows(self) -> str:
        """What "own rows or descendants" is decided by."""
        return f"{self.source.value}/{self.survey}" if self.survey else self.source.value

    def series(self, facts: Facts) -> list[int]:
        """The numbers of the series that are loaded."""
        return [
            number
            for (source, key, part), (number, _) in known_series(facts).items()
            if source == self.source.value and (not self.survey or (key, part) == (self.survey, self.question))
        ]


@dataclass(frozen=True)
class Period:
    """The rows of one period: the units that have some, by series, and what a sum over units is of.

    `people` gives the number of people, and whether they are too few. Periods of one `pattern` are alike.
    """

    when: When
    units: Mapping[int, Support]
    people: Callable[[Support], tuple[float, bool]]
    pattern: Hashable


def periods(facts: Facts, group: Group, limit: int) -> Iterator[Period]:
    """The periods of a group in which some unit's rows are of fewer than the limit, or all alike."""
    series = group.series(facts)
    if not series:
        return iter(())
    return (
        _months(facts, series, limit) if group.source is Source.SICK_LEAVE else _waves(facts, series[0], group, limit)
    )


def _rows(facts: Facts, name: str, series: Iterable[int], limit: int) -> list[tuple[Any, ...]]:
    text = statement(name).replace("{series}", ", ".join(map(str, series)))
    return facts.rows(text, {"limit": limit} | ({"first": min(series)} if "$first" in text else {}))


_Month = tuple[tuple[str, int, int], ...]
"""The rows of a month: unit, employees, and a bit for each series it has rows in, the first series' the lowest."""


def _months(facts: Facts, series: Sequence[int], limit: int) -> Iterator[Period]:
    """Sick leave. The employees of a unit are those of its smallest month in the tertial, so that one sibling is
    hidden for the whole of it; too few is said of the month itself."""
    months: dict[int, list[tuple[str, int, int]]] = {}
    for columns in _rows(facts, "small_leave.sql", series, limit):
        for last, *row in zip(*map(json.loads, columns), strict=True):
            months.setdefault(last, []).append((row[0], row[1], row[2]))
    tertials: dict[int, set[_Month]] = {}
    for last, rows in months.items():
        tertials.setdefault(last // _TERTIAL, set()).add(tuple(rows))
    alike: dict[Hashable, Period] = {}
    for last, rows in months.items():
        pattern = (tuple(rows), frozenset(tertials[last // _TERTIAL]))
        if pattern not in alike:
            alike[pattern] = _month((last, 1), *pattern, series, limit)
        if any(employees < limit for _, employees, _ in rows):
            yield replace(alike[pattern], when=(last, 1))


def _month(when: When, rows: _Month, tertial: frozenset[_Month], series: Sequence[int], limit: int) -> Period:
    counts = [{unit: employees for unit, employees, _ in month} for month in tertial]
    this = {unit: employees for unit, employees, _ in rows}

    def people(units: Support) -> tuple[float, bool]:
        sizes = [sum(month[unit] for unit in units & month.keys()) for month in counts if units & month.keys()]
        return min(sizes), sum(this[unit] for unit in units) < limit

    first = min(series)
    units = {one: frozenset(unit for unit, _, bits in rows if bits >> (one - first) & 1) for one in series}
    return Period(when, units, people, (rows, tertial))


_Answers = tuple[float, float, float]
"""The sum of some answers, their number, and the sum of their squares."""


def _waves(facts: Facts, series: int, group: Group, limit: int) -> Iterator[Period]:
    """A survey's question, wave by wave."""
    for when, rows in _small_waves(facts, max(limit, ALL_ALIKE_BELOW)).get(series, {}).items():
        if any(_few(answers, group, limit) for answers in rows.values()):
            yield _wave(when, rows, series, group, limit)


def _small_waves(facts: Facts, limit: int) -> Mapping[int, Mapping[When, Mapping[str, _Answers]]]:
    """The answers by series, period and unit, of all questions and periods that some unit has few answers to."""

    def read() -> dict[int, dict[When, dict[str, _Answers]]]:
        found: dict[int, dict[When, dict[str, _Answers]]] = {}
        surveys = [number for (source, _, _), (number, _) in known_series(facts).items() if source == "survey"]
        for one, last, span, *columns in _rows(facts, "small_surveys.sql", surveys, limit):
            units, *answers = map(json.loads, columns)
            found.setdefault(one, {})[last, span] = dict(zip(units, zip(*answers, strict=True), strict=True))
        return found

    return facts.kept(("small waves", limit), read)


def _wave(when: When, rows: Mapping[str, _Answers], series: int, group: Group, limit: int) -> Period:
    many = max(limit, ALL_ALIKE_BELOW)

    def people(units: Support) -> tuple[float, bool]:
        parts = [rows[unit] for unit in units]
        n = sum([part[1] for part in parts])
        if n >= many:
            return n, False
        num, den, squares = parts[0] if len(parts) == 1 else map(math.fsum, zip(*parts, strict=True))
        return n, _few((num, den, squares), group, limit)

    return Period(when, {series: frozenset(rows)}, people, (series, when))


def _few(answers: _Answers, group: Group, limit: int) -> bool:
    _, n, _ = answers
    return n < limit or (n < ALL_ALIKE_BELOW and are_alike(Sums(0, *answers), group.scale))
