"""What is shown where there is nothing to show: an empty store, no scorecards, mistakes in a YAML file."""

from __future__ import annotations

from effnett.present.messages import empty_store_html, mistakes_html, no_scorecards_html
from effnett.web import components, data
from effnett.workspace import Workspace


def empty_store(workspace: Workspace) -> None:
    """What to load and how."""
    components.html(empty_store_html(str(workspace.store)))


def no_scorecards() -> None:
    """Where scorecards are looked for."""
    components.html(no_scorecards_html(data.scorecards_folder()))


def mistakes(workspace: Workspace) -> None:
    """The problems of each file that has errors, in place of its scorecard."""
    for file, problems in workspace.definitions().problems.items():
        wrong = [problem for problem in problems if not problem.warning]
        if wrong:
            components.html(mistakes_html(file, wrong))
