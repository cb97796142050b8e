"""Bydel Alna: what was published, and units made up to add up to it. data/README.md says which is which."""

from __future__ import annotations

from fractions import Fraction

from demo.units import DemoUnit

DISTRICT = "030112"
SECTIONS = {
    "hjemmetjenester": "Hjemmetjenester",
    "sykehjem": "Sykehjem og omsorgsboliger",
    "bolig-og-dagtilbud": "Bolig og dagtilbud",
    "barn-og-oppvekst": "Barn og oppvekst",
    "sosiale-tjenester": "Sosiale tjenester og kvalifisering",
    "kultur-og-stab": "Kultur, frivillighet og stab",
}
HOME, NURSING, HOUSING, CHILDREN, SOCIAL, STAFF = SECTIONS
_KINDERGARTEN = {"201": 0.82, "211": 0.06, "221": 0.12}

RESULT_UNITS = (
    DemoUnit("furuset-hjemmetjeneste", "Furuset hjemmetjeneste", HOME, 165, 92, {"254": 1},
             sick=1.12, spending=1.03, mood=-0.1, users=-0.05, invited_users=150),
    DemoUnit("lyngkollen-hjemmetjeneste", "Lyngkollen hjemmetjeneste", HOME, 150, 84, {"254": 1},
             sick=0.98, users=0.1, invited_users=140),
    DemoUnit("granstien-hjemmetjeneste", "Granstien hjemmetjeneste", HOME, 140, 78, {"254": 1},
             sick=1.04, mood=0.05, invited_users=110),
    DemoUnit("kvernstien-hjemmetjeneste", "Kvernstien hjemmetjeneste", HOME, 45, 24, {"254": 1},
             sick=1.2, mood=-0.3, users=-0.1, invited_users=45, last=(2008, 6), successor="granstien-hjemmetjeneste"),
    DemoUnit("natt-og-beredskap", "Natt- og beredskapspatruljen", HOME, 62, 30, {"254": 1},
             sick=0.9, mood=-0.2, response=0.44),
    DemoUnit("lyngkollen-sykehjem", "Lyngkollen sykehjem", NURSING, 245, 88, {"253": 0.86, "261": 0.14},
             sick=1.05, spending=1.0, users=0.15, invited_users=150),
    DemoUnit("bekkedalen-sykehjem", "Bekkedalen sykehjem", NURSING, 230, 82, {"253": 0.86, "261": 0.14},
             sick=1.52, spending=1.025, mood=-0.45, users=-0.35, invited_users=140),
    DemoUnit("rognelia-sykehjem", "Rognelia sykehjem", NURSING, 215, 76, {"253": 0.86, "261": 0.14},
             sick=0.86, spending=0.985, mood=0.25, users=0.2, invited_users=120),
    DemoUnit("bekkedalen-omsorgsboliger", "Bekkedalen omsorgsboliger", NURSING, 70, 34, {"254": 0.7, "265": 0.3},
             sick=0.95, users=0.1, invited_users=60),
    DemoUnit("boliger-nord", "Boenhet nord", HOUSING, 180, 82, {"254": 1},
             sick=1.36, mood=-0.2, invited_users=40),
    DemoUnit("boliger-sor", "Boenhet sør", HOUSING, 170, 76, {"254": 1},
             sick=1.02, spending=0.99, invited_users=36),
    DemoUnit("dagsenter", "Granstien dagsenter og avlastning", HOUSING, 75, 44, {"234": 0.6, "254": 0.4},
             sick=0.9, mood=0.2, users=0.2, invited_users=60),
    DemoUnit("barnehager-lyngkollen", "Barnehageenhet Lyngkollen", CHILDREN, 150, 96, _KINDERGARTEN,
             sick=0.92, spending=0.98, mood=0.1, users=0.1, invited_users=240),
    DemoUnit("barnehager-bekkedalen", "Barnehageenhet Bekkedalen", CHILDREN, 140, 92, _KINDERGARTEN,
             sick=1.1, spending=0.99, users=-0.05, invited_users=220),
    DemoUnit("barnehager-granstien", "Barnehageenhet Granstien", CHILDREN, 130, 86, _KINDERGARTEN,
             sick=0.84, spending=0.97, mood=0.2, users=0.15, invited_users=210),
    DemoUnit("barnehager-solkroken", "Barnehageenhet Solkroken", CHILDREN, 45, 30, _KINDERGARTEN,
             sick=0.6, spending=1.01, first=(2009, 1)),
    DemoUnit("barnevern", "Lyngkollen barneverntjeneste", CHILDREN, 78, 118, {"244": 0.25, "251": 0.25, "252": 0.5},
             sick=0.9, spending=1.085, mood=-0.1),
    DemoUnit("helsestasjon", "Rognelia helsestasjon og skolehelsetjeneste", CHILDREN, 58, 40, {"232": 1},
             sick=0.72, spending=0.97, mood=0.25, users=0.2, invited_users=160),
    DemoUnit("fritid", "Granstien fritid og ungdom", CHILDREN, 34, 22, {"231": 1},
             sick=0.7, mood=0.3, users=0.1, invited_users=70),
    DemoUnit("sosialsenter", "Bekkedalen sosialsenter", SOCIAL, 88, 190, {"242": 0.2, "243": 0.1, "281": 0.7},
             sick=0.88, spending=0.975, mood=-0.15, users=-0.45, invited_users=150),
    DemoUnit("introduksjon", "Introduksjon og kvalifisering", SOCIAL, 28, 46, {"275": 0.7, "276": 0.3},
             sick=0.6, spending=0.95, mood=0.1, users=0.1, invited_users=60),
    DemoUnit("frivilligsentral", "Solkroken frivilligsentral", STAFF, 7, 5, {"385": 1},
             sick=0.5, mood=0.4, response=0.58),
    DemoUnit("kultur-og-senior", "Lyngkollen kultur- og seniorsenter", STAFF, 24, 16, {"234": 0.6, "385": 0.4},
             sick=0.7, mood=0.2, users=0.3, invited_users=90),
    DemoUnit("stab", "Stab og fellestjenester", STAFF, 16, 83, {"120": 0.8, "130": 0.2},
             sick=0.5, spending=0.965, mood=0.2, response=0.9),
)  # fmt: skip

