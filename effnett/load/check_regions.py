"""What changes of region codes must hold, and what is told of their weights (docs/semantics.md 3)."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date
from fractions import Fraction

from effnett.load.register import REGION, Register
from effnett.load.rejects import Findings, listed
from effnett.load.rows import Rows
from effnett.model.regions import shares, split_heirs

_Weights = Mapping[str, Fraction | None]
"""The weights of a split by new code; None where a row has none."""


def whole_codes(rows: Rows, _: Register, findings: Findings) -> None:
    """Codes of regions have all their digits, and a change changes something."""
    for row, (old, new) in enumerate(rows.keys(("old_code", "new_code"))):
        for code in (old, new):
            if code is not None and code.isdigit() and len(code) == 3 and REGION.fullmatch("0" + code):
                findings.reject(
                    row,
                    f"koden «{code}» har bare tre siffer",
                    f"Regneark fjerner nullen foran. Mente du 0{code}? Gjør kolonnen om til tekst",
                )
        if old is not None and old == new:
            findings.reject(row, f"{old} endres til seg selv", "Fjern raden")


def told_weights(rows: Rows, _: Register, findings: Findings) -> None:
    """Weights that are empty are 1 where an old code has one new; those that are no shares of a split are told."""
    parts: dict[tuple[str, date], dict[str, Fraction | None]] = {}
    for row, (old, new, day, weight) in enumerate(rows.keys(("old_code", "new_code", "from_date", "weight"))):
        if row not in findings.dropped:
            parts.setdefault((str(old), day), {})[str(new)] = None if weight is None else Fraction(str(weight))
    for row, (old, day) in enumerate(rows.keys(("old_code", "from_date"))):
        if rows["weight"][row] is None and len(parts.get((str(old), day), ())) == 1:
            rows["weight"][row] = 1.0
    broken: dict[str, list[str]] = {}
    for (code, day), weights in parts.items():
        heirs = split_heirs(code, day)
        if heirs - weights.keys():
            findings.notices.append(_some_heirs(code, day, heirs, weights))
        elif (len(weights) > 1 or set(weights.values()) - {None, 1}) and not shares(weights):
            broken.setdefault(_no_shares(weights), []).append(code)
    for why, olds in broken.items():
        findings.notices.append(f"{why}: {listed(olds)} er delt, og tall føres ikke gjennom delingen.")


def _some_heirs(code: str, day: date, heirs: Set[str], weights: _Weights) -> str:
    """That a file has only some of those that a code is known to have gone to, who the others are, and what follows."""
    missing = sorted(heirs - weights.keys())
    return (
        f"{code} ble delt i {listed(sorted(heirs))} fra {day.isoformat()}, men fila mangler {listed(missing)}: "
        "tall føres ikke gjennom delingen før alle har vekt og vektene til sammen er 1. "
        f"Ta med en rad for {listed(missing)}; det som er lest inn fra en annen fil, gjelder fortsatt."
    )


def _no_shares(weights: _Weights) -> str:
    """Why the weights of a split are no shares of it."""
    known = [weight for weight in weights.values() if weight]
    if len(known) < len(weights):
        return "Vekt mangler"
    if set(known) == {Fraction(1, 2)}:
        return "Vekt 0,5 er ingen andel"
    return f"Vektene må til sammen bli 1, men er {float(sum(known)):.6g}".replace(".", ",")
