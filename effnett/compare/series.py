"""KOSTRA series that no scorecard defines, as indicators that may be compared: neutral, for nobody has said what is
better (docs/semantics.md 8)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final, NamedTuple

from effnett.compare.standouts import Standing, all_standings, strongest
from effnett.compare.weights import measure_of, measure_text
from effnett.errors import Place
from effnett.evaluate.kostra import kostra_series
from effnett.model.organisation import PeerGroup
from effnett.model.periods import Window
from effnett.model.scorecard import Direction, Indicator, Measure, Source
from effnett.store.facts import Facts

PREFIX: Final = "kostra:"
"""What the id of such an indicator begins with; no scorecard's id has a colon."""
_UNITS: Final = {
    "prosent": "percent",
    "kr": "nok",
    "kroner": "nok",
    "timer": "hours",
    "poeng": "score",
    "personer": "count",
}


class KostraSeries(NamedTuple):
    """A series as the store has it: its number, what it measures, and what it is called."""

    number: int
    measure: Measure
    label: str
    unit: str
    decimals: int

    @property
    def title(self) -> str:
        """The label, with the codes that part it from others of the same name."""
        codes = ", ".join(code for _, code in self.measure.filters)
        return f"{self.label} ({codes})" if codes else self.label


def all_series(facts: Facts) -> list[KostraSeries]:
    """Every KOSTRA series that is loaded; kept with the facts."""
    return facts.kept("all_series", lambda: _all_series(facts))


def _all_series(facts: Facts) -> list[KostraSeries]:
    rows = facts.rows(
        'SELECT series, contents, "table", filters, label, unit, decimals FROM kostra_series ORDER BY series'
    )
    return [
        KostraSeries(number, _measure(contents, table, filters), label or contents, unit or "", decimals or 0)
        for number, contents, table, filters, label, unit, decimals in rows
    ]


def _measure(contents: str, table: str | None, filters: str | None) -> Measure:
    pairs = tuple(sorted(json.loads(filters or "{}").items()))
    return Measure(Source.KOSTRA, contents, table=table or None, filters=pairs)


def series_indicator(facts: Facts, name: str) -> Indicator | None:
    """The indicator of a series by its id; None where it is none or is not loaded."""
    if not name.startswith(PREFIX):
        return None
    numbers = kostra_series(facts, measure_of(name.removeprefix(PREFIX)))
    found = (one for one in all_series(facts) if [one.number] == list(numbers))
    return next(map(indicator_of, found), None)


def indicator_of(series: KostraSeries) -> Indicator:
    """A series as a neutral indicator."""
    return Indicator(
        id=PREFIX + measure_text(series.measure),
        title={"nb": series.title},
        measure=series.measure,
        unit=_UNITS.get(series.unit.lower(), "ratio"),
        window=Window.LATEST,
        direction=Direction.NEUTRAL,
        place=Place("KOSTRA"),
        decimals=series.decimals,
    )


class Everywhere(NamedTuple):
    """What stands out among all series that are loaded: the most beyond others and the most below; `of` how many."""

    more: tuple[tuple[KostraSeries, Standing], ...]
    less: tuple[tuple[KostraSeries, Standing], ...]
    of: int


def stands_out_everywhere(facts: Facts, org_unit: str, group: PeerGroup, year: int) -> Everywhere:
    """The strongest each way of every series, at most two of the same contents."""
    known = {one.number: one for one in all_series(facts)}
    found = all_standings(facts, org_unit, group, year)

    def contents(one: Standing) -> str:
        return known[int(one.key)].measure.series

    def named(standings: Iterable[tuple[Standing, float]]) -> tuple[tuple[KostraSeries, Standing], ...]:
        return tuple((known[int(one.key)], one) for one in strongest(standings, contents))

    more, less = [(one, one.z) for one in found if one.z > 0], [(one, -one.z) for one in found if one.z < 0]
    return Everywhere(named(more), named(less), len(found))
