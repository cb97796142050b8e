"""What must not be shown (docs/semantics.md 7), found once for the whole store and the same for everybody.

What belongs together: all measures of sick leave, and each question of a survey. For each period in which somebody
is few, the sums of every unit that has been or is shown are laid side by side, and `leaks` says which of them
must be hidden. Windows of several periods are hidden where they hold a hidden one, so no difference of them
gives it back. Nothing here is about who is reading.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import NamedTuple

from effnett.evaluate.flow import flow_series, known_series
from effnett.evaluate.leaks import Cell, Support, Verdict, verdicts
from effnett.evaluate.queries import Request
from effnett.evaluate.sensitive import Group, Period, When, periods
from effnett.evaluate.small import is_few
from effnett.evaluate.sums import HIDDEN, REST, Sums
from effnett.evaluate.tree import org_tree, reads
from effnett.model.periods import AsOf, Window, last_day, month_index
from effnett.model.scorecard import Indicator, Source
from effnett.store.facts import Facts


def clear(found: MutableMapping[tuple[str, int], list[Sums]], facts: Facts, request: Request) -> None:
    """Clear away the sums by unit and indicator's position that must not be shown. Indicators may share a line."""
    shields = [shield_of(facts, request.indicators, one) for one in request.indicators]
    tree = tree_at(facts, request.as_of.month)
    for key, line in found.items():
        unit, position = key
        shield, indicator = shields[position], request.indicators[position]
        if shield is None:
            continue
        if indicator.measure.source is Source.SURVEY:
            found[key] = line = [cleared(sums) if is_few(indicator, sums) else sums for sums in line]
        hidden = shield.hidden(tree, unit, [number for number, _ in flow_series(facts, indicator.measure)])
        if hidden:
            found[key] = [
                cleared(sums) if _holds(request.as_of, indicator.window, sums, hidden) else sums for sums in line
            ]


def cleared(sums: Sums) -> Sums:
    """What is left of sums that must not be shown: when they were, and that they are hidden."""
    return Sums(sums.k, None, covered=sums.covered, grade=HIDDEN)


def _holds(as_of: AsOf, window: Window, sums: Sums, hidden: Collection[When]) -> bool:
    """Whether a hidden period lies in the window of some sums: what is left of it would give the period away."""
    months = window.months(as_of)
    if sums.num is None:
        return False
    if not months:
        return divmod(sums.k, 16) in hidden
    if sums.k == REST:
        first, last = as_of.month - 11, as_of.month - months
    else:
        last = as_of.month + 12 * sums.k
        first = last - months + 1
    return any(first <= at - span + 1 and at <= last for at, span in hidden)


class Shield(NamedTuple):
    """What is hidden of one group. Trees are known by the month they hold from.

    `periods` are the hidden ones by tree, unit and series; `shown` has, by tree and period, the sums that are shown of
    periods in which some are hidden.
    """

    periods: Mapping[tuple[int, str, int], Collection[When]]
    shown: Mapping[tuple[int, When], frozenset[Support]]

    def hidden(self, tree: int, unit: str, series: Iterable[int]) -> Collection[When]:
        """The hidden periods of a unit in some series."""
        found = [self.periods[tree, unit, one] for one in series if (tree, unit, one) in self.periods]
        return found[0] if len(found) == 1 else {when for some in found for when in some}

    def is_shown(self, tree: int, unit: str, when: When) -> bool:
        """Whether a unit's own rows of a period are a sum that is shown."""
        sums = self.shown.get((tree, when))
        return sums is None or frozenset((unit,)) in sums


def shield_of(facts: Facts, indicators: Sequence[Indicator], one: Indicator) -> Shield | None:
    """What is hidden of an indicator's group, judged by the strictest of some indicators; None for other sources."""
    group = _group(facts, indicators, one)
    return group and facts.kept(("shield", group), lambda: _shield(facts, group))


def _group(facts: Facts, indicators: Sequence[Indicator], one: Indicator) -> Group | None:
    """All sick leave, or a question of a survey whatever is asked of it."""
    measure = one.measure
    if measure.source is Source.SICK_LEAVE:
        limit = max(each.min_employees for each in indicators if each.measure.source is Source.SICK_LEAVE)
        series = tuple(number for (source, *_), (number, _) in known_series(facts).items() if source == "sick_leave")
        return Group(Source.SICK_LEAVE, "sick_leave", series, limit)
    if measure.source is not Source.SURVEY:
        return None
    asked = (Source.SURVEY, measure.series, measure.question)
    same = [each for each in indicators if (each.measure.source, each.measure.series, each.measure.question) == asked]
    series = tuple(number for number, _ in flow_series(facts, measure))
    limit = max(each.min_respondents for each in same)
    return Group(Source.SURVEY, f"survey/{measure.series}", series, limit, one.scale)


def _shield(facts: Facts, group: Group) -> Shield:
    hidden: dict[tuple[int, str, int], set[When]] = {}
    shown: dict[tuple[int, When], frozenset[Support]] = {}
    worked_out: dict[Hashable, list[tuple[int, Mapping[tuple[str, int], Support], Verdict]]] = {}
    presence = _Presence(facts, group)
    for period in periods(facts, group):
        months = _trees_from(facts, period.when)
        key = (period.pattern, *months, presence.at(period.when))
        if key not in worked_out:
            worked_out[key] = list(_judged(facts, period, months, presence))
        for month, sums, verdict in worked_out[key]:
            shown[month, period.when] = verdict.shown
            for (unit, series), support in sums.items():
                if support in verdict.hidden:
                    hidden.setdefault((month, unit, series), set()).add(period.when)
    return Shield(hidden, shown)


