"""How Alembic runs a migration: always inside the connection, and the transaction, that `migrate` opened."""

from __future__ import annotations

from alembic import context

from central_api.models import Site
from central_api.operator_model import KioskOperator  # noqa: F401 - its table is among the metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=Site.metadata, render_as_batch=True)
context.run_migrations()
