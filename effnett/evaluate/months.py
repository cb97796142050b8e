"""The months behind an indicator: sick leave, accounts and activity month by month (docs/semantics.md 5).

They are read from the lines that windows are made of (lines.py), so that they cost no query of their own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple

from effnett.evaluate.lines import read_lines
from effnett.evaluate.queries import Request
from effnett.evaluate.series import flow_series
from effnett.evaluate.shielding import shields_of
from effnett.evaluate.sums import Sums, added_up, exact
from effnett.evaluate.trees import tree_at
from effnett.evaluate.values import scale
from effnett.model.periods import Window
from effnett.model.scorecard import Indicator, Source
from effnett.store.facts import Facts

_MONTHLY: Final = (Source.SICK_LEAVE, Source.ACCOUNTS, Source.ACTIVITY)

Columns = tuple[Any, ...]
"""Months with their numerators and denominators: three lists; none of them for no months."""


class Months(NamedTuple):
    """The months of one indicator and unit, oldest first; those that must not be shown are in `hidden` alone.

    `den` is None where nothing is divided by. Months without a value are left out.
    """

    last: Sequence[int]
    num: Sequence[float]
    den: Sequence[float | None]
    scale: int
    hidden: Sequence[int] = ()

    @property
    def values(self) -> list[float]:
        """Add up first, divide last, month by month."""
        times = self.scale
        return [num * times / (1.0 if den is None else den) for num, den in zip(self.num, self.den, strict=True)]

    def fractions(self) -> list[Fraction]:
        """The values as the decimals they stand for."""
        return [
            exact(num) * self.scale / (1 if den is None else exact(den))
            for num, den in zip(self.num, self.den, strict=True)
        ]


def has_months(indicator: Indicator) -> bool:
    """Whether an indicator is of a kind that is told by months: a flow, and no survey or KOSTRA figure."""
    measure = indicator.measure
    return (
        measure.source in _MONTHLY
        and measure.series != "net_operating_expenditure"
        and indicator.window is not Window.LATEST
    )


def read_months(facts: Facts, request: Request) -> dict[tuple[str, int], Months]:
    """All months up to the as-of, by unit and the indicator's position; what must not be shown is cleared away."""
    wanted = {
        position: [number for number, _ in flow_series(facts, indicator.measure)]
        for position, indicator in enumerate(request.indicators)
        if has_months(indicator)
    }
    lines = read_lines(facts, request, {number for numbers in wanted.values() for number in numbers})
    found: dict[tuple[str, int], Columns] = {}
    for position, numbers in wanted.items():
        for unit in request.shown:
            parts = [line.months for number in numbers if (line := lines.get((unit, number)))]
            columns = _columns(parts, request.as_of.month)
            if columns:
                found[unit, position] = columns
    hidden = _hidden(facts, request, found)
    return {key: _months(request.indicators[key[1]], columns, hidden.get(key, ())) for key, columns in found.items()}


def _hidden(
    facts: Facts, request: Request, found: Mapping[tuple[str, int], Columns]
) -> Mapping[tuple[str, int], Sequence[int]]:
    """The months that must not be shown, of the lines that have any."""
    shields, tree = shields_of(facts, request.indicators), tree_at(facts, request.as_of.month)
    periods = {
        (unit, position): shields[position].hidden(tree, unit) for unit, position in found if position in shields
    }
    return {
        key: [month for month in found[key][0] if (month, 1) in hidden] for key, hidden in periods.items() if hidden
    }


def _columns(parts: Sequence[Columns], end: int) -> Columns:
    """The months up to the as-of; functions of the accounts are added up month by month."""
    there = [part for part in parts if part[0]]
    if not there:
        return ()
    columns = there[0] if len(there) == 1 else _added_up(there)
    if columns[0][-1] <= end:
        return columns
    count = bisect_right(columns[0], end)
    return tuple(column[:count] for column in columns) if count else ()


def _added_up(parts: Iterable[Columns]) -> Columns:
    by_month: dict[int, list[Sums]] = {}
    for part in parts:
        for month, num, den in zip(*part, strict=True):
            by_month.setdefault(month, []).append(Sums(month, num, den))
    whole = [added_up(found) for _, found in sorted(by_month.items())]
    return [sums.k for sums in whole], [sums.num for sums in whole], [sums.den for sums in whole]


def _months(indicator: Indicator, columns: Columns, hidden: Sequence[int]) -> Months:
    """What may be shown of the months. Where one must be divided, it has no value without something to divide by."""
    last, num, den = columns
    times, without = scale(indicator), (0,) if indicator.measure.source is Source.ACTIVITY else (0, None)
    if not hidden and not any(below in den for below in without):
        return Months(last, num, den, times)
    there = [at for at, month in enumerate(last) if den[at] not in without and month not in hidden]
    return Months([last[at] for at in there], [num[at] for at in there], [den[at] for at in there], times, hidden)
