"""A second reading of docs/semantics.md 1 to 5, 7 and 9, in plain Python and fractions: slow, and without SQL.

It works on rows as they are imported, `{table: [row, …]}`, and shares nothing with `effnett.evaluate` but the
records of the model. Student's t and the normal distribution are scipy's.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from scipy import stats

from effnett.model.periods import AsOf, Window
from effnett.model.scorecard import Direction, Indicator, Source, Target, TargetKind

Row = dict[str, Any]
Span = tuple[int, int]
"""First and last month, as `year * 12 + month - 1`."""

MARKS = {"?": "not_known_yet", ":": "confidential", "..": "missing", ".": "not_applicable"}
"""2: a sum of nothing but marks has the first of these that is among them."""


@dataclass(frozen=True)
class Observation:
    """2: (unit, period, numerator, denominator, mark, quality), and what surveys and sick leave know besides."""

    unit: str
    span: Span
    num: Fraction | None
    den: Fraction | None
    mark: str | None
    quality: int
    squares: Fraction | None = Fraction(0)
    invited: int | None = None
    responded: int | None = None
    counts: tuple[tuple[int, int], ...] | None = None
    employees: int | None = None


@dataclass(frozen=True)
class Figure:
    """One value with what it was made of; `absent` where there is none to be shown."""

    span: Span
    used: tuple[Observation, ...] = ()
    num: Fraction | None = None
    den: Fraction | None = None
    value: Fraction | None = None
    absent: str | None = None

    @property
    def months(self) -> int:
        """1: a month is there when any contributing row has a value for it."""
        return len({month for one in self.used if one.num is not None for month in range(one.span[0], one.span[1] + 1)})


class Oracle:
    """What a world's rows say, for one indicator at one as-of."""

    def __init__(
        self,
        tables: dict[str, list[Row]],
        indicator: Indicator,
        as_of: AsOf,
        hidden: Callable[[str, Span], bool] = lambda *_: False,
    ) -> None:
        self.tables = tables
        self.hidden = hidden  # 7: what is hidden for others' sake, which is tested by attack
        self.units = {row["org_unit"]: row for row in tables["units"]}
        self.indicator = indicator
        self.measure = indicator.measure
        self.as_of = as_of
        self.end = as_of.year * 12 + as_of.tertial * 4 - 1
        self.is_share = self.measure.source is Source.SURVEY and self.measure.statistic == "share"
        self.own: set[tuple[str, Span]] = set()
        self.observations = self._observations()

    # 2. From rows to observations

    def _observations(self) -> list[Observation]:
        make = {
            Source.SICK_LEAVE: self._sick_leave,
            Source.ACCOUNTS: self._accounts if self.measure.series == "actual_of_budget" else self._extract,
            Source.ACTIVITY: self._activity,
            Source.SURVEY: self._survey,
            Source.KOSTRA: lambda: [],
        }[self.measure.source]
        return list(make())

    def _sick_leave(self) -> Iterable[Observation]:
        for row in self.tables["sick_leave"]:
            both = (row["self_certified_days"], row["doctor_certified_days"])
            lost = {
                kind: row[f"{kind}_days"] for kind in ("self_certified", "doctor_certified", "short_term", "long_term")
            }
            lost["total"] = None if None in both else sum(both)
            if row["mark"] is None and all(days is None for days in lost.values()):
                continue
            self.own.add((row["org_unit"], row["span"]))  # own rows: "for sick leave as a whole"
            num = lost[self.measure.series]
            if num is None and row["mark"] is None:
                continue
            people = row["employees"] if row["employees"] is not None else self.units[row["org_unit"]]["employees"]
            yield Observation(
                row["org_unit"], row["span"], num, row["agreed_days"], row["mark"], row["quality"], employees=people
            )

    def _accounts(self) -> Iterable[Observation]:
        for row in self.tables["accounts"]:
            if row["actual"] is None and row["mark"] is None:
                continue  # "a row without actual is no observation, and its budget is left out"
            self.own.add((row["org_unit"], row["span"]))  # "per measure of the accounts (all functions together)"
            if "*" in self.measure.functions or row["function"] in self.measure.functions:
                yield Observation(
                    row["org_unit"], row["span"], row["actual"], row["budget"], row["mark"], row["quality"]
                )

    def _extract(self) -> Iterable[Observation]:
        """Cumulative from January: "taken apart into what each quarter adds to the one before"."""
        rows = self.tables["accounts_extract"]
        for unit, year in sorted({(row["org_unit"], row["span"][0]) for row in rows if row["class"] == "1"}):
            mine = [row for row in rows if (row["org_unit"], row["span"][0]) == (unit, year)]
            functions = {row["function"] for row in mine if row["class"] == "1"}
            wanted = functions if "*" in self.measure.functions else functions & set(self.measure.functions)
            before, start = Fraction(0), year
            for last in sorted({row["span"][1] for row in mine}):
                amounts = [
                    r["amount"] for r in mine if r["span"][1] == last and r["class"] == "1" and r["function"] in wanted
                ]
                so_far = sum(amounts, Fraction(0))
                self.own.add((unit, (start, last)))
                if wanted:
                    yield Observation(unit, (start, last), so_far - before, None, None, 3)
                before, start = so_far, last + 1

    def _activity(self) -> Iterable[Observation]:
        for row in self.tables["activity"]:
            if row["measure"] == self.measure.series:
                self.own.add((row["org_unit"], row["span"]))  # "per activity"
                yield Observation(
                    row["org_unit"], row["span"], row["numerator"], row["denominator"], row["mark"], row["quality"]
                )

    def _survey(self) -> Iterable[Observation]:
        answers = [row for row in self.tables["survey_answers"] if row["survey"] == self.measure.series]
        means = [row for row in self.tables["survey_means"] if row["survey"] == self.measure.series]
        self.own = {(row["org_unit"], row["span"]) for row in (*answers, *means)}  # "all its questions together"
        counted: dict[tuple[str, Span], list[Row]] = {}
        for row in answers:
            if row["question"] == self.measure.question:
                counted.setdefault((row["org_unit"], row["span"]), []).append(row)
        for (unit, span), rows in counted.items():
            yield self._counted(unit, span, rows)
        for row in means:
            # "Where one unit and question has both counted answers and a mean for a period, the answers count."
            if row["question"] == self.measure.question and (row["org_unit"], row["span"]) not in counted:
                yield self._known_by_mean(row)

    def _counted(self, unit: str, span: Span, rows: Sequence[Row]) -> Observation:
        valid = [row for row in rows if row["answer"] is not None and row["respondents"] is not None]
        counts = tuple((row["answer"], row["respondents"]) for row in valid)
        num = sum((Fraction(answer * n) for answer, n in counts), Fraction(0)) if valid else None
        squares = sum((Fraction(answer * answer * n) for answer, n in counts), Fraction(0))
        quality = min((row["quality"] for row in valid), default=3)
        mark = _first_mark(row["mark"] for row in rows)
        den = Fraction(sum(n for _, n in counts))
        return Observation(unit, span, num, den, mark, quality, squares, *self._asked(unit, span), counts)

    def _known_by_mean(self, row: Row) -> Observation:
        """ "numerator mean x n, denominator n"; of one answer there is no standard deviation, and none is needed."""
        unit, span, mean, n, sd = (row[name] for name in ("org_unit", "span", "mean", "respondents", "sd"))
        asked = self._asked(unit, span)
        if mean is None or n is None:
            return Observation(unit, span, None, None, row["mark"], row["quality"], None, *asked)
        squares = None if sd is None and n > 1 else max(n - 1, 0) * (sd or 0) ** 2 + n * mean**2
        return Observation(unit, span, mean * n, Fraction(n), row["mark"], row["quality"], squares, *asked)

    def _asked(self, unit: str, span: Span) -> tuple[int | None, int | None]:
        for row in self.tables["survey_invited"]:
            if (row["survey"], row["org_unit"], row["span"]) == (self.measure.series, unit, span):
                return row["invited"], row["responded"]
        return None, None

    # 3. Units through time, and 2. own rows or descendants

    def stand_in(self, code: str, day: date) -> str:
        """Rows of a unit that has ended count for its successor, through a chain of them."""
        while self._has_ended(code, day) and self.units[code]["successor"]:
            code = self.units[code]["successor"]
        return code

    def heirs(self, code: str, day: date) -> list[str]:
        """Who a unit's rows end at: the one that stands in for it or, where that was split by weights, all its heirs.

        "A unit of the register is split so only where it ended without a successor on the day of the split and had
        nothing below it." The worlds that have splits see to that, and that the weights make a whole.
        """
        at = self.stand_in(code, day)
        split = [row for row in self.tables.get("region_codes", []) if row["old_code"] == at and at in self.units]
        if not split or not self._has_ended(at, day):
            return [at]
        return [heir for row in split for heir in self.heirs(row["new_code"], day)]

    def _has_ended(self, code: str, day: date) -> bool:
        ends = self.units[code]["valid_to"]
        return ends is not None and ends < day

    def above(self, code: str, day: date) -> list[str]:
        """The units above a unit as the tree was on a day."""
        found: list[str] = []
        at = self.units[code]["parent"]
        while at is not None and (unit := self.stand_in(at, day)) not in found:
            found.append(unit)
            at = self.units[unit]["parent"]
        return found

    def above_in(self, code: str, span: Span) -> set[str]:
        """The units above it on any day of a period."""
        ends = [row["valid_to"] for row in self.units.values() if row["valid_to"]]
        days = [_last_day(month) for month in range(span[0], span[1] + 1)]
        days += [day for day in ends if span[0] <= _month(day) <= span[1]]
        return {unit for day in days for unit in self.above(code, day)}

    def counted_by(self, code: str) -> list[str]:
        """Whom a unit's rows count for at the as-of: "and once for each unit above the one they end at"."""
        day = self.as_of.day
        chains = [[heir, *self.above(heir, day)] for heir in self.heirs(code, day)]
        # Through a split: "surveys are not carried", and whoever is above all heirs has "the row itself".
        return [unit for unit in chains[0] if all(unit in chain for chain in chains)]

    def _is_read(self, unit: str, one: Observation, window: Span | None) -> bool:
        """ "Where a unit has rows of its own for a period nothing below it is read for that period"."""
        if one.span[1] > self.end or unit not in self.counted_by(one.unit):
            return False
        above = self.above_in(one.unit, one.span)
        for owner, span in self.own:
            if span[1] > self.end:
                continue
            # `latest`: "only a unit without any of its own up to the as-of gets the newest one below it"
            over = set(self.counted_by(one.unit)) - set(self.heirs(one.unit, self.as_of.day))
            if window is None and owner == unit and (unit in above or unit in over):
                return False
            inside = window is None or (window[0] <= span[0] and span[1] <= window[1])
            if owner in above and unit in self.counted_by(owner) and inside and _overlap(span, one.span):
                return False
        return True

    # 1. Windows

    def figure(self, unit: str, window: Span) -> Figure:
        """ "A row counts when its whole period lies inside it"."""
        inside = [one for one in self.observations if window[0] <= one.span[0] and one.span[1] <= window[1]]
        return self._figure(unit, window, [one for one in inside if self._is_read(unit, one, window)])

    def newest(self, unit: str) -> list[Figure]:
        """The observations of `latest`, newest first."""
        if self.measure.source is Source.KOSTRA:
            return self._kostra(unit)
        read = [one for one in self.observations if self._is_read(unit, one, None)]
        spans = sorted({one.span for one in read}, key=lambda span: (span[1], span[1] - span[0]), reverse=True)
        return [self._figure(unit, span, [one for one in read if one.span == span]) for span in spans]

    def _figure(self, unit: str, span: Span, used: Sequence[Observation]) -> Figure:
        with_value = [one for one in used if one.num is not None]
        if not with_value:
            return Figure(span, tuple(used), absent=MARKS.get(_first_mark(one.mark for one in used) or "..", "missing"))
        num = sum((one.num for one in with_value if one.num is not None), Fraction(0))
        dens = [one.den for one in with_value if one.den is not None]
        den = sum(dens, Fraction(0)) if dens else None
        if self.is_share:
            # "A share is known only where every answer behind the mean was counted"
            if any(one.counts is None for one in with_value):
                return Figure(span, absent="missing")
            num = Fraction(sum(n for one in with_value for a, n in one.counts or () if a in self.measure.answers))
        if self._is_suppressed(with_value, den) or self.hidden(unit, span):
            return Figure(span, tuple(used), absent="suppressed")
        one_for_all = self.measure.source is Source.ACTIVITY or self.measure.series == "net_operating_expenditure"
        den = Fraction(1) if den is None and one_for_all else den
        if not den:
            return Figure(span, tuple(used), absent="missing")  # "A denominator of 0 gives no value"
        return Figure(span, tuple(used), num, den, num / den * self.scale)

    @property
    def scale(self) -> int:
        """2: the table's last column."""
        if self.measure.source is Source.ACTIVITY:
            return 100 if self.indicator.unit == "percent" else 1
        hundred = self.is_share or self.measure.series == "actual_of_budget"
        return 100 if hundred or self.measure.source is Source.SICK_LEAVE else 1

    def _is_suppressed(self, used: Sequence[Observation], den: Fraction | None) -> bool:
        """7: the first rule."""
        if self.measure.source is Source.SICK_LEAVE:
            months = {one.span for one in used}
            people = [sum(one.employees or 0 for one in used if one.span == month) for month in months]
            return min(people) < self.indicator.min_employees
        if self.measure.source is not Source.SURVEY or not den:
            return False
        if den < self.indicator.min_respondents:
            return True
        mean = sum((one.num for one in used if one.num is not None), Fraction(0)) / den
        at_an_end = not self.is_share and self.indicator.scale is not None and mean in self.indicator.scale
        return den < 10 and (_variance(used) == 0 or at_an_end)

    def _kostra(self, unit: str) -> list[Figure]:
        """3: "Where two of the codes have a figure for a period the newest code's stands"; a mark is no figure."""
        chosen: dict[Span, Row] = {}
        for code in self._codes(unit):
            for row in self.tables["kostra"]:
                if row["region"] == code and row["span"][1] <= self.end:
                    kept = chosen.get(row["span"])
                    if kept is None or (kept["value"] is None and row["value"] is not None):
                        chosen[row["span"]] = row
        found = []
        for span in sorted(chosen, reverse=True):
            row = chosen[span]
            den = None if row["value"] is None else Fraction(1)
            one = Observation(unit, span, row["value"], den, row["mark"], row["quality"])
            found.append(self._figure(unit, span, [one]))
        return found

    def _codes(self, unit: str) -> list[str]:
        """The unit's code and those it was renumbered from one to one."""
        codes = [self.units.get(unit, {}).get("kostra_code") or unit]
        while before := [old for old, new, _, kind in self._changes() if new == codes[-1] and kind == "renamed"]:
            codes.append(before[0])
        return codes

    def _changes(self) -> list[tuple[str, str, int, str]]:
        rows = [(row["old_code"], row["new_code"], _month(row["from_date"])) for row in self.tables["region_codes"]]
        found = []
        for old, new, month in rows:
            several_new = len({n for o, n, m in rows if (o, m) == (old, month)}) > 1
            several_old = len({o for o, n, m in rows if (n, m) == (new, month)}) > 1
            was_there = any(
                row["region"] == new and row["value"] is not None and row["span"][1] < month
                for row in self.tables["kostra"]
            )
            one_to_one = not (several_new or several_old or was_there)
            found.append((old, new, month, "renamed" if one_to_one else "broken"))
        return found

    # 4, 5 and 9

    def target(self, unit: str, year: int) -> Target | None:
        """ "A unit's own target comes first, then that of the nearest unit above it …, then the scorecard's"."""
        at: str | None = unit
        while at is not None:
            own = self.indicator.org_unit_targets.get(at, {})
            if found := own.get(year) or own.get(0):
                return found
            at = self.units[at]["parent"] if at in self.units else None
        return self.indicator.targets.get(year) or self.indicator.targets.get(0)

    def evaluate(self, unit: str, years: int) -> dict[str, Any]:
        """Every field of an evaluation; numbers as fractions."""
        window = self.indicator.window
        target = self._due(self.target(unit, self.as_of.year), self.as_of.tertial)
        answer: dict[str, Any] = {"target": _limits(target)}
        if window is Window.LATEST:
            line = self.newest(unit)
            now = line[0] if line else Figure((0, 0), absent="missing")
            before = line[1] if len(line) > 1 else None
            figures = line[:years][::-1]
            answer |= {"span": now.span if line else None, "months": None}
        else:
            length = {Window.YEAR_TO_DATE: self.as_of.tertial * 4, Window.TERTIAL: 4}.get(window, 12)
            span = (self.end - length + 1, self.end)
            figures = [self.figure(unit, (span[0] - 12 * k, span[1] - 12 * k)) for k in range(max(years, 2))][::-1]
            now, before = figures[-1], figures[-2]
            figures = figures[-years:]
            answer |= {"span": span, "months": (now.months, length)}
        answer |= self._shown(unit, now, before, target)
        answer["points"] = [self._point(unit, *pair) for pair in zip([None, *figures], figures, strict=False)]
        return answer

    def _shown(self, unit: str, now: Figure, before: Figure | None, target: Target | None) -> dict[str, Any]:
        if now.value is None:
            names = "value numerator denominator respondents invited low high quality gap change required forecast"
            flags = {"uncertain": False, "few": False, "low_response": False}
            status = "suppressed" if now.absent == "suppressed" else "no_data"
            return dict.fromkeys(names.split(" ")) | flags | {"absent": now.absent, "status": status}
        used = [one for one in now.used if one.num is not None]
        survey = self.measure.source is Source.SURVEY
        stale = self.indicator.window is Window.LATEST and self.end - now.span[1] > self.indicator.max_age
        gap, status = (None, "no_data") if stale else self._judged(target, now.value)
        low, high = self._interval(now) if survey else (None, None)
        limits = [] if target is None or gap is None or low is None else [target.low, target.high or target.low]
        year_end = self.indicator.window is Window.YEAR_TO_DATE and not survey
        return {
            "value": now.value,
            "numerator": now.num,
            "denominator": now.den,
            "respondents": int(now.den or 0) if survey else None,
            "invited": _known_sum([one.invited for one in used]) if survey else None,
            "low": low,
            "high": high,
            "quality": min(one.quality for one in used),
            "absent": "stale" if stale else None,
            "gap": gap,
            "status": status,
            "change": self._change(unit, now, before, target),
            "uncertain": any(low <= float(limit) <= high for limit in limits),  # type: ignore[operator]
            "few": survey and (now.den or 0) < 30,
            "low_response": survey and self._low_response(used),
            "required": self._required_rest(unit, now) if year_end else None,
            "forecast": self._forecast(unit, now) if year_end else None,
        }

    @staticmethod
    def _due(target: Target | None, tertial: int) -> Target | None:
        return Target(target.kind, target.steps[tertial - 1]) if target and target.steps else target

    def _judged(self, target: Target | None, value: Fraction) -> tuple[Fraction | None, str]:
        if target is None:
            return None, "no_target"
        gap = {
            TargetKind.AT_LEAST: value - target.low,
            TargetKind.AT_MOST: target.low - value,
            TargetKind.BETWEEN: min(value - target.low, (target.high or 0) - value),
        }[target.kind]
        return gap, "met" if gap >= 0 else "near" if gap >= -self.indicator.near else "missed"

    def _low_response(self, used: Sequence[Observation]) -> bool:
        asked, came = _known_sum([one.invited for one in used]), _known_sum([one.responded for one in used])
        return bool(asked) and came is not None and came * 2 < (asked or 0)

    def _error(self, figure: Figure) -> float | None:
        """5: the standard error of a mean, corrected where everybody's invited are known."""
        used = [one for one in figure.used if one.num is not None]
        variance, n, asked = _variance(used), figure.den, _known_sum([one.invited for one in used])
        if variance is None or not n:
            return None
        correction = max((asked - n) / (asked - 1), Fraction(0)) if asked is not None and asked > 1 else 1
        return math.sqrt(variance / n * correction)

    def _interval(self, figure: Figure) -> tuple[float | None, float | None]:
        n = int(figure.den or 0)
        assert figure.num is not None
        assert figure.value is not None
        if self.is_share:
            found = stats.binomtest(int(figure.num), n).proportion_ci(0.95, "wilson")
            return found.low * 100, found.high * 100
        error = self._error(figure)
        if error is None:
            return None, None
        reach = stats.t.ppf(0.975, n - 1) * error
        return float(figure.value) - reach, float(figure.value) + reach

    def _change(self, unit: str, now: Figure, before: Figure | None, target: Target | None) -> Any:
        if before is None or before.value is None or now.value is None or self._broken(unit, before, now):
            return None
        return before.value, now.value - before.value, self._verdict(now, before, target)

    def _broken(self, unit: str, before: Figure, now: Figure) -> bool:
        """3: "comes after the start of the earlier window and no later than the end of the later one"."""
        months = set(self.indicator.breaks)
        if self.measure.source is Source.KOSTRA:
            codes = self._codes(unit)
            months |= {m for old, new, m, kind in self._changes() if kind == "broken" and {old, new} & set(codes)}
        return any(before.span[0] < month <= now.span[1] for month in months)

    def _verdict(self, now: Figure, before: Figure, target: Target | None) -> str | None:
        direction = self.indicator.direction
        assert now.value is not None
        assert before.value is not None
        difference = now.value - before.value
        if direction is Direction.NEUTRAL:
            return None
        if self.measure.source is Source.SURVEY and not self._is_sure(now, before, difference):
            return "no_sure_change"
        better = {Direction.HIGHER: difference, Direction.LOWER: -difference}.get(direction)
        if better is None:
            if target is None or target.high is None:
                return None
            # "For between better is nearer to the two limits"
            off = [max(target.low - v, v - target.high, 0) for v in (before.value, now.value)]
            better = Fraction(0) if difference == 0 else Fraction(off[0] - off[1])
        return "unchanged" if better == 0 else "better" if better > 0 else "worse"

    def _is_sure(self, now: Figure, before: Figure, difference: Fraction) -> bool:
        n, m = int(now.den or 0), int(before.den or 0)
        if difference == 0:
            return False
        if self.is_share:
            pooled = float(((now.num or 0) + (before.num or 0)) / (n + m))
            spread = math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
            return 2 * stats.norm.sf(abs(float(difference)) / 100 / spread) < 0.05
        error, earlier = self._error(now), self._error(before)
        if error is None or earlier is None:
            return False
        a, b = error**2, earlier**2
        if a + b == 0:
            return True
        degrees = (a + b) ** 2 / (a * a / (n - 1) + b * b / (m - 1))
        return bool(2 * stats.t.sf(abs(float(difference)) / math.sqrt(a + b), degrees) < 0.05)

    def _rest(self, unit: str, now: Figure) -> tuple[Fraction, Figure, Figure]:
        """The rest's denominator, last year's same part and last year's rest; hidden figures are used for nothing."""
        start = now.span[0]
        same = self.figure(unit, (start - 12, self.end - 12))
        rest = self.figure(unit, (self.end - 11, start - 1)) if self.as_of.tertial < 3 else Figure((0, 0))
        used = [one for one in rest.used if one.num is not None] if rest.absent != "suppressed" else []
        dens = [one.den for one in used if one.den is not None]
        known = rest.months if dens else 0
        assert now.den is not None
        lacking = 12 - self.as_of.tertial * 4 - known
        return sum(dens, Fraction(0)) + now.den / now.months * lacking, same, rest

    @staticmethod
    def _has_denominator(figure: Figure) -> bool:
        return any(one.den is not None for one in figure.used if one.num is not None)

    def _required_rest(self, unit: str, now: Figure) -> Fraction | None:
        """4: against the year-end target and not the path."""
        target = self.target(unit, self.as_of.year)
        if (
            target is None
            or target.kind is TargetKind.BETWEEN
            or self.as_of.tertial == 3
            or not self._has_denominator(now)
        ):
            return None
        rest, _, _ = self._rest(unit, now)
        assert now.num is not None
        assert now.den is not None
        return (target.low / self.scale * (now.den + rest) - now.num) / rest * self.scale if rest else None

    def _forecast(self, unit: str, now: Figure) -> Fraction | None:
        """9: (so far + rest rate x rest denominator) / (both denominators)."""
        if not self._has_denominator(now):
            return None
        rest, same, later = self._rest(unit, now)
        assert now.num is not None
        assert now.den is not None
        rate = now.num / now.den
        if (
            same.value is not None
            and later.value is not None
            and self._has_denominator(same)
            and self._has_denominator(later)
        ):
            rate = max((later.value - same.value) / self.scale + rate, Fraction(0))
        whole = now.den + rest
        return (now.num + rate * rest) / whole * self.scale if whole else None

    def _point(self, unit: str, before: Figure | None, figure: Figure) -> tuple[Any, ...]:
        whole = self.indicator.window is Window.LATEST
        target = self._due(self.target(unit, figure.span[1] // 12), 3 if whole else self.as_of.tertial)
        used = [one for one in figure.used if one.num is not None]
        survey = self.measure.source is Source.SURVEY and figure.value is not None
        return (
            figure.span,
            figure.value,
            figure.absent,
            min((one.quality for one in used), default=None) if figure.value is not None else None,
            _limits(target),
            before is not None and self._broken(unit, before, figure),
            int(figure.den or 0) if survey else None,
        )

    def shown(self, top: str) -> list[str]:
        """3: "the tree as of the as-of's last day decides what is shown"."""
        day = self.as_of.day
        found = [top]
        for code, row in self.units.items():
            begun = row["valid_from"] is None or row["valid_from"] <= day
            if begun and not self._has_ended(code, day) and top in self.above(code, day):
                found.append(code)
        return found


def _variance(used: Sequence[Observation]) -> Fraction | None:
    """5: SS = Σ(nᵢ − 1)sᵢ² + Σnᵢ(mᵢ − m)²; "one unit without a standard deviation leaves the whole without"."""
    n = sum((one.den for one in used if one.den is not None), Fraction(0))
    if n < 2 or any(one.squares is None for one in used):
        return None
    total = sum((one.num for one in used if one.num is not None), Fraction(0))
    return (sum((one.squares for one in used if one.squares is not None), Fraction(0)) - total**2 / n) / (n - 1)


def _first_mark(marks: Iterable[str | None]) -> str | None:
    found = {".." if mark == "..." else mark for mark in marks}
    return next((mark for mark in MARKS if mark in found), None)


def _known_sum(numbers: Sequence[int | None]) -> int | None:
    return None if None in numbers else sum(number for number in numbers if number is not None)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _limits(target: Target | None) -> tuple[Any, ...] | None:
    return target and (target.kind, target.low, target.high)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _last_day(month: int) -> date:
    after = month + 1
    return date(after // 12, after % 12 + 1, 1) - timedelta(days=1)
