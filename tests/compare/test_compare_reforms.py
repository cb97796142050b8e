"""Municipalities through the reforms of 2017, 2018, 2020 and 2024: what is joined, what is broken, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest
from peers_world import asked, listed
from places import PROJECT
from worlds import World, indicator, scorecard

from effnett.compare.comparison import compare
from effnett.compare.groups import peer_of
from effnett.compare.municipalities import in_norway, in_use
from effnett.compare.overview import Wanted, overview
from effnett.compare.profile import ProfileWanted, profile
from effnett.compare.reforms import breaks_between, not_there, reforms, reforms_between
from effnett.compare.services import Service
from effnett.define.definitions import read_definitions
from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.evaluate.regions import line_breaks
from effnett.evaluate.tree import org_tree
from effnett.model.evaluation import Evaluation
from effnett.model.observation import Absent
from effnett.model.organisation import PeerGroup
from effnett.model.periods import AsOf
from effnett.present.compared_page import Around, Chosen, page_html
from effnett.present.compared_selection import StandsOut
from effnett.present.compared_text import lack_words
from effnett.present.profile import Around as AroundProfile
from effnett.present.profile import page_html as profile_html
from effnett.present.reforms import not_there_text, reform_text, reforms_html
from effnett.store.facts import Facts

FIRST, LAST = 2004, 2025
SOR_6 = {"Hof": "0714", "Holmestrand": "0702", "Horten": "0701", "Nøtterøy": "0722",
         "Tjøme": "0723", "Stokke": "0720", "Andebu": "0719", "Re": "0716"}  # fmt: skip
LIVES = {
    "0714": (0, 2017), "0702": (0, 2017), "0715": (2018, 2019), "0713": (0, 2019), "3802": (2020, 2023),
    "3903": (2024, 0), "0701": (0, 2019), "3801": (2020, 2023), "3901": (2024, 0), "0722": (0, 2017),
    "0723": (0, 2017), "0729": (2018, 2019), "3811": (2020, 2023), "3911": (2024, 0), "0720": (0, 2016),
    "0719": (0, 2016), "0706": (0, 2016), "0710": (2017, 2019), "3804": (2020, 2023), "3907": (2024, 0),
    "0716": (0, 2019), "0704": (0, 2019), "3803": (2020, 2023), "3905": (2024, 0),
}  # fmt: skip
"""The first and the last year of each code that was ever one of theirs, or merged with one; 0 is open."""

HISTORIES = {
    "0714": ["2018 0702+0714 x 0715", "2020 0713+0715 x 3802", "2024 3802 = 3903"],
    "0702": ["2018 0702+0714 x 0715", "2020 0713+0715 x 3802", "2024 3802 = 3903"],
    "0701": ["2020 0701 = 3801", "2024 3801 = 3901"],
    "0722": ["2018 0722+0723 x 0729", "2020 0729 = 3811", "2024 3811 = 3911"],
    "0723": ["2018 0722+0723 x 0729", "2020 0729 = 3811", "2024 3811 = 3911"],
    "0720": ["2017 0706+0719+0720 x 0710", "2020 0710 = 3804", "2024 3804 = 3907"],
    "0719": ["2017 0706+0719+0720 x 0710", "2020 0710 = 3804", "2024 3804 = 3907"],
    "0716": ["2020 0704+0716 x 3803", "2024 3803 = 3905"],
    # Codes of today, back to where their own line begins.
    "3903": ["2020 0713+0715 x 3802", "2024 3802 = 3903"],
    "3905": ["2020 0704+0716 x 3803", "2024 3803 = 3905"],
    "3907": ["2017 0706+0719+0720 x 0710", "2020 0710 = 3804", "2024 3804 = 3907"],
    "3911": ["2018 0722+0723 x 0729", "2020 0729 = 3811", "2024 3811 = 3911"],
    # Others: a split, one that lived on, a part of one that was split, one that never was touched.
    "1507": ["2020 1504+1523+1529+1534+1546 x 1507", "2024 1507 / 1508+1580"],
    "1580": ["2024 1507 / 1508+1580"],
    "1103": ["2020 1103+1141+1142 x 1103"],
    "5059": ["2020 5012+5016+5023+5024 x 5059"],
    "1613": ["2018 1613 = 5012", "2020 5012 / 5055+5056+5059"],
    "0301": [],
}  # fmt: skip
"""`=` is joined, `x` merged and `/` split: broken."""


@pytest.fixture(scope="module")
def facts() -> Facts:
    """A figure for every year of every code: the code's number and the year."""
    world = World()
    for code, (first, last) in LIVES.items():
        years = range(first or FIRST, (last or LAST) + 1)
        world.kostra(code, {year: _figure(code, year) for year in years})
    for code in ("1103", "0301"):
        world.kostra(code, {year: _figure(code, year) for year in range(FIRST, LAST + 1)})
    world.connection.execute("INSERT INTO regions VALUES ('0702', 'Holmestrand'), ('0714', 'Hof'), ('0715', '<b>')")
    return world.facts()


