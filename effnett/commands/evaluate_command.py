"""`effnett evaluate`: a scorecard's values, statuses and changes at an as-of."""

from __future__ import annotations

import argparse
import sys

from effnett.commands.choices import check_year, chosen_scorecard, chosen_unit
from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.evaluate.tree import org_tree
from effnett.model.periods import AsOf
from effnett.present.answers import as_csv, as_json
from effnett.workspace import open_workspace


def run(options: argparse.Namespace) -> int:
    """Evaluate and print."""
    workspace = open_workspace(options.store, options.scorecards)
    scorecard = chosen_scorecard(workspace, options)
    check_year(scorecard, options.year)
    facts = workspace.facts()
    unit = chosen_unit(facts, scorecard, options.org_unit)
    as_of, outlook = AsOf(options.year, options.tertial), options.format != "table"
    answer = evaluate_scorecard(scorecard, facts, as_of, unit, options.children, outlook=outlook)
    if options.format == "table":
        # Imported here: programs ask for JSON, and need not wait for what writes Norwegian numbers.
        from effnett.present.terminal import as_table

        text = as_table(answer, org_tree(facts))
    else:
        text = {"json": as_json, "csv": as_csv}[options.format](answer)
    sys.stdout.write(text.rstrip("\n") + "\n")
    return 0
