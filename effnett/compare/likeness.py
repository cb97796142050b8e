"""Which municipalities are most alike: by size, age and figures that are chosen (docs/semantics.md 8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Final, NamedTuple

from effnett.compare.figures import Line, published
from effnett.compare.municipalities import code_in_year, codes_of, in_use, kind_of
from effnett.compare.ranks import same
from effnett.evaluate.kostra import kostra_series
from effnett.model.scorecard import Measure
from effnett.store.facts import Facts

DEFAULT_COUNT: Final = 10


class AgeBand(NamedTuple):
    """People from one age to another, both included, and what their share of all counts."""

    first: int
    last: int
    weight: float


@dataclass(frozen=True)
class Weights:
    """What makes municipalities alike, and how much each counts: 0 leaves it out.

    `size` is the logarithm of the number of inhabitants, `ages` are shares of them. `figures` are KOSTRA figures of
    the year with a weight each. All are compared as standard scores, so that weights are all that parts them.
    """

    size: float = 2.0
    ages: tuple[AgeBand, ...] = (
        AgeBand(0, 5, 0.5),
        AgeBand(6, 15, 0.5),
        AgeBand(16, 66, 0.5),
        AgeBand(67, 79, 0.5),
        AgeBand(80, 150, 0.5),
    )
    figures: tuple[tuple[Measure, float], ...] = ()


class Alike(NamedTuple):
    """A region and how far it is from another: 0 is the same, 1 is a standard deviation."""

    region: str
    distance: float


def most_alike(facts: Facts, region: str, year: int, weights: Weights = Weights()) -> list[Alike]:
    """All regions of the same kind that year, the most alike first, without the region itself; ties by code.

    People are counted on the year's 1 January, or the newest one before it that is loaded. Empty where the region
    has none.
    """
    traits = _traits(facts, kind_of(region), year, weights)
    own = code_in_year(facts, region, year)
    if own not in traits:
        return []
    scored = _scored(traits)
    importance = [weights.size, *(band.weight for band in weights.ages), *(weight for _, weight in weights.figures)]
    found = [(code, _distance(scored[own], scores, importance)) for code, scores in scored.items() if code != own]
    return sorted(
        (Alike(code, far) for code, far in found if far is not None), key=lambda one: (same(one.distance), one[0])
    )


Traits = Sequence[float | None]


def _traits(facts: Facts, kind: str, year: int, weights: Weights) -> dict[str, list[float | None]]:
    """The traits of every region of a kind that was one that year, by the code it had then."""
    found: dict[str, list[float | None]] = {}
    lines = [_line(facts, measure, year) for measure, _ in weights.figures]
    for region, persons, *bands in _people(facts, year, weights.ages):
        code = code_in_year(facts, region, year)
        if kind_of(region) != kind or not persons or (kind == "municipality" and not in_use(facts, code, year)):
            continue
        shares = [(persons_of_age or 0.0) / persons for persons_of_age in bands]
        figures = [_value(line, codes_of(facts, region)) for line in lines]
        found[code] = [log(persons), *shares, *figures]
    return found


def _people(facts: Facts, year: int, bands: Sequence[AgeBand]) -> list[tuple[str, float, *tuple[float, ...]]]:
    """Region, inhabitants, and inhabitants of each age band."""
    return facts.kept(("people", year, tuple(bands)), lambda: _counted_people(facts, year, bands))


def _counted_people(facts: Facts, year: int, bands: Sequence[AgeBand]) -> list[tuple[str, float, *tuple[float, ...]]]:
    """Both sexes together where they are given so, else women and men added up."""
    chosen = ", ".join(
        f"sum(persons) FILTER (age BETWEEN {int(band.first)} AND {int(band.last)}) AS band_{at}"
        for at, band in enumerate(bands)
    )
    return facts.rows(
        f"""SELECT region, sum(persons) AS persons, {chosen}
            FROM (SELECT region, age, coalesce(sum(persons) FILTER (sex = 'total'),
                                               sum(persons) FILTER (sex <> 'total')) AS persons
                  FROM population
                  WHERE year = (SELECT max(year) FROM population WHERE year <= $year) GROUP BY region, age)
            GROUP BY region ORDER BY region""",  # noqa: S608  the ages are whole numbers of our own
        {"year": year},
    )


def _value(line: Line, codes: Iterable[str]) -> float | None:
    return next((line[code][0] for code in codes if code in line and line[code][0] is not None), None)


def _line(facts: Facts, measure: Measure, year: int) -> Line:
    series = kostra_series(facts, measure)
    return published(facts, series, [year]).get((series[0], year), {}) if len(series) == 1 else {}


def _scored(traits: Mapping[str, Traits]) -> dict[str, list[float | None]]:
    """Traits as standard scores over the regions; a trait without spread says nothing and is 0."""
    columns = [_standard(column) for column in zip(*traits.values(), strict=True)]
    return dict(zip(traits, map(list, zip(*columns, strict=True)), strict=True))


def _standard(column: Iterable[float | None]) -> list[float | None]:
    values = list(column)
    known = [value for value in values if value is not None]
    mean = sum(known) / len(known) if known else 0.0
    deviation = sqrt(sum((value - mean) ** 2 for value in known) / len(known)) if known else 0.0
    if deviation <= 1e-12 * abs(mean):
        return [None if value is None else 0.0 for value in values]
    return [None if value is None else (value - mean) / deviation for value in values]


def _distance(own: Traits, other: Traits, weights: Sequence[float]) -> float | None:
    """The weighted root mean square of the differences that both are known for."""
    known = [(a - b, w) for a, b, w in zip(own, other, weights, strict=True) if a is not None and b is not None]
    total = sum(weight for _, weight in known)
    return sqrt(sum(weight * apart**2 for apart, weight in known) / total) if total > 0 else None
