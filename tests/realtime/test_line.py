"""The line over HTTP, request by request, and what is withdrawn when rights change (P12, P41–P44)."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from server.realtime import codec
from server.realtime.http_transport import BROUGHT, TAKEN, HttpWire
from server.realtime.limits import LiveLimits
from tests.plain_http import NO_CERTIFICATES
from tests.realtime.client import Text, auth, connected
from tests.realtime.line import Line, Told
from tests.realtime.world import LiveNode, World, running_node, until

pytestmark = pytest.mark.anyio

OVER = (4205, "reset")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """None of this depends on the database."""
    return sqlite_url


@pytest.fixture
def transport() -> str:
    """Over HTTP; sockets of others beside it."""
    return "http"


@pytest.fixture
async def requests() -> AsyncIterator[httpx.AsyncClient]:
    """A browser's requests."""
    async with httpx.AsyncClient(timeout=60, trust_env=False, verify=NO_CERTIFICATES) as client:
        yield client


async def opened(requests: httpx.AsyncClient, node: LiveNode, person: str, *documents: str) -> Line:
    """A line with these documents open; what came for that is still to be polled."""
    line = await Line.open(requests, node.url(person))
    assert isinstance(line, Line)
    asked = [message for name in documents for message in (auth(name), codec.step_one(name, codec.EMPTY_VECTOR))]
    await line.post(1, *asked)
    return line


def text_of(told: Told) -> Text:
    """A copy of the text that came with an answer."""
    text = Text()
    for message in told.messages:
        address, reader = codec.split_address(message, 1024)
        if reader.uint() == codec.Kind.SYNC and address and reader.uint() == codec.STEP_TWO:
            text.doc.apply_update(reader.buffer())
    return text


async def test_p41_a_line_answers_to_its_name_and_its_cookie_only(node: LiveNode, requests: httpx.AsyncClient) -> None:
    line = await opened(requests, node, "ada", "page")
    guessed = Line(requests, line.url, "A" * len(line.name))
    elsewhere = Line(requests, line.url.copy_with(path="/live/other"), line.name)

    answers = [await line.poll(0, person="bea"), await guessed.poll(0), await elsewhere.poll(0)]

    assert [answer.close for answer in answers] == [OVER] * 3
    assert (await line.poll(0)).kind == BROUGHT
    assert len(line.name) == 43


async def test_p42_a_batch_comes_again_until_it_is_acknowledged(
    node: LiveNode, world: World, requests: httpx.AsyncClient
) -> None:
    line = await opened(requests, node, "ada", world.parts[0])

    first = await line.poll(0)
    again = await line.poll(0)
    await line.post(2, auth("nobody"))
    second = await line.poll(1)

    assert again == first
    assert [first.number, second.number] == [1, 2]
    assert codec.permission_denied("nobody", "not-in-your-sight") in second.messages
    assert not set(first.messages) & set(second.messages)


async def test_p42_an_acknowledgement_of_what_never_was_ends_the_line(
    node: LiveNode, requests: httpx.AsyncClient
) -> None:
    line = await opened(requests, node, "ada")

    assert (await line.poll(3)).close == OVER


async def test_p42_a_newer_poll_takes_the_place_of_one_that_waits(node: LiveNode, requests: httpx.AsyncClient) -> None:
    line = await opened(requests, node, "ada")
    former = asyncio.ensure_future(line.poll(0))
    await until(lambda: wire(node)._poll is not None)

    latter = asyncio.ensure_future(line.poll(0))
    replaced = await former
    await line.post(2, auth("nobody"))
    told = await latter

    assert (replaced.number, replaced.messages) == (0, [])
    assert told.messages == [codec.permission_denied("nobody", "not-in-your-sight")]


async def test_p43_a_post_made_twice_is_taken_once(node: LiveNode, world: World, requests: httpx.AsyncClient) -> None:
    part = world.parts[0]
    line = await opened(requests, node, "ada", part)
    told = await line.poll(0)
    typed = codec.update(part, text_of(told).type(" une fois"))
    handled = len(node.desk.appended)

    answers = [await line.post(2, typed) for _ in range(3)]
    told = await line.poll(1)

    assert [answer.kind for answer in answers] == [TAKEN] * 3
    assert told.messages == [codec.sync_status(part, applied=True)]
    assert len(node.desk.appended) == handled + 1


async def test_p43_a_post_out_of_turn_ends_the_line(node: LiveNode, requests: httpx.AsyncClient) -> None:
    line = await opened(requests, node, "ada")

    assert (await line.post(3, auth("nobody"))).close == OVER


