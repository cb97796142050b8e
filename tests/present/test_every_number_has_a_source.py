"""Every figure on the demonstration's Målekart leads back to lines of files that lie in data/ (docs/semantics.md 7)."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from math import fsum
from pathlib import Path
from typing import Any

import pytest
from places import PROJECT
from serving import demo_store

from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.evaluate.explain import Explanation, explain
from effnett.intake import checksum_of
from effnett.model.periods import AsOf
from effnett.model.scorecard import Indicator, Measure, Source
from effnett.present.explained import formula_lines, source_lines
from effnett.workspace import Workspace, open_workspace

DATA = PROJECT / "data"
CARDS = ("bydel-alna", "hole")
AS_OF = AsOf(2009, 2)


Explained = list[tuple[Indicator, Explanation]]


@pytest.fixture(scope="module")
def explained(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Explained]:
    """The indicators of each scorecard of the demonstration that show a value, each explained."""
    store = demo_store(tmp_path_factory.mktemp("sources") / "store")
    workspace = open_workspace(str(store), str(PROJECT / "scorecards"))
    return {card: list(shown(workspace, card)) for card in CARDS}


def shown(workspace: Workspace, card_id: str) -> Iterator[tuple[Indicator, Explanation]]:
    """The indicators of a scorecard that show a value, each explained."""
    card = workspace.definitions().scorecards[card_id]
    facts = workspace.facts()
    for one in evaluate_scorecard(card, facts, AS_OF).evaluations:
        if one.value is not None:
            found = explain(card, one.indicator.id, facts, AS_OF)
            assert found.evaluation.value == one.value, one.indicator.id
            yield one.indicator, found


def listed(found: Explanation) -> list[dict[str, Any]]:
    """The rows by the names of their columns."""
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def part(measure: Measure, row: dict[str, Any]) -> float:
    """What a row as imported adds to the numerator of a measure."""
    if row["mark"] is not None:
        return 0.0
    if measure.source is Source.SICK_LEAVE:
        kinds = {"total": ("self_certified_days", "doctor_certified_days"), "short_term": ("short_term_days",)}
        return fsum(row[column] for column in kinds[measure.series])
    if measure.source is Source.SURVEY:
        answer = row["answer"] if "answer" in row else row["mean"]
        return 0.0 if answer is None else float(answer * row["respondents"])
    column = {Source.ACCOUNTS: "actual", Source.ACTIVITY: "numerator", Source.KOSTRA: "value"}[measure.source]
    return float(row[column])


def first_line(path: Path, row: dict[str, Any]) -> list[str]:
    """The line of a CSV file that a row says that it stands on."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(csv.reader([lines[row["line"] - 1]]))


@pytest.mark.parametrize("card", CARDS)
def test_every_figure_names_its_numbers_and_its_files(explained: Mapping[str, Explained], card: str) -> None:
    """The formula with its numbers, rows or the word that they are hidden, and file, lines, time and checksum."""
    assert len(explained[card]) > 5
    for indicator, found in explained[card]:
        sum_line = formula_lines(found.evaluation)[1]
        assert any(sign.isdigit() for sign in sum_line), indicator.id
        assert found.rows or found.hidden, indicator.id
        assert found.sources, indicator.id
        for source, told in zip(found.sources, source_lines(found), strict=True):
            path = DATA / source.file
            assert source.lines, indicator.id
            assert source.checksum == checksum_of(path, path.name), indicator.id
            assert source.imported_at is not None, indicator.id
            assert source.file in told, indicator.id


@pytest.mark.parametrize("card", CARDS)
def test_the_rows_add_up_to_the_numerator(explained: Mapping[str, Explained], card: str) -> None:
    """All of them where none is hidden; fewer than the whole where some are."""
    sources = set()
    for indicator, found in explained[card]:
        total = fsum(part(indicator.measure, row) for row in listed(found))
        numerator = found.evaluation.numerator
        assert numerator is not None, indicator.id
        if found.hidden:
            assert total < numerator, indicator.id
        else:
            assert total == pytest.approx(numerator, rel=1e-12), indicator.id
            sources.add(indicator.measure.source)
    assert {Source.SURVEY, Source.ACCOUNTS, Source.ACTIVITY} <= sources


@pytest.mark.parametrize("card", CARDS)
def test_the_line_named_holds_the_unit_and_the_period(explained: Mapping[str, Explained], card: str) -> None:
    """The first row of each CSV file that is named."""
    checked = set()
    for indicator, found in explained[card]:
        row = listed(found)[0]
        file = DATA / row["file"]
        if file.suffix == ".csv" and file.name not in checked:
            assert {row["org_unit"], row["period"]} <= set(first_line(file, row)), indicator.id
            checked.add(file.name)
    assert {"sick_leave.csv", "accounts.csv", "activity.csv", "survey_answers.csv"} <= checked
