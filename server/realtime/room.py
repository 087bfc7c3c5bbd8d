"""One text part while people have it open: check, apply, store, and only then acknowledge and relay (PROTOCOL.md, P13–P23)."""

import logging
from collections import deque
from collections.abc import Callable, Container, Mapping
from typing import Protocol

from server.crdt.folding import fold
from server.crdt.gate import Everyone
from server.crdt.refusals import Gap, Holes, Refused
from server.crdt.replica import Replica
from server.crdt.seeding import FIRST_SERVER_CLIENT
from server.domain.live import Append, Appended, Loaded, Logged, NotAppended
from server.domain.richtext import Node
from server.realtime import codec
from server.realtime.close_codes import NOT_STORED, DocumentClose
from server.realtime.member import Member
from server.realtime.outbox import Frame, Weight
from server.realtime.ports import Replay
from server.realtime.presence import Presence
from server.realtime.writer import Lane, Writer

log = logging.getLogger(__name__)


class Host(Protocol):
    """What a room asks of the hub."""

    writer: Writer
    replay: Replay

    def committed(self, room: "Room", append: Append, answer: Appended) -> None:
        """An update of this node is durable: tell the other nodes, project, count towards a checkpoint."""
        ...

    def catch_up(self, room: "Room") -> None:
        """The room missed updates of another node: read them from the log."""
        ...

    def settled(self, room: "Room") -> None:
        """Nothing waits for a commit any more."""
        ...

    def forget(self, room: "Room") -> None:
        """The room is void: whoever comes next loads it anew."""
        ...


class Claim(Container[int]):
    """The client ids one member may write under; remembers which ones the gate asked for (P22)."""

    __slots__ = ("_leases", "_person_id", "used")

    def __init__(self, leases: Mapping[int, str], person_id: str) -> None:
        self._leases, self._person_id = leases, person_id
        self.used: set[int] = set()

    def __contains__(self, client_id: object) -> bool:
        if not isinstance(client_id, int) or client_id >= FIRST_SERVER_CLIENT:
            return False
        if self._leases.get(client_id, self._person_id) != self._person_id:
            return False
        self.used.add(client_id)
        return True


