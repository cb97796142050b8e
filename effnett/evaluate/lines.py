"""The whole line of a series for a unit: what was added up over units, period by period (docs/semantics.md 2).

One query for all series and units of a scorecard, and none the next time: facts do not change, so lines that have
been read are kept with them. A window, whichever it is, is then a stretch of the line.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any, Final, cast

from effnett.evaluate.queries import Query, Request, assembled, query
from effnett.evaluate.series import known_series, own_rows_of
from effnett.evaluate.sums import REST, Sums
from effnett.evaluate.tree import Reads, own_rows_by_unit, reads, reads_epoch
from effnett.store.facts import Facts

_NEWEST_FIRST: Final = attrgetter("k")


Stretch = tuple[int, int, int]
"""A window: its `k` (sums.py), its first month and the month after its last."""


@lru_cache(maxsize=1024)
def stretches(end: int, months: int, points: int, rests: int) -> tuple[Stretch, ...]:
    """The windows that `Line.windows` is asked for, newest first."""
    ends = [(end - 12 * year + 1, year) for year in range(max(points, rests))]
    found = [(-year, until - months, until) for until, year in ends[:points]]
    return (*found, *((REST - year, until - 12, until - months) for until, year in ends[:rests]))


@dataclass(frozen=True)
class Line:
    """Periods, oldest first, each with its sums. A column that is None has nothing in it.

    `last` is each period's last month, `span` how many months it has (None: one, everywhere). `num` is None where
    there is only a mark. `grade` is one value where all have the same.
    """

    last: Sequence[int]
    span: Sequence[int] | None
    num: Sequence[float | None]
    den: Sequence[float | None] | None
    squares: Sequence[float | None] | None
    invited: Sequence[float | None] | None
    responded: Sequence[float | None] | None
    grade: Sequence[int] | int

    @cached_property
    def is_plain(self) -> bool:
        """Whether every period is a month with a figure, of one grade: then a window is a slice."""
        columns = [column for column in (self.num, self.den) if column is not None]
        rest = (self.span, self.squares, self.invited, self.responded)
        return isinstance(self.grade, int) and rest == (None,) * 4 and not any(None in column for column in columns)

    @cached_property
    def months(self) -> tuple[Sequence[int], Sequence[float], Sequence[float | None]]:
        """The months that have a figure, with their numerators and denominators."""
        nothing = self.den or [None] * len(self.last)
        if self.is_plain:
            return self.last, self.num, nothing  # type: ignore[return-value]  # no None in it: it is plain
        spans = self.span or [1] * len(self.last)
        rows = zip(self.last, spans, self.num, nothing, strict=True)
        found = [(last, num, den) for last, span, num, den in rows if span == 1 and num is not None]
        return tuple(map(list, zip(*found, strict=True))) if found else ([], [], [])  # type: ignore[return-value]

    @cached_property
    def observations(self) -> list[Sums]:
        """Every period by itself, newest first, as `latest` asks for them."""
        spans = self.span or [1] * len(self.last)
        every = [self._sums(last * 16 + spans[at], [at], ()) for at, last in enumerate(self.last)]
        return sorted(every, key=_NEWEST_FIRST, reverse=True)

    def until(self, end: int, newest: int | None) -> list[Sums]:
        """The observations up to a month, newest first; so many of them, or all."""
        every, first = self.observations, 0
        if every and every[0].k > end * 16 + 15:
            first = next((at for at, sums in enumerate(every) if sums.k <= end * 16 + 15), len(every))
        return every[first:] if newest is None else every[first : first + newest]

    @cached_property
    def begins(self) -> int | None:
        """The first month of a plain line in which no month is left out; None for any other."""
        last = self.last
        return last[0] if last and self.is_plain and last[-1] - last[0] == len(last) - 1 else None

    def windows(self, end: int, months: int, points: int, rests: int) -> list[Sums]:
        """The sums of the windows of so many months that end at `end` and at the same month of earlier years.

        `rests` is for how many years back the months that answer to the rest of the year are added up too.
        """
        if self.begins is not None:
            return self._stretches(self.begins, end, stretches(end, months, points, rests))
        found: dict[int, list[int]] = {}
        spans = self.span or [1] * len(self.last)
        for at, (last, span) in enumerate(zip(self.last, spans, strict=True)):
            years, back = divmod(end - last, 12)
            if years < 0:
                continue
            if years < points and back + span <= months:
                found.setdefault(-years, []).append(at)
            elif years < rests and months <= back and back + span <= 12:
                found.setdefault(REST - years, []).append(at)
        return [self._sums(k, places, [end] * len(places)) for k, places in sorted(found.items(), reverse=True)]

    def _stretches(self, begins: int, end: int, wanted: Iterable[Stretch]) -> list[Sums]:
        """The sums of stretches of a plain line without gaps, those without a month in it left out."""
        # A plain line has no None in its columns, and one grade.
        nums, dens = cast("Sequence[float]", self.num), cast("Sequence[float] | None", self.den)
        grade, months, fsum = cast("int", self.grade), len(nums), math.fsum
        found = []
        for k, first, until in wanted:
            at, to = first - begins, until - begins
            if at < 0 or to > months:
                at, to = max(at, 0), min(to, months)
            if at < to:
                covered = ((1 << to - at) - 1) << (end - begins - to + 1) % 12
                den = None if dens is None else fsum(dens[at:to])
                found.append(Sums(k, fsum(nums[at:to]), den, None, None, None, covered, grade))
        return found

    def _sums(self, k: int, places: Sequence[int], ends: Sequence[int]) -> Sums:
        """The sums of the periods at some places; `ends` has the as-of's month for each, or nothing for `latest`."""
        spans = self.span or [1] * len(self.last)
        covered = None
        for at in places:
            if self.num[at] is not None:
                back = (ends[0] - self.last[at]) % 12 if ends else 0
                covered = (covered or 0) | ((1 << spans[at]) - 1) << back
        columns = (self.num, self.den, self.squares, self.invited, self.responded)
        grade = self.grade if isinstance(self.grade, int) else min(self.grade[at] for at in places)
        num, den, squares, invited, responded = (_total(column, places) for column in columns)
        return Sums(k, num, den, squares, invited, responded, covered, grade)


