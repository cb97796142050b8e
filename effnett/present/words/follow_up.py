"""Words of the pages Tiltak og undringer and Årshjul."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, ...]]] = {}
