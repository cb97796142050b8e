"""What is hidden of a scorecard's figures, kept in the store between processes: finding it takes longer than the rest.

It follows from the facts, the scorecard's limits and the program alone. The question that it is kept with holds all
three, so that what is kept for others is never taken for it (docs/store.md).
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from effnett.evaluate.leaks import Support
from effnett.evaluate.sensitive import Group
from effnett.evaluate.shielding import Shield, limits_of, shields_key, shields_of_group
from effnett.model.scorecard import Indicator
from effnett.store.facts import Facts
from effnett.store.kept import keep, kept, program

_PROGRAM: Final = program("errors.py", "model", "store", "evaluate")
"""What finds them, as it was when this process began: the program may be changed while a server runs."""

Shields = Mapping[int, Shield]
"""The shields of a group by series."""


def recall_shields(facts: Facts, indicators: Sequence[Indicator]) -> None:
    """Have the shields of a scorecard at hand: those that are kept in the store, else worked out, and kept then."""
    limits = limits_of(indicators)
    if limits and facts.folder:
        facts.kept(("recalled", *limits.items()), lambda: _recall(facts, limits))


def _recall(facts: Facts, limits: Mapping[Group, int]) -> bool:
    assert facts.folder
    asked = repr([*limits.items()])
    name = f"shields-{zlib.crc32(asked.encode()):08x}.json"
    question = json.dumps([_PROGRAM, facts.version, asked])
    answer = kept(facts.folder, name, question)
    if answer is None:
        found = [shields_of_group(facts, *pair) for pair in limits.items()]
        keep(facts.folder, name, question, json.dumps(packed(found)))
        return False
    for pair, shields in zip(limits.items(), unpacked(json.loads(answer)), strict=True):
        facts.kept(shields_key(*pair), partial(dict, shields))
    return True


def packed(groups: Sequence[Shields]) -> list[Any]:
    """Shields of groups as plain lists. Sums, and sets of them, are the same in many periods: each is told once."""
    supports: dict[Support, int] = {}
    sets: dict[frozenset[Support], int] = {}
    for shields in groups:
        for shield in shields.values():
            for shown in shield.shown.values():
                if shown not in sets:
                    sets[shown] = len(sets)
                    for support in shown:
                        supports.setdefault(support, len(supports))
    return [
        [sorted(support) for support in supports],
        [[supports[support] for support in shown] for shown in sets],
        [_packed_group(shields, sets) for shields in groups],
    ]


def _packed_group(shields: Shields, sets: Mapping[frozenset[Support], int]) -> list[Any]:
    """Shields of one group have `shown` in common."""
    shown = next((shield.shown for shield in shields.values()), {})
    return [
        [[series, [[*key, sorted(when)] for key, when in one.periods.items()]] for series, one in shields.items()],
        [[tree, *when, sets[sums]] for (tree, when), sums in shown.items()],
    ]


def unpacked(lists: list[Any]) -> list[Shields]:
    """The shields that `packed` made the lists of."""
    supports = [frozenset(units) for units in lists[0]]
    sets = [frozenset([supports[number] for number in numbers]) for numbers in lists[1]]
    return [_unpacked_group(hidden, shown, sets) for hidden, shown in lists[2]]


def _unpacked_group(hidden: list[Any], shown: list[Any], sets: Sequence[frozenset[Support]]) -> Shields:
    in_common = {(tree, (last, span)): sets[number] for tree, last, span, number in shown}
    return {
        series: Shield({(tree, unit): {(last, span) for last, span in when} for tree, unit, when in periods}, in_common)
        for series, periods in hidden
    }
