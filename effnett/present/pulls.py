"""What pulls, what a change is made of, how far off the forecast was, and what is said of a target: in words and bars.

Suppressed units are named last, in the register's order, without a bar, and no remainder is told beside them.
"""

from __future__ import annotations

import math
from collections.abc import Container, Sequence
from html import escape
from typing import Final

from effnett.evaluate.pull import families
from effnett.evaluate.spread import Spread
from effnett.model.evaluation import Evaluation, Status
from effnett.model.organisation import OrgTree
from effnett.model.periods import AsOf
from effnett.model.scorecard import Direction, Indicator
from effnett.present import formatting as write
from effnett.present.help import help_about
from effnett.present.plain import listed
from effnett.present.views import quantity
from effnett.present.wording import say

WIDTH: Final = 240
_HEADS: Final = ("unit", "pull", "bar", "rate", "mix")
_NUMERIC: Final = ("pull", "rate", "mix")
_LEFT_OVER: Final = 1e-9


def pulls_html(
    evaluations: Sequence[Evaluation],
    tree: OrgTree,
    as_of: AsOf,
    language: str = "nb",
    only: Container[str] | None = None,
) -> str:
    """What pulls an indicator's value up and down; the first evaluation is the parent's. Nothing where none is told.

    `only` are the units that are told of, where not all: then no remainder is told either.
    """
    parent, every = evaluations[0], children_of(evaluations, tree, as_of)
    below = every if only is None else [each for each in every if each.org_unit in only]
    pulling = sorted((each for each in below if each.pull is not None), key=lambda each: -(each.pull or 0.0))
    if not pulling:
        return ""
    gone = [each for each in below if each.pull is None and each.mix_effect is not None]
    hidden = [each for each in below if each.status is Status.SUPPRESSED]
    partly = bool(hidden) or len(below) < len(every)
    most = max(abs(each.pull or 0.0) for each in pulling)
    body = "".join(_row(each, tree, most, language) for each in [*pulling, *gone])
    body += "".join(_hidden_row(tree.unit(each.org_unit).name, language) for each in hidden)
    heads = "".join(
        f'<th scope="col" class="{"num" if key in _NUMERIC else ""}">{escape(say(f"pull.head.{key}", language))}</th>'
        for key in _HEADS
    )
    return (
        f"<h3>{escape(say('pull.title', language))}<br>"
        f'<span class="m">{escape(say("pull.how", language))} {help_about("hva-trekker")}</span></h3>'
        f'<div class="ef-wide" tabindex="0"><table class="ef-units ef-pulls"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}{_sums(parent, [*pulling, *gone], partly, language)}</tbody></table></div>"
    )


def children_of(evaluations: Sequence[Evaluation], tree: OrgTree, as_of: AsOf) -> list[Evaluation]:
    """The units that are summed directly into the first, in the register's order."""
    family = families(tree, [each.org_unit for each in evaluations], as_of.day).get(0)
    return [evaluations[place] for place in family.children] if family else []


def _row(evaluation: Evaluation, tree: OrgTree, most: float, language: str) -> str:
    return _cells(
        escape(tree.unit(evaluation.org_unit).name),
        _pull_html(evaluation, language),
        pull_bar(evaluation, most, language),
        _number(evaluation.rate_effect, evaluation.indicator, language),
        _number(evaluation.mix_effect, evaluation.indicator, language),
    )


def _pull_html(evaluation: Evaluation, language: str) -> str:
    """The number, and below it in words which way it pulls, and whether to the good."""
    if evaluation.pull is None:
        return "–"
    word = " ".join(part for part in (pull_word(evaluation, language), good_word(evaluation, language)) if part)
    number = _number(evaluation.pull, evaluation.indicator, language)
    return f'<b>{number}</b><br><span class="m">{escape(word)}</span>'


def _hidden_row(name: str, language: str) -> str:
    return _cells(escape(name), escape(say("suppressed", language)), "", "", "")


def _cells(name: str, pull: str, bar: str, rate: str, mix: str, head: str = "") -> str:
    return (
        f'<tr{head}><th scope="row">{name}</th><td class="num">{pull}</td><td>{bar}</td>'
        f'<td class="num">{rate}</td><td class="num">{mix}</td></tr>'
    )


def _sums(parent: Evaluation, told: Sequence[Evaluation], hidden: bool, language: str) -> str:
    """The line that adds up to the parent's change, and before it what units that are no more have left behind."""
    if parent.change is None or all(each.rate_effect is None for each in told):
        return ""
    change = _number(parent.change.difference, parent.indicator, language)
    if hidden:
        return _cells(escape(say("pull.whole", language)), f"<b>{change}</b>", "", "", "", ' class="sum"')
    rate = math.fsum(each.rate_effect or 0.0 for each in told)
    mix = math.fsum(each.mix_effect or 0.0 for each in told)
    left = parent.change.difference - rate - mix
    rows = ""
    if abs(left) > _LEFT_OVER * (1 + abs(parent.change.difference)):
        rows = _cells(escape(say("pull.gone", language)), "–", "", "–", _number(left, parent.indicator, language))
        mix += left
    whole = f"{escape(say('pull.change', language))} <b>{change}</b>"
    by_rate, by_mix = (f"<b>{_number(each, parent.indicator, language)}</b>" for each in (rate, mix))
    return rows + _cells(escape(say("pull.sum", language)), "", whole, by_rate, by_mix, ' class="sum"')


