"""The newest change is that of the newest version, and the counter what is counted on from; a smaller index."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The counter holds the newest change, which is as good to count on from; only the index is made anew."""
    about = sa.column("about").is_not(None)
    op.drop_index("record_versions_by_about", "record_versions")
    op.create_index(
        "record_versions_by_about", "record_versions", ["about"], sqlite_where=about, postgresql_where=about
    )
