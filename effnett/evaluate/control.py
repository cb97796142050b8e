"""Control charts of a scorecard's monthly series: where they begin, what they are of, and what they say.

The rules themselves are in spc.py. The result is kept with the facts, for each choice of units and as-of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple

from effnett.evaluate import spc
from effnett.evaluate.months import Months, has_months, read_months
from effnett.evaluate.queries import Request
from effnett.model.evaluation import Assurance, Chart, ChartPart, ChartPoint, Control, Evaluation, Signal
from effnett.model.periods import AsOf
from effnett.model.scorecard import Indicator, Source, Target
from effnett.store.facts import Facts

_YEAR: Final = 12


class Series(NamedTuple):
    """The points of a chart: all months of `months` from `begins` to before `ends`, or what they differ from those
    of the year before."""

    months: Months
    begins: int
    ends: int
    seasonal: bool

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Where each point's month stands in the series, and where the month it is compared with does: the same
        place where it is compared with none."""
        place = {month: at for at, month in enumerate(self.months.last) if self.begins <= month < self.ends}
        if not self.seasonal:
            return [(at, at) for at in place.values()]
        return [(at, place[month - _YEAR]) for month, at in place.items() if month - _YEAR in place]

    def points(self) -> tuple[list[int], list[float]]:
        """The months of the points, and their values."""
        last, values = self.months.last, self.months.values
        if self.begins <= last[0] and last[-1] - last[0] == len(last) - 1 and last[-1] < self.ends:  # nothing left out
            if not self.seasonal:
                return list(last), values
            return list(last[_YEAR:]), [now - before for before, now in zip(values, values[_YEAR:], strict=False)]
        pairs = self.pairs
        if not self.seasonal:
            return [last[at] for at, _ in pairs], [values[at] for at, _ in pairs]
        return [last[at] for at, _ in pairs], [values[at] - values[before] for at, before in pairs]

    def fractions(self) -> list[Fraction]:
        """The same values as the decimals they stand for."""
        values = self.months.fractions()
        return [values[at] - values[before] if self.seasonal else values[at] for at, before in self.pairs]


class Charted(NamedTuple):
    """What a chart says of its newest point, and the series it was read from.

    `margin` is how near a line binary numbers do not decide; None where no target can be compared with.
    """

    control: Control
    signals: tuple[Signal, ...]
    series: Series
    margin: float | None


Charts = Mapping[tuple[str, int], Charted]
"""By unit and the indicator's position."""


def charts(facts: Facts, request: Request) -> Charts:
    """The control chart of every monthly series that has one."""
    if not any(map(has_months, request.indicators)):
        return {}
    key = ("charts", request.as_of, tuple(request.shown), tuple(map(_identity, request.indicators)))
    return facts.kept(key, lambda: _charts(facts, request))


def _identity(indicator: Indicator) -> tuple[object, ...]:
    """What an indicator's charts depend on."""
    return (
        indicator.measure,
        indicator.unit,
        indicator.window,
        indicator.min_employees,
        has_path(indicator),
        *sorted(indicator.breaks),
        None,
        *sorted(indicator.shifts),
    )


def _charts(facts: Facts, request: Request) -> Charts:
    found: dict[tuple[str, int], Charted] = {}
    end = request.as_of.month
    begins = [_begins(indicator, end) for indicator in request.indicators]
    for key, months in read_months(facts, request).items():
        if len(months.last) >= spc.FEWEST:
            charted = _charted(request.indicators[key[1]], months, begins[key[1]], end + 1)
            if charted:
                found[key] = charted
    return found


def _begins(indicator: Indicator, end: int) -> int:
    """The month of the last shift or break up to the as-of; 0 for none."""
    return max((month for month in (*indicator.shifts, *indicator.breaks) if month <= end), default=0)


def _charted(indicator: Indicator, months: Months, begins: int, ends: int) -> Charted | None:
    """The chart of the months from a shift on; None where they are too few."""
    count = len(months.last) if not begins else sum(month >= begins for month in months.last)
    seasonal = indicator.measure.source is Source.SICK_LEAVE and count >= spc.SEASONAL_FROM
    series = Series(months, begins, ends, seasonal)
    last, values = series.points()
    control = _control(series, last, values)
    if control is None:
        return None
    margin = spc.margin_of(values) if _is_compared(indicator, series) else None
    return Charted(control, tuple(sign.signal for sign in control.signs), series, margin)


def _is_compared(indicator: Indicator, series: Series) -> bool:
    """Whether a target is for a month too: not for differences from the year before, sums without a denominator, nor
    with a path through the year."""
    return not series.seasonal and None not in series.months.den and not has_path(indicator)


def has_path(indicator: Indicator) -> bool:
    """Whether a target has a path through the year: figures then count from the year's beginning."""
    return any(
        target.steps
        for targets in (indicator.targets, *indicator.org_unit_targets.values())
        for target in targets.values()
    )


def _control(series: Series, last: Sequence[int], values: Sequence[float]) -> Control | None:
    found = spc.judged(values, series.fractions)
    if found is None:
        return None
    limits, signs = found
    if signs:
        signs = tuple(sign._replace(gaps=last[-1] - last[-sign.points] >= sign.points) for sign in signs)
    return Control(limits.centre, limits.lower, limits.upper, signs, last[-1], series.seasonal)


def assurance_of(charted: Charted, target: Target | None) -> Assurance | None:
    """Whether a series that goes on as its chart says will meet a target; None where it cannot be compared with one."""
    control, _, series, margin = charted
    if target is None or margin is None:
        return None
    limits = spc.Limits(control.centre, control.upper - control.centre)
    return spc.assurance(target, limits, margin, series.fractions)


def chart(facts: Facts, evaluation: Evaluation, as_of: AsOf) -> Chart | None:
    """The whole control chart of one evaluation, for a page; None where it has none."""
    indicator, control = evaluation.indicator, evaluation.control
    request = Request([indicator], [evaluation.org_unit], as_of)
    charted = charts(facts, request).get((evaluation.org_unit, 0))
    if control is None or charted is None:
        return None
    starts = sorted({month for month in (*indicator.shifts, *indicator.breaks) if month <= as_of.month})
    bounds = [0, *starts, as_of.month + 1]
    parts = [_part(indicator, charted.series._replace(begins=begins, ends=ends)) for begins, ends in pairwise(bounds)]
    target = evaluation.target if evaluation.assurance else None
    return Chart(tuple(part for part in parts if part.points), control.seasonal, control, evaluation.assurance, target)


def _part(indicator: Indicator, series: Series) -> ChartPart:
    """One part of a chart, its gaps filled with months without a value."""
    begins = series.begins
    last, values = series.points()
    hidden = [month for month in series.months.hidden if begins <= month < series.ends]
    reason = indicator.breaks.get(begins) or indicator.shifts.get(begins, "")
    control = _control(series, last, values)
    return ChartPart(_filled(last, values, hidden), control, reason, begins in indicator.breaks)


def _filled(last: Sequence[int], values: Sequence[float], hidden: Sequence[int]) -> tuple[ChartPoint, ...]:
    known = dict(zip(last, values, strict=True))
    both = [*last, *hidden]
    months = range(min(both), max(both) + 1) if both else ()
    return tuple(ChartPoint(month, known.get(month), month in hidden) for month in months)
