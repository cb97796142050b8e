"""JSON Schema of a scorecard, for completion and checking in editors, made of the same keys that the reader knows."""

from __future__ import annotations

import copy
from typing import Any, Final

from effnett.define.access import ACCESS
from effnett.define.keys import EXTENDS, INDICATOR, OWN_INDICATORS, PEERS, SCORECARD, STEERING_YEAR, SURVEYS

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def scorecard_schema() -> dict[str, Any]:
    """The schema of a scorecard's file; one that `extends` another need only give what is its own."""
    whole = SCORECARD.schema
    properties = {key.name: copy.deepcopy(key.schema) for key in SCORECARD.keys}
    for indicator in (_indicator(properties["focus_areas"]), properties[OWN_INDICATORS.name]["items"]):
        indicator["required"] = [INDICATOR.home]
    return {
        "$schema": DIALECT,
        "title": "Målekart",
        "description": "Et målekart for effnett. Koder står alltid i anførselstegn.",
        **whole,
        "properties": properties,
        "required": [SCORECARD.home],
        "if": {"required": [EXTENDS.name]},
        "else": {"required": whole["required"], "properties": {"focus_areas": _all_of_indicators()}},
        "dependentRequired": {OWN_INDICATORS.name: [EXTENDS.name]},
    }


def _indicator(focus_areas: dict[str, Any]) -> dict[str, Any]:
    """The schema of an indicator inside that of the focus areas."""
    factors = focus_areas["items"]["properties"]["success_factors"]
    found: dict[str, Any] = factors["items"]["properties"]["indicators"]["items"]
    return found


def _all_of_indicators() -> dict[str, Any]:
    """What indicators need where there is nothing to inherit from."""
    schema: dict[str, Any] = {"items": {"required": INDICATOR.schema["required"]}}
    for key in ("indicators", "success_factors"):
        schema = {"items": {"properties": {key: schema}}}
    return schema


def surveys_schema() -> dict[str, Any]:
    """The schema of surveys.yaml."""
    return {"$schema": DIALECT, "title": "Undersøkelser", **SURVEYS.schema}


def peers_schema() -> dict[str, Any]:
    """The schema of peers.yaml."""
    return {"$schema": DIALECT, "title": "Sammenligningsgrupper", **PEERS.schema}


def year_schema() -> dict[str, Any]:
    """The schema of year.yaml."""
    return {"$schema": DIALECT, "title": "Styringsår", **STEERING_YEAR.schema}


def access_schema() -> dict[str, Any]:
    """The schema of access.yaml."""
    return {"$schema": DIALECT, "title": "Tilgang", **ACCESS.schema}
