"""Units × indicators for a tertial: what is filled, what is told of who has delivered, and how it is sorted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some
from making import AS_OF, alna, evaluation, indicator, renamed

from effnett.model.evaluation import Evaluation, Status
from effnett.model.observation import Absent
from effnett.model.organisation import OrgTree, OrgUnit
from effnett.model.periods import AsOf
from effnett.model.records import AssessmentState
from effnett.model.scorecard import Source, Target, TargetKind
from effnett.present.heat import (
    BY_ACTION,
    BY_DELIVERY,
    Delivered,
    Filter,
    Heat,
    ended_units,
    heat,
    heat_html,
    line_text,
    part_text,
    result_units,
    shown,
)

TREE = OrgTree.of(
    [
        OrgUnit("top", "Bydelen", "bydel"),
        OrgUnit("avd", "Avdeling", "avdeling", "top"),
        OrgUnit("a", "Enhet A", "resultatenhet", "avd"),
        OrgUnit("b", "Enhet <B>", "resultatenhet", "avd"),
        OrgUnit("c", "Enhet C", "resultatenhet", "top"),
        OrgUnit("gone", "Enhet D", "resultatenhet", "avd", valid_to=date(2009, 6, 30), successor="a"),
        OrgUnit("late", "Enhet E", "resultatenhet", "avd", valid_from=date(2010, 1, 1)),
    ]
)
DRAFT, DELIVERED, APPROVED = AssessmentState
SICK = indicator("sykefravaer", "Sykefravær", Source.SICK_LEAVE, limit="9.9")
STAFF = indicator("trivsel", "Trivsel")


def of(unit: str, sick: tuple[float | None, Status], staff: tuple[float | None, Status]) -> list[Evaluation]:
    """The two indicators of a unit; a figure on the bad side has a negative gap."""
    hidden = {Status.SUPPRESSED: Absent.SUPPRESSED, Status.NO_DATA: Absent.NOT_KNOWN_YET}
    return [
        evaluation(
            each, value, status, absent=hidden.get(status), gap=None if value is None else sign * (value - aim)
        )._replace(org_unit=unit)
        for each, (value, status), sign, aim in ((SICK, sick, -1, 9.9), (STAFF, staff, 1, 4.5))
    ]


FIGURES = [
    *of("a", (12.0, Status.MISSED), (4.6, Status.MET)),
    *of("b", (13.2, Status.MISSED), (4.4, Status.NEAR)),
    *of("c", (None, Status.SUPPRESSED), (None, Status.NO_DATA)),
]


def card() -> Heat:
    """The whole table; B is approved, C delivered."""
    areas = alna().scorecard.focus_areas
    first = replace(areas[0], success_factors=(replace(areas[0].success_factors[0], indicators=(SICK,)),))
    second = replace(areas[1], success_factors=(replace(areas[1].success_factors[0], indicators=(STAFF,)),))
    states = {"b": Delivered(APPROVED, date(2009, 9, 12)), "c": Delivered(DELIVERED, date(2009, 9, 10))}
    scorecard = replace(alna().scorecard, focus_areas=(first, second))
    return heat(scorecard, TREE, "top", AS_OF, FIGURES, states)


def codes(table: Heat) -> list[str]:
    """The units of a table, from the top."""
    return [row.code for row in table.rows]


@pytest.mark.parametrize(
    ("top", "as_of", "expected"),
    [
        ("top", AsOf(2009, 2), ["a", "b", "c"]),
        ("top", AsOf(2009, 1), ["a", "b", "c", "gone"]),
        ("top", AsOf(2010, 1), ["a", "b", "c", "late"]),
        ("avd", AsOf(2009, 2), ["a", "b"]),
        ("c", AsOf(2009, 2), ["c"]),
    ],
)
def test_result_units_are_those_with_none_below(top: str, as_of: AsOf, expected: list[str]) -> None:
    """Departments are left out; a unit that has nothing below it stands alone."""
    assert sorted(result_units(TREE, top, as_of)) == sorted(expected)


@pytest.mark.parametrize(("as_of", "count"), [(AsOf(2009, 2), 1), (AsOf(2009, 1), 0), (AsOf(2010, 1), 0)])
def test_a_unit_that_ended_in_the_year_is_told_of(as_of: AsOf, count: int) -> None:
    """Until the year is over."""
    assert len(ended_units(TREE, "top", as_of)) == count


def test_an_ended_unit_has_a_sentence_in_place_of_figures() -> None:
    """Where its figures count now, and when it ended."""
    html = heat_html(card())
    assert "Enheten ble lagt ned 30. juni 2009. Tallene er med i Enhet A." in html
    assert codes(card()) == ["a", "b", "c", "gone"]


def test_line_counts_who_has_delivered() -> None:
    """Units that have ended are not counted; the deadline is there where it is known."""
    assert line_text(card(), None) == "3 resultatenheter · 2 levert · 1 av dem godkjent"
    assert line_text(card(), date(2009, 9, 15)).endswith("frist 15. september 2009")


def test_the_word_for_the_units_is_of_those_shown() -> None:
    """A leader sees one of three, and reads of one."""
    whole = card()
    one = replace(whole, rows=tuple(row for row in whole.rows if row.code == "a"))
    assert line_text(one, None).startswith("1 resultatenhet · ")


def test_only_what_needs_action_is_filled() -> None:
    """Classes carry the fill; what is met, missing and hidden have theirs, with the status as a word."""
    html = heat_html(card())
    cells = re.findall(r'<td class="(met|near|missed|x)">(?:<span class="vh">([^<]+): </span>)?([^<]+)</td>', html)
    assert cells == [
        ("missed", "Ikke nådd", "12,0\u202f%"),
        ("met", "Nådd", "4,6"),
        ("missed", "Ikke nådd", "13,2\u202f%"),
        ("near", "Nær målet", "4,4"),
        ("x", "", "skjermet"),
        ("x", "", "ikke kjent ennå"),
    ]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("", ["a", "b", "c", "gone"]),
        (BY_ACTION, ["b", "a", "c", "gone"]),
        (BY_DELIVERY, ["a", "c", "b", "gone"]),
        ("sykefravaer", ["b", "a", "c", "gone"]),
        ("trivsel", ["b", "a", "c", "gone"]),
        ("finnes-ikke", ["a", "b", "c", "gone"]),
    ],
)
def test_sorting(sort: str, expected: list[str]) -> None:
    """The worst first; equals in the register's order; what has ended last."""
    assert codes(shown(card(), Filter(sort=sort))) == expected


