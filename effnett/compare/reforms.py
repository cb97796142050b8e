"""What has become of a municipality: each change of its code, what was joined and what broken (docs/semantics.md 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from effnett.compare.municipalities import codes_of, lives
from effnett.evaluate.code_changes import ENDED, RegionChange
from effnett.evaluate.regions import region_changes
from effnett.model.periods import first_day
from effnett.store.facts import Facts


class Reform(NamedTuple):
    """Codes that others took over from a day. `kind` is renamed, merged, split or ended.

    `parts` are those of the old codes that gave only a part of themselves. Published figures are joined through a
    renaming alone: through a merger or a split the line is broken, and no change is computed across it.
    """

    day: date
    kind: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    parts: tuple[str, ...] = ()

    @property
    def is_joined(self) -> bool:
        """Whether published figures from before and after stand in one line."""
        return self.kind == "renamed"


class _Links(NamedTuple):
    """The changes by what they came of and what came of them."""

    out_of: Mapping[str, list[RegionChange]]
    into: Mapping[str, list[RegionChange]]


def reforms(facts: Facts, region: str) -> tuple[Reform, ...]:
    """Everything that has happened to a municipality's codes, oldest first, under whichever of them it is named.

    Back to where its own line begins, and on to what it has become today, through mergers and splits.
    """
    return facts.kept(("reforms", region), lambda: _reforms(facts, region))


def breaks_between(facts: Facts, region: str, first: int, last: int) -> tuple[Reform, ...]:
    """The mergers and splits that break a municipality's own line after the first year and by the last."""
    own = set(codes_of(facts, region))
    return tuple(
        one
        for one in reforms(facts, region)
        if not one.is_joined and first < one.day.year <= last and own & {*one.old, *one.new}
    )


def _reforms(facts: Facts, region: str) -> tuple[Reform, ...]:
    links = facts.kept("links_of_codes", lambda: _links(region_changes(facts)))
    found: set[Reform] = set()
    front = [(code, -1) for code in codes_of(facts, region)]
    seen = set(front)
    while front:
        code, since = front.pop()
        for month in {change.month for change in links.into.get(code, ()) if change.month > since}:
            found.add(_into(facts, links, code, month))
        for month in {change.month for change in links.out_of.get(code, ()) if change.month > since}:
            reform = _out_of(facts, links, code, month)
            found.add(reform)
            later = {(heir, month) for heir in reform.new} - seen
            seen |= later
            front += later
    return tuple(sorted(found))


def _links(changes: Iterable[RegionChange]) -> _Links:
    out_of: dict[str, list[RegionChange]] = {}
    into: dict[str, list[RegionChange]] = {}
    for change in changes:
        out_of.setdefault(change.old, []).append(change)
        if change.kind != ENDED:
            into.setdefault(change.new, []).append(change)
    return _Links(out_of, into)


def _out_of(facts: Facts, links: _Links, code: str, month: int) -> Reform:
    """What a code became: several, or one that it may have become together with others."""
    changes = [change for change in links.out_of[code] if change.month == month]
    if changes[0].kind == ENDED:
        return Reform(first_day(month), ENDED, (code,), (changes[0].new,))
    heirs = tuple(sorted(change.new for change in changes))
    return Reform(first_day(month), "split", (code,), heirs) if len(heirs) > 1 else _into(facts, links, heirs[0], month)


def _into(facts: Facts, links: _Links, code: str, month: int) -> Reform:
    """What a code came of: one that was renumbered or split, or several, itself among them where it lived on."""
    changes = [change for change in links.into[code] if change.month == month]
    olds = sorted(change.old for change in changes)
    if len(olds) == 1 and changes[0].kind != "merged":
        return (
            _out_of(facts, links, olds[0], month)
            if changes[0].kind == "split"
            else Reform(first_day(month), changes[0].kind, tuple(olds), (code,))
        )
    began = lives(facts)[code].began if code in lives(facts) else None
    before = [code] if began is None or began < month else []
    parts = tuple(sorted(change.old for change in changes if change.kind == "split"))
    return Reform(first_day(month), "merged", (*before, *olds), (code,), parts)
