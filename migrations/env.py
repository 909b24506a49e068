"""Alembic's entry: always online, on the connection that brokerage.migrating hands over."""

from alembic import context

from brokerage.db import Moment, db


def plain_types(kind, thing, autogen_context):
    """Write our own column types as what they are in the database."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(thing, Moment) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=db.metadata,
    render_as_batch=True,  # SQLite cannot alter a table; batches copy it
    render_item=plain_types,
    compare_type=True,
    compare_server_default=True,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
