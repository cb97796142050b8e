"""What the YAML parser's errors mean to the person who wrote the file."""

from __future__ import annotations

from typing import Final

import yaml

from effnett.define.mistakes import Mistakes
from effnett.errors import Place

# What the parser says, and the message that helps. Both parsers' wordings; the first that fits is used.
_MEANINGS: Final = (
    ("mapping values are not allowed", "colon_in_text"),
    ("found unknown escape character", "unknown_escape"),
    ("while scanning a quoted scalar", "quote_not_closed"),
    ("while parsing a flow", "bracket_not_closed"),
    ("found undefined tag handle", "bad_tag"),
    ("found undefined alias", "undefined_alias"),
    ("while scanning an alias", "bad_alias"),
    ("while scanning an anchor", "bad_alias"),
    ("could not find expected ':'", "colon_missing"),
    ("did not find expected key", "indentation"),
    ("did not find expected '-' indicator", "indentation"),
    ("expected <block end>", "indentation"),
    ("block sequence entries are not allowed", "indentation"),
    ("cannot start any token", "special_character"),
)

_OPENED: Final = frozenset({"quote_not_closed", "bracket_not_closed"})
"""Told where they open: the parser notices only at the end of the file."""


def tell_syntax_error(error: yaml.MarkedYAMLError, text: str, file: str, mistakes: Mistakes) -> None:
    """Add what the parser stumbled over, at its place, with what to do."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.splitlines() or [""]
    line = min(line, len(lines) - 1)
    tab = _tab_in_indentation(lines, line)
    if tab:
        mistakes.add("tab", Place(file, *tab))
        return
    began = error.context_mark.line + 1 if error.context_mark else line + 1
    problem = " ".join(str(part) for part in (error.context, error.problem) if part)
    words = {"began": began, "problem": problem, "character": lines[line][column : column + 1]}
    meaning = _meaning(problem)
    if meaning in _OPENED and error.context_mark:
        line, column = error.context_mark.line, error.context_mark.column
    mistakes.add(meaning, Place(file, line + 1, column + 1), **words)


def _meaning(problem: str) -> str:
    return next((message for part, message in _MEANINGS if part in problem), "not_yaml")


def _tab_in_indentation(lines: list[str], at: int) -> tuple[int, int] | None:
    """Line and column of a tab that indents the line the parser stopped at, or the one before."""
    for line in (at, at - 1):
        if line >= 0:
            blank = lines[line][: len(lines[line]) - len(lines[line].lstrip())]
            if "\t" in blank:
                return line + 1, blank.index("\t") + 1
    return None
