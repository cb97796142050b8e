"""Which municipality codes were in use in which year, and which codes are one municipality's (docs/semantics.md 8)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from effnett.evaluate.code_changes import ENDED
from effnett.evaluate.regions import region_changes, region_codes
from effnett.model.regions import LIVED_ON
from effnett.store.facts import Facts

_MUNICIPALITY: Final = re.compile(r"(?!2[1-9]|99|00)\d\d(?!00|99)\d\d")
_KINDS: Final = (
    ("country", re.compile(r"EAK\w*|EAB")),
    ("county", re.compile(r"(EKA|EAFK)\w+")),
    ("group", re.compile(r"EKG\w+")),
    ("district", re.compile(r"\d{6}")),
    ("municipality", _MUNICIPALITY),
)
AVERAGES: Final = frozenset(("country", "county", "group"))
"""Kinds whose figures are published averages: they have no place among those they are averages of."""


@lru_cache(8192)
def kind_of(region: str) -> str:
    """What a KOSTRA code stands for, by its shape; "" for a unit of the register's own.

    >>> [kind_of(code) for code in ("0301", "2111", "9999", "030112", "EAK", "EAB", "EKA03", "EKG10", "x")]
    ['municipality', '', '', 'district', 'country', 'country', 'county', 'group', '']
    """
    return next((kind for kind, shape in _KINDS if shape.fullmatch(region)), "")


_IN_NORWAY: Final = (
    (2024, 357), (2020, 356), (2018, 422), (2017, 426), (2013, 428), (2012, 429), (2008, 430), (2006, 431), (2005, 433),
    (2002, 434),
)  # fmt: skip  # pairs, not lines
"""How many municipalities the country has had from a year on, by Statistics Norway."""


def in_norway(year: int) -> int | None:
    """How many municipalities the country had in a year; None before 2002, which nobody has asked of."""
    return next((count for first, count in _IN_NORWAY if first <= year), None)


class Life(NamedTuple):
    """The month a code was first in use, and the first one it no longer was; None where no change says."""

    began: int | None = None
    ended: int | None = None


def lives(facts: Facts) -> Mapping[str, Life]:
    """The lives of the codes that have changed."""
    return facts.kept("lives_of_codes", lambda: _lives(facts))


def _lives(facts: Facts) -> dict[str, Life]:
    """A code that took others in had perhaps its own from before, and one that gave part away may live on.

    The shipped table's are known; of imported changes the figures tell.
    """
    figures = _figures(facts)
    began: dict[str, int] = {}
    ended: dict[str, int] = {}
    for change in region_changes(facts):
        if change.kind == ENDED:
            ended.setdefault(change.old, change.month)
            continue
        first, _ = figures.get(change.new, (change.month, 0))
        _, last = figures.get(change.old, (0, 0))
        if change.new not in LIVED_ON and (first >= change.month or change.kind == "renamed"):
            began.setdefault(change.new, change.month)
        if last < change.month or change.kind == "renamed":
            ended.setdefault(change.old, change.month)
    return {code: Life(began.get(code), ended.get(code)) for code in {*began, *ended}}


def _figures(facts: Facts) -> dict[str, tuple[int, int]]:
    """The first and the last month of each region's figures, where there are imported changes to be judged by them."""
    if facts.rows("SELECT count(*) FROM region_codes") == [(0,)]:
        return {}
    rows = facts.rows("SELECT region, min(last), max(last) FROM kostra WHERE value IS NOT NULL GROUP BY region")
    return {region: (first, last) for region, first, last in rows}


def in_use(facts: Facts, code: str, year: int) -> bool:
    """Whether a code was in use at the end of a year, as far as changes of codes say."""
    life = lives(facts).get(code, Life())
    december = year * 12 + 11
    return (life.began is None or life.began <= december) and (life.ended is None or december < life.ended)


def codes_of(facts: Facts, region: str) -> tuple[str, ...]:
    """All codes a region has had through one-to-one changes, newest first, whichever of them is given."""
    follows = facts.kept("renamed_to", lambda: {c.old: c.new for c in region_changes(facts) if c.kind == "renamed"})
    newest, seen = region, {region}
    while (after := follows.get(newest)) and after not in seen:
        newest = after
        seen.add(after)
    codes = tuple(region_codes(facts, newest))
    return codes if region in codes else (*codes, region)


def code_in_year(facts: Facts, region: str, year: int) -> str:
    """The code of a region's that was in use in a year; the one given where none was."""
    return next((code for code in codes_of(facts, region) if in_use(facts, code, year)), region)


def municipalities(facts: Facts, year: int) -> tuple[str, ...]:
    """The municipalities of a year: the codes in use then of all that KOSTRA figures are loaded for.

    Those that such a code has become through later changes count too, though no figures are loaded for them yet. Where
    that is more than there were, codes that ended before any known change are among them, and are left out.
    """
    return facts.kept(("municipalities", year), lambda: _municipalities(facts, year))


def _municipalities(facts: Facts, year: int) -> tuple[str, ...]:
    known = facts.kept("codes_through_time", lambda: _through_time(facts))
    found = tuple(code for code in known if in_use(facts, code, year))
    most = in_norway(year)
    if most is None or len(found) <= most:
        return found
    there = facts.kept("codes_with_figures", lambda: _with_figures(facts))  # is not asked for but where it is needed
    return tuple(code for code in found if code in there or code in lives(facts))


def _with_figures(facts: Facts) -> frozenset[str]:
    """The codes that have a figure, or a mark that says they could have: old ones may have nothing but `.`."""
    return frozenset(
        code for (code,) in facts.rows("SELECT DISTINCT region FROM kostra WHERE mark IS NULL OR mark <> '.'")
    )


def _through_time(facts: Facts) -> tuple[str, ...]:
    """The codes of municipalities with figures, and all that they became: changes come oldest first."""
    found = {code for (code,) in facts.rows("SELECT region FROM kostra_regions") if kind_of(code) == "municipality"}
    for change in region_changes(facts):
        if change.old in found:
            found.add(change.new)
    return tuple(sorted(code for code in found if kind_of(code) == "municipality"))
