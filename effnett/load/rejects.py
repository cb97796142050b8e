"""What was found wrong or odd in a file, gathered while it is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from effnett.errors import InputError, Place, Problem


def refuse(file: str, what: str, hint: str = "", line: int | None = None, column: int | None = None) -> NoReturn:
    """Refuse a file as a whole."""
    raise InputError(Problem(Place(file, line, column), what, hint))


@dataclass
class Findings:
    """Rejects by row (its position among the rows read), rows left out in silence, and notices.

    About rows in `silent` nothing more is said: they say nothing, or hold what must not be repeated.
    """

    file: str
    lines: Sequence[int]
    rejects: list[Problem] = field(default_factory=list)
    dropped: set[int] = field(default_factory=set)
    silent: set[int] = field(default_factory=set)
    notices: list[str] = field(default_factory=list)

    def reject(self, row: int, what: str, hint: str = "", column: int | None = None) -> None:
        """The row cannot be taken."""
        if row in self.silent:
            return
        self.dropped.add(row)
        self.rejects.append(Problem(Place(self.file, self.lines[row], column), what, hint))

    def leave_out(self, rows: Iterable[int], why: str) -> None:
        """Rows that say nothing are no mistake: they are left out, and counted in a notice."""
        chosen = [row for row in rows if row not in self.dropped]
        if chosen:
            self.dropped.update(chosen)
            self.silent.update(chosen)
            self.notices.append(f"{len(chosen)} {plural(len(chosen))} {why}")

    @property
    def sorted_rejects(self) -> tuple[Problem, ...]:
        """In the file's order."""
        return tuple(sorted(self.rejects, key=lambda p: (p.place.line or 0, p.place.column or 0)))


def plural(number: int, one: str = "rad", many: str = "rader") -> str:
    """The noun in the right number."""
    return one if number == 1 else many


def listed(words: Iterable[object], most: int = 8) -> str:
    """A list for a person to read, cut where it gets long."""
    shown = [str(word) for word in words]
    cut = shown[:most] + ([f"… ({len(shown) - most} til)"] if len(shown) > most else [])
    return ", ".join(cut)
