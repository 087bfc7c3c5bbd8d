"""What waits for the disk and what may be derived again: the two kinds of commit."""

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from server.storage.database import Database

FULL_ON_SQLITE = "2"


def waits_for_the_disk(connection: Connection, *, is_sqlite: bool) -> bool:
    asked = "PRAGMA synchronous" if is_sqlite else "SHOW synchronous_commit"
    return str(connection.exec_driver_sql(asked).scalar_one()) in (FULL_ON_SQLITE, "on")


def broken_off(connection: Connection) -> None:
    connection.exec_driver_sql("INSERT INTO derived VALUES ('half')")
    connection.exec_driver_sql("INSERT INTO nowhere VALUES ('half')")


def test_only_what_can_be_derived_again_does_not_wait_for_the_disk_and_only_on_sqlite(database: Database) -> None:
    with database.write_derived() as connection:
        assert waits_for_the_disk(connection, is_sqlite=database.is_sqlite) is not database.is_sqlite

    with database.write() as connection:
        assert waits_for_the_disk(connection, is_sqlite=database.is_sqlite)


def test_a_derived_write_that_fails_leaves_nothing_and_the_next_write_waits_again(database: Database) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE derived (word TEXT)")

    with pytest.raises(DBAPIError), database.write_derived() as connection:
        broken_off(connection)
    with database.write_derived() as connection:
        connection.exec_driver_sql("INSERT INTO derived VALUES ('whole')")

    with database.write() as connection:
        assert connection.exec_driver_sql("SELECT word FROM derived").scalars().all() == ["whole"]
        assert waits_for_the_disk(connection, is_sqlite=database.is_sqlite)
