"""The standing copy of one live document: every update is checked here before anybody else sees it.

A Replica belongs to one thread from its making to its end: the engine's objects must not cross threads, so nothing here
locks. An open document that nobody writes in needs none, its bytes are enough.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Self, TypeAlias

from pycrdt import Doc, XmlFragment

from server.crdt.folding import fold
from server.crdt.fragment import Reading, Watch, read
from server.crdt.gate import Everyone, Passed, check, check_log
from server.crdt.known import ROOT_NAME, Known
from server.crdt.lib0 import state_vector, write_uint, written_clocks
from server.crdt.refusals import Refused, caught
from server.crdt.structs import Id, Limits, decode, uncovered
from server.domain.richtext import Node

MAX_PART: Final = 256 * 1024
"""The most bytes a document may have in state form unless another bound is given, deletions included only as their lengths."""

KEPT_UPDATES: Final = 256

Allowed: TypeAlias = Callable[[str, str], bool]
"""Tells of a mention's (kind, ref) whether it may be made in this document."""


def any_mention(_kind: str, _ref: str) -> bool:
    """Let every mention be made."""
    return True


@dataclass(frozen=True, slots=True)
class Received:
    """What an accepted update did. `new` is False when it brought nothing that was not there: ack it, log nothing.

    `update` is what it brought, to be logged and relayed in its stead; `clients` are the ids that it wrote under, to be
    leased to its sender if they were nobody's yet.
    """

    new: bool
    update: bytes
    clients: frozenset[int]


