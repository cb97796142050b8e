"""A store and a folder of scorecards, opened together: what commands and pages begin with."""

from __future__ import annotations

import json
import threading
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from effnett.define.folder import SUFFIXES, definition_files
from effnett.define.known import Known
from effnett.errors import Problem
from effnett.model.batch import Series
from effnett.model.packing import packed, unpacked
from effnett.model.regions import shipped_region_changes
from effnett.model.scorecard import Scorecard, Survey
from effnett.store.facts import Facts, current_facts
from effnett.store.files import current_name
from effnett.store.kept import keep, kept, program
from effnett.store.location import store_folder

if TYPE_CHECKING:
    from effnett.define.access import AccessFile
    from effnett.define.definitions import Definitions

DEFAULT_STORE: Final = "data/store"
DEFAULT_SCORECARDS: Final = "scorecards"
DATA: Final = Path("data")
_PROGRAM: Final = program("errors.py", "workspace.py", "model", "define")
"""What reads definitions, as it was when this process began: the program may be changed while a server runs."""


class Workspace:
    """A store folder and a scorecards folder. Both are read again when they have changed, and only then.

    `access` is the file that says who may come in, where it does not lie among the scorecards.
    """

    def __init__(self, store: Path, scorecards: Path, access: Path | None = None) -> None:
        self.store = store
        self.scorecards = scorecards
        self._access = access
        self._lock = threading.Lock()
        self._read: dict[str, tuple[object, Definitions]] = {}
        self._read_access: dict[str, tuple[object, AccessFile]] = {}

    def facts(self) -> Facts:
        """The newest published facts."""
        return current_facts(self.store)

    def definitions(self, language: str = "nb") -> Definitions:
        """The scorecards, surveys and peers, checked against what is loaded.

        InputError where the folder cannot be read at all.
        """
        facts = self.facts()
        state = (facts.version, _state(self.scorecards))
        with self._lock:
            kept = self._read.get(language)
            if kept is None or kept[0] != state:
                kept = (state, _definitions(self.scorecards, known(facts), language))
                self._read[language] = kept
            return kept[1]

    def access(self, language: str = "nb") -> AccessFile | None:
        """Who may come in, by a file that is checked against what is loaded; None where there is no file."""
        from effnett.define.access import access_path, read_access  # who evaluates a scorecard does not pay for it

        path = self._access or access_path(self.scorecards)
        if path is None:
            return None
        facts = self.facts()
        state = (facts.version, path, _stamp(path))
        with self._lock:
            kept = self._read_access.get(language)
            if kept is None or kept[0] != state:
                kept = (state, read_access(path, known(facts), language))
                self._read_access[language] = kept
            return kept[1]

    def scorecard(self, asked: str, language: str = "nb") -> tuple[Scorecard, tuple[Problem, ...]]:
        """The scorecard of an id or a path, and the warnings of its file: for a command that evaluates it and is done.

        What was read is kept in the store, and read again when anything it was made of has changed. InputError tells
        its mistakes; a scorecard with mistakes is not kept.
        """
        name = f"scorecard-{zlib.crc32(repr((str(self.scorecards), asked, language)).encode()):08x}.json"
        question = self._question(asked, language)
        answer = kept(self.store, name, question) if question else None
        if answer is not None:
            scorecard, warnings = unpacked(json.loads(answer))
            return scorecard, warnings
        definitions = _definitions(self.scorecards, known(self.facts()), language, asked)
        scorecard = definitions.scorecard(asked)
        warnings = definitions.problems.get(scorecard.place.file, ())
        if question and question == self._question(asked, language):  # no file has changed while it was read
            keep(self.store, name, question, json.dumps(packed((scorecard, warnings))))
        return scorecard, warnings

    def _question(self, asked: str, language: str) -> str | None:
        """All that a scorecard is made of; None where that is not only the program, the store and the folder."""
        facts = self.facts()
        if not facts.folder:
            return None
        try:
            files = {path.name: path.read_bytes().decode("latin-1") for path in definition_files(self.scorecards)}
        except OSError:
            return None
        path = Path(asked)
        if path.suffix.lower() in SUFFIXES and (path.parent != self.scorecards or path.name not in files):
            return None  # a file elsewhere, or one that is not read with the folder: its own text is not among these
        return json.dumps([_PROGRAM, facts.version, str(self.scorecards), asked, language, files])


def open_workspace(store: str | None, scorecards: str, access: str | None = None) -> Workspace:
    """Open a store (the default one is built from the demonstration data on first use) and a folder of scorecards."""
    folder = Path(scorecards)
    return Workspace(opened_store(store, folder), folder, Path(access) if access else None)


def opened_store(store: str | None, scorecards: Path) -> Path:
    """The store's folder; the default one is built from the demonstration data on first use."""
    folder = store_folder(store or DEFAULT_STORE)
    if store is None and current_name(folder) is None:
        # Imported here: only the first opening of all pays for what reading files needs.
        from effnett.demo import MANIFEST, build_whole_demo

        if (DATA / MANIFEST).exists():
            build_whole_demo(folder, DATA, surveys_in(scorecards))
    return folder


def _definitions(folder: Path, known: Known | None, language: str = "nb", only: str | None = None) -> Definitions:
    # Imported here: a scorecard that is kept is there without it, and YAML takes a tenth of a process to import.
    from effnett.define.definitions import read_definitions

    return read_definitions(folder, known, language, only)


def surveys_in(scorecards: Path) -> Mapping[str, Survey]:
    """The surveys defined beside the scorecards; none where there is no such folder."""
    return _definitions(scorecards, None).surveys if scorecards.is_dir() else {}


def _state(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What tells whether a file in a folder has changed."""
    files = sorted(path for path in folder.glob("*.y*ml") if path.is_file())
    return tuple((path.name, *_stamp(path)) for path in files)


def _stamp(path: Path) -> tuple[int, int]:
    """What tells whether a file has changed; nothing where it is not there."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


def known(facts: Facts) -> Known:
    """The names that a store has figures for."""
    return facts.kept("known", lambda: _known(facts))


def _known(facts: Facts) -> Known:
    kostra = tuple(
        Series(contents, table or "", tuple(sorted(json.loads(filters or "{}").items())), label or "", unit or "")
        for contents, table, filters, label, unit in facts.rows(
            'SELECT contents, "table", filters, label, unit FROM kostra_series ORDER BY series'
        )
    )
    parts = facts.rows("SELECT source, key, part FROM flow_series")
    return Known(
        org_units=_names(facts, "SELECT org_unit FROM units"),
        regions=_regions(facts),
        activities=frozenset(key for source, key, _ in parts if source == "activity") or None,
        questions=frozenset((key, part) for source, key, part in parts if source == "survey") or None,
        functions=frozenset(part for source, _, part in parts if source == "accounts") or None,
        kostra=kostra or None,
    )


def _regions(facts: Facts) -> frozenset[str] | None:
    """Regions that there are KOSTRA figures for, and codes that such a region has had or has got since."""
    loaded = _names(facts, "SELECT region FROM kostra_regions")
    codes = (code for change in shipped_region_changes() for code in (change.old_code, change.new_code))
    return loaded and loaded.union(codes)


def _names(facts: Facts, sql: str) -> frozenset[str] | None:
    return frozenset(name for (name,) in facts.rows(sql)) or None
