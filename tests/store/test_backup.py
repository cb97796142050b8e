"""Backups taken while a store is in use, put back whole or not at all (docs/store.md)."""

from __future__ import annotations

import hashlib
import json
import os
import random
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from record_crash import begin, faults, started, told_by
from record_samples import ONE_OF_EACH, SUBJECT, is_whole, shared
from store_batches import source, wave
from test_store_crash import ready, whole_wave
from test_store_crash import started as importing

from effnett.cli import main
from effnett.errors import InputError
from effnett.model.records import Edit, Saved, Version, Wondering
from effnett.store.backup import MANIFEST, write_backup
from effnett.store.files import FACTS_FOLDER, current_name
from effnett.store.kept import keep, kept
from effnett.store.publish import publish
from effnett.store.record_engine import RECORDS
from effnett.store.records import Records, open_records
from effnett.store.refusals import note_refusal, refused
from effnett.store.restore import restore


def filled(store: Path, number: int = 1, words: str = "") -> Records:
    """A store with figures, a refused file and one record of each kind."""
    publish(store, [(wave(number), source())])
    note_refusal(store, "Kari", "units", f"feil{words}.csv", "", ["feil"])
    records = open_records(store)
    for content in ONE_OF_EACH:
        records.save(Edit.first(content), "Kari")
    if words:
        records.save(Edit.first(Wondering(SUBJECT, words)), "Kari")
    return records


def all_of(store: Path) -> dict[str, object]:
    """Everything that a store holds, but for the numbers of changes."""
    kept = [
        (v.record, v.version, v.made_from, v.at, v.author, v.withdrawn, v.content)
        for v in open_records(store).changes_since(0)
    ]
    return {"wave": whole_wave(store), "facts": current_name(store), "records": kept, "refused": refused(store)}


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, but for what SQLite keeps beside an open database."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def test_a_restored_store_is_the_one_that_was_backed_up(
    store: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Figures, history, refused files and every version, in a store that was not there."""
    filled(store)
    first, zipped = all_of(store), tmp_path / "kopi.zip"
    manifest = write_backup(store, zipped)
    assert (manifest.facts, manifest.records) == (current_name(store), len(ONE_OF_EACH))
    _elsewhere(request)
    restored = restore(tmp_path / "nytt", zipped)
    assert restored.aside is None
    assert all_of(tmp_path / "nytt") == first
    assert open_records(tmp_path / "nytt").newest_change() == len(ONE_OF_EACH)


def _elsewhere(request: pytest.FixtureRequest) -> None:
    """For a server another database, since two stores do not share one."""
    if os.environ.get(RECORDS):
        name = request.getfixturevalue("postgres") + "postgres"
        request.getfixturevalue("monkeypatch").setenv(RECORDS, name)


def test_a_backup_goes_from_one_kind_of_database_to_the_other(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a file to a server and back."""
    monkeypatch.delenv(RECORDS, raising=False)
    filled(tmp_path / "fil")
    first = all_of(tmp_path / "fil")
    write_backup(tmp_path / "fil", tmp_path / "1.zip")
    monkeypatch.setenv(RECORDS, postgres_url)
    restore(tmp_path / "tjener", tmp_path / "1.zip")
    assert all_of(tmp_path / "tjener") == first
    write_backup(tmp_path / "tjener", tmp_path / "2.zip")
    assert "records.jsonl" in zipfile.ZipFile(tmp_path / "2.zip").namelist()
    monkeypatch.delenv(RECORDS)
    restore(tmp_path / "tilbake", tmp_path / "2.zip")
    assert all_of(tmp_path / "tilbake") == first


def test_what_was_there_is_kept_when_it_is_replaced(store: Path, tmp_path: Path) -> None:
    """As a backup of its own, which can be put back the same way."""
    records = filled(store)
    first = all_of(store)
    write_backup(store, tmp_path / "kopi.zip")
    filled(store, 2, "senere")
    later, seen = all_of(store), records.newest_change()
    with pytest.raises(InputError, match="har data fra før"):
        restore(store, tmp_path / "kopi.zip")
    assert all_of(store) == later
    keep(store, "svar.json", "spørsmål", "av de andre tallene")
    aside = restore(store, tmp_path / "kopi.zip", replace=True).aside
    assert aside
    assert kept(store, "svar.json", "spørsmål") is None
    assert all_of(store) == first
    assert len(records.changes_since(seen)) == len(ONE_OF_EACH)
    restore(store, aside, replace=True)
    assert all_of(store) == later


def test_saving_goes_on_after_a_restore(store: Path, tmp_path: Path) -> None:
    """A page that was open saves on: from a version that is there, or it is told that it is not."""
    records = filled(store)
    write_backup(store, tmp_path / "kopi.zip")
    saved = records.save(replace(Edit.first(shared("ny")), made_from=1), "Kari")
    assert isinstance(saved, Saved)
    restore(store, tmp_path / "kopi.zip", replace=True)
    conflict = records.save(saved.version.edit(shared("nyere")), "Kari")
    assert not isinstance(conflict, Saved)
    assert isinstance(records.save(conflict.mine_chosen(), "Kari"), Saved)
    assert publish(store, [(wave(9), source())])
    assert whole_wave(store) == 9


