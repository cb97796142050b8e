"""A row's detail: its line over the years, the units below, its definition and where the figure comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Final

from effnett.evaluate.explain import Explanation, SourceFile
from effnett.evaluate.values import in_decimal, scale
from effnett.model.clock import local
from effnett.model.evaluation import Evaluation, Status
from effnett.model.organisation import OrgTree
from effnett.model.periods import AsOf, Window, first_day
from effnett.model.scorecard import EVERY_YEAR, Indicator, Source, TargetKind, in_language
from effnett.present import formatting as write
from effnett.present.drawing import bullet
from effnett.present.help import help_about
from effnett.present.plain import code_html, fold_html, plain_table
from effnett.present.pulls import beside_html
from effnett.present.table import change_text, pill_html
from effnett.present.views import Row, point_text, quantity, row_of, target_text, value_text
from effnett.present.wording import direction_word, say

MOST_ROWS: Final = 200
DECEMBER: Final = 12
WHOLE: Final = 100
_MOST_LINES: Final = 20
_CHECKSUM: Final = 12
"""How much of a file's checksum tells it from all others."""
_UNIT_HEADS: Final = ("unit", "target", "result", "status", "change", "bar")
_NUMERIC: Final = ("target", "result", "change")
_FIGURE_HEADS: Final = ("year", "period", "result", "target")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """The indicator for one unit below; `level` is how far below."""

    name: str
    level: int
    row: Row


def unit_rows(
    evaluations: Iterable[Evaluation], tree: OrgTree, top: str, as_of: AsOf, language: str = "nb"
) -> list[UnitRow]:
    """One indicator for the units below the top one, in the register's order."""
    above = len(list(tree.path(top)))
    below = [each for each in evaluations if each.org_unit != top]
    rows = [row_of(each, tree, as_of, language) for each in below]
    levels = [len(list(tree.path(each.org_unit))) - above for each in below]
    names = [tree.unit(each.org_unit).name for each in below]
    return [UnitRow(*found) for found in zip(names, levels, on_one_scale(rows), strict=True)]


def on_one_scale(rows: Sequence[Row]) -> list[Row]:
    """The rows with bars that can be compared with each other."""
    bars = [row.bar for row in rows if row.bar]
    if not bars:
        return list(rows)
    low, high = min(bar.low for bar in bars), max(bar.high for bar in bars)
    return [replace(row, bar=replace(row.bar, low=low, high=high) if row.bar else None) for row in rows]


def definition(indicator: Indicator, tree: OrgTree, language: str = "nb") -> list[tuple[str, str]]:
    """The definition card: terms and texts; what is not said is left out."""
    lines = {
        "description": in_language(indicator.description, language),
        "method": in_language(indicator.method, language),
        "source": say(f"source.{indicator.measure.source.value}", language),
        "formula": formula(indicator, language),
        "window": say(f"window.{indicator.window.value}", language),
        "direction": direction_word(indicator.direction, language),
        "near": _near(indicator, language),
        "targets": "\n".join(_targets(indicator, tree, language)),
        "breaks": "\n".join(f"{write.day(first_day(at), language)}: {why}" for at, why in indicator.breaks.items()),
        "owner": indicator.owner,
        "source_note": in_language(indicator.source_note, language),
        "file": str(indicator.place),
    }
    return [(say(f"card.{key}", language), text) for key, text in lines.items() if text]


def formula(indicator: Indicator, language: str = "nb") -> str:
    """The formula in words."""
    source = indicator.measure.source
    if source is not Source.SURVEY:
        times = " × 100" if source is Source.ACTIVITY and indicator.unit == "percent" else ""
        return say(f"formula.{source.value}", language) + times
    answers = ", ".join(f"{answer:g}" for answer in indicator.measure.answers)
    return say(f"formula.survey.{indicator.measure.statistic}", language, answers=answers)


def sum_text(evaluation: Evaluation, language: str = "nb") -> str:
    """The formula with the numbers in: `24 321,5 / 240 725 × 100 = 10,10 %`."""
    above, under = in_decimal(evaluation)
    if evaluation.value is None or evaluation.status is Status.SUPPRESSED or above is None or under is None:
        return ""
    if evaluation.indicator.measure.source is Source.KOSTRA:
        return value_text(evaluation, language)
    times = f" × {scale(evaluation.indicator)}" if scale(evaluation.indicator) != 1 else ""
    parts = " / ".join(write.number(part, 0 if float(part).is_integer() else 1, language) for part in (above, under))
    return f"{parts}{times} = {value_text(evaluation, language)}"


def series_html(evaluation: Evaluation, language: str = "nb") -> str:
    """The table of the same figures as the chart shows."""
    indicator = evaluation.indicator
    rows = [
        (
            str(point.year),
            write.span(point.first, point.last, language),
            point_text(point, indicator, language),
            target_text(point.target, indicator, language) or "–",
        )
        for point in evaluation.points
    ]
    return fold_html(
        say("detail.figures", language),
        plain_table([say(f"head.{key}", language) for key in _FIGURE_HEADS], rows),
    )


