"""What each unit does to its parent's value, and to its change over a year (docs/semantics.md 6).

A parent's value is the sum of its children's numerators over that of their denominators. So a child pulls by
how far its value lies from its parent's, as much as its share of the denominator weighs; and a year's change
is what the children's values have moved (rate) and what their shares have (mix).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from effnett.evaluate.flow import Found, flow_series
from effnett.evaluate.sums import HIDDEN, Sums, at_k
from effnett.evaluate.tree import org_tree, units_with_rows
from effnett.evaluate.values import scale
from effnett.model.evaluation import Evaluation
from effnett.model.organisation import OrgTree
from effnett.model.periods import AsOf
from effnett.model.scorecard import Indicator, Source
from effnett.store.facts import Facts


class Part(NamedTuple):
    """What a unit and its parent are made of in one of the two years."""

    num: float
    den: float
    whole_num: float
    whole_den: float

    @property
    def weight(self) -> float:
        """The share of the parent's denominator."""
        return self.den / self.whole_den

    @property
    def value(self) -> float | None:
        """The unit's own value, unscaled; None with a denominator of 0."""
        return self.num / self.den if self.den else None

    @property
    def whole(self) -> float:
        """The parent's value, unscaled."""
        return self.whole_num / self.whole_den

    @property
    def pull(self) -> float:
        """weight x (value - parent's value); of a unit with a denominator of 0, what its numerator adds."""
        return (self.num - self.den * self.whole) / self.whole_den


def effects(now: Part, before: Part) -> tuple[float, float]:
    """The rate and the mix effect on the parent's change, unscaled: mean weight x the value's change, and the weight's
    change x how far the mean value lies from the parent's mean.

    A unit that is in one of the years only weighs nothing in the other and has the same value there, so all it
    does is mix. Where a denominator is 0 the rate effect takes what is left of the unit's contribution.
    """
    values = [value for value in (now.value, before.value) if value is not None]
    whole = (now.whole + before.whole) / 2
    mean = sum(values) / len(values) if values else whole
    shift = now.weight - before.weight
    if now.value is not None and before.value is not None:
        rate = (now.weight + before.weight) / 2 * (now.value - before.value)
    elif not (now if now.value is None else before).num:
        rate = 0.0
    else:
        rate = now.num / now.whole_den - before.num / before.whole_den - shift * mean
    return rate, shift * (mean - whole)


@dataclass(frozen=True, slots=True)
class Family:
    """The places of a parent's children among the shown units, and whose own rows would stand in for theirs."""

    children: list[int] = field(default_factory=list)
    others: set[str] = field(default_factory=set)


def with_pulls(
    evaluations: Sequence[Evaluation], facts: Facts, shown: Sequence[str], as_of: AsOf, sums: Found
) -> list[Evaluation]:
    """The evaluations, unit by unit and each in the scorecard's order, with what every unit does to its parent."""
    answer = list(evaluations)
    indicators = len(answer) // len(shown)
    kin = families(org_tree(facts), shown, as_of.day)
    own = _own_periods(facts, {other for family in kin.values() for other in family.others})
    for at, family in kin.items():
        for position in range(indicators):
            parent = answer[at * indicators + position]
            years = _years(
                parent, sums.get((shown[at], position), ()), _own_of(parent.indicator, facts, family, own), as_of
            )
            if years is None:
                continue
            for child in family.children:
                found = _found(sums.get((shown[child], position), ()), years, scale(parent.indicator))
                if found:
                    place = child * indicators + position
                    answer[place] = answer[place]._replace(pull=found[0], rate_effect=found[1], mix_effect=found[2])
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


def _own_periods(facts: Facts, units: Collection[str]) -> Mapping[tuple[str, str], Sequence[tuple[int, int]]]:
    """The first and last months of units' own rows, by unit and what "own rows" is decided by."""
    wanted = sorted(units_with_rows(facts).intersection(units))
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    if wanted:
        sql = "SELECT org_unit, own_rows, last - span + 1, last FROM flow_presence WHERE list_contains(?, org_unit)"
        for unit, series, first, last in facts.kept(("own_periods", *wanted), lambda: facts.rows(sql, [wanted])):
            found.setdefault((unit, series), []).append((first, last))
    return found


def _own_of(
    indicator: Indicator, facts: Facts, family: Family, own: Mapping[tuple[str, str], Sequence[tuple[int, int]]]
) -> Iterable[tuple[int, int]]:
    """The months of rows that a parent has of its own for an indicator."""
    if not own:
        return ()
    series = {kind for _, kind in flow_series(facts, indicator.measure)}
    return [period for other in family.others for kind in series for period in own.get((other, kind), ())]


class _Years(NamedTuple):
    """A parent's sums now and a year before (None where no effects are told)."""

    now: Sums
    before: Sums | None


def _years(parent: Evaluation, line: Sequence[Sums], own: Iterable[tuple[int, int]], as_of: AsOf) -> _Years | None:
    """A parent's two years, where its value is the sum of its children's; None where nothing pulls."""
    months, end = parent.window.months(as_of), as_of.month
    pair = _two(line, months)
    is_published = parent.indicator.measure.source is Source.KOSTRA  # never added up
    if parent.value is None or is_published or not pair or not _is_sum(pair[0]):
        return None
    if not months:
        own_now = own_before = any(last <= end for _, last in own)
    else:
        own_now, own_before = (_overlaps(own, last - months + 1, last) for last in (end, end - 12))
    if own_now:
        return None
    told = len(pair) > 1 and parent.change is not None and not own_before and _is_sum(pair[1])
    return _Years(pair[0], pair[1] if told else None)


def _two(line: Sequence[Sums], months: int) -> Sequence[Sums]:
    """The sums of now and of a year before, or of the newest observation and the one before it."""
    if not months:
        return line[:2]
    now, before = at_k(line, 0), at_k(line, -1)
    return [each for each in (now, before) if each] if now else ()


def _overlaps(periods: Iterable[tuple[int, int]], first: int, last: int) -> bool:
    return any(begins <= last and ends >= first for begins, ends in periods)


def _is_sum(sums: Sums) -> bool:
    return sums.num is not None and bool(sums.den)


def _found(line: Sequence[Sums], years: _Years, times: int) -> tuple[float | None, float | None, float | None] | None:
    """A child's pull and effects; None where it has no figure, or one that must not be shown."""
    now = at_k(line, years.now.k)
    if now and now.grade == HIDDEN:
        return None
    part = _part(now, years.now)
    pull = part.pull * times if part.den or part.num else None
    if years.before is None:
        return pull, None, None
    before = at_k(line, years.before.k)
    if before and before.grade == HIDDEN:
        return pull, None, None
    earlier = _part(before, years.before)
    if not (part.den or part.num or earlier.den or earlier.num):
        return pull, None, None
    rate, mix = effects(part, earlier)
    return pull, rate * times, mix * times


def _part(sums: Sums | None, whole: Sums) -> Part:
    """A child's part of its parent's sums; nothing of either where it has no figure."""
    num, den = (sums.num, sums.den) if sums and sums.num is not None else (None, None)
    return Part(num or 0.0, den or 0.0, whole.num or 0.0, whole.den or 0.0)
