"""Who is here: names stamped by the server, and shown only to those who may know (PROTOCOL.md, P29–P33)."""

import asyncio
import json
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from server.domain.ids import is_id
from server.realtime import codec
from server.realtime.codec import AwarenessState
from server.realtime.limits import LiveLimits
from server.realtime.member import Member
from server.realtime.outbox import Frame, Weight
from server.realtime.sight import KnownSight

log = logging.getLogger(__name__)

GONE: Final = "null"
CLOCK_LIMIT: Final = 2**31


@dataclass(slots=True)
class Being:
    """One awareness client as others are told of it. `member` is None for someone connected to another node."""

    client_id: int
    clock: int
    person_id: str
    user: dict[str, str]
    where: str | None
    cursor: Any
    member: Member | None = None
    heard: float = 0.0

    def state(self, *, with_place: bool) -> AwarenessState:
        """What a reader receives; without the place when they may not see it."""
        body: dict[str, Any] = {"user": self.user}
        if with_place:
            body |= {"where": self.where, "cursor": self.cursor}
        return AwarenessState(self.client_id, self.clock, json.dumps(body, ensure_ascii=False, separators=(",", ":")))


@dataclass(frozen=True, slots=True)
class Departure:
    """An awareness client that left; told to whoever was told of it."""

    client_id: int
    clock: int
    person_id: str
    local: bool = True
    """Whether it was connected to this node."""


@dataclass(slots=True)
class Known:
    """What one member has been told: the awareness clients they know of."""

    told: set[int] = field(default_factory=set)


