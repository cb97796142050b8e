"""What a scorecard becomes: defaults filled in, targets exact, and what a unit's own card inherits."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from define_samples import HEAD, SURVEYS, indicator, read_card, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from effnett.define.definitions import read_definitions
from effnett.errors import InputError
from effnett.model.organisation import PeerGroup
from effnett.model.periods import Window
from effnett.model.scorecard import EVERY_YEAR, Direction, Indicator, Scorecard, Source, Target, TargetKind


def one(folder: Path, body: str, head: str = HEAD) -> Indicator:
    """The only indicator of a scorecard without mistakes."""
    return read_card(folder, head + indicator(body)).scorecard("kort").indicators[0]


def own(folder: Path, text: str, base: str) -> Scorecard:
    """A card that extends kort.yaml."""
    write(folder, egen=text, kort=base, surveys=SURVEYS)
    return read_definitions(folder).scorecard("egen")


DEFAULTS = {
    "sick leave": ("measure: { sick_leave: total }", Source.SICK_LEAVE, "percent", Window.YEAR_TO_DATE),
    "accounts": ("measure: { accounts: actual_of_budget }", Source.ACCOUNTS, "percent", Window.YEAR_TO_DATE),
    "spending": ("measure: { accounts: net_operating_expenditure }", Source.ACCOUNTS, "nok", Window.YEAR_TO_DATE),
    "mean": (
        "measure: { survey: medarbeider, question: samlet }\nscale: [1, 6]",
        Source.SURVEY,
        "score",
        Window.LATEST,
    ),
    "share": (
        "measure: { survey: medarbeider, question: samlet, statistic: share, answers: [6] }\nscale: [1, 6]",
        Source.SURVEY,
        "percent",
        Window.LATEST,
    ),
    "activity": ("measure: { activity: a }\nunit: count", Source.ACTIVITY, "count", Window.YEAR_TO_DATE),
    "kostra": ("measure: { kostra: K }", Source.KOSTRA, "ratio", Window.LATEST),
}


@pytest.mark.parametrize(("body", "source", "unit", "window"), DEFAULTS.values(), ids=list(DEFAULTS))
def test_what_is_not_said_follows_from_the_source(
    tmp_path: Path, body: str, source: Source, unit: str, window: Window
) -> None:
    """Unit and window have a default for each source (docs/semantics.md 1)."""
    found = one(tmp_path, body + "\ndirection: neutral")
    assert (found.measure.source, found.unit, found.window) == (source, unit, window)
    assert (found.decimals, found.near, found.min_respondents, found.min_employees, found.max_age) == (1, 0, 5, 10, 24)
    assert found.title == {"nb": "Ett"}
    assert found.direction is Direction.NEUTRAL


def test_defaults_hold_where_the_indicator_says_nothing(tmp_path: Path) -> None:
    """The scorecard's defaults are filled in, and the indicator's own values win."""
    head = HEAD.replace(
        "title: Kort", "title: Kort\ndefaults: { decimals: 2, near: 0.2, max_age: 12, min_respondents: 3 }"
    )
    found = one(tmp_path, "measure: { sick_leave: total }\ndirection: lower\nnear: 0.3\nmin_employees: 5", head)
    assert (found.decimals, found.near, found.max_age) == (2, Fraction(3, 10), 12)
    assert (found.min_respondents, found.min_employees) == (3, 5)


def test_everything_an_indicator_may_say_is_kept(tmp_path: Path) -> None:
    """Every key ends up in the record."""
    found = one(
        tmp_path,
        """
