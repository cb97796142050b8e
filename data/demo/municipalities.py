"""Municipalities that take part in Alna's user survey, so that units stand beside them. All answers are made up."""

from __future__ import annotations

from random import Random

from demo.numbers import noise
from demo.regions import HOLE_AND_NEIGHBOURS, LAST_YEAR, SOR_6
from demo.units import DemoUnit

SURVEY = "bruker"
LEVELS = {"samlet": {2006: 4.75, 2007: 4.72}, "respekt": {2006: 4.5, 2007: 4.52}}
"""The level of each question by year."""
APART = 0.14
"""How far municipalities lie from it at most: units of one district differ more."""


def _names() -> dict[str, str]:
    around = {code: label.partition(" (")[0] for code, label in HOLE_AND_NEIGHBOURS.items() if code != "0612"}
    return around | SOR_6


UNITS = tuple(
    DemoUnit(code, name, "", 0, 0, {}, kind="kommune", last=(LAST_YEAR.get(code, 2019), 12))
    for code, name in _names().items()
)
"""Without a number of employees: nobody has said it."""


def answer_rows() -> tuple[list[list[object]], list[list[object]]]:
    """The rows of `survey_invited.csv` and of `survey_means.csv`: everybody answers both questions."""
    invited: list[list[object]] = []
    means: list[list[object]] = []
    rng = Random("municipalities")
    for unit in UNITS:
        usual = {question: APART * (noise(rng, 1) - 1) for question in LEVELS}
        asked = round(900 * noise(rng, 0.5))
        for year in (2006, 2007):
            responded = round(asked * 0.55 * noise(rng, 0.1))
            invited.append([SURVEY, year, unit.code, asked, responded])
            for question, levels in LEVELS.items():
                mean = levels[year] + usual[question] + 0.03 * (noise(rng, 1) - 1)
                means.append([SURVEY, year, unit.code, question, f"{mean:.2f}", f"{noise(rng, 0.1):.2f}", responded])
    return invited, means
