"""The unmodified provider, rule by rule."""

from typing import Any

import pytest

from server.domain.live import Scope
from server.realtime.limits import LiveLimits
from tests.conformance.conftest import Browsers
from tests.realtime.world import LiveNode, World, running_node, until

pytestmark = pytest.mark.anyio


async def test_p1_twenty_documents_on_one_socket_are_synchronised_and_saved(
    node: LiveNode, world: World, browsers: Browsers
) -> None:
    await browsers.do("connect", socket="a", url=node.url("ada"))

    states = [await browsers.opens(f"a{place}", "a", part) for place, part in enumerate(world.parts)]

    assert {state["words"] for state in states} == {"Bonjour"}
    assert {state["scope"] for state in states} == {"read-write"}
    assert len(node.hub._sessions) == 1


async def test_p17_two_people_typing_read_the_same(node: LiveNode, world: World, browsers: Browsers) -> None:
    part = world.parts[0]
    for person in ("ada", "bea"):
        await browsers.do("connect", socket=person, url=node.url(person))
        await browsers.opens(person, person, part)

    await browsers.do("type", **{"as": "ada"}, words=" à")
    await browsers.do("type", **{"as": "bea"}, words=" tous")

    ada = await browsers.comes("ada", lambda state: not state["unsynced"] and len(state["words"]) == 14)
    bea = await browsers.comes("bea", lambda state: not state["unsynced"] and len(state["words"]) == 14)
    assert ada["words"] == bea["words"]
    await until(lambda: world.plain(part) == ada["words"])


async def test_p17_unsaved_until_the_commit(node: LiveNode, world: World, browsers: Browsers) -> None:
    part = world.parts[0]
    await browsers.do("connect", socket="a", url=node.url("ada"))
    await browsers.opens("a", "a", part)
    node.desk.gate.clear()

    await browsers.do("type", **{"as": "a"}, words=" à tous")
    await until(lambda: node.hub._rooms[part].waiting)
    held = await browsers.state("a")
    node.desk.gate.set()

    assert held["unsynced"] == 1
    await browsers.comes("a", lambda state: state["unsynced"] == 0)


async def test_p9_a_refusal_leaves_the_socket(node: LiveNode, world: World, browsers: Browsers) -> None:
    world.allow("eve", documents=world.parts[1:])
    await browsers.do("connect", socket="e", url=node.url("eve"))
    await browsers.do("open", socket="e", name=world.parts[0], **{"as": "closed"})

    state = await browsers.opens("open", "e", world.parts[1])
    refused = await browsers.comes("closed", lambda state: state["denied"])

    assert state["words"] == "Bonjour"
    assert refused["denied"] == ["not-in-your-sight"]
    assert (await browsers.do("socket", socket="e"))["status"] == "connected"


async def test_p16_a_reader_is_told_and_cannot_write(node: LiveNode, world: World, browsers: Browsers) -> None:
    part = world.parts[0]
    world.allow("zoe", Scope.READ_ONLY)
    await browsers.do("connect", socket="z", url=node.url("zoe"))
    state = await browsers.opens("z", "z", part)
    await browsers.do("connect", socket="a", url=node.url("ada"))
    await browsers.opens("a", "a", part)

    await browsers.do("type", **{"as": "z"}, words=" interdit")
    await browsers.do("type", **{"as": "a"}, words=" à tous")

    await browsers.comes("z", lambda state: "à tous" in state["words"])
    ada = await browsers.comes("a", lambda state: state["unsynced"] == 0)
    assert state["scope"] == "readonly"
    assert (await browsers.state("z"))["unsynced"] == 1
    assert ada["words"] == "Bonjour à tous"


async def test_p3_two_session_aware_providers_of_one_document(node: LiveNode, world: World, browsers: Browsers) -> None:
    part = world.parts[0]
    await browsers.do("connect", socket="a", url=node.url("ada"))
    await browsers.opens("first", "a", part, sessions=True)
    await browsers.opens("second", "a", part, sessions=True)

    await browsers.do("type", **{"as": "first"}, words=" à tous")

    await browsers.comes("second", lambda state: state["words"] == "Bonjour à tous")
    await browsers.comes("first", lambda state: state["unsynced"] == 0)


