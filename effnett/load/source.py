"""The bytes of a file: what they are, and as text in whichever encoding they came."""

from __future__ import annotations

import codecs
import re
from enum import Enum
from pathlib import Path

from effnett.load.rejects import refuse


class Form(Enum):
    """What a file is, by its content; its name may lie."""

    TEXT = "text"
    WORKBOOK = "workbook"
    PARQUET = "parquet"


_HTML = re.compile(r"\s*<(?:!--|(?:!doctype|html|head|body|\?xml|script|div|error)\b)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_CONTROL_BYTES = bytes([*range(9), 11, *range(14, 32)])
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_bytes(path: Path) -> bytes:
    """Everything in the file; refused where it cannot be opened or is empty."""
    try:
        content = path.read_bytes()
    except IsADirectoryError:
        refuse(path.name, f"«{path}» er en mappe", "Oppgi en fil")
    except FileNotFoundError:
        refuse(path.name, f"fant ikke fila «{path}»", "Sjekk navn og mappe")
    except OSError as error:
        refuse(path.name, f"fila kunne ikke åpnes ({error.strerror})", "Lukk den i andre programmer og prøv igjen")
    if not content.strip():
        refuse(path.name, "fila er tom", "Hent den på nytt")
    return content


def form_of(content: bytes) -> Form:
    """Workbook, Parquet or text, by the first bytes."""
    if content.startswith(b"PAR1"):
        return Form.PARQUET
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return Form.WORKBOOK
    return Form.TEXT


def decode(content: bytes, file: str) -> str:
    """The text of a file in UTF-8, UTF-16 (with a byte order mark or without) or Windows-1252."""
    text = _decoded(content)
    if not text.strip():
        refuse(file, "fila er tom", "Hent den på nytt")
    if _HTML.match(text):
        refuse(
            file,
            "fila er en nettside (HTML eller XML), ikke data",
            "Åpne den i nettleseren og se hva som gikk galt; hent så dataene på nytt",
            1,
        )
    encoded = text.encode("utf-8", "replace")
    # Most files have none, and that is seen far sooner in bytes.
    control = _CONTROL.search(text) if len(encoded.translate(None, _CONTROL_BYTES)) < len(encoded) else None
    if control:
        refuse(
            file,
            f"fila er ikke tekst: tegn nr. {control.start() + 1} er {control.group()!r}",
            "Lagre som CSV (UTF-8), XLSX, Parquet eller JSON-stat",
            text.count("\n", 0, control.start()) + 1,
        )
    return text


def _decoded(content: bytes) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    if wide := _utf_16_without_mark(content):
        return content.decode(wide, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        # ISO-8859-1 lacks nothing of Windows-1252 that Norwegian text uses; its five holes become �.
        return content.decode("windows-1252", errors="replace")


def _utf_16_without_mark(content: bytes) -> str | None:
    """Text in Latin letters has a zero in nearly every second byte of UTF-16."""
    sample = content[:4000]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None
