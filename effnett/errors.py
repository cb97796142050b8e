"""What is wrong, where, and what to do about it. Imports nothing of ours.

Every mistake in a file that a person wrote becomes a `Problem` with its `Place`; they are collected
and told together, never one at a time. `InputError` carries them through code that cannot go on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Place(NamedTuple):
    """A place in a file that a person can open: lines and columns count from 1."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """`file:line:column`, as editors and terminals understand it."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


class Problem(NamedTuple):
    """One mistake: what is wrong and what to do, ready to be read by a person.

    A `warning` is told but does not fail a check.
    """

    place: Place
    what: str
    hint: str = ""
    warning: bool = False

    def __str__(self) -> str:
        """`path:line:column: what is wrong. what to do` (docs/contract.md 1)."""
        return f"{self.place}: {self.what.rstrip('.')}. {self.hint}".rstrip()

    @property
    def sentences(self) -> str:
        """The same in whole sentences, for a page where no place need be named."""
        parts = (part.rstrip(".") for part in (self.what, self.hint) if part)
        return " ".join(f"{part[:1].upper()}{part[1:]}{'' if part.endswith(('!', '?')) else '.'}" for part in parts)


class InputError(Exception):
    """What the user gave cannot be used. Carries every problem that was found, in order."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(word: str, known: Iterable[str], most: int = 1) -> Sequence[str]:
    """The known words closest to a misspelt one; empty where none is close.

    >>> list(did_you_mean("windoww", ["window", "weight"]))
    ['window']
    """
    import difflib  # only where there is something wrong to tell

    return difflib.get_close_matches(word, list(known), n=most, cutoff=0.6)
