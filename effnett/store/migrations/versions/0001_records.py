"""The first tables: versions of records, and the counter of changes."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables; the counter begins at 0."""
    op.create_table(
        "record_versions",
        sa.Column("change", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer()),
        sa.Column("made_from", sa.Integer()),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("org_unit", sa.String(200), nullable=False),
        sa.Column("year", sa.Integer()),
        sa.Column("tertial", sa.Integer()),
        sa.Column("scorecard", sa.String(200)),
        sa.Column("indicator", sa.String(200)),
        sa.Column("service", sa.String(200)),
        sa.Column("state", sa.String(20)),
        sa.Column("owner", sa.String(200)),
        sa.Column("deadline", sa.Date()),
        sa.Column("remeasure", sa.Date()),
        sa.Column("about", sa.String(200)),
        sa.Column("code", sa.String(30)),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("change"),
        sa.UniqueConstraint("record", "version", name="record_versions_once"),
        sa.ForeignKeyConstraint(
            ["record", "made_from"],
            ["record_versions.record", "record_versions.version"],
            name="record_versions_follow",
        ),
        sa.CheckConstraint(
            "version IS NULL OR (version = 1 AND made_from IS NULL) "
            "OR (version > 1 AND made_from IS NOT NULL AND made_from = version - 1)",
            name="record_versions_without_gaps",
        ),
    )
    op.create_index("record_versions_by_subject", "record_versions", ["org_unit", "year", "tertial"])
    op.create_index("record_versions_by_about", "record_versions", ["about"])
    counter = op.create_table(
        "record_counter",
        sa.Column("change", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("change"),
    )
    op.bulk_insert(counter, [{"change": 0}])
