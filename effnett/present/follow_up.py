"""What is still to be done: actions and wonderings as lines with who, by when and how far, and as HTML."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Final, NamedTuple
from urllib.parse import urlencode

from effnett.model.clock import local
from effnett.model.periods import AsOf
from effnett.model.records import Action, RecordKind, RepeatedAnswer, Subject, Version, Wondering, WonderingState
from effnett.model.year_progress import DUE_DAYS
from effnett.present import formatting as write
from effnett.present.compared_view import service_title
from effnett.present.ics import Event
from effnett.present.wording import answer_word, say, state_word

_LONGEST: Final = 160
_FEW: Final = 3


@dataclass(frozen=True)
class Naming:
    """What codes are called, and where they lead: a unit's name, an indicator's title, the file of a scorecard."""

    unit: Callable[[str], str]
    titles: Mapping[tuple[str, str], str]
    files: Mapping[str, str]

    def about(self, subject: Subject) -> str:
        """The indicator or service, and the tertial, in words; nothing where it is about none."""
        if subject.indicator:
            what = self.titles.get((subject.scorecard or "", subject.indicator), subject.indicator)
        else:
            what = service_title(subject.service).capitalize() if subject.service else ""
        when = write.tertial(AsOf(subject.year, subject.tertial)) if subject.year and subject.tertial else ""
        return " · ".join(part for part in (what, when) if part)

    def link(self, subject: Subject) -> str:
        """The scorecard with the indicator's row open, from any page; nothing where it is about no indicator."""
        if not subject.indicator:
            return ""
        asked = {
            "scorecard": self.files.get(subject.scorecard or "", ""),
            "org_unit": subject.org_unit,
            "year": subject.year or "",
            "tertial": subject.tertial or "",
            "indicator": subject.indicator,
        }
        return "./?" + urlencode({key: value for key, value in asked.items() if value})


class Item(NamedTuple):
    """One action or wondering as it is shown. `state` is a word; `link` leads to its figure."""

    version: Version
    text: str
    owner: str
    deadline: date | None
    unit: str
    about: str
    link: str
    state: str
    is_open: bool
    is_late: bool
    is_answered: bool

    @property
    def kind(self) -> RecordKind:
        """Action or wondering."""
        return self.version.kind

    @property
    def record(self) -> str:
        """The record's id."""
        return self.version.record

    @property
    def short(self) -> str:
        """The text on one line, cut where it is long."""
        line = " ".join(self.text.split())
        return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def items(versions: Iterable[Version], answered: Collection[str], naming: Naming, today: date) -> list[Item]:
    """Actions and wonderings in the order given; `answered` are the ids of wonderings that have an answer."""
    found = []
    for version in versions:
        content = version.content
        if isinstance(content, Action | Wondering):
            is_answered = isinstance(content, Wondering) and version.record in answered
            is_open, waits, word = _state(content, is_answered)
            found.append(
                Item(
                    version,
                    content.text,
                    content.owner.strip(),
                    content.deadline,
                    naming.unit(content.subject.org_unit),
                    naming.about(content.subject),
                    naming.link(content.subject),
                    word,
                    is_open,
                    waits and version.is_late(today),
                    is_answered,
                )
            )
    return found


def _state(content: Action | Wondering, is_answered: bool) -> tuple[bool, bool, str]:
    """Whether it is open, whether its deadline still matters, and how far it has come in words."""
    if isinstance(content, Action):
        return content.state.is_open, content.state.is_open, state_word(content.state)
    if content.state is not WonderingState.OPEN:
        return False, False, state_word(content.state)
    return True, not is_answered, say("follow.state.answered" if is_answered else "follow.state.waiting")


@dataclass(frozen=True)
class Filter:
    """What the reader wants to see: nothing given is everything."""

    owner: str | None = None
    kind: RecordKind | None = None
    org_unit: str | None = None
    late: bool = False

    def takes(self, item: Item) -> bool:
        """Whether an item is wanted."""
        return (
            self.owner in (None, item.owner)
            and self.kind in (None, item.kind)
            and self.org_unit in (None, item.version.subject.org_unit)
            and (item.is_late or not self.late)
        )


Group = tuple[str, list[Item]]
"""A heading and what stands under it."""


def in_order(found: Iterable[Item]) -> list[Item]:
    """The late first, then by deadline and owner; without a deadline last."""
    return sorted(
        found,
        key=lambda item: (not item.is_late, item.deadline is None, item.deadline or date.max, item.owner.casefold()),
    )


def by_deadline(found: Iterable[Item], today: date) -> list[Group]:
    """Late, due soon, later, without a deadline, and answered but not closed; empty groups are left out."""
    groups: dict[str, list[Item]] = {key: [] for key in ("late", "soon", "ahead", "none", "answered")}
    for item in in_order(found):
        groups[_when(item, today)].append(item)
    return [(say(f"follow.group.{key}"), group) for key, group in groups.items() if group]


