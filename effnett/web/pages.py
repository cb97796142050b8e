"""The pages there are, in the order they stand in the bar: a file in `pages/`, and its address."""

from __future__ import annotations

from typing import Final, NamedTuple


class PageFile(NamedTuple):
    """One page: the name of its file in `pages/`, and the last part of its address (the start page has none).

    A page that `covers` all else tells itself what the reader must be told.
    """

    name: str
    path: str
    covers: bool = False


PAGES: Final = (
    PageFile("scorecard", ""),
    PageFile("tertial", "tertial"),
    PageFile("compare", "sammenligning"),
    PageFile("service", "tjeneste"),
    PageFile("meeting", "mote", covers=True),
    PageFile("follow_up", "tiltak"),
    PageFile("year", "arshjul"),
    PageFile("data", "data"),
)
