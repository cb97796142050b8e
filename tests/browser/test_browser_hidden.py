"""What a browser is sent about a department with a small unit: no hidden figure, neither seen nor unseen."""

from __future__ import annotations

import csv
import struct
from collections.abc import Mapping

import pytest
from places import PROJECT
from playwright.sync_api import Page, WebSocket
from telling import Figure, numbers, told, without

pytestmark = pytest.mark.browser

HIDDEN = ("frivilligsentral", "stab")
SHOWN = "kultur-og-senior"
MONTHS = [f"2009-{month:02d}" for month in range(1, 9)]
EARLIER = [f"{year}-{month:02d}" for year in range(2005, 2009) for month in range(1, 13)]
"""Months that the control chart's table tells of too."""


def leave() -> Mapping[tuple[str, str], tuple[int, int]]:
    """Lost and agreed days by unit and month, straight from the file."""
    with (PROJECT / "data" / "sick_leave.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["org_unit"], row["month"]): (
                int(row["self_certified_days"]) + int(row["doctor_certified_days"]),
                int(row["agreed_days"]),
            )
            for row in csv.DictReader(file)
            if row["org_unit"] in (*HIDDEN, SHOWN)
        }


def rates(*units: str, earlier: bool = False) -> list[Figure]:
    """The rates of some units together: of each month, and of the year so far; of earlier months too."""
    rows = leave()
    return [
        Figure(
            sum(rows[unit, month][0] for unit in units for month in months)
            / sum(rows[unit, month][1] for unit in units for month in months)
            * 100,
            f"{units} {months[0]}-{months[-1]}",
        )
        for months in (MONTHS, *([month] for month in ([*EARLIER, *MONTHS] if earlier else MONTHS)))
    ]


def test_the_browser_is_not_sent_a_hidden_figure(page: Page, address: str) -> None:
    """Neither in the page with its charts, nor in what the app sends: as text, nor as the numbers of a chart."""
    sent: list[bytes] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: sent.append(frame.encode() if isinstance(frame, str) else frame))

    page.on("websocket", listen)
    page.goto(
        f"{address}/?org_unit=Kultur%2C%20frivillighet%20og%20stab&year=2009&tertial=2.%20tertial&indicator=sykefravaer"
    )
    page.wait_for_selector('table[data-done="kultur-og-stab"]')
    page.get_by_text("Solkroken frivilligsentral").first.wait_for(state="attached")
    page.wait_for_selector("[data-testid='stVegaLiteChart'] svg, [data-testid='stVegaLiteChart'] canvas")
    frames = b"\n".join(sent)
    assert b"Kultur, frivillighet og stab" in frames
    found = numbers([page.content(), page.locator("body").inner_text(), frames.decode("utf-8", errors="replace")])
    shown = [*rates(SHOWN, earlier=True), *rates(*HIDDEN, SHOWN, earlier=True)]
    assert told(rates(SHOWN)[:1], found)
    hidden = [figure for unit in HIDDEN for figure in rates(unit)]
    told_anyway = {round(figure.value, 2) for figure in shown}  # one hidden month equals June 2007 of all
    other = [figure for figure in hidden if round(figure.value, 2) not in told_anyway]
    assert len(other) > len(hidden) / 2
    assert told(other, without(found, shown)) == []
    assert [figure.name for figure in other if struct.pack("<d", figure.value) in frames] == []
