"""Evaluations as JSON, CSV and a plain table, for commands (docs/contract.md 3).

Imports nothing heavy: `effnett evaluate` is to cost little more than opening the store.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from effnett.model.evaluation import Evaluation, ScorecardEvaluation
from effnett.model.scorecard import in_language


def as_json(answer: ScorecardEvaluation) -> str:
    """One JSON object; numbers unrounded, a missing value null with its reason."""
    return json.dumps(
        {
            "scorecard": answer.scorecard.id,
            "as_of": answer.as_of.key,
            "org_unit": answer.org_unit,
            "evaluations": [evaluation_fields(evaluation) for evaluation in answer.evaluations],
        },
        ensure_ascii=False,
        indent=1,
    )


def evaluation_fields(evaluation: Evaluation) -> dict[str, Any]:
    """The fields of one evaluation, named as others rely on."""
    change = evaluation.change
    return {
        "indicator": evaluation.indicator.id,
        "org_unit": evaluation.org_unit,
        "window": evaluation.window.value,
        "from": evaluation.first.isoformat() if evaluation.first else None,
        "to": evaluation.last.isoformat() if evaluation.last else None,
        "value": evaluation.value,
        "numerator": evaluation.numerator,
        "denominator": evaluation.denominator,
        "respondents": evaluation.respondents,
        "low": evaluation.low,
        "high": evaluation.high,
        "months": list(evaluation.months) if evaluation.months else None,
        "quality": evaluation.quality.word if evaluation.quality is not None else None,
        "absent": evaluation.absent.value if evaluation.absent else None,
        "target": evaluation.target.limits if evaluation.target else None,
        "gap": evaluation.gap,
        "status": evaluation.status.value,
        "change": None
        if change is None
        else {
            "from": change.before,
            "difference": change.difference,
            "verdict": change.verdict.value if change.verdict else None,
        },
        "required_rest": evaluation.required_rest,
        "forecast": evaluation.forecast,
        "incomplete": evaluation.incomplete,
        "stale": evaluation.stale,
        "uncertain": evaluation.uncertain,
        "few_answers": evaluation.few_answers,
        "low_response": evaluation.low_response,
    }


def as_csv(answer: ScorecardEvaluation) -> str:
    """One line an evaluation; `.` decimals, ISO dates, an empty cell with its reason in `absent`."""
    rows = [_flat(evaluation_fields(evaluation)) for evaluation in answer.evaluations]
    return written(rows[0] if rows else [], (row.values() for row in rows))


def written(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Rows as CSV. Texts that a spreadsheet would run as a formula are written as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _flat(fields: dict[str, Any]) -> dict[str, Any]:
    change = fields.pop("change") or {}
    target = fields.pop("target") or {}
    months = fields.pop("months") or (None, None)
    fields |= {"months_with_rows": months[0], "months_in_window": months[1]}
    fields |= {f"target_{kind}": target.get(kind) for kind in ("at_least", "at_most")}
    low, high = target.get("between", (None, None))
    fields |= {"target_low": low, "target_high": high}
    fields |= {f"change_{name}": change.get(name) for name in ("from", "difference", "verdict")}
    return fields


_STATUS = {
    "met": "nådd",
    "near": "nær målet",
    "missed": "ikke nådd",
    "no_target": "uten mål",
    "no_data": "ingen data",
    "suppressed": "skjermet",
}
_TARGET = {"at_least": "≥ {0}", "at_most": "≤ {0}", "between": "{0}–{1}"}


def as_table(answer: ScorecardEvaluation) -> str:
    """A table for the terminal, in Norwegian."""
    header = ("Enhet", "Indikator", "Mål", "Resultat", "Status", "Endring", "Periode")
    rows = [header, *(_table_row(evaluation) for evaluation in answer.evaluations)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(header))]
    title = f"{in_language(answer.scorecard.title)} per {answer.as_of.key}"
    lines = [_line(row, widths) for row in rows]
    return "\n".join([title, "", lines[0], "-" * len(lines[0]), *lines[1:]]) + "\n"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    right = {2, 3, 5}
    cells = (
        cell.rjust(width) if i in right else cell.ljust(width)
        for i, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(cells).rstrip()


def _table_row(evaluation: Evaluation) -> tuple[str, ...]:
    target = evaluation.target
    limits = "" if target is None else _TARGET[target.kind.value].format(*(_number(v) for v in target.numbers))
    change = evaluation.change
    return (
        evaluation.org_unit,
        evaluation.indicator.id,
        limits,
        "–" if evaluation.value is None else _number(evaluation.value, evaluation.indicator.decimals),
        _STATUS[evaluation.status.value] + (" (foreldet)" if evaluation.stale else ""),
        ""
        if change is None
        else f"{'+' if change.difference > 0 else ''}{_number(change.difference, evaluation.indicator.decimals)}",
        f"{evaluation.first}–{evaluation.last}" if evaluation.first else "",
    )


def _number(number: float, decimals: int | None = None) -> str:
    text = f"{number:.15g}" if decimals is None else f"{number:.{decimals}f}"
    return text.replace(".", ",").replace("-", "−")
