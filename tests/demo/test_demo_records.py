"""What people have written in the demonstration: once, only where nobody has written, and nothing that is not so."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from places import PROJECT

from effnett.cli import main
from effnett.define.definitions import read_definitions
from effnett.demo import Demo, build_demo, build_whole_demo
from effnett.demo_records import FILE, begin_records, read_records
from effnett.errors import InputError
from effnett.evaluate.evaluate import evaluate_scorecard
from effnett.model.periods import AsOf
from effnett.model.records import (
    Action,
    Answer,
    Assessment,
    AssessmentState,
    Decision,
    Edit,
    MilestoneDone,
    RecordKind,
    Subject,
    Wondering,
)
from effnett.present.meeting import figure_now
from effnett.store.facts import Facts, current_facts
from effnett.store.records import Dated, open_records
from effnett.workspace import Workspace

DATA = PROJECT / "data"
SCORECARDS = PROJECT / "scorecards"
T2 = AsOf(2009, 2)


@pytest.fixture(scope="module")
def facts_alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's facts, where nobody has written anything."""
    store = tmp_path_factory.mktemp("facts") / "store"
    build_demo(store, DATA, read_definitions(SCORECARDS).surveys)
    return store


@pytest.fixture(scope="module")
def facts(facts_alone: Path) -> Facts:
    """The demonstration's facts."""
    return current_facts(facts_alone)


@pytest.fixture(scope="module")
def written(facts: Facts) -> list[Dated]:
    """What the committed file says."""
    return read_records(DATA / FILE, facts)


def test_a_new_demonstration_has_it_and_is_given_it_once(tmp_path: Path, written: list[Dated]) -> None:
    """Every kind but one, all of it in the order of time; asked for again, it stays as it is."""
    surveys = read_definitions(SCORECARDS).surveys
    assert build_whole_demo(tmp_path, DATA, surveys) is Demo.BUILT
    records = open_records(tmp_path)
    versions = records.changes_since(0)
    assert len(versions) == len(written)
    assert [version.at for version in versions] == sorted(version.at for version in versions)
    assert {version.kind for version in versions} == set(RecordKind) - {RecordKind.SELECTION}
    assert build_whole_demo(tmp_path, DATA, surveys) is Demo.THERE
    assert begin_records(tmp_path, DATA) is False
    assert records.changes_since(0) == versions


def test_nothing_is_put_beside_what_a_person_wrote(tmp_path: Path) -> None:
    """One version of anybody's is enough, also when it was withdrawn."""
    build_demo(tmp_path, DATA, read_definitions(SCORECARDS).surveys)
    records = open_records(tmp_path)
    records.save(Edit.first(Action(Subject("stab"), "Vårt eget"), "eget"), "Kari")
    version = records.newest("eget")
    assert version is not None
    records.save(version.withdrawal(), "Kari")
    assert begin_records(tmp_path, DATA) is False
    assert [version.record for version in records.changes_since(0)] == ["eget", "eget"]


