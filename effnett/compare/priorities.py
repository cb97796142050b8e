"""More, the same or less on a service than others, per inhabitant and by share of the budget (docs/semantics.md 8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final, NamedTuple

from effnett.compare.ranks import same
from effnett.model.comparison import Comparison
from effnett.model.scorecard import Indicator

PRIORITY: Final = "prioritering"
MORE_FROM: Final = 105.0
LESS_FROM: Final = 95.0


class Spending(Enum):
    """How much is spent beside a reference. Neutral: neither is good or bad."""

    MORE = "more"
    SAME = "same"
    LESS = "less"


class Weighed(NamedTuple):
    """A figure beside its reference; `percent` is the one in per cent of the other."""

    indicator: Indicator
    value: float
    reference: float
    percent: float
    spending: Spending


class Priority(NamedTuple):
    """A service per inhabitant and as a share of the budget, where they are known."""

    service: str
    per_inhabitant: Weighed | None
    share: Weighed | None

    @property
    def disagree(self) -> bool:
        """Whether the two say different things: it is then a question of how much there is to spend in all."""
        if self.per_inhabitant is None or self.share is None:
            return False
        return self.per_inhabitant.spending is not self.share.spending


def spending(value: float, reference: float) -> tuple[float, Spending] | None:
    """A value in per cent of a reference, and what that is called; None where the reference is not above 0."""
    if reference <= 0:
        return None
    percent = value / reference * 100
    held = same(percent)
    return percent, Spending.MORE if held > MORE_FROM else Spending.LESS if held < LESS_FROM else Spending.SAME


def priorities(comparisons: Iterable[Comparison], reference: str | None = None) -> list[Priority]:
    """Each service of the indicators with the dimension `prioritering`, in their order, in one year.

    The reference is the group's median, or what SSB publishes for a code: the country, a county, a group.
    """
    services: dict[str, dict[str, Comparison]] = {}
    for comparison in comparisons:
        indicator = comparison.indicator
        if (
            indicator.dimension == PRIORITY
            and indicator.service
            and indicator.unit in ("nok_per_inhabitant", "percent")
        ):
            services.setdefault(indicator.service, {}).setdefault(indicator.unit, comparison)
    return [_priority(service, parts, reference) for service, parts in services.items()]


def _priority(service: str, parts: Mapping[str, Comparison], reference: str | None) -> Priority:
    per_inhabitant, share = (parts.get(unit) for unit in ("nok_per_inhabitant", "percent"))
    return Priority(
        service,
        weighed(per_inhabitant, reference) if per_inhabitant else None,
        weighed(share, reference) if share else None,
    )


def weighed(comparison: Comparison, reference: str | None = None) -> Weighed | None:
    """The unit's own figure beside the group's median or a published average; None where either lacks, and where the
    median is nobody else's."""
    own, middle = comparison.own, comparison.spread.median if comparison.with_data > 1 else None
    if reference is not None:
        middle = next((one.value for one in comparison.averages if one.org_unit == reference), None)
    if own is None or own.value is None or middle is None:
        return None
    found = spending(own.value, middle)
    return Weighed(comparison.indicator, own.value, middle, *found) if found else None
