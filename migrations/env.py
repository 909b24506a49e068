"""Alembic's entry: always online, on the connection that brokerage.migrating hands over."""

from alembic import context

from brokerage.db import db

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=db.metadata,
    render_as_batch=True,  # SQLite cannot alter a table; batches copy it
    compare_type=True,
    compare_server_default=True,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
