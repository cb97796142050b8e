"""A law: whatever is saved, withdrawn and raced for, records are as plain lists of versions would be."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from record_samples import SUBJECT

from effnett.errors import InputError
from effnett.model.records import Assessment, AssessmentState, Conflict, Content, Edit, Saved, Subject, Wondering
from effnett.store.records import Records, open_records

CONTENTS: tuple[Content, ...] = (
    *(Assessment(SUBJECT, text, state) for text in ("a", "b") for state in AssessmentState),
    *(Wondering(Subject("b"), text) for text in ("a", "b")),
)
IDS = {True: Edit.first(CONTENTS[0]).record, False: "undring"}


class RecordLaws(RuleBasedStateMachine):
    """Any saves, from any version, by anyone."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.numbered: dict[str, list[tuple[Content, bool]]] = {record: [] for record in IDS.values()}
        self.aside: dict[str, list[tuple[Content, bool, str]]] = {record: [] for record in IDS.values()}

    @initialize()
    def opens(self) -> None:
        """An empty store."""
        self.records: Records = open_records(Path(self.folder.name))

    @rule(
        content=st.sampled_from(CONTENTS),
        made_from=st.integers(0, 4) | st.just(-1),
        withdrawn=st.booleans(),
        author=st.sampled_from(["Kari", "Ola"]),
        may_approve=st.booleans(),
    )
    def save(self, content: Content, made_from: int, withdrawn: bool, author: str, may_approve: bool) -> None:
        """From the newest version (-1), or from one that may be old or may not be there."""
        record = IDS[isinstance(content, Assessment)]
        there = self.numbered[record]
        made_from = len(there) if made_from == -1 else made_from
        edit = Edit(record, content, made_from, withdrawn)
        same = bool(there) and there[-1] == (content, withdrawn)
        before = self.records.newest_change()
        try:
            result = self.records.save(edit, author, may_approve)
        except InputError:
            assert made_from == len(there)
            assert not same
            assert self.records.newest_change() == before
            return
        if isinstance(result, Conflict):
            assert made_from != len(there)
            assert not same
            assert (result.theirs is None) is (not there)
            lost = (content, withdrawn, author)
            mine = [one for one in self.aside[record] if one[2] == author]
            if not mine or mine[-1] != lost:
                self.aside[record].append(lost)
            return
        assert isinstance(result, Saved)
        assert same or made_from == len(there)
        if not same:
            there.append((content, withdrawn))
        assert result.version.version == len(there)

    @rule()
    def opens_again(self) -> None:
        """Another process, or the same after a crash."""
        self.records.engine.dispose()
        self.records = open_records(Path(self.folder.name))

    @invariant()
    def nothing_is_lost(self) -> None:
        """Every version with its number, without gaps; every text that lost; each change once."""
        if not hasattr(self, "records"):
            return
        changes: list[Any] = []
        for record, there in self.numbered.items():
            found = self.records.history(record)
            numbered = [one for one in found if one.version]
            assert [one.version for one in numbered] == list(range(1, len(there) + 1))
            assert [(one.content, one.withdrawn) for one in numbered] == there
            lost = [(one.content, one.withdrawn, one.author) for one in found if not one.version]
            assert lost == self.aside[record]
            newest = self.records.newest(record)
            assert (newest and newest.version) == (len(there) or None)
            changes += found
        assert sorted(one.change for one in changes) == list(range(1, self.records.newest_change() + 1))
        in_force = {one.record: (one.content, one.withdrawn) for one in self.records.in_force()}
        assert in_force == {record: there[-1] for record, there in self.numbered.items() if there and not there[-1][1]}

    def teardown(self) -> None:
        """The folder goes."""
        if hasattr(self, "records"):
            self.records.engine.dispose()
        self.folder.cleanup()


RecordLaws.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestRecordLaws = RecordLaws.TestCase
