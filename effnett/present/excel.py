"""The scorecard as a workbook: real numbers and dates, one row per indicator, nothing suppressed in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from effnett.model.evaluation import Evaluation, ScorecardEvaluation, Status
from effnett.model.scorecard import Indicator, in_language
from effnett.present.detail import formula
from effnett.present.views import Row, ScorecardView
from effnett.present.wording import quality_word, say

_TEXT: Final = "@"
_DATE: Final = "yyyy-mm-dd"
_HEAD: Final = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 2}
_STATUS_LOOK: Final[dict[Status, dict[str, Any]]] = {
    Status.MET: {"font_color": "#0B6E4F"},
    Status.NEAR: {"font_color": "#6B4600", "bg_color": "#FFE9B8"},
    Status.MISSED: {"font_color": "#FFFFFF", "bg_color": "#9B1C14"},
}


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its head, its width, and how its cells are written: `text`, `number`, `whole`, `date`."""

    head: str
    width: int
    kind: str = "text"


_COLUMNS: Final = (
    _Column("Fokusområde", 24),
    _Column("Kritisk suksessfaktor", 28),
    _Column("Måleindikator", 32),
    _Column("Enhet", 24),
    _Column("Fra", 12, "date"),
    _Column("Til", 12, "date"),
    _Column("Mål", 14),
    _Column("Målverdi nå", 10, "number"),
    _Column("Øvre målverdi", 10, "number"),
    _Column("Resultat", 12, "number"),
    _Column("Måleenhet", 16),
    _Column("Status", 14),
    _Column("Endring fra i fjor", 12, "number"),
    _Column("Endringen er", 20),
    _Column("n", 8, "whole"),
    _Column("Datakvalitet", 14),
    _Column("Merknad", 40),
    _Column("Metode", 22),
    _Column("Kilde", 22),
    _Column("Definisjon", 44),
    _Column("Merknad om kilden", 44),
)


def scorecard_workbook(evaluated: ScorecardEvaluation, view: ScorecardView, unit_name: str) -> bytes:
    """The workbook of a scorecard's own unit, as the bytes of an .xlsx file."""
    written = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    with xlsxwriter.Workbook(written, options) as book:
        sheet = book.add_worksheet(say("page.scorecard"))
        sheet.freeze_panes(1, 3)
        head = book.add_format(_HEAD)
        for at, column in enumerate(_COLUMNS):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, column.head, head)
        rows = _records(evaluated, view, unit_name)
        for line, (evaluation, record) in enumerate(rows, start=1):
            _write_record(book, sheet, line, evaluation, record)
        sheet.autofilter(0, 0, max(1, len(rows)), len(_COLUMNS) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        _about(book, evaluated, view)
    return written.getvalue()


def _records(evaluated: ScorecardEvaluation, view: ScorecardView, unit: str) -> list[tuple[Evaluation, list[object]]]:
    evaluations = {each.indicator.id: each for each in evaluated.of_unit(evaluated.org_unit)}
    records = []
    for area, row in [(each, row) for each in view.areas for row in each.rows]:
        evaluation = evaluations[row.indicator]
        factor = next(
            in_language(factor.title)
            for focus in evaluated.scorecard.focus_areas
            for factor in focus.success_factors
            if evaluation.indicator in factor.indicators
        )
        records.append((evaluation, [area.title, factor, row.title, unit, *_figures(evaluation, row)]))
    return records


def _figures(evaluation: Evaluation, row: Row) -> list[object]:
    """What is written of one figure; of a suppressed one its status alone."""
    indicator = evaluation.indicator
    hidden = evaluation.status is Status.SUPPRESSED
    target, change = evaluation.target, None if hidden else evaluation.change
    return [
        None if hidden else evaluation.first,
        None if hidden else evaluation.last,
        row.target,
        float(target.low) if target else None,
        float(target.high) if target and target.high is not None else None,
        None if hidden else evaluation.value,
        say(f"unit.{indicator.unit}"),
        row.status_word,
        change.difference if change else None,
        row.change_word if change else "",
        None if hidden else evaluation.respondents,
        "" if hidden else quality_word(evaluation.quality),
        " · ".join([*row.details, *([f"{say('change')} {row.change_from}"] if row.change_from else [])]),
        *_sources(indicator),
    ]


def _sources(indicator: Indicator) -> Sequence[str]:
    return (
        in_language(indicator.method),
        say(f"source.{indicator.measure.source.value}"),
        " – ".join(part for part in (in_language(indicator.description), formula(indicator)) if part),
        in_language(indicator.source_note),
    )


def _write_record(book: Any, sheet: Any, line: int, evaluation: Evaluation, record: Sequence[object]) -> None:
    decimals = evaluation.indicator.decimals
    formats: dict[str, dict[str, Any]] = {
        "text": {"num_format": _TEXT, "text_wrap": True, "valign": "top"},
        "number": {"num_format": "0" + ("." + "0" * decimals if decimals else ""), "valign": "top"},
        "whole": {"num_format": "0", "valign": "top"},
        "date": {"num_format": _DATE, "valign": "top"},
    }
    for at, (column, value) in enumerate(zip(_COLUMNS, record, strict=True)):
        look = dict(formats[column.kind])
        if column.head == "Status":
            look |= _STATUS_LOOK.get(evaluation.status, {})
        _write_cell(sheet, line, at, value, book.add_format(look))


def _write_cell(sheet: Any, line: int, at: int, value: object, look: Any) -> None:
    """A cell by its type; a text is never read as a formula, whatever it begins with."""
    if value is None:
        sheet.write_blank(line, at, None, look)
    elif isinstance(value, date):
        sheet.write_datetime(line, at, value, look)
    elif isinstance(value, int | float):
        sheet.write_number(line, at, value, look)
    else:
        sheet.write_string(line, at, str(value), look)


def _about(book: Any, evaluated: ScorecardEvaluation, view: ScorecardView) -> None:
    """A sheet that says what the figures are of."""
    sheet = book.add_worksheet("Om")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    lines = (
        ("Målekart", view.heading),
        ("Status", view.status_per),
        ("Sammendrag", view.summary),
        ("Definert i", f"{evaluated.scorecard.place.file} ({evaluated.scorecard.version})"),
        ("Versjon av dataene", evaluated.facts_version),
        ("Data", view.loaded),
    )
    for line, (term, text) in enumerate(lines):
        sheet.write_string(line, 0, term, book.add_format({"bold": True}))
        sheet.write_string(line, 1, text)
