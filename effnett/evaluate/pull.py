"""What each unit does to its parent's value, and to its change over a year (docs/semantics.md 6).

A parent's value is the sum of its children's numerators over that of their denominators. So a child pulls by
how far its value lies from its parent's, as much as its share of the denominator weighs; and a year's change
is what the children's values have moved (rate) and what their shares have (mix).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from effnett.evaluate.figures import NOTHING, Figures
from effnett.evaluate.plan import Kind, Plan
from effnett.evaluate.regions import splits
from effnett.evaluate.series import flow_series
from effnett.evaluate.sums import HIDDEN, Lines, Sums, at_k
from effnett.evaluate.tree import heirs_of_split, org_tree, units_with_rows
from effnett.model.evaluation import Change
from effnett.model.organisation import OrgTree
from effnett.model.scorecard import Indicator
from effnett.store.facts import Facts

Told = tuple[float | None, float | None, float | None]
"""A unit's pull, rate effect and mix effect."""

_NOTHING: Final[Told] = (None, None, None)

Part = tuple[float, float, float, float]
"""What a unit and its parent are made of in one of the two years: numerator and denominator, and the parent's two."""


def pull(part: Part) -> float:
    """weight x (value - parent's value), unscaled; of a unit with a denominator of 0, what its numerator adds."""
    num, den, whole_num, whole_den = part
    return (num - den * (whole_num / whole_den)) / whole_den


def effects(now: Part, before: Part) -> tuple[float, float]:
    """The rate and the mix effect on the parent's change, unscaled: mean weight x the value's change, and the weight's
    change x how far the mean value lies from the parent's mean.

    A unit that is in one of the years only weighs nothing in the other and has the same value there, so all it
    does is mix. Where a denominator is 0 the rate effect takes what is left of the unit's contribution.
    """
    num, den, whole_num, whole_den = now
    old_num, old_den, old_whole_num, old_whole_den = before
    weight, old_weight = den / whole_den, old_den / old_whole_den
    whole = (whole_num / whole_den + old_whole_num / old_whole_den) / 2
    shift = weight - old_weight
    if den and old_den:
        value, old_value = num / den, old_num / old_den
        return (weight + old_weight) / 2 * (value - old_value), shift * ((value + old_value) / 2 - whole)
    mean = num / den if den else old_num / old_den if old_den else whole
    left = (num if not den else 0.0) / whole_den - (old_num if not old_den else 0.0) / old_whole_den
    return left, shift * (mean - whole)


@dataclass(frozen=True, slots=True)
class Family:
    """The places of a parent's children among the shown units, and whose own rows would stand in for theirs."""

    children: list[int] = field(default_factory=list)
    others: set[str] = field(default_factory=set)


class Kinship(NamedTuple):
    """Who counts for whom among the shown units, of which there are `units`: the families by the parent's place.

    `own` has the first and last months of rows that would stand in for children's, by unit and what "own rows" is
    decided by.
    """

    facts: Facts
    units: int
    families: Mapping[int, Family]
    own: Mapping[tuple[str, str], Sequence[tuple[int, int]]]


def kinship(facts: Facts, shown: Sequence[str], day: date) -> Kinship:
    """The families among some units at a day."""
    kin = families(org_tree(facts), shown, day)
    _add_split(kin, facts, shown, day)
    return Kinship(
        facts, len(shown), kin, _own_periods(facts, {other for family in kin.values() for other in family.others})
    )


def pulls(
    plans: Sequence[Plan], kin: Kinship, lines: Lines, now: Figures, before: Figures, changes: Sequence[Change | None]
) -> list[Told]:
    """What each unit does to its parent's value and change, of figures of one kind: those of all units for one
    indicator, then those of the next."""
    answer = [_NOTHING] * len(plans)
    if plans[0].kind.is_published:  # never added up
        return answer
    for begin in range(0, len(plans), kin.units):
        plan = plans[begin]
        for place, family in kin.families.items():
            at = begin + place
            if now.values[at] is None:
                continue
            years = _years(plan, _own_of(plan.indicator, family, kin), now.sums[at], before.sums[at], changes[at])
            if years:
                for child in (begin + place for place in family.children):
                    answer[child] = _told(lines[child], now.sums[child], before.sums[child], years, plan.kind.scale)
    return answer


