"""Units × indicators for a tertial: which need action, and who has delivered. Nothing hidden is told or sorted by.

The style sheet is web/look-tertial.css. Few elements: twenty units with forty indicators are a thousand cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Final, NamedTuple

from effnett.evaluate.status import target_for
from effnett.model.evaluation import Evaluation, Status
from effnett.model.observation import Absent
from effnett.model.organisation import OrgTree, OrgUnit
from effnett.model.periods import AsOf
from effnett.model.records import AssessmentState
from effnett.model.scorecard import Direction, Indicator, Scorecard, Target, in_language
from effnett.present import formatting as write
from effnett.present.views import NEEDS_ACTION, target_text, value_text
from effnett.present.wording import absent_word, say, state_word, status_word

BY_UNIT: Final = ""
BY_ACTION: Final = "!action"
BY_DELIVERY: Final = "!delivery"
_OWN: Final = "*"
"""The sign of a figure that is judged against another target than the whole's."""
SORT: Final = "sort:"
"""What a heading's button sends before the column to sort by."""
_WORST: Final = (Status.MISSED, Status.NEAR, Status.MET, Status.NO_TARGET, Status.NO_DATA, Status.SUPPRESSED)
_JUDGED: Final = (Status.MISSED, Status.NEAR, Status.MET)
_UPRIGHT: Final = 6
"""So many columns have room for headings that lie; with more they stand."""


class Delivered(NamedTuple):
    """How far a unit has come with its assessment, and the day of the newest step; nothing where it is not begun."""

    state: AssessmentState | None = None
    day: date | None = None

    @property
    def is_in(self) -> bool:
        """Whether it is delivered or more."""
        return self.state in (AssessmentState.DELIVERED, AssessmentState.APPROVED)


class HeatRow(NamedTuple):
    """One unit: its evaluations in the columns' order. A unit that has ended has none, and a sentence instead."""

    code: str
    name: str
    cells: tuple[Evaluation, ...]
    delivered: Delivered = Delivered()
    ended: str = ""
    own_targets: Mapping[str, Target] = {}
    """By indicator: the target of the year that the unit is judged against where it is not that of the whole."""

    @property
    def actions(self) -> int:
        """How many of its indicators need action."""
        return sum(cell.status in NEEDS_ACTION for cell in self.cells)


@dataclass(frozen=True)
class Heat:
    """The table: its focus areas, with their indicators as columns, and its rows in the register's order."""

    areas: tuple[tuple[str, tuple[Indicator, ...]], ...]
    rows: tuple[HeatRow, ...]
    org_unit: str
    as_of: AsOf
    unit_word: str
    """The catalogue's key for what the units are."""
    is_part: bool = False
    """Whether there are others that the reader may not see."""

    @property
    def indicators(self) -> list[Indicator]:
        """The columns, in order."""
        return [indicator for _, indicators in self.areas for indicator in indicators]


class Filter(NamedTuple):
    """What of the table is shown, and in which order: `area` is a focus area's title."""

    action: bool = False
    missing: bool = False
    area: str = ""
    sort: str = BY_UNIT


def result_units(tree: OrgTree, top: str, as_of: AsOf) -> list[str]:
    """The units below one that have none below themselves on the day, in register order; the unit itself alone."""
    shown = tree.shown(top, as_of.day)
    parents = {tree.stand_in(parent, as_of.day) for code in shown if (parent := tree.unit(code).parent)}
    return [code for code in shown if code not in parents] or [top]


def ended_units(tree: OrgTree, top: str, as_of: AsOf) -> list[OrgUnit]:
    """The units below one that ended earlier in the year."""
    units = (tree.unit(code) for code in tree.below(top) if code != top and code not in tree.children)
    return [unit for unit in units if unit.valid_to and date(as_of.year, 1, 1) <= unit.valid_to < as_of.day]


