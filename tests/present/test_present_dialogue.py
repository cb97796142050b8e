"""A unit's dialogue sheet: what it says of how the unit stands, its figures, its drawing, and it all as Word."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from docx import Document
from making import AS_OF, UNIT, alna, evaluation, indicator

from effnett.evaluate.months import Months
from effnett.evaluate.tertials import Tertials, by_id
from effnett.model.evaluation import Evaluation, Miss, Point, Status
from effnett.model.observation import Absent
from effnett.model.organisation import OrgTree, OrgUnit
from effnett.model.periods import AsOf
from effnett.model.records import (
    Action,
    ActionState,
    Answer,
    AnswerCode,
    Assessment,
    AssessmentState,
    Content,
    Decision,
    LeaderForecast,
    Subject,
    Version,
    Wondering,
    WonderingState,
)
from effnett.model.scorecard import Direction, Source, Target
from effnett.present.dialogue import (
    figures_html,
    foremost,
    heading_html,
    model_text,
    questions_html,
    rest_text,
    standing_html,
    standing_text,
    state_of_unit,
)
from effnett.present.dialogue_sheet import Sheet, sheet_document
from effnett.present.months_chart import months_html
from effnett.present.questions import Question, questions

TREE = OrgTree.of([OrgUnit(UNIT, "Hjemmetjeneste <C>")])
SUBJECT = Subject.of(UNIT, AS_OF)
ABOUT = replace(SUBJECT, scorecard="bydel-alna", indicator="sykefravaer")
SICK = indicator("sykefravaer", "Sykefravær", Source.SICK_LEAVE, limit="9.9")
NOW = evaluation(
    SICK,
    13.2,
    Status.MISSED,
    line=[11.1, 13.2],
    forecast=12.8,
    required_rest=3.3,
    forecast_record=(Miss(2007, -0.2), Miss(2008, 0.4)),
)


def year_target(one: Evaluation) -> Target | None:
    """The target of the whole year is the one measured against."""
    return one.target


def tertials(*now: Evaluation, as_of: AsOf = AS_OF) -> Tertials:
    """A unit's figures; in the tertials before, every figure was 0,6 lower."""
    earlier = tuple(one if one.value is None else one._replace(value=one.value - 0.6) for one in now)
    each = {tertial: by_id(earlier) for tertial in range(1, as_of.tertial)} | {as_of.tertial: by_id(now)}
    return Tertials(as_of, UNIT, by_id(now), each, {}, "facts-000001-abe853cd")


def test_how_an_indicator_stands() -> None:
    """Status, figure and target, the tertials before, and a year before."""
    found = tertials(NOW)
    assert standing_text(found, "sykefravaer") == (
        "Sykefravær 13,2\u202f% mot mål høyst 9,9\u202f% · 1. tertial 12,6\u202f% · samme tertial i fjor 11,1\u202f%"
    )
    assert 'class="pill missed">Ikke nådd<' in standing_html(found, "sykefravaer")


def test_a_survey_is_told_with_the_time_before() -> None:
    """Not by tertials, which it has none of."""
    one = evaluation(indicator("trivsel", "Trivsel"), 4.6, Status.MET, line=[4.4, 4.6])
    assert standing_text(tertials(one), "trivsel") == "Trivsel 4,6 mot mål minst 4,5 · forrige måling 4,4 (2008)"


def test_an_indicator_without_a_figure_says_why() -> None:
    """A dash says nothing; a figure that is too old is shown all the same."""
    absent = evaluation(SICK, None, Status.NO_DATA, absent=Absent.NOT_KNOWN_YET, line=[])
    assert standing_text(tertials(absent), "sykefravaer").startswith("Sykefravær ikke kjent ennå mot mål")
    stale = evaluation(SICK, 13.2, Status.NO_DATA, absent=Absent.STALE, line=[])
    assert standing_text(tertials(stale), "sykefravaer").startswith("Sykefravær 13,2")


def test_a_hidden_figure_has_no_before() -> None:
    """Nothing but that it is hidden."""
    hidden = evaluation(SICK, None, Status.SUPPRESSED, absent=Absent.SUPPRESSED, line=[11.1, None])
    assert "11,1" not in standing_text(tertials(hidden), "sykefravaer")
    row = figures_html(tertials(hidden), "C", {}, year_target)
    assert "11,1" not in row
    assert row.count("skjermet") >= 2


