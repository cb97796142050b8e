"""All definitions of a folder: scorecards, surveys, peer groups and the steering year, and every mistake in them.

One broken file never hides the others (docs/contract.md 1).
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from effnett.define.checks import World, check
from effnett.define.folder import SUFFIXES, definition_files
from effnett.define.inheritance import resolved
from effnett.define.known import Known
from effnett.define.limits import OWN_LIMIT, with_strictest_limits
from effnett.define.located_yaml import Kind, Node, read_yaml
from effnett.define.messages import MESSAGES
from effnett.define.mistakes import Mistake, Mistakes
from effnett.define.peers import read_peers
from effnett.define.scorecards import build, read_draft
from effnett.define.surveys import read_surveys
from effnett.define.values import guess
from effnett.define.year import read_year
from effnett.errors import InputError, Place, Problem
from effnett.model.organisation import PeerGroup
from effnett.model.scorecard import Scorecard, Survey
from effnett.model.steering_year import Milestone, SteeringYear


class _File(NamedTuple):
    """A file as it was read; `shown` is how it is named to the user."""

    path: Path
    shown: str
    content: bytes
    node: Node | None
    mistakes: Mistakes

    @property
    def id(self) -> str | None:
        """The scorecard's id, as far as it can be read."""
        found = self.node.value("scorecard") if self.node else None
        return found.text if found and found.kind is Kind.TEXT else None


class _Card(NamedTuple):
    """What became of one file: its scorecard, or the mistakes that keep it from being one."""

    file: _File
    scorecard: Scorecard | None
    mistakes: Mistakes


