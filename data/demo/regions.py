"""Regions of the made-up KOSTRA figures. Codes and names are real; who is in which KOSTRA group is made up."""

from __future__ import annotations

from dataclasses import dataclass

GROUPS_COLUMNS = "group,org_unit,from_year,to_year"

DISTRICTS = {
    "030101": "Gamle Oslo",
    "030102": "Grünerløkka",
    "030103": "Sagene",
    "030104": "St. Hanshaugen",
    "030105": "Frogner",
    "030106": "Ullern",
    "030107": "Vestre Aker",
    "030108": "Nordre Aker",
    "030109": "Bjerke",
    "030110": "Grorud",
    "030111": "Stovner",
    "030112": "Alna",
    "030113": "Østensjø",
    "030114": "Nordstrand",
    "030115": "Søndre Nordstrand",
}
SOR_6 = {
    "0714": "Hof",
    "0702": "Holmestrand",
    "0701": "Horten",
    "0722": "Nøtterøy",
    "0723": "Tjøme",
    "0720": "Stokke",
    "0719": "Andebu",
    "0716": "Re",
}
LAST_YEAR = {
    "0714": 2017,
    "0702": 2017,
    "0701": 2019,
    "0722": 2017,
    "0723": 2017,
    "0720": 2016,
    "0719": 2016,
    "0716": 2019,
}
"""The last year of each code of Sør 6; all but Horten have merged with others."""
HOLE_AND_NEIGHBOURS = {"0612": "Hole (-2019)", "0605": "Ringerike (-2019)", "0532": "Jevnaker (-2019)"}
GROUPS_OF_2006 = {
    "EKA05": "Oppland (-2019)",
    "EKA06": "Buskerud (-2019)",
    "EKA07": "Vestfold (-2019)",
    "EKG01": "KOSTRA-gruppe 1",
    "EKG07": "KOSTRA-gruppe 7",
    "EKG11": "KOSTRA-gruppe 11",
    "EAB": "Oslo bydeler",
    "EAKUO": "Landet uten Oslo",
    "EAK": "Landet",
}
YEARS_OF_ALNA = (2006, 2007, 2008, 2009)
REGIONS_OF_ALNA = HOLE_AND_NEIGHBOURS | SOR_6 | {"0301": "Oslo"} | DISTRICTS | GROUPS_OF_2006

INTRODUCTION = {
    "0219": "Bærum (-2019)",
    "1804": "Bodø",
    "0101": "Halden (-2019)",
    "1903": "Harstad",
    "0626": "Lier (-2019)",
    "0104": "Moss (-2019)",
    "0805": "Porsgrunn (-2019)",
    "0213": "Ski (-2019)",
    "030113": "Østensjø",
    "030114": "Nordstrand",
    "030115": "Søndre Nordstrand",
    "EAK": "Landet",
}
YEARS_OF_INTRODUCTION = (2013, 2014, 2015, 2016)


@dataclass(frozen=True)
class Place:
    """A municipality through its changes of code, each code with its first and last year, and their names."""

    name: str
    codes: tuple[tuple[str, str, int, int], ...]


THROUGH_CODES = (
    Place(
        "Hole",
        (("0612", "Hole (-2019)", 2015, 2019), ("3038", "Hole (2020-2023)", 2020, 2023), ("3310", "Hole", 2024, 2024)),
    ),
    Place(
        "Ringerike",
        (
            ("0605", "Ringerike (-2019)", 2015, 2019),
            ("3007", "Ringerike (2020-2023)", 2020, 2023),
            ("3305", "Ringerike", 2024, 2024),
        ),
    ),
    Place(
        "Jevnaker",
        (
            ("0532", "Jevnaker (-2019)", 2015, 2019),
            ("3053", "Jevnaker (2020-2023)", 2020, 2023),
            ("3236", "Jevnaker", 2024, 2024),
        ),
    ),
    Place(
        "Buskerud",
        (
            ("EKA06", "Buskerud (-2019)", 2015, 2019),
            ("EKA30", "Viken (2020-2023)", 2020, 2023),
            ("EKA33", "Buskerud", 2024, 2024),
        ),
    ),
    Place("gruppe 1", (("EKG01", "KOSTRA-gruppe 1", 2015, 2024),)),
    Place("landet", (("EAK", "Landet", 2015, 2024),)),
)
YEARS_THROUGH_CODES = tuple(range(2015, 2025))


def group_rows() -> list[list[object]]:
    """The rows of `region_groups.csv`; no last year where it goes on."""
    rows: list[list[object]] = [["Oslo bydeler", code, 2004, ""] for code in DISTRICTS]
    rows += [["naboer:0612", code, 2000, 2019] for code in ("0605", "0532")]
    rows += [["naboer:3038", code, 2020, 2023] for code in ("3007", "3053")]
    rows += [["naboer:3310", code, 2024, ""] for code in ("3305", "3236")]
    rows += [["EKA06", code, 2000, 2019] for code in ("0612", "0605", "0626")]
    rows += [["EKA05", "0532", 2000, 2019]]
    rows += [["EKA07", code, 2002, last] for code, last in LAST_YEAR.items()]
    rows += [["EKA30", code, 2020, 2023] for code in ("3038", "3007", "3053")]
    rows += [["EKA33", code, 2024, ""] for code in ("3310", "3305")]
    rows += [["EKA32", "3236", 2024, ""]]
    rows += [["EKG01", code, 2006, 2019] for code in ("0612", "0532")]
    rows += [["EKG01", code, 2006, LAST_YEAR[code]] for code in ("0714", "0719", "0723", "0716")]
    rows += [["EKG01", code, 2020, 2023] for code in ("3038", "3053")]
    rows += [["EKG01", code, 2024, ""] for code in ("3310", "3236")]
    rows += [["EKG07", code, 2006, LAST_YEAR[code]] for code in ("0702", "0720", "0722")]
    rows += [["EKG11", code, 2006, 2019] for code in ("0605", "0701")]
    return rows
