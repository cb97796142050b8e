"""From a file's bytes to text that a YAML parser can take, or the mistakes that say why not."""

from __future__ import annotations

import re
from typing import Final

from effnett.define.mistakes import Mistakes
from effnett.errors import Place

LARGEST_FILE: Final = 2_000_000
"""Bytes; a scorecard of 40 indicators has 20 000."""

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_MARKUP: Final = re.compile(r"\s*<[!?a-zA-Z]")
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def decoded(content: bytes, file: str, mistakes: Mistakes) -> str | None:
    """The text of a file; None, with a mistake added, where it cannot be a YAML file."""
    start = Place(file, 1, 1)
    if len(content) > LARGEST_FILE:
        mistakes.add("too_large", start, size=len(content))
        return None
    if content.startswith(_UTF16):
        mistakes.add("utf16", start)
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        readable = content[: error.start].decode("utf-8", "replace")
        byte = f"0x{content[error.start]:02X}"
        guess = content[error.start : error.start + 1].decode("cp1252", "replace")
        mistakes.add("not_utf8", place_after(readable, file), byte=byte, guess=guess)
        return None
    return text if _is_yaml_text(text, file, mistakes) else None


def place_after(text: str, file: str) -> Place:
    """The place in a file right after a text that it begins with."""
    lines = text.split("\n")
    return Place(file, len(lines), len(lines[-1]) + 1)


def _is_yaml_text(text: str, file: str, mistakes: Mistakes) -> bool:
    control = _CONTROL.search(text)
    if control:
        place = place_after(text[: control.start()], file)
        mistakes.add("control_character", place, character=f"U+{ord(control[0]):04X}")
    elif _MARKUP.match(text):
        mistakes.add("looks_like_html", Place(file, 1, 1))
    else:
        return True
    return False
