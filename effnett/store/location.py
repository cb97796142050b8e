"""Where a store is (docs/contract.md 3)."""

from __future__ import annotations

from pathlib import Path

from effnett.errors import InputError, Place, Problem


def store_folder(where: str) -> Path:
    """The folder of a store; it need not exist. InputError where it can be none."""
    if where.startswith("ducklake:"):
        hint = "Oppgi en mappe, for eksempel --store data/store."
        raise InputError(Problem(Place(where), "felles lager (ducklake) støttes ikke ennå", hint))
    folder = Path(where)
    if folder.exists() and not folder.is_dir():
        raise InputError(Problem(Place(where), "lageret skal være en mappe, men dette er en fil", "Oppgi en mappe."))
    return folder
