"""Random stores with small groups, evaluated for every unit at every as-of, and attacked by linear algebra.

The attacker knows whose rows each figure is the sum of (the second reading of the rules tells), sees every figure
of every indicator, window, unit, as-of and earlier year, and adds and subtracts them. What was computed before a
figure was hidden has been published already, and does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from random import Random

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from oracle import Observation, Oracle
from random_worlds import TABLES, Tables, random_split_world, random_world
from test_against_plain_python import facts_of
from worlds import MEASURES, indicator, scorecard

from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.model.evaluation import Status
from effnett.model.periods import AsOf, Window, month_index
from effnett.model.scorecard import Indicator, Measure, Source

Atom = tuple[str, str, tuple[int, int]]
"""A figure of one row: what it counts, whose it is, and when."""

AS_OFS = [AsOf(year, tertial) for year in (2008, 2009) for tertial in (1, 2, 3)]
YEARS = 3
COUNTED = {"total": ("self", "doctor"), "self_certified": ("self",), "doctor_certified": ("doctor",)}


def indicators(random: Random) -> list[Indicator]:
    """Sick leave by its parts and a survey, in several windows, with limits of their own."""
    found = []
    for kind in COUNTED:
        for window in random.sample(list(Window), 2):
            limit = random.choice([3, 5, 10])
            measure = Measure(Source.SICK_LEAVE, kind)
            found.append(
                indicator("sick_leave", id=f"i{len(found)}", measure=measure, window=window, min_employees=limit)
            )
    for name in ("survey", "share"):
        limit = random.choice([3, 5, 10])
        found.append(indicator(name, id=f"i{len(found)}", measure=MEASURES[name], min_respondents=limit))
    return found


def atoms(one: Indicator, used: Sequence[Observation]) -> list[dict[Atom, int]]:
    """The sums that a figure tells, as rows of the attacker's matrix: the numerator and the denominator."""
    rows = [each for each in used if each.num is not None]
    if one.measure.source is Source.SURVEY:
        return [{("answers", each.unit, each.span): 1 for each in rows}]  # their sum and their number alike
    parts = COUNTED[one.measure.series]
    lost = {(part, each.unit, each.span): 1 for each in rows for part in parts}
    return [lost, {("agreed", each.unit, each.span): 1 for each in rows if each.den is not None}]


def told(tables: Tables, card_of: Sequence[Indicator], as_of: AsOf) -> Iterator[tuple[bool, dict[Atom, int]]]:
    """Every figure of every unit at an as-of, and whether it is shown or suppressed."""
    facts = facts_of(tables)
    found = evaluate_scorecard(scorecard(*card_of), facts, as_of, "B", children=True, years=YEARS).evaluations
    oracles = {one.id: Oracle(tables, one, as_of) for one in card_of}
    for one in found:
        oracle = oracles[one.indicator.id]
        points = [(point.first, point.last, point.value, point.absent) for point in one.points]
        for first, last, value, absent in [(one.first, one.last, one.value, one.absent), *points]:
            hidden = absent is not None and absent.value == "suppressed"
            if first is None or last is None or (value is None and not hidden):
                continue
            span = (month_index(first), month_index(last))
            if one.window is Window.LATEST:
                figure = next(each for each in oracle.newest(one.org_unit) if each.span == span)
            else:
                figure = oracle.figure(one.org_unit, span)
            for row in atoms(one.indicator, figure.used):
                if row:
                    yield not hidden, row


def leaks(shown: Sequence[dict[Atom, int]], hidden: Sequence[dict[Atom, int]]) -> list[dict[Atom, int]]:
    """The hidden rows that are combinations of the shown ones."""
    names = sorted({atom for row in (*shown, *hidden) for atom in row})
    place = {atom: at for at, atom in enumerate(names)}

    def matrix(rows: Sequence[dict[Atom, int]]) -> np.ndarray:
        made = np.zeros((len(rows), len(names)))
        for at, row in enumerate(rows):
            made[at, [place[atom] for atom in row]] = 1
        return made

    if not shown:
        return []
    _, sizes, basis = np.linalg.svd(matrix(shown), full_matrices=False)
    basis = basis[sizes > 1e-9 * sizes.max()]
    wanted = matrix(hidden)
    left = wanted - wanted @ basis.T @ basis
    return [row for row, rest in zip(hidden, np.abs(left).max(axis=1), strict=True) if rest < 1e-7]


