"""What may be saved, as pure functions: steps of state, and what fields may hold (docs/records.md)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_samples import ONE_OF_EACH, SICK_LEAVE, SUBJECT

from effnett.model.record_rules import LONGEST_TEXT, problems_of_edit, problems_of_step
from effnett.model.records import (
    Action,
    Answer,
    AnswerCode,
    Assessment,
    AssessmentState,
    Content,
    Decision,
    Edit,
    Figure,
    LeaderForecast,
    MilestoneDone,
    Selection,
    Subject,
    Version,
    Wondering,
    only_id,
)
from effnett.model.records import AssessmentState as State
from effnett.store.record_rows import row_of, version_of

SELECTED = Subject("a", 2009, None, "bydel")


def saved(content: Content, withdrawn: bool = False) -> Version:
    """A first version, as if it had been saved."""
    return Version(Edit.first(content).record, 1, 0, 1, datetime.now(UTC), "Kari", withdrawn, content)


@pytest.mark.parametrize("may_approve", [False, True])
@pytest.mark.parametrize("before", [None, *State])
@pytest.mark.parametrize("after", list(State))
def test_an_assessment_goes_one_step_at_a_time(before: State | None, after: State, may_approve: bool) -> None:
    """Draft, delivered, approved; approving, and going back to draft, are for the one who may."""
    anyone = {(None, State.DRAFT), (State.DRAFT, State.DELIVERED), *((state, state) for state in State)}
    approver = {(State.DELIVERED, State.APPROVED), (State.DELIVERED, State.DRAFT), (State.APPROVED, State.DRAFT)}
    allowed = (before, after) in (anyone | approver if may_approve else anyone)
    content = Assessment(SUBJECT, "tekst", after)
    version = saved(Assessment(SUBJECT, "tekst", before)) if before else None
    found = problems_of_step(replace(Edit.first(content), made_from=int(before is not None)), version, may_approve)
    assert bool(found) is not allowed
    assert all(problem.what and problem.hint for problem in found)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (State.DRAFT, State.DRAFT, None),
        (State.DRAFT, State.DELIVERED, None),
        (State.DELIVERED, State.DELIVERED, "levert og kan ikke endres"),
        (State.DELIVERED, State.APPROVED, "levert og kan ikke endres"),
        (State.APPROVED, State.DRAFT, "godkjent og kan ikke endres"),
    ],
)
def test_what_is_approved_is_what_was_delivered(before: State, after: State, words: str | None) -> None:
    """The text changes in a draft alone, and on the way out of it."""
    edit = saved(Assessment(SUBJECT, "a", before)).edit(Assessment(SUBJECT, "b", after))
    found = problems_of_step(edit, saved(Assessment(SUBJECT, "a", before)), may_approve=True)
    assert [words in problem.what for problem in found if words] == ([True] if words else [])


@pytest.mark.parametrize(
    ("state", "may_approve", "withdrawn", "words"),
    [
        (State.DRAFT, False, False, None),
        (State.DRAFT, False, True, None),
        (State.DELIVERED, False, False, "kan ikke trekkes tilbake"),
        (State.APPROVED, False, True, "kan ikke trekkes tilbake"),
        (State.DELIVERED, True, False, None),
    ],
)
def test_withdrawing_and_taking_back(state: State, may_approve: bool, withdrawn: bool, words: str | None) -> None:
    """What was delivered is withdrawn by the one who approves."""
    before = saved(Assessment(SUBJECT, "a", state), withdrawn)
    edit = before.taken_back() if withdrawn else before.withdrawal()
    found = problems_of_step(edit, before, may_approve)
    assert [words in problem.what for problem in found if words] == ([True] if words else [])


def test_what_is_withdrawn_is_not_changed() -> None:
    """It is taken back first; nor is it withdrawn and changed at once, nor withdrawn before it is there."""
    before = saved(Wondering(SUBJECT, "a"), withdrawn=True)
    for edit in (before.edit(Wondering(SUBJECT, "b")), replace(before.taken_back(), content=Wondering(SUBJECT, "b"))):
        assert "samtidig" in problems_of_step(edit, before, True)[0].what
    assert "ikke noe å trekke" in problems_of_step(before.withdrawal(), None, True)[0].what


def test_a_record_stays_what_it_is() -> None:
    """A wondering does not become an action, and an assessment does not move to another unit."""
    before = saved(Wondering(SUBJECT, "a"))
    assert "undring" in problems_of_step(before.edit(Action(SUBJECT, "a")), before, True)[0].what
    moved = replace(Edit.first(Assessment(SUBJECT, "a")), content=Assessment(SICK_LEAVE, "a"))
    assert "annen enhet" in problems_of_edit(moved, "Kari")[0].what


@pytest.mark.parametrize(
    ("content", "words"),
    [
        *((content, None) for content in ONE_OF_EACH),
        (Assessment(SUBJECT, "x" * LONGEST_TEXT), None),
        (Assessment(SUBJECT, "x" * (LONGEST_TEXT + 1)), "er på 20001 tegn, og kan være på høyst 20000"),
        (Assessment(SUBJECT, ""), None),
        (Assessment(SUBJECT, " \n", AssessmentState.DELIVERED), "vurderingen er tom"),
        (Assessment(Subject("a", 2009), "x"), "år og tertial mangler"),
        (Wondering(SUBJECT, "a\0b"), "nulltegn"),
        (Wondering(SUBJECT, "a\ud83d"), "halvt tegn"),
        (Wondering(SUBJECT, "\t\n"), "teksten mangler"),
        (Wondering(SUBJECT, "x", owner="y" * 201), "feltet for hvem er på 201 tegn"),
        (Wondering(Subject(" "), "x"), "enhetens kode mangler"),
        (Wondering(Subject("a", 2009, 4), "x"), "4. tertial finnes ikke"),
        (Wondering(Subject("a", None, 1), "x"), "ikke noe år"),
        (Wondering(Subject("a", 20_009), "x"), "året 20009"),
        (Wondering(Subject("a", indicator="syk"), "x"), "ikke noe målekart"),
        (Answer(SUBJECT, "", AnswerCode.TIMING), "ikke til noen undring"),
        (Action(SUBJECT, ""), "teksten mangler"),
        (Decision(SUBJECT, "x", Figure(float("nan"), "–")), "ikke et tall"),
        (Decision(SUBJECT, "x", Figure(None, "skjermet\0")), "tallet slik det ble vist har et nulltegn"),
        (LeaderForecast(SICK_LEAVE, Decimal("Infinity")), "ikke et tall"),
        (LeaderForecast(SICK_LEAVE, Decimal("1" * 201)), "for mange siffer"),
        (LeaderForecast(SUBJECT, Decimal(1)), "gjelder ingen indikator"),
        (MilestoneDone(Subject("a"), "ros", date(2009, 1, 31)), "mangler id eller år"),
        (Selection(SELECTED, tuple("abcd"), (), "landet"), None),
        (Selection(SELECTED, tuple("abcde"), (), "landet"), "valgt mer enn 4 hver vei"),
        (Selection(SELECTED, (), ("a", "a"), "landet"), "noe to ganger"),
        (Selection(SELECTED, ("a",), ("a",), "landet"), "valgt begge veier"),
        (Selection(SELECTED, ("x" * 201,), (), "landet"), "en id er på mer enn 200 tegn"),
        (Selection(SELECTED, (), (), "list:" + "0301," * 300), None),
        (Selection(Subject("a", 2009), (), (), "landet"), "mangler år eller målekart"),
    ],
)
def test_what_fields_may_hold(content: Content, words: str | None) -> None:
    """Each limit with its message, and what lies just inside it."""
    found = problems_of_edit(Edit.first(content), "Kari")
    assert [words in problem.what for problem in found if words] == ([True] if words else [])
    assert all(problem.place.file == content.kind.value and problem.hint for problem in found)


def test_all_problems_are_told_at_once() -> None:
    """Those of every field, and a nameless author."""
    found = problems_of_edit(Edit.first(Wondering(Subject("a\0", 1, 9), "\0")), "")
    assert len(found) == 5


@given(st.text(max_size=60), st.text(max_size=60), st.dates(), st.integers(0, 200), st.sampled_from(ONE_OF_EACH))
def test_a_row_holds_all_of_a_version(text: str, owner: str, day: date, number: int, content: Content) -> None:
    """Back from a row, a version is what it was, whatever is in it."""
    fields = {"text": text, "owner": owner, "deadline": day, "done": day, "value": Decimal(number).scaleb(-2)}
    known = {name: value for name, value in fields.items() if hasattr(content, name)}
    version = Version("id", number + 1, number, 7, datetime.now(UTC), "Kari", False, replace(content, **known))
    assert version_of(row_of(version)) == version


@given(st.lists(st.text(max_size=3), min_size=2, max_size=2), st.lists(st.text(max_size=3), min_size=2, max_size=2))
def test_two_things_never_share_an_id(one: list[str], other: list[str]) -> None:
    """Whatever signs the codes have."""
    contents = [Assessment(Subject(unit, 2009, 1, card, "i"), "x") for unit, card in (one, other)]
    assert (only_id(contents[0]) == only_id(contents[1])) is (one == other)
