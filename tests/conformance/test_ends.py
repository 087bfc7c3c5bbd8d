"""How the provider meets every end: of a connection, of one document, of a wish to open one; and what it does then (P8)."""

from base64 import b64encode

import pytest

from server.domain.live import Scope
from server.realtime.close_codes import MALFORMED, SILENT, TOO_BIG
from server.realtime.limits import LiveLimits
from tests.conformance.conftest import Browsers
from tests.realtime.world import SOCKETS, LiveNode, World, running_node

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("sent", "code"),
    [(bytes((1 << 20) + 1), TOO_BIG.code), (b"\xff", MALFORMED.code)],
    ids=["1009 too big", "4403 malformed"],
)
async def test_p8_a_message_that_is_not_taken_ends_the_connection_with_its_code(
    node: LiveNode, world: World, browsers: Browsers, sent: bytes, code: int
) -> None:
    await browsers.do("connect", socket="a", url=node.url("ada"))
    await browsers.opens("a", "a", world.parts[0])

    await browsers.do("raw", socket="a", bytes=b64encode(sent).decode())

    await browsers.socket("a", lambda socket: socket["closes"])
    assert (await browsers.do("socket", socket="a"))["closes"][0][0] == code
    await browsers.socket("a", lambda socket: socket["status"] == "connected")
    await browsers.comes("a", lambda state: state["synced"] and not state["unsynced"])


@pytest.mark.parametrize("transport", SOCKETS)
async def test_p8_a_client_that_falls_silent_ends_with_4408_and_comes_back(
    world: World, browsers: Browsers, transport: str
) -> None:
    async with running_node(world, transport, limits=LiveLimits(ping_every=0.05, silent_after=0.5)) as node:
        await browsers.do("connect", socket="a", url=node.url("ada"))
        await browsers.opens("a", "a", world.parts[0])

        await browsers.do("lose", socket="a", count=1_000_000)
        await browsers.socket("a", lambda socket: socket["closes"])
        await browsers.do("lose", socket="a", count=0)

        assert (await browsers.do("socket", socket="a"))["closes"][0] == [SILENT.code, SILENT.reason]
        await browsers.comes("a", lambda state: state["synced"] and not state["unsynced"])


async def test_p8_one_document_is_closed_and_the_others_stay(node: LiveNode, world: World, browsers: Browsers) -> None:
    first, second, third = world.parts[:3]
    await browsers.do("connect", socket="a", url=node.url("ada"))
    for name in (first, second, third):
        await browsers.opens(name, "a", name)

    world.rights["ada"][first] = Scope.READ_ONLY
    await node.hub.recheck(frozenset({"ada"}))
    world.seal(second)
    await node.hub.close_document(second)

    assert (await browsers.comes(first, lambda state: state["closed"]))["closed"] == ["rights-changed"]
    assert (await browsers.comes(second, lambda state: state["closed"]))["closed"] == ["relabelled"]
    await browsers.do("type", **{"as": third}, words=" encore")
    assert (await browsers.comes(third, lambda state: not state["unsynced"]))["closed"] == []


async def test_p8_a_document_that_is_not_opened_says_why_and_the_socket_stays(world: World, browsers: Browsers) -> None:
    unreadable = world.parts[0]
    world.spoil(unreadable)
    async with running_node(world, "raw", limits=LiveLimits(documents_per_socket=2)) as node:
        await browsers.do("connect", socket="a", url=node.url("ada"))
        wishes = {unreadable: "unavailable", "0" * 22: "not-in-your-sight", "un\nnom": "name"}
        for name, reason in wishes.items():
            await browsers.do("open", socket="a", name=name, **{"as": name})
            assert (await browsers.comes(name, lambda state: state["denied"]))["denied"] == [reason]
            await browsers.do("detach", **{"as": name})
        for name in world.parts[1:3]:
            await browsers.opens(name, "a", name)
        await browsers.do("open", socket="a", name=world.parts[3], **{"as": "third"})

        denied = (await browsers.comes("third", lambda state: state["denied"]))["denied"]
        assert denied == ["too-many-documents"]
        assert (await browsers.do("socket", socket="a"))["status"] == "connected"


async def test_p11_a_token_sent_again_brings_the_right_of_now(node: LiveNode, world: World, browsers: Browsers) -> None:
    part = world.parts[0]
    await browsers.do("connect", socket="a", url=node.url("ada"))
    await browsers.opens("a", "a", part)

    world.rights["ada"][part] = Scope.READ_ONLY
    await browsers.do("token", **{"as": "a"})

    state = await browsers.comes("a", lambda state: len(state["scopes"]) == 2)
    assert state["scopes"] == ["read-write", "readonly"]
