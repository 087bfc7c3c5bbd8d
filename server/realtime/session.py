"""One connection: which documents it opens, what waits for the door, and where each message goes (PROTOCOL.md, P1–P12)."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Protocol

from server.domain.errors import NotSignedIn
from server.domain.live import PAGE, Scope
from server.realtime import codec
from server.realtime.close_codes import MALFORMED, RESET, SESSION_ENDED, TOO_BIG, Denial, DocumentClose, SocketClose
from server.realtime.limits import LiveLimits
from server.realtime.member import Member
from server.realtime.outbox import Outbox
from server.realtime.page import Page
from server.realtime.ports import Account, Door
from server.realtime.room import Room

log = logging.getLogger(__name__)

BATCH = 500
"""Documents asked of the door, and loaded, at once."""


class Rooms(Protocol):
    """What a connection asks of the hub."""

    door: Door
    limits: LiveLimits

    @property
    def revocations(self) -> int:
        """Grows with every change of rights: a decision made before one is made again."""
        ...

    def page(self, project_id: str, specification_id: str) -> Page:
        """Return the page channel of a specification."""
        ...

    async def rooms(self, project_id: str, generations: Sequence[str]) -> Mapping[str, Room]:
        """Load rooms; one that cannot be loaded is missing."""
        ...

    def gone(self, session: "Session") -> None:
        """The connection is over."""
        ...


class Session:
    """One WebSocket of one account on one specification. Runs on the event loop only."""

    def __init__(self, account: Account, project_id: str, specification_id: str, outbox: Outbox, hub: Rooms) -> None:
        self.account, self.project_id, self.specification_id, self.outbox = (
            account,
            project_id,
            specification_id,
            outbox,
        )
        self._hub = hub
        self._members: dict[str, tuple[Member, Room | Page]] = {}
        self._waiting: dict[str, list[bytes]] = {}
        self._waiting_bytes = self._waiting_messages = 0
        self._asking: list[str] = []
        self._task: asyncio.Task[None] | None = None
        self._paused: list[bytes] | None = None
        self._rechecking: asyncio.Task[None] | None = None
        self.heard = asyncio.get_running_loop().time()
        self.ended = False

    # From the wire

    def receive(self, payload: bytes) -> None:
        """Take one message of the client."""
        if self.ended:
            return
        self.heard = asyncio.get_running_loop().time()
        self.outbox.intake.take(len(payload))
        if len(payload) > self._hub.limits.frame_bytes:
            self.end(TOO_BIG)
        elif self._paused is not None:
            self._wait(self._paused, payload)
        elif payload != codec.PONG:
            self._take(payload)

    def _take(self, payload: bytes) -> None:
        try:
            address, reader = codec.split_address(payload, self._hub.limits.address_bytes)
            waiting = self._waiting.get(address)
            if waiting is not None:
                self._wait(waiting, payload)
            elif address in self._members:
                self._handle(address, codec.read_message(reader))
            elif reader.peek() == codec.Kind.AUTH:
                codec.read_message(reader)
                self._ask(address)
        except codec.Malformed as error:
            log.info("a connection is ended: %s", error)
            self.end(MALFORMED)
        except Exception:
            log.exception("a message could not be handled; the connection starts again")
            self.end(RESET)

    def _wait(self, queue: list[bytes], payload: bytes) -> None:
        self._waiting_bytes += len(payload)
        self._waiting_messages += 1
        limits = self._hub.limits
        if self._waiting_bytes > limits.waiting_bytes or self._waiting_messages > limits.waiting_messages:
            self.end(RESET)
        else:
            queue.append(payload)

    def _taken(self, queue: list[bytes]) -> list[bytes]:
        self._waiting_bytes -= sum(len(payload) for payload in queue)
        self._waiting_messages -= len(queue)
        return queue

    def _handle(self, address: str, message: codec.Message) -> None:
        member, place = self._members[address]
        if isinstance(message, codec.Token):
            self._leave(address)
            self._ask(address)
        elif isinstance(message, codec.Close):
            self._leave(address)
        elif isinstance(message, codec.Awareness):
            place.presence.announce(member, message.states)
        elif isinstance(message, codec.QueryAwareness):
            place.presence.ask(member)
        elif isinstance(place, Page):
            self._page_message(member, place, message)
        elif isinstance(message, codec.StepOne):
            place.step_one(member, message.vector)
        elif isinstance(message, codec.Update):
            place.update(member, message)

    def _page_message(self, member: Member, page: Page, message: codec.Message) -> None:
        if isinstance(message, codec.StepOne):
            page.step_one(member)
        elif isinstance(message, codec.Stateless):
            page.stateless(member, message.text)
        elif isinstance(message, codec.Update):
            member.reply(codec.sync_status(member.address, applied=message.content == codec.EMPTY_UPDATE))

    # The door

    def _ask(self, address: str) -> None:
        document = codec.document_of(address)
        if not document or not document.isprintable():
            self._deny(address, Denial.NAME)
        elif len(self._members) + len(self._waiting) >= self._hub.limits.documents_per_socket:
            self._deny(address, Denial.TOO_MANY_DOCUMENTS)
        else:
            self._waiting[address] = []
            self._asking.append(address)
            if self._task is None:
                self._task = asyncio.get_running_loop().create_task(self._decide())

    def _deny(self, address: str, reason: Denial) -> None:
        self._taken(self._waiting.pop(address, []))
        Member(self, address, Scope.READ_ONLY).reply(codec.permission_denied(address, reason))

    async def _decide(self) -> None:
        try:
            while self._asking and not self.ended:
                batch, self._asking = self._asking[:BATCH], self._asking[BATCH:]
                await self._open([address for address in batch if address in self._waiting])
        except NotSignedIn:
            self.end(SESSION_ENDED)
        except Exception:
            log.exception("documents could not be opened; the connection starts again")
            self.end(RESET)
        finally:
            self._task = None

    async def _open(self, addresses: list[str]) -> None:
        stamp = self._hub.revocations
        documents = list(dict.fromkeys(codec.document_of(address) for address in addresses))
        scopes = await self._hub.door(self.account, self.specification_id, documents)
        rooms = await self._hub.rooms(self.project_id, [name for name in scopes if name != PAGE])
        for place, address in enumerate(addresses):
            room = rooms.get(codec.document_of(address))
            if stamp != self._hub.revocations or (room is not None and room.dead):
                self._asking[:0] = addresses[place:]
                return
            self._admit(address, scopes.get(codec.document_of(address)), rooms)
            await self.outbox.room()

    def _admit(self, address: str, scope: Scope | None, rooms: Mapping[str, Room]) -> None:
        if address not in self._waiting or self.ended:
            return
        document = codec.document_of(address)
        if scope is None:
            self._deny(address, Denial.NOT_IN_YOUR_SIGHT)
            return
        place = self._hub.page(self.project_id, self.specification_id) if document == PAGE else rooms.get(document)
        if place is None or (isinstance(place, Room) and not place.readable()):
            self._deny(address, Denial.UNAVAILABLE)
            return
        member = Member(self, address, scope)
        self._members[address] = (member, place)
        member.reply(codec.authenticated(address, scope))
        place.join(member)
        for payload in self._taken(self._waiting.pop(address)):
            if not self.ended:
                self._take(payload)

    async def recheck(self) -> None:
        """Ask the door again for everything open; what changed is closed. Messages wait meanwhile."""
        if self._rechecking is None:
            self._rechecking = asyncio.get_running_loop().create_task(self._recheck_all())
        await asyncio.shield(self._rechecking)

    async def _recheck_all(self) -> None:
        self._paused = []
        try:
            await self._recheck()
        except NotSignedIn:
            self.end(SESSION_ENDED)
        except Exception:
            log.exception("rights could not be read again; the connection starts again")
            self.end(RESET)
        finally:
            paused, self._paused, self._rechecking = self._taken(self._paused), None, None
            for payload in paused:
                self.receive(payload)

    async def _recheck(self) -> None:
        stamp = -1
        while stamp != self._hub.revocations and not self.ended:
            stamp = self._hub.revocations
            documents = list({codec.document_of(address) for address in self._members} | {PAGE})
            scopes: dict[str, Scope] = {}
            for start in range(0, len(documents), BATCH):
                scopes |= await self._hub.door(self.account, self.specification_id, documents[start : start + BATCH])
            for address, (member, place) in list(self._members.items()):
                if scopes.get(codec.document_of(address)) is not member.scope:
                    place.shut(member, DocumentClose.RIGHTS_CHANGED)

    # Leaving

    def release(self, address: str) -> None:
        """Forget an address: what still comes for it is ignored until a new Auth."""
        self._members.pop(address, None)

    def _leave(self, address: str) -> None:
        member, place = self._members.pop(address)
        place.leave(member)

    def end(self, why: SocketClose) -> None:
        """End the connection."""
        if not self.ended:
            self.outbox.end(why)
            self.lost()

    def lost(self) -> None:
        """The connection is over: leave every document."""
        if self.ended:
            return
        self.ended = True
        self.outbox.lost()
        for address in list(self._members):
            self._leave(address)
        self._waiting.clear()
        self._asking.clear()
        self._hub.gone(self)
