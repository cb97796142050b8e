"""What has become of a municipality: each change of its code, what was joined and what broken (docs/semantics.md 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from effnett.compare.municipalities import codes_of, in_use, lives
from effnett.evaluate.code_changes import ENDED, RegionChange
from effnett.evaluate.regions import region_changes, splits
from effnett.model.comparison import Peer
from effnett.model.periods import first_day, month_index
from effnett.store.facts import Facts


class Reform(NamedTuple):
    """Codes that others took over from a day. `kind` is renamed, merged, split or ended.

    `parts` are those of the old codes that gave only a part of themselves. Published figures are joined through a
    renaming alone: through a merger or a split the line is broken, and no change is computed across it. `shares` are
    those that sums are carried by where something was split: of each new code or, in a merger, of each part.
    """

    day: date
    kind: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    parts: tuple[str, ...] = ()
    shares: tuple[tuple[str, Fraction], ...] = ()

    @property
    def is_split(self) -> bool:
        """Whether an old code went to more than one."""
        return self.kind == "split" or bool(self.parts)

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


def reforms_between(facts: Facts, region: str, first: int, last: int) -> tuple[Reform, ...]:
    """What has happened to a municipality's own line after the January of the first year and by the end of the last:
    not what became of that which it later was a part of."""
    found = reforms(facts, region)
    own = set(codes_of(facts, region)) if found else set()
    begins, ends = date(first, 1, 1), date(last, 12, 31)
    return tuple(one for one in found if begins < one.day <= ends and own & {*one.old, *one.new})


def breaks_between(facts: Facts, region: str, first: int, last: int) -> tuple[Reform, ...]:
    """The mergers and splits that break a municipality's own line in some years."""
    return tuple(one for one in reforms_between(facts, region, first, last) if not one.is_joined)


class Changed(NamedTuple):
    """A unit whose codes changed in some years, and whether it is the same municipality all the way."""

    org_unit: str
    name: str
    is_joined: bool


def changed_between(facts: Facts, peers: Iterable[Peer], first: int, last: int) -> tuple[Changed, ...]:
    """The peers whose own line was joined or broken in some years."""
    found = ((peer, reforms_between(facts, peer.code, first, last)) for peer in peers)
    return tuple(Changed(peer.org_unit, peer.name, all(one.is_joined for one in own)) for peer, own in found if own)


class NotThere(NamedTuple):
    """Units that were no municipality of their own in a year, by name, and the reform that ended or made them.

    `now` are the codes in use that year of what an ended one went into; nobody of one that had not begun.
    """

    org_units: tuple[str, ...]
    names: tuple[str, ...]
    reform: Reform
    now: tuple[str, ...] = ()


def not_there(facts: Facts, peers: Iterable[Peer], year: int) -> tuple[NotThere, ...]:
    """The peers that were no municipality in a year, those of one reform together, and what had become of them."""
    found: dict[tuple[Reform, tuple[str, ...]], list[Peer]] = {}
    for peer in peers:
        if not peer.exists:
            for reform in _ended_or_begun(facts, peer, year):
                now = _became(facts, reform, year) if reform.day.year <= year else ()
                found.setdefault((reform, now), []).append(peer)
    return tuple(
        NotThere(tuple(one.org_unit for one in same), tuple(one.name for one in same), reform, now)
        for (reform, now), same in found.items()
    )


def _ended_or_begun(facts: Facts, peer: Peer, year: int) -> Iterable[Reform]:
    """The merger or split that a municipality ended by, where it was before the year's end, else the one it came of."""
    own = set(peer.codes)
    broken = [one for one in reforms(facts, peer.code) if not one.is_joined]
    ended = [one for one in broken if one.day.year <= year and own & set(one.old)]
    return ended[-1:] or [one for one in broken if one.day.year > year and own & set(one.new)][:1]


def _became(facts: Facts, reform: Reform, year: int) -> tuple[str, ...]:
    """The codes in use at the end of a year that a reform's new codes had become."""
    found: list[str] = []
    front = list(reform.new)
    seen = set(front)
    while front:
        code = front.pop(0)
        if in_use(facts, code, year):
            found.append(code)
            continue
        later = {new for one in reforms(facts, code) if code in one.old and one.day.year <= year for new in one.new}
        front += sorted(later - seen)
        seen |= later
    return tuple(found)


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
    return tuple(sorted(_with_shares(facts, one) for one in found))


def _with_shares(facts: Facts, reform: Reform) -> Reform:
    """With the shares that are known of what was split, which are all or none."""
    if not reform.is_split:
        return reform
    month, known = month_index(reform.day), splits(facts)
    taken = {old: known[old].shares for old in reform.parts or reform.old if old in known and known[old].month == month}
    if reform.parts:
        new = reform.new[0]
        return reform._replace(shares=tuple((old, shares[new]) for old, shares in taken.items() if new in shares))
    return reform._replace(shares=tuple(sorted(taken.get(reform.old[0], {}).items())))


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
    sources = [change for change in links.into[heirs[0]] if change.month == month]
    if len(heirs) > 1 or (changes[0].kind == "split" and len(sources) == 1):  # a part alone is a split too
        return Reform(first_day(month), "split", (code,), heirs)
    return _into(facts, links, heirs[0], month)


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
