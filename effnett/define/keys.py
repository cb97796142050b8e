"""Every key of the definitions, declared once: the reader and the JSON Schema both come from here (docs/contract.md 1).

Descriptions are Norwegian: editors show them to the people who write the files.
"""

from __future__ import annotations

from typing import Any, Final

from effnett.define.located_yaml import Kind, Node
from effnett.define.mistakes import Mistakes
from effnett.define.records import Key, Record
from effnett.define.targets import TARGETS, UNIT_TARGETS
from effnett.define.values import (
    BOOLEAN,
    CODE,
    FILTERS,
    MONTH_DAY,
    NUMBER,
    PERIOD_NOTES,
    SCALE,
    TEXT,
    UNREADABLE,
    WORD,
    YEARS,
    Shape,
    choice,
    identifier,
    list_of,
    number,
    read_code,
    whole,
    wrong_kind,
)
from effnett.model.periods import Window
from effnett.model.scorecard import ACCOUNTS_MEASURES, SICK_LEAVE_MEASURES, SURVEY_STATISTICS, UNITS, Direction, Source
from effnett.model.steering_year import AppliesTo

LOWEST_LIMIT: Final = 3
"""No figure of fewer people is ever shown, whatever a scorecard says (docs/semantics.md 7)."""
DIMENSIONS: Final = ("prioritering", "dekningsgrad", "produktivitet", "kvalitet", "medarbeidere")
PEER_RULES: Final = ("kostra_group", "county", "country", "neighbours", "similar")
_DIRECTIONS: Final = tuple(direction.value for direction in Direction if direction is not Direction.BETWEEN)

SCORECARD_ID: Final = identifier("[a-z0-9]+(-[a-z0-9]+)*", "bad_scorecard_id")
INDICATOR_ID: Final = identifier(r"[^\s/?#&%]+", "bad_id")
_LIMIT: Final = whole(LOWEST_LIMIT, 1000, "privacy_limit")

DEFAULT_KEYS: Final = (
    Key("decimals", whole(0, 6), "Antall desimaler tallet vises med.", examples=(1,)),
    Key("near", number(low=0), "Så langt fra målet, i indikatorens enhet, er «nær målet». 0 er av.", examples=(0.2,)),
    Key("min_respondents", _LIMIT, "Færre svar enn dette skjermes. 5 når det ikke er oppgitt; aldri under 3."),
    Key(
        "min_employees",
        _LIMIT,
        "Sykefravær for færre ansatte enn dette skjermes. 10 når det ikke er oppgitt; aldri under 3.",
    ),
    Key(
        "max_age", whole(0, 1200), "Eldre tall enn dette, i måneder, vises som foreldet og får ingen status. 24 ellers."
    ),
)
DEFAULTS: Final = Record(("defaults: { decimals: 1 }",) * 2, DEFAULT_KEYS)

_STATISTIC: Final = "mean er gjennomsnitt, share er andelen som svarer et av tallene i answers (i prosent)."
MEASURES: Final = {
    Source.SICK_LEAVE: (
        Key("sick_leave", choice(*SICK_LEAVE_MEASURES), "Sykefravær: alt, eller en del av det.", True),
    ),
    Source.ACCOUNTS: (
        Key(
            "accounts", choice(*ACCOUNTS_MEASURES), "Regnskap: prosent av budsjettet, eller netto driftsutgifter.", True
        ),
        Key("functions", list_of(CODE), 'Funksjonene som er med. ["*"] er alle.', examples=(["*"], ["201", "221"])),
    ),
    Source.SURVEY: (
        Key("survey", CODE, "Undersøkelsens id, fra surveys.yaml.", True),
        Key("question", CODE, "Spørsmålets id, fra surveys.yaml.", True),
        Key("statistic", choice(*SURVEY_STATISTICS), _STATISTIC),
        Key("answers", list_of(NUMBER), "Svarene som teller med i andelen.", examples=([5, 6],)),
    ),
    Source.ACTIVITY: (Key("activity", CODE, "Navnet i kolonnen measure i aktivitetsfilen.", True),),
    Source.KOSTRA: (
        Key("kostra", CODE, "Statistikkvariabelens kode (ContentsCode).", True, ("KOSnettodriftinnb",)),
        Key("table", CODE, "Tabellens nummer hos SSB, bare der det trengs. I anførselstegn.", examples=("12362",)),
        Key(
            "filters",
            FILTERS,
            "Koder i tabellens andre dimensjoner, bare der det trengs.",
            examples=({"KOKfunksjon0000": "FGK8b"},),
        ),
    ),
}
_MEASURE_TITLE: Final = ("hva som måles: { sick_leave: total }", "what is measured: { sick_leave: total }")
MEASURE_RECORDS: Final = {source: Record(_MEASURE_TITLE, keys, home=source.value) for source, keys in MEASURES.items()}


