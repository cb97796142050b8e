"""What the tests of reading share: a small register, files written from text, and the shared real files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from places import skip_loudly

from effnett.errors import InputError
from effnett.load.reading import read_batch
from effnett.load.register import Register
from effnett.model.batch import Batch, Kind
from effnett.model.organisation import OrgTree, OrgUnit
from effnett.model.scorecard import Question, Survey

_PLACES = [folder / "shared" / "data" / "real" for folder in Path(__file__).resolve().parents[3:]]
REAL = next((place for place in _PLACES if place.is_dir()), _PLACES[0])

TREE = OrgTree.of(
    [
        OrgUnit("B", "Bydel", "bydel", employees=80),
        OrgUnit("A1", "Enhet 1", "resultatenhet", "B", employees=40),
        OrgUnit("A2", "Enhet 2", "resultatenhet", "B"),
        OrgUnit("X1", "Nedlagt", "resultatenhet", "B", date(2004, 1, 1), date(2009, 4, 30), "A1", employees=20),
    ]
)
SURVEYS = {"bruker": Survey("bruker", {"nb": "Brukere"}, (1.0, 6.0), (Question("samlet", {"nb": "Samlet"}),))}
REGISTER = Register(TREE, {"EAK": "Landet"}, SURVEYS)

HEADERS = {
    Kind.UNITS: "org_unit,name,kind,parent,valid_from,valid_to,successor,kostra_code,employees",
    Kind.SICK_LEAVE: "org_unit,month,agreed_days,self_certified_days,doctor_certified_days,employees",
    Kind.ACCOUNTS: "org_unit,month,function,account,budget,actual",
    Kind.POPULATION: "region,year,sex,age,persons",
    Kind.SURVEY_ANSWERS: "survey,period,org_unit,question,answer,respondents",
    Kind.SURVEY_MEANS: "survey,period,org_unit,question,mean,sd,respondents",
    Kind.SURVEY_INVITED: "survey,period,org_unit,invited,responded",
    Kind.ACTIVITY: "measure,period,org_unit,numerator,denominator",
    Kind.REGION_CODES: "old_code,new_code,from_date,weight",
    Kind.REGION_GROUPS: "group,org_unit,from_year,to_year",
}


def read(
    folder: Path, kind: Kind, content: str | bytes, name: str = "fil.csv", register: Register = REGISTER, **asked: str
) -> Batch:
    """Write a file and read it."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return read_batch(path, kind, register, **asked)


def read_rows(folder: Path, kind: Kind, *rows: str, header: str | None = None, register: Register = REGISTER) -> Batch:
    """Read rows under the kind's own header."""
    return read(folder, kind, "\n".join([header or HEADERS[kind], *rows]) + "\n", register=register)


def refused(folder: Path, kind: Kind, content: str | bytes, name: str = "fil.csv", **asked: Any) -> str:
    """What is said of a file that is refused."""
    with pytest.raises(InputError) as caught:
        read(folder, kind, content, name, **asked)
    return str(caught.value)


def real(name: str) -> Path:
    """One of the shared real files; the test is skipped, and says so, where they are not there."""
    path = REAL / name
    if not path.exists():
        skip_loudly(f"shared data missing: {path}")
    return path