def _when(item: Item, today: date) -> str:
    if item.is_late:
        return "late"
    if item.is_answered:
        return "answered"
    if item.deadline is None:
        return "none"
    return "soon" if item.deadline <= today + timedelta(days=DUE_DAYS) else "ahead"


def by_owner(found: Iterable[Item]) -> list[Group]:
    """Each person's, the late first; what nobody has, last."""
    groups: dict[str, list[Item]] = {}
    for item in in_order(found):
        groups.setdefault(item.owner, []).append(item)
    owners = sorted(groups, key=lambda owner: (not owner, owner.casefold()))
    return [(owner or _capital(say("follow.no_owner")), groups[owner]) for owner in owners]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def head_html(unit: str, found: Sequence[Item], to_measure: int, day: date, note: str, part: str = "") -> str:
    """The heading, the day it is, and how many are open, late and to be measured; `part` says what the reader does not
    see."""
    late = sum(item.is_late for item in found)
    counts = (("follow.open", len(found)), ("follow.late", late), ("follow.measure", to_measure))
    told = " · ".join(say(f"{key}.one" if n == 1 else key, n=n) for key, n in counts if n) or say("follow.none")
    demo = f"<p>{escape(part)}</p>" if part else ""
    demo += f'<p class="ef-demo">{escape(note)}</p>' if note else ""
    return (
        f'<div class="ef"><div class="ef-head"><h1>{escape(say("follow.heading", unit=unit))}</h1>'
        f'<p class="ef-sub">{escape(say("today.is", day=write.day(day)))}</p><p class="ef-sum">{escape(told)}</p>{demo}'
        "</div></div>"
    )


_HEADS: Final = ("deadline", "what", "owner", "unit", "state", "do")


def table_html(groups: Sequence[Group], opened: str, may_write: Callable[[str], bool], is_filtered: bool) -> str:
    """The open ones under their headings; a text opens its card, and an action may be marked as done."""
    if not groups:
        return f'<p class="ef">{escape(say("follow.none.filtered" if is_filtered else "follow.none"))}</p>'
    heads = "".join(f'<th scope="col">{escape(say(f"follow.head.{key}"))}</th>' for key in _HEADS)
    body = "".join(
        f'<tbody><tr class="fa"><th scope="rowgroup" colspan="{len(_HEADS)}">{escape(title)}'
        f'<span class="m">{len(group)}</span></th></tr>'
        f"{''.join(_row_html(item, item.record == opened, may_write) for item in group)}</tbody>"
        for title, group in groups
    )
    return (
        f'<div class="ef"><table class="ef-table ef-todo"><caption>{escape(say("follow.caption"))}</caption>'
        f"<thead><tr>{heads}</tr></thead>{body}</table></div>"
    )


def _row_html(item: Item, is_open: bool, may_write: Callable[[str], bool]) -> str:
    record = escape(item.record)
    deadline = write.short_day(item.deadline) if item.deadline else say("follow.no_deadline")
    text = (
        f'<button type="button" data-press="open" data-of="{record}" aria-expanded="{str(is_open).lower()}">'
        f"{escape(item.short)}</button>"
    )
    done = ""
    if item.kind is RecordKind.ACTION and may_write(item.version.subject.org_unit):
        done = _button("done", item)
    cells = (
        ("deadline", f'<span class="nw">{escape(deadline)}</span>'),
        ("owner", escape(item.owner or say("follow.no_owner"))),
        ("unit", escape(item.unit)),
    )
    when, owner, unit = (f'<td data-label="{escape(say(f"follow.head.{key}"))}">{inside}</td>' for key, inside in cells)
    return (
        f'<tr class="r{" open" if is_open else ""}" id="r-{record}">{when}<th scope="row">{text}<br>{_under_html(item)}'
        f"</th>{owner}{unit}<td>{_state_html(item)}</td><td>{done}</td></tr>"
    )


def _under_html(item: Item) -> str:
    """What kind it is, and the figure that it is about."""
    kind = escape(say(f"follow.one.{item.kind.value}"))
    if not item.about:
        return f'<span class="m">{kind}</span>'
    return f'<span class="m">{kind} · {_linked(item.about, item.link)}</span>'


def _linked(text: str, link: str) -> str:
    return f'<a href="{escape(link)}" target="_self">{escape(text)}</a>' if link else escape(text)


def _state_html(item: Item) -> str:
    """How far it has come, and whether it is late: a mark, a word and a fill."""
    late = f'<span class="pill late">{escape(_capital(say("follow.state.late")))}</span><br> ' if item.is_late else ""
    return f"{late}{escape(_capital(item.state))}"


def _button(do: str, item: Item) -> str:
    label = escape(say(f"follow.{do}.of", text=item.short))
    return (
        f'<button type="button" data-press="{do}" data-of="{escape(item.record)}" aria-label="{label}">'
        f"{escape(say(f'follow.{do}'))}</button>"
    )


