"""Forms and cards of what people write: escaped, read back, and told as it was."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some
from places import PROJECT
from record_samples import ONE_OF_EACH, SICK_LEAVE, SUBJECT

from effnett.errors import InputError
from effnett.model.records import (
    Action,
    ActionState,
    Answer,
    AnswerCode,
    Assessment,
    AssessmentState,
    Content,
    Decision,
    LeaderForecast,
    MilestoneDone,
    RecordKind,
    Version,
    Wondering,
    WonderingState,
)
from effnett.present.entries import (
    action_fields,
    action_from,
    answer_fields,
    answer_from,
    assessment_from,
    forecast_from,
    read_day,
    read_number,
    values_of,
    wondering_fields,
    wondering_from,
)
from effnett.present.wording import _WORDS, LANGUAGES
from effnett.present.words import access, follow_up, meeting, peers, service, tertial, writing
from effnett.present.writing import (
    Act,
    Field,
    Form,
    action_html,
    acts_html,
    content_text,
    form_html,
    form_words,
    history_html,
    moment,
    saved_text,
    wondering_html,
)

NOON = datetime(2009, 9, 12, 12, 2, 31, tzinfo=UTC)
TODAY = date(2009, 9, 20)
BAD = "<script>\"&'"


def utc(at: datetime) -> datetime:
    """The clock of Greenwich."""
    return at.astimezone(UTC)


def version(content: Content, number: int = 1, author: str = "Kari", withdrawn: bool = False) -> Version:
    """A version as it would be read."""
    return Version("r" * 32, number, max(0, number - 1), number, NOON, author, withdrawn, content)


def test_catalogues_of_words_do_not_overlap() -> None:
    """A word is said in one place, and in every language."""
    catalogues = [each.WORDS for each in (access, follow_up, meeting, peers, service, tertial, writing)]
    keys = [key for words in catalogues for key in words]
    assert len(keys) == len(set(keys))
    assert [key for words in catalogues for key, texts in words.items() if len(texts) != len(LANGUAGES)] == []


def test_a_form_escapes_all_it_is_given() -> None:
    """Labels, options, blanks and buttons."""
    field = Field("n", BAD, "choice", ((BAD, BAD),), BAD)
    form = Form("sted", (field, Field("t", BAD, "area")), BAD, (Act("a", BAD, made_from=3),), BAD)
    html = form_html(form) + acts_html(form)
    assert "<script>" not in html
    assert 'data-from="3"' in html
    assert "Skriv ikke helseopplysninger" in html
    assert html.count("<label for=") == 2


def test_a_form_saves_by_itself_where_it_has_no_button() -> None:
    """Without fields there is nothing to fill in, and nothing to warn of."""
    assert "submit" not in form_html(Form("s", (Field("text", "T", "area"),)))
    assert "helseopplysninger" not in form_html(Form("s"))
    assert acts_html(Form("s")) == ""


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (NOON + timedelta(hours=1), "Lagret kl. 12.02.31 av Kari"),
        (NOON + timedelta(days=1), "Lagret 12. sep. 2009 kl. 12.02 av Kari"),
    ],
)
def test_when_it_was_saved(now: datetime, told: str) -> None:
    """The time alone on the same day."""
    assert saved_text(version(Assessment(SUBJECT, "a")), utc, now) == told
    assert saved_text(None, utc, now) == ""
    assert moment(NOON, utc) == "12. sep. 2009 kl. 12.02"


def test_a_withdrawn_record_says_so() -> None:
    """And that nothing is deleted."""
    told = saved_text(version(Assessment(SUBJECT, "a"), withdrawn=True), utc, NOON)
    assert told == "Trukket tilbake kl. 12.02.31 av Kari. Ingenting er slettet."


def test_history_has_every_version_newest_first() -> None:
    """With its state, who and when; one that lost a race among them; all escaped."""
    versions = [
        version(Assessment(SUBJECT, "først")),
        version(Assessment(SUBJECT, BAD), 0, "Ola"),
        version(Assessment(SUBJECT, "sist\nto linjer", AssessmentState.DELIVERED), 2),
    ]
    html = history_html(versions, utc)
    assert html.index("sist&#10;to linjer") < html.index("Kom for sent") < html.index("først")
    assert "Alle versjoner (3)" in html
    assert "levert" in html
    assert "<script>" not in html
    assert history_html(versions[:1], utc) == ""


@pytest.mark.parametrize("content", ONE_OF_EACH)
def test_every_kind_can_be_told(content: Content) -> None:
    """As text, with all that is in it."""
    text = content_text(content)
    assert content.text in text
    if isinstance(content, LeaderForecast):
        assert text.startswith("10,50")
    if isinstance(content, MilestoneDone):
        assert text.startswith("31. januar 2009")
    if isinstance(content, Decision | Assessment | Wondering):
        assert text == content.text


@pytest.mark.parametrize(
    ("content", "answers", "told"),
    [
        (Wondering(SUBJECT, "?"), [], "Svar ventes<"),
        (Wondering(SUBJECT, "?", deadline=date(2009, 9, 25)), [], "Svar ventes innen 25. sep. 2009"),
        (Wondering(SUBJECT, "?", deadline=date(2009, 9, 15)), [], "Fristen gikk ut 15. sep. 2009"),
        (Wondering(SUBJECT, "?", WonderingState.CLOSED), [], "Undringen er lukket"),
        (Wondering(SUBJECT, "?"), [Answer(SUBJECT, "r" * 32, AnswerCode.CHANCE, BAD)], "Tilfeldig"),
    ],
)
def test_a_wondering_with_its_answers(content: Wondering, answers: list[Answer], told: str) -> None:
    """Or the wait for one; who asked first stays the one who asks."""
    first = version(content, author="Direktøren")
    html = wondering_html(version(content, 2, "Ola"), first, [version(each) for each in answers], TODAY, utc)
    assert told in html
    assert "Undring fra Direktøren" in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("state", "deadline", "told"),
    [
        (ActionState.STARTED, date(2009, 9, 19), "forsinket"),
        (ActionState.STARTED, date(2009, 9, 20), "i gang"),
        (ActionState.DONE, date(2009, 9, 1), "gjort"),
        (ActionState.PLANNED, None, "planlagt"),
    ],
)
def test_an_action_is_late_where_somebody_has_something_to_do(
    state: ActionState, deadline: date | None, told: str
) -> None:
    """What is done or dropped is not late."""
    html = action_html(version(Action(SUBJECT, BAD, "HR", deadline, state)), TODAY)
    assert f">{told}<" in html
    assert "<script>" not in html


TEXTS = some.text(max_size=30)
DAYS = some.none() | some.dates(date(1950, 1, 1), date(2100, 1, 1))
WONDERINGS = some.builds(
    Wondering, some.just(SUBJECT), TEXTS, some.just(WonderingState.OPEN), TEXTS.map(str.strip), DAYS
)
ACTIONS = some.builds(
    Action, some.just(SUBJECT), TEXTS, TEXTS.map(str.strip), DAYS, some.sampled_from(ActionState), DAYS, some.none()
)
ANSWERS = some.builds(Answer, some.just(SUBJECT), some.just("r"), some.sampled_from(AnswerCode), TEXTS)
FORECASTS = some.builds(
    LeaderForecast, some.just(SICK_LEAVE), some.decimals(-(10**6), 10**6, places=2).map(lambda d: d + 0), TEXTS
)


@given(WONDERINGS | ACTIONS | ANSWERS | FORECASTS)
def test_what_stands_in_the_fields_is_what_was_kept(content: Content) -> None:
    """Read back, the values of a record are the record."""
    values = values_of(content)
    match content:
        case Wondering():
            assert wondering_from(values, SUBJECT) == content
            assert set(values) == {field.name for field in wondering_fields()}
        case Action():
            assert action_from(values, SUBJECT) == content
            assert set(values) == {field.name for field in action_fields()}
        case Answer():
            assert answer_from(values, SUBJECT, "r") == content
            assert set(values) == {field.name for field in answer_fields()}
        case LeaderForecast():
            assert forecast_from(values, SICK_LEAVE) == content


def test_another_text_keeps_the_state() -> None:
    """A text that is typed does not set back what is delivered; the records refuse it (docs/records.md)."""
    before = Assessment(SUBJECT, "a", AssessmentState.DELIVERED)
    assert assessment_from({"text": "b"}, SUBJECT, before) == Assessment(SUBJECT, "b", AssessmentState.DELIVERED)
    assert assessment_from({"text": "b"}, SUBJECT, None) == Assessment(SUBJECT, "b")


@pytest.mark.parametrize(
    ("text", "number"),
    [("12,8", "12.8"), ("12", "12"), ("−3,5", "-3.5"), ("-3", "-3"), ("1 200,5 %", "1200.5"), (" 7 % ", "7")],
)
def test_norwegian_numbers(text: str, number: str) -> None:
    """With a comma, spaces in thousands and a per cent sign."""
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "tolv", "12.8", "1.200", "12,", "1 2", "1,2,3", "nan", "1e5", "٣"])
def test_what_is_no_number_is_refused(text: str) -> None:
    """A point may be thousands or decimals, so it is asked for again."""
    with pytest.raises(InputError) as refused:
        read_number(text)
    assert "er ikke et tall" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "day"), [("2009-09-15", date(2009, 9, 15)), ("15.9.2009", date(2009, 9, 15)), ("", None)]
)
def test_days(text: str, day: date | None) -> None:
    """As the browser sends them, and as people write them."""
    assert read_day({"d": text}, "d", RecordKind.ACTION) == day


@pytest.mark.parametrize("text", ["snart", "31.2.2009", "2009-13-01"])
def test_what_is_no_day_is_refused(text: str) -> None:
    """With the text in the message."""
    with pytest.raises(InputError, match=text):
        read_day({"d": text}, "d", RecordKind.ACTION)


def test_an_answer_needs_a_reason() -> None:
    """One of the codes."""
    with pytest.raises(InputError, match="Velg en årsak"):
        answer_from({"code": "", "text": "x"}, SUBJECT, "r")


def test_the_browser_has_all_the_words_it_says() -> None:
    """Each of them said."""
    assert all(form_words().values())


def test_every_word_that_is_said_is_in_the_catalogue() -> None:
    """A key that is written out in the code is one there are words for."""
    texts = [path.read_text(encoding="utf-8") for path in (PROJECT / "effnett").rglob("*.py")]
    keys = {key for text in texts for key in re.findall(r"""\bsay\(\s*["']([a-z_.]+)["']""", text)}
    assert len(keys) > 100
    assert sorted(keys - set(_WORDS)) == []
