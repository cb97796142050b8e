"""What is the same for every unit that an indicator is evaluated for: its months, its targets, its line over the years.

A scorecard for all units is a thousand figures, so this is worked out once for each indicator, and how it is worked out
is the same for many of them.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from effnett.evaluate.flow import is_share
from effnett.evaluate.status import target_for
from effnett.evaluate.sums import Sums
from effnett.evaluate.tree import org_tree
from effnett.evaluate.values import divisor, scale
from effnett.model.organisation import OrgTree
from effnett.model.periods import AsOf, Window, first_day, last_day
from effnett.model.scorecard import Direction, Indicator, Source, Target, Targets
from effnett.store.facts import Facts


class When(NamedTuple):
    """The months of a figure, and its days."""

    first: int
    last: int
    first_day: date
    last_day: date


class Span(NamedTuple):
    """One window of a line over the years, which is the same for every unit.

    `broken` says that the line is not joined to the window before.
    """

    k: int
    when: When
    target: Target | None
    broken: bool


class Kind(NamedTuple):
    """How figures are worked out; those of one kind are worked out together.

    `end` is the as-of's last month, `months` the window's (0 for `latest`, which has no `period`). `divisor` is what
    sums without a denominator are divided by. `is_published` says that they are KOSTRA's, and never added up.
    """

    window: Window
    end: int
    months: int
    period: When | None
    scale: int
    divisor: float | None
    direction: Direction
    is_survey: bool
    is_mean: bool
    is_year_to_date: bool
    is_published: bool


class Plan(NamedTuple):
    """What is the same for every unit that one indicator is evaluated for.

    `target` is the scorecard's own, as measured against at the as-of, `year_target` what it is for the whole year;
    units may have others where `has_own_targets`. `spans` are the windows of the line over the years, oldest first,
    and `aims` the scorecard's targets of whole years, for observations.
    `kostra` is the facts where the figures are KOSTRA's, whose lines break where regions merge or split.
    """

    indicator: Indicator
    kind: Kind
    tree: OrgTree
    as_of: AsOf
    years: int
    target: Target | None
    year_target: Target | None
    has_own_targets: bool
    spans: tuple[Span, ...]
    aims: Targets
    kostra: Facts | None


def plan_of(indicator: Indicator, facts: Facts, as_of: AsOf, years: int) -> Plan:
    """The plan of an indicator, with that many years of its line."""
    tree, kind = org_tree(facts), _kind(indicator, as_of)
    target = target_for(indicator, tree, None, as_of.year)
    return Plan(
        indicator,
        kind,
        tree,
        as_of,
        years,
        target and target.at(as_of.tertial),
        target,
        bool(indicator.org_unit_targets),
        _spans(indicator, tree, as_of, kind.months, years) if kind.months else (),
        {year: each.at(3) for year, each in indicator.targets.items()} if years else {},
        facts if kind.is_published else None,
    )


def _kind(indicator: Indicator, as_of: AsOf) -> Kind:
    source, window = indicator.measure.source, indicator.window
    is_survey, months = source is Source.SURVEY, window.months(as_of)
    return Kind(
        window,
        as_of.month,
        months,
        period_of(as_of.month * 16 + months) if months else None,
        scale(indicator),
        divisor(indicator),
        indicator.direction,
        is_survey,
        is_survey and not is_share(indicator),
        window is Window.YEAR_TO_DATE and not is_survey,
        source is Source.KOSTRA,
    )


def _spans(indicator: Indicator, tree: OrgTree, as_of: AsOf, months: int, years: int) -> tuple[Span, ...]:
    found: list[Span] = []
    for k in range(1 - years, 1):
        when = period_of((as_of.month + 12 * k) * 16 + months)
        target = target_for(indicator, tree, None, when.last // 12)
        broken = bool(found) and is_broken(indicator.breaks, found[-1].when, when)
        found.append(Span(k, when, target and target.at(as_of.tertial), broken))
    return tuple(found)


@lru_cache(maxsize=4096)
def period_of(k: int) -> When:
    """What months an observation's `k` stands for (sums.py)."""
    last, span = divmod(k, 16)
    return When(last - span + 1, last, first_day(last - span + 1), last_day(last))


def when(kind: Kind, sums: Sums) -> When:
    """When some sums are of."""
    return period_of((kind.end + 12 * sums.k) * 16 + kind.months if kind.months else sums.k)


def is_broken(breaks: Collection[int], before: When | None, after: When) -> bool:
    """Whether a break lies after the first month of the earlier figure and no later than the last of the later one."""
    return before is not None and any(before.first < month <= after.last for month in breaks)