async def test_p13_offline_edits_and_deletions_arrive_after_a_reconnection(
    node: LiveNode, world: World, browsers: Browsers
) -> None:
    part = world.parts[0]
    for person in ("ada", "bea"):
        await browsers.do("connect", socket=person, url=node.url(person))
        await browsers.opens(person, person, part)
    await browsers.do("disconnect", socket="ada")
    await browsers.socket("ada", lambda socket: socket["status"] == "disconnected")

    await browsers.do("erase", **{"as": "ada"}, count=3)
    await browsers.do("type", **{"as": "ada"}, words=" hors ligne")
    await browsers.do("reconnect", socket="ada")

    await browsers.comes("ada", lambda state: state["synced"] and state["unsynced"] == 0)
    await browsers.comes("bea", lambda state: state["words"] == "Bonj hors ligne")


async def test_p4_a_forced_synchronisation_and_a_token_sent_again_end_saved(
    node: LiveNode, world: World, browsers: Browsers
) -> None:
    await browsers.do("connect", socket="a", url=node.url("ada"))
    await browsers.opens("a", "a", world.parts[0])
    await browsers.do("type", **{"as": "a"}, words=" un")
    await browsers.comes("a", lambda state: state["unsynced"] == 0)

    await browsers.do("force", **{"as": "a"})
    await browsers.comes("a", lambda state: state["unsynced"] == 0)
    await browsers.do("token", **{"as": "a"})
    await browsers.do("force", **{"as": "a"})

    state = await browsers.comes("a", lambda state: state["unsynced"] == 0 and len(state["scopes"]) == 2)
    assert state["words"] == "Bonjour un"


async def test_p21_a_refused_edit_closes_the_document_with_its_reason(
    node: LiveNode, world: World, browsers: Browsers
) -> None:
    await browsers.do("connect", socket="a", url=node.url("ada"))
    await browsers.opens("a", "a", world.parts[0])

    await browsers.do("intrude", **{"as": "a"})

    state = await browsers.comes("a", lambda state: state["closed"])
    assert set(state["closed"]) == {"root"}
    assert state["unsynced"] == 1
    assert (await browsers.do("socket", socket="a"))["status"] == "connected"


async def test_p4_a_detached_provider_leaves_the_room(node: LiveNode, world: World, browsers: Browsers) -> None:
    part = world.parts[0]
    await browsers.do("connect", socket="a", url=node.url("ada"))
    await browsers.opens("a", "a", part)

    await browsers.do("detach", **{"as": "a"})

    await until(lambda: part not in node.hub._rooms)
    assert (await browsers.do("socket", socket="a"))["status"] == "connected"


async def test_p29_presence_carries_the_server_s_names(node: LiveNode, world: World, browsers: Browsers) -> None:
    for person in ("ada", "bea"):
        await browsers.do("connect", socket=person, url=node.url(person))
        await browsers.opens(person, person, "page")

    await browsers.do("announce", **{"as": "ada"}, field="user", value={"name": "La direction"})
    await browsers.do("announce", **{"as": "ada"}, field="where", value=world.requirements[0])

    def sees_ada(state: dict[str, Any]) -> bool:
        return any(being.get("where") == world.requirements[0] for being in state["beings"])

    state = await browsers.comes("bea", sees_ada)
    named = next(being for being in state["beings"] if being.get("where"))
    assert named["user"] == {"id": "ada", "name": "Ada", "initials": "AD", "color": "#123456"}


async def test_p32_who_disconnects_is_gone_for_the_others(node: LiveNode, world: World, browsers: Browsers) -> None:
    for person in ("ada", "bea"):
        await browsers.do("connect", socket=person, url=node.url(person))
        await browsers.opens(person, person, "page")
    await browsers.do("announce", **{"as": "ada"}, field="where", value=None)
    await browsers.comes("bea", lambda state: len(state["beings"]) == 2)

    await browsers.do("disconnect", socket="ada")

    await browsers.comes("bea", lambda state: len(state["beings"]) == 1)


