"""What is to be said of a target itself (docs/semantics.md 4, "Notes on targets")."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from effnett.evaluate.kostra import kostra_series
from effnett.evaluate.queries import statement
from effnett.evaluate.record import rest_k, whole_year
from effnett.evaluate.status import judge
from effnett.evaluate.sums import HIDDEN, Sums, at_k
from effnett.evaluate.values import denominator
from effnett.model.evaluation import Evaluation, Status, TargetNote
from effnett.model.periods import AsOf, Window, month_index
from effnett.model.scorecard import Indicator, Source, Target, TargetKind
from effnett.store.facts import Facts

YEARS = 3
"""How many years a target is unchanged, and a slope is drawn, over."""
FEWEST_PEERS = 2
"""Of fewer municipalities none is the best."""

Reached = tuple[float, float]
"""The lowest and the highest figure among the municipalities."""


class Aim(NamedTuple):
    """A target and what is needed to judge it.

    `of_year` is the unit's whole target by year, `first_year` the first year that the scorecard may be shown for,
    `broken_from` tells whether a break lies between a month and now, and `best` is what municipalities have for the
    newest figure's period, of KOSTRA alone.
    """

    of_year: Callable[[int], Target | None]
    as_of: AsOf
    first_year: int
    broken_from: Callable[[int], bool]
    scale: int
    best: Reached | None = None


def target_notes(evaluation: Evaluation, line: Sequence[Sums], aim: Aim) -> tuple[TargetNote, ...]:
    """The notes on a target, in the order they are told."""
    target = aim.of_year(aim.as_of.year)
    if target is None or evaluation.target is None:
        return ()
    found = {
        TargetNote.BELOW_REACHED: _below_reached(evaluation, target, line, aim),
        TargetNote.OUTSIDE_BEST_PEER: aim.best is not None and _outside(target, *aim.best),
        TargetNote.UNCHANGED: _unchanged(target, aim),
        TargetNote.UNREACHABLE: _unreachable(evaluation, line, aim),
    }
    return tuple(note for note, holds in found.items() if holds)


def _below_reached(evaluation: Evaluation, target: Target, line: Sequence[Sums], aim: Aim) -> bool:
    """Whether the newest earlier figure is strictly better than the target.

    Of sums from January it is that of last year as a whole, against the whole target; where months of last year
    are missing, that of the same part of it, against what is due now.
    """
    if target.kind is TargetKind.BETWEEN:
        return False
    earlier = _earlier(evaluation, line)
    if evaluation.window is Window.YEAR_TO_DATE:
        whole = earlier if aim.as_of.tertial == 3 else whole_year(earlier, _shown(at_k(line, rest_k(1))))
        earlier, target = (whole, target) if whole else (earlier, target.at(aim.as_of.tertial))
    if earlier is None or aim.broken_from(_first_month(evaluation, earlier, aim.as_of)):
        return False
    return _has_value(evaluation.indicator, earlier) and _gap(evaluation.indicator, target, earlier, aim.scale) > 0


def _earlier(evaluation: Evaluation, line: Sequence[Sums]) -> Sums | None:
    """The figure a year before, or the observation before the newest; None where it may not be shown."""
    if evaluation.window is not Window.LATEST:
        return _shown(at_k(line, -1))
    return _shown(line[1]) if len(line) > 1 else None


def _shown(sums: Sums | None) -> Sums | None:
    return sums if sums and sums.grade != HIDDEN and sums.num is not None else None


def _first_month(evaluation: Evaluation, sums: Sums, as_of: AsOf) -> int:
    """The first month of an earlier figure."""
    if evaluation.window is Window.LATEST:
        last, span = divmod(sums.k, 16)
        return last - span + 1
    return as_of.month + 12 * sums.k - evaluation.window.months(as_of) + 1


def _has_value(indicator: Indicator, sums: Sums) -> bool:
    return sums.num is not None and bool(denominator(indicator, sums))


def _value(indicator: Indicator, sums: Sums, scale: int) -> float:
    return (sums.num or 0.0) * scale / (denominator(indicator, sums) or 1.0)


def _gap(indicator: Indicator, target: Target, sums: Sums, scale: int) -> float:
    return judge(indicator, target, sums, _value(indicator, sums, scale))[0]


def _outside(target: Target, lowest: float, highest: float) -> bool:
    """Whether the target is better than every municipality's figure."""
    limit = target.numbers[0]
    if target.kind is TargetKind.AT_LEAST:
        return limit > highest
    return target.kind is TargetKind.AT_MOST and limit < lowest


def _unchanged(target: Target, aim: Aim) -> bool:
    """Whether the target of the year is that of the two years before it too."""
    years = range(aim.as_of.year - YEARS + 1, aim.as_of.year)
    if years[0] < aim.first_year:
        return False
    earlier = [aim.of_year(year) for year in years]
    return all(each is not None and _limits(each) == _limits(target) for each in earlier)


def _limits(target: Target) -> tuple[object, ...]:
    return target.kind, target.low, target.high


def _unreachable(evaluation: Evaluation, line: Sequence[Sums], aim: Aim) -> bool:
    """Whether the line through the three years before, carried one year on, falls short of the target.

    A target that is met now is within reach, whatever the years before say.
    """
    target = evaluation.target
    if target is None or evaluation.status is Status.MET or target.kind is TargetKind.BETWEEN:
        return False
    years = [_of_year(evaluation, line, aim.as_of, back) for back in range(YEARS, 0, -1)]
    figures = [sums for sums in years if sums is not None and _has_value(evaluation.indicator, sums)]
    if len(figures) < YEARS or aim.broken_from(_first_month(evaluation, figures[0], aim.as_of)):
        return False
    first, *_, last = (_value(evaluation.indicator, sums, aim.scale) for sums in figures)
    reached = last + (last - first) / (YEARS - 1)  # the least-squares slope of three years is that of the outer two
    limit = target.numbers[0]
    margin = 1e-9 * (1 + abs(limit))
    return reached < limit - margin if target.kind is TargetKind.AT_LEAST else reached > limit + margin


def _of_year(evaluation: Evaluation, line: Sequence[Sums], as_of: AsOf, back: int) -> Sums | None:
    """The figure of an earlier year: the same window, or the newest observation that ended in the year."""
    if evaluation.window is not Window.LATEST:
        return _shown(at_k(line, -back))
    return next((_shown(sums) for sums in line if sums.k // 16 // 12 == as_of.year - back), None)


def best_peers(facts: Facts, evaluations: Sequence[Evaluation]) -> Mapping[tuple[str, int], Reached]:
    """The lowest and highest figure of all municipalities, by indicator and the month a period ends: one query."""
    wanted: dict[int, set[str]] = {}
    months: set[int] = set()
    for each in evaluations:
        if each.indicator.measure.source is Source.KOSTRA and each.target and each.last and each.value is not None:
            series = kostra_series(facts, each.indicator.measure)
            if len(series) == 1:
                wanted.setdefault(series[0], set()).add(each.indicator.id)
                months.add(month_index(each.last))
    if not wanted:
        return {}
    text = statement("peers_reached.sql").replace("{series}", ", ".join(map(str, sorted(wanted))))
    text = text.replace("{months}", ", ".join(map(str, sorted(months))))
    return {
        (indicator, last): (low, high)
        for series, last, low, high, count in facts.rows(text)
        if count >= FEWEST_PEERS
        for indicator in wanted[series]
    }
