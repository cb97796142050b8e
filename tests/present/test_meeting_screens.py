"""The screens of a meeting: their order, what is passed over, their words and their drawing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import AS_OF, UNIT, alna, evaluation, indicator, renamed

from effnett.model.evaluation import Change, Evaluation, ScorecardEvaluation, Signal, Status, Verdict
from effnett.model.observation import Absent
from effnett.model.organisation import OrgTree, OrgUnit
from effnett.model.periods import Window
from effnett.model.scorecard import Direction, Source, Target, TargetKind
from effnett.present.meeting import (
    Group,
    Screen,
    boxes,
    facts_of,
    figure_now,
    figure_text,
    group_of,
    hidden_now,
    in_order,
    is_unchanged,
    screens,
    target_words,
)
from effnett.present.meeting_chart import chart_svg, period_text
from effnett.present.meeting_html import figure_size, overview_html, screens_html
from effnett.present.meeting_shell import shell_html
from effnett.present.views import row_of
from effnett.present.words.meeting import WORDS

HOSTILE = '<script>alert("1")</script>&'
TREE = OrgTree.of([OrgUnit(UNIT, "Bydel Alna"), *(OrgUnit(code, f"Enhet {code}", parent=UNIT) for code in "abcd")])
BETTER, WORSE, SAME, UNSURE = Verdict.BETTER, Verdict.WORSE, Verdict.UNCHANGED, Verdict.NO_SURE_CHANGE


def one(status: Status, change: Verdict | str | None = "none", **given: Any) -> Evaluation:
    """An evaluation of a status; a verdict or None gives it a change."""
    made = given.pop("of", indicator("x", "X"))
    moved = None if change == "none" else Change(4.0, 0.3, change)  # type: ignore[arg-type]
    return evaluation(
        made, None if status in (Status.NO_DATA, Status.SUPPRESSED) else 4.3, status, change=moved, **given
    )


@pytest.mark.parametrize(
    ("evaluated", "group", "passed_over"),
    [
        (one(Status.MISSED, SAME), Group.ACTION, False),
        (one(Status.NEAR), Group.ACTION, False),
        (one(Status.MET, SAME, signals=(Signal.SEVEN_TREND,)), Group.ACTION, False),
        (one(Status.MET, BETTER), Group.CHANGED, False),
        (one(Status.NO_TARGET, WORSE), Group.CHANGED, False),
        (one(Status.MET, UNSURE), Group.REST, True),
        (one(Status.MET, SAME), Group.REST, True),
        (one(Status.MET), Group.REST, True),
        (one(Status.NO_DATA), Group.REST, True),
        (one(Status.SUPPRESSED), Group.REST, True),
        (one(Status.NO_TARGET, None), Group.REST, False),
    ],
)
def test_groups_and_what_is_passed_over(evaluated: Evaluation, group: Group, passed_over: bool) -> None:
    """Action first, sure changes then; a neutral figure that has moved is not passed over."""
    assert group_of(evaluated) is group
    assert is_unchanged(evaluated) is passed_over


CASES = st.builds(
    one,
    st.sampled_from(Status),
    st.sampled_from([BETTER, WORSE, SAME, UNSURE, None, "none"]),
    signals=st.sampled_from([(), (Signal.OUTSIDE_LIMITS,)]),
    of=st.builds(indicator, st.just("x"), st.just("X"), critical=st.booleans()),
)


@given(st.lists(CASES, max_size=12))
def test_order_keeps_all_and_is_stable(found: list[Evaluation]) -> None:
    """Nothing is lost, groups follow each other, missed comes before near, and equals stand as they stood."""
    ordered = in_order(found)
    assert sorted(map(id, ordered)) == sorted(map(id, found))
    groups = [list(Group).index(group_of(each)) for each in ordered]
    assert groups == sorted(groups)
    statuses = [each.status for each in ordered]
    assert Status.MISSED not in statuses[statuses.count(Status.MISSED) :]
    assert Status.NEAR not in statuses[statuses.count(Status.MISSED) + statuses.count(Status.NEAR) :]
    assert [id(each) for each in in_order(ordered)] == [id(each) for each in ordered]
    alike = [id(each) for each in found if each.status is Status.NEAR]
    assert [id(each) for each in ordered if each.status is Status.NEAR] == alike


@given(CASES)
def test_what_needs_action_is_never_passed_over(found: Evaluation) -> None:
    """Nor what has surely changed."""
    if is_unchanged(found):
        assert found.status not in (Status.MISSED, Status.NEAR)
        assert not found.signals
        assert found.change is None or found.change.verdict not in (BETTER, WORSE)


def shown(evaluated: ScorecardEvaluation) -> dict[str, Screen]:
    """The screens by indicator."""
    return {screen.indicator: screen for screen in screens(evaluated, TREE, {UNIT, *"abcd"})}


def test_words_of_the_picture() -> None:
    """Place, number, figure and the lines under it."""
    found = shown(alna())
    assert list(found)[:4] == ["sykefravaer", "respekt", "medarbeidertilfredshet", "ledelse"]
    screen = found["sykefravaer"]
    assert screen.where == "Ansatte og arbeidsmiljø · Attraktiv arbeidsplass · 1 av 10"
    assert (screen.title, screen.figure, screen.status_word) == ("Sykefravær", "10,6\u202f%", "Ikke nådd")
    assert [f"{fact.label}: {fact.text}" for fact in screen.facts] == [
        "Mål: høyst 9,9\u202f%",
        "Samme tertial i fjor: 10,2\u202f%",
        "Endring: +0,4 pp\u00a0▲ verre",
    ]


def test_the_rest_of_the_year_and_the_forecast() -> None:
    """Said in few words, and not when the year is over."""
    sick = indicator("s", "S", Source.SICK_LEAVE, limit="9.9")
    going = evaluation(sick, 10.6, Status.MISSED, required_rest=8.456, forecast=10.72)
    over = going._replace(last=date(2009, 12, 31))
    texts = [
        [fact.text for fact in facts_of(each, row_of(each, TREE, AS_OF), each.target, AS_OF)] for each in (going, over)
    ]
    assert texts[0][-2:] == ["høyst 8,4\u202f%", "10,7\u202f%"]
    assert texts[1] == texts[0][:-2]


@pytest.mark.parametrize(
    ("target", "shown_target", "told"),
    [
        (None, None, "uten mål"),
        (Target(TargetKind.AT_LEAST, Fraction("4.5")), None, "minst 4,5"),
        (Target(TargetKind.BETWEEN, Fraction(4), Fraction(5)), None, "fra 4 til 5"),
        (
            Target(TargetKind.AT_LEAST, Fraction(60)),
            Target(TargetKind.AT_LEAST, Fraction(90), None, (Fraction(30), Fraction(60), Fraction(90))),
            "minst 60 hittil, 90 i året",
        ),
    ],
)
def test_targets_in_words(target: Target | None, shown_target: Target | None, told: str) -> None:
    """With none, one and two limits, and on the way to the year's."""
    each = evaluation(indicator("x", "X"), 4.4, Status.MET, target=target)
    assert target_words(each, shown_target or target) == told