def _figure(code: str, year: int) -> float:
    return int(code) + (year - 2000) / 100


def shortly(facts: Facts, code: str) -> list[str]:
    """A municipality's reforms as they stand above."""
    signs = {"renamed": "=", "merged": "x", "split": "/"}
    return [f"{one.day.year} {'+'.join(one.old)} {signs[one.kind]} {'+'.join(one.new)}" for one in reforms(facts, code)]


@pytest.mark.parametrize(("code", "history"), HISTORIES.items())
def test_what_has_become_of_a_municipality(facts: Facts, code: str, history: list[str]) -> None:
    """From its own beginning until today; a renaming alone is joined."""
    assert shortly(facts, code) == history
    assert [one.is_joined for one in reforms(facts, code)] == [" = " in text for text in history]


def test_only_a_part_is_told_as_one(facts: Facts) -> None:
    """Snillfjord gave a third of itself to Orkland; Halsa went whole into Heim, and Snillfjord in part."""
    assert {code: reforms(facts, code)[0].parts for code in ("5059", "5055", "5056")} == dict.fromkeys(
        ("5059", "5055", "5056"), ("5012",)
    )


LINES = {
    "3903": (["3903"] * 2 + ["3802"] * 4, []),
    "3901": (["3901"] * 2 + ["3801"] * 4 + ["0701"] * 16, []),
    "3911": (["3911"] * 2 + ["3811"] * 4 + ["0729"] * 2, []),
    "3907": (["3907"] * 2 + ["3804"] * 4 + ["0710"] * 3, []),
    "3905": (["3905"] * 2 + ["3803"] * 4, []),
    "0716": (["0716"] * 16, []),
    "1103": (["1103"] * 22, [2020]),
    "0301": (["0301"] * 22, []),
}
"""By code: the code each year's figure is read from, newest first, and the years the line is broken in."""


@pytest.mark.parametrize(("code", "expected"), LINES.items())
def test_a_line_from_2004_to_today(facts: Facts, code: str, expected: tuple[list[str], list[int]]) -> None:
    """Each year's figure stands under the code of that year; a line that is not joined begins with the new code."""
    codes, broken = expected
    points = newest(facts, code, 30).points
    last = LIVES.get(code, (0, 0))[1] or LAST
    found = [(point.year, point.value) for point in reversed(points)]
    years = range(last, last - len(codes), -1)
    assert found == [(year, _figure(old, year)) for old, year in zip(codes, years, strict=True)]
    assert [point.year for point in points if point.broken] == broken


@pytest.mark.parametrize("code", ["3903", "3905", "3907", "3911", "1103"])
def test_no_change_is_told_across_a_merger(facts: Facts, code: str) -> None:
    """In the year of the merger there is none; in the year after it there is."""
    year = {"3903": 2020, "3905": 2020, "3907": 2017, "3911": 2018, "1103": 2020}[code]
    assert newest(facts, code, 5, year).change is None
    assert newest(facts, code, 5, year + 1).change is not None


def newest(facts: Facts, code: str, points: int, year: int = LAST) -> Evaluation:
    """A municipality's figure of a year, with so many of its line."""
    card = scorecard(indicator("kostra"), org_unit=code)
    return evaluate_scorecard(card, facts, AsOf(year, 3), years=points).evaluations[0]


MEMBERS = {
    2004: {"0714", "0702", "0701", "0722", "0723", "0720", "0719", "0716"},
    2016: {"0714", "0702", "0701", "0722", "0723", "0720", "0719", "0716"},
    2017: {"0714", "0702", "0701", "0722", "0723", "0716"},
    2018: {"0701", "0716"},
    2019: {"0701", "0716"},
    2020: {"0701"},
    2025: {"0701"},
}
"""Who of the network still is a municipality of its own; Horten is under another number."""


@pytest.mark.parametrize(("year", "members"), MEMBERS.items())
def test_the_network_through_the_years(facts: Facts, year: int, members: set[str]) -> None:
    """All eight count every year; those that have merged have no value, and that has its reason."""
    group = next(one for one in shipped_groups() if one.id == "sor-6")
    found = asked(facts, group, "0701", year)
    assert set(group.org_units) == set(SOR_6.values())
    assert (found.of, {row.org_unit for row in found.rows if row.value is not None}) == (8, members)
    assert {row.absent for row in found.rows} <= {None, Absent.MISSING}
    assert (found.own and found.own.value) == _figure(
        "0701" if year < 2020 else "3801" if year < 2024 else "3901", year
    )


