"""The bus on Redis or Valkey: channels for projects, for everybody and for answers; every break is told as `missed`."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Any, Final, cast

from redis import Redis as Asked
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from server.domain.ids import new_id
from server.realtime.bus import Listener, Local, Revocation
from server.realtime.bus_messages import Lost, Message, Obeyed, pack, unpack

log = logging.getLogger(__name__)

EVERYBODY: Final = "concerte:everybody"
NODE: Final = "concerte:node:"
PROJECT: Final = "concerte:project:"
AGAIN_AFTER: Final = 0.2
"""Seconds between attempts to reach the server again."""

ASKED_EVERY: Final = 1.0
"""Seconds of silence after which a listener asks the server for a sign."""

AWAY_AFTER: Final = 3.0
"""Seconds of silence after which a node takes the server for out of reach, and reads the database instead."""

ENTERS_WITHIN: Final = 2.0
"""Seconds that somebody waits for a project to be followed; if it is later, what was said meanwhile is told as missed."""

OBEYED_WITHIN: Final = 5.0
"""Seconds given to the other nodes to obey. Who has not heard by then has noticed it (AWAY_AFTER) and read its rights again."""

QUEUE: Final = 10_000
"""Words kept while the server cannot be reached; beyond it they are dropped and the others catch up from the log."""


@dataclass(slots=True)
class Answers:
    """Who has obeyed one revocation, of those who received it."""

    all: asyncio.Event = field(default_factory=asyncio.Event)
    came: int = 0
    wanted: int | None = None

    def published(self, receivers: int) -> None:
        """So many listeners received it."""
        self.wanted = receivers
        self._look()

    def one_more(self) -> None:
        """One of them has obeyed."""
        self.came += 1
        self._look()

    def _look(self) -> None:
        if self.wanted is not None and self.came >= self.wanted:
            self.all.set()


def trouble_of(url: str) -> str | None:
    """Ask the server something; return what is wrong when it does not answer, None when it does."""
    try:
        with Asked.from_url(url, socket_connect_timeout=2) as asked:
            asked.ping()
    except (RedisError, ValueError) as error:
        return str(error)
    return None


@dataclass(slots=True)
class Saying:
    """A message on its way to a channel, and whoever waits for answers to it."""

    channel: str
    data: bytes
    answers: Answers | None = None


class RedisBus:
    """The bus of one node of several."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(
            url, socket_connect_timeout=ASKED_EVERY, socket_timeout=AWAY_AFTER, health_check_interval=15
        )
        self._node = new_id()
        self._projects: set[str] = set()
        self._queue: asyncio.Queue[Saying] = asyncio.Queue(QUEUE)
        self._lost = False
        self._pubsub: PubSub | None = None
        self._subscribed: dict[str, asyncio.Future[None]] = {}
        self._asked: dict[int, Answers] = {}
        self._numbers = 0
        self._trusted_from = 0.0
        self._tasks: list[asyncio.Task[None]] = []
        self._obeying: set[asyncio.Task[None]] = set()

    async def start(self, listener: Listener) -> None:
        """Begin to listen; returns once the server answers. Raises RedisError when it cannot be reached at first."""
        await cast(Any, self._redis.ping())
        ready = [self._expect(channel) for channel in (EVERYBODY, NODE + self._node)]
        self._tasks = [asyncio.create_task(self._listen(listener)), asyncio.create_task(self._speak())]
        await asyncio.gather(*ready)

    async def enter(self, project_id: str) -> None:
        """Listen to a project. While the server cannot be reached this returns: the return is told as missed."""
        channel = PROJECT + project_id
        try:
            if project_id not in self._projects:
                self._projects.add(project_id)
                await self._follow(channel)
            if channel in self._subscribed:
                await asyncio.wait_for(asyncio.shield(self._subscribed[channel]), ENTERS_WITHIN)
        except (RedisError, TimeoutError, OSError):
            self._subscribed.pop(channel, None)
            log.warning("a project could not be followed on the bus yet")

    async def _follow(self, channel: str) -> None:
        if self._pubsub is not None:
            self._expect(channel)
            await self._pubsub.subscribe(channel)

    async def leave(self, project_id: str) -> None:
        """Listen to a project no longer."""
        self._projects.discard(project_id)
        if self._pubsub is not None:
            with contextlib.suppress(RedisError, OSError):
                await self._pubsub.unsubscribe(PROJECT + project_id)

    def say(self, word: Local) -> None:
        """Tell the other nodes."""
        self._put(Saying(PROJECT + word.project_id, pack(Message(self._node, word))))

    async def revoke(self, word: Revocation) -> None:
        """Tell the other nodes and wait for the answers of all who received it, this node's own among them."""
        self._numbers += 1
        number, answers = self._numbers, Answers()
        self._asked[number] = answers
        self._put(Saying(EVERYBODY, pack(Message(self._node, word, number)), answers))
        try:
            async with asyncio.timeout(OBEYED_WITHIN):
                await answers.all.wait()
                await asyncio.sleep(self._trusted_from - asyncio.get_running_loop().time())
        except TimeoutError:
            log.warning("a revocation was not answered by all nodes")
        finally:
            del self._asked[number]

    async def close(self) -> None:
        """Say what is left to say, then stop."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._queue.join(), 2)
        tasks = [*self._tasks, *self._obeying]
        await asyncio.gather(*(_end(task) for task in tasks))
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._redis.aclose()

    def _expect(self, channel: str) -> asyncio.Future[None]:
        return self._subscribed.setdefault(channel, asyncio.get_running_loop().create_future())

    # Speaking

    def _put(self, saying: Saying) -> None:
        try:
            self._queue.put_nowait(saying)
        except asyncio.QueueFull:
            self._lost = True

    async def _speak(self) -> None:
        while True:
            saying = await self._queue.get()
            await self._publish(saying)
            self._queue.task_done()

    async def _publish(self, saying: Saying) -> None:
        while True:
            try:
                if self._lost:
                    await self._redis.publish(EVERYBODY, pack(Message(self._node, Lost())))
                    self._lost = False
                receivers = await self._redis.publish(saying.channel, saying.data)
            except Exception as trouble:
                _tell(trouble)
                self._lost = True
                await asyncio.sleep(AGAIN_AFTER)
            else:
                if saying.answers is not None:
                    saying.answers.published(receivers)
                return

    # Listening

    async def _listen(self, listener: Listener) -> None:
        loop, read_again = asyncio.get_running_loop(), 0.0
        while True:
            try:
                async with self._redis.pubsub() as pubsub:
                    followed = set(self._projects)
                    await pubsub.subscribe(EVERYBODY, NODE + self._node, *(PROJECT + name for name in followed))
                    self._pubsub = pubsub
                    if late := self._projects - followed:
                        await pubsub.subscribe(*(PROJECT + name for name in late))
                    await self._receive(pubsub, listener)
            except Exception as trouble:
                _tell(trouble)
            finally:
                self._pubsub = None
            self._distrust()
            if loop.time() - read_again >= ASKED_EVERY:
                read_again = loop.time()
                listener.missed()
            await asyncio.sleep(AGAIN_AFTER)

    async def _receive(self, pubsub: PubSub, listener: Listener) -> None:
        loop = asyncio.get_running_loop()
        heard = loop.time()
        while True:
            said = await pubsub.get_message(timeout=ASKED_EVERY)
            if said is not None:
                heard = loop.time()
                self._take(said, listener)
            elif loop.time() - heard > AWAY_AFTER:
                raise ConnectionError("the bus is silent")
            else:
                await pubsub.ping()

    def _take(self, said: dict[str, Any], listener: Listener) -> None:
        if said["type"] == "subscribe":
            self._confirm(said["channel"].decode(), listener)
        elif said["type"] == "message":
            self._hear(said["data"], listener)

    def _confirm(self, channel: str, listener: Listener) -> None:
        ready = self._subscribed.pop(channel, None)
        if ready is None:  # nobody waits for it: we came back after a break, or it took too long
            self._distrust()
            listener.missed()
        elif not ready.done():
            ready.set_result(None)

    def _distrust(self) -> None:
        """Others may have lost the server too and not be back: for a while, who received a word says little."""
        self._trusted_from = asyncio.get_running_loop().time() + AWAY_AFTER

    def _hear(self, data: bytes, listener: Listener) -> None:
        try:
            message = unpack(data)
        except (ValueError, KeyError, TypeError):
            log.warning("a word on the bus could not be read; catching up instead")
            listener.missed()
            return
        word = message.word
        if isinstance(word, Obeyed):
            self._answered(word.number)
        elif message.node == self._node:
            self._answered(message.number)
        elif isinstance(word, Lost):
            listener.missed()
        elif isinstance(word, Local):
            listener.hear(word)
        else:
            self._obey(listener.obey(word), message)

    def _answered(self, number: int | None) -> None:
        answers = None if number is None else self._asked.get(number)
        if answers is not None:
            answers.one_more()

    def _obey(self, obeying: Awaitable[None], message: Message) -> None:
        async def obey() -> None:
            await obeying
            if message.number is not None:
                self._put(Saying(NODE + message.node, pack(Message(self._node, Obeyed(message.number)))))

        task = asyncio.ensure_future(obey())
        self._obeying.add(task)
        task.add_done_callback(self._obeying.discard)


def _tell(trouble: Exception) -> None:
    """Say why the bus has to be tried again; a node that ceased to speak or to listen would be one nobody hears."""
    if isinstance(trouble, RedisError | OSError):
        log.warning("the bus is out of reach; trying again")
    else:
        log.error("the bus failed; trying again", exc_info=trouble)


async def _end(task: asyncio.Task[None]) -> None:
    """Cancel until it has ended: a time limit of the client that expires at that very moment swallows a cancellation."""
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=AGAIN_AFTER)