@dataclass(frozen=True)
class BrokenScorecard:
    """A file whose scorecard cannot be used: how it is named to a reader, and the errors that keep it so."""

    file: str
    id: str
    title: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Definitions:
    """What a folder of definitions says; only scorecards without errors are among `scorecards`.

    `problems` are told by file, as the user named it. `broken` holds the errors that keep a scorecard from being
    used, by its id and by its file; `broken_scorecards` tells them one for each file.
    """

    scorecards: Mapping[str, Scorecard]
    surveys: Mapping[str, Survey]
    peers: tuple[PeerGroup, ...]
    problems: Mapping[str, tuple[Problem, ...]]
    folder: Path
    broken: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    language: str = "nb"
    _reader: _Reader | None = None
    broken_scorecards: tuple[BrokenScorecard, ...] = ()
    steering_year: SteeringYear = field(default_factory=SteeringYear)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """All problems that are no mere warnings."""
        return tuple(problem for found in self.problems.values() for problem in found if not problem.warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """All warnings."""
        return tuple(problem for found in self.problems.values() for problem in found if problem.warning)

    def scorecard(self, id_or_path: str | Path) -> Scorecard:
        """The scorecard of an id or a file. InputError with its problems, or with what else it may have been."""
        name = str(id_or_path)
        if name in self.scorecards:
            return self.scorecards[name]
        path = Path(name)
        if path.suffix.lower() in SUFFIXES:
            return self._of_path(path)
        if name in self.broken:
            raise InputError(self.broken[name])
        if not self.scorecards and not self.broken and self.errors:
            raise InputError(self.errors)
        words = guess(name, [*self.scorecards, *self.broken])
        known = sorted(self.scorecards)
        raise InputError(
            Mistake("unknown_scorecard", Place(name), {"guess": words, "known": known}).told(self.language)
        )

    def _of_path(self, path: Path) -> Scorecard:
        """The scorecard of a file: one of the folder's, by path or by name alone, or one that lies elsewhere."""
        inside = self.folder / path.name
        if path.is_file() and not _is_same(path, inside):
            return self._of_other_file(path)
        if not inside.is_file():
            raise InputError(Mistake("no_such_file", Place(str(path))).told(self.language))
        if str(inside) in self.broken:
            raise InputError(self.broken[str(inside)])
        for scorecard in self.scorecards.values():
            if scorecard.place.file == str(inside):
                return scorecard
        return self._of_other_file(inside)

    def _of_other_file(self, path: Path) -> Scorecard:
        reader = self._reader or _Reader(World(), {})
        card = reader.card(_read(path, str(path)))
        if card.scorecard is None:
            raise InputError(_errors(card.mistakes, self.language))
        return card.scorecard


class _Reader(NamedTuple):
    """Makes scorecards of files; knows what they may inherit from and what they are checked against."""

    world: World
    files: Mapping[str, _File]

    def card(self, file: _File) -> _Card:
        """The scorecard of one file, or what is wrong with it."""
        mistakes = Mistakes(file.mistakes)
        node = file.node
        if node is not None and node.value("extends"):
            node = resolved(node, {name: base.node for name, base in self.files.items() if base.node}, mistakes)
        draft = read_draft(node, mistakes) if node else None
        if draft is None:
            return _Card(file, None, mistakes)
        mistakes.extend(check(draft, self.world))
        scorecard = None if any(_is_error(one) for one in mistakes) else build(draft, self._version(file))
        return _Card(file, scorecard, mistakes)

    def _version(self, file: _File) -> str:
        """A short checksum of the file and of all that it inherits from."""
        checksum = 0
        at: _File | None = file
        while at is not None:
            checksum = zlib.crc32(at.content, checksum)
            base = at.node.value("extends") if at.node else None
            at = self.files.get(base.text) if base else None
        return f"{checksum:08x}"


def read_definitions(
    folder: Path, known: Known | None = None, language: str = "nb", only: str | None = None
) -> Definitions:
    """Read and check every YAML file of a folder. Never raises for what is in them: the problems tell.

    `only` names the one scorecard that is wanted: then no more is read than that one needs.
    """
    if not folder.is_dir():
        return _nothing(folder, "no_folder", language)
    paths = _concerned(definition_files(folder), only)
    files = [_read(path, str(folder / path.name)) for path in paths]
    if not files:
        return _nothing(folder, "empty_folder", language)
    return _Folder(folder, files, known, language).read()


def _concerned(paths: list[Path], only: str | None) -> list[Path]:
    """The files that one scorecard needs: its own and the surveys; all where that cannot be told at a glance."""
    if only is None or any(not os.access(path, os.R_OK) for path in paths):
        return paths
    texts = {path: path.read_bytes() for path in paths}
    pattern = re.compile(rb"^scorecard:\s*[\"']?" + re.escape(os.fsencode(only)) + rb"[\"']?\s*(?:#.*)?$", re.MULTILINE)
    named = [path for path, text in texts.items() if pattern.search(text)]
    if not named or any(re.search(rb"^extends:", texts[path], re.MULTILINE) for path in named):
        return paths
    if any(OWN_LIMIT.search(text) for text in texts.values()):
        return paths  # the strictest limit holds for all
    return [path for path in paths if path in named or path.stem == "surveys"]


def _nothing(folder: Path, message: str, language: str) -> Definitions:
    problem = Mistake(message, Place(str(folder))).told(language)
    return Definitions({}, {}, (), {str(folder): (problem,)}, folder, {}, language)


def _is_same(path: Path, other: Path) -> bool:
    return other.is_file() and path.samefile(other)


def _read(path: Path, shown: str) -> _File:
    try:
        content = path.read_bytes()
    except OSError as error:
        unreadable = Mistake("unreadable_file", Place(shown), {"reason": error.strerror or str(error)})
        return _File(path, shown, b"", None, Mistakes([unreadable]))
    return _File(path, shown, content, *read_yaml(content, shown))


class _Folder(NamedTuple):
    """The files of one folder on their way to Definitions."""

    folder: Path
    files: list[_File]
    known: Known | None
    language: str

    def read(self) -> Definitions:
        """Surveys first: scorecards are checked against them."""
        found = Mistakes()
        surveys = self._surveys(found)
        peers = self._peers(found)
        steering_year = self._steering_year(found)
        reader, read = self._cards(surveys, found)
        sound = with_strictest_limits(card.scorecard for card in read if card.scorecard)
        by_id = {scorecard.id: scorecard for scorecard in sound}
        return Definitions(
            by_id,
            surveys or {},
            peers,
            _by_file(found, self.language),
            self.folder,
            self._broken(read),
            self.language,
            reader,
            tuple(self._broken_scorecard(card) for card in read if card.scorecard is None),
            steering_year,
        )

    def _named(self, stem: str) -> Iterator[_File]:
        return (file for file in self.files if file.path.stem == stem)

    def _surveys(self, found: Mistakes) -> dict[str, Survey] | None:
        """None where there is no surveys.yaml, or where mistakes in it would be told again in every scorecard."""
        surveys: dict[str, Survey] = {}
        mistakes = Mistakes()
        files = list(self._named("surveys"))
        for file in files:
            mistakes.extend(file.mistakes)
            if file.node:
                surveys |= read_surveys(file.node, mistakes)
        found.extend(mistakes)
        return surveys if files and not mistakes else None

    def _peers(self, found: Mistakes) -> tuple[PeerGroup, ...]:
        groups: tuple[PeerGroup, ...] = ()
        for file in self._named("peers"):
            found.extend(file.mistakes)
            if file.node:
                groups += read_peers(file.node, World(known=self.known), found)
        return groups

    def _steering_year(self, found: Mistakes) -> SteeringYear:
        """Where there is both a .yaml and a .yml, the milestones of both."""
        milestones: tuple[Milestone, ...] = ()
        for file in self._named("year"):
            found.extend(file.mistakes)
            if file.node:
                milestones += read_year(file.node, found).milestones
        return SteeringYear(milestones)

    def _cards(self, surveys: Mapping[str, Survey] | None, found: Mistakes) -> tuple[_Reader, list[_Card]]:
        files = [file for file in self.files if file.path.stem not in ("surveys", "peers", "year")]
        by_id: dict[str, _File] = {}
        for file in files:
            if file.id is not None:
                other = by_id.setdefault(file.id, file)
                if other is not file:
                    _tell_same_id(file, other)
        reader = _Reader(World(surveys, self.known), by_id)
        cards = [reader.card(file) for file in files]
        for card in cards:
            found.extend(card.mistakes)
        return reader, cards

    def _broken_scorecard(self, card: _Card) -> BrokenScorecard:
        """Named by its title and its id as far as they can be read, else by its file."""
        file = card.file
        title, id = (_head(file, key) for key in ("title", "scorecard"))
        return BrokenScorecard(
            file.shown, id or file.path.stem, title or file.path.name, _errors(card.mistakes, self.language)
        )

    def _broken(self, cards: Iterable[_Card]) -> dict[str, tuple[Problem, ...]]:
        """Errors by the scorecard's id and by its file; where the id cannot be read, by the file's stem."""
        broken: dict[str, tuple[Problem, ...]] = {}
        for card in cards:
            if card.scorecard is None:
                errors = _errors(card.mistakes, self.language)
                broken[card.file.shown] = errors
                broken[card.file.id or card.file.path.stem] = errors
        return broken


def _head(file: _File, key: str) -> str:
    """The text of a key at the top of a file, also where what is below cannot be read: addresses name it by that."""
    node = file.node
    if node is None:
        alone = re.search(rb"^%b:.*(?:\r?\n[ \t].*)*" % key.encode(), file.content, re.MULTILINE)
        node = read_yaml(alone[0], file.shown)[0] if alone else None
    found = node.value(key) if node else None
    if found is not None and found.kind is Kind.MAP:
        found = found.value("nb")
    return found.text.strip() if found is not None and found.kind is Kind.TEXT else ""


def _tell_same_id(one: _File, other: _File) -> None:
    for file, rival in ((one, other), (other, one)):
        assert file.node is not None
        found = file.node.value("scorecard")
        assert found is not None
        file.mistakes.add("id_in_two_files", found.place, id=found.text, other=rival.shown)


def _is_error(mistake: Mistake) -> bool:
    return not MESSAGES[mistake.message].warning


def _errors(mistakes: Iterable[Mistake], language: str) -> tuple[Problem, ...]:
    told = {mistake.told(language): None for mistake in mistakes}
    return tuple(sorted((problem for problem in told if not problem.warning), key=_order))


def _by_file(mistakes: Iterable[Mistake], language: str) -> dict[str, tuple[Problem, ...]]:
    """Problems by file, each told once, in the order of their places."""
    files: dict[str, dict[Problem, None]] = {}
    for mistake in mistakes:
        files.setdefault(mistake.place.file, {})[mistake.told(language)] = None
    return {file: tuple(sorted(files[file], key=_order)) for file in sorted(files)}


def _order(problem: Problem) -> tuple[str, int, int, str]:
    place = problem.place
    return place.file, place.line or 0, place.column or 0, problem.what
