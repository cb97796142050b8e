"""The scorecard as a table in the terminal, and the first rows of a file as its giver sees them."""

from __future__ import annotations

from dataclasses import replace

import pyarrow
from making import alna

from effnett.model.batch import Batch, Kind, Series
from effnett.model.organisation import OrgTree, OrgUnit
from effnett.present.preview import first_rows
from effnett.present.terminal import as_table, unit_names


def test_units_stand_below_those_they_are_part_of_and_are_told_apart() -> None:
    """A unit is further in than the one above it; two of one name have their codes."""
    units = [
        OrgUnit("030112", "Alna"),
        OrgUnit("a", "Hjemmetjenesten", parent="030112"),
        OrgUnit("b", "Nord", parent="a"),
        OrgUnit("c", "Hjemmetjenesten", parent="030112"),
    ]
    first = alna().evaluations[0]
    answer = replace(alna(), evaluations=tuple(first._replace(org_unit=unit.code) for unit in units))
    names = unit_names(OrgTree.of(units), answer)
    assert list(names.values()) == ["Alna", "  Hjemmetjenesten (a)", "    Nord", "  Hjemmetjenesten (c)"]
    lines = as_table(answer, OrgTree.of(units)).splitlines()
    assert [line.split("  b")[0].rstrip() for line in lines[4:]] == list(names.values())


def test_preview_says_months_series_and_quality_in_words() -> None:
    """What the store counts by is told as people say it; columns without anything are left out."""
    columns = {"series": [0], "region": ["3038"], "last": [2023 * 12 + 11], "span": [12], "value": [90.1]}
    rows = pyarrow.table({**columns, "mark": pyarrow.array([None], pyarrow.string()), "quality": [3], "line": [36]})
    batch = Batch(Kind.KOSTRA, "kostra", rows, series=(Series("KOSandel120000", label="Andel barn 1–2 år"),))
    assert first_rows(batch) == (
        ["linje", "serie", "region", "periode", "verdi", "datakvalitet"],
        [["36", "Andel barn 1–2 år", "3038", "2023", "90,10", "endelig"]],
    )


def test_preview_of_no_rows() -> None:
    """Nothing to show is nothing shown."""
    assert first_rows(Batch(Kind.UNITS, "units", pyarrow.table({"line": pyarrow.array([], pyarrow.int64())}))) == (
        [],
        [],
    )
