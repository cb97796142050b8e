"""What all forms of SSB's figures share: periods, region names, marks, and the Batch they land as."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from effnett.load.rejects import Findings, refuse
from effnett.load.tables import arrow_table
from effnett.model.batch import Batch, Kind, Series
from effnett.model.periods import Period

_TIME = re.compile(r"(\d{4})(?:(K|Q)([1-4])|M(0[1-9]|1[0-2]))?")
_REGION_CELL = re.compile(r"(\d{3,6}[a-z]?|E[A-Z]{1,5}\d{0,4}[a-z]?|TOTAL)(?:\s+(\S.*))?", re.DOTALL)
_YEARS = re.compile(r"[\d )]*-[-\d )]*|[ft]\.o\.m\. \d{4}(?:, [ft]\.o\.m\. \d{4})*\)")
"""The end of a name that says when it was in use: `-2019)`, `f.o.m. 2002, t.o.m. 2019)`."""
_TABLE = re.compile(r"\s*\"?(\d{5}):")
# Where the Sámi name comes first the Norwegian one is kept, so that all names are in one language.
_SAMI_FIRST: Final = frozenset(
    [
        *("Deatnu", "Unjárga", "Guovdageaidnu", "Kárásjohka", "Kárášjohka", "Gáivuotna", "Loabák", "Dielddanuorri"),
        *("Raarvihke", "Snåase", "Aarborte", "Hábmer", "Divtasvuodna", "Porsáŋgu"),
    ]
)
_REGION_DIMENSION = re.compile(r"region|(?:KOK)?(?:kommune|fylkes|bydels?)region\d*|KOK\w*region\w*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person said about a file that does not say it itself."""

    contents: str | None = None
    table: str | None = None

    def table_of(self, file: str, said: str) -> str:
        """The table's number, from the file or from the person; refused where they differ."""
        if self.table and said and self.table != said:
            refuse(file, f"fila er tabell {said}, ikke {self.table}", "La være å oppgi --table, eller velg rett fil")
        return said or self.table or ""


def is_region_dimension(name: str) -> bool:
    """Whether a dimension is the regions, by the names SSB gives it."""
    return bool(_REGION_DIMENSION.fullmatch(name))


def time_period(code: str) -> Period | None:
    """`2023`, `2009K3`, `2009M08`; None for halves, weeks, school years and other times that are no period."""
    found = _TIME.fullmatch(code.strip())
    if not found or found[1] < "1000":
        return None
    year, _, quarter, month = found.groups()
    return Period.parse(f"{year}-Q{quarter}" if quarter else f"{year}-{month}" if month else year)


def all_periods(codes: Iterable[str], file: str, line: int | None = None) -> list[Period]:
    """The periods of all the codes of a time dimension; refused where one is none."""
    codes = list(codes)
    periods = [time_period(code) for code in codes]
    for code, period in zip(codes, periods, strict=True):
        if period is None:
            refuse(
                file,
                f"tida «{code}» er verken år, kvartal eller måned",
                "Hent tabellen med år, kvartal eller måned",
                line,
            )
    return [period for period in periods if period is not None]


def region_name(label: str) -> str:
    """A region's name, written once: without other languages' names and without its years.

    >>> region_name("Oslo - Oslove"), region_name("Deatnu - Tana (-2019)"), region_name("Deatnu-Tana")
    ('Oslo', 'Tana', 'Tana')
    >>> region_name("Re (f.o.m. 2002, t.o.m. 2019)"), region_name("Våler (Innlandet)")
    ('Re', 'Våler (Innlandet)')
    """
    if "-" not in label and not label.endswith(")"):  # most of them
        return label.strip()
    if label.endswith(")"):
        name, _, years = label.rpartition(" (")
        if _YEARS.fullmatch(years):
            label = name
    names = label.strip().split(" - ")
    sami, hyphen, norwegian = names[0].partition("-")  # as they are written from 2020 on
    if hyphen and sami in _SAMI_FIRST:
        return norwegian
    return names[1] if len(names) > 1 and names[0] in _SAMI_FIRST else names[0]


def region_cell(cell: str) -> tuple[str, str] | None:
    """Code and name of a cell such as `0301 Oslo - Oslove`; None where there is no code."""
    found = _REGION_CELL.fullmatch(cell.strip())
    return (found[1], region_name(found[2] or "")) if found else None


def title_table(text: str) -> str:
    """The table's number that a title begins with, as `12134: …`; '' where there is none."""
    found = _TABLE.match(text)
    return found[1] if found else ""


def kostra_batch(
    columns: Mapping[str, Sequence[object] | pa.Array],
    series: Sequence[Series],
    regions: Mapping[str, str],
    findings: Findings,
) -> Batch:
    """The Batch of one file of figures."""
    rows = arrow_table("kostra", columns, len(columns["region"]))
    return Batch(
        Kind.KOSTRA,
        "kostra",
        rows,
        findings.sorted_rejects,
        tuple(findings.notices),
        tuple(series),
        tuple(sorted((code, name) for code, name in regions.items() if name)),
    )