class Presence:
    """The awareness of one document (`place` fields matter on the page channel only)."""

    def __init__(
        self, sight: KnownSight, limits: LiveLimits, brought: Callable[[Sequence[Being | Departure]], None]
    ) -> None:
        self._sight, self._limits, self._brought = sight, limits, brought
        self._beings: dict[int, Being] = {}
        self._members: dict[Member, Known] = {}
        self._news: dict[int, Being | Departure] = {}
        self._newcomers: set[Member] = set()
        self._task: asyncio.Task[None] | None = None

    def join(self, member: Member) -> None:
        """Tell a new member who is here."""
        self._members[member] = Known()
        if self._beings:
            self._newcomers.add(member)
            self._soon()

    def leave(self, member: Member) -> None:
        """Take a member's awareness clients away."""
        self._members.pop(member, None)
        self._newcomers.discard(member)
        for being in [one for one in self._beings.values() if one.member is member]:
            self._depart(being, being.clock + 1)

    def ask(self, member: Member) -> None:
        """Tell a member again who is here."""
        if member in self._members:
            self._newcomers.add(member)
            self._soon()

    def announce(self, member: Member, states: Iterable[AwarenessState]) -> None:
        """Take what a client says of itself: cursor and place only, within bounds, under ids that are its own."""
        for state in states:
            known = self._beings.get(state.client_id)
            if not self._may_speak(member, state, known):
                continue
            if state.state == GONE:
                if known is not None:
                    self._depart(known, state.clock)
                continue
            said = self._read(state)
            if said is not None:
                self._arrive(self._being(member, state, said))
        self._soon()

    def _may_speak(self, member: Member, state: AwarenessState, known: Being | None) -> bool:
        if state.clock >= CLOCK_LIMIT or member not in self._members:
            return False
        if known is None:
            mine = sum(one.member is member for one in self._beings.values())
            return mine < self._limits.presence_clients
        if known.person_id != member.account.person_id:
            return False
        return state.clock > known.clock or (state.clock == known.clock and state.state == GONE)

    def _read(self, state: AwarenessState) -> dict[str, Any] | None:
        if len(state.state.encode()) > self._limits.presence_bytes:
            return None
        try:
            said = json.loads(state.state)
        except (ValueError, RecursionError):
            return None
        return said if isinstance(said, dict) else None

    def _being(self, member: Member, state: AwarenessState, said: dict[str, Any]) -> Being:
        account = member.account
        user = {"id": account.person_id, "name": account.name, "initials": account.initials, "color": account.colour}
        where = said.get("where")
        cursor = said.get("cursor")
        return Being(
            client_id=state.client_id,
            clock=state.clock,
            person_id=account.person_id,
            user=user,
            where=where if is_id(where) else None,
            cursor=cursor if isinstance(cursor, dict) else None,
            member=member,
        )

    def _arrive(self, being: Being) -> None:
        self._beings[being.client_id] = self._news[being.client_id] = being

    def _depart(self, being: Being, clock: int) -> None:
        self._beings.pop(being.client_id, None)
        self._news[being.client_id] = Departure(being.client_id, clock, being.person_id, being.member is not None)
        self._soon()

    # Other nodes

    def arrived(self, news: Iterable[Being | Departure], now: float) -> None:
        """Take presence brought by another node."""
        for one in news:
            known = self._beings.get(one.client_id)
            if known is not None and (known.member is not None or known.clock > one.clock):
                continue
            if isinstance(one, Being):
                one.heard = now
                self._arrive(one)
            elif known is not None:
                self._depart(known, one.clock)
        self._soon()

    def expire(self, now: float) -> None:
        """Forget those of other nodes who were not renewed."""
        limit = now - self._limits.presence_expires_after
        for being in [one for one in self._beings.values() if one.member is None and one.heard < limit]:
            self._depart(being, being.clock + 1)

    # Telling

    def refresh(self) -> None:
        """What readers may know has changed: tell everyone anew, and take back what they may know no longer."""
        self._newcomers.update(self._members)
        self._soon()

    def _soon(self) -> None:
        if self._task is None and (self._news or self._newcomers):
            self._task = asyncio.get_running_loop().create_task(self._tell_later())

    async def _tell_later(self) -> None:
        await asyncio.sleep(self._limits.presence_window)
        news, self._news = self._news, {}
        newcomers, self._newcomers = self._newcomers, set()
        try:
            self._brought([one for one in news.values() if _is_local(one)])
            frames: dict[tuple[str, tuple[AwarenessState, ...]], Frame] = {}
            for member in list(self._members):
                subject = {**self._beings, **news} if member in newcomers else news
                await self._tell(member, list(subject.values()), frames)
        except Exception:
            log.exception("presence could not be told")
        finally:
            self._task = None
            self._soon()

    async def _tell(
        self,
        member: Member,
        news: list[Being | Departure],
        frames: dict[tuple[str, tuple[AwarenessState, ...]], Frame],
    ) -> None:
        others = [one for one in news if isinstance(one, Departure) or one.member is not member]
        if not others:
            return
        people = frozenset(one.person_id for one in others)
        places = frozenset(one.where for one in others if isinstance(one, Being) and one.where is not None)
        seen_people, seen_places = await self._sight(member.account, member.owner.specification_id, people, places)
        known = self._members.get(member)
        if known is None:
            return
        shown = (_shown(one, known.told, seen_people, seen_places) for one in others)
        states = tuple(state for state in shown if state is not None)
        if states:
            key = (member.address, states)
            if key not in frames:
                frames[key] = Frame(codec.awareness(member.address, states))
            member.send(frames[key], Weight.PRESENCE)


def _is_local(one: Being | Departure) -> bool:
    return one.local if isinstance(one, Departure) else one.member is not None


def pack_news(news: Iterable[Being | Departure]) -> str:
    """Write presence for another node."""
    return json.dumps([_packed(one) for one in news])


def _packed(one: Being | Departure) -> dict[str, Any]:
    names: tuple[str, ...] = ("client_id", "clock", "person_id")
    if isinstance(one, Being):
        names += ("user", "where", "cursor")
    return {name: getattr(one, name) for name in names}


def unpack_news(text: str) -> list[Being | Departure]:
    """Read what `pack_news` wrote."""
    return [Being(**one) if "user" in one else Departure(**one, local=False) for one in json.loads(text)]


def _shown(
    one: Being | Departure, told: set[int], people: frozenset[str], places: frozenset[str]
) -> AwarenessState | None:
    if isinstance(one, Being) and one.person_id in people:
        told.add(one.client_id)
        return one.state(with_place=one.where is None or one.where in places)
    if one.client_id in told:
        told.discard(one.client_id)
        return AwarenessState(one.client_id, one.clock if isinstance(one, Departure) else one.clock + 1, GONE)
    return None
