"""What the rows of each tidy kind must hold to be taken: rules as a list of functions (docs/contract.md 2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from effnett.load.check_regions import told_weights, whole_codes
from effnett.load.check_surveys import answers_of_invited, answers_on_scale, invited_and_responded, known_surveys
from effnett.load.check_units import ordered_validity, sound_parents, sound_successors
from effnett.load.columns import TidyKind
from effnett.load.register import Register
from effnett.load.rejects import Findings, plural
from effnett.load.rows import Rows
from effnett.model.batch import Kind

Rule = Callable[[Rows, Register, Findings], None]


def check(rows: Rows, tidy: TidyKind, register: Register, findings: Findings) -> None:
    """Run the rules of a kind over its rows; then look for rows that say the same thing twice."""
    for rule in _RULES[tidy.kind]:
        rule(rows, register, findings)
    once_each(rows, tidy, findings)


def known_units(rows: Rows, register: Register, findings: Findings) -> None:
    """Every unit is in the register, or is a KOSTRA region."""
    codes = {code for code in rows["org_unit"] if code is not None}
    hints = {code: register.hint_for(code, codes) for code in codes if not register.knows(code)}
    if hints:
        for row, code in enumerate(rows["org_unit"]):
            if code in hints:
                findings.reject(row, f"enheten «{code}» er ukjent", hints[code])


def within_validity(rows: Rows, register: Register, findings: Findings) -> None:
    """No row lies wholly before its unit began or after it ended."""
    outside: dict[tuple[object, object], str] = {}
    for code, period in set(zip(rows["org_unit"], rows.periods, strict=True)):
        unit = register.tree.units.get(code)
        if unit is None or period is None:
            continue
        if unit.valid_from and period.last_day < unit.valid_from:
            outside[code, period] = f"{code} finnes først fra {unit.valid_from.isoformat()}"
        elif unit.valid_to and period.first_day > unit.valid_to:
            outside[code, period] = f"{code} ble avsluttet {unit.valid_to.isoformat()}"
    if outside:
        for row, pair in enumerate(zip(rows["org_unit"], rows.periods, strict=True)):
            if pair in outside:
                findings.reject(
                    row,
                    f"raden gjelder {pair[1].key if pair[1] else ''}, men {outside[pair]}",
                    "Før raden på enheten som gjaldt da, eller rett valid_from og valid_to i enhetsfila",
                )


def once_each(rows: Rows, tidy: TidyKind, findings: Findings) -> None:
    """No two rows have the same key, for the kinds whose rows are not added up."""
    if not tidy.key:
        return
    first: dict[tuple[object, ...], int] = {}
    for row, key in enumerate(zip(*(rows[name] for name in tidy.key), strict=True)):
        if row in findings.dropped:
            continue
        if (before := first.setdefault(key, row)) != row:
            findings.reject(
                row,
                f"raden har samme {', '.join(tidy.key)} som linje {findings.lines[before]}",
                "Behold den ene",
            )


def known_employees(rows: Rows, register: Register, findings: Findings) -> None:
    """The number of employees is known from the row or from the register."""
    registered = {code for code, unit in register.tree.units.items() if unit.employees is not None}
    for row, (code, employees) in enumerate(rows.keys(("org_unit", "employees"))):
        if employees is None and code not in registered:
            findings.reject(
                row,
                f"antall ansatte er ukjent: employees er tom, og «{code}» har ikke noe tall i enhetsregisteret",
                "Fyll ut employees; uten det kan små enheter ikke skjermes",
            )


def sound_days(rows: Rows, _: Register, findings: Findings) -> None:
    """Lost days have agreed ones beside them; more lost than agreed is told."""
    more = 0
    for row, (agreed, own, doctor) in enumerate(
        rows.keys(("agreed_days", "self_certified_days", "doctor_certified_days"))
    ):
        if agreed is not None:
            more += row not in findings.silent and (own or 0) + (doctor or 0) > agreed
        elif rows.marks[row] is None and row not in findings.dropped:
            hint = "Fyll ut avtalte dagsverk, eller skriv ? når de ikke er kjent ennå"
            findings.reject(row, "agreed_days er tom", hint)
    if more:
        findings.notices.append(f"{more} {plural(more)} har flere tapte enn avtalte dagsverk.")


def known_regions(rows: Rows, register: Register, findings: Findings) -> None:
    """Regions of the population have codes of regions; a code that lost its zero is told."""
    bad = {
        code
        for code in set(rows["region"])
        if code is not None and not register.knows(code) and not (code.isdigit() and len(code) == 6)
    }
    for row, code in enumerate(rows["region"] if bad else ()):
        if code in bad:
            findings.reject(row, f"regionen «{code}» er ukjent", register.hint_for(code))


def ordered_years(rows: Rows, _: Register, findings: Findings) -> None:
    """A membership does not end before it begins."""
    for row, (begins, ends) in enumerate(rows.keys(("from_year", "to_year"))):
        if begins is not None and ends is not None and begins > ends:
            findings.reject(row, f"from_year {begins} er etter to_year {ends}", "Bytt om årene")


_OF_UNITS: Final[tuple[Rule, ...]] = (known_units, within_validity)

_RULES: Final[Mapping[Kind, tuple[Rule, ...]]] = {
    Kind.UNITS: (ordered_validity, sound_parents, sound_successors),
    Kind.SICK_LEAVE: (*_OF_UNITS, sound_days, known_employees),
    Kind.ACCOUNTS: _OF_UNITS,
    Kind.POPULATION: (known_regions,),
    Kind.SURVEY_ANSWERS: (*_OF_UNITS, known_surveys, answers_on_scale, answers_of_invited),
    Kind.SURVEY_MEANS: (*_OF_UNITS, known_surveys, answers_on_scale, answers_of_invited),
    Kind.SURVEY_INVITED: (*_OF_UNITS, known_surveys, invited_and_responded),
    Kind.ACTIVITY: _OF_UNITS,
    Kind.REGION_CODES: (whole_codes, told_weights),
    Kind.REGION_GROUPS: (known_units, ordered_years),
}
