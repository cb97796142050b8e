"""Evaluations in words: rows, counts, colours, the summing-up, small print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial

import pytest
from making import AS_OF, alna, evaluation, indicator, target

from effnett.model.evaluation import Change, Point, ScorecardEvaluation, Status
from effnett.model.observation import Absent, Quality
from effnett.model.organisation import OrgTree
from effnett.model.periods import AsOf
from effnett.model.records import ActionState, AnswerCode, AssessmentState, RecordKind, WonderingState
from effnett.model.scorecard import Direction, Scorecard, Source
from effnett.present import views
from effnett.present.wording import _WORDS, LANGUAGES, answer_word, ordinal, record_word, say, state_word


@pytest.fixture(name="view")
def _view() -> views.ScorecardView:
    return views.scorecard_view(alna(), "Bydel Alna", streaks={"sykefravaer": 4})


def _row(view: views.ScorecardView, indicator: str) -> views.Row:
    return next(row for row in view.rows if row.indicator == indicator)


def test_heading_and_counts(view: views.ScorecardView) -> None:
    """The page says of whom, when, and how many stand where."""
    assert view.heading == "Målekart 2009 – Bydel Alna"
    assert view.status_per == "Status per 2. tertial (1. januar–31. august 2009)"
    counts = [text for _, text in view.counts]
    assert counts == ["4 mål nådd", "3 nær målet", "1 ikke nådd", "1 uten data", "1 skjermet"]
    assert view.years == "2006–2009"


def test_summary(view: views.ScorecardView) -> None:
    """One sentence sums up, with the target that has been missed the longest."""
    assert (
        view.summary == "4 av 8 mål nådd, 1 uten data, 1 skjermet; sykefravær er over målet for fjerde tertial på rad."
    )


def test_summary_without_streaks() -> None:
    """Where earlier tertials are not known, nothing is said of them."""
    assert views.scorecard_view(alna(), "Bydel Alna").summary == "4 av 8 mål nådd, 1 uten data, 1 skjermet."


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ([Status.MET, Status.MISSED, Status.NO_TARGET], "1 av 2 mål nådd."),
        ([Status.NEAR, Status.NO_DATA, Status.NO_DATA], "0 av 1 mål nådd, 2 uten data."),
        ([Status.NO_DATA, Status.SUPPRESSED], "Ingen mål kan vurderes, 1 uten data, 1 skjermet."),
        ([Status.NO_TARGET], "Ingen indikatorer har mål."),
    ],
)
def test_only_what_can_be_judged_is_counted(statuses: list[Status], said: str) -> None:
    """What lacks data is neither reached nor missed, so it is not among the targets it is said how many are met of."""
    found = [evaluation(indicator(str(at), "A"), None, status) for at, status in enumerate(statuses)]
    assert views.summary(found, {}) == said


@pytest.mark.parametrize(
    ("statuses", "colour"),
    [
        ([Status.MET, Status.NEAR, Status.MISSED], Status.MISSED),
        ([Status.MET, Status.NEAR, Status.NO_DATA], Status.NEAR),
        ([Status.MET, Status.NO_DATA], Status.NO_DATA),
        ([Status.MET, Status.NO_TARGET], Status.MET),
        ([Status.NO_DATA, Status.MISSED], Status.MISSED),
        ([Status.NO_TARGET], Status.NO_TARGET),
    ],
)
def test_colour_of_a_group(statuses: list[Status], colour: Status) -> None:
    """Missed before near before met; what has no data never makes a group look met."""
    assert views.worst(statuses) is colour


@pytest.mark.parametrize(
    ("id", "details"),
    [
        ("brukertilfredshet", ("2008", "n\u00a0=\u00a01214")),
        ("respekt", ("2008", "n\u00a0=\u00a01198", "usikker: målet er innenfor feilmarginen")),
        ("medarbeidertilfredshet", ("2008", "n\u00a0=\u00a01873", "usikkert år")),
        ("sykefravaer", ("1. jan.–31. aug. 2009",)),
        ("ansvar", ("2008", "n\u00a0=\u00a024", "færre enn 30 svar", "svarprosent under 50")),
        ("okonomi", ("brukt av budsjett 1. jan.–31. aug. 2009", "mindreforbruk 8,8\u00a0mill.\u00a0kr", "anslag")),
        ("frivillige", ("2008", "ikke kjent ennå")),
        ("liten", ("skjermet av hensyn til personvernet",)),
        ("lokale-satsinger", ("1. jan.–31. aug. 2009", "6 av 8 måneder", "18 av 29", "mål hittil 60\u202f%")),
    ],
)
def test_small_print(view: views.ScorecardView, id: str, details: tuple[str, ...]) -> None:
    """Every figure carries its period, its n, its money and how sure it is."""
    assert _row(view, id).details == details


def test_targets_and_values(view: views.ScorecardView) -> None:
    """Targets say their side and their unit; a path's row shows the year's target."""
    assert (_row(view, "sykefravaer").target, _row(view, "sykefravaer").value) == ("≤ 9,9\u202f%", "10,6\u202f%")
    assert _row(view, "sykefravaer").direction == "lavere er bedre"
    assert _row(view, "lokale-satsinger").target == "≥ 90\u202f%"
    assert _row(view, "frivillige").value == "–"
    assert _row(view, "liten").value == "skjermet"


@pytest.mark.parametrize(
    ("id", "change"),
    [
        ("brukertilfredshet", ("+0,1", "●", "ingen sikker endring")),
        ("sykefravaer", ("+0,4 pp", "▲", "verre")),
        ("medarbeidertilfredshet", ("±0,0", "●", "uendret")),
        ("okonomi", ("+1,7 pp", "▲", "")),
        ("ledelse", ("\u22120,02", "●", "ingen sikker endring")),
        ("frivillige", ("", "", "")),
    ],
)
def test_change(view: views.ScorecardView, id: str, change: tuple[str, str, str]) -> None:
    """The arrow follows the number; the word tells whether it is good, and only where that is sure."""
    row = _row(view, id)
    assert (row.change, row.arrow, row.change_word) == change


def test_suppressed_figure_is_nowhere(view: views.ScorecardView) -> None:
    """A suppressed row has no bar, no line and no change."""
    row = _row(view, "liten")
    assert (row.bar, row.points, row.change, row.line_text) == (None, (), "", "")


def test_stale_and_absent_words() -> None:
    """A stale figure is shown and said to be too old; a reason stands in place of what is not there."""
    of = indicator("a", "A")
    stale = evaluation(of, 4.7, Status.NO_DATA, absent=Absent.STALE)
    assert views.value_text(stale) == "4,7"
    assert "for gammelt til å vurderes" in views.details(stale, None, AS_OF)
    missing = evaluation(of, None, Status.NO_DATA, absent=Absent.CONFIDENTIAL)
    assert views.details(missing, None, AS_OF) == ("2008", "kan ikke offentliggjøres")


def test_the_year_a_survey_is_compared_with_is_told() -> None:
    """The observation before is seldom last year's; a figure of months is compared with last year's."""
    (survey, sick) = (indicator("a", "A"), indicator("s", "Sykefravær", Source.SICK_LEAVE, limit="9.9"))
    row_of = partial(views.row_of, tree=OrgTree({}), as_of=AS_OF)
    line = (Point(date(2006, 1, 1), date(2006, 12, 31), 4.6), Point(date(2008, 1, 1), date(2008, 12, 31), 4.7))
    found = evaluation(survey, 4.7, Status.MET, change=Change(4.6, 0.1, None))._replace(points=line)
    assert row_of(found).change_from == "fra 2006"
    assert row_of(found._replace(points=())).change_from == ""
    assert row_of(evaluation(sick, 10.6, Status.MISSED, change=Change(10.4, 0.2, None))).change_from == ""


def test_a_line_without_targets_is_drawn_against_todays() -> None:
    """A survey of years before the target was set is drawn against it; a year's own target is never replaced."""
    of = indicator("a", "A")
    found = evaluation(of, 4.7, Status.MET)
    bare = found._replace(points=tuple(point._replace(target=None) for point in found.points))
    assert {point.target for point in views.aimed(bare)} == {found.target}
    half = found._replace(points=(bare.points[0], found.points[1]))
    assert views.aimed(half) == half.points
    assert views.aimed(bare._replace(target=None)) == bare.points


