"""What must not be shown (docs/semantics.md 7), found once for the whole store and the same for everybody.

What belongs together: all measures of sick leave, and each question of a survey. For each period in which somebody
is few, the sums of every unit that has been or is shown are laid side by side, and `leaks` says which of them
must be hidden. Windows of several periods are hidden where they hold a hidden one, so no difference of them
gives it back. Nothing here is about who is reading.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import NamedTuple

from effnett.evaluate.leaks import Cell, Support, verdicts
from effnett.evaluate.queries import Request
from effnett.evaluate.sensitive import Group, Period, When, periods
from effnett.evaluate.series import flow_series
from effnett.evaluate.small import without_few
from effnett.evaluate.sums import REST, Lines, Sums, cleared
from effnett.evaluate.trees import parents, shut_out, sources, takers, tree_at, trees, trees_of
from effnett.model.periods import AsOf, Window
from effnett.model.scorecard import Indicator, Source
from effnett.store.facts import Facts


def clear(found: MutableMapping[int, Lines], facts: Facts, request: Request) -> None:
    """Clear away the sums that must not be shown, of lines by the indicator's position. Indicators may share a line."""
    shields = shields_of(facts, request.indicators)
    tree = tree_at(facts, request.as_of.month)
    for position, shield in shields.items():
        lines, indicator = found.get(position, ()), request.indicators[position]
        if indicator.measure.source is Source.SURVEY:
            lines = without_few(indicator, lines)
        if lines:
            hidden = [shield.hidden(tree, unit) for unit in request.shown]
            found[position] = [
                _without(request.as_of, indicator.window, line, when) if when else line
                for line, when in zip(lines, hidden, strict=True)
            ]


def _without(as_of: AsOf, window: Window, line: Sequence[Sums], hidden: Collection[When]) -> Sequence[Sums]:
    """A line with the sums that hold a hidden period cleared away."""
    return [cleared(sums) if _holds(as_of, window, sums, hidden) else sums for sums in line]


def _holds(as_of: AsOf, window: Window, sums: Sums, hidden: Collection[When]) -> bool:
    """Whether a hidden period lies in the window of some sums: what is left of it would give the period away."""
    months = window.months(as_of)
    if sums.num is None:
        return False
    if not months:
        return divmod(sums.k, 16) in hidden
    if sums.k <= REST:
        block = as_of.month - 12 * (REST - sums.k)
        first, last = block - 11, block - months
    else:
        last = as_of.month + 12 * sums.k
        first = last - months + 1
    return any(first <= at - span + 1 and at <= last for at, span in hidden)


class Shield(NamedTuple):
    """What is hidden of one series: its hidden periods by tree and unit.

    `shown` has, by tree and period, the sums that are shown in periods in which some of the group's are hidden.
    """

    periods: Mapping[tuple[int, str], Collection[When]]
    shown: Mapping[tuple[int, When], frozenset[Support]]

    def hidden(self, tree: int, unit: str) -> Collection[When]:
        """The hidden periods of a unit."""
        return self.periods.get((tree, unit), ())

    def is_shown(self, tree: int, unit: str, when: When) -> bool:
        """Whether a unit's own rows of a period are a sum that is shown."""
        sums = self.shown.get((tree, when))
        return sums is None or frozenset((unit,)) in sums


_OPEN = Shield({}, {})


def shields_of(facts: Facts, indicators: Sequence[Indicator]) -> dict[int, Shield]:
    """What is hidden of each indicator that is of people, by position; the strictest limit of those alike holds."""
    limits = limits_of(indicators)
    return {
        position: shields_of_group(facts, group, limits[group]).get(_series_of(facts, indicator), _OPEN)
        for position, indicator in enumerate(indicators)
        if (group := _group_of(indicator))
    }


def limits_of(indicators: Iterable[Indicator]) -> dict[Group, int]:
    """What is hidden together of some indicators, and the strictest limit for each."""
    limits: dict[Group, int] = {}
    for indicator in indicators:
        if group := _group_of(indicator):
            is_leave = group.source is Source.SICK_LEAVE
            limit = indicator.min_employees if is_leave else indicator.min_respondents
            limits[group] = max(limits.get(group, 0), limit)
    return limits


def _group_of(indicator: Indicator) -> Group | None:
    """What an indicator is hidden together with; None where it is not of people."""
    source, measure = indicator.measure.source, indicator.measure
    if source is Source.SICK_LEAVE:
        return Group(source)
    if source is Source.SURVEY:
        return Group(source, measure.series, measure.question, indicator.scale)
    return None


def _series_of(facts: Facts, indicator: Indicator) -> int:
    return next((number for number, _ in flow_series(facts, indicator.measure)), 0)


def shields_of_group(facts: Facts, group: Group, limit: int) -> Mapping[int, Shield]:
    """The shields of a group's series."""
    return facts.kept(shields_key(group, limit), lambda: _worked_out(facts, group, limit))


def shields_key(group: Group, limit: int) -> Hashable:
    """What a group's shields are kept under with the facts."""
    return ("shields", group, limit)


def _worked_out(facts: Facts, group: Group, limit: int) -> dict[int, Shield]:
    hidden: dict[int, dict[tuple[int, str], set[When]]] = {one: {} for one in group.series(facts)}
    shown: dict[tuple[int, When], frozenset[Support]] = {}
    alike: dict[Hashable, list[_Judged]] = {}
    presence = _Presence(facts, group)
    for period in periods(facts, group, limit):
        found = trees_of(facts, period.when[0])
        key = (period.pattern, *found, presence.key(period.when))
        if key not in alike:
            alike[key] = [*_judged(facts, period, found, presence, group.source is not Source.SURVEY)]
        for tree, of_tree, pairs in alike[key]:
            shown[tree, period.when] = of_tree
            for unit, series in pairs:
                hidden[series].setdefault((tree, unit), set()).add(period.when)
    return {series: Shield(periods_of, shown) for series, periods_of in hidden.items()}


