"""Every mistake a scorecard can have: where it is told, and in what words."""

from __future__ import annotations

from pathlib import Path

import pytest
from define_samples import HEAD, SURVEYS, indicator, problems, read_card, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from effnett.define.definitions import read_definitions
from effnett.define.known import Known
from effnett.define.messages import MESSAGES
from effnett.model.batch import Series

SICK = "measure: { sick_leave: total }\n"
MEAN = "measure: { survey: medarbeider, question: samlet, statistic: mean }\nscale: [1, 6]\n"
SHARE = "measure: { survey: medarbeider, question: samlet, statistic: share"
KOSTRA = "measure: { kostra: KOSandel120000 }\ndirection: higher\n"

# What stands in an indicator after its id (line 10), the place of the mistake, and words of its message.
INDICATORS = {
    "unknown key": (SICK + "windoww: tertial\ndirection: lower", 12, 13, "Mente du «window»?"),
    "missing measure": ("direction: lower", 10, 17, "«measure» mangler"),
    "missing direction": (SICK, 10, 17, "«direction» mangler"),
    "unknown direction": (SICK + "direction: lowr", 12, 24, "Mente du «lower»?"),
    "direction between": (SICK + "direction: between", 12, 24, "higher, lower, neutral"),
    "contradictory direction": (SICK + "target: { at_most: 9 }\ndirection: higher", 13, 24, "i strid"),
    "neutral with a target": (SICK + "target: { at_most: 9 }\ndirection: neutral", 13, 24, "i strid"),
    "targets disagree": (SICK + "target: { 2008: { at_most: 9 }, 2009: { at_least: 8 } }", 12, 63, "samme vei"),
    "unit's target disagrees": (
        SICK + "target: { at_most: 9 }\norg_unit_targets: { a: { at_least: 8 } }",
        13,
        48,
        "samme vei",
    ),
    "no source": ("measure: { statistic: mean }\ndirection: lower", 11, 22, "hvor tallene kommer fra"),
    "two sources": ("measure: { sick_leave: total, kostra: K }\ndirection: lower", 11, 43, "flere kilder"),
    "unknown part of sick leave": ("measure: { sick_leave: totalt }\ndirection: lower", 11, 36, "Mente du «total»?"),
    "key of another source": ("measure: { sick_leave: total, question: a }\ndirection: lower", 11, 43, "ukjent nøkkel"),
    "measure as text": ("measure: sick_leave\ndirection: lower", 11, 22, "tekst («sick_leave»)"),
    "empty measure": ("measure:\ndirection: lower", 11, 21, "tom"),
    "no scale": ("measure: { survey: medarbeider, question: samlet }\ndirection: higher", 10, 17, "«scale» mangler"),
    "other scale": (
        "measure: { survey: medarbeider, question: samlet }\nscale: [1, 5]\ndirection: higher",
        12,
        20,
        "scale: [1, 6]",
    ),
    "scale backwards": (
        "measure: { survey: medarbeider, question: samlet }\nscale: [6, 1]\ndirection: higher",
        12,
        20,
        "laveste svar",
    ),
    "no question": ("measure: { survey: medarbeider }\nscale: [1, 6]\ndirection: higher", 11, 32, "«question» mangler"),
    "unknown survey": (
        "measure: { survey: medarbeidar, question: samlet }\nscale: [1, 6]\ndirection: higher",
        11,
        32,
        "Mente du «medarbeider»?",
    ),
    "unknown question": (
        "measure: { survey: medarbeider, question: samla }\nscale: [1, 6]\ndirection: higher",
        11,
        55,
        "Mente du «samlet»?",
    ),
    "share without answers": (SHARE + " }\nscale: [1, 6]\ndirection: higher", 11, 74, "answers: [5, 6]"),
    "answer outside scale": (SHARE + ", answers: [6, 7] }\nscale: [1, 6]\ndirection: higher", 11, 90, "svaret 7"),
    "answers of a mean": (
        "measure: { survey: medarbeider, question: samlet, answers: [5] }\nscale: [1, 6]\ndirection: higher",
        11,
        72,
        "gjennomsnitt",
    ),
    "target above scale": (MEAN + "target: { at_least: 7 }", 13, 33, "utenfor skalaen 1–6"),
    "between outside scale": (MEAN + "target: { between: [4, 6.5] }", 13, 32, "målet 6.5"),
    "share above 100": (
        SHARE + ", answers: [6] }\nscale: [1, 6]\ntarget: { at_least: 110 }",
        13,
        33,
        "0–100 prosent",
    ),
    "sick leave above 100": (SICK + "target: { at_most: 990 }", 12, 32, "0–100 prosent"),
    "between backwards": (SICK + "target: { between: [60, 40] }", 12, 32, "nedre grense 60"),
    "between of three": (SICK + "target: { between: [4, 5, 6] }", 12, 32, "her står 3 tall"),
    "decimal comma": (SICK + "target: { at_least: 1 }\nnear: 0,5", 13, 19, "0.5"),
    "decimal comma in braces": (SICK + "target: { at_most: 9,9 }", 12, 32, "9,9 har desimalkomma"),
    "comma in a text": (SICK + "target: { at_most: 9, note: høyst 9,9 % }", 12, 41, 'i anførselstegn: "høyst 9,9 %"'),
    "quoted decimal comma": (SICK + 'target: { at_most: "9,9" }', 12, 32, "skrives tall med punktum: 9.9"),
    "quoted number": (SICK + 'target: { at_most: "9.9" }', 12, 32, "uten anførselstegn"),
    "percent sign": (SICK + "target: { at_most: 9.9 % }", 12, 32, "prosenttegn"),
    "number with a leading zero": (SICK + "target: { at_most: 09 }", 12, 32, "uten null foran"),
    "octal number": (SICK + "target: { at_most: 011 }", 12, 32, "uten null foran"),
    "underscore": (SICK + "target: { at_most: 1_0 }", 12, 32, "ikke et vanlig tall"),
    "two limits": (SICK + "target: { at_most: 9, at_least: 3 }", 12, 45, "flere grenser"),
    "no limit": (SICK + "target: { note: a }", 12, 21, "at_least, at_most eller between"),
    "unknown limit": (SICK + "target: { at_mos: 9 }", 12, 23, "Mente du «at_most»?"),
    "target as a number": (SICK + "target: 9", 12, 21, "et mål: { at_most: 9.9 }"),
    "empty target": (SICK + "target: {}", 12, 21, "målet er tomt"),
    "limit beside years": (SICK + "target: { 2008: { at_most: 9 }, at_most: 8 }", 12, 45, "sammen med årstall"),
    "overlapping years": (
        SICK + "target: { 2006-2008: { at_most: 9 }, 2008: { at_most: 8 } }",
        12,
        50,
        "2008 har alt et mål",
    ),
    "same year twice": (SICK + "target:\n  2008: { at_most: 9 }\n  2008: { at_most: 8 }", 14, 15, "to ganger"),
    "year and quoted year": (SICK + 'target:\n  2008: { at_most: 9 }\n  "2008": { at_most: 8 }', 14, 15, "to ganger"),
    "years backwards": (SICK + "target: { 2009-2008: { at_most: 9 } }", 12, 23, "fra 2009 til 2008"),
    "no year": (SICK + "target: { 20009: { at_most: 9 } }", 12, 23, "«20009» er ikke et årstall"),
    "path of between": (SICK + "target: { between: [4, 6], path: linear }", 12, 46, "path har ingen mening"),
    "unknown path": (SICK + "target: { at_most: 9, path: linaer }", 12, 41, "Mente du «linear»?"),
    "path and steps": (
        SICK + "target: { at_most: 9, path: linear, steps: [3, 6, 9] }",
        12,
        56,
        "både path og steps",
    ),
    "two steps": (SICK + "target: { at_most: 9, steps: [3, 9] }", 12, 42, "tre voksende"),
    "falling steps": (SICK + "target: { at_most: 3, steps: [9, 6, 3] }", 12, 42, "tre voksende"),
    "steps beside the target": (SICK + "target: { at_most: 9, steps: [3, 6, 8] }", 12, 42, "siste trinn er 8"),
    "unquoted unit": (
        SICK + "target: { at_most: 9 }\norg_unit_targets: { 0301: { at_most: 8 } }",
        13,
        33,
        'Skriv "0301"',
    ),
    "unquoted function": (
        "measure: { accounts: actual_of_budget, functions: [211] }\ndirection: lower",
        11,
        64,
        "tallet 211",
    ),
    "asterisk": ("measure: { accounts: actual_of_budget, functions: [*] }\ndirection: lower", 11, 65, "anførselstegn"),
    "unquoted table": ("measure: { kostra: K, table: 12362 }\ndirection: lower", 11, 42, 'Skriv "12362"'),
    "unquoted filter": ("measure: { kostra: K, filters: { A: 0101 } }\ndirection: lower", 11, 49, "tallet 65"),
    "unquoted contents": ("measure: { kostra: 12362 }\ndirection: lower", 11, 32, 'Skriv "12362"'),
    "digits YAML 1.1 takes for text": ("measure: { kostra: 0389 }\ndirection: lower", 11, 32, 'Skriv "0389"'),
    "kostra adds nothing up": (KOSTRA + "window: year_to_date", 13, 21, "kan ikke legges sammen"),
    "unknown unit of measure": (SICK + "unit: prosent\ndirection: lower", 12, 19, "Mente du «percent»?"),
    "wrong unit of measure": (SICK + "unit: score\ndirection: lower", 12, 19, "unit: percent"),
    "unknown window": (SICK + "window: year\ndirection: lower", 12, 21, "year_to_date"),
    "too many decimals": (SICK + "decimals: 7\ndirection: lower", 12, 23, "fra 0 til 6"),
    "half a decimal": (SICK + "decimals: 1.5\ndirection: lower", 12, 23, "helt tall"),
    "negative near": (SICK + "near: -1\ndirection: lower", 12, 19, "0 eller mer"),
    "no weight": (SICK + "weight: 0\ndirection: lower", 12, 21, "over 0"),
    "yes": (SICK + "critical: yes\ndirection: lower", 12, 23, "true eller false"),
    "quoted true": (SICK + 'critical: "true"\ndirection: lower', 12, 23, "true eller false"),
    "no as text": (SICK + "owner: no\ndirection: lower", 12, 20, "«usant»"),
    "break in no month": (SICK + "break: { 2009-13: ny }\ndirection: lower", 12, 22, "ikke en periode"),
    "shift as text": (SICK + "shift: 2009\ndirection: lower", 12, 20, "et tall («2009»)"),
    "few respondents": (SICK + "min_respondents: 2\ndirection: lower", 12, 30, "verner ikke"),
    "few employees": (SICK + "min_employees: 1\ndirection: lower", 12, 28, "verner ikke"),
    "unknown dimension": (SICK + "dimension: kvalitt\ndirection: lower", 12, 24, "Mente du «kvalitet»?"),
    "unknown language": (SICK + "title: { nb: Fravær, no: Fravær }\ndirection: lower", 12, 34, "nb, nn, en"),
    "empty title": (SICK + "title:\ndirection: lower", 12, 19, "tom"),
    "key twice": (SICK + "direction: lower\ndirection: higher", 13, 13, "først på linje 12"),
}


