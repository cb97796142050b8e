"""`effnett check`: every mistake in the definitions, in one run (docs/contract.md 3)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from effnett.cli import DEFAULT_STORE
from effnett.define.definitions import Definitions, read_definitions
from effnett.errors import Problem

_WORDS = {
    "nb": ("advarsel", "{files} målekart i orden, {errors} feil, {warnings} advarsler."),
    "en": ("warning", "{files} scorecards in order, {errors} errors, {warnings} warnings."),
}


def run(options: argparse.Namespace) -> int:
    """Check a folder against what the store holds; exit status 1 where there is an error."""
    folder = Path(options.folder or options.scorecards)
    return report(_definitions(options.store, folder, options.lang), options.lang)


def _definitions(store: str | None, folder: Path, language: str) -> Definitions:
    """Without a store at hand there is nothing to check names against; one is not built just for that."""
    if store is None and not Path(DEFAULT_STORE).exists():
        return read_definitions(folder, None, language)
    from effnett.workspace import open_workspace

    return open_workspace(store, str(folder)).definitions(language)


def report(definitions: Definitions, language: str) -> int:
    """Tell all problems on standard error and sum them up on standard output; the exit status."""
    for problems in definitions.problems.values():
        for problem in problems:
            print(told(problem, language), file=sys.stderr)
    errors, warnings = len(definitions.errors), len(definitions.warnings)
    print(_WORDS[language][1].format(files=len(definitions.scorecards), errors=errors, warnings=warnings))
    return 1 if errors else 0


def told(problem: Problem, language: str) -> str:
    """One problem on one line; a warning says that it is one."""
    if not problem.warning:
        return str(problem)
    return str(Problem(problem.place, f"{_WORDS[language][0]}: {problem.what}", problem.hint))
