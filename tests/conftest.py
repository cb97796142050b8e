"""What all tests share: where the shared data lies, and that a part left out is told."""

from __future__ import annotations

import functools
import sys
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


@pytest.fixture(scope="session", autouse=True)
def _installed_components_are_looked_for_once() -> None:
    """Each run of an AppTest lets Streamlit read about all that is installed, which takes longer than the page."""
    if "streamlit.testing.v1" in sys.modules:
        from streamlit.components.v2 import manifest_scanner

        manifest_scanner.scan_component_manifests = functools.cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(autouse=True)
def _nothing_is_evaluated_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a page evaluates in the background would go on after its test, in the next one's store."""
    if "streamlit.testing.v1" in sys.modules:
        monkeypatch.setattr("effnett.web.ahead.MOST", 0)