def _judged(
    facts: Facts, period: Period, months: Sequence[int], presence: _Presence
) -> Iterator[tuple[int, Mapping[tuple[str, int], Support], Verdict]]:
    """The sums of a period under each tree it is shown under, and what may be done with them."""
    trees = [_sums(facts, period, month, presence) for month in months]
    found = verdicts([_cells(facts, period, month, sums) for month, sums in zip(months, trees, strict=True)])
    return zip(months, trees, found, strict=True)


def _sums(facts: Facts, period: Period, month: int, presence: _Presence) -> dict[tuple[str, int], Support]:
    """The units whose rows are read, for each unit and series that has some in the period."""
    found = {}
    for unit, sources in _sources(facts, month).items():
        for series, with_rows in period.units.items():
            support = with_rows & sources
            if support:
                found[unit, series] = presence.left(unit, support, month, period.when)
    return {key: support for key, support in found.items() if support}


def _cells(facts: Facts, period: Period, month: int, sums: Mapping[tuple[str, int], Support]) -> list[Cell]:
    """The sums as cells, each once for a unit."""
    above = _above(facts, month)
    people = {support: period.people(support) for support in set(sums.values())}
    pairs = dict.fromkeys((unit, support) for (unit, _), support in sums.items())
    return [Cell(unit, above.get(unit), support, *people[support]) for unit, support in pairs]


class _Presence:
    """Which units have rows of their own when: theirs shut out the rows of what lies below (docs/semantics.md 2)."""

    def __init__(self, facts: Facts, group: Group) -> None:
        self._facts = facts
        sql = "SELECT org_unit, last, span FROM flow_presence WHERE own_rows = ?"
        self._rows: dict[str, list[When]] = {}
        above = {one for month in _changes(facts) for one in _shut_out(facts, month)}
        for unit, last, span in facts.rows(sql, [group.own_rows]) if above else ():
            self._rows.setdefault(unit, []).append((last, span))

    def at(self, when: When) -> frozenset[str]:
        """The units that have rows of their own at a time."""
        return frozenset(unit for unit, rows in self._rows.items() if any(_overlap(one, when) for one in rows))

    def left(self, unit: str, support: Support, month: int, when: When) -> Support:
        """The units of a sum whose rows are not shut out by rows above them."""
        above = _shut_out(self._facts, month)
        if not self._rows or unit not in above:
            return support
        present = self.at(when)
        last, span = when
        shut = {
            source
            for source, one, first, until in above[unit]
            if one in present and last >= first and last - span < until
        }
        return support - shut


def _overlap(one: When, other: When) -> bool:
    return one[0] > other[0] - other[1] and other[0] > one[0] - one[1]


def tree_at(facts: Facts, month: int) -> int:
    """The month from which the tree of an as-of has held; trees change where units end."""
    return max(change for change in _changes(facts) if change <= month)


def _trees_from(facts: Facts, when: When) -> list[int]:
    """The trees a period is shown under: that of its own tertial's end, and all later ones."""
    first = when[0] // 4 * 4 + 3
    return [change for change in _changes(facts) if change >= tree_at(facts, first)]


def _changes(facts: Facts) -> Sequence[int]:
    """The first as-of of each tree: the first of all, and those that come after a unit's last day."""
    return facts.kept("tree changes", lambda: _tree_changes(facts))


def _tree_changes(facts: Facts) -> list[int]:
    ends = [unit.valid_to for unit in org_tree(facts).units.values() if unit.valid_to]
    found = {0}
    for day in ends:
        month = month_index(day) // 4 * 4 + 3
        found.add(month if last_day(month) > day else month + 4)
    return sorted(found)


def _sources(facts: Facts, month: int) -> Mapping[str, frozenset[str]]:
    """The units whose rows a unit's sums may read, under a tree."""
    return facts.kept(("sources", month), lambda: {u: frozenset(s) for u, s in _reads(facts, month).sources.items()})


def _shut_out(facts: Facts, month: int) -> Mapping[str, Sequence[tuple[str, str, int, int]]]:
    """By unit: whose rows are shut out by whose, and between which months, under a tree."""

    def read() -> dict[str, list[tuple[str, str, int, int]]]:
        found: dict[str, list[tuple[str, str, int, int]]] = {}
        for shown, source, above, first, last, is_shown in _reads(facts, month).above:
            if not is_shown:
                found.setdefault(shown, []).append((source, above, first, last))
        return found

    return facts.kept(("shut out", month), read)


def _reads(facts: Facts, month: int):  # type: ignore[no-untyped-def]
    return reads(facts, list(org_tree(facts).units), last_day(month) if month else last_day(12))


def _above(facts: Facts, month: int) -> Mapping[str, str | None]:
    """The unit above each, under a tree."""
    tree, day = org_tree(facts), last_day(month or 12)
    return facts.kept(
        ("above", month),
        lambda: {code: unit.parent and tree.stand_in(unit.parent, day) for code, unit in tree.units.items()},
    )