def test_backups_of_a_store_that_is_written_to_are_each_whole(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes write records and one imports, while backup after backup is taken: each holds all that was
    acknowledged before it, no part of anything, and no less than the one before."""
    publish(store, [(wave(1), source())])
    writers = [started("record_writing.py", store, name, 60) for name in ("kari", "ola")]
    importer = ready(importing("store_publishing.py", store, 12), 2)
    begin(writers)
    backups: list[tuple[Path, int]] = []
    while any(process.poll() is None for process in [*writers, importer]) or not backups:
        before = open_records(store).newest_change()
        write_backup(store, tmp_path / f"{len(backups)}.zip")
        backups.append((tmp_path / f"{len(backups)}.zip", before))
    told = [told_by(writer.communicate()[0]) for writer in writers]
    importer.communicate()
    assert [process.returncode for process in [*writers, importer]] == [0, 0, 0]
    assert faults(open_records(store), [one for each in told for one in each.saved]) == []
    whole: list[Version] = open_records(store).changes_since(0)
    monkeypatch.delenv(RECORDS, raising=False)
    waves = [0]
    for number, (zipped, before) in enumerate(backups[:: 1 + len(backups) // 8]):
        copy = tmp_path / f"kopi{number}"
        restore(copy, zipped)
        versions = open_records(copy).changes_since(0)
        assert len(versions) >= before
        assert versions == whole[: len(versions)]
        assert all(is_whole(version.content.text) for version in versions)
        waves.append(whole_wave(copy))
    assert waves == sorted(waves)
    assert waves[1] >= 1


def test_a_file_cut_short_anywhere_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the store is byte for byte as it was, or is not made."""
    monkeypatch.delenv(RECORDS, raising=False)
    filled(tmp_path / "lager")
    write_backup(tmp_path / "lager", tmp_path / "kopi.zip")
    whole, before = (tmp_path / "kopi.zip").read_bytes(), bytes_of(tmp_path / "lager")
    for length in [*range(0, len(whole), max(1, len(whole) // 40)), len(whole) - 1]:
        (tmp_path / "del.zip").write_bytes(whole[:length])
        for folder in ("lager", "nytt"):
            with pytest.raises(InputError, match=r"sikkerhetskopi|effnett backup"):
                restore(tmp_path / folder, tmp_path / "del.zip", replace=True)
    assert bytes_of(tmp_path / "lager") == before
    assert not (tmp_path / "nytt").exists()


def test_a_damaged_file_is_refused_or_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sign changed anywhere: what is put back is what was backed up, or nothing."""
    monkeypatch.delenv(RECORDS, raising=False)
    filled(tmp_path / "lager")
    write_backup(tmp_path / "lager", tmp_path / "kopi.zip")
    whole, first, chance = (tmp_path / "kopi.zip").read_bytes(), all_of(tmp_path / "lager"), random.Random(2009)
    places = [*chance.sample(range(len(whole)), 40), *range(len(whole) - 40, len(whole)), *range(0, 40, 2)]
    refusals = 0
    for number, place in enumerate(places):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << chance.randrange(8)
        (tmp_path / "skadet.zip").write_bytes(damaged)
        try:
            restore(tmp_path / f"nytt{number}", tmp_path / "skadet.zip")
        except InputError:
            refusals += 1
            assert not (tmp_path / f"nytt{number}").exists()
        else:
            assert all_of(tmp_path / f"nytt{number}") == first
    assert refusals > len(places) // 2


def test_foreign_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No zip, a zip of something else, more or other files than the manifest tells, a newer edition, a way out."""
    monkeypatch.delenv(RECORDS, raising=False)
    filled(tmp_path / "lager")
    write_backup(tmp_path / "lager", tmp_path / "kopi.zip")
    with zipfile.ZipFile(tmp_path / "kopi.zip") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(parts[MANIFEST])
    facts = next(name for name in parts if name.startswith("facts/"))
    moved = {**manifest, "files": {**manifest["files"], "../ute.txt": manifest["files"][facts]}}
    texts: dict[str, bytes] = {"tekst.zip": b"hei", "tom.zip": b""}
    zips: dict[str, dict[str, bytes]] = {
        "annet.zip": {"fil.txt": b"hei"},
        "flere.zip": {**parts, "ny.txt": b"hei"},
        "faerre.zip": {name: part for name, part in parts.items() if name != facts},
        "nyere.zip": {**parts, MANIFEST: json.dumps({**manifest, "edition": 2}).encode()},
        "ut.zip": {**parts, "../ute.txt": parts[facts], MANIFEST: json.dumps(moved).encode()},
        "rart.zip": {**parts, MANIFEST: b"[1]"},
        "slag.zip": {**parts, MANIFEST: json.dumps({**manifest, "format": "x"}).encode()},
    }
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text)
    for name, files in zips.items():
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for path, part in files.items():
                archive.writestr(path, part)
    for name in [*texts, *zips, "borte.zip"]:
        with pytest.raises(InputError) as told:
            restore(tmp_path / "nytt", tmp_path / name)
        assert name in str(told.value)
    assert not (tmp_path / "nytt").exists()
    assert not (tmp_path / "ute.txt").exists()


def test_lines_that_are_wrong_are_refused(postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the right checksums: a field that is unknown, a version that is lacking, tables of a newer program."""
    monkeypatch.setenv(RECORDS, postgres_url)
    filled(tmp_path / "lager")
    write_backup(tmp_path / "lager", tmp_path / "kopi.zip")
    monkeypatch.delenv(RECORDS)
    with zipfile.ZipFile(tmp_path / "kopi.zip") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    line = json.loads(parts["records.jsonl"].splitlines()[0])
    for changed, revision in (
        ({**line, "ny": 1}, "0001"),
        ({**line, "version": 2, "made_from": 1}, "0001"),
        ({**line, "kind": None}, "0001"),
        (line, "9999"),
    ):
        lines = json.dumps(changed).encode() + b"\n"
        _rewrite(tmp_path / "feil.zip", parts, lines, revision)
        with pytest.raises(InputError, match=r"feil\.zip"):
            restore(tmp_path / "nytt", tmp_path / "feil.zip")
    assert not (tmp_path / "nytt").exists()


def _rewrite(path: Path, parts: dict[str, bytes], lines: bytes, revision: str) -> None:
    manifest = json.loads(parts[MANIFEST])
    manifest["revision"] = revision
    manifest["files"]["records.jsonl"] = {"sha256": hashlib.sha256(lines).hexdigest(), "bytes": len(lines)}
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in {**parts, "records.jsonl": lines, MANIFEST: json.dumps(manifest).encode()}.items():
            archive.writestr(name, part)


@pytest.mark.parametrize("name", ["current.tmp", "refused.tmp"])
def test_a_restore_that_fails_at_the_end_leaves_all_as_it_was(store: Path, tmp_path: Path, name: str) -> None:
    """The pointer, or the log, cannot be written when the records have been replaced but not committed."""
    filled(store)
    write_backup(store, tmp_path / "kopi.zip")
    filled(store, 2, "senere")
    before, files = all_of(store), sorted(path.name for path in (store / FACTS_FOLDER).iterdir())
    (store / name).mkdir()
    with pytest.raises(InputError, match="kan ikke skrive i lageret"):
        restore(store, tmp_path / "kopi.zip", replace=True)
    assert all_of(store) == before
    assert sorted(path.name for path in (store / FACTS_FOLDER).iterdir()) == files
    (store / name).rmdir()
    assert restore(store, tmp_path / "kopi.zip", replace=True).aside


def test_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What they say, and how they leave."""
    monkeypatch.delenv(RECORDS, raising=False)
    monkeypatch.chdir(tmp_path)
    assert main(["backup", "kopi.zip", "--store", "lager"]) == 1
    assert "ingenting å ta kopi av" in capsys.readouterr().err
    assert not Path("lager").exists()
    filled(Path("lager"))
    assert main(["backup", "kopi.zip", "--store", "lager"]) == 0
    assert f"{len(ONE_OF_EACH)} versjoner" in capsys.readouterr().out
    for target in ("kopi.zip", "borte/kopi.zip"):
        assert main(["backup", target, "--store", "lager"]) == 1
    assert "finnes fra før" in capsys.readouterr().err
    assert main(["restore", "kopi.zip", "--store", "lager"]) == 1
    assert "--replace" in capsys.readouterr().err
    assert main(["restore", "kopi.zip", "--store", "lager", "--replace"]) == 0
    assert "before-restore-" in capsys.readouterr().out
    assert main(["restore", "kopi.zip", "--store", "nytt"]) == 0
    assert len(list(Path("nytt", FACTS_FOLDER).iterdir())) == 1
    assert sorted(path.name for path in tmp_path.glob("*.tmp")) == []


def test_a_store_without_figures_or_without_records_is_backed_up_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But records alone do not take the place of figures."""
    monkeypatch.delenv(RECORDS, raising=False)
    open_records(tmp_path / "ord").save(Edit.first(shared("a")), "Kari")
    publish(tmp_path / "tall", [(wave(1), source())])
    for name in ("ord", "tall"):
        write_backup(tmp_path / name, tmp_path / f"{name}.zip")
        restore(tmp_path / f"nytt-{name}", tmp_path / f"{name}.zip")
        assert all_of(tmp_path / f"nytt-{name}") == all_of(tmp_path / name)
    with pytest.raises(InputError, match="uten tall"):
        restore(tmp_path / "tall", tmp_path / "ord.zip", replace=True)
    restore(tmp_path / "ord", tmp_path / "tall.zip", replace=True)
    assert open_records(tmp_path / "ord").changes_since(0) == []
