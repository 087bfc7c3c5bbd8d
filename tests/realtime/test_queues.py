"""Order and bounds, without a network: the outgoing queue, the pace of reading, the group commit (P17, P20, P24–P26, P45)."""

import asyncio
import threading
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import pytest

from server.domain.live import Append, Appended, Loaded, Logged, NotAppended, Projected
from server.domain.richtext import Node
from server.realtime.close_codes import RESET, SocketClose
from server.realtime.intake import Allowance, Held
from server.realtime.limits import LiveLimits
from server.realtime.outbox import Frame, Outbox, Weight
from server.realtime.writer import Lane, Writer
from tests.realtime.world import until

pytestmark = pytest.mark.anyio


class RecordingWire:
    """A wire that remembers; it blocks when told to."""

    def __init__(self) -> None:
        self.written: list[list[bytes]] = []
        self.reading = True
        self.kept = 0
        self.closed: SocketClose | None = None

    def write(self, frames: Sequence[Frame]) -> None:
        self.written.append([frame.payload for frame in frames])

    def unsent(self) -> int:
        return self.kept

    def withdraw(self, mark: bytes) -> bool:
        return False

    def hold_reading(self) -> None:
        self.reading = False

    def go_on_reading(self) -> None:
        self.reading = True

    def close(self, why: SocketClose) -> None:
        self.closed = why


@pytest.fixture
async def wire() -> RecordingWire:
    return RecordingWire()


def outbox_on(wire: RecordingWire, **limits: Any) -> Outbox:
    return Outbox(wire, LiveLimits(**limits), asyncio.get_running_loop())


async def turn() -> None:
    """Let the event loop go round once."""
    await asyncio.sleep(0)


async def test_p27_what_is_sent_in_one_turn_leaves_together_and_in_order(wire: RecordingWire) -> None:
    outbox = outbox_on(wire)

    outbox.put(Frame(b"1"), Weight.REPLY)
    outbox.put(Frame(b"2"), Weight.RELAY)
    outbox.put(Frame(b"3"), Weight.PRESENCE)
    await turn()

    assert wire.written == [[b"1", b"2", b"3"]]


async def test_p24_one_relayed_message_too_many_resets_a_slow_reader(wire: RecordingWire) -> None:
    outbox = outbox_on(wire, queue_messages=3)
    outbox.block()

    for number in b"abc":
        outbox.put(Frame(bytes((number,))), Weight.RELAY)
    closed_at_the_limit = wire.closed
    outbox.put(Frame(b"d"), Weight.RELAY)

    assert closed_at_the_limit is None
    assert wire.closed == RESET


async def test_p24_the_queue_is_bounded_in_bytes(wire: RecordingWire) -> None:
    outbox = outbox_on(wire, queue_bytes=100)
    outbox.block()

    outbox.put(Frame(bytes(60)), Weight.RELAY)
    outbox.put(Frame(bytes(60)), Weight.RELAY)

    assert wire.closed == RESET


async def test_p25_presence_is_given_up_first(wire: RecordingWire) -> None:
    outbox = outbox_on(wire, queue_bytes=100, presence_messages=2)
    outbox.block()
    for _ in range(5):
        outbox.put(Frame(bytes(40)), Weight.PRESENCE)

    outbox.put(Frame(b"x" * 60), Weight.RELAY)
    outbox.resume()

    assert wire.closed is None
    assert wire.written == [[b"x" * 60]]


async def test_p26_a_client_that_asks_for_much_is_not_read_until_it_has_it(wire: RecordingWire) -> None:
    outbox = outbox_on(wire, replies_bytes=100)
    outbox.block()

    outbox.put(Frame(bytes(101)), Weight.REPLY)
    held = wire.reading
    waiting = asyncio.ensure_future(outbox.room())
    await turn()
    waited = not waiting.done()
    outbox.resume()
    await waiting

    assert (held, waited) == (False, True)
    assert wire.reading
    assert wire.closed is None


async def test_p24_a_full_connection_that_takes_nothing_is_reset(wire: RecordingWire) -> None:
    outbox = outbox_on(wire, slow_after=0.01)
    wire.kept = 1000

    outbox.block()
    await until(lambda: wire.closed is not None)

    assert wire.closed == RESET


async def test_p24_a_full_connection_that_takes_a_little_stays(wire: RecordingWire) -> None:
    outbox = outbox_on(wire, slow_after=0.01)
    wire.kept = looks = 5
    sizes = iter(range(looks, 0, -1))
    wire.unsent = lambda: next(sizes, 0)  # type: ignore[method-assign]

    outbox.block()
    await until(lambda: wire.closed is not None)

    assert next(sizes, None) is None, "it was cut while it still took something"


