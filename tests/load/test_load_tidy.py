"""Tidy files: what is taken, what is rejected and with which words."""

from __future__ import annotations

from pathlib import Path

import pytest
from load_helpers import HEADERS, REGISTER, TREE, read, read_rows, refused

from effnett.load.register import Register
from effnett.model.batch import Kind
from effnett.model.organisation import OrgTree, OrgUnit

GOOD = {
    Kind.UNITS: "C,Enhet C,resultatenhet,B,2004-01-01,,,030112,12",
    Kind.SICK_LEAVE: "A1,2009-08,1000,10.5,30,40",
    Kind.ACCOUNTS: "A1,2009-08,201,1010,100,-5.25",
    Kind.POPULATION: "0301,2009,female,5,300",
    Kind.SURVEY_ANSWERS: "bruker,2009-T3,A1,samlet,5,12",
    Kind.SURVEY_MEANS: "bruker,2008,A1,samlet,4.5,1.1,20",
    Kind.SURVEY_INVITED: "bruker,2009-Q3,A1,25,20",
    Kind.ACTIVITY: "tiltak,2009-T1,A1,3,4",
    Kind.REGION_CODES: "3001,3101,2024-01-01,1",
    Kind.REGION_GROUPS: "EKG10,0301,2015,",
}


@pytest.mark.parametrize("kind", GOOD)
def test_a_good_row_of_every_kind_lands(kind: Kind, tmp_path: Path) -> None:
    """Every kind's own columns are read without rejects or notices."""
    batch = read_rows(tmp_path, kind, GOOD[kind])
    assert (batch.kind, batch.table, batch.rejects, batch.notices) == (kind, kind.value, (), ())
    assert batch.rows.num_rows == 1
    assert batch.rows["line"].to_pylist() == [2]


@pytest.mark.parametrize("kind", GOOD)
def test_column_order_is_free(kind: Kind, tmp_path: Path) -> None:
    """A file with its columns turned around reads as the same rows."""
    turned = [",".join(reversed(line.split(","))) for line in (HEADERS[kind], GOOD[kind])]
    assert read(tmp_path, kind, "\n".join(turned)).rows.equals(read_rows(tmp_path, kind, GOOD[kind]).rows)


def test_values_of_a_row(tmp_path: Path) -> None:
    """Periods become an index and a span, numbers floats, quality its number."""
    row = read_rows(
        tmp_path,
        Kind.SICK_LEAVE,
        "A1,2009-08,1000,10.5,30,40,year uncertain",
        header=HEADERS[Kind.SICK_LEAVE] + ",quality",
    ).rows.to_pylist()[0]
    assert row == {
        "org_unit": "A1", "last": 2009 * 12 + 7, "span": 1, "agreed_days": 1000.0, "self_certified_days": 10.5,
        "doctor_certified_days": 30.0, "short_term_days": None, "long_term_days": None, "employees": 40,
        "mark": None, "quality": 0, "line": 2,
    }  # fmt: skip


