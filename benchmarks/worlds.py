"""The two worlds that are measured: a district of 23 units, and the country's KOSTRA figures."""

from __future__ import annotations

import csv
import io
import json
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import yaml

from benchmarks.yardsticks import PROJECT, module
from effnett.define.definitions import read_definitions
from effnett.intake import import_file
from effnett.model.batch import Batch, Kind, Series
from effnett.model.scorecard import Scorecard
from effnett.store.facts import Facts, current_facts
from effnett.store.publish import Source, publish
from effnett.workspace import known

BUILD: Final = PROJECT / "build" / "bench"
TOP: Final = "030112"
CARD: Final = "styringskort"
YEAR: Final = 2009
TERTIAL: Final = 2


@dataclass(frozen=True)
class World:
    """A store, the folder of its scorecards, and where its raw files lie. `seconds` is how long landing took."""

    store: Path
    scorecards: Path
    data: Path
    card: str
    seconds: float

    def facts(self) -> Facts:
        """The newest facts."""
        return current_facts(self.store)

    @cached_property
    def scorecard(self) -> Scorecard:
        """The world's scorecard, checked against what is loaded."""
        return read_definitions(self.scorecards, known(self.facts())).scorecard(self.card)


def district(folder: Path = BUILD) -> World:
    """The yardsticks' own data set, imported as a person would import it."""
    data, scorecards, store = folder / "data", folder / "scorecards", folder / "store"
    with redirect_stdout(io.StringIO()):
        module("make_data").main(data)
    indicators = list(_rows(data / "indicators.csv"))
    _write_yaml(scorecards / "surveys.yaml", {"surveys": list(_surveys(indicators))})
    _write_yaml(scorecards / f"{CARD}.yaml", district_card(indicators))
    surveys = read_definitions(scorecards).surveys
    shutil.rmtree(store, ignore_errors=True)
    start = time.perf_counter()
    for kind, path in _district_files(data):
        import_file(store, surveys, path, kind)
    return World(store, scorecards, data, CARD, time.perf_counter() - start)


def _district_files(data: Path) -> Iterator[tuple[Kind, Path]]:
    """The files to import. The units get the district's KOSTRA code, as the yardsticks give them its figures."""
    units = data / "units-kostra.csv"
    rest = {"valid_from": "", "valid_to": "", "successor": "", "kostra_code": TOP}
    rows = [row | rest for row in _rows(data / "units.csv")]
    with units.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    yield Kind.UNITS, units
    for kind in (Kind.SURVEY_ANSWERS, Kind.SICK_LEAVE, Kind.ACCOUNTS, Kind.ACTIVITY):
        yield kind, data / f"{kind.value}.csv"
    kostra = data / "kostra.json"
    kostra.write_text(json.dumps(as_jsonstat(list(_rows(data / "kostra.csv")))), encoding="utf-8")
    yield Kind.KOSTRA, kostra


def as_jsonstat(rows: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """Long rows of region, figure and year as SSB gives them."""
    columns = {"KOKkommuneregion0000": "region", "ContentsCode": "figure", "Tid": "year"}
    codes = {name: sorted({row[column] for row in rows}) for name, column in columns.items()}
    found = {tuple(row[column] for column in columns.values()): row["value"] for row in rows}
    cells = [
        found.get((r, c, t), "")
        for r in codes["KOKkommuneregion0000"]
        for c in codes["ContentsCode"]
        for t in codes["Tid"]
    ]
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "12362: Nøkkeltall",
        "id": list(columns),
        "size": [len(codes[name]) for name in columns],
        "role": {"geo": ["KOKkommuneregion0000"], "metric": ["ContentsCode"], "time": ["Tid"]},
        "dimension": {name: _dimension(name, found_codes) for name, found_codes in codes.items()},
        "value": [float(cell) if cell else None for cell in cells],
        "status": {str(at): ".." for at, cell in enumerate(cells) if not cell},
    }


def _dimension(name: str, codes: Sequence[str]) -> dict[str, Any]:
    category: dict[str, Any] = {"index": {code: at for at, code in enumerate(codes)}, "label": {c: c for c in codes}}
    if name == "ContentsCode":
        category["unit"] = {code: {"base": "prosent", "decimals": 1} for code in codes}
    return {"label": name, "category": category}


