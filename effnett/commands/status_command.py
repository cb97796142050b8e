"""`effnett status`: what is loaded, how old, and from where."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from effnett.model import clock
from effnett.store.facts import Facts, current_facts
from effnett.store.overview import Loaded, Newest, loaded, refused, stale
from effnett.store.publish import bring_up_to_date
from effnett.workspace import opened_store

_STALE_SHOWN = 10


def run(options: argparse.Namespace) -> int:
    """Print it, as a table or as JSON."""
    store = opened_store(options.store, Path(options.scorecards))
    bring_up_to_date(store)
    facts, today = current_facts(store), clock.today()
    if options.format == "json":
        print(json.dumps(as_json(store, facts, today), ensure_ascii=False, indent=1))
    else:
        print("\n".join(as_text(store, facts, today)))
    return 0


def as_json(store: Path, facts: Facts, today: date) -> dict[str, Any]:
    """The whole of it: times are UTC in ISO form, periods as keys."""
    return {
        "store": str(store),
        "version": facts.version,
        "loaded": [_loaded_json(one) for one in loaded(facts)],
        "stale": [_stale_json(one) for one in stale(facts, today)],
        "refused": len(refused(store)),
    }


def as_text(store: Path, facts: Facts, today: date) -> list[str]:
    """Lines for a person."""
    found = loaded(facts)
    if not found:
        return [f"{store}: ingenting er lest inn ennå. Begynn med: effnett import units FIL (eller: effnett demo)"]
    head = ("SLAG", "PERIODER", "RADER", "ENHETER", "SIST LEST INN (UTC)", "FIL")
    lines = [f"{store} ({facts.version})", "", *_table([head, *map(_loaded_row, found)])]
    old = stale(facts, today)
    if old:
        lines += ["", f"Ikke oppdatert på over to år: {len(old)}"]
        lines += [f"  {one.kind.value} {one.name}: nyeste er {one.period.key}" for one in old[:_STALE_SHOWN]]
        lines += (
            [f"  … og {len(old) - _STALE_SHOWN} til (effnett status --format json)"] if len(old) > _STALE_SHOWN else []
        )
    return lines


def _loaded_json(one: Loaded) -> dict[str, Any]:
    newest = one.newest
    return {
        "kind": one.kind.value,
        "table": one.table,
        "first": one.first.key if one.first else None,
        "last": one.last.key if one.last else None,
        "rows": one.rows,
        "org_units": one.org_units,
        "newest_import": newest and f"{newest.imported_at.isoformat(timespec='seconds')}Z",
        "newest_file": newest and newest.file,
    }


def _stale_json(one: Newest) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "id": one.id,
        "table": one.table or None,
        "filters": dict(one.filters),
        "label": one.label,
        "newest": one.period.key,
    }


def _loaded_row(one: Loaded) -> Sequence[str]:
    periods = f"{one.first.key} – {one.last.key}" if one.first and one.last else "–"
    at, file = (f"{one.newest.imported_at:%Y-%m-%d %H:%M}", one.newest.file) if one.newest else ("", "")
    return one.table, periods, str(one.rows), str(one.org_units), at, file


def _table(rows: Iterable[Sequence[str]]) -> list[str]:
    """Columns as wide as their widest cell."""
    listed = list(rows)
    widths = [max(len(row[column]) for row in listed) for column in range(len(listed[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in listed]