def _total(column: Sequence[float | None] | None, places: Sequence[int]) -> float | None:
    found = [value for at in places if (value := column[at]) is not None] if column is not None else []
    return math.fsum(found) if found else None


def read_lines(facts: Facts, request: Request, numbers: Collection[int]) -> Mapping[tuple[str, int], Line | None]:
    """The lines of these series for the units shown: what is not known yet is read, all of it at once.

    They are the same at every as-of between two ends of units. None where nothing is loaded.
    """
    kept: dict[tuple[str, int], Line | None] = facts.kept(("lines", reads_epoch(facts, request.as_of.day)), dict)
    missing = [(unit, number) for unit in request.shown for number in numbers if (unit, number) not in kept]
    if missing:
        units = list(dict.fromkeys(unit for unit, _ in missing))
        who = reads(facts, units, request.as_of.day)
        read: dict[tuple[str, int], Line | None] = dict.fromkeys(missing)
        if who.shown:
            asked = lines_query(facts, who, sorted({number for _, number in missing}))
            for unit, number, *columns in facts.cursor().execute(asked.sql, asked.parameters).fetchall():
                read[unit, number] = Line(*(column and json.loads(column) for column in columns))
        kept.update(read)
    return kept


def lines_query(facts: Facts, who: Reads, numbers: Sequence[int]) -> Query:
    """The query for the lines of some series."""
    parameters: dict[str, Any] = {"own_rows": own_rows_of(facts, numbers)} if who.above else {}
    only = f" AND f.series IN ({', '.join(map(str, numbers))})"
    return query(assembled("lines.sql", who, "1", only=only), parameters, who)


def shut_series(facts: Facts, who: Reads) -> frozenset[int]:
    """The series in which rows of one unit may shut out those of another: their lines are good for months alone."""
    if not who.above:
        return frozenset()
    by_unit = own_rows_by_unit(facts)
    shutting = {own_rows for _, _, above, *_ in who.above for own_rows in by_unit.get(above, ())}
    return frozenset(number for number, own_rows in known_series(facts).values() if own_rows in shutting)
