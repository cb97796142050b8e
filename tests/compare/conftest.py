"""An empty world for each test."""

from __future__ import annotations

import pytest
from worlds import World


@pytest.fixture
def world() -> World:
    """An empty world."""
    return World()
