"""Statements as they are run, and what is asked of the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from effnett.evaluate.tree import WHOLE, Reads
from effnett.model.periods import AsOf
from effnett.model.scorecard import Indicator


@dataclass(frozen=True)
class Query:
    """One query as it is run, for a person who wants to see where a value comes from."""

    sql: str
    parameters: dict[str, Any]


@dataclass(frozen=True)
class Request:
    """What is asked of the store: these indicators for these units at this as-of, with so many points back.

    `rests` is for how many years back the months that answer to the rest of this year are read too. `whole` asks for
    every observation there is where the window is `latest`: notes on targets look for those of a year.
    """

    indicators: Sequence[Indicator]
    shown: Sequence[str]
    as_of: AsOf
    points: int = 2
    rests: int = 1
    whole: bool = True


@cache
def statement(name: str) -> str:
    """The text of a statement, or of a part of one, in `sql/`."""
    return (Path(__file__).parent / "sql" / name).read_text(encoding="utf-8").rstrip()


def assembled(name: str, who: Reads, months: str, rest: str = "0", only: str = "") -> str:
    """A statement over `flow` with its common parts put in.

    `months` and `rest` are expressions for the months of a row's window and of the rest of its year; `only`
    is a further condition. One unit that only its own rows are read for needs no join.
    """
    alone = len(who.shown) == 1 and not who.shares and not who.above
    parts = {
        "k": statement("k.sql"),
        "extent": statement("extent.sql"),
        "own_rows": statement("own_rows.sql") if who.above else "",
        "own_months": statement("own_months.sql") if who.above else "",
        "above": statement("above.sql"),
        "join": "" if alone else statement("join_shares.sql" if who.shares else "join.sql"),
        "grade": statement("grade.sql") if who.shares else "f.grade",
        "weight": ", r.weight" if who.shares else "",
        "times": " * r.weight" if who.shares else "",
        "shown": "$shown[1]" if alone else "r.shown",
        "only": ("AND f.org_unit = $source[1]" if alone else "") + only,
        "months": months,
        "rest": rest,
    }
    text = statement(name)
    for part, what in parts.items():
        text = text.replace(f"{{{part}}}", what)
    return text


def query(text: str, parameters: dict[str, Any], who: Reads) -> Query:
    """A query with the parameters it uses, and whose rows are read for whom."""
    above = [list(column) for column in zip(*who.above, strict=True)] or [[]] * 6
    names = ("shown", "source", "b_shown", "b_source", "b_above", "b_first", "b_last", "b_is_shown")
    everything = dict(zip(names, (who.shown, who.source, *above), strict=True)) | _shares(who) | parameters
    return Query(text, {key: value for key, value in everything.items() if f"${key}" in text})


def _shares(who: Reads) -> dict[str, Any]:
    """How much of each source's rows is read, and from before which month; nothing where all are read whole."""
    if not who.shares:
        return {}
    found = [who.shares.get(pair, WHOLE) for pair in zip(who.shown, who.source, strict=True)]
    weights, untils = [float(share.weight) for share in found], [share.until for share in found]
    return {"weight": weights, "until": untils, "surveys": list(who.surveys)}
