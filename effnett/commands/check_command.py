"""`effnett check`: every mistake in the definitions, in one run (docs/contract.md 3)."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from effnett.define.access import FILES, access_path, read_access
from effnett.define.definitions import Definitions, read_definitions
from effnett.define.folder import SUFFIXES
from effnett.errors import InputError, Place, Problem
from effnett.workspace import DEFAULT_STORE, open_workspace

_WORDS = {
    "nb": (("advarsel", "advarsler"), ("feil", "feil"), ("målekart", "målekart"), "i orden"),
    "en": (("warning", "warnings"), ("error", "errors"), ("scorecard", "scorecards"), "in order"),
}
"""One and many of what is counted, and what is said of the scorecards."""


def run(options: argparse.Namespace) -> int:
    """Check a folder, or one file of it, against what the store holds; exit status 1 where there is an error."""
    asked = Path(options.folder or options.scorecards)
    access = os.environ.get("EFFNETT_ACCESS")
    if not asked.is_file():
        return report(_definitions(options.store, asked, access, options.lang), options.lang)
    if asked.name in FILES or (access and Path(access).exists() and asked.samefile(access)):
        access = str(asked.parent / asked.name)
    return report(_of_file(_definitions(options.store, asked.parent, access, options.lang), asked), options.lang)


def _of_file(definitions: Definitions, path: Path) -> Definitions:
    """What a folder's definitions tell of one of its files. InputError where it is none of them."""
    shown = str(definitions.folder / path.name)
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(
            Problem(Place(str(path)), "dette er ingen YAML-fil", "Oppgi en mappe, eller en fil som slutter på .yaml.")
        )
    cards = {id: card for id, card in definitions.scorecards.items() if card.place.file == shown}
    return replace(definitions, scorecards=cards, problems={shown: definitions.problems.get(shown, ())})


def _definitions(store: str | None, folder: Path, access: str | None, language: str) -> Definitions:
    """The definitions and, among their problems, those of the file that says who may come in.

    Without a store at hand there is nothing to check names against; one is not built just for that.
    """
    if store is None and not Path(DEFAULT_STORE).exists():
        definitions = read_definitions(folder, None, language)
        path = Path(access) if access else access_path(folder)
        read = read_access(path, None, language) if path else None
    else:
        workspace = open_workspace(store, str(folder), access)
        definitions, read = workspace.definitions(language), workspace.access(language)
    problems = {read.file: read.problems} if read else {}
    return replace(definitions, problems={**definitions.problems, **problems})


def report(definitions: Definitions, language: str) -> int:
    """Tell all problems on standard error and sum them up on standard output; the exit status."""
    for problems in definitions.problems.values():
        for problem in problems:
            print(told(problem, language), file=sys.stderr)
    errors = len(definitions.errors)
    print(summary(definitions, language))
    return 1 if errors else 0


def summary(definitions: Definitions, language: str) -> str:
    """`2 målekart i orden, 1 feil, 0 advarsler.`"""
    warning, error, scorecard, in_order = _WORDS[language]
    counts = (len(definitions.scorecards), len(definitions.errors), len(definitions.warnings))
    cards, errors, warnings = (
        f"{count} {words[count != 1]}" for count, words in zip(counts, (scorecard, error, warning), strict=True)
    )
    return f"{cards} {in_order}, {errors}, {warnings}."


def told(problem: Problem, language: str) -> str:
    """One problem on one line; a warning says that it is one."""
    if not problem.warning:
        return str(problem)
    return str(Problem(problem.place, f"{_WORDS[language][0][0]}: {problem.what}", problem.hint))
