"""The migrations make exactly the tables that the code speaks to, on both databases, however often they run."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, inspect

from server.storage import dump
from server.storage.database import Database, migrate, migrations
from server.storage.tables import metadata


def test_the_migrated_schema_equals_the_tables_in_the_code(database: Database) -> None:
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        differences = compare_metadata(context, metadata)

    assert differences == []


def test_every_check_of_the_code_is_in_the_migrated_schema(database: Database) -> None:
    expected = {
        (table.name, str(constraint.name))
        for table in metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }

    with database.read() as connection:
        seen = inspect(connection)
        found = {(name, str(check["name"])) for name in metadata.tables for check in seen.get_check_constraints(name)}

    assert expected
    assert found == expected


def test_migrating_a_current_database_changes_nothing(database: Database, database_url: str) -> None:
    migrate(database_url)

    with database.read() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
        assert revision == dump.schema_revision(connection)
    assert revision == ScriptDirectory.from_config(migrations()).get_current_head()


def test_the_migrations_known_by_their_files_are_those_that_alembic_runs() -> None:
    scripts = ScriptDirectory.from_config(migrations())

    assert dump.known_revisions() == {script.revision for script in scripts.walk_revisions()}
    assert dump.newest_revision() == scripts.get_current_head()