@pytest.mark.parametrize(("body", "line", "column", "words"), INDICATORS.values(), ids=list(INDICATORS))
def test_a_mistake_in_an_indicator_is_told_at_its_place(
    tmp_path: Path, body: str, line: int, column: int, words: str
) -> None:
    """One mistake gives one error, where it stands, with what to do; the scorecard is not used."""
    definitions = read_card(tmp_path, HEAD + indicator(body))
    errors = definitions.errors
    assert [(error.place.line, error.place.column) for error in errors] == [(line, column)], errors
    assert words in str(errors[0])
    assert "kort" not in definitions.scorecards


CARDS = {
    "unquoted unit": ('org_unit: "030112"', "org_unit: 030112", 3, 11, "tallet 12362"),
    "unit with a colon": ('org_unit: "030112"', "org_unit: 12:30", 3, 11, 'Skriv "12:30"'),
    "unit no": ('org_unit: "030112"', "org_unit: NO", 3, 11, 'Skriv "NO"'),
    "missing unit": ('org_unit: "030112"', "# ingen", 1, 12, "«org_unit» mangler"),
    "years backwards": ("[2006, 2009]", "[2009, 2006]", 4, 8, "fra 2009 til 2006"),
    "one year": ("[2006, 2009]", "[2006]", 4, 8, "ikke to"),
    "no list of years": ("[2006, 2009]", "2006", 4, 8, "en liste"),
    "no year": ("[2006, 2009]", "[2006, 20099]", 4, 15, "ikke et årstall"),
    "id with capitals": ("scorecard: kort", "scorecard: Kort", 1, 12, "små bokstaver"),
    "id as a number": ("scorecard: kort", "scorecard: 2009", 1, 12, 'Skriv "2009"'),
    "missing id": ("scorecard: kort", "# ingen", 2, 1, "«scorecard» mangler"),
    "unknown key": ("title: Kort", "titel: Kort\ntitle: Kort", 2, 1, "Mente du «title»?"),
    "low limit": ("title: Kort", "title: Kort\ndefaults: { min_employees: 2 }", 3, 28, "verner ikke"),
    "unknown default": ("title: Kort", "title: Kort\ndefaults: { neer: 2 }", 3, 13, "Mente du «near»?"),
    "own indicators without a base": ("title: Kort", "title: Kort\nindicators: []", 3, 1, "sammen med extends"),
    "misspelt extends": ("title: Kort", "title: Kort\nextend: lang", 3, 1, "Mente du «extends»?"),
    "unknown base": ("title: Kort", "title: Kort\nextends: lang", 3, 10, "«lang», som ikke finnes"),
    "itself as base": ("title: Kort", "title: Kort\nextends: kort", 3, 10, "går i ring"),
}


