"""The columns each kind of row lands in: those of store/schema.sql, less what the store gives (import_id, place)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pyarrow as pa

_PERIOD: Final = (("last", pa.int32()), ("span", pa.int32()))
_MARK: Final = (("mark", pa.string()), ("quality", pa.int8()))
_LINE: Final = ("line", pa.int32())


def _text(*names: str) -> tuple[tuple[str, pa.DataType], ...]:
    return tuple((name, pa.string()) for name in names)


def _numbers(*names: str) -> tuple[tuple[str, pa.DataType], ...]:
    return tuple((name, pa.float64()) for name in names)


def _counts(*names: str) -> tuple[tuple[str, pa.DataType], ...]:
    return tuple((name, pa.int32()) for name in names)


_DAYS: Final = ("agreed_days", "self_certified_days", "doctor_certified_days", "short_term_days", "long_term_days")

TABLES: Final[Mapping[str, pa.Schema]] = {
    name: pa.schema([*columns, _LINE])
    for name, columns in {
        "units": (
            *_text("org_unit", "name", "kind", "parent"),
            ("valid_from", pa.date32()),
            ("valid_to", pa.date32()),
            *_text("successor", "kostra_code"),
            *_counts("employees"),
        ),
        "sick_leave": (*_text("org_unit"), *_PERIOD, *_numbers(*_DAYS), *_counts("employees"), *_MARK),
        "accounts": (
            *_text("org_unit"),
            *_PERIOD,
            *_text("function", "account"),
            *_numbers("budget", "actual"),
            *_MARK,
        ),
        "accounts_extract": (
            *_text("org_unit"),
            *_PERIOD,
            *_text("class", "function", "type"),
            *_numbers("amount"),
            ("quality", pa.int8()),
        ),
        "population": (
            *_text("region"),
            ("year", pa.int16()),
            *_text("sex"),
            ("age", pa.int16()),
            *_numbers("persons"),
            ("quality", pa.int8()),
        ),
        "survey_answers": (
            *_text("survey"),
            *_PERIOD,
            *_text("org_unit", "question"),
            *_numbers("answer"),
            *_counts("respondents"),
            *_MARK,
        ),
        "survey_means": (
            *_text("survey"),
            *_PERIOD,
            *_text("org_unit", "question"),
            *_numbers("mean", "sd"),
            *_counts("respondents"),
            *_MARK,
        ),
        "survey_invited": (
            *_text("survey"),
            *_PERIOD,
            *_text("org_unit"),
            *_counts("invited", "responded"),
            ("quality", pa.int8()),
        ),
        "activity": (
            *_text("measure"),
            *_PERIOD,
            *_text("org_unit"),
            *_numbers("numerator", "denominator"),
            *_MARK,
        ),
        "region_codes": (*_text("old_code", "new_code"), ("from_date", pa.date32()), *_numbers("weight")),
        "region_groups": (*_text("group", "org_unit"), *_counts("from_year", "to_year")),
        "kostra": (*_counts("series"), *_text("region"), *_PERIOD, *_numbers("value"), *_MARK),
    }.items()
}
"""Arrow schema by table. A test holds them against schema.sql."""


def arrow_table(name: str, columns: Mapping[str, Sequence[object] | pa.Array], rows: int) -> pa.Table:
    """The rows of a table from lists or arrays by column; a column that is not given is empty throughout."""
    schema = TABLES[name]
    arrays = [_array(columns[f.name], f.type) if f.name in columns else pa.nulls(rows, f.type) for f in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(values: Sequence[object] | pa.Array, kind: pa.DataType) -> pa.Array:
    return values if isinstance(values, pa.Array) else pa.array(values, kind)
