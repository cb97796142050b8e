"""How milestones stand for units: table-driven, with the laws of what applies to whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effnett.model.organisation import OrgTree, OrgUnit
from effnett.model.periods import AsOf
from effnett.model.records import AssessmentState, Delivery, MilestoneDone, Subject, Version
from effnett.model.steering_year import AppliesTo, Milestone, MonthDay, SteeringYear
from effnett.model.year_progress import (
    DUE_DAYS,
    District,
    DutyState,
    Kept,
    Plan,
    district_of,
    marked,
    plans,
    shown_days,
    state_on,
)

TREE = OrgTree.of(
    [
        OrgUnit("kommune", "Kommunen"),
        OrgUnit("bydel", "Bydelen", parent="kommune"),
        OrgUnit("a", "A", parent="bydel"),
        OrgUnit("b", "B", parent="bydel", valid_to=date(2009, 3, 31)),
        OrgUnit("a1", "A1", parent="a"),
    ]
)
PLAN = Milestone("arsplan", {"nb": "Årsplan"}, MonthDay(1, 31))
REPORT = Milestone("rapport", {"nb": "Rapport"}, MonthDay(9, 15), 2)
LAST_REPORT = Milestone("siste", {"nb": "Siste rapport"}, MonthDay(1, 15), 3)
BUDGET = Milestone("budsjett", {"nb": "Budsjett"}, MonthDay(12, 15), applies_to=AppliesTo.DISTRICT)
YEAR = SteeringYear((PLAN, REPORT, LAST_REPORT, BUDGET))
TODAY = date(2009, 9, 10)
MOMENT = datetime(2009, 9, 8, 12, tzinfo=UTC)
NOTHING = Kept({}, {})


def done(unit: str, milestone: str = "arsplan", year: int = 2009) -> Version:
    """A milestone that somebody has marked."""
    content = MilestoneDone(Subject(unit, year), milestone, date(2009, 1, 28))
    return Version("r", 1, 0, 1, MOMENT, "Kari", False, content)


def units(day: date) -> Sequence[str]:
    """The district and the units below it that exist on a day."""
    return TREE.shown("bydel", day)


def planned(kept: Kept = NOTHING, today: date = TODAY, district: str = "bydel") -> dict[str, Plan]:
    """The plans of 2009 by milestone."""
    occurrences = YEAR.between(*shown_days(2009, today))
    found = plans(occurrences, units, District(district, alone=False), kept, today)
    return {plan.occurrence.milestone.id: plan for plan in found}


def states(plan: Plan) -> dict[str, str]:
    """A plan's states by unit."""
    return {duty.org_unit: duty.state.value for duty in plan.duties}


def test_each_unit_has_what_applies_to_it_on_its_day() -> None:
    """A unit that has ended has no part in what comes after; the district has its own alone."""
    found = planned()
    assert states(found["arsplan"]) == {"a": "late", "b": "late", "a1": "late"}
    assert states(found["rapport"]) == {"a": "due", "a1": "due"}
    assert states(found["budsjett"]) == {"bydel": "ahead"}


def test_what_is_marked_is_done_for_that_unit_and_year_alone() -> None:
    """With its day and who said so; another year's mark is not this one's."""
    found = planned(Kept(marked([done("a"), done("b", year=2008)]), {}))["arsplan"]
    assert states(found) == {"a": "done", "b": "late", "a1": "late"}
    assert (found.duties[0].done, found.duties[0].author) == (date(2009, 1, 28), "Kari")
    assert found.state is DutyState.LATE
    assert found.counts[DutyState.DONE] == 1


@pytest.mark.parametrize(
    ("state", "expected"),
    [(AssessmentState.DRAFT, "due"), (AssessmentState.DELIVERED, "done"), (AssessmentState.APPROVED, "done")],
)
def test_a_delivered_assessment_does_the_tertials_milestone(state: AssessmentState, expected: str) -> None:
    """A draft does not; and only that tertial's milestone is done."""
    kept = Kept({}, {AsOf(2009, 2): {"a": Delivery("a", state, MOMENT, "Ola")}})
    found = planned(kept)
    assert states(found["rapport"]) == {"a": expected, "a1": "due"}
    assert found["rapport"].duties[0].by_delivery == (expected == "done")
    assert set(states(found["siste"]).values()) == {"late"}


