"""`effnett schema`: the JSON Schema of a scorecard, for editors (docs/contract.md 3)."""

from __future__ import annotations

import argparse
import json

from effnett.define.schema import scorecard_schema


def run(_options: argparse.Namespace) -> int:
    """Print the schema."""
    print(json.dumps(scorecard_schema(), ensure_ascii=False, indent=2))
    return 0
