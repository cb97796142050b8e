"""Control charts in words, in figures and as a picture, and the help that tells how they are read."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from making import AS_OF, UNIT, alna
from places import PROJECT

from effnett.model.evaluation import (
    Assurance,
    Chart,
    ChartPart,
    ChartPoint,
    Control,
    Evaluation,
    Sign,
    Signal,
)
from effnett.model.organisation import OrgTree
from effnett.model.scorecard import Direction
from effnett.present.control import assurance_text, chart_heading_html, chart_text, figures_html, told_points
from effnett.present.control_chart import control_chart
from effnett.present.help import HELP_PAGES, help_html, help_link, help_title, markdown_html
from effnett.present.signals import is_good, newest_signal, signal_text
from effnett.present.views import row_of, scorecard_view

AUGUST = 2009 * 12 + 7
RUN = Sign(Signal.SEVEN_ONE_SIDE, True, 7)


def sick_leave(*signs: Sign, **given: object) -> Evaluation:
    """The district's sick leave with these signals."""
    (found,) = (each for each in alna().evaluations if each.indicator.id == "sykefravaer")
    control = Control(10.0, 8.5, 11.5, signs, AUGUST)
    return found._replace(control=control, signals=tuple(sign.signal for sign in signs), **given)  # type: ignore[arg-type]


def chart(*signs: Sign, seasonal: bool = False) -> Chart:
    """Two parts: six months with a gap, then twelve after a shift."""
    before = tuple(ChartPoint(AUGUST - 18 + at, None if at == 2 else 12.0, hidden=at == 2) for at in range(6))
    now = tuple(ChartPoint(AUGUST - 11 + at, 9.0 + at / 4) for at in range(12))
    control = Control(10.375, 9.0, 11.75, signs, AUGUST, seasonal)
    target = sick_leave().target
    parts = (ChartPart(before, None), ChartPart(now, control, "ny turnus <b>"))
    return Chart(parts, seasonal, control, Assurance.NOW_AND_THEN, None if seasonal else target)


@pytest.mark.parametrize(
    ("sign", "told"),
    [
        (Sign(Signal.OUTSIDE_LIMITS, True, 1), "uvanlig høyt i august 2009 – til det verre"),
        (Sign(Signal.OUTSIDE_LIMITS, False, 1), "uvanlig lavt i august 2009 – til det bedre"),
        (RUN, "7 måneder på rad over eget gjennomsnitt – til det verre"),
        (Sign(Signal.SEVEN_ONE_SIDE, False, 9, True), "9 målte måneder på rad under eget gjennomsnitt – til det bedre"),
        (Sign(Signal.SEVEN_TREND, True, 8), "stigende 8 måneder på rad – til det verre"),
        (Sign(Signal.SEVEN_TREND, False, 7), "synkende 7 måneder på rad – til det bedre"),
        (Sign(Signal.TWO_OF_THREE, True, 3), "svært høyt i to av de tre siste månedene – til det verre"),
    ],
)
def test_signals_in_words(sign: Sign, told: str) -> None:
    """Which, for how long, and whether it is good where lower is better."""
    found = sick_leave(sign)
    assert newest_signal(found) == told
    assert row_of(found, OrgTree({}), AS_OF).signal == told


@pytest.mark.parametrize(
    ("direction", "good"),
    [(Direction.HIGHER, True), (Direction.LOWER, False), (Direction.NEUTRAL, None), (Direction.BETWEEN, None)],
)
def test_good_and_bad_by_direction(direction: Direction, good: bool | None) -> None:
    """A neutral indicator is never judged."""
    found = sick_leave(RUN)
    assert found.control is not None
    indicator = replace(found.indicator, direction=direction)
    assert is_good(RUN, indicator) is good
    told = signal_text(RUN, found.control, indicator)
    assert ("bedre" in told, "verre" in told) == (good is True, good is False)


def test_differences_say_what_they_are_compared_with() -> None:
    """A signal of differences is not taken for one of the values themselves."""
    found = sick_leave(RUN)
    assert found.control is not None
    assert "mot samme måned året før" in newest_signal(found._replace(control=found.control._replace(seasonal=True)))


def test_no_signal_no_word() -> None:
    """Nothing is said in the row of a quiet series, nor of one without a chart."""
    assert newest_signal(sick_leave()) == ""
    assert newest_signal(sick_leave(RUN)._replace(control=None, signals=())) == ""


