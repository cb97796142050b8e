"""Words of the Tertial page."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, ...]]] = {
    "page.tertial": ("Tertial", "Tertial", "Tertial"),
}
