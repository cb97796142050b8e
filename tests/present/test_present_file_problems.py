"""What is wrong with a data file, as pages tell it: by a person's words, not the command line's."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from places import PROJECT

from effnett.errors import InputError, Place, Problem
from effnett.load.reading import read_batch
from effnett.load.register import Register
from effnett.model.batch import Kind
from effnett.model.organisation import OrgTree, OrgUnit
from effnett.present.file_problems import file_problems_html, on_page, read_back
from effnett.present.wording import LANGUAGES

REGISTER = Register(OrgTree.of([OrgUnit("A1", "Enhet 1", "resultatenhet", employees=40)]))
SICK = "org_unit,month,agreed_days,self_certified_days,doctor_certified_days,employees"
SSB = "region;statistikkvariabel;2008\n0301 Oslo;Andel;4\n"

TOLD = [
    (Kind.SICK_LEAVE, f"{SICK}\nA1,2009-13,1,1,1,40\n", ["<b>Linje 2, kolonne 2</b>", "month: «2009-13»"]),
    (Kind.SICK_LEAVE, f"{SICK}\nA11,2009-01,1,1,1,40\n", ["<b>Linje 2</b>", "enheten «A11» er ukjent. Mente du A1?"]),
    (Kind.SICK_LEAVE, SICK.replace("month", "mnth") + "\nA1,2009-01,1,1,1,40\n", [
        "<b>Linje 1, kolonne 2</b>", "mangler kolonnen month", "Mente du den med «mnth»?"]),
    (Kind.SICK_LEAVE, "name,kind," + SICK.replace("month", "mnth") + "\nx,x,A1,2009-01,1,1,1,40\n", [
        "mangler kolonnen month", "Mente du den med «mnth»?"]),
    (Kind.ACCOUNTS, f"{SICK}\nA1,2009-01,1,1,1,40\n", [
        "fila ser ut som «Sykefravær»", "Velg «Sykefravær» under «Hva inneholder filen?»"]),
    (Kind.ACTIVITY, "a,b\n1,2\n", ["fila er ikke av slaget «Aktivitet»", "«Aktivitet» skal ha measure"]),
    (Kind.ACTIVITY, "measure,b\n1,2\n", ["Slaget «Aktivitet» skal ha measure"]),
    (Kind.SICK_LEAVE, '{"dataset": {}}', ["fila er ikke av slaget «Sykefravær»", "Velg «KOSTRA (SSB)» under"]),
    (Kind.KOSTRA, SSB, ["Oppgi den: «KOSTRA-kode, der filen ikke sier det»"]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "content", "said"), TOLD)
def test_a_file_is_told_of_in_the_words_of_the_page(kind: Kind, content: str, said: list[str], tmp_path: Path) -> None:
    """Line and column in words, kinds by the names they are chosen by; the same when the store has kept the line."""
    path = tmp_path / "fil.csv"
    path.write_text(content, encoding="utf-8")
    try:
        problems = read_batch(path, kind, REGISTER).rejects
    except InputError as error:
        problems = error.problems
    kept = [read_back(str(problem), "fil.csv") for problem in problems]
    for html in (file_problems_html(problems, "fil.csv"), file_problems_html(kept, "fil.csv")):
        for part in said:
            assert part in html
        assert not re.search(r"fil\.csv:|effnett|--", html)


def test_units_come_first() -> None:
    """A store without units says which kind to choose first."""
    told = on_page(Problem(Place("f"), "enheten «x» er ukjent", Register().hint_for("x"))).hint
    assert told == "Les først inn en fil med enhetene: velg «Enheter» under «Hva inneholder filen?»"


def test_no_message_of_the_readers_names_a_command_on_a_page() -> None:
    """Every text in the readers' code that has a command or an option in it is one that pages have words for."""
    texts = [text for path in sorted((PROJECT / "effnett" / "load").glob("*.py")) for text in _texts(path)]
    commands = [text for text in texts if re.search(r"effnett |--\w", text)]
    assert len(commands) > 5
    for text in commands:
        for language in LANGUAGES:
            assert not re.search(r"effnett |--\w", on_page(Problem(Place("f"), "", text), language).hint)


def _texts(path: Path) -> list[str]:
    """Texts of a module, with a kind in the places of f-strings; not what explains the code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    joined = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    inside = {id(part) for node in joined for part in node.values}
    plain = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs | inside
    ]
    return plain + ["".join(str(getattr(part, "value", "")) if isinstance(part, ast.Constant) else "units"
                            for part in node.values) for node in joined]  # fmt: skip


def test_what_was_kept_otherwise_is_told_as_it_is() -> None:
    """A line that does not begin with the file and a place is not parted."""
    assert read_back("noe annet", "a.csv") == Problem(Place("a.csv"), "noe annet")
    assert read_back("a.csvx:3: noe", "a.csv") == Problem(Place("a.csv"), "a.csvx:3: noe")
