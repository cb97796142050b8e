"""The signals of a control chart in words (docs/semantics.md 5)."""

from __future__ import annotations

from effnett.model.evaluation import Control, Evaluation, Sign
from effnett.model.periods import first_day, last_day
from effnett.model.scorecard import Direction, Indicator
from effnett.present import formatting as write
from effnett.present.wording import say


def newest_signal(evaluation: Evaluation, language: str = "nb") -> str:
    """The first signal of the newest month, for a row; nothing where there is none."""
    control = evaluation.control
    if control is None or not evaluation.signals:
        return ""
    return signal_text(control.signs[0], control, evaluation.indicator, language)


def signal_text(sign: Sign, control: Control, indicator: Indicator, language: str = "nb") -> str:
    """One signal with its meaning: `7 måneder på rad over eget gjennomsnitt – til det verre`."""
    told = signal_in_short(sign, control, indicator, language)
    return say("spc.against_last_year", language, text=told) if control.seasonal else told


def signal_in_short(sign: Sign, control: Control, indicator: Indicator, language: str = "nb") -> str:
    """The same where it has been said what the months are compared with."""
    side = "up" if sign.upwards else "down"
    month = month_name(control.newest, language)
    told = say(f"spc.{sign.signal.value}.{side}", language, n=_in_a_row(sign, language), month=month)
    good = is_good(sign, indicator)
    return told if good is None else say("spc.for_better" if good else "spc.for_worse", language, text=told)


def _in_a_row(sign: Sign, language: str) -> str:
    return say("spc.in_a_row.gaps" if sign.gaps else "spc.in_a_row", language, n=sign.points)


def is_good(sign: Sign, indicator: Indicator) -> bool | None:
    """Whether a signal is to the good; None where neither high nor low is better."""
    if indicator.direction is Direction.HIGHER:
        return sign.upwards
    return not sign.upwards if indicator.direction is Direction.LOWER else None


def month_name(month: int, language: str = "nb") -> str:
    """`mai 2009`."""
    return write.span(first_day(month), last_day(month), language)
