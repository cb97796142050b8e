"""What several commands begin with: the store they mean, and the surveys beside the scorecards."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from effnett.define.definitions import read_definitions
from effnett.demo import MANIFEST, build_demo
from effnett.model.scorecard import Survey
from effnett.store.files import current_name
from effnett.store.location import store_folder

DEFAULT_STORE: Final = "data/store"
DATA: Final = Path("data")


def opened_store(options: argparse.Namespace, surveys: Mapping[str, Survey]) -> Path:
    """The store's folder; the default one is built from the demonstration data on first use."""
    if options.store is not None:
        return store_folder(options.store)
    store = store_folder(DEFAULT_STORE)
    if current_name(store) is None and (DATA / MANIFEST).exists():
        build_demo(store, DATA, surveys)
    return store


def surveys_of(options: argparse.Namespace) -> Mapping[str, Survey]:
    """The surveys defined beside the scorecards; none where there is no such folder."""
    folder = Path(options.scorecards)
    return read_definitions(folder).surveys if folder.is_dir() else {}
