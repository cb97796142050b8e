"""The made-up key figures: their levels, how they grow and how much regions differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from demo.numbers import noise
from demo.regions import DISTRICTS

Cell = float | int | str
"""A figure, or the mark that stands in its place."""


@dataclass(frozen=True)
class Figure:
    """A key figure: its level in the country in the first year, how it grows, and how much regions differ.

    `special` are factors of regions that differ on purpose. `known` are figures by region and year that are
    given: Alna's inhabitants are published, Hole's are 5,100 growing 2 % a year.
    """

    code: str
    label: str
    unit: str
    decimals: int
    level: float
    growth: float = 1.04
    spread: float = 0.18
    special: Mapping[str, float] = field(default_factory=dict)
    districts: bool = True
    highest: float | None = None
    known: Mapping[tuple[str, int], int] = field(default_factory=dict)

    def value(self, region: str, years_on: int, year: int) -> Cell:
        """The figure of a region so many years after the first; SSB's `.` where districts have no such figure."""
        if (region, year) in self.known:
            return self.known[region, year]
        if region in DISTRICTS and not self.districts:
            return "."
        rng = Random(f"{self.code}-{region}")
        factor = self.special.get(region) or noise(rng, 0.04 if region.startswith("E") else self.spread)
        wobble = noise(Random(f"{self.code}-{region}-{year}"), 0.025)
        growth = 1.0
        for _ in range(years_on):
            growth *= self.growth
        value = self.level * factor * growth * wobble
        return round(min(value, self.highest) if self.highest else value, self.decimals or None)


def _nok(code: str, label: str, level: float, **rest: object) -> Figure:
    return Figure(code, label, "kr", 0, level, **rest)  # type: ignore[arg-type]  # passed on by name


def _percent(code: str, label: str, level: float, **rest: object) -> Figure:
    return Figure(code, label, "prosent", 1, level, **({"growth": 1.01, "highest": 100.0} | rest))  # type: ignore[arg-type]  # passed on by name


KINDERGARTEN = (
    _percent(
        "KOSbhgdekning15",
        "Barn 1–5 år med barnehageplass, av barn 1–5 år",
        80.4,
        growth=1.035,
        spread=0.1,
        special={"0612": 1.09, "030112": 0.95},
    ),
    _percent(
        "KOSbhgdekning12",
        "Barn 1–2 år med barnehageplass, av barn 1–2 år",
        62.3,
        growth=1.07,
        spread=0.15,
        special={"030112": 0.86},
    ),
    _nok(
        "KOSbhgkostnad15",
        "Netto driftsutgifter til barnehage per innbygger 1–5 år",
        63500,
        growth=1.09,
        special={"0612": 1.12, "030112": 0.94},
    ),
    Figure(
        "KOSbhgtimeraarsverk",
        "Korrigerte oppholdstimer per årsverk i kommunale barnehager",
        "timer",
        0,
        11400,
        1.01,
        0.08,
        {"030112": 1.04},
    ),
    _nok(
        "KOSbhgkostnadtime",
        "Korrigerte brutto driftsutgifter per oppholdstime i kommunale barnehager",
        33,
        growth=1.06,
        spread=0.1,
    ),
    Figure("KOSbhgareal", "Leke- og oppholdsareal per barn i kommunale barnehager", "m2", 1, 5.2, 1.005, 0.15),
    _percent(
        "KOSbhgpedagoger",
        "Styrere og pedagogiske ledere med barnehagelærerutdanning",
        86,
        spread=0.1,
        special={"030112": 0.82},
    ),
    Figure("KOSbhgfornoyd", "Foreldres samlede tilfredshet med barnehagen (1–6)", "poeng", 1, 4.9, 1.0, 0.06),
)
KEY_FIGURES = (
    *KINDERGARTEN,
    Figure(
        "KOSfolkemengde",
        "Folkemengde 1. januar",
        "personer",
        0,
        12_000,
        1.01,
        0.6,
        {
            "0612": 5100 / 12000,
            "0605": 28200 / 12000,
            "0532": 6200 / 12000,
            "EAK": 390.0,
            "EAKUO": 344.0,
            "0301": 46.0,
            "EAB": 46.0,
            "030112": 3.7,
        },
        known={
            ("030112", 2008): 45_123,
            ("0612", 2006): 5_100,
            ("0612", 2007): 5_202,
            ("0612", 2008): 5_306,
            ("0612", 2009): 5_412,
        },
    ),
    _nok(
        "KOSbruttoinntekt",
        "Brutto driftsinntekter per innbygger",
        47500,
        growth=1.06,
        special={"0612": 0.92, "0605": 0.9, "0532": 0.89},
        districts=False,
    ),
    _percent(
        "KOSnettodriftsresultat",
        "Netto driftsresultat av brutto driftsinntekter",
        2.4,
        growth=0.9,
        spread=0.8,
        districts=False,
    ),
    _nok(
        "KOSskoleelev",
        "Netto driftsutgifter til grunnskole per elev",
        71000,
        growth=1.06,
        special={"0612": 1.06},
        districts=False,
    ),
    Figure(
        "KOSskolegruppe",
        "Elever per lærerårsverk i undervisning, 1.–10. trinn",
        "elever",
        1,
        13.6,
        0.995,
        0.1,
        districts=False,
    ),
    Figure("KOSgrunnskolepoeng", "Gjennomsnittlige grunnskolepoeng", "poeng", 1, 39.6, 1.002, 0.05, districts=False),
    _percent(
        "KOSbarnevern",
        "Barn med barneverntiltak, av barn 0–17 år",
        3.5,
        growth=1.03,
        spread=0.35,
        special={"0612": 1.1, "030112": 1.2},
    ),
    _nok(
        "KOSbarnevernbarn",
        "Netto driftsutgifter til barnevern per innbygger 0–17 år",
        5200,
        growth=1.07,
        spread=0.3,
        special={"0612": 1.18},
    ),
    _percent(
        "KOShjemme80", "Innbyggere 80 år og over som mottar hjemmetjenester", 34.6, growth=1.0, special={"0612": 0.9}
    ),
    _percent(
        "KOSsykehjem80", "Innbyggere 80 år og over som bor på sykehjem", 14.2, growth=0.99, special={"0612": 0.93}
    ),
    _nok(
        "KOSsykehjemplass",
        "Korrigerte brutto driftsutgifter per sykehjemsplass",
        640_000,
        growth=1.06,
        spread=0.12,
        special={"030112": 0.86},
    ),
    _percent("KOSenerom", "Brukertilpassede enerom med eget bad i sykehjem", 58, growth=1.04, spread=0.45),
    _percent(
        "KOSsosialhjelp",
        "Sosialhjelpsmottakere, av innbyggere 20–66 år",
        4.1,
        growth=0.97,
        spread=0.35,
        special={"0612": 0.68, "030112": 1.2},
    ),
    Figure("KOSlegeaarsverk", "Legeårsverk per 10 000 innbyggere", "årsverk", 1, 8.6, 1.01, 0.2, {"0612": 0.9}),
    Figure("KOSbibliotek", "Utlån per innbygger i folkebibliotek", "utlån", 1, 5.1, 0.98, 0.35, districts=False),
    _nok("KOSvannavlop", "Årsgebyr for vann og avløp", 5400, growth=1.04, spread=0.3, districts=False),
)