class Room:
    """A document generation with its members. Runs on the event loop only."""

    __slots__ = (
        "_arrivals",
        "_held",
        "_holders",
        "_lane",
        "_newest",
        "_pieces",
        "_replica",
        "_state",
        "dead",
        "generation",
        "host",
        "leases",
        "members",
        "presence",
        "project_id",
        "seq",
        "touched",
        "uncheckpointed",
        "waiting",
    )

    def __init__(self, generation: str, project_id: str, loaded: Loaded, host: Host, presence: Presence) -> None:
        self.generation, self.project_id, self.host, self.presence = generation, project_id, host, presence
        self.members: set[Member] = set()
        self.leases = dict(loaded.leases)
        self.seq = self._newest = loaded.seq
        self.uncheckpointed = len(loaded.tail)
        self.waiting = 0
        self.touched = 0.0
        self.dead = False
        self._pieces = [
            piece for piece in (loaded.checkpoint, *(one.content for one in loaded.tail)) if piece is not None
        ]
        self._replica: Replica | None = None
        self._state: bytes | None = None
        self._holders: dict[int, Member] = {}
        self._lane = Lane()
        self._held: deque[Callable[[], None] | None] = deque()
        self._arrivals = 0

    # What the document holds

    def state(self) -> bytes:
        """Everything as one update; a document nobody writes in stays bytes (P14)."""
        if self._state is None:
            if self._replica is not None:
                self._state = self._replica.state()
            elif len(self._pieces) > 1:
                self._state = fold(self._pieces)
                self._pieces = [self._state]
            else:
                self._state = self._pieces[0] if self._pieces else codec.EMPTY_UPDATE
        return self._state

    def readable(self) -> bool:
        """Whether what is stored can be read; a document that cannot is refused, never shown empty (P15)."""
        try:
            self.state()
        except Exception:
            log.exception("a stored document cannot be read")
            return False
        return not self.dead

    def _document(self) -> Replica:
        if self._replica is None:
            self._replica = self.host.replay(self.generation, self._pieces)
            self._pieces = []
        return self._replica

    def rest(self) -> None:
        """Leave memory: keep the bytes, drop the document object."""
        if self._replica is not None and not self.waiting:
            self._pieces = [self.state()]
            self._replica = None

    # Coming and going

    def join(self, member: Member) -> None:
        """Let a member in; the caller has asked the door."""
        self.members.add(member)
        self.presence.join(member)

    def leave(self, member: Member) -> None:
        """The member left the document or lost the connection."""
        self.members.discard(member)
        self.presence.leave(member)
        self._holders = {client: holder for client, holder in self._holders.items() if holder is not member}
        if not self.members:
            self.host.settled(self)

    def shut(self, member: Member, reason: str) -> None:
        """Close the document for one member."""
        self.leave(member)
        member.shut(reason)

    def shut_all(self, reason: str) -> None:
        """Close the document for everyone, for good: nothing that is not yet stored will be."""
        self._die()
        for member in list(self.members):
            self.shut(member, reason)

    def _die(self) -> None:
        self.dead = self._lane.broken = True
        self._held.clear()
        self.waiting = 0
        self.host.forget(self)

    # Messages of members

    def step_one(self, member: Member, vector: bytes) -> None:
        """Answer with what the member lacks; a fresh member is done in one step, others are asked for theirs (P13)."""
        if vector == codec.EMPTY_VECTOR:
            answer = [codec.step_two(member.address, self.state()), codec.sync_status(member.address, applied=True)]
        else:
            try:
                lacking = self._document().diff(vector)
            except Refused as refusal:
                self.shut(member, refusal.reason)
                return
            answer = [
                codec.step_one(member.address, self._document().state_vector()),
                codec.step_two(member.address, lacking),
            ]
        self.when_stored(lambda: member.reply(*answer))

    def update(self, member: Member, update: codec.Update) -> None:
        """Take an update: gate, apply, store; acknowledge and relay come with the commit (P17)."""
        if not member.writes:
            self._read_only(member, update)
            return
        if update.content == codec.EMPTY_UPDATE:
            self._acknowledge(member)
            return
        claim = Claim(self.leases, member.account.person_id)
        try:
            received = self._document().receive(update.content, claim)
        except Holes:
            self._fill(member)
        except Gap:
            self._gap(member, update)
        except Refused as refusal:
            self.shut(member, refusal.reason)
        else:
            member.filled = False
            if received.new:
                self._store(member, received.update, claim)
            else:
                self._acknowledge(member)

    def _read_only(self, member: Member, update: codec.Update) -> None:
        try:
            nothing_new = update.answer and (
                update.content == codec.EMPTY_UPDATE or self._document().adds_nothing(update.content)
            )
        except (Gap, Refused):
            nothing_new = False
        member.reply(codec.sync_status(member.address, applied=nothing_new))

    def _gap(self, member: Member, update: codec.Update) -> None:
        if update.answer:
            self.shut(member, "gap")
        else:
            vector = self._document().state_vector()
            self.when_stored(lambda: member.reply(codec.step_one(member.address, vector)))

    def _fill(self, member: Member) -> None:
        """Give a copy with holes everything, once, then ask for what it has (P19)."""
        if member.filled:
            self.shut(member, "gap")
            return
        member.filled = True
        vector, whole = self._document().state_vector(), self.state()
        answer = (codec.step_two(member.address, whole), codec.step_one(member.address, vector))
        self.when_stored(lambda: member.reply(*answer))

    def _acknowledge(self, member: Member) -> None:
        self.when_stored(lambda: member.reply(codec.sync_status(member.address, applied=True)))

    def _store(self, member: Member, content: bytes, claim: Claim) -> None:
        self._state = None
        person_id = member.account.person_id
        fresh = frozenset(claim.used - self.leases.keys())
        self.leases.update(dict.fromkeys(fresh, person_id))
        append = Append(self.generation, person_id, content, fresh)
        lane = self._lane
        self.waiting += 1
        self._held.append(None)
        self.host.writer.submit(append, lane, lambda answer: self._answered(lane, member, append, answer))
        self._take_over(member, claim.used)

    def _take_over(self, member: Member, clients: set[int]) -> None:
        former = {self._holders.get(client, member) for client in clients} - {member}
        for holder in former:
            self.shut(holder, DocumentClose.CLIENT_ID_TAKEN)
        self._holders.update(dict.fromkeys(clients, member))

    # The answer of the log

    def when_stored(self, act: Callable[[], None]) -> None:
        """Act once everything applied so far is durable: at once when nothing waits (P18)."""
        if self._held:
            self._held.append(act)
        else:
            act()

    def _answered(self, lane: Lane, member: Member, append: Append, answer: Appended | NotAppended) -> None:
        if lane is not self._lane or self.dead:
            return
        if isinstance(answer, NotAppended):
            self._not_stored(answer)
            return
        self.waiting -= 1
        self._advance(answer)
        self._relay(append.content, but=member)
        if member in self.members:
            member.reply(codec.sync_status(member.address, applied=True))
        self._release()
        self.host.committed(self, append, answer)
        if not self.waiting:
            self.host.settled(self)

    def _advance(self, answer: Appended) -> None:
        self._newest = max(self._newest, answer.seq)
        self.uncheckpointed += 1
        if answer.previous == self.seq:
            self.seq = answer.seq
        else:
            self.host.catch_up(self)

    def _release(self) -> None:
        self._held.popleft()
        while self._held and (act := self._held[0]) is not None:
            self._held.popleft()
            act()

    def _not_stored(self, why: NotAppended) -> None:
        if why is NotAppended.SEALED:
            self.shut_all(DocumentClose.SEALED)
            return
        log.warning("a room starts again: an update was not stored (%s)", why.value)
        members = list(self.members)
        self._die()
        for member in members:
            member.owner.end(NOT_STORED)

    def _relay(self, content: bytes, but: Member | None = None) -> None:
        frames: dict[str, Frame] = {}
        for member in self.members:
            if member is but:
                continue
            address = member.address
            if address not in frames:
                frames[address] = Frame(codec.update(address, content))
            member.send(frames[address], Weight.RELAY)

    # Other nodes

    def arrived(self, one: Logged, previous: int | None, leases: Mapping[int, str]) -> None:
        """Another node stored an update; `previous` None means it was read from the log in order (P28)."""
        self.leases.update(leases)
        if self.dead or one.seq <= self.seq:
            return
        if previous is not None and previous != self.seq:
            self._newest = max(self._newest, one.seq)
            self.host.catch_up(self)
            return
        if self._replica is None:
            self._pieces.append(one.content)
        else:
            try:
                self._replica.receive(one.content, Everyone())
            except (Gap, Refused):
                log.exception("an update of another node does not apply; the room starts again")
                self._not_stored(NotAppended.BROKEN)
                return
        self.seq = one.seq
        self._newest = max(self._newest, one.seq)
        self.uncheckpointed += 1
        self._state = None
        self._arrivals += 1
        self._relay(one.content)

    @property
    def behind(self) -> bool:
        """Whether the log is known to hold more than this room has seen."""
        return self.seq < self._newest

    def capture(self, take: Callable[[Node, int], None], again: Callable[[], None]) -> None:
        """Give the tree and the sequence number it reflects, once all of it is durable; `again` if it moved on meanwhile."""
        tree, arrivals = self._document().tree, self._arrivals

        def deliver() -> None:
            if self.behind or self._arrivals != arrivals:
                again()
            else:
                take(tree, self.seq)

        self.when_stored(deliver)
