"""Periods in which somebody is few: whose rows there are, and how many people a sum of them is of."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from effnett.evaluate.leaks import Support
from effnett.evaluate.queries import statement
from effnett.evaluate.small import ALL_ALIKE_BELOW, are_alike
from effnett.evaluate.sums import Sums
from effnett.model.scorecard import Source
from effnett.store.facts import Facts

When = tuple[int, int]
"""A period: the index of its last month and its span in months."""

_TERTIAL = 4


class Group(NamedTuple):
    """What is hidden together: some series, and the limit and the scale that they are judged by."""

    source: Source
    own_rows: str
    series: tuple[int, ...]
    limit: int
    scale: tuple[float, float] | None = None


@dataclass(frozen=True)
class Period:
    """The rows of one period: the units that have some, by series, and what a sum over units is of.

    `people` gives the number of people, and whether they are too few. Periods of one `pattern` are alike.
    """

    when: When
    units: Mapping[int, Support]
    people: Callable[[Support], tuple[float, bool]]
    pattern: Hashable


def periods(facts: Facts, group: Group) -> Iterator[Period]:
    """The periods of a group in which some unit's rows are of few."""
    if not group.series:
        return iter(())
    return _months(facts, group) if group.source is Source.SICK_LEAVE else _waves(facts, group)


def _rows(facts: Facts, name: str, group: Group, limit: int) -> list[tuple[Any, ...]]:
    text = statement(name).replace("{series}", ", ".join(map(str, group.series)))
    return facts.rows(text, {"limit": limit})


_Month = tuple[tuple[str, int, tuple[int, ...]], ...]
"""The rows of a month: unit, employees, and the series it has rows in."""


def _months(facts: Facts, group: Group) -> Iterator[Period]:
    """Sick leave. The employees of a unit are those of its smallest month in the tertial, so that one sibling is
    hidden for the whole of it; too few is said of the month itself."""
    months: dict[int, list[tuple[str, int, tuple[int, ...]]]] = {}
    for last, unit, employees, series in _rows(facts, "small_leave.sql", group, group.limit):
        months.setdefault(last, []).append((unit, employees, tuple(series)))
    tertials: dict[int, list[_Month]] = {}
    for last, rows in months.items():
        tertials.setdefault(last // _TERTIAL, []).append(tuple(rows))
    for last, found in months.items():
        if any(employees < group.limit for _, employees, _ in found):
            yield _month((last, 1), tuple(found), tertials[last // _TERTIAL], group)


def _month(when: When, rows: _Month, tertial: list[_Month], group: Group) -> Period:
    counts = [{unit: employees for unit, employees, _ in month} for month in tertial]
    this = {unit: employees for unit, employees, _ in rows}

    def people(units: Support) -> tuple[float, bool]:
        sizes = [sum(month[unit] for unit in units & month.keys()) for month in counts if units & month.keys()]
        return min(sizes), sum(this[unit] for unit in units) < group.limit

    units = {one: frozenset(unit for unit, _, series in rows if one in series) for one in group.series}
    return Period(when, units, people, (rows, frozenset(tertial)))


def _waves(facts: Facts, group: Group) -> Iterator[Period]:
    """A survey's question, wave by wave."""
    waves: dict[When, dict[str, Sums]] = {}
    for _, last, span, unit, num, den, squares in _rows(
        facts, "small_surveys.sql", group, max(group.limit, ALL_ALIKE_BELOW)
    ):
        waves.setdefault((last, span), {})[unit] = Sums(0, num, den, squares)
    for when, rows in waves.items():
        if any(_few(sums, group) for sums in rows.values()):
            yield _wave(when, rows, group)


def _wave(when: When, rows: Mapping[str, Sums], group: Group) -> Period:
    def people(units: Support) -> tuple[float, bool]:
        parts = [rows[unit] for unit in units]
        columns = zip(*((part.num or 0.0, part.den or 0.0, part.squares or 0.0) for part in parts), strict=True)
        total = Sums(0, *map(sum, columns))
        return total.den or 0.0, _few(total, group)

    return Period(when, dict.fromkeys(group.series, frozenset(rows)), people, (group.series, when))


def _few(sums: Sums, group: Group) -> bool:
    n = sums.den or 0.0
    return n < group.limit or (n < ALL_ALIKE_BELOW and are_alike(sums, group.scale))
