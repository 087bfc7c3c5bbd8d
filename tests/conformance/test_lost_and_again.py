"""Updates lost on the way, updates sent twice, and client ids in two hands, with the unmodified provider (P13, P19, P22)."""

import pytest

from server.crdt.structs import decode
from server.services.writing import LiveDesk
from tests.conformance.conftest import Browsers
from tests.realtime.world import LiveNode, World, until

pytestmark = pytest.mark.anyio


async def opened(node: LiveNode, browsers: Browsers, name: str, part: str, **options: object) -> None:
    """Open a text for Ada in a tab of its own."""
    await browsers.do("connect", socket=name, url=node.url("ada"))
    await browsers.opens(name, name, part, **options)


async def test_p19_an_update_lost_on_the_way_is_asked_for_and_nothing_is_refused(
    node: LiveNode, world: World, browsers: Browsers
) -> None:
    part = world.parts[0]
    await opened(node, browsers, "a", part)

    await browsers.do("lose", socket="a", count=1)
    await browsers.do("type", **{"as": "a"}, words=" perdu")
    await browsers.do("type", **{"as": "a"}, words=" trouvé")

    await until(lambda: world.plain(part) == "Bonjour perdu trouvé")
    await browsers.comes("a", lambda state: state["unsynced"] == 1)
    assert (await browsers.state("a"))["closed"] == []
    await browsers.do("force", **{"as": "a"})
    await browsers.comes("a", lambda state: state["unsynced"] == 0)


async def test_p13_updates_flushed_before_the_first_step_2_are_stored_once(
    node: LiveNode, world: World, browsers: Browsers
) -> None:
    """After a reconnection the provider sends its queue, then the same words again in its answer to our step 1."""
    part = world.parts[0]
    await opened(node, browsers, "a", part)
    await browsers.do("disconnect", socket="a")
    for word in (" un", " deux", " trois"):
        await browsers.do("type", **{"as": "a"}, words=word)
    await browsers.socket("a", lambda line: line["status"] == "disconnected")

    await browsers.do("reconnect", socket="a")

    await browsers.comes("a", lambda state: state["synced"] and not state["unsynced"])
    await until(lambda: world.plain(part) == "Bonjour un deux trois")
    client = (await browsers.state("a"))["client"]
    runs = [block for one in LiveDesk(world.database).tail(part, 0) for block in decode(one.content).blocks]
    stored = [(block.clock, block.end) for block in runs if block.client == client]
    assert stored
    assert [clock for clock, _ in stored] == [0, *(end for _, end in stored[:-1])]


async def test_p22_a_second_tab_that_writes_under_the_same_client_id_takes_over(
    node: LiveNode, world: World, browsers: Browsers
) -> None:
    part = world.parts[0]
    await opened(node, browsers, "first", part, client=700)
    await browsers.do("type", **{"as": "first"}, words=" un")
    await browsers.comes("first", lambda state: not state["unsynced"])

    await opened(node, browsers, "second", part)
    await browsers.do("become", **{"as": "second"}, client=700)
    await browsers.do("type", **{"as": "second"}, words=" deux")

    closed = await browsers.comes("first", lambda state: state["closed"])
    await browsers.comes("second", lambda state: not state["unsynced"])
    assert closed["closed"] == ["client-id-taken"]
    await until(lambda: world.plain(part) == "Bonjour un deux")


async def test_p22_a_duplicated_tab_draws_an_id_of_its_own_and_both_write_on(
    node: LiveNode, world: World, browsers: Browsers
) -> None:
    part = world.parts[0]
    for name in ("first", "second"):
        await opened(node, browsers, name, part, client=700)

    await browsers.do("type", **{"as": "first"}, words=" un")
    await browsers.comes("second", lambda state: "un" in state["words"])
    await browsers.do("type", **{"as": "second"}, words=" deux")

    states = [await browsers.comes(name, lambda state: not state["unsynced"]) for name in ("first", "second")]
    assert states[0]["client"] == 700 != states[1]["client"]
    assert [state["closed"] for state in states] == [[], []]
    await until(lambda: world.plain(part) == "Bonjour un deux")


async def test_p22_a_tab_that_reloads_writes_on_under_a_fresh_id(
    node: LiveNode, world: World, browsers: Browsers
) -> None:
    part = world.parts[0]
    await opened(node, browsers, "before", part)
    await browsers.do("type", **{"as": "before"}, words=" un")
    await browsers.comes("before", lambda state: not state["unsynced"])
    await browsers.do("disconnect", socket="before")

    await opened(node, browsers, "after", part)
    await browsers.do("type", **{"as": "after"}, words=" deux")

    await browsers.comes("after", lambda state: not state["unsynced"])
    await until(lambda: world.plain(part) == "Bonjour un deux")


async def test_p22_words_kept_offline_are_restored_once_beside_new_ones(
    node: LiveNode, world: World, browsers: Browsers
) -> None:
    part = world.parts[0]
    await opened(node, browsers, "closed", part)
    await browsers.do("disconnect", socket="closed")
    await browsers.do("type", **{"as": "closed"}, words=" gardé")

    await opened(node, browsers, "again", part)
    await browsers.do("restore", **{"as": "again", "from": "closed"})
    await browsers.do("type", **{"as": "again"}, words=" puis suite")

    await browsers.comes("again", lambda state: not state["unsynced"])
    await until(lambda: world.plain(part) == "Bonjour gardé puis suite")
    await browsers.do("reconnect", socket="closed")
    await browsers.comes("closed", lambda state: state["synced"] and not state["unsynced"])
    assert (await browsers.state("closed"))["words"] == "Bonjour gardé puis suite"