@pytest.mark.parametrize(("old", "new", "line", "column", "words"), CARDS.values(), ids=list(CARDS))
def test_a_mistake_in_a_scorecard_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, line: int, column: int, words: str
) -> None:
    """The scorecard's own keys are checked as its indicators are."""
    text = HEAD.replace(old, new) + indicator(SICK + "direction: lower")
    errors = read_card(tmp_path, text).errors
    assert [(error.place.line, error.place.column) for error in errors] == [(line, column)], errors
    assert words in str(errors[0])


SERIES = (
    Series("KOSandel120000", "12362"),
    Series("KOSmange", "1", (("KOKfunksjon0000", "FGK8b"),)),
    Series("KOSmange", "1", (("KOKfunksjon0000", "FGK9"),)),
    Series("KOSto", "1"),
    Series("KOSto", "2"),
    Series("KOSuten", ""),
    Series("KOSuten", "3"),
)
LOADED = Known(
    org_units=frozenset({"030112", "a"}),
    regions=frozenset({"0301"}),
    activities=frozenset({"lokale-satsinger"}),
    questions=frozenset({("medarbeider", "samlet")}),
    functions=frozenset({"211"}),
    kostra=SERIES,
)
ACTIVITY = "measure: { activity: %s }\nunit: percent\ndirection: higher"
ACCOUNTS = "measure: { accounts: actual_of_budget, functions: [%s] }\ndirection: lower"
NAMES = {
    "series": (KOSTRA, "", ""),
    "unknown series": (KOSTRA.replace("KOSandel120000", "KOSandel12000"), "error", "Mente du «KOSandel120000»?"),
    "another table": ("measure: { kostra: KOSto, table: '9' }\ndirection: higher", "error", 'table: "1"'),
    "which of two tables": ("measure: { kostra: KOSto }\ndirection: higher", "error", "passer på 2 serier"),
    "one of two tables": ("measure: { kostra: KOSto, table: '2' }\ndirection: higher", "", ""),
    "which of two filters": ("measure: { kostra: KOSmange }\ndirection: higher", "error", "KOKfunksjon0000: FGK8b"),
    "one of two filters": (
        "measure: { kostra: KOSmange, filters: { KOKfunksjon0000: FGK9 } }\ndirection: higher",
        "",
        "",
    ),
    "no such filter": (
        "measure: { kostra: KOSmange, filters: { KOKfunksjon0000: FGK7 } }\ndirection: higher",
        "error",
        "ikke lest inn",
    ),
    "a table not known": ("measure: { kostra: KOSuten }\ndirection: higher", "", ""),
    "activity": (ACTIVITY % "lokale-satsinger", "", ""),
    "unknown activity": (ACTIVITY % "lokale-satsinga", "error", "Mente du «lokale-satsinger»?"),
    "function": (ACCOUNTS % '"211"', "", ""),
    "all functions": (ACCOUNTS % '"*"', "", ""),
    "unknown function": (ACCOUNTS % '"299"', "error", "«299»"),
    "question": (MEAN + "direction: higher", "", ""),
    "question without answers": (MEAN.replace("samlet", "ledelse") + "direction: higher", "warning", "«ledelse»"),
    "unit": (SICK + "org_unit_targets: { a: { at_most: 9 } }", "", ""),
    "region": (SICK + 'org_unit_targets: { "0301": { at_most: 9 } }', "", ""),
    "unknown unit": (SICK + "org_unit_targets: { b: { at_most: 9 } }", "error", "enheten «b»"),
}