@pytest.mark.parametrize(
    ("each", "figure", "word"),
    [
        (one(Status.SUPPRESSED, absent=Absent.SUPPRESSED), "Skjermet", "Skjermet"),
        (one(Status.NO_DATA, absent=Absent.NOT_KNOWN_YET), "Ingen data", "Ingen data"),
        (one(Status.NO_DATA)._replace(value=4.3, absent=Absent.STALE), "4,3", "For gammelt til å vurderes"),
    ],
)
def test_what_is_not_there_is_said_in_large_words(each: Evaluation, figure: str, word: str) -> None:
    """Hidden, missing and too old; why is told too."""
    card = renamed(alna(), "X")
    mine = card.evaluations[0].indicator
    (screen,) = screens(
        ScorecardEvaluation(card.scorecard, AS_OF, UNIT, (each._replace(indicator=mine),), "v"), TREE, {UNIT}
    )
    assert (figure_text(each), screen.figure, screen.status_word) == (figure, figure, word)
    html = screens_html([screen])
    assert f'">{figure}</p>' in html
    assert ('class="state' in html) is (figure != word)


def test_a_suppressed_figure_is_kept_with_nothing() -> None:
    """Neither its number nor what it was shown as; its indicator is known to be hidden."""
    each = one(Status.SUPPRESSED)._replace(value=3.1)
    figure = figure_now(each, "facts-1")
    assert (figure.value, figure.shown, figure.status, figure.facts) == (None, "skjermet", "suppressed", "facts-1")
    assert hidden_now(shown(alna()).values()) == {"liten"}


