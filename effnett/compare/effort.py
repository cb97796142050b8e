"""Effort against result: two indicators of the same units, axes at the medians (docs/semantics.md 8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from effnett.compare.priorities import PRIORITY
from effnett.compare.ranks import median, rank_correlation
from effnett.model.comparison import Comparison
from effnett.model.scorecard import Direction, Indicator

_RESULTS: Final = {"kvalitet": 0, "dekningsgrad": 1, "produktivitet": 2, "medarbeidere": 3}
_WITHOUT: Final = (Direction.NEUTRAL, Direction.BETWEEN)

CORRELATION_FROM: Final = 10
"""The fewest units that a pattern is told of."""


class Pair(NamedTuple):
    """One unit's effort and result in one year."""

    org_unit: str
    name: str
    effort: float
    result: float


@dataclass(frozen=True)
class EffortAgainstResult:
    """The units with both figures in a year, and the medians that the axes cross at.

    `path` is our own way through the years, oldest first, only years that have both. `correlation` is Spearman's,
    from ten units; it shows a pattern, not a cause.
    """

    year: int
    pairs: tuple[Pair, ...]
    effort_median: float
    result_median: float
    correlation: float | None
    path: tuple[tuple[int, Pair], ...]


def effort_against_result(
    efforts: Mapping[int, Comparison], results: Mapping[int, Comparison]
) -> EffortAgainstResult | None:
    """Two indicators by year, for the newest year that any unit has both of; None where there is none."""
    years = {year: _pairs(efforts[year], results[year]) for year in sorted(efforts.keys() & results.keys())}
    years = {year: pairs for year, pairs in years.items() if pairs}
    if not years:
        return None
    year = max(years)
    pairs, own = years[year], efforts[year].org_unit
    first, second = [pair.effort for pair in pairs], [pair.result for pair in pairs]
    path = ((each, pair) for each, found in years.items() for pair in found if pair.org_unit == own)
    return EffortAgainstResult(
        year,
        tuple(pairs),
        median(first),
        median(second),
        rank_correlation(first, second) if len(pairs) >= CORRELATION_FROM else None,
        tuple(path),
    )


def efforts_and_results(indicators: Sequence[Indicator]) -> tuple[list[Indicator], list[Indicator]]:
    """Which indicators may be the effort and which the result, the likeliest first of each.

    Effort is what is put in: the dimension `prioritering`. A result has a direction, quality before all else.
    """
    efforts = [one for one in indicators if one.dimension == PRIORITY]
    rest = [one for one in indicators if one.dimension != PRIORITY]
    return efforts, sorted(rest, key=lambda one: (one.direction in _WITHOUT, _RESULTS.get(one.dimension or "", 9)))


def _pairs(effort: Comparison, result: Comparison) -> list[Pair]:
    results = {row.org_unit: row.value for row in result.rows if row.value is not None}
    return list(_both(effort, results))


def _both(effort: Comparison, results: Mapping[str, float]) -> Iterable[Pair]:
    for row in effort.rows:
        if row.value is not None and row.org_unit in results:
            yield Pair(row.org_unit, row.name, row.value, results[row.org_unit])
