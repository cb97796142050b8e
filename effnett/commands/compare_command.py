"""`effnett compare`: one indicator of a unit among its peers in one year."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from effnett.commands.choices import check_year, chosen_indicator, chosen_scorecard, chosen_unit
from effnett.compare.asked import asked_group
from effnett.compare.comparison import compare
from effnett.errors import Place, Problem
from effnett.evaluate.tree import org_tree
from effnett.model.comparison import Comparison, PeerFigure
from effnett.model.observation import Absent
from effnett.model.organisation import PeerGroup
from effnett.model.scorecard import Scorecard
from effnett.present.compared import comparison_csv, comparison_json
from effnett.store.facts import Facts
from effnett.workspace import Workspace, known, open_workspace


def run(options: argparse.Namespace) -> int:
    """Compare and print."""
    workspace = open_workspace(options.store, options.scorecards)
    scorecard = chosen_scorecard(workspace, options)
    chosen_indicator(scorecard, options.indicator)
    check_year(scorecard, options.year)
    comparison = _compared(workspace, scorecard, options)
    _tell_unknown(workspace.facts(), comparison)
    if not comparison.with_data and all(_is_missing(row) for row in comparison.rows):
        _tell_empty(scorecard, comparison)
    if options.format == "table":
        # Imported here: programs ask for JSON, and need not wait for what writes Norwegian numbers.
        from effnett.present.compared_text import comparison_table

        text = comparison_table(comparison)
    else:
        text = {"json": comparison_json, "csv": comparison_csv}[options.format](comparison)
    sys.stdout.write(text.rstrip("\n") + "\n")
    return 0


def _compared(workspace: Workspace, scorecard: Scorecard, options: argparse.Namespace) -> Comparison:
    facts = workspace.facts()
    unit = chosen_unit(facts, scorecard, options.org_unit)
    group = asked_group(options.peers, _groups(workspace, options), facts)
    (indicator,) = (one for one in scorecard.indicators if one.id == options.indicator)
    return compare(facts, indicator, unit, group, options.year)


def _groups(workspace: Workspace, options: argparse.Namespace) -> tuple[PeerGroup, ...]:
    """The groups of peers.yaml. What is wrong in that file goes to standard error: a group may be lacking for it."""
    definitions = workspace.definitions(options.lang)
    for file, problems in definitions.problems.items():
        if Path(file).stem == "peers":
            print("\n".join(map(str, problems)), file=sys.stderr)
    return definitions.peers


def _tell_unknown(facts: Facts, comparison: Comparison) -> None:
    """Members that nothing is loaded for are counted, and told: a code may be wrong."""
    regions = known(facts).regions or frozenset()
    codes = [row.org_unit for row in comparison.rows if row.org_unit not in {*org_tree(facts).units, *regions}]
    if codes:
        hint = "De regnes med blant dem som mangler tall."
        print(Problem(Place("--peers"), f"ingenting er lest inn for {', '.join(codes)}", hint), file=sys.stderr)


def _is_missing(row: PeerFigure) -> bool:
    """Whether there is nothing of a peer: not hidden, and not of one that was no unit of its own, as the row says."""
    return row.exists and row.absent is not Absent.SUPPRESSED


def _tell_empty(scorecard: Scorecard, comparison: Comparison) -> None:
    """A year that nobody has a figure of is answered, and told: it may be a slip."""
    indicator, year = comparison.indicator, comparison.year
    what = f"ingen i gruppen har tall for «{indicator.id}» i {year}"
    first, last = scorecard.years
    years = f"{first}–{last}" if first != last else str(first)
    hint = f"Målekartet har {years}; «effnett status» viser hvilke år det er lest inn tall for"
    print(Problem(Place("--year"), what, hint), file=sys.stderr)