def test_quality_words() -> None:
    """Provisional, estimated and uncertain years are told."""
    of = indicator("a", "A")
    for quality, word in ((Quality.PROVISIONAL, "foreløpig"), (Quality.ESTIMATE, "anslag")):
        assert word in views.details(evaluation(of, 4.7, Status.MET, quality=quality), None, AS_OF)


def test_old_survey_says_its_age() -> None:
    """A survey of more than a year ago says how old it is."""
    of = evaluation(indicator("a", "A"), 4.7, Status.MET)
    assert "20 måneder gammelt" in views.details(of, None, AsOf(2010, 2))


def test_critical_miss_is_named() -> None:
    """A missed critical indicator is named beside its focus area's counts."""
    made = alna()
    first = next(each for each in made.evaluations if each.indicator.id == "sykefravaer")
    critical = replace(first.indicator, critical=True)
    area = made.scorecard.focus_areas[1]
    factors = tuple(
        replace(factor, indicators=tuple(critical if one is first.indicator else one for one in factor.indicators))
        for factor in area.success_factors
    )
    areas = (replace(area, success_factors=factors),)
    changed = replace(
        made,
        scorecard=replace(made.scorecard, focus_areas=areas),
        evaluations=tuple(each._replace(indicator=critical) if each is first else each for each in made.evaluations),
    )
    assert views.scorecard_view(changed, "Alna").areas[0].alarm == "Kritisk: Sykefravær – ikke nådd"


