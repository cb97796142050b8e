"""The KOSTRA accounts extract: fixed width, 48 characters, amounts in 1000 kr (docs/files.md)."""

from __future__ import annotations

import re

import pyarrow as pa

from effnett.load.register import Register
from effnett.load.rejects import Findings, refuse
from effnett.load.tables import arrow_table
from effnett.model.batch import Batch, Kind
from effnett.model.observation import Quality

# form, year, quarter, region, organisation, enterprise, class, function, type, amount
_RECORD = re.compile(r"(0[A-Z])(\d{4})([1-4 ])(\d{6})(.{9})(.{9})([0-9])(.{4})(.{3})( *-?\d+) *")
_LOOKS = re.compile(r"0[A-Z][12]\d{3}[1-4 ]\d{6}[ \d]{18}")
_KRONER = 1000


def is_accounts_extract(text: str) -> bool:
    """Whether a text begins as the extract does."""
    return bool(_LOOKS.match(text))


def read_accounts_extract(text: str, file: str, register: Register) -> Batch:
    """Every record as a row: cumulative from January to the quarter's end, or the year where that is blank."""
    lines = [line.rstrip("\r") for line in text.split("\n")]
    numbers = [at for at, line in enumerate(lines) if line.strip()]
    findings = Findings(file, [at + 1 for at in numbers])
    records = [_RECORD.fullmatch(lines[at]) for at in numbers]
    units: dict[str, str] = {}
    for row, (at, record) in enumerate(zip(numbers, records, strict=True)):
        if record is None:
            findings.reject(row, _what_is_wrong(lines[at]), "Hent uttrekket på nytt; en post har 48 tegn")
        elif (region := record[4]) not in units:
            units[region] = _unit(region)
        if record and not register.knows(units[record[4]]):
            code = units[record[4]]
            findings.reject(row, f"enheten «{code}» er ukjent", register.hint_for(code), 8)
    good = [(record, line) for record, line in zip(records, findings.lines, strict=True) if record]
    kept = [(r, line) for r, line in good if register.knows(units[r[4]])]
    if not records:
        refuse(file, "fila har ingen poster", "Hent uttrekket på nytt")
    return Batch(
        Kind.ACCOUNTS,
        "accounts_extract",
        _table(kept, units),
        findings.sorted_rejects,
        ("Beløpene er regnet om fra 1000 kr til kroner. Uttrekket har ikke budsjett.",),
    )


def _table(kept: list[tuple[re.Match[str], int]], units: dict[str, str]) -> pa.Table:
    spans = [12 if record[3] == " " else int(record[3]) * 3 for record, _ in kept]
    columns = {
        "org_unit": [units[record[4]] for record, _ in kept],
        "last": [int(record[2]) * 12 + span - 1 for (record, _), span in zip(kept, spans, strict=True)],
        "span": spans,
        "class": [record[7] for record, _ in kept],
        "function": [record[8].strip() for record, _ in kept],
        "type": [record[9].strip() for record, _ in kept],
        "amount": [float(int(record[10]) * _KRONER) for record, _ in kept],
        "quality": [int(Quality.FINAL)] * len(kept),
        "line": [line for _, line in kept],
    }
    return arrow_table("accounts_extract", columns, len(kept))


def _unit(region: str) -> str:
    """Municipality and `00`, or a district of Oslo."""
    return region[:4] if region.endswith("00") else region


def _what_is_wrong(line: str) -> str:
    if len(line.rstrip()) != 48:
        return f"posten har {len(line.rstrip())} tegn, ikke 48"
    return f"posten «{line[:48]}» er ikke bygd som KOSTRA-uttrekket"
