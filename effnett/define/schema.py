"""JSON Schema of a scorecard, for completion and checking in editors, made of the same keys that the reader knows."""

from __future__ import annotations

from typing import Any, Final

from effnett.define.keys import EXTENDS, OWN_INDICATORS, PEERS, SCORECARD, SURVEYS

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def scorecard_schema() -> dict[str, Any]:
    """The schema of a scorecard's file; one that `extends` another need only give what is its own."""
    whole = SCORECARD.schema
    inheriting = {"required": [SCORECARD.home, EXTENDS.name]}
    return {
        "$schema": DIALECT,
        "title": "Målekart",
        "description": "Et målekart for effnett. Koder står alltid i anførselstegn.",
        **whole,
        "properties": {**whole["properties"], EXTENDS.name: EXTENDS.schema, OWN_INDICATORS.name: OWN_INDICATORS.schema},
        "required": [SCORECARD.home],
        "anyOf": [inheriting, {"required": whole["required"]}],
        "dependentRequired": {OWN_INDICATORS.name: [EXTENDS.name]},
    }


def surveys_schema() -> dict[str, Any]:
    """The schema of surveys.yaml."""
    return {"$schema": DIALECT, "title": "Undersøkelser", **SURVEYS.schema}


def peers_schema() -> dict[str, Any]:
    """The schema of peers.yaml."""
    return {"$schema": DIALECT, "title": "Sammenligningsgrupper", **PEERS.schema}
