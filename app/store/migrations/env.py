"""Alembic's entry: runs the migrations on the connection that `app.store.database.migrate` hands over."""

from alembic import context

from app.store.models import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
