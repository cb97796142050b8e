"""A small world told by every command, the workbook, and the pages with their charts: no hidden figure is in it.

A has 8 employees and 4 answers, so it is hidden, and C with it, as B less D less C is A (docs/semantics.md 7). They
are away much more than D, so that a figure of theirs is known by how it looks.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pyarrow as pa
import pytest
import streamlit as st
from places import PROJECT
from streamlit.testing.v1 import AppTest
from telling import Figure, Numbers, numbers, told, without

from effnett.cli import main
from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.intake import import_file
from effnett.model.batch import Kind
from effnett.model.periods import AsOf
from effnett.present.excel import scorecard_workbook
from effnett.present.views import scorecard_view
from effnett.workspace import open_workspace, surveys_in

Month = tuple[int, int]
AS_OFS = [(2008, 1), (2008, 3), (2009, 1), (2009, 2)]
MONTHS = [(year, month) for year in (2007, 2008, 2009) for month in range(1, 13) if (year, month) <= (2009, 8)]
PEOPLE = {"A": 8, "C": 20, "D": 30}
HIDDEN, SHOWN = ("A", "C"), ("B", "D")
AWAY = {"A": 77.7713, "C": 61.3937, "D": 5.1}
"""The percentage of each unit's days that is lost, about which its months lie."""
ANSWERS = {"A": {5: 3, 6: 1}, "C": {2: 4, 3: 10, 4: 3}, "D": {3: 7, 4: 11, 5: 5}}
INDICATORS = {
    "hittil": ("total", "year_to_date"),
    "rullerende": ("total", "rolling_12_months"),
    "tertial": ("total", "tertial"),
    "egenmeldt": ("self_certified", "year_to_date"),
}
MEAN = "trivsel"


class Days(NamedTuple):
    """The days of a unit's month."""

    agreed: int
    own: float
    doctor: float


def days(unit: str, at: int) -> Days:
    """Days of two decimals, no month as the one before it, so that a sum is known by its decimals."""
    agreed = PEOPLE[unit] * 20 + at % 7
    lost = agreed * AWAY[unit] / 100 * (1 + (at * 5 % 11 - 5) / 60)
    return Days(agreed, round(lost * 0.2137, 2), round(lost * 0.7863, 2))


LEAVE = {(unit, month): days(unit, at) for unit in PEOPLE for at, month in enumerate(MONTHS)}
TOTAL = {month: Days(*map(sum, zip(*(LEAVE[unit, month] for unit in PEOPLE), strict=True))) for month in MONTHS}


def _lines(head: str, rows: Sequence[str]) -> str:
    return "\n".join([head, *rows, ""])


def _files() -> Mapping[Kind, str]:
    units = [
        "B,Enheten,bydel,,,,,,58",
        *(f"{unit},Enhet {unit},enhet,B,,,,,{people}" for unit, people in PEOPLE.items()),
    ]
    leave = [
        f"{unit},{year}-{month:02d},{row.agreed},{row.own},{row.doctor},,,{PEOPLE[unit]}"
        for (unit, (year, month)), row in LEAVE.items()
    ]
    answers = [
        f"s,{year},{unit},trivsel,{answer},{count}"
        for year in (2007, 2008)
        for unit, counts in ANSWERS.items()
        for answer, count in counts.items()
    ]
    return {
        Kind.UNITS: _lines("org_unit,name,kind,parent,valid_from,valid_to,successor,kostra_code,employees", units),
        Kind.SICK_LEAVE: _lines(
            "org_unit,month,agreed_days,self_certified_days,doctor_certified_days,short_term_days,long_term_days,employees",
            leave,
        ),
        Kind.SURVEY_ANSWERS: _lines("survey,period,org_unit,question,answer,respondents", answers),
    }


def _card() -> str:
    given = [
        f"- {{ id: {id}, title: {id}, measure: {{ sick_leave: {kind} }}, window: {window}, "
        "target: { at_most: 9 }, near: 2 }"
        for id, (kind, window) in INDICATORS.items()
    ]
    given.append(
        f"- {{ id: {MEAN}, title: {MEAN}, measure: {{ survey: s, question: trivsel, statistic: mean }}, "
        "scale: [1, 6], target: { at_least: 4 } }"
    )
    inside = "\n".join(f"          {line}" for line in given)
    return f"""scorecard: kort
title: Kort
org_unit: "B"
years: [2007, 2009]
defaults: {{ decimals: 2, min_respondents: 5, min_employees: 10 }}
focus_areas:
  - title: Område
    success_factors:
      - title: Faktor
        indicators:
{inside}
"""