async def test_p43_a_post_waits_while_answers_are_left_unread(world: World, requests: httpx.AsyncClient) -> None:
    part = world.parts[0]
    async with running_node(world, "http", limits=LiveLimits(replies_bytes=1000)) as node:
        line = await opened(requests, node, "ada", part)
        outbox = wire(node).session.outbox
        outbox.block()
        await line.post(2, *[auth(f"nobody {number}") for number in range(100)])
        await until(lambda: not wire(node)._reading.is_set())

        post = asyncio.ensure_future(line.post(3, auth("last")))
        number = 0
        while not post.done():
            number = (await line.poll(number)).number

        assert (await post).kind == TAKEN


async def test_p5_a_post_too_long_ends_the_line_as_a_message_does(node: LiveNode, requests: httpx.AsyncClient) -> None:
    line = await opened(requests, node, "ada")

    assert (await line.post(2, bytes(node.hub.limits.frame_bytes + 1))).close == (1009, "message too big")
    assert (await line.poll(0)).close == (1009, "message too big")


async def test_p2_a_malformed_request_ends_the_line(node: LiveNode, requests: httpx.AsyncClient) -> None:
    line = await opened(requests, node, "ada")

    assert (await line.ask("send", b"\x02\x05ab")).close == (4403, "malformed message")


async def test_p6_a_line_nobody_asks_anything_of_is_let_go(world: World, requests: httpx.AsyncClient) -> None:
    async with running_node(world, "http", limits=LiveLimits(ping_every=0.02, silent_after=0.1)) as node:
        line = await opened(requests, node, "ada", world.parts[0])

        await until(lambda: not node.hub._sessions)

        assert (await line.poll(0)).close == (4408, "silent")


async def test_p12_a_poll_that_waits_is_answered_with_the_end_of_the_session(
    node: LiveNode, requests: httpx.AsyncClient
) -> None:
    line = await opened(requests, node, "ada")
    waiting = asyncio.ensure_future(line.poll(0))
    await until(lambda: wire(node)._poll is not None)

    await node.hub.end_session("session-ada")

    assert (await waiting).close == (4401, "session ended")
    assert (await line.post(2, auth("page"))).close == (4401, "session ended")


async def test_p44_words_that_wait_for_a_poll_are_withdrawn_with_the_right_to_read_them(
    node: LiveNode, world: World, requests: httpx.AsyncClient
) -> None:
    part, other = world.parts[:2]
    async with connected(node.url("ada")) as ada:
        text = await ada.open(part)
        line = await opened(requests, node, "bea", part, other)
        brought_and_lost = await line.poll(0)
        await ada.type(part, text, " secret")
        await ada.acknowledged(part, 2)
        world.allow("bea", documents=[other])

        await node.hub.recheck(["bea"])
        again, then = await line.poll(0), await line.poll(1)

    assert any(b"Bonjour" in one for one in brought_and_lost.messages if one.startswith(codec.text(part)))
    assert not any(one.startswith(codec.text(part)) for one in again.messages)
    assert any(b"Bonjour" in one for one in again.messages if one.startswith(codec.text(other)))
    assert then.messages == [codec.close(part, "rights-changed")]


async def test_p44_words_that_wait_for_a_poll_are_withdrawn_when_the_document_ends(
    node: LiveNode, world: World, requests: httpx.AsyncClient
) -> None:
    part = world.parts[0]
    line = await opened(requests, node, "bea", part)
    await until(lambda: wire(node).unsent())

    await node.hub.close_document(part)

    assert (await line.poll(0)).messages == [codec.close(part, "relabelled")]


async def test_p44_news_of_the_page_that_wait_are_drawn_anew(
    node: LiveNode, world: World, requests: httpx.AsyncClient
) -> None:
    line = await opened(requests, node, "bea", "page")
    await line.post(2, codec.stateless("page", '{"type":"since","cursor":"0"}'))
    told = await line.poll(0)
    while not any(b"current" in one for one in told.messages):
        told = await line.poll(told.number)
    world.revision = 1
    node.hub.publish(world.project_id, world.specification_id)
    await until(lambda: any(b"patch" in frame.payload for frame in wire(node)._waiting))

    await node.hub.recheck(["ada"])
    untouched = wire(node).over
    await node.hub.recheck(["bea"])

    assert untouched is None
    assert (await line.poll(told.number)).close == OVER


async def test_a_line_with_more_requests_at_once_than_a_browser_makes_is_ended(
    node: LiveNode, requests: httpx.AsyncClient
) -> None:
    line = await opened(requests, node, "ada")
    wire(node)._reading.clear()

    answers = await asyncio.gather(*(line.post(number, auth("page")) for number in range(2, 8)))

    assert {answer.close for answer in answers} == {OVER}


def wire(node: LiveNode) -> HttpWire:
    """The line of the one session that has one."""
    found = [one for one in (session.outbox._wire for session in node.hub._sessions) if isinstance(one, HttpWire)]
    return found[-1]
