"""What a unit stands out in among its peers: robust distances, the strongest few each way (docs/semantics.md 8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from effnett.compare.figures import statement
from effnett.compare.groups import peers_of, region_of
from effnett.compare.municipalities import code_in_year, codes_of
from effnett.compare.ranks import NORMAL, deviation, distance
from effnett.model.comparison import Comparison, Peer
from effnett.model.organisation import PeerGroup
from effnett.model.scorecard import Direction
from effnett.store.facts import Facts

PEERS_FROM: Final = 5
"""The fewest others with a value that anything stands out from."""
LEAST_DISTANCE: Final = 1.0
MOST: Final = 4
MOST_OF_A_FACTOR: Final = 2


class Standing(NamedTuple):
    """How far a value lies from its peers' median. `z` is positive for a larger value, whatever is better.

    `key` is an indicator's id or the number of a KOSTRA series.
    """

    key: str | int
    value: float
    median: float
    known: int
    z: float


class StandOuts(NamedTuple):
    """The strongest each way: better and worse by direction; more and less where neither is good or bad."""

    better: tuple[Standing, ...] = ()
    worse: tuple[Standing, ...] = ()
    more: tuple[Standing, ...] = ()
    less: tuple[Standing, ...] = ()


def standing(comparison: Comparison) -> Standing | None:
    """A comparison's own value as a distance; None without one, with under five others, or where the MAD is 0."""
    own = comparison.own
    values = [row.value for row in comparison.rows if row.value is not None]
    if own is None or own.value is None or len(values) <= PEERS_FROM or comparison.spread.median is None:
        return None
    middle = comparison.spread.median
    z = distance(own.value, middle, deviation(values))
    return None if z is None else Standing(comparison.indicator.id, own.value, middle, len(values), z)


def stand_outs(comparisons: Iterable[Comparison], factor_of: Mapping[str, str]) -> StandOuts:
    """What stands out among the comparisons of one year. `factor_of` is each indicator's success factor."""
    signed: dict[int, list[Standing]] = {1: [], -1: [], 0: []}
    for comparison in comparisons:
        found = standing(comparison)
        if found:
            signed[sign_of(comparison)].append(found)

    def factor(one: Standing) -> str:
        return factor_of.get(str(one.key), str(one.key))

    judged = [(one, one.z) for one in signed[1]] + [(one, -one.z) for one in signed[-1]]
    neutral = [(one, one.z) for one in signed[0]]
    return StandOuts(
        strongest(((one, z) for one, z in judged if z > 0), factor),
        strongest(((one, -z) for one, z in judged if z < 0), factor),
        strongest(((one, z) for one, z in neutral if z > 0), factor),
        strongest(((one, -z) for one, z in neutral if z < 0), factor),
    )


def sign_of(comparison: Comparison) -> int:
    """1 where more is better, -1 where less is, 0 where neither is."""
    return {Direction.HIGHER: 1, Direction.LOWER: -1}.get(comparison.indicator.direction, 0)


def strongest(standings: Iterable[tuple[Standing, float]], factor: Callable[[Standing], str]) -> tuple[Standing, ...]:
    """The four farthest of those far enough away, at most two of one success factor."""
    chosen: list[Standing] = []
    taken: Counter[str] = Counter()
    for one, far in sorted(standings, key=lambda pair: -pair[1]):
        if far >= LEAST_DISTANCE and len(chosen) < MOST and taken[factor(one)] < MOST_OF_A_FACTOR:
            chosen.append(one)
            taken[factor(one)] += 1
    return tuple(chosen)


def all_standings(facts: Facts, org_unit: str, group: PeerGroup, year: int) -> list[Standing]:
    """A unit's distance in every KOSTRA series that is loaded, in one query; those of no spread are left out.

    Each municipality is read under one code: the one in use that year or, where that is not loaded, its newest.
    """
    loaded = facts.kept("loaded_regions", lambda: _loaded_regions(facts))
    members = {_one_code(peer, loaded) for peer in peers_of(facts, group, org_unit, year)}
    regions = members & loaded
    own = region_of(facts, org_unit)
    own_peer = Peer(org_unit, "", codes_of(facts, own), code_in_year(facts, own, year))
    if not regions:
        return []
    rows = facts.rows(*standing_query(regions, _one_code(own_peer, loaded), year, loaded))
    return [
        Standing(series, value, middle, known, NORMAL * (value - middle) / mad)
        for series, value, middle, known, mad in rows
        if mad > 0
    ]


def standing_query(
    regions: frozenset[str] | set[str], own: str, year: int, loaded: frozenset[str]
) -> tuple[str, dict[str, object]]:
    """The statement with its parameters. Few regions lie closest together by region, many by series; where most are
    asked for, the others are left out instead."""
    others = loaded - regions
    listed, word = (regions, "IN") if len(regions) <= len(others) else (others, "NOT IN")
    named = {f"region_{number}": region for number, region in enumerate(sorted(listed))}
    table = "kostra" if 2 * len(regions) < len(loaded) else "kostra_by_series"
    condition = f"region {word} ({', '.join(f'${name}' for name in named)})" if named else "true"
    sql = statement("standing.sql").replace("{from}", table).replace("{condition}", condition)
    return sql, {"last": year * 12 + 11, "own": own, "least": PEERS_FROM, **named}


def _loaded_regions(facts: Facts) -> frozenset[str]:
    return frozenset(code for (code,) in facts.rows("SELECT region FROM kostra_regions"))


def _one_code(peer: Peer, loaded: frozenset[str]) -> str:
    return next((code for code in (peer.code, *peer.codes) if code in loaded), peer.code)
