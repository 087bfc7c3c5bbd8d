"""Who gets in, and what happens when rights change (P1–P12, P16)."""

import asyncio
from collections.abc import Sequence
from typing import NoReturn

import pytest
from websockets.asyncio.client import connect

from server.domain.live import Scope
from server.realtime import codec
from server.realtime.close_codes import RESET
from server.realtime.limits import LiveLimits
from server.realtime.ports import Account
from server.services.writing import LiveDesk
from tests.realtime.client import auth, connected
from tests.realtime.world import SOCKETS, LiveNode, World, running_node, until

pytestmark = pytest.mark.anyio


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """None of this depends on the database."""
    return sqlite_url


async def test_p9_a_refused_document_leaves_the_socket_and_the_others_alone(node: LiveNode, world: World) -> None:
    open_part, closed_part = world.parts[:2]
    world.allow("eve", documents=[open_part])
    async with connected(node.url("eve")) as eve:
        await eve.ask(closed_part)
        text = await eve.open(open_part)
        await eve.type(open_part, text, " !")

        await eve.has(lambda: eve.acks(open_part) == [1, 1])
        assert eve.scopes(closed_part) == ["denied: not-in-your-sight"]
        assert eve.got(closed_part, codec.Kind.SYNC) == []


async def test_p9_unknown_and_hidden_documents_are_answered_alike(node: LiveNode, world: World) -> None:
    world.allow("eve", documents=[])
    async with connected(node.url("eve")) as eve:
        await eve.ask(world.parts[0])
        await eve.ask("no-such-document")

        await eve.has(lambda: eve.scopes("no-such-document"))
        assert eve.scopes(world.parts[0]) == eve.scopes("no-such-document") == ["denied: not-in-your-sight"]


async def test_p9_a_refused_document_may_be_asked_for_again(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("eve")) as eve:
        await eve.ask(part)
        await eve.has(lambda: eve.scopes(part) == ["denied: not-in-your-sight"])
        world.allow("eve")

        text = await eve.open(part)

        assert text.words == "Bonjour"


