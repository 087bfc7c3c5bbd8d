"""All that is live on this node: connections, rooms, page channels, and what the other nodes tell (PROTOCOL.md)."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Collection, Coroutine, Mapping, Sequence
from typing import Any

from server.domain.live import Append, Appended, Loaded, Projected, Written
from server.realtime import codec
from server.realtime.bus import Bus, Changed, Ended, Here, Listener, Local, Recheck, Revocation, Shut, Stored
from server.realtime.close_codes import SESSION_ENDED, SILENT, TOO_MANY_SOCKETS, DocumentClose, SocketClose
from server.realtime.limits import LiveLimits
from server.realtime.outbox import Frame, Outbox, Weight, Wire
from server.realtime.page import Page
from server.realtime.ports import Account, Collaborators
from server.realtime.presence import Being, Departure, pack_news, unpack_news
from server.realtime.project import Project
from server.realtime.projector import Projector
from server.realtime.room import Room
from server.realtime.session import Session
from server.realtime.writer import Writer

log = logging.getLogger(__name__)

CHECKPOINT_WORTH = 20
"""Updates since the last checkpoint from which closing a room makes one."""


class Hub:
    """The live engine of one node. Use `running()` around its life; everything else runs on that event loop."""

    def __init__(self, parts: Collaborators, bus: Bus, limits: LiveLimits | None = None) -> None:
        self.limits = limits or LiveLimits()
        self.door, self.replay = parts.door, parts.replay
        self.revocations = 0
        self._parts, self._bus = parts, bus
        self._sessions: set[Session] = set()
        self._projects: dict[str, Project] = {}
        self._rooms: dict[str, Room] = {}
        self._loading: dict[str, asyncio.Future[Room | None]] = {}
        self._early: dict[str, list[Stored]] = {}
        self._behind: set[Room] = set()
        self._catching: dict[Room, asyncio.Task[None]] = {}
        self._background: set[asyncio.Task[None]] = set()
        self.writer: Writer
        self._projector = Projector(parts.log, self.limits.projection_window, self._projected)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator["Hub"]:
        """Start the writer, the bus and the housekeeping; on leaving, store and project what was accepted."""
        recovered = await asyncio.to_thread(self._parts.log.recover)
        if recovered:
            log.info("%d texts were brought up to their logs", recovered)
        self.writer = Writer(self._parts.log, asyncio.get_running_loop())
        await self._bus.start(Listener(self._hear, self._obey, self._missed))
        keeper = asyncio.create_task(self._keep())
        try:
            yield self
        finally:
            keeper.cancel()
            for session in list(self._sessions):
                session.lost()
            await self.writer.close()
            await self._projector.close()
            await asyncio.gather(*self._background, return_exceptions=True)
            await self._bus.close()

    # Connections

    async def connect(
        self, account: Account, project_id: str, specification_id: str, wire: Wire
    ) -> Session | SocketClose:
        """Take a connection of an authenticated account on one specification, or say why not."""
        await self._bus.enter(project_id)
        held = sum(session.account.person_id == account.person_id for session in self._sessions)
        if held >= self.limits.sockets_per_account:
            return TOO_MANY_SOCKETS
        outbox = Outbox(wire, self.limits, asyncio.get_running_loop())
        session = Session(account, project_id, specification_id, outbox, self)
        self._sessions.add(session)
        if project_id not in self._projects:
            self._projects[project_id] = Project(project_id, self._parts, self.limits, self._brought)
        self._projects[project_id].sessions.add(session)
        return session

    def gone(self, session: Session) -> None:
        """A connection is over."""
        self._sessions.discard(session)
        project = self._projects.get(session.project_id)
        if project is not None:
            project.sessions.discard(session)

    def page(self, project_id: str, specification_id: str) -> Page:
        """Return the page channel of a specification."""
        return self._projects[project_id].page(specification_id)

    # Rooms

    async def rooms(self, project_id: str, generations: Sequence[str]) -> Mapping[str, Room]:
        """Return the rooms of these documents, loading those that are not open. One that cannot be read is missing.

        Raises what the log raised when it does not answer.
        """
        missing = [name for name in generations if name not in self._rooms and name not in self._loading]
        if missing:
            await self._load(project_id, missing)
        found: dict[str, Room] = {}
        for name in generations:
            room = await self._loading[name] if name in self._loading else self._rooms.get(name)
            if room is not None:
                found[name] = room
        return found

    async def _load(self, project_id: str, generations: list[str]) -> None:
        loop = asyncio.get_running_loop()
        for name in generations:
            self._loading[name] = loop.create_future()
        try:
            loaded = await asyncio.to_thread(self._parts.log.load, generations)
        except Exception as trouble:
            for name in generations:
                waiting = self._loading.pop(name)
                waiting.set_exception(trouble)
                waiting.exception()  # whoever waits is told; nobody may
            raise
        for name in generations:
            one = loaded.get(name)
            room = None if one is None else self._furnish(project_id, name, one)
            self._loading.pop(name).set_result(room)

    def _furnish(self, project_id: str, generation: str, loaded: Loaded) -> Room:
        presence = self._projects[project_id].presence(generation)
        room = self._rooms[generation] = Room(generation, project_id, loaded, self, presence)
        for word in self._early.pop(generation, []):
            room.arrived(word.logged, word.previous, word.leases)
        return room

    def forget(self, room: Room) -> None:
        """A room is void: whoever comes next loads it anew."""
        if self._rooms.get(room.generation) is room:
            del self._rooms[room.generation]

    def settled(self, room: Room) -> None:
        """Close a room that nobody has open and that waits for nothing."""
        idle = not room.members and not room.waiting and not self._projector.busy(room)
        if idle and self._rooms.get(room.generation) is room:
            room.dead = True
            del self._rooms[room.generation]
            if room.uncheckpointed >= CHECKPOINT_WORTH:
                self._checkpoint(room)

    def committed(self, room: Room, append: Append, answer: Appended) -> None:
        """An update of this node is durable."""
        leases = dict.fromkeys(append.new_clients, append.person_id)
        self._bus.say(Stored(room.project_id, room.generation, answer.seq, answer.previous, append.content, leases))
        room.touched = asyncio.get_running_loop().time()
        self._projector.soon(room)
        if room.uncheckpointed >= self.limits.checkpoint_every:
            self._checkpoint(room)

    def _checkpoint(self, room: Room) -> None:
        room.uncheckpointed = 0
        self._spawn(self._in_thread("a checkpoint could not be made", room.generation))

    async def _in_thread(self, trouble: str, generation: str) -> None:
        try:
            await asyncio.to_thread(self._parts.log.checkpoint, generation)
        except Exception:
            log.exception(trouble)

    def catch_up(self, room: Room) -> None:
        """Read from the log what a room missed; one reading at a time per room, and another for who asks meanwhile."""
        self._behind.add(room)
        if room not in self._catching:
            self._catching[room] = asyncio.create_task(self._catch_up(room))

    async def _catch_up(self, room: Room) -> None:
        try:
            while room in self._behind and not room.dead:
                self._behind.discard(room)
                await self._read_tail(room)
        finally:
            self._behind.discard(room)
            del self._catching[room]

    async def _read_tail(self, room: Room) -> None:
        try:
            tail = await asyncio.to_thread(self._parts.log.tail, room.generation, room.seq)
        except Exception:
            log.exception("a room could not catch up; tried again")
            self._behind.add(room)
            await asyncio.sleep(1)
            return
        for one in tail:
            room.arrived(one, None, {})
        if tail and room.behind:
            self._behind.add(room)

    def _projected(self, room: Room, projected: Projected) -> None:
        self._changed(room.project_id, projected.specification_id, text_only=True)
        self._bus.say(Changed(room.project_id, projected.specification_id, text_only=True))

    # Words for the rest of the house

    def publish(self, project_id: str, specification_id: str | None) -> None:
        """A committed deed changed a specification (None: the whole project): tell every open page."""
        self._changed(project_id, specification_id, text_only=False)
        self._bus.say(Changed(project_id, specification_id))

    def written(self, project_id: str, written: Written) -> None:
        """A committed deed wrote in a document: bring it to those who have it open, on all nodes."""
        word = Stored(project_id, written.generation, written.seq, written.previous, written.content, {})
        self._stored(word)
        self._bus.say(word)

    async def close_document(self, generation: str, reason: str = DocumentClose.RELABELLED) -> None:
        """Close one document for everyone; when this returns nothing more of it leaves any node."""
        await self._revoke(Shut(generation, reason))

    async def recheck(self, people: Collection[str] | None = None, *, narrowed: bool = False) -> None:
        """Rights or labels (`narrowed`) changed, for these people (None: for everyone): the door decides again, on all nodes.

        When this returns, nothing that they may no longer read leaves any node for them.
        """
        await self._revoke(Recheck(None if people is None else tuple(people), narrowed))

    async def end_session(self, session_id: str) -> None:
        """A session is over: its connections are closed with 4401 on all nodes."""
        await self._revoke(Ended(session_id))

    async def _revoke(self, word: Revocation) -> None:
        await asyncio.gather(self._obey(word), self._bus.revoke(word))

    # Words of other nodes

    def _hear(self, word: Local) -> None:
        if isinstance(word, Stored):
            self._stored(word)
        elif isinstance(word, Changed):
            self._changed(word.project_id, word.specification_id, text_only=word.text_only)
        else:
            self._here(word)

    async def _obey(self, word: Revocation) -> None:
        if isinstance(word, Shut):
            self._shut(word.generation, word.reason)
        elif isinstance(word, Recheck):
            await self._recheck(word.people, narrowed=word.narrowed)
        else:
            await self._end(word.session_id)

    def _stored(self, word: Stored) -> None:
        room = self._rooms.get(word.generation)
        if room is not None:
            room.arrived(word.logged, word.previous, word.leases)
        elif word.generation in self._loading:
            self._early.setdefault(word.generation, []).append(word)

    def _here(self, word: Here) -> None:
        project = self._projects.get(word.project_id)
        presence = project.presences.get(word.document) if project is not None else None
        if presence is not None:
            presence.arrived(unpack_news(word.news), asyncio.get_running_loop().time())

    def _brought(self, project_id: str, document: str, news: Sequence[Being | Departure]) -> None:
        if news:
            self._bus.say(Here(project_id, document, pack_news(news)))

    def _missed(self) -> None:
        """Words may have been lost: read everything that matters again."""
        for room in list(self._rooms.values()):
            self.catch_up(room)
        for project in self._projects.values():
            project.changed(None, text_only=False)
        self._spawn(self._recheck(None, narrowed=True))

    def _changed(self, project_id: str, specification_id: str | None, *, text_only: bool) -> None:
        project = self._projects.get(project_id)
        if project is not None:
            project.changed(specification_id, text_only=text_only)

    def _shut(self, generation: str, reason: str) -> None:
        self.revocations += 1
        room = self._rooms.get(generation)
        if room is not None:
            room.shut_all(reason)
        for project in self._projects.values():
            project.renew_pages()

    async def _recheck(self, people: Collection[str] | None, *, narrowed: bool = False) -> None:
        self.revocations += 1
        for project in self._projects.values():
            project.renew_pages(people)
            project.sight_changed()
        concerned = [one for one in self._sessions if people is None or one.account.person_id in people]
        leaving = [self._parts.departures.rechecked(people, narrowed=narrowed)] if self._parts.departures else []
        await asyncio.gather(*(session.recheck() for session in concerned), *leaving)

    async def _end(self, session_id: str) -> None:
        self.revocations += 1
        for session in [one for one in self._sessions if one.account.session_id == session_id]:
            session.end(SESSION_ENDED)
        if self._parts.departures:
            await self._parts.departures.ended(session_id)

    # Housekeeping

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def _keep(self) -> None:
        loop = asyncio.get_running_loop()
        rechecked = loop.time()
        while True:
            await asyncio.sleep(self.limits.ping_every)
            try:
                now = loop.time()
                if now - rechecked > self.limits.recheck_every:
                    rechecked = now
                    await self._recheck(None)
                self._ping(now)
                self._rest(now)
                await self._tidy(now)
            except Exception:
                log.exception("housekeeping failed; tried again at the next turn")

    def _ping(self, now: float) -> None:
        ping = Frame(codec.PING)
        for session in list(self._sessions):
            if now - session.heard > self.limits.silent_after:
                session.end(SILENT)
            else:
                session.outbox.put(ping, Weight.REPLY)

    def _rest(self, now: float) -> None:
        for room in list(self._rooms.values()):
            if now - room.touched > self.limits.idle_replica_after:
                room.rest()
            self.settled(room)

    async def _tidy(self, now: float) -> None:
        for project in list(self._projects.values()):
            project.tidy(now, self._rooms)
            if not project.sessions:
                del self._projects[project.id]
                await self._bus.leave(project.id)
