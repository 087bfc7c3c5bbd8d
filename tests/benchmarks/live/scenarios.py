"""What is done to every server: people typing in one text, texts opened cold, and one person waiting to read « saved »."""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from server.realtime import codec
from tests.benchmarks.live.marks import Edit, Meter, script
from tests.benchmarks.live.servers import Server
from tests.benchmarks.live.wire import Frames, Socket, connect

PATIENCE: Final = 60.0
SETTLE: Final = 3.0
"""Seconds that the last edits are waited for."""


class Lost(Exception):
    """A server ended a connection or never answered; the message says what."""


@dataclass(frozen=True, slots=True)
class Typing:
    """How it was: what was sent, what reached the others and how late (ms), and what it cost.

    `busy` is the share of a processor that the load generator itself used.
    """

    sent: int
    expected: int
    delivered: int
    seconds: float
    p50: float
    p95: float
    p99: float
    cpu: float
    memory: int
    busy: float

    @property
    def delivered_a_second(self) -> float:
        """Updates that reached a client, per second."""
        return self.delivered / self.seconds

    @property
    def cpu_a_delivery(self) -> float:
        """Microseconds of the server's processor per update delivered."""
        return self.cpu / max(self.delivered, 1) * 1e6


async def typing(
    server: Server, document: str, clients: int, writers: int, edits_a_second: float, seconds: float
) -> Typing:
    """Let `writers` of `clients` type in one text, `edits_a_second` all together, evenly."""
    meter = Meter()
    sockets = [
        await connect(server.port, server.path(document), meter.sink(place), server.cookie(place))
        for place in range(clients)
    ]
    count = round(edits_a_second * seconds)
    base = random.getrandbits(28)
    state = server.documents.states[document]
    scripts = [script(state, base + place, place, count // writers + 1) for place in range(writers)]
    try:
        for one in sockets:
            one.send(server.opening(document))
        await asyncio.sleep(1.0)
        meter.delivered = 0
        del meter.latencies[:]
        cpu, own, began = server.cpu(), time.process_time(), time.perf_counter()
        await _type(server, document, sockets, scripts, count, seconds)
        busy = (time.process_time() - own) / (time.perf_counter() - began)
        expected = count * (clients - 1)
        await _until(lambda: meter.delivered >= expected, SETTLE)
        took = time.perf_counter() - began
        spent = server.cpu() - cpu
        ended = [one.ended for one in sockets if one.ended]
        if ended:
            raise Lost(f"{server.name} ended {len(ended)} connections")
        late = sorted(meter.latencies)
        p50, p95, p99 = (quantile(late, share) / 10 for share in (0.5, 0.95, 0.99))
        return Typing(count, expected, meter.delivered, took, p50, p95, p99, spent, server.memory(), busy)
    finally:
        for one in sockets:
            one.close()
        await asyncio.sleep(0.2)


def quantile(ordered: Sequence[float], share: float) -> float:
    """Return the value below which `share` of the ordered values lie; infinity when there are none."""
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else float("inf")


async def _type(
    server: Server, document: str, sockets: Sequence[Socket], scripts: Sequence[list[Edit]], count: int, seconds: float
) -> None:
    began, sent, writers = time.perf_counter(), 0, len(scripts)
    while sent < count:
        due = min(count, int((time.perf_counter() - began) / seconds * count) + 1)
        while sent < due:
            writer, turn = sent % writers, sent // writers
            sockets[writer].send(server.update(document, scripts[writer][turn].stamped()))
            sent += 1
        await asyncio.sleep(0.002)


async def _until(condition: Callable[[], bool], within: float) -> bool:
    until = time.perf_counter() + within
    while not condition():
        if time.perf_counter() > until:
            return False
        await asyncio.sleep(0.002)
    return True


@dataclass(frozen=True, slots=True)
class Opening:
    """Seconds until every client had every text, the server's processor time, and its memory before and after."""

    seconds: float
    cpu: float
    memory_before: int
    memory: int


async def opening(server: Server, names: Sequence[str], clients: int) -> Opening:
    """Let clients who have nothing open these texts at once, each over one connection, on a server just started."""
    left = [len(names)] * clients

    def counting(place: int) -> Frames:
        def take(payload: bytes) -> None:
            left[place] -= _numbers(payload) == (codec.Kind.SYNC, codec.STEP_TWO)

        return Frames(take)

    sockets = [
        await connect(server.port, server.path(names[0]), counting(place), server.cookie(place))
        for place in range(clients)
    ]
    asked = b"".join(server.opening(name) for name in names)
    before, cpu, began = server.memory(), server.cpu(), time.perf_counter()
    try:
        for one in sockets:
            one.send(asked)
        if not await _until(lambda: not any(left) or any(one.ended for one in sockets), PATIENCE) or any(left):
            raise Lost(f"{server.name}: {sum(left)} texts never came")
        return Opening(time.perf_counter() - began, server.cpu() - cpu, before, server.memory())
    finally:
        for one in sockets:
            one.close()
        await asyncio.sleep(0.2)


def _numbers(payload: bytes) -> tuple[int, int]:
    """The type of a message and the first number of its body; those of a ping are of no meaning."""
    if payload == codec.PING:
        return codec.Kind.PING, 0
    _, reader = codec.split_address(payload, 1024)
    return reader.uint(), reader.uint()


async def acknowledgements(server: Server, document: str, times: int) -> list[float]:
    """Return how many seconds each of one person's edits took to be acknowledged, one after the other."""
    acks = 0

    def take(payload: bytes) -> None:
        nonlocal acks
        acks += _numbers(payload)[0] == codec.Kind.SYNC_STATUS

    socket = await connect(server.port, server.path(document), Frames(take), server.cookie(0))
    state, taken = server.documents.states[document], []
    socket.send(server.opening(document))
    await asyncio.sleep(1.0)
    for edit in script(state, random.getrandbits(31), 1, times):
        known, began = acks, time.perf_counter()
        socket.send(server.update(document, edit.stamped()))
        while acks == known:
            if socket.ended or time.perf_counter() - began > PATIENCE:
                raise Lost(f"{server.name}: an edit was never acknowledged")
            await asyncio.sleep(0)
        taken.append(time.perf_counter() - began)
        await asyncio.sleep(0.01)
    socket.close()
    return taken
