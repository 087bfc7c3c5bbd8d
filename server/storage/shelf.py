"""Every specification lately read, kept in memory and brought up to date by what was touched: one change reads one thing."""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, select

from server.domain.content import SpecificationContent
from server.domain.errors import NotInYourSight
from server.storage.database import private_to
from server.storage.journal import changes_since, latest_seq
from server.storage.tables.specification import specifications
from server.storage.volume import Volume, load_volume, refresh

_KEPT: Final = 64
"""How many specifications stay in memory; the one read longest ago goes first."""

_TURNS: Final = 32
"""Locks under which specifications are loaded, so that two readers do not load the same one."""

_PATIENCE: Final = 1000
"""More changes than this and the whole specification is read again."""


class Shelf:
    """Specifications in memory; usable from any thread.

    Readers are given what is committed. A writing transaction is given what it has written itself on top of that, and
    nobody else sees it before the commit. It may begin with `volumes`, which are brought up to date when they are asked for.
    """

    def __init__(self, volumes: Iterable[Volume] = ()) -> None:
        self._volumes = OrderedDict((volume.head.id, volume) for volume in volumes)
        self._guard = threading.Lock()
        self._turns = tuple(threading.Lock() for _ in range(_TURNS))

    def content(self, connection: Connection, specification_id: str) -> SpecificationContent:
        """Return the specification as `connection` may know it. Raises NotInYourSight when there is none."""
        return self.volume(connection, specification_id).content

    def volume(self, connection: Connection, specification_id: str) -> Volume:
        """Return the specification with what was touched when. Raises NotInYourSight when there is none."""
        own = private_to(connection)
        if own is None:
            return self._shared(connection, specification_id)
        volume: Volume | None = own.get(specification_id) or self._volumes.get(specification_id)
        own[specification_id] = _current(connection, volume) if volume else _load(connection, specification_id)
        mine: Volume = own[specification_id]
        return mine

    def forget(self) -> None:
        """Drop everything: the next reading begins from the database."""
        with self._guard:
            self._volumes.clear()

    def _shared(self, connection: Connection, specification_id: str) -> Volume:
        with self._turns[hash(specification_id) % _TURNS]:
            kept = self._volumes.get(specification_id)
            volume = _current(connection, kept) if kept else _load(connection, specification_id)
            self._keep(specification_id, volume)
        return volume

    def _keep(self, specification_id: str, volume: Volume) -> None:
        with self._guard:
            self._volumes[specification_id] = volume
            self._volumes.move_to_end(specification_id)
            while len(self._volumes) > _KEPT:
                self._volumes.popitem(last=False)


def _load(connection: Connection, specification_id: str) -> Volume:
    project_id = connection.execute(
        select(specifications.c.project_id).where(specifications.c.id == specification_id)
    ).scalar()
    seq = latest_seq(connection, project_id) if project_id else 0
    volume = load_volume(connection, specification_id, seq)
    if volume is None:
        raise NotInYourSight
    return volume


def _current(connection: Connection, volume: Volume) -> Volume:
    changes = changes_since(connection, volume.head.project_id, volume.head.id, volume.seq)
    if not changes:
        return volume
    if len(changes) > _PATIENCE:
        return _load(connection, volume.head.id)
    return refresh(connection, volume, changes)