def heading_html(evaluation: Evaluation, language: str = "nb") -> str:
    """The heading of the detail, where the reader is taken, and the way back."""
    title = say("detail.of", language, title=in_language(evaluation.indicator.title, language))
    back = escape(say("detail.close", language))
    return (
        f'<section class="ef ef-detail" id="detail" data-indicator="{escape(evaluation.indicator.id)}" '
        f'tabindex="-1" aria-label="{escape(title, quote=True)}">'
        f'<h2>{escape(title)}</h2><button type="button" data-close="1" class="ef-close">{back}</button>'
        f"{_outlook_html(evaluation, language)}{beside_html(evaluation, language)}"
        f"<h3>{escape(say('detail.series', language))}{_same_part(evaluation, language)}"
        f"{_certainty_help(evaluation)}</h3></section>"
    )


def _certainty_help(evaluation: Evaluation) -> str:
    """For a survey's figure: how to read how sure it is; for a hidden one: why it is hidden."""
    if evaluation.status is Status.SUPPRESSED:
        return f'<br><span class="m">{help_about("skjerming")}</span>'
    if evaluation.indicator.measure.source is Source.SURVEY:
        return f'<br><span class="m">{help_about("er-endringen-reell")}</span>'
    return ""


def outlook(evaluation: Evaluation, language: str = "nb") -> str:
    """Where the year will land and what the rest of it must give, in one line; nothing where neither is known."""
    if evaluation.forecast is None or evaluation.last is None or evaluation.last.month == DECEMBER:
        return ""
    indicator = evaluation.indicator
    number = write.number(evaluation.forecast, indicator.decimals, language)
    told = say("outlook.forecast", language, value=quantity(number, indicator))
    return " ".join(part for part in (told, _rest_text(evaluation, language)) if part)


def _rest_text(evaluation: Evaluation, language: str) -> str:
    key, value = required_rest(evaluation, language)
    return say(f"outlook.{key}", language, value=value) if key else ""


def required_rest(evaluation: Evaluation, language: str = "nb") -> tuple[str, str]:
    """What the rest of the year must give, as the end of a key of words (`at_most`, `secured`) and how much.

    It is cut off so that keeping to it as written is enough. Both are empty where it is not known.
    """
    needed, target, indicator = evaluation.required_rest, evaluation.target, evaluation.indicator
    if needed is None or target is None:
        return "", ""
    at_most = target.kind is TargetKind.AT_MOST
    if needed < 0:
        return ("below_nothing" if at_most else "secured"), ""
    if needed > WHOLE and indicator.unit == "percent" and indicator.measure.source is not Source.ACCOUNTS:
        if not at_most:
            return "above_all", quantity(write.number(WHOLE, 0, language), indicator)
        return "secured", ""
    number = write.towards(needed, at_most, indicator.decimals, language)
    return ("at_most" if at_most else "at_least"), quantity(number, indicator)


def _outlook_html(evaluation: Evaluation, language: str) -> str:
    told = outlook(evaluation, language)
    if not told:
        return ""
    how = escape(say("outlook.how", language))
    return f'<p><b>{escape(told)}</b><br><span class="m">{how} {help_about("hvor-lander-aret")}</span></p>'


def _same_part(evaluation: Evaluation, language: str) -> str:
    """What part of each year the line shows, where it is not whole years."""
    first, last = evaluation.first, evaluation.last
    if evaluation.window is Window.LATEST or first is None or last is None:
        return ""
    told = write.span(first, last, language).removesuffix(f" {last.year}")
    if told == str(last.year):
        return ""
    return f'<br><span class="m">{escape(say("period.same", language, span=told))}</span>'


def units_html(units: Sequence[UnitRow], language: str = "nb") -> str:
    """The units below as a table; nothing where there are none."""
    if not units:
        return ""
    heads = "".join(
        f'<th scope="col" class="{"num" if key in _NUMERIC else ""}">{escape(say(f"head.{key}", language))}</th>'
        for key in _UNIT_HEADS
    )
    told = [set(unit.row.details) for unit in units if unit.row.status not in (Status.NO_DATA, Status.SUPPRESSED)]
    same = set.intersection(*told) if len(told) > 1 else set()  # of one alone it is said in its own row
    body = "".join(_unit_html(unit, same) for unit in units)
    shared = [
        each for each in next((unit.row.details for unit in units if same <= set(unit.row.details)), ()) if each in same
    ]
    small = f'<br><span class="m">{escape(" · ".join(shared))}</span>' if shared else ""
    if any(unit.row.status is Status.SUPPRESSED for unit in units):
        small += f'<br><span class="m">{help_about("skjerming")}</span>'
    return (
        f"<h3>{escape(say('detail.units', language))}{small}</h3>"
        f'<div class="ef-wide" tabindex="0"><table class="ef-units"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def definition_html(lines: Iterable[tuple[str, str]], language: str = "nb") -> str:
    """The definition card."""
    items = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text).replace(chr(10), '<br>')}</dd>" for term, text in lines)
    return f'<h3>{escape(say("detail.definition", language))}</h3><dl class="ef-dl">{items}</dl>'


