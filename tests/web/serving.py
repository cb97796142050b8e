"""The demonstration store, and the app served from it on a free port, for tests of the pages."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from places import PROJECT

from effnett.define.definitions import read_definitions
from effnett.demo import build_demo

STARTING_SECONDS = 60


def demo_store(folder: Path) -> Path:
    """The demonstration store, built in a folder."""
    build_demo(folder, PROJECT / "data", read_definitions(PROJECT / "scorecards").surveys)
    return folder


@contextmanager
def served(store: Path, scorecards: Path = PROJECT / "scorecards", port: int = 0) -> Iterator[str]:
    """The app as a process of its own, on a free port where none is given; its address."""
    port = port or _free_port()
    address = f"http://localhost:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    command += ["--server.port", str(port), "--server.headless", "true", "--server.fileWatcherType", "none"]
    places = {"EFFNETT_STORE": str(store), "EFFNETT_SCORECARDS": str(scorecards)}
    with subprocess.Popen(
        command, cwd=PROJECT, env={**os.environ, **places}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait(address, process)
            yield address
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("localhost", 0))
        return int(free.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "the app ended before it answered"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)
