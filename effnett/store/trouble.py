"""A disk that is full, or a folder that may not be written to, told in words."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import duckdb

from effnett.errors import InputError, Place, Problem


@contextlib.contextmanager
def told_as_input_error(store: Path) -> Iterator[None]:
    """Turn what the operating system or DuckDB says about writing a store into a Problem."""
    try:
        yield
    except (OSError, NotImplementedError, duckdb.OperationalError, duckdb.FatalException) as error:
        reason = (getattr(error, "strerror", None) or str(error)).splitlines()[0]
        what = f"kan ikke skrive i lageret ({reason})"
        hint = "Se etter om disken er full og om du har lov til å skrive i mappen. Dataene er som før."
        raise InputError(Problem(Place(str(store)), what, hint)) from error
