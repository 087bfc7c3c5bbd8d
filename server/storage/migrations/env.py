"""How Alembic reaches the database: on the connection `migrate` hands it, or by the settings when a developer calls it."""

from alembic import context
from sqlalchemy import Connection

from server.settings import Settings
from server.storage.database import Database
from server.storage.tables import metadata


def _run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    with Database(Settings.read().database_url).write() as connection:
        _run(connection)
