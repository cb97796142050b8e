"""Observations: the sums a value is made of, why there may be none, and how good they are (docs/semantics.md 2)."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import Final


class Quality(IntEnum):
    """How sure a figure is, the weakest first: a sum is as good as the weakest figure in it."""

    YEAR_UNCERTAIN = 0
    ESTIMATE = 1
    PROVISIONAL = 2
    FINAL = 3

    @property
    def word(self) -> str:
        """As files and JSON write it: `year_uncertain`."""
        return self.name.lower()


class Absent(Enum):
    """Why there is no value. Absent is never 0."""

    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    CONFIDENTIAL = "confidential"
    NOT_KNOWN_YET = "not_known_yet"
    SUPPRESSED = "suppressed"
    STALE = "stale"


MARKS: Final = {
    ".": Absent.NOT_APPLICABLE,
    "..": Absent.MISSING,
    "...": Absent.MISSING,
    ":": Absent.CONFIDENTIAL,
    "?": Absent.NOT_KNOWN_YET,
}
"""What stands in a file in place of a figure, and why. SSB's `-` is no mark: it is the value 0."""