def district_card(indicators: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """The yardsticks' indicators as a scorecard."""
    areas: dict[str, list[dict[str, Any]]] = {}
    for row in indicators:
        areas.setdefault(row["area"], []).append(_indicator(row))
    return {
        "scorecard": CARD,
        "title": "Styringskort 2009",
        "org_unit": TOP,
        "years": [2005, YEAR],
        "focus_areas": [
            {"title": area, "success_factors": [{"title": area, "indicators": found}]} for area, found in areas.items()
        ],
    }


def _indicator(row: Mapping[str, str]) -> dict[str, Any]:
    direction, target = row["direction"], row["target"]
    made: dict[str, Any] = {
        "id": row["id"],
        "title": row["title"],
        "method": row["method"],
        "measure": _measure(row["source"], row["key"]),
        "unit": row["unit"],
        "decimals": int(row["decimals"]),
    }
    if row["source"] == "survey":
        made["scale"] = [1, 6]
    if not target:
        return made | {"direction": direction}
    limit = "at_least" if direction == "higher" else "at_most"
    return made | {"target": {limit: float(target)}, "near": float(row["near"])}


def _measure(source: str, key: str) -> dict[str, Any]:
    if source == "survey":
        survey, question = key.split("/")
        return {"survey": survey, "question": question, "statistic": "mean"}
    if source == "accounts":
        return {"accounts": "actual_of_budget", "functions": [key]}
    return {source: key}


def _surveys(indicators: Sequence[Mapping[str, str]]) -> Iterator[dict[str, Any]]:
    keys = [row["key"].split("/") for row in indicators if row["source"] == "survey"]
    for survey in dict.fromkeys(survey for survey, _ in keys):
        questions = [{"id": question, "title": question} for one, question in keys if one == survey]
        yield {"id": survey, "title": survey, "scale": [1, 6], "questions": questions}


@dataclass(frozen=True)
class Extent:
    """How large a national store is."""

    regions: int = 390
    series: int = 1500
    years: int = 12

    @property
    def rows(self) -> int:
        """How many figures there are."""
        return self.regions * self.series * self.years


LAST_YEAR: Final = 2024
_FUNCTIONS: Final = 5
_SERIES_A_BATCH: Final = 150


def national(extent: Extent, folder: Path = BUILD) -> World:
    """KOSTRA figures of a whole country, published at once, and a scorecard of 40 of them for one region."""
    store, scorecards = folder / f"national-{extent.regions}", folder / "national-scorecards"
    _write_yaml(scorecards / "nasjonal.yaml", national_card(extent))
    batches = [(batch, Source(f"{number}.json")) for number, batch in enumerate(_national_batches(extent))]
    shutil.rmtree(store, ignore_errors=True)
    start = time.perf_counter()
    store.mkdir(parents=True)
    publish(store, batches)
    return World(store, scorecards, folder, "nasjonal", time.perf_counter() - start)


def series_of(number: int) -> Series:
    """The national series of a number: a figure for each of five functions."""
    figure, function = divmod(number, _FUNCTIONS)
    filters = (("KOKfunksjon0000", f"FGK{function}"),)
    return Series(f"KOSnokkel{figure:04d}", "12362", filters, f"Nøkkeltall {figure}", "prosent", 1)


def region_of(number: int) -> str:
    """The national region of a number: codes that have never been changed."""
    return f"{9000 + number}"


def _national_batches(extent: Extent) -> Iterator[Batch]:
    random = np.random.default_rng(2009)
    regions = tuple(region_of(number) for number in range(extent.regions))
    for first in range(0, extent.series, _SERIES_A_BATCH):
        series = [series_of(number) for number in range(first, min(first + _SERIES_A_BATCH, extent.series))]
        rows = _national_rows(random, regions, len(series), extent.years)
        yield Batch(Kind.KOSTRA, "kostra", rows, series=tuple(series), regions=tuple((r, r) for r in regions))


def _national_rows(random: np.random.Generator, regions: Sequence[str], series: int, years: int) -> pa.Table:
    cells = len(regions) * series * years
    region, one, year = (at.ravel() for at in np.indices((len(regions), series, years), dtype=np.int32))
    columns = {
        "series": pa.array(one),
        "region": pa.array(regions).take(pa.array(region)),
        "last": pa.array(((LAST_YEAR - years + 1 + year) * 12 + 11).astype(np.int32)),
        "span": pa.array(np.full(cells, 12, np.int32)),
        "value": pa.array(np.round(random.normal(60, 15, cells), 1), mask=random.random(cells) < 0.02),
        "mark": pa.nulls(cells, pa.string()),
        "quality": pa.array(np.full(cells, 3, np.int8)),
        "line": pa.array(np.arange(1, cells + 1, dtype=np.int32)),
    }
    return pa.table(columns)


def chosen_series(extent: Extent) -> list[int]:
    """The forty series, spread over all, that the national scorecard shows."""
    return [number * (extent.series // 40) for number in range(40)]


def national_card(extent: Extent) -> dict[str, Any]:
    """A scorecard of forty KOSTRA figures of one region, with targets on two of three."""
    indicators = []
    for position, number in enumerate(chosen_series(extent)):
        series = series_of(number)
        made: dict[str, Any] = {
            "id": f"kostra-{position:02d}",
            "title": f"Nøkkeltall {position + 1}",
            "measure": {"kostra": series.contents, "table": series.table, "filters": dict(series.filters)},
            "unit": "percent",
            "near": 2.0,
        }
        goal = ({"target": {"at_least": 55}}, {"target": {"at_most": 65}}, {"direction": "neutral"})
        indicators.append(made | goal[position % 3])
    factor = {"title": "Nøkkeltall", "indicators": indicators}
    return {
        "scorecard": "nasjonal",
        "title": "Nøkkeltall",
        "org_unit": region_of(0),
        "years": [LAST_YEAR - extent.years + 1, LAST_YEAR],
        "focus_areas": [{"title": "KOSTRA", "success_factors": [factor]}],
    }


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _write_yaml(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
