"""What all tests share: where the shared data lies, and that a part left out is told."""

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


@pytest.fixture(scope="session")
def real_files() -> Path:
    """The folder of real files from SSB, Udir and others."""
    folder = SHARED / "data" / "real"
    if not folder.is_dir():
        skip_loudly("the shared data is not beside the project")
    return folder
