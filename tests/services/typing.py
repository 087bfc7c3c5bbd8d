"""Somebody types in a live text, without a browser: what they send is stored as the live line stores it."""

from datetime import datetime
from itertools import count

from server.crdt.replica import Replica
from server.crdt.rewriting import rewrite
from server.domain.live import Append, Appended
from server.domain.richtext import Node
from server.services.house import House
from server.services.writing import LiveDesk

_CLIENTS = count(1_000_000)
"""Apart from those of raw clients on the wire: the same id in a text and in a fork of it would be one author twice."""


def type_in(house: House, person_id: str, generation: str, wanted: Node, at: datetime | None = None) -> None:
    """Make a live text show `wanted`, under a client id of this person's own, and bring the stored text up to it."""
    desk, client = LiveDesk(house.database, house.clock if at is None else lambda: at), next(_CLIENTS)
    replica = Replica.replay(desk.load([generation])[generation].pieces())
    update = rewrite(replica.state(), wanted, client)
    (stored,) = desk.append([Append(generation, person_id, update, frozenset({client}))])
    assert isinstance(stored, Appended), stored
    desk.project_log(generation)
