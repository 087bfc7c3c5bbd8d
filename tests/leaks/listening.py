"""Sitting on the live line, on every document and on the page, while texts are typed and deeds are done."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress

from websockets.exceptions import ConnectionClosed

from server.realtime import codec
from server.services.within_sight import all_texts
from tests.leaks.harvest import Harvest
from tests.leaks.world import World, texts_to_type
from tests.realtime.client import Client, auth, connected
from tests.realtime.world import until
from tests.web.asking import Everybody

OVER_HTTP = ("alice", "bilal", "view", "samir", "nobody", "outsider", "rival")
"""Who sits on the live line over HTTP too."""

ORIGINS_PAGE = "page\0origins"
"""A second address of the page's channel, which says that the page of origins is open."""

CURSOR = re.compile(r'data-cursor="([^"]+)"')

Happening = Callable[[Everybody], Awaitable[None]]


async def listen(harvest: Harvest, who: Iterable[str], happening: Happening) -> None:
    """Sit on every live document and on the page as these witnesses, on either line, while something happens."""
    names = list(who)
    async with asyncio.TaskGroup() as group:
        seats = [(name, "ws") for name in names] + [(name, "http") for name in names if name in OVER_HTTP]
        ready = {seat: asyncio.Event() for seat in seats}
        over = asyncio.Event()
        for seat in seats:
            group.create_task(_sit(harvest, *seat, ready[seat], over))
        for event in ready.values():
            await event.wait()
        await happening(harvest.everybody)
        over.set()


async def _sit(harvest: Harvest, who: str, scheme: str, ready: asyncio.Event, over: asyncio.Event) -> None:
    """Ask for every document of the specification by its name, as if the names were known, and keep all that comes."""
    world, everyone = harvest.world, harvest.everybody
    page = await asyncio.to_thread(everyone.request, who, "GET", f"/s/{world.specification_id}")
    cursor = CURSOR.search(page.text)
    origins = await asyncio.to_thread(_stands_at_origins, harvest, who)
    async with connected(line_of(everyone, who, scheme), headers_of(everyone, who)) as client:
        await client.round_trip() if cursor else None
        if cursor is not None:
            await client.ask("page")
            await client.send(codec.stateless("page", json.dumps({"type": "since", "cursor": cursor[1]})))
            await client.ask(ORIGINS_PAGE)
            await client.send(codec.stateless(ORIGINS_PAGE, json.dumps({"type": "since", "cursor": origins})))
            client_id = 1000 + sorted(everyone.witnesses).index(who) + 500 * (scheme == "http")
            await client.announce("page", client_id, 1, {"cursor": None, "where": world.ids["whole N0 opened to A"]})
            for generation in _generations(world):
                await client.ask(generation)
            await client.round_trip()
        ready.set()
        await over.wait()
        if cursor is not None:
            await _caught_up(client)
        for name, kind, body in client.frames:
            about = "page" if name in ("page", ORIGINS_PAGE) else "a text"
            harvest.keep(who, "live line", f"live {kind} of {about} over {scheme}", body)
        harvest.keep(who, "live line", f"end of the live line over {scheme}", str(client.closed).encode())


def line_of(everyone: Everybody, who: str, scheme: str) -> str:
    """The address of somebody's live line."""
    address = everyone.site.settings.base_url.replace("http", scheme, 1)
    return f"{address}{everyone.base(who)}/live/{everyone.world.specification_id}"


def headers_of(everyone: Everybody, who: str) -> dict[str, str]:
    """What somebody's browser sends when it opens the line."""
    cookies = "; ".join(f"{name}={value}" for name, value in everyone.cookies[who].items())
    return {"cookie": cookies, "origin": everyone.site.settings.base_url}


async def _caught_up(client: Client) -> None:
    """Wait until what was sent before has come, or the line is over: some deeds end it."""
    with suppress(ConnectionClosed):
        before = len(client.got("nobody", codec.Kind.AUTH))
        await client.send(auth("nobody"))
        await until(lambda: client.closed is not None or len(client.got("nobody", codec.Kind.AUTH)) > before)


def _stands_at_origins(harvest: Harvest, who: str) -> str:
    """The cursor of somebody's page of origins; for who has none, one that looks like it."""
    page = harvest.everybody.request(who, "GET", f"/s/{harvest.world.specification_id}/origines")
    found = CURSOR.search(page.text)
    return found[1] if found else "origins.guessed"


def _generations(world: World) -> list[str]:
    content = world.content()
    texts = [one.intro for one in content.sections]
    texts += [part for one in content.requirements for part in (one.statement, one.rationale)]
    texts += [one.text for one in content.findings] + [one.text for one in content.results]
    texts += [one.text for one in content.proposals]
    return [part.generation for part in texts] + [one.story.generation for one in content.situations]


async def type_everywhere(everyone: Everybody) -> None:
    """Type the words of today into the texts as a pilot, until a reader's page has been told of the last of them."""
    world = everyone.world
    async with connected(line_of(everyone, "claire", "ws"), headers_of(everyone, "claire")) as client:
        last = ""
        for part, word in texts_to_type(world):
            document = await client.open(part.generation)
            await client.type(part.generation, document, f" {word}")
            await client.acknowledged(part.generation, 2)
            last = word
        while last not in str([part.tree for _, part in all_texts(world.content())]):  # the page tells within moments
            await asyncio.sleep(0.02)
