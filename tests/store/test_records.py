"""Records in a real SQLite and a real PostgreSQL: nothing is lost, nothing overwritten (docs/records.md)."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from record_crash import WRITERS, begin, faults, started, told_by
from record_samples import ODD_TEXT, ONE_OF_EACH, SICK_LEAVE, SUBJECT, T2, shared
from sqlalchemy import create_engine, insert, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from effnett.errors import InputError
from effnett.model.periods import AsOf
from effnett.model.records import (
    Action,
    ActionState,
    Answer,
    AnswerCode,
    Assessment,
    AssessmentState,
    Conflict,
    Content,
    Edit,
    RecordKind,
    Saved,
    Subject,
    Version,
    Wondering,
    WonderingState,
)
from effnett.store import record_turns
from effnett.store.record_engine import RECORDS, new_engine, opened_engine, records_url, writing
from effnett.store.record_rows import row_of
from effnett.store.record_statements import saving
from effnett.store.record_tables import versions
from effnett.store.records import Dated, Records, open_records

KILLS = int(os.environ.get("EFFNETT_KILLS", "20"))


def save(records: Records, content: Content, author: str = "Kari") -> Version:
    """The first version of a new record."""
    return done(records, Edit.first(content), author)


def done(records: Records, edit: Edit, author: str = "Kari", may_approve: bool = False) -> Version:
    """A save that must go well."""
    result = records.save(edit, author, may_approve)
    assert isinstance(result, Saved)
    return result.version


@pytest.mark.parametrize("content", ONE_OF_EACH, ids=lambda content: content.kind.value)
def test_what_is_typed_is_read_back_exactly(records: Records, content: Content) -> None:
    """Every kind, with line ends, joined emoji, quotes and signs of other languages; also by another reader."""
    saved = save(records, content)
    (read,) = records.history(saved.record)
    assert read == saved
    assert read.content == content
    assert (read.version, read.made_from, read.author, read.at.utcoffset()) == (1, 0, "Kari", saved.at.utcoffset())


def test_a_save_from_the_newest_version_adds_one(records: Records) -> None:
    """And every earlier one stays, in order."""
    version = save(records, shared("a"))
    for words in ("b", "c"):
        version = done(records, version.edit(shared(words)), "Ola")
    found = records.history(version.record)
    assert [(one.version, one.made_from, one.author) for one in found] == [(1, 0, "Kari"), (2, 1, "Ola"), (3, 2, "Ola")]
    assert [one.content for one in found] == [shared("a"), shared("b"), shared("c")]


def test_a_save_from_an_old_version_overwrites_nothing(records: Records) -> None:
    """Both versions are told, the late one is kept too, and the reader may choose either."""
    first = save(records, shared("a"))
    theirs = done(records, first.edit(shared("theirs")), "Ola")
    conflict = records.save(first.edit(shared("mine")), "Kari")
    assert isinstance(conflict, Conflict)
    assert conflict.theirs == theirs
    assert (conflict.mine.content, conflict.mine.version, conflict.mine.made_from) == (shared("mine"), 0, 1)
    assert records.newest(first.record) == theirs
    chosen = done(records, conflict.mine_chosen())
    assert [one.version for one in records.history(first.record)] == [1, 2, 0, 3]
    assert chosen.content == shared("mine")


def test_two_who_begin_on_the_same_assessment_meet(records: Records) -> None:
    """There is one assessment of a unit's tertial, whoever was first."""
    save(records, shared("a"))
    assert isinstance(records.save(Edit.first(shared("b")), "Ola"), Conflict)
    other = replace(SUBJECT, org_unit="b")
    assert save(records, Assessment(other, "b")).version == 1


def test_the_same_save_twice_is_one(records: Records) -> None:
    """A page that is not told of its save sends it again; so it is with a text that lost."""
    edit = Edit.first(Wondering(SUBJECT, "Hvorfor?"))
    assert done(records, edit) == done(records, edit)
    first = save(records, shared("a"))
    done(records, first.edit(shared("b")))
    lost = [records.save(first.edit(shared("c")), "Ola") for _ in range(3)]
    assert lost[0] == lost[1] == lost[2]
    assert [one.version for one in records.history(first.record)] == [1, 2, 0]
    assert len(records.history(edit.record)) == 1


