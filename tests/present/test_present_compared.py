"""Comparisons as a page says and draws them: small groups, ties, marks, outliers, breaks."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from peers_world import of_values
from worlds import indicator

from effnett.compare.effort import effort_against_result, efforts_and_results
from effnett.compare.priorities import priorities
from effnett.compare.reforms import Changed, Reform
from effnett.compare.trends import YearPoint
from effnett.model.comparison import Comparison
from effnett.model.organisation import PeerGroup
from effnett.model.scorecard import Direction
from effnett.present.compared_drawing import Axis, axis_of, known_values, strip, swarm, ticks, years_line
from effnett.present.compared_effort import effort_html, spending_html
from effnett.present.compared_figure import around, figure_html
from effnett.present.compared_lists import breaks_html, has_own, partners_html
from effnett.present.compared_text import group_in_sentence
from effnett.present.compared_view import beyond_words, compared_row, place_words
from effnett.present.reforms import reform_text

ALPHABET = "abcdefghijklmnop"


def figures(*values: float | None, **fields: object) -> Comparison:
    """A comparison of `a` with others."""
    return of_values(dict(zip(ALPHABET, values, strict=False)), **fields)


def texts(html: str) -> str:
    """What is read of a piece of HTML."""
    return re.sub(r"<[^>]*>", " ", html).replace("\u202f", " ").replace("\u00a0", " ")


@given(st.lists(st.floats(-1e6, 1e6).map(lambda value: round(value, 2)), min_size=1, max_size=30))
def test_an_axis_parts_the_values_it_holds(values: list[float]) -> None:
    """It is never empty, the median lies on it, and every value has a place from 0 to 1 in the values' order."""
    axis = axis_of(values)
    assert axis.low < axis.high
    shares = [axis.share(value) for value in sorted(values)]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)
    assert sum(axis.holds(value) for value in values) * 2 >= len(values)


@given(st.floats(-1e5, 1e5), st.floats(0.01, 1e5))
def test_marks_along_an_axis_are_few_and_on_it(low: float, width: float) -> None:
    """From two to ten of them."""
    axis = Axis(low, low + width)
    found = ticks(axis)
    assert 1 <= len(found) <= 10
    assert all(axis.low - 1e-6 <= value <= axis.high + 1e-6 for value in found)


