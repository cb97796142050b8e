"""What must not be shown: the first rule of docs/semantics.md 7.

Too few answers, too few employees, or a small group that all answered the same. What can be computed
back from the figures around a suppressed one is not looked at here.
"""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence

from effnett.evaluate.sums import HIDDEN, Sums, sample_variance
from effnett.model.scorecard import Indicator, Source

ALL_ALIKE_BELOW = 10
"""In a group smaller than this, an answer that everybody gave is everybody's answer."""


def clear(found: MutableMapping[tuple[str, int], list[Sums]], indicators: Sequence[Indicator]) -> None:
    """Clear away the sums by unit and indicator's position that must not be shown. Indicators may share a line."""
    for key, line in found.items():
        indicator = indicators[key[1]]
        if indicator.measure.source in (Source.SICK_LEAVE, Source.SURVEY):
            found[key] = [cleared(sums) if is_suppressed(indicator, sums) else sums for sums in line]


def cleared(sums: Sums) -> Sums:
    """What is left of sums that must not be shown: when they were, and that they are hidden."""
    return Sums(sums.k, None, covered=sums.covered, grade=HIDDEN)


def is_suppressed(indicator: Indicator, sums: Sums) -> bool:
    """Whether the sums say too much about few people. Marks alone say nothing of anybody."""
    if sums.num is None:
        return False
    source = indicator.measure.source
    if source is Source.SICK_LEAVE:
        return sums.employees is not None and sums.employees < indicator.min_employees
    if source is Source.SURVEY and sums.den:
        return sums.den < indicator.min_respondents or (sums.den < ALL_ALIKE_BELOW and _all_alike(indicator, sums))
    return False


def _all_alike(indicator: Indicator, sums: Sums) -> bool:
    """Whether everybody gave one answer: no spread, or a mean at an end of the scale."""
    if indicator.measure.statistic == "share":
        return sums.squares == 0
    if sample_variance(sums) == 0:
        return True
    mean = (sums.num or 0) / (sums.den or 1)
    return indicator.scale is not None and mean in indicator.scale