def test_january_has_the_report_of_the_year_before() -> None:
    """What falls in January 2009 belongs to the steering year 2008, and is done by what was delivered of it."""
    occurrence = planned()["siste"].occurrence
    assert (occurrence.year, occurrence.day, occurrence.delivery) == (2008, date(2009, 1, 15), AsOf(2008, 3))
    kept = Kept({}, {AsOf(2008, 3): {"a": Delivery("a", AssessmentState.APPROVED, MOMENT, "Ola")}})
    assert states(planned(kept)["siste"]) == {"a": "done", "b": "late", "a1": "late"}


def test_near_the_end_of_the_year_the_next_years_first_milestones_are_told() -> None:
    """In December what is due in January is shown too, once more beside last January's."""
    assert shown_days(2009, date(2009, 12, 20)) == (date(2009, 1, 1), date(2010, 1, 19))
    assert shown_days(2009, date(2010, 12, 20)) == (date(2009, 1, 1), date(2009, 12, 31))
    days = [one.day for one in YEAR.between(*shown_days(2009, date(2009, 12, 20))) if one.milestone is LAST_REPORT]
    assert days == [date(2009, 1, 15), date(2010, 1, 15)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (TODAY - timedelta(days=1), DutyState.LATE),
        (TODAY, DutyState.DUE),
        (TODAY + timedelta(days=DUE_DAYS), DutyState.DUE),
        (TODAY + timedelta(days=DUE_DAYS + 1), DutyState.AHEAD),
    ],
)
def test_late_due_and_to_come(day: date, expected: DutyState) -> None:
    """On its own day it is due, and late the day after."""
    assert state_on(day, TODAY) is expected


@pytest.mark.parametrize(
    ("unit", "tops", "expected"),
    [
        ("a1", ["bydel"], District("bydel", False)),
        ("a1", ["a", "bydel"], District("bydel", False)),
        ("a1", ["a1"], District("a1", True)),
        ("a1", [], District("kommune", False)),
        ("kommune", ["bydel"], District("kommune", False)),
    ],
)
def test_the_topmost_unit_is_the_highest_with_a_scorecard(unit: str, tops: list[str], expected: District) -> None:
    """A unit's own scorecard does not make it the top; without any, it is the register's."""
    assert district_of(TREE, unit, tops) == expected


def test_where_nothing_lies_below_the_top_it_does_the_units_part() -> None:
    """But a district that is looked at alone does not take over what its units have to do."""
    occurrences = YEAR.between(*shown_days(2009, TODAY))
    alone = plans(occurrences, lambda _: ["bydel"], District("bydel", alone=True), NOTHING, TODAY)
    seen_alone = plans(occurrences, lambda _: ["bydel"], District("bydel", alone=False), NOTHING, TODAY)
    assert [plan.occurrence.milestone.id for plan in alone] == ["siste", "arsplan", "rapport", "budsjett"]
    assert [plan.occurrence.milestone.id for plan in seen_alone] == ["budsjett"]


@given(st.sets(st.sampled_from(["a", "b", "a1", "bydel"])), st.dates(date(2008, 6, 1), date(2010, 6, 1)))
def test_every_duty_has_one_state_and_the_plan_that_of_the_neediest(some: set[str], today: date) -> None:
    """Counts add up to the units; a plan is done only when all its units are; and done is never late."""
    found = planned(Kept(marked(done(unit) for unit in some), {}), today)
    for plan in found.values():
        assert sum(plan.counts.values()) == len(plan.duties) > 0
        assert (plan.state is DutyState.DONE) == all(duty.state is DutyState.DONE for duty in plan.duties)
        assert (plan.state is DutyState.LATE) == (plan.counts[DutyState.LATE] > 0)
    assert {duty.org_unit for duty in found["arsplan"].duties if duty.state is DutyState.DONE} == some - {"bydel"}