def _read_measure(node: Node, mistakes: Mistakes) -> Any:
    """The measure's source and its fields; exactly one source is named."""
    if node.kind is not Kind.MAP:
        return wrong_kind(node, _MEASURE_TITLE, mistakes)
    sources = [source for source in Source if source.value in node.entries]
    if len(sources) != 1:
        known = [source.value for source in Source]
        place = node.entries[sources[1].value].key.place if sources else node.place
        mistakes.add("many_sources" if sources else "no_source", place, known=known, given=list(node.entries))
        return UNREADABLE
    fields = MEASURE_RECORDS[sources[0]].read(node, mistakes)
    return UNREADABLE if sources[0].value not in fields.values else (sources[0], fields)


MEASURE: Final = Shape(_read_measure, {"oneOf": [record.schema for record in MEASURE_RECORDS.values()]})

INDICATOR: Final = Record(
    ("en indikator", "an indicator"),
    (
        Key("id", INDICATOR_ID, "Indikatorens id, unik i målekartet.", True, ("sykefravaer",)),
        Key("title", TEXT, "Navnet som vises. Uten: laget av id.", examples=("Sykefravær",)),
        Key("measure", MEASURE, "Hva som måles, og hvor tallene kommer fra.", True),
        Key("method", TEXT, "Hvordan det måles, som det står i målekartet.", examples=("Brukerundersøkelse",)),
        Key("description", TEXT, "Definisjonen, vist på indikatorens kort."),
        Key("source_note", TEXT, "Merknad om kilden."),
        Key("unit", choice(*UNITS), "Enheten tallet og målet er i.", examples=("percent",)),
        Key("window", choice(*(window.value for window in Window)), "Hva som legges sammen."),
        Key("direction", choice(*_DIRECTIONS), "Hvilken vei som er bedre, der målet ikke sier det."),
        Key("scale", SCALE, "Laveste og høyeste svar i undersøkelsen.", examples=([1, 6],)),
        Key("target", TARGETS, "Målet: ett for alle år, eller ett per år.", examples=({"at_most": 9.9},)),
        Key("org_unit_targets", UNIT_TARGETS, "Egne mål for enheter, etter enhetens kode."),
        *DEFAULT_KEYS,
        Key("owner", WORD, "Hvem som eier indikatoren."),
        Key("dimension", choice(*DIMENSIONS), "Plassen i modellen ressurser – tjenester – målgrupper – brukere."),
        Key("service", CODE, "Tjenesten indikatoren hører til.", examples=("barnehage",)),
        Key("weight", number(above=0), "Vekt i en samlet indeks, sett mot de andre i målekartet."),
        Key("critical", BOOLEAN, "Nevnes i overskriften når målet ikke er nådd: true eller false."),
        Key("break", PERIOD_NOTES, "Brudd: linjen skjæres over her.", examples=({"2020": "ny definisjon"},)),
        Key(
            "shift",
            PERIOD_NOTES,
            "En kjent endring: kontrollgrensene regnes på nytt herfra.",
            examples=({"2009-05": "ny turnus"},),
        ),
    ),
)
SUCCESS_FACTOR: Final = Record(
    ("en suksessfaktor", "a success factor"),
    (
        Key("title", TEXT, "Den kritiske suksessfaktoren.", True),
        Key("indicators", list_of(INDICATOR.shape), "Det som måler den.", True),
    ),
    home="title",
)
FOCUS_AREA: Final = Record(
    ("et fokusområde", "a focus area"),
    (
        Key("title", TEXT, "Fokusområdet.", True),
        Key("success_factors", list_of(SUCCESS_FACTOR.shape), "Fokusområdets kritiske suksessfaktorer.", True),
    ),
    home="title",
)
EXTENDS: Final = Key("extends", SCORECARD_ID, "Et annet målekart som alt som ikke er oppgitt her, arves fra.")
OWN_INDICATORS: Final = Key(
    "indicators",
    Shape(lambda _node, _mistakes: (), list_of(INDICATOR.shape).schema),  # read where it is inherited (inheritance.py)
    "Sammen med extends: det som er annerledes for indikatorene som arves, etter id.",
)
SCORECARD: Final = Record(
    ("et målekart, som begynner med scorecard: id", "a scorecard, which begins with scorecard: id"),
    (
        Key("scorecard", SCORECARD_ID, "Målekartets id: små bokstaver, sifre og bindestrek.", True, ("bydel-alna",)),
        Key("title", TEXT, "Navnet, som tekst eller { nb: …, nn: …, en: … }.", True),
        Key("description", TEXT, "Hva målekartet er til."),
        Key("org_unit", CODE, "Koden til øverste enhet. Alltid i anførselstegn.", True, ("030112",)),
        Key("years", YEARS, "Første og siste år som kan velges.", True, ([2006, 2009],)),
        Key("defaults", DEFAULTS.shape, "Det som gjelder for indikatorer som ikke sier noe annet."),
        Key("focus_areas", list_of(FOCUS_AREA.shape), "Fokusområdene, i den rekkefølgen de vises.", True),
        EXTENDS,
        OWN_INDICATORS,
    ),
    home="scorecard",
)
_TITLED: Final = (Key("id", CODE, "Id-en.", True), Key("title", TEXT, "Navnet som vises.", True))
QUESTION: Final = Record(("et spørsmål: { id, title }", "a question: { id, title }"), _TITLED)
SURVEY: Final = Record(
    ("en undersøkelse: { id, title, scale, questions }", "a survey: { id, title, scale, questions }"),
    (
        *_TITLED,
        Key("scale", SCALE, "Laveste og høyeste svar.", True, ([1, 6],)),
        Key("questions", list_of(QUESTION.shape), "Spørsmålene.", True),
    ),
)
SURVEYS: Final = Record(
    ("surveys: […]",) * 2, (Key("surveys", list_of(SURVEY.shape, least=0), "Undersøkelsene.", True),), home="surveys"
)


