"""Lines over the years: the unit's own value and the group's median of each, without everybody's in between.

Each year's group is that year's. Published figures are put together in the database: a page draws dozens of lines of
hundreds of units, and shows no more than two numbers a year of them (docs/semantics.md 8).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from effnett.compare.comparison import Asked, compare_all
from effnett.compare.figures import is_published, line_of, statement
from effnett.compare.groups import peers_of
from effnett.model.comparison import Peer
from effnett.model.scorecard import Indicator
from effnett.store.facts import Facts


class YearPoint(NamedTuple):
    """A year of a line. The median is None where nobody else has a value."""

    year: int
    own: float | None
    median: float | None


Present = Mapping[int, frozenset[str]]
"""The regions with a figure in each year."""


_REGIONS: Final = "SELECT region FROM kostra_regions ORDER BY region"
_PART: Final = 512
"""How many regions a row of `kostra_present` tells of."""

_FIGURES: Final = """
    SELECT k.series, k.last, k.value, m.ours, m.unit, m.age
    FROM ({read}) k
    JOIN (SELECT unnest($regions) AS region, unnest($lasts) AS last, unnest($ours) AS ours,
                 unnest($units) AS unit, unnest($ages) AS age) m
      ON m.region = k.region AND m.last = k.last"""
_NEWEST: Final = """
    SELECT series, last, arg_min(value, age) AS value, bool_or(ours) AS ours
    FROM ({figures}) GROUP BY series, last, unit"""
"""Of each series the newest code's figure, where files have a year under different codes of a unit."""
_LINES: Final = """
    SELECT series, last, max(value) FILTER (ours), median(value), count(value)
    FROM ({figures}) GROUP BY series, last"""


def present(facts: Facts, indicators: Iterable[Indicator], first: int, end: int) -> Present:
    """Which regions have a figure of any of some published indicators, in each year of a span; kept with the facts."""
    series = _numbers(facts, indicators)
    return facts.kept(("present", series, first, end), lambda: _present(facts, series, first, end))


def _numbers(facts: Facts, indicators: Iterable[Indicator]) -> tuple[int, ...]:
    return tuple(
        sorted({number for one in indicators if is_published(one) and (number := line_of(facts, one)) is not None})
    )


def _present(facts: Facts, series: Sequence[int], first: int, end: int) -> Present:
    if not series:
        return {}
    codes = facts.kept("region_order", lambda: [code for (code,) in facts.rows(_REGIONS)])
    found: dict[int, set[str]] = {}
    for last, part, bits in facts.rows(statement("present.sql"), {"series": series, "first": first, "end": end}):
        regions = found.setdefault(last // 12, set())
        regions.update(code for code, bit in zip(codes[part * _PART :], bits, strict=False) if bit == "1")
    return {year: frozenset(regions) for year, regions in found.items()}


def _each(series: Iterable[int], first: int, end: int) -> str:
    """A statement for each series, put together; all that is put in are numbers of our own."""
    text = statement("trends.sql").replace("{first}", str(first * 12 + 11)).replace("{end}", str(end * 12 + 11))
    return " UNION ALL ".join(f"({text.replace('{series}', str(int(one)))})" for one in series)


def trends(facts: Facts, indicators: Sequence[Indicator], asked: Asked) -> dict[str, tuple[YearPoint, ...]]:
    """The line of each indicator over the years asked for, by its id."""
    series = {one.id: line_of(facts, one) for one in indicators if is_published(one)}
    found = _published(facts, [one for one in indicators if one.id in series], asked)
    others = [one for one in indicators if one.id not in series]
    compared = compare_all(facts, others, asked) if others else {}
    lines: dict[str, tuple[YearPoint, ...]] = {}
    for one in indicators:
        if one.id in series:
            number = series[one.id]
            lines[one.id] = tuple(found.get((number or 0, year), YearPoint(year, None, None)) for year in asked.years)
        else:
            ours = [compared[one.id, year] for year in asked.years]
            lines[one.id] = tuple(
                YearPoint(
                    each.year, each.own.value if each.own else None, each.spread.median if each.with_data > 1 else None
                )
                for each in ours
            )
    return lines


def _published(facts: Facts, indicators: Sequence[Indicator], asked: Asked) -> dict[tuple[int, int], YearPoint]:
    """By series and year."""
    first, end = asked.years[0], asked.years[-1]
    there = present(facts, indicators, first, end)
    rows = [row for year in asked.years for row in _members(facts, asked, year, there.get(year, frozenset()))]
    read = _each(_numbers(facts, indicators), first, end)
    if not read or not rows:
        return {}
    regions, lasts, ours, units, ages = (list(column) for column in zip(*rows, strict=True))
    figures = _FIGURES.replace("{read}", read)
    figures = _NEWEST.replace("{figures}", figures) if any(ages) else figures
    found = facts.rows(
        _LINES.replace("{figures}", figures),
        {"regions": regions, "lasts": lasts, "ours": ours, "units": units, "ages": ages},
    )
    return {
        (number, last // 12): YearPoint(last // 12, own, middle if known > 1 else None)
        for number, last, own, middle, known in found
    }


def _members(facts: Facts, asked: Asked, year: int, there: frozenset[str]) -> Iterable[tuple[str, int, bool, int, int]]:
    """Each code that a member has any figure under that year, with the month, whether it is our own, the member's
    number, and the code's: 0 for the newest."""
    for unit, peer in enumerate(peers_of(facts, asked.group, asked.org_unit, year)):
        codes = (code for code in peer.codes if code in there)
        for age, code in enumerate(codes):
            yield code, year * 12 + 11, peer.org_unit == asked.org_unit, unit, age


def code_with_figures(peer: Peer, there: frozenset[str]) -> str | None:
    """The newest of a unit's codes that there are figures for; None where there are none."""
    return next((code for code in peer.codes if code in there), None)