def family(pulls: dict[str, float | None], values: dict[str, float], hidden: str = "") -> list[Evaluation]:
    """An indicator of the unit and those below it."""
    of = indicator("s", "S", Source.SICK_LEAVE)
    parent = evaluation(of, 10.0, Status.MISSED)
    below = [
        evaluation(
            of, None if code == hidden else values[code], Status.SUPPRESSED if code == hidden else Status.MET
        )._replace(org_unit=code, pull=pulls.get(code))
        for code in values
    ]
    return [parent, *below]


@pytest.mark.parametrize(
    ("pulls", "hidden", "visible", "told"),
    [
        (
            {"a": 0.5, "b": -0.2, "c": 0.1, "d": 0.3},
            "",
            "abcd",
            [
                ("Trekker opp – til det verre", ["Enhet a 13,0\u202f%", "Enhet d 11,0\u202f%"]),
                ("Trekker ned – til det bedre", ["Enhet b 8,0\u202f%"]),
            ],
        ),
        ({"a": 0.5, "b": -0.2, "c": 0.1, "d": 0.3}, "", "b", [("Trekker ned – til det bedre", ["Enhet b 8,0\u202f%"])]),
        ({}, "a", "abcd", [("Høyest", ["Enhet c 12,0\u202f%"]), ("Lavest", ["Enhet b 8,0\u202f%"])]),
        ({}, "", "a", []),
    ],
)
def test_boxes_name_the_units_that_may_be_seen(
    pulls: dict[str, float | None], hidden: str, visible: str, told: list[tuple[str, list[str]]]
) -> None:
    """Who pulls, strongest first; else who lies highest and lowest; never a hidden unit or one of others."""
    found = boxes(family(pulls, {"a": 13.0, "b": 8.0, "c": 12.0, "d": 11.0}, hidden), TREE, AS_OF, set(visible))
    assert [(box.heading, [f"{name} {value}" for name, value in box.units]) for box in found] == told


def test_every_text_is_escaped() -> None:
    """Titles, factors and areas of a file, and the names of a meeting."""
    found = screens(renamed(alna(), HOSTILE), TREE, {UNIT})
    for html in (screens_html(found), overview_html(found), shell_html(HOSTILE, HOSTILE, True, True)):
        assert "<script" not in html
        assert "&lt;script&gt;" in html


def drawings() -> list[str]:
    """The drawing of every screen of the picture."""
    return [chart_svg(screen) for screen in shown(alna()).values()]


def test_drawings_stay_within_their_frame() -> None:
    """Every point and text lies where it can be seen, and each is well-formed."""
    for drawn in filter(lambda one: one.startswith("<svg"), drawings()):
        root = ElementTree.fromstring(drawn)
        _, _, width, height = map(float, root.attrib["viewBox"].split())
        texts = [(float(text.attrib["x"]), float(text.attrib["y"])) for text in root.iter("text")]
        points = [
            tuple(map(float, pair))
            for pair in re.findall(r"[ML]([\d.]+) ([\d.]+)", " ".join(p.attrib["d"] for p in root.iter("path")))
        ]
        assert all(0 <= x <= width and 20 <= y <= height for x, y in texts)
        assert all(0 <= x <= width and 0 <= y <= height for x, y in points)