@pytest.mark.parametrize(
    ("unit", "now", "told"),
    [
        (OrgUnit(UNIT, "C", valid_to=date(2009, 6, 30)), NOW, "lagt ned 30. juni 2009"),
        (OrgUnit(UNIT, "C", valid_from=date(2010, 1, 1)), NOW, "fantes ikke i 2. tertial 2009"),
        (OrgUnit(UNIT, "C"), NOW._replace(value=None, status=Status.SUPPRESSED), "gjelder få personer"),
        (OrgUnit(UNIT, "C"), NOW._replace(value=None, status=Status.NO_DATA), "ingen tall i dette målekartet"),
        (OrgUnit(UNIT, "C"), NOW, ""),
    ],
)
def test_what_there_is_to_say_of_the_unit(unit: OrgUnit, now: Evaluation, told: str) -> None:
    """A sentence where there are no figures, and why."""
    state = state_of_unit(tertials(now), OrgTree.of([unit]))
    assert told in state
    assert bool(state) == bool(told)
    assert ("ef-note" in heading_html(tertials(now), "C", state)) == bool(told)


def test_figures_are_side_by_side() -> None:
    """The tertials so far, last year, what is required, the model's forecast with its record, the leader's own."""
    html = figures_html(tertials(NOW), "C", {"sykefravaer": LeaderForecast(ABOUT, Decimal("12.50"))}, year_target)
    heads = re.findall(r'<th scope="col"[^>]*>([^<]+)<', html)
    assert heads == [
        "Indikator",
        "Resultat",
        "Mål",
        "1. tertial",
        "2. tertial",
        "Samme tertial i fjor",
        "Resten av året",
        "Modellens prognose",
        "Lederens prognose",
    ]
    cells = [re.sub("<[^>]+>", " ", cell).split() for cell in re.findall(r"<td[^>]*>(.*?)</td>", html)]
    assert [" ".join(cell) for cell in cells] == [
        "13,2 % Ikke nådd",
        "≤ 9,9 %",
        "12,6 %",
        "13,2 %",
        "11,1 %",
        "høyst 3,3 %",
        "12,8 % har bommet med −0,2, +0,4 pp",
        "12,50 %",
    ]
    assert "hittil i år ved hvert tertial" in html


@pytest.mark.parametrize(
    ("needed", "direction", "told"),
    [
        (3.35, Direction.LOWER, "høyst 3,3\u202f%"),
        (-0.1, Direction.LOWER, "kan ikke nås"),
        (101.0, Direction.LOWER, "nås uansett"),
        (93.31, Direction.HIGHER, "minst 93,4\u202f%"),
        (-0.1, Direction.HIGHER, "nås uansett"),
        (101.0, Direction.HIGHER, "kan ikke nås"),
        (None, Direction.LOWER, "–"),
    ],
)
def test_what_the_rest_of_the_year_must_give(needed: float | None, direction: Direction, told: str) -> None:
    """Cut off so that keeping to it as written is enough."""
    of = indicator("a", "A", Source.ACTIVITY, direction=direction, limit="90")
    assert rest_text(evaluation(of, 92.0, Status.MET, required_rest=needed)) == told


def test_a_forecast_without_a_record() -> None:
    """The number alone, or none."""
    assert model_text(NOW._replace(forecast_record=())) == ("12,8\u202f%", "")
    assert model_text(NOW._replace(forecast=None)) == ("–", "")


def test_the_indicator_that_matters_most() -> None:
    """That of the first question; else the first with a figure; else the first."""
    empty = evaluation(indicator("tom", "Tom"), None, Status.NO_DATA, line=[])
    assert foremost(tertials(empty, NOW), [Question("sykefravaer", "missed", "?")]) == "sykefravaer"
    assert foremost(tertials(empty, NOW), []) == "sykefravaer"
    assert foremost(tertials(empty), []) == "tom"
    assert foremost(tertials(), []) == ""


def test_questions_are_escaped() -> None:
    """And a unit without any says so."""
    assert "&lt;b&gt;" in questions_html([Question("a", "missed", "<b>")])
    assert "ingen spørsmål" in questions_html([])


def months(last: range, hidden: tuple[int, ...] = ()) -> Months:
    """Months of some percentages, as they are read."""
    there = [month for month in last if month not in hidden]
    return Months(there, [float(10 + at % 4) for at, _ in enumerate(there)], [100.0] * len(there), 100, hidden)


JANUARY = 2008 * 12


