"""The JSON Schema for editors, and the documentation's own examples."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from define_samples import HEAD, SURVEYS, indicator

from effnett.cli import main
from effnett.define.definitions import read_definitions
from effnett.define.keys import (
    DEFAULTS,
    FOCUS_AREA,
    INDICATOR,
    MEASURE_RECORDS,
    MILESTONE,
    SCORECARD,
    STEERING_YEAR,
    SUCCESS_FACTOR,
)
from effnett.define.located_yaml import plain, read_yaml
from effnett.define.schema import (
    DIALECT,
    access_schema,
    peers_schema,
    scorecard_schema,
    surveys_schema,
    year_schema,
)

RECORDS = (SCORECARD, DEFAULTS, FOCUS_AREA, SUCCESS_FACTOR, INDICATOR, STEERING_YEAR, MILESTONE)
CONTRACT = Path(__file__).parents[2] / "docs" / "contract.md"


OTHER_SCHEMAS = {
    "surveys.yaml": surveys_schema(),
    "peers.yaml": peers_schema(),
    "year.yaml": year_schema(),
    "access.yaml": access_schema(),
}


def value(text: str) -> Any:
    """YAML as JSON has it."""
    node, mistakes = read_yaml(text.encode(), "x.yaml")
    assert node is not None, mistakes
    return plain(node)


def examples() -> dict[str, str]:
    """The definitions of docs/contract.md 1 by file name."""
    blocks = re.findall(r"```yaml\n(# scorecards/(\S+)\n.*?)```", CONTRACT.read_text(encoding="utf-8"), re.DOTALL)
    return {name: text for text, name in blocks}


def is_valid(text: str, schema: dict[str, Any]) -> bool:
    """Whether a definition fits a schema."""
    return bool(jsonschema.Draft202012Validator(schema).is_valid(value(text)))


@pytest.mark.parametrize("schema", [scorecard_schema(), *OTHER_SCHEMAS.values()])
def test_the_schemas_are_schemas(schema: dict[str, Any]) -> None:
    """Each is sound JSON Schema 2020-12."""
    assert schema["$schema"] == DIALECT
    jsonschema.Draft202012Validator.check_schema(schema)


def test_every_key_is_described() -> None:
    """An editor has something to say about every key."""
    records = [*RECORDS, *MEASURE_RECORDS.values()]
    assert all(key.description.endswith(".") for record in records for key in record.keys)


def test_the_examples_of_the_documentation_pass(tmp_path: Path) -> None:
    """The files of docs/contract.md 1 have no mistakes, say what they seem to say, and fit the schemas."""
    for name, text in examples().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    definitions = read_definitions(tmp_path)
    assert not definitions.problems
    assert len(definitions.scorecard("bydel-eksempel").indicators) == 6
    assert definitions.scorecard("hjemmetjenesten").indicators[0].targets[2009].low == 12
    assert len(definitions.peers) == 7
    assert len(definitions.steering_year.milestones) == 5
    for name, text in examples().items():
        jsonschema.validate(value(text), OTHER_SCHEMAS.get(name, scorecard_schema()))


def test_the_documentation_names_every_key() -> None:
    """No key is left out of docs/contract.md 1."""
    text = CONTRACT.read_text(encoding="utf-8")
    records = [*RECORDS, *MEASURE_RECORDS.values()]
    names = {key.name for record in records for key in record.keys}
    assert not {name for name in names if not re.search(rf"`{name}[`:]", text)}


SICK = "measure: { sick_leave: total }\ndirection: lower"
WRONG = {
    "unquoted code": HEAD.replace('"030112"', "1103") + indicator(SICK),
    "unknown key": HEAD + indicator(SICK + "\nwindoww: tertial"),
    "missing key": HEAD.replace("title: Kort\n", "") + indicator(SICK),
    "unknown choice": HEAD + indicator("measure: { sick_leave: totalt }"),
    "missing measure": HEAD + indicator("direction: lower"),
    "two sources": HEAD + indicator("measure: { sick_leave: total, kostra: K }"),
    "low limit": HEAD + indicator(SICK + "\nmin_employees: 2"),
    "decimals": HEAD + indicator(SICK + "\ndecimals: 9"),
    "two limits": HEAD + indicator(SICK + "\ntarget: { at_most: 9, at_least: 3 }"),
    "no limit": HEAD + indicator(SICK + "\ntarget: { note: a }"),
    "limit as text": HEAD + indicator(SICK + "\ntarget: { at_most: '9' }"),
    "no year": HEAD + indicator(SICK + "\ntarget: { 209: { at_most: 9 } }"),
    "own indicators without a base": HEAD + indicator(SICK) + "indicators: []\n",
    "id": HEAD.replace("scorecard: kort", "scorecard: Kort") + indicator(SICK),
}


@pytest.mark.parametrize("text", WRONG.values(), ids=list(WRONG))
def test_wrong_definitions_do_not_fit(text: str) -> None:
    """An editor marks what the check would refuse."""
    assert not is_valid(text, scorecard_schema())


def test_right_definitions_fit() -> None:
    """The tests' own samples fit, whole and inheriting."""
    assert is_valid(HEAD + indicator(SICK + "\ntarget: { 2006-2008: { at_most: 9 } }"), scorecard_schema())
    assert is_valid("scorecard: egen\nextends: kort\nindicators: [{ id: a, near: 1 }]\n", scorecard_schema())
    assert is_valid(SURVEYS, surveys_schema())


def test_the_command_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    """`effnett schema` prints it as JSON."""
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == scorecard_schema()