SURVEYS = """surveys:
  - id: s
    title: Undersøkelse
    scale: [1, 6]
    questions:
      - { id: trivsel, title: Trivsel }
"""


class Made(NamedTuple):
    """A store and its scorecards."""

    store: Path
    cards: Path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The world, imported."""
    folder = tmp_path_factory.mktemp("hidden")
    cards = folder / "scorecards"
    cards.mkdir()
    (cards / "surveys.yaml").write_text(SURVEYS, encoding="utf-8")
    (cards / "kort.yaml").write_text(_card(), encoding="utf-8")
    for kind, text in _files().items():
        path = folder / f"{kind.value}.csv"
        path.write_text(text, encoding="utf-8")
        import_file(folder / "store", surveys_in(cards), path, kind)
    return Made(folder / "store", cards)


def windows() -> Iterator[tuple[str, list[Month]]]:
    """Every window of sick leave that is asked for, this year's and those of the years before, and every month."""
    for month in MONTHS:
        yield f"{month}", [month]
    for year, tertial in itertools.product((2007, 2008, 2009), (1, 2, 3)):
        last = (year, tertial * 4)
        if last in MONTHS:
            at = MONTHS.index(last) + 1
            for name, count in (
                ("tertial", 4),
                ("hittil", tertial * 4),
                ("rullerende", 12),
                ("rest", 12 - tertial * 4),
            ):
                if 0 < count <= at:
                    yield f"{name} {year}-T{tertial}", MONTHS[at - count : at]


def sums(units: Sequence[str]) -> list[Figure]:
    """The lost days of units, in every window."""
    return [
        Figure(value, f"{part} {unit} {name}")
        for unit in units
        for name, months in windows()
        for part, value in _parts([_days(unit, month) for month in months]).items()
    ]


def rates(units: Sequence[str]) -> list[Figure]:
    """The percentages of the same days."""
    return [
        Figure(value / sum(_days(unit, month).agreed for month in months) * 100, f"{part} % {unit} {name}")
        for unit in units
        for name, months in windows()
        for part, value in _parts([_days(unit, month) for month in months]).items()
    ]


def _days(unit: str, month: Month) -> Days:
    return TOTAL[month] if unit == "B" else LEAVE[unit, month]


def _parts(rows: Sequence[Days]) -> Mapping[str, float]:
    own, doctor = sum(row.own for row in rows), sum(row.doctor for row in rows)
    return {"lost": own + doctor, "own": own, "doctor": doctor}


def means(units: Sequence[str]) -> list[Figure]:
    """The means of the survey."""
    return [
        Figure(sum(a * n for a, n in ANSWERS[unit].items()) / sum(ANSWERS[unit].values()), f"mean {unit}")
        for unit in units
    ]


def hidden_told(found: Numbers) -> list[str]:
    """The hidden figures among some numbers, but for those that look as one that is shown."""
    return told([*sums(HIDDEN), *rates(HIDDEN), *means(HIDDEN)], without(found, [*sums(SHOWN), *rates(SHOWN)]))


def answers(made: Made, capsys: pytest.CaptureFixture[str]) -> Iterator[tuple[list[str], str]]:
    """What each command writes, on both its outputs; CSV with a line for each cell."""
    for words in commands(made):
        main([*words, "--store", str(made.store), "--scorecards", str(made.cards)])
        captured = capsys.readouterr()
        out = captured.out
        if words[-1] == "csv":
            out = "\n".join(cell for row in csv.reader(io.StringIO(out)) for cell in row)
        # `explain` tells when a file was read: at 17.03 that looked like a figure.
        yield words, re.sub(r"(lest inn .* kl\.) \d\d\.\d\d", r"\1", f"{out}\n{captured.err}")