@pytest.mark.parametrize(
    ("values", "place", "beside", "lies"),
    [
        ((5.0, 1.0, 2.0), "for få til en plassering", (), ("median 2,0 %",)),
        ((5.0, None, None), "ingen andre har tall", ("1 av 3 har tall",), ()),
        ((None, 1.0, 2.0), "", ("2 av 3 har tall",), ("median 1,5 %",)),
        ((None, None), "", ("ingen har tall",), ()),
        (
            (5.0, 1.0, 2.0, 3.0),
            "nr. 1 av 4 (1 er best)",
            ("bedre enn 100 % av de andre",),
            ("median 2,5 %", "for få til å vise den midterste halvdelen"),
        ),
        (
            (5.0, 5.0, 2.0, 3.0),
            "nr. 1 av 4 (1 er best), delt",
            ("bedre enn 83 % av de andre",),
            ("median 4,0 %", "for få til å vise den midterste halvdelen"),
        ),
        (
            (7.0, 7.0, 7.0, 7.0),
            "nr. 1 av 4 (1 er best), delt",
            ("bedre enn 50 % av de andre",),
            ("alle har samme tall",),
        ),
        (
            (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 100.0),
            "nr. 8 av 8 (1 er best)",
            ("bedre enn 0 % av de andre",),
            ("median 4,5 %", "utenfor skalaen: H 100,0 %"),
        ),
    ],
)
def test_a_row_in_words(
    values: tuple[float | None, ...], place: str, beside: tuple[str, ...], lies: tuple[str, ...]
) -> None:
    """Under four no place, under eight no middle half; ties and those beyond the scale are told."""
    row = compared_row(figures(*values), (), ())

    def plain(lines: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(texts(line) for line in lines)

    assert (row.place, plain(row.places), plain(row.lies)) == (place, beside, lies)
    assert bool(row.strip) == (sum(value is not None for value in values) > 1)


@pytest.mark.parametrize("direction", [Direction.NEUTRAL, Direction.BETWEEN])
def test_a_neutral_place_is_by_size(direction: Direction) -> None:
    """1 is the highest, and nothing is called good."""
    row = compared_row(figures(5.0, 1.0, 2.0, 3.0, direction=direction), (), ())
    assert row.place == "nr. 1 av 4 (1 er høyest)"
    assert texts(row.places[0]) == "høyere enn 100 % av de andre"


def test_an_outlier_is_said_and_marked() -> None:
    """The axis ends before it, a mark stands at the edge, and the others are parted."""
    drawn = figures(10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 150.0, 170.0)
    assert [texts(words) for words in beyond_words(drawn)] == ["2 utenfor skalaen, lengst ute I 170,0 %"]
    svg = strip(drawn, "")
    assert 'class="out"' in svg
    places = re.findall(r'class="peer" d="([^"]*)"', svg)[0].count("h0")
    assert places == 7
    assert [dot.beyond for dot in swarm(drawn).dots].count(True) == 2


def test_our_own_outlier_is_a_ring() -> None:
    """It does not seem to lie at the edge."""
    assert 'class="own beyond"' in strip(figures(150.0, 10.0, 11.0, 12.0, 13.0, 14.0), "")


@given(st.lists(st.integers(0, 60).map(float), min_size=2, max_size=200))
def test_every_unit_has_a_dot_of_its_own(values: list[float]) -> None:
    """No two lie in the same place, and all lie within the drawing."""
    comparison = of_values({f"u{at}": value for at, value in enumerate(values)}, own="u0")
    found = swarm(comparison)
    assert len({(dot.x, dot.y) for dot in found.dots}) == len(values) == len(known_values(comparison))
    assert all(0 < dot.y < found.height and 0 < dot.x < 1000 for dot in found.dots)


def test_a_line_is_lifted_where_it_is_broken() -> None:
    """Two strokes with a break or a gap between; single years stand as dots."""
    svg = years_line([1.0, 2.0, 3.0, None, 4.0], [None] * 5, [False, False, True, False, False], "")
    assert 'class="line" d="M6.0 ' in svg
    line, dots = (re.findall(rf'class="{kind}" d="([^"]*)"', svg)[0] for kind in ("line", "dot"))
    assert (line.count("M"), line.count("L"), dots.count("h0")) == (3, 1, 2)
    assert years_line([1.0, None], [2.0, 3.0], [False, False], "") == ""


def test_the_line_is_told_in_words() -> None:
    """Year by year, with the median."""
    line = (YearPoint(2021, 1.0, 2.0), YearPoint(2022, None, 3.0), YearPoint(2023, 4.0, None))
    row = compared_row(figures(4.0, 3.0), line, ())
    assert "2021: 1,0 % (median 2,0 %); 2023: 4,0 %" in row.years.replace("\u202f", " ")


@pytest.mark.parametrize(("own", "expected"), [(1.0, "afgh"), (None, ""), (9.0, "abcd"), (4.5, "acdefgh")])
def test_those_nearest_on_the_list(own: float | None, expected: str) -> None:
    """Three each way, as far as there are any; nobody where we have no value."""
    near = around(figures(own, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0))
    assert sorted(row.org_unit for row in near) == sorted(expected)


def test_the_large_figure_has_everybody_by_name() -> None:
    """Each with place and value or the reason, in a list and in a table; texts are escaped."""
    comparison = of_values(dict.fromkeys("<&bcdefghij", 1.0) | {"a": 2.0, "z": None}, decimals=0)
    html = figure_html(comparison, ())
    assert html.count("<option") == 13
    assert "&lt;: 1" in html
    assert "<&" not in html
    assert html.count("data-sort=") == 3
    assert html.index("A: 2") < html.index("B: 1") < html.index("Z: ")


@pytest.mark.parametrize(
    ("direction", "top"),
    [(Direction.HIGHER, "bedre"), (Direction.LOWER, "svakere"), (Direction.NEUTRAL, "høyere tall")],
)
def test_quarters_are_named_by_direction(direction: Direction, top: str) -> None:
    """What lies at the top is better, weaker, or only higher."""
    effort, result = figures(1, 2, 3, direction=Direction.NEUTRAL), figures(3, 2, 1, id="r", direction=direction)
    html = effort_html(
        effort_against_result({2023: effort}, {2023: result}), effort.indicator, result.indicator, "a", "Alna"
    )
    corner = re.findall(r'class="corner tl">([^<]*)<', html)[0]
    assert corner.startswith("lavere innsats")
    assert top in corner
    assert "Alna 2023" in html
    assert "For få enheter (3)" in html


def test_a_pattern_is_no_cause() -> None:
    """From ten units on; and where nobody has both it is said."""
    ten = figures(*map(float, range(12)), direction=Direction.NEUTRAL)
    html = effort_html(effort_against_result({2023: ten}, {2023: ten}), ten.indicator, ten.indicator, "a", "A")
    assert "Rangkorrelasjon 1,00 blant 12 enheter. Det er et mønster, ikke en årsak." in html
    assert "Ingen enheter har begge tallene" in effort_html(None, ten.indicator, ten.indicator, "a", "A")


def test_our_way_is_an_arrow_that_is_lifted_at_a_break() -> None:
    """Three years in one line, and in two pieces where the unit is another from 2022 on; a lone year is no line."""
    years = {year: figures(1 + year - 2021, 2, 3) for year in (2021, 2022, 2023)}
    found = effort_against_result(years, years)
    one = years[2023].indicator

    def ways(broken: set[int], month: int = 0) -> list[int]:
        html = effort_html(found, one, one, "a", "A", {year * 12 + month for year in broken})
        return [way.count("L") + 1 for way in re.findall(r'class="way" d="([^"]*)" marker-end', html)]

    assert (ways(set()), ways({2021}), ways({2022}), ways({2023})) == ([3], [3], [2], [2])
    assert ways({2022, 2023}) == []
    assert ways({2021}, month=4) == [2]  # from May on: 2021 is two things, and is joined to no other year
    assert ways({2022}, month=4) == []


def test_why_there_is_nobody_to_talk_to() -> None:
    """Nobody is better where we are weakest; or we are not weak in anything; or have nothing to be compared by."""
    weak, strong = figures(1, 1, 2, 2, 3, 3, 4), figures(9, 1, 2, 3, 4, 5, 6)
    without = figures(None, 1, 2, 3, 4, 5, 6)
    told = {name: partners_html((), {"x": one}) for name, one in (("w", weak), ("s", strong), ("n", without))}
    assert "klart bedre der vi er svakest" in told["w"]
    assert "ikke svakere enn medianen" in told["s"]
    assert "ingen egne tall" in told["n"]


def test_who_lies_beyond_the_axes_is_named() -> None:
    """Three by name, of more how many; and that we lack a figure ourselves."""
    values = {f"u{at:02d}": 10.0 + at for at in range(12)}
    few = of_values(values | {"v": 900.0}, own="a")
    many = of_values(values | dict.fromkeys("vwxyz", 900.0), own="a")
    for compared, told in ((few, "i kanten: V."), (many, "i kanten: V, W, X og 2 til.")):
        html = effort_html(
            effort_against_result({2023: compared}, {2023: compared}), compared.indicator, compared.indicator, "a", "A"
        )
        assert told in html
        assert "A mangler ett av tallene." in html
        assert "Tallene er fra 2023." in html


def test_efforts_and_results_are_found_by_dimension() -> None:
    """Quality first; what has no direction last."""
    made = [
        indicator("kostra", id="a", dimension="dekningsgrad", direction=Direction.NEUTRAL),
        indicator("kostra", id="b", dimension="produktivitet"),
        indicator("kostra", id="c", dimension="prioritering", direction=Direction.NEUTRAL),
        indicator("kostra", id="d", dimension="kvalitet"),
    ]
    efforts, results = efforts_and_results(made)
    assert ([one.id for one in efforts], [one.id for one in results]) == (["c"], ["d", "b", "a"])


def test_spending_that_disagrees_is_marked() -> None:
    """In words; a figure that is not known says so."""
    neutral = {"direction": Direction.NEUTRAL, "dimension": "prioritering"}
    money = figures(80, 100, 120, unit="nok_per_inhabitant", id="kr", decimals=0, service="barnehage", **neutral)
    share = figures(12, 10, 10, unit="percent", id="andel", service="barnehage", **neutral)
    alone = figures(1, 1, unit="percent", id="bare", service="pleie-og-omsorg", **neutral)
    html = spending_html(priorities([money, share, alone]), "gruppens median")
    told = " ".join(texts(html).split())
    assert "Barnehage ≠ sier ulike ting mindre · 80 kr 80 % av 100 kr mer · 12,0 % 120 % av 10,0 %" in told
    assert "Pleie og omsorg ikke kjent like mye" in told
    assert html.count("class=apart") == 1
    assert spending_html([], "x") == ""


def test_breaks_are_said_openly() -> None:
    """What is joined, what is broken and why, of us, of others and of the indicators."""
    own = reform_text(Reform(date(2020, 1, 1), "renamed", ("0612",), ("3038",)), str)
    broken = indicator("kostra", title={"nb": "Dekning"}, breaks={2020 * 12: "ny <definisjon"})
    html = breaks_html([own], [Changed("x", "Asker", False), Changed("y", "Moss", True)], [broken], (2018, 2022), 9)
    told = texts(html)
    assert "1. januar 2020: 0612 fikk nytt nummer og er 3038. Tallene fra før og etter står i samme linje." in told
    assert "1 av 9 i gruppen fikk ny kode i 2018–2022 og er koblet: Moss." in told
    assert "1 av 9 i gruppen ble slått sammen eller delt i 2018–2022: Asker" in told
    assert "Dekning: brudd fra 1. januar 2020: ny &lt;definisjon" in told
    assert "Ingen kjente brudd i 2018–2022" in breaks_html([], [], [], (2018, 2022), 9)


def test_short_places_have_no_explanation() -> None:
    """In lists, where the heading says which way is good."""
    assert place_words(figures(5.0, 1.0, 2.0, 3.0), short=True) == "nr. 1 av 4"


def test_without_own_figures_that_is_the_reason_told() -> None:
    """Not that the others are too few, nor that nobody is better."""
    absent, present = figures(None, 1.0, 2.0), figures(1.0, 2.0, 3.0)
    assert (has_own([absent]), has_own([absent, present])) == (False, True)
    assert "Vi har ingen egne tall" in partners_html([], {"x": absent})
    assert "klart bedre der vi er svakest" in partners_html([], {"x": present})


@pytest.mark.parametrize(
    ("group", "told"),
    [
        (PeerGroup("f", "Kommunene i eget fylke", rule="county"), "kommunene i eget fylke"),
        (PeerGroup("k", "KOSTRA-gruppen vår", rule="kostra_group"), "KOSTRA-gruppen vår"),
        (PeerGroup("i", "Innlandet", rule="county", argument="34"), "Innlandet"),
        (PeerGroup("n", "Nettverket Sør 6", ("0714",)), "Nettverket Sør 6"),
        (PeerGroup("landet", "", rule="country"), "alle kommuner i landet"),
    ],
)
def test_a_group_that_says_a_rule_has_no_capital_within_a_sentence(group: PeerGroup, told: str) -> None:
    """A name keeps its own."""
    assert group_in_sentence(group) == told
