"""What is the same for every unit that an indicator is evaluated for: its months, its targets, its line over the years.

A scorecard for all units is a thousand figures, so this is worked out once for each indicator.
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
from effnett.model.scorecard import Indicator, Source, Target, Targets
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


class Plan(NamedTuple):
    """What is the same for every unit that one indicator is evaluated for.

    `end` is the as-of's last month, `window` the window's months (0 for `latest`, which has no `period`). `target` is the
    scorecard's own, as measured against at the as-of, `year_target` what it is for the whole year; units may have
    others where `has_own_targets`. `divisor` is what sums without a denominator are divided by. `spans` are the windows of the line over the years, oldest first, and `aims` the
    scorecard's targets of whole years, for observations.
    `kostra` is the facts where the figures are KOSTRA's, whose lines break where regions merge or split.
    """

    indicator: Indicator
    tree: OrgTree
    as_of: AsOf
    years: int
    end: int
    window: int
    period: When | None
    scale: int
    divisor: float | None
    is_survey: bool
    is_mean: bool
    is_year_to_date: bool
    target: Target | None
    year_target: Target | None
    has_own_targets: bool
    spans: tuple[Span, ...]
    aims: Targets
    kostra: Facts | None


def plan_of(indicator: Indicator, facts: Facts, as_of: AsOf, years: int) -> Plan:
    """The plan of an indicator, with that many years of its line."""
    tree, source = org_tree(facts), indicator.measure.source
    target = target_for(indicator, tree, None, as_of.year)
    is_survey = source is Source.SURVEY
    window = indicator.window.months(as_of)
    return Plan(
        indicator,
        tree,
        as_of,
        years,
        as_of.month,
        window,
        period_of(as_of.month * 16 + window) if window else None,
        scale(indicator),
        divisor(indicator),
        is_survey,
        is_survey and not is_share(indicator),
        indicator.window is Window.YEAR_TO_DATE and not is_survey,
        target and target.at(as_of.tertial),
        target,
        bool(indicator.org_unit_targets),
        _spans(indicator, tree, as_of, window, years) if window else (),
        {year: each.at(3) for year, each in indicator.targets.items()} if years else {},
        facts if source is Source.KOSTRA else None,
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


def when(plan: Plan, sums: Sums) -> When:
    """When some sums are of."""
    return period_of((plan.end + 12 * sums.k) * 16 + plan.window if plan.window else sums.k)


def is_broken(breaks: Collection[int], before: When | None, after: When) -> bool:
    """Whether a break lies after the first month of the earlier figure and no later than the last of the later one."""
    return before is not None and any(before.first < month <= after.last for month in breaks)
