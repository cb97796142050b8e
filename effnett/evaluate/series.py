"""The series that are loaded, by number: what adds up is kept under these (docs/store.md)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from effnett.model.scorecard import Measure, Source
from effnett.store.facts import Facts


def flow_series(facts: Facts, measure: Measure) -> Sequence[tuple[int, str]]:
    """The numbers of a measure's series, each with what "own rows" is decided by; empty where nothing is loaded."""
    if measure.source is Source.KOSTRA:
        return ()
    known = known_series(facts)
    parts: Iterable[str] = (measure.question,) if measure.source is Source.SURVEY else measure.functions or ("",)
    found = (known.get((measure.source.value, measure.series, part)) for part in parts)
    return [series for series in found if series]


def own_rows_of(facts: Facts, numbers: Collection[int]) -> list[str | None]:
    """What "own rows" is decided by, for some series: at each one's number, counted from 1."""
    found: list[str | None] = [None] * max(numbers)
    for number, own in known_series(facts).values():
        if number in numbers:
            found[number - 1] = own
    return found


def known_series(facts: Facts) -> dict[tuple[str, str, str], tuple[int, str]]:
    """By source, key and part: the number of every loaded series, and what "own rows" is decided by."""
    sql = "SELECT source, key, part, series, own_rows FROM flow_series"
    return facts.kept("flow_series", lambda: {row[:3]: row[3:] for row in facts.rows(sql)})
