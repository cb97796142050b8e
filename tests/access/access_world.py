"""A small world with six decimals, so that a figure is known by how it looks, and a login to it.

Ola leads V, with V1 below it, and the others are W, with W1 below it, and X.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
from places import PROJECT
from streamlit.testing.v1 import AppTest
from telling import Figure

APP = PROJECT / "effnett" / "web" / "app.py"
SECRETS = {"auth": {"client_id": "effnett", "redirect_uri": "http://localhost:8501/oauth2callback"}}
ACCESS = """people:
  - { email: "kari@alna.no", name: Kari Nes, role: director }
  - { email: "ola@alna.no", name: Ola Li, role: leader, org_units: ["V"] }
  - { email: "lise@alna.no", role: reader }
  - { email: "ann@alna.no", role: analyst }
contact: Kari Nes
"""
PARENTS = {"T": "", "V": "T", "V1": "V", "W": "T", "W1": "W", "X": "T"}
OWN, OTHERS = ("V1",), ("W1", "X")
"""The units that have rows."""
LEADS = ("V", "V1")
MONTHS = [f"{year}-{month:02d}" for year in (2008, 2009) for month in range(1, 13) if (year, month) <= (2009, 8)]
CARD = """scorecard: kort
title: Kort
org_unit: "T"
years: [2008, 2009]
defaults: { decimals: 6 }
focus_areas:
  - title: Område
    success_factors:
      - title: Faktor
        indicators:
          - id: fravaer
            title: Fravær
            measure: { sick_leave: total }
            target: { at_most: 9 }
            service: tjeneste
            dimension: kvalitet
"""


class Days(NamedTuple):
    """The days of a unit's month."""

    agreed: int
    own: float
    doctor: float


def days(unit: str, at: int) -> Days:
    """Days that no other unit or month has."""
    agreed = 700 + 97 * list(PARENTS).index(unit) + at % 5
    return Days(agreed, round(agreed * 0.0317 + at / 7, 2), round(agreed * 0.0591 + at / 3, 2))


LEAVE = {(unit, month): days(unit, at) for unit in (*OWN, *OTHERS) for at, month in enumerate(MONTHS)}


def rates(*units: str) -> list[Figure]:
    """The rates of some units together, by month and for the year so far, known by five decimals."""
    windows = [[month] for month in MONTHS] + [MONTHS[12:], MONTHS[:8], MONTHS[:12]]
    return [
        Figure(
            sum(row.own + row.doctor for row in rows) / sum(row.agreed for row in rows) * 100,
            f"{units} {window[0]}-{window[-1]}",
            5,
        )
        for window in windows
        if (rows := [LEAVE[unit, month] for unit in units for month in window])
    ]


def raw(*units: str) -> list[Figure]:
    """The days as they stand in the rows."""
    return [
        Figure(value, f"{unit} {month}", 2)
        for unit in units
        for month in MONTHS
        for value in (LEAVE[unit, month].own, LEAVE[unit, month].doctor)
    ]


class World(NamedTuple):
    """A store, and its scorecards with access.yaml among them."""

    store: Path
    cards: Path


def opened(email: str | None, page: Path = APP, login: bool = True, **address: str) -> AppTest:
    """A page as somebody sees it; None is one who is not logged in."""
    app = AppTest.from_file(str(page), default_timeout=60)
    if login:
        for name, section in SECRETS.items():
            app.secrets[name] = section
        app.user = {"is_logged_in": True, "email": email} if email else {"is_logged_in": False}
    for key, value in address.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def texts(app: AppTest) -> Iterator[str]:
    """All that a page says and draws, the data of its charts too."""
    for element in app.main:
        if element.type == "bidi_component":
            yield json.dumps(json.loads(element.proto.json), ensure_ascii=False, indent=0)
    yield from (str(element.value) for element in app.markdown)
    drawn: Any = [element for element in app.main if element.type == "vega_lite_chart"]
    for element in drawn:
        yield json.dumps(json.loads(element.proto.spec), ensure_ascii=False, indent=0)
        for data in [*(one.data.data for one in element.proto.datasets), element.proto.data.data]:
            if data:
                yield str(pa.ipc.open_stream(data).read_all().to_pylist())


def standing(app: AppTest) -> str:
    """How the reader stands at the door, where that is all that is shown; nothing where let in."""
    marks = [text for text in texts(app) if "data-door=" in text]
    if not marks:
        return ""
    assert [text for text in texts(app) if 'class="ef' in text] == marks
    assert not app.selectbox
    return marks[0].partition('data-door="')[2].partition('"')[0]
