"""How far off the forecast was at the same tertial of earlier years (docs/semantics.md 9)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from effnett.evaluate.forecast import Year, forecast, rest_denominator
from effnett.evaluate.sums import HIDDEN, REST, Sums, added_up
from effnett.model.evaluation import Miss

RECORD_YEARS: Final = 5
"""How many earlier years are looked at."""
WHOLE_YEAR: Final = (1 << 12) - 1
"""The months of a whole year, as bits."""


def forecast_record(line: Sequence[Sums], year: int, months_left: int, scale: int) -> tuple[Miss, ...]:
    """What the forecast would have been in earlier years, less what each became; oldest first.

    Computed from present facts, and only for years whose twelve months all have figures that may be shown.
    """
    if not months_left:
        return ()
    by_k = {sums.k: sums for sums in line if sums.grade != HIDDEN}
    found = ((year - back, _off_by(by_k, back, months_left, scale)) for back in range(RECORD_YEARS, 0, -1))
    return tuple(Miss(earlier, off_by) for earlier, off_by in found if off_by is not None)


def _off_by(by_k: dict[int, Sums], back: int, months_left: int, scale: int) -> float | None:
    so_far, became = by_k.get(-back), whole_year(by_k.get(-back), by_k.get(rest_k(back)))
    if so_far is None or became is None or became.num is None or not became.den:
        return None
    year = Year(so_far, by_k.get(-back - 1), by_k.get(rest_k(back + 1)), months_left)
    told = forecast(year, rest_denominator(year), scale)
    return None if told is None else told - became.num * scale / became.den


def rest_k(back: int) -> int:
    """The `k` of the months of an earlier year that answer to the rest of this one; 1 is last year's."""
    return REST + 1 - back


def whole_year(so_far: Sums | None, rest: Sums | None) -> Sums | None:
    """The sums of an earlier year from its two parts; None unless every month of it has a figure."""
    if so_far is None or rest is None or so_far.num is None or rest.num is None:
        return None
    both = added_up([so_far, rest])
    return both if both.covered == WHOLE_YEAR else None
