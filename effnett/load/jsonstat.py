"""JSON-stat 2 as SSB gives it, from PxWeb v1 and PxWebApi 2 (docs/files.md).

Columns are built as whole lists, never cell by cell: row-major, the last dimension fastest.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from effnett.load.jsonstat_dimensions import Dimension, read_dimensions
from effnett.load.jsonstat_values import Figures, read_figures
from effnett.load.kostra import Asked, all_periods, kostra_batch, region_name, title_table
from effnett.load.rejects import Findings, refuse
from effnett.model.batch import Batch, Series
from effnett.model.periods import Period

_WRONG: Final = "Hent tabellen på nytt fra Statistikkbanken som JSON-stat 2"


def read_jsonstat(text: str, file: str, asked: Asked) -> Batch:
    """The figures of a JSON-stat file, marks and all."""
    dataset = _dataset(text, file)
    dimensions = read_dimensions(dataset, file)
    cells = prod(dimension.size for dimension in dimensions)
    figures = read_figures(dataset, cells, file)
    roles = _roles(dimensions, asked, file)
    series = _series(dataset, roles, asked, file)
    periods = all_periods(roles.time.codes, file)
    notices = list(figures.notices)
    columns = _columns(dimensions, roles, figures, periods, file)
    names = {code: region_name(label) for code, label in zip(roles.region.codes, roles.region.labels, strict=True)}
    return kostra_batch(columns, series, names, Findings(file, (), notices=notices))


def _dataset(text: str, file: str) -> dict[str, Any]:
    data = _parsed(text, file)
    if isinstance(data, dict) and "error" in data and "value" not in data:
        refuse(file, f"fila er en feilmelding: {str(data['error'])[:200]}", _WRONG)
    if isinstance(data, dict) and isinstance(data.get("dataset"), dict):  # JSON-stat 1 wraps it
        data = data["dataset"]
    if not isinstance(data, dict) or not {"value", "dimension"} <= set(data):
        refuse(file, "fila er JSON, men ikke JSON-stat 2", _WRONG)
    return data


def _parsed(text: str, file: str) -> Any:
    try:
        # Python reads NaN and Infinity as numbers; a parser told not to is slower, so only where they stand.
        return json.loads(text, parse_constant=_no_constant if "NaN" in text or "Infinity" in text else None)
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) - 1
        refuse(
            file,
            f"JSON-en {'er kuttet' if cut else 'er ødelagt'} ved tegn {error.pos + 1} ({error.msg})",
            _WRONG,
            error.lineno,
            error.colno,
        )
    except (RecursionError, ValueError) as error:
        refuse(file, f"JSON-en kan ikke leses ({error})", _WRONG)


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} er ikke et tall")


@dataclass(frozen=True)
class _Roles:
    region: Dimension
    time: Dimension
    contents: Dimension | None
    others: Sequence[Dimension]


def _roles(dimensions: Sequence[Dimension], asked: Asked, file: str) -> _Roles:
    found: dict[str, Dimension] = {}
    for dimension in dimensions:
        if dimension.role in found:
            refuse(
                file,
                f"fila har to dimensjoner av samme slag: {found[dimension.role].name} og {dimension.name}",
                _WRONG,
            )
        if dimension.role:
            found[dimension.role] = dimension
    for role, word in (("geo", "regioner"), ("time", "tid")):
        if role not in found:
            names = ", ".join(dimension.name for dimension in dimensions)
            refuse(file, f"fant ingen dimensjon med {word}; fila har {names}", "Hent tabellen med region og tid")
    contents = found.get("metric")
    if contents is None and not asked.contents:
        refuse(file, "fila sier ikke hvilken statistikkvariabel den har", "Oppgi den: --contents KODE")
    if contents and asked.contents and asked.contents not in contents.codes:
        refuse(
            file, f"fila har ikke «{asked.contents}»; den har {', '.join(contents.codes)}", "La være å oppgi --contents"
        )
    return _Roles(found["geo"], found["time"], contents, [d for d in dimensions if not d.role])


def _series(dataset: Mapping[str, Any], roles: _Roles, asked: Asked, file: str) -> list[Series]:
    """One series per contents code and combination of the other dimensions, the last of these fastest."""
    label = str(dataset.get("label") or "")
    table = asked.table_of(file, _table_id(dataset) or title_table(label))
    updated = str(dataset.get("updated") or "")
    codes = [[(dimension.name, code) for code in dimension.codes] for dimension in roles.others]
    return [
        Series(code, table, tuple(sorted(filters)), text, unit, decimals, updated)
        for code, text, unit, decimals in _contents(roles.contents, asked, label)
        for filters in product(*codes)
    ]


def _table_id(dataset: Mapping[str, Any]) -> str:
    extension = dataset.get("extension")
    px = extension.get("px") if isinstance(extension, dict) else None
    return str(px.get("tableid") or "") if isinstance(px, dict) else ""


def _contents(dimension: Dimension | None, asked: Asked, label: str) -> list[tuple[str, str, str, int | None]]:
    """Code, label, unit and decimals of each thing measured."""
    if dimension is None:
        return [(asked.contents or "", label, "", None)]
    pairs = zip(dimension.codes, dimension.labels, strict=True)
    return [(code, text, *dimension.unit_of(code)) for code, text in pairs]


def _columns(
    dimensions: Sequence[Dimension], roles: _Roles, figures: Figures, periods: Sequence[Period], file: str
) -> dict[str, Sequence[object] | pa.Array]:
    """Each column as a pattern over the cells."""
    total = len(figures.values)
    repeats: dict[str, tuple[int, int]] = {}
    inner = total
    for dimension in dimensions:
        inner //= dimension.size
        repeats[dimension.name] = inner, total // (inner * dimension.size)
    series = _pattern([0], 1, total)
    step = 1
    for dimension in reversed((*([roles.contents] if roles.contents else []), *roles.others)):
        if dimension.size > 1:
            numbers = [at * step for at in range(dimension.size)]
            series = pc.add(series, _pattern(numbers, *repeats[dimension.name]))
            step *= dimension.size
    regions, times = roles.region, repeats[roles.time.name]
    return {
        "series": series,
        "region": pa.array(regions.codes).take(_pattern(range(regions.size), *repeats[regions.name])),
        "last": _pattern([period.last for period in periods], *times),
        "span": _pattern([period.span for period in periods], *times),
        "value": figures.value_column(file),
        "mark": figures.mark_column,
        "quality": figures.quality_column,
        "line": _pattern(range(1, total + 1), 1, 1),
    }


def _pattern(numbers: Iterable[int], inner: int, outer: int) -> pa.Array:
    """Each number `inner` times, and the whole of that `outer` times."""
    once = array("i", numbers)
    if inner > 1:
        once = array("i", [number for number in once for _ in range(inner)])
    whole = once * outer
    return pa.Array.from_buffers(pa.int32(), len(whole), [None, pa.py_buffer(whole)])