def test_the_drawing_tells_what_it_shows() -> None:
    """Target, tertials, forecast, and a text and a table of the same figures."""
    html = months_html(months(range(JANUARY, JANUARY + 20)), NOW, AS_OF, NOW.target)
    for told in (
        "mål ≤ 9,9\u202f%",
        "1. tertial",
        "2. tertial",
        ">prognose for året<",
        ">12,8\u202f%<",
        ">2008<",
        ">2009<",
    ):
        assert told in html
    assert "måned for måned fra januar 2008 til august 2009: lavest 10,0\u202f%" in html
    assert html.count("<tr>") == 21
    assert "3. tertial" not in html


def test_the_line_is_lifted_where_a_month_is_hidden() -> None:
    """The line begins anew, and the month is not in the table."""
    hidden = (JANUARY + 14,)
    html = months_html(months(range(JANUARY, JANUARY + 20), hidden), NOW, AS_OF, None)
    assert re.search(r'class="line" d="(M[^M"]+M[^M"]+)"', html)
    assert "mars 2009" not in html
    whole = months_html(months(range(JANUARY, JANUARY + 20)), NOW, AS_OF, None)
    assert re.search(r'class="line" d="M[^M"]+"', whole)


def test_without_months_there_is_a_sentence() -> None:
    """For a survey, and for a unit whose months are all hidden."""
    assert "ingen måneder å tegne" in months_html(None, NOW, AS_OF, NOW.target)
    assert "ingen måneder å tegne" in months_html(months(range(0)), NOW, AS_OF, NOW.target)


NOON = datetime(2009, 9, 12, 14, 2, 31, tzinfo=UTC)


def version(content: Content, record: str = "r") -> Version:
    """A version as it would be read."""
    return Version(record, 1, 0, 1, NOON, "Kari", False, content)


def sheet(found: Tertials) -> Sheet:
    """A sheet with one of each kind."""
    return Sheet(
        replace(alna().scorecard, version="0123456789abcdef"),
        "Hjemmetjeneste <C>",
        "",
        found,
        questions(found.evaluations, year_target),
        year_target,
        (version(Assessment(SUBJECT, "Fraværet har økt.\nNy turnus.", AssessmentState.DELIVERED)),),
        (version(Wondering(ABOUT, "Hvorfor øker det?", owner="Leder"), "u"),),
        (version(Answer(ABOUT, "u", AnswerCode.REAL_PROBLEM, "Turnus.")),),
        (version(Action(ABOUT, "Ny turnus", "HR", date(2009, 10, 1), ActionState.STARTED)),),
        (version(Decision(ABOUT, "Vi måler igjen i november.")),),
        {"sykefravaer": LeaderForecast(ABOUT, Decimal("12.5"))},
        lambda at: at.astimezone(UTC),
        date(2009, 9, 14),
        {},
    )


def words(content: bytes) -> str:
    """Everything that stands in a document, and in its footer."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    footer = [paragraph.text for paragraph in document.sections[0].footer.paragraphs]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells, *footer])


def test_the_document_has_it_all() -> None:
    """Figures, questions, what has been written, agreements, and where it comes from."""
    told = words(sheet_document(sheet(tertials(NOW)), date(2009, 9, 14)))
    for each in (
        "Dialogark 2. tertial 2009 – Hjemmetjeneste <C>",
        "13,2\u202f%\n✕ Ikke nådd",
        "12,5\u202f%",
        "har bommet med",
        "Hva er den viktigste årsaken",
        "Fraværet har økt.\nNy turnus.",
        "levert 12. sep. 2009 kl. 14.02 av Kari",
        "Hvorfor øker det?\nKari · 12. sep. 2009 · Sykefravær · til Leder · besvart, ikke lukket",
        "Svar fra Kari 12. sep. 2009 (et reelt problem): Turnus.",
        "Ny turnus · HR · frist 1. okt. 2009 · i gang · Sykefravær",
        "Vi måler igjen i november. · Sykefravær · Kari · 12. sep. 2009",
        "Laget 14. september 2009. Tallene: facts-000001-abe853cd. Målekartet: bydel-alna, versjon 0123456789ab.",
    ):
        assert each in told


def test_the_document_tells_who_did_what() -> None:
    """Who delivered and who approved; and who asked, where somebody else has closed it."""
    draft = replace(version(Assessment(SUBJECT, "Ok."), "v"), author="Ola")
    delivered = replace(draft, version=2, content=Assessment(SUBJECT, "Ok.", AssessmentState.DELIVERED))
    lost = replace(draft, version=0, author="Per")
    approved = replace(
        delivered, version=3, author="Kari", content=Assessment(SUBJECT, "Ok.", AssessmentState.APPROVED)
    )
    asked = replace(version(Wondering(ABOUT, "Hvorfor?"), "u"), author="Sjef")
    closed = replace(asked, version=2, author="Ola", content=Wondering(ABOUT, "Hvorfor?", state=WonderingState.CLOSED))
    whole = replace(
        sheet(tertials(NOW)),
        assessments=(approved,),
        wonderings=(closed,),
        histories={"v": [draft, delivered, lost, approved], "u": [asked, closed]},
    )
    told = words(sheet_document(whole, date(2009, 9, 14)))
    when = "12. sep. 2009 kl. 14.02"
    assert f"Ok.\nlevert {when} av Ola · godkjent {when} av Kari" in told
    assert "Hvorfor?\nSjef · 12. sep. 2009 · Sykefravær · lukket" in told
    back = replace(whole, assessments=(replace(draft, version=4),))
    assert f"Ok.\nutkast {when} av Ola\n" in words(sheet_document(back, date(2009, 9, 14)))


@pytest.mark.parametrize(
    ("day", "state", "told"),
    [
        (date(2009, 10, 1), ActionState.STARTED, "Ny turnus · HR · frist 1. okt. 2009 · i gang"),
        (date(2009, 10, 2), ActionState.STARTED, "Ny turnus · forsinket · HR · frist 1. okt. 2009 · i gang"),
        (date(2009, 10, 2), ActionState.DONE, "Ny turnus · HR · frist 1. okt. 2009 · gjort"),
    ],
)
def test_the_document_tells_what_is_late(day: date, state: ActionState, told: str) -> None:
    """By the day of the page; the deadline's own day is in time, and what is done is not late."""
    action = version(Action(ABOUT, "Ny turnus", "HR", date(2009, 10, 1), state))
    found = words(sheet_document(replace(sheet(tertials(NOW)), actions=(action,), judged_by=day), date(2024, 1, 1)))
    assert told in found
    assert ("forsinket" in found) == ("forsinket" in told)


