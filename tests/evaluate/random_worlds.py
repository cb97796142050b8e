"""Small random worlds, full of what goes wrong in large ones: rows by table, and a scorecard to evaluate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from worlds import MEASURES, indicator, scorecard

from effnett.model.periods import Window
from effnett.model.scorecard import (
    SICK_LEAVE_MEASURES,
    Direction,
    Indicator,
    Measure,
    Scorecard,
    Source,
    Target,
    TargetKind,
)

Tables = dict[str, list[dict[str, Any]]]

YEARS = (2007, 2008, 2009)
TABLES = (
    "units",
    "sick_leave",
    "accounts",
    "accounts_extract",
    "activity",
    "survey_answers",
    "survey_means",
    "survey_invited",
    "kostra",
    "region_codes",
)
PERIODS = [
    (year * 12 + first, year * 12 + first + span - 1)
    for year in YEARS
    for span in (1, 3, 4, 12)
    for first in range(0, 12, span)
]
MONTHS = [span for span in PERIODS if span[0] == span[1]]


def random_world(random: Random) -> Tables:
    """Rows of every kind for a handful of units."""
    tables: Tables = {name: [] for name in TABLES}
    tables["units"] = _units(random)
    for make in (_sick_leave, _accounts, _extract, _activity, _surveys, _kostra):
        make(random, tables)
    return tables


def random_split_world(random: Random) -> Tables:
    """Surveys of a handful of units, one of which was split among others by weights, in the midst of a wave or not."""
    tables: Tables = {name: [] for name in TABLES}
    units = tables["units"] = _units(random)
    at = random.choice(units)["org_unit"]
    ended = random.choice([date(2008, 4, 30), date(2008, 6, 30), date(2008, 12, 31), date(2009, 2, 28)])
    split = {name: cell for name, cell in _unit("S", at).items() if name != "level"}
    for unit in units[1:]:
        if unit["valid_to"] and not unit["successor"] and unit["valid_to"] < ended and random.random() < 0.5:
            unit["successor"] = "S"
    units.append(split | {"valid_to": ended})
    able = [unit["org_unit"] for unit in units[:-1] if unit["successor"] != "S"]  # no circles
    heirs = random.sample(able, min(len(able), random.randint(2, 3)))
    weights = {2: [Fraction(1, 4), Fraction(3, 4)], 3: [Fraction(1, 5), Fraction(2, 5), Fraction(2, 5)]}
    begins = ended + timedelta(days=1)
    tables["region_codes"] = [
        {"old_code": "S", "new_code": heir, "from_date": begins, "weight": weight}
        for heir, weight in zip(heirs, weights.get(len(heirs), []), strict=False)
    ]
    _surveys(random, tables)
    return tables


def _units(random: Random) -> list[dict[str, Any]]:
    """One to three levels; some end, with or without a successor, and some begin later."""
    rows = [_unit("B", None)]
    for number in range(random.randint(0, 6)):
        parent = random.choice([row["org_unit"] for row in rows if row["level"] < 2])
        rows.append(_unit(f"U{number}", parent, next(r["level"] for r in rows if r["org_unit"] == parent) + 1))
    for at, row in enumerate(rows[1:], 1):
        fate = random.random()
        if fate < 0.3:
            row["valid_to"] = random.choice(
                [date(2008, 4, 30), date(2008, 12, 31), date(2009, 4, 15), date(2009, 8, 31)]
            )
            if random.random() < 0.7:  # a later one, or one above: no circles
                row["successor"] = _successor(random, rows, at)
        elif fate < 0.45:
            row["valid_from"] = random.choice([date(2008, 1, 1), date(2009, 1, 1), date(2009, 5, 1), date(2010, 1, 1)])
        row["employees"] = random.choice([None, 4, 9, 10, 30])
    return [{name: cell for name, cell in row.items() if name != "level"} for row in rows]


def _successor(random: Random, rows: Sequence[dict[str, Any]], at: int) -> str:
    """A later unit that does not lie below, or the top: so there are no circles."""
    below = {rows[at]["org_unit"]}
    for row in rows[at + 1 :]:
        below |= {row["org_unit"]} if row["parent"] in below else set()
    return random.choice([*(row["org_unit"] for row in rows[at + 1 :] if row["org_unit"] not in below), "B"])


def _unit(code: str, parent: str | None, level: int = 0) -> dict[str, Any]:
    return {
        "org_unit": code, "name": code, "parent": parent, "valid_from": None, "valid_to": None,
        "successor": None, "kostra_code": None, "employees": None, "level": level,
    }  # fmt: skip


def _places(
    random: Random, tables: Tables, spans: Sequence[tuple[int, int]]
) -> list[tuple[dict[str, Any], tuple[int, int]]]:
    """Units and periods that have rows: mostly whole stretches, with holes; never outside a unit's validity."""
    found = []
    some = random.choice([0.2, 0.6, 1])
    for unit in tables["units"]:
        if random.random() < 0.35:
            continue
        ends = unit["valid_to"] or date.max
        begins = unit["valid_from"] or date.min
        for first, last in spans:
            starts, stops = date(first // 12, first % 12 + 1, 1), date(last // 12, last % 12 + 1, 28)
            if random.random() < some and begins <= stops and starts <= ends:
                found.append((unit, (first, last)))
    return found


def _mark(random: Random) -> str | None:
    return random.choice(["?", ":", "..", "."]) if random.random() < 0.1 else None


def _quality(random: Random) -> int:
    return random.choice([3, 3, 3, 3, 3, 2, 1, 0])


def _tenths(random: Random, low: int, high: int) -> Fraction:
    return Fraction(random.randint(low, high), 10)


def _sick_leave(random: Random, tables: Tables) -> None:
    kinds = ("self_certified_days", "doctor_certified_days", "short_term_days", "long_term_days")
    whole = random.random() < 0.5
    for unit, span in _places(random, tables, MONTHS):
        mark = _mark(random)
        row: dict[str, Any] = {"org_unit": unit["org_unit"], "span": span, "mark": mark, "quality": _quality(random)}
        row |= {kind: _tenths(random, 0, 60) if whole or random.random() < 0.7 else None for kind in kinds}
        row["agreed_days"] = random.choice([Fraction(0), *[Fraction(100)] * 8, _tenths(random, 1, 2000)])
        if mark:
            for kind in kinds if random.random() < 0.5 else random.sample(kinds, 2):
                row[kind] = None
        known = random.choice([3, 5, 9, 10, 11, 40])
        row["employees"] = known if unit["employees"] is None or random.random() < 0.5 else None
        tables["sick_leave"].append(row)


def _accounts(random: Random, tables: Tables) -> None:
    for unit, span in _places(random, tables, MONTHS):
        for function in random.sample(["201", "202", "254"], random.randint(1, 3)):
            mark = _mark(random)
            actual = None if mark or random.random() < 0.1 else _tenths(random, -300, 3000)
            budget = (
                None
                if random.random() < 0.1
                else random.choice([Fraction(0), Fraction(100), _tenths(random, -500, 3000)])
            )
            tables["accounts"].append(
                {"org_unit": unit["org_unit"], "span": span, "function": function, "account": "1", "budget": budget,
                 "actual": actual, "mark": mark, "quality": _quality(random)}
            )  # fmt: skip


def _extract(random: Random, tables: Tables) -> None:
    quarters = [(year * 12, year * 12 + 3 * quarter - 1) for year in YEARS for quarter in (1, 2, 3, 4)]
    for unit, span in _places(random, tables, quarters):
        for function in random.sample(["201", "202"], random.randint(1, 2)):
            for kind in random.sample(["010", "700"], random.randint(1, 2)):
                tables["accounts_extract"].append(
                    {"org_unit": unit["org_unit"], "span": span, "class": random.choice("1110"), "function": function,
                     "type": kind, "amount": Fraction(1000 * random.randint(-50, 500)), "quality": 3}
                )  # fmt: skip


def _activity(random: Random, tables: Tables) -> None:
    for measure in ("a", "b"):
        without = {unit["org_unit"] for unit in tables["units"] if random.random() < 0.3}
        lengths = {unit["org_unit"]: random.choice([1, 1, 3, 4, 12]) for unit in tables["units"]}
        taken: dict[str, set[int]] = {}
        for unit, span in _places(random, tables, PERIODS):
            code = unit["org_unit"]
            months = set(range(span[0], span[1] + 1))
            other_length = span[1] - span[0] + 1 != lengths[code] and random.random() < 0.9
            if other_length or months & taken.setdefault(code, set()):
                continue  # reported over one stretch of time twice is refused at import
            taken[code] |= months
            mark = _mark(random)
            den = None if code in without else random.choice([Fraction(0), Fraction(20), _tenths(random, 1, 500)])
            num = None if mark else _tenths(random, -20 if random.random() < 0.1 else 0, 300)
            tables["activity"].append(
                {"measure": measure, "org_unit": code, "span": span, "numerator": num, "denominator": den,
                 "mark": mark, "quality": _quality(random)}
            )  # fmt: skip


def _surveys(random: Random, tables: Tables) -> None:
    of_survey = random.sample([span for span in PERIODS if span[0] != span[1]], 4)
    for unit, span in _places(random, tables, sorted(of_survey)):
        key = {"survey": "s", "org_unit": unit["org_unit"], "span": span}
        most = 0
        for question in random.choice([["samlet"], ["samlet", "ledelse"], ["ledelse"]]):
            known = random.random()
            if known < 0.6:
                most = max(most, _answers(random, tables, {**key, "question": question}))
            if known > 0.55:
                mark = _mark(random)
                n = random.choice([1, 3, 5, 8, 20, 60])
                most = max(most, n)
                tables["survey_means"].append(
                    {**key, "question": question,
                     "mean": None if mark else random.choice([Fraction(6), _tenths(random, 10, 60)]),
                     "sd": random.choice([None, Fraction(0), _tenths(random, 1, 20), _tenths(random, 1, 20)]),
                     "respondents": n, "mark": mark, "quality": _quality(random)}
                )  # fmt: skip
        if random.random() < 0.7:
            responded = most + random.randint(0, 3)
            invited = responded + random.choice([0, 1, 5, 100])
            row = {**key, "invited": invited, "responded": random.choice([responded, responded, None]), "quality": 3}
            tables["survey_invited"].append(row)


def _answers(random: Random, tables: Tables, key: dict[str, Any]) -> int:
    most = random.choice([2, 4, 12])
    counts = {answer: random.randint(0, most) for answer in random.sample([1, 2, 3, 4, 5, 6], random.randint(0, 4))}
    for answer, n in [*counts.items(), (None, random.randint(0, 3))]:
        mark = _mark(random) if random.random() < 0.2 else None
        row = {**key, "answer": answer, "respondents": None if mark else n, "mark": mark, "quality": _quality(random)}
        tables["survey_answers"].append(row)
    return sum(counts.values()) + 3


def _kostra(random: Random, tables: Tables) -> None:
    """Region B has figures under its own code or another, which was renumbered, merged or split on the way."""
    region = random.choice(["B", "0009"])
    tables["units"][0]["kostra_code"] = None if region == "B" else region
    changes = random.choice(
        [[], [("0008", region)], [("0008", region), ("0007", region)], [("0008", region), ("0008", "0006")]]
    )
    changed = [(old, new, date(2008, 1, 1)) for old, new in changes]
    if random.random() < 0.5:
        changed.append(("0005", "0008", date(2007, 1, 1)))
    tables["region_codes"] = [
        {"old_code": old, "new_code": new, "from_date": day, "weight": Fraction(1)} for old, new, day in changed
    ]
    for code in (region, "0008", "0007", "0006", "0005"):
        begins = random.choice([2008, 2006])
        for year in range(begins if code == region else 2005, 2010):
            if random.random() < 0.7:
                mark = _mark(random)
                value = None if mark else random.choice([Fraction(0), _tenths(random, -50, 900)])
                tables["kostra"].append(
                    {"series": 1, "region": code, "span": (year * 12, year * 12 + 11), "value": value, "mark": mark,
                     "quality": _quality(random)}
                )  # fmt: skip


def random_scorecard(random: Random, tables: Tables) -> Scorecard:
    """An indicator of each kind, with a window, targets and limits of its own."""
    measures = [
        *(Measure(Source.SICK_LEAVE, kind) for kind in SICK_LEAVE_MEASURES),
        Measure(Source.ACCOUNTS, "actual_of_budget", functions=("*",)),
        Measure(Source.ACCOUNTS, "actual_of_budget", functions=random.choice([("201",), ("201", "254")])),
        Measure(Source.ACCOUNTS, "net_operating_expenditure",
                functions=random.choice([("*",), ("201",), ("201", "202")])),
        Measure(Source.ACTIVITY, "a"),
        Measure(Source.ACTIVITY, "b"),
        MEASURES["survey"], MEASURES["survey"], MEASURES["share"], MEASURES["kostra"],
    ]  # fmt: skip
    codes = [unit["org_unit"] for unit in tables["units"]]
    return scorecard(*(_indicator(random, f"i{at}", measure, codes) for at, measure in enumerate(measures)))


def _indicator(random: Random, name: str, measure: Measure, codes: Sequence[str]) -> Indicator:
    direction = random.choice(list(Direction))
    latest = measure.source is Source.KOSTRA or (measure.source is Source.SURVEY and random.random() < 0.7)
    window = Window.LATEST if latest else random.choice([Window.YEAR_TO_DATE, *Window])
    breaks = random.choice([{}, {}, {}, {2008 * 12: "x"}, {2009 * 12 + 4: "x"}])
    source = "share" if measure.statistic == "share" else measure.source.value
    unit = "count" if name in ("i7", "i9") else "score" if source == "survey" else "percent"
    return indicator(
        source, id=name, measure=measure, window=window, direction=direction, unit=unit, breaks=breaks,
        near=Fraction(random.choice(["0", "0.2", "5"])), max_age=random.choice([0, 12, 24]),
        min_respondents=random.choice([3, 5]), min_employees=random.choice([3, 10]),
        targets=_targets(random, direction, source),
        org_unit_targets={code: _targets(random, direction, source) for code in codes if random.random() < 0.15},
    )  # fmt: skip


def _targets(random: Random, direction: Direction, source: str) -> dict[int, Target]:
    years = random.choice([(0,), (2008, 2009), (2009,), ()])
    return {year: _target(random, direction, source) for year in years if direction is not Direction.NEUTRAL}


def _target(random: Random, direction: Direction, source: str) -> Target:
    limit = Fraction(random.randint(2, 12), 2) if source == "survey" else Fraction(random.choice([5, 20, 50, 90, 100]))
    if direction is Direction.BETWEEN:
        return Target(TargetKind.BETWEEN, limit, limit + random.randint(0, 20))
    kind = TargetKind.AT_LEAST if direction is Direction.HIGHER else TargetKind.AT_MOST
    steps = random.choice([(), (), (limit / 3, limit * 2 / 3, limit), (Fraction(1), limit, limit)])
    return Target(kind, limit, None, steps)
