"""KOSTRA regions through changes of code: the line through a renumbering, and where it breaks (docs/semantics.md 3)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from effnett.evaluate.code_changes import ENDED, Given, judged, weights
from effnett.evaluate.code_changes import RegionChange as RegionChange  # others know it from here
from effnett.model.organisation import OrgTree
from effnett.model.periods import month_index
from effnett.model.regions import shares, shipped_region_changes
from effnett.model.scorecard import Indicator
from effnett.store.facts import Facts


def region_changes(facts: Facts) -> Sequence[RegionChange]:
    """The changes that the program ships and those that were imported, oldest first."""
    return facts.kept("region_changes", lambda: _region_changes(facts))


def _region_changes(facts: Facts) -> list[RegionChange]:
    """Imported changes are judged by the figures there are from before them, which are asked for only then."""
    found = _shipped()
    if given := _given(facts):
        first = dict(facts.rows("SELECT region, min(last) FROM kostra WHERE value IS NOT NULL GROUP BY 1"))
        found += judged(found, given, first)
    return sorted(found, key=lambda change: change.month)


def _shipped() -> list[RegionChange]:
    return [
        RegionChange(change.old_code, change.new_code, month_index(change.from_date), change.kind)
        for change in shipped_region_changes()
    ]


def _given(facts: Facts) -> list[Given]:
    rows = facts.rows("SELECT old_code, new_code, from_date, weight FROM region_codes WHERE old_code <> new_code")
    return [Given(old, new, month_index(day), weight) for old, new, day, weight in rows]


class Split(NamedTuple):
    """A code that became several in a month, each with the share of it that it took over. The shares make a whole."""

    month: int
    shares: Mapping[str, Fraction]


def splits(facts: Facts) -> Mapping[str, Split]:
    """The splits that sums are carried through, by the old code: those that weights by population are imported for."""
    return facts.kept("splits", lambda: _splits(facts))


def _splits(facts: Facts) -> dict[str, Split]:
    """Where no parts are imported, nothing more is looked at."""
    if not facts.rows("SELECT 1 FROM region_codes WHERE weight < 1 LIMIT 1"):
        return {}
    known = weights(_shipped(), _given(facts))
    heirs: dict[tuple[str, int], dict[str, Fraction | None]] = {}
    for old, new, month, kind in region_changes(facts):
        if kind == "split":
            heirs.setdefault((old, month), {})[new] = known.get((old, new, month))
    return {old: Split(month, taken) for (old, month), parts in heirs.items() if (taken := shares(parts))}


def region_codes(facts: Facts, region: str) -> Sequence[str]:
    """A region's code and those it was renumbered from, newest first; mergers and splits end the chain."""
    renamed = facts.kept("renamed", lambda: {c.new: c.old for c in region_changes(facts) if c.kind == "renamed"})
    codes = [region]
    while (before := renamed.get(codes[-1])) and before not in codes:
        codes.append(before)
    return codes


def line_breaks(facts: Facts, region: str) -> Mapping[int, str]:
    """The months from which a region is another than it was, with the kind of change: rates are not joined there."""
    return facts.kept(("line_breaks", region), lambda: _line_breaks(facts, region))


def _line_breaks(facts: Facts, region: str) -> dict[int, str]:
    codes = set(region_codes(facts, region))
    return {
        change.month: change.kind
        for change in region_changes(facts)
        if change.kind != "renamed" and (change.old in codes or (change.new in codes and change.kind != ENDED))
    }


def breaks_of(indicator: Indicator, kostra: Facts | None, tree: OrgTree, unit: str) -> Collection[int]:
    """The months a line is broken from: those the definition dates, and for KOSTRA where the region merged or split.

    `kostra` is the facts where the figures are KOSTRA's.
    """
    dated: Collection[int] = indicator.breaks
    if kostra is None:
        return dated
    regional = line_breaks(kostra, tree.unit(unit).region)
    return {*dated, *regional} if dated else regional


def region_names(facts: Facts) -> Mapping[str, str]:
    """Names by code, as the newest file gave them; a code that was renumbered bears the name of the one before it."""
    return facts.kept("region_names", lambda: _region_names(facts))


def _region_names(facts: Facts) -> dict[str, str]:
    names: dict[str, str] = dict(facts.rows("SELECT region, name FROM regions"))
    for change in region_changes(facts):
        if change.kind == "renamed" and change.old in names:
            names.setdefault(change.new, names[change.old])
    return names
