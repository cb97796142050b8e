"""Browsers that nobody has used, but for the programs of the pages: those are fetched and compiled once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Page

_KEPT: Final = "cookies,local_storage,indexeddb,cache_storage,service_workers"
"""All that a page may keep of one who uses it."""
_unused: list[BrowserContext] = []


@contextmanager
def emptied(browser: Browser) -> Iterator[Page]:
    """A page of a person's own browser, as wide as a projector, without anything that another's pages have kept."""
    context = _unused.pop() if _unused else browser.new_context(viewport={"width": 1920, "height": 1080})
    context.set_default_timeout(30_000)
    context.set_offline(False)
    page = context.new_page()
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": _KEPT})
    yield page
    for each in context.pages:
        each.close()
    context.unroute_all()
    _unused.append(context)