@given(some.lists(some.sampled_from([Status.MET, Status.NEAR, Status.MISSED]), min_size=6, max_size=6))
def test_sorted_by_action_the_numbers_fall(statuses: list[Status]) -> None:
    """The reader sees how many need action, and the order is theirs; of equals the one with more missed is first."""
    one, two, three = (
        of(unit, (1.0, statuses[at]), (1.0, statuses[at + 1])) for unit, at in (("a", 0), ("b", 2), ("c", 4))
    )
    table = heat(alna().scorecard, TREE, "top", AS_OF, [*one, *two, *three], {})
    rows = [row for row in shown(table, Filter(sort=BY_ACTION)).rows if not row.ended]
    told = [(row.actions, sum(cell.status is Status.MISSED for cell in row.cells)) for row in rows]
    assert told == sorted(told, reverse=True)


@given(some.permutations(["a", "b", "c"]))
def test_hidden_figures_have_no_order(order: list[str]) -> None:
    """Whatever lies behind them, units that are hidden stay in the register's order after the others."""
    hidden = {"a", "c"}
    figures = [
        each._replace(value=None, status=Status.SUPPRESSED, gap=None) if each.org_unit in hidden else each
        for unit in order
        for each in FIGURES
        if each.org_unit == unit
    ]
    table = heat(alna().scorecard, TREE, "top", AS_OF, figures, {})
    assert [code for code in codes(shown(table, Filter(sort="sykefravaer"))) if code in hidden] == ["a", "c"]