def test_a_database_that_somebody_has_named_is_left_alone(
    tmp_path: Path, facts_alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Records elsewhere are not the demonstration's."""
    monkeypatch.setenv("EFFNETT_RECORDS", f"sqlite:///{tmp_path / 'vaare.db'}")
    assert begin_records(facts_alone, DATA) is False
    assert not (tmp_path / "vaare.db").exists()
    assert open_records(facts_alone).newest_change() == 0


def test_the_command_writes_it_too(tmp_path: Path, capsys: pytest.CaptureFixture[str], written: list[Dated]) -> None:
    """`effnett demo` gives the whole demonstration."""
    store = tmp_path / "store"
    assert main(["demo", "--store", str(store), "--scorecards", str(SCORECARDS)]) == 0
    assert "Demonstrasjonsdataene ligger i" in capsys.readouterr().out
    assert open_records(store).newest_change() == len(written)


def test_it_is_about_what_there_is(written: list[Dated]) -> None:
    """Indicators, services and milestones are defined, and what is referred to is there."""
    definitions = read_definitions(SCORECARDS)
    cards = definitions.scorecards
    milestones = {one.id for one in definitions.steering_year.milestones}
    ids = {one.record for one in written}
    for one in written:
        subject = one.content.subject
        if subject.scorecard:
            indicators = cards[subject.scorecard].indicators
            assert subject.indicator in {None, *(each.id for each in indicators)}, one
            assert subject.service in {None, *(each.service for each in indicators)}, one
        if isinstance(one.content, MilestoneDone):
            assert one.content.milestone in milestones, one
        if isinstance(one.content, Answer | Action) and one.content.about:
            assert one.content.about in ids, one


def test_it_was_written_in_time_and_by_roles(written: list[Dated]) -> None:
    """Nothing later than the day the demonstration is read on, and nobody is a person."""
    assert max(one.at.date() for one in written) <= date(2009, 9, 10)
    roles = re.compile(r"Leder, .+|Bydelsdirektør|Rådmann|Økonomisjef")
    assert [one.author for one in written if not roles.fullmatch(one.author)] == []
    owners = {one.content.owner for one in written if isinstance(one.content, Action | Wondering)}
    assert [owner for owner in owners if not roles.fullmatch(owner)] == []
    assert max(len(getattr(one.content, "text", "")) for one in written) < 200


def test_the_decision_has_the_figure_as_it_stood(written: list[Dated], facts_alone: Path) -> None:
    """The figure of the decision is the one that the scorecard shows."""
    workspace = Workspace(facts_alone, SCORECARDS)
    (one,) = (each.content for each in written if isinstance(each.content, Decision))
    evaluations = evaluate_scorecard(workspace.definitions().scorecard("bydel-alna"), workspace.facts(), T2).evaluations
    shown = next(each for each in evaluations if each.indicator.id == one.subject.indicator)
    assert one.figure == figure_now(shown, workspace.facts().version)


def test_units_have_come_differently_far(written: list[Dated]) -> None:
    """Approved, delivered, drafts, and some that have not begun."""
    newest = {one.record: one.content for one in written}
    states = [
        content.state
        for content in newest.values()
        if isinstance(content, Assessment) and (content.subject.year, content.subject.tertial) == T2
    ]
    assert set(states) == set(AssessmentState)


ENTRY = """scorecards:
  - scorecard: bydel-alna
    director: Bydelsdirektør
    {kind}:
      - {{ {entry} }}
"""


@pytest.mark.parametrize(
    ("kind", "entry", "told"),
    [
        ("actions", "org_unit: stabb, written: 2009-09-01, text: a", "enheten «stabb» finnes ikke"),
        ("actions", "org_unit: stab, writen: 2009-09-01, text: a", "Mente du «written»?"),
        ("actions", "org_unit: stab, text: a", "«written» mangler"),
        ("actions", "org_unit: stab, written: 1. september, text: a", "«written» skal være en dato"),
        ("actions", "org_unit: stab, written: 2009-09-01, text: [a]", "«text» skal være tekst"),
        ("actions", "org_unit: stab, written: 2009-09-01, text: a, state: ferdig", "planlagt, i_gang, gjort, avlyst"),
        ("actions", "org_unit: stab, written: 2009-09-01, text: a, tertial: T2", "Skriv for eksempel 2009-T2"),
        ("wonderings", "org_unit: stab, written: 2009-09-01, text: a", "«id» mangler"),
        ("decisions", "id: a, org_unit: stab, written: 2009-09-01, text: a", "«figure» skal være tallet"),
        ("forecasts", "org_unit: stab, tertial: 2009-T2, written: 2009-09-01, value: mye", "«value: mye» er ikke"),
        ("vedtak", "org_unit: stab", "«vedtak» finnes ikke"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, facts: Facts, kind: str, entry: str, told: str) -> None:
    """What is wrong, where, and what to do."""
    path = tmp_path / FILE
    path.write_text(ENTRY.format(kind=kind, entry=entry), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_records(path, facts)
    (problem,) = refused.value.problems
    assert (problem.place.file, problem.place.line) == (str(path), 5)
    assert told in str(problem)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("scorecards: [", "kan ikke leses som YAML"),
        ("scorecards: 1", "skal være en liste"),
        ("[]", "skal være en liste"),
        ("", "skal være en liste"),
        ("scorecards: [{ scorecard: a }]", "skal være en liste"),
        ("scorecards: [{ scorecard: a, director: b, actions: [1] }]", "skal være en liste"),
    ],
)
def test_a_file_of_another_shape_is_refused(tmp_path: Path, facts: Facts, text: str, told: str) -> None:
    """Never a traceback."""
    path = tmp_path / FILE
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        read_records(path, facts)


def test_all_mistakes_are_told_together_and_nothing_is_kept(tmp_path: Path, facts_alone: Path) -> None:
    """Two entries, two mistakes; the records stay empty."""
    entries = "org_unit: a, written: 2009-09-01, text: a }\n      - { org_unit: b, written: 2009-09-01, text: a"
    (tmp_path / FILE).write_text(ENTRY.format(kind="actions", entry=entries), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        begin_records(facts_alone, tmp_path)
    assert [problem.place.line for problem in refused.value.problems] == [5, 6]
    assert open_records(facts_alone).newest_change() == 0


def test_what_the_rules_of_records_refuse_is_refused_here(tmp_path: Path, facts_alone: Path) -> None:
    """A delivered assessment without words; then nothing of the file is kept."""
    entry = "org_unit: stab, tertial: 2009-T2, written: 2009-09-01, delivered: 2009-09-02, text: ''"
    (tmp_path / FILE).write_text(ENTRY.format(kind="assessments", entry=entry), encoding="utf-8")
    with pytest.raises(InputError, match="vurderingen er tom"):
        begin_records(facts_alone, tmp_path)
    assert open_records(facts_alone).newest_change() == 0
