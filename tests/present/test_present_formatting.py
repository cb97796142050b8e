"""Numbers, dates and periods in writing (docs/semantics.md 10 and 4)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effnett.model.periods import AsOf
from effnett.present import formatting as write


@pytest.mark.parametrize(
    ("value", "decimals", "sign", "text"),
    [
        (1234.5, 1, False, "1234,5"),
        (9999, 0, False, "9999"),
        (10_000, 0, False, "10\u202f000"),
        (9_999.96, 1, False, "10\u202f000,0"),
        (1_234_567.891, 2, False, "1\u202f234\u202f567,89"),
        (-0.5, 1, False, "\u22120,5"),
        (-0.04, 1, False, "0,0"),
        (0.125, 2, False, "0,13"),
        (0.4, 1, True, "+0,4"),
        (0, 1, True, "±0,0"),
    ],
)
def test_numbers(value: float, decimals: int, sign: bool, text: str) -> None:
    """Decimal comma, narrow no-break spaces from 10 000, a true minus, half away from zero."""
    assert write.number(value, decimals, sign=sign) == text


def test_numbers_in_english() -> None:
    """English has a point."""
    assert write.number(4.5, 1, "en") == "4.5"


@pytest.mark.parametrize(
    ("value", "limit", "decimals", "text"),
    [
        (4.3, "4.5", 1, "4,3"),
        (4.46, "4.5", 1, "4,46"),
        (4.496, "4.5", 1, "4,496"),
        (4.4999999, "4.5", 1, "4,499"),
        (4.5000001, "4.5", 1, "4,501"),
        (4.5, "4.5", 1, "4,5"),
        (0.1 + 0.2, "0.3", 1, "0,3"),
        (4.45, "4.45", 1, "4,45"),
        (9.896, "9.9", 2, "9,896"),
        (100.04, "100", 0, "100,04"),
    ],
)
def test_value_reads_on_its_own_side(value: float, limit: str, decimals: int, text: str) -> None:
    """A value is given up to two more decimals where it would read as its target."""
    assert write.against(value, [Fraction(limit)], decimals) == text


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ".").replace("\u202f", "").replace("\u2212", "-"))


@given(
    value=st.floats(-1e6, 1e6, allow_nan=False),
    limit=st.decimals(-10_000, 10_000, places=2),
    decimals=st.integers(0, 3),
)
def test_display_keeps_the_order(value: float, limit: Decimal, decimals: int) -> None:
    """Whatever the value and the target, they read in the order they have, within the last decimal shown."""
    written = _number(write.against(value, [Fraction(limit)], decimals))
    shown = _number(write.limit(Fraction(limit), decimals))
    if abs(Decimal(repr(value)) - limit) > Decimal("1e-9") * max(1, abs(limit)):
        assert (written > shown) == (Decimal(repr(value)) > limit)
        assert written != shown
    assert abs(written - Decimal(repr(value))) <= Decimal(1).scaleb(-decimals)


@given(
    low=st.decimals(-100, 100, places=1),
    width=st.decimals(1, 50, places=1),
    value=st.floats(-200, 200, allow_nan=False),
)
def test_display_keeps_the_order_between(low: Decimal, width: Decimal, value: float) -> None:
    """Of two limits both are kept to."""
    limits = [Fraction(low), Fraction(low + width)]
    written = _number(write.against(value, limits, 1))
    for limit in (low, low + width):
        if abs(Decimal(repr(value)) - limit) > Decimal("1e-6"):
            assert (written > limit) == (Decimal(repr(value)) > limit)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(0.4, 1, "+0,4"), (-0.02, 1, "\u22120,02"), (0.004, 1, "+0,004"), (0.0, 1, "±0,0"), (1e-12, 1, "±0,0")],
)
def test_difference_does_not_read_as_nothing(value: float, decimals: int, text: str) -> None:
    """A difference is never rounded away while two more decimals would show it."""
    assert write.difference(value, decimals) == text


@pytest.mark.parametrize(
    ("kroner", "text"),
    [(8_800_000, "8,8 mill. kr"), (-945_000, "\u2212945\u202f000 kr"), (1_016_000_000, "1,02 mrd. kr")],
)
def test_money(kroner: float, text: str) -> None:
    """Amounts are told in the largest word that fits, and never parted between two lines."""
    assert write.money(kroner) == text.replace(" ", "\u00a0")


@pytest.mark.parametrize(("low", "text"), [(True, "8,82"), (False, "8,83")])
def test_a_limit_is_cut_to_the_safe_side(low: bool, text: str) -> None:
    """Who keeps to what is written has kept to what is meant."""
    assert write.towards(8.8274, low, 2) == text
    assert write.towards(8.83, low, 2) == "8,83"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2008, 1, 1), date(2008, 12, 31), "2008"),
        (date(2009, 5, 1), date(2009, 8, 31), "2. tertial 2009"),
        (date(2009, 7, 1), date(2009, 9, 30), "3. kvartal 2009"),
        (date(2009, 5, 1), date(2009, 5, 31), "mai 2009"),
        (date(2009, 1, 1), date(2009, 8, 31), "1. jan.–31. aug. 2009"),
        (date(2008, 9, 1), date(2009, 8, 31), "1. sep. 2008–31. aug. 2009"),
    ],
)
def test_spans(first: date, last: date, text: str) -> None:
    """A span is written as the shortest thing it is."""
    assert write.span(first, last) == text


def test_days_years_and_tertials() -> None:
    """Dates in full, years joined by a dash, tertials by number."""
    assert write.day(date(2009, 9, 4)) == "4. september 2009"
    assert write.day(date(2009, 9, 4), "nn") == "4. september 2009"
    assert write.years(2006, 2009) == "2006–2009"
    assert write.tertial(AsOf(2009, 1)) == "1. tertial 2009"
