"""A tiny real store in memory, and scorecards made in Python."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from importlib import resources
from typing import Any

import duckdb
import pyarrow

from effnett.errors import Place
from effnett.model.periods import Period, Window
from effnett.model.scorecard import (
    Direction,
    FocusArea,
    Indicator,
    Measure,
    Scorecard,
    Source,
    SuccessFactor,
    Target,
    TargetKind,
)
from effnett.store.facts import Facts

Row = Sequence[Any]


class World:
    """Rows as they would be imported, and the facts made of them."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(":memory:")
        self.connection.execute((resources.files("effnett.store") / "schema.sql").read_text())
        self._line = 0

    def units(self, *codes: str | tuple[Any, ...]) -> World:
        """Units as (code, parent, valid_from, valid_to, successor); the first is the top, plain codes lie below it."""
        top = codes[0] if isinstance(codes[0], str) else codes[0][0]
        for code in codes:
            row = (code, None if code == top else top) if isinstance(code, str) else code
            unit, parent, valid_from, valid_to, successor, employees = (*row, None, None, None, None)[:6]
            self._add("units", unit, f"Enhet {unit}", "", parent, valid_from, valid_to, successor, None, employees)
        return self

    def sick_leave(
        self, unit: str, months: Sequence[str], agreed: float, own: float, doctor: float, people: int | None = 40
    ) -> World:
        """The same figures for each of some months."""
        for month in months:
            period = Period.parse(month)
            self._add("sick_leave", unit, period.last, 1, agreed, own, doctor, None, None, people, None, 3)
        return self

    def activity(
        self,
        measure: str,
        unit: str,
        period: str,
        num: float | None,
        den: float | None = None,
        mark: str | None = None,
        quality: int = 3,
    ) -> World:
        """One row of registered activity."""
        when = Period.parse(period)
        self._add("activity", measure, when.last, when.span, unit, num, den, mark, quality)
        return self

    def accounts(self, unit: str, month: str, function: str, budget: float | None, actual: float | None) -> World:
        """One row of accounts."""
        self._add("accounts", unit, Period.parse(month).last, 1, function, "1010", budget, actual, None, 3)
        return self

    def answers(
        self, survey: str, unit: str, period: str, counts: dict[int | None, int], invited: int | None = None
    ) -> World:
        """Counted answers to the question `samlet`; None is don't know."""
        when = Period.parse(period)
        for answer, respondents in counts.items():
            self._add("survey_answers", survey, when.last, when.span, unit, "samlet", answer, respondents, None, 3)
        if invited is not None:
            self._add("survey_invited", survey, when.last, when.span, unit, invited, sum(counts.values()), 3)
        return self

    def means(
        self, survey: str, unit: str, period: str, mean: float, sd: float | None, n: int, invited: int | None = None
    ) -> World:
        """A survey known by its mean."""
        when = Period.parse(period)
        self._add("survey_means", survey, when.last, when.span, unit, "samlet", mean, sd, n, None, 3)
        if invited is not None:
            self._add("survey_invited", survey, when.last, when.span, unit, invited, n, 3)
        return self

    def kostra(self, region: str, values: dict[int, float | str]) -> World:
        """Figures of one series by year; a text is a mark."""
        if not self.connection.execute("SELECT count(*) FROM kostra_series").fetchall()[0][0]:
            self.connection.execute("INSERT INTO kostra_series VALUES (1, 'KOSx', '', '{}', '', '', 1, '')")
        for year, value in values.items():
            mark = value if isinstance(value, str) else None
            self._add("kostra", 1, region, year * 12 + 11, 12, None if mark else value, mark, 3)
        return self

    def renamed(self, old: str, new: str, day: str) -> World:
        """A change of region code."""
        self._add("region_codes", old, new, day, 1.0)
        return self

    def rows(self, table: str, rows: Sequence[dict[str, Any]]) -> World:
        """Rows by column as the plain-Python reading has them: fractions, and `span` as first and last month."""
        filled = []
        for row in rows:
            self._line += 1
            values = {name: float(cell) if isinstance(cell, Fraction) else cell for name, cell in row.items()}
            if "span" in row:
                first, last = row["span"]
                values |= {"last": last, "span": last - first + 1}
            filled.append(
                values | {"import_id": 1, "line": self._line} | ({"place": self._line} if table == "units" else {})
            )
        names = list(dict.fromkeys(name for values in filled for name in values))
        if filled:
            columns = pyarrow.table({name: [values.get(name) for values in filled] for name in names})
            self.connection.register("columns", columns)
            self.connection.execute(f"INSERT INTO {table} BY NAME FROM columns")
        return self

    def _add(self, table: str, *values: Any) -> None:
        self._line += 1
        columns = [*values, 1, self._line, *([self._line] if table == "units" else [])]  # units have their place too
        marks = ", ".join("?" * len(columns))
        self.connection.execute(f"INSERT INTO {table} VALUES ({marks})", columns)

    def facts(self) -> Facts:
        """What a reader of the published file would have."""
        self.connection.execute((resources.files("effnett.store") / "derived.sql").read_text())
        return Facts("test", self.connection)


MEASURES = {
    "sick_leave": Measure(Source.SICK_LEAVE, "total"),
    "accounts": Measure(Source.ACCOUNTS, "actual_of_budget", functions=("*",)),
    "activity": Measure(Source.ACTIVITY, "a"),
    "survey": Measure(Source.SURVEY, "s", question="samlet"),
    "share": Measure(Source.SURVEY, "s", question="samlet", statistic="share", answers=(5.0, 6.0)),
    "kostra": Measure(Source.KOSTRA, "KOSx"),
}


def indicator(source: str, **fields: Any) -> Indicator:
    """An indicator with sensible defaults: the latest of a survey from 1 to 6, else the year to date in per cent."""
    latest = source in ("survey", "share", "kostra")
    target = fields.pop("target", None)
    defaults: dict[str, Any] = {
        "id": source,
        "title": {"nb": source},
        "measure": MEASURES[source],
        "unit": "score" if source == "survey" else "percent",
        "window": Window.LATEST if latest else Window.YEAR_TO_DATE,
        "direction": Direction.LOWER if source in ("sick_leave", "accounts") else Direction.HIGHER,
        "place": Place("test.yaml", 1, 1),
        "scale": (1, 6) if source in ("survey", "share") else None,
        "targets": {0: target} if target else {},
    }
    return Indicator(**(defaults | fields))


def at_least(limit: str) -> Target:
    """A target to be reached from below."""
    return Target(TargetKind.AT_LEAST, Fraction(limit))


def at_most(limit: str) -> Target:
    """A target to stay under."""
    return Target(TargetKind.AT_MOST, Fraction(limit))


def scorecard(*indicators: Indicator, org_unit: str = "B") -> Scorecard:
    """A scorecard of one focus area."""
    factor = SuccessFactor({"nb": "Faktor"}, tuple(indicators))
    return Scorecard(
        "test", {"nb": "Test"}, org_unit, (2000, 2030), (FocusArea({"nb": "Område"}, (factor,)),), Place("test.yaml")
    )


def months(year: int, first: int = 1, last: int = 12) -> list[str]:
    """Month keys."""
    return [f"{year}-{month:02d}" for month in range(first, last + 1)]
