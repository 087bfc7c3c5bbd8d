"""What is typed: checked, stored, then acknowledged and relayed (P12–P23)."""

import threading
from collections.abc import Iterable, Sequence

import pytest

from server.crdt.replica import Replica
from server.domain.live import Append, Logged
from server.realtime import codec
from tests.realtime.client import Text, connected
from tests.realtime.world import LiveNode, World, until

pytestmark = pytest.mark.anyio


async def test_p13_a_fresh_reader_has_the_text_and_an_ack_in_one_step(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as ada:
        text = await ada.open(part)

        await ada.has(lambda: ada.acks(part) == [1])
        assert text.words == "Bonjour"
        assert ada.asked_back(part) == 0


async def test_p14_reading_makes_no_document_until_somebody_writes(node: LiveNode, world: World) -> None:
    made: list[str] = []
    replay = node.hub.replay

    def counted(name: str, updates: Iterable[bytes]) -> Replica:
        made.append(name)
        return replay(name, updates)

    node.hub.replay = counted
    async with connected(node.url("ada")) as ada, connected(node.url("bea")) as bea:
        texts = [await client.open(part) for client in (ada, bea) for part in world.parts]
        made_by_reading = list(made)

        await ada.type(world.parts[0], texts[0], " à tous")
        await bea.has(lambda: bea.words(world.parts[0]) == "Bonjour à tous")

    assert [text.words for text in texts[1:]] == ["Bonjour"] * (2 * len(world.parts) - 1)
    assert made_by_reading == []
    assert made == [world.parts[0]]


async def test_p13_what_is_known_is_cut_off_before_it_is_stored_and_relayed(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as ada, connected(node.url("bea")) as bea:
        text = await ada.open(part)
        await bea.open(part)
        before = text.doc.get_state()
        first, _second = text.type(" un"), text.type(" deux")

        await ada.send(codec.update(part, first), codec.step_two(part, text.doc.get_update(before)))
        await ada.acknowledged(part, 3)

        await bea.has(lambda: bea.words(part) == "Bonjour un deux")
        one, two = bea.updates(part)
        assert one == first
        assert b" un" not in two
        assert b" deux" in two


async def test_p17_an_edit_is_acknowledged_and_relayed(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as ada, connected(node.url("bea")) as bea:
        text = await ada.open(part)
        await bea.open(part)

        await ada.type(part, text, " à tous")

        await ada.has(lambda: ada.acks(part) == [1, 1])
        await bea.has(lambda: bea.words(part) == "Bonjour à tous")
        assert ada.updates(part) == []


async def test_p17_nothing_is_acknowledged_or_shown_before_the_commit(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as ada, connected(node.url("bea")) as bea:
        text = await ada.open(part)
        await bea.open(part)
        await ada.has(lambda: ada.acks(part) == [1])
        node.desk.gate.clear()

        await ada.type(part, text, " à tous")
        await ada.round_trip()
        async with connected(node.url("bea")) as late:
            await late.ask(part)
            await late.round_trip()
            seen_early = (ada.acks(part), bea.updates(part), late.synced(part))
            node.desk.gate.set()
            await late.has(lambda: late.synced(part))

            assert seen_early == ([1], [], False)
            assert late.words(part) == "Bonjour à tous"
        await ada.has(lambda: ada.acks(part) == [1, 1])
        await bea.has(lambda: bea.words(part) == "Bonjour à tous")


async def test_the_page_s_stored_text_follows_what_is_typed(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as ada:
        text = await ada.open(part)

        await ada.type(part, text, " à tous")

        await until(lambda: world.plain(part) == "Bonjour à tous")


async def test_what_was_acknowledged_is_there_for_the_next_reader(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as ada:
        text = await ada.open(part)
        for words in (" à", " tous", " ici"):
            await ada.type(part, text, words)
        await ada.has(lambda: ada.acks(part) == [1, 1, 1, 1])
    await until(lambda: not node.hub._rooms)

    async with connected(node.url("bea")) as bea:
        text = await bea.open(part)

        assert text.words == "Bonjour à tous ici"


async def test_p19_a_lost_update_is_asked_for_and_not_acknowledged(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as ada:
        text = await ada.open(part)
        await ada.has(lambda: ada.acks(part) == [1])
        text.type(" perdu")

        await ada.type(part, text, " trouvé")
        await ada.has(lambda: ada.asked_back(part) == 1)
        acks_after_the_gap = ada.acks(part)
        await ada.send(codec.step_two(part, text.doc.get_update(_server_vector(ada.frames, part))))

        assert acks_after_the_gap == [1]
        await ada.has(lambda: ada.acks(part) == [1, 1])
        await until(lambda: world.plain(part) == "Bonjour perdu trouvé")


def _server_vector(frames: list[tuple[str, int, bytes]], part: str) -> bytes:
    bodies = [body for at, kind, body in frames if at == part and kind == codec.Kind.SYNC and body[0] == codec.STEP_ONE]
    return codec.Reader(bodies[-1][1:]).buffer()


async def test_p28_a_room_that_is_told_to_read_while_it_reads_reads_again(
    node: LiveNode, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, desk = world.parts[0], node.desk
    has_read, go_on = threading.Event(), threading.Event()
    read = desk.tail

    def slow(generation: str, after: int) -> Sequence[Logged]:
        found = read(generation, after)
        has_read.set()
        go_on.wait()
        return found

    async with connected(node.url("ada")) as ada:
        await ada.open(part)
        elsewhere = ada.feed(part, Text())
        monkeypatch.setattr(desk, "tail", slow)
        room = node.hub._rooms[part]
        node.hub.catch_up(room)
        await until(has_read.is_set)
        update = elsewhere.type(" d’ailleurs")
        desk.append([Append(part, "bea", update, frozenset({elsewhere.doc.client_id}))])

        node.hub.catch_up(room)
        go_on.set()

        await ada.has(lambda: ada.words(part) == "Bonjour d’ailleurs")
