"""`effnett import KIND FILE…`: read files into the store (docs/contract.md 2 and 3)."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from tqdm import tqdm

from effnett.errors import InputError
from effnett.intake import ImportResult, import_file
from effnett.model.batch import Kind
from effnett.model.scorecard import Survey
from effnett.store.publish import bring_up_to_date
from effnett.workspace import opened_store, surveys_in

_NOTICES = 20
"""How many notices of one file are told; the Data page has them all."""


def run(options: argparse.Namespace) -> int:
    """Import each file on its own; 1 where any was refused."""
    scorecards = Path(options.scorecards)
    surveys = surveys_in(scorecards)
    store = opened_store(options.store, scorecards)
    bring_up_to_date(store)
    refused = 0
    for file in options.files:
        try:
            _tell(_imported(store, surveys, Path(file), options))
        except InputError as error:
            refused += 1
            for problem in error.problems:
                print(problem, file=sys.stderr)
            problems = counted(len(error.problems), "feil", "feil")
            print(f"{Path(file).name}: ikke lest inn ({problems}). Dataene er som før.", file=sys.stderr)
    return 1 if refused else 0


def counted(number: int, one: str, many: str) -> str:
    """`1 rad`, `2 rader`."""
    return f"{number} {one if number == 1 else many}"


def _imported(store: Path, surveys: Mapping[str, Survey], path: Path, options: argparse.Namespace) -> ImportResult:
    # disable=None: no bar where standard error is not a terminal.
    with tqdm(
        total=100, desc=path.name, unit="%", bar_format="{desc}: {bar} {postfix}", disable=None, leave=False
    ) as bar:

        def progress(what: str, share: float) -> None:
            bar.n = round(share * 100)
            bar.set_postfix_str(what)
            if bar.disable and what.startswith("venter"):
                print(f"{path.name}: {what} …", file=sys.stderr)

        return import_file(
            store,
            surveys,
            path,
            Kind(options.kind),
            contents=options.contents,
            table=options.table,
            allow_rejects=options.allow_rejects,
            progress=progress,
        )


def _tell(result: ImportResult) -> None:
    """What was done on standard output; what was odd on standard error."""
    for notice in result.notices[:_NOTICES]:
        print(f"{result.file}: {notice}", file=sys.stderr)
    if len(result.notices) > _NOTICES:
        print(f"{result.file}: … og {len(result.notices) - _NOTICES} merknader til", file=sys.stderr)
    for reject in result.rejects:
        print(reject, file=sys.stderr)
    print(summary(result))
    if result.rejected_file:
        print(f"{result.file}: de avviste radene står i {result.rejected_file}")


def summary(result: ImportResult) -> str:
    """`fil.csv: 12 rader lest inn, 3 erstattet, 9 uendret, 0 avvist`."""
    if not result.changed:
        return f"{result.file}: uendret ({counted(result.unchanged, 'rad', 'rader')} var lest inn fra før)"
    parts = [
        f"{counted(result.taken, 'rad', 'rader')} lest inn",
        f"{result.replaced} erstattet",
        f"{result.unchanged} uendret",
        f"{len(result.rejects)} avvist",
    ]
    return f"{result.file}: {', '.join(parts)}"
