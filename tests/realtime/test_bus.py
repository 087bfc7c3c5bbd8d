"""The acceptance suite of the bus: in-process, and Redis or Valkey (P28)."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import pytest

from server.domain.ids import new_id
from server.realtime.bus import (
    Bus,
    Changed,
    Ended,
    Here,
    InProcessBroker,
    Listener,
    Local,
    Recheck,
    Revocation,
    Shut,
    Stored,
)
from server.realtime.bus_messages import Lost, Message, Obeyed, pack, unpack
from server.realtime.bus_redis import RedisBus
from tests.chaos.redis_server import own_redis
from tests.realtime.world import cut_listeners, until

pytestmark = pytest.mark.anyio


Word = Local | Revocation


@dataclass
class Ear:
    """What one node heard; it obeys once `willing` is set, and fails on one word when `deaf_once` is."""

    bus: Bus
    heard: list[Word] = field(default_factory=list)
    willing: asyncio.Event = field(default_factory=asyncio.Event)
    missed: int = 0
    deaf_once: bool = False

    async def start(self) -> None:
        """Begin to listen."""
        self.willing.set()
        await self.bus.start(Listener(self.hear, self.obey, self.miss))

    def hear(self, word: Local) -> None:
        if self.deaf_once:
            self.deaf_once = False
            raise ValueError
        self.heard.append(word)

    async def obey(self, word: Revocation) -> None:
        await self.willing.wait()
        self.heard.append(word)

    def miss(self) -> None:
        self.missed += 1

    async def tell(self, word: Word) -> None:
        """Tell the other nodes a word of either kind."""
        if isinstance(word, Local):
            self.bus.say(word)
        else:
            await self.bus.revoke(word)


@pytest.fixture(params=["in-process", "redis"])
def make_bus(request: pytest.FixtureRequest) -> Callable[[], Bus]:
    """Makes the bus of one more node."""
    if request.param == "in-process":
        broker = InProcessBroker()
        return broker.bus
    url: str = request.getfixturevalue("redis_url")
    return lambda: RedisBus(url)


@pytest.fixture
async def ears(make_bus: Callable[[], Bus]) -> AsyncIterator[list[Ear]]:
    """Two nodes."""
    async with listening(make_bus) as made:
        yield made


@contextlib.asynccontextmanager
async def listening(make_bus: Callable[[], Bus]) -> AsyncIterator[list[Ear]]:
    """Two nodes that listen until the block ends."""
    made = [Ear(make_bus()), Ear(make_bus())]
    for ear in made:
        await ear.start()
    yield made
    await asyncio.gather(*(ear.bus.close() for ear in made))


def words(project: str) -> list[Word]:
    """One word of each kind."""
    return [
        Stored(project, new_id(), 12, 7, b"\x00\xff\n\x80", {5: "ada"}),
        Changed(project, None),
        Changed(project, new_id(), text_only=True),
        Here(project, new_id(), "[]"),
        Shut(new_id(), "relabelled"),
        Recheck(("ada", "bea")),
        Recheck(None),
        Ended(new_id()),
    ]


def of_this_test(ear: Ear, said: list[Word]) -> list[Word]:
    """What was heard of what was said here; other tests may share the server."""
    return [word for word in ear.heard if word in said]


async def test_every_word_arrives_at_the_other_node_in_order(ears: list[Ear]) -> None:
    project = new_id()
    said = words(project)
    await ears[1].bus.enter(project)

    for word in said:
        await ears[0].tell(word)

    await until(lambda: len(of_this_test(ears[1], said)) == len(said))
    assert of_this_test(ears[1], said) == said
    assert of_this_test(ears[0], said) == []


async def test_a_project_is_heard_by_those_who_entered_it_only(ears: list[Ear]) -> None:
    mine, other, end = new_id(), new_id(), Ended(new_id())
    await ears[1].bus.enter(mine)

    for word in (Changed(other, None), Changed(mine, None), end):
        await ears[0].tell(word)

    await until(lambda: end in ears[1].heard and Changed(mine, None) in ears[1].heard)
    assert Changed(other, None) not in ears[1].heard


async def test_who_left_a_project_hears_it_no_longer(ears: list[Ear]) -> None:
    project, other = new_id(), new_id()
    await ears[1].bus.enter(project)
    await ears[1].bus.leave(project)
    await ears[1].bus.enter(other)

    ears[0].bus.say(Changed(project, None))
    ears[0].bus.say(Changed(other, None))

    await until(lambda: Changed(other, None) in ears[1].heard)
    assert Changed(project, None) not in ears[1].heard


async def test_p12_a_revocation_is_over_when_the_other_nodes_have_obeyed(ears: list[Ear]) -> None:
    end, project = Ended(new_id()), new_id()
    await ears[1].bus.enter(project)
    ears[1].willing.clear()

    revoking = asyncio.create_task(ears[0].bus.revoke(end))
    ears[0].bus.say(Changed(project, None))
    await until(lambda: Changed(project, None) in ears[1].heard)
    before = (revoking.done(), end in ears[1].heard)
    ears[1].willing.set()
    await revoking

    assert before == (False, False)
    assert end in ears[1].heard


async def test_p12_two_nodes_that_revoke_at_once_do_not_wait_for_each_other(ears: list[Ear]) -> None:
    said = [Ended(new_id()), Ended(new_id())]

    await asyncio.gather(*(ear.bus.revoke(word) for ear, word in zip(ears, said, strict=True)))

    assert said[0] in ears[1].heard
    assert said[1] in ears[0].heard


async def test_a_cut_listener_is_told_that_it_missed_words_and_hears_again() -> None:
    project = new_id()
    with own_redis() as redis:
        async with listening(lambda: RedisBus(redis.url)) as ears:
            await ears[1].bus.enter(project)

            await cut_listeners(redis.url)

            await until(lambda: ears[1].missed)
            told = ears[1].missed
            ears[0].bus.say(Changed(project, None))
            await until(lambda: Changed(project, None) in ears[1].heard or ears[1].missed > told)
            await ears[0].bus.revoke(Recheck(None))
            ears[0].bus.say(Changed(project, "again"))
            await until(lambda: Changed(project, "again") in ears[1].heard)


async def test_who_enters_a_project_that_is_being_entered_waits_for_it_too() -> None:
    project = new_id()
    with own_redis() as redis:
        async with listening(lambda: RedisBus(redis.url)) as ears:
            redis.freeze()
            entering = [asyncio.create_task(ears[1].bus.enter(project)) for _ in range(2)]
            for _ in range(20):
                await asyncio.sleep(0)
            early = [task.done() for task in entering]
            redis.thaw()
            await asyncio.gather(*entering)

            assert early == [False, False]
            ears[0].bus.say(Changed(project, None))
            await until(lambda: Changed(project, None) in ears[1].heard)


async def test_a_project_followed_too_late_is_told_as_missed() -> None:
    with own_redis() as redis:
        async with listening(lambda: RedisBus(redis.url)) as ears:
            redis.freeze()
            await ears[1].bus.enter(new_id())
            told = ears[1].missed
            redis.thaw()

            await until(lambda: ears[1].missed > told)


async def test_a_speaker_whose_words_were_lost_says_so(redis_url: str) -> None:
    async with listening(lambda: RedisBus(redis_url)) as ears:
        speaker = ears[0].bus
        assert isinstance(speaker, RedisBus)
        speaker._lost = True

        await speaker.revoke(Ended(new_id()))

        await until(lambda: ears[1].missed)


async def test_p12_a_revocation_waits_until_nodes_that_hear_nothing_have_noticed_it() -> None:
    with own_redis() as redis:
        async with listening(lambda: RedisBus(redis.url)) as ears:
            redis.freeze()

            await ears[0].bus.revoke(Ended(new_id()))
            missed = [ear.missed for ear in ears]
            redis.thaw()

            assert min(missed) > 0


async def test_p12_just_after_a_break_a_revocation_waits_for_those_who_are_not_back_yet() -> None:
    with own_redis() as redis:
        async with listening(lambda: RedisBus(redis.url)) as ears:
            redis.stop()
            await until(lambda: all(ear.missed for ear in ears))
            revoking = asyncio.create_task(ears[0].bus.revoke(Ended(new_id())))
            again = [ear.missed for ear in ears]
            redis.start()

            await revoking

            assert all(ear.missed > before for ear, before in zip(ears, again, strict=True))


async def test_a_node_that_hears_nothing_is_told_so_again_and_again() -> None:
    with own_redis() as redis:
        async with listening(lambda: RedisBus(redis.url)) as ears:
            redis.stop()

            await until(lambda: ears[0].missed >= 3)

            redis.start()


async def test_a_word_that_a_node_fails_on_is_told_as_missed_and_those_after_it_are_heard(redis_url: str) -> None:
    async with listening(lambda: RedisBus(redis_url)) as ears:
        project = new_id()
        for ear in ears:
            await ear.bus.enter(project)
        ears[1].deaf_once = True

        ears[0].bus.say(Changed(project, None))
        await until(lambda: ears[1].missed >= 2)
        ears[0].bus.say(Changed(project, None))

        await until(lambda: ears[1].heard)


def test_words_are_packed_and_unpacked() -> None:
    for word in [*words("projet-é"), Lost(), Obeyed(7)]:
        for message in (Message("node", word), Message("node", word, 3)):
            assert unpack(pack(message)) == message
