"""The demonstration store for tests of the pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from serving import demo_store


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration store, built once."""
    return demo_store(tmp_path_factory.mktemp("demo") / "store")