class Replica:
    """A live document with everything needed to judge the next update. Make one with `replay`."""

    def __init__(self, mention_allowed: Allowed = any_mention, part_bytes: int = MAX_PART) -> None:
        self._mention_allowed, self._part_bytes = mention_allowed, part_bytes
        self._known = Known()
        self._log: list[bytes] = []
        self._logged = 0
        self._pinched = False
        self._open()
        self._reading = self._watch.read()

    @classmethod
    def replay(
        cls, updates: Iterable[bytes], mention_allowed: Allowed = any_mention, part_bytes: int = MAX_PART
    ) -> Self:
        """Return the document that a log of accepted updates, or a checkpoint and what followed, makes.

        Raises Gap or Refused when the log is not one that this server wrote.
        """
        replica = cls(mention_allowed, part_bytes)
        state = fold(updates)
        passed = check_log(state, replica._known)
        with caught():
            replica._apply(passed)
            replica._reading = replica._watch.read()
        replica._pinched = passed.pinched
        passed.layer.settle()
        replica._fold()
        return replica

    def receive(self, update: bytes, writers: Container[int]) -> Received:
        """Take an update from somebody who may write under `writers`: gate, apply, check the schema.

        `writers` holds the client ids leased to the sender, and those that are nobody's if it may take a new one.
        Raises Gap or Refused, and the document is then as it was. The caller logs, commits, then acks and relays.
        """
        passed = check(update, self._known, writers)
        if passed.within:
            self._demand_apart(passed.within)
        try:
            with caught():
                if not self._apply(passed):
                    return Received(new=False, update=passed.update, clients=frozenset())
                reading = self._watch.read()
                self._demand(reading, passed)
            self._demand_mentions(reading)
        except Refused:
            self._open()
            self._apply_log()
            raise
        passed.layer.settle()
        self._pinched |= passed.pinched
        self._log.append(passed.update)
        self._logged += len(passed.update)
        self._reading = reading
        if len(self._log) > KEPT_UPDATES:
            self._fold()
        return Received(new=True, update=passed.update, clients=passed.clients)

    def adds_nothing(self, update: bytes) -> bool:
        """Tell whether an update, from whomever, leaves the text as it is: what a read-only client may send.

        Its answer to sync step 1 repeats all deletions, and its Yjs tidies away formatting that has become superfluous;
        neither is applied. Raises Gap or Refused as `receive` does.
        """
        passed = check(update, self._known, Everyone())
        if passed.clients:
            return False
        deleted = self._deleted()
        return all(
            self._known.only_formats(client, *gap)
            for client, ranges in passed.deletes.items()
            for gap in uncovered(ranges, deleted.get(client, ()))
        )

    @property
    def tree(self) -> Node:
        """The canonical tree that every browser shows."""
        return self._reading.tree

    def state(self) -> bytes:
        """Return the whole document as one update, without the words that were deleted."""
        return self._doc.get_update()

    def state_vector(self) -> bytes:
        """Return the encoded state vector, for sync step 1."""
        return self._doc.get_state()

    def clients(self) -> frozenset[int]:
        """Return every client id that wrote something in it."""
        return frozenset(state_vector(self._doc.get_state()))

    def diff(self, vector: bytes) -> bytes:
        """Return the update that a client with this state vector lacks, for sync step 2. Raises Refused("malformed")."""
        state_vector(vector)
        return self._doc.get_update(vector)

    def _apply(self, passed: Passed) -> bool:
        """Apply what passed the gate and tell whether it changed anything. Nothing may be left waiting for more."""
        if not passed.clients:
            return self._deletes(passed.update)
        self._doc.apply_update(passed.update)
        clocks = written_clocks(self._doc.get_state())
        if any(clocks.get(write_uint(one)) != write_uint(passed.layer.end(one)) for one in passed.clients):
            raise Refused("engine", "pending")
        return True

    def _deletes(self, update: bytes) -> bool:
        """Apply an update without new pieces and tell whether it deleted anything.

        The engine's documents own their watchers, which own the document: one that is still watched is never freed.
        """
        changes = []
        watch = self._doc.observe(lambda _event: changes.append(True))
        try:
            self._doc.apply_update(update)
        finally:
            self._doc.unobserve(watch)
        return bool(changes)

    def _demand_apart(self, places: Iterable[Id]) -> None:
        """Refuse a right neighbour that is one piece with what stands before it (G9): both deleted, or neither."""
        deleted = self._deleted()
        for client, clock in places:
            here, before = (
                any(start <= unit < start + length for start, length in deleted.get(client, ()))
                for unit in (clock, clock - 1)
            )
            if here == before:
                raise Refused("origin", "run")

    def _deleted(self) -> Mapping[int, tuple[Id, ...]]:
        """Return the ranges (clock, length) that are deleted, by client."""
        state = self.state()
        return decode(state, Limits.of_size(state)).deletes

    def _demand(self, reading: Reading, passed: Passed) -> None:
        doubtful = not passed.plain or (self._pinched and passed.deletes)
        if doubtful and _reloaded(self.state()) != reading:
            raise Refused("origin", "order")
        if lost := reading.lost_since(self._reading):
            raise Refused("lost_text", lost[0].type)
        most = self._part_bytes
        if passed.clients and self._logged + len(passed.update) > most and len(self.state()) > most:
            raise Refused("part_size")

    def _demand_mentions(self, reading: Reading) -> None:
        for kind, ref in reading.mentioned_since(self._reading):
            if not self._mention_allowed(kind, ref):
                raise Refused("mention", f"{kind} {ref}")

    def _open(self) -> None:
        self._doc: Doc[XmlFragment] = Doc()
        self._doc[ROOT_NAME] = self._fragment = XmlFragment()
        self._watch = Watch(self._fragment)

    def _fold(self) -> None:
        """Keep one state instead of many updates. Behind the gate nothing is pending, so the state is complete."""
        self._log = [self.state()]
        self._logged = len(self._log[0])

    def _apply_log(self) -> None:
        for update in self._log:
            self._doc.apply_update(update)


def _reloaded(state: bytes) -> Reading:
    doc: Doc[XmlFragment] = Doc()
    doc[ROOT_NAME] = fragment = XmlFragment()
    doc.apply_update(state)
    return read(fragment)
