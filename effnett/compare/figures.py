"""Reading what peers are compared by: published figures of all regions, and values of units (docs/semantics.md 8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from effnett.compare.municipalities import AVERAGES, kind_of
from effnett.evaluate.evaluate import evaluate_units
from effnett.evaluate.kostra import kostra_series
from effnett.evaluate.tree import listed_units, org_tree
from effnett.model.comparison import Peer, PeerFigure
from effnett.model.evaluation import Evaluation
from effnett.model.observation import MARKS, Absent, Quality
from effnett.model.periods import AsOf, Window
from effnett.model.scorecard import Indicator, Source
from effnett.store.facts import Facts

Published = tuple[float | None, str | None, int | None]
"""Value, mark and quality."""
Line = Mapping[str, Published]
"""One series in one year, by region."""

Seen = frozenset[str] | None
"""The units whose own figures a reader may see; None for all of them."""

_YEAR = 12
_SERIES = 100_000
_QUALITIES: Mapping[int | None, Quality] = {int(quality): quality for quality in Quality}


@cache
def statement(name: str) -> str:
    """The text of a statement in `sql/`."""
    return (Path(__file__).parent / "sql" / name).read_text(encoding="utf-8").rstrip()


def published(facts: Facts, series: Iterable[int], years: Iterable[int]) -> dict[tuple[int, int], dict[str, Published]]:
    """Every region's figures of some series in some years, in one query; by series and year."""
    wanted, months = sorted(set(series)), sorted({year * 12 + 11 for year in years})
    if not wanted or not months:
        return {}
    sql = statement("published.sql").replace("{series}", ", ".join(map(str, wanted)))
    found: dict[int, dict[str, Published]] = {one * _SERIES + last: {} for one in wanted for last in months}
    rows = facts.rows(sql.replace("{months}", ", ".join(map(str, months))))
    if any(row[5] != _YEAR for row in rows):
        rows.sort(key=lambda row: int(row[5]))  # the last one stands: a year before its last quarter
    for line, region, value, mark, quality, _ in rows:
        found[line][region] = (value, mark, quality)
    return {(number // _SERIES, number % _SERIES // 12): line for number, line in found.items()}


def figure_of(line: Line, codes: Sequence[str], in_use: str) -> Published:
    """A region's figure under the newest of its codes that has one, else the mark of the code in use that year."""
    found = [figure for code in codes if (figure := line.get(code)) is not None]
    if len(found) > 1:
        return next((figure for figure in found if figure[0] is not None), line.get(in_use, found[0]))
    return found[0] if found else _NOTHING


_NOTHING: Published = (None, None, None)


def kostra_figures(line: Line, peers: Iterable[Peer]) -> list[PeerFigure]:
    """Each peer's published figure. Hundreds at a time, so most of it is done in one loop."""
    figures = []
    for org_unit, name, codes, in_use, exists in peers:
        one = len(codes) == 1
        value, mark, quality = line.get(in_use, _NOTHING) if one else figure_of(line, codes, in_use)
        absent = None if value is not None else MARKS.get(mark or "..", Absent.MISSING)
        figures.append(PeerFigure(org_unit, name, value, absent, None, _QUALITIES.get(quality), exists))
    return figures


def averages(facts: Facts, line: Line) -> tuple[PeerFigure, ...]:
    """What SSB publishes for the country, counties and its own groups."""
    codes = sorted(code for code in line if code[:1] == "E" and kind_of(code) in AVERAGES and line[code][0] is not None)
    named = (Peer(code, org_tree(facts).unit(code).name, (code,), code) for code in codes)
    return tuple(kostra_figures(line, named))


def line_of(facts: Facts, indicator: Indicator) -> int | None:
    """The number of an indicator's KOSTRA series; None where none or several fit (`effnett check` tells)."""
    series = kostra_series(facts, indicator.measure)
    return series[0] if len(series) == 1 else None


def unit_figures(
    facts: Facts, indicators: Sequence[Indicator], peers: Sequence[Peer], year: int, seen: Seen = None
) -> dict[str, list[PeerFigure]]:
    """Each peer's value for a whole year, by indicator, from all sources but KOSTRA. Of units that are not among those
    `seen` there is none. A region that the register does not list is read under the code it had that year."""
    whole = [one if one.window is Window.LATEST else replace(one, window=Window.YEAR_TO_DATE) for one in indicators]
    found: dict[str, list[PeerFigure]] = {indicator.id: [] for indicator in indicators}
    if not whole:
        return found
    with_rows = facts.kept("with_rows", lambda: _with_rows(facts))
    codes = {peer.org_unit: code_read(facts, peer) for peer in peers}
    read = [peer for peer in peers if codes[peer.org_unit] in with_rows and (seen is None or peer.org_unit in seen)]
    evaluations = evaluate_units(whole, facts, AsOf(year, 3), [codes[peer.org_unit] for peer in read])
    for position, evaluation in enumerate(evaluations):
        found[evaluation.indicator.id].append(_figure(read[position // len(whole)], evaluation, year))
    without = [
        PeerFigure(peer.org_unit, peer.name, None, Absent.MISSING, exists=peer.exists)
        for peer in peers
        if peer not in read
    ]
    for figures in found.values():
        figures += without
    return found


def code_read(facts: Facts, peer: Peer) -> str:
    """The code that a peer's sums of a year stand under: a region that the register does not list has that year's."""
    return peer.org_unit if peer.org_unit in listed_units(facts) else peer.code


def _with_rows(facts: Facts) -> frozenset[str]:
    """The units that may have figures of other sources than KOSTRA: hundreds of municipalities have none."""
    rows = facts.rows("SELECT DISTINCT org_unit FROM flow")
    return frozenset(org_tree(facts).units) | {org_unit for (org_unit,) in rows}


def _figure(peer: Peer, evaluation: Evaluation, year: int) -> PeerFigure:
    """The evaluation's value where it is of that year; the newest observation may be older."""
    if evaluation.last is not None and evaluation.last.year != year:
        return PeerFigure(peer.org_unit, peer.name, None, Absent.MISSING, exists=peer.exists)
    if evaluation.value is None:
        return PeerFigure(peer.org_unit, peer.name, None, evaluation.absent or Absent.MISSING, exists=peer.exists)
    months = evaluation.months if evaluation.incomplete else None
    return PeerFigure(peer.org_unit, peer.name, evaluation.value, quality=evaluation.quality, months=months)


def is_published(indicator: Indicator) -> bool:
    """Whether an indicator's figures are SSB's."""
    return indicator.measure.source is Source.KOSTRA
