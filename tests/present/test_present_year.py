"""The wheel and the page of the steering year: where things stand, what is said, and that nothing is left raw."""

from __future__ import annotations

import math
import re
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import PROJECT

from effnett.define.definitions import read_definitions
from effnett.model.periods import AsOf
from effnett.model.steering_year import Milestone, MonthDay, Occurrence
from effnett.model.year_progress import Duty, DutyState, Plan, state_on
from effnett.present.year_page import YearView, head_html, unit_events, year_events, year_html
from effnett.present.year_wheel import point, spots, turn, wheel_svg, wheel_text

TODAY = date(2009, 9, 10)


def plan(day: date, name: str = "m", year: int | None = None, codes: str = "a") -> Plan:
    """A milestone on a day, not done by any of some units."""
    milestone = Milestone(name, {"nb": f"Milepæl <{name}>"}, MonthDay(day.month, day.day))
    occurrence = Occurrence(milestone, year or day.year, day, None)
    return Plan(occurrence, tuple(Duty(occurrence, code, state_on(day, TODAY)) for code in codes))


def view(*plans: Plan, may_write: bool = True, opened: str = "") -> YearView:
    """The page of unit a, whose name must be escaped."""
    codes = {duty.org_unit for one in plans for duty in one.duties} | {"a"}
    names = {code: f"Enhet <{code}>" for code in codes}
    return YearView(AsOf(2009, 2), "a", names, TODAY, plans, lambda _: may_write, opened)


def test_the_wheel_is_sound_and_says_everything_in_words() -> None:
    """One image with its text: today, and each milestone with number, day and state; escaped, and well-formed."""
    some = [plan(date(2009, 1, 31), "a"), plan(date(2009, 9, 15), "b"), plan(date(2010, 1, 15), "c")]
    svg = ElementTree.fromstring(wheel_svg(2009, some, TODAY))
    told = svg.attrib["aria-label"]
    assert told == wheel_text(2009, some, TODAY)
    assert "I dag er 10. september 2009." in told
    assert "1: Milepæl <a>, 31. januar 2009, forsinket; 2: Milepæl <b>, 15. september 2009, forfaller nå" in told
    assert "3:" not in told
    texts = [node.text for node in svg.iter("text")]
    assert texts.count("1") == texts.count("2") == 1
    assert {"jan", "mai", "des", "2009", "i dag"} <= set(texts)
    assert "i dag" not in wheel_svg(2008, [], TODAY)


def test_each_state_has_a_shape_of_its_own() -> None:
    """No two states differ by colour alone."""
    shapes = set()
    for state in DutyState:
        occurrence = plan(TODAY).occurrence
        svg = wheel_svg(2009, [Plan(occurrence, (Duty(occurrence, "a", state),))], TODAY)
        found = re.search(rf'class="y-{state.value}">(.*?)<text', svg)
        assert found
        shapes.add((re.sub(r"[\d.-]+", "", found[1]), "fill" if state in (DutyState.DONE, DutyState.LATE) else "open"))
    assert len(shapes) == len(DutyState)


@given(st.lists(st.dates(date(2009, 1, 1), date(2009, 12, 31)), max_size=30), st.integers(2000, 2012))
def test_milestones_stand_on_their_days_within_the_wheel(days: list[date], year: int) -> None:
    """In the direction of their day, in order round the year; two cover each other only where every lane is taken."""
    some = [plan(day.replace(day=min(day.day, 28), year=year)) for day in sorted(days)]
    found = spots(year, some)
    assert [spot.number for spot in found] == list(range(1, len(some) + 1))
    for spot in found:
        x, y = point(turn(spot.plan.occurrence.day), 1000)
        assert (spot.x - 240) * (y - 240) == pytest.approx((spot.y - 240) * (x - 240), abs=400)
        assert 183 - 1 <= math.dist((240, 240), (spot.x, spot.y)) <= 216 + 1
    apart = {turn(spot.plan.occurrence.day) for spot in found}
    far = all(abs(one - other) > 0.06 for one in apart for other in apart if one != other)
    if far and len(apart) == len(found):
        assert all(math.dist(one[2:], other[2:]) >= 33 for one in found for other in found if one is not other)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 30)))
