"""The workbook: real numbers and dates, and nothing suppressed in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
from making import alna, renamed

from effnett.model.evaluation import Change, ScorecardEvaluation
from effnett.present.excel import scorecard_workbook
from effnett.present.views import scorecard_view


def _sheet(evaluated: ScorecardEvaluation) -> Any:
    view = scorecard_view(evaluated, "Bydel Alna")
    return openpyxl.load_workbook(BytesIO(scorecard_workbook(evaluated, view, "Bydel Alna")))["Målekart"]


def _rows(sheet: Any) -> dict[str, dict[str, Any]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return {row[2]: dict(zip(head, row, strict=True)) for row in rows}


def test_numbers_and_dates_are_real() -> None:
    """Excel can add up the results and sort by the dates."""
    row = _rows(_sheet(alna()))["Sykefravær"]
    assert row["Resultat"] == 10.6
    assert row["Målverdi nå"] == 9.9
    assert row["Fra"] == datetime(2009, 1, 1)
    assert row["Til"] == datetime(2009, 8, 31)
    assert row["Status"] == "Ikke nådd"
    assert row["Kritisk suksessfaktor"] == "Attraktiv arbeidsplass"
    assert row["Definisjon"] == "tapte dagsverk / avtalte dagsverk × 100"


def test_formats_show_the_indicators_decimals() -> None:
    """The number format has the indicator's decimals, the dates are ISO."""
    sheet = _sheet(alna())
    assert sheet["J2"].number_format == "0.0"
    assert sheet["E2"].number_format == "yyyy-mm-dd"


def test_nothing_suppressed_is_in_it() -> None:
    """A suppressed figure leaves its status alone: no value, n, period or change."""
    row = _rows(_sheet(alna()))["Trivsel i små enheter"]
    assert row["Status"] == "Skjermet"
    assert [row[head] for head in ("Resultat", "n", "Fra", "Til", "Endring fra i fjor")] == [None] * 5


def test_text_is_never_a_formula() -> None:
    """A title that begins as a formula does is written as text."""
    for title in ("=1+1", "+47 22", "-1", "@SUM(A1)", "=HYPERLINK(1)"):
        cell = _sheet(renamed(alna(), title))["C2"]
        assert (cell.value, cell.data_type) == (title, "s")


def test_what_a_surveys_change_is_from() -> None:
    """The heading says "fra i fjor"; a survey's change says which observation it is from."""
    evaluated = alna()
    first = evaluated.evaluations[0]
    changed = first._replace(change=Change(4.7, 0.0, None))
    row = _rows(_sheet(replace(evaluated, evaluations=(changed, *evaluated.evaluations[1:]))))
    assert row["Brukertilfredshet – samlet"]["Merknad"].endswith(" · endring fra 1. jan.–31. aug. 2007")
    assert "endring" not in row["Sykefravær"]["Merknad"]
