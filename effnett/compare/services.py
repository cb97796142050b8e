"""Which indicators are compared: those of one service, or all of a scorecard (docs/semantics.md 8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
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

    @property
    def is_of_another(self) -> bool:
        """Whether another scorecard than the one chosen defines it."""
        return self.key != self.name


def services(scorecard: Scorecard, others: Iterable[Scorecard] = ()) -> list[Service]:
    """What may be chosen, on every page alike, and which scorecard defines it: the scorecard's services and all its
    indicators, then the services of other scorecards of the same unit, then what is borrowed from other units' that
    none of these has, each from the first scorecard that has it.

    Only published figures are borrowed: they are there for every unit, whoever thought of comparing them.
    """
    others = [other for other in others if other.id != scorecard.id]
    own = [Service(name, name, scorecard, _of(scorecard.indicators, name)) for name in _names(scorecard.indicators)]
    own.append(Service(ALL, ALL, scorecard, _by_dimension(scorecard.indicators)))
    for other in others:
        if other.org_unit == scorecard.org_unit:
            own += _offered(other, other.indicators)
    return [*own, *_borrowed(others, {service.name for service in own})]


def _borrowed(others: Iterable[Scorecard], known: Set[str]) -> list[Service]:
    """What others lend of services that are not known, each from the first that has it."""
    lent: dict[str, Service] = {}
    for other in others:
        for service in _offered(other, [one for one in other.indicators if is_published(one)]):
            lent.setdefault(service.name, service._replace(borrowed=True))
    return [service for name, service in lent.items() if name not in known]


def _offered(other: Scorecard, indicators: Sequence[Indicator]) -> list[Service]:
    """The services of some indicators of another scorecard, by keys that name it."""
    return [Service(f"{other.id}.{name}", name, other, _of(indicators, name)) for name in _names(indicators)]


def alike(offered: Iterable[Service]) -> Set[str]:
    """The names that several of the services have: each must be told apart by its scorecard."""
    count = Counter(service.name for service in offered)
    return {name for name, times in count.items() if times > 1}


def first_service(offered: Sequence[Service]) -> Service:
    """The service that is shown to one who has not chosen: of the unit's own scorecards the one seen from the most
    sides by published figures, else such a one of those that are borrowed."""

    def worth(service: Service) -> tuple[bool, int]:
        sides = 0 if service.name == ALL else _sides(service)
        return bool(sides) and not service.borrowed, sides

    return max(offered, key=worth)  # the first of those that are worth as much


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
