"""Whom to talk to: units clearly better where we are weakest, and what we can teach them (docs/semantics.md 8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from effnett.compare.ranks import deviation, distance, median, same
from effnett.compare.standouts import PEERS_FROM, sign_of
from effnett.model.comparison import Comparison

CLEARLY: Final = 1.0
"""The difference in robust standard deviations that makes one clearly better than another."""
WEAKEST: Final = 3
ALIKE: Final = 10
"""So many are like us at the most, as in the group of those that are most alike."""

Scores = Mapping[str, Mapping[str, float]]
"""Robust distances by indicator and unit, positive for better."""


class Partner(NamedTuple):
    """A unit to talk to. `teaches` and `learns` are indicators that it is clearly better and clearly worse in.

    `alike` says whether it is one of the ten most like us, or of the half of a group of fewer than twenty; None where
    that is not known.
    """

    org_unit: str
    name: str
    teaches: tuple[str, ...]
    learns: tuple[str, ...]
    alike: bool | None


def talk_to(comparisons: Sequence[Comparison], distances: Mapping[str, float]) -> tuple[Partner, ...]:
    """One comparable unit and one unlike us, from the comparisons of one year with one group.

    `distances` say how unlike us each unit is, by its code. Without any the best unit of all is given.
    """
    if not comparisons:
        return ()
    own, scores = comparisons[0].org_unit, scores_of(comparisons)
    weakest = _weakest(scores, own)
    names = {row.org_unit: row.name for comparison in comparisons for row in comparison.rows if row.org_unit != own}
    likeness = _likeness(names, distances)
    found = [
        Partner(unit, name, _better(scores, weakest, unit, own), _better(scores, scores, own, unit), likeness.get(unit))
        for unit, name in names.items()
    ]
    found = [partner for partner in found if partner.teaches]
    found.sort(key=lambda one: (not one.learns, -len(one.teaches), -_lead(scores, one, own), one.org_unit))
    wanted = (True, False) if likeness else (None,)
    firsts = (next((one for one in found if one.alike is alike), None) for alike in wanted)
    return tuple(one for one in firsts if one is not None)


def scores_of(comparisons: Iterable[Comparison]) -> dict[str, dict[str, float]]:
    """Every unit's distance from the median in each indicator that has a direction, five others and some spread."""
    found = {}
    for comparison in comparisons:
        known = {row.org_unit: row.value for row in comparison.rows if row.value is not None}
        sign = sign_of(comparison)
        if not sign or len(known) <= PEERS_FROM:
            continue
        middle, mad = median(list(known.values())), deviation(list(known.values()))
        scored = {unit: distance(value, middle, mad) for unit, value in known.items()}
        if mad > 0:
            found[comparison.indicator.id] = {unit: sign * z for unit, z in scored.items() if z is not None}
    return found


def _weakest(scores: Scores, own: str) -> list[str]:
    """The indicators we are farthest on the bad side of the median in."""
    bad = [(scored[own], indicator) for indicator, scored in scores.items() if scored.get(own, 0) < 0]
    return [indicator for _, indicator in sorted(bad)[:WEAKEST]]


def _better(scores: Scores, indicators: Iterable[str], one: str, other: str) -> tuple[str, ...]:
    """The indicators that one unit is clearly better in than another."""
    both = (indicator for indicator in indicators if one in scores[indicator] and other in scores[indicator])
    return tuple(each for each in both if scores[each][one] - scores[each][other] >= CLEARLY)


def _lead(scores: Scores, partner: Partner, own: str) -> float:
    return sum(scores[each][partner.org_unit] - scores[each][own] for each in partner.teaches)


def _likeness(units: Iterable[str], distances: Mapping[str, float]) -> dict[str, bool]:
    """Whether each unit is among the half most like us and, of many, among the ten: half a country is like nobody.
    Of those equally far the ones with the lowest codes, as in the group of those that are most alike."""
    nearest = sorted((unit for unit in units if unit in distances), key=lambda unit: (same(distances[unit]), unit))
    alike = set(nearest[: min((len(nearest) + 1) // 2, ALIKE)])
    return {unit: unit in alike for unit in nearest}