def test_a_day_later_is_further_round(day: date) -> None:
    """From nothing on New Year's Day to less than a whole turn on New Year's Eve."""
    later = date.fromordinal(day.toordinal() + 1)
    assert 0 <= turn(day) < 1
    assert turn(later) > turn(day) or (later.month, later.day) == (1, 1)


def test_one_unit_marks_its_own_milestones() -> None:
    """Its list has a date and a button; what is done tells when and by whom; without the right there is none."""
    late = plan(date(2009, 1, 31), "a")
    occurrence = plan(date(2009, 2, 28), "b").occurrence
    ready = Plan(occurrence, (Duty(occurrence, "a", DutyState.DONE, date(2009, 2, 20), "Kari <Å>"),))
    text = year_html(view(late, ready))
    assert 'data-press="mark" data-of="2009/a/a"' in text
    assert 'value="2009-09-10" max="2009-09-10"' in text
    assert "Gjort 20. februar 2009 av Kari &lt;Å&gt;" in text
    assert 'data-page="year" data-done="a" data-as-of="2009-T2"' in text
    assert '<table class="ef-grid"' not in text
    assert "data-press" not in year_html(view(late, ready, may_write=False))


def test_several_units_are_counted_and_opened() -> None:
    """A milestone says how many have done it, and opens the list of units, those that lack it first."""
    occurrence = plan(date(2009, 1, 31), "m").occurrence
    duties = (
        Duty(occurrence, "b", DutyState.DONE, date(2009, 1, 20), "Ola", by_delivery=True),
        Duty(occurrence, "c", DutyState.LATE),
    )
    some = Plan(occurrence, duties)
    closed = year_html(view(some))
    assert "1 av 2 gjort" in closed
    assert "1 av 2 enheter mangler" in closed
    assert 'aria-expanded="false"' in closed
    assert 'data-press="mark"' not in closed
    text = year_html(view(some, opened="m-2009"))
    units = text[text.index('class="ef-duties"') : text.index("</ul></td>")]
    assert units.index("Enhet &lt;c&gt;") < units.index("Enhet &lt;b&gt;")
    assert "Levert 20. januar 2009 av Ola" in units
    assert 'data-press="undo"' not in units
    assert '<th scope="row"><a href="?org_unit=c&amp;year=2009"' in text


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([date(2009, 9, 15)], "1 forfaller innen 30 dager"),
        ([date(2009, 1, 31), date(2009, 2, 28)], "2 er forsinket"),
        ([date(2009, 12, 15)], "Ingenting er forsinket, og ingenting forfaller de neste 30 dagene"),
    ],
)
def test_the_heading_sums_up(days: list[date], told: str) -> None:
    """How many are late and due, or that there are none; names are escaped."""
    text = head_html(view(*(plan(day) for day in days)), "")
    assert told in text
    assert "Årshjul 2009 – Enhet &lt;a&gt;" in text


def test_nothing_that_is_written_is_left_raw() -> None:
    """Titles and names with signs of HTML are texts, whatever is opened."""
    text = year_html(view(plan(date(2009, 1, 31), "<i>", codes="ab"), opened="<i>-2009"))
    assert "<i>" not in text
    assert "Milepæl &lt;" in text


def test_calendars_of_the_year_and_of_a_unit() -> None:
    """The year has each milestone once, the unit its own with its name and what is done; the ids are their own."""
    both = plan(date(2009, 1, 31), "m", codes="ab")
    last = plan(date(2009, 1, 15), "r", year=2008)
    whole, own = year_events(view(last, both)), unit_events(view(last, both))
    assert [(one.uid, one.day) for one in whole] == [
        ("r-2008-alle", date(2009, 1, 15)),
        ("m-2009-alle", date(2009, 1, 31)),
    ]
    assert [one.uid for one in own] == ["r-2008-a", "m-2009-a"]
    assert own[1].title == "Milepæl <m> – Enhet <a>"
    assert whole[0].title == "Milepæl <r> for 2008"


def test_the_shipped_year_fits_the_wheel() -> None:
    """No two of its milestones cover each other."""
    year = read_definitions(PROJECT / "scorecards").steering_year
    some = [Plan(one, (Duty(one, "a", DutyState.AHEAD),)) for one in year.between(date(2009, 1, 1), date(2009, 12, 31))]
    found = spots(2009, some)
    assert all(math.dist(one[2:], other[2:]) >= 33 for one in found for other in found if one is not other)
