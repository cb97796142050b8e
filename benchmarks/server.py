"""Our dashboard as a server on a free port, over a world's store."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.worlds import TERTIAL, YEAR, World
from benchmarks.yardsticks import PROJECT, MissingError, script

APP = PROJECT / "streamlit_app.py"


@dataclass(frozen=True)
class Server:
    """A server that is up."""

    url: str
    pid: int


@contextlib.contextmanager
def serving(world: World) -> Iterator[Server]:
    """The dashboard over a store, until the block is left; MissingError where there is no dashboard."""
    if not APP.exists():
        raise MissingError(f"{APP.name} is not there")
    port = free_port()
    options = ["--server.port", str(port), "--server.headless", "true"]
    where = {"EFFNETT_STORE": str(world.store), "EFFNETT_SCORECARDS": str(world.scorecards)}
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(APP), *options],
        cwd=PROJECT,
        env=os.environ | where,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://localhost:{port}/_stcore/health")
        yield Server(f"http://localhost:{port}/", process.pid)
    finally:
        process.terminate()
        process.wait()


def free_port(beside: int = 0) -> int:
    """A port nobody listens to, with as many free after it as are asked for."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
        if port + beside < 65536:
            return port


def _wait(url: str) -> None:
    for _ in range(300):
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=1):
            return
        time.sleep(0.1)
    raise MissingError(f"the dashboard did not answer at {url}")


def address(server: Server) -> str:
    """The page as of the yardsticks' own tertial."""
    return f"{server.url}?year={YEAR}&tertial={TERTIAL}"


def run_yardstick(name: str, arguments: Sequence[str]) -> dict[str, Any]:
    """Run one of the yardsticks' scripts and read what it found."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "found.json"
        command = [sys.executable, "-B", str(script(name)), *arguments, "--json", str(out)]
        done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode or not out.exists():
            last = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
            raise MissingError(f"{name} could not measure: {last[0]}")
        found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        return found
