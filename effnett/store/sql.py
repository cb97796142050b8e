"""Putting names into statements: values are always bound, names are quoted here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol


class Rows(Protocol):
    """What answers a query: published facts, or a copy that is being written."""

    def rows(self, sql: str, parameters: object = None) -> list[tuple[Any, ...]]:
        """All rows of one query."""
        ...


def quoted(name: str) -> str:
    """An identifier that stands for itself, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def columns(names: Iterable[str]) -> str:
    """A list of columns."""
    return ", ".join(map(quoted, names))


def same(names: Iterable[str], left: str, right: str) -> str:
    """The condition that two rows agree in some columns, where nothing is equal to nothing."""
    return " AND ".join(f"{left}.{quoted(name)} IS NOT DISTINCT FROM {right}.{quoted(name)}" for name in names)


def literal(text: str) -> str:
    """A text as SQL writes it, for the few statements that take no parameters (ATTACH)."""
    return "'" + text.replace("'", "''") + "'"
