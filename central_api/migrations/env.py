"""How Alembic runs a migration: always inside the connection, and the transaction, that `migrate` opened."""

from __future__ import annotations

from alembic import context

from central_api.models import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True)
context.run_migrations()
