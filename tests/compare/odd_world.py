"""A made country with everything in it that is hard to show: few, ties, marks, an outlier, a reform, hidden figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from effnett.intake import import_file
from effnett.model.batch import Kind
from effnett.model.scorecard import Survey

REGIONS: Final = tuple(f"11{number:02d}" for number in range(1, 21))
YEARS: Final = (2018, 2019, 2020)
SERIES: Final = {
    "dekning": "prosent",  # an even spread, one over 100, one without data, marks
    "utgift": "kr",  # one ten times the rest
    "likt": "prosent",  # all have the same
    "andel": "prosent",  # ties, and says the opposite of utgift
    "fa": "poeng",  # three have a figure
    "kvalitet": "poeng",  # a result that follows the spending
    "seks": "poeng",  # six have a figure
}
CARD: Final = """
scorecard: odde
title: Odde kommune <b>
org_unit: "1101"
years: [2018, 2020]
focus_areas:
  - title: Tjenester
    success_factors:
      - title: Alt
        indicators:
          - {{id: utgift, title: Utgift per innbygger, measure: {{kostra: KOSutgift}}, unit: nok_per_inhabitant,
             decimals: 0, direction: neutral, service: skole, dimension: prioritering}}
          - {{id: andel, title: Andel av budsjettet, measure: {{kostra: KOSandel}}, unit: percent, direction: neutral,
             service: skole, dimension: prioritering}}
          - {{id: dekning, title: "Dekning <script>alert(1)</script>", measure: {{kostra: KOSdekning}}, unit: percent,
             direction: higher, service: skole, dimension: dekningsgrad, break: {{2020: "ny <i>definisjon"}}}}
          - {{id: likt, title: Likt hos alle, measure: {{kostra: KOSlikt}}, unit: percent, direction: higher,
             service: skole, dimension: produktivitet}}
          - {{id: fa, title: Tre har tall, measure: {{kostra: KOSfa}}, unit: score, direction: higher, service: skole,
             dimension: kvalitet}}
          - {{id: seks, title: Seks har tall, measure: {{kostra: KOSseks}}, unit: score, direction: lower,
             service: skole, dimension: kvalitet}}
          - {{id: kvalitet, title: Kvalitet, measure: {{kostra: KOSkvalitet}}, unit: score, direction: higher,
             service: skole, dimension: kvalitet}}
          - {{id: trivsel, title: Trivsel, measure: {{survey: s, question: q, statistic: mean}}, unit: score,
             scale: [1, 6], direction: higher, service: skole, dimension: medarbeidere}}
"""
SURVEYS: Final = "surveys: [{id: s, title: S, scale: [1, 6], questions: [{id: q, title: Q}]}]\n"
PEERS: Final = """
peers:
  - {{id: alle, title: "Alle <u>her", org_units: [{all}]}}
  - {{id: tre, title: Tre, org_units: ["1101", "1102", "1103"]}}
  - {{id: seks, title: Seks, org_units: ["1101", "1102", "1103", "1104", "1105", "1106"]}}
  - {{id: ensom, title: Ensom, org_units: ["1119"]}}
"""


def value_of(series: str, at: int, year: int) -> float | str | None:
    """The figure of the region at a place in the list; a text is a mark."""
    if at == 18:
        return None
    if series == "dekning":
        marks: dict[int, float | str] = {15: ".", 16: "..", 17: ":", 4: 104.2}
        return marks.get(at, 70.0 + at + (year - 2018))
    return {
        "utgift": 120_000.0 if at == 7 else 10_000.0 + 150 * at + 100 * (year - 2018),
        "likt": 80.0,
        "andel": 20.0 - at // 4,
        "fa": 3.0 + at if at < 3 else None,
        "seks": 3.0 + at if at < 6 else None,
        "kvalitet": 40.0 + at * 0.5 + (year - 2018),
    }[series]


def odd_store(folder: Path, surveys: dict[str, Survey]) -> Path:
    """The store, imported from files as a person would have them."""
    files = folder / "files"
    files.mkdir(parents=True)
    _kostra(files / "kostra.json")
    (files / "units.csv").write_text(
        "org_unit,name,kind,parent,valid_from,valid_to,successor,kostra_code,employees\n"
        + "".join(f"{code},Kommune {code},kommune,,,,,,50\n" for code in REGIONS),
        encoding="utf-8",
    )
    (files / "means.csv").write_text(
        "survey,period,org_unit,question,mean,sd,respondents\n"
        + "".join(
            f"s,2020,{code},q,{3.17 + at / 10:.2f},0.8,{4 if at in (0, 3) else 40}\n"
            for at, code in enumerate(REGIONS[:9])
        ),
        encoding="utf-8",
    )
    for kind, name in ((Kind.UNITS, "units.csv"), (Kind.KOSTRA, "kostra.json"), (Kind.SURVEY_MEANS, "means.csv")):
        import_file(folder / "store", surveys, files / name, kind)
    return folder / "store"


def odd_cards(folder: Path) -> Path:
    """The folder of scorecards."""
    folder.mkdir(parents=True)
    (folder / "odde.yaml").write_text(CARD.format(), encoding="utf-8")
    for code in ("1105", "1119"):  # one is over 100 %, one has no figures
        card = (
            CARD.format()
            .replace("scorecard: odde", f"scorecard: ung-{code}")
            .replace('org_unit: "1101"', f'org_unit: "{code}"')
        )
        (folder / f"ung-{code}.yaml").write_text(card, encoding="utf-8")
    (folder / "surveys.yaml").write_text(SURVEYS, encoding="utf-8")
    listed = ", ".join(f'"{code}"' for code in REGIONS)
    (folder / "peers.yaml").write_text(PEERS.format(all=listed), encoding="utf-8")
    return folder


def _kostra(path: Path) -> None:
    """JSON-stat 2 as SSB gives it, with its marks."""
    values: list[float | None] = []
    status: dict[str, str] = {}
    for at in range(len(REGIONS)):
        for series in SERIES:
            for year in YEARS:
                value = value_of(series, at, year)
                if not isinstance(value, float):
                    status[str(len(values))] = value or ".."
                values.append(value if isinstance(value, float) else None)
    dimension = {
        "KOKkommuneregion0000": {
            "label": "region",
            "category": {
                "index": {code: at for at, code in enumerate(REGIONS)},
                "label": {code: f"Kommune {code}" for code in REGIONS},
            },
        },
        "ContentsCode": {
            "label": "statistikkvariabel",
            "category": {
                "index": {f"KOS{name}": at for at, name in enumerate(SERIES)},
                "label": {f"KOS{name}": f"Tall om {name}" for name in SERIES},
                "unit": {f"KOS{name}": {"base": unit, "decimals": 1} for name, unit in SERIES.items()},
            },
        },
        "Tid": {
            "label": "år",
            "category": {
                "index": {str(year): at for at, year in enumerate(YEARS)},
                "label": {str(year): str(year) for year in YEARS},
            },
        },
    }
    path.write_text(
        json.dumps(
            {
                "version": "2.0",
                "class": "dataset",
                "label": "12362: Nøkkeltall",
                "id": list(dimension),
                "size": [len(REGIONS), len(SERIES), len(YEARS)],
                "role": {"geo": ["KOKkommuneregion0000"], "metric": ["ContentsCode"], "time": ["Tid"]},
                "dimension": dimension,
                "value": values,
                "status": status,
                "updated": "2021-06-15T06:00:00Z",
            }
        ),
        encoding="utf-8",
    )
