"""`effnett restore FILE`: make a store what it was when a backup was taken (docs/contract.md 3)."""

from __future__ import annotations

import argparse
from pathlib import Path

from effnett.commands.backup_command import held
from effnett.store.location import store_folder
from effnett.store.restore import restore
from effnett.workspace import DEFAULT_STORE


def run(options: argparse.Namespace) -> int:
    """Put it back, and say where what was there before lies."""
    store = store_folder(options.store or DEFAULT_STORE)
    restored = restore(store, Path(options.file), options.replace)
    print(f"{store} er gjenopprettet fra {options.file}, laget {restored.manifest.made}: {held(restored.manifest)}")
    if restored.aside:
        print(f"Det som var der fra før, er tatt vare på i {restored.aside}.")
    return 0
