"""Where things lie, and how a part that cannot be tested is left out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
SHARED = PROJECT.parent / "shared"
NOTHING_SKIPPED = "EFFNETT_NOTHING_SKIPPED"
"""With this set in the environment, what would be skipped fails."""


def skip_loudly(reason: str) -> None:
    """Skip a test, or fail it where nothing may be skipped."""
    if os.environ.get(NOTHING_SKIPPED):
        pytest.fail(reason)
    pytest.skip(reason)
