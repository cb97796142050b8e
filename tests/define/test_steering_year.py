"""The steering year of year.yaml: every mistake at its place, and the laws of its days."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from define_samples import problems, write
from hypothesis import given
from hypothesis import strategies as st
from places import PROJECT

from effnett.define.definitions import read_definitions
from effnett.model.periods import AsOf
from effnett.model.steering_year import AppliesTo, Milestone, MonthDay, SteeringYear, reporting_deadline

HEAD = "milestones:\n"
GOOD = "{ id: a, title: A, date: '01-31' }"

# A milestone on line 2 (or what is given), the line and column of the mistake, and words of its message.
MISTAKES = {
    "no such day": ('{ id: a, title: A, date: "02-30" }', 2, 30, "«02-30» finnes ikke i måned 02"),
    "the last day is told": ('{ id: a, title: A, date: "06-31" }', 2, 30, '"06-30"'),
    "day nought": ('{ id: a, title: A, date: "06-00" }', 2, 30, "finnes ikke"),
    "month 13": ('{ id: a, title: A, date: "13-45" }', 2, 30, "ikke en dag i året"),
    "day first": ('{ id: a, title: A, date: "31-01" }', 2, 30, 'Mente du "01-31"?'),
    "as it is written on paper": ('{ id: a, title: A, date: "31.1." }', 2, 30, 'Mente du "01-31"?'),
    "without leading noughts": ('{ id: a, title: A, date: "1-5" }', 2, 30, 'Mente du "01-05"?'),
    "with a year": ("{ id: a, title: A, date: 2009-01-31 }", 2, 30, 'Mente du "01-31"?'),
    "with a year in quotes": ('{ id: a, title: A, date: "2009-01-31" }', 2, 30, 'Mente du "01-31"?'),
    "not a date": ('{ id: a, title: A, date: "nyttår" }', 2, 30, '"01-31"'),
    "a number": ("{ id: a, title: A, date: 131 }", 2, 30, "«131» er ikke en dag i året"),
    "a list": ("{ id: a, title: A, date: [1, 31] }", 2, 30, "Det skal være en dato"),
    "no date at all": ("{ id: a, title: A, date: }", 2, 30, "verdien er tom"),
    "unquoted": ("{ id: a, title: A, date: 01-31 }", 2, 30, 'Skriv "01-31"'),
    "missing date": ("{ id: a, title: A }", 2, 11, "«date» mangler"),
    "missing title": ("{ id: a, date: '01-31' }", 2, 11, "«title» mangler"),
    "missing id": ("{ title: A, date: '01-31' }", 2, 5, "«id» mangler"),
    "bad id": ("{ id: a b, title: A, date: '01-31' }", 2, 11, "kan ikke være en id"),
    "unquoted id": ("{ id: 12, title: A, date: '01-31' }", 2, 11, 'Skriv "12"'),
    "duplicate id": (f"{GOOD}\n  - {GOOD}", 3, 11, "brukt før, på linje 2"),
    "unknown applies_to": (GOOD[:-1] + ", applies_to: every_units }", 2, 52, "Mente du «every_unit»?"),
    "tertial nought": (GOOD[:-1] + ", tertial: 0 }", 2, 49, "helt tall fra 1 til 3"),
    "tertial four": (GOOD[:-1] + ", tertial: 4 }", 2, 49, "helt tall fra 1 til 3"),
    "half a tertial": (GOOD[:-1] + ", tertial: 1.5 }", 2, 49, "helt tall fra 1 til 3"),
    "tertial in words": (GOOD[:-1] + ", tertial: første }", 2, 49, "et tall"),
    "unknown key": ("{ id: a, titel: A, date: '01-31', title: A }", 2, 14, "Mente du «title»?"),
    "a text": ("arsplan", 2, 5, "en milepæl: { id, title, date }"),
    "a date far from its tertial": ("{ id: a, title: A, date: '01-31', tertial: 2 }", 2, 30, "regnes til året etter"),
}
WARNINGS = {"unquoted", "a date far from its tertial"}
WHOLE_FILES = {
    "unknown top key": ("milestone: []\n", 1, 1, "Mente du «milestones»?"),
    "no list": ("milestones: arsplan\n", 1, 13, "en liste"),
    "a list at the top": ("- a\n", 1, 1, "milestones: […]"),
    "no YAML": ("milestones: [\n", 2, 1, "lukkes ikke"),
    "empty": ("", 1, 1, "filen er tom"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_a_milestone_is_told_at_its_place(tmp_path: Path, name: str) -> None:
    """Each one alone, with what to do; those that are sure to mean something else are errors."""
    text, line, column, words = MISTAKES[name]
    (found,) = problems(read_definitions(write(tmp_path, year=f"{HEAD}  - {text}\n")))
    assert found.place == (str(tmp_path / "year.yaml"), line, column)
    assert words in str(found)
    assert found.warning == (name in WARNINGS)


@pytest.mark.parametrize("name", WHOLE_FILES)
def test_a_file_that_is_no_steering_year_is_told(tmp_path: Path, name: str) -> None:
    """The first problem is told at its place, and there is no steering year."""
    text, line, column, words = WHOLE_FILES[name]
    definitions = read_definitions(write(tmp_path, year=text))
    first = problems(definitions)[0]
    assert (first.place.line, first.place.column) == (line, column)
    assert any(words in str(one) for one in problems(definitions))
    assert definitions.steering_year == SteeringYear()


def test_all_mistakes_are_told_and_what_is_whole_is_used(tmp_path: Path) -> None:
    """Two mistakes in one run, in order, and the milestone between them stays; of two with one id the first."""
    text = HEAD + "  - { id: a, title: A }\n  - { id: b, title: B, date: '03-01' }\n"
    text += "  - { id: b, title: Igjen, date: '04-01' }\n"
    definitions = read_definitions(write(tmp_path, year=text))
    assert [one.place.line for one in problems(definitions)] == [2, 4]
    assert [(one.id, one.title) for one in definitions.steering_year.milestones] == [("b", {"nb": "B"})]
    assert not definitions.scorecards


def test_the_shipped_steering_year_is_sound() -> None:
    """No problem in it; every tertial's report has a deadline, the third's in the year after."""
    definitions = read_definitions(PROJECT / "scorecards")
    assert not [one for one in problems(definitions) if one.place.file.endswith("year.yaml")]
    deadlines = [reporting_deadline(definitions.steering_year, AsOf(2009, tertial)) for tertial in (1, 2, 3)]
    assert deadlines == [date(2009, 5, 15), date(2009, 9, 15), date(2010, 1, 15)]
    assert len(definitions.steering_year.milestones) >= 12


# A day, a tertial, and when it falls in the steering year 2009.
DAYS = [
    ((1, 31), None, date(2009, 1, 31)),
    ((1, 31), 1, date(2009, 1, 31)),
    ((5, 15), 1, date(2009, 5, 15)),
    ((4, 30), 2, date(2010, 4, 30)),
    ((5, 1), 2, date(2009, 5, 1)),
    ((9, 15), 2, date(2009, 9, 15)),
    ((1, 15), 3, date(2010, 1, 15)),
    ((8, 31), 3, date(2010, 8, 31)),
    ((9, 1), 3, date(2009, 9, 1)),
    ((12, 31), 3, date(2009, 12, 31)),
    ((2, 29), None, date(2009, 2, 28)),
]


@pytest.mark.parametrize(("day", "tertial", "expected"), DAYS)
def test_the_day_a_milestone_falls_on(day: tuple[int, int], tertial: int | None, expected: date) -> None:
    """The first such day from its tertial's beginning on."""
    assert milestone("a", *day, tertial).day(2009) == expected


