"""Numbers, dates and periods in writing (docs/semantics.md 10).

The locale's own signs and words come from Babel; the few rules that differ from it (thousands from
10 000, narrow no-break space, true minus) are here. A scorecard writes some hundred numbers a page, so
numbers are written by plain string work.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.dates import format_date

from effnett.model.clock import local
from effnett.model.periods import AsOf

NARROW_SPACE: Final = "\u202f"
MINUS: Final = "\u2212"
EXTRA_DECIMALS: Final = 2
_SAME: Final = Decimal("1e-9")
_GROUP_FROM: Final = 10_000


@lru_cache
def _decimal_sign(language: str) -> str:
    return str(Locale.parse(language).number_symbols["latn"]["decimal"])


def number(value: float | Decimal, decimals: int = 0, language: str = "nb", sign: bool = False) -> str:
    """A number as people read it: `10 000,5`, with `+`, a true minus or `±` where the sign is told.

    >>> number(-1234.56, 1), number(0, 1, sign=True)
    ('−1234,6', '±0,0')
    """
    rounded = _rounded(value, decimals)
    whole, _, rest = f"{abs(rounded):.{decimals}f}".partition(".")
    if abs(rounded) >= _GROUP_FROM:
        whole = f"{int(whole):,}".replace(",", NARROW_SPACE)
    text = whole + (_decimal_sign(language) + rest if rest else "")
    if rounded < 0:
        return MINUS + text
    if not sign:
        return text
    return ("+" if rounded > 0 else "±") + text


def percent_sign(text: str) -> str:
    """A number that has been written, with its per cent sign."""
    return f"{text}{NARROW_SPACE}%"


def limit(value: Fraction, decimals: int, language: str = "nb") -> str:
    """A target's limit with the decimals it needs, at most two more than the indicator's."""
    return number(_limit(value, decimals), decimals_needed(value, decimals + EXTRA_DECIMALS), language)


@lru_cache(4096)
def decimals_needed(value: Fraction, most: int) -> int:
    """The decimals an exact number needs to be written as it is, at most `most`."""
    return next((places for places in range(most) if (value * 10**places).denominator == 1), most)


def against(value: float, limits: Iterable[Fraction], decimals: int, language: str = "nb") -> str:
    """A value written so that it reads on the same side of each limit as it is (docs/semantics.md 4).

    Up to two more decimals are taken; where even they would read as equal, the last digit is cut off
    towards the value's own side in place of rounded.

    >>> against(4.46, [Fraction(9, 2)], 1), against(4.4999999, [Fraction(9, 2)], 1)
    ('4,46', '4,499')
    """
    whole = Decimal(repr(float(value)))
    wanted = [(_limit(each, decimals), _side(whole, _decimal(each))) for each in limits]
    most = decimals + EXTRA_DECIMALS
    for places in range(decimals, most + 1):
        for rounding in (ROUND_HALF_UP,) if places < most else (ROUND_HALF_UP, ROUND_FLOOR, ROUND_CEILING):
            written = whole.quantize(Decimal(1).scaleb(-places), rounding)
            if all(_side(written, shown) == side for shown, side in wanted):
                return number(written, places, language)
    return number(whole, most, language)


def difference(value: float, decimals: int, language: str = "nb") -> str:
    """A difference with its sign, with up to two more decimals where it would read as nothing."""
    for places in range(decimals, decimals + EXTRA_DECIMALS):
        if value == 0 or _rounded(value, places) != 0:
            return number(value, places, language, sign=True)
    return number(value, decimals if abs(value) < float(_SAME) else decimals + EXTRA_DECIMALS, language, sign=True)


def towards(value: float, low: bool, decimals: int, language: str = "nb") -> str:
    """A value cut off downwards or upwards, so that what keeps to it as written keeps to it as it is."""
    places = Decimal(1).scaleb(-decimals)
    return number(
        Decimal(repr(float(value))).quantize(places, ROUND_FLOOR if low else ROUND_CEILING), decimals, language
    )


def money(kroner: float, language: str = "nb") -> str:
    """An amount a person can take in, kept on one line: `8,8 mill. kr`, `940 000 kr`."""
    if abs(kroner) >= 1_000_000_000:
        return f"{number(kroner / 1_000_000_000, 2, language)}\u00a0mrd.\u00a0kr"
    if abs(kroner) >= 1_000_000:
        return f"{number(kroner / 1_000_000, 1, language)}\u00a0mill.\u00a0kr"
    return f"{number(kroner, 0, language)}\u00a0kr"


@lru_cache(4096)
def day(when: date, language: str = "nb") -> str:
    """`4. september 2009`."""
    return format_date(when, "d MMMM y" if language == "en" else "d. MMMM y", locale=language)


@lru_cache(4096)
def short_day(when: date, language: str = "nb", year: bool = True) -> str:
    """`4. sep. 2009`, or `4. sep.`."""
    pattern = ("d MMM" if language == "en" else "d. MMM") + (" y" if year else "")
    return format_date(when, pattern, locale=language)


def moment(at: datetime, language: str = "nb") -> str:
    """`27. nov. 2026 kl. 10.04`, by the clock on the wall in Norway."""
    there = local(at)
    return f"{short_day(there.date(), language)} {'at' if language == 'en' else 'kl.'} {there:%H.%M}"


def years(first: int, last: int) -> str:
    """`2006–2009`, or the one year."""
    return str(first) if first == last else f"{first}–{last}"


def tertial(as_of: AsOf, language: str = "nb") -> str:
    """`1. tertial 2009`."""
    return f"tertial {as_of.tertial} {as_of.year}" if language == "en" else f"{as_of.tertial}. tertial {as_of.year}"


@lru_cache(4096)
def span(first: date, last: date, language: str = "nb") -> str:
    """A span of whole months as shortly as it can be said.

    `2009`, `2. tertial 2009`, `3. kvartal 2009`, `mai 2009`, else `1. jan.–31. aug. 2009`.
    """
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months == 12 and first.month == 1:
        return str(first.year)
    if months == 4 and first.month % 4 == 1:
        return tertial(AsOf(first.year, last.month // 4), language)
    if months == 3 and first.month % 3 == 1:
        quarter = last.month // 3
        return f"Q{quarter} {last.year}" if language == "en" else f"{quarter}. kvartal {last.year}"
    if months == 1:
        return format_date(first, "MMMM y", locale=language)
    return f"{short_day(first, language, first.year != last.year)}–{short_day(last, language)}"


@lru_cache(4096)
def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


@lru_cache(4096)
def _limit(value: Fraction, decimals: int) -> Decimal:
    return _rounded(_decimal(value), decimals_needed(value, decimals + EXTRA_DECIMALS))


def _rounded(value: float | Decimal, decimals: int) -> Decimal:
    whole = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    return whole.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _side(value: Decimal, mark: Decimal) -> int:
    """Below, at or above: -1, 0 or 1. What differs by a float's error alone is at."""
    if abs(value - mark) <= _SAME * max(Decimal(1), abs(mark)):
        return 0
    return 1 if value > mark else -1