def remeasure_html(found: Sequence[Item], may_write: Callable[[str], bool]) -> str:
    """Actions whose day has come to see whether they helped; nothing for none."""
    if not found:
        return ""
    rows = []
    for item in found:
        content = item.version.content
        day = content.remeasure if isinstance(content, Action) else None
        since = say("follow.remeasure.since", day=write.short_day(day)) if day else ""
        button = _button("measured", item) if may_write(item.version.subject.org_unit) else ""
        rows.append(
            f'<li id="m-{escape(item.record)}"><b>{escape(item.short)}</b><br><span class="m">'
            f"{_line(item, since)}</span> {button}</li>"
        )
    return (
        f'<div class="ef"><h2>{escape(say("follow.remeasure"))}</h2><p>{escape(say("follow.remeasure.text"))}</p>'
        f'<ul class="ef-lines">{"".join(rows)}</ul></div>'
    )


def _line(item: Item, *more: str) -> str:
    """Unit, figure, who and what else, with the figure as a link."""
    parts = [escape(item.unit), _linked(item.about, item.link) if item.about else "", escape(item.owner)]
    return " · ".join(part for part in (*parts, *map(escape, more)) if part)


def repeated_html(found: Sequence[RepeatedAnswer], naming: Naming, as_of: AsOf) -> str:
    """Figures that got the same answer in each of the last tertials."""
    when = write.tertial(as_of)
    heading = f"<h2>{escape(say('follow.repeated'))}</h2>"
    if not found:
        return f"{heading}<p>{escape(say('follow.repeated.none', tertial=when))}</p>"
    rows = []
    for one in found:
        subject = Subject(one.org_unit, one.last.year, one.last.tertial, one.scorecard, one.indicator, one.service)
        about = _linked(naming.about(subject), naming.link(subject))
        code = escape(_capital(answer_word(one.code)))
        rows.append(f'<li><b>{escape(naming.unit(one.org_unit))}</b>: {code}<br><span class="m">{about}</span></li>')
    text = escape(say("follow.repeated.text", tertial=when))
    return f'{heading}<p>{text}</p><ul class="ef-lines">{"".join(rows)}</ul>'


def ended_html(found: Sequence[Item]) -> str:
    """What has been done or closed lately, folded away from what is to be done; nothing for none."""
    if not found:
        return ""
    rows = "".join(_ended_row(item) for item in found)
    return f'<h2>{escape(say("follow.ended"))}</h2><ul class="ef-lines">{rows}</ul>'


def _ended_row(item: Item) -> str:
    by = say("by_whom", day=write.short_day(local(item.version.at).date()), who=item.version.author)
    told = _line(item, f"{_capital(item.state)} {by}")
    return f'<li>{escape(item.short)}<br><span class="m">{told}</span></li>'


def opened_html(item: Item) -> str:
    """The heading above the card of the one that is open, which the keyboard goes to."""
    title = say("follow.opened", kind=say(f"follow.one.{item.kind.value}"), unit=item.unit)
    return f'<h2 class="ef-opened" tabindex="-1" data-opened="{escape(item.record)}">{escape(title)}</h2>'


def detail_html(found: Sequence[Item], unit: str, all_link: str) -> str:
    """On an opened indicator: its open ones, a few of those that have ended, and the way to all."""
    current = in_order(item for item in found if item.is_open)
    ended = sorted((item for item in found if not item.is_open), key=lambda item: -item.version.change)
    lines = "".join(f"<li>{_detail_line(item)}</li>" for item in [*current, *ended[:_FEW]])
    inside = f'<ul class="ef-lines">{lines}</ul>' if lines else f"<p>{escape(say('follow.detail.none', unit=unit))}</p>"
    more = f"<p>{escape(say('follow.detail.ended', n=len(ended)))}.</p>" if len(ended) > _FEW else ""
    link = f'<p><a href="{escape(all_link)}" target="_self">{escape(say("follow.detail.all", unit=unit))}</a></p>'
    return f'<section class="ef-follow"><h2>{escape(say("follow.detail"))}</h2>{inside}{more}{link}</section>'


def _detail_line(item: Item) -> str:
    kind = say(f"follow.one.{item.kind.value}")
    due = say("year.deadline", day=write.short_day(item.deadline)) if item.deadline and item.is_open else ""
    told = " · ".join(part for part in (kind, item.owner, due, item.state) if part)
    late = f' <span class="pill late">{escape(_capital(say("follow.state.late")))}</span>' if item.is_late else ""
    return f'{escape(item.short)}{late}<br><span class="m">{escape(told)}</span>'


def deadline_events(found: Iterable[Item]) -> list[Event]:
    """Deadlines, and days to measure again, for a calendar."""
    events = []
    for item in found:
        text = "\n".join(part for part in (item.text, item.about, item.unit, item.owner) if part)
        if item.deadline:
            events.append(
                Event(f"{item.record}-frist", item.deadline, say("follow.ics.deadline", text=item.short), text)
            )
        content = item.version.content
        if isinstance(content, Action) and content.remeasure:
            title = say("follow.ics.measure", text=item.short)
            events.append(Event(f"{item.record}-maling", content.remeasure, title, text))
    return events
