"""Two servers on one database and one bus: whatever dies between them, nothing acknowledged is lost and nobody mends (P12, P28)."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import httpx
import pytest

from server.services.sessions import open_session
from server.settings import Settings
from server.storage.database import migrate
from tests.chaos.cluster import Node, running_nodes
from tests.chaos.firm import Firm, open_firm
from tests.chaos.kills import Writers
from tests.chaos.postgres import Postgres, own_postgres
from tests.chaos.redis_server import RedisServer, own_redis
from tests.plain_http import NO_CERTIFICATES
from tests.realtime.client import connected

pytestmark = pytest.mark.anyio


@dataclass
class House:
    """One installation on two nodes, with a database and a bus of its own."""

    firm: Firm
    nodes: list[Node]
    postgres: Postgres
    redis: RedisServer

    async def break_down(self, trouble: str) -> None:
        """Begin a trouble."""
        if trouble == "node killed":
            await self.nodes[0].end()
        elif trouble == "bus stopped":
            self.redis.stop()
        elif trouble == "bus frozen":
            self.redis.freeze()
        else:
            self.postgres.stop()

    async def mend(self, trouble: str) -> None:
        """End it: what had ended is started again, nothing else is done."""
        if trouble == "node killed":
            await self.nodes[0].start()
        elif trouble == "bus stopped":
            self.redis.start()
        elif trouble == "bus frozen":
            self.redis.thaw()
        else:
            self.postgres.start()


@pytest.fixture(scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory, node_path: Path) -> AsyncIterator[House]:
    """The demo, served twice."""
    with own_postgres() as postgres, own_redis() as redis:
        migrate(postgres.url)
        values = {
            "DATA_DIR": str(tmp_path_factory.mktemp("nodes")),
            "DATABASE_URL": postgres.url,
            "REDIS_URL": redis.url,
        }
        settings = Settings.read(values)
        async with open_firm(settings, node_path) as firm, running_nodes(settings, 2) as nodes:
            yield House(firm, nodes, postgres, redis)


TROUBLES = ("node killed", "bus stopped", "bus frozen", "database restarted")


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_p28_people_write_on_two_nodes_through_a_trouble_and_all_have_everything(
    house: House, trouble: str
) -> None:
    numbers = count(1)
    part = house.firm.parts[TROUBLES.index(trouble)]
    writers = [Writers(house.firm, part, numbers, node.port) for node in house.nodes]
    for group in writers:
        await group.come()
        await group.all_saved()
        await group.write()
        await group.all_saved()

    await house.break_down(trouble)
    for group in writers:
        for _ in range(3):
            await group.write()
    await house.mend(trouble)

    for group in writers:
        await group.all_saved()
    written = {f"w{number}" for number in range(1, next(numbers))}
    assert all(group.acknowledged for group in writers)
    assert written == writers[0].acknowledged | writers[1].acknowledged
    assert [group.lost() for group in writers] == [[], []]
    async with asyncio.timeout(120):
        while await _differ(writers, written):
            await asyncio.sleep(0.05)
    for group in writers:
        await group.leave()


async def _differ(writers: list[Writers], written: set[str]) -> bool:
    """Whether somebody reads another text than the others, or misses a word."""
    texts = [text for group in writers for text in await group.texts()]
    return len(set(texts)) > 1 or not written <= set(re.findall(r"w\d+", texts[0]))


async def test_p12_what_a_deed_on_one_node_closes_is_closed_on_the_other_when_it_is_answered(house: House) -> None:
    scene, (first, second) = house.firm.scene, house.nodes
    supplier = next(name for name in scene.people if scene.reader(name).is_supplier)
    section = next(one for one in scene.content().sections if one.label == "N0" and one.intro.label == "N0")
    part = section.intro.generation
    with scene.house.database.write() as connection:
        token = open_session(scene.house, connection, scene.people[supplier], "nodes")
    base = f"{first.url}/api/specifications/{scene.specification_id}/openings"
    live = f"ws://127.0.0.1:{second.port}/live/{scene.specification_id}"
    named = {"section_id": section.id, "organization_id": scene.reader(supplier).organization_id}
    async with httpx.AsyncClient(
        headers=house.firm.headers(0, first.port), trust_env=False, verify=NO_CERTIFICATES
    ) as pilot:
        (await pilot.post(base, json=named)).raise_for_status()
        opening = next(one.id for one in scene.content().openings if one.section_id == section.id)
        async with (
            connected(live, house.firm.headers(0, second.port)) as writer,
            connected(live, {"cookie": f"concerte={token}", "origin": second.url}) as reader,
        ):
            text = await writer.open(part)
            await reader.open(part)
            await writer.type(part, text, " AVANT")
            await reader.has(lambda: "AVANT" in reader.words(part))

            (await pilot.post(f"{base}/{opening}/close")).raise_for_status()
            await writer.type(part, text, " APRÈS")

            await writer.acknowledged(part, 3)
            await reader.round_trip()
            assert reader.closes(part) == ["rights-changed"]
            assert "APRÈS" not in reader.words(part)
