"""What readers are likely to choose next, evaluated in the background while they read.

Whoever opens a page of a scorecard goes on to its other units. Their pages are kept as if somebody had asked for them;
all is computed once for each edition of the facts and of the scorecard, whoever reads.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Lock, Thread, main_thread
from typing import Final

from effnett.store.facts import Facts
from effnett.web.choices import Choice

MOST: Final = 40
"""Where a scorecard has more units, most of them are not looked at, and what is kept would push itself out."""
REST_S: Final = 0.1
"""Between two units the server is left to those who wait for it."""
_ONE_AT_A_TIME: Final = Lock()

Keep = Callable[[Choice, Facts], object]
"""Evaluates and draws a page for a choice, so that it is kept for whoever asks for it."""


def look_ahead(choice: Choice, facts: Facts, keep: Keep) -> Thread | None:
    """Begin with the other units of a choice; nothing where that has been done, or there are none or too many."""
    key = ("ahead", keep, choice.scorecard.id, choice.scorecard.version, choice.as_of)
    if facts.kept(key, lambda: choice) is not choice:  # another was first
        return None
    others = list(_others(choice))
    if not 0 < len(others) < MOST:
        return None
    # not a daemon: those are cut off when the server stops, in the midst of a query, and that ends it badly
    thread = Thread(target=_evaluate, args=(others, facts, keep), name="effnett ahead", daemon=False)
    thread.start()
    return thread


def _others(choice: Choice) -> Iterator[Choice]:
    """The same for every other unit, in the order in which they are chosen from."""
    for code in choice.tree.shown(choice.scorecard.org_unit, choice.as_of.day):
        if code != choice.org_unit:
            yield replace(choice, org_unit=code, unit_name=choice.tree.unit(code).name)


def _evaluate(choices: list[Choice], facts: Facts, keep: Keep) -> None:
    for choice in choices:
        time.sleep(REST_S)
        with _ONE_AT_A_TIME:
            if not main_thread().is_alive():  # the server is going down, and waits for this
                return
            keep(choice, facts)
