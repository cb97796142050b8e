"""Imported changes of codes beside the shipped ones: what says the same again, and what is news."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effnett.evaluate.code_changes import Given, RegionChange, judged

SHIPPED = [
    RegionChange("a1", "a2", 10, "renamed"),
    RegionChange("b1", "m2", 10, "merged"),
    RegionChange("c1", "m2", 10, "merged"),
    RegionChange("a2", "a3", 20, "renamed"),
    RegionChange("m2", "m3", 20, "renamed"),
]

CASES = [
    ("known already", [("a1", "a2", 10, 1.0)], set()),
    ("straight to the newest code", [("a1", "a3", 10, 1.0)], set()),
    ("the same, dated when the newest began", [("a1", "a3", 20, 1.0)], set()),
    ("through a merger", [("b1", "m3", 10, 1.0), ("c1", "m3", 10, 1.0)], set()),
    ("no weight, before the newest began", [("b1", "m3", 10, None)], set()),
    ("from before, to the code of the day", [("z1", "a3", 5, 1.0)], {("z1", "a1", "renamed")}),
    ("two from before", [("z1", "a3", 5, 1.0), ("z2", "a3", 5, 1.0)], {("z1", "a1", "merged"), ("z2", "a1", "merged")}),
    ("into what was two then", [("z1", "m3", 5, 1.0)], {("z1", "m3", "ended")}),
    ("a merger of its own", [("z1", "a3", 25, 1.0)], {("z1", "a3", "merged")}),
    ("a split", [("a3", "x", 30, None), ("a3", "y", 30, None)], {("a3", "x", "split"), ("a3", "y", "split")}),
    ("a step by step and straight", [("p", "q", 5, 1.0), ("q", "r", 6, 1.0), ("p", "r", 5, 1.0)],
     {("p", "q", "renamed"), ("q", "r", "renamed")}),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_an_imported_change_adds(
    changes: list[tuple[str, str, int, float | None]], expected: set[tuple[str, str, str]]
) -> None:
    """`a3` has had figures since its 20th month."""
    found = judged(SHIPPED, [Given(*change) for change in changes], {"a3": 20})
    assert {(one.old, one.new, one.kind) for one in found} == expected


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.booleans(), min_size=2, max_size=6), min_size=1, max_size=4))
def test_a_recoding_says_nothing_that_its_steps_do_not(choices: list[list[bool]]) -> None:
    """However municipalities are renumbered or merged, lines from every old code to the newest one add nothing."""
    shipped = _reformed(choices)
    follows = {change.old: change for change in shipped}
    lines = []
    for code, change in follows.items():
        newest = code
        while newest in follows:
            newest = follows[newest].new
        lines.append(Given(code, newest, change.month, 1.0))
    assert judged(shipped, lines, {}) == []


def _reformed(choices: list[list[bool]]) -> list[RegionChange]:
    """A reform a month: every code gets a new one, or goes into that of the one before it."""
    codes = [f"0-{at}" for at in range(len(choices[0]))]
    changes: list[RegionChange] = []
    for month, joins in enumerate(choices, 1):
        after: list[str] = []
        for at in range(len(codes)):
            after.append(after[-1] if at and joins[at % len(joins)] else f"{month}-{at}")
        for old, new in zip(codes, after, strict=True):
            changes.append(RegionChange(old, new, month, "merged" if after.count(new) > 1 else "renamed"))
        codes = list(dict.fromkeys(after))
    return changes
