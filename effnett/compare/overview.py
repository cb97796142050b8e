"""Everything that is compared of one unit at once: what a page shows, from one reading (docs/semantics.md 8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from effnett.compare.comparison import Asked, compare_all
from effnett.compare.effort import EffortAgainstResult, Pair, effort_against_result
from effnett.compare.figures import Seen
from effnett.compare.groups import distances_to, own_averages, peer_of, peers_of, region_of
from effnett.compare.municipalities import kind_of
from effnett.compare.offered import YEARS, Offered, asked_for, first_group, offered_groups, year_with_figures
from effnett.compare.partners import Partner, talk_to
from effnett.compare.priorities import PRIORITY
from effnett.compare.reforms import Changed, NotThere, Reform, changed_between, not_there, reforms_between
from effnett.compare.series import Everywhere, series_indicator, stands_out_everywhere
from effnett.compare.services import Service, success_factors
from effnett.compare.standouts import StandOuts, stand_outs
from effnett.compare.trends import YearPoint, trends
from effnett.errors import InputError
from effnett.evaluate.regions import line_breaks
from effnett.evaluate.tree import org_tree
from effnett.model.comparison import Comparison, Peer
from effnett.model.organisation import PeerGroup
from effnett.model.scorecard import Indicator
from effnett.store.facts import Facts

NOTHING: Final = StandOuts()
NOWHERE: Final = Everywhere((), (), 0)


@dataclass(frozen=True)
class Wanted:
    """What a reader has chosen: a unit in a year, a service, a group by the address's name for it ("" for the first),
    and the units whose own figures that reader may see. `everywhere` asks for what stands out of every series too."""

    org_unit: str
    year: int
    service: Service
    group: str = ""
    seen: Seen = None
    everywhere: bool = False


@dataclass(frozen=True)
class Overview:
    """A unit among its peers. `current` holds the comparisons of the year shown, `lines` the lines over `years`,
    oldest first; both by the indicator's id.

    `spending` are the year's comparisons of every service's priority; `broken` the months from which the unit is
    another than it was, and `reforms` and `changes` what has become of it and its peers over the years; `gone` are
    those of them that were no municipality in the year shown. Where the group has nobody, `group` tells why, and there
    is nothing else.
    """

    wanted: Wanted
    name: str
    kind: str
    year: int
    years: tuple[int, ...]
    offered: tuple[Offered, ...]
    group: Offered | None
    current: Mapping[str, Comparison]
    lines: Mapping[str, tuple[YearPoint, ...]] = field(default_factory=dict)
    spending: tuple[Comparison, ...] = ()
    stands_out: StandOuts = NOTHING
    everywhere: Everywhere = NOWHERE
    partners: tuple[Partner, ...] = ()
    averages: tuple[str, ...] = ()
    broken: Mapping[int, str] | None = None
    reforms: tuple[Reform, ...] = ()
    changes: tuple[Changed, ...] = ()
    peers: tuple[Peer, ...] = ()
    gone: tuple[NotThere, ...] = ()


def overview(facts: Facts, groups: Sequence[PeerGroup], wanted: Wanted) -> Overview:
    """What is compared. InputError where nobody can tell which group is asked for."""
    indicators, unit = wanted.service.indicators, wanted.org_unit
    year = year_with_figures(facts, indicators, wanted.year)
    offered = offered_groups(facts, groups, unit, year, indicators, wanted.group, wanted.seen)
    chosen = asked_for(offered, wanted.group) or first_group(offered, unit)
    name, region = org_tree(facts).unit(unit).name, region_of(facts, unit)
    kind = kind_of(region)
    if chosen is None or chosen.problem:
        return Overview(wanted, name, kind, year, (year,), tuple(offered), chosen, {})
    years = tuple(each for each in range(year - YEARS + 1, year + 1) if _has_members(facts, chosen.group, unit, each))
    found = compare_all(facts, indicators, Asked(unit, chosen.group, (year,), wanted.seen))
    lines = trends(facts, indicators, Asked(unit, chosen.group, years, wanted.seen))
    begun = min((point.year for line in lines.values() for point in line if point[1:] != (None, None)), default=year)
    current = {one.id: found[one.id, year] for one in indicators}
    drawn = tuple(each for each in years if each >= begun)
    peers = peers_of(facts, chosen.group, unit, year)
    return Overview(
        wanted,
        name,
        kind,
        year,
        drawn,
        tuple(offered),
        chosen,
        current,
        {name: tuple(point for point in line if point.year >= begun) for name, line in lines.items()},
        _spending(facts, wanted, chosen.group, year),
        stand_outs(current.values(), success_factors(wanted.service.scorecard)),
        stands_out_everywhere(facts, unit, chosen.group, year) if wanted.everywhere else NOWHERE,
        talk_to(list(current.values()), distances_to(facts, unit, peers, year)),
        own_averages(facts, unit, year),
        line_breaks(facts, region),
        reforms_between(facts, region, drawn[0] - 1, year),  # that which the line begins with is told too
        changed_between(facts, (one for one in peers if one.org_unit != unit), drawn[0], year),
        peers,
        not_there(facts, {peer.codes: peer for peer in (peer_of(facts, unit, year), *peers)}.values(), year),
    )


def _has_members(facts: Facts, group: PeerGroup, org_unit: str, year: int) -> bool:
    try:
        return bool(peers_of(facts, group, org_unit, year))
    except InputError:
        return False


def _spending(facts: Facts, wanted: Wanted, group: PeerGroup, year: int) -> tuple[Comparison, ...]:
    indicators = [one for one in wanted.service.scorecard.indicators if one.dimension == PRIORITY]
    return tuple(compare_all(facts, indicators, Asked(wanted.org_unit, group, (year,), wanted.seen)).values())


def opened(facts: Facts, shown: Overview, name: str) -> Comparison | None:
    """The comparison of one figure: an indicator of the service, or any KOSTRA series; None for another name."""
    known = shown.current.get(name)
    indicator: Indicator | None = series_indicator(facts, name)
    if known or indicator is None or shown.group is None or shown.group.problem:
        return known
    asked = Asked(shown.wanted.org_unit, shown.group.group, (shown.year,), shown.wanted.seen)
    return compare_all(facts, [indicator], asked)[indicator.id, shown.year]


def effort_of(facts: Facts, shown: Overview, effort: Indicator, result: Indicator) -> EffortAgainstResult | None:
    """Two of the service's figures against each other, in the newest year that anybody has both of."""
    year, own = shown.year, shown.wanted.org_unit
    found = effort_against_result({year: shown.current[effort.id]}, {year: shown.current[result.id]})
    if found is None and shown.group is not None:
        asked = Asked(own, shown.group.group, shown.years, shown.wanted.seen)
        compared = compare_all(facts, [effort, result], asked)
        return effort_against_result(
            *({each: compared[one.id, each] for each in shown.years} for one in (effort, result))
        )
    return replace(found, path=tuple(_path(shown, effort, result))) if found else None


def _path(shown: Overview, effort: Indicator, result: Indicator) -> Iterable[tuple[int, Pair]]:
    for one, other in zip(shown.lines[effort.id], shown.lines[result.id], strict=True):
        if one.own is not None and other.own is not None:
            yield one.year, Pair(shown.wanted.org_unit, shown.name, one.own, other.own)