def test_several_saves_are_all_made_or_none(records: Records) -> None:
    """A unit delivers all its assessments at once; where one has been changed, none is delivered."""
    whole, part = save(records, shared("a")), save(records, Assessment(SICK_LEAVE, "b"))

    def delivered(version: Version) -> Edit:
        assert isinstance(version.content, Assessment)
        return version.edit(replace(version.content, state=AssessmentState.DELIVERED))

    newer = done(records, part.edit(Assessment(SICK_LEAVE, "c")))
    results = records.save_all([delivered(whole), delivered(part)], "Kari")
    assert [type(result) for result in results] == [Conflict]
    assert records.deliveries(T2)["a"].state is AssessmentState.DRAFT
    assert [type(each) for each in records.save_all([delivered(whole), delivered(newer)], "Kari")] == [Saved, Saved]
    assert records.deliveries(T2)["a"].state is AssessmentState.DELIVERED


def test_a_refused_save_keeps_nothing(records: Records) -> None:
    """Neither the one that is wrong nor the one beside it."""
    good, bad = Edit.first(shared("a")), Edit.first(Wondering(SUBJECT, "a\0b"))
    with pytest.raises(InputError, match="NUL"):
        records.save_all([good, bad], "Kari")
    with pytest.raises(InputError, match="leveres først"):
        records.save(save(records, shared("a")).edit(Assessment(SUBJECT, "a", AssessmentState.APPROVED)), "Kari", True)
    assert [one.content for one in records.changes_since(0)] == [shared("a")]


def test_withdrawn_is_not_deleted(records: Records) -> None:
    """It is out of the lists, asked for by itself, and can be taken back."""
    first = save(records, Wondering(SUBJECT, "Hvorfor?"))
    gone = done(records, first.withdrawal())
    assert records.in_force(["a"]) == records.still_open() == []
    assert records.in_force(["a"], withdrawn=True) == [gone]
    back = done(records, gone.taken_back())
    assert records.in_force(["a"]) == records.still_open() == [back]
    assert [one.withdrawn for one in records.history(first.record)] == [False, True, False]


def test_lists_are_of_the_units_and_the_tertial_asked_for(records: Records) -> None:
    """By the newest version: one that was addressed to another unit has left the first."""
    asked = save(records, Wondering(SUBJECT, "Hvorfor?"))
    other = save(records, Wondering(replace(SUBJECT, org_unit="b"), "Når?"))
    save(records, Wondering(Subject.of("a", AsOf(2009, 1)), "Før?"))
    save(records, shared("a"))
    wonderings = [RecordKind.WONDERING]
    assert records.in_force(["a"], T2, wonderings) == [asked]
    assert records.in_force(["a", "b"], T2, wonderings) == [asked, other]
    moved = done(records, asked.edit(replace(asked.content, subject=other.subject)))
    assert records.in_force(["a"], T2, wonderings) == records.in_force([], T2) == []
    assert records.in_force(["b"], T2, wonderings) == [other, moved]
    assert len(records.in_force()) == 4


def test_what_is_open_is_told_the_latest_first(records: Records) -> None:
    """By deadline, then owner; without a deadline last; what is done, dropped or closed is not told."""
    saved = {
        name: save(records, content)
        for name, content in {
            "none": Action(SUBJECT, "u", "Ola"),
            "later": Action(SUBJECT, "s", "Ola", date(2009, 12, 1)),
            "kari": Wondering(SUBJECT, "u", owner="Kari", deadline=date(2009, 9, 1)),
            "ola": Action(SUBJECT, "s", "Ola", date(2009, 9, 1), ActionState.STARTED),
            "late": Action(replace(SUBJECT, org_unit="b"), "s", "Ola", date(2009, 1, 1)),
            "done": Action(SUBJECT, "s", "Ola", date(2009, 1, 1), ActionState.DONE),
            "dropped": Action(SUBJECT, "s", "Ola", date(2009, 1, 1), ActionState.DROPPED),
            "closed": Wondering(SUBJECT, "u", WonderingState.CLOSED),
        }.items()
    }
    told = [next(name for name, one in saved.items() if one == version) for version in records.still_open()]
    assert told == ["late", "kari", "ola", "later", "none"]
    assert records.still_open(["a"], "Ola") == [saved["ola"], saved["later"], saved["none"]]
    assert [saved["late"].is_late(day) for day in (date(2009, 1, 1), date(2009, 1, 2))] == [False, True]


def test_actions_are_looked_at_again_when_their_day_has_come(records: Records) -> None:
    """Done or not, but for those that were dropped."""
    for state in ActionState:
        save(records, Action(SUBJECT, state.value, state=state, remeasure=date(2010, 1, 31)))
    assert records.to_remeasure(date(2010, 1, 30)) == []
    due = records.to_remeasure(date(2010, 1, 31), ["a"])
    assert [one.content.state for one in due if isinstance(one.content, Action)] == list(ActionState)[:3]


