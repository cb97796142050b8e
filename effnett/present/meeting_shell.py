"""What stands around the screens of a meeting: the clock, the buttons, and the windows that open over them."""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from typing import Final

from effnett.present.wording import say

_FOOT: Final = (
    ("previous", "←"),
    ("next", "→"),
    ("red", "R"),
    ("overview", "O"),
    ("decision", "B"),
    ("wondering", "U"),
    ("all", "A"),
    ("timer", "T"),
    ("skip", "S"),
    ("blank", "M"),
    ("dark", "D"),
    ("help", "H"),
)
_KEYS: Final = (
    ("→ · PgDn", "next"),
    ("← · PgUp", "previous"),
    ("Home · End", "ends"),
    ("R", "red"),
    ("O", "overview"),
    ("S", "skip"),
    ("B", "decision"),
    ("U", "wondering"),
    ("A", "all"),
    ("T", "timer"),
    ("N · 0", "reset"),
    ("M · .", "blank"),
    ("D", "dark"),
    ("H · ?", "keys"),
    ("Esc", "escape"),
)


def shell_html(name: str, day: str, decides: bool, asks: bool, note: str = "", language: str = "nb") -> str:
    """The frame that the browser puts the screens into; `name` and `day` are the meeting's.

    A `note` on the day deadlines are judged by stands where the meeting is ended and where its keys are told.
    """
    without = {key for key, may in (("decision", decides), ("wondering", asks)) if not may}
    return (
        f'<div class="ef-meet"><div class="top"><p class="clock" role="timer" hidden></p>'
        '<p class="notice" role="status" hidden></p>'
        '<p class="hint" role="status"></p><p class="waiting" role="alert" hidden></p></div>'
        '<div class="screens"></div>'
        f"{_foot_html(name, day, without, language)}{_overview(language)}{_help_html(note, language)}"
        f"{_write_html(language)}{_all_html(language)}{_end_html(note, language)}"
        f'<div class="blank" hidden><p>{escape(say("meeting.blank", language))}</p></div></div>'
    )


def _foot_html(name: str, day: str, without: Collection[str], language: str) -> str:
    keys = [(key, sign) for key, sign in _FOOT if key not in without]
    buttons = "".join(_key_button(key, sign, language) for key, sign in keys)
    return (
        f'<div class="foot"><div class="keys">{buttons}</div>'
        f'<p class="meeting"><span>{escape(name)}</span><span class="day"> · {escape(day)}</span></p>'
        f"{_key_button('end', 'Esc', language)}</div>"
    )


def _key_button(key: str, sign: str, language: str) -> str:
    word = escape(say(f"meeting.key.{key}", language))
    return f'<button type="button" data-do="{key}"><kbd>{sign}</kbd> {word}</button>'


def _window(kind: str, heading: str, inside: str) -> str:
    return (
        f'<dialog class="{kind}" aria-labelledby="meet-{kind}"><h2 id="meet-{kind}" tabindex="-1">{heading}</h2>'
        f"{inside}</dialog>"
    )


def _close(language: str, word: str = "meeting.close") -> str:
    return f'<button type="button" data-close>{escape(say(word, language))}</button>'


def _overview(language: str) -> str:
    inside = f'<ol class="tiles"></ol><p class="row">{_close(language)}</p>'
    return _window("overview", escape(say("meeting.overview", language)), inside)


def _note(note: str) -> str:
    return f'<p class="row small">{escape(note)}</p>' if note else ""


def _help_html(note: str, language: str) -> str:
    rows = "".join(
        f"<dt><kbd>{escape(keys)}</kbd></dt><dd>{escape(say(f'meeting.help.{word}', language))}</dd>"
        for keys, word in _KEYS
    )
    letters = escape(say("meeting.help.letters", language))
    inside = (
        f'<dl>{rows}</dl><p><label><input type="checkbox" class="letters" checked> {letters}</label></p>{_note(note)}'
        f'<p class="row">{_close(language)}</p>'
    )
    return _window("help", escape(say("meeting.help", language)), inside)


def _write_html(language: str) -> str:
    """The form for a decision, a wondering and the mending of either; what does not belong is hidden."""

    def field(name: str, label: str, control: str) -> str:
        return (
            f'<p data-field="{name}"><label for="meet-{name}">{escape(say(label, language))}</label><br>{control}</p>'
        )

    inside = (
        '<p class="figure"></p><p class="told" role="alert" hidden></p>'
        + field("text", "meeting.field.text", '<textarea id="meet-text" rows="4" maxlength="20000"></textarea>')
        + f'<p class="small">{escape(say("access.no_health", language))}</p>'
        + field("unit", "meeting.field.unit", '<select id="meet-unit"></select>')
        + field("owner", "meeting.field.owner", '<input id="meet-owner" maxlength="200" autocomplete="off">')
        + field("deadline", "meeting.field.deadline", '<input id="meet-deadline" type="date">')
        + field("name", "meeting.field.name", '<input id="meet-name" maxlength="200" autocomplete="name">')
        + '<p class="writer small"></p><p class="row">'
        f'<button type="submit" class="first">{escape(say("meeting.save", language))} <kbd>Ctrl+Enter</kbd></button>'
        f'<button type="button" data-mine hidden>{escape(say("meeting.conflict.mine", language))}</button>'
        f'<button type="button" data-theirs hidden>{escape(say("meeting.conflict.theirs", language))}</button>'
        f"{_close(language, 'meeting.cancel')}</p>"
    )
    return _window("write", "", f"<form>{inside}</form>")


def _all_html(language: str) -> str:
    """All that is written on an indicator, to be mended or withdrawn under a name."""
    inside = (
        '<div class="list" tabindex="0" role="group"></div>'
        f'<p data-field="who"><label for="meet-who">{escape(say("meeting.field.name", language))}</label><br>'
        '<input id="meet-who" maxlength="200" autocomplete="name"></p>'
        f'<p class="done" role="status"></p><p class="row">{_close(language)}</p>'
    )
    return _window("all", "", inside)


def _end_html(note: str, language: str) -> str:
    inside = (
        '<p class="counts"></p><p data-field="day" hidden><label for="meet-day">'
        f'{escape(say("meeting.end.day", language))}</label><br><select id="meet-day"></select></p>'
        '<p class="made" role="status"></p><p class="row">'
        f'<button type="button" class="first" data-minutes="docx">{escape(say("meeting.end.word", language))}</button>'
        f'<button type="button" data-minutes="md">{escape(say("meeting.end.markdown", language))}</button></p>'
        f'<p class="row"><a class="leave" href="./">{escape(say("meeting.end.leave", language))}</a>'
        f"{_close(language, 'meeting.end.stay')}</p>{_note(note)}"
    )
    return _window("end", escape(say("meeting.end", language)), inside)
