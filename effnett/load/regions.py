"""Changes of region codes: three real files as they are, and the table that is shipped (docs/semantics.md 3)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from effnett.load.grid import Grid, header_names, text_of
from effnett.load.rejects import listed, refuse
from effnett.load.tables import arrow_table
from effnett.model.batch import Batch, Kind
from effnett.model.regions import shipped_region_changes

RECODING_COLUMNS: Final = frozenset(("location_code_current", "location_code_original", "calyear", "weighting"))
TABLE_COLUMNS: Final = ("kommunenr 2023", "kommunenr 2024", "alle kommunenr")


_Change = tuple[str, str, date, float | None, int]
"""old code, new code, from, weight, line."""


def _batch(changes: Sequence[_Change], notices: Sequence[str]) -> Batch:
    columns = dict(
        zip(("old_code", "new_code", "from_date", "weight", "line"), zip(*changes, strict=True), strict=True)
    )
    return Batch(
        Kind.REGION_CODES, "region_codes", arrow_table("region_codes", columns, len(changes)), notices=tuple(notices)
    )


def _weighed(changes: Sequence[tuple[str, str, date, int]]) -> tuple[list[_Change], list[str]]:
    """Weight 1 where a code has one follower; none where it has several, and their codes."""
    known = {change.old_code for change in shipped_region_changes() if change.kind == "split"}
    followers: dict[tuple[str, date], set[str]] = {}
    for old, new, day, _ in changes:
        followers.setdefault((old, day), set()).add(new)
    split = {old for (old, _), news in followers.items() if len(news) > 1}
    split |= {old for (old, day) in followers if old in known and _shipped_split(old, day)}
    weighed = [(old, new, day, None if old in split else 1.0, line) for old, new, day, line in changes]
    return weighed, sorted(split)


def _shipped_split(old: str, day: date) -> bool:
    return any(c.kind == "split" and c.from_date == day for c in shipped_region_changes() if c.old_code == old)


def read_code_changes(text: str, file: str) -> Batch:
    """`kodeendringer-2024.json`: by new code, the codes it had before, each valid until a day."""
    given = _object(text, file)
    changes: list[tuple[str, str, date, int]] = []
    try:
        for new, entry in given.items():
            for old in entry["oldCodes"]:
                changes.append((str(old["code"]), str(new), date.fromisoformat(old["validTo"]), len(changes) + 1))
    except (KeyError, TypeError, ValueError) as error:
        refuse(
            file,
            f"kodeendring nr. {len(changes) + 1} er ikke bygd som de andre ({error!r})",
            "Rett eller hent fila på nytt",
        )
    if not changes:
        refuse(file, "fila har ingen kodeendringer", "Hent den på nytt")
    weighed, split = _weighed(changes)
    notices = []
    for old in split:
        named = listed(new for o, new, *_ in changes if o == old)
        shipped = [c.new_code for c in shipped_region_changes() if c.old_code == old and c.kind == "split"]
        notices.append(
            f"Fila kaller {old} → {named} ny kode med samme navn, men {old} ble delt i {listed(shipped)}: "
            "ikke én til én, og tall føres ikke gjennom delingen."
        )
    return _batch(weighed, notices)


def is_code_changes(text: str) -> bool:
    """Whether a text is JSON of code changes."""
    return text.lstrip()[:1] == "{" and '"endringer"' in text and '"oldCodes"' in text


def _object(text: str, file: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        refuse(file, f"JSON-en kan ikke leses ({error})", "Hent fila på nytt", getattr(error, "lineno", None))
    given = data.get("endringer") if isinstance(data, dict) else None
    if not isinstance(given, dict):
        refuse(file, "fila har ikke «endringer» som et objekt", "Hent den på nytt")
    return given


def is_municipality_table(grid: Grid) -> bool:
    """Whether a grid is the table of municipalities 2019, 2023 and 2024."""
    return bool(grid.rows) and set(TABLE_COLUMNS) <= set(header_names(grid.rows[0]))


def read_municipality_table(grid: Grid) -> Batch:
    """`kommunetabell-2019-2023-2024.csv`: the code of 2023 by that of 2024, and of 2023 by all older ones."""
    names = header_names(grid.rows[0])
    at_2023, at_2024, at_all = (names.index(name) for name in TABLE_COLUMNS)
    found: dict[tuple[str, str, date], int] = {}
    undated: list[str] = []
    short = 0
    for row, line in zip(grid.rows[1:], grid.lines[1:], strict=True):
        cells = [text_of(cell).replace("\u00a0", " ").strip() for cell in row]
        if len(cells) <= at_all:
            short += 1
            continue
        for change in _changes_of_row(cells[at_all], cells[at_2023], cells[at_2024]):
            if change[2] == _TABLE_FROM and change[:2] not in _SHIPPED_2020:
                undated.append(change[0])
            else:
                found.setdefault(change, line)
    if not found:
        refuse(grid.file, "tabellen har ingen endringer av koder", "Hent den på nytt")
    weighed, split = _weighed([(*key, line) for key, line in found.items()])
    notices = ["Koder fra før 2020 står uten dato, og bare for Vestfold og Telemark."]
    if undated:
        notices[0] += f" Disse gikk ut av bruk før 2020 og er ikke lest herfra: {listed(undated)}."
    if split:
        notices.append(f"Delt, og derfor uten vekt: {listed(split)}.")
    if short:
        notices.append(f"{short} rader er for korte og er ikke lest.")
    return _batch(weighed, notices)


_TABLE_FROM: Final = date(2020, 1, 1)
_SHIPPED_2020: Final = frozenset(
    (change.old_code, change.new_code) for change in shipped_region_changes() if change.from_date == _TABLE_FROM
)


def _changes_of_row(old: str, code_2023: str, code_2024: str) -> Iterator[tuple[str, str, date]]:
    """What a row of the table says has changed; the column of all codes holds those of 2023 and 2024 too."""
    codes = [code for code in (old, code_2023, code_2024) if len(code) == 4 and code.isdigit()]
    if len(codes) == 3 and old not in (code_2023, code_2024):
        yield old, code_2023, _TABLE_FROM
    if code_2023 in codes and code_2024 in codes and code_2023 != code_2024:
        yield code_2023, code_2024, date(2024, 1, 1)


def is_recoding(table: pa.Table) -> bool:
    """Whether a Parquet table has the columns of `omkoding-2024.parquet`."""
    return set(table.column_names) >= RECODING_COLUMNS


def read_recoding(table: pa.Table, file: str) -> Batch:
    """`omkoding-2024.parquet`: one row per old code and code of 2024, from the day the old one went out of use.

    The file says the same for every year an old code was in use; here it is said once.
    """
    rows = _recoded(table, file)
    last: dict[tuple[str, str], tuple[int, float, int]] = {}
    for old, new, year, weight, line in rows:
        if old != new and year >= last.get((old, new), (0,))[0]:
            last[old, new] = (year, weight, line)
    changes: list[_Change] = []
    for (old, new), (year, weight, line) in last.items():
        changes.append((_code(old), _code(new), date(year + 1, 1, 1), weight, line))
    weights: dict[str, set[float | None]] = {}
    for old, _, _, share, _ in changes:
        weights.setdefault(old, set()).add(share)
    halves = sorted(old for old, of_old in weights.items() if of_old == {0.5})
    split = sorted({old for old, _, _, weight, _ in changes if weight is not None and weight < 1} - set(halves))
    changes = [(old, new, day, None if old in halves else weight, line) for old, new, day, weight, line in changes]
    notices = [f"{table.num_rows} rader, én per år, er samlet til {len(changes)} endringer."]
    if halves:
        notices.append(
            f"Vekt 0,5 er ingen andel: {listed(halves)} er delt, står uten vekt, og tall føres ikke gjennom delingen."
        )
    if split:
        notices.append(f"Delt etter vekt: {listed(split)}.")
    return _batch(changes, notices)


def _recoded(table: pa.Table, file: str) -> list[tuple[str, str, int, float, int]]:
    try:
        years = pc.cast(table["calyear"], pa.int32()).to_pylist()
        weights = pc.cast(table["weighting"], pa.float64()).to_pylist()
    except pa.ArrowException as error:
        refuse(file, f"år eller vekt er ikke tall ({str(error).splitlines()[0]})", "Hent fila på nytt")
    old, new = table["location_code_original"].to_pylist(), table["location_code_current"].to_pylist()
    lines = range(1, table.num_rows + 1)
    rows = list(zip(old, new, years, weights, lines, strict=True))
    bad = next((row for row in rows if None in row or not 1 <= row[2] <= 9998), None)
    if bad:
        refuse(file, f"rad {bad[4]} mangler kode, år eller vekt", "Hent fila på nytt", bad[4])
    return rows


def _code(location: str) -> str:
    """SSB's code of a place such as `municip_nor1507`; counties and the country keep their names."""
    sort, _, code = location.partition("_nor")
    return code if code and len(code) >= 4 and "county" not in sort else location
