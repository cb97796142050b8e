"""What Alembic runs: the steps, on the connection it is given, in the transaction that is open there."""

from alembic import context

from effnett.store.record_tables import REVISION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=REVISION_TABLE,
    render_as_batch=True,  # SQLite cannot change a table otherwise
)
context.run_migrations()
