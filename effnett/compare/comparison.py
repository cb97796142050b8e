"""One unit among its peers, indicator by indicator and year by year (docs/semantics.md 8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from effnett.compare.figures import (
    Line,
    Seen,
    averages,
    is_published,
    kostra_figures,
    line_of,
    published,
    unit_figures,
)
from effnett.compare.groups import peers_of
from effnett.compare.ranks import RANKS_FROM, percentile, places, spread
from effnett.model.comparison import Comparison, PeerFigure
from effnett.model.organisation import PeerGroup
from effnett.model.scorecard import Direction, Indicator
from effnett.store.facts import Facts


@dataclass(frozen=True)
class Asked:
    """What is compared: a unit with a group, in exactly these years. `seen` are the units whose figures of sources
    other than KOSTRA the reader may see; None for all."""

    org_unit: str
    group: PeerGroup
    years: tuple[int, ...]
    seen: Seen = None


def compare(facts: Facts, indicator: Indicator, org_unit: str, group: PeerGroup, year: int) -> Comparison:
    """One indicator of a unit among its peers in one year. InputError where the group has nobody that year."""
    return compare_all(facts, [indicator], Asked(org_unit, group, (year,)))[indicator.id, year]


def compare_all(facts: Facts, indicators: Sequence[Indicator], asked: Asked) -> Mapping[tuple[str, int], Comparison]:
    """The same for several indicators and years, by the indicator's id and the year; KOSTRA in one query for all."""
    peers = {year: peers_of(facts, asked.group, asked.org_unit, year) for year in asked.years}
    series = {one.id: line_of(facts, one) for one in indicators if is_published(one)}
    lines = published(facts, (number for number in series.values() if number is not None), asked.years)
    others = [one for one in indicators if one.id not in series]
    found: dict[tuple[str, int], Comparison] = {}
    for year in asked.years:
        units = unit_figures(facts, others, peers[year], year, asked.seen)
        for indicator in indicators:
            reference: tuple[PeerFigure, ...] = ()
            if indicator.id in units:
                figures = units[indicator.id]
            else:
                line: Line = lines.get((series[indicator.id] or 0, year), {})
                figures, reference = kostra_figures(line, peers[year]), averages(facts, line)
            found[indicator.id, year] = compared(indicator, year, asked, figures, reference)
    return found


def compared(
    indicator: Indicator,
    year: int,
    asked: Asked,
    figures: Sequence[PeerFigure],
    published_averages: tuple[PeerFigure, ...] = (),
) -> Comparison:
    """A comparison of figures that have been read: their places, how they lie, and where the unit's own stands."""
    lower = indicator.direction is Direction.LOWER
    rows = _in_order(figures, lower)
    values = [one.value for one in rows if one.value is not None]
    ranked = len(values) >= RANKS_FROM
    ranks = places(values) if ranked else []
    rows = [_with_rank(one, rank) for one, rank in zip(rows, ranks, strict=False)] + rows[len(ranks) :]
    own = next((one.rank for one in rows if one.org_unit == asked.org_unit), None)
    return Comparison(
        indicator,
        year,
        asked.org_unit,
        asked.group,
        tuple(rows),
        spread(values),
        None if own is None else percentile(own, ranks),
        published_averages,
    )


def _in_order(figures: Iterable[PeerFigure], lower: bool) -> list[PeerFigure]:
    """Best first, equal ones by name; those without a value last."""
    known, unknown = [], []
    for one in figures:
        if one.value is None:
            unknown.append(one)
        else:
            known.append((one.value if lower else -one.value, one.name, one.org_unit, one))
    known.sort()
    return [entry[3] for entry in known] + sorted(unknown, key=lambda one: (one.name, one.org_unit))


def _with_rank(one: PeerFigure, rank: int) -> PeerFigure:
    # a third of _replace's time
    return PeerFigure(one.org_unit, one.name, one.value, one.absent, rank, one.quality, one.exists, one.months)
