"""What passes from a file that was read to the store that keeps it (docs/contract.md 2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from effnett.errors import Problem

if TYPE_CHECKING:
    import pyarrow


class Kind(Enum):
    """The kinds of file that can be imported."""

    UNITS = "units"
    SICK_LEAVE = "sick_leave"
    ACCOUNTS = "accounts"
    POPULATION = "population"
    SURVEY_ANSWERS = "survey_answers"
    SURVEY_MEANS = "survey_means"
    SURVEY_INVITED = "survey_invited"
    ACTIVITY = "activity"
    REGION_CODES = "region_codes"
    REGION_GROUPS = "region_groups"
    KOSTRA = "kostra"


class Series(NamedTuple):
    """One KOSTRA series: a contents code in a table, with the other dimensions fixed.

    `filters` are the codes of those other dimensions by dimension, sorted. `table` is "" where the
    file does not say; such a series is the same as one of a known table with equal contents and filters.
    """

    contents: str
    table: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    label: str = ""
    unit: str = ""
    decimals: int | None = None
    updated: str = ""


@dataclass(frozen=True)
class Batch:
    """The tidy rows of one file, ready to land, and what was found wrong or odd in it.

    `rows` has the columns of the table named `table` in `store/schema.sql`, less `import_id`; `line`
    is the row's line (or cell's number) in the file. For KOSTRA the column `series` is the position in
    `series`. `rejects` are rows that cannot be taken, each with its place; `notices` are told and kept.
    `regions` are names of KOSTRA regions by code, as the file gives them.
    """

    kind: Kind
    table: str
    rows: pyarrow.Table
    rejects: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    regions: tuple[tuple[str, str], ...] = field(default_factory=tuple)
