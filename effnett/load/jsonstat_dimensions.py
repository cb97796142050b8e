"""The dimensions of a JSON-stat dataset: their codes in order, labels, units and roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any, Final, NoReturn

from effnett.load.kostra import is_region_dimension
from effnett.load.rejects import refuse

_TIME_NAMES: Final = frozenset(("tid", "time", "år", "aar", "year", "kvartal", "måned"))
_CONTENTS_NAMES: Final = frozenset(("contentscode", "contents", "statistikkvariabel"))
_MOST_CELLS: Final = 50_000_000


@dataclass(frozen=True)
class Dimension:
    """One dimension. `role` is geo, time, metric or '' for the rest."""

    name: str
    role: str
    codes: Sequence[str]
    labels: Sequence[str]
    units: Mapping[str, Any] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many categories."""
        return len(self.codes)

    def unit_of(self, code: str) -> tuple[str, int | None]:
        """Unit and decimals of a contents code."""
        unit = self.units.get(code)
        if not isinstance(unit, dict):
            return "", None
        decimals = unit.get("decimals")
        return str(unit.get("base") or unit.get("label") or ""), decimals if isinstance(decimals, int) else None


def read_dimensions(dataset: Mapping[str, Any], file: str) -> list[Dimension]:
    """The dimensions in the order of `id`; refused where they do not fit `size`."""
    described = dataset.get("dimension")
    if not isinstance(described, dict):
        _refuse(file, "dimension mangler")
    roles = _roles(dataset, described)
    dimensions = []
    for name, size in _sizes(dataset, described, file):
        if not isinstance(name, str) or not isinstance(described.get(name), dict):
            _refuse(file, f"dimensjonen {name!r} er ikke beskrevet")
        dimensions.append(_dimension(name, size, described[name], roles, file))
    return dimensions


def _sizes(dataset: Mapping[str, Any], described: Mapping[str, Any], file: str) -> list[tuple[object, int]]:
    """Names and sizes, as many of each; the product is a number of cells that can be."""
    # JSON-stat 1 keeps them one level down.
    kept_in = dataset if dataset.get("id") is not None else described
    names, sizes = kept_in.get("id"), kept_in.get("size")
    if not isinstance(names, list) or not isinstance(sizes, list) or len(names) != len(sizes) or not names:
        _refuse(file, "id og size passer ikke sammen")
    if not all(type(size) is int and size > 0 for size in sizes):
        _refuse(file, f"size er {str(sizes)[:60]}: fila har ingen celler")
    if prod(sizes) > _MOST_CELLS:
        _refuse(file, f"size er {str(sizes)[:60]}: det er for mange celler")
    return list(zip(names, sizes, strict=True))


def _refuse(file: str, what: str) -> NoReturn:
    refuse(file, f"JSON-stat: {what}", "Hent tabellen på nytt fra Statistikkbanken")


def _roles(dataset: Mapping[str, Any], described: Mapping[str, Any]) -> dict[str, str]:
    given = dataset.get("role") or described.get("role")
    if not isinstance(given, dict):
        return {}
    return {
        name: role
        for role, names in given.items()
        if isinstance(names, list)
        for name in names
        if isinstance(name, str)
    }


def _dimension(name: str, size: int, described: Mapping[str, Any], roles: Mapping[str, str], file: str) -> Dimension:
    category = described.get("category")
    category = category if isinstance(category, dict) else {}
    labels = category.get("label")
    labels = labels if isinstance(labels, dict) else {}
    codes = _codes(category.get("index"), labels)
    if len(codes) != size:
        _refuse(file, f"dimensjonen {name} har {len(codes)} kategorier, men size er {size}")
    units = category.get("unit")
    return Dimension(
        name,
        _role(name, roles),
        codes,
        [str(labels.get(code, code)) for code in codes],
        units if isinstance(units, dict) else {},
    )


def _codes(index: object, labels: Mapping[str, Any]) -> list[str]:
    """The codes in order: a list, an object of positions in any order, or the labels of a dimension of one."""
    if isinstance(index, list):
        return [str(code) for code in index]
    if isinstance(index, dict):
        if set(map(type, index.values())) != {int} or set(index.values()) != set(range(len(index))):
            return []
        return sorted(index, key=index.__getitem__)
    return list(labels)


def _role(name: str, roles: Mapping[str, str]) -> str:
    """By name first: SSB leaves `geo` out of some tables, and gives it to one dimension of several in others."""
    said = roles.get(name, "")
    lower = name.lower()
    if said in ("geo", "time", "metric"):
        return said
    if lower in _TIME_NAMES and "time" not in roles.values():
        return "time"
    if lower in _CONTENTS_NAMES and "metric" not in roles.values():
        return "metric"
    if is_region_dimension(name) and "geo" not in roles.values():
        return "geo"
    return ""
