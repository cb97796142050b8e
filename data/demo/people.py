"""Made-up population by age: totals are those of the made-up key figures, so that the two never differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from random import Random

from demo.figures import KEY_FIGURES
from demo.numbers import apportion, noise
from demo.regions import DISTRICTS, HOLE_AND_NEIGHBOURS, SOR_6, THROUGH_CODES, YEARS_OF_ALNA

POPULATION_COLUMNS = "region,year,sex,age,persons"
AGES = range(100)
LATER_YEARS = (2015, 2024)
"""One year for each network and code that came after the years of the scorecards."""
SIZES = {
    "0219": 106_000,
    "1804": 46_000,
    "0101": 28_000,
    "0626": 22_500,
    "0104": 29_000,
    "0805": 34_000,
    "0213": 27_500,
    "1903": 23_000,
}
"""About how many live in the introduction programme's network, whose key figures do not say it."""
BORN_LATER = {"1903": 2013}
"""The first year of a code of the network."""

_SHAPE = ((0, 1.2), (18, 1.3), (30, 1.4), (45, 1.4), (66, 0.9), (80, 0.45), (90, 0.12), (100, 0.0))
"""How many there are of each age against the mean, with straight lines between."""
_BANDS = {"young": range(18), "grown": range(18, 35), "old": range(67, 100)}
_TOWN = {"young": 0.6, "grown": 1.9, "old": 0.7}
_SPECIAL: Mapping[str, Mapping[str, float]] = {
    **dict.fromkeys(("030101", "030102", "030103", "030104", "030105"), _TOWN),
    "030112": {"young": 1.05, "grown": 1.0, "old": 0.85},
    "0301": {"young": 0.9, "grown": 1.35, "old": 0.8},
    "Hole": {"young": 1.12, "grown": 0.75, "old": 0.9},
}
"""Factors of places that differ on purpose: inner Oslo is young, Alna and Hole have many children."""


def population_rows() -> list[list[object]]:
    """The rows of `population.csv`, both sexes together."""
    return [
        [region, year, "total", age, persons]
        for year in (*YEARS_OF_ALNA, *LATER_YEARS)
        for region, name in _regions(year).items()
        for age, persons in zip(AGES, _persons(region, name, year), strict=True)
    ]


def _regions(year: int) -> dict[str, str]:
    """The codes in use that year with the name of the place, which stays the same."""
    through = {code: place.name for place in THROUGH_CODES for code, _, a, b in place.codes if a <= year <= b}
    if year in YEARS_OF_ALNA:
        through = {code: label.partition(" (")[0] for code, label in HOLE_AND_NEIGHBOURS.items()}
    lasting = {"0301": "Oslo", **DISTRICTS}
    until_2019 = {**SOR_6, **{code: code for code in SIZES if BORN_LATER.get(code, 0) <= year}}
    found = {**through, **(until_2019 if year < 2020 else {}), **lasting}
    return {code: name for code, name in found.items() if code[0].isdigit()}


def _total(region: str, name: str, year: int) -> int:
    """Inhabitants: of the key figures where they say it, of the same place under its old code, or about so many."""
    if region in SIZES:
        return round(SIZES[region] * (1 + 0.01 * (year - 2008)))
    figure = next(figure for figure in KEY_FIGURES if figure.code == "KOSfolkemengde")
    old = next((code for code, label in HOLE_AND_NEIGHBOURS.items() if label.startswith(name)), region)
    value = figure.value(old, min(year, YEARS_OF_ALNA[-1]) - YEARS_OF_ALNA[0], min(year, YEARS_OF_ALNA[-1]))
    growth = 1.02 if old == "0612" else 1.01
    return round(float(value) * growth ** max(year - YEARS_OF_ALNA[-1], 0))


def _persons(region: str, name: str, year: int) -> list[int]:
    """Persons of each age: the shape that all share, bent for the place, with a little chance for each age."""
    factors = _SPECIAL.get(region) or _SPECIAL.get(name) or _chance(name)
    rng = Random(f"people-{name}-{year}")
    weights = [share * _factor(factors, age) * noise(rng, 0.06) for age, share in zip(AGES, _shape(), strict=True)]
    return apportion(_total(region, name, year), weights)


def _chance(name: str) -> Mapping[str, float]:
    rng = Random(f"people-{name}")
    return {band: noise(rng, 0.3) for band in _BANDS}


def _factor(factors: Mapping[str, float], age: int) -> float:
    return next((factors[band] for band, ages in _BANDS.items() if age in ages), 1.0)


def _shape(points: Sequence[tuple[int, float]] = _SHAPE) -> Iterator[float]:
    for (first, low), (last, high) in pairwise(points):
        yield from (low + (high - low) * (age - first) / (last - first) for age in range(first, last))