def pull_bar(evaluation: Evaluation, most: float, language: str = "nb") -> str:
    """A bar from the middle: to the right for what pulls up, to the left for what pulls down."""
    if evaluation.pull is None or not most:
        return ""
    middle = WIDTH // 2
    end = round(middle + evaluation.pull / most * (middle - 4), 1)
    left, right = sorted((float(middle), end))
    good = is_good(evaluation)
    look = "no_target" if good is None else "met" if good else "missed"
    text = f"{pull_word(evaluation, language)} {_number(evaluation.pull, evaluation.indicator, language)}"
    return (
        f'<svg class="pull" width="{WIDTH}" height="26" viewBox="0 0 {WIDTH} 26" role="img" '
        f'aria-label="{escape(text, quote=True)}"><path class="whole" d="M0 7H{WIDTH}V19H0Z"/>'
        f'<path class="{look}" d="M{left} 9H{right}V17H{left}Z"/><path class="mark" d="M{middle} 3V23"/></svg>'
    )


def pull_word(evaluation: Evaluation, language: str = "nb") -> str:
    """`trekker opp`, `trekker ned` or `som helheten`, by what is written."""
    shown = round(evaluation.pull or 0.0, _decimals(evaluation.indicator))
    return say("pull.up" if shown > 0 else "pull.down" if shown < 0 else "pull.even", language)


def good_word(evaluation: Evaluation, language: str = "nb") -> str:
    """`til det bedre`, `til det verre`; nothing where neither way is better."""
    if round(evaluation.pull or 0.0, _decimals(evaluation.indicator)) == 0:
        return ""
    good = is_good(evaluation)
    return "" if good is None else say("pull.better" if good else "pull.worse", language)


def is_good(evaluation: Evaluation) -> bool | None:
    """Whether a unit pulls the good way; None where neither way is better."""
    direction = evaluation.indicator.direction
    if direction not in (Direction.HIGHER, Direction.LOWER) or not evaluation.pull:
        return None
    return (evaluation.pull > 0) == (direction is Direction.HIGHER)


def _decimals(indicator: Indicator) -> int:
    return max(indicator.decimals, 2)


def _number(value: float | None, indicator: Indicator, language: str) -> str:
    if value is None:
        return "–"
    return escape(_difference(value, indicator, language))


def _difference(value: float, indicator: Indicator, language: str) -> str:
    text = write.number(value, _decimals(indicator), language, sign=True)
    return say("points", language, text=text) if indicator.unit == "percent" else quantity(text, indicator)


def spread_html(found: Spread | None, indicator: Indicator, language: str = "nb") -> str:
    """Whether the units differ more than municipalities, with both spreads; nothing where it is not known."""
    if found is None:
        return ""
    decimals = _decimals(indicator)
    ours, theirs = round(found.units, decimals), round(found.municipalities, decimals)
    which = "more" if ours > theirs else "less" if ours < theirs else "same"
    told = say(
        f"spread.{which}",
        language,
        units=write.number(ours, decimals, language),
        municipalities=write.number(theirs, decimals, language),
        n=found.of_units,
        m=found.of_municipalities,
    )
    how = escape(say("spread.how", language))
    return f'<h3>{escape(say("spread.title", language))}</h3><p>{escape(told)}<br><span class="m">{how}</span></p>'


def record_text(evaluation: Evaluation, language: str = "nb") -> str:
    """`Prognosen på samme tid i 2007 og 2008 bommet med −0,2 og +0,4 prosentpoeng.`; nothing without a record."""
    record, indicator = evaluation.forecast_record, evaluation.indicator
    if not record:
        return ""
    misses = [write.difference(miss.off_by, indicator.decimals, language) for miss in record]
    told = listed(misses, language)
    told = say("percentage_points", language, text=told) if indicator.unit == "percent" else quantity(told, indicator)
    return say("record.told", language, years=listed([str(miss.year) for miss in record], language), misses=told)


def notes_of(evaluation: Evaluation, language: str = "nb") -> list[str]:
    """What is said of the target, one sentence each."""
    return [say(f"note.{note.value}", language) for note in evaluation.target_notes]


def beside_html(evaluation: Evaluation, language: str = "nb") -> str:
    """The forecast's record and the notes on the target, under the outlook."""
    record = record_text(evaluation, language)
    notes = "".join(f"<li>{escape(note)}</li>" for note in notes_of(evaluation, language))
    told = f"<p>{escape(record)}</p>" if record else ""
    title = f"<p><b>{escape(say('note.title', language))}</b> {help_about('hvor-lander-aret')}</p>"
    return told + (f"{title}<ul>{notes}</ul>" if notes else "")
