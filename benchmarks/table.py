"""One table of ratios: ours beside a yardstick, with the limit to keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """What a ratio should keep: at most so many times the yardstick, or at least so many times faster."""

    number: float
    faster: bool = False

    def holds(self, ratio: float) -> bool:
        """Whether a ratio is within the limit."""
        return ratio >= self.number if self.faster else ratio <= self.number

    def __str__(self) -> str:
        """The limit as the table shows it."""
        return f"{'≥' if self.faster else '≤'} {self.number:g}"


@dataclass(frozen=True)
class Ratio:
    """One line: two medians of one run in one unit, and the limit where there is one.

    `ratio` is ours / theirs, or theirs / ours where the limit says how many times faster we are.
    """

    part: str
    what: str
    ours: float
    yardstick: str
    theirs: float
    limit: Limit | None = None
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times the yardstick, or how many times faster."""
        over, under = (self.theirs, self.ours) if self.limit and self.limit.faster else (self.ours, self.theirs)
        return over / under if under else float("inf")

    @property
    def verdict(self) -> str:
        """Within the limit, over it, or only for information."""
        if self.limit is None:
            return ""
        return "pass" if self.limit.holds(self.ratio) else "OVER"


_HEADER = ("part", "what", "ours", "yardstick", "theirs", "ratio", "limit", "")
_RIGHT = {2, 4, 5, 6}


def as_text(ratios: Iterable[Ratio]) -> str:
    """The table for the terminal."""
    rows = [_HEADER, *map(_cells, ratios)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADER))]
    lines = [_line(row, widths) for row in rows]
    return "\n".join([lines[0], "-" * sum(widths, 2 * (len(widths) - 1)), *lines[1:]])


def _cells(ratio: Ratio) -> tuple[str, ...]:
    return (
        ratio.part,
        ratio.what,
        f"{_number(ratio.ours)} {ratio.unit}",
        ratio.yardstick,
        f"{_number(ratio.theirs)} {ratio.unit}",
        f"{ratio.ratio:.2f}",
        str(ratio.limit or ""),
        ratio.verdict,
    )


def _number(number: float) -> str:
    return f"{number:.2f}" if number < 100 else f"{number:.0f}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (
        cell.rjust(width) if column in _RIGHT else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(cells).rstrip()
