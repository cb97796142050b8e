"""The forms people write in and the cards of what they have written, as HTML; every text escaped.

The fields stand without their values: the browser puts them in, and keeps what is typed until it is saved
(web/writing.js).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from html import escape
from typing import Final, NamedTuple

from effnett.model.periods import AsOf
from effnett.model.records import (
    Action,
    Answer,
    Content,
    LeaderForecast,
    MilestoneDone,
    Subject,
    Version,
    Wondering,
    WonderingState,
)
from effnett.model.scorecard import Scorecard, in_language
from effnett.present import formatting as write
from effnett.present.plain import fold_html
from effnett.present.wording import answer_word, say, state_word

Clock = Callable[[datetime], datetime]
"""A moment as the reader's clock has it."""


class Field(NamedTuple):
    """One thing to fill in: `area` is a text of several lines, `choice` one of `options` (value and words)."""

    name: str
    label: str
    kind: str = "text"
    options: tuple[tuple[str, str], ...] = ()
    blank: str = ""


class Act(NamedTuple):
    """A button that does something else than save the fields. `made_from` is the version it was drawn at, where
    it is of another record than the form's own."""

    name: str
    label: str
    main: bool = False
    made_from: int | None = None


class Form(NamedTuple):
    """A form. `place` is where the browser keeps its unsaved text; with no `save` button it saves by itself.

    `fresh` makes a new record of each save; `fold` is the title of what it is folded under; where it is `locked` its
    fields can be read alone.
    """

    place: str
    fields: tuple[Field, ...] = ()
    save: str = ""
    acts: tuple[Act, ...] = ()
    fold: str = ""
    fresh: bool = False
    locked: bool = False

    @property
    def blank(self) -> dict[str, str]:
        """The values of a form nobody has filled in."""
        return {field.name: field.blank for field in self.fields}


Values = Mapping[str, str]
"""What stands in a form's fields, by their names."""


def form_html(form: Form, language: str = "nb") -> str:
    """The form's skeleton: what has been said, fields, state, what another has saved, buttons."""
    name = escape(form.place, quote=True)
    fields = "".join(_field_html(form.place, field) for field in form.fields)
    save = f'<button type="submit" class="ef-btn main">{escape(form.save)}</button>' if form.save else ""
    note = f'<p class="m" id="{name}-note">{escape(say("access.no_health", language))}</p>' if _is_written(form) else ""
    inside = f'<form autocomplete="off"><div class="ef-fields">{fields}</div>{note}{save}</form>' if fields else ""
    after = (
        '<div data-part="clash" class="ef-clash" hidden></div><p data-part="status" role="status" tabindex="-1"></p>'
    )
    if form.fold:  # a form that is empty again after each save is folded then, and what came of it is told below
        body = fold_html(form.fold, inside) + after if form.fresh else fold_html(form.fold, inside + after)
    else:
        body = inside + after
    return f'<div class="ef ef-write"><div data-part="said"></div>{body}<div data-part="acts"></div></div>'


def acts_html(form: Form) -> str:
    """The buttons below a form."""
    buttons = "".join(map(_act_html, form.acts))
    return f'<div class="ef-acts">{buttons}</div>' if buttons else ""


def _act_html(act: Act) -> str:
    made_from = "" if act.made_from is None else f' data-from="{act.made_from}"'
    look = "ef-btn main" if act.main else "ef-btn"
    return f'<button type="button" class="{look}" data-act="{escape(act.name)}"{made_from}>{escape(act.label)}</button>'


def _is_written(form: Form) -> bool:
    return any(field.kind in ("area", "text") for field in form.fields)


def _field_html(place: str, field: Field) -> str:
    at = escape(f"{place}-{field.name}", quote=True)
    told = (
        f'id="{at}" data-field="{escape(field.name)}" data-label="{escape(field.label, quote=True)}" '
        f'data-blank="{escape(field.blank, quote=True)}" aria-describedby="{escape(place, quote=True)}-note"'
    )
    if field.kind == "area":
        control = f'<textarea {told} rows="3"></textarea>'
    elif field.kind == "choice":
        options = "".join(
            f'<option value="{escape(v, quote=True)}">{escape(text)}</option>' for v, text in field.options
        )
        control = f"<select {told}>{options}</select>"
    else:
        control = f'<input type="{"date" if field.kind == "date" else "text"}" {told}>'
    return f'<p class="ef-field {field.kind}"><label for="{at}">{escape(field.label)}</label>{control}</p>'


