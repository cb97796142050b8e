"""The shipped scorecards: what FACTS says of them, quoted codes, and nothing measured that is not in the data."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from effnett.define.definitions import read_definitions

PROJECT = Path(__file__).resolve().parents[2]
DATA = PROJECT / "data"
SCORECARDS = PROJECT / "scorecards"
CODE_KEYS = ("org_unit", "org_units", "table", "functions", "kostra_group", "county")
ALNA = {
    "Brukere og tjenester": {
        "Tjenester med rett kvalitet": ["Brukertilfredshet – samlet"],
        "Kontakt med bruker": ["Brukertilfredshet – respekt"],
    },
    "Ansatte og arbeidsmiljø": {
        "Attraktiv arbeidsplass": ["Medarbeidertilfredshet – samlet", "Sykefravær"],
        "Myndige medarbeidere": ["Vurdering av egen kompetanse", "Ansvar og myndighet i praksis"],
    },
    "Organisasjon og styring": {
        "Økonomi i balanse": ["Økonomisk resultat"],
        "God ledelse": ["Tilfredshet med ledere"],
    },
    "Frivillighet og lokalsamfunnsutvikling": {
        "Samarbeid med frivillige lag og organisasjoner": ["Samarbeid med frivillige organisasjoner"],
        "Aktive lokalsamfunn": ["Gjennomføring av planlagte lokale satsinger"],
    },
}


def read(name: str) -> Any:
    """One shipped file, as plain YAML."""
    return yaml.safe_load((SCORECARDS / name).read_text(encoding="utf-8"))


def indicators(scorecard: Any) -> list[Any]:
    """All indicators of a scorecard."""
    return [
        indicator
        for area in scorecard["focus_areas"]
        for factor in area["success_factors"]
        for indicator in factor["indicators"]
    ]


def column(name: str, *columns: str) -> set[tuple[str, ...]]:
    """The different values in some columns of a CSV file."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return {tuple(row[column] for column in columns) for row in csv.DictReader(file)}


def test_alna_has_its_ten_indicators_in_their_places() -> None:
    """Focus areas, critical success factors and indicators are as published."""
    found = {
        area["title"]: {
            factor["title"]: [indicator["title"] for indicator in factor["indicators"]]
            for factor in area["success_factors"]
        }
        for area in read("bydel-alna.yaml")["focus_areas"]
    }
    assert found == ALNA


def test_every_indicator_of_alna_has_a_target_for_2009() -> None:
    """4.5 for surveys, 9.9 % at most with its note, 100 % and 90 %."""
    targets = {}
    for indicator in indicators(read("bydel-alna.yaml")):
        target = indicator["target"]
        targets[indicator["id"]] = target.get(2009, target)
        if "survey" in indicator["measure"]:
            assert targets.pop(indicator["id"]) == {"at_least": 4.5}
    assert targets["sykefravaer"]["at_most"] == 9.9
    assert ">9.9 %" in targets["sykefravaer"]["note"]
    assert targets["okonomisk-resultat"] == {"at_most": 100}
    assert targets["lokale-satsinger"] == {"at_least": 90, "path": "linear"}


def test_hole_has_four_parts_and_neutral_spending() -> None:
    """The "målstyringsark"; more spending is neither better nor worse."""
    hole = read("hole.yaml")
    assert [area["title"].split(" – ")[0] for area in hole["focus_areas"]] == [
        "Rammebetingelser",
        "Produksjon og effektivitet",
        "Medarbeidere",
        "Brukere",
    ]
    spending = [i for i in indicators(hole) if "netto-driftsutgifter" in i["id"]]
    assert len(spending) == 8
    assert {i["direction"] for i in spending} == {"neutral"}


@pytest.mark.parametrize("name", ["bydel-alna.yaml", "hole.yaml", "tjenester-alna.yaml"])
def test_everything_measured_is_in_the_data(name: str) -> None:
    """A shipped indicator without data would be an empty row for ever."""
    questions = column("survey_answers.csv", "survey", "question") | column("survey_means.csv", "survey", "question")
    functions = {function for (function,) in column("accounts.csv", "function")}
    series = _kostra_series()
    for indicator in indicators(read(name)):
        measure = indicator["measure"]
        if "survey" in measure:
            assert (measure["survey"], measure["question"]) in questions
        elif "activity" in measure:
            assert (measure["activity"],) in column("activity.csv", "measure")
        elif "accounts" in measure:
            assert {*measure["functions"]} <= functions | {"*"}
        elif "kostra" in measure:
            assert (measure["kostra"], *measure.get("filters", {}).values()) in series


def _kostra_series() -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for path in DATA.glob("kostra-*.json"):
        dimensions = json.loads(path.read_text(encoding="utf-8"))["dimension"]
        contents = dimensions["ContentsCode"]["category"]["index"]
        functions = dimensions.get("KOKfunksjon0000", {"category": {"index": {}}})["category"]["index"]
        found |= {(code, function) for code in contents for function in functions} or {(code,) for code in contents}
    return found


@pytest.mark.parametrize("path", sorted(SCORECARDS.glob("*.yaml")), ids=lambda path: path.stem)
def test_codes_are_quoted(path: Path) -> None:
    """0301 without quotes is the number 193 to YAML."""
    unquoted = []

    def walk(value: Any, key: str) -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                walk(inner, str(name))
        elif isinstance(value, list):
            for inner in value:
                walk(inner, key)
        elif key in CODE_KEYS and not isinstance(value, str) and value is not True:
            unquoted.append((key, value))

    walk(yaml.safe_load(path.read_text(encoding="utf-8")), "")
    assert unquoted == []


def test_peers_are_known_regions() -> None:
    """Both networks, Oslo's districts and Hole's neighbours, each with figures to compare."""
    peers = {peer["id"]: peer.get("org_units") for peer in read("peers.yaml")["peers"]}
    regions = {
        code
        for path in DATA.glob("kostra-*.json")
        for code in json.loads(path.read_text(encoding="utf-8"))["dimension"]["KOKkommuneregion0000"]["category"][
            "index"
        ]
    }
    assert {id: len(units) for id, units in peers.items() if units} == {
        "oslo-bydeler": 15,
        "sor-6": 8,
        "introduksjonsnettverket": 11,
        "hole-naboer": 3,
    }
    assert {code for units in peers.values() for code in units or []} <= regions


def test_nothing_is_wrong_with_the_shipped_definitions() -> None:
    """They are read without an error or a warning."""
    definitions = read_definitions(SCORECARDS)
    assert dict(definitions.problems) == {}
    assert {id: len(scorecard.indicators) for id, scorecard in definitions.scorecards.items()} == {
        "bydel-alna": 10,
        "hole": 50,
        "tjenester-alna": 14,
    }
    assert {"oslo-bydeler", "sor-6", "introduksjonsnettverket"} <= {peer.id for peer in definitions.peers}


@pytest.mark.parametrize(("name", "sides"), [("hole.yaml", 4), ("tjenester-alna.yaml", 4)])
def test_kindergartens_are_seen_from_all_sides(name: str, sides: int) -> None:
    """A profile of them has a figure on every relation: the employees' are the whole unit's."""
    found = indicators(read(name))
    dimensions = {one.get("dimension") for one in found if one.get("service") == "barnehage"} - {None}
    assert len(dimensions) == sides
    assert any(one.get("dimension") == "medarbeidere" and "service" not in one for one in found)