FUNCTIONS: Mapping[str, tuple[str, float, float]] = {
    "FGK8b": ("Barnehage", 6200, 1.14),
    "FGK9": ("Grunnskole", 9800, 1.09),
    "FGK11": ("Barnevern", 1250, 1.16),
    "FGK1": ("Administrasjon og styring", 3600, 1.01),
    "FGK14": ("Vann, avløp og renovasjon", 420, 0.98),
    "FGK17": ("Miljø og vedlikehold", 980, 1.0),
    "FGK13": ("Sosialtjeneste", 1900, 0.72),
    "FGK10": ("Pleie og omsorg", 12800, 0.87),
    "FGK12": ("Kommunehelse", 1650, 0.9),
    "FGK18": ("Samferdsel", 760, 0.8),
    "FGK15": ("Kultur", 1700, 0.88),
}
"""Net operating expenditure per inhabitant in the country in 2006, and Hole's against it: more, the same, or less."""
NO_FUNCTION_IN_DISTRICTS = ("FGK9", "FGK14", "FGK17", "FGK18")

INTRODUCTION_FIGURES = (
    _percent("KOSintroarbeid", "I arbeid eller utdanning året etter introduksjonsprogrammet", 62, spread=0.2),
    Figure("KOSintrodeltakere", "Deltakere i introduksjonsprogram", "personer", 0, 120, 1.09, 0.6, {"EAK": 140.0}),
    _nok(
        "KOSintrokostnad",
        "Netto driftsutgifter til introduksjonsordningen per deltaker",
        205_000,
        growth=1.02,
        spread=0.25,
    ),
)

MARKS: Mapping[tuple[str, str, int], str] = {
    ("0714", "KOSbhgareal", 2007): "..",
    ("0714", "KOSgrunnskolepoeng", 2006): "..",
    ("0723", "KOSsosialhjelp", 2008): ":",
    ("0723", "KOSbarnevern", 2008): ":",
    ("0612", "KOSbhgpedagoger", 2006): "..",
    ("0532", "KOSbhgtimeraarsverk", 2008): "..",
    ("EAKUO", "KOSnettodriftsresultat", 2009): "..",
    ("EAB", "KOSbhgfornoyd", 2006): "..",
    ("030107", "KOSbarnevern", 2007): ":",
    ("0626", "KOSintroarbeid", 2016): ":",
    ("030114", "KOSintrokostnad", 2014): "..",
}
"""SSB's marks in place of figures; `.` also stands for districts and codes that have no such figure."""
