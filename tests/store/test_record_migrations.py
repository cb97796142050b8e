"""The tables of the records are those of the migrations, on an empty database and on a filled one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from places import PROJECT
from record_samples import ONE_OF_EACH
from setuptools import find_packages
from sqlalchemy import Connection, insert, inspect, text, update

from effnett.errors import InputError
from effnett.model.records import Edit, Version
from effnett.store.record_engine import MIGRATIONS, new_engine, records_url, revision_of, upgrade, writing
from effnett.store.record_rows import row_of
from effnett.store.record_tables import HEAD, REVISION_TABLE, counter, metadata, versions
from effnett.store.records import open_records


def script() -> ScriptDirectory:
    """The migrations."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config)


def differences(connection: Connection) -> list[object]:
    """What autogenerate would change to make the database what the tables in the code are."""
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": True, "version_table": REVISION_TABLE}
    )
    return list(compare_metadata(context, metadata))


def test_the_newest_migration_is_the_one_the_program_asks_for() -> None:
    """And there is one line of them."""
    assert script().get_heads() == [HEAD]


def test_an_empty_database_becomes_what_the_code_says(store: Path) -> None:
    """From nothing to the newest migration, autogenerate finds nothing to change."""
    with open_records(store).engine.connect() as connection:
        assert revision_of(connection) == HEAD
        assert differences(connection) == []
        names = {name for table in metadata.tables.values() for name in (table.name,)}
        assert set(inspect(connection).get_table_names()) == {*names, REVISION_TABLE}


def test_a_filled_database_keeps_what_it_holds(store: Path) -> None:
    """Filled at the first migration, with the rows of today, and brought through each of the later ones."""
    engine = new_engine(records_url(store))
    steps = [each.revision for each in reversed(list(script().walk_revisions()))]
    at = datetime(2009, 9, 15, 12, tzinfo=UTC)
    firsts = [Edit.first(content) for content in ONE_OF_EACH]
    made = [Version(e.record, 1, 0, change, at, "Kari", False, e.content) for change, e in enumerate(firsts, 1)]
    rows = [row_of(version) for version in made]
    with writing(engine) as connection:
        upgrade(connection, steps[0])
        connection.execute(insert(versions), rows)
        connection.execute(update(counter).values(change=len(rows)))
    for step in steps[1:]:
        with writing(engine) as connection:
            upgrade(connection, step)
    with engine.connect() as connection:
        assert differences(connection) == []
    engine.dispose()
    records = open_records(store)
    assert [(one.content, one.at) for one in records.changes_since(0)] == [(each, at) for each in ONE_OF_EACH]
    assert records.newest_change() == len(rows)


def test_a_migration_that_fails_leaves_nothing_behind(store: Path) -> None:
    """The tables are made in one transaction."""
    engine = new_engine(records_url(store))

    def broken() -> None:
        with writing(engine) as connection:
            upgrade(connection)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    engine.dispose()


def test_a_database_of_a_newer_program_is_told_and_left(store: Path) -> None:
    """Nothing is read from tables that this edition does not know."""
    engine = new_engine(records_url(store))
    with writing(engine) as connection:
        upgrade(connection)
        connection.execute(text(f"UPDATE {REVISION_TABLE} SET version_num = '9999'"))
    with pytest.raises(InputError, match="nyere utgave"):
        open_records(store)
    with engine.connect() as connection:
        assert revision_of(connection) == "9999"
    engine.dispose()


def test_migrations_are_packaged() -> None:
    """An installed program has them too."""
    packages = find_packages(str(PROJECT), include=["effnett*"])
    folders = {path.parent for path in MIGRATIONS.rglob("*.py")}
    assert {".".join(folder.relative_to(PROJECT).parts) for folder in folders} <= set(packages)