async def test_p36_the_page_is_patched_once_it_has_said_where_it_stands(
    node: LiveNode, world: World, browsers: Browsers
) -> None:
    await browsers.do("connect", socket="a", url=node.url("ada"))
    await browsers.opens("a", "a", "page", aware=False)

    await browsers.do("say", **{"as": "a"}, text='{"type":"since","cursor":"0"}')
    await browsers.comes("a", lambda state: state["stateless"] == [{"type": "current", "cursor": "0"}])
    world.revision = 1
    node.hub.publish(world.project_id, world.specification_id)

    state = await browsers.comes("a", lambda state: len(state["stateless"]) == 2)
    assert state["stateless"][1] == {"type": "patch", "cursor": "1", "for": "ada"}


async def test_p12_a_session_that_ends_closes_with_4401(node: LiveNode, world: World, browsers: Browsers) -> None:
    await browsers.do("connect", socket="a", url=node.url("ada"))
    await browsers.opens("a", "a", world.parts[0])

    await node.hub.end_session("session-ada")

    await browsers.socket("a", lambda socket: socket["closes"] and socket["closes"][0] == [4401, "session ended"])


async def test_p20_a_failed_commit_is_made_good_by_the_provider_alone(
    node: LiveNode, world: World, browsers: Browsers
) -> None:
    part = world.parts[0]
    await browsers.do("connect", socket="a", url=node.url("ada"))
    await browsers.opens("a", "a", part)
    node.desk.failing = True
    await browsers.do("type", **{"as": "a"}, words=" gardé")
    await browsers.socket("a", lambda socket: socket["closes"])

    node.desk.failing = False

    await browsers.comes("a", lambda state: state["synced"] and state["unsynced"] == 0)
    await until(lambda: world.plain(part) == "Bonjour gardé")


async def test_p6_a_provider_stays_connected_by_pings_alone(world: World, browsers: Browsers) -> None:
    limits = LiveLimits(ping_every=0.02, silent_after=0.4)
    async with running_node(world, "raw", limits=limits) as node:
        await browsers.do("connect", socket="a", url=node.url("ada"))
        await browsers.opens("a", "a", world.parts[0], aware=False)
        session = next(iter(node.hub._sessions))
        opened_at = session.heard

        await until(lambda: session.heard > opened_at + 1)

        assert (await browsers.do("socket", socket="a"))["closes"] == []


async def test_p42_p43_requests_and_answers_lost_on_the_way_lose_no_words(world: World, browsers: Browsers) -> None:
    part = world.parts[0]
    async with running_node(world, "http") as node:
        await browsers.do("connect", socket="ada", url=node.url("ada"), loses=3)
        await browsers.do("connect", socket="bea", url=node.url("bea"), loses=4)
        await browsers.opens("ada", "ada", part)
        await browsers.opens("bea", "bea", part)

        for number in range(12):
            await browsers.do("type", **{"as": "ada" if number % 2 else "bea"}, words=f" {number}")
            await browsers.comes("ada", lambda state: not state["unsynced"])
            await browsers.comes("bea", lambda state: not state["unsynced"])

        ada = await browsers.comes("ada", lambda state: len(state["words"]) == len("Bonjour") + 26)
        bea = await browsers.comes("bea", lambda state: state["words"] == ada["words"])
        assert sorted(bea["words"].split()) == sorted(["Bonjour", *map(str, range(12))])
        assert (await browsers.do("socket", socket="ada"))["closes"] == []
        await until(lambda: world.plain(part) == ada["words"])


async def test_p41_a_node_that_does_not_know_a_line_makes_the_provider_connect_again(
    world: World, browsers: Browsers
) -> None:
    part = world.parts[0]
    async with running_node(world, "http") as node:
        await browsers.do("connect", socket="a", url=node.url("ada"))
        await browsers.opens("a", "a", part)
        port = node.port
    async with running_node(world, "http", port=port):
        await browsers.do("type", **{"as": "a"}, words=" encore")

        await browsers.comes("a", lambda state: state["synced"] and not state["unsynced"])
        assert [4205, "reset"] in (await browsers.do("socket", socket="a"))["closes"]
        await until(lambda: world.plain(part) == "Bonjour encore")
