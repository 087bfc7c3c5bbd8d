"""Several nodes on one database and one bus (P12, P28, P33)."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

import pytest

from server.domain.live import Scope
from server.realtime import codec
from server.realtime.bus import Bus
from server.realtime.bus_redis import RedisBus
from server.realtime.ports import Account
from tests.chaos.redis_server import RedisServer, own_redis
from tests.realtime.client import connected
from tests.realtime.world import LiveNode, World, cut_listeners, running_node, until

pytestmark = pytest.mark.anyio


@pytest.fixture
def held_door(world: World, monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Holds back the decisions of the door while it is not set."""
    open_door, decide = asyncio.Event(), world.door
    open_door.set()

    async def held(account: Account, specification_id: str, documents: Sequence[str]) -> Mapping[str, Scope]:
        answer = await decide(account, specification_id, documents)
        await open_door.wait()
        return answer

    monkeypatch.setattr(world, "door", held)
    return open_door


@pytest.fixture
async def nodes(world: World, buses: list[Bus], held_door: asyncio.Event) -> AsyncIterator[list[LiveNode]]:
    """Two running nodes."""
    async with running_node(world, "raw", buses[0]) as first, running_node(world, "asgi", buses[1]) as second:
        yield [first, second]


@asynccontextmanager
async def two_nodes(world: World, redis: RedisServer) -> AsyncIterator[list[LiveNode]]:
    """Two running nodes on a server of their own."""
    async with (
        running_node(world, "raw", RedisBus(redis.url)) as first,
        running_node(world, "raw", RedisBus(redis.url)) as second,
    ):
        yield [first, second]


async def test_p28_an_edit_on_one_node_reaches_readers_on_another(nodes: list[LiveNode], world: World) -> None:
    part = world.parts[0]
    async with connected(nodes[0].url("ada")) as ada, connected(nodes[1].url("bea")) as bea:
        hers, his = await ada.open(part), await bea.open(part)

        await ada.type(part, hers, " à")
        await bea.has(lambda: bea.words(part) == "Bonjour à")
        bea.feed(part, his)
        await bea.type(part, his, " tous")

        await ada.has(lambda: ada.feed(part, hers).words == "Bonjour à tous")
        await until(lambda: world.plain(part) == "Bonjour à tous")


async def test_p28_a_node_that_missed_words_catches_up_from_the_log(nodes: list[LiveNode], world: World) -> None:
    part = world.parts[0]
    async with connected(nodes[0].url("ada")) as ada, connected(nodes[1].url("bea")) as bea:
        text = await ada.open(part)
        await bea.open(part)
        heard = nodes[1].hub._stored
        nodes[1].hub._stored = lambda word: None  # type: ignore[method-assign]
        await ada.type(part, text, " un")
        await ada.has(lambda: ada.acks(part) == [1, 1])
        await ada.type(part, text, " deux")
        await ada.has(lambda: ada.acks(part) == [1, 1, 1])
        nodes[1].hub._stored = heard  # type: ignore[method-assign]

        await ada.type(part, text, " trois")

        await bea.has(lambda: bea.words(part) == "Bonjour un deux trois")


async def test_p28_a_node_told_of_lost_words_reads_everything_again(nodes: list[LiveNode], world: World) -> None:
    part = world.parts[0]
    async with connected(nodes[0].url("ada")) as ada, connected(nodes[1].url("bea")) as bea:
        text = await ada.open(part)
        await bea.open(part)
        nodes[1].hub._stored = lambda word: None  # type: ignore[method-assign]
        await ada.type(part, text, " un")
        await ada.has(lambda: ada.acks(part) == [1, 1])

        nodes[1].hub._missed()

        await bea.has(lambda: bea.words(part) == "Bonjour un")


async def test_p22_a_client_id_used_on_one_node_is_refused_to_others_on_another(
    nodes: list[LiveNode], world: World
) -> None:
    part = world.parts[0]
    async with connected(nodes[0].url("ada")) as ada, connected(nodes[1].url("bea")) as bea:
        text, forged = await ada.open(part, client_id=500), await bea.open(part, client_id=500)
        await ada.type(part, text, " à tous")
        await ada.has(lambda: ada.acks(part) == [1, 1])
        await bea.has(lambda: bea.updates(part))

        await bea.type(part, forged, " tout à fait faux")

        await bea.has(lambda: bea.closes(part) == ["client"] or bea.closed)
        assert "faux" not in world.plain(part)


async def test_p12_a_right_taken_away_on_one_node_closes_on_the_other(nodes: list[LiveNode], world: World) -> None:
    part = world.parts[0]
    async with connected(nodes[1].url("bea")) as bea:
        await bea.open(part)
        world.allow("bea", documents=[])

        await nodes[0].hub.recheck(["bea"])

        await bea.has(lambda: bea.closes(part) == ["rights-changed"])