def commands(made: Made) -> Iterator[list[str]]:
    """Everything that can be asked, of everybody and as of every tertial."""
    for year, tertial in AS_OFS:
        as_of = ["--year", str(year), "--tertial", str(tertial)]
        for form in ("json", "table", "csv"):
            yield ["evaluate", "kort", *as_of, "--children", "--format", form]
            for unit in "ABCD":
                yield ["evaluate", "kort", *as_of, "--org-unit", unit, "--format", form]
        for unit, indicator in itertools.product("ABCD", (*INDICATORS, MEAN)):
            yield ["explain", "kort", indicator, *as_of, "--org-unit", unit]
    for year, form, unit in itertools.product((2007, 2008, 2009), ("json", "table", "csv"), "BA"):
        for indicator in (*INDICATORS, MEAN):
            asked = ["--indicator", indicator, "--year", str(year), "--peers", "list:A,C,D", "--org-unit", unit]
            yield ["compare", "kort", *asked, "--format", form]
    yield ["status", "--format", "json"]
    yield ["status"]
    yield ["check", str(made.cards)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Resultat 4,48\u202f%", {2: {4.48}}),
        ("1\u00a0234.5", {1: {1234.5}}),
        ("lest inn 28. november 2026 kl. 04.48", {}),
        ("imported 28 November 2026 at 04.48 by 4.49", {2: {4.49}}),
        ("skrevet kl. 04.48.12, 4,47", {2: {4.47}}),
    ],
)
def test_a_time_of_day_is_no_figure(text: str, found: Numbers) -> None:
    """It is written with a full stop too, and passes through the figures of a day."""
    assert numbers([text]) == found


