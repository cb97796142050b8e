"""The values and marks of a JSON-stat dataset: lists, sparse objects, or absent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import Any, Final, NoReturn

import pyarrow as pa
import pyarrow.compute as pc

from effnett.load.rejects import listed, plural, refuse
from effnett.model.observation import MARKS, Quality

MISSING: Final = ".."
"""What a cell without value and without mark is."""

_MOST: Final = 1e300
_QUALITY: Final = {"*": Quality.PROVISIONAL, "p": Quality.PROVISIONAL, "e": Quality.ESTIMATE}
_NUMBERS: Final = {int, float, type(None)}

# A mark is kept as a byte while cells are gone through, and becomes text when the column is made.
_MARK_TEXTS: Final = (None, *MARKS)
_MARK_BYTES: Final = {text: at for at, text in enumerate(_MARK_TEXTS)}


@dataclass
class Figures:
    """Value, mark (its place in `_MARK_TEXTS`) and quality of every cell."""

    values: list[float | None]
    marks: bytearray
    quality: bytearray
    notices: list[str] = field(default_factory=list)

    def value_column(self, file: str) -> pa.Array:
        """The values as Arrow has them; refused where one is no number that can be kept."""
        if set(map(type, self.values)) <= _NUMBERS:
            try:
                column = pa.array(self.values, pa.float64())
            except (pa.ArrowException, OverflowError):  # whole numbers that a float holds only nearly
                column = None
            ends = pc.min_max(column).as_py() if column is not None else None
            if ends and (ends["max"] is None or max(-ends["min"], ends["max"]) < _MOST):
                return column
        odd = next((at for at, value in enumerate(self.values) if not _is_number(value)), None)
        if odd is not None:
            _refuse(file, f"celle {odd + 1} er {str(self.values[odd])[:40]!r}, ikke et tall")
        return pa.array([None if value is None else float(value) for value in self.values], pa.float64())

    @property
    def mark_column(self) -> pa.Array:
        """The marks as text."""
        return pa.array(_MARK_TEXTS, pa.string()).take(_bytes_column(self.marks))

    @property
    def quality_column(self) -> pa.Array:
        """The quality of every cell."""
        return _bytes_column(self.quality)


def _bytes_column(content: bytearray) -> pa.Array:
    return pa.Array.from_buffers(pa.int8(), len(content), [None, pa.py_buffer(content)])


def _is_number(value: object) -> bool:
    return value is None or (type(value) in (int, float) and -_MOST < value < _MOST)  # type: ignore[operator]  # a number by its type


def read_figures(dataset: Mapping[str, Any], cells: int, file: str) -> Figures:
    """Every cell's value, or the mark that stands in its place."""
    values = _values(dataset["value"], cells, file)
    figures = Figures(values, bytearray(cells), bytearray([Quality.FINAL]) * cells)
    _apply_marks(figures, *_statuses(dataset.get("status"), cells, file))
    if values.count(None) > cells - figures.marks.count(0):
        bare = [value is None and not mark for value, mark in zip(values, figures.marks, strict=True)]
        for at in compress(range(cells), bare):
            figures.marks[at] = _MARK_BYTES[MISSING]
    return figures


def _refuse(file: str, what: str) -> NoReturn:
    refuse(file, f"JSON-stat: {what}", "Hent tabellen på nytt fra Statistikkbanken")


def _values(given: object, cells: int, file: str) -> list[Any]:
    if isinstance(given, dict):
        values: list[Any] = [None] * cells
        for at, value in zip(_positions(given, cells, file), given.values(), strict=True):
            values[at] = value
        return values
    if not isinstance(given, list):
        _refuse(file, "value er verken liste eller objekt")
    if len(given) != cells:
        _refuse(file, f"value har {len(given)} celler, men size sier {cells}. Fila er trolig kuttet")
    return given


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
    # Words first: a file has a handful of different ones, and thousands of cells.
    texts = [raw if isinstance(raw, str) else "" for raw in said] if set(map(type, said)) - {str} else said
    words = {raw: str(raw).strip() for raw in set(texts)}
    whys = {raw: _MARK_BYTES[word] for raw, word in words.items() if word in MARKS}
    if whys:
        _withhold(figures, positions, texts, whys)
    if len(whys) < len(words):
        _qualify(figures, positions, [words[raw] for raw in texts])


def _withhold(figures: Figures, positions: Sequence[int], texts: Sequence[object], whys: Mapping[object, int]) -> None:
    """A mark that says why there is no figure goes before a figure beside it."""
    values, marks = figures.values, figures.marks
    both = 0
    for at, raw in zip(positions, texts, strict=True):
        if raw in whys:
            marks[at] = whys[raw]
            if values[at] is not None:
                both += 1
                values[at] = None
    if both:
        figures.notices.append(f"{both} {plural(both, 'celle', 'celler')} har både tall og merke; merket gjelder.")


def _qualify(figures: Figures, positions: Sequence[int], words: Sequence[str]) -> None:
    """`-` is the value 0; some words say how sure the figure is."""
    for at, word in zip(positions, words, strict=True):
        if word == "-" and figures.values[at] is None:
            figures.values[at] = 0.0
        elif word in _QUALITY:
            figures.quality[at] = _QUALITY[word]
    if unknown := sorted(set(words) - {*MARKS, *_QUALITY, "-", ""}):
        figures.notices.append(f"Ukjente merker er ikke brukt: {listed(word[:20] for word in unknown)}.")
