"""Words on who the reader is, and what may be read and written."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, ...]]] = {
    "access.name": (
        "Hva heter du? Navnet står ved det du skriver.",
        "Kva heiter du? Namnet står ved det du skriv.",
        "What is your name? It is kept with what you write.",
    ),
    "access.name.keep": ("Bruk dette navnet", "Bruk dette namnet", "Use this name"),
    "access.no_health": (
        "Skriv ikke helseopplysninger eller navn på ansatte eller brukere.",
        "Skriv ikkje helseopplysningar eller namn på tilsette eller brukarar.",
        "Do not write health information or names of employees or users.",
    ),
}
