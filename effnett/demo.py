"""The demonstration store, built from the files in `data/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Final

import yaml

from effnett.errors import InputError, Place, Problem
from effnett.intake import Progress, checksum_of, read_checked
from effnett.model.batch import Kind
from effnett.model.scorecard import Survey
from effnett.store.facts import current_facts
from effnett.store.lock import writing
from effnett.store.overview import imports
from effnett.store.publish import Source, bring_up_to_date, working_copy

MANIFEST: Final = "manifest.yaml"
WHO: Final = "demonstrasjonsdata"
"""Who the log says has imported the demonstration data."""


class Demo(Enum):
    """What building the demonstration store came to."""

    BUILT = "built"
    THERE = "there"
    OLDER = "older"


@dataclass(frozen=True)
class DemoFile:
    """One file of the demonstration data."""

    kind: Kind
    path: Path
    contents: str | None = None
    table: str | None = None


def build_demo(store: Path, data: Path, surveys: Mapping[str, Survey], progress: Progress | None = None) -> Demo:
    """Import the files the manifest lists, in one publication: all of them or none.

    A store that was built from demonstration data is left alone, also where more was imported on top;
    OLDER says that the files have changed since. InputError where the store holds other facts, or a
    file cannot be taken whole.
    """
    told = progress or (lambda _what, _share: None)
    files = demo_files(data)
    with writing(store, lambda: told("venter på en annen innlesing", 0.0)):
        bring_up_to_date(store)
        log = imports(current_facts(store))
        checksums = {file.path: checksum_of(file.path, file.path.name) for file in files}
        if log:
            return _already(store, {one.checksum for one in log}, {one.imported_by for one in log}, checksums)
        with working_copy(store) as copy:
            for number, file in enumerate(files):
                told(file.path.name, number / len(files))
                batch = read_checked(copy, surveys, file.path, file.kind, file.contents, file.table, file.path.name)
                if batch.rejects:
                    raise InputError(batch.rejects)
                size = file.path.stat().st_size
                copy.land(batch, Source(file.path.name, checksums[file.path], size, WHO))
            told("publiserer", 0.95)
    told("ferdig", 1.0)
    return Demo.BUILT


def build_whole_demo(store: Path, data: Path, surveys: Mapping[str, Survey], progress: Progress | None = None) -> Demo:
    """The demonstration's facts, and where the store has no others, what people have written about them.

    That comes after the facts; where it was broken off, the next call makes it whole.
    """
    outcome = build_demo(store, data, surveys, progress)
    if outcome is Demo.BUILT or (outcome is Demo.THERE and _has_no_other(store)):
        from effnett.demo_records import begin_records  # only who builds pays for the records' database

        begin_records(store, data)
    return outcome


def _has_no_other(store: Path) -> bool:
    """Whether nothing but the demonstration's files has been loaded."""
    return {one.imported_by for one in imports(current_facts(store))} == {WHO}


def demo_files(data: Path) -> list[DemoFile]:
    """The files that the manifest lists, in order. InputError where it is not there or says something else."""
    path = data / MANIFEST
    place = Place(str(path))
    try:
        listed = yaml.safe_load(path.read_text(encoding="utf-8"))
        return [_demo_file(data, entry) for entry in listed["files"]]
    except OSError as error:
        hint = "Kjør kommandoen i prosjektets mappe."
        raise InputError(Problem(place, "demonstrasjonsdataene finnes ikke her", hint)) from error
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        what = "skal være en liste «files» med «kind» og «file» på hver"
        raise InputError(Problem(place, what, "Hent filen fra prosjektet på nytt.")) from error


def _demo_file(data: Path, entry: Mapping[str, Any]) -> DemoFile:
    return DemoFile(Kind(entry["kind"]), data / entry["file"], entry.get("contents"), entry.get("table"))


def _already(store: Path, landed: set[str], who: set[str], checksums: Mapping[Path, str]) -> Demo:
    if set(checksums.values()) <= landed:
        return Demo.THERE
    if WHO in who:
        return Demo.OLDER
    hint = "De er ikke rørt. Velg en annen mappe med --store."
    raise InputError(Problem(Place(str(store)), "lageret har andre data enn demonstrasjonsdataene", hint))
