"""The table as HTML: escaped, marked, drawn with gaps and breaks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from html.parser import HTMLParser

import pytest
from making import alna, line, renamed, target

from effnett.errors import Place, Problem
from effnett.evaluate.explain import Explanation
from effnett.model.evaluation import Status
from effnett.model.organisation import OrgTree, OrgUnit
from effnett.model.scorecard import Direction
from effnett.present import detail, drawing, messages, table
from effnett.present.charts import series_chart
from effnett.present.views import Bar, scorecard_view

HOSTILE = '<script>alert("x")</script> & "quoted" \'one\''


class _Balanced(HTMLParser):
    """Fails where an element is closed that was not open, or a script gets through."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  the parser calls it so
        assert tag != "script"
        if tag != "br":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  the parser calls it so
        assert tag == "path"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _checked(html: str) -> str:
    parser = _Balanced()
    parser.feed(html)
    assert parser.open == []
    return html


def test_table_is_marked_with_what_it_shows() -> None:
    """The table says which unit, page and as-of it is of."""
    html = _checked(table.table_html(scorecard_view(alna(), "Bydel Alna")))
    found = re.search(r"<table [^>]*>", html)
    assert found
    for mark in ('data-done="030112"', 'data-page="scorecard"', 'data-as-of="2009-T2"'):
        assert mark in found[0]
    assert html.count("<caption>") == 1
    assert html.count('scope="row"') == 10
    assert html.count('scope="col"') == 8


def test_statuses_have_words() -> None:
    """Each status is told by a word, whatever its look."""
    html = table.table_html(scorecard_view(alna(), "Bydel Alna"))
    for word in ("Nådd", "Nær målet", "Ikke nådd", "Ingen data", "Skjermet"):
        assert f">{word}</span>" in html


@pytest.mark.parametrize("opened", [None, "brukertilfredshet"])
def test_hostile_text_is_only_text(opened: str | None) -> None:
    """Texts from YAML and from the register never become markup."""
    view = scorecard_view(renamed(alna(), HOSTILE), HOSTILE)
    html = _checked(table.head_html(view, HOSTILE)) + _checked(table.table_html(view, opened=opened))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_hostile_text_in_detail_and_messages() -> None:
    """Nor in the detail, the definition, the explanation or a list of problems."""
    evaluated = renamed(alna(), HOSTILE)
    evaluation = evaluated.evaluations[0]
    tree = OrgTree.of([OrgUnit("030112", HOSTILE), OrgUnit("a", HOSTILE, parent="030112")])
    units = detail.unit_rows([evaluation, evaluation._replace(org_unit="a")], tree, "030112", evaluated.as_of)
    explanation = Explanation(evaluation, (), (HOSTILE,), ((HOSTILE, 1.5, None),), ())
    problem = Problem(Place(HOSTILE, 1, 1), HOSTILE, HOSTILE)
    pieces = (
        detail.heading_html(evaluation),
        detail.units_html(units),
        detail.definition_html(detail.definition(evaluation.indicator, tree)),
        detail.series_html(evaluation),
        detail.explanation_html(explanation),
        messages.mistakes_html(HOSTILE, HOSTILE, [problem]),
        messages.empty_store_html(HOSTILE),
        messages.no_scorecards_html(HOSTILE),
    )
    for piece in pieces:
        _checked(piece)


def test_open_row_is_told() -> None:
    """The row that is open is told to those who listen."""
    html = table.table_html(scorecard_view(alna(), "Bydel Alna"), opened="sykefravaer")
    assert 'data-row="sykefravaer" aria-expanded="true"' in html
    assert html.count('aria-expanded="true"') == 1


def test_line_is_lifted_at_gaps_and_breaks() -> None:
    """Absent years are gaps, a break lifts the line, and a value that stands alone is a dot."""
    points = line([1.0, 2.0, None, 3.0], None)
    svg = drawing.sparkline(points, "tekst")
    assert len(re.findall("L", re.search(r'class="line" d="([^"]*)"', svg)[1])) == 1  # type: ignore[index]
    broken = (*points[:1], points[1]._replace(broken=True))
    assert 'class="line"' not in drawing.sparkline(broken, "tekst")
    assert drawing.sparkline(broken, "tekst").count("h0") == 2


def test_target_is_shaded_on_its_good_side() -> None:
    """At least is shaded above its line, at most below."""
    above = drawing.sparkline(line([1.0, 2.0], target(Direction.HIGHER, "1.5")), "t")
    below = drawing.sparkline(line([1.0, 2.0], target(Direction.LOWER, "1.5")), "t")
    assert 'class="good" d="M0.0 0.0H' in above
    assert 'class="good" d="M0.0 19.0H' in below
    assert f"V{float(drawing.SPARK[1])}H" in below


def test_nothing_is_drawn_of_nothing() -> None:
    """No line without a value and no bar without a result."""
    assert drawing.sparkline(line([None, None], None), "t") == ""
    assert drawing.bullet(None, Status.NO_DATA) == ""