UNITS = (
    DemoUnit(DISTRICT, "Bydel Alna", "", 2500, 0, {}, kind="bydel"),
    *(
        unit
        for section, name in SECTIONS.items()
        for unit in (
            DemoUnit(
                section,
                name,
                DISTRICT,
                sum(u.employees for u in RESULT_UNITS if u.parent == section and not u.last),
                0,
                {},
                kind="avdeling",
            ),
            *(u for u in RESULT_UNITS if u.parent == section),
        )
    ),
)

AGREED_DAYS = {2005: 283_000, 2006: 285_000, 2007: 288_000, 2008: 290_000, 2009: 194_000}
"""Chosen so that the published percentages are whole numbers of days. 2009 is January to August."""
SICK_LEAVE = {
    2005: Fraction("11.9"),
    2006: Fraction("11.6"),  # published
    2007: Fraction("10.35"),  # published
    2008: Fraction("10.06"),  # published
    2009: Fraction("10.45"),
}
BUDGET = {2005: 1_360_000_000, 2006: 1_400_000_000, 2007: 1_450_000_000, 2008: 1_500_000_000, 2009: 1_040_000_000}
"""Gross, in kr. 2009 is January to August."""
SPENT = {
    2005: Fraction("98.4"),
    2006: Fraction("97.24"),  # published
    2007: Fraction("95.93"),  # published
    2008: Fraction("97"),  # published as "ca 97"
    2009: Fraction("99.1"),
}
ACCOUNTS_QUALITY = {2008: "estimate", 2009: "provisional"}

EMPLOYEE_SURVEY = {
    "samlet": {2007: Fraction("4.2"), 2008: Fraction("4.3")},  # published, for two of the years
    "kompetanse": {2006: Fraction("4.55"), 2007: Fraction("4.61"), 2008: Fraction("4.63")},
    "ansvar": {2006: Fraction("4.36"), 2007: Fraction("4.41"), 2008: Fraction("4.6")},
    "ledelse": {2007: Fraction("4.47"), 2008: Fraction("4.45")},  # published, for two of the years
}
YEAR_UNCERTAIN = ("samlet", "ledelse")
USER_SURVEY = {
    "samlet": {2006: Fraction("4.89"), 2007: Fraction("4.7")},  # published; 2008 is "??"
    "respekt": {2006: Fraction("4.46"), 2007: Fraction("4.43")},
}
VOLUNTARY_SURVEY = {"samarbeid": {2006: Fraction("4.1"), 2007: Fraction("4.3")}}
VOLUNTARY_INVITED = {"fritid": 22, "frivilligsentral": 34, "kultur-og-senior": 26}
"""Voluntary organisations by the unit they work with."""

PLANNED = {
    "barnehager-lyngkollen": 2,
    "barnehager-bekkedalen": 2,
    "barnehager-granstien": 2,
    "helsestasjon": 3,
    "fritid": 6,
    "introduksjon": 3,
    "frivilligsentral": 4,
    "kultur-og-senior": 6,
    "stab": 1,
}
"""Local measures planned for the year, by unit: 29 in all."""
CARRIED_OUT = {
    2005: (7, 12, 20),
    2006: (8, 15, 24),
    2007: (9, 16, 25),
    2008: (6, 11, 23),
    2009: (10, 18),
}
"""How many of them were carried out by the end of each tertial of the year."""
