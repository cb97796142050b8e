"""What is loaded, how old it is, what was left out and why, as one piece of HTML for the Data page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from html import escape
from typing import Final, NamedTuple

from effnett.errors import Problem
from effnett.model.periods import Period
from effnett.present import formatting as write
from effnett.present.file_problems import file_problems_html, read_back
from effnett.present.messages import problem_html
from effnett.present.plain import fold_html, plain_table
from effnett.present.wording import say
from effnett.store.facts import Facts
from effnett.store.overview import Import, Loaded, Newest, Refused, imports, loaded, rejects, stale
from effnett.workspace import Workspace

_MOST: Final = 50
_IMPORTS: Final = 20
_LOADED_HEADS: Final = ("kind", "periods", "rows", "units", "newest", "who", "file")
_IMPORT_HEADS: Final = ("when", "kind", "file", "taken", "replaced", "unchanged", "rejected", "who")


class LeftOut(NamedTuple):
    """What did not land or has mistakes: messages that may tell any unit's figures."""

    refusals: Sequence[Refused]
    problems: Mapping[str, Iterable[Problem]]


def overview_html(facts: Facts, day: date, left_out: LeftOut | None) -> str:
    """Everything the store and the scorecards tell about themselves, as of a day.

    What was left out is for those who see all.
    """
    log = imports(facts)
    parts = (
        _loaded(loaded(facts)),
        _left_out(facts, log, left_out.refusals) if left_out else "",
        _stale(stale(facts, day), day),
        _problems(left_out.problems) if left_out else "",
        _imports(log),
    )
    return f'<div class="ef" data-page="data" data-done="{escape(facts.version)}">{"".join(parts)}</div>'


def access_notices(workspace: Workspace, login: bool) -> list[str]:
    """That the file that says who may come in is not in use, where there is one and no login."""
    return [say("access.not_in_use")] if not login and workspace.access() is not None else []


def _loaded(found: Sequence[Loaded]) -> str:
    if not found:
        return _section("data.loaded", f"<p>{escape(say('data.nothing'))}</p>")
    rows = [
        (
            say(f"kind.{one.kind.value}"),
            _periods(one.first, one.last),
            write.number(one.rows),
            write.number(one.org_units),
            _moment(one.newest.imported_at) if one.newest else "",
            one.newest.imported_by if one.newest else "",
            one.newest.file if one.newest else "",
        )
        for one in found
    ]
    return _section("data.loaded", plain_table([say(f"data.{key}") for key in _LOADED_HEADS], rows, numeric=(2, 3)))


def _imports(log: Sequence[Import]) -> str:
    rows = [
        (
            _moment(one.imported_at),
            say(f"kind.{one.kind.value}"),
            one.file,
            *(write.number(count) for count in (one.taken, one.replaced, one.unchanged, one.rejected)),
            one.imported_by,
        )
        for one in log[:_IMPORTS]
    ]
    if not rows:
        return ""
    table = plain_table([say(f"data.{key}") for key in _IMPORT_HEADS], rows, numeric=(3, 4, 5, 6))
    more = f"<p>{escape(say('more', n=len(log) - _IMPORTS))}</p>" if len(log) > _IMPORTS else ""
    return fold_html(say("data.imports"), table + more)


def _left_out(facts: Facts, log: Sequence[Import], refusals: Sequence[Refused]) -> str:
    """Rejected rows of files that landed, and files that did not land."""
    landed = [one for one in log if one.rejected]
    parts = [
        fold_html(
            say("data.rejected_rows", file=one.file, n=write.number(one.rejected), day=_moment(one.imported_at)),
            _problem_list(one.file, rejects(facts, one.import_id)),
        )
        for one in landed
    ]
    parts += [
        fold_html(
            _refusal_title(one),
            _problem_list(one.file, [read_back(text, one.file) for text in one.problems], one.more),
        )
        for one in refusals[:_IMPORTS]
    ]
    return _section("data.rejects", "".join(parts) or f"<p>{escape(say('data.no_rejects'))}</p>")


def _refusal_title(one: Refused) -> str:
    return say("data.refusal", file=one.file, kind=say(f"kind.{one.kind}"), day=_moment(datetime.fromisoformat(one.at)))


def _problem_list(file: str, problems: Sequence[Problem], more: int = 0) -> str:
    told = f"<ul>{file_problems_html(problems[:_MOST], file)}</ul>"
    return told + _more(max(0, len(problems) - _MOST) + more)


def _more(count: int) -> str:
    return f"<p>{escape(say('more', n=count))}</p>" if count > 0 else ""


def _stale(found: Sequence[Newest], day: date) -> str:
    if not found:
        return _section("data.stale", f"<p>{escape(say('data.no_stale'))}</p>")
    rows = [(say(f"kind.{one.kind.value}"), one.name, one.label, _period(one.period)) for one in found[:_MOST]]
    heads = [say("data.kind"), "Id", say("card.description"), say("data.newest_period")]
    count = f" ({len(found)})"
    table = plain_table(heads, rows) + _more(len(found) - _MOST)
    return _section("data.stale", fold_html(say("data.stale_per", day=write.day(day)) + count, table))


def _problems(problems: Mapping[str, Iterable[Problem]]) -> str:
    told = [problem for found in problems.values() for problem in found]
    errors = "".join(problem_html(problem) for problem in told if not problem.warning)
    warnings = [problem_html(problem) for problem in told if problem.warning]
    folded = fold_html(say("data.warnings", n=len(warnings)), f"<ul>{''.join(warnings)}</ul>") if warnings else ""
    listed = f"<ul>{errors}</ul>" if errors else f"<p>{escape(say('data.no_problems'))}</p>"
    return _section("data.problems", listed + folded)


def _section(key: str, inside: str) -> str:
    return f"<h2>{escape(say(key))}</h2>{inside}"


def _periods(first: Period | None, last: Period | None) -> str:
    if first is None or last is None:
        return ""
    return _period(first) if first == last else f"{_period(first)} – {_period(last)}"


def _period(period: Period) -> str:
    return write.span(period.first_day, period.last_day)


def _moment(when: datetime) -> str:
    return write.moment(when)
