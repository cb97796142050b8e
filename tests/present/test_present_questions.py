"""Three questions drawn from the signals: which come first, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from making import alna, evaluation, indicator

from effnett.model.evaluation import Change, Control, Evaluation, Sign, Signal, Status, Verdict
from effnett.model.observation import Absent
from effnett.model.scorecard import Source, Target
from effnett.present.questions import Question, questions

SEVEN = Control(9.0, 7.0, 11.0, (Sign(Signal.SEVEN_ONE_SIDE, True, 7),), 2009 * 12 + 7)


def sick(value: float | None, status: Status, **given: Any) -> Evaluation:
    """Sick leave; lower is better, at most 9,9 %."""
    fields = {name: given.pop(name) for name in ("critical",) if name in given}
    return evaluation(
        indicator("sykefravaer", "Sykefravær", Source.SICK_LEAVE, limit="9.9", **fields), value, status, **given
    )


def staff(value: float | None, status: Status, id: str = "trivsel", **given: Any) -> Evaluation:
    """A survey; higher is better, at least 4,5."""
    return evaluation(indicator(id, id.capitalize()), value, status, **given)


def year_target(one: Evaluation) -> Target | None:
    """The target of the whole year is the one measured against."""
    return one.target


def asked(*evaluations: Evaluation) -> list[Question]:
    """The questions of some evaluations."""
    return questions(evaluations, year_target)


def test_the_question_has_the_figure_in_it() -> None:
    """Value, target and signal in one sentence, and then the question."""
    one = sick(13.2, Status.MISSED, signals=(Signal.SEVEN_ONE_SIDE,), control=SEVEN)
    assert asked(one)[0].text == (
        "Sykefravær er 13,2\u202f% mot mål høyst 9,9\u202f%, og 7 måneder på rad over eget gjennomsnitt – til det "
        "verre. Hva er endret siden i fjor?"
    )


CASES: Sequence[tuple[str, Evaluation, str]] = [
    ("missed", sick(13.2, Status.MISSED), "Hva er den viktigste årsaken"),
    ("missed", sick(13.2, Status.MISSED, change=Change(11.1, 2.1, Verdict.WORSE)), "og var 11,1\u202f% i fjor"),
    ("missed", sick(13.2, Status.MISSED, change=Change(15.0, -1.8, Verdict.BETTER)), "men var 15,0\u202f% i fjor"),
    ("signal", sick(9.5, Status.MET, signals=(Signal.SEVEN_ONE_SIDE,), control=SEVEN), "Hva ligger bak?"),
    ("near", staff(4.4, Status.NEAR), "nær målet minst 4,5"),
    ("near", staff(4.4, Status.NEAR, change=Change(4.6, -0.2, Verdict.WORSE)), "men var 4,6 forrige gang"),
    ("forecast", sick(9.5, Status.MET, forecast=10.4), "prognosen for året er 10,4\u202f% mot mål høyst 9,9\u202f%"),
    ("worse", sick(9.5, Status.MET, change=Change(8.0, 1.5, Verdict.WORSE)), "men var 8,0\u202f% i fjor"),
    ("few", staff(4.6, Status.MET, few_answers=True, respondents=12), "bare 12 har svart"),
    ("few", staff(4.6, Status.MET, low_response=True, respondents=80), "under halvparten har svart"),
    ("no_data", sick(None, Status.NO_DATA, absent=Absent.NOT_KNOWN_YET, line=[9.0, None]), "ikke kjent ennå"),
    ("good", staff(4.9, Status.MET), "andre kan lære av"),
]


@pytest.mark.parametrize(("reason", "one", "words"), CASES)
def test_what_each_signal_asks(reason: str, one: Evaluation, words: str) -> None:
    """Each reason has its own question."""
    (question,) = asked(one)
    assert question.reason == reason
    assert words in question.text


def test_the_most_pressing_come_first() -> None:
    """What is missed before what is near, the farther off the earlier; a critical one before all."""
    found = asked(
        staff(4.4, Status.NEAR, "naer", gap=-0.1),
        staff(4.2, Status.MISSED, "litt", gap=-0.3),
        staff(3.6, Status.MISSED, "mye", gap=-0.9),
        sick(10.0, Status.MISSED, gap=-0.1, critical=True),
    )
    assert [question.indicator for question in found] == ["sykefravaer", "mye", "litt"]


def test_what_goes_well_fills_up() -> None:
    """With fewer worries, others may learn of the rest: what has become better first."""
    found = asked(
        staff(4.6, Status.MET, "a", gap=0.1),
        staff(4.9, Status.MET, "b", gap=0.4),
        staff(4.6, Status.MET, "c", gap=0.1, change=Change(4.2, 0.4, Verdict.BETTER)),
        sick(13.2, Status.MISSED, gap=-3.3),
    )
    assert [(question.indicator, question.reason) for question in found] == [
        ("sykefravaer", "missed"),
        ("c", "good"),
        ("b", "good"),
    ]


def test_nothing_hidden_is_asked_of() -> None:
    """Neither of a hidden figure nor of one there has never been."""
    assert asked(staff(None, Status.SUPPRESSED, absent=Absent.SUPPRESSED, line=[4.0, None])) == []
    assert asked(staff(None, Status.NO_DATA, absent=Absent.MISSING, line=[None, None])) == []


@given(some.lists(some.sampled_from(alna().evaluations), max_size=10, unique_by=lambda one: one.indicator.id))
def test_at_most_three_each_of_another_indicator(some_of_them: list[Evaluation]) -> None:
    """Whatever the figures: none twice, none hidden, and each tells its figure."""
    found = questions(some_of_them, year_target)
    assert len(found) <= 3
    assert len({question.indicator for question in found}) == len(found)
    by_id = {one.indicator.id: one for one in some_of_them}
    assert all(by_id[question.indicator].status is not Status.SUPPRESSED for question in found)