def shipped_groups() -> Iterable[PeerGroup]:
    """The groups of peers.yaml."""
    return read_definitions(PROJECT / "scorecards").peers


def test_two_codes_of_one_municipality_are_one_member(facts: Facts) -> None:
    """Horten under three codes; Hof and Holmestrand are two until they merged, and then none."""
    assert asked(facts, listed("0701", "3801", "3901"), "0301", 2022).of == 2
    assert asked(facts, listed("0714", "0702", "3903"), "0301", 2022).with_data == 2


@pytest.mark.parametrize(("code", "first", "last"), [(code, *life) for code, life in LIVES.items()])
def test_a_code_is_in_use_from_its_beginning_to_its_end(facts: Facts, code: str, first: int, last: int) -> None:
    """As the changes say, and no year more."""
    used = [year for year in range(FIRST, LAST + 1) if in_use(facts, code, year)]
    assert used == list(range(first or FIRST, (last or LAST) + 1))


BREAKS = [
    ("3903", 2018, 2025, [2020]), ("3903", 2020, 2025, []), ("3901", 2004, 2025, []), ("0714", 2004, 2025, [2018]),
    ("1103", 2019, 2020, [2020]), ("1508", 2023, 2024, [2024]), ("0301", 2004, 2025, []),
]  # fmt: skip