def test_no_command_tells_a_hidden_figure(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    """Tables, JSON, CSV, explanations, comparisons and messages; each kind of shown figure is found in them."""
    texts = list(answers(made, capsys))
    found = numbers(text for _, text in texts)
    assert hidden_told(found) == []
    for figures in (sums("D"), rates("D"), means("D")):
        assert told(figures, found)
    assert {words[0] for words, text in texts if told(rates("D"), numbers([text]))} >= {
        "evaluate",
        "explain",
        "compare",
    }


def test_no_workbook_tells_a_hidden_figure(made: Made) -> None:
    """Each unit's workbook, with its numbers as they are stored."""
    found = numbers(itertools.chain.from_iterable(workbook(made, unit, as_of) for unit in "ABCD" for as_of in AS_OFS))
    assert hidden_told(found) == []
    assert told(rates("D"), found)


def workbook(made: Made, unit: str, as_of: tuple[int, int]) -> list[str]:
    """The cells of a unit's workbook."""
    workspace = open_workspace(str(made.store), str(made.cards))
    (card,) = workspace.definitions().scorecards.values()
    evaluated = evaluate_scorecard(card, workspace.facts(), AsOf(*as_of), unit)
    book = openpyxl.load_workbook(io.BytesIO(scorecard_workbook(evaluated, scorecard_view(evaluated, unit), unit)))
    return [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]


@pytest.mark.parametrize("unit", ["A", "B", "C", "D"])
def test_no_page_tells_a_hidden_figure(monkeypatch: pytest.MonkeyPatch, made: Made, unit: str) -> None:
    """The table, an opened row and its charts with the data they are drawn from; only D's and B's are told."""
    found = numbers(
        text
        for year, tertial in AS_OFS[-2:]
        for indicator in ("hittil", "egenmeldt", MEAN)
        for text in page(
            monkeypatch, made, org_unit=unit, year=str(year), tertial=f"{tertial}. tertial", indicator=indicator
        )
    )
    assert hidden_told(found) == []
    if unit in SHOWN:
        assert told(rates("D"), found)
        assert told(means("D"), found)


@pytest.mark.parametrize("unit", ["A", "B", "C", "D"])
def test_no_dialogue_sheet_tells_a_hidden_figure(monkeypatch: pytest.MonkeyPatch, made: Made, unit: str) -> None:
    """Units against targets, the opened unit's tertials, drawing and forms; only D's and B's are told."""
    app = _run(monkeypatch, made, year="2009", tertial="2. tertial", unit=unit)
    app.switch_page("../../pages/tertial.py")
    app.query_params["unit"] = unit
    app.run()
    texts: list[str] = []
    for indicator in (*INDICATORS, MEAN):
        app.selectbox(key=f"of {unit}").set_value(indicator).run()
        assert not app.exception
        texts += [str(element.value) for element in app.markdown]
        texts += [element.proto.json for element in app.main if element.type == "bidi_component"]
    found = numbers(texts)
    assert hidden_told(found) == []
    assert told(rates("D"), found)
    assert told(means("D"), found)


@pytest.mark.parametrize("unit", ["A", "B", "C", "D"])
def test_no_meeting_tells_a_hidden_figure(monkeypatch: pytest.MonkeyPatch, made: Made, unit: str) -> None:
    """Every screen with its drawing, and those who pull; only D's and B's figures are told."""
    found = numbers(
        text
        for year, tertial in AS_OFS[-2:]
        for text in meeting(monkeypatch, made, org_unit=unit, year=str(year), tertial=f"{tertial}. tertial")
    )
    assert hidden_told(found) == []
    if unit in SHOWN:
        assert told(rates("D"), found)
        assert told(means("D"), found)


def meeting(monkeypatch: pytest.MonkeyPatch, made: Made, **address: str) -> Iterator[str]:
    """What the Møte page is drawn from."""
    app = _run(monkeypatch, made, **address).switch_page("../../pages/meeting.py").run()
    assert not app.exception
    drawn = [json.loads(element.proto.json) for element in app.main if element.type == "bidi_component"]
    assert any("screens" in one for one in drawn)
    yield from (json.dumps(one, ensure_ascii=False, indent=0) for one in drawn)


def test_the_charts_data_are_searched(monkeypatch: pytest.MonkeyPatch, made: Made) -> None:
    """The months of a shown unit are found in what its control chart is drawn from."""
    drawn = list(charts(_run(monkeypatch, made, org_unit="D", indicator="hittil")))
    assert told(rates("D"), numbers(drawn))


def page(monkeypatch: pytest.MonkeyPatch, made: Made, **address: str) -> Iterator[str]:
    """What a page says and draws."""
    app = _run(monkeypatch, made, **address)
    assert not app.exception
    for element in app.main:
        if element.type == "bidi_component":
            yield json.dumps(json.loads(element.proto.json), ensure_ascii=False, indent=0)
    yield from (str(element.value) for element in app.markdown)
    yield from charts(app)


def charts(app: AppTest) -> Iterator[str]:
    """The specifications of a page's charts, and the data that are sent beside them."""
    drawn: Any = [element for element in app.main if element.type == "vega_lite_chart"]
    for element in drawn:
        proto = element.proto
        yield json.dumps(json.loads(proto.spec), ensure_ascii=False, indent=0)
        for data in [*(one.data.data for one in proto.datasets), proto.data.data]:
            if data:
                yield str(pa.ipc.open_stream(data).read_all().to_pylist())


def _run(monkeypatch: pytest.MonkeyPatch, made: Made, **address: str) -> AppTest:
    st.cache_resource.clear()
    monkeypatch.setenv("EFFNETT_STORE", str(made.store))
    monkeypatch.setenv("EFFNETT_SCORECARDS", str(made.cards))
    app = AppTest.from_file(str(PROJECT / "effnett" / "web" / "app.py"), default_timeout=60)
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


Span = tuple[str, str, str]
"""An indicator, and the first and last day of a window."""


def computed(shown: Mapping[Span, Mapping[str, float]]) -> Iterator[Figure]:
    """What shown sums give: B less those of any of its units, and one window less another of the same indicator."""
    for span, by_unit in shown.items():
        below = [value for unit, value in by_unit.items() if unit != "B"]
        for count in range(1, len(below) + 1):
            for some in itertools.combinations(below, count):
                yield Figure(by_unit.get("B", 0.0) - sum(some), f"{span}: B less {count}")
    for (one, mine), (other, theirs) in itertools.permutations(shown.items(), 2):
        for unit in mine.keys() & theirs.keys():
            yield Figure(mine[unit] - theirs[unit], f"{unit}: {one} less {other}")


def given_away(shown: Mapping[Span, Mapping[str, float]], hidden: Sequence[float]) -> list[str]:
    """The computed sums that are a hidden one."""
    return [one.name for one in computed(shown) if any(abs(one.value - each) < 1e-6 for each in hidden)]


def test_no_hidden_sum_can_be_computed_from_the_answers(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    """From the numerators of every JSON answer, as of every tertial."""
    shown: dict[Span, dict[str, float]] = {}
    for year, tertial in AS_OFS:
        words = ["evaluate", "kort", "--year", str(year), "--tertial", str(tertial), "--children", "--format", "json"]
        main([*words, "--store", str(made.store), "--scorecards", str(made.cards)])
        for one in json.loads(capsys.readouterr().out)["evaluations"]:
            if one["numerator"] is not None:
                assert one["org_unit"] in SHOWN
                span = (one["indicator"], one["from"], one["to"])
                shown.setdefault(span, {})[one["org_unit"]] = one["numerator"]
    assert len(shown) > len(AS_OFS) * len(INDICATORS)
    points = [sum(a * n for a, n in ANSWERS[unit].items()) for unit in HIDDEN]
    hidden = [*(figure.value for figure in sums(HIDDEN)), *map(float, points)]
    assert given_away(shown, hidden) == []
    span = next(iter(shown))
    careless = shown[span] | {"C": shown[span]["B"] - shown[span]["D"] - 1}
    assert given_away({span: careless}, [1.0])
