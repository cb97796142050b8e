"""A browser, and the app with the demonstration store, started once for all browser tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from emptied import emptied
from places import skip_loudly
from playwright.sync_api import Browser, Page, sync_playwright
from serving import demo_store, served

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
"""The first that there is. The headless shell has no window to draw, which a whole Chromium spends a third of its time
on, seen or not."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, where the machine has one."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        if program is None and not Path(playwright.chromium.executable_path).exists():
            skip_loudly("there is no Chromium on this machine")
        running = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration store, built once."""
    return demo_store(tmp_path_factory.mktemp("browser") / "store")


@pytest.fixture(scope="session")
def address(store: Path, browser: Browser) -> Iterator[str]:
    """Where the app with the demonstration store answers."""
    assert browser.is_connected()
    with served(store) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own, without anything kept from others."""
    with emptied(browser) as opened:
        yield opened
