"""Evaluations as a plain table for the terminal, in Norwegian (docs/contract.md 3)."""

from __future__ import annotations

from collections.abc import Sequence

from effnett.model.evaluation import Evaluation, ScorecardEvaluation
from effnett.model.organisation import OrgTree
from effnett.model.periods import AsOf
from effnett.model.scorecard import in_language
from effnett.present import formatting as write
from effnett.present.table import change_text
from effnett.present.views import row_of, target_text
from effnett.present.wording import say

_TO_THE_RIGHT = (2, 3, 5)


def as_table(answer: ScorecardEvaluation, tree: OrgTree, language: str = "nb") -> str:
    """One line an evaluation, with the numbers written as on the page."""
    heads = ("unit", "indicator", "target", "result", "status", "change", "period")
    rows = [[say(f"head.{head}", language) for head in heads]]
    rows += [_row(evaluation, tree, answer.as_of, language) for evaluation in answer.evaluations]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    lines = [_line(row, widths) for row in rows]
    title = f"{in_language(answer.scorecard.title, language)} · {write.tertial(answer.as_of, language)}"
    return "\n".join([title, "", lines[0], "-" * max(map(len, lines)), *lines[1:]]) + "\n"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (
        cell.rjust(width) if column in _TO_THE_RIGHT else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(cells).rstrip()


def _row(evaluation: Evaluation, tree: OrgTree, as_of: AsOf, language: str) -> list[str]:
    row = row_of(evaluation, tree, as_of, language)
    stale = f" ({say('absent.stale', language)})" if evaluation.stale else ""
    return [
        tree.unit(evaluation.org_unit).name,
        evaluation.indicator.id,
        target_text(evaluation.target, evaluation.indicator, language),
        row.value,
        row.status_word + stale,
        change_text(row),
        write.span(evaluation.first, evaluation.last, language) if evaluation.first and evaluation.last else "",
    ]
