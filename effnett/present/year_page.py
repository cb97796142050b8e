"""The steering year in words and HTML: what is late and due, the whole year as a list, and units × milestones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final
from urllib.parse import urlencode

from effnett.model.periods import AsOf
from effnett.model.scorecard import in_language
from effnett.model.steering_year import AppliesTo
from effnett.model.year_progress import DUE_DAYS, Duty, DutyState, Plan
from effnett.present import formatting as write
from effnett.present.ics import Event
from effnett.present.plain import code_html
from effnett.present.wording import say
from effnett.present.year_wheel import mark_svg, wheel_svg

NEEDS: Final = (DutyState.LATE, DutyState.DUE)
_EXAMPLE: Final = 'milestones:\n  - { id: arsplan, title: Årsplan for enheten, date: "01-31", applies_to: every_unit }'


@dataclass(frozen=True)
class YearView:
    """The calendar year of an as-of, for a unit and all below it that the reader may see, as it stands on a day.

    `opened` is the id of the milestone whose units are shown, as `plan_id` gives it.
    """

    as_of: AsOf
    org_unit: str
    names: Mapping[str, str]
    today: date
    plans: tuple[Plan, ...]
    may_write: Callable[[str], bool]
    opened: str = ""

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.as_of.year

    @property
    def is_one_unit(self) -> bool:
        """Whether everything applies to the unit itself alone."""
        return all(duty.org_unit == self.org_unit for plan in self.plans for duty in plan.duties)


def plan_id(plan: Plan) -> str:
    """What a milestone of a steering year is called on the page: `arsplan-2009`."""
    return f"{plan.occurrence.milestone.id}-{plan.occurrence.year}"


def duty_id(duty: Duty) -> str:
    """What a unit's milestone is called on the page; a code may have anything in it, so it comes last."""
    return f"{duty.occurrence.year}/{duty.occurrence.milestone.id}/{duty.org_unit}"


def title_of(plan: Plan) -> str:
    """The milestone's title, with its steering year where that is another than its day's."""
    title = in_language(plan.occurrence.milestone.title)
    year = plan.occurrence.year
    return title if year == plan.occurrence.day.year else f"{title} {say('year.for', year=year)}"


def head_html(view: YearView, note: str, part: str = "") -> str:
    """The heading, the day it is, and how many are late and due; `part` says what the reader does not see."""
    unit = view.names[view.org_unit]
    counts = {state: sum(plan.state is state for plan in view.plans) for state in DutyState}
    told = [_counted(f"year.{state.value}", counts[state]) for state in NEEDS if counts[state]]
    summary = " · ".join(told) or say("year.calm", days=DUE_DAYS)
    under = f"{say('today.is', day=write.day(view.today))} · {_counted('year.count', len(view.plans))}"
    demo = f"<p>{escape(part)}</p>" if part else ""
    demo += f'<p class="ef-demo">{escape(note)}</p>' if note else ""
    return (
        f'<div class="ef"><div class="ef-head"><h1>{escape(say("year.heading", year=view.year, unit=unit))}</h1>'
        f'<p class="ef-sub">{escape(under)}</p><p class="ef-sum">{escape(summary)}</p>{demo}</div></div>'
    )


def _counted(key: str, n: int) -> str:
    return say(f"{key}.one" if n == 1 else key, n=n, days=DUE_DAYS)


def year_html(view: YearView) -> str:
    """The wheel with what needs somebody beside it, the list and the units."""
    if view.plans:
        inside = f'<div class="ef-year">{_wheel_html(view)}{_now_html(view)}</div>{_list_html(view)}{_units_html(view)}'
    else:
        inside = f"<p>{escape(say('year.empty.unit', year=view.year))}</p>"
    marks = f'data-done="{escape(view.org_unit)}" data-as-of="{view.as_of.key}"'
    return f'<div class="ef" data-page="year" {marks}>{inside}</div>'


def empty_html(file: str) -> str:
    """What to write where there is no steering year."""
    return (
        f'<div class="ef"><h1>{escape(say("year.empty.heading"))}</h1>'
        f"<p>{escape(say('year.empty.text', file=file))}</p>{code_html(_EXAMPLE)}</div>"
    )


def _wheel_html(view: YearView) -> str:
    items = "".join(f"<li>{mark_svg(0, state)} {escape(say(f'state.{state.value}'))}</li>" for state in DutyState)
    wheel = wheel_svg(view.year, view.plans, view.today)
    return f'<div class="ef-wheel">{wheel}<ul class="ef-marks">{items}</ul></div>'