title: { nb: Ett, nn: Eitt, en: One }
measure: { kostra: KOSx, table: "1", filters: { B: b, A: "01" } }
method: Metode
description: Beskrivelse
source_note: Merknad
unit: nok_per_inhabitant
direction: higher
owner: Direktør
dimension: kvalitet
service: barnehage
weight: 0.5
critical: true
break: { 2008: ny, "2009-05": nyere, 2009-T3: nyest }
shift: { 2009-02: turnus }
""",
    )
    assert found.title == {"nb": "Ett", "nn": "Eitt", "en": "One"}
    assert (found.measure.series, found.measure.table) == ("KOSx", "1")
    assert found.measure.filters == (("A", "01"), ("B", "b"))
    assert (found.method, found.description, found.source_note) == (
        {"nb": "Metode"},
        {"nb": "Beskrivelse"},
        {"nb": "Merknad"},
    )
    assert (found.owner, found.dimension, found.service) == ("Direktør", "kvalitet", "barnehage")
    assert (found.weight, found.critical) == (0.5, True)
    assert found.breaks == {2008 * 12: "ny", 2009 * 12 + 4: "nyere", 2009 * 12 + 8: "nyest"}
    assert found.shifts == {2009 * 12 + 1: "turnus"}
    assert found.place.line == 10


TARGETS = {
    "one": ("{ at_most: 9.9 }", {EVERY_YEAR: Target(TargetKind.AT_MOST, Fraction(99, 10))}),
    "by year": (
        "{ 2008: { at_least: 4.5 }, 2009: { at_least: 5, note: ny } }",
        {
            2008: Target(TargetKind.AT_LEAST, Fraction(9, 2)),
            2009: Target(TargetKind.AT_LEAST, Fraction(5), note="ny"),
        },
    ),
    "span": ("{ 2007-2008: { at_least: 4 } }", dict.fromkeys((2007, 2008), Target(TargetKind.AT_LEAST, Fraction(4)))),
    "quoted year": ('{ "2008": { at_least: 4 } }', {2008: Target(TargetKind.AT_LEAST, Fraction(4))}),
    "between": ("{ between: [40, 60] }", {EVERY_YEAR: Target(TargetKind.BETWEEN, Fraction(40), Fraction(60))}),
    "path": (
        "{ at_least: 90, path: linear }",
        {EVERY_YEAR: Target(TargetKind.AT_LEAST, Fraction(90), steps=(Fraction(30), Fraction(60), Fraction(90)))},
    ),
    "steps": (
        "{ at_least: 90, steps: [20, 50, 90] }",
        {EVERY_YEAR: Target(TargetKind.AT_LEAST, Fraction(90), steps=(Fraction(20), Fraction(50), Fraction(90)))},
    ),
}


@pytest.mark.parametrize(("text", "targets"), TARGETS.values(), ids=list(TARGETS))
def test_targets_are_exact(tmp_path: Path, text: str, targets: dict[int, Target]) -> None:
    """Limits are fractions of what stands in the file, by year, and give the direction."""
    body = "measure: { activity: a }\nunit: percent\n"
    found = one(tmp_path, f"{body}target: {text}\norg_unit_targets: {{ n: {text} }}")
    assert found.targets == targets
    assert found.org_unit_targets == {"n": targets}
    ways = {TargetKind.AT_LEAST: Direction.HIGHER, TargetKind.AT_MOST: Direction.LOWER}
    kind = next(iter(targets.values())).kind
    assert found.direction is ways.get(kind, Direction.BETWEEN)


def test_a_units_target_gives_the_direction_where_nothing_else_does(tmp_path: Path) -> None:
    """A target for one unit is enough to know which way is better."""
    found = one(tmp_path, "measure: { sick_leave: total }\norg_unit_targets: { n: { 2009: { at_most: 12 } } }")
    assert found.direction is Direction.LOWER


@given(st.decimals(min_value=0, max_value=6, places=3))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_decimal_is_read_exactly(tmp_path: Path, limit: object) -> None:
    """What is written with decimals is the same fraction, never a float beside it."""
    found = one(tmp_path, f"measure: {{ activity: a }}\nunit: score\ntarget: {{ at_least: {limit} }}")
    assert found.targets[EVERY_YEAR].low == Fraction(str(limit))


BASE = HEAD.replace("title: Kort", "title: Kort\ndefaults: { decimals: 2, near: 0.1 }") + (
    indicator("title: Fravær\nmeasure: { sick_leave: total }\ntarget: { 2008: { at_most: 10 }, 2009: { at_most: 9 } }")
    + indicator("measure: { activity: b }\nunit: percent\ndirection: higher", "to")
)


def test_a_units_own_card_inherits_what_it_does_not_give(tmp_path: Path) -> None:
    """Areas, indicators and years come from the base; defaults and yearly targets are joined."""
    card = own(
        tmp_path,
        """\
scorecard: egen
extends: kort
org_unit: n
defaults: { near: 0.3 }
indicators:
  - id: ett
    target: { 2009: { at_most: 12 } }