def _read_argument(node: Node, mistakes: Mistakes) -> Any:
    """What a rule is about: a code, a number of units, or `true` for the unit's own."""
    if node.kind is Kind.BOOLEAN and node.text == "true":
        return None
    return read_code(node, mistakes)


_ARGUMENT: Final = Shape(_read_argument, {"anyOf": [CODE.schema, {"const": True}]})
_SIMILAR: Final = whole(3, 400)
PEER: Final = Record(
    ("en gruppe: { id, title, org_units }", "a group: { id, title, org_units }"),
    (
        *_TITLED,
        Key("org_units", list_of(CODE), "Kodene til dem som er med, i anførselstegn.", examples=(["0301", "1103"],)),
        Key("kostra_group", _ARGUMENT, "En KOSTRA-gruppe, eller true for enhetens egen.", examples=("EKG10",)),
        Key("county", _ARGUMENT, "Et fylke, eller true for enhetens eget.", examples=("39",)),
        Key("country", Shape(choice("true").read, {"const": True}), "true: alle kommuner."),
        Key("neighbours", _ARGUMENT, "Naboene til en kommune, eller true for enhetens egne."),
        Key("similar", _SIMILAR, "De så og så mange som ligner mest.", examples=(10,)),
    ),
)
PEERS: Final = Record(
    ("peers: […]",) * 2, (Key("peers", list_of(PEER.shape, least=0), "Gruppene.", True),), home="peers"
)
MILESTONE: Final = Record(
    ("en milepæl: { id, title, date }", "a milestone: { id, title, date }"),
    (
        Key("id", INDICATOR_ID, "Milepælens id. Behold den, så er det som er merket som gjort, fortsatt gjort.", True),
        Key("title", TEXT, "Navnet som vises.", True),
        Key("date", MONTH_DAY, "Fristen hvert år, måned og dag i anførselstegn.", True, ("01-31",)),
        Key("tertial", whole(1, 3), "Tertialet den hører til. Er det over på datoen, leveres tertialets rapport da."),
        Key(
            "applies_to",
            choice(*(one.value for one in AppliesTo)),
            "every_unit: alle enheter under den øverste. district: bare den øverste.",
        ),
    ),
)
STEERING_YEAR: Final = Record(
    ("milestones: […]",) * 2,
    (Key("milestones", list_of(MILESTONE.shape, least=0), "Milepælene i styringsåret.", True),),
    home="milestones",
)
