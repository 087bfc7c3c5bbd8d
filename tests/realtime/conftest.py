"""A project, once on SQLite and once on PostgreSQL, and a node that serves it, once per transport."""

from collections.abc import AsyncIterator, Iterator

import pytest

from server.realtime.bus import Bus, InProcessBroker
from server.realtime.bus_redis import RedisBus
from server.storage.database import Database
from tests.realtime.world import TRANSPORTS, LiveNode, World, make_world, running_node


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty migrated database, closed when the test ends."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def world(database: Database) -> World:
    """A small project; two people may write everywhere."""
    made = make_world(database)
    made.allow("ada")
    made.allow("bea")
    return made


@pytest.fixture(params=TRANSPORTS)
def transport(request: pytest.FixtureRequest) -> str:
    """How frames travel."""
    name: str = request.param
    return name


@pytest.fixture
async def node(world: World, transport: str) -> AsyncIterator[LiveNode]:
    """One running node."""
    async with running_node(world, transport) as started:
        yield started


@pytest.fixture
def buses(database_url: str, redis_url: str) -> list[Bus]:
    """The buses of two nodes: in-process with SQLite, Redis or Valkey with PostgreSQL."""
    if database_url.startswith("sqlite"):
        broker = InProcessBroker()
        return [broker.bus(), broker.bus()]
    return [RedisBus(redis_url), RedisBus(redis_url)]
