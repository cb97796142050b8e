"""Evaluations as a plain table for the terminal, in Norwegian (docs/contract.md 3)."""

from __future__ import annotations

from collections import Counter
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
    names = unit_names(tree, answer)
    rows += [_row(each, names[each.org_unit], tree, answer.as_of, language) for each in answer.evaluations]
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


def unit_names(tree: OrgTree, answer: ScorecardEvaluation) -> dict[str, str]:
    """The units' names, further in the lower they stand, with their codes where two have the same name."""
    codes = dict.fromkeys(each.org_unit for each in answer.evaluations)
    count = Counter(tree.unit(code).name for code in codes)
    top = len(list(tree.path(answer.org_unit)))
    names = {code: name if count[name := tree.unit(code).name] == 1 else f"{name} ({code})" for code in codes}
    return {code: "  " * (len(list(tree.path(code))) - top) + name for code, name in names.items()}


def _row(evaluation: Evaluation, name: str, tree: OrgTree, as_of: AsOf, language: str) -> list[str]:
    row = row_of(evaluation, tree, as_of, language)
    stale = f" ({say('absent.stale', language)})" if evaluation.stale else ""
    return [
        name,
        evaluation.indicator.id,
        target_text(evaluation.target, evaluation.indicator, language),
        row.value,
        row.status_word + stale,
        change_text(row),
        write.span(evaluation.first, evaluation.last, language) if evaluation.first and evaluation.last else "",
    ]
