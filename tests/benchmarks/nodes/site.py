"""One installation with a PostgreSQL and a Redis of its own, served by as many nodes as asked."""

import contextlib
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from server.domain.content import Section
from server.services.sessions import open_session
from server.settings import Settings
from server.storage.database import migrate
from tests.chaos.cluster import Node, running_nodes
from tests.chaos.firm import texts_of
from tests.chaos.postgres import own_postgres
from tests.chaos.redis_server import own_redis
from tests.services.scene import Scene, open_scene

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Desk:
    """One node as people meet it."""

    node: Node
    specification_id: str
    tokens: list[str]

    def address(self, scheme: str = "ws") -> str:
        """Where the live line is."""
        return f"{scheme}://127.0.0.1:{self.node.port}/live/{self.specification_id}"

    def headers(self, number: int) -> dict[str, str]:
        """What a browser of one of the people sends by itself."""
        return {"cookie": f"concerte={self.tokens[number % len(self.tokens)]}", "origin": self.node.url}

    def cpu(self) -> float:
        """Seconds of processor the node has used since it started."""
        fields = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def memory_mib(self) -> float:
        """Memory it holds."""
        return int(Path(f"/proc/{self._pid}/statm").read_text().split()[1]) * _PAGE / 2**20

    @property
    def _pid(self) -> int:
        assert self.node.process is not None
        return self.node.process.pid


@dataclass
class Site:
    """The installation: the demo, the sessions of those who write in it, and that of a supplier."""

    scene: Scene
    settings: Settings
    pilots: list[str]
    supplier: str
    supplier_id: str

    @property
    def texts(self) -> list[str]:
        """Live documents that are written in."""
        return [text.generation for text in texts_of(self.scene)]

    @property
    def open_section(self) -> Section:
        """A section that may be opened to a supplier."""
        return next(one for one in self.scene.content().sections if one.label == "N0" and one.intro.label == "N0")

    def supplier_at(self, desk: Desk) -> Desk:
        """The same node as the supplier meets it."""
        return Desk(desk.node, desk.specification_id, [self.supplier])

    @contextlib.asynccontextmanager
    async def served(self, count: int) -> AsyncIterator[list[Desk]]:
        """Serve it on so many nodes until the block ends."""
        async with running_nodes(self.settings, count) as nodes:
            yield [Desk(node, self.scene.specification_id, self.pilots) for node in nodes]


@contextlib.contextmanager
def installed() -> Iterator[Site]:
    """Yield the demo on a PostgreSQL that flushes to disk and a Redis, both gone when the block ends."""
    with (
        tempfile.TemporaryDirectory(prefix="concerte-nodes-") as folder,
        own_postgres() as postgres,
        own_redis() as redis,
    ):
        migrate(postgres.url)
        settings = Settings.read({"DATA_DIR": folder, "DATABASE_URL": postgres.url, "REDIS_URL": redis.url})
        with open_scene(settings) as scene:
            supplier = next(name for name in scene.people if scene.reader(name).is_supplier)
            house = scene.house
            with house.database.write() as connection:
                pilots, others = (
                    [open_session(house, connection, scene.people[name], "bench") for name in names]
                    for names in (("claire", "bruno"), (supplier,))
                )
            yield Site(scene, settings, pilots, others[0], scene.reader(supplier).organization_id)
