"""Where a value comes from: the query that ran, the rows it read, and the files they came in (docs/semantics.md 7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.evaluate.kostra import kostra_series
from effnett.evaluate.observations import queries_of
from effnett.evaluate.queries import Query, Request, assembled, query, statement
from effnett.evaluate.regions import region_codes
from effnett.evaluate.series import flow_series
from effnett.evaluate.shielding import shields_of
from effnett.evaluate.tree import Reads, org_tree, reads
from effnett.evaluate.trees import tree_at
from effnett.model.evaluation import Evaluation
from effnett.model.observation import Absent
from effnett.model.periods import AsOf, Period, month_index
from effnett.model.scorecard import Indicator, Scorecard, Source
from effnett.store.facts import Facts


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that rows came from, and their lines in it (cells, for JSON-stat), sorted."""

    file: str
    kind: str
    lines: tuple[int, ...]
    imported_at: datetime
    imported_by: str
    checksum: str


@dataclass(frozen=True)
class Explanation:
    """A value's whole way back. `rows` go with `columns`; both are empty where the value may not be shown.

    `hidden` says that rows are left out, and their lines: those of units whose own figure for the period is hidden.
    How many lines a unit has may tell how many different answers it gave.
    """

    evaluation: Evaluation
    queries: tuple[Query, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    sources: tuple[SourceFile, ...]
    hidden: bool = False

    @property
    def sql(self) -> str:
        """The statements that ran."""
        return "\n".join(query.sql for query in self.queries)


def explain(
    scorecard: Scorecard, indicator_id: str, facts: Facts, as_of: AsOf, org_unit: str | None = None
) -> Explanation:
    """Explain one indicator's value for a unit. KeyError for an indicator the scorecard lacks."""
    unit = org_unit or scorecard.org_unit
    position, indicator = next(
        ((i, one) for i, one in enumerate(scorecard.indicators) if one.id == indicator_id), (-1, None)
    )
    if indicator is None:
        raise KeyError(indicator_id)
    evaluation = evaluate_scorecard(scorecard, facts, as_of, unit).evaluations[position]
    request = Request([indicator], [unit], as_of)
    who = reads(facts, [unit], as_of.day)
    queries = tuple(queries_of(facts, request))
    if evaluation.absent is Absent.SUPPRESSED:
        return Explanation(evaluation, queries, (), (), (), hidden=True)
    shield, tree = shields_of(facts, scorecard.indicators).get(position), tree_at(facts, as_of.month)
    found = [_found(facts, raw) for raw in _raw_queries(facts, indicator, evaluation, request, who)]
    tables = [
        (names, [row for row in rows if shield is None or shield.is_shown(tree, row[0], (row[1], row[2]))])
        for names, rows in found
    ]
    hidden = sum(len(rows) for _, rows in tables) < sum(len(rows) for _, rows in found)
    sources = tuple(source for names, rows in tables for source in _source_files(names, rows))
    names, seen = next((table for table in tables if table[1]), tables[0] if tables else ([], []))
    names = [name for name in names if name not in _IMPORT_COLUMNS[1:]]
    columns = tuple("period" if name == "last" else name for name in names if name != "span")
    return Explanation(evaluation, queries, columns, tuple(_readable(names, row) for row in seen), sources, hidden)


def _found(facts: Facts, raw: Query) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The column names and rows of a query."""
    cursor = facts.cursor().execute(raw.sql, raw.parameters)
    rows = cursor.fetchall()
    return [column[0] for column in cursor.description or ()], rows


_IMPORT_COLUMNS = ("file", "kind", "imported_at", "imported_by", "checksum")


@dataclass(frozen=True, slots=True)
class _RawTable:
    """A raw table: its columns of figures, and which of its rows belong to a measure."""

    name: str
    columns: str
    series: str


_RAW_TABLES: Mapping[str, tuple[_RawTable, ...]] = {
    "sick_leave": (
        _RawTable(
            "sick_leave",
            "f.agreed_days, f.self_certified_days, f.doctor_certified_days, f.short_term_days, f.long_term_days, "
            "coalesce(f.employees, (SELECT u.employees FROM units u WHERE u.org_unit = f.org_unit)) AS employees, "
            "f.mark",
            "true",
        ),
    ),
    "actual_of_budget": (
        _RawTable(
            "accounts",
            "f.function, f.account, f.budget, f.actual, f.mark",
            "(list_contains($parts, '*') OR list_contains($parts, f.function))",
        ),
    ),
    "net_operating_expenditure": (
        _RawTable(
            "accounts_extract",
            "f.function, f.type, f.amount",
            "f.class = '1' AND (list_contains($parts, '*') OR list_contains($parts, f.function))",
        ),
    ),
    "activity": (_RawTable("activity", "f.numerator, f.denominator, f.mark", "f.measure = $key"),),
    "survey": (
        _RawTable(
            "survey_answers",
            "f.question, f.answer, f.respondents, f.mark",
            "f.survey = $key AND list_contains($parts, f.question)",
        ),
        _RawTable(
            "survey_means",
            "f.question, f.mean, f.sd, f.respondents, f.mark",
            "f.survey = $key AND list_contains($parts, f.question)",
        ),
    ),
}
"""By source, or by the accounts' measure; surveys may be counted or known by their means."""


def _raw_queries(
    facts: Facts, indicator: Indicator, evaluation: Evaluation, request: Request, who: Reads
) -> Sequence[Query]:
    """Queries for the rows behind an evaluation, one a raw table; none where it has no window."""
    if evaluation.first is None or evaluation.last is None:
        return ()
    measure = indicator.measure
    end = month_index(evaluation.last)
    if measure.source is Source.KOSTRA:
        codes = region_codes(facts, org_tree(facts).unit(request.shown[0]).region)
        parameters = {"series": list(kostra_series(facts, measure)), "codes": list(codes), "end": end}
        return (Query(statement("kostra_rows.sql"), parameters),)
    own_rows = next((own for _, own in flow_series(facts, measure)), None)
    if own_rows is None:
        return ()
    everything = {
        "own_rows": [own_rows],
        "window": indicator.window.months(request.as_of),
        "first": month_index(evaluation.first),
        "end": end,
        "key": measure.series,
        "parts": list(measure.functions or (measure.question,)),
    }
    kind = measure.series if measure.source is Source.ACCOUNTS else measure.source.value
    return [_raw_query(table, everything, who) for table in _RAW_TABLES[kind]]


def _raw_query(table: _RawTable, parameters: dict[str, Any], who: Reads) -> Query:
    text = assembled("rows.sql", who, "$window").format(table=table.name, columns=table.columns, series=table.series)
    return query(text, parameters, who)


def _readable(names: Sequence[str], row: Sequence[Any]) -> tuple[Any, ...]:
    """A row with its period as a key in place of the month's index and the span."""
    cells = dict(zip(names, row, strict=False))
    period = Period(cells["last"], cells["span"])
    return tuple(period.key if name == "last" else cells[name] for name in names if name != "span")


def _source_files(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> tuple[SourceFile, ...]:
    """The files behind some rows, each with its lines."""
    lines: dict[tuple[Any, ...], list[int]] = {}
    for row in rows:
        cells = dict(zip(names, row, strict=True))
        if cells["file"] is not None:
            lines.setdefault(tuple(cells[name] for name in _IMPORT_COLUMNS), []).append(cells["line"])
    return tuple(
        SourceFile(file, kind, tuple(sorted(found)), at, who, checksum)
        for (file, kind, at, who, checksum), found in lines.items()
    )
