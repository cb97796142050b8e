"""The sums that a value is made of, and what they say of its spread (docs/semantics.md 2 and 5)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

REST: Final = -9999
"""The `k` of last year's months that answer to the rest of this year; those of the year before it have one less."""


HIDDEN: Final = 20
"""The `grade` of sums that must not be shown: nothing else is left of them but which months they covered."""


class Sums(NamedTuple):
    """The sums of one window, or of one observation where the window is `latest`.

    `k` is 0 for the window of the as-of, -1 for that of the year before and so on, `REST` for the months of
    last year that answer to the rest of this one and `REST - 1` for those of the year before it; for `latest`
    it is `last * 16 + span` of the observation.
    `num` is None where there are only marks. `squares` and `invited` are infinite where they are not known.
    `covered` has a bit for each month with a value, counted back from the as-of. `grade` is the quality of the
    weakest figure in the sums or, where there are only marks, the mark (`MARK_OF_GRADE`); `HIDDEN` where the
    sums have been cleared away.
    """

    k: int
    num: float | None
    den: float | None = None
    squares: float | None = None
    invited: float | None = None
    responded: float | None = None
    covered: int | None = None
    grade: int | None = None


Lines = Sequence[Sequence[Sums]]
"""The sums of an indicator by unit, each unit's newest first; nothing where a unit has none."""


def cleared(sums: Sums) -> Sums:
    """What is left of sums that must not be shown: when they were, and that they are hidden."""
    return Sums(sums.k, None, covered=sums.covered, grade=HIDDEN)


def at_k(line: Iterable[Sums], k: int) -> Sums | None:
    """The sums of one window, or of one observation, in a line that begins with the newest."""
    for sums in line:
        if sums.k <= k:
            return sums if sums.k == k else None
    return None


MARK_OF_GRADE: Final = {10: "?", 11: ":", 12: "..", 13: "."}
GRADE_OF_MARK: Final = {mark: grade for grade, mark in MARK_OF_GRADE.items()} | {"...": 12}


def added_up(parts: Sequence[Sums]) -> Sums:
    """The sums of several series for one window: functions of the accounts."""
    nums = [part.num for part in parts if part.num is not None]
    dens = [part.den for part in parts if part.den is not None]
    covered = 0
    for part in parts:
        covered |= part.covered or 0
    return Sums(
        parts[0].k,
        math.fsum(nums) if nums else None,
        math.fsum(dens) if dens else None,
        covered=covered or None,
        grade=min((part.grade for part in parts if part.grade is not None), default=None),
    )


def exact(number: float) -> Fraction:
    """The decimal number that a binary one stands for, to 15 digits.

    Files hold decimals; a sum of them in binary is off by some 1e-16 of itself, and rounding to the 15
    digits that binary numbers always carry gives the decimal sum back.

    >>> exact(0.1 + 0.2)
    Fraction(3, 10)
    """
    return Fraction(f"{number:.15g}")


def decimal(number: float) -> float:
    """The binary number nearest the decimal one that a sum stands for: 0.3 for 0.1 + 0.2."""
    return number if number.is_integer() else float(f"{number:.15g}")


def sample_variance(sums: Sums) -> float | None:
    """The variance of pooled answers, with n - 1; None where it is not known or n < 2.

    SS = sum of squares - n x mean squared; rounding may take it just under 0, which is 0.
    """
    _, num, n, squares, *_ = sums
    if num is None or n is None or n < 2 or squares is None or squares == math.inf:
        return None
    spread = squares - num * num / n
    return 0.0 if spread <= 1e-12 * squares else spread / (n - 1)


def invited(sums: Sums) -> int | None:
    """How many were asked, where that is known of everyone who answered."""
    return None if sums.invited is None or math.isinf(sums.invited) else int(sums.invited)


def response_rate(sums: Sums) -> float | None:
    """Responded / invited, where both are known."""
    if sums.responded is None or not sums.invited or math.isinf(sums.invited) or math.isinf(sums.responded):
        return None
    return sums.responded / sums.invited
