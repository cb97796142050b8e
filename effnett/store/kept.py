"""What has been worked out once and is kept in the store's folder, so that the next process need not (docs/store.md).

Each file holds one answer together with the whole question it answers: it is used where the question is the very same
and nothing of the file is damaged. All of it may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from pathlib import Path
from typing import Final

from effnett import __version__

_PROGRAM: Final = Path(__file__).parent.parent
FOLDER: Final = "kept"
MOST: Final = 50
"""How many files stay: those that were written last."""


def program(*parts: str) -> str:
    """What these files and folders of the program are in this edition of it: what they made is theirs alone."""
    texts = []
    for part in parts:
        path = _PROGRAM / part
        files = path.rglob("*") if path.is_dir() else (path,)
        texts += [file.read_bytes() for file in sorted(files) if file.suffix in (".py", ".sql", ".csv")]
    return f"{__version__}-{zlib.crc32(b''.join(texts)):08x}"


def kept(store: Path, name: str, question: str) -> str | None:
    """The answer that is kept under a name; None where there is none, to another question, or a damaged one."""
    try:
        content = (store / FOLDER / name).read_bytes()
    except OSError:
        return None
    checksum, _, rest = content.partition(b"\n")
    asked, _, answer = rest.partition(b"\n")
    if asked != question.encode() or checksum != _checksum(rest):
        return None
    return answer.decode()


def keep(store: Path, name: str, question: str, answer: str) -> None:
    """Keep the answer to a question of one line, all at once or not at all. A store that takes no files is as good."""
    folder = store / FOLDER
    content = f"{question}\n{answer}".encode()
    temporary = folder / f"{name}.{os.urandom(4).hex()}.tmp"
    with contextlib.suppress(OSError):
        folder.mkdir(exist_ok=True)
        try:
            temporary.write_bytes(_checksum(content) + b"\n" + content)
            temporary.replace(folder / name)
        finally:
            temporary.unlink(missing_ok=True)  # there still where the disk was full
        _clear(folder)


def _checksum(content: bytes) -> bytes:
    return b"%08x" % zlib.crc32(content)


def _clear(folder: Path) -> None:
    """Remove all but the files written last: also what was half-written when a process died."""
    files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in files[MOST:]:
        path.unlink(missing_ok=True)
