"""Evaluations as JSON and CSV, for commands (docs/contract.md 3).

Imports nothing heavy: `effnett evaluate` is to cost little more than opening the store.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from effnett.evaluate.values import in_decimal
from effnett.model.evaluation import Evaluation, ScorecardEvaluation


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
    numerator, denominator = in_decimal(evaluation)
    return {
        "indicator": evaluation.indicator.id,
        "org_unit": evaluation.org_unit,
        "window": evaluation.window.value,
        "from": evaluation.first.isoformat() if evaluation.first else None,
        "to": evaluation.last.isoformat() if evaluation.last else None,
        "value": evaluation.value,
        "numerator": numerator,
        "denominator": denominator,
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
        "signal": [signal.value for signal in evaluation.signals] or None,
        "incomplete": evaluation.incomplete,
        "stale": evaluation.stale,
        "uncertain": evaluation.uncertain,
        "few_answers": evaluation.few_answers,
        "low_response": evaluation.low_response,
        "assurance": evaluation.assurance.value if evaluation.assurance else None,
        "pull": evaluation.pull,
        "rate_effect": evaluation.rate_effect,
        "mix_effect": evaluation.mix_effect,
        "forecast_record": [miss._asdict() for miss in evaluation.forecast_record],
        "target_notes": [note.value for note in evaluation.target_notes],
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
    fields["signal"] = " ".join(fields["signal"] or ())
    fields["forecast_record"] = " ".join(f"{miss['year']}:{miss['off_by']}" for miss in fields["forecast_record"])
    fields["target_notes"] = " ".join(fields["target_notes"])
    fields |= {"months_with_rows": months[0], "months_in_window": months[1]}
    fields |= {f"target_{kind}": target.get(kind) for kind in ("at_least", "at_most")}
    low, high = target.get("between", (None, None))
    fields |= {"target_low": low, "target_high": high}
    fields |= {f"change_{name}": change.get(name) for name in ("from", "difference", "verdict")}
    return fields
