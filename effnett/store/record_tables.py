"""The tables of the records: one where versions are added, and a counter of changes (docs/records.md).

The database itself holds the two laws: a version comes once, and comes after the one before it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

HEAD: Final = "0002"
"""The newest migration: what the tables below are."""
REVISION_TABLE: Final = "record_revision"


class Utc(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no time zone, so it is put back on when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # theirs
        """As UTC."""
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # theirs
        """As UTC."""
        return value and (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC))


metadata = MetaData()

versions = Table(
    "record_versions",
    metadata,
    Column("change", Integer, primary_key=True, autoincrement=False),
    Column("record", String(200), nullable=False),
    Column("version", Integer),  # NULL: a text that lost a race, kept beside the others
    Column("made_from", Integer),  # NULL: the first version
    Column("kind", String(20), nullable=False),
    Column("org_unit", String(200), nullable=False),
    Column("year", Integer),
    Column("tertial", Integer),
    Column("scorecard", String(200)),
    Column("indicator", String(200)),
    Column("service", String(200)),
    Column("state", String(20)),
    Column("owner", String(200)),
    Column("deadline", Date),
    Column("remeasure", Date),
    Column("about", String(200)),
    Column("code", String(30)),
    Column("withdrawn", Boolean, nullable=False),
    Column("at", Utc, nullable=False),
    Column("author", String(200), nullable=False),
    Column("content", Text, nullable=False),  # the fields of its kind that have no column, as JSON
    UniqueConstraint("record", "version", name="record_versions_once"),
    ForeignKeyConstraint(
        ["record", "made_from"],
        ["record_versions.record", "record_versions.version"],
        name="record_versions_follow",
    ),
    CheckConstraint(
        "version IS NULL OR (version = 1 AND made_from IS NULL) "
        "OR (version > 1 AND made_from IS NOT NULL AND made_from = version - 1)",
        name="record_versions_without_gaps",
    ),
    Index("record_versions_by_subject", "org_unit", "year", "tertial"),
)
# Of what is about nothing there is nothing to find: most saves do not touch this.
Index(
    "record_versions_by_about",
    versions.c.about,
    sqlite_where=versions.c.about.is_not(None),
    postgresql_where=versions.c.about.is_not(None),
)

counter = Table("record_counter", metadata, Column("change", Integer, primary_key=True, autoincrement=False))
"""One row: the number that changes are counted on from, where no version has a higher one. Whoever writes holds it
until the commit, so that changes are committed in the order of their numbers and nobody who asks what is new is told
of a later one first; SQLite, where one writes at a time, needs no holding."""
