"""Comparisons as JSON and CSV, for commands (docs/contract.md 3)."""

from __future__ import annotations

import json
from typing import Any

from effnett.model.comparison import Comparison, PeerFigure
from effnett.present.answers import written


def comparison_fields(comparison: Comparison) -> dict[str, Any]:
    """The fields of one comparison, named as others rely on; numbers unrounded."""
    spread = comparison.spread
    return {
        "indicator": comparison.indicator.id,
        "period": str(comparison.year),
        "peers": comparison.group.id,
        "with_data": comparison.with_data,
        "of": comparison.of,
        "rank": comparison.rank,
        "percentile": comparison.percentile,
        "median": spread.median,
        "q1": spread.q1,
        "q3": spread.q3,
        "min": spread.least,
        "max": spread.most,
        "rows": [_row_fields(row) for row in comparison.rows],
    }


def _row_fields(row: PeerFigure) -> dict[str, Any]:
    return {
        "org_unit": row.org_unit,
        "name": row.name,
        "value": row.value,
        "absent": row.absent.value if row.absent else None,
        "rank": row.rank,
    }


def comparison_json(comparison: Comparison) -> str:
    """One JSON object."""
    return json.dumps(comparison_fields(comparison), ensure_ascii=False, indent=1)


def comparison_csv(comparison: Comparison) -> str:
    """A line for each unit, with the indicator, the period and the group in front."""
    fields = comparison_fields(comparison)
    front = {key: fields[key] for key in ("indicator", "period", "peers")}
    rows = [front | row for row in fields["rows"]]
    return written(rows[0], (row.values() for row in rows))
