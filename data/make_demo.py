"""Writes the demonstration data: `python data/make_demo.py [FOLDER]`.

The same bytes every run. Without a folder the files beside this script are written anew. What is
published and what is made up is told in README.md beside it.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from demo import alna, hole, kostra, municipalities
from demo.flows import ACCOUNTS_COLUMNS, ACTIVITY_COLUMNS, SICK_LEAVE_COLUMNS, accounts, measures, payroll, sick_leave
from demo.people import POPULATION_COLUMNS, population_rows
from demo.regions import GROUPS_COLUMNS, group_rows
from demo.surveys import ANSWERS_COLUMNS, INVITED_COLUMNS, MEANS_COLUMNS, Survey, employee_survey, mean_rows, wave_rows
from demo.units import UNITS_COLUMNS, DemoUnit, unit_rows

Rows = list[list[object]]


def tables() -> dict[str, tuple[str, Rows]]:
    """Every CSV file by name: its heading and its rows."""
    invited, answers, means = survey_rows()
    alna_accounts = list(accounts(alna.RESULT_UNITS, alna.BUDGET, alna.SPENT, alna.ACCOUNTS_QUALITY, "alna-accounts"))
    hole_accounts = list(accounts(hole.SERVICE_UNITS, hole.BUDGET, hole.SPENT, hole.ACCOUNTS_QUALITY, "hole-accounts"))
    alna_sick_leave = sick_leave(alna.RESULT_UNITS, alna.AGREED_DAYS, alna.SICK_LEAVE, "alna-sick-leave")
    hole_sick_leave = sick_leave(hole.SERVICE_UNITS, hole.AGREED_DAYS, hole.SICK_LEAVE, "hole-sick-leave")
    local_measures = measures(alna.PLANNED, alna.CARRIED_OUT, "lokale-satsinger", "alna-measures")
    return {
        "units.csv": (UNITS_COLUMNS, unit_rows((*alna.UNITS, *hole.UNITS, *municipalities.UNITS))),
        "region_groups.csv": (GROUPS_COLUMNS, group_rows()),
        "population.csv": (POPULATION_COLUMNS, population_rows()),
        "sick_leave.csv": (SICK_LEAVE_COLUMNS, [*alna_sick_leave, *hole_sick_leave]),
        "accounts.csv": (ACCOUNTS_COLUMNS, alna_accounts + hole_accounts),
        "activity.csv": (ACTIVITY_COLUMNS, [*local_measures, *payroll(hole_accounts, "hole-lonn")]),
        "survey_invited.csv": (INVITED_COLUMNS, invited),
        "survey_answers.csv": (ANSWERS_COLUMNS, answers),
        "survey_means.csv": (MEANS_COLUMNS, means),
    }


def surveys() -> list[tuple[Survey, Sequence[DemoUnit]]]:
    """The surveys known by counted answers, each with the units it is taken in."""
    users = {unit.code: unit.invited_users for unit in alna.RESULT_UNITS if unit.invited_users}
    voluntary = alna.VOLUNTARY_INVITED
    return [
        (
            employee_survey("medarbeider", alna.RESULT_UNITS, alna.EMPLOYEE_SURVEY, alna.YEAR_UNCERTAIN),
            alna.RESULT_UNITS,
        ),
        (
            Survey(
                "bruker",
                users,
                dict.fromkeys(users, 0.58),
                alna.USER_SURVEY,
                {unit.code: unit.users for unit in alna.RESULT_UNITS},
                not_known={"samlet": 2008},
            ),
            alna.RESULT_UNITS,
        ),
        (
            Survey(
                "frivillige",
                voluntary,
                dict.fromkeys(voluntary, 0.7),
                alna.VOLUNTARY_SURVEY,
                not_known={"samarbeid": 2008},
            ),
            alna.RESULT_UNITS,
        ),
        (hole.climate_survey(), hole.SERVICE_UNITS),
    ]


def survey_rows() -> tuple[Rows, Rows, Rows]:
    """The rows of invited, of counted answers, and of means."""
    invited: Rows = []
    answers: Rows = []
    means: Rows = []
    for survey, units in surveys():
        asked, answered = wave_rows(survey, units)
        invited += asked
        answers += answered
    for question, (years, level, codes) in hole.USER_SURVEYS.items():
        asked, answered = mean_rows(hole.user_survey(codes), years, question, level)
        invited += asked
        means += answered
    asked, answered = municipalities.answer_rows()
    return invited + asked, answers, means + answered


def datasets() -> dict[str, Mapping[str, object]]:
    """Every JSON-stat file by name."""
    return {
        "kostra-nokkeltall-2006-2009.json": kostra.key_figures(),
        "kostra-12362-2006-2009.json": kostra.expenditure(),
        "kostra-introduksjon-2013-2016.json": kostra.introduction(),
        "kostra-barnehager-2015-2024.json": kostra.through_codes(),
    }


def write_csv(path: Path, heading: str, rows: Iterable[Sequence[object]]) -> None:
    """One CSV file, UTF-8, with `,` and LF."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading.split(","))
        writer.writerows(rows)


def write_all(folder: Path) -> None:
    """All files of the demonstration."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (heading, rows) in tables().items():
        write_csv(folder / name, heading, rows)
    for name, data in datasets().items():
        text = json.dumps(data, ensure_ascii=False, indent=1)
        (folder / name).write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_all(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
