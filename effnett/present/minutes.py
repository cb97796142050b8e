"""Minutes of a management meeting: what was decided and wondered at, by whom and when, and the figure as it stood.

Written as Markdown and as Word from the same record. A figure that is suppressed now is left out, whatever
was shown when it was decided on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Final

from docx import Document
from docx.document import Document as Word

from effnett.model.evaluation import Status
from effnett.model.organisation import OrgTree
from effnett.model.records import Answer, Decision, Figure, RecordKind, Version, Wondering
from effnett.model.scorecard import Scorecard, in_language
from effnett.present import formatting as write
from effnett.present.meeting_notes import Held, concerns, written_here
from effnett.present.wording import answer_word, say, status_word

_MARKS: Final = re.compile(r"([\\`*_\[\]<>#|~&])")
"""Signs that mean something to Markdown wherever they stand."""
_BEGINNING: Final = re.compile(r"^(\d*)(?=[-+=.)])")
"""What makes a list or a line of a text that begins with it: `- x`, `1. x`, `===`."""
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Signs that XML, and so Word, cannot hold."""


@dataclass(frozen=True)
class Entry:
    """One decision or wondering: what, and in words who, when, by when, the figure, and what was answered."""

    kind: RecordKind
    text: str
    who: str
    figure: str = ""
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Minutes:
    """A whole meeting, put into words; `subjects` are the indicators with what was written on each."""

    heading: str
    facts: tuple[tuple[str, str], ...]
    subjects: tuple[tuple[str, tuple[Entry, ...]], ...]
    footer: str


def minutes(
    held: Held,
    versions: Iterable[Version],
    firsts: Mapping[str, Version],
    scorecard: Scorecard,
    tree: OrgTree,
    facts: str,
    answers: Iterable[Version] = (),
    language: str = "nb",
) -> Minutes:
    """The minutes of a meeting, from the newest versions of records; `facts` is the version of the facts.

    `answers` are to the wonderings among them, whenever they came.
    """
    answered: dict[str, list[str]] = {}
    for version in answers:
        if isinstance(version.content, Answer) and not version.withdrawn:
            answered.setdefault(version.content.about, []).append(_answer_text(version, version.content, language))
    found = [
        (version, firsts.get(version.record, version))
        for version in versions
        if not version.withdrawn
        and concerns(held, version)
        and written_here(held, version, firsts.get(version.record, version))
    ]
    titles = {indicator.id: in_language(indicator.title, language) for indicator in scorecard.indicators}
    subjects: dict[str, list[Entry]] = {}
    for version, first in sorted(found, key=lambda pair: pair[1].change):
        subject = version.subject.indicator or ""
        entry = _entry(held, version, first, tree, language)
        told_answers = tuple(answered.get(version.record, ()))
        subjects.setdefault(titles.get(subject, subject), []).append(replace(entry, answers=told_answers))
    writers = dict.fromkeys(name for version, first in found for name in (first.author, version.author))
    told = [
        ("minutes.held", write.day(held.day, language)),
        ("minutes.as_of", write.tertial(held.as_of, language)),
        ("minutes.scorecard", in_language(scorecard.title, language)),
        ("minutes.writers", ", ".join(writers)),
    ]
    return Minutes(
        say("minutes.heading", language, unit=tree.unit(held.org_unit).name),
        tuple((say(key, language), text) for key, text in told if text),
        tuple((title, tuple(entries)) for title, entries in subjects.items()),
        f"{say('minutes.versions', language, scorecard=scorecard.version or '–', facts=facts)} "
        f"{say('minutes.elsewhere', language)}",
    )


def _entry(held: Held, version: Version, first: Version, tree: OrgTree, language: str) -> Entry:
    content = version.content
    assert isinstance(content, Decision | Wondering)
    parts = [first.author, write.moment(first.at, language)]
    if version.version > first.version:
        parts.append(f"{say('meeting.mended', language)} {write.moment(version.at, language)}, {version.author}")
    figure = ""
    if isinstance(content, Decision):
        hidden = version.subject.indicator in held.hidden
        figure = _figure_text(content.figure, hidden, language) if content.figure else ""
    else:
        if version.subject.org_unit != held.org_unit:
            parts.append(say("meeting.to", language, unit=tree.unit(version.subject.org_unit).name))
        if content.owner:
            parts.append(say("meeting.owner", language, owner=content.owner))
        if content.deadline:
            parts.append(say("meeting.deadline", language, day=write.day(content.deadline, language)))
    return Entry(version.kind, content.text, " · ".join(parts), figure)


