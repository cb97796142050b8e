"""Which indicators are compared: those of one service, or all of a scorecard (docs/semantics.md 8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from effnett.compare.figures import is_published
from effnett.model.scorecard import Indicator, Scorecard

ALL: Final = "alle"
EMPLOYEES: Final = "medarbeidere"
DIMENSIONS: Final = ("prioritering", "dekningsgrad", "produktivitet", "kvalitet", EMPLOYEES)
"""The relations that a service is seen from, in the order they are shown in; others come last."""


class Service(NamedTuple):
    """Indicators to be compared together. `key` is how an address names them.

    `name` is the tag that the scorecard gives the service, `ALL` for a whole scorecard. `scorecard` is the one they
    are defined in, which another scorecard's unit may borrow from.
    """

    key: str
    name: str
    scorecard: Scorecard
    indicators: tuple[Indicator, ...]
    borrowed: bool = False


def services(scorecard: Scorecard, others: Iterable[Scorecard] = ()) -> list[Service]:
    """What may be chosen: the scorecard's services, all its indicators, and what can be borrowed from other scorecards.

    Only published figures are borrowed: they are there for every unit, whoever thought of comparing them.
    """
    own = [Service(name, name, scorecard, _of(scorecard.indicators, name)) for name in _names(scorecard.indicators)]
    own.append(Service(ALL, ALL, scorecard, _by_dimension(scorecard.indicators)))
    known = {service.name for service in own}
    for other in others:
        published = [one for one in other.indicators if is_published(one)]
        own += [
            Service(f"{other.id}.{name}", name, other, _of(published, name), borrowed=True)
            for name in _names(published)
            if other.id != scorecard.id and name not in known
        ]
    return own


def first_service(offered: Sequence[Service]) -> Service:
    """The service that is shown to one who has not chosen: the one seen from the most sides by published figures."""
    return max(offered, key=lambda one: (_sides(one) if one.name != ALL else 0, -offered.index(one)))


def _sides(service: Service) -> int:
    return len({one.dimension for one in service.indicators if one.dimension and is_published(one)})


def _names(indicators: Iterable[Indicator]) -> list[str]:
    return list(dict.fromkeys(one.service for one in indicators if one.service and one.dimension))


def _of(indicators: Sequence[Indicator], service: str) -> tuple[Indicator, ...]:
    """A service's indicators, and those of the employees of all services."""
    return _by_dimension(
        one
        for one in indicators
        if one.dimension and (one.service == service or (not one.service and one.dimension == EMPLOYEES))
    )


def _by_dimension(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    return tuple(sorted(indicators, key=lambda one: place_of(one.dimension)))


def place_of(dimension: str | None) -> int:
    """Where a dimension stands among the others."""
    return DIMENSIONS.index(dimension) if dimension in DIMENSIONS else len(DIMENSIONS)


def success_factors(scorecard: Scorecard) -> dict[str, str]:
    """The success factor of each indicator: what stands out comes from several of them."""
    return {
        one.id: f"{area.title}/{factor.title}"
        for area in scorecard.focus_areas
        for factor in area.success_factors
        for one in factor.indicators
    }