def test_february_has_its_own_last_day() -> None:
    """29 February is there in leap years alone; 28 February stays what it is."""
    assert [milestone("a", 2, 29).day(year) for year in (2007, 2008, 2100)] == [
        date(2007, 2, 28),
        date(2008, 2, 29),
        date(2100, 2, 28),
    ]
    assert milestone("a", 2, 28).day(2008) == date(2008, 2, 28)


def test_a_tertials_report_is_due_at_its_first_milestone_after_it() -> None:
    """Not one within the tertial, nor a later one; the units' before the district's."""
    steering_year = SteeringYear(
        (
            milestone("within", 4, 30, 1),
            milestone("talk", 6, 1, 1),
            milestone("delivery", 5, 10, 1),
            milestone("district", 5, 5, 1, AppliesTo.DISTRICT),
            milestone("only-district", 9, 20, 2, AppliesTo.DISTRICT),
            milestone("no tertial", 9, 1),
        )
    )
    deadlines = [reporting_deadline(steering_year, AsOf(2009, tertial)) for tertial in (1, 2, 3)]
    assert deadlines == [date(2009, 5, 10), date(2009, 9, 20), None]
    year = steering_year.between(date(2009, 1, 1), date(2009, 12, 31))
    assert {one.milestone.id: one.delivery for one in year if one.delivery} == {
        "district": AsOf(2009, 1),
        "delivery": AsOf(2009, 1),
        "only-district": AsOf(2009, 2),
    }


