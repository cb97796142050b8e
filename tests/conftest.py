"""What all tests share: where the shared data lies, and that a part left out is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from places import SHARED, skip_loudly

settings.register_profile("effnett", deadline=None)  # speed is measured in benchmarks/, never by a test
settings.load_profile("effnett")


@pytest.fixture(scope="session")
def real_files() -> Path:
    """The folder of real files from SSB, Udir and others."""
    folder = SHARED / "data" / "real"
    if not folder.is_dir():
        skip_loudly("the shared data is not beside the project")
    return folder
