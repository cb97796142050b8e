"""The documents are true: what they name is there, what they show works, and what there is they describe."""

from __future__ import annotations

import importlib
import json
import re
import shlex
import shutil
from argparse import ArgumentParser, _SubParsersAction
from pathlib import Path
from typing import Any

import pytest
from places import PROJECT
from test_architecture import ALLOWED

from effnett.cli import main, parser
from effnett.define.access import read_access
from effnett.define.definitions import read_definitions
from effnett.demo import build_demo
from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.model.access import Role
from effnett.model.periods import AsOf
from effnett.model.record_rules import LONGEST_NAME, LONGEST_TEXT
from effnett.model.records import AnswerCode, RecordKind
from effnett.model.scorecard import Scorecard
from effnett.present.answers import as_json
from effnett.store.facts import current_facts
from effnett.store.record_engine import RECORDS
from effnett.store.record_tables import REVISION_TABLE, metadata
from effnett.workspace import open_workspace

DOCUMENTS = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").glob("*.md"), PROJECT / "data" / "README.md"])
SOURCES = ("effnett", "pages", "tests", "benchmarks", "data", "scorecards")
OURS = (*SOURCES, "docs", ".ci", ".streamlit")
NOT_KEPT = ("data/store", "scorecards/access.yaml", ".streamlit/secrets.toml")
"""What is made when the program runs, or by those who set it up."""


def text_of(name: str) -> str:
    """A document's text."""
    return (PROJECT / name).read_text(encoding="utf-8")


def blocks(name: str, *languages: str) -> list[str]:
    """The code blocks of a document in some languages."""
    found = re.findall(r"^```(\w*)[^\n]*\n(.*?)^```", text_of(name), re.DOTALL | re.MULTILINE)
    return [body for language, body in found if language in languages]


def section(name: str, number: int) -> str:
    """The text under a numbered heading."""
    found = re.search(rf"^## {number}\. .*?(?=^## |\Z)", text_of(name), re.DOTALL | re.MULTILINE)
    assert found, f"{name} has no section {number}"
    return found[0]


def commands() -> dict[str, ArgumentParser]:
    """Every command of the command line, by name."""
    (action,) = (each for each in parser()._actions if isinstance(each, _SubParsersAction))
    return dict(action.choices)


def named(document: Path) -> str:
    """A document as tests are named by."""
    return document.relative_to(PROJECT).as_posix()


def anchors(path: Path) -> set[str]:
    """The headings of a document, as links name them."""
    heads = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_is_described(name: str) -> None:
    """Each command stands in docs/contract.md 3 with its options, and has its module."""
    described = section("docs/contract.md", 3)
    assert f"effnett {name}" in described
    assert re.search(rf"^### .*\b{name}\b", described, re.MULTILINE)
    options = {option for action in commands()[name]._actions for option in action.option_strings} - {"-h", "--help"}
    assert sorted(option for option in options if option not in described) == []
    assert importlib.import_module(f"effnett.commands.{name}_command").run


def test_no_command_is_described_that_is_not_there() -> None:
    """The list of commands in docs/contract.md 3 is the command line's own."""
    listed = re.findall(r"^effnett (\w+)", section("docs/contract.md", 3), re.MULTILINE)
    assert sorted(listed) == sorted(commands())


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_shown_commands_are_understood(document: Path) -> None:
    """A command line in a code block to be copied is one that the program takes."""
    for block in blocks(named(document), "sh", "console", "powershell"):
        for line in re.findall(r"^(?:\$ )?(?:python -m )?effnett (.+)$", block, re.MULTILINE):
            parser().parse_args(shlex.split(line))


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_make_targets_exist(document: Path) -> None:
    """What is to be made can be made."""
    targets = set(re.findall(r"^(\w+):", text_of("Makefile"), re.MULTILINE))
    asked = re.findall(r"(?:^|`|\$ )make (\w+)", text_of(named(document)), re.MULTILINE)
    assert set(asked) <= targets


def test_the_answer_is_described_field_by_field() -> None:
    """Every field of the JSON of `evaluate` is explained in docs/contract.md 3, and no others are."""
    (example,) = shown_answer()["evaluations"]
    table = section("docs/contract.md", 3).split("| field |")[1].split("\n\n")[0]
    names = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    assert {name for row in names for name in re.findall(r"`(\w+)`", row)} == set(example)