async def test_p24_a_connection_that_is_emptied_in_time_stays(wire: RecordingWire) -> None:
    outbox = outbox_on(wire, slow_after=0.01)

    outbox.block()
    outbox.resume()
    await asyncio.sleep(0.03)

    assert wire.closed is None


def test_p45_an_allowance_is_used_up_and_comes_back() -> None:
    allowance = Allowance(rate=10, burst=5, now=0)

    waits = [allowance.spend(1, now) for now in (0, 0, 0, 0, 0, 0, 0, 0.2, 100)]

    assert waits == pytest.approx([0, 0, 0, 0, 0, 0.1, 0.2, 0.1, 0])


async def test_p45_a_client_that_says_too_much_is_read_again_when_its_allowance_is_back(wire: RecordingWire) -> None:
    intake = outbox_on(wire, messages_at_once=2, messages_per_second=100).intake

    intake.take(10)
    intake.take(10)
    still = wire.reading
    intake.take(10)
    held = not wire.reading
    await until(lambda: wire.reading)

    assert (still, held) == (True, True)
    assert wire.closed is None


async def test_p45_bytes_count_like_messages(wire: RecordingWire) -> None:
    intake = outbox_on(wire, bytes_at_once=100, bytes_per_second=10_000).intake

    intake.take(101)

    assert not wire.reading
    await until(lambda: wire.reading)


async def test_p45_p26_a_client_is_read_again_only_when_nothing_holds_it(wire: RecordingWire) -> None:
    outbox = outbox_on(wire, replies_bytes=100, messages_at_once=1, messages_per_second=100)
    outbox.block()

    outbox.intake.take(1)
    outbox.intake.take(1)
    outbox.put(Frame(bytes(101)), Weight.REPLY)
    outbox.intake.release(Held.FAST)
    held = not wire.reading
    outbox.resume()

    assert held
    assert wire.reading


class Notebook:
    """A log in memory that can be held back and can fail; for questions of order only."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.entered = threading.Event()
        self.batches: list[list[bytes]] = []
        self.fail_on: bytes | None = None

    def append(self, batch: Sequence[Append]) -> Sequence[Appended | NotAppended]:
        self.entered.set()
        self.gate.wait()
        if any(one.content == self.fail_on for one in batch):
            raise OSError("disk full")
        self.batches.append([one.content for one in batch])
        return [Appended(place, place - 1) for place, _ in enumerate(batch, 1)]

    def load(self, generations: Sequence[str]) -> Mapping[str, Loaded]:
        raise NotImplementedError

    def tail(self, generation: str, after: int) -> Sequence[Logged]:
        raise NotImplementedError

    def project(self, generation: str, tree: Node, seq: int) -> Projected | None:
        raise NotImplementedError

    def project_log(self, generation: str) -> Projected | None:
        raise NotImplementedError

    def recover(self) -> int:
        raise NotImplementedError

    def checkpoint(self, generation: str) -> None:
        raise NotImplementedError


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


@pytest.fixture
async def writer(notebook: Notebook) -> AsyncIterator[Writer]:
    made = Writer(notebook, asyncio.get_running_loop())
    yield made
    notebook.gate.set()
    await made.close()


async def test_p17_what_arrives_during_a_commit_shares_the_next_one(notebook: Notebook, writer: Writer) -> None:
    told: list[bytes] = []
    lane = Lane()

    def submit(content: bytes) -> None:
        writer.submit(Append("doc", "ada", content), lane, lambda _: told.append(content))

    submit(b"1")
    await until(notebook.entered.is_set)
    for content in (b"2", b"3", b"4"):
        submit(content)
    told_before_the_commit = list(told)
    notebook.gate.set()
    await until(lambda: len(told) == 4)

    assert told_before_the_commit == []
    assert told == [b"1", b"2", b"3", b"4"]
    assert notebook.batches == [[b"1"], [b"2", b"3", b"4"]]


async def test_p20_after_a_failure_nothing_of_the_same_document_is_stored(notebook: Notebook, writer: Writer) -> None:
    answers: dict[bytes, object] = {}
    broken, sound = Lane(), Lane()
    notebook.fail_on = b"1"

    def submit(content: bytes, lane: Lane) -> None:
        writer.submit(Append("doc", "ada", content), lane, lambda answer: answers.update({content: answer}))

    submit(b"1", broken)
    await until(notebook.entered.is_set)
    submit(b"2", broken)
    submit(b"3", sound)
    notebook.gate.set()
    await until(lambda: len(answers) == 3)

    assert notebook.batches == [[b"3"]]
    assert (answers[b"1"], answers[b"2"]) == (NotAppended.BROKEN, NotAppended.BROKEN)
    assert isinstance(answers[b"3"], Appended)
