"""`effnett explain`: value → formula → SQL → rows → file and line."""

from __future__ import annotations

import argparse

from effnett.commands.choices import check_year, chosen_indicator, chosen_scorecard, chosen_unit
from effnett.evaluate.explain import Explanation, explain
from effnett.evaluate.queries import Query
from effnett.evaluate.tree import org_tree
from effnett.model.periods import AsOf
from effnett.model.scorecard import in_language
from effnett.present.explained import formula_lines, source_lines
from effnett.present.wording import say
from effnett.workspace import open_workspace


def run(options: argparse.Namespace) -> int:
    """Explain one value and print it."""
    workspace = open_workspace(options.store, options.scorecards)
    scorecard = chosen_scorecard(workspace, options)
    check_year(scorecard, options.year)
    facts = workspace.facts()
    unit = chosen_unit(facts, scorecard, options.org_unit)
    indicator = chosen_indicator(scorecard, options.indicator)
    found = explain(scorecard, indicator, facts, AsOf(options.year, options.tertial), unit)
    title = in_language(found.evaluation.indicator.title)
    print(f"{title} – {org_tree(facts).unit(unit).name}\n")
    print("\n".join(formula_lines(found.evaluation)))
    for number, query in enumerate(found.queries, 1):
        print(f"\nSQL {number}:\n{_sql(query)}")
    print("\n" + "\n".join(_rows(found)))
    print("\nFiler:\n" + ("\n".join(source_lines(found)) or "  ingen"))
    return 0


def _sql(query: Query) -> str:
    """A statement with its parameters below it."""
    parameters = "\n".join(f"  ${name} = {value!r}" for name, value in query.parameters.items())
    return f"{query.sql.rstrip()}\n{parameters}"


def _rows(found: Explanation) -> list[str]:
    """The rows as columns of text."""
    hidden = [say("explain.hidden")] if found.hidden else []
    if hidden and not found.rows:
        return hidden
    table = [found.columns, *(tuple("" if cell is None else str(cell) for cell in row) for row in found.rows)]
    widths = [max(len(row[column]) for row in table) for column in range(len(found.columns))]
    lines = [
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table
    ]
    return [*hidden, f"Rader ({len(found.rows)}):", *(lines if found.rows else [])]