REJECTED = [
    (Kind.SICK_LEAVE, "A1,2009-13,1000,1,1,40", "fil.csv:2:2: month: «2009-13»"),
    (Kind.SICK_LEAVE, "A1,2009,1000,1,1,40", "«2009» er ikke en måned"),
    (Kind.SICK_LEAVE, "A1,2009-01,1000,-1,1,40", "«-1» er negativt"),
    (Kind.SICK_LEAVE, "A11,2009-01,1000,1,1,40", "enheten «A11» er ukjent. Mente du A1?"),
    (Kind.SICK_LEAVE, "301,2009-01,1000,1,1,40", "Mente du 0301?"),
    (Kind.SICK_LEAVE, "A2,2009-01,1000,1,1,", "antall ansatte er ukjent"),
    (Kind.SICK_LEAVE, "A1,2009-01,,1,1,40", "agreed_days er tom"),
    (Kind.SICK_LEAVE, "X1,2009-05,1000,1,1,40", "X1 ble avsluttet 2009-04-30"),
    (Kind.SICK_LEAVE, "X1,2003-12,1000,1,1,40", "X1 finnes først fra 2004-01-01"),
    (Kind.SICK_LEAVE, "A1,2009-01,1000,1,1,4.5", "«4.5» er ikke et helt antall"),
    (Kind.SICK_LEAVE, "A1,2009-01,1000,1,1", "raden har 5 felt, men overskriften 6"),
    (Kind.SICK_LEAVE, "A1,2009-01,x,y,1,z,40", "raden har 7 felt, men overskriften 6"),
    (Kind.ACCOUNTS, "A1,2009-01,201,1010,100,ti", "«ti» er ikke et tall"),
    (Kind.ACCOUNTS, "A1,2009-01,201,1010,100,-", "la feltet stå tomt"),
    (Kind.ACCOUNTS, "A1,2009-01,,1010,100,5", "function er tom"),
    (Kind.ACCOUNTS, "A1,2009-01,201,1010,100,12 %", "uten prosenttegn"),
    (Kind.SURVEY_ANSWERS, "bruker,2009,A1,samlet,7,3", "answer 7 er utenfor skalaen 1–6"),
    (Kind.SURVEY_ANSWERS, "bruker,2009-T4,A1,samlet,5,3", "perioden «2009-T4» finnes ikke"),
    (Kind.SURVEY_ANSWERS, "bruker,2009,A1,samlet,5,", "respondents er tom"),
    (Kind.SURVEY_MEANS, "bruker,2009,A1,samlet,6.5,1,3", "mean 6,5 er utenfor skalaen"),
    (Kind.SURVEY_INVITED, "bruker,2009,A1,10,11", "11 har svart, men bare 10 er invitert (n > N)"),
    (Kind.POPULATION, "0301,2009,x,5,300", "kjønn «x» er ukjent"),
    (Kind.POPULATION, "301,2009,k,5,300", "Mente du 0301?"),
    (Kind.POPULATION, "0301,09,k,5,300", "«09» er ikke et år"),
    (Kind.REGION_CODES, "3001,3001,2024-01-01,1", "endres til seg selv"),
    (Kind.REGION_CODES, "301,3101,2024-01-01,1", "bare tre siffer"),
    (Kind.REGION_CODES, "3001,3101,1.1.2024,1", "er ikke en dato"),
    (Kind.REGION_CODES, "3001,3101,2024-01-01,2", "er ikke en andel"),
    (Kind.REGION_GROUPS, "EKG10,0301,2015,2014", "from_year 2015 er etter to_year 2014"),
    (Kind.UNITS, "C,Enhet,x,Q,,,,,", "parent «Q» er ukjent"),
    (Kind.UNITS, "D,Enhet,x,D,,,,,", "parent går i ring: D → D"),
    (Kind.UNITS, "B,Enhet,x,A1,,,,,", "parent går i ring: B → A1 → B"),
    (Kind.UNITS, "C,Enhet,x,,2009-02-30,,,,", "«2009-02-30» er ikke en dato som finnes"),
    (Kind.UNITS, "C,Enhet,x,,2009-02-01,2008-01-01,,,", "valid_from 2009-02-01 er etter valid_to 2008-01-01"),
    (Kind.UNITS, "C,Enhet,x,,,,,,-4", "«-4» er negativt"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "row", "said"), REJECTED)
def test_a_bad_row_is_rejected(kind: Kind, row: str, said: str, tmp_path: Path) -> None:
    """The reject says where, what was found and what to do; a good row beside it stands."""
    batch = read_rows(tmp_path, kind, row, GOOD[kind])
    assert batch.rows["line"].to_pylist() == [3]
    text = "\n".join(str(problem) for problem in batch.rejects)
    assert text.startswith("fil.csv:2")
    assert said in text


