"""Which files of a folder are definitions."""

from __future__ import annotations

from pathlib import Path
from typing import Final

SUFFIXES: Final = (".yaml", ".yml")
OTHER_FILES: Final = ("access",)
"""Files of the folder, by stem, that others read."""


def definition_files(folder: Path) -> list[Path]:
    """The files that hold definitions, by name."""
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())
    return [path for path in found if not path.name.startswith(".") and path.stem not in OTHER_FILES]
