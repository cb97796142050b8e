"""What `--peers` may say: the id of a group in peers.yaml, a rule, or a list of codes (docs/contract.md 3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NoReturn

from effnett.compare.municipalities import kind_of
from effnett.compare.refusals import refuse
from effnett.compare.weights import LEAST_ALIKE, check_figures, likeness_of
from effnett.errors import did_you_mean
from effnett.evaluate.tree import org_tree
from effnett.model.organisation import PeerGroup
from effnett.store.facts import Facts

RULES: Final = ("country", "county", "kostra_group", "neighbours", "similar")
_FORMS: Final = "country, county:39, kostra_group:EKG10, neighbours, similar:10 eller list:0301,1103"


def asked_group(asked: str, groups: Sequence[PeerGroup], facts: Facts) -> PeerGroup:
    """The group that is asked for, by its id or as a rule or a list; InputError where it is neither."""
    known = {group.id: group for group in groups}
    if asked in known:
        return known[asked]
    word, colon, rest = (part.strip() for part in asked.partition(":"))
    if word == "list" and colon:
        return PeerGroup(asked, "", _codes(rest, facts))
    if not _is_rule(word, colon, rest):
        _refuse_unknown(asked, word if colon else asked, list(known))
    if word == "similar":
        _check_likeness(rest, facts)
    return PeerGroup(asked, "", rule=word, argument=rest or None)


def _is_rule(word: str, colon: str, argument: str) -> bool:
    """Whether this is a rule as it is written: `country` has no argument, and after a colon there is one."""
    return word in RULES and (not colon or (bool(argument) and word != "country"))


def _refuse_unknown(asked: str, word: str, known: Sequence[str]) -> NoReturn:
    near = did_you_mean(word, [*known, *RULES])
    listed = f"Gruppene i peers.yaml er: {', '.join(known)}. " if known else ""
    hint = f"Mente du «{near[0]}»?" if near else f"{listed}Ellers kan du skrive {_FORMS}"
    refuse(f"det finnes ingen gruppe «{asked}»", hint)


def _check_likeness(argument: str, facts: Facts) -> None:
    likeness = likeness_of(argument or None)
    if likeness.units < LEAST_ALIKE:
        refuse(f"«{argument}» er ikke et antall på {LEAST_ALIKE} eller flere", "Skriv for eksempel similar:10")
    check_figures(facts, likeness.weights)


def _codes(listed: str, facts: Facts) -> tuple[str, ...]:
    """The codes of a list: of units in the register, or with the shape of a KOSTRA region."""
    units = org_tree(facts).units
    codes = tuple(dict.fromkeys(code.strip() for code in listed.split(",") if code.strip()))
    if not codes:
        refuse("listen er tom", "Skriv kodene med komma mellom: list:0301,1103")
    regions = _regions(facts)
    if odd := [code for code in codes if code not in units and code not in regions and not kind_of(code)]:
        whole = odd[0].zfill(4)
        near = [whole] if whole in regions else did_you_mean(odd[0], [*units, *regions])
        hint = f"Mente du «{near[0]}»?" if near else "En kommune har fire siffer, også når det første er 0"
        refuse(f"«{'», «'.join(odd)}» er verken en enhet i enhetsregisteret eller en kode i KOSTRA", hint)
    return codes


def _regions(facts: Facts) -> list[str]:
    return [code for (code,) in facts.rows("SELECT region FROM kostra_regions")]
