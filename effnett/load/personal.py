"""Personal data has no place in these files: national identity numbers and names of people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from effnett.load.grid import Cell, text_of
from effnett.load.rejects import Findings, refuse

_NUMBER = re.compile(r"(\d{6})[ -]?(\d{5})")
_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_PERSON = re.compile(
    r"(?:navn|name)[ _-]+(?:på|til|of)[ _-]+(?:ansatt|medarbeider|bruker|person|employee)\w*"
    r"|(?:ansatt|medarbeider|person|bruker|elev|pasient|employee|user)[\w]{0,4}[ _-]?(?:navn|name)"
    r"|etter[ _-]?navn|for[ _-]?navn|mellom[ _-]?navn|fullt[ _-]navn|first[ _-]?name|last[ _-]?name|sur[ _-]?name"
    r"|full[ _-]?name|fødsels?[ _-]?(?:nummer|nr|dato)|fodsels?(?:nummer|nr|dato)|person[ _-]?(?:nummer|nr|id)|fnr"
)


def is_identity_number(text: str) -> bool:
    """Whether a text is a fødselsnummer or D-number: a date that can be, and control digits that fit.

    >>> is_identity_number("12345678901")
    False
    """
    found = _NUMBER.fullmatch(text)
    if not found:
        return False
    digits = [int(digit) for digit in found[1] + found[2]]
    day, month = digits[0] * 10 + digits[1], digits[2] * 10 + digits[3]
    # D-numbers add 40 to the day; H-numbers and test persons add 40, 65 or 80 to the month.
    dated = 1 <= day % 40 <= 31 and any(1 <= month - added <= 12 for added in (0, 40, 65, 80))
    return dated and all(
        sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) % 11 == 0
        for weights in (_FIRST, _SECOND)
    )


def refuse_person_columns(file: str, names: Iterable[str], line: int) -> None:
    """A column of people's names or identity numbers refuses the file: nothing of it is kept anywhere."""
    for at, name in enumerate(names, 1):
        if _PERSON.fullmatch(name.strip().lower()):
            refuse(
                file,
                f"kolonnen «{name}» ser ut til å holde personopplysninger",
                "Fjern kolonnen. Personnavn og fødselsnummer skal aldri inn her",
                line,
                at,
            )


def reject_identity_numbers(columns: Sequence[Sequence[Cell]], findings: Findings) -> None:
    """Reject rows with an identity number in any column; it is not repeated in any message."""
    hidden: set[int] = set()
    for at, column in enumerate(columns, 1):
        found = {cell for cell in set(column) if isinstance(cell, (str, int, float)) and _is_identity_cell(cell)}
        if found:
            for row, cell in enumerate(column):
                if cell in found:
                    findings.reject(
                        row,
                        "feltet ser ut til å holde et fødselsnummer",
                        "Fjern det. Fødselsnummer skal aldri inn her",
                        at,
                    )
                    hidden.add(row)
    findings.silent |= hidden


def _is_identity_cell(cell: str | int | float) -> bool:
    if isinstance(cell, str):
        return 10 < len(cell) < 20 and is_identity_number(cell.strip())
    return cell >= 10**8 and is_identity_number(text_of(cell).zfill(11))
