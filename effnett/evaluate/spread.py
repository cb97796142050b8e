"""Whether units differ more among themselves than municipalities do (docs/semantics.md 6).

Small groups differ by chance alone. So it is the true spread that is compared: what is left of the figures'
variance when the mean of their squared standard errors is taken from it.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from typing import Final, NamedTuple

from effnett.evaluate.evaluate import evaluate_units
from effnett.evaluate.statistics import t_95
from effnett.evaluate.tree import org_tree
from effnett.model.evaluation import Evaluation
from effnett.model.periods import AsOf
from effnett.model.scorecard import Source
from effnett.store.facts import Facts

FEWEST: Final = 5
"""Of fewer figures no spread is told."""
MUNICIPALITY: Final = "kommune"
"""The kind of unit that a municipality is in the register."""


class Spread(NamedTuple):
    """The true spread of units and of municipalities, as standard deviations, and how many each is of."""

    units: float
    municipalities: float
    of_units: int
    of_municipalities: int


def true_variance(figures: Sequence[tuple[float, float]]) -> float | None:
    """The variance of (value, standard error) without what chance makes of it, at least 0; None of fewer than five."""
    if len(figures) < FEWEST:
        return None
    chance = math.fsum(error * error for _, error in figures) / len(figures)
    return max(0.0, statistics.variance([value for value, _ in figures]) - chance)


def spread(facts: Facts, evaluations: Sequence[Evaluation], as_of: AsOf) -> Spread | None:
    """The spread of the lowest units beside that of the register's municipalities, for the same question and period.

    The first evaluation is the whole's, whose period it is. None where either has fewer than five figures with a
    standard error: only surveys have one.
    """
    whole = evaluations[0]
    if whole.indicator.measure.source is not Source.SURVEY or whole.value is None:
        return None
    tree = org_tree(facts)
    inner = {above for each in evaluations for above in list(tree.path(each.org_unit))[1:]}
    units = _figures([each for each in evaluations if each.org_unit not in inner], whole)
    codes = [unit.code for unit in tree.units.values() if unit.kind == MUNICIPALITY and unit.is_valid(as_of.day)]
    if len(units) < FEWEST or len(codes) < FEWEST:
        return None
    others = _figures(evaluate_units([whole.indicator], facts, as_of, codes), whole)
    ours, theirs = true_variance(units), true_variance(others)
    if ours is None or theirs is None:
        return None
    return Spread(math.sqrt(ours), math.sqrt(theirs), len(units), len(others))


def _figures(evaluations: Sequence[Evaluation], whole: Evaluation) -> list[tuple[float, float]]:
    """The shown values of the whole's period with their standard errors."""
    found = []
    for each in evaluations:
        error = standard_error_of(each)
        if each.value is not None and error is not None and (each.first, each.last) == (whole.first, whole.last):
            found.append((each.value, error))
    return found


def standard_error_of(evaluation: Evaluation) -> float | None:
    """The standard error of a survey's mean, by its interval, or of a share, by its n; None where it is not known."""
    value, n = evaluation.value, evaluation.respondents
    if value is None or not n:
        return None
    if evaluation.indicator.measure.statistic == "share":
        return math.sqrt(value * (100 - value) / n)
    return None if evaluation.high is None or n < 2 else (evaluation.high - value) / t_95(n - 1)