def moment(at: datetime, clock: Clock, now: datetime | None = None, language: str = "nb") -> str:
    """`kl. 14.02.31` of today, `12. sep. 2009 kl. 14.02` of another day."""
    there = clock(at)
    if now is not None and clock(now).date() == there.date():
        return say("write.at", language, time=f"{there:%H.%M.%S}")
    return say("write.on", language, day=write.short_day(there.date(), language), time=f"{there:%H.%M}")


def saved_text(version: Version | None, clock: Clock, now: datetime, language: str = "nb") -> str:
    """`Lagret kl. 14.02.31 av Kari`; nothing where there is no version."""
    if version is None:
        return ""
    key = "write.withdrawn" if version.withdrawn else "write.saved"
    return say(key, language, when=moment(version.at, clock, now, language), who=version.author)


def history_html(versions: Sequence[Version], clock: Clock, language: str = "nb", of: str = "") -> str:
    """Every version of a record, newest first, in a fold; nothing where there is one. `of` is what it is called."""
    if len(versions) < 2:
        return ""
    items = "".join(_version_html(version, clock, language) for version in reversed(versions))
    title = say("write.history.of", language, of=of, n=len(versions)) if of else ""
    title = title or say("write.history", language, n=len(versions))
    return fold_html(title, f'<ol class="ef-versions">{items}</ol>')


def _text_html(text: str) -> str:
    """A text as it was written, its lines kept through Streamlit's markdown."""
    return f'<p class="ef-text">{escape(text).replace(chr(10), "&#10;")}</p>'


def _version_html(version: Version, clock: Clock, language: str) -> str:
    number = say("write.version", language, n=version.version) if version.version else say("write.lost", language)
    state = getattr(version.content, "state", None)
    words = [
        number,
        moment(version.at, clock, None, language),
        version.author,
        state_word(state, language) if state else "",
        say("state.withdrawn", language) if version.withdrawn else "",
    ]
    head = escape(" · ".join(word for word in words if word))
    text = content_text(version.content, language) or say("write.empty", language)
    return f'<li><p class="m">{head}</p>{_text_html(text)}</li>'


def about_text(subject: Subject, scorecard: Scorecard, as_of: AsOf, language: str = "nb") -> str:
    """What a record is about: its indicator, and its tertial where that is another than the one shown."""
    titles = {each.id: in_language(each.title, language) for each in scorecard.indicators}
    parts = [titles.get(subject.indicator or "", "")]
    if subject.year and subject.tertial and (subject.year, subject.tertial) != as_of:
        parts.append(write.tertial(AsOf(subject.year, subject.tertial), language))
    return " · ".join(part for part in parts if part)


def content_text(content: Content, language: str = "nb") -> str:
    """What a version says, as lines of text."""
    match content:
        case Answer():
            parts = [answer_word(content.code, language).capitalize(), content.text]
        case Action():
            parts = [content.text, " · ".join(action_parts(content, language))]
        case LeaderForecast():
            parts = [forecast_text(content, language), content.text]
        case MilestoneDone():
            parts = [write.day(content.done, language), content.text]
        case _:
            parts = [content.text]
    return "\n".join(part for part in parts if part)


def forecast_text(content: LeaderForecast, language: str = "nb") -> str:
    """The leader's number as it was written, with the language's comma."""
    exponent = content.value.as_tuple().exponent
    return write.number(content.value, -exponent if isinstance(exponent, int) and exponent < 0 else 0, language)


def assessment_html(version: Version | None, label: str, clock: Clock, language: str = "nb") -> str:
    """An assessment for those who only read it; nothing where there is none."""
    if version is None or version.withdrawn:
        return ""
    when = say("write.saved", language, when=moment(version.at, clock, None, language), who=version.author)
    text = content_text(version.content, language)
    return f'<div class="ef-note"><p><b>{escape(label)}</b> · {escape(when)}</p>{_text_html(text)}</div>'


def is_late(version: Version, today: date) -> bool:
    """Whether something to be done is still to be done after its deadline."""
    return isinstance(version.content, Action) and version.content.state.is_open and version.is_late(today)


