"""Imported changes of region codes beside the shipped: what they add, and of what kind each is (docs/semantics.md 3).

Files of changes often lead from any old code straight to today's: 0101 → 3101, though Halden was 3001 in between. Such
a line is no step of its own: it says again what a chain of steps says, or it is a step to the code in use that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from fractions import Fraction
from typing import Final, NamedTuple

from effnett.evaluate.sums import exact
from effnett.model.regions import LIVED_ON

ENDED: Final = "ended"


class RegionChange(NamedTuple):
    """A code that another took over from a month. `kind` is renamed (one to one), merged, split or ended.

    `ended` says that the old code went out of use and where it is today; which code it went into then is not known.
    """

    old: str
    new: str
    month: int
    kind: str


class Given(NamedTuple):
    """A change as it was imported; `weight` is the share of the old region that the new one took over."""

    old: str
    new: str
    month: int
    weight: float | None


def judged(shipped: Sequence[RegionChange], given: Iterable[Given], first: Mapping[str, int]) -> list[RegionChange]:
    """What imported changes add to the shipped ones.

    They do not say what they are: more than one new code, or a part alone, is a split, more than one old a merger, and
    so is an old code that goes into one with figures from before. `first` is the month of each region's first figure.
    """
    given = list(given)
    steps = _steps(shipped, given)
    known = {change[:3] for change in shipped}
    parts = {(old, month) for old, _, month, weight in given if weight is not None and weight < 1}
    into: dict[tuple[str, int], set[str]] = {}
    out_of: dict[tuple[str, int], set[str]] = {}
    for old, new, month in known | steps.keys():
        into.setdefault((old, month), set()).add(new)
        out_of.setdefault((new, month), set()).add(old)
    found = []
    for (old, new, month), is_whole in steps.items():
        if not is_whole:
            found.append(RegionChange(old, new, month, ENDED))
            continue
        merged = len(out_of[new, month]) > 1 or first.get(new, month) < month
        is_split = len(into[old, month]) > 1 or (old, month) in parts
        kind = "split" if is_split else "merged" if merged else "renamed"
        found.append(RegionChange(old, new, month, kind))
    return found


def weights(shipped: Sequence[RegionChange], given: Iterable[Given]) -> Mapping[tuple[str, str, int], Fraction]:
    """The imported weights by old code, the new code in use that day, and month.

    A file may give them for later codes, which are added up; a row for the code in use itself says it all.
    """
    known = {change[:3] for change in shipped}
    origins = _origins(shipped)
    said: dict[tuple[str, str, int], Fraction] = {}
    later: dict[tuple[str, str, int], Fraction] = {}
    for old, new, month, weight in given:
        code = new if (old, new, month) in known else _in_use(origins, new, month)
        if code is not None and weight is not None:
            found = said if new == code else later
            found[old, code, month] = found.get((old, code, month), Fraction(0)) + exact(weight)
    return later | said


def _steps(shipped: Sequence[RegionChange], given: Sequence[Given]) -> dict[tuple[str, str, int], bool]:
    """The imported steps that are new, each from one code in use to the next; False where the next is not known."""
    known = {change[:3] for change in shipped}
    follows: dict[str, set[str]] = {}
    for old, new, *_ in (*shipped, *given):
        follows.setdefault(old, set()).add(new)
    origins = _origins(shipped)
    found: dict[tuple[str, str, int], bool] = {}
    for old, new, month, weight in given:
        too_early = new in origins and month < origins[new][0]
        if (old, new, month) in known or ((too_early or weight == 1) and _leads(follows, old, new)):
            continue
        code = _in_use(origins, new, month)
        if code != old:
            found[old, code or new, month] = code is not None
    return found


def _origins(shipped: Iterable[RegionChange]) -> dict[str, tuple[int, set[str]]]:
    """The month each shipped new code was first in use, and the codes it came of."""
    found: dict[str, tuple[int, set[str]]] = {}
    for change in shipped:
        if change.new in LIVED_ON:
            continue
        month, olds = found.setdefault(change.new, (change.month, set()))
        if change.month == month:
            olds.add(change.old)
    return found


def _leads(follows: Mapping[str, Set[str]], old: str, new: str) -> bool:
    """Whether a code has become another by two steps or more."""
    seen: set[str] = set()
    front = set(follows[old]) - {new, old}
    while front:
        seen |= front
        after = {code for one in front for code in follows.get(one, ())}
        if new in after:
            return True
        front = after - seen - {old}
    return False


def _in_use(origins: Mapping[str, tuple[int, Set[str]]], code: str, month: int) -> str | None:
    """The code a municipality had in a month, back from a later one; None where it was several by then."""
    while code in origins and month < origins[code][0]:
        if len(origins[code][1]) > 1:
            return None
        (code,) = origins[code][1]
    return code