def milestone(
    name: str, month: int, day: int, tertial: int | None = None, applies_to: AppliesTo = AppliesTo.EVERY_UNIT
) -> Milestone:
    """A milestone with as much as a test needs."""
    return Milestone(name, {"nb": name}, MonthDay(month, day), tertial, applies_to)


month_days = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda day: MonthDay(day.month, day.day))
milestones = st.builds(
    Milestone,
    st.uuids().map(str),
    st.just({"nb": "M"}),
    month_days,
    st.sampled_from([None, 1, 2, 3]),
    st.sampled_from(AppliesTo),
)


@given(milestones, st.integers(1901, 2199))
def test_a_milestone_falls_once_in_every_steering_year(one: Milestone, year: int) -> None:
    """Its days are a year apart, on the day that was written but for 29 February, and not before its tertial."""
    day, next_day = one.day(year), one.day(year + 1)
    assert next_day.year == day.year + 1
    assert day.month == one.falls.month
    assert day.day == one.falls.day or (one.falls == (2, 29) and day.day == 28)
    begins = date(year, one.tertial * 4 - 3 if one.tertial else 1, 1)
    assert begins <= day < date(begins.year + 1, begins.month, 1)


@given(st.lists(milestones, max_size=8), st.integers(1901, 2190), st.integers(0, 700))
def test_every_day_is_told_once(some: list[Milestone], year: int, days: int) -> None:
    """Between two days stands each milestone as often as it falls there, in order, and no two halves share one."""
    steering_year = SteeringYear(tuple(some))
    first = date(year, 1, 1)
    middle, last = first + timedelta(days=days // 2), first + timedelta(days=days)
    found = steering_year.between(first, last)
    assert [one.day for one in found] == sorted(one.day for one in found)
    halves = steering_year.between(first, middle) + steering_year.between(middle + timedelta(days=1), last)
    assert halves == found
    whole = steering_year.between(date(year, 1, 1), date(year, 12, 31))
    assert sorted(one.milestone.id for one in whole) == sorted(one.id for one in some)


@given(st.lists(milestones, max_size=8), st.integers(1901, 2190), st.sampled_from([1, 2, 3]))
def test_a_deadline_comes_after_its_tertial(some: list[Milestone], year: int, tertial: int) -> None:
    """Within a year of its end; one milestone at most delivers it for units, and one for the district."""
    steering_year = SteeringYear(tuple(some))
    as_of = AsOf(year, tertial)
    deadline = reporting_deadline(steering_year, as_of)
    assert deadline is None or timedelta(0) < deadline - as_of.day < timedelta(days=366)
    told = [one for one in steering_year.between(as_of.day, date(year + 2, 1, 1)) if one.delivery == as_of]
    assert len({one.milestone.applies_to for one in told}) == len(told)
    assert (deadline is None) == (not told)