""",
        BASE,
    )
    first, second = card.indicators
    assert (card.id, card.org_unit, card.years, card.title) == ("egen", "n", (2006, 2009), {"nb": "Kort"})
    assert {year: target.low for year, target in first.targets.items()} == {2008: 10, 2009: 12}
    assert (first.title, second.id) == ({"nb": "Fravær"}, "to")
    assert (first.decimals, first.near) == (2, Fraction(3, 10))
    assert (Path(first.place.file).name, first.place.line) == ("egen.yaml", 6)
    assert Path(second.place.file).name == "kort.yaml"


def test_own_focus_areas_change_and_add(tmp_path: Path) -> None:
    """Indicators of an inherited id are changed where they stand; new ones go where their titles say."""
    card = own(
        tmp_path,
        """\
scorecard: egen
extends: kort
focus_areas:
  - title: Område
    success_factors:
      - title: Faktor
        indicators:
          - { id: ett, target: { at_most: 12 } }
          - { id: tre, measure: { sick_leave: long_term }, direction: lower }
      - title: Ny faktor
        indicators:
          - { id: fire, measure: { sick_leave: short_term }, direction: lower }
  - title: Nytt område
    success_factors:
      - title: Faktor
        indicators:
          - { id: fem, measure: { sick_leave: total }, direction: lower }
""",
        BASE,
    )
    shape = [[[one.id for one in factor.indicators] for factor in area.success_factors] for area in card.focus_areas]
    assert shape == [[["ett", "to", "tre"], ["fire"]], [["fem"]]]
    assert list(card.indicators[0].targets) == [EVERY_YEAR]


def test_extends_goes_through_several_cards(tmp_path: Path) -> None:
    """A card may extend one that extends another; the version changes with any of them."""
    write(tmp_path, midt="scorecard: midt\nextends: kort\ntitle: Midt\n")
    card = own(tmp_path, "scorecard: egen\nextends: midt\norg_unit: n\n", BASE)
    assert (card.title, card.years) == ({"nb": "Midt"}, (2006, 2009))
    changed = own(tmp_path, "scorecard: egen\nextends: midt\norg_unit: n\n", BASE + "# endret\n")
    assert card.version != changed.version


EXTENDING = {
    "circle": ("scorecard: egen\nextends: andre\n", 2, "går i ring"),
    "unknown": ("scorecard: egen\nextends: kart\n", 2, "Mente du «kort»"),
    "not inherited": (
        "scorecard: egen\nextends: kort\nindicators:\n  - { id: tre, near: 1 }\n",
        4,
        "«tre» finnes ikke",
    ),
    "changed twice": (
        "scorecard: egen\nextends: kort\nindicators:\n  - { id: to, near: 1 }\n  - { id: to, near: 2 }\n",
        5,
        "brukt før, på linje 4",
    ),
    "against the base": (
        "scorecard: egen\nextends: kort\nindicators:\n  - { id: ett, target: { 2009: { at_least: 9 } } }\n",
        4,
        "samme vei",
    ),
    "unknown key": ("scorecard: egen\nextends: kort\ntitel: a\n", 3, "Mente du «title»"),
    "base as a list": ("scorecard: egen\nextends: [kort]\n", 2, "id-en til et målekart"),
    "base as a number": ("scorecard: egen\nextends: 2009\n", 2, "id-en til et målekart"),
    "no list": ("scorecard: egen\nextends: kort\nindicators: ett\n", 3, "en liste"),
}


@pytest.mark.parametrize(("text", "line", "words"), EXTENDING.values(), ids=list(EXTENDING))
def test_a_mistake_in_an_own_card_is_told_there(tmp_path: Path, text: str, line: int, words: str) -> None:
    """The card that extends has the mistake; the base goes on."""
    write(tmp_path, egen=text, kort=BASE, andre="scorecard: andre\nextends: egen\n")
    definitions = read_definitions(tmp_path)
    found = definitions.problems[str(tmp_path / "egen.yaml")]
    assert [problem.place.line for problem in found] == [line]
    assert words in str(found[0])
    assert "kort" in definitions.scorecards


def test_a_mistake_in_the_base_is_told_once_and_stops_both(tmp_path: Path) -> None:
    """What is inherited wrong is told where it stands, and neither card is used."""
    write(tmp_path, egen="scorecard: egen\nextends: kort\n", kort=BASE.replace("at_most: 10", "at_mots: 10"))
    definitions = read_definitions(tmp_path)
    assert len(definitions.errors) == 1
    assert not definitions.scorecards
    with pytest.raises(InputError, match="at_mots"):
        definitions.scorecard("egen")


PEERS = """\
peers:
  - { id: liste, title: Liste, org_units: ["0301", "1103"] }
  - { id: egen, title: Egen, kostra_group: true }
  - { id: fylke, title: Fylke, county: "39" }
  - { id: land, title: { nb: Landet }, country: true }
  - { id: naboer, title: Naboer, neighbours: "0301" }
  - { id: like, title: Like, similar: 10 }
