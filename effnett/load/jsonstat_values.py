"""The values and marks of a JSON-stat dataset: lists, sparse objects, or absent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn

from effnett.load.rejects import listed, plural, refuse
from effnett.model.observation import MARKS, Quality

MISSING: Final = ".."
"""What a cell without value and without mark is."""

_EXACT: Final = 2**53
_MOST: Final = 1e300

_QUALITY: Final = {"*": Quality.PROVISIONAL, "p": Quality.PROVISIONAL, "e": Quality.ESTIMATE}


@dataclass
class Figures:
    """Value, mark and quality of every cell."""

    values: list[float | None]
    marks: list[str | None]
    quality: bytearray
    notices: list[str] = field(default_factory=list)


def read_figures(dataset: Mapping[str, Any], cells: int, file: str) -> Figures:
    """Every cell's value, or the mark that stands in its place."""
    values = _values(dataset["value"], cells, file)
    figures = Figures(values, [None] * cells, bytearray([Quality.FINAL]) * cells)
    _apply_marks(figures, *_statuses(dataset.get("status"), cells, file))
    bare = [at for at, value in enumerate(values) if value is None and figures.marks[at] is None]
    for at in bare:
        figures.marks[at] = MISSING
    return figures


def _refuse(file: str, what: str) -> NoReturn:
    refuse(file, f"JSON-stat: {what}", "Hent tabellen på nytt fra Statistikkbanken")


def _values(given: object, cells: int, file: str) -> list[float | None]:
    if isinstance(given, dict):
        values: list[Any] = [None] * cells
        for at, value in zip(_positions(given, cells, file), given.values(), strict=True):
            values[at] = value
    elif isinstance(given, list):
        values = list(given)
    else:
        _refuse(file, "value er verken liste eller objekt")
    if len(values) != cells:
        _refuse(file, f"value har {len(values)} celler, men size sier {cells}. Fila er trolig kuttet")
    if set(map(type, values)) <= {int, float, type(None)}:
        numbers = [value for value in values if value is not None]
        low, high = (min(numbers), max(numbers)) if numbers else (0, 0)
        if -_EXACT <= low and high <= _EXACT:
            return values
        if -_MOST < low and high < _MOST:
            return [None if value is None else float(value) for value in values]
    odd = next(at for at, value in enumerate(values) if not _is_number(value))
    _refuse(file, f"celle {odd + 1} er {str(values[odd])[:40]!r}, ikke et tall")


def _is_number(value: object) -> bool:
    return value is None or (type(value) in (int, float) and -_MOST < value < _MOST)  # type: ignore[operator]  # a number by its type


def _positions(given: Mapping[str, Any], cells: int, file: str) -> list[int]:
    try:
        positions = list(map(int, given))
    except ValueError as error:
        _refuse(file, f"en celle har ikke nummer ({error})")
    if positions and not (min(positions) >= 0 and max(positions) < cells):
        _refuse(file, f"det finnes celler utenfor de {cells} som size gir")
    return positions


def _statuses(given: object, cells: int, file: str) -> tuple[Sequence[int], Sequence[object]]:
    """Positions of cells and what is said of each."""
    if given is None:
        return (), ()
    if isinstance(given, dict):
        return _positions(given, cells, file), list(given.values())
    if isinstance(given, str):
        return range(cells), [given] * cells
    if isinstance(given, list) and len(given) in (1, cells):
        return range(cells), given if len(given) == cells else given * cells
    _refuse(file, "status passer ikke til value")


def _apply_marks(figures: Figures, positions: Sequence[int], said: Sequence[object]) -> None:
    """A mark that says why there is no figure goes before a figure beside it; `-` is the value 0."""
    # Words first: a file has a handful of different ones, and thousands of cells.
    words = {raw: str(raw).strip() for raw in {mark for mark in said if isinstance(mark, str)}}
    whys = {raw: word for raw, word in words.items() if word in MARKS}
    values, marks = figures.values, figures.marks
    both = 0
    for at, raw in zip(positions, said, strict=True):
        if isinstance(raw, str) and raw in whys:
            if values[at] is not None:
                both += 1
                values[at] = None
            marks[at] = whys[raw]
    for at, raw in zip(positions, said, strict=True) if len(whys) < len(words) else ():
        word = words[raw] if isinstance(raw, str) else ""
        if word == "-" and values[at] is None:
            values[at] = 0.0
        elif word in _QUALITY:
            figures.quality[at] = _QUALITY[word]
    unknown = sorted(word for word in words.values() if word and word not in {*MARKS, *_QUALITY, "-"})
    if both:
        figures.notices.append(f"{both} {plural(both, 'celle', 'celler')} har både tall og merke; merket gjelder.")
    if unknown:
        figures.notices.append(f"Ukjente merker er ikke brukt: {listed(word[:20] for word in unknown)}.")
