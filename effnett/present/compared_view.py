"""Comparisons → what the page says of them in words: one row for each indicator, and where the unit stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from effnett.compare.ranks import QUARTILES_FROM, RANKS_FROM
from effnett.compare.trends import YearPoint
from effnett.model.comparison import Comparison, PeerFigure
from effnett.model.periods import first_day
from effnett.model.scorecard import Indicator, in_language
from effnett.present import formatting as write
from effnett.present.compared_drawing import axis_of, known_values, strip, years_line
from effnett.present.compared_text import figure_notes, lack_words, tied_words, value_words
from effnett.present.views import quantity
from effnett.present.wording import direction_word, say


@dataclass(frozen=True)
class ComparedRow:
    """One indicator of the unit among its peers, in words; `strip` and `years` are drawn."""

    indicator: str
    dimension: str
    title: str
    direction: str
    value: str
    details: tuple[str, ...]
    place: str
    places: tuple[str, ...]
    strip: str
    lies: tuple[str, ...]
    years: str


def compared_row(
    comparison: Comparison, line: Sequence[YearPoint], broken: Iterable[int], language: str = "nb"
) -> ComparedRow:
    """The row of a comparison with its line over the years. `broken` are the months the line is broken from."""
    indicator = comparison.indicator
    own = comparison.own
    value, details = _own_words(comparison, own, language)
    dimension = indicator.dimension or "other"
    alone = comparison.with_data < 2
    return ComparedRow(
        indicator.id,
        say(f"peers.dimension.{dimension}", language),
        in_language(indicator.title, language),
        direction_word(indicator.direction, language),
        value,
        details,
        place_words(comparison, language),
        _beside_place(comparison, language),
        "" if alone else strip(comparison, lies_words(comparison, language)),
        () if alone else _under_strip(comparison, language),
        years_svg(line, comparison, broken, language),
    )


def _own_words(comparison: Comparison, own: PeerFigure | None, language: str) -> tuple[str, tuple[str, ...]]:
    if own is None or own.value is None:
        reason = lack_words(own, language) if own else ""
        return "", (reason or say("compare.without", language, year=comparison.year),)
    return value_words(own.value, comparison, language), figure_notes(own, language)


def place_words(comparison: Comparison, language: str = "nb", short: bool = False) -> str:
    """`nr. 257 av 406 (1 er best)`; nothing without a value of one's own, and why where there are too few."""
    own = comparison.own
    if own is None or own.value is None:
        return ""
    if own.rank is None:
        return say("peers.alone" if comparison.with_data == 1 else "peers.few", language)
    words = "peers.rank.short" if short else "peers.size" if comparison.is_neutral else "peers.rank"
    text = say(words, language, rank=own.rank, n=comparison.with_data)
    return text if short else text + tied_words(own.rank, comparison, language)


def _beside_place(comparison: Comparison, language: str) -> tuple[str, ...]:
    """The percentile, and how many have a figure where not all have."""
    found = []
    if comparison.percentile is not None:
        share = write.percent_sign(write.number(comparison.percentile, 0, language))
        words = "peers.higher_than" if comparison.is_neutral else "compare.better_than"
        found.append(say(words, language, share=share))
    if comparison.with_data == 0:
        found.append(say("peers.nobody", language))
    elif comparison.with_data < comparison.of:
        found.append(say("peers.n_of", language, n=comparison.with_data, of=comparison.of))
    return tuple(found)


def lies_words(comparison: Comparison, language: str = "nb") -> str:
    """How the group lies, for those who do not see it drawn."""
    spread = comparison.spread
    if spread.median is None or spread.least is None or spread.most is None:
        return ""

    def words(value: float) -> str:
        return value_words(value, comparison, language)

    own = comparison.own
    parts = [f"{own.name} {words(own.value)}"] if own and own.value is not None else []
    parts.append(say("compare.median", language, value=words(spread.median)))
    if spread.q1 is not None and spread.q3 is not None:
        parts.append(say("compare.quartiles", language, q1=words(spread.q1), q3=words(spread.q3)))
    parts.append(say("compare.ends", language, least=words(spread.least), most=words(spread.most)))
    return "; ".join([*parts, *beyond_words(comparison, language)])


def _under_strip(comparison: Comparison, language: str) -> tuple[str, ...]:
    spread = comparison.spread
    if spread.median is None:
        return ()
    if spread.least == spread.most:
        return (say("peers.all_equal", language),)
    middle = say("compare.median", language, value=value_words(spread.median, comparison, language))
    few = RANKS_FROM <= comparison.with_data < QUARTILES_FROM
    lacking = (say("peers.no_quartiles", language),) if few else ()
    return (middle, *lacking, *beyond_words(comparison, language))


def beyond_words(comparison: Comparison, language: str = "nb") -> tuple[str, ...]:
    """Who lies so far out that the axis is cut off before them, at either end."""
    values = known_values(comparison)
    if not values:
        return ()
    axis = axis_of(values)
    known = [(row.value, row) for row in comparison.rows if row.value is not None]
    low = sorted((value, row.name) for value, row in known if value < axis.low)
    high = sorted(((value, row.name) for value, row in known if value > axis.high), reverse=True)
    return tuple(_beyond(end, comparison, language) for end in (low, high) if end)


def _beyond(end: Sequence[tuple[float, str]], comparison: Comparison, language: str) -> str:
    value, name = end[0]
    words = value_words(value, comparison, language)
    if len(end) == 1:
        return say("peers.beyond.one", language, name=name, value=words)
    return say("peers.beyond.many", language, n=len(end), name=name, value=words)


def years_svg(line: Sequence[YearPoint], comparison: Comparison, broken: Iterable[int], language: str = "nb") -> str:
    """Our own line beside the median's, with a text of the same. `broken` are months."""
    months = list(broken)

    def words(value: float) -> str:
        return value_words(value, comparison, language)

    told = [
        f"{point.year}: {words(point.own)}"
        + ("" if point.median is None else f" ({say('compare.median', language, value=words(point.median))})")
        for point in line
        if point.own is not None
    ]
    breaks = [is_broken(point.year - 1, point.year, months) for point in line]
    return years_line([point.own for point in line], [point.median for point in line], breaks, "; ".join(told))


def is_broken(before: int, year: int, months: Iterable[int]) -> bool:
    """Whether a month that a line is broken from lies after the start of an earlier year and no later than the end of
    another, as for a change (docs/semantics.md 3)."""
    return any(before * 12 < month <= year * 12 + 11 for month in months)


def kind_words(kind: str, language: str = "nb") -> str:
    """What units of a kind are called together: `kommuner`, `bydeler`, else `enheter`."""
    return say(f"peers.kind.{kind if kind in ('municipality', 'district') else 'unit'}", language)


def service_title(name: str, language: str = "nb") -> str:
    """A service's tag as people write it: `pleie og omsorg`."""
    return say("peers.all", language) if name == "alle" else name.replace("-", " ")


def tick_words(value: float, indicator: Indicator, language: str = "nb") -> str:
    """A round value along an axis, with no more decimals than it has."""
    rest = f"{value:.6f}".rstrip("0").partition(".")[2]
    return quantity(write.number(value, min(len(rest), 3), language), indicator)


def break_words(indicator: Indicator, first: int, last: int, language: str = "nb") -> list[str]:
    """The breaks of an indicator's definition that lie in some years."""
    title = in_language(indicator.title, language)
    return [
        say("peers.breaks.indicator", language, title=title, when=write.day(first_day(month), language), why=why)
        for month, why in sorted(indicator.breaks.items())
        if first <= month // 12 <= last
    ]