def _now_html(view: YearView) -> str:
    items = "".join(
        _needed_html(view, number, plan) for number, plan in enumerate(view.plans, 1) if plan.state in NEEDS
    )
    inside = f"<ul>{items}</ul>" if items else f"<p>{escape(say('year.calm', days=DUE_DAYS))}.</p>"
    return f'<section class="ef-now"><h2>{escape(say("year.now"))}</h2>{inside}</section>'


def _needed_html(view: YearView, number: int, plan: Plan) -> str:
    lack = "" if view.is_one_unit else f" · {_lack(plan)}"
    told = say("year.deadline", day=write.day(plan.occurrence.day)) + lack
    link = f'<a href="#m-{escape(plan_id(plan))}">{escape(title_of(plan))}</a>'
    return f"<li>{mark_svg(number, plan.state)}<div>{link} {_pill(plan.state)}<br>{escape(told)}</div></li>"


def _lack(plan: Plan) -> str:
    of = len(plan.duties)
    if of == 1:
        return _applies(plan)
    return say("year.lack", n=of - plan.counts.get(DutyState.DONE, 0), of=of)


def _pill(state: DutyState) -> str:
    return f'<span class="pill {state.value}">{escape(say(f"state.{state.value}"))}</span>'


def _list_html(view: YearView) -> str:
    """The year by day. Where there are several units, a milestone's title opens the list of them."""
    last = "year.head.one" if view.is_one_unit else "year.head.done"
    keys = ("year.head.number", "year.head.day", "year.head.milestone", "year.head.state", last)
    head = "".join(f'<th scope="col">{escape(say(key))}</th>' for key in keys)
    rows = "".join(_row_html(view, number, plan) for number, plan in enumerate(view.plans, 1))
    return (
        f'<h2>{escape(say("year.list"))}</h2><table class="ef-table ef-list">'
        f"<caption>{escape(say('year.list'))}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row_html(view: YearView, number: int, plan: Plan) -> str:
    name = plan_id(plan)
    is_open = name == view.opened and not view.is_one_unit
    title = escape(title_of(plan))
    if not view.is_one_unit:
        title = (
            f'<button type="button" data-press="open" data-of="{escape(name)}" aria-expanded="{str(is_open).lower()}">'
            f"{title}</button>"
        )
    done = _duty_html(view, plan, plan.duties[0]) if view.is_one_unit else _share_html(plan)
    row = (
        f'<tr class="r{" open" if is_open else ""}" id="m-{escape(name)}"><td>{mark_svg(number, plan.state)}</td>'
        f'<td class="nw">{escape(write.short_day(plan.occurrence.day))}</td>'
        f'<th scope="row">{title}<br><span class="m">{escape(_applies(plan))}</span></th>'
        f'<td>{_pill(plan.state)}</td><td class="one">{done}</td></tr>'
    )
    return row + (_opened_html(view, plan) if is_open else "")


def _applies(plan: Plan) -> str:
    milestone, delivery = plan.occurrence.milestone, plan.occurrence.delivery
    told = say("year.district" if milestone.applies_to is AppliesTo.DISTRICT else "year.every_unit")
    return f"{told}, {say('year.delivery')}" if delivery else told


def _share_html(plan: Plan) -> str:
    done, of = plan.counts.get(DutyState.DONE, 0), len(plan.duties)
    width = round(120 * done / of, 1)
    bar = (
        '<svg class="share" viewBox="0 0 120 12" aria-hidden="true"><rect class="whole" width="120" height="12"/>'
        f'<rect class="met" width="{width}" height="12"/></svg>'
    )
    return f"{bar}{escape(say('year.of', done=done, of=of))}"


def _opened_html(view: YearView, plan: Plan) -> str:
    """The units of an opened milestone, those that need somebody first."""
    order = tuple(DutyState)
    items = "".join(
        f'<li id="d-{escape(duty_id(duty))}"><span class="who">{escape(view.names[duty.org_unit])}</span>'
        f" {_pill(duty.state)} {_duty_html(view, plan, duty)}</li>"
        for duty in sorted(plan.duties, key=lambda duty: order.index(duty.state))
    )
    return f'<tr class="r open units"><td colspan="5"><ul class="ef-duties">{items}</ul></td></tr>'


def _duty_html(view: YearView, plan: Plan, duty: Duty) -> str:
    """When and by whom it was done, and a way to take it back; or a way to mark it as done."""
    may_write = view.may_write(duty.org_unit)
    if duty.state is not DutyState.DONE:
        return _form_html(view, plan, duty) if may_write else ""
    by = say("by_whom", day=write.day(duty.done) if duty.done else "", who=duty.author)
    told = escape(say("year.delivered" if duty.by_delivery else "year.done", told=by))
    if duty.by_delivery or not may_write:
        return told
    return f"{told} {_button(view, plan, duty, 'undo')}"


def _form_html(view: YearView, plan: Plan, duty: Duty) -> str:
    day = view.today.isoformat()
    return (
        f'<span data-form><label><span class="m">{escape(say("year.mark.day"))}</span> <input type="date" name="day"'
        f' required value="{day}" max="{day}"></label> {_button(view, plan, duty, "mark")}</span>'
    )


def _button(view: YearView, plan: Plan, duty: Duty, do: str) -> str:
    label = say(f"year.{do}.of", title=title_of(plan), unit=view.names[duty.org_unit])
    return (
        f'<button type="button" data-press="{do}" data-of="{escape(duty_id(duty))}" aria-label="{escape(label)}">'
        f"{escape(say(f'year.{do}'))}</button>"
    )


def _units_html(view: YearView) -> str:
    """Every unit against every milestone that applies to more than the topmost one."""
    if view.is_one_unit:
        return ""
    some = [
        (number, plan)
        for number, plan in enumerate(view.plans, 1)
        if plan.occurrence.milestone.applies_to is AppliesTo.EVERY_UNIT
    ]
    heads = "".join(
        f'<th scope="col">{escape(title_of(plan))}<br>{escape(write.short_day(plan.occurrence.day, year=False))}</th>'
        for _, plan in some
    )
    rows = "".join(_unit_row_html(view, code, [plan for _, plan in some]) for code in _codes(view.plans))
    return (
        f'<h2>{escape(say("year.units"))}</h2><div class="ef-wide" tabindex="0" role="region"'
        f' aria-label="{escape(say("year.units"))}"><table class="ef-grid"><caption>{escape(say("year.units.caption"))}'
        f'</caption><thead><tr><th scope="col">{escape(say("head.unit"))}</th>{heads}'
        f'<th scope="col" class="sum">{escape(say("year.head.state"))}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _codes(plans: Iterable[Plan]) -> list[str]:
    """The units that some milestone for units applies to, in the order they first come."""
    return list(
        dict.fromkeys(
            duty.org_unit
            for plan in plans
            if plan.occurrence.milestone.applies_to is AppliesTo.EVERY_UNIT
            for duty in plan.duties
        )
    )


def _unit_row_html(view: YearView, code: str, some: Sequence[Plan]) -> str:
    """A unit's states; on a phone, how many there are of each."""
    link = escape(f"?{urlencode({'org_unit': code, 'year': view.year})}")
    duties = [next((one for one in plan.duties if one.org_unit == code), None) for plan in some]
    cells = "".join(f"<td>{_pill(duty.state)}</td>" if duty else "<td></td>" for duty in duties)
    count = Counter(duty.state for duty in duties if duty)
    told = " · ".join(f"{count[state]} {say(f'state.{state.value}').lower()}" for state in DutyState if count[state])
    return (
        f'<tr class="r"><th scope="row"><a href="{link}" target="_self">{escape(view.names[code])}</a></th>{cells}'
        f'<td class="sum">{escape(told)}</td></tr>'
    )


def year_events(view: YearView) -> list[Event]:
    """Every milestone of the year once, whoever it applies to."""
    return [
        Event(
            f"{plan_id(plan)}-alle",
            plan.occurrence.day,
            title_of(plan),
            _applies(plan)[:1].upper() + _applies(plan)[1:] + ".",
        )
        for plan in view.plans
    ]


def unit_events(view: YearView) -> list[Event]:
    """What applies to the unit itself, with what is done told."""
    return [
        Event(
            f"{plan_id(plan)}-{duty.org_unit}",
            plan.occurrence.day,
            f"{title_of(plan)} – {view.names[duty.org_unit]}",
            say("year.done", told=say("by_whom", day=write.day(duty.done), who=duty.author)) if duty.done else "",
        )
        for plan in view.plans
        for duty in plan.duties
        if duty.org_unit == view.org_unit
    ]
