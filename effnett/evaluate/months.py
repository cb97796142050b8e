"""The months behind an indicator: sick leave, accounts and activity month by month (docs/semantics.md 5).

One query for all series and units of a scorecard, and none the next time: sums by month are kept with the facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple

from effnett.evaluate.flow import Found, flow_series, own_rows_of
from effnett.evaluate.queries import Query, Request, assembled, query
from effnett.evaluate.shielding import clear
from effnett.evaluate.sums import HIDDEN, Sums, added_up, exact
from effnett.evaluate.tree import Reads, reads, reads_epoch
from effnett.evaluate.values import scale
from effnett.model.periods import Window
from effnett.model.scorecard import Indicator, Source
from effnett.store.facts import Facts

_MONTHLY: Final = (Source.SICK_LEAVE, Source.ACCOUNTS, Source.ACTIVITY)
_SHIELDED: Final = (Source.SICK_LEAVE,)
"""The sources whose months can be of too few people to be shown."""

Kept = dict[tuple[str, int], tuple[list[Any], ...]]
"""By unit and series, its months with their numerators, denominators and employees: four lists; none for no months."""


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
    kept = _kept(facts, request, {number for numbers in wanted.values() for number in numbers})
    found: dict[tuple[str, int], Months] = {}
    shielded: Found = {}
    for position, numbers in wanted.items():
        indicator = request.indicators[position]
        for unit in request.shown:
            columns = _columns([kept.get((unit, number), ()) for number in numbers], request.as_of.month)
            if columns and indicator.measure.source in _SHIELDED:
                shielded[unit, position] = _as_sums(columns)
            elif columns:
                found[unit, position] = _with_values(columns, scale(indicator))
    clear(shielded, request.indicators)
    for key, line in shielded.items():
        found[key] = _shown(line, scale(request.indicators[key[1]]))
    return found


def _kept(facts: Facts, request: Request, numbers: set[int]) -> Kept:
    """The sums by month of these series for these units: what is not known yet is read, all of it at once.

    They are the same at every as-of between two ends of units.
    """
    kept: Kept = facts.kept(("months", reads_epoch(facts, request.as_of.day)), dict)
    missing = [(unit, number) for unit in request.shown for number in numbers if (unit, number) not in kept]
    if missing:
        units = list(dict.fromkeys(unit for unit, _ in missing))
        who = reads(facts, units, request.as_of.day)
        read: Kept = dict.fromkeys(missing, ())
        if who.shown:
            asked = months_query(facts, who, sorted({number for _, number in missing}))
            rows = facts.cursor().execute(asked.sql, asked.parameters).fetchall()
            read.update((row[:2], row[2:]) for row in rows)
        kept.update(read)
    return kept


def months_query(facts: Facts, who: Reads, numbers: Sequence[int]) -> Query:
    """The query for the sums by month of some series."""
    parameters: dict[str, Any] = {"own_rows": own_rows_of(facts, numbers)} if who.above else {}
    only = f" AND f.series IN ({', '.join(map(str, numbers))})"
    return query(assembled("months.sql", who, "1", only=only), parameters, who)


def _columns(parts: Sequence[tuple[list[Any], ...]], end: int) -> tuple[Sequence[Any], ...]:
    """The months up to the as-of; functions of the accounts are added up month by month."""
    there = [part for part in parts if part]
    if not there:
        return ()
    columns = there[0] if len(there) == 1 else _added_up(there)
    if columns[0][-1] <= end:
        return columns
    count = sum(month <= end for month in columns[0])
    return tuple(column[:count] for column in columns) if count else ()


def _added_up(parts: Iterable[tuple[list[Any], ...]]) -> tuple[Sequence[Any], ...]:
    by_month: dict[int, list[Sums]] = {}
    for part in parts:
        for sums in _as_sums(part):
            by_month.setdefault(sums.k, []).append(sums)
    whole = [added_up(found) for _, found in sorted(by_month.items())]
    return (
        [sums.k >> 4 for sums in whole],
        [sums.num for sums in whole],
        [sums.den for sums in whole],
        [None] * len(whole),
    )


def _as_sums(columns: Sequence[Sequence[Any]]) -> list[Sums]:
    """Each month as an observation (`k`), which shielding knows how to judge."""
    return [
        Sums(last * 16 + 1, num, den, employees=employees, covered=1)
        for last, num, den, employees in zip(*columns, strict=True)
    ]


def _with_values(columns: Sequence[Sequence[Any]], times: int) -> Months:
    """A month whose denominator is 0 has no value."""
    last, num, den, _ = columns
    if 0 not in den:
        return Months(last, num, den, times)
    there = [at for at, below in enumerate(den) if below != 0]
    return Months([last[at] for at in there], [num[at] for at in there], [den[at] for at in there], times)


def _shown(line: Sequence[Sums], times: int) -> Months:
    """The months that may be shown, and which those are that may not."""
    shown = [sums for sums in line if sums.num is not None and sums.den]
    return Months(
        [sums.k >> 4 for sums in shown],
        [sums.num or 0.0 for sums in shown],
        [sums.den for sums in shown],
        times,
        [sums.k >> 4 for sums in line if sums.grade == HIDDEN],
    )
