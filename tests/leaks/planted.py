"""The planted project kept in a file, and served from copies of it: planted once, changed by nobody else."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

from server.services.house import House
from server.settings import Settings
from server.storage.database import Database, migrate
from server.storage.shelf import Shelf
from tests.leaks.closed_sets import close_some_in
from tests.leaks.decided import decide_some_in
from tests.leaks.named import name_some_in
from tests.leaks.world import World, plant
from tests.web.asking import Everybody, everybody
from tests.web.site import serving


@dataclass(frozen=True, slots=True)
class Planted:
    """A database in which the planted project lives, and what was planted."""

    file: Path
    world: World


def empty_database(place: Path) -> Path:
    """Make an empty migrated database in a folder."""
    file = place / "empty.sqlite3"
    migrate(f"sqlite:///{file}")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file


def plant_in(place: Path, template: Path) -> Planted:
    """Plant the project in a copy of an empty migrated database."""
    shutil.copyfile(template, place / "concerte.sqlite3")
    settings = Settings.read({"DATA_DIR": str(place)})
    database = Database(settings.database_url)
    world = plant(House(settings, database, Shelf()))
    close_some_in(world)
    name_some_in(world)
    decide_some_in(world)
    with database.engine.connect() as connection:
        connection.exec_driver_sql(f"VACUUM INTO '{place / 'whole.sqlite3'}'")
    database.close()
    return Planted(place / "whole.sqlite3", world)


@contextmanager
def served_copy(place: Path, planted: Planted) -> Iterator[Everybody]:
    """Serve a copy of the planted project with everybody signed in."""
    shutil.copyfile(planted.file, place / "concerte.sqlite3")
    with serving(Settings.read({"DATA_DIR": str(place)})) as site:
        yield everybody(site, _in_house(planted.world, site.house))


def _in_house(world: World, house: House) -> World:
    """Return the planted world as a copy of its database has it; what is planted there from then on is there only."""
    aviary = deepcopy(world.aviary)
    assert world.other is not None
    return replace(world, house=house, aviary=aviary, other=replace(world.other, house=house, aviary=aviary))
