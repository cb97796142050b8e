"""Small cases checked by hand: each README does the arithmetic, expected.json says what must come out.

In the format of the shared cases, run in this process so that they are quick.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from effnett.cli import main

FOLDER = Path(__file__).parent
ORDER = ("units", "sick_leave", "accounts", "activity", "survey_invited", "survey_answers", "survey_means", "kostra")
"""Units first: the other kinds name units."""


@pytest.mark.parametrize("name", sorted(path.parent.name for path in FOLDER.glob("*/expected.json")))
def test_case(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Import the files, run the commands, compare the fields."""
    folder = FOLDER / name
    inputs = sorted((path for path in folder.iterdir() if path.stem in ORDER), key=lambda path: ORDER.index(path.stem))
    entries: list[dict[str, Any]] = [{"command": ["import", path.stem, path.name]} for path in inputs]
    entries += json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    wrong = [text for entry in entries for text in _run(entry, folder, tmp_path / "store", capsys)]
    assert wrong == []


def _run(entry: dict[str, Any], folder: Path, store: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """One command, and what is not as it should be."""
    words = [str(folder / word) if (folder / word).is_file() else word for word in entry["command"]]
    as_json = ["--format", "json"] if words[0] == "evaluate" else []
    status = main([*words, "--store", str(store), "--scorecards", str(folder / "scorecards"), *as_json])
    told = capsys.readouterr()
    wrong = [] if status == entry.get("exit", 0) else [f"{entry['command']}: exit {status}: {told.err}"]
    wrong += [f"no «{text}» in {told.err}" for text in entry.get("stderr_contains", []) if text not in told.err]
    wrong += [f"no «{text}» in {told.out}" for text in entry.get("stdout_contains", []) if text not in told.out]
    rows = json.loads(told.out)["evaluations"] if entry.get("find") else []
    return wrong + [text for find in entry.get("find", []) for text in _differences(find, rows)]


def _differences(find: dict[str, Any], rows: list[dict[str, Any]]) -> list[str]:
    where = find["where"]
    found = [row for row in rows if where.items() <= {key: row[key] for key in where}.items()]
    if len(found) != find.get("count", 1):
        return [f"{len(found)} rows are {where}"]
    expected = find.get("expect", {})
    return [
        f"{where} {key}: {found[0][key]}, not {expected[key]}"
        for key in expected
        if not _same(expected[key], found[0][key])
    ]


def _same(expected: Any, got: Any) -> bool:
    """Numbers to 1e-9; objects in the listed keys only."""
    if isinstance(expected, dict):
        return isinstance(got, dict) and all(_same(expected[key], got[key]) for key in expected)
    if isinstance(expected, list):
        return isinstance(got, list) and len(got) == len(expected) and all(map(_same, expected, got))
    if isinstance(expected, (int, float)) and not isinstance(expected, bool) and isinstance(got, (int, float)):
        return not isinstance(got, bool) and math.isclose(expected, got, rel_tol=1e-9, abs_tol=1e-9)
    return bool(expected == got)