def test_a_unit_has_delivered_when_its_last_assessment_has(records: Records) -> None:
    """A unit that has not begun is not among them; a withdrawn one does not hold the others back."""
    whole, part = save(records, shared("a")), save(records, Assessment(SICK_LEAVE, "b"), "Ola")
    save(records, Assessment(Subject.of("b", AsOf(2009, 1)), "før"))
    delivered = done(records, whole.edit(Assessment(SUBJECT, "a", AssessmentState.DELIVERED)))
    assert [(one.org_unit, one.state) for one in records.deliveries(T2).values()] == [("a", AssessmentState.DRAFT)]
    done(records, part.withdrawal())
    approved = done(records, delivered.edit(Assessment(SUBJECT, "a", AssessmentState.APPROVED)), "Sjef", True)
    (found,) = records.deliveries(T2, ["a", "b"]).values()
    assert (found.state, found.at, found.author) == (AssessmentState.APPROVED, approved.at, "Sjef")


def test_the_same_answer_three_tertials_in_a_row_is_found(records: Records) -> None:
    """Only where no tertial is left out, the code is the same, and the wondering stands."""
    answered = {
        "row": [(AsOf(2008, 3), "tilfeldig"), (AsOf(2009, 1), "tilfeldig"), (T2, "tilfeldig"), (T2, "datafeil")],
        "gap": [(AsOf(2008, 2), "tilfeldig"), (AsOf(2009, 1), "tilfeldig"), (T2, "tilfeldig")],
        "mixed": [(AsOf(2008, 3), "tilfeldig"), (AsOf(2009, 1), "frafall"), (T2, "tilfeldig")],
        "taken": [(AsOf(2008, 3), "frafall"), (AsOf(2009, 1), "frafall"), (T2, "frafall")],
    }
    for indicator, answers in answered.items():
        for as_of, code in answers:
            subject = Subject.of("a", as_of, "bydel", indicator)
            asked = save(records, Wondering(subject, "Hvorfor?"))
            save(records, Answer(subject, asked.record, AnswerCode(code)), "Ola")
            if (indicator, as_of) == ("taken", T2):
                done(records, asked.withdrawal())
    (found,) = records.repeated_answers(T2)
    assert (found.indicator, found.code, found.last, found.tertials) == ("row", AnswerCode.CHANCE, T2, 3)
    assert len(records.repeated_answers(T2, tertials=2)) == 2
    assert records.repeated_answers(T2, ["b"]) == records.repeated_answers(AsOf(2009, 3)) == []


def test_answers_and_actions_are_found_by_what_they_are_about(records: Records) -> None:
    """Several wonderings in one question."""
    asked = [save(records, Wondering(SUBJECT, words)) for words in "ab"]
    answers = [save(records, Answer(SUBJECT, one.record, AnswerCode.TIMING)) for one in asked]
    action = save(records, Action(SUBJECT, "s", about=asked[0].record))
    assert records.about([one.record for one in asked]) == [*answers, action]
    assert records.about([asked[1].record]) == [answers[1]]


def test_what_is_new_is_told_in_order_and_once(records: Records) -> None:
    """The counter grows with each save, and stands still where nothing was saved."""
    first = save(records, shared("a"))
    seen = records.newest_change()
    assert records.changes_since(seen) == []
    done(records, first.edit(shared("a")))
    assert records.newest_change() == seen
    others = [save(records, Wondering(SUBJECT, "a")), done(records, first.edit(shared("b")))]
    assert records.changes_since(seen) == others
    assert records.newest_change() == seen + 2
    lost = [records.save(first.edit(shared("c")), "Ola") for _ in range(2)]
    assert records.newest_change() == seen + 3
    new = Edit.first(Wondering(SUBJECT, "b"))
    records.save_all([others[1].edit(shared("b")), new], "Kari")
    assert [one.content for one in records.changes_since(seen + 2)] == [shared("c"), new.content]
    assert lost[0] == lost[1]


def test_the_database_itself_refuses_a_second_version_and_a_gap(records: Records) -> None:
    """Whoever writes to the tables, with or without this program."""
    first = save(records, shared("a"))
    for made_from, version in ((0, 1), (0, 2), (1, 3), (5, 6)):
        row = row_of(replace(first, change=99, version=version, made_from=made_from, content=shared("b")))
        with pytest.raises(IntegrityError), records.engine.begin() as connection:
            connection.execute(insert(versions), [row])


