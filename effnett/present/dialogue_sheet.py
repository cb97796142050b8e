"""One unit's dialogue sheet as Word: figures, questions, what has been written, and where it all comes from.

It is made of what the page shows, so nothing that is hidden there is in it.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell

from effnett.evaluate.tertials import Tertials
from effnett.model.evaluation import Status
from effnett.model.records import (
    Action,
    Answer,
    Assessment,
    AssessmentState,
    LeaderForecast,
    Version,
    Wondering,
    WonderingState,
)
from effnett.model.scorecard import Scorecard, in_language
from effnett.present import formatting as write
from effnett.present.dialogue import figure_cells, figure_heads, model_text
from effnett.present.questions import Aim, Question
from effnett.present.wording import answer_word, say, state_word, status_word
from effnett.present.writing import Clock, about_text, action_parts, content_text, is_late, moment, waiting_text

_FILLS: Final = {Status.NEAR: "FFE9B8", Status.MISSED: "9B1C14", Status.SUPPRESSED: "EEF0F3", Status.NO_DATA: "EEF0F3"}
_SIGNS: Final = {Status.MET: "✓ ", Status.NEAR: "◐ ", Status.MISSED: "✕ "}
_WHITE: Final = RGBColor(0xFF, 0xFF, 0xFF)
_SMALL: Final = Pt(9)


@dataclass(frozen=True)
class Sheet:
    """All that the document tells of one unit in one tertial."""

    scorecard: Scorecard
    unit_name: str
    state: str
    tertials: Tertials
    questions: Sequence[Question]
    aim: Aim
    assessments: Sequence[Version]
    wonderings: Sequence[Version]
    answers: Sequence[Version]
    actions: Sequence[Version]
    decisions: Sequence[Version]
    leaders: Mapping[str, LeaderForecast]
    clock: Clock
    judged_by: date
    """The day that deadlines are judged by."""
    histories: Mapping[str, Sequence[Version]]
    """All versions of each record, the oldest first: who asked, who delivered and who approved."""

    def first(self, version: Version) -> Version:
        """The version that a record began with."""
        return next(iter(self.histories.get(version.record, ())), version)

    def about(self, version: Version, language: str) -> str:
        """What a record is about: its indicator, and its tertial where that is another than the sheet's."""
        return about_text(version.subject, self.scorecard, self.tertials.as_of, language)

    def day(self, version: Version, language: str) -> str:
        """The day a version was saved."""
        return write.short_day(self.clock(version.at).date(), language)


def sheet_document(sheet: Sheet, today: date, language: str = "nb") -> bytes:
    """The document's bytes."""
    document = _begun(language)
    tertial = write.tertial(sheet.tertials.as_of, language)
    title = say("document.title", language, tertial=tertial, unit=sheet.unit_name)
    document.core_properties.title = title
    document.core_properties.author = ""
    document.add_heading(title, 0)
    if sheet.state:
        document.add_paragraph(sheet.state)
    _figures(document, sheet, language)
    document.add_heading(say("sheet.questions", language), 1)
    for question in sheet.questions:
        document.add_paragraph(question.text, style="List Number")
    _assessments(document, sheet, language)
    _wonderings(document, sheet, language)
    _actions(document, sheet, language)
    _decisions(document, sheet, language)
    _footer(document, sheet, today, language)
    found = io.BytesIO()
    document.save(found)
    return found.getvalue()


def _begun(language: str) -> Doc:
    """An empty document: A4 on its side, in one typeface, in the language of its words."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin = section.bottom_margin = Mm(15)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    normal.element.rPr.append(normal.element.rPr.makeelement(qn("w:lang"), {qn("w:val"): f"{language}-NO"}))
    return document


def _figures(document: Doc, sheet: Sheet, language: str) -> None:
    """The table of figures; only what needs action is filled."""
    document.add_heading(say("document.figures", language), 1)
    heads = figure_heads(sheet.tertials, language)
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        _put(cell, head, bold=True)
    for one in sheet.tertials.evaluations:
        leader, aim = sheet.leaders.get(one.indicator.id), sheet.aim(one)
        cells = figure_cells(sheet.tertials, one, leader, aim, language)
        record = model_text(one, language)[1]
        cells[-2] = f"{cells[-2]}\n{record}".rstrip()
        row = table.add_row().cells
        title = in_language(one.indicator.title, language)
        _put(row[0], f"{title}\n{say(f'figures.is.{one.window.value}', language)}")
        told = f"{cells[0]}\n{_SIGNS.get(one.status, '')}{status_word(one.status, language)}"
        _put(row[1], told, one.status, bold=True)
        for cell, text in zip(row[2:], cells[1:], strict=True):
            _put(cell, text)
    document.add_paragraph(say("figures.key", language)).runs[0].font.size = _SMALL


def _put(cell: _Cell, text: str, status: Status | None = None, bold: bool = False) -> None:
    run = cell.paragraphs[0].add_run(text)
    run.font.size, run.bold = _SMALL, bold
    if status is Status.MISSED:
        run.font.color.rgb = _WHITE
    if status in _FILLS:
        properties = cell._tc.get_or_add_tcPr()
        properties.append(properties.makeelement(qn("w:shd"), {qn("w:val"): "clear", qn("w:fill"): _FILLS[status]}))


def _assessments(document: Doc, sheet: Sheet, language: str) -> None:
    """The unit's words, and those on single indicators, each with how far it has come, by whom and when."""
    document.add_heading(say("sheet.assessment", language), 1)
    for version in sorted(sheet.assessments, key=lambda each: each.subject.indicator is not None):
        content = version.content
        assert isinstance(content, Assessment)
        _told(document, content.text, [sheet.about(version, language), *_steps(sheet, version, language)])
    if not sheet.assessments:
        document.add_paragraph(say("document.nothing", language))


