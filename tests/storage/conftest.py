"""An open database for each test of this room."""

from collections.abc import Iterator

import pytest

from server.settings import Settings
from server.storage.database import Database
from tests.services.scene import Scene, open_scene


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty migrated database, closed when the test ends; once on SQLite and once on PostgreSQL."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def scene(settings: Settings) -> Iterator[Scene]:
    """The demo in a database of this test's own; the test runs once on each database."""
    with open_scene(settings) as opened:
        yield opened