def explanation_html(explanation: Explanation, language: str = "nb") -> str:
    """The way back to the files, to be opened by the reader: formula, files and lines, rows, SQL."""
    evaluation = explanation.evaluation
    total = sum_text(evaluation, language)
    files = "".join(f"<li>{escape(source_text(source, language))}</li>" for source in explanation.sources)
    parts = [
        f"<p>{escape(formula(evaluation.indicator, language))} {help_about('hvor-kommer-tallet-fra')}</p>",
        f"<p><b>{escape(total)}</b></p>" if total else "",
        f"<h3>{escape(say('explain.sources', language))}</h3><ul>{files}</ul>" if files else "",
        _rows_html(explanation, language),
        fold_html(say("explain.sql", language), code_html(_sql(explanation))),
    ]
    return fold_html(say("detail.explain", language), "".join(parts))


def _unit_html(unit: UnitRow, same: Collection[str]) -> str:
    """One unit below; what is said of every unit alike is not said again."""
    row = unit.row
    told = " · ".join(each for each in row.details if each not in same)
    small = f'<br><span class="m">{escape(told)}</span>' if told else ""
    signal = f'<br><span class="m">{escape(row.signal)}</span>' if row.signal else ""
    space = "\u2003" * (unit.level - 1)
    return (
        f'<tr><th scope="row">{space}{escape(unit.name)}</th><td class="num nw">{escape(row.target)}</td>'
        f'<td class="num"><b>{escape(row.value)}</b>{small}</td><td>{pill_html(row.status, row.status_word)}</td>'
        f'<td class="num">{escape(change_text(row))}{signal}</td><td>{bullet(row.bar, row.status)}</td></tr>'
    )


def _near(indicator: Indicator, language: str) -> str:
    if not indicator.near:
        return ""
    near = write.limit(indicator.near, indicator.decimals, language)
    near = say("percentage_points", language, text=near) if indicator.unit == "percent" else quantity(near, indicator)
    return say("card.near.text", language, near=near)


def _targets(indicator: Indicator, tree: OrgTree, language: str) -> Iterator[str]:
    """The target of each year, for the whole and for units of their own, with notes and steps."""
    for unit, targets in [("", indicator.targets), *indicator.org_unit_targets.items()]:
        for year, target in sorted(targets.items()):
            when = say("every_year", language) if year == EVERY_YEAR else str(year)
            who = f"{tree.unit(unit).name}, " if unit else ""
            steps = ", ".join(write.limit(step, indicator.decimals, language) for step in target.steps)
            note = " – ".join(part for part in (f"({steps})" if steps else "", target.note) if part)
            yield f"{who}{when}: {target_text(target, indicator, language)} {note}".rstrip()


def source_text(source: SourceFile, language: str = "nb") -> str:
    """A file, its lines, when it was read and by whom, and what tells its content from another's."""
    return say(
        "explain.source",
        language,
        file=source.file,
        lines=_lines(source.lines),
        day=write.day(local(source.imported_at).date(), language),
        time=f"{local(source.imported_at):%H.%M}",
        checksum=source.checksum[:_CHECKSUM],
        who=source.imported_by or say("unknown_person", language),
    )


def _lines(lines: Sequence[int]) -> str:
    """`2–9, 14`: lines of a file, runs written as one."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], line]
        else:
            runs.append([line])
    texts = ["–".join(str(line) for line in run) for run in runs]
    return ", ".join(texts[:_MOST_LINES]) + (" …" if len(texts) > _MOST_LINES else "")


def _rows_html(explanation: Explanation, language: str) -> str:
    hidden = f"<p>{escape(say('explain.hidden', language))}</p>" if explanation.hidden else ""
    if not explanation.rows:
        return hidden
    rows = [["" if cell is None else _cell(cell, language) for cell in row] for row in explanation.rows[:MOST_ROWS]]
    left = len(explanation.rows) - len(rows)
    more = f"<p>{escape(say('more', language, n=left))}</p>" if left else ""
    title = say("explain.rows", language, n=len(explanation.rows))
    inside = plain_table(list(explanation.columns), rows) + more
    return f"{hidden}<details><summary>{escape(title)}</summary>{inside}</details>"


def _cell(value: object, language: str) -> str:
    if isinstance(value, float):
        return write.number(value, 0 if value.is_integer() else 2, language)
    return str(value)


def _sql(explanation: Explanation) -> str:
    return "\n\n".join(
        query.sql.strip() + "".join(f"\n-- ${name} = {value}" for name, value in query.parameters.items())
        for query in explanation.queries
    )
