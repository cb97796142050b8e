"""What is loaded, how old it is, where it came from and what it replaced; for `status` and the Data page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from effnett.errors import Place, Problem
from effnett.model.batch import Kind
from effnett.model.periods import Period, last_day
from effnett.store.refusals import Refused, refused
from effnett.store.sql import Rows, quoted

__all__ = ["Import", "Loaded", "Newest", "Refused", "Replaced", "history", "imports", "loaded", "newest", "refused"]
__all__ += ["rejects", "stale"]

MAX_AGE: Final = 24
"""Months after which a newest figure is stale (docs/semantics.md 1)."""

_MONTHS = "last", "span"
_YEARS = "year * 12 + 11", "12"
_NONE = "NULL::INTEGER", "NULL::INTEGER"

_TABLES: Final = {
    "units": (Kind.UNITS, "org_unit", _NONE),
    "sick_leave": (Kind.SICK_LEAVE, "org_unit", _MONTHS),
    "accounts": (Kind.ACCOUNTS, "org_unit", _MONTHS),
    "accounts_extract": (Kind.ACCOUNTS, "org_unit", _MONTHS),
    "survey_answers": (Kind.SURVEY_ANSWERS, "org_unit", _MONTHS),
    "survey_means": (Kind.SURVEY_MEANS, "org_unit", _MONTHS),
    "survey_invited": (Kind.SURVEY_INVITED, "org_unit", _MONTHS),
    "activity": (Kind.ACTIVITY, "org_unit", _MONTHS),
    "kostra": (Kind.KOSTRA, "region", _MONTHS),
    "population": (Kind.POPULATION, "region", _YEARS),
    "region_codes": (Kind.REGION_CODES, "old_code", _NONE),
    "region_groups": (Kind.REGION_GROUPS, "org_unit", _NONE),
}
_LOADED = """
    SELECT count(*), count(DISTINCT {unit}), min({last}), arg_min({span}, {last}), max({last}), arg_max({span}, {last}),
           max(import_id)
    FROM {table}
"""
_NEWEST = """
    WITH k AS (SELECT series, max(last) AS last, arg_max(span, last) AS span FROM kostra GROUP BY series)
    SELECT 'kostra', contents, "table", filters, label, last, span FROM k JOIN kostra_series USING (series)
    UNION ALL
    SELECT kind, survey, '', '{}', '', max(last), arg_max(span, last)
    FROM (SELECT 'survey_answers' AS kind, survey, last, span FROM survey_answers
          UNION ALL SELECT 'survey_means', survey, last, span FROM survey_means) GROUP BY kind, survey
    UNION ALL
    SELECT 'activity', measure, '', '{}', '', max(last), arg_max(span, last) FROM activity GROUP BY measure
    ORDER BY ALL
"""
_IMPORTS = """
    SELECT import_id, kind, file, checksum, bytes, imported_at, imported_by, taken, replaced, unchanged, rejected,
           coalesce(notices, [])
    FROM imports ORDER BY import_id DESC LIMIT $most
"""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a raw table holds. `first` and `last` are the earliest and latest period, None where the kind has none.

    `newest` is the import that the newest row came with.
    """

    kind: Kind
    table: str
    rows: int
    org_units: int
    first: Period | None
    last: Period | None
    newest: Import | None


@dataclass(frozen=True, slots=True)
class Import:
    """A file that landed. `imported_at` is UTC without a time zone, as DuckDB keeps it."""

    import_id: int
    kind: Kind
    file: str
    checksum: str
    bytes: int
    imported_at: datetime
    imported_by: str
    taken: int
    replaced: int
    unchanged: int
    rejected: int
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest period of a KOSTRA series, a survey or an activity measure."""

    kind: Kind
    id: str
    table: str
    filters: tuple[tuple[str, str], ...]
    label: str
    period: Period

    @property
    def name(self) -> str:
        """The id with the codes that tell it from others."""
        return " ".join([self.id, *(f"{dimension}={code}" for dimension, code in self.filters)])


@dataclass(frozen=True, slots=True)
class Replaced:
    """A row that a corrected file replaced: the row, the import it came with and the one that took its place."""

    table: str
    row: Mapping[str, Any]
    import_id: int
    replaced_by: int


def loaded(facts: Rows) -> list[Loaded]:
    """The raw tables that hold something."""
    log = {one.import_id: one for one in imports(facts)}
    found = (_loaded(facts, table, log) for table in _TABLES)
    return [one for one in found if one.rows]


def imports(facts: Rows, most: int | None = None) -> list[Import]:
    """The import log, newest first."""
    found = facts.rows(_IMPORTS, {"most": most})
    return [
        Import(number, Kind(kind), file, checksum, size, at, who, taken, replaced, unchanged, rejected, tuple(notices))
        for number, kind, file, checksum, size, at, who, taken, replaced, unchanged, rejected, notices in found
    ]


def rejects(facts: Rows, import_id: int) -> list[Problem]:
    """The rows of an import that were left out, in the file's order."""
    sql = """SELECT i.file, r.line, r.what, r.hint FROM rejects r JOIN imports i USING (import_id)
             WHERE import_id = ? ORDER BY r.line"""
    return [Problem(Place(file, line), what, hint or "") for file, line, what, hint in facts.rows(sql, [import_id])]


def newest(facts: Rows) -> list[Newest]:
    """The newest period of every KOSTRA series, survey and activity measure."""
    return [
        Newest(Kind(kind), name, table or "", tuple(json.loads(filters).items()), label or "", Period(last, span))
        for kind, name, table, filters, label, last, span in facts.rows(_NEWEST)
    ]


def stale(facts: Rows, day: date, max_age: int = MAX_AGE) -> list[Newest]:
    """Those whose newest period ended more than `max_age` months before a day."""
    return [one for one in newest(facts) if last_day(one.period.last + max_age) < day]


def history(facts: Rows, table: str, key: Mapping[str, object]) -> list[Replaced]:
    """What was replaced in a raw table under a key, such as `{"org_unit": "a", "last": 24107}`, newest first."""
    sql = """SELECT "table", "row", import_id, replaced_by FROM history
             WHERE "table" = ? AND json_contains("row", ?) ORDER BY replaced_by DESC"""
    found = facts.rows(sql, [table, json.dumps(dict(key), ensure_ascii=False)])
    return [Replaced(name, json.loads(row), number, by) for name, row, number, by in found]


def _loaded(facts: Rows, table: str, log: Mapping[int, Import]) -> Loaded:
    kind, unit, (last, span) = _TABLES[table]
    sql = _LOADED.format(unit=quoted(unit), last=last, span=span, table=quoted(table))
    rows, units, first, first_span, newest_last, newest_span, number = facts.rows(sql)[0]
    first_period, last_period = (_period(*pair) for pair in ((first, first_span), (newest_last, newest_span)))
    return Loaded(kind, table, rows, units, first_period, last_period, log.get(number))


def _period(last: int | None, span: int | None) -> Period | None:
    return None if last is None or span is None else Period(last, span)
