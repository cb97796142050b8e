"""The header of a tidy file: where it is, which columns it has, and what to say when it does not fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from effnett.errors import InputError, Place, Problem, did_you_mean
from effnett.load.columns import Column, TidyKind, likely_kinds
from effnett.load.grid import Grid, header_names, header_rows, likest_header, text_of
from effnett.load.personal import refuse_person_columns
from effnett.load.rejects import listed, plural, refuse


@dataclass(frozen=True)
class Header:
    """A header that fits: the position of each declared column, and what to tell."""

    at: int
    positions: dict[str, int]
    width: int
    notices: tuple[str, ...]


def find_header(grid: Grid, tidy: TidyKind) -> Header:
    """The one row with the needed columns among the first; InputError where there is none, or several."""
    found = header_rows(grid.rows, tidy.required)
    if len(found) > 1:
        lines = listed(grid.lines[at] for at in found)
        refuse(grid.file, f"overskriften står flere ganger (linje {lines})", "La den stå én gang", grid.lines[found[1]])
    at = found[0] if found else likest_header(grid.rows, tidy.names)[0]
    refuse_person_columns(grid.file, [text_of(cell) for cell in grid.rows[at]], grid.lines[at])
    if not found:
        raise InputError(missing_columns(grid, at, tidy))
    names = _trimmed(header_names(grid.rows[at]))
    _refuse_doubles(grid, at, names, tidy)
    positions = {name: names.index(name) for name in tidy.names if name in names}
    return Header(at, positions, len(names), (*_skipped(grid, at), *_ignored(names, tidy)))


def _trimmed(names: list[str]) -> list[str]:
    while names and not names[-1]:
        names.pop()
    return names


def missing_columns(grid: Grid, at: int, tidy: TidyKind) -> list[Problem]:
    """One problem per column that is missing, with the file's own name for it where one is close."""
    names = header_names(grid.rows[at])
    has = [name for name in names if name]
    place = Place(grid.file, grid.lines[at])
    missing = [name for name in tidy.required if name not in has]
    free = [name for name in has if name not in tidy.names]
    near = {name: did_you_mean(name, free) for name in missing}
    # A sick-leave file with names of units beside it also has all that a file of units needs.
    kinds = [kind.value for kind in likely_kinds(set(has)) if kind is not tidy.kind]
    if kinds and not all(near.values()):
        what = f"mangler {_columns(missing)}; fila ser ut som {listed(kinds)}"
        return [Problem(place, what, f"Prøv effnett import {kinds[0]} {grid.file}")]
    if not any(near.values()) and len(missing) == len(tidy.required):
        shown = listed(text_of(cell)[:40] for cell in grid.rows[at])
        what = f"fila er ikke av slaget {tidy.kind.value}: den har kolonnene {shown}"
        return [Problem(place, what, f"{tidy.kind.value} skal ha {listed(tidy.required, 12)}")]
    misspelt = [
        Problem(
            Place(grid.file, grid.lines[at], names.index(close[0]) + 1),
            f"mangler kolonnen {name}",
            f"Mente du den med «{close[0]}»? Rett overskriften",
        )
        for name, close in near.items()
        if close
    ]
    if others := [name for name in missing if not near[name]]:
        hint = f"Fila har {listed(has)}. Slaget {tidy.kind.value} skal ha {listed(tidy.required, 12)}"
        return [*misspelt, Problem(place, f"mangler {_columns(others)}", hint)]
    return misspelt


def _columns(names: Sequence[str]) -> str:
    return f"{plural(len(names), 'kolonnen', 'kolonnene')} {listed(names)}"


def _refuse_doubles(grid: Grid, at: int, names: list[str], tidy: TidyKind) -> None:
    for name, times in Counter(names).items():
        if times > 1 and name in tidy.names:
            column = len(names) - names[::-1].index(name)
            refuse(grid.file, f"kolonnen {name} står {times} ganger", "La den stå én gang", grid.lines[at], column)


def _skipped(grid: Grid, at: int) -> list[str]:
    if not at:
        return []
    where = f" i arket «{grid.sheet}»" if grid.sheet else ""
    return [f"Overskriften er funnet på linje {grid.lines[at]}{where}; det som står over, er ikke lest."]


def _ignored(names: Sequence[str], tidy: TidyKind) -> list[str]:
    free = [name for name in names if name and name not in tidy.names]
    if not free:
        return []
    optional = [c.name for c in tidy.columns if c.optional and c.name not in names]
    near = [f"mente du {close[0]} med «{name}»?" for name in free if (close := did_you_mean(name, optional))]
    return [f"Ikke brukt: {_columns(free)}." + (f" Kanskje {listed(near)}" if near else "")]


def declared(tidy: TidyKind, header: Header) -> list[Column]:
    """The declared columns that the file has."""
    return [column for column in tidy.columns if column.name in header.positions]
