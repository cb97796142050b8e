"""Monthly sick leave and accounts of a municipality's units, with yearly sums that are given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from random import Random

from demo.numbers import apportion, month_key, months, noise
from demo.units import DemoUnit

SICK_LEAVE_COLUMNS = (
    "org_unit,month,agreed_days,self_certified_days,doctor_certified_days,short_term_days,long_term_days,employees"
)
ACCOUNTS_COLUMNS = "org_unit,month,function,account,budget,actual,quality"
ACTIVITY_COLUMNS = "measure,period,org_unit,numerator,denominator"

SEASON = (1.10, 1.13, 1.09, 0.98, 0.96, 0.94, 0.80, 0.90, 0.99, 1.02, 1.07, 1.01)
"""Sick leave by month against the year."""
WORK = (1.02, 0.96, 1.05, 0.94, 0.93, 1.01, 0.74, 0.97, 1.04, 1.06, 1.02, 0.92)
"""Agreed days by month against the year."""
PAYROLL, OTHER = "010", "200"
PAYROLL_SHARE = 0.68

Cell = tuple[DemoUnit, int, int]


def _cells(units: Sequence[DemoUnit], year: int) -> list[Cell]:
    return [(unit, year, month) for unit in units for y, month in months(year, year) if unit.exists(y, month)]


def sick_leave(
    units: Sequence[DemoUnit], agreed: Mapping[int, int], percent: Mapping[int, Fraction], seed: str
) -> Iterator[list[object]]:
    """Rows of `sick_leave.csv`: each year's lost days are exactly the given percentage of its agreed days."""
    rng = Random(seed)
    for year, days in agreed.items():
        lost = days * percent[year] / 100
        if lost.denominator != 1:
            raise ValueError(f"{percent[year]} % of {days} days is no whole number of days")
        cells = _cells(units, year)
        at_work = apportion(days, [unit.employees * WORK[month - 1] * noise(rng, 0.02) for unit, _, month in cells])
        away = apportion(
            int(lost),
            [
                n * unit.sick * SEASON[month - 1] * _drift(year, month) * noise(rng, 0.13)
                for n, (unit, _, month) in zip(at_work, cells, strict=True)
            ],
        )
        for cell, n, gone in zip(cells, at_work, away, strict=True):
            yield _sick_leave_row(rng, cell, n, gone)


def _drift(year: int, month: int) -> float:
    """In 2009 sick leave rises through spring and summer."""
    return 1 + 0.012 * (month - 4) if year == 2009 else 1.0


def _sick_leave_row(rng: Random, cell: Cell, agreed: int, lost: int) -> list[object]:
    unit, year, month = cell
    self_certified, doctor_certified = apportion(lost, [0.2 * noise(rng, 0.2), 0.8])
    within_16_days, over = apportion(doctor_certified, [0.22 * noise(rng, 0.3), 0.78])
    employees = unit.employees if unit.employees < 10 else round(unit.employees * noise(rng, 0.03))
    short = self_certified + within_16_days
    return [unit.code, month_key(year, month), agreed, self_certified, doctor_certified, short, over, employees]


def accounts(
    units: Sequence[DemoUnit],
    budget: Mapping[int, int],
    percent: Mapping[int, Fraction],
    quality: Mapping[int, str],
    seed: str,
) -> Iterator[list[object]]:
    """Rows of `accounts.csv`: each year's actual is exactly the given percentage of its budget."""
    rng = Random(seed)
    for year, kroner in budget.items():
        spent = kroner * percent[year] / 100
        if spent.denominator != 1:
            raise ValueError(f"{percent[year]} % of {kroner} kr is no whole number of kr")
        lines = [
            (cell, function, account, cell[0].budget * share * part)
            for cell in _cells(units, year)
            for function, share in cell[0].functions.items()
            for account, part in ((PAYROLL, PAYROLL_SHARE), (OTHER, 1 - PAYROLL_SHARE))
        ]
        planned = apportion(kroner, [weight for *_, weight in lines])
        used = apportion(
            int(spent),
            [
                n * _spending(cell, account) * noise(rng, 0.035)
                for n, (cell, _, account, _) in zip(planned, lines, strict=True)
            ],
        )
        for ((unit, _, month), function, account, _), n, actual in zip(lines, planned, used, strict=True):
            row = [unit.code, month_key(year, month), function, account, n, actual]
            yield [*row, quality.get(year, "final")]


def _spending(cell: Cell, account: str) -> float:
    """What a unit spends of its budget; overspending has grown year by year to what it is in 2009."""
    unit, year, _ = cell
    grown = {2009: 1.0, 2008: 0.7, 2007: 0.4}.get(year, 0.2)
    return (1 + (unit.spending - 1) * grown) * (1.004 if account == PAYROLL else 1.0)


def payroll(rows: Sequence[Sequence[object]], measure: str) -> Iterator[list[object]]:
    """Rows of `activity.csv`: payroll against its budget per unit and month, added up from rows of the accounts."""
    sums: dict[tuple[object, object], list[int]] = {}
    for unit, month, _, account, budget, actual, _ in rows:
        if account == PAYROLL and isinstance(budget, int) and isinstance(actual, int):
            found = sums.setdefault((unit, month), [0, 0])
            found[0] += actual
            found[1] += budget
    for (unit, month), (actual, budget) in sums.items():
        yield [measure, month, unit, actual, budget]


def measures(
    planned: Mapping[str, int], carried_out: Mapping[int, Sequence[int]], measure: str, seed: str
) -> Iterator[list[object]]:
    """Rows of `activity.csv`: measures carried out so far this year, of those planned for the year, by tertial."""
    rng = Random(seed)
    for year, so_far in carried_out.items():
        pace = [n * noise(rng, 0.4) for n in planned.values()]
        done = [0] * len(pace)
        for tertial, total in enumerate(so_far, start=1):
            done = _carry_out(done, list(planned.values()), pace, total)
            for unit, n in zip(planned, done, strict=True):
                yield [measure, f"{year}-T{tertial}", unit, n, planned[unit]]


def _carry_out(done: list[int], planned: list[int], pace: list[float], total: int) -> list[int]:
    """Carry out one measure at a time, where most is left against the pace, until so many are done in all."""
    done = list(done)
    while sum(done) < total:
        left = [at for at in range(len(done)) if done[at] < planned[at]]
        done[max(left, key=lambda at: (pace[at] * (1 - done[at] / planned[at]), -at))] += 1
    return done
