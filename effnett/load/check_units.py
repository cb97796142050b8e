"""Rules for the unit register: validity, parents and successors."""

from __future__ import annotations

from collections.abc import Mapping

from effnett.errors import did_you_mean
from effnett.load.register import Register
from effnett.load.rejects import Findings
from effnett.load.rows import Rows


def ordered_validity(rows: Rows, _: Register, findings: Findings) -> None:
    """No unit ends before it begins."""
    for row, (begins, ends) in enumerate(rows.keys(("valid_from", "valid_to"))):
        if begins is not None and ends is not None and begins > ends:
            findings.reject(row, f"valid_from {begins} er etter valid_to {ends}", "Bytt om datoene")


def sound_parents(rows: Rows, register: Register, findings: Findings) -> None:
    """Every parent is known, and no unit lies below itself."""
    loaded = {code: unit.parent for code, unit in register.tree.units.items()}
    _sound_links(rows, "parent", loaded, register, findings)


def sound_successors(rows: Rows, register: Register, findings: Findings) -> None:
    """Every successor is known, and no unit succeeds itself."""
    loaded = {code: unit.successor for code, unit in register.tree.units.items()}
    _sound_links(rows, "successor", loaded, register, findings)


def _sound_links(
    rows: Rows, name: str, loaded: Mapping[str, str | None], register: Register, findings: Findings
) -> None:
    given = {code: target for code, target in rows.keys(("org_unit", name)) if code is not None}
    links = {**loaded, **given}
    for row, (code, target) in enumerate(rows.keys(("org_unit", name))):
        if code is None or target is None:
            continue
        if target not in links and not register.knows(target):
            near = did_you_mean(target, given) or did_you_mean(target, links)
            hint = f"Mente du {near[0]}?" if near else "Legg enheten i fila, eller la feltet stå tomt"
            findings.reject(row, f"{name} «{target}» er ukjent", hint)
        elif cycle := _cycle(code, links):
            findings.reject(row, f"{name} går i ring: {' → '.join(cycle)}", "Rett ett av leddene")


def _cycle(code: str, links: Mapping[str, str | None]) -> list[str]:
    """The chain from a unit back to itself; empty where there is none."""
    chain = [code]
    at = links.get(code)
    while at is not None and at not in chain:
        chain.append(at)
        at = links.get(at)
    return [*chain, code] if at == code else []