def _steps(sheet: Sheet, version: Version, language: str) -> list[str]:
    """`levert 7. sep. 2009 kl. 11.00 av Ola`, `godkjent …`: the newest of each step up to where it has come."""
    newest: dict[AssessmentState, Version] = {}
    for each in [*sheet.histories.get(version.record, ()), version]:
        assert isinstance(each.content, Assessment)
        if each.version:  # a text that lost a race is no step
            newest[each.content.state] = each
    states = list(AssessmentState)
    reached = states[: states.index(_state(version)) + 1]
    told = [state for state in reached if state in newest and (state is not AssessmentState.DRAFT or len(reached) == 1)]
    return [
        say(
            "document.step",
            language,
            state=state_word(state, language),
            when=moment(newest[state].at, sheet.clock, None, language),
            who=newest[state].author,
        )
        for state in told
    ]


def _state(version: Version) -> AssessmentState:
    assert isinstance(version.content, Assessment)
    return version.content.state


def _wonderings(document: Doc, sheet: Sheet, language: str) -> None:
    document.add_heading(say("sheet.wonderings", language), 1)
    for version in sheet.wonderings:
        content = version.content
        assert isinstance(content, Wondering)
        answers = [each for each in sheet.answers if getattr(each.content, "about", "") == version.record]
        answered = content.state is WonderingState.OPEN and bool(answers)
        state = say("follow.state.answered", language) if answered else state_word(content.state, language)
        first = sheet.first(version)
        who = [first.author, sheet.day(first, language), sheet.about(version, language)]
        to = say("wonder.to", language, who=content.owner) if content.owner else ""
        waits = waiting_text(version, answers, sheet.judged_by, language)
        _told(document, content.text, [*who, to, state, waits])
        for each in answers:
            if isinstance(each.content, Answer):
                code = answer_word(each.content.code, language)
                head = say("answer.by", language, who=each.author)
                line = f"{head} {sheet.day(each, language)} ({code}): {each.content.text}"
                document.add_paragraph(line, style="List Bullet")
    if not sheet.wonderings:
        document.add_paragraph(say("wonder.none", language))


def _actions(document: Doc, sheet: Sheet, language: str) -> None:
    lines = [
        " · ".join(
            part
            for part in [
                content.text,
                say("action.late", language) if is_late(each, sheet.judged_by) else "",
                *action_parts(content, language),
                sheet.about(each, language),
            ]
            if part
        )
        for each in sheet.actions
        if isinstance(content := each.content, Action)
    ]
    _section(document, "sheet.actions", lines or [say("action.none", language)], language)


def _decisions(document: Doc, sheet: Sheet, language: str) -> None:
    """What was agreed, with what it is about, who wrote it down and when."""
    lines = []
    for each in sheet.decisions:
        first = sheet.first(each)
        parts = [content_text(each.content, language), sheet.about(each, language)]
        lines.append(" · ".join(part for part in [*parts, first.author, sheet.day(first, language)] if part))
    _section(document, "document.agreed", lines, language)


def _section(document: Doc, key: str, lines: Sequence[str], language: str) -> None:
    """A list under its heading; nothing for no lines."""
    if lines:
        document.add_heading(say(key, language), 1)
    for line in lines:
        document.add_paragraph(line, style="List Bullet")


def _told(document: Doc, text: str, small: Sequence[str]) -> None:
    """What somebody wrote, with who and when in small print under it."""
    paragraph = document.add_paragraph(text)
    run = paragraph.add_run("\n" + " · ".join(part for part in small if part))
    run.font.size, run.italic = _SMALL, True


def _footer(document: Doc, sheet: Sheet, today: date, language: str) -> None:
    """When it was made, and from which versions of facts and scorecard."""
    text = say(
        "document.footer",
        language,
        day=write.day(today, language),
        facts=sheet.tertials.facts_version,
        card=sheet.scorecard.id,
        version=sheet.scorecard.version[:_VERSION],
        scope=say("document.scope", language),
    )
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(text).font.size = _SMALL


_VERSION: Final = 12
"""How much of a scorecard's version tells it from all others."""