def test_filters() -> None:
    """Only rows and columns that need action; only who has not delivered; one focus area."""
    assert codes(shown(card(), Filter(action=True))) == ["a", "b"]
    assert codes(shown(card(), Filter(missing=True))) == ["a"]
    area = card().areas[0][0]
    narrowed = shown(card(), Filter(area=area))
    assert [each.id for each in narrowed.indicators] == ["sykefravaer"]
    assert all(len(row.cells) == 1 for row in narrowed.rows if not row.ended)
    assert [each.id for each in shown(card(), Filter(action=True, area=area)).indicators] == ["sykefravaer"]
    met = heat(alna().scorecard, TREE, "top", AS_OF, [], {})
    assert "Ingen enheter passer" in heat_html(shown(met, Filter(action=True)))


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Filter(), ""),
        (Filter(sort="sykefravaer"), ""),
        (Filter(action=True), "Viser 2 av 3 resultatenheter og 2 av 2 indikatorer"),
        (Filter(missing=True), "Viser 1 av 3 resultatenheter og 2 av 2 indikatorer"),
        (
            Filter(area=alna().scorecard.focus_areas[0].title["nb"]),
            "Viser 3 av 3 resultatenheter og 1 av 2 indikatorer",
        ),
    ],
)
def test_how_much_a_filter_shows_is_told(wanted: Filter, told: str) -> None:
    """Units that have ended are counted neither way; without a filter there is nothing to tell."""
    assert part_text(card(), wanted) == told


def test_titles_are_short_and_whole_in_their_titles() -> None:
    """A long title is cut at a word, with the whole beside it; texts are escaped."""
    table = heat_html(_long())
    assert re.search(r'title="Gjennomføring av &lt;planlagte&gt; lokale satsinger og mer"', table)
    assert "<planlagte>" not in table
    assert "Enhet &lt;B&gt;" in heat_html(card())


def _long() -> Heat:
    table = renamed(alna(), "Gjennomføring av <planlagte> lokale satsinger og mer")
    return heat(table.scorecard, TREE, "top", AS_OF, [], {})


def test_the_marker_tells_what_is_shown() -> None:
    """What the browser waits for."""
    html = heat_html(card(), "sykefravaer", "b")
    assert 'data-page="tertial" data-as-of="2009-T2" data-done="top"' in html
    assert 'data-row="b" aria-expanded="true"' in html
    assert html.count('aria-sort="other"') == 1


OWN = Target(TargetKind.AT_MOST, Fraction(12), None, ())
_MARK = re.compile(
    r'<td class="(\w+)" title="enhetens eget mål: ≤ 12\u202f%"><span class="vh">[^<]+: </span>([^<]+)'
    r'<sup aria-hidden="true">\*</sup><span class="vh">, enhetens eget mål: ≤ 12\u202f%</span></td>'
)


@pytest.mark.parametrize(
    ("targets", "top", "marked"),
    [
        ({}, "top", []),
        ({"b": OWN}, "top", ["13,2\u202f%"]),
        ({"avd": OWN}, "top", ["12,0\u202f%", "13,2\u202f%"]),  # the nearest above that has one
        ({"avd": OWN}, "avd", []),  # then it is the whole's
        ({"b": SICK.targets[2009]}, "top", []),  # the same as all others have
        ({"c": OWN}, "top", []),  # hidden: nothing is judged
    ],
)
def test_a_figure_judged_against_its_units_own_target_says_so(
    targets: Mapping[str, Target], top: str, marked: list[str]
) -> None:
    """In its title and its text, with a sign that is explained where there is one."""
    sick = replace(SICK, org_unit_targets={unit: {2009: target} for unit, target in targets.items()})
    figures = [each._replace(indicator=sick) if each.indicator is SICK else each for each in FIGURES]
    table = heat(alna().scorecard, TREE, top, AS_OF, figures, {})
    html = heat_html(table)
    assert [value for _, value in _MARK.findall(html)] == marked
    assert html.count("<sup") == len(marked)
    assert ("Målt mot et eget mål for enheten." in html) == bool(marked)
    without = heat_html(replace(table, rows=tuple(row for row in table.rows if not row.own_targets)))
    assert "eget mål" not in without


STATES: Mapping[AssessmentState | None, str] = {
    None: "ikke påbegynt",
    DRAFT: "utkast",
    DELIVERED: "levert",
    APPROVED: "godkjent",
}


@pytest.mark.parametrize("state", STATES)
def test_the_state_is_told_in_words(state: AssessmentState | None) -> None:
    """With the day of the newest step, where there is one."""
    day = date(2009, 9, 12) if state else None
    table = heat(alna().scorecard, TREE, "c", AS_OF, [], {"c": Delivered(state, day)})
    html = heat_html(table)
    assert f">{STATES[state]}<" in html
    assert ("12. sep." in html) == (state is not None)