@pytest.mark.parametrize(("body", "kind", "words"), NAMES.values(), ids=list(NAMES))
def test_names_are_checked_against_what_is_loaded(tmp_path: Path, body: str, kind: str, words: str) -> None:
    """A name that is not loaded is an error where its kind is loaded."""
    found = problems(read_card(tmp_path, HEAD + indicator(body), LOADED))
    assert ["warning" if one.warning else "error" for one in found] == ([kind] if kind else []), found
    assert all(words in str(one) for one in found)


@pytest.mark.parametrize("body", [body for body, _, _ in NAMES.values()], ids=list(NAMES))
def test_without_anything_loaded_names_give_warnings_only(tmp_path: Path, body: str) -> None:
    """Before the first import a scorecard is sound; the reader is told what could not be checked."""
    definitions = read_card(tmp_path, HEAD + indicator(body), Known())
    assert not definitions.errors
    assert definitions.warnings
    assert "kort" in definitions.scorecards


@pytest.mark.parametrize("body", [body for body, _, _ in NAMES.values()], ids=list(NAMES))
def test_without_a_store_names_are_not_checked(tmp_path: Path, body: str) -> None:
    """Nothing is said of names when there is nothing to hold them against."""
    assert not problems(read_card(tmp_path, HEAD + indicator(body)))