TOWNS = Register(
    OrgTree.of([
        OrgUnit("B", "Bydel"), OrgUnit("B-sykehjem", "Sykehjem", parent="B", employees=9),
        OrgUnit("B-skole", "Skole", parent="B", employees=9),
        OrgUnit("C", "Annen by"), OrgUnit("C-sykehjem", "Sykehjem", parent="C", employees=9),
    ]),
    {"110301": "Bydel i en annen by"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("unknown", "beside", "hint"),
    [
        ("D-sykehjem", "B-skole", "Mente du B-sykehjem?"),
        ("D-sykehjem", "C", "Mente du C-sykehjem?"),
        ("11030", "B-skole", "Legg enheten i enhetsfila, eller rett koden"),
        ("11030", "110301", "Mente du 110301?"),
        ("11030", "x", "Legg enheten i enhetsfila, eller rett koden"),
        ("sykehjem", "x", "Mente du C-sykehjem?"),  # nothing is known of the file: all units are looked through
    ],
)
def test_an_unknown_unit_is_guessed_among_those_of_the_files_own_tree(
    unknown: str, beside: str, hint: str, tmp_path: Path
) -> None:
    """A file of one town's units is not about another town's; where no row is known, all units are looked through."""
    rows = [f"{unit},2009-01,1000,1,1,40" for unit in (unknown, beside)]
    assert read_rows(tmp_path, Kind.SICK_LEAVE, *rows, register=TOWNS).rejects[0].hint == hint


def test_an_unknown_parent_is_guessed_among_the_files_own_units_first(tmp_path: Path) -> None:
    """Units of a new tree are below each other."""
    batch = read_rows(
        tmp_path, Kind.UNITS, "D-skole,Skole,x,D-sykehjemmet,,,,,", "D-sykehus,Hus,x,,,,,,", register=TOWNS
    )
    assert batch.rejects[0].hint == "Mente du D-sykehus?"


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """Reading does not stop at the first bad row, nor at the first bad cell of one."""
    batch = read_rows(tmp_path, Kind.SICK_LEAVE, "A9,2009-13,x,1,1,40", "A1,2009-01,10,1,-1,40")
    assert [(p.place.line, p.place.column) for p in batch.rejects] == [(2, None), (2, 2), (2, 3), (3, 5)]


def test_cycles_within_a_file(tmp_path: Path) -> None:
    """Two new units below each other are both rejected; so are two that succeed each other."""
    batch = read_rows(tmp_path, Kind.UNITS, "C,c,x,D,,,,,", "D,d,x,C,,,,,", "E,e,x,,,,F,,", "F,f,x,,,,E,,")
    assert [p.place.line for p in batch.rejects] == [2, 3, 4, 5]


def test_same_key_twice_is_rejected_but_accounts_are_added_up(tmp_path: Path) -> None:
    """A second row with a key is rejected with the line of the first; account rows may repeat."""
    twice = read_rows(tmp_path, Kind.SICK_LEAVE, GOOD[Kind.SICK_LEAVE], GOOD[Kind.SICK_LEAVE])
    assert "som linje 2" in twice.rejects[0].what
    assert read_rows(tmp_path, Kind.ACCOUNTS, *[GOOD[Kind.ACCOUNTS]] * 2).rows.num_rows == 2
    same_answer = read_rows(tmp_path, Kind.SURVEY_ANSWERS, *["bruker,2009,A1,samlet,,1"] * 2)
    assert len(same_answer.rejects) == 1


def test_empty_cells(tmp_path: Path) -> None:
    """No actual is no observation, an empty answer is don't know, an empty budget stays empty."""
    accounts = read_rows(tmp_path, Kind.ACCOUNTS, "A1,2009-01,201,1,100,", "A1,2009-01,201,2,,7")
    assert accounts.rows["line"].to_pylist() == [3]
    assert accounts.rejects == ()
    assert accounts.notices == ("1 rad uten regnskapstall er ikke tatt med (tom actual er ingen observasjon).",)
    assert read_rows(tmp_path, Kind.SURVEY_ANSWERS, "bruker,2009,A1,samlet,,3").rows["answer"].to_pylist() == [None]


def test_blank_rows_say_nothing(tmp_path: Path) -> None:
    """Rows of separators alone, as spreadsheets leave them, are passed over."""
    batch = read_rows(tmp_path, Kind.SICK_LEAVE, GOOD[Kind.SICK_LEAVE], ",,,,,", "", ",,,,, ")
    assert (batch.rows.num_rows, batch.rejects, batch.notices) == (1, (), ())


MARKED = [
    (Kind.ACTIVITY, "tiltak,2009,A1,?,", "numerator"),
    (Kind.ACTIVITY, "tiltak,2009,A1,5,?", "numerator"),
    (Kind.ACCOUNTS, "A1,2009-01,201,1010,100,?", "actual"),
    (Kind.SICK_LEAVE, "A1,2009-01,?,3,4,40", "self_certified_days"),
    (Kind.SURVEY_MEANS, "bruker,2008,A1,samlet,?,,", "mean"),
]


@pytest.mark.parametrize(("kind", "row", "column"), MARKED)
def test_not_known_yet(kind: Kind, row: str, column: str, tmp_path: Path) -> None:
    """`?` lands as a mark without a figure, also when it is the denominator that is not known."""
    landed = read_rows(tmp_path, kind, row).rows.to_pylist()[0]
    assert (landed["mark"], landed[column]) == ("?", None)


def test_more_answers_than_invited_in_either_order(tmp_path: Path) -> None:
    """n > N is found whichever file comes first."""
    key = ("bruker", 2009 * 12 + 11, 12, "A1")
    invited = Register(TREE, invited={key: 10})
    answers = read_rows(
        tmp_path, Kind.SURVEY_ANSWERS, "bruker,2009,A1,samlet,5,6", "bruker,2009,A1,samlet,6,5", register=invited
    )
    assert [p.what for p in answers.rejects] == ["11 har svart på «samlet», men bare 10 var invitert (n > N)"] * 2
    answered = Register(TREE, answered={key: 11})
    later = read_rows(tmp_path, Kind.SURVEY_INVITED, "bruker,2009,A1,10,9", register=answered)
    assert "11 svar er lest inn" in later.rejects[0].what


def test_personal_data(tmp_path: Path) -> None:
    """An identity number rejects its row and is repeated nowhere; a column of names refuses the file."""
    number = "01010750160"
    batch = read_rows(tmp_path, Kind.ACTIVITY, f"{number},2009,A1,1,", f"tiltak,2009,{number},1,", "tiltak,2009,A1,1,")
    assert [p.place.line for p in batch.rejects] == [2, 3]
    assert number[:6] not in "".join(map(str, batch.rejects)) + "".join(batch.notices)
    for name in ("Etternavn", "navn på ansatt", "Fødselsnummer", "ansattnavn", "first name"):
        text = f"{HEADERS[Kind.ACTIVITY]},{name}\ntiltak,2009,A1,1,2,Kari\n"
        assert "personopplysninger" in refused(tmp_path, Kind.ACTIVITY, text)


def test_unknown_columns_are_told(tmp_path: Path) -> None:
    """Other columns are ignored with a notice; an optional one that is misspelt is suggested."""
    batch = read_rows(tmp_path, Kind.ACTIVITY, "tiltak,2009,A1,1,2,final", header=HEADERS[Kind.ACTIVITY] + ",qualty")
    assert batch.notices == ("Ikke brukt: kolonnen qualty. Kanskje mente du quality med «qualty»?",)


def test_missing_column_is_named_with_its_near_miss(tmp_path: Path) -> None:
    """A misspelt needed column is found at its place in the header."""
    said = refused(tmp_path, Kind.ACTIVITY, "measure,periode,org_unit,numerator,denominator\nx,2009,A1,1,1\n")
    assert said == "fil.csv:1:2: mangler kolonnen period. Mente du den med «periode»? Rett overskriften"


def test_wrong_kind_is_told(tmp_path: Path) -> None:
    """A file of another kind says which, and the command to use."""
    text = f"{HEADERS[Kind.ACTIVITY]}\n{GOOD[Kind.ACTIVITY]}\n"
    assert "ser ut som activity. Prøv effnett import activity fil.csv" in refused(tmp_path, Kind.SICK_LEAVE, text)
    assert "Prøv effnett import activity" in refused(tmp_path, Kind.KOSTRA, text)


def test_surveys_not_defined_are_told(tmp_path: Path) -> None:
    """An unknown survey or question lands, with a notice and the near one."""
    notices = read_rows(tmp_path, Kind.SURVEY_ANSWERS, "brukr,2009,A1,samlet,9,1", "bruker,2009,A1,samla,5,1").notices
    assert [text.split(".")[-2].strip() + text[-1] for text in notices]
    assert "«brukr»" in notices[0]
    assert "Mente du bruker?" in notices[0]
    assert "Mente du samlet?" in notices[1]


def test_lost_days_over_agreed_are_told(tmp_path: Path) -> None:
    """More lost than agreed days can be true; it lands with a notice."""
    batch = read_rows(tmp_path, Kind.SICK_LEAVE, "A1,2009-01,10,8,8,40")
    assert batch.notices == ("1 rad har flere tapte enn avtalte dagsverk.",)


def test_regions_are_units(tmp_path: Path) -> None:
    """A KOSTRA region is a unit by its form, or by the store's name of it."""
    codes = ("0301", "030112", "EAK", "EKA31", "EAFK31", "EKG10")
    rows = [f"tiltak,2009,{code},1,2" for code in codes]
    assert read_rows(tmp_path, Kind.ACTIVITY, *rows, register=Register()).rejects == ()
    assert len(read_rows(tmp_path, Kind.ACTIVITY, "tiltak,2009,Z1,1,2", register=REGISTER).rejects) == 1


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        (["0.35", "0.35", "0.3"], ""),
        (["0.5", "0.5"], "Vekt 0,5 er ingen andel: 9001 er delt"),
        (["0.5", "0.3", "0.2"], ""),
        (["0.6", "0.3"], "Vektene må til sammen bli 1, men er 0,9: 9001 er delt"),
        (["0.6", ""], "Vekt mangler: 9001 er delt"),
        (["0.6"], "Vektene må til sammen bli 1, men er 0,6: 9001 er delt"),
        ([""], ""),
        (["1"], ""),
    ],
)
def test_weights_that_are_no_shares_are_told(weights: list[str], said: str, tmp_path: Path) -> None:
    """They land all the same: it is the split that sums are not carried through."""
    rows = [f"9001,900{at},2024-01-01,{weight}" for at, weight in enumerate(weights, 2)]
    batch = read_rows(tmp_path, Kind.REGION_CODES, *rows)
    assert batch.rows.num_rows == len(weights)
    assert ", ".join(batch.notices).startswith(said)
    assert len(batch.notices) == bool(said)


