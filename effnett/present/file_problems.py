"""What is wrong with a data file, for a person on a page: no commands or options, kinds by the names they have there.

The readers speak to the command line too, which has codes of kinds, commands and options (docs/contract.md 3).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from effnett.errors import Place, Problem
from effnett.model.batch import Kind
from effnett.present.messages import problem_html
from effnett.present.wording import say

_KIND: Final = f"(?:{'|'.join(kind.value for kind in Kind)})"
_CODE: Final = re.compile(rf"\b{_KIND}\b")
_NAMING: Final = (
    rf"[Ss]laget {_KIND}\b",
    rf"\bser ut som {_KIND}(?:, {_KIND})*",
    rf"(?:^|(?<=\. )){_KIND} skal ha\b",
    rf"\bles inn {_KIND} på nytt",
)
_NAMED: Final = re.compile("|".join(_NAMING))
_OTHER_KIND: Final = re.compile(rf"Prøv effnett import ({_KIND}) .*", re.DOTALL)
_UNITS_FIRST: Final = re.compile(r"Les inn enhetene først: effnett import units FIL")
_CONTENTS: Final = re.compile(r"--contents(?: KODE)?")
_TABLE: Final = re.compile(r"--table")
_TOLD: Final = re.compile(r"(?::(?P<line>\d+))?(?::(?P<column>\d+))?: (?P<what>.*)", re.DOTALL)

_REPLACED: Final[tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], str]], ...]] = (
    (_OTHER_KIND, lambda language, found: say("problem.other_kind", language, kind=_word(found[1], language))),
    (_UNITS_FIRST, lambda language, _: say("problem.units_first", language, kind=_word("units", language))),
    (_NAMED, lambda language, found: _CODE.sub(lambda code: _word(code[0], language), found[0])),
    (_CONTENTS, lambda language, _: f"«{say('data.contents', language)}»"),
    (_TABLE, lambda language, _: f"«{say('data.table', language)}»"),
)


def file_problems_html(problems: Iterable[Problem], file: str, language: str = "nb") -> str:
    """The problems of one file as list items; its name stands above them."""
    return "".join(problem_html(on_page(problem, language), file, language) for problem in problems)


def on_page(problem: Problem, language: str = "nb") -> Problem:
    """The same problem in the words of the page.

    >>> on_page(Problem(Place("a.csv"), "fila ser ut som sick_leave", "Prøv effnett import sick_leave a.csv"))[1:3]
    ('fila ser ut som «Sykefravær»', 'Velg «Sykefravær» under «Hva inneholder filen?»')
    """
    return problem._replace(what=_told(problem.what, language), hint=_told(problem.hint, language))


def read_back(text: str, file: str) -> Problem:
    """A problem that was kept as the line the command told it in (`a.csv:3:3: what is wrong. what to do`).

    >>> read_back("a.csv:3: month er tom", "a.csv")
    Problem(place=Place(file='a.csv', line=3, column=None), what='month er tom', hint='', warning=False)
    """
    found = _TOLD.fullmatch(text, len(file)) if text.startswith(file) else None
    if found is None:
        return Problem(Place(file), text)
    line, column = (int(found[part]) if found[part] else None for part in ("line", "column"))
    return Problem(Place(file, line, column), found["what"])


def _told(text: str, language: str) -> str:
    for pattern, words in _REPLACED:
        text = pattern.sub(partial(words, language), text)
    return text


def _word(code: str, language: str) -> str:
    return f"«{say(f'kind.{code}', language)}»"
