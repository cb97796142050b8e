"""Makers of small batches; also used by the processes that the tests start and kill."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from effnett.model.batch import Batch, Kind, Series
from effnett.store.publish import Source

_TYPES = {
    "last": pa.int32(), "span": pa.int32(), "line": pa.int32(), "series": pa.int32(), "employees": pa.int32(),
    "respondents": pa.int32(), "invited": pa.int32(), "responded": pa.int32(), "year": pa.int16(), "age": pa.int16(),
    "quality": pa.int8(), "valid_from": pa.date32(), "valid_to": pa.date32(), "from_date": pa.date32(),
    "from_year": pa.int32(), "to_year": pa.int32(),
}  # fmt: skip
_NUMBERS = {
    "agreed_days",
    "self_certified_days",
    "doctor_certified_days",
    "short_term_days",
    "long_term_days",
    "budget",
}
_NUMBERS |= {"actual", "amount", "persons", "answer", "mean", "sd", "numerator", "denominator", "weight", "value"}


def batch(kind: Kind, header: str, *rows: Sequence[object], table: str = "", **more: object) -> Batch:
    """A batch of rows under a header such as `"org_unit last"`; lines count from 2, as under a header."""
    names = header.split()
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    columns["line"] = list(range(2, len(rows) + 2))
    types = {name: _TYPES.get(name, pa.float64() if name in _NUMBERS else pa.string()) for name in columns}
    arrays = {name: pa.array(values, types[name]) for name, values in columns.items()}
    return Batch(kind, table or kind.value, pa.table(arrays), **more)  # type: ignore[arg-type]  # the test's own


def units(*rows: tuple[str, str, str | None]) -> Batch:
    """Units by code, name and parent."""
    header = "org_unit name kind parent valid_from valid_to successor kostra_code employees"
    whole = [(code, name, "", parent, date(2005, 1, 1), None, None, None, 10) for code, name, parent in rows]
    return batch(Kind.UNITS, header, *whole)


def sick_leave(*rows: tuple[str, int, float, float]) -> Batch:
    """Sick leave by unit, month, agreed days and doctor-certified days."""
    header = (
        "org_unit last span agreed_days self_certified_days doctor_certified_days "
        "short_term_days long_term_days employees mark quality"
    )
    whole = [(unit, last, 1, agreed, 1.0, days, None, None, 12, None, 3) for unit, last, agreed, days in rows]
    return batch(Kind.SICK_LEAVE, header, *whole)


def accounts(*rows: tuple[str, int, str, float]) -> Batch:
    """Accounts by unit, month, account and actual."""
    header = "org_unit last span function account budget actual mark quality"
    return batch(Kind.ACCOUNTS, header, *[(u, last, 1, "201", a, 100.0, x, None, 3) for u, last, a, x in rows])


def activity(*rows: tuple[str, str, int, int, float]) -> Batch:
    """Activity by measure, unit, last month, span and numerator."""
    header = "measure org_unit last span numerator denominator mark quality"
    return batch(Kind.ACTIVITY, header, *[(m, u, last, span, n, None, None, 3) for m, u, last, span, n in rows])


def kostra(series: Series | Sequence[Series], *rows: tuple[int, str, int, float | None, str | None], names=()) -> Batch:
    """KOSTRA cells by series' position, region, year, value and mark."""
    listed = (series,) if isinstance(series, Series) else tuple(series)
    header = "series region last span value mark quality"
    whole = [(at, region, year * 12 + 11, 12, value, mark, 3) for at, region, year, value, mark in rows]
    return batch(Kind.KOSTRA, header, *whole, series=listed, regions=tuple(names))


def wave(number: int, rows: int = 400, series: str = "KOSwave") -> Batch:
    """A KOSTRA file whose every cell is `number`: half an import would show two numbers at once."""
    cells = [(0, f"{at % 80:04d}", 2000 + at // 80, float(number), None) for at in range(rows)]
    return kostra(Series(series), *cells)


def source(name: str = "fil.csv", **more: object) -> Source:
    """Where a batch came from."""
    return Source(name, **more)  # type: ignore[arg-type]  # the test's own
