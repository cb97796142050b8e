"""What is shown where there is nothing to show: an empty store, no scorecards, mistakes in a YAML file."""

from __future__ import annotations

from effnett.define.definitions import BrokenScorecard
from effnett.present.messages import broken_text, empty_store_html, mistakes_html, no_scorecards_html
from effnett.web import choices, components, data, people
from effnett.web.choices import Choice
from effnett.workspace import Workspace


def chosen() -> Choice | None:
    """What the reader has chosen; where there is nothing to show, that is said in its place."""
    choice, workspace, broken = choices.current(), data.workspace(), choices.broken()
    if broken is not None:
        mistakes(broken)
        return None
    if data.is_empty(workspace.facts()):
        empty_store(workspace)
        return None
    if choice is None:
        broken_ones(workspace)
        if people.person().sees_all:
            no_scorecards()
    return choice


def empty_store(workspace: Workspace) -> None:
    """What to load and how."""
    components.html(empty_store_html(str(workspace.store)))


def no_scorecards() -> None:
    """Where scorecards are looked for."""
    components.html(no_scorecards_html(data.scorecards_folder()))


def broken_ones(workspace: Workspace) -> None:
    """One line where other scorecards, or files that all share, have mistakes; nothing drawn where none has."""
    text = broken_line(workspace)
    if text:
        components.notice(text)


def broken_line(workspace: Workspace, has_bar: bool = True) -> str:
    """That there are mistakes in other scorecards or in shared files, in a line; nothing where there are none."""
    definitions = workspace.definitions()
    wrong = [file for file, problems in definitions.problems.items() if not all(each.warning for each in problems)]
    if not wrong:
        return ""
    cards = definitions.broken_scorecards
    shared = [file for file in wrong if file not in {card.file for card in cards}]
    return broken_text([card.title for card in cards], shared, has_bar)


def mistakes(broken: BrokenScorecard) -> None:
    """The problems of a file, in place of its scorecard."""
    components.html(mistakes_html(broken.title, broken.file, broken.problems))