def families(tree: OrgTree, shown: Sequence[str], day: date) -> dict[int, Family]:
    """Who counts for whom among the shown units, by their places: the nearest shown unit above each."""
    places = {unit: place for place, unit in enumerate(shown)}
    found: dict[int, Family] = {}
    for place, unit in enumerate(shown[1:], 1):
        between: set[str] = set()
        at = tree.unit(unit).parent
        while at is not None and (at := tree.stand_in(at, day)) not in places and at not in between:
            between.add(at)
            at = tree.unit(at).parent
        if at is not None and at in places:
            family = found.setdefault(places[at], Family([], {at}))
            family.children.append(place)
            family.others.update(between)
    for code, unit_ in tree.units.items():
        if unit_.successor and (heir := places.get(tree.stand_in(code, day))) in found:
            found[heir].others.add(code)
    return found


def _add_split(kin: Mapping[int, Family], facts: Facts, shown: Sequence[str], day: date) -> None:
    """Put the units that were split with those whose sums have a share of them."""
    for code in splits(facts):
        for heir in heirs_of_split(facts, code, day):
            if heir in shown and (family := kin.get(shown.index(heir))):
                family.others.add(code)


def _own_periods(facts: Facts, units: Collection[str]) -> Mapping[tuple[str, str], Sequence[tuple[int, int]]]:
    """The first and last months of units' own rows, by unit and what "own rows" is decided by."""
    wanted = sorted(set(units).intersection(units_with_rows(facts)))
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    if wanted:
        sql = "SELECT org_unit, own_rows, last - span + 1, last FROM flow_presence WHERE list_contains(?, org_unit)"
        for unit, series, first, last in facts.kept(("own_periods", *wanted), lambda: facts.rows(sql, [wanted])):
            found.setdefault((unit, series), []).append((first, last))
    return found


def _own_of(indicator: Indicator, family: Family, kin: Kinship) -> Collection[tuple[int, int]]:
    """The months of rows that a parent has of its own for an indicator."""
    if not kin.own:
        return ()
    series = {kind for _, kind in flow_series(kin.facts, indicator.measure)}
    return [period for other in family.others for kind in series for period in kin.own.get((other, kind), ())]


_Years = tuple[Sums, Sums | None]
"""A parent's sums now and a year before (None where no effects are told)."""


def _years(
    plan: Plan, own: Collection[tuple[int, int]], now: Sums, before: Sums, change: Change | None
) -> _Years | None:
    """A parent's two years, where its value is the sum of its children's; None where nothing pulls."""
    own_now, own_before = _is_own(plan.kind, own) if own else (False, False)
    if own_now or not _is_sum(now):
        return None
    return now, before if change is not None and not own_before and _is_sum(before) else None


def _is_own(kind: Kind, own: Collection[tuple[int, int]]) -> tuple[bool, bool]:
    """Whether rows of the parent's own are in its sums, of now and of a year before: then it is not its children's."""
    months, end = kind.months, kind.end
    if not months:
        is_own = any(last <= end for _, last in own)
        return is_own, is_own
    return _overlaps(own, end - months + 1, end), _overlaps(own, end - 12 - months + 1, end - 12)


def _overlaps(periods: Iterable[tuple[int, int]], first: int, last: int) -> bool:
    return any(begins <= last and ends >= first for begins, ends in periods)


def _is_sum(sums: Sums) -> bool:
    return sums.num is not None and bool(sums.den)


def _told(line: Sequence[Sums], now: Sums, before: Sums, years: _Years, scale: int) -> Told:
    """A child's pull and effects, of its own sums now and before or, where its parent's are of other times, of those
    in its line; nothing where it has no figure, or one that must not be shown."""
    whole, whole_before = years
    if now.k != whole.k:
        now = at_k(line, whole.k) or NOTHING
    if now.grade == HIDDEN:
        return _NOTHING
    part = _part(now, whole)
    pulled = pull(part) * scale if part[1] or part[0] else None
    if whole_before is None:
        return pulled, None, None
    if before.k != whole_before.k:
        before = at_k(line, whole_before.k) or NOTHING
    earlier = _part(before, whole_before)
    if before.grade == HIDDEN or (pulled is None and not (earlier[1] or earlier[0])):
        return pulled, None, None
    rate, mix = effects(part, earlier)
    return pulled, rate * scale, mix * scale


def _part(sums: Sums, whole: Sums) -> Part:
    """A child's part of its parent's sums; nothing of either where it has no figure."""
    num = sums.num
    if num is None:
        return 0.0, 0.0, whole.num or 0.0, whole.den or 0.0
    return num, sums.den or 0.0, whole.num or 0.0, whole.den or 0.0
