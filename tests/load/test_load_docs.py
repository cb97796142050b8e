"""The examples of docs/files.md are read as they stand there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from load_helpers import read

from effnett.load.columns import TIDY
from effnett.load.register import Register
from effnett.model.batch import Kind
from effnett.model.organisation import OrgTree, OrgUnit

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "files.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```csv (\w+)\n(.*?)```", PAGE, re.DOTALL)
ALNA = Register(OrgTree.of([OrgUnit("030112", "Bydel Alna", employees=2500)]))


def test_every_kind_has_an_example() -> None:
    """One example for each kind, under its own heading."""
    assert [kind for kind, _ in EXAMPLES] == re.findall(r"^### (\w+)$", PAGE, re.MULTILINE)
    assert {kind for kind, _ in EXAMPLES} == {kind.value for kind in Kind}


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_examples_are_read(kind: str, text: str, tmp_path: Path) -> None:
    """Nothing in an example is rejected, and its columns are those of the kind."""
    batch = read(tmp_path, Kind(kind), text, register=ALNA)
    assert (batch.rejects, batch.notices) == ((), ())
    assert batch.rows.num_rows >= text.strip().count("\n")
    if Kind(kind) in TIDY:
        assert set(TIDY[Kind(kind)].required) <= set(re.split("[,;]", text.splitlines()[0]))