def _answer_text(version: Version, answer: Answer, language: str) -> str:
    """`Svar fra Ola 27. november 2009 kl. 14.02 – et reelt problem: Turnus ble lagt om.`"""
    return say(
        "minutes.answer",
        language,
        who=version.author,
        when=write.moment(version.at, language),
        code=answer_word(answer.code, language),
        text=answer.text,
    )


def _figure_text(figure: Figure, hidden: bool, language: str) -> str:
    """`Tallet slik det sto: 10,45 % · mål ≤ 9,9 % · Ikke nådd`."""
    if hidden or figure.status == Status.SUPPRESSED.value:
        return say("minutes.figure", language, figure=say("suppressed", language))
    parts = [figure.shown]
    if figure.target:
        parts.append(say("minutes.figure.target", language, target=figure.target))
    if figure.status in {status.value for status in Status}:
        parts.append(status_word(Status(figure.status), language))
    return say("minutes.figure", language, figure=" · ".join(parts))


def kind_word(kind: RecordKind, language: str = "nb") -> str:
    """`Beslutning` or `Undring`."""
    return say("minutes.decision" if kind is RecordKind.DECISION else "minutes.wondering", language)


def markdown(told: Minutes, language: str = "nb") -> str:
    """The minutes as Markdown; what people have written means nothing to it but itself."""
    lines = [f"# {_plain(told.heading)}", ""]
    lines += [f"- **{_plain(label)}:** {_inside(text)}" for label, text in told.facts]
    if not told.subjects:
        lines += ["", _plain(say("minutes.nothing", language))]
    for title, entries in told.subjects:
        lines += ["", f"## {_plain(title)}"]
        for entry in entries:
            lines += ["", f"**{_plain(kind_word(entry.kind, language))}:** {_paragraphs(entry.text)}"]
            lines += ["", f"*{_plain(entry.who)}*"]
            lines += ["", _plain(entry.figure)] if entry.figure else []
            lines += [line for answer in entry.answers for line in ("", _plain(answer))]
    return "\n".join([*lines, "", "---", "", _plain(told.footer), ""])


def _plain(text: str) -> str:
    """A text on a line of its own in which nothing means anything to Markdown or HTML."""
    return _BEGINNING.sub(r"\1\\", _inside(text))


def _inside(text: str) -> str:
    """The same inside a line, where a number with a full stop makes no list: `2. tertial 2009`."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _paragraphs(text: str) -> str:
    """A text with its lines kept: a blank line for each, so that nothing begins a list or a heading."""
    lines = [_plain(line) for line in _CONTROL.sub("", text).splitlines()]
    return "\n\n".join(line for line in lines if line)


def word(told: Minutes, held_on: date, language: str = "nb") -> bytes:
    """The minutes as a Word document with headings, a table of what was written on each indicator, and a footer."""
    document = Document()
    document.core_properties.title = _xml(told.heading)
    document.core_properties.author = "effnett"
    document.core_properties.language = "nb-NO"
    document.core_properties.subject = held_on.isoformat()
    document.add_heading(_xml(told.heading), 0)
    for label, text in told.facts:
        line = document.add_paragraph()
        line.add_run(f"{label}: ").bold = True
        line.add_run(_xml(text))
    if not told.subjects:
        document.add_paragraph(say("minutes.nothing", language))
    for title, entries in told.subjects:
        _subject(document, title, entries, language)
    document.sections[0].footer.paragraphs[0].text = _xml(told.footer)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _subject(document: Word, title: str, entries: Iterable[Entry], language: str) -> None:
    document.add_heading(_xml(title), 1)
    table = document.add_table(rows=1, cols=2, style="Light Grid Accent 1")
    for cell, key in zip(table.rows[0].cells, ("minutes.what", "minutes.who"), strict=True):
        cell.text = say(key, language)
    for entry in entries:
        what, who = table.add_row().cells
        first = what.paragraphs[0]
        first.add_run(f"{kind_word(entry.kind, language)}: ").bold = True
        first.add_run(_xml(entry.text))
        if entry.figure:
            what.add_paragraph(_xml(entry.figure))
        for answer in entry.answers:
            what.add_paragraph(_xml(answer))
        who.text = _xml(entry.who)


def _xml(text: str) -> str:
    """A text without the signs that a document of XML cannot hold."""
    return _CONTROL.sub("", text)