def test_the_summing_up_tells_the_worst_signal() -> None:
    """One that is for the worse is told; one for the better is not."""
    whole = alna()

    def summed(sign: Sign) -> str:
        changed = [sick_leave(sign) if each.indicator.id == "sykefravaer" else each for each in whole.evaluations]
        return scorecard_view(replace(whole, evaluations=tuple(changed)), UNIT).summary

    assert "sykefravær: 7 måneder på rad over eget gjennomsnitt – til det verre" in summed(RUN)
    assert "måneder på rad" not in summed(RUN._replace(upwards=False))


@pytest.mark.parametrize(("assurance", "told"), [(Assurance.ALWAYS, "nås hver"), (Assurance.NEVER, "nås ikke")])
def test_assurance_in_words(assurance: Assurance, told: str) -> None:
    """With the target it is about."""
    assert told in assurance_text(sick_leave(assurance=assurance))
    assert assurance_text(sick_leave(assurance=None)) == ""


def test_the_chart_has_a_text_and_a_table() -> None:
    """What is drawn can be read: the newest month, the limits, what is hidden, where it began anew, all escaped."""
    found, drawn = sick_leave(RUN), chart(RUN)
    text = chart_text(drawn, found)
    assert "februar 2008–august 2009" in text
    assert all(part in text for part in ("10,4", "9,0", "11,8", "7 måneder på rad"))
    table = figures_html(drawn, found)
    assert table.count("<tr>") == 1 + 6 + 12
    assert table.index("august 2009") < table.index("juli 2009")
    assert "nytt nivå: ny turnus &lt;b&gt;" in table
    assert "skjermet" in table
    assert "– til det verre" in chart_heading_html(drawn, found)
    assert 'href="hjelp/kontrolldiagram"' in chart_heading_html(drawn, found)


def test_the_signals_points_are_marked() -> None:
    """The last seven of a run; of two in three, those that lie far out."""
    assert sorted(told_points(chart(RUN))) == list(range(AUGUST - 6, AUGUST + 1))
    assert sorted(told_points(chart(Sign(Signal.TWO_OF_THREE, True, 3)))) == [AUGUST - 1, AUGUST]


@pytest.mark.parametrize("signs", [(), (RUN,)])
@pytest.mark.parametrize("seasonal", [False, True])
def test_the_picture(signs: tuple[Sign, ...], seasonal: bool) -> None:
    """It has its text alternative, its lines by name, its signal by shape and word, and its target where it has one."""
    drawn = control_chart(chart(*signs, seasonal=seasonal), sick_leave(*signs)).to_json()
    assert "Kontrolldiagram over" in drawn
    assert "vanlig variasjon opp til" in drawn
    assert "nytt nivå: ny turnus" in drawn
    assert ('"diamond"' in drawn, '"verre"' in drawn) == (bool(signs), bool(signs))
    assert ("mål ≤" in drawn) is not seasonal


def test_help_is_the_documents_own_text() -> None:
    """Every help page is a file in docs/, told whole, with its picture in it; nothing else is served."""
    for name in HELP_PAGES:
        source = (PROJECT / "docs" / f"{name}.md").read_text(encoding="utf-8")
        told = help_html(name)
        assert told is not None
        words = re.findall(r"\w+", re.sub(r"!\[.*?\]\(.*?\)|(?<=\])\([\w-]+\.md\)", "", source))
        assert re.findall(r"\w+", re.sub(r"<[^>]*>", " ", told)) == words
        assert told.count('src="data:image/png;base64,') == source.count("![")
        assert help_title(name) in told
    assert help_html("semantics") is None
    assert help_html("../README") is None
    with pytest.raises(KeyError):
        help_link("finnes-ikke", "lenke")


def test_help_is_safe(tmp_path: Path) -> None:
    """HTML is text, pictures lie beside the text, links go to other help pages alone."""
    line = "<script>alert(1)</script> **fet** `kode` [ut](https://x.no) [hjelp](kontrolldiagram.md)"
    text = f"# A <b>\n\n{line}\n\n- en\n- to"
    told = markdown_html(text, tmp_path)
    assert "<script>" not in told
    assert '<b>fet</b> <code>kode</code> [ut](https://x.no) <a href="kontrolldiagram">hjelp</a>' in told
    assert "<ul><li>en</li><li>to</li></ul>" in told
    assert markdown_html("![ord](../x.png) ![borte](y.png)", tmp_path) == "<p>![ord](../x.png) borte</p>"
