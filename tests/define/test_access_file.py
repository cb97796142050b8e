"""`access.yaml`: what it says, and every mistake with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from effnett.commands.check_command import summary
from effnett.define.access import access_path, read_access
from effnett.define.definitions import read_definitions
from effnett.define.known import Known
from effnett.model.access import Person, Role
from effnett.workspace import Workspace

KNOWN = Known(org_units=frozenset({"030112", "furuset-hjemmetjeneste", "0301"}), regions=frozenset({"0301"}))
SOUND = """\
people:
  - { email: "kari@alna.no", name: Kari Nes, role: director }
  - email: "Ola@Alna.no"
    roles: [leader, analyst]
    org_units: ["furuset-hjemmetjeneste"]
groups:
  - { claim: groups, value: "innsyn", role: reader }
contact: Kari Nes, kari@alna.no
"""
MISTAKES = {
    "unknown key": ('people: [{ email: "a@b.no", rolle: reader }]', 1, 29, "ukjent nøkkel «rolle»"),
    "unknown role": ('people:\n  - email: "a@b.no"\n    role: directr', 3, 11, "Mente du «director»?"),
    "no role": ('people:\n  - email: "a@b.no"', 2, 12, "hva personen er"),
    "both": ('people:\n  - email: "a@b.no"\n    role: reader\n    roles: [reader]', 2, 12, "både role og roles"),
    "no address": ("people:\n  - name: Kari\n    role: reader", 2, 5, "«email» mangler"),
    "not an address": ('people:\n  - email: "kari"\n    role: reader', 2, 12, "ingen e-postadresse"),
    "a number": ("people:\n  - email: 0301\n    role: reader", 2, 12, "anførselstegn"),
    "an address without quotes that begins with @": ("people:\n  - email: @alna.no\n", 2, 12, "tegnet @"),
    "twice": (
        'people:\n  - { email: "a@b.no", role: reader }\n  - { email: "A@B.no", role: director }',
        3,
        14,
        "på linje 2",
    ),
    "a leader without units": ('people:\n  - email: "a@b.no"\n    role: leader', 2, 12, "en leder må ha enheter"),
    "no units": ('people:\n  - email: "a@b.no"\n    role: leader\n    org_units: []', 4, 16, "tom"),
    "unquoted unit": (
        'people:\n  - email: "a@b.no"\n    role: leader\n    org_units: [030112]',
        4,
        17,
        "anførselstegn",
    ),
    "unknown unit": (
        'people:\n  - email: "a@b.no"\n    role: leader\n    org_units: ["030112", "furuset-hjemmetjenst"]',
        4,
        27,
        "Mente du «furuset-hjemmetjeneste»?",
    ),
    "group without a value": ("groups:\n  - { claim: groups, role: reader }", 2, 5, "«value» mangler"),
    "nothing": ("contact: Kari", 1, 1, "«people» mangler"),
    "a list": ("- a", 1, 1, "people"),
    "empty": ("", 1, 1, "tom"),
    "a key given twice": ("people: []\npeople: []", 2, 1, "to ganger"),
    "not YAML": ("people: [1, 2\nx: 3\n", 1, 9, "klamme"),
}


def _written(folder: Path, text: str) -> Path:
    path = folder / "access.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_it_says(tmp_path: Path) -> None:
    """People by their address in any letters, groups by a claim, and whom to ask."""
    read = read_access(_written(tmp_path, SOUND), KNOWN)
    assert read.problems == ()
    assert read.access.contact == "Kari Nes, kari@alna.no"
    assert read.access.person({"email": "KARI@alna.no"}) == Person("Kari Nes", frozenset({Role.DIRECTOR}))
    ola = read.access.person({"email": "ola@alna.no", "name": "Ola  Li"})
    assert ola == Person("Ola Li", frozenset({Role.LEADER, Role.ANALYST}), ("furuset-hjemmetjeneste",))
    assert read.access.person({"email": "x@y.no", "groups": ["annet", "innsyn"]}).roles == {Role.READER}


@pytest.mark.parametrize("case", list(MISTAKES))
def test_a_mistake_has_its_place_and_lets_nobody_in(tmp_path: Path, case: str) -> None:
    """Line, column and what to do; and not even those whose rules are sound come in."""
    text, line, column, words = MISTAKES[case]
    sound = '\n  - { email: "sound@b.no", role: reader }\n' if text.startswith("people:\n") else ""
    read = read_access(_written(tmp_path, text + sound), KNOWN)
    told = next(problem for problem in read.errors if words in str(problem))
    assert (told.place.line, told.place.column) == (line, column)
    assert told.hint
    assert read.access.rules == ()


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """One run tells of every mistake, in the file's order, in both languages."""
    path = _written(tmp_path, 'people:\n  - { email: "a", role: reader }\n  - { email: "a@b.no", role: x }\n')
    assert [problem.place.line for problem in read_access(path).errors] == [2, 3]
    assert "no e-mail address" in str(read_access(path, language="en").errors[0])


def test_units_of_one_who_is_no_leader_are_a_warning(tmp_path: Path) -> None:
    """It does nothing, so the reader is told, and the rest holds."""
    path = _written(tmp_path, 'people: [{ email: "a@b.no", role: reader, org_units: ["030112"] }]')
    read = read_access(path, KNOWN)
    assert [problem.warning for problem in read.problems] == [True]
    assert read.access.person({"email": "a@b.no"}).roles == {Role.READER}


def test_a_unit_is_not_asked_for_where_none_is_loaded(tmp_path: Path) -> None:
    """An empty store makes warnings, and people come in."""
    path = _written(tmp_path, 'people: [{ email: "a@b.no", role: leader, org_units: ["030112"] }]')
    read = read_access(path, Known())
    assert [problem.warning for problem in read.problems] == [True]
    assert read.access.rules


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """Told as any other mistake."""
    read = read_access(tmp_path / "access.yaml")
    assert read.errors
    assert not read.access.rules


def test_it_is_no_scorecard(tmp_path: Path) -> None:
    """The folder's definitions do not count it as one, with whichever of its names."""
    for name in ("access.yaml", "access.yml"):
        (tmp_path / name).write_text(SOUND, encoding="utf-8")
        assert access_path(tmp_path) == tmp_path / "access.yaml"
    assert summary(read_definitions(tmp_path), "nb").startswith("0 målekart")
    (tmp_path / "access.yaml").unlink()
    assert access_path(tmp_path) == tmp_path / "access.yml"


def test_it_is_read_again_when_it_changes(tmp_path: Path) -> None:
    """A person who is taken out of the file is out; without a file there is none."""
    workspace = Workspace(tmp_path / "store", tmp_path)
    assert workspace.access() is None
    path = _written(tmp_path, SOUND)
    first = workspace.access()
    assert first is not None
    assert first.access.person({"email": "kari@alna.no"}).may_approve
    assert workspace.access() is first
    path.write_text('people: [{ email: "ola@alna.no", role: reader }]', encoding="utf-8")
    second = workspace.access()
    assert second is not None
    assert not second.access.person({"email": "kari@alna.no"}).roles
    path.unlink()
    assert workspace.access() is None


def test_it_may_lie_elsewhere(tmp_path: Path) -> None:
    """A file that is named is the one, also where it is not there: then nobody comes in."""
    workspace = Workspace(tmp_path / "store", tmp_path, tmp_path / "hemmelig" / "tilgang.yaml")
    _written(tmp_path, SOUND)
    read = workspace.access()
    assert read is not None
    assert read.errors
    assert not read.access.rules
