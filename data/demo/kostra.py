"""KOSTRA-like figures as JSON-stat 2. Every figure is made up, and so are most contents codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from demo.figures import (
    FUNCTIONS,
    INTRODUCTION_FIGURES,
    KEY_FIGURES,
    KINDERGARTEN,
    MARKS,
    NO_FUNCTION_IN_DISTRICTS,
    Cell,
    Figure,
)
from demo.regions import (
    INTRODUCTION,
    REGIONS_OF_ALNA,
    THROUGH_CODES,
    YEARS_OF_ALNA,
    YEARS_OF_INTRODUCTION,
    YEARS_THROUGH_CODES,
)

NOTE = "Demonstrasjonsdata: tallene er oppdiktet og er ikke publisert av Statistisk sentralbyrå."
REGION, FUNCTION, CONTENTS, TIME = "KOKkommuneregion0000", "KOKfunksjon0000", "ContentsCode", "Tid"


def dataset(
    label: str,
    table: str,
    dimensions: Sequence[tuple[str, str, Mapping[str, str]]],
    figures: Sequence[Figure],
    cells: Iterator[Cell],
) -> dict[str, object]:
    """A JSON-stat 2 answer as SSB gives it: null in `value` and its mark in `status` where there is no figure."""
    value: list[float | int | None] = []
    status: dict[str, str] = {}
    for cell in cells:
        if isinstance(cell, str):
            status[str(len(value))] = cell
        value.append(None if isinstance(cell, str) else cell)
    extension = {"extension": {"px": {"tableid": table}}} if table else {}
    return {
        "version": "2.0",
        "class": "dataset",
        "label": label,
        "source": "Demonstrasjonsdata",
        "updated": "2009-09-04T06:00:00Z",
        "note": [NOTE],
        "role": {"time": [TIME], "geo": [REGION], "metric": [CONTENTS]},
        "id": [id for id, _, _ in dimensions],
        "size": [len(categories) for _, _, categories in dimensions],
        "dimension": {
            id: _dimension(name, categories, figures if id == CONTENTS else ()) for id, name, categories in dimensions
        },
        **extension,
        "value": value,
        "status": status,
    }


def _dimension(name: str, categories: Mapping[str, str], figures: Sequence[Figure]) -> dict[str, object]:
    category: dict[str, object] = {"index": {code: at for at, code in enumerate(categories)}, "label": dict(categories)}
    if figures:
        category["unit"] = {figure.code: {"base": figure.unit, "decimals": figure.decimals} for figure in figures}
    return {"label": name, "category": category}


def _key_figures(
    label: str,
    regions: Mapping[str, str],
    figures: Sequence[Figure],
    years: Sequence[int],
    cell: Callable[[Figure, str, int], Cell],
) -> dict[str, object]:
    dimensions = (
        (REGION, "region", regions),
        (CONTENTS, "statistikkvariabel", {figure.code: figure.label for figure in figures}),
        (TIME, "år", {str(year): str(year) for year in years}),
    )
    cells = (
        MARKS.get((region, figure.code, year)) or cell(figure, region, year)
        for region in regions
        for figure in figures
        for year in years
    )
    return dataset(label, "", dimensions, figures, cells)


def key_figures() -> dict[str, object]:
    """Key figures of 2006-2009."""
    first = YEARS_OF_ALNA[0]
    return _key_figures(
        "Demonstrasjonsdata: nøkkeltall for kommuner og bydeler, etter region og år",
        REGIONS_OF_ALNA,
        KEY_FIGURES,
        YEARS_OF_ALNA,
        lambda figure, region, year: figure.value(region, year - first, year),
    )


def introduction() -> dict[str, object]:
    """Key figures of the introduction programme's network, 2013-2016."""
    first = YEARS_OF_INTRODUCTION[0]
    return _key_figures(
        "Demonstrasjonsdata: introduksjonsordningen, etter region og år",
        INTRODUCTION,
        INTRODUCTION_FIGURES,
        YEARS_OF_INTRODUCTION,
        lambda figure, region, year: figure.value(region, year - first, year),
    )


def through_codes() -> dict[str, object]:
    """Kindergartens 2015-2024 for Hole and its neighbours, under the codes of their time; `.` for a code not in use."""
    place_of = {code: (place.name, first, last) for place in THROUGH_CODES for code, _, first, last in place.codes}

    def cell(figure: Figure, code: str, year: int) -> Cell:
        name, first, last = place_of[code]
        group = name if code[0].isdigit() else f"E{name}"
        return figure.value(group, year - 2006, year) if first <= year <= last else "."

    return _key_figures(
        "Demonstrasjonsdata: barnehager 2015–2024, etter region og år",
        {code: label for place in THROUGH_CODES for code, label, _, _ in place.codes},
        _later(KINDERGARTEN),
        YEARS_THROUGH_CODES,
        cell,
    )


def _later(figures: Sequence[Figure]) -> list[Figure]:
    """The same figures with growth calm enough to reach 2024."""
    return [
        Figure(f.code, f.label, f.unit, f.decimals, f.level, 1 + (f.growth - 1) / 3, f.spread, highest=f.highest)
        for f in figures
    ]


def expenditure() -> dict[str, object]:
    """Net operating expenditure per inhabitant and its share of the budget, by function, 2006-2009."""
    figures = (
        Figure("KOSnettodriftinnb", "Netto driftsutgifter per innbygger", "kr", 0, 0),
        Figure("KOSnettodriftandel", "Andel av samlede netto driftsutgifter", "prosent", 1, 0),
    )
    dimensions = (
        (REGION, "region", REGIONS_OF_ALNA),
        (FUNCTION, "funksjon", {code: name for code, (name, _, _) in FUNCTIONS.items()}),
        (CONTENTS, "statistikkvariabel", {figure.code: figure.label for figure in figures}),
        (TIME, "år", {str(year): str(year) for year in YEARS_OF_ALNA}),
    )
    label = "12362: Demonstrasjonsdata. Netto driftsutgifter, etter region, funksjon og år"
    return dataset(label, "12362", dimensions, figures, _expenditure_cells())


def _expenditure_cells() -> Iterator[Cell]:
    by_function = {
        code: Figure(
            f"KOSnettodriftinnb-{code}",
            name,
            "kr",
            0,
            level,
            1.055,
            0.15,
            {"0612": hole},
            code not in NO_FUNCTION_IN_DISTRICTS,
        )
        for code, (name, level, hole) in FUNCTIONS.items()
    }
    for region in REGIONS_OF_ALNA:
        of_region = {
            year: {code: figure.value(region, year - YEARS_OF_ALNA[0], year) for code, figure in by_function.items()}
            for year in YEARS_OF_ALNA
        }
        for code in FUNCTIONS:
            yield from (of_region[year][code] for year in YEARS_OF_ALNA)
            yield from (_share(of_region[year], code) for year in YEARS_OF_ALNA)


def _share(kroner: Mapping[str, Cell], code: str) -> Cell:
    """A function's part of all functions that have a figure, in per cent; the mark where it has none."""
    mine = kroner[code]
    if isinstance(mine, str):
        return mine
    return round(100 * mine / sum(n for n in kroner.values() if not isinstance(n, str)), 1)
