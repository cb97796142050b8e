"""One import at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from effnett.store.trouble import told_as_input_error

LOCK = "import.lock"


@contextlib.contextmanager
def writing(store: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the store for writing; whoever comes second is told by `waiting`, and waits.

    The operating system releases the lock when the process dies, however it dies. The same thread
    may take it again inside.
    """
    with told_as_input_error(store):
        store.mkdir(parents=True, exist_ok=True)
        # A soft lock would outlive a killed import, so a disk without real ones is refused.
        lock = FileLock(store.resolve() / LOCK, is_singleton=True, fallback_to_soft=False)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if waiting:
                waiting()
            lock.acquire()
    try:
        yield
    finally:
        lock.release()