def distinct(rows: Sequence[dict[Atom, int]]) -> list[dict[Atom, int]]:
    """Each row once."""
    return [dict(row) for row in {tuple(sorted(row.items())): None for row in rows}]


def attack(seed: int) -> list[str]:
    """What can be computed back in the world of a seed."""
    random = Random(seed)
    world = random_world(random)
    tables: Tables = {name: [] for name in TABLES}
    for name in ("units", "sick_leave", "survey_answers", "survey_means", "survey_invited"):
        tables[name] = world[name]
    for row in tables["sick_leave"]:
        row["employees"] = random.choice([3, 9, 10, 12, 40, 80])
    return computed_back(tables, indicators(random))


def attack_a_split(seed: int) -> list[str]:
    """What can be computed back of surveys in a world where a unit was split."""
    random = Random(seed)
    windows = (Window.LATEST, random.choice(list(Window)))
    limits = (random.choice([3, 5, 10]), random.choice([5, 10]))
    card = [
        indicator("survey", id=f"i{at}", window=window, min_respondents=limit)
        for at, (window, limit) in enumerate(zip(windows, limits, strict=True))
    ]
    return computed_back(random_split_world(random), card)


def computed_back(tables: Tables, card: Sequence[Indicator]) -> list[str]:
    """What was hidden and can be computed from all that is shown, at one as-of after another."""
    shown: list[dict[Atom, int]] = []
    hidden: list[dict[Atom, int]] = []
    for as_of in AS_OFS:
        figures = list(told(tables, card, as_of))
        new = distinct([row for is_shown, row in figures if not is_shown])
        known = leaks(shown, new) if new else []
        hidden += [row for row in new if row not in known]
        shown = distinct([*shown, *(row for is_shown, row in figures if is_shown)])
    hidden = distinct(hidden)
    return [str(row) for row in leaks(shown, hidden)] if hidden else []


@settings(max_examples=10, deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_nothing_suppressed_can_be_computed_from_what_is_shown(seed: int) -> None:
    """Over units, windows, years, as-ofs, parts of sick leave and trees that change."""
    assert attack(seed) == []


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
@example(108)  # a year's own answers shut others out of the year, and not out of its last tertial
@example(146)
def test_no_survey_can_be_computed_through_a_split(seed: int) -> None:
    """Heirs that have no share of the answers keep their own figures, and still nothing hidden is given back."""
    assert attack_a_split(seed) == []


def test_the_attack_finds_what_is_left_open() -> None:
    """An attack that finds nothing anywhere would say nothing: here two shown sums give the third."""
    a, b = ("self", "A", (0, 0)), ("self", "C", (0, 0))
    assert leaks([{a: 1, b: 1}, {b: 1}], [{a: 1}]) == [{a: 1}]
    assert leaks([{a: 1, b: 1}], [{a: 1}]) == []


def test_a_hidden_figure_is_hidden_for_whoever_asks() -> None:
    """Asked for alone, with its parent, or by another scorecard with a lower limit of its own beside the stricter."""
    rows = [
        {"org_unit": unit, "span": (month, month), "mark": None, "quality": 3, "agreed_days": Fraction(100),
         "self_certified_days": Fraction(2), "doctor_certified_days": Fraction(3), "short_term_days": None,
         "long_term_days": None, "employees": people}
        for unit, people in (("A", 8), ("C", 20), ("D", 30)) for month in range(2009 * 12, 2009 * 12 + 8)
    ]  # fmt: skip
    unit = {"valid_from": None, "valid_to": None, "successor": None, "kostra_code": None, "employees": None}
    units = [{"org_unit": code, "name": code, "parent": "B" if code != "B" else None, **unit} for code in "BACD"]
    tables: Tables = {name: [] for name in TABLES} | {"units": units, "sick_leave": rows}
    facts = facts_of(tables)
    strict, loose = (indicator("sick_leave", id=f"i{limit}", min_employees=limit) for limit in (10, 5))
    for code, expected in {"A": Status.SUPPRESSED, "C": Status.SUPPRESSED, "D": None, "B": None}.items():
        found = evaluate_scorecard(scorecard(strict, loose), facts, AsOf(2009, 2), code).evaluations
        assert {one.status is Status.SUPPRESSED for one in found} == {expected is not None}, code