@pytest.mark.parametrize(
    ("deadline", "answered", "told"),
    [
        (None, False, "åpen · Svar ventes\n"),
        (date(2009, 9, 14), False, "åpen · Svar ventes innen 14. sep. 2009\n"),
        (date(2009, 9, 13), False, "åpen · Fristen gikk ut 13. sep. 2009\n"),
        (date(2009, 9, 13), True, "besvart, ikke lukket\n"),
    ],
)
def test_the_document_tells_what_is_waited_for(deadline: date | None, answered: bool, told: str) -> None:
    """An answer, by when, and whether that day has passed; the same as the page."""
    whole = sheet(tertials(NOW))
    asked = version(Wondering(ABOUT, "Hvorfor øker det?", deadline=deadline), "u")
    whole = replace(whole, wonderings=(asked,), answers=whole.answers if answered else ())
    assert f"Hvorfor øker det?\nKari · 12. sep. 2009 · Sykefravær · {told}" in words(sheet_document(whole, AS_OF.day))


def test_nothing_hidden_is_in_the_document() -> None:
    """Neither the figure nor what it was a year before or a tertial before."""
    hidden = NOW._replace(value=None, status=Status.SUPPRESSED, absent=Absent.SUPPRESSED, forecast=None)
    hidden = hidden._replace(required_rest=None, forecast_record=())
    other = evaluation(
        indicator("trivsel", "Trivsel", near=Fraction("0.2")),
        4.6,
        Status.MET,
        line=[4.4, 4.6],
    )
    told = words(sheet_document(sheet(tertials(hidden, other)), date(2009, 9, 14)))
    assert "skjermet" in told
    assert "4,6" in told
    assert all(number not in told for number in ("13,2", "12,6", "11,1", "12,8"))


def test_an_empty_sheet_is_a_document_too() -> None:
    """It says that nothing has been written."""
    bare = replace(
        sheet(tertials(NOW)),
        state="Enheten er ny.",
        assessments=(),
        wonderings=(),
        answers=(),
        actions=(),
        decisions=(),
    )
    told = words(sheet_document(bare, date(2009, 9, 14)))
    for each in ("Enheten er ny.", "Ingenting er skrevet ennå", "Ingen undringer ennå", "Ingen tiltak ennå"):
        assert each in told
    assert "Avtaler" not in told


def test_a_point_without_a_value_is_no_year_before() -> None:
    """A gap a year before is told as none."""
    gap = NOW._replace(points=(Point(date(2008, 1, 1), date(2008, 8, 31), None), *NOW.points[-1:]))
    assert "i fjor" not in standing_text(tertials(gap), "sykefravaer")
