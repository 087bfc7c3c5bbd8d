"""One door to SQLite or PostgreSQL: reading connections, and writing transactions that never meet half-way.

SQLite before 3.51.3 can corrupt a write-ahead log reset by two writers at once (security notes, §1), and queues
writers badly; so on SQLite all writing of this process happens under one lock, in `BEGIN IMMEDIATE` transactions.
On PostgreSQL the writers of one project take turns (`journal.take_turn`), so both databases promise the same:
within a project, a deed sees everything that was committed before it, and sequence numbers appear in order.
"""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError

if TYPE_CHECKING:
    from alembic.config import Config

Transaction: TypeAlias = Connection
"""A connection inside a transaction; other rooms hand it back to storage and never look inside."""

_SQLITE_PRAGMAS: Final = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "secure_delete=ON",
)
_CONNECTIONS: Final = {"pool_size": 10, "max_overflow": 30}
_STORE_IN_SQLITE: Final = "PRAGMA user_version = 0"
_STORE_IN_POSTGRESQL: Final = "SELECT pg_logical_emit_message(true, 'concerte', 'probe')"
"""Each writes something durable that nobody reads."""

_MIGRATION_TURN: Final = 0x434F4E43
"""The PostgreSQL advisory lock under which one node at a time migrates."""


class Database:
    """The database behind one URL; usable from any thread. Close it when done."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        if parsed.drivername in {"postgresql", "postgres"}:
            parsed = parsed.set(drivername="postgresql+psycopg")
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self.url = parsed.render_as_string(hide_password=False)
        self.engine = _sqlite_engine(self.url) if self.is_sqlite else _postgresql_engine(self.url)
        self._stores = True
        self._turn: AbstractContextManager[Any] = threading.RLock() if self.is_sqlite else nullcontext()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection that sees one consistent state and writes nothing."""
        with self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield connection
            connection.rollback()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Yield a connection in a transaction, committed durably on leaving and rolled back on any exception."""
        with self._turn, self.engine.connect() as connection:
            with self._writing(connection):
                if self.is_sqlite:
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                yield connection
            self._stores = True

    @contextmanager
    def write_derived(self) -> Iterator[Connection]:
        """Yield a connection in a transaction for what can be derived again from what is durable.

        On SQLite its commit does not wait for the disk, where all writers would wait with it: it is durable with the next
        durable one at the latest. The machine's end may undo it, never half of it, and ends this process too. On PostgreSQL
        it is as `write`: nodes outlive a crash of the database and remember the places of changes that it would undo.
        """
        if not self.is_sqlite:
            with self.write() as connection:
                yield connection
            return
        with self._turn, self.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA synchronous = NORMAL")
            try:
                with self._writing(connection):
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                    yield connection
            finally:
                connection.exec_driver_sql("PRAGMA synchronous = FULL")

    @contextmanager
    def _writing(self, connection: Connection) -> Iterator[None]:
        connection.execution_options(private={})
        try:
            yield
            connection.commit()
        except OperationalError:
            self._stores = False
            connection.rollback()
            raise
        except BaseException:
            connection.rollback()
            raise

    def trouble(self) -> str | None:
        """Ask the database something and, after a write that failed, let it store something.

        Returns what it or its driver says when it does not, None when it does.
        """
        try:
            if not self._stores:
                with self.write() as connection:
                    connection.exec_driver_sql(_STORE_IN_SQLITE if self.is_sqlite else _STORE_IN_POSTGRESQL)
            with self.engine.connect() as connection:
                connection.exec_driver_sql("SELECT 1")
        except DBAPIError as error:
            return str(error.orig).strip().partition("\n")[0]
        return None

    @contextmanager
    def upkeep(self) -> Iterator[Connection]:
        """Yield a connection outside any transaction, for work on the database's files; nobody of this process writes meanwhile
        on SQLite. It is closed afterwards, with whatever was set on it."""
        with self._turn, self.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.detach()
            yield connection

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def private_to(connection: Connection) -> dict[str, Any] | None:
    """Return what storage keeps for this writing transaction alone; None for a reading connection."""
    kept: dict[str, Any] | None = connection.get_execution_options().get("private")
    return kept


def _postgresql_engine(url: str) -> Engine:
    """Connections are asked before use whether they live: a database that was restarted is met with fresh ones."""
    return create_engine(url, pool_pre_ping=True, hide_parameters=True, **_CONNECTIONS)


def _sqlite_engine(url: str) -> Engine:
    engine = create_engine(url, connect_args={"check_same_thread": False}, hide_parameters=True, **_CONNECTIONS)

    @event.listens_for(engine, "connect")
    def prepare(raw: Any, _record: object) -> None:
        raw.isolation_level = None
        for pragma in _SQLITE_PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")

    return engine


def migrations() -> "Config":
    """Return where the migrations are, inside the installed package."""
    from alembic.config import Config  # long to import, and only what migrates needs it

    config = Config()
    config.set_main_option("script_location", str(files("server.storage") / "migrations"))
    return config


def migrate(url: str) -> None:
    """Bring the database to the current schema; harmless when it already is, and when several nodes do it at once."""
    from alembic import command

    database = Database(url)
    try:
        with database.write() as connection:
            if not database.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _MIGRATION_TURN})
            config = migrations()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        database.close()
