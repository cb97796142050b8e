"""Pages that have nothing to show say what to do: as HTML, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from effnett.errors import Place, Problem
from effnett.present.plain import code_html
from effnett.present.wording import say

_COMMANDS: Final = "\n".join(
    (
        "python -m effnett import units enheter.csv",
        "python -m effnett import sick_leave sykefravaer.csv",
        "python -m effnett import survey_answers svar.csv",
        "python -m effnett import accounts regnskap.csv",
        "python -m effnett import kostra tabell.json",
    )
)


def empty_store_html(store: str, language: str = "nb") -> str:
    """What to load and how, with the commands to type."""
    return (
        f'<div class="ef ef-empty" data-page="empty"><h1>{escape(say("empty.heading", language))}</h1>'
        f"<p>{escape(say('empty.text', language, store=store))}</p>{code_html(_COMMANDS)}"
        f"<p>{escape(say('empty.or', language))}</p>{code_html('python -m effnett demo')}"
        f"<p>{escape(say('empty.then', language))}</p></div>"
    )


def no_scorecards_html(folder: str, language: str = "nb") -> str:
    """Where scorecards are looked for, and how to see what is wrong with them."""
    return (
        f'<div class="ef ef-empty"><h1>{escape(say("no_scorecards.heading", language))}</h1>'
        f"<p>{escape(say('no_scorecards.text', language, folder=folder))}</p>"
        f"{code_html(f'python -m effnett check {folder}')}</div>"
    )


def mistakes_html(title: str, file: str, problems: Iterable[Problem], language: str = "nb") -> str:
    """What stands in place of a scorecard whose file has mistakes: each with its place and what to do."""
    items = "".join(problem_html(problem, file, language) for problem in problems)
    return (
        f'<section class="ef" data-page="scorecard" data-problems="{escape(file)}"><h1>{escape(title)}</h1>'
        f'<div class="ef-note ef-wrong"><h2>{escape(say("mistakes.heading", language, file=file))}</h2>'
        f"<p>{escape(say('mistakes.text', language))}</p><ul>{items}</ul>"
        f"<p>{escape(say('mistakes.check', language))}</p>{code_html(f'python -m effnett check {file}')}"
        "</div></section>"
    )


def broken_text(titles: Sequence[str], files: Sequence[str], has_bar: bool = True, language: str = "nb") -> str:
    """One line on what the page shown is not: other scorecards, and files that all share, with mistakes in them.

    Where they are chosen is said of a page that has the bar, and of one that has none.
    """
    of_others = "mistakes.of_others" if has_bar else "mistakes.of_others.no_bar"
    quoted = ", ".join(f"«{title}»" for title in titles)
    told = [
        say(of_others, language, titles=quoted) if titles else "",
        say("mistakes.of_files", language, files=", ".join(files)) if files else "",
    ]
    return " ".join(part for part in told if part)


def problem_html(problem: Problem, inside: str = "", language: str = "nb") -> str:
    """One problem as a list item: place, what is wrong, what to do. In a list of one file its name is not repeated."""
    hint = f" {escape(problem.hint)}" if problem.hint else ""
    place = escape(_place_text(problem.place, inside, language))
    return f"<li><b>{place}</b><br>{escape(problem.what)}.{hint}</li>".replace("..", ".")


def _place_text(place: Place, inside: str, language: str) -> str:
    """`Linje 3, kolonne 3`, behind the name of the file where that has not been said."""
    if place.line is None:
        return place.file
    key = "place.line" if place.column is None else "place.column"
    told = say(key, language, line=place.line, column=place.column)
    return told if place.file == inside else f"{place.file}, {told[:1].lower()}{told[1:]}"