def test_bar_stays_inside_its_frame() -> None:
    """A result below the scale's beginning draws to its edge and no further."""
    svg = drawing.bullet(Bar(0.0, 10.0, 25.0, (5.0,), "t"), Status.MISSED)
    assert f"H{float(drawing.BAR[0])}V17" in svg


def test_units_below_share_one_scale() -> None:
    """Bars of units can be compared: they have one scale; what all say alike is not said again."""
    evaluated = alna()
    sick = next(each for each in evaluated.evaluations if each.indicator.id == "sykefravaer")
    tree = OrgTree.of([OrgUnit("030112", "Alna"), *(OrgUnit(code, code, parent="030112") for code in "ab")])
    below = [sick, sick._replace(org_unit="a", value=8.0), sick._replace(org_unit="b", value=20.0)]
    units = detail.unit_rows(below, tree, "030112", evaluated.as_of)
    assert [unit.name for unit in units] == ["a", "b"]
    assert units[0].row.bar is not None
    assert units[1].row.bar is not None
    assert units[0].row.bar.high == units[1].row.bar.high
    assert detail.units_html(units).count("1. jan.–31. aug. 2009") == 1


REST = "For å nå målet må resten av året bli"
LOST = "Målet kan ikke lenger nås i år: resten av året måtte bli"


@pytest.mark.parametrize(
    ("id", "forecast", "needed", "told"),
    [
        ("sykefravaer", 10.3, 8.86, ["10,3 %.", f"{REST} høyst 8,8 %."]),
        ("sykefravaer", 10.3, -1.0, ["10,3 %.", f"{LOST} under 0."]),
        ("sykefravaer", 3.0, 101.0, ["3,0 %.", "Målet nås, hva resten av året enn gir."]),
        ("lokale-satsinger", 70.0, 95.2, ["70 %.", f"{REST} minst 96 %."]),
        ("lokale-satsinger", 70.0, 104.0, ["70 %.", f"{LOST} over 100 %."]),
        ("lokale-satsinger", 95.0, -4.0, ["95 %.", "Målet nås, hva resten av året enn gir."]),
        ("okonomi", 99.0, 103.46, ["99,0 %.", f"{REST} høyst 103,4 %."]),
        ("sykefravaer", 10.3, None, ["10,3 %."]),
    ],
)
def test_outlook(id: str, forecast: float, needed: float | None, told: list[str]) -> None:
    """Where the year will land, and what the rest must give, as the reader can act on it."""
    found = next(each for each in alna().evaluations if each.indicator.id == id)
    text = detail.outlook(found._replace(forecast=forecast, required_rest=needed))
    assert text == " ".join(["Prognose for hele året:", *told]).replace(" %", "\u202f%")


def test_no_outlook_of_what_has_none() -> None:
    """Surveys have no forecast, and nothing is said of it."""
    assert detail.outlook(alna().evaluations[0]) == ""


def test_no_outlook_when_the_year_is_over() -> None:
    """In December the forecast is the result."""
    sick = next(each for each in alna().evaluations if each.indicator.id == "sykefravaer")
    assert detail.outlook(sick._replace(forecast=10.3, last=date(2009, 12, 31))) == ""


def test_near_of_a_percentage_is_in_percentage_points() -> None:
    """Half a point from 9,9 % is not half a per cent of it."""
    sick = next(each for each in alna().evaluations if each.indicator.id == "sykefravaer").indicator
    card = dict(detail.definition(replace(sick, near=Fraction(1, 2)), OrgTree({})))
    assert card["«Nær målet»"] == "inntil 0,5 prosentpoeng fra målet"


def test_heading_says_which_part_of_the_years_is_drawn() -> None:
    """A line of eight months a year must not be read as whole years."""
    sick = next(each for each in alna().evaluations if each.indicator.id == "sykefravaer")
    assert "Samme del av hvert år: 1. jan.–31. aug." in detail.heading_html(sick)
    assert "Samme del" not in detail.heading_html(sick._replace(last=date(2009, 12, 31)))


def test_chart_has_its_text_and_its_figures() -> None:
    """The large chart says in words what it shows; a table of the same figures stands beside it."""
    sick = next(each for each in alna().evaluations if each.indicator.id == "sykefravaer")
    chart = series_chart(sick)
    assert chart is not None
    drawn = chart.to_dict()
    assert drawn["description"].startswith("Linje over Sykefravær 2006–2009. 2006: 11,6\u202f%")
    assert drawn["config"]["locale"]["number"]["decimal"] == ","
    assert "10,4\u202f%" in detail.series_html(sick)
    small = next(each for each in alna().evaluations if each.indicator.id == "liten")
    assert series_chart(small._replace(points=line([None], None))) is None


def test_sum_with_its_numbers() -> None:
    """The formula is shown with the numbers in it."""
    sick = next(each for each in alna().evaluations if each.indicator.id == "sykefravaer")
    assert detail.sum_text(sick) == "24\u202f321,5 / 229\u202f448 × 100 = 10,6\u202f%"
