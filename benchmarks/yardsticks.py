"""The yardsticks, which lie beside the project in `../shared/bench` and are used from there as they are."""

from __future__ import annotations

import importlib.util
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
ELSEWHERE = "EFFNETT_SHARED"
"""Names another folder than `../shared` in the environment."""


class MissingError(Exception):
    """Something a part needs is not on this machine."""


def shared(*parts: str) -> Path:
    """A file or folder beside the project; MissingError tells where it should lie."""
    path = Path(os.environ.get(ELSEWHERE, PROJECT.parent / "shared")).joinpath(*parts)
    if not path.exists():
        raise MissingError(f"{path} is not there: put it beside the project, or name its folder in {ELSEWHERE}")
    return path.resolve()


def script(name: str) -> Path:
    """One of the yardsticks' scripts."""
    return shared("bench", name)


@cache
def module(name: str) -> Any:
    """A yardstick's script as a module, read by its path; those beside it are found while it is read."""
    path = script(f"{name}.py")
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise MissingError(f"{path} cannot be read as Python")
    loaded = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(path.parent))
    without_cache, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # nothing is written beside them
    try:
        spec.loader.exec_module(loaded)
    finally:
        sys.path.remove(str(path.parent))
        sys.dont_write_bytecode = without_cache
    return loaded
