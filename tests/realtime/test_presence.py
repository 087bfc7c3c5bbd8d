"""Who is told of whom, and where (P29–P32)."""

import pytest

from server.realtime import codec
from tests.realtime.client import connected
from tests.realtime.world import LiveNode, World

pytestmark = pytest.mark.anyio


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """None of this depends on the database."""
    return sqlite_url


async def test_p29_only_place_and_cursor_are_kept_and_names_are_the_session_s(node: LiveNode, world: World) -> None:
    place = world.requirements[0]
    said = {"user": {"name": "La direction"}, "where": place, "cursor": {"anchor": 1}, "script": "<b>"}
    async with connected(node.url("ada")) as ada, connected(node.url("bea")) as bea:
        await ada.ask("page")
        await bea.ask("page")

        await ada.announce("page", 7, 1, said)

        await bea.has(lambda: 7 in bea.beings("page"))
        assert bea.beings("page")[7] == {
            "user": {"id": "ada", "name": "Ada", "initials": "AD", "color": "#123456"},
            "where": place,
            "cursor": {"anchor": 1},
        }
        assert ada.beings("page") == {}


@pytest.mark.parametrize("state", ["[" * 5000, '"words"', "{", '{"cursor":{"a":"' + "x" * 3000 + '"}}'])
async def test_p29_states_out_of_bounds_are_dropped(node: LiveNode, world: World, state: str) -> None:
    async with connected(node.url("ada")) as ada, connected(node.url("bea")) as bea:
        await ada.ask("page")
        await bea.ask("page")

        await ada.send(codec.awareness("page", [codec.AwarenessState(7, 1, state)]))
        await ada.announce("page", 8, 1, {})

        await bea.has(lambda: 8 in bea.beings("page"))
        assert 7 not in bea.beings("page")
        assert ada.closed is None


async def test_p30_nobody_speaks_for_another_s_awareness_client(node: LiveNode, world: World) -> None:
    async with connected(node.url("ada")) as ada, connected(node.url("bea")) as bea:
        await ada.ask("page")
        await bea.ask("page")
        await ada.announce("page", 7, 1, {"where": world.requirements[0]})
        await bea.has(lambda: 7 in bea.beings("page"))

        await bea.announce("page", 7, 2**53 - 1, None)
        await bea.announce("page", 7, 5, {"where": world.requirements[1]})
        await bea.round_trip()
        await ada.announce("page", 7, 2, {"where": world.requirements[2]})

        await bea.has(lambda: bea.beings("page")[7]["where"] == world.requirements[2])
        assert bea.beings("page")[7]["user"]["id"] == "ada"


async def test_p30_at_most_four_awareness_clients_a_document(node: LiveNode, world: World) -> None:
    async with connected(node.url("ada")) as ada, connected(node.url("bea")) as bea:
        await ada.ask("page")
        await bea.ask("page")

        for client in range(10, 20):
            await ada.announce("page", client, 1, {})

        await bea.has(lambda: len(bea.beings("page")) == 4)
        await ada.announce("page", 10, 2, {"where": world.requirements[0]})
        await bea.has(lambda: bea.beings("page")[10]["where"])
        assert sorted(bea.beings("page")) == [10, 11, 12, 13]


async def test_p31_rivals_never_learn_of_each_other(node: LiveNode, world: World) -> None:
    world.allow("rival")
    world.hidden_people["rival"] = {"ada"}
    async with (
        connected(node.url("ada")) as ada,
        connected(node.url("bea")) as bea,
        connected(node.url("rival")) as rival,
    ):
        await ada.ask("page")
        await bea.ask("page")
        await rival.ask("page")

        await ada.announce("page", 7, 1, {"where": world.requirements[0]})
        await bea.announce("page", 8, 1, {})

        await rival.has(lambda: 8 in rival.beings("page"))
        await bea.has(lambda: 7 in bea.beings("page"))
        assert 7 not in rival.beings("page")


async def test_p32_the_departure_of_someone_hidden_is_not_told(node: LiveNode, world: World) -> None:
    world.allow("rival")
    world.hidden_people["rival"] = {"ada"}
    async with connected(node.url("bea")) as bea, connected(node.url("rival")) as rival:
        await rival.ask("page")
        async with connected(node.url("ada")) as ada:
            await ada.ask("page")
            await ada.announce("page", 7, 1, {})
            await ada.round_trip()
        await bea.ask("page")
        await bea.announce("page", 8, 1, {})

        await rival.has(lambda: 8 in rival.beings("page"))
        assert len(rival.got("page", codec.Kind.AWARENESS)) == 1


async def test_p31_a_place_one_may_not_see_is_not_told(node: LiveNode, world: World) -> None:
    open_place, hidden_place = world.requirements[:2]
    world.hidden_places["bea"] = {hidden_place}
    async with connected(node.url("ada")) as ada, connected(node.url("bea")) as bea:
        await ada.ask("page")
        await bea.ask("page")
        await ada.announce("page", 7, 1, {"where": open_place})
        await bea.has(lambda: bea.beings("page").get(7, {}).get("where") == open_place)

        await ada.announce("page", 7, 2, {"where": hidden_place, "cursor": {"anchor": 1}})

        await bea.has(lambda: "where" not in bea.beings("page")[7])
        assert set(bea.beings("page")[7]) == {"user"}


async def test_p32_losing_the_right_to_know_someone_takes_them_away(node: LiveNode, world: World) -> None:
    async with connected(node.url("ada")) as ada, connected(node.url("bea")) as bea:
        await ada.ask("page")
        await bea.ask("page")
        await ada.announce("page", 7, 1, {})
        await bea.has(lambda: 7 in bea.beings("page"))
        world.hidden_people["bea"] = {"ada"}

        await node.hub.recheck()

        await bea.has(lambda: bea.beings("page") == {})


async def test_a_newcomer_is_told_who_is_here(node: LiveNode, world: World) -> None:
    async with connected(node.url("ada")) as ada, connected(node.url("bea")) as bea:
        await ada.ask("page")
        await ada.announce("page", 7, 1, {})
        await ada.round_trip()

        await bea.ask("page")

        await bea.has(lambda: 7 in bea.beings("page"))
