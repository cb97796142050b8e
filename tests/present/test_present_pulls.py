"""What pulls, the forecast's record and notes on the target, in words and bars."""

from __future__ import annotations

import re

import pytest
from making import AS_OF, UNIT, evaluation, indicator

from effnett.evaluate.spread import Spread
from effnett.model.evaluation import Change, Evaluation, Miss, Status, TargetNote, Verdict
from effnett.model.organisation import OrgTree, OrgUnit
from effnett.model.scorecard import Direction, Source
from effnett.present.pulls import beside_html, is_good, notes_of, pull_bar, pulls_html, record_text, spread_html

SICK = indicator("sykefravaer", "Sykefravær", Source.SICK_LEAVE, limit="9.9")
TREE = OrgTree.of(
    [OrgUnit(UNIT, "Bydelen"), *(OrgUnit(code, f"Enhet <{code}>", parent=UNIT) for code in "ABCD")],
)


def unit(code: str, *told: float | None, status: Status = Status.MISSED) -> Evaluation:
    """A unit below with its pull, rate and mix effect."""
    pull, rate, mix = (*told, None, None, None)[:3]
    value = None if status is Status.SUPPRESSED else 10.0
    return evaluation(SICK, value, status)._replace(org_unit=code, pull=pull, rate_effect=rate, mix_effect=mix)


def parent(difference: float) -> Evaluation:
    """The whole and its change."""
    return evaluation(SICK, 10.0, Status.MISSED, change=Change(10 - difference, difference, Verdict.WORSE))


def rows_of(html: str) -> list[list[str]]:
    """The cells of each row of the body, without marks."""
    body = html.split("<tbody>")[1]
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr.*?</tr>", body))
    return [[re.sub(r"(<[^>]*>)+", " ", cell).strip() for cell in row] for row in cells]


def test_units_stand_by_the_size_of_their_pull_and_sum_to_the_change() -> None:
    """From what pulls most up to what pulls most down, in words, and a line that adds up."""
    html = pulls_html([parent(0.5), unit("A", -0.3, 0.1, -0.1), unit("B", 0.3, 0.5, 0.0)], TREE, AS_OF)
    first, second, total = rows_of(html)
    assert first[:2] == ["Enhet &lt;B&gt;", "+0,30 pp trekker opp – til det verre"]
    assert second[:2] == ["Enhet &lt;A&gt;", "−0,30 pp trekker ned – til det bedre"]
    assert total == ["Sum", "", "Endring i alt:  +0,50 pp", "+0,60 pp", "−0,10 pp"]


def test_units_that_are_no_more_have_a_line_of_their_own() -> None:
    """What the units listed leave of the change, so that the line adds up."""
    html = pulls_html([parent(0.5), unit("A", 0.0, 0.2, 0.1)], TREE, AS_OF)
    *_, gone, total = rows_of(html)
    assert gone == ["Enheter som er nedlagt", "–", "", "–", "+0,20 pp"]
    assert total[3:] == ["+0,20 pp", "+0,30 pp"]


def test_suppressed_units_stand_last_and_nothing_tells_of_them() -> None:
    """Named, without number or bar; and no remainder, which would be theirs."""
    hidden = unit("A", status=Status.SUPPRESSED)
    told = [parent(0.5), hidden, unit("B", -0.1, 0.2, 0.0), unit("C", 0.4, 0.1, 0.0)]
    rows = rows_of(pulls_html(told, TREE, AS_OF))
    assert [row[0] for row in rows[:3]] == ["Enhet &lt;C&gt;", "Enhet &lt;B&gt;", "Enhet &lt;A&gt;"]
    assert rows[2][1:] == ["skjermet", "", "", ""]
    assert rows[3] == ["Endring i alt (skjermede enheter er ikke fordelt)", "+0,50 pp", "", "", ""]


def test_nothing_where_nothing_pulls() -> None:
    """A parent with rows of its own, and a unit without any below it."""
    assert pulls_html([parent(0.5), unit("A"), unit("B")], TREE, AS_OF) == ""
    assert pulls_html([parent(0.5)], TREE, AS_OF) == ""


@pytest.mark.parametrize(
    ("direction", "pull", "good"),
    [
        (Direction.LOWER, 1.0, False),
        (Direction.LOWER, -1.0, True),
        (Direction.HIGHER, 1.0, True),
        (Direction.NEUTRAL, 1.0, None),
        (Direction.LOWER, 0.0, None),
    ],
)
def test_good_is_by_direction(direction: Direction, pull: float, good: bool | None) -> None:
    """Up is good only where higher is better, and neutral is neither."""
    one = indicator("a", "A", Source.ACTIVITY, direction=direction, limit="")
    assert is_good(evaluation(one, 10.0, Status.NO_TARGET)._replace(pull=pull)) is good


def test_bars_begin_in_the_middle() -> None:
    """To the right for up and to the left for down, on the scale of the largest; none without a pull."""
    assert "M120.0 9H236.0" in pull_bar(unit("A", 0.4), 0.4)
    assert "M62.0 9H120.0" in pull_bar(unit("A", -0.2), 0.4)
    assert pull_bar(unit("A"), 0.4) == pull_bar(unit("A", 0.0), 0.0) == ""


def test_the_record_in_words() -> None:
    """The years and the misses in the same order, with their signs."""
    record = (Miss(2007, -0.2), Miss(2008, 0.4))
    told = record_text(unit("A")._replace(forecast_record=record))
    assert told == "Prognosen på samme tid i 2007 og 2008 bommet med −0,2 og +0,4 prosentpoeng."
    assert record_text(unit("A")) == ""


def test_notes_have_their_sentences() -> None:
    """Each of the four has one, and they stand under a heading; without any there is none."""
    noted = unit("A")._replace(target_notes=tuple(TargetNote))
    assert len(set(notes_of(noted))) == 4
    assert "Om målet" in beside_html(noted)
    assert beside_html(unit("A")) == ""


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        (0.68, 0.29, "Ja: spredningen er 0,68 mellom 5 enheter og 0,29 mellom 6 kommuner."),
        (0.2, 0.29, "Nei: spredningen er 0,20 mellom 5 enheter og 0,29 mellom 6 kommuner."),
        (0.201, 0.199, "Like mye: spredningen er 0,20 både mellom 5 enheter og mellom 6 kommuner."),
    ],
)
def test_spread_in_words(ours: float, theirs: float, told: str) -> None:
    """Which of them differ more, by what is written."""
    assert told in spread_html(Spread(ours, theirs, 5, 6), SICK)
    assert spread_html(None, SICK) == ""