@pytest.mark.parametrize(("code", "first", "last", "years"), BREAKS)
def test_what_breaks_a_line_between_two_years(facts: Facts, code: str, first: int, last: int, years: list[int]) -> None:
    """The municipality's own mergers and splits; not those of what it later became a part of."""
    assert [one.day.year for one in breaks_between(facts, code, first, last)] == years
    assert set(years) <= {month // 12 for month in line_breaks(facts, code)}


TEXTS = [
    ("0701", 0, "1. januar 2020: 0701 fikk nytt nummer og er 3801. Tallene fra før og etter står i samme linje."),
    ("0714", 0, "1. januar 2018: 0702 Holmestrand og 0714 Hof ble slått sammen til 0715 <b>. Publiserte tall kan ikke"
                " føres gjennom, så linja er brutt her, og endringen er ikke regnet ut."),
    ("1507", 1, "1. januar 2024: 1507 ble delt, og gikk til 1508 og 1580. Publiserte tall kan ikke føres gjennom, så"
                " linja er brutt her, og endringen er ikke regnet ut. Heller ikke summer føres gjennom, for andelene er"
                " ikke kjent."),
    ("5055", 0, "1. januar 2020: 1571, 5011 og 5012 ble slått sammen til 5055. Bare en del kom fra 5012. Publiserte"
                " tall kan ikke føres gjennom, så linja er brutt her, og endringen er ikke regnet ut. Heller ikke"
                " summer føres gjennom, for andelene er ikke kjent."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "at", "text"), TEXTS)
def test_a_reform_in_words(facts: Facts, code: str, at: int, text: str) -> None:
    """Names once each, with their codes; what is joined and what is broken."""
    assert reform_text(reforms(facts, code)[at], named(facts)) == text


def named(facts: Facts) -> Callable[[str], str]:
    """Names by code."""
    return lambda code: org_tree(facts).unit(code).name


def test_names_are_escaped_and_nothing_is_told_of_nobody(facts: Facts) -> None:
    """A name from a file is no HTML."""
    assert "<b>" not in reforms_html(reforms(facts, "0714"), named(facts))
    assert "&lt;b&gt;" in reforms_html(reforms(facts, "0714"), named(facts))
    assert reforms_html(reforms(facts, "0301"), named(facts)) == ""


def test_the_shares_of_a_split_are_told_where_they_are_known() -> None:
    """Of a split those of each new code; of a merger with a part those of each part."""
    parts = [
        ("5012", "5055", 0.35),
        ("5012", "5056", 0.35),
        ("5012", "5059", 0.3),
        ("1850", "1806", 0.5),
        ("1850", "1875", 0.5),
    ]
    rows = [{"old_code": old, "new_code": new, "from_date": date(2020, 1, 1), "weight": w} for old, new, w in parts]
    facts = World().rows("region_codes", rows).facts()
    told = {code: reform_text(reforms(facts, code)[-1], str) for code in ("5012", "5059", "1806")}
    shares = "Summer føres gjennom med hver sin andel: "
    assert told["5012"].endswith(shares + "5055 35\u202f%, 5056 35\u202f% og 5059 30\u202f%.")
    assert told["5059"].endswith(shares + "5012 30\u202f%.")
    assert told["1806"].endswith("Heller ikke summer føres gjennom, for andelene er ikke kjent.")
    assert "brutt" in told["5012"]


def test_a_part_alone_is_a_split_from_either_side() -> None:
    """Where only one heir is known, with a share, both codes tell the same split."""
    row = {"old_code": "8000", "new_code": "9001", "from_date": date(2020, 1, 1), "weight": 0.87}
    facts = World().rows("region_codes", [row]).facts()
    for code in ("8000", "9001"):
        assert [(one.kind, one.old, one.new) for one in reforms(facts, code)] == [("split", ("8000",), ("9001",))]


ON_BOTH_PAGES = {
    "0714": ["2018 0702+0714 x 0715"],
    "0702": ["2018 0702+0714 x 0715"],
    "0701": ["2020 0701 = 3801", "2024 3801 = 3901"],
    "0722": ["2018 0722+0723 x 0729"],
    "0723": ["2018 0722+0723 x 0729"],
    "0720": ["2017 0706+0719+0720 x 0710"],
    "0719": ["2017 0706+0719+0720 x 0710"],
    "0716": ["2020 0704+0716 x 3803"],
}


@pytest.mark.parametrize(("code", "history"), ON_BOTH_PAGES.items())
def test_both_pages_tell_the_same_of_the_network(facts: Facts, code: str, history: list[str]) -> None:
    """Sammenligning and Tjenesteprofil ask one place: what is joined, what is broken and why, in the years shown."""
    own = reforms_between(facts, code, 2015, 2025)
    assert [text for text in shortly(facts, code) if text in history] == history
    assert [(one.day.year, one.is_joined) for one in own] == [(int(text[:4]), " = " in text) for text in history]
    service = Service("alle", "alle", scorecard(indicator("kostra"), org_unit=code), (indicator("kostra"),))
    compared = overview(facts, [], Wanted(code, 2024 if code == "0701" else own[-1].day.year - 1, service, "list:0301"))
    sheet = profile(facts, [], ProfileWanted(code, AsOf(own[0].day.year, 3), service, "list:0301"))
    assert sheet.reforms == own[:1]
    assert compared.reforms == reforms_between(facts, code, compared.years[0] - 1, compared.year)


GONE = [
    ("0714", 2017, ""),
    ("0714", 2019, "Ingen egen kommune i 2019: Hof. 1. januar 2018: 0702 Holmestrand og 0714 Hof ble slått sammen til"
                   " 0715 <b>."),
    ("0714", 2025, "Ingen egen kommune i 2025: Hof. 1. januar 2018: 0702 Holmestrand og 0714 Hof ble slått sammen til"
                   " 0715 <b>. I 2025 var det blitt 3903."),
    ("0701", 2025, ""),
    ("3903", 2019, "Ingen egen kommune i 2019: 3903. 1. januar 2020: 0713 og 0715 <b> ble slått sammen til 3802."),
    ("1507", 2025, "Ingen egen kommune i 2025: 1507. 1. januar 2024: 1507 ble delt, og gikk til 1508 og 1580."),
    ("1504", 2025, "Ingen egen kommune i 2025: 1504. 1. januar 2020: 1504, 1523, 1529, 1534 og 1546 ble slått sammen"
                   " til 1507. I 2025 var det blitt 1508 og 1580."),
    ("1103", 2025, ""),
]  # fmt: skip


@pytest.mark.parametrize(("code", "year", "text"), GONE)
def test_who_was_no_municipality_is_told_with_why(facts: Facts, code: str, year: int, text: str) -> None:
    """Before it began and after it ended; a renumbering is neither."""
    found = not_there(facts, [peer_of(facts, code, year)], year)
    assert " ".join(not_there_text(one, year, named(facts)) for one in found) == text


def test_the_network_is_told_by_reform(facts: Facts) -> None:
    """Those that went into one are named together, on both pages and beside each figure."""
    found = not_there(facts, [peer_of(facts, code, 2023) for code in SOR_6.values()], 2023)
    assert {one.org_units: one.now for one in found} == {
        ("0714", "0702"): ("3802",), ("0722", "0723"): ("3811",), ("0720", "0719"): ("3804",), ("0716",): ("3803",)
    }  # fmt: skip
    group = next(one for one in shipped_groups() if one.id == "sor-6")
    rows = asked(facts, group, "0701", 2023).rows
    assert {lack_words(row) for row in rows if row.value is None} == {"ingen egen kommune"}
    assert {row.org_unit for row in rows if not row.exists} == set(SOR_6.values()) - {"0701"}
    service = Service("alle", "alle", scorecard(indicator("kostra"), org_unit="0714"), (indicator("kostra"),))
    shown = overview(facts, shipped_groups(), Wanted("0714", 2023, service, "sor-6"))
    sheet = profile(facts, shipped_groups(), ProfileWanted("0714", AsOf(2023, 3), service, "sor-6"))
    assert {one.org_units for one in shown.gone} == {one.org_units for one in found}
    assert [one.org_units for one in sheet.gone] == [("0714",)]


def test_the_pages_say_it_and_offer_those_that_came_after(facts: Facts) -> None:
    """What a reader of a network of 2004 meets in 2023: why there is little, and whom to ask for instead."""
    service = Service("alle", "alle", scorecard(indicator("kostra"), org_unit="0714"), (indicator("kostra"),))
    shown = overview(facts, shipped_groups(), Wanted("0714", 2023, service, "sor-6"))
    around = Around([service], [], [], "2023-T3", named(facts))
    html = page_html(shown, around, Chosen(), StandsOut((), ()), shown.current["kostra"], None)
    assert "Ingen egen kommune i 2023: Hof og Holmestrand. 1. januar 2018" in html
    assert "7 av 8 i gruppen var ikke egne kommuner i 2023." in html
    assert html.count("ingen egen kommune</td>") == 7
    assert 'data-ask="peers" data-value="list:0701,3802,3811,3804,3803"' in html
    assert "<b>." not in html
    after = overview(facts, [], Wanted("0714", 2023, service, "list:0701,3802,3811,3804,3803"))
    html = page_html(after, around, Chosen(), StandsOut((), ()), None, None)
    assert "Ingen egen kommune i 2023: Hof. 1. januar 2018" in html
    assert 'data-ask="peers"' not in html


@pytest.mark.parametrize(("code", "year", "value"), [("3101", 2017, 25), ("3101", 2021, 50), ("0101", 2021, 50)])
def test_sums_are_compared_under_the_code_of_the_year(code: str, year: int, value: float) -> None:
    """Halden was 0101, 3001 and 3101: whichever is asked for, on both pages."""
    world = World().activity("a", "0101", "2017", 1, 4).activity("a", "3001", "2021", 2, 4)
    facts = world.activity("a", "3101", "2024", 3, 4).activity("a", "0301", "2017", 4, 4).facts()
    one = indicator("activity")
    found = compare(facts, one, code, listed("0301"), year)
    assert found.own is not None
    assert (found.own.org_unit, found.own.value) == (code, value)
    service = Service("alle", "alle", scorecard(one, org_unit=code), (one,))
    sheet = profile(facts, [], ProfileWanted(code, AsOf(year, 3), service, "list:0301"))
    assert sheet.lines[0].now.value == value


def test_a_register_that_lists_a_region_decides_itself() -> None:
    """The unit of the register has its own rows, whatever another code of its own says."""
    world = World().units("3101").activity("a", "3101", "2021", 1, 4).activity("a", "3001", "2021", 2, 4)
    found = compare(world.facts(), indicator("activity"), "3101", listed("0301"), 2021)
    assert found.own is not None
    assert found.own.value == 25


def test_what_follows_through_a_merger_is_told_where_it_stands(facts: Facts) -> None:
    """On Tjenesteprofil sums stand beside published figures: of a merger, and not of what was split."""
    told = "Det som kan legges sammen"
    assert told in reforms_html(reforms(facts, "0714")[:1], named(facts), sums=True)
    assert told not in reforms_html(reforms(facts, "0714")[:1], named(facts))
    assert told not in reforms_html(reforms(facts, "5055")[:1], named(facts), sums=True)


def test_a_service_tells_how_much_of_the_country_is_loaded(facts: Facts) -> None:
    """An index among a handful of municipalities is not one among all."""
    service = Service("alle", "alle", scorecard(indicator("kostra"), org_unit="0301"), (indicator("kostra"),))
    told = {}
    for group in ("landet", "list:1103"):
        sheet = profile(facts, shipped_groups(), ProfileWanted("0301", AsOf(2022, 3), service, group))
        html = profile_html(sheet, AroundProfile([service], [], named(facts)))
        told[group] = f" av {in_norway(2022)} med tall)" in html
        assert (index := sheet.lines[0].index) is not None
        assert f"blant {index.of} med tall" in html
    assert told == {"landet": True, "list:1103": False}
