"""What is hidden, kept between processes: the very same, and only for the same facts, limits and program."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_worlds import random_world
from test_against_plain_python import facts_of
from test_shielding_attack import indicators

from effnett.evaluate.kept_shields import packed, recall_shields, unpacked
from effnett.evaluate.shielding import limits_of, shields_of, shields_of_group
from effnett.model.scorecard import Indicator, Source
from effnett.store.facts import Facts

SEED = 11


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_what_is_kept_is_what_was_worked_out(seed: int) -> None:
    """Hidden periods and shown sums, in worlds whose trees change."""
    random = Random(seed)
    facts, card = facts_of(random_world(random)), indicators(random)
    found = [shields_of_group(facts, *pair) for pair in limits_of(card).items()]
    assert unpacked(json.loads(json.dumps(packed(found)))) == found


def kept_world(folder: Path) -> tuple[Facts, list[Indicator]]:
    """Facts of a published file, with something hidden, whose shields have been kept."""
    random = Random(SEED)
    made, card = facts_of(random_world(random)), indicators(random)
    facts = Facts("facts-000001-00000000", made.cursor(), folder)
    recall_shields(facts, card)
    assert any(shield.periods for shield in shields_of(facts, card).values())
    return facts, card


def mute(version: str, folder: Path, card: Sequence[Indicator]) -> Facts:
    """Facts that have no tables: what they tell is what was kept."""
    facts = Facts(version, duckdb.connect(":memory:"), folder)
    recall_shields(facts, card)
    return facts


def test_they_are_taken_from_the_store(tmp_path: Path) -> None:
    """A later process asks the facts nothing."""
    facts, card = kept_world(tmp_path)
    again = mute(facts.version, tmp_path, card)
    for pair in limits_of(card).items():
        assert shields_of_group(again, *pair) == shields_of_group(facts, *pair)


def _is_stricter(one: Indicator) -> Indicator:
    return replace(one, min_employees=one.min_employees + 20) if one.measure.source is Source.SICK_LEAVE else one


@pytest.mark.parametrize("what", ["facts", "limits", "damage"])
def test_they_are_worked_out_where_anything_is_different(tmp_path: Path, what: str) -> None:
    """Newer facts, a stricter limit, a file that was changed: facts without tables cannot answer."""
    facts, card = kept_world(tmp_path)
    version = "facts-000002-00000000" if what == "facts" else facts.version
    asked = [_is_stricter(one) for one in card] if what == "limits" else card
    if what == "damage":
        (path,) = (tmp_path / "kept").iterdir()
        path.write_bytes(path.read_bytes().replace(b"]]", b"] ]", 1))
    with pytest.raises(duckdb.CatalogException):
        mute(version, tmp_path, asked)