def test_a_gap_lifts_the_line_and_is_told() -> None:
    """A year without a figure has its reason in its place."""
    drawn = chart_svg(shown(alna())["medarbeidertilfredshet"])
    assert drawn.count("M", drawn.index('class="line"'), drawn.index('class="dot"')) == 2
    assert ">mangler</text>" in drawn
    assert "2008: mangler" in drawn


@pytest.mark.parametrize(
    ("values", "looks"),
    [
        ([4.8, 4.6, 4.4], ["value", "value after", "value after last"]),
        ([4.4, 4.6, 4.8], ["value ahead", "value ahead", "value last"]),
        ([4.4, None, 4.8], ["value", "value last"]),
        ([4.5, 4.5], ["value", "value last"]),
    ],
)
def test_labels_stand_beside_the_line(values: list[float | None], looks: list[str]) -> None:
    """To the right of a fall, to the left of a rise; those at the bottom do not go below it."""
    each = evaluation(indicator("x", "X", limit=""), 4.4, Status.NO_TARGET, target=None, line=values)
    root = ElementTree.fromstring(chart_svg(replace(shown(alna())["respekt"], of=each, points=each.points)))
    assert [text.attrib["class"] for text in root.iter("text") if "value" in text.attrib["class"]] == looks


def test_a_target_of_two_sides_is_drawn_between_its_limits() -> None:
    """Both limits have a line and a label; the good side is between them."""
    of = indicator("x", "X", direction=Direction.BETWEEN, limit="")
    aim = Target(TargetKind.BETWEEN, Fraction(4), Fraction(5))
    each = evaluation(of, 4.4, Status.MET, target=aim)
    screen = shown(alna())["respekt"]
    drawn = chart_svg(replace(screen, of=each, points=each.points))
    root = ElementTree.fromstring(drawn)
    labels = [text.text for text in root.iter("text") if text.attrib["class"] == "aim-text"]
    assert labels == ["mål", "5", "4"]
    assert root.find("path[@class='aim']").attrib["d"].count("M") == 4  # type: ignore[union-attr]


def test_a_target_that_is_no_more_has_no_label() -> None:
    """Earlier years' targets are drawn where they stood."""
    screen = shown(alna())["sykefravaer"]
    points = (*screen.points[:-1], screen.points[-1]._replace(target=None))
    drawn = chart_svg(replace(screen, points=points))
    assert "aim-text" not in drawn
    assert 'class="aim"' in drawn
    assert "Mål 2009" not in drawn


def test_nothing_to_draw_is_said() -> None:
    """Of a hidden figure there is no line."""
    assert chart_svg(shown(alna())["liten"]) == '<p class="none">Ingen tall å tegne.</p>'


@pytest.mark.parametrize(
    ("window", "month", "told"),
    [
        (Window.YEAR_TO_DATE, 8, "per 2. t. 2009"),
        (Window.YEAR_TO_DATE, 12, "2009"),
        (Window.TERTIAL, 4, "1. t. 2009"),
        (Window.LATEST, 12, "2009"),
        (Window.LATEST, 8, "2009"),
    ],
)
def test_periods_under_the_line(window: Window, month: int, told: str) -> None:
    """What part of the year a point is of."""
    screen = shown(alna())["sykefravaer"]
    of = screen.of._replace(window=window)
    point = screen.points[-1]._replace(last=date(2009, month, 28))
    assert period_text(point, replace(screen, of=of)) == told


@pytest.mark.parametrize(
    ("figure", "size"), [("10,6 %", ""), ("98,123 %", "long"), ("1 234 567 890 kr", "longer"), ("Ingen data", "long")]
)
def test_long_figures_are_drawn_smaller(figure: str, size: str) -> None:
    """So that they fit in their column."""
    assert figure_size(figure) == size


def test_every_word_is_said_in_three_languages() -> None:
    """With the same values to put in."""
    for key, texts in WORDS.items():
        assert len(texts) == 3, key
        assert len({frozenset(re.findall(r"\{\w+\}", text)) for text in texts}) == 1, key