def heat(
    scorecard: Scorecard,
    tree: OrgTree,
    top: str,
    as_of: AsOf,
    evaluations: Sequence[Evaluation],
    delivered: Mapping[str, Delivered],
    language: str = "nb",
) -> Heat:
    """The whole table of the result units below one."""
    units = result_units(tree, top, as_of)
    of_unit: dict[str, list[Evaluation]] = {unit: [] for unit in units}
    for each in evaluations:
        if each.org_unit in of_unit:
            of_unit[each.org_unit].append(each)
    rows = [
        HeatRow(
            code,
            tree.unit(code).name,
            tuple(cells),
            delivered.get(code, Delivered()),
            own_targets=dict(_own_targets(cells, tree, top, as_of.year)),
        )
        for code, cells in of_unit.items()
    ]
    rows += [
        HeatRow(unit.code, unit.name, (), ended=ended_text(unit, tree, as_of, language))
        for unit in ended_units(tree, top, as_of)
    ]
    order = {code: at for at, code in enumerate([top, *tree.units])}
    rows.sort(key=lambda row: order.get(row.code, len(order)))
    areas = tuple((in_language(area.title, language), tuple(area.indicators)) for area in scorecard.focus_areas)
    kinds = {tree.unit(code).kind for code in units}
    word = "heat.result_units" if kinds == {"resultatenhet"} else "heat.units"
    return Heat(areas, tuple(rows), top, as_of, word)


def _own_targets(cells: Iterable[Evaluation], tree: OrgTree, top: str, year: int) -> Iterator[tuple[str, Target]]:
    """The targets that a unit, or one between it and the whole, has of its own; of what is judged alone."""
    for cell in cells:
        indicator = cell.indicator
        if indicator.org_unit_targets and cell.target and cell.status in _JUDGED:
            own = target_for(indicator, tree, cell.org_unit, year)
            if own and own != target_for(indicator, tree, top, year):
                yield indicator.id, own


def ended_text(unit: OrgUnit, tree: OrgTree, as_of: AsOf, language: str = "nb") -> str:
    """That a unit has ended, when, and where its figures count now; nothing of one that has not."""
    if unit.valid_to is None or not unit.has_ended(as_of.day):
        return ""
    day, heir = write.day(unit.valid_to, language), tree.stand_in(unit.code, as_of.day)
    if heir == unit.code:
        return say("heat.ended", language, day=day)
    return say("heat.ended.into", language, day=day, name=tree.unit(heir).name)


def line_text(whole: Heat, deadline: date | None, language: str = "nb") -> str:
    """`23 resultatenheter · 14 levert (6 av dem godkjent) · frist 15. september 2009`."""
    states = [row.delivered for row in whole.rows if not row.ended]
    count = "one" if len(states) == 1 else "many"
    approved = sum(one.state is AssessmentState.APPROVED for one in states)
    parts = [
        f"{len(states)} {say(f'{whole.unit_word}.{count}', language)}",
        say("heat.delivered", language, n=sum(one.is_in for one in states)),
        say("heat.approved", language, n=approved) if approved else "",
        say("heat.deadline", language, day=write.day(deadline, language)) if deadline else "",
    ]
    return " · ".join(part for part in parts if part)


def shown(whole: Heat, wanted: Filter) -> Heat:
    """The part of the table that is asked for, in the order asked for."""
    part = _of_area(whole, wanted.area)
    if wanted.missing:
        part = replace(part, rows=tuple(row for row in part.rows if not row.ended and not row.delivered.is_in))
    if wanted.action:
        part = _needing_action(part)
    return replace(part, rows=tuple(sorted(part.rows, key=_order(wanted.sort))))


def part_text(whole: Heat, wanted: Filter, language: str = "nb") -> str:
    """`Viser 16 av 23 resultatenheter og 4 av 10 indikatorer`; nothing where nothing has been filtered away."""
    if not (wanted.action or wanted.missing or wanted.area):
        return ""
    part = shown(whole, wanted)
    units, every = (sum(not row.ended for row in heat.rows) for heat in (part, whole))
    count = "one" if every == 1 else "many"
    return say(
        "heat.part",
        language,
        units=f"{units}",
        of_units=f"{every} {say(f'{whole.unit_word}.{count}', language)}",
        n=len(part.indicators),
        of=len(whole.indicators),
    )