def test_the_answer_is_the_real_one(tmp_path: Path) -> None:
    """The JSON that docs/contract.md 3 shows is what the demonstration gives."""
    shown = shown_answer()
    scorecards = read_definitions(PROJECT / "scorecards")
    build_demo(tmp_path, PROJECT / "data", scorecards.surveys)
    card = scorecards.scorecard(shown["scorecard"])
    evaluated = evaluate_scorecard(card, current_facts(tmp_path), AsOf(2009, 2), outlook=True)
    answer = json.loads(as_json(evaluated))
    (example,) = shown["evaluations"]
    assert {key: shown[key] for key in shown if key != "evaluations"} == {
        key: answer[key] for key in answer if key != "evaluations"
    }
    (real,) = [each for each in answer["evaluations"] if each["indicator"] == example["indicator"]]
    assert list(real) == list(example)
    assert _flat(real) == pytest.approx(_flat(example))


def shown_answer() -> dict[str, Any]:
    """The JSON of docs/contract.md 3."""
    (block,) = blocks("docs/contract.md", "json")
    answer: dict[str, Any] = json.loads(block)
    return answer


def _flat(fields: dict[Any, Any]) -> dict[str, Any]:
    """The same with nested objects and lists as fields of their own: `approx` takes no nested ones."""
    found: dict[str, Any] = {}
    for key, value in fields.items():
        inner = dict(enumerate(value)) if isinstance(value, list) else value
        if isinstance(inner, dict):
            found |= {f"{key}.{part}": each for part, each in _flat(inner).items()}
        else:
            found[key] = value
    return found


def test_the_csv_columns_are_described() -> None:
    """The columns that are named otherwise than in JSON stand in docs/contract.md 3."""
    described = section("docs/contract.md", 3)
    parted = ("months_with_rows", "months_in_window", "target_low", "target_high", "change_verdict")
    assert [column for column in parted if f"`{column}`" not in described] == []


def test_the_kinds_and_answers_of_records_are_described() -> None:
    """docs/records.md has every kind in its table, every answer code, the limits and the tables."""
    text = text_of("docs/records.md")
    kinds = re.findall(r"^\| (\w+) \|", text, re.MULTILINE)
    assert kinds[1:] == [kind.value for kind in RecordKind]
    assert [code.value for code in AnswerCode if f"`{code.value}`" not in text] == []
    for limit in (f"{LONGEST_TEXT:,}".replace(",", " "), str(LONGEST_NAME), RECORDS, *metadata.tables, REVISION_TABLE):
        assert limit in text


def readme_scorecard(folder: Path) -> Scorecard:
    """The scorecard of README, from its own file."""
    (yaml,) = blocks("README.md", "yaml")
    (folder / "barnehage.yaml").write_text(yaml, encoding="utf-8")
    definitions = read_definitions(folder)
    assert not any(definitions.problems.values())
    return definitions.scorecard("barnehage")


def test_the_scorecard_of_the_readme_has_no_mistakes(tmp_path: Path) -> None:
    """Nor does it get a warning."""
    assert readme_scorecard(tmp_path).org_unit == "3038"


