"""Refusals, leases, failed commits, ended documents, slow readers (P19–P26)."""

import contextlib
import socket as socket_module
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx
import pytest
from pycrdt import Doc
from pycrdt import Text as YText
from websockets.asyncio.client import connect

from server.realtime import codec
from server.realtime.limits import LiveLimits
from tests.crdt.corpus import HOSTILE
from tests.plain_http import NO_CERTIFICATES
from tests.realtime.client import Text, auth, connected
from tests.realtime.line import Line
from tests.realtime.world import LiveNode, World, running_node, until

pytestmark = pytest.mark.anyio


def _foreign_root() -> bytes:
    doc: Doc[YText] = Doc(client_id=77)
    doc["elsewhere"] = words = YText()
    words += "intrus"
    return doc.get_update()


async def test_p21_a_refused_update_closes_the_document_for_its_sender_alone(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as ada, connected(node.url("bea")) as bea:
        await ada.open(part)
        text = await bea.open(part)
        await ada.has(lambda: ada.acks(part) == [1])

        await ada.send(codec.update(part, _foreign_root()))
        await ada.has(lambda: ada.closes(part))
        await bea.type(part, text, " à tous")
        await bea.has(lambda: bea.acks(part) == [1, 1])

        assert ada.closes(part) == ["root"]
        assert ada.acks(part) == [1]
        assert ada.closed is None
        assert bea.closes(part) == []


async def test_p21_after_a_refusal_the_document_can_be_opened_again(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as ada:
        await ada.open(part)
        await ada.send(codec.update(part, b"\x00\x00\x05"))
        await ada.has(lambda: ada.closes(part) == ["malformed"])

        await ada.ask(part)
        await ada.has(lambda: len(ada.scopes(part)) == 2)
        fresh = ada.feed(part, Text())
        await ada.type(part, fresh, " encore")

        await until(lambda: world.plain(part) == "Bonjour encore")


async def test_p19_a_copy_with_holes_is_given_everything_once_and_asked_again(node: LiveNode, world: World) -> None:
    part, holed = world.parts[0], HOSTILE["a skip"][1]
    async with connected(node.url("ada")) as ada, connected(node.url("bea")) as bea:
        text = await ada.open(part)
        other = await bea.open(part)

        await ada.send(codec.step_two(part, holed))
        await ada.has(lambda: ada.asked_back(part) == 1)
        await ada.send(codec.step_two(part, text.type(" puis")))
        await ada.has(lambda: ada.acks(part) == [1, 1])
        for _ in range(2):
            await bea.send(codec.step_two(part, holed))
        await bea.has(lambda: bea.closes(part))

        whole = [body for body in ada.got(part, codec.Kind.SYNC) if body[0] == codec.STEP_TWO]
        assert len(whole) == 2
        assert bea.closes(part) == ["gap"]
        assert bea.acks(part) == [1]
        assert other.words == "Bonjour"
        await until(lambda: world.plain(part) == "Bonjour puis")


async def test_p22_nobody_writes_under_another_account_s_client_id(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as ada, connected(node.url("bea")) as bea:
        hers = await ada.open(part, client_id=500)
        await ada.type(part, hers, " à tous")
        await ada.has(lambda: ada.acks(part) == [1, 1])
        forged = await bea.open(part, client_id=500)

        await bea.type(part, forged, " faux")

        await bea.has(lambda: bea.closes(part) == ["client"])
        assert world.plain(part) != "Bonjour à tous faux"


async def test_p22_a_lease_outlives_the_room_and_the_node(world: World, transport: str) -> None:
    part = world.parts[0]
    async with running_node(world, transport) as node, connected(node.url("ada")) as ada:
        text = await ada.open(part, client_id=500)
        await ada.type(part, text, " à tous")
        await ada.has(lambda: ada.acks(part) == [1, 1])

    async with running_node(world, transport) as node, connected(node.url("bea")) as bea:
        forged = await bea.open(part, client_id=500)
        await bea.type(part, forged, " faux")

        await bea.has(lambda: bea.closes(part) == ["client"])


async def test_p22_a_reconnection_takes_the_client_id_over(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as former, connected(node.url("ada")) as latter:
        text = await former.open(part, client_id=500)
        await former.type(part, text, " à")
        await former.has(lambda: former.acks(part) == [1, 1])
        await latter.ask(part)

        await latter.type(part, text, " tous")

        await latter.has(lambda: latter.acks(part) == [1, 1])
        await former.has(lambda: former.closes(part) == ["client-id-taken"])


async def test_p22_the_server_s_own_ids_are_nobody_s(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as ada:
        text = await ada.open(part, client_id=2**32 + 5)

        await ada.type(part, text, " faux")

        await ada.has(lambda: ada.closes(part) == ["client"])


async def test_p18_an_update_sent_twice_is_acknowledged_after_the_commit_of_the_first(
    node: LiveNode, world: World
) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as ada:
        text = await ada.open(part)
        await ada.has(lambda: ada.acks(part) == [1])
        node.desk.gate.clear()
        update = codec.update(part, text.type(" à tous"))

        await ada.send(update, update)
        await ada.round_trip()
        early = ada.acks(part)
        node.desk.gate.set()

        await ada.has(lambda: ada.acks(part) == [1, 1, 1])
        assert early == [1]


async def test_p20_a_failed_commit_acknowledges_nothing_and_resets(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as ada, connected(node.url("bea")) as bea:
        text = await ada.open(part)
        await bea.open(part)
        await ada.has(lambda: ada.acks(part) == [1])
        node.desk.failing = True

        await ada.type(part, text, " perdu ?")

        assert await ada.ended() == (4205, "not stored")
        assert await bea.ended() == (4205, "not stored")
        assert ada.acks(part) == [1]
        assert bea.updates(part) == []
        node.desk.failing = False
        async with connected(node.url("ada")) as again:
            await again.send(auth(part), codec.step_one(part, text.doc.get_state()))
            await again.has(lambda: again.asked_back(part) == 1)
            vector = codec.Reader(
                next(b for b in again.got(part, codec.Kind.SYNC) if b[0] == codec.STEP_ONE)[1:]
            ).buffer()
            await again.send(codec.step_two(part, text.doc.get_update(vector)))

            await again.has(lambda: again.acks(part) == [1])
            await until(lambda: world.plain(part) == "Bonjour perdu ?")


async def test_p20_nothing_built_on_a_lost_update_is_stored(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as ada:
        text = await ada.open(part)
        await ada.has(lambda: ada.acks(part) == [1])
        node.desk.gate.clear()
        await ada.type(part, text, " un")
        await ada.round_trip()
        node.desk.failing = True
        await ada.type(part, text, " deux")
        await ada.round_trip()

        node.desk.gate.set()
        await ada.ended()
        node.desk.failing = False

        loaded = node.desk.load([part])[part]
        assert len(loaded.tail) == 1


async def test_p23_an_ended_document_takes_nothing_more(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as ada:
        text = await ada.open(part)
        await ada.has(lambda: ada.acks(part) == [1])
        world.seal(part)

        await ada.type(part, text, " trop tard")

        await ada.has(lambda: ada.closes(part) == ["sealed"])
        assert ada.acks(part) == [1]


async def test_p23_closing_a_document_ends_what_is_under_way(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as ada, connected(node.url("bea")) as bea:
        text = await ada.open(part)
        await bea.open(part)
        node.desk.gate.clear()
        await ada.type(part, text, " secret")
        await ada.round_trip()

        world.seal(part)
        await node.hub.close_document(part)
        node.desk.gate.set()

        await ada.has(lambda: ada.closes(part) == ["relabelled"])
        await bea.has(lambda: bea.closes(part) == ["relabelled"])
        await ada.round_trip()
        assert ada.acks(part) == [1]
        assert bea.updates(part) == []


async def test_p24_a_slow_reader_is_reset_and_holds_up_nobody(world: World, transport: str) -> None:
    part = world.parts[0]
    async with (
        running_node(world, transport, limits=LiveLimits(queue_messages=20)) as node,
        connected(node.url("ada")) as ada,
        not_reading(node.url("bea"), part),
    ):
        text = await ada.open(part)
        await until(lambda: len(node.hub._rooms[part].members) == 2)
        updates = 0
        while len(node.hub._sessions) == 2 and updates < 400:
            await ada.send(codec.update(part, text.type("mot " * 15_000)), codec.update(part, text.keep("Bonjour")))
            updates += 2
            await ada.acknowledged(part, updates + 1)

        await until(lambda: len(node.hub._sessions) == 1)
        assert ada.closed is None


@contextlib.asynccontextmanager
async def not_reading(url: str, part: str) -> AsyncIterator[None]:
    """A connection that opens a text and then never reads; over HTTP, one that never polls."""
    if url.startswith("http"):
        async with httpx.AsyncClient(trust_env=False, verify=NO_CERTIFICATES) as requests:
            line = await Line.open(requests, url)
            assert isinstance(line, Line)
            await line.post(1, auth(part))
            yield
        return
    pipe = socket_module.socket()
    pipe.setsockopt(socket_module.SOL_SOCKET, socket_module.SO_RCVBUF, 4096)
    pipe.connect(("127.0.0.1", urlsplit(url).port))
    socket = await connect(url, sock=pipe, compression=None, max_queue=1, ping_interval=None)
    await socket.send(auth(part))
    try:
        yield
    finally:
        socket.transport.abort()
        await socket.wait_closed()
