"""Words on who the reader is, and what may be read and written."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, ...]]] = {
    "access.name": ("Hva heter du? Navnet står ved det du skriver.", "Kva heiter du? Namnet står ved det du skriv."),
    "access.name.keep": ("Bruk dette navnet", "Bruk dette namnet"),
    "access.no_health": (
        "Skriv ikke helseopplysninger eller navn på ansatte eller brukere.",
        "Skriv ikkje helseopplysningar eller namn på tilsette eller brukarar.",
    ),
}
