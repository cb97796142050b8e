"""The pages there are, in the order they stand in the bar: a file in `pages/`, and its address."""

from __future__ import annotations

from typing import Final, NamedTuple


class PageFile(NamedTuple):
    """One page: the name of its file in `pages/`, and the last part of its address (the start page has none)."""

    name: str
    path: str


PAGES: Final = (
    PageFile("scorecard", ""),
    PageFile("meeting", "mote"),
    PageFile("data", "data"),
)
