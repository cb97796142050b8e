"""Sums of one kind and what they are worth: columns that stand side by side.

What they have in common is asked once for a column, and not once for each of its figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from effnett.evaluate.plan import Kind
from effnett.evaluate.sums import Lines, Sums
from effnett.evaluate.waves import NO_WAVE, Wave, wave_of

NOTHING: Final = Sums(0, None)
"""Stands in a column where there are no sums."""


class Figures(NamedTuple):
    """Figures of one kind: sums (`NOTHING` where there are none), values in the indicator's unit (None where there is
    none, or it must not be shown) and what a survey's sums say by themselves."""

    sums: Sequence[Sums]
    values: Sequence[float | None]
    waves: Sequence[Wave]


def newest(kind: Kind, lines: Lines) -> Figures:
    """The figures of the as-of, of lines that begin with the newest sums."""
    if kind.months:
        return figures_of(kind, [line[0] if line and line[0].k == 0 else NOTHING for line in lines])
    return figures_of(kind, [line[0] if line else NOTHING for line in lines])


def compared_with(kind: Kind, lines: Lines) -> Figures:
    """The figures that those of the as-of are compared with: of a year before, or of the observation before."""
    if kind.months:
        return figures_of(kind, [line[1] if len(line) > 1 and line[1].k == -1 else NOTHING for line in lines])
    return figures_of(kind, [line[1] if len(line) > 1 else NOTHING for line in lines])


def figures_of(kind: Kind, sums: Sequence[Sums]) -> Figures:
    """Some sums with their values."""
    values = values_of(kind, sums)
    if not kind.is_survey:
        return Figures(sums, values, [NO_WAVE] * len(values))
    is_mean = kind.is_mean
    pairs = zip(sums, values, strict=True)
    return Figures(sums, values, [NO_WAVE if value is None else wave_of(one, is_mean) for one, value in pairs])


def values_of(kind: Kind, sums: Sequence[Sums]) -> list[float | None]:
    """Add up first, divide last: the value of each, None where it has none."""
    scale, otherwise = kind.scale, kind.divisor
    return [
        num * scale / below if num is not None and (below := otherwise if den is None else den) else None
        for _, num, den, _, _, _, _, _ in sums
    ]
