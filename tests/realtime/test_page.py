"""The page channel: everyone is told, in their own words, what changed (P34–P39)."""

import asyncio

import pytest

from server.realtime import codec
from server.realtime.ports import Account, PageNews
from tests.realtime.client import connected
from tests.realtime.world import LiveNode, World

pytestmark = pytest.mark.anyio


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """None of this depends on the database."""
    return sqlite_url


def since(cursor: str) -> bytes:
    """Where the page stands."""
    return codec.stateless("page", f'{{"type":"since","cursor":"{cursor}"}}')


async def test_p37_each_reader_has_their_own_patch(node: LiveNode, world: World) -> None:
    async with connected(node.url("ada")) as ada, connected(node.url("bea")) as bea:
        for reader in (ada, bea):
            await reader.ask("page")
            await reader.send(since("0"))
        await ada.has(lambda: ada.messages() == [{"type": "current", "cursor": "0"}])
        await bea.has(lambda: bea.messages() == [{"type": "current", "cursor": "0"}])
        world.revision = 1

        node.hub.publish(world.project_id, world.specification_id)

        await ada.has(lambda: ada.messages()[-1] == {"type": "patch", "cursor": "1", "for": "ada"})
        await bea.has(lambda: bea.messages()[-1] == {"type": "patch", "cursor": "1", "for": "bea"})


async def test_p37_whoever_sees_no_change_is_sent_nothing(node: LiveNode, world: World) -> None:
    world.revision = 1
    async with connected(node.url("ada")) as ada, connected(node.url("bea")) as bea:
        await ada.ask("page")
        await bea.ask("page")
        await ada.send(since("1"))
        await ada.has(lambda: ada.messages() == [{"type": "current", "cursor": "1"}])

        node.hub.publish(world.project_id, world.specification_id)
        await bea.send(since("0"))

        await bea.has(lambda: bea.messages() == [{"type": "patch", "cursor": "1", "for": "bea"}])
        await ada.round_trip()
        assert ada.messages() == [{"type": "current", "cursor": "1"}]


async def test_p36_a_page_is_told_nothing_before_it_has_said_where_it_stands(node: LiveNode, world: World) -> None:
    async with connected(node.url("ada")) as ada, connected(node.url("bea")) as bea:
        await ada.ask("page")
        await bea.ask("page")
        await bea.send(since("0"))
        await bea.has(bea.messages)
        world.revision = 1

        node.hub.publish(world.project_id, world.specification_id)

        await bea.has(lambda: len(bea.messages()) == 2)
        await ada.round_trip()
        assert ada.messages() == []


async def test_p36_after_a_reconnection_the_page_catches_up(node: LiveNode, world: World) -> None:
    world.revision = 5
    async with connected(node.url("ada")) as ada:
        await ada.ask("page")

        await ada.send(since("3"))

        await ada.has(lambda: ada.messages() == [{"type": "patch", "cursor": "5", "for": "ada"}])


@pytest.mark.parametrize(
    "text", ["", "[", '{"type":"since"}', '{"type":"since","cursor":5}', '{"type":"patch"}', "[" * 9999]
)
async def test_p36_anything_else_is_ignored(node: LiveNode, world: World, text: str) -> None:
    async with connected(node.url("ada")) as ada:
        await ada.ask("page")
        await ada.send(codec.stateless("page", text))
        await ada.send(since("0"))

        await ada.has(lambda: ada.messages() == [{"type": "current", "cursor": "0"}])


async def test_p34_the_page_channel_takes_no_text(node: LiveNode, world: World) -> None:
    async with connected(node.url("ada")) as ada:
        await ada.ask("page")
        await ada.has(lambda: ada.acks("page") == [1])

        await ada.send(codec.update("page", b"\x01\x01\x07\x00\x04\x01\x01a\x01b\x00"))

        await ada.has(lambda: ada.acks("page") == [1, 0])


async def test_p38_what_changes_together_comes_in_one_patch(node: LiveNode, world: World) -> None:
    async with connected(node.url("ada")) as ada:
        await ada.ask("page")
        await ada.send(since("0"))
        await ada.has(ada.messages)

        for revision in range(1, 6):
            world.revision = revision
            node.hub.publish(world.project_id, world.specification_id)

        await ada.has(lambda: len(ada.messages()) > 1)
        assert ada.messages()[1] == {"type": "patch", "cursor": "5", "for": "ada"}


async def test_p39_news_that_could_not_be_drawn_are_tried_again(node: LiveNode, world: World) -> None:
    tried = asyncio.Event()
    draw = node.hub._parts.events

    async def fails_once(account: Account, specification_id: str, cursor: str) -> PageNews:
        if not tried.is_set():
            tried.set()
            raise OSError("the database is restarting")
        return await draw(account, specification_id, cursor)

    async with connected(node.url("ada")) as ada:
        await ada.ask("page")
        await ada.has(lambda: ada.acks("page"))
        next(iter(node.hub._projects.values())).page(world.specification_id)._events = fails_once
        world.revision = 1

        await ada.send(since("0"))

        await ada.has(lambda: ada.messages() == [{"type": "patch", "cursor": "1", "for": "ada"}])


async def test_p40_typing_reaches_pages_as_news(node: LiveNode, world: World) -> None:
    part = world.parts[0]
    async with connected(node.url("ada")) as ada, connected(node.url("bea")) as bea:
        await bea.ask("page")
        await bea.send(since("0"))
        await bea.has(bea.messages)
        text = await ada.open(part)
        world.revision = 1

        await ada.type(part, text, " à tous")

        await bea.has(lambda: bea.messages()[-1] == {"type": "patch", "cursor": "1", "for": "bea"})
        assert world.plain(part) == "Bonjour à tous"
