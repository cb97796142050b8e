"""What commands are asked for by name: a scorecard, a unit, an indicator."""

from __future__ import annotations

import argparse
import sys

from effnett.errors import InputError, Place, Problem, did_you_mean
from effnett.evaluate.tree import org_tree
from effnett.model.scorecard import Scorecard
from effnett.store.facts import Facts
from effnett.workspace import Workspace, known


def chosen_scorecard(workspace: Workspace, options: argparse.Namespace) -> Scorecard:
    """The scorecard of an id or a path. Its warnings go to standard error; InputError tells its mistakes."""
    scorecard, warnings = workspace.scorecard(options.scorecard, options.lang)
    for problem in warnings:
        print(problem, file=sys.stderr)
    return scorecard


def chosen_unit(facts: Facts, scorecard: Scorecard, code: str | None) -> str:
    """The unit asked for, by default the scorecard's own; InputError where neither register nor KOSTRA has it."""
    if code is None or code == scorecard.org_unit:
        return scorecard.org_unit
    units = org_tree(facts).units
    codes = units.keys() if code in units else units.keys() | (known(facts).regions or frozenset())
    if code not in codes:
        near = did_you_mean(code, codes)
        raise InputError(
            Problem(
                Place("--org-unit"),
                f"Enheten «{code}» finnes verken i enhetsregisteret eller i KOSTRA-tallene",
                f"Mente du «{near[0]}»?" if near else "Se kodene i filen med enheter",
            )
        )
    return code


def chosen_indicator(scorecard: Scorecard, indicator: str) -> str:
    """The indicator asked for; InputError where the scorecard has none of that id."""
    ids = [one.id for one in scorecard.indicators]
    if indicator not in ids:
        near = did_you_mean(indicator, ids)
        hint = f"Mente du «{near[0]}»?" if near else f"Målekartet har: {', '.join(ids)}"
        raise InputError(Problem(scorecard.place, f"Målekartet har ingen indikator «{indicator}»", hint))
    return indicator


def check_year(scorecard: Scorecard, year: int) -> None:
    """A year that the scorecard is not for cannot be chosen (docs/contract.md 1); InputError tells those that can."""
    first, last = scorecard.years
    if not first <= year <= last:
        what = f"målekartet «{scorecard.id}» har ikke {year}"
        years = (
            f"Velg et år fra {first} til {last}" if first < last else f"Velg {first}, som er det eneste året det har"
        )
        raise InputError(Problem(Place("--year"), what, years))