def waiting_text(version: Version, answers: Sequence[Version], today: date, language: str = "nb") -> str:
    """That an answer is awaited, or that its deadline has passed; nothing where there is one, or it is closed."""
    content = version.content
    if not isinstance(content, Wondering) or content.state is WonderingState.CLOSED or answers:
        return ""
    if content.deadline is None:
        return say("wonder.waiting", language)
    key = "wonder.late" if version.is_late(today) else "wonder.waiting.by"
    return say(key, language, day=write.short_day(content.deadline, language))


def action_parts(content: Action, language: str = "nb") -> list[str]:
    """Who, by when, how far, and when it is measured again."""
    return [
        part
        for part in (
            content.owner,
            say("action.due", language, day=write.short_day(content.deadline, language)) if content.deadline else "",
            state_word(content.state, language),
            say("action.measured", language, day=write.short_day(content.remeasure, language))
            if content.remeasure
            else "",
        )
        if part
    ]


def decisions_html(versions: Sequence[Version], clock: Clock, language: str = "nb") -> str:
    """What was agreed, with the day and who wrote it down."""
    items = "".join(
        f"<li>{_text_html(content_text(version.content, language))}"
        f'<span class="m">{escape(f"{moment(version.at, clock, None, language)} · {version.author}")}</span></li>'
        for version in versions
    )
    return f"<ul>{items}</ul>"


def action_html(version: Version, today: date, about: str = "", history: str = "", language: str = "nb") -> str:
    """A card of something to be done; `about` is what it is about, in words, and `history` is HTML."""
    content = version.content
    assert isinstance(content, Action)
    late = is_late(version, today)
    state = say("action.late", language) if late else state_word(content.state, language)
    parts = [part for part in action_parts(content, language) if part != state_word(content.state, language)]
    small = escape(" · ".join([*parts, *([about] if about else [])]))
    return (
        f'<div class="ef-action">{_text_html(content.text)}'
        f'<p><span class="ef-tag {"late" if late else content.state.value}">{escape(state)}</span> '
        f"{small}</p>{history}</div>"
    )


def wondering_html(
    version: Version,
    asked: Version,
    answers: Sequence[Version],
    today: date,
    clock: Clock,
    about: str = "",
    history: str = "",
    language: str = "nb",
) -> str:
    """A card of something that is wondered at, with its answers or the wait for one. `asked` is its first version."""
    content = version.content
    assert isinstance(content, Wondering)
    to = say("wonder.to", language, who=content.owner) if content.owner else ""
    head = " ".join(part for part in (say("wonder.from", language, who=asked.author), to) if part)
    line = " · ".join(part for part in (write.short_day(clock(asked.at).date(), language), about) if part)
    told = "".join(_answer_html(answer, clock, language) for answer in answers)
    told += _waiting_html(version, answers, today, language)
    return (
        f'<div class="ef-note ef-wonder"><p><b>{escape(head)}</b> · {escape(line)}</p>'
        f"{_text_html(content.text)}{told}"
        f"{history}</div>"
    )


def _answer_html(version: Version, clock: Clock, language: str) -> str:
    content = version.content
    assert isinstance(content, Answer)
    head = say("answer.by", language, who=version.author)
    code = answer_word(content.code, language).capitalize()
    day = write.short_day(clock(version.at).date(), language)
    return (
        f'<div class="ef-answer"><p><b>{escape(head)}</b> · {escape(day)} · {escape(code)}</p>'
        f"{_text_html(content.text)}</div>"
    )


def _waiting_html(version: Version, answers: Sequence[Version], today: date, language: str) -> str:
    closed = getattr(version.content, "state", None) is WonderingState.CLOSED
    text = say("wonder.closed", language) if closed else waiting_text(version, answers, today, language)
    return f"<p><b>{escape(text)}</b></p>" if text else ""


WORDS: Final = (
    "saving",
    "waiting",
    "unsaved",
    "draft",
    "recovered",
    "locked",
    "mine",
    "keep_mine",
    "keep_theirs",
    "merge",
)


def form_words(language: str = "nb") -> dict[str, str]:
    """What the browser says by itself about the state of a form."""
    return {key: say(f"write.{key}", language) for key in WORDS}