def test_a_version_just_saved_is_not_read_again(records: Records) -> None:
    """Its row is what the process that saved it sent; what another has saved after it is read."""
    first = save(records, shared("a"))
    with saving(records.engine) as transaction:
        assert transaction.newest(first.record) is first
    other = Records(new_engine(records.engine.url))
    second = done(other, first.edit(shared("b")))
    other.engine.dispose()
    for written in range(2):
        with saving(records.engine) as transaction:
            assert transaction.newest(first.record) == second
            assert transaction.newest_change() == second.change + written
        save(records, Wondering(SUBJECT, "c"))


def test_nothing_is_known_of_what_was_written_past_a_save(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a restore writes: SQLite tells a connection what others have written, and not what was written on itself."""
    monkeypatch.setattr(record_turns, "WAIT_SECONDS", 0.01)
    first = save(records, shared("a"))
    with record_turns.turn(records.engine):  # so that the rest shares a connection of the pool
        second = done(records, first.edit(shared("b")))
        third = replace(second, version=3, made_from=2, change=second.change + 1, content=shared("c"))
        with writing(records.engine) as connection:
            connection.execute(insert(versions), [row_of(third)])
        with saving(records.engine) as transaction:
            assert transaction.newest(first.record) == third


def test_what_was_taken_back_is_not_taken_for_saved(records: Records) -> None:
    """A transaction that fails leaves nothing, and the same change and version can be another's."""
    first = save(records, shared("a"))
    taken_back = replace(first, version=2, made_from=1, change=first.change + 1, content=shared("b"))

    def fail() -> None:
        with saving(records.engine) as transaction:
            transaction.add(taken_back)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert records.newest(first.record) == first
    second = done(records, first.edit(shared("b")))
    assert (second.version, second.change) == (taken_back.version, taken_back.change)
    assert records.history(first.record) == [first, second]


def test_a_turn_that_is_never_given_up_stops_nobody(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has waited for long enough saves without it: the database has a lock of its own."""
    monkeypatch.setattr(record_turns, "WAIT_SECONDS", 0.01)
    with record_turns.turn(records.engine):
        first = save(records, shared("a"))
    assert records.newest(first.record) == first


def test_a_version_from_before_a_restore_is_a_conflict(records: Records) -> None:
    """The page holds a version that is no longer there: its text is kept, and can be chosen."""
    conflict = records.save(replace(Edit.first(shared("a")), made_from=7), "Kari")
    assert isinstance(conflict, Conflict)
    assert conflict.theirs is None
    assert done(records, conflict.mine_chosen()).version == 1


def test_two_processes_at_once_both_have_all_they_saved(store: Path) -> None:
    """They write the same record in turn, and records of their own; what lost was kept and chosen."""
    writers = [started("record_writing.py", store, name, 40) for name in WRITERS]
    begin(writers)
    told = [told_by(writer.communicate(timeout=120)[0]) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert [len(each.saved) for each in told] == [40, 40]
    records = open_records(store)
    assert faults(records, [one for each in told for one in each.saved]) == []
    found = records.history(Edit.first(shared("")).record)
    assert max(one.version for one in found) == 40
    assert sum(one.version == 0 for one in found) == len(set.union(*(each.aside for each in told)))


def test_processes_that_open_a_new_store_at_once_make_one(store: Path) -> None:
    """The tables are made by one of them, while the others wait."""
    writers = [started("record_writing.py", store, number, 4) for number in range(4)]
    begin(writers)
    for writer in writers:
        writer.communicate(timeout=120)
    assert [writer.returncode for writer in writers] == [0, 0, 0, 0]


def test_killed_writers_lose_nothing_that_was_acknowledged(store: Path) -> None:
    """Two at a time, killed so many times at random moments (EFFNETT_KILLS)."""
    crashing = started("record_crash.py", store, KILLS)
    told, _ = crashing.communicate(timeout=600)
    assert crashing.returncode == 0, told


def test_a_file_that_is_deleted_under_us_is_not_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A save is told to be impossible, and the next opening begins anew: nothing goes to a file that is gone."""
    monkeypatch.delenv(RECORDS, raising=False)
    held = open_records(tmp_path)
    save(held, shared("a"))
    for file in tmp_path.glob("records.sqlite*"):
        file.unlink()
    with pytest.raises(InputError, match="borte eller byttet ut"):
        save(held, Wondering(SUBJECT, "b"))
    again = open_records(tmp_path)
    assert save(again, Wondering(SUBJECT, "b")) in open_records(tmp_path).changes_since(0)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("bare tull", "kan ikke leses"),
        ("sqlite://", "trenger en fil"),
        ("sqlite:///fil/under.sqlite", "kan ikke brukes"),
        ("tull+tull://x/y", "driveren til databasen er ikke installert"),
        ("postgresql://bruker:hemmelig@127.0.0.1:1/base", "kan ikke brukes"),
    ],
)
def test_an_address_that_cannot_be_used_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, words: str
) -> None:
    """In words, and without the password."""
    (tmp_path / "fil").write_text("")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(RECORDS, address)
    with pytest.raises(InputError, match=words) as told:
        open_records(tmp_path)
    assert "hemmelig" not in str(told.value)


