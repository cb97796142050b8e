"""A value's formula with the numbers in, in plain text (docs/contract.md 3)."""

from __future__ import annotations

from effnett.evaluate.explain import Explanation
from effnett.model.evaluation import Evaluation
from effnett.present import formatting as write
from effnett.present.detail import formula, source_text, sum_text
from effnett.present.views import target_text
from effnett.present.wording import say


def formula_lines(evaluation: Evaluation, language: str = "nb") -> list[str]:
    """The formula in words and in numbers, the window, the target with the gap, and the status."""
    lines = [formula(evaluation.indicator, language), sum_text(evaluation, language)]
    if evaluation.first and evaluation.last:
        lines.append(f"{say('head.period', language)}: {write.span(evaluation.first, evaluation.last, language)}")
    if evaluation.months:
        lines.append(say("months", language, have=evaluation.months[0], of=evaluation.months[1]))
    if evaluation.target:
        lines.append(
            f"{say('head.target', language)}: {target_text(evaluation.target, evaluation.indicator, language)}"
        )
    if evaluation.absent:
        lines.append(say(f"absent.{evaluation.absent.value}", language))
    lines.append(f"{say('head.status', language)}: {say(f'status.{evaluation.status.value}', language)}")
    return [line for line in lines if line]


def source_lines(explanation: Explanation, language: str = "nb") -> list[str]:
    """The files behind a value, each with its lines."""
    return [f"  {source_text(source, language)}" for source in explanation.sources]
