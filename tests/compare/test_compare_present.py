"""Which regions have a figure in which years, put together from bits (derived.sql)."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import World, indicator

from effnett.compare.trends import present

_YEARS = range(2018, 2023)
_CODES = [f"{number:04}" for number in range(1, 1200)]
"""More than two of the parts that regions are kept in."""
_FIGURES = st.dictionaries(
    st.sampled_from(_CODES),
    st.dictionaries(st.sampled_from(_YEARS), st.sampled_from([1.5, "."]), min_size=1),
    min_size=1,
    max_size=8,
)


@given(figures=_FIGURES)
@settings(max_examples=15, deadline=None)
def test_a_region_is_there_in_the_years_it_has_a_figure_of(figures: dict[str, dict[int, float | str]]) -> None:
    """Whatever the region's place among many; a mark is no figure."""
    world = World().rows(
        "kostra", [{"series": 1, "region": code, "span": (2000 * 12, 2000 * 12 + 11), "value": 1.0} for code in _CODES]
    )
    for code, values in figures.items():
        world.kostra(code, values)
    found = present(world.facts(), [indicator("kostra")], 2018, 2021)
    expected = {
        year: {code for code, values in figures.items() if values.get(year) == 1.5} for year in range(2018, 2022)
    }
    assert {year: set(regions) for year, regions in found.items()} == {
        y: codes for y, codes in expected.items() if codes
    }