_Sums = Mapping[tuple[str, int], Collection[Support]]
"""The units whose rows are added up, by the unit and the series that they are added up for. Where rows of a longer
period than the one looked at shut out others in some windows, they are more than one sum."""

_Judged = tuple[int, frozenset[Support], list[tuple[str, int]]]
"""A tree, the sums of a period that are shown under it, and the units and series whose sums are hidden."""


def _judged(
    facts: Facts, period: Period, found: Sequence[int], presence: _Presence, is_carried: bool
) -> Iterator[_Judged]:
    """What is hidden under each tree. Of what is not carried through splits, as surveys, nobody has a share."""
    sums = [_sums(facts, period, tree, presence) for tree in found]
    cells = [_cells(facts, period, tree, of_tree) for tree, of_tree in zip(found, sums, strict=True)]
    for tree, of_tree, verdict in zip(found, sums, verdicts(cells), strict=True):
        hidden = [key for key, supports in of_tree.items() if not verdict.hidden.isdisjoint(supports)]
        taken = takers(facts, tree) if is_carried else {}
        yield tree, verdict.shown, [*hidden, *_shares_of(hidden, taken)]


def _shares_of(hidden: Iterable[tuple[str, int]], taken: Mapping[str, Collection[str]]) -> Iterator[tuple[str, int]]:
    """The sums with a share of one that is hidden: they are hidden along with it, and what is not is known anyway."""
    return ((unit, series) for split, series in hidden for unit in taken.get(split, ()))


def _sums(facts: Facts, period: Period, tree: int, presence: _Presence) -> _Sums:
    """The sums of a period under a tree; those of nothing left out.

    Of a sum with shares of a split unit it is the rest, as what that unit was may be computed by anybody: it is
    among the sums, as if it were shown.
    """
    found = {
        (unit, series): presence.left(unit, support, tree, period.when)
        for unit, read in sources(facts, tree).items()
        for series, with_rows in period.units.items()
        if (support := with_rows & read)
    }
    return {key: supports for key, supports in found.items() if supports}


def _cells(facts: Facts, period: Period, tree: int, sums: _Sums) -> list[Cell]:
    """The sums as cells, each once for a unit."""
    above = parents(facts, tree)
    pairs = dict.fromkeys((unit, support) for (unit, _), supports in sums.items() for support in supports)
    people = {support: period.people(support) for support in {support for _, support in pairs}}
    return [Cell(unit, above.get(unit), support, *people[support]) for unit, support in pairs]


class _Presence:
    """Which units have rows of their own when: theirs shut out the rows of what lies below (docs/semantics.md 2)."""

    def __init__(self, facts: Facts, group: Group) -> None:
        self._facts = facts
        self._rows = facts.kept("presence", lambda: _presence(facts)).get(group.own_rows, {})

    def key(self, when: When) -> Hashable:
        """The same for periods whose rows are shut out alike."""
        return when if self._rows else None

    def left(self, unit: str, support: Support, tree: int, when: When) -> Collection[Support]:
        """The units of a sum whose rows are not shut out by rows above them, in each window that holds the period.

        Only rows in the window shut out others: those of a year do so in a year, and not in its last tertial.
        """
        shutting = [*self._shutting(unit, tree, when)]
        if not shutting:
            return (support,)
        out = {
            frozenset(source for source, (last, span) in shutting if first <= last - span + 1 and last <= until)
            for first, until in windows_with(when)
        }
        return tuple(left for left in dict.fromkeys(support - each for each in sorted(out, key=sorted)) if left)

    def _shutting(self, unit: str, tree: int, when: When) -> Iterator[tuple[str, When]]:
        """The units below a unit, each with rows above it that overlap a period."""
        last, span = when
        for source, one, first, until in shut_out(self._facts, tree).get(unit, ()) if self._rows else ():
            if last >= first and last - span < until:
                yield from ((source, row) for row in self._rows.get(one, ()) if _overlap(row, when))


def windows_with(when: When) -> Iterator[tuple[int, int]]:
    """The first and last month of every window that a period may be summed in; the latest has no bounds.

    >>> [(first - 2009 * 12, until - 2009 * 12) for first, until in windows_with((2009 * 12 + 11, 4))][:-1]
    [(8, 11), (0, 11), (4, 15), (8, 19), (4, 11)]
    """
    last, span = when
    year = last // 12 * 12
    ends = range(last // 4 * 4 + 3, last + 12, 4)
    months = [(end - 3, end) for end in ends]
    months += [(year, end) for end in ends if end < year + 12] + [(end - 11, end) for end in ends]
    months += [(end + 1, year + 11) for end in (year + 3, year + 7)]  # the rest of a year
    yield from ((first, end) for first, end in dict.fromkeys(months) if first <= last - span + 1 and last <= end)
    yield 0, _FOREVER


_FOREVER = 9999 * 12


def _presence(facts: Facts) -> Mapping[str, Mapping[str, Sequence[When]]]:
    """When units have rows of their own, by what that is decided for; empty where no rows are shut out anywhere."""
    found: dict[str, dict[str, list[When]]] = {}
    if any(shut_out(facts, tree) for tree in trees(facts)):
        for own_rows, unit, last, span in facts.rows("SELECT own_rows, org_unit, last, span FROM flow_presence"):
            found.setdefault(own_rows, {}).setdefault(unit, []).append((last, span))
    return found


def _overlap(one: When, other: When) -> bool:
    return one[0] > other[0] - other[1] and other[0] > one[0] - one[1]
