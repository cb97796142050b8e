"""Actions and wonderings as they are listed: what is late, in what order, and where they lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effnett.model.periods import AsOf
from effnett.model.records import (
    Action,
    ActionState,
    Answer,
    AnswerCode,
    Content,
    RecordKind,
    RepeatedAnswer,
    Subject,
    Version,
    Wondering,
    WonderingState,
)
from effnett.present.follow_up import (
    Filter,
    Item,
    Naming,
    by_deadline,
    by_owner,
    deadline_events,
    detail_html,
    ended_html,
    in_order,
    items,
    opened_html,
    remeasure_html,
    repeated_html,
    table_html,
)

TODAY = date(2009, 9, 10)
PAST, SOON, FAR = date(2009, 9, 1), date(2009, 9, 20), date(2009, 12, 1)
T2 = AsOf(2009, 2)
ABOUT = Subject.of("a", T2, "kort", "fravaer")
NAMING = Naming(lambda code: f"Enhet <{code}>", {("kort", "fravaer"): "Sykefravær & mer"}, {"kort": "kort.yaml"})


def version(content: Content, record: str = "r", change: int = 1) -> Version:
    """A record as it is now."""
    return Version(record, 1, 0, change, datetime(2009, 9, 5, tzinfo=UTC), "Kari <K>", False, content)


def item(content: Content, answered: bool = False) -> Item:
    """One record as a line."""
    (found,) = items([version(content)], ["r"] if answered else [], NAMING, TODAY)
    return found


STATES = [
    (Action(ABOUT, "x", deadline=PAST), False, (True, True), "planlagt"),
    (Action(ABOUT, "x", deadline=TODAY), False, (True, False), "planlagt"),
    (Action(ABOUT, "x", deadline=PAST, state=ActionState.STARTED), False, (True, True), "i gang"),
    (Action(ABOUT, "x", deadline=PAST, state=ActionState.DONE), False, (False, False), "gjort"),
    (Action(ABOUT, "x", deadline=PAST, state=ActionState.DROPPED), False, (False, False), "avlyst"),
    (Action(ABOUT, "x"), False, (True, False), "planlagt"),
    (Wondering(ABOUT, "x", deadline=PAST), False, (True, True), "venter på svar"),
    (Wondering(ABOUT, "x", deadline=PAST), True, (True, False), "besvart, ikke lukket"),
    (Wondering(ABOUT, "x", WonderingState.CLOSED, deadline=PAST), False, (False, False), "lukket"),
]


@pytest.mark.parametrize(("content", "answered", "expected", "word"), STATES)
def test_what_is_open_and_late(content: Content, answered: bool, expected: tuple[bool, bool], word: str) -> None:
    """Late is what is open with its deadline behind it; a wondering that is answered waits for nobody."""
    found = item(content, answered)
    assert (found.is_open, found.is_late) == expected
    assert found.state == word


def test_answers_and_others_are_no_lines() -> None:
    """Only actions and wonderings are listed."""
    assert items([version(Answer(ABOUT, "r", AnswerCode.CHANCE))], [], NAMING, TODAY) == []


def test_a_line_leads_to_its_figure() -> None:
    """Scorecard, unit, year, tertial and indicator stand in the link; what is about no indicator has none."""
    found = item(Action(replace(ABOUT, org_unit="a&b"), "x"))
    assert found.link.startswith("./?")
    assert parse_qs(urlsplit(found.link).query) == {
        "scorecard": ["kort.yaml"],
        "org_unit": ["a&b"],
        "year": ["2009"],
        "tertial": ["2"],
        "indicator": ["fravaer"],
    }
    assert found.about == "Sykefravær & mer · 2. tertial 2009"
    whole = item(Action(Subject("a", service="pleie-og-omsorg"), "x"))
    assert (whole.link, whole.about) == ("", "Pleie og omsorg")
    gone = item(Action(Subject("a", scorecard="borte", indicator="borte"), "x"))
    assert gone.about == "borte"
    assert "scorecard" not in gone.link


def some(*contents: Content) -> list[Item]:
    """Several records as lines."""
    return items([version(content, f"r{at}") for at, content in enumerate(contents)], [], NAMING, TODAY)


def test_groups_by_deadline_and_by_owner() -> None:
    """Late first, what has no deadline or owner last, and empty groups left out."""
    found = some(
        Action(ABOUT, "uten", "Ola"),
        Action(ABOUT, "langt", "Kari", FAR),
        Action(ABOUT, "snart", "Ola", SOON),
        Action(ABOUT, "sen", "Kari", PAST),
        Action(ABOUT, "ingen", "", SOON),
    )
    days = [(title, [one.text for one in group]) for title, group in by_deadline(found, TODAY)]
    assert days == [
        ("Forsinket", ["sen"]),
        ("Frist innen 30 dager", ["ingen", "snart"]),
        ("Frist senere", ["langt"]),
        ("Uten frist", ["uten"]),
    ]
    owners = [(title, [one.text for one in group]) for title, group in by_owner(found)]
    assert owners == [("Kari", ["sen", "langt"]), ("Ola", ["snart", "uten"]), ("Ingen ansvarlig", ["ingen"])]
    answered = items([version(Wondering(ABOUT, "x", deadline=PAST))], ["r"], NAMING, TODAY)
    assert [title for title, _ in by_deadline(answered, TODAY)] == ["Besvart, kan lukkes"]


days = st.none() | st.dates(TODAY - timedelta(days=90), TODAY + timedelta(days=90))
owners = st.sampled_from(["", "Kari", "kari", "Ola", " Ola "])
contents = st.builds(Action, st.just(ABOUT), st.just("x"), owners, days) | st.builds(
    Wondering, st.just(replace(ABOUT, org_unit="b")), st.just("x"), st.just(WonderingState.OPEN), owners, days
)


@given(st.lists(contents, max_size=12))
def test_every_line_stands_in_one_group_in_order(found: list[Content]) -> None:
    """However they are grouped none is lost; the late come first, and then deadlines grow."""
    listed = some(*found)
    for groups in (by_deadline(listed, TODAY), by_owner(listed)):
        assert sorted(one.record for _, group in groups for one in group) == sorted(one.record for one in listed)
        assert all(group == in_order(group) for _, group in groups)
    ordered = in_order(listed)
    assert [one.is_late for one in ordered] == sorted((one.is_late for one in ordered), reverse=True)
    for late in (True, False):
        due = [one.deadline or date.max for one in ordered if one.is_late is late]
        assert due == sorted(due)


@given(
    st.lists(contents, max_size=12),
    st.builds(
        Filter,
        st.sampled_from([None, "", "Kari"]),
        st.sampled_from([None, RecordKind.ACTION, RecordKind.WONDERING]),
        st.sampled_from([None, "a", "b"]),
        st.booleans(),
    ),
)
def test_a_filter_takes_what_fits_all_that_it_says(found: list[Content], chosen: Filter) -> None:
    """Each condition by itself; an empty filter takes everything."""
    listed = some(*found)
    taken = [one for one in listed if chosen.takes(one)]
    assert all(Filter().takes(one) for one in listed)
    conditions = [
        Filter(owner=chosen.owner),
        Filter(kind=chosen.kind),
        Filter(org_unit=chosen.org_unit),
        Filter(late=chosen.late),
    ]
    assert taken == [one for one in listed if all(each.takes(one) for each in conditions)]


def test_nothing_that_is_written_is_left_raw() -> None:
    """Texts, names and owners with signs of HTML stay texts in every piece of the page."""
    raw = "<script>alert('x')</script>"
    listed = some(
        Action(ABOUT, raw, raw, PAST, remeasure=PAST),
        Wondering(replace(ABOUT, indicator=raw), raw, owner=raw),
        Action(ABOUT, raw, raw, state=ActionState.DONE),
    )
    repeated = RepeatedAnswer("<u>", "kort", raw, None, AnswerCode.CHANCE, T2, 3)
    pieces = [
        table_html(by_deadline(listed[:2], TODAY), "r0", lambda _: True, False),
        remeasure_html(listed[:1], lambda _: True),
        repeated_html([repeated], NAMING, T2),
        ended_html(listed[2:]),
        detail_html(listed, raw, "./tiltak?a=1&b=2"),
        opened_html(listed[0]),
    ]
    assert all("<script" not in piece and "Enhet <" not in piece and "<u>" not in piece for piece in pieces)
    assert all("&lt;" in piece for piece in pieces)


def test_the_table_tells_what_is_late_by_word_and_shape_and_offers_what_may_be_done() -> None:
    """A mark for the late, a button to open each, and one to mark an action as done where that is allowed."""
    listed = some(Action(ABOUT, "Gjør det", "Ola", PAST), Wondering(ABOUT, "Hvorfor?", owner="Kari"))
    text = table_html(by_deadline(listed, TODAY), "r1", lambda code: code == "a", False)
    assert text.count('class="pill late">Forsinket') == 1
    assert text.count('data-press="open"') == 2
    assert text.count('data-press="done"') == 1
    assert text.count('aria-expanded="true"') == 1
    assert 'href="./?scorecard=kort.yaml&amp;org_unit=a' in text
    assert 'data-press="done"' not in table_html(by_deadline(listed, TODAY), "", lambda _: False, False)
    assert "Ingen åpne" in table_html([], "", lambda _: True, False)
    assert "Ingenting passer" in table_html([], "", lambda _: True, True)


def test_the_detail_of_an_indicator_is_short() -> None:
    """Open ones, the late first, then a few of those that have ended, and the way to all."""
    ended = [Action(ABOUT, f"ferdig {at}", state=ActionState.DONE) for at in range(5)]
    versions = [version(one, f"e{at}", at) for at, one in enumerate(ended)]
    versions += [version(Action(ABOUT, "frist", deadline=FAR), "a"), version(Action(ABOUT, "sen", deadline=PAST), "b")]
    text = detail_html(items(versions, [], NAMING, TODAY), "A", "./tiltak?org_unit=a")
    order = [text.index(told) for told in ("sen", "frist", "ferdig 4", "ferdig 3", "ferdig 2")]
    assert order == sorted(order)
    assert "ferdig 1" not in text
    assert "5 gjort eller lukket" in text
    assert 'href="./tiltak?org_unit=a"' in text
    assert "Ingen undringer eller tiltak" in detail_html([], "A", "x")


def test_deadlines_for_a_calendar() -> None:
    """The deadline and the day to measure again, each with an id that stays; nothing where there is no day."""
    listed = some(Action(ABOUT, "Gjør det", "Ola", SOON, remeasure=FAR), Wondering(ABOUT, "Hvorfor?"))
    events = deadline_events(listed)
    assert [(one.uid, one.day, one.title) for one in events] == [
        ("r0-frist", SOON, "Frist: Gjør det"),
        ("r0-maling", FAR, "Mål igjen: Gjør det"),
    ]
    assert all("Sykefravær & mer" in one.text and "Ola" in one.text for one in events)


@given(st.lists(contents, max_size=8))
def test_each_event_has_an_id_of_its_own(found: list[Content]) -> None:
    """No two events of a calendar are taken for one."""
    events = deadline_events(some(*found))
    assert len({one.uid for one in events}) == len(events)
    assert len(list(chain(events))) == sum(getattr(one, "deadline", None) is not None for one in found)
