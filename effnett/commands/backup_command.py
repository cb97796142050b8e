"""`effnett backup FILE`: everything the store holds, in one file, while it is in use (docs/contract.md 3)."""

from __future__ import annotations

import argparse
from pathlib import Path

from effnett.store.backup import Manifest, write_backup
from effnett.store.location import store_folder
from effnett.workspace import DEFAULT_STORE


def run(options: argparse.Namespace) -> int:
    """Write it, and say what is in it."""
    target = Path(options.file)
    manifest = write_backup(store_folder(options.store or DEFAULT_STORE), target)
    print(f"{target}: {held(manifest)}")
    return 0


def held(manifest: Manifest) -> str:
    """`tallene i facts-000012-3fa9c01b.duckdb, 31 versjoner av det som er skrevet`."""
    facts = f"tallene i {manifest.facts}" if manifest.facts else "ingen tall"
    versions = "1 versjon" if manifest.records == 1 else f"{manifest.records} versjoner"
    return f"{facts}, {versions} av det som er skrevet"
