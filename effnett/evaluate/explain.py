"""Where a value comes from: the query that ran, the rows it read, and the files they came in (docs/semantics.md 7)."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.evaluate.kostra import kostra_series
from effnett.evaluate.observations import queries_of
from effnett.evaluate.queries import Query, Request, assembled, query, statement
from effnett.evaluate.regions import region_codes
from effnett.evaluate.series import flow_series
from effnett.evaluate.shielding import Shield, shields_of
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
    scorecard: Scorecard,
    indicator_id: str,
    facts: Facts,
    as_of: AsOf,
    org_unit: str | None = None,
    only: Container[str] | None = None,
) -> Explanation:
    """Explain one indicator's value for a unit. KeyError for an indicator the scorecard lacks.

    `only` are the units whose rows are told of, where not all of those that are summed; a published figure has one.
    """
    position = _position(scorecard, indicator_id)
    indicator, unit = scorecard.indicators[position], org_unit or scorecard.org_unit
    evaluation = evaluate_scorecard(scorecard, facts, as_of, unit).evaluations[position]
    request = Request([indicator], [unit], as_of)
    queries = tuple(queries_of(facts, request))
    if evaluation.absent is Absent.SUPPRESSED:
        return Explanation(evaluation, queries, (), (), (), hidden=True)
    raw = _raw_queries(facts, indicator, evaluation, request, reads(facts, [unit], as_of.day))
    found = [_found(facts, one) for one in raw]
    if only is not None and indicator.measure.source is not Source.KOSTRA:
        found = [table.of(lambda row: row[0] in only) for table in found]
    told = _told(found, shields_of(facts, scorecard.indicators).get(position), tree_at(facts, as_of.month))
    sources = tuple(source for table in told for source in _source_files(table))
    return Explanation(evaluation, queries, *_readable(_first_with_rows(told)), sources, told != found)


def _told(found: list[_Table], shield: Shield | None, tree: int) -> list[_Table]:
    """The tables less the rows of units whose own figure for the period is hidden."""
    if shield is None:
        return found
    return [table.of(lambda row: shield.is_shown(tree, row[0], (row[1], row[2]))) for table in found]


def _first_with_rows(tables: Sequence[_Table]) -> _Table:
    return next((table for table in tables if table.rows), tables[0] if tables else _Table((), []))


def _position(scorecard: Scorecard, indicator_id: str) -> int:
    """An indicator's place in its scorecard."""
    places = {one.id: place for place, one in enumerate(scorecard.indicators)}
    return places[indicator_id]


class _Table(NamedTuple):
    """Rows as they were read. The first three columns are the unit, the last month and the span."""

    names: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def of(self, wanted: Callable[[tuple[Any, ...]], bool]) -> _Table:
        """The same with the wanted rows alone."""
        return self._replace(rows=[row for row in self.rows if wanted(row)])


def _found(facts: Facts, raw: Query) -> _Table:
    """The column names and rows of a query."""
    cursor = facts.cursor().execute(raw.sql, raw.parameters)
    rows = cursor.fetchall()
    return _Table(tuple(column[0] for column in cursor.description or ()), rows)


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


_RAW_SERIES = 1
"""The number of the series that the rows of a raw table are given, as they have none."""


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
        "surveys": [_RAW_SERIES] if measure.source is Source.SURVEY else [],
    }
    kind = measure.series if measure.source is Source.ACCOUNTS else measure.source.value
    return [_raw_query(table, everything, who) for table in _RAW_TABLES[kind]]


def _raw_query(table: _RawTable, parameters: dict[str, Any], who: Reads) -> Query:
    text = assembled("rows.sql", who, "$window").format(table=table.name, columns=table.columns, series=table.series)
    return query(text, parameters, who)


def _readable(table: _Table) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
    """The columns and rows with the period as a key in place of the month's index and the span, and of the import
    the file alone."""
    shown = [at for at, name in enumerate(table.names) if name not in ("span", *_IMPORT_COLUMNS[1:])]
    columns = tuple("period" if table.names[at] == "last" else table.names[at] for at in shown)
    rows = (
        tuple(
            Period(row[1], row[2]).key if name == "period" else row[at] for name, at in zip(columns, shown, strict=True)
        )
        for row in table.rows
    )
    return columns, tuple(rows)


def _source_files(table: _Table) -> tuple[SourceFile, ...]:
    """The files behind some rows, each with its lines."""
    lines: dict[tuple[Any, ...], list[int]] = {}
    for row in table.rows:
        cells = dict(zip(table.names, row, strict=True))
        if cells["file"] is not None:
            lines.setdefault(tuple(cells[name] for name in _IMPORT_COLUMNS), []).append(cells["line"])
    return tuple(
        SourceFile(file, kind, tuple(sorted(found)), at, who, checksum)
        for (file, kind, at, who, checksum), found in lines.items()
    )