def test_a_file_that_is_no_database_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And left as it is."""
    monkeypatch.delenv(RECORDS, raising=False)
    path = tmp_path / "records.sqlite"
    path.write_bytes(b"<html>" * 1000)
    with pytest.raises(InputError, match="kan ikke brukes"):
        open_records(tmp_path)
    assert path.read_bytes() == b"<html>" * 1000


def test_every_commit_reaches_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite is told to wait for the disk, to let readers read meanwhile, and to hold references."""
    monkeypatch.delenv(RECORDS, raising=False)
    engine = open_records(tmp_path).engine
    with engine.connect() as connection:
        told = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous")}
        assert told == {"journal_mode": "wal", "synchronous": 2}
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() == 20_000


def test_postgresql_is_reached_by_the_address_people_write(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no file is made in the store."""
    monkeypatch.setenv(RECORDS, postgres_url)
    url = records_url(Path("lager"))
    assert (url.drivername, url.port) == ("postgresql+psycopg", urlsplit(postgres_url).port)
    assert opened_engine(url) is opened_engine(url)
    assert not Path("lager").exists()
    assert save(open_records(Path("lager")), shared(ODD_TEXT)).content == shared(ODD_TEXT)


def test_a_server_that_was_away_is_found_again(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A save that it went away from is told and leaves nothing; the next one is made."""
    monkeypatch.setenv(RECORDS, postgres_url)
    records = open_records(Path("lager"))
    first = save(records, shared("a"))

    def cut_off() -> None:
        other = create_engine(records_url(Path("lager")))
        with other.begin() as connection:
            asked = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            connection.execute(text(f"{asked} AND datname = current_database()"))
        other.dispose()

    def save_while_it_goes() -> None:
        with saving(records.engine) as transaction:
            transaction.newest_change()
            cut_off()
            transaction.newest_change()

    with pytest.raises(DBAPIError):
        save_while_it_goes()
    second = done(records, first.edit(shared("b")))
    assert second.change == first.change + 1
    cut_off()
    assert done(records, second.edit(shared("c"))).version == 3


def dated(record: str, content: Content, day: int, may_approve: bool = False) -> Dated:
    """Something written on a day of January 2009."""
    return Dated(record, content, "Kari", datetime(2009, 1, day, tzinfo=UTC), may_approve)


def test_what_a_store_begins_with_comes_in_order_of_time(records: Records) -> None:
    """Each version follows the one before it of its record; moments are those told, and the next save follows."""
    action = Action(SUBJECT, "Ny turnus")
    done_now = replace(action, state=ActionState.DONE)
    other = Wondering(SUBJECT, "Hvorfor?")
    assert records.begin_with([dated("a", action, 1), dated("a", done_now, 5), dated("b", other, 3)])
    found = records.changes_since(0)
    assert [(one.change, one.record, one.version, one.made_from) for one in found] == [
        (1, "a", 1, 0),
        (2, "b", 1, 0),
        (3, "a", 2, 1),
    ]
    assert [one.at.day for one in found] == [1, 3, 5]
    assert done(records, found[2].edit(action)).change == 4
    assert not records.begin_with([dated("c", other, 1)])
    assert records.newest("c") is None


def test_a_store_begins_with_all_or_nothing(records: Records) -> None:
    """An assessment that is approved before it is delivered keeps out what was right too."""
    draft = Assessment(SUBJECT, "Vi er i rute.")
    approved = replace(draft, state=AssessmentState.APPROVED)
    record = Edit.first(draft).record
    with pytest.raises(InputError, match="må leveres først"):
        records.begin_with(
            [dated("a", Action(SUBJECT, "b"), 1), dated(record, draft, 2), dated(record, approved, 3, True)]
        )
    assert records.newest_change() == 0
    assert records.changes_since(0) == []