SNILLFJORD = {"5055": "0.35", "5056": "0.35", "5059": "0.3"}


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        pytest.param(SNILLFJORD, "", id="all of them"),
        pytest.param({"5055": "0.6", "5056": "0.4"}, "5059", id="two that make a whole"),
        pytest.param({"5055": "0.5", "5056": "0.5"}, "5059", id="two halves"),
        pytest.param({"5055": "0.35"}, "5056, 5059", id="a share alone"),
        pytest.param({"5059": ""}, "5055, 5056", id="one without a weight"),
        pytest.param({"5059": "1"}, "5055, 5056", id="one that is said to have taken all"),
        pytest.param({"5055": "0.5", "5056": "0.3", "9999": "0.2"}, "5059", id="another in its place"),
    ],
)
def test_heirs_of_a_known_split_that_a_file_lacks_are_told(given: dict[str, str], missing: str, tmp_path: Path) -> None:
    """Snillfjord went to three: who is missing, and that nothing is carried through the split until they are there."""
    rows = [f"5012,{new},2020-01-01,{weight}" for new, weight in given.items()]
    batch = read_rows(tmp_path, Kind.REGION_CODES, *rows)
    assert batch.rows.num_rows == len(given)
    told = "5012 ble delt i 5055, 5056, 5059 fra 2020-01-01, men fila mangler "
    follows = ": tall føres ikke gjennom delingen før alle har vekt og vektene til sammen er 1. "
    what_to_do = f"Ta med en rad for {missing}; det som er lest inn fra en annen fil, gjelder fortsatt."
    assert batch.notices == ((told + missing + follows + what_to_do,) if missing else ())