"""


def test_peer_groups_are_lists_or_rules(tmp_path: Path) -> None:
    """Each rule is named, with its argument where it has one."""
    definitions = read_definitions(write(tmp_path, peers=PEERS))
    assert not definitions.problems
    assert definitions.peers == (
        PeerGroup("liste", "Liste", ("0301", "1103")),
        PeerGroup("egen", "Egen", rule="kostra_group"),
        PeerGroup("fylke", "Fylke", rule="county", argument="39"),
        PeerGroup("land", "Landet", rule="country"),
        PeerGroup("naboer", "Naboer", rule="neighbours", argument="0301"),
        PeerGroup("like", "Like", rule="similar", argument="10"),
    )


WRONG_PEERS = {
    "nobody": ("- { id: a, title: A }", 11, "hvem som er med"),
    "list and rule": ('- { id: a, title: A, org_units: ["1"], county: "3" }', 50, "flere måter"),
    "unquoted": ("- { id: a, title: A, org_units: [0301] }", 36, 'Skriv "0301"'),
    "unquoted county": ("- { id: a, title: A, county: 39 }", 32, 'Skriv "39"'),
    "no title": ('- { id: a, org_units: ["1"] }', 11, "«title» mangler"),
    "unknown rule": ("- { id: a, title: A, fylke: '39' }", 24, "ukjent nøkkel «fylke»"),
    "country false": ("- { id: a, title: A, country: false }", 33, "true"),
}


@pytest.mark.parametrize(("text", "column", "words"), WRONG_PEERS.values(), ids=list(WRONG_PEERS))
def test_a_mistake_in_peers_is_told_at_its_place(tmp_path: Path, text: str, column: int, words: str) -> None:
    """Peers are checked as scorecards are; the other groups stay."""
    definitions = read_definitions(write(tmp_path, peers=f"{PEERS}  {text}\n"))
    found = [error for error in definitions.errors if error.place.column == column]
    assert words in str(found[0])
    assert found[0].place.line == 8
    assert len(definitions.peers) >= 6


def test_surveys_have_scales_and_questions(tmp_path: Path) -> None:
    """Surveys are read whole."""
    survey = read_definitions(write(tmp_path, surveys=SURVEYS)).surveys["medarbeider"]
    assert survey.scale == (1, 6)
    assert [(question.id, question.title) for question in survey.questions] == [
        ("samlet", {"nb": "Samlet"}),
        ("ledelse", {"nb": "Ledelse"}),
    ]


WRONG_SURVEYS = {
    "question twice": (("id: ledelse", "id: samlet"), 7, "brukt før, på linje 6"),
    "no scale": (("    scale: [1, 6]\n", ""), 2, "«scale» mangler"),
    "unknown key": (("questions:", "sporsmal:"), 5, "ukjent nøkkel"),
    "unquoted id": (("id: samlet", "id: 12"), 6, 'Skriv "12"'),
}


@pytest.mark.parametrize(("change", "line", "words"), WRONG_SURVEYS.values(), ids=list(WRONG_SURVEYS))
def test_a_mistake_in_surveys_is_told_at_its_place(
    tmp_path: Path, change: tuple[str, str], line: int, words: str
) -> None:
    """Surveys are checked as scorecards are."""
    errors = read_definitions(write(tmp_path, surveys=SURVEYS.replace(*change))).errors
    assert any(error.place.line == line and words in str(error) for error in errors), errors