def _of_area(whole: Heat, title: str) -> Heat:
    """The columns of one focus area; all where there is none of that title."""
    areas = tuple(area for area in whole.areas if area[0] == title)
    return _columns(whole, {one.id for _, indicators in areas for one in indicators}) if areas else whole


def _needing_action(part: Heat) -> Heat:
    """The rows and the columns that something needs action in."""
    rows = tuple(row for row in part.rows if row.actions)
    needing = {cell.indicator.id for row in rows for cell in row.cells if cell.status in NEEDS_ACTION}
    return _columns(replace(part, rows=rows), needing)


def _columns(part: Heat, kept: Collection[str]) -> Heat:
    """Some of the columns, by their indicators' ids."""
    areas = [(title, tuple(one for one in indicators if one.id in kept)) for title, indicators in part.areas]
    rows = [row._replace(cells=tuple(cell for cell in row.cells if cell.indicator.id in kept)) for row in part.rows]
    return replace(part, areas=tuple(area for area in areas if area[1]), rows=tuple(rows))


def _order(sort: str) -> Callable[[HeatRow], tuple[float, ...]]:
    """What rows are sorted by; those that are equal stay in the register's order."""
    if sort == BY_UNIT:
        return lambda _: ()
    if sort == BY_ACTION:
        return lambda row: (
            float(bool(row.ended)),
            -row.actions,
            -sum(c.status is Status.MISSED for c in row.cells),
        )
    if sort == BY_DELIVERY:
        states = (None, *AssessmentState)
        return lambda row: (float(bool(row.ended)), float(states.index(row.delivered.state)))
    return lambda row: next((_badness(cell) for cell in row.cells if cell.indicator.id == sort), (len(_WORST), 0.0))


def _badness(cell: Evaluation) -> tuple[float, ...]:
    """The worst first. What has no figure, or a hidden one, comes last and has no order."""
    status = _WORST.index(cell.status)
    if cell.value is None or cell.status in (Status.SUPPRESSED, Status.NO_DATA):
        return (float(_WORST.index(Status.NO_DATA)), 0.0)
    if cell.gap is not None:
        return (float(status), cell.gap)
    return (float(status), cell.value if cell.indicator.direction is Direction.HIGHER else -cell.value)


def heat_html(shown: Heat, sort: str = BY_UNIT, opened: str = "", language: str = "nb") -> str:
    """The table. Its marker tells, once it is in place, what it shows."""
    columns = len(shown.indicators) + 3
    look = "ef-heat upright" if len(shown.indicators) > _UPRIGHT else "ef-heat"
    body = "".join(_row_html(row, columns, row.code == opened, language) for row in shown.rows)
    if not body:
        body = f'<tr><td colspan="{columns}">{escape(say("heat.nothing", language))}</td></tr>'
    title = escape(say("heat.title", language), quote=True)
    has_own = any(cell.indicator.id in row.own_targets for row in shown.rows for cell in row.cells)
    key = f'<p class="ef-key">{_OWN} {escape(say("heat.own.key", language))}</p>' if has_own else ""
    return (
        f'<div class="ef"><div class="ef-wide" tabindex="0" role="region" aria-label="{title}">'
        f'<table class="{look}" data-page="tertial" data-as-of="{escape(shown.as_of.key)}" '
        f'data-done="{escape(shown.org_unit)}"><caption>{escape(say("heat.caption", language))}</caption>'
        f"<thead>{_heads_html(shown, sort, language)}</thead><tbody>{body}</tbody></table></div>{key}"
    )


