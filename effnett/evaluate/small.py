"""What says too much about few people by itself: the first rule of docs/semantics.md 7."""

from __future__ import annotations

from collections.abc import Sequence

from effnett.evaluate.sums import Lines, Sums, cleared, sample_variance
from effnett.model.scorecard import Indicator

ALL_ALIKE_BELOW = 10
"""In a group smaller than this, an answer that everybody gave is everybody's answer."""


def without_few(indicator: Indicator, lines: Lines) -> list[Sequence[Sums]]:
    """A survey's sums by unit, those of too few cleared away."""
    enough = max(indicator.min_respondents, ALL_ALIKE_BELOW)  # from here on nobody is few
    found = list(lines)
    for at, line in enumerate(lines):
        for sums in line:
            if sums.den is not None and sums.den < enough:
                found[at] = [cleared(each) if is_few(indicator, each) else each for each in line]
                break
    return found


def is_few(indicator: Indicator, sums: Sums) -> bool:
    """Whether a survey's sums are of too few answers, or of few that were all alike. Marks say nothing of anybody."""
    if sums.num is None or not sums.den:
        return False
    return sums.den < indicator.min_respondents or (sums.den < ALL_ALIKE_BELOW and _all_alike(indicator, sums))


def _all_alike(indicator: Indicator, sums: Sums) -> bool:
    """Whether everybody gave one answer: no spread, or a mean at an end of the scale."""
    if indicator.measure.statistic == "share":
        return sums.squares == 0
    return are_alike(sums, indicator.scale)


def are_alike(sums: Sums, scale: tuple[float, float] | None) -> bool:
    """Whether some answers, by their sums, were one and the same: no spread, or a mean at an end of the scale."""
    if sample_variance(sums) == 0:
        return True
    return scale is not None and (sums.num or 0) / (sums.den or 1) in scale
