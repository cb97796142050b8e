"""Three questions for the talk about a unit's tertial, drawn from what its figures signal.

What is asked of is what matters most: a target that is missed before one that is near, a turn for the worse before
a single bad figure, what is uncertain last. Nothing hidden is asked of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from effnett.model.evaluation import Evaluation, Status, Verdict
from effnett.model.observation import Absent
from effnett.model.periods import Window
from effnett.model.scorecard import Target, TargetKind, in_language
from effnett.present import formatting as write
from effnett.present.signals import is_good, newest_signal
from effnett.present.views import limits_of, quantity, value_text
from effnett.present.wording import absent_word, say

MOST: Final = 3

Aim = Callable[[Evaluation], Target | None]
"""An indicator's target for the whole year."""


class Question(NamedTuple):
    """A question of one indicator; `reason` is what it was drawn from."""

    indicator: str
    reason: str
    text: str


def questions(evaluations: Sequence[Evaluation], aim: Aim, language: str = "nb", most: int = MOST) -> list[Question]:
    """At most three questions, each of another indicator, the most pressing first.

    Where there is less to worry about, the rest ask what others may learn of what goes well.
    """
    pressing = sorted(
        ((rank, at, reason) for at, one in enumerate(evaluations) for rank, reason in [_reason(one, aim)] if reason),
        key=lambda found: (found[0], _distance(evaluations[found[1]]), found[1]),
    )
    asked = [_question(evaluations[at], reason, aim, language) for _, at, reason in pressing[:most]]
    good = sorted(
        (
            one
            for one in evaluations
            if one.status is Status.MET and one.indicator.id not in {q.indicator for q in asked}
        ),
        key=lambda one: (one.change is None or one.change.verdict is not Verdict.BETTER, -_distance(one)),
    )
    return [*asked, *(_question(one, "good", aim, language) for one in good[: most - len(asked)])]


def _distance(one: Evaluation) -> float:
    """How far a figure is from its target, in proportion to it: the farther on the bad side the lower."""
    if one.gap is None or one.target is None:
        return 0.0
    return one.gap / (abs(float(one.target.low)) or 1.0)


def _reason(one: Evaluation, aim: Aim) -> tuple[int, str]:
    """What an indicator gives reason to ask about, and how pressing it is; no reason is ''."""
    if one.status is Status.SUPPRESSED:
        return 9, ""
    if one.value is None or one.status is Status.NO_DATA:
        return 8, "no_data" if _had_figures(one) else ""
    worse = bool(one.control and one.signals and is_good(one.control.signs[0], one.indicator) is False)
    found = (
        (one.status is Status.MISSED and worse, "missed.signal"),
        (one.status is Status.MISSED, "missed"),
        (worse, "signal"),
        (one.status is Status.NEAR, "near"),
        (misses(one, aim(one)), "forecast"),
        (one.change is not None and one.change.verdict is Verdict.WORSE, "worse"),
        (one.few_answers or one.low_response, "few"),
    )
    rank, reason = next(((at, reason) for at, (holds, reason) in enumerate(found, 1) if holds), (9, ""))
    return (0 if rank < 3 and one.indicator.critical else rank), reason


def _had_figures(one: Evaluation) -> bool:
    return one.absent is Absent.STALE or any(point.value is not None for point in one.points)


def misses(one: Evaluation, target: Target | None) -> bool:
    """Whether the year is forecast to miss its target."""
    if one.forecast is None or target is None:
        return False
    low, high = target.numbers
    too_low = target.kind is not TargetKind.AT_MOST and one.forecast < low
    too_high = target.kind is not TargetKind.AT_LEAST and one.forecast > high
    return too_low or too_high


def target_words(target: Target | None, one: Evaluation, language: str = "nb") -> str:
    """`høyst 9,9 %`, `minst 4,5`, `40–60 %`."""
    if target is None:
        return say("target.none", language)
    low, *high = [write.limit(limit, one.indicator.decimals, language) for limit in limits_of(target)]
    if high:
        return quantity(say("target.between", language, low=low, high=high[0]), one.indicator)
    return say(f"target.{target.kind.value}", language, target=quantity(low, one.indicator))


def _question(one: Evaluation, reason: str, aim: Aim, language: str) -> Question:
    """The question in words, with the figure in it."""
    values = {
        "title": in_language(one.indicator.title, language),
        "value": value_text(one, language),
        "target": target_words(one.target, one, language),
    }
    key = f"ask.{reason}"
    if reason in ("missed.signal", "signal"):
        values["signal"] = newest_signal(one, language)
    elif reason == "forecast" and one.forecast is not None:
        values["forecast"] = quantity(write.number(one.forecast, one.indicator.decimals, language), one.indicator)
        values["target"] = target_words(aim(one), one, language)
    elif reason == "few":
        values["n"] = write.number(one.respondents or 0, 0, language)
        key = "ask.few" if one.few_answers else "ask.low_response"
    elif reason == "no_data":
        values["why"] = absent_word(one.absent or Absent.MISSING, language)
    elif one.change is not None and reason in ("missed", "near", "worse"):
        values["before"] = _before(one, language)
        turn = {Verdict.WORSE: ".worse", Verdict.BETTER: ".better"}.get(one.change.verdict or Verdict.UNCHANGED, "")
        key = key if reason == "worse" else key + turn
    if one.target is None and f"{key}.no_target" in _WITHOUT:
        key += ".no_target"
    return Question(one.indicator.id, reason, say(key, language, **values))


_WITHOUT: Final = ("ask.signal.no_target", "ask.worse.no_target")


def _before(one: Evaluation, language: str) -> str:
    """`11,1 % i fjor`; of what is asked now and then: `4,6 forrige gang`."""
    assert one.change is not None
    number = quantity(write.number(one.change.before, one.indicator.decimals, language), one.indicator)
    return say("ask.before.latest" if one.window is Window.LATEST else "ask.before", language, value=number)
