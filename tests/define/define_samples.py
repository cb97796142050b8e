"""Small definitions that the tests of reading change one thing in."""

from __future__ import annotations

from pathlib import Path

from effnett.define.definitions import Definitions, read_definitions
from effnett.define.known import Known
from effnett.errors import Problem

HEAD = """\
scorecard: kort
title: Kort
org_unit: "030112"
years: [2006, 2009]
focus_areas:
  - title: Område
    success_factors:
      - title: Faktor
        indicators:
"""
"""The first nine lines of a scorecard; indicators follow from line 10."""

SURVEYS = """\
surveys:
  - id: medarbeider
    title: Medarbeiderundersøkelse
    scale: [1, 6]
    questions:
      - { id: samlet, title: Samlet }
      - { id: ledelse, title: Ledelse }
"""


def indicator(body: str, name: str = "ett") -> str:
    """An indicator as YAML; its `id` stands on the first line, the body's lines follow."""
    lines = [f"          - id: {name}", *(f"            {line}" for line in body.strip("\n").splitlines())]
    return "\n".join(lines) + "\n"


def write(folder: Path, **files: str) -> Path:
    """Write `name="text"` as name.yaml."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def read_card(folder: Path, text: str, known: Known | None = None, language: str = "nb") -> Definitions:
    """The definitions of a folder with this scorecard in kort.yaml, and surveys beside it."""
    return read_definitions(write(folder, kort=text, surveys=SURVEYS), known, language)


def problems(definitions: Definitions) -> list[Problem]:
    """All problems, in order."""
    return [problem for found in definitions.problems.values() for problem in found]
