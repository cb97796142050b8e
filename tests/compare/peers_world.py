"""Small worlds of municipalities, and what is asked of them."""

from __future__ import annotations

from typing import Any

from worlds import World, indicator

from effnett.compare.comparison import Asked, compare, compared
from effnett.model.comparison import Comparison, PeerFigure
from effnett.model.organisation import PeerGroup
from effnett.model.scorecard import Direction
from effnett.store.facts import Facts

COUNTRY = PeerGroup("country", "", rule="country")


def listed(*codes: str) -> PeerGroup:
    """A list of units."""
    return PeerGroup("liste", "", tuple(codes))


def rule(name: str, argument: str | None = None) -> PeerGroup:
    """A group by a rule."""
    return PeerGroup(name, "", rule=name, argument=argument)


def grouped(world: World, *rows: tuple[str, str, int | None, int | None]) -> World:
    """Rows of region_groups."""
    names = ("group", "org_unit", "from_year", "to_year")
    return world.rows("region_groups", [dict(zip(names, row, strict=True)) for row in rows])


def peopled(world: World, region: str, year: int, young: float, old: float) -> World:
    """Inhabitants of two ages."""
    ages = ((3, young), (85, old))
    return world.rows(
        "population",
        [{"region": region, "year": year, "sex": "total", "age": age, "persons": n, "quality": 3} for age, n in ages],
    )


def asked(facts: Facts, group: PeerGroup, unit: str, year: int, **fields: Any) -> Comparison:
    """A comparison of the world's KOSTRA figure."""
    return compare(facts, indicator("kostra", **fields), unit, group, year)


def of_values(values: dict[str, float | None], own: str = "a", **fields: Any) -> Comparison:
    """A comparison of figures made on the spot."""
    figures = [PeerFigure(unit, unit.upper(), value) for unit, value in values.items()]
    one = indicator("kostra", **({"direction": Direction.HIGHER} | fields))
    return compared(one, 2023, Asked(own, listed(*values), (2023,)), figures)