@pytest.mark.shared
def test_the_readme_does_what_it_says(
    real_files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From an empty folder to the table of README, line by line, with the real workbook."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(real_files / "ssb-barnehager-2015-2023-alder-1-2-aar.xlsm", tmp_path / "barnehager.xlsm")
    (tmp_path / "mitt").mkdir()
    readme_scorecard(tmp_path / "mitt")
    (block,) = [each for each in blocks("README.md", "sh") if "import kostra" in each]
    for line in re.findall(r"^python -m effnett (.+)$", block, re.MULTILINE):
        assert main(shlex.split(line)) == 0
    (told,) = [each for each in blocks("README.md", "text") if "barnehager.xlsm" in each]
    printed = capsys.readouterr().out.replace("\u202f", " ").replace("\u00a0", " ")  # README has plain spaces
    assert printed.strip() == told.strip()


def test_everything_the_plan_names_exists() -> None:
    """The tree of ARCHITECTURE.md and the names in its text."""
    text = text_of("ARCHITECTURE.md")
    (tree,) = blocks("ARCHITECTURE.md", "")
    folder = PROJECT
    for line in tree.splitlines():
        names = re.split(r"\s{2,}", line.strip())[0].split(" · ")
        folder = PROJECT / "effnett" if line.startswith("  ") else PROJECT
        assert [name for name in names if not (folder / name).exists()] == []
    parts = "load|store|evaluate|define|model|present|web"
    for module, name in re.findall(rf"`((?:{parts})\.[a-z_]+)(?:\.([a-z_]+))?`", text):
        assert not name or hasattr(importlib.import_module(f"effnett.{module}"), name)


def test_the_plan_says_who_may_know_whom() -> None:
    """The table of ARCHITECTURE.md is the one that tests/test_architecture.py holds the code to."""
    rows = dict(re.findall(r"^\| (`.*?) \| (.*?) \|$", text_of("ARCHITECTURE.md"), re.MULTILINE))
    told = {part: knows for parts, knows in rows.items() for part in re.findall(r"`(\w+)`", parts)}
    held = {part: known - {"errors", "model"} for part, known in ALLOWED.items() if known is not None}
    by_themselves = {"errors", "model", "cli", "__main__"}
    assert {part: set(re.findall(r"`(\w+)`", told[part])) for part in held.keys() - by_themselves} == {
        part: known for part, known in held.items() if part not in by_themselves
    }


@pytest.mark.parametrize("name", ["docs/access.md", "docs/contract.md"])
def test_the_shown_access_has_no_mistakes(name: str, tmp_path: Path) -> None:
    """The file that says who may come in, as the documents show it."""
    (shown,) = (block for block in blocks(name, "yaml") if "people:" in block)
    path = tmp_path / "access.yaml"
    path.write_text(shown, encoding="utf-8")
    read = read_access(path)
    assert read.problems == ()
    assert {role for rule in read.access.rules for role in rule.roles} >= {Role.DIRECTOR, Role.LEADER, Role.ANALYST}


def test_every_role_is_described() -> None:
    """What each sees and may do stands in a row of its own."""
    rows = re.findall(r"^\| `(\w+)` \| .+ \| .+ \|$", text_of("docs/access.md"), re.MULTILINE)
    assert rows == [role.value for role in Role]


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_named_files_exist(document: Path) -> None:
    """A file that a document names by its path in the project is there."""
    folders = "|".join(map(re.escape, OURS))
    paths = re.findall(rf"`((?:{folders})/[\w./-]*)`", text_of(named(document)))
    assert [path for path in paths if not path.startswith(NOT_KEPT) and not (PROJECT / path).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_links_resolve(document: Path) -> None:
    """Links and pictures lead to files of the project, and to headings that are there."""
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text_of(named(document))):
        path, _, anchor = link.partition("#")
        if "://" in link:
            continue
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def references() -> list[tuple[str, str, int]]:
    """(where, page, section) of every "docs/contract.md 3" and "docs/semantics.md 2 and 5" in the project."""
    files = [path for folder in (*SOURCES, "docs") for path in (PROJECT / folder).rglob("*") if path.is_file()]
    found = []
    for path in [*files, *PROJECT.glob("*.md"), PROJECT / "Makefile", PROJECT / "pyproject.toml"]:
        if path.suffix not in {".py", ".sql", ".md", ".yaml", ".css", ".toml", ".sh", ""}:
            continue
        for page, numbers in re.findall(
            r"(docs/\w+\.md)((?: \d+(?:(?:,| to| and) \d+)*)?)", path.read_text(encoding="utf-8")
        ):
            listed = [int(number) for number in re.findall(r"\d+", numbers)] or [0]
            found += [(str(path.relative_to(PROJECT)), page, number) for number in listed]
    return found


def test_references_to_the_documents_lead_somewhere() -> None:
    """Each page that is referred to exists, and each section has its heading."""
    wrong = []
    for where, page, number in references():
        path = PROJECT / page
        if not path.exists() or (number and not re.search(rf"^## {number}\. ", path.read_text("utf-8"), re.MULTILINE)):
            wrong.append(f"{where}: {page} {number or ''}")
    assert wrong == []


def test_the_rules_have_their_ten_sections() -> None:
    """Their numbers are what code refers to."""
    heads = re.findall(r"^## (\d+)\. ", text_of("docs/semantics.md"), re.MULTILINE)
    assert heads == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_documents_stand_alone(document: Path) -> None:
    """No document names one machine's paths, a registry's address, or what lies beside the project."""
    forbidden = r"/(?:work|home|root|tmp)/|\bC:\\|\.\./shared|pypi|index-url|localhost:(?!8501)"
    assert re.findall(forbidden, text_of(named(document))) == []


def test_a_folder_that_is_not_there_is_an_empty_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the default store is built from the demonstration data (docs/contract.md 3)."""
    monkeypatch.chdir(tmp_path)
    workspace = open_workspace("lager", "scorecards")
    assert workspace.facts().rows("SELECT count(*) FROM imports") == [(0,)]