UNITS = [
    ("kort-enhet", LOADED, "error"),
    ("kort-enhet", Known(regions=frozenset({"0301"})), "warning"),
    ("1103", Known(regions=frozenset({"0301"})), "error"),
    ("1103", Known(org_units=frozenset({"a"})), "warning"),
    ("1103", LOADED, "error"),
    ("kort-enhet", Known(org_units=frozenset({"a"})), "error"),
    ("0301", LOADED, ""),
]


@pytest.mark.parametrize(("code", "known", "kind"), UNITS)
def test_a_unit_is_an_error_only_where_its_kind_is_loaded(tmp_path: Path, code: str, known: Known, kind: str) -> None:
    """A code that looks like a KOSTRA region is held against regions, others against the unit register."""
    text = HEAD.replace("030112", code) + indicator(SICK + "direction: lower")
    found = problems(read_card(tmp_path, text, known))
    assert ["warning" if one.warning else "error" for one in found] == ([kind] if kind else [])
    assert all(one.place.line == 3 for one in found)


def test_questions_are_held_against_answers_where_no_surveys_are_declared(tmp_path: Path) -> None:
    """Without surveys.yaml the loaded answers say which questions there are."""
    write(tmp_path, kort=HEAD + indicator(MEAN.replace("samlet", "samle") + "direction: higher"))
    assert "Mente du «samlet»" in str(read_definitions(tmp_path, LOADED).errors[0])


