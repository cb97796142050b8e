"""Waves of surveys: who was invited, who responded, and how many gave each answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

from demo.numbers import ANSWERS, apportion, exact_answers, noise, valid_answers
from demo.units import DemoUnit

ANSWERS_COLUMNS = "survey,period,org_unit,question,answer,respondents,quality"
MEANS_COLUMNS = "survey,period,org_unit,question,mean,sd,respondents"
INVITED_COLUMNS = "survey,period,org_unit,invited,responded"


@dataclass(frozen=True)
class Survey:
    """One survey: whom it invites by unit, the means over all units by question and year, and how units differ.

    `uncertain` are questions whose years are not certain; `not_known` are years whose answer to a question is
    not known yet.
    """

    id: str
    invited: Mapping[str, int]
    response: Mapping[str, float]
    means: Mapping[str, Mapping[int, Fraction]]
    tilt: Mapping[str, float] = field(default_factory=dict)
    uncertain: Sequence[str] = ()
    not_known: Mapping[str, int] = field(default_factory=dict)

    @property
    def years(self) -> list[int]:
        """The years the survey was taken."""
        return sorted({year for means in self.means.values() for year in means})


def employee_survey(
    id: str, units: Sequence[DemoUnit], means: Mapping[str, Mapping[int, Fraction]], uncertain: Sequence[str] = ()
) -> Survey:
    """A survey of every employee."""
    return Survey(
        id,
        {u.code: u.employees for u in units},
        {u.code: u.response for u in units},
        means,
        {u.code: u.mood for u in units},
        uncertain,
    )


def wave_rows(survey: Survey, units: Sequence[DemoUnit]) -> tuple[list[list[object]], list[list[object]]]:
    """The rows of `survey_invited.csv` and of `survey_answers.csv` of all waves of a survey."""
    invited: list[list[object]] = []
    answers: list[list[object]] = []
    rng = Random(survey.id)
    for year in survey.years:
        there = [u.code for u in units if u.code in survey.invited and u.exists_all(year)]
        responded = {u: int(survey.invited[u] * survey.response[u] * noise(rng, 0.04)) for u in there}
        invited += [[survey.id, year, u, survey.invited[u], responded[u]] for u in there]
        for question, means in survey.means.items():
            if year in means:
                answers += _question_rows(rng, survey, year, question, responded)
    return invited, answers + list(_not_known_rows(survey, units))


def _question_rows(
    rng: Random, survey: Survey, year: int, question: str, responded: Mapping[str, int]
) -> Iterator[list[object]]:
    mean = survey.means[question][year]
    quality = "year_uncertain" if question in survey.uncertain else "final"
    valid = valid_answers(rng, responded, mean)
    counts = exact_answers(rng, valid, survey.tilt, mean)
    for unit, row in counts.items():
        start = [survey.id, year, unit, question]
        yield from ([*start, answer, n, quality] for answer, n in zip(ANSWERS, row, strict=True) if n)
        if unsure := responded[unit] - valid[unit]:
            yield [*start, "", unsure, quality]


def _not_known_rows(survey: Survey, units: Sequence[DemoUnit]) -> Iterator[list[object]]:
    """A question mark for every unit whose answers are not known yet."""
    for question, year in survey.not_known.items():
        for unit in units:
            if unit.code in survey.invited and unit.exists_all(year):
                yield [survey.id, year, unit.code, question, "", "?", "final"]


def mean_rows(
    survey: Survey, years: Sequence[int], question: str, level: float
) -> tuple[list[list[object]], list[list[object]]]:
    """Rows of `survey_invited.csv` and `survey_means.csv`, of a survey known by mean and standard deviation alone."""
    rng = Random(f"{survey.id}-{question}")
    invited: list[list[object]] = []
    means: list[list[object]] = []
    for year in years:
        for unit, n in survey.invited.items():
            responded = apportion(n, [survey.response[unit] * noise(rng, 0.08), 1 - survey.response[unit]])[0]
            mean = level + survey.tilt.get(unit, 0) + 0.2 * (noise(rng, 1) - 1)
            sd = 1.05 * noise(rng, 0.15)
            invited.append([survey.id, year, unit, n, responded])
            means.append([survey.id, year, unit, question, f"{mean:.2f}", f"{sd:.2f}", responded])
    return invited, means