async def test_p3_one_document_at_two_addresses_of_one_socket(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    first, second = f"{part}\0un", f"{part}\0été"
    async with connected(node.url("ada")) as ada:
        text = await ada.open(first)
        await ada.open(second)

        await ada.type(first, text, " à tous")

        await ada.has(lambda: ada.words(second) == "Bonjour à tous")
        assert {address for address, _, _ in ada.frames} == {first, second}


async def test_p10_messages_before_any_auth_are_ignored(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as ada:
        await ada.send(codec.text(part) + b"\x00\x02\xff\xff not read at all")
        await ada.round_trip()

        assert ada.closed is None
        assert ada.got(part, codec.Kind.SYNC) == []


async def test_p2_a_malformed_message_ends_the_connection(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as ada:
        await ada.open(part)

        await ada.send(codec.text(part) + b"\x00\x07\x00")

        assert (await ada.ended())[0] == 4403


@pytest.mark.parametrize("transport", SOCKETS)
async def test_p1_a_text_message_ends_the_connection(node: LiveNode) -> None:
    async with connect(node.url("ada"), compression=None) as socket:
        await socket.send("bonjour")
        await socket.wait_closed()

        assert socket.close_code == 4403


async def test_p5_a_message_over_the_limit_ends_the_connection(node: LiveNode) -> None:
    async with connected(node.url("ada")) as ada:
        await ada.send(bytes(node.hub.limits.frame_bytes + 1))

        assert (await ada.ended())[0] == 1009


async def test_p7_one_connection_too_many_is_refused(world: World, transport: str) -> None:
    async with (
        running_node(world, transport, limits=LiveLimits(sockets_per_account=1)) as node,
        connected(node.url("ada")) as first,
        connected(node.url("ada")) as second,
    ):
        code, reason = await second.ended()
        await first.round_trip()

        assert (code, reason) == (4403, "too many connections")


async def test_p7_one_document_too_many_is_refused(world: World, transport: str) -> None:
    async with (
        running_node(world, transport, limits=LiveLimits(documents_per_socket=1)) as node,
        connected(node.url("ada")) as ada,
    ):
        await ada.open(world.parts[0])
        await ada.ask(world.parts[1])

        await ada.has(lambda: ada.scopes(world.parts[1]) == ["denied: too-many-documents"])


@pytest.mark.parametrize("transport", SOCKETS)
async def test_p6_the_server_pings_and_a_silent_client_is_let_go(world: World, transport: str) -> None:
    async with (
        running_node(world, transport, limits=LiveLimits(ping_every=0.02, silent_after=0.1)) as node,
        connected(node.url("ada")) as ada,
    ):
        code, _ = await ada.ended()

        assert code == 4408
        assert ada.pings > 0


async def test_p6_a_client_that_answers_pings_stays(world: World, transport: str) -> None:
    async with (
        running_node(world, transport, limits=LiveLimits(ping_every=0.02, silent_after=0.5)) as node,
        connected(node.url("ada")) as ada,
    ):
        for heard in range(1, 41):
            await ada.pinged(heard)
            await ada.send(codec.PONG)

        assert ada.closed is None


async def test_p10_waiting_messages_are_bounded(world: World, transport: str) -> None:
    async with running_node(world, transport, limits=LiveLimits(waiting_messages=10)) as node:
        entered, leave = asyncio.Event(), asyncio.Event()

        async def slow_door(account: Account, specification_id: str, documents: Sequence[str]) -> dict[str, Scope]:
            entered.set()
            await leave.wait()
            return {}

        node.hub.door = slow_door
        async with connected(node.url("ada")) as ada:
            await ada.send(auth("doc"))
            await entered.wait()
            await ada.send(*[codec.step_one("doc", b"\x00")] * 11)

            assert (await ada.ended())[0] == 4205
            leave.set()


async def test_p16_a_reader_receives_and_does_not_write(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    world.allow("zoe", Scope.READ_ONLY)
    async with connected(node.url("ada")) as ada, connected(node.url("zoe")) as zoe:
        text, read_only = await ada.open(part), await zoe.open(part)
        await zoe.type(part, read_only, " interdit")
        await zoe.round_trip()
        await ada.type(part, text, " à tous")

        await zoe.has(lambda: zoe.words(part) == "Bonjour à tous")
        assert zoe.scopes(part) == ["readonly"]
        assert zoe.acks(part) == [1, 0]
        assert ada.words(part) == "Bonjour"


async def test_p16_a_reader_with_nothing_new_counts_as_synchronised(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    world.allow("zoe", Scope.READ_ONLY)
    async with connected(node.url("zoe")) as zoe:
        text = await zoe.open(part)
        everything = text.doc.get_update()

        await zoe.send(codec.step_two(part, everything))

        await zoe.has(lambda: zoe.acks(part) == [1, 1])


async def test_p12_a_right_taken_away_closes_the_document_at_once(node: LiveNode, world: World) -> None:
    part, other = world.parts[:2]
    async with connected(node.url("ada")) as ada, connected(node.url("bea")) as bea:
        text = await ada.open(part)
        await bea.open(part)
        await bea.open(other)
        world.allow("bea", documents=[other])

        await node.hub.recheck(["bea"])
        frames_at_the_answer = len(node.hub._rooms[part].members)
        await ada.type(part, text, " secret")
        await ada.has(lambda: ada.acks(part) == [1, 1])
        await bea.round_trip()

        assert frames_at_the_answer == 1
        assert bea.closes(part) == ["rights-changed"]
        assert bea.updates(part) == []
        assert bea.closes(other) == []


async def test_p12_a_writer_who_becomes_a_reader_writes_nothing_more(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("bea")) as bea:
        text = await bea.open(part)
        world.allow("bea", Scope.READ_ONLY)
        await node.hub.recheck(["bea"])
        await bea.has(lambda: bea.closes(part) == ["rights-changed"])

        await bea.type(part, text, " trop tard")
        await bea.ask(part)
        await bea.has(lambda: bea.scopes(part) == ["read-write", "readonly"])
        await bea.round_trip()

        assert world.plain(part) == "Bonjour"


async def test_p12_a_decision_begun_before_a_change_is_made_again(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    decided, go_on = asyncio.Event(), asyncio.Event()
    ask = node.hub.door

    async def slow_door(account: Account, specification_id: str, documents: Sequence[str]) -> dict[str, Scope]:
        answer = await ask(account, specification_id, documents)
        if not decided.is_set():
            decided.set()
            await go_on.wait()
        return dict(answer)

    node.hub.door = slow_door
    async with connected(node.url("bea")) as bea:
        await bea.ask(part)
        await decided.wait()
        world.allow("bea", documents=[])
        await node.hub.recheck(["bea"])
        go_on.set()

        await bea.has(lambda: bea.scopes(part))
        assert bea.scopes(part) == ["denied: not-in-your-sight"]


async def test_p12_a_session_that_ends_closes_its_sockets_only(node: LiveNode, world: World) -> None:
    async with connected(node.url("ada", "desk")) as desk, connected(node.url("ada", "phone")) as phone:
        await desk.open(world.parts[0])
        await phone.open(world.parts[0])

        await node.hub.end_session("desk")

        assert await desk.ended() == (4401, "session ended")
        await phone.round_trip()
        assert phone.closed is None


async def test_p12_a_session_found_ended_at_the_door_closes_the_socket(node: LiveNode, world: World) -> None:
    world.ended.add("session-ada")
    async with connected(node.url("ada")) as ada:
        await ada.ask(world.parts[0])

        assert (await ada.ended())[0] == 4401


async def test_p11_a_token_for_an_open_document_makes_the_door_decide_anew(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as ada:
        await ada.open(part)
        world.allow("ada", Scope.READ_ONLY)

        await ada.send(auth(part))

        await ada.has(lambda: ada.scopes(part) == ["read-write", "readonly"])


async def test_p15_a_document_that_cannot_be_read_is_refused_not_shown_empty(node: LiveNode, world: World) -> None:
    spoilt, sound = world.parts[:2]
    world.spoil(spoilt)
    async with connected(node.url("ada")) as ada:
        await ada.ask(spoilt)
        text = await ada.open(sound)

        assert ada.scopes(spoilt) == ["denied: unavailable"]
        assert ada.got(spoilt, codec.Kind.SYNC) == []
        assert text.words == "Bonjour"


@pytest.mark.parametrize("silent", ["door", "log"])
async def test_p15_while_the_database_does_not_answer_the_connection_is_to_come_again(
    node: LiveNode, world: World, monkeypatch: pytest.MonkeyPatch, silent: str
) -> None:
    def no_answer(*_: object) -> NoReturn:
        raise OSError("the database does not answer")

    part = world.parts[0]
    with monkeypatch.context() as trouble:
        owner, name = (node.hub, "door") if silent == "door" else (LiveDesk, "load")
        trouble.setattr(owner, name, no_answer)
        async with connected(node.url("ada")) as ada:
            await ada.ask(part)
            assert (await ada.ended())[0] == RESET.code
            assert ada.scopes(part) == []

    async with connected(node.url("ada")) as ada:
        assert (await ada.open(part)).words == "Bonjour"


async def test_leaving_a_document_ends_its_room(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as ada:
        await ada.open(part)

        await ada.send(codec.text(part) + b"\x07")

        await until(lambda: part not in node.hub._rooms)


@pytest.mark.parametrize("transport", SOCKETS)
async def test_a_connection_cut_without_a_word_leaves_everything(node: LiveNode, world: World) -> None:
    async with connect(node.url("ada"), compression=None) as socket:
        await socket.send(auth(world.parts[0]))
        await until(lambda: node.hub._rooms)
        socket.transport.abort()

        await until(lambda: not node.hub._rooms and not node.hub._sessions)