def test_mistakes_in_surveys_are_not_told_again_in_every_scorecard(tmp_path: Path) -> None:
    """A survey that cannot be read is told once, in its own file."""
    write(tmp_path, kort=HEAD + indicator(MEAN + "direction: higher"), surveys=SURVEYS.replace("[1, 6]", "[6, 1]"))
    errors = read_definitions(tmp_path).errors
    assert [(Path(error.place.file).name, error.place.line) for error in errors] == [("surveys.yaml", 4)]


def test_activity_without_a_unit_is_taken_for_percent_and_said(tmp_path: Path) -> None:
    """The reader is warned, at the indicator's id."""
    definitions = read_card(tmp_path, HEAD + indicator("measure: { activity: noe }\ndirection: higher"))
    assert definitions.scorecards["kort"].indicators[0].unit == "percent"
    assert [(one.warning, one.place.line) for one in problems(definitions)] == [(True, 10)]


@pytest.mark.parametrize("name", list(MESSAGES))
def test_every_message_says_what_and_what_to_do_in_both_languages(name: str) -> None:
    """No half message in the catalogue, and the same words are filled in in both languages."""
    message = MESSAGES[name]
    assert all((*message.norwegian, *message.english))
    fields = [{part for text in words for part in _fields(text)} for words in (message.norwegian, message.english)]
    assert fields[0] == fields[1]


def _fields(text: str) -> list[str]:
    from string import Formatter

    return [name for _, name, _, _ in Formatter().parse(text) if name]


lines = st.sampled_from(
    [
        *(HEAD + indicator(MEAN + "target: { at_least: 4.5 }")).splitlines(),
        *SURVEYS.splitlines(),
        "milestones:",
        "  - { id: a, title: A, date: 02-30 }",
        "  - a",
        "x: [1",
        "{}",
        "- 1",
    ]
)


@given(st.lists(lines, max_size=25))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_heap_of_lines_gives_problems_and_no_exception(tmp_path: Path, heap: list[str]) -> None:
    """Lines of definitions in any order are read to the end, with every problem in both languages."""
    text = "\n".join(heap)
    write(tmp_path, kort=text, surveys=text, peers=text, year=text)
    for language in ("nb", "en"):
        definitions = read_definitions(tmp_path, LOADED, language)
        assert definitions.scorecards or definitions.errors


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("fritid", None),
        ("Fritid", (19, "tjenesten «Fritid» skrives «fritid» i kort.yaml:14, og regnes som en annen")),
        (
            "pleie_og_omsorg",
            (24, "tjenesten «pleie-og-omsorg» skrives «pleie_og_omsorg» i kort.yaml:19, og regnes som en annen"),
        ),
    ],
)
def test_a_service_spelt_in_two_ways_is_told(tmp_path: Path, second: str, told: tuple[int, str] | None) -> None:
    """At the later of them, with the place of the first; the scorecard is still shown."""
    of = "measure: { sick_leave: total }\ndirection: lower\nunit: percent\nservice: "
    names = ("fritid", second, "pleie-og-omsorg")
    found = read_card(tmp_path, HEAD + "".join(indicator(of + name, f"nr{at}") for at, name in enumerate(names)))
    warned = [(one.place.line, one.what) for one in found.warnings if "tjenesten" in one.what]
    assert warned == ([told] if told else [])
    assert "kort" in found.scorecards