def test_only_what_needs_action(view: views.ScorecardView) -> None:
    """The filter keeps missed and near, with the success factor named, and the counts of the whole."""
    kept = views.only_action(view)
    assert [row.indicator for row in kept.rows] == ["respekt", "medarbeidertilfredshet", "sykefravaer", "ledelse"]
    assert [row.factor for row in kept.rows] == ["Kontakt med bruker", "Attraktiv arbeidsplass", "", "God ledelse"]
    assert kept.counts == view.counts


def test_tertials_in_a_row_asks_only_for_what_still_misses() -> None:
    """Earlier tertials are asked for one at a time, with the flows that missed every later one."""
    asked: list[tuple[str, list[str]]] = []

    def earlier(scorecard: Scorecard, as_of: AsOf) -> ScorecardEvaluation:
        asked.append((as_of.key, [one.id for one in scorecard.indicators]))
        status = Status.MISSED if as_of > AsOf(2008, 2) else Status.MET
        found = tuple(evaluation(one, 10.6, status) for one in scorecard.indicators)
        return replace(alna(), scorecard=scorecard, as_of=as_of, evaluations=found)

    assert views.tertials_in_a_row(alna(), earlier) == {"sykefravaer": 3}
    assert asked == [(key, ["sykefravaer"]) for key in ("2009-T1", "2008-T3", "2008-T2")]


def test_between_target() -> None:
    """A target between two limits shows both, and its bar both marks."""
    of = indicator("a", "A", Source.ACTIVITY, direction=Direction.BETWEEN, limit=None, decimals=0)
    between = replace(target(Direction.HIGHER, "40"), kind=views.TargetKind.BETWEEN, high=Fraction(60))
    assert views.target_text(between, of) == "40–60\u202f%"
    row = views.row_of(evaluation(of, 50.0, Status.MET, target=between), views.OrgTree({}), AS_OF)
    assert row.bar is not None
    assert row.bar.limits == (40.0, 60.0)


def test_catalogue_is_whole() -> None:
    """Every word is there in three languages, with the same values to put in."""
    for key, texts in _WORDS.items():
        assert len(texts) == len(LANGUAGES), key
    assert say("status.missed", "nn") == "Ikkje nådd"
    assert say("status.missed", "en") == "Missed"
    assert all(record_word(kind) for kind in RecordKind)
    assert all(answer_word(code, "en") for code in AnswerCode)
    states = [None, *AssessmentState, *WonderingState, *ActionState]
    assert len({state_word(state) for state in states}) == len(states)
    assert ordinal(4) == "fjerde"
    assert ordinal(12) == "12."


@pytest.mark.parametrize(("have", "told"), [(8, "8 av 12 måneder, mot en periode på 12 måneder året før"), (12, "")])
def test_a_change_of_a_window_with_missing_months_says_so(have: int, told: str) -> None:
    """Eight months are not compared with twelve without a word of it."""
    one = next(each for each in alna().evaluations if each.indicator.id == "sykefravaer")
    row = views.row_of(one._replace(months=(have, 12)), OrgTree.of([]), AS_OF)
    assert row.change
    assert row.change_from == told
