"""Figures that are searched for in texts, however they are rounded and written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

FEWEST, MOST = 1, 6
"""Decimals that a figure is looked for with: to one, and as far as it is told."""
_SPACED = re.compile("(?<=\\d)(?:\u00a0|\u202f|&nbsp;|&#160;)(?=\\d{3})")
_CLOCK = re.compile(r"\b(?:kl\.|\d{4} at)\s[0-2]\d\.[0-5]\d\b")
"""A time of day: "lest inn … kl. 04.48" is no figure of 4.48."""
_NUMBER = re.compile(r"(?<![\w.,])[-\u2212+]?(\d+)[.,](\d+)(?![\w])")


class Figure(NamedTuple):
    """A figure, what it is, and the fewest decimals that it is told apart with."""

    value: float
    name: str
    decimals: int = 2


Numbers = Mapping[int, frozenset[float]]
"""The numbers of some texts, rounded, by the number of decimals."""


def numbers(texts: Iterable[str]) -> Numbers:
    """Every number with decimals in some texts, `7.77` and `7,77` alike, by its decimals; a time of day is none."""
    found: dict[int, set[float]] = defaultdict(set)
    for text in texts:
        for whole, rest in set(_NUMBER.findall(_CLOCK.sub("", _SPACED.sub("", text)))):
            most = min(len(rest), MOST)
            found[most].add(round(float(f"{whole}.{rest}"), most))
    return {decimals: frozenset(some) for decimals, some in found.items()}


def without(found: Numbers, figures: Iterable[Figure]) -> Numbers:
    """The numbers less those that are explained by figures that may be told."""
    known = [abs(figure.value) for figure in figures]
    return {decimals: some - {round(value, decimals) for value in known} for decimals, some in found.items()}


def told(figures: Iterable[Figure], found: Numbers) -> list[str]:
    """The names of the figures that stand among some numbers."""
    return sorted(
        {
            f"{figure.name} = {round(abs(figure.value), decimals)}"
            for figure in figures
            for decimals in range(max(FEWEST, figure.decimals), MOST + 1)
            if round(abs(figure.value), decimals) in found.get(decimals, ())
        }
    )
