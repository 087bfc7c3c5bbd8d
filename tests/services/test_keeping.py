"""The drill: what is backed up comes back equal, on either database, and opens no door that was closed."""

import secrets
import stat
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from sqlalchemy import select

from server.domain.errors import Conflict, Invalid
from server.domain.live import Append
from server.domain.tracing import Subject, SubjectKind
from server.services import keeping, sessions
from server.services.house import House
from server.services.writing import LiveDesk
from server.storage import dump
from server.storage.database import Database
from server.storage.shelf import Shelf
from server.storage.tables import metadata
from tests.services.scene import Scene


def quiet(done: int, total: int) -> None:
    """Show no progress."""


def everything(url: str) -> dict[str, list[dict[str, object]]]:
    """Every row of a database, by table, in an order of its own."""
    with closing(Database(url)) as database, database.read() as connection:
        return {
            table.name: sorted((dict(row) for row in connection.execute(select(table)).mappings()), key=repr)
            for table in metadata.sorted_tables
        }


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest) -> str:
    """Another empty database, of each kind."""
    url: str = request.getfixturevalue(f"other_{request.param}_url")
    return url


@pytest.fixture
def other_sqlite_url(tmp_path: Path) -> str:
    """A SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'restored.sqlite3'}"


@pytest.fixture
def other_postgresql_url(postgresql_server: str) -> Iterator[str]:
    """A PostgreSQL database without a table in it."""
    server = postgresql_server.replace("postgresql+psycopg://", "postgresql://")
    name = f"concerte_test_{secrets.token_hex(8)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        yield f"{postgresql_server.rpartition('/')[0]}/{name}"
        connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def lived_in(scene: Scene) -> Scene:
    """The demo after a text was opened and typed in, and somebody signed in."""
    generation = scene.requirement("Garder la main").statement.generation
    desk = LiveDesk(scene.house.database)
    loaded = desk.load([generation])[generation]
    desk.append([Append(generation, scene.people["samir"], loaded.tail[0].content, frozenset({7}))])
    desk.checkpoint(generation)
    with scene.house.database.write() as connection:
        sessions.open_session(scene.house, connection, scene.people["claire"], "un navigateur")
    return scene


def test_what_is_backed_up_comes_back_equal_on_either_database(scene: Scene, empty_url: str, tmp_path: Path) -> None:
    settings = lived_in(scene).house.settings
    seen: list[tuple[int, int]] = []

    keeping.backup(settings, tmp_path / "kept.zip", lambda done, total: seen.append((done, total)))
    keeping.restore(replace(settings, database_url=empty_url), tmp_path / "kept.zip", quiet)

    before, after = everything(settings.database_url), everything(empty_url)
    assert before["updates"]
    assert before["sessions"]
    assert {name: rows for name, rows in after.items() if name not in dump.LEFT_OUT} == {
        name: rows for name, rows in before.items() if name not in dump.LEFT_OUT
    }
    assert all(after[name] == [] for name in dump.LEFT_OUT)
    assert seen[-1][0] == seen[-1][1]


def test_work_goes_on_after_a_restore(scene: Scene, empty_url: str, tmp_path: Path) -> None:
    settings = lived_in(scene).house.settings
    before = scene.content()
    keeping.backup(settings, tmp_path / "kept.zip", quiet)
    keeping.restore(replace(settings, database_url=empty_url), tmp_path / "kept.zip", quiet)

    with closing(Database(empty_url)) as database:
        there = replace(scene, house=House(settings, database, Shelf()))
        assert there.content() == before
        subject = Subject(SubjectKind.REQUIREMENT, before.requirements[0].id)
        with there.house.deed(there.reader("claire"), there.specification_id) as deed:
            deed.record("look", subject, before.requirements[0].label)
        assert there.content().revision > before.revision


def test_a_database_that_is_not_empty_is_left_alone(scene: Scene, tmp_path: Path) -> None:
    settings = scene.house.settings
    keeping.backup(settings, tmp_path / "kept.zip", quiet)
    before = everything(settings.database_url)

    with pytest.raises(Conflict):
        keeping.restore(settings, tmp_path / "kept.zip", quiet)

    assert everything(settings.database_url) == before


def test_a_damaged_backup_restores_nothing(scene: Scene, other_sqlite_url: str, tmp_path: Path) -> None:
    settings = scene.house.settings
    keeping.backup(settings, tmp_path / "kept.zip", quiet)
    with zipfile.ZipFile(tmp_path / "kept.zip") as kept, zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
        for name in kept.namelist():
            bad.writestr(name, kept.read(name).replace(b"Claire", b"Claude"))
    (tmp_path / "none.zip").write_bytes(b"not a backup")

    for name in ("bad.zip", "none.zip"):
        with pytest.raises(Invalid):
            keeping.restore(replace(settings, database_url=other_sqlite_url), tmp_path / name, quiet)
    assert not (tmp_path / "restored.sqlite3").exists()


def test_a_backup_is_readable_by_its_owner_only(scene: Scene, tmp_path: Path) -> None:
    keeping.backup(scene.house.settings, tmp_path / "kept.zip", quiet)

    assert stat.S_IMODE((tmp_path / "kept.zip").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".kept")] == []
