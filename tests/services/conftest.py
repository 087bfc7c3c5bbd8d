"""The demo project on SQLite and on PostgreSQL: staged and opened once each, then put back for every test."""

import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from server.settings import Settings
from server.storage.database import Database
from server.storage.shelf import Shelf
from server.storage.volume import Volume
from tests.conftest import administer
from tests.services.rewinding import Rewind
from tests.services.scene import Scene, scene_in, stage_demo


@dataclass(frozen=True, slots=True)
class Stage:
    """The demo in one database of this worker, open from its first test to its last: each statement is made for it once."""

    database: Database
    specification_id: str
    volume: Volume
    """The specification as it stands when a test begins."""
    put_back: Callable[[], None]


def _stage(url: str, folder: Path, keep: Callable[[Database], Callable[[], None]]) -> Stage:
    """Write the demo; `keep` is given the database that holds it and returns how it is put back."""
    specification_id = stage_demo(Settings.read({"DATA_DIR": str(folder), "DATABASE_URL": url}))
    database = Database(url)
    put_back = keep(database)
    with database.read() as connection:
        volume = Shelf().volume(connection, specification_id)
    return Stage(database, specification_id, volume, put_back)


@pytest.fixture(scope="session")
def _staged_sqlite(_sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("staged")
    kept, file = folder / "demo.sqlite3", folder / "concerte.sqlite3"
    shutil.copyfile(_sqlite_template, file)

    def keep(database: Database) -> Callable[[], None]:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(file, kept)

        def put_back() -> None:
            database.close()
            for left in folder.glob("concerte.sqlite3*"):
                left.unlink()
            shutil.copyfile(kept, file)

        return put_back

    stage = _stage(f"sqlite:///{file}", folder, keep)
    yield stage
    stage.database.close()


@pytest.fixture(scope="session")
def _staged_postgresql(
    postgresql_server: str, _postgresql_template: str, _copying: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    name = f"concerte_test_{secrets.token_hex(8)}"
    administer(postgresql_server, _copying, name, _postgresql_template)
    try:
        url = f"{postgresql_server.rpartition('/')[0]}/{name}"
        stage = _stage(url, tmp_path_factory.mktemp("staged"), lambda database: Rewind(database).rewind)
        yield stage
        stage.database.close()
    finally:
        administer(postgresql_server, "DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture(params=["sqlite", "postgresql"])
def scene(request: pytest.FixtureRequest, tmp_path: Path, redis_url: str) -> Scene:
    """The demo in a database no other test touches meanwhile; the test runs once on each kind of database."""
    stage: Stage = request.getfixturevalue(f"_staged_{request.param}")
    stage.put_back()
    standard = Settings.read({"DATA_DIR": str(tmp_path), "DATABASE_URL": stage.database.url})
    settings = replace(standard, redis_url=None if request.param == "sqlite" else redis_url)
    return scene_in(settings, stage.database, stage.specification_id, Shelf((stage.volume,)))