def _heads_html(shown: Heat, sort: str, language: str) -> str:
    groups = "".join(
        f'<th scope="colgroup" colspan="{len(indicators)}"><span>{escape(title)}</span></th>'
        for title, indicators in shown.areas
    )
    unit, action, delivery = (say(f"heat.{key}", language) for key in ("unit", "action", "delivery"))
    names = Counter(short_title(each, language) for each in shown.indicators)
    columns = "".join(
        _head(each.id, short if names[short := short_title(each, language)] == 1 else title, sort, "i", title)
        for each in shown.indicators
        for title in (in_language(each.title, language),)
    )
    ends = _head(BY_ACTION, action, sort, "n") + _head(BY_DELIVERY, delivery, sort, "d")
    return (
        f'<tr class="g"><td></td>{groups}<td colspan="2"></td></tr><tr>{_head("", unit, sort, "u")}{columns}{ends}</tr>'
    )


def short_title(indicator: Indicator, language: str = "nb") -> str:
    """A title short enough for a column: `Brukertilfredshet – samlet` is `Brukertilfredshet, samlet`."""
    title = in_language(indicator.title, language).replace(" – ", ", ")
    return title if len(title) <= _LONGEST else title[:_LONGEST].rsplit(" ", 1)[0].rstrip(",.;:") + " …"


_LONGEST: Final = 40


def _head(column: str, text: str, sort: str, look: str, title: str = "") -> str:
    sorted_by = ' aria-sort="other"' if column == sort else ""
    full = f' title="{escape(title, quote=True)}"' if title and title != text else ""
    return (
        f'<th scope="col" class="{look}"{sorted_by}{full}><button type="button" '
        f'data-row="{SORT}{escape(column, quote=True)}"><span>{escape(text)}</span></button></th>'
    )


def _row_html(row: HeatRow, columns: int, opened: bool, language: str) -> str:
    name = (
        f'<th scope="row" class="u"><button type="button" data-row="{escape(row.code, quote=True)}" '
        f'aria-expanded="{str(opened).lower()}">{escape(row.name)}</button></th>'
    )
    look = ' class="open"' if opened else ""
    if row.ended:
        return f'<tr{look}>{name}<td class="e" colspan="{columns - 1}">{escape(row.ended)}</td></tr>'
    cells = "".join(_cell_html(cell, row.own_targets.get(cell.indicator.id), language) for cell in row.cells)
    return (
        f'<tr{look}>{name}{cells}<td class="n">{row.actions}</td><td class="d">{_state_html(row, language)}</td></tr>'
    )


def _state_html(row: HeatRow, language: str) -> str:
    state, day = row.delivered
    when = f'<span class="m">{escape(write.short_day(day, language, year=False))}</span>' if day else ""
    return f'<span class="ds {state.value if state else "none"}">{escape(state_word(state, language))}</span>{when}'


def _cell_html(cell: Evaluation, own: Target | None, language: str) -> str:
    """A figure with its status in its class and, for those who do not see it, in a word; so its unit's own target."""
    if cell.status is Status.SUPPRESSED:
        return f'<td class="x">{escape(say("suppressed", language))}</td>'
    if cell.value is None or cell.status is Status.NO_DATA:
        stale = cell.absent is Absent.STALE
        reason = say("heat.stale", language) if stale else absent_word(cell.absent or Absent.MISSING, language)
        return f'<td class="x">{escape(reason)}</td>'
    word = "" if cell.status is Status.NO_TARGET else f'<span class="vh">{status_word(cell.status, language)}: </span>'
    value = f"{word}{escape(value_text(cell, language))}"
    if own is None:
        return f'<td class="{cell.status.value}">{value}</td>'
    told = escape(say("heat.own", language, target=target_text(own, cell.indicator, language)), quote=True)
    return (
        f'<td class="{cell.status.value}" title="{told}">{value}<sup aria-hidden="true">{_OWN}</sup>'
        f'<span class="vh">, {told}</span></td>'
    )
