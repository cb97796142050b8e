"""One file through load into store: the same way for the command line and for the Data page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from effnett.errors import InputError, Place, Problem
from effnett.load.reading import read_batch
from effnett.load.register import Register
from effnett.load.rejected_lines import write_rejected
from effnett.model.batch import Batch, Kind
from effnett.model.scorecard import Survey
from effnett.store.facts import current_facts
from effnett.store.files import current_name
from effnett.store.lock import writing
from effnett.store.organisation import read_tree
from effnett.store.overlap import reject_overlaps
from effnett.store.publish import Source, publish, user_name
from effnett.store.refusals import note_refusal
from effnett.store.sql import Rows

Progress = Callable[[str, float], None]
"""Told what is being done, and how much of the whole (0 to 1) is behind."""

_SURVEY_KINDS = (Kind.SURVEY_ANSWERS, Kind.SURVEY_MEANS, Kind.SURVEY_INVITED)
_INVITED = "SELECT survey, last, span, org_unit, sum(invited)::BIGINT FROM survey_invited GROUP BY ALL"
_ANSWERED = """
    SELECT survey, last, span, org_unit, max(n)::BIGINT
    FROM (SELECT survey, last, span, org_unit, question, sum(respondents) AS n FROM survey_answers GROUP BY ALL
          UNION ALL SELECT survey, last, span, org_unit, question, respondents FROM survey_means)
    WHERE n IS NOT NULL GROUP BY ALL
"""


@dataclass(frozen=True)
class ImportResult:
    """What became of a file that landed. `replaced` counts old rows that are now in history.

    `rejected_file` is where the lines that were left out are written, None where there are none.
    """

    kind: Kind
    file: str
    taken: int
    replaced: int
    unchanged: int
    rejects: tuple[Problem, ...]
    notices: tuple[str, ...]
    changed: bool
    version: str
    rejected_file: Path | None = None


def import_file(
    store: Path,
    surveys: Mapping[str, Survey],
    path: Path,
    kind: Kind,
    *,
    contents: str | None = None,
    table: str | None = None,
    allow_rejects: bool = False,
    who: str = "",
    file_name: str | None = None,
    progress: Progress | None = None,
) -> ImportResult:
    """Read, check and land one file, whole or not at all.

    InputError with every problem where it is refused; then the facts are as they were. With
    `allow_rejects` the good rows land, and the bad ones are written beside the file.
    """
    told = progress or _silent
    name = file_name or path.name
    with writing(store, lambda: told("venter på en annen innlesing", 0.0)):
        told("leser", 0.05)
        checksum = ""
        try:
            checksum = checksum_of(path, name)
            batch = preview_file(store, surveys, path, kind, contents=contents, table=table, file_name=file_name)
            _refuse_rejects(batch, allow_rejects)
        except InputError as error:
            note_refusal(store, who or user_name(), kind.value, name, checksum, error.problems)
            raise
        told("legger inn", 0.6)
        (landed,) = publish(store, [(batch, Source(name, checksum, path.stat().st_size, who))])
        version = Path(current_name(store) or "").stem
    rejected_file = write_rejected(path, batch.rejects) if batch.rejects else None
    told("ferdig", 1.0)
    return ImportResult(
        kind,
        name,
        landed.taken,
        landed.replaced,
        landed.unchanged,
        batch.rejects,
        batch.notices,
        bool(landed.changed),
        version,
        rejected_file,
    )


def preview_file(
    store: Path,
    surveys: Mapping[str, Survey],
    path: Path,
    kind: Kind,
    *,
    contents: str | None = None,
    table: str | None = None,
    file_name: str | None = None,
) -> Batch:
    """Read and check one file against what is loaded; changes nothing.

    InputError where the file as a whole cannot be used; single bad rows are the batch's rejects.
    """
    try:
        return read_checked(current_facts(store), surveys, path, kind, contents, table, file_name or path.name)
    except InputError as error:
        raise InputError(_named(error.problems, path.name, file_name)) from error


def read_checked(
    facts: Rows,
    surveys: Mapping[str, Survey],
    path: Path,
    kind: Kind,
    contents: str | None,
    table: str | None,
    name: str,
) -> Batch:
    """The batch of a file, with the rejects that only what is loaded can show."""
    batch = read_batch(path, kind, register(facts, surveys, kind), contents, table)
    batch = replace(batch, rejects=_named(batch.rejects, path.name, name))
    return reject_overlaps(facts, batch, name) if kind is Kind.ACTIVITY else batch


def register(facts: Rows, surveys: Mapping[str, Survey], kind: Kind) -> Register:
    """What is loaded that a file of this kind is checked against."""
    asked = kind in _SURVEY_KINDS
    return Register(
        tree=read_tree(facts),
        regions=dict(facts.rows("SELECT region, name FROM regions")),
        surveys=surveys,
        invited=_counts(facts, _INVITED) if asked else {},
        answered=_counts(facts, _ANSWERED) if asked else {},
    )


def checksum_of(path: Path, name: str) -> str:
    """SHA-256 of a file. InputError where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise InputError(Problem(Place(name), f"fant ikke fila «{path}»", "Sjekk navn og mappe.")) from error
    except IsADirectoryError as error:
        raise InputError(Problem(Place(name), f"«{path}» er en mappe", "Oppgi en fil.")) from error
    except OSError as error:
        what = f"fila kunne ikke åpnes ({error.strerror})"
        raise InputError(
            Problem(Place(name), what, "Se etter om det er en fil, og om du har lov til å lese den.")
        ) from error


def _refuse_rejects(batch: Batch, allow_rejects: bool) -> None:
    if batch.rejects and (not allow_rejects or not batch.rows.num_rows):
        raise InputError(batch.rejects)


def _named(problems: tuple[Problem, ...], old: str, new: str | None) -> tuple[Problem, ...]:
    """An uploaded file lies under a name of its own on the disk; its problems name it as the person does."""
    if not new or new == old:
        return problems
    return tuple(
        problem._replace(
            place=problem.place._replace(file=new if problem.place.file == old else problem.place.file),
            what=problem.what.replace(old, new),
            hint=problem.hint.replace(old, new),
        )
        for problem in problems
    )


def _counts(facts: Rows, sql: str) -> dict[tuple[str, int, int, str], int]:
    return {(survey, last, span, unit): n for survey, last, span, unit, n in facts.rows(sql) if n is not None}


def _silent(what: str, share: float) -> None:
    """Nobody watches."""
