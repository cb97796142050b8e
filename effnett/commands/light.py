"""Keeping a command light."""

from __future__ import annotations

import sys
from typing import Final

_DATAFRAMES: Final = ("numpy", "pandas", "pyarrow", "polars")


def without_dataframes() -> None:
    """Keep DuckDB from importing the data frame libraries in this process.

    It imports them the first time a value is bound, to know their types when it sees them, and that costs
    more than opening the store and evaluating. Only for a command that binds plain values alone.
    """
    for name in _DATAFRAMES:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None is how Python marks what may not be imported