async def test_p12_a_right_taken_away_is_acknowledged_when_the_other_node_has_closed(
    nodes: list[LiveNode], world: World, held_door: asyncio.Event
) -> None:
    part = world.parts[0]
    async with connected(nodes[1].url("ada")) as ada, connected(nodes[1].url("bea")) as bea:
        text = await ada.open(part)
        await bea.open(part)
        world.allow("bea", documents=[])
        held_door.clear()

        revoking = asyncio.create_task(nodes[0].hub.recheck(["bea"]))
        await until(lambda: world.asked[-1] != [part])
        early = revoking.done()
        held_door.set()
        await revoking
        await ada.type(part, text, " après")

        await ada.acknowledged(part, 2)
        await bea.round_trip()
        assert not early
        assert bea.closes(part) == ["rights-changed"]
        assert bea.words(part) == "Bonjour"


async def test_p12_rights_taken_away_while_the_bus_is_out_of_reach_end_all_the_same(world: World) -> None:
    part = world.parts[0]
    with own_redis() as redis:
        async with (
            two_nodes(world, redis) as nodes,
            connected(nodes[1].url("ada")) as ada,
            connected(nodes[1].url("bea")) as bea,
        ):
            text = await ada.open(part)
            await bea.open(part)
            redis.freeze()
            world.allow("bea", documents=[])

            await nodes[0].hub.recheck(["bea"])
            await ada.type(part, text, " après")

            await ada.acknowledged(part, 2)
            await bea.round_trip()
            assert bea.closes(part) == ["rights-changed"]
            assert bea.words(part) == "Bonjour"
            redis.thaw()


async def test_p28_without_a_bus_nodes_read_each_other_s_words_from_the_log(world: World) -> None:
    part = world.parts[0]
    with own_redis() as redis:
        async with (
            two_nodes(world, redis) as nodes,
            connected(nodes[0].url("ada")) as ada,
            connected(nodes[1].url("bea")) as bea,
        ):
            text = await ada.open(part)
            await bea.open(part)
            redis.stop()

            await ada.type(part, text, " sans bus")

            await bea.has(lambda: bea.words(part) == "Bonjour sans bus")
            redis.start()


async def test_p12_a_document_ended_on_one_node_closes_on_the_other(nodes: list[LiveNode], world: World) -> None:
    part = world.parts[0]
    async with connected(nodes[1].url("bea")) as bea:
        await bea.open(part)

        await nodes[0].hub.close_document(part)

        await bea.has(lambda: bea.closes(part) == ["relabelled"])


async def test_p12_a_session_ended_on_one_node_closes_on_the_other(nodes: list[LiveNode], world: World) -> None:
    async with connected(nodes[1].url("bea")) as bea:
        await bea.open(world.parts[0])

        await nodes[0].hub.end_session("session-bea")

        assert (await bea.ended())[0] == 4401


async def test_p33_presence_crosses_nodes_and_leaves_with_its_person(nodes: list[LiveNode], world: World) -> None:
    async with connected(nodes[1].url("bea")) as bea:
        await bea.ask("page")
        async with connected(nodes[0].url("ada")) as ada:
            await ada.ask("page")
            await ada.announce("page", 7, 1, {"where": world.requirements[0]})
            await bea.has(lambda: bea.beings("page").get(7, {}).get("where") == world.requirements[0])

        await bea.has(lambda: bea.beings("page") == {})


async def test_p28_a_deed_told_on_one_node_patches_pages_on_the_other(nodes: list[LiveNode], world: World) -> None:
    async with connected(nodes[1].url("bea")) as bea:
        await bea.ask("page")
        await bea.send(since("0"))
        await bea.has(bea.messages)
        world.revision = 1

        nodes[0].hub.publish(world.project_id, world.specification_id)

        await bea.has(lambda: bea.messages()[-1] == {"type": "patch", "cursor": "1", "for": "bea"})


async def test_a_bus_out_of_reach_for_a_while_loses_nothing(world: World) -> None:
    part = world.parts[0]
    with own_redis() as redis:
        async with (
            two_nodes(world, redis) as nodes,
            connected(nodes[0].url("ada")) as ada,
            connected(nodes[1].url("bea")) as bea,
        ):
            text = await ada.open(part)
            await bea.open(part)
            await cut_listeners(redis.url)

            for words in (" un", " deux", " trois"):
                await ada.type(part, text, words)
            await ada.has(lambda: ada.acks(part) == [1, 1, 1, 1])

            await bea.has(lambda: bea.words(part) == "Bonjour un deux trois")


def since(cursor: str) -> bytes:
    """The page's `since`."""
    return codec.stateless("page", f'{{"type":"since","cursor":"{cursor}"}}')
