"""Every field of every evaluation, against a second reading of the rules in plain Python (oracle.py)."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import Oracle, Span
from random_worlds import Tables, random_scorecard, random_world
from worlds import World

from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.evaluate.months import has_months, read_months
from effnett.evaluate.queries import Request
from effnett.evaluate.shielding import shields_of
from effnett.evaluate.trees import tree_at
from effnett.model.evaluation import Evaluation
from effnett.model.periods import AsOf, Window, month_index
from effnett.model.scorecard import Indicator, Scorecard, Target
from effnett.store.facts import Facts


def facts_of(tables: Tables) -> Any:
    """The facts of a store with these rows."""
    world = World()
    world.connection.execute("INSERT INTO kostra_series VALUES (1, 'KOSx', '', '{}', '', '', 1, '')")
    for table, rows in tables.items():
        world.rows(table, rows)
    return world.facts()


def told(found: Evaluation) -> dict[str, Any]:
    """An evaluation's fields, by the names the second reading has for them."""
    change = found.change
    return {
        "span": (month_index(found.first), month_index(found.last)) if found.first and found.last else None,
        "months": found.months,
        "value": found.value,
        "numerator": found.numerator,
        "denominator": found.denominator,
        "respondents": found.respondents,
        "invited": found.invited,
        "low": found.low,
        "high": found.high,
        "quality": found.quality,
        "absent": found.absent and found.absent.value,
        "target": _limits(found.target),
        "gap": found.gap,
        "status": found.status.value,
        "change": change and (change.before, change.difference, change.verdict and change.verdict.value),
        "uncertain": found.uncertain,
        "few": found.few_answers,
        "low_response": found.low_response,
        "required": found.required_rest,
        "forecast": found.forecast,
        "points": [
            (
                (month_index(point.first), month_index(point.last)),
                point.value,
                point.absent and point.absent.value,
                point.quality,
                _limits(point.target),
                point.broken,
                point.respondents,
            )
            for point in found.points
        ],
    }


def _limits(target: Target | None) -> tuple[Any, ...] | None:
    return target and (target.kind, target.low, target.high)


def alike(one: Any, other: Any) -> bool:
    """Whether two fields are the same; numbers to 1e-9."""
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(alike, one, other))
    if one is None or other is None or isinstance(one, (str, bool)):
        return bool(one == other)
    if isinstance(one, int | float) or hasattr(one, "numerator"):
        return math.isclose(float(one), float(other), rel_tol=1e-9, abs_tol=1e-9)
    return bool(one == other)


def hidden_of(card: Scorecard, one: Indicator, facts: Facts, as_of: AsOf) -> Callable[[str, Span], bool]:
    """Whether a unit's span holds a period that is hidden for it."""
    shield = shields_of(facts, card.indicators).get(card.indicators.index(one))
    tree = tree_at(facts, as_of.month)

    def is_hidden(unit: str, span: Span) -> bool:
        periods = shield.hidden(tree, unit) if shield else ()
        if one.window is Window.LATEST:  # an observation by itself, whatever others lie inside its time
            return (span[1], span[1] - span[0] + 1) in periods
        return any(span[0] <= last - months + 1 and last <= span[1] for last, months in periods)

    return is_hidden


def differences(tables: Tables, card: Scorecard, as_of: AsOf, years: int = 3, children: bool = True) -> list[str]:
    """What the two readings do not agree on."""
    facts = facts_of(tables)
    found = evaluate_scorecard(card, facts, as_of, "B", children, years).evaluations
    wrong = []
    oracles = {one.id: Oracle(tables, one, as_of, hidden_of(card, one, facts, as_of)) for one in card.indicators}
    shown = next(iter(oracles.values())).shown("B") if children else ["B"]
    if list(dict.fromkeys(one.org_unit for one in found)) != shown:
        wrong.append(f"shown: {list(dict.fromkeys(one.org_unit for one in found))}, not {shown}")
    for evaluation in found:
        expected = oracles[evaluation.indicator.id].evaluate(evaluation.org_unit, years)
        got = told(evaluation)
        wrong += [
            f"{as_of.key} {evaluation.indicator.measure.series} {evaluation.indicator.window.value} "
            f"{evaluation.org_unit} {name}: {got[name]}, not {_plain(expected[name])}"
            for name in got
            if not alike(got[name], expected.get(name))
        ]
    return wrong


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return float(value) if hasattr(value, "denominator") and not isinstance(value, int) else value


def check(seed: int) -> list[str]:
    """The differences in the world of a seed, at one as-of."""
    random = Random(seed)
    tables = random_world(random)
    card = random_scorecard(random, tables)
    as_of = AsOf(random.choice((2008, 2009)), random.choice((1, 2, 3)))
    return differences(tables, card, as_of, children=random.random() < 0.8)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_evaluations_are_what_plain_python_says(seed: int) -> None:
    """Values, statuses, changes, forecasts and lines of random units, in all windows."""
    assert check(seed) == []


def months_that_differ(seed: int) -> list[str]:
    """Months of control charts that are not the window of that one month, in the world of a seed."""
    random = Random(seed)
    tables = random_world(random)
    card = random_scorecard(random, tables)
    as_of = AsOf(random.choice((2008, 2009)), random.choice((1, 2, 3)))
    facts = facts_of(tables)
    oracles = {one.id: Oracle(tables, one, as_of, hidden_of(card, one, facts, as_of)) for one in card.indicators}
    shown = next(iter(oracles.values())).shown("B")
    found = read_months(facts, Request(card.indicators, shown, as_of))
    wrong = []
    for position, one in enumerate(card.indicators):
        for unit in shown if has_months(one) else ():
            expected = {}
            for month in range(2006 * 12, as_of.month + 1):
                value = oracles[one.id].figure(unit, (month, month)).value
                if value is not None:
                    expected[month] = float(value)
            months = found.get((unit, position))
            got = dict(zip(months.last, months.values, strict=True)) if months else {}
            if not alike(list(got.items()), list(expected.items())):
                wrong.append(f"{as_of.key} {one.measure.series} {unit}: {got}, not {expected}")
    return wrong


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_months_of_control_charts_are_what_plain_python_says(seed: int) -> None:
    """Each point is the window of one month, of random units through time, and of what is not hidden."""
    assert months_that_differ(seed) == []
