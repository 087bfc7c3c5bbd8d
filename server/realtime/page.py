"""The page channel of one specification: each reader is told, in their own words, what changed (PROTOCOL.md, P34–P40)."""

import asyncio
import json
import logging
from collections.abc import Collection

from server.realtime import codec
from server.realtime.close_codes import RESET
from server.realtime.limits import LiveLimits
from server.realtime.member import Member
from server.realtime.outbox import Frame, Weight
from server.realtime.ports import Events
from server.realtime.presence import Presence

log = logging.getLogger(__name__)

CURSOR_LIMIT = 1024
RETRY_AFTER = 1.0
"""Seconds until news that could not be drawn is tried again."""


class Page:
    """The members of one page channel and where each of them stands."""

    def __init__(self, specification_id: str, events: Events, presence: Presence, limits: LiveLimits) -> None:
        self.specification_id, self.presence = specification_id, presence
        self.members: set[Member] = set()
        self._events, self._limits = events, limits
        self._cursors: dict[Member, str] = {}
        self._due: set[Member] = set()
        self._asking: set[Member] = set()
        self._renewals = 0
        self._wake = asyncio.Event()
        self._at_once = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def join(self, member: Member) -> None:
        """Let a member in; it is told nothing until it has said where it stands."""
        self.members.add(member)
        self.presence.join(member)

    def leave(self, member: Member) -> None:
        """The member left."""
        self.members.discard(member)
        self.presence.leave(member)
        self._cursors.pop(member, None)
        self._due.discard(member)
        self._asking.discard(member)
        if not self.members and self._task is not None:
            self._task.cancel()
            self._task = None

    def shut(self, member: Member, reason: str) -> None:
        """Close the channel for one member."""
        self.leave(member)
        member.shut(reason)

    def step_one(self, member: Member) -> None:
        """The page channel has no text: answer the provider's handshake so that it counts as synchronised."""
        member.reply(
            codec.step_two(member.address, codec.EMPTY_UPDATE), codec.sync_status(member.address, applied=True)
        )

    def stateless(self, member: Member, text: str) -> None:
        """Take `since`: where the reader's page stands. Anything else is ignored (P36)."""
        cursor = _since(text)
        if cursor is not None and member in self.members:
            self._cursors[member] = cursor
            self._due.add(member)
            self._asking.add(member)
            self._at_once.set()
            self._work()

    def renew(self, people: Collection[str] | None = None) -> None:
        """What these people (None: everyone) may see has changed: what was drawn before that and waits is withdrawn (P44).

        Whoever had news waiting connects again and says where their page stands; presence is told again by itself.
        """
        self._renewals += 1
        for member in [one for one in self.members if people is None or one.account.person_id in people]:
            member.owner.outbox.withdraw(member.address, codec.Kind.AWARENESS)
            if member.owner.outbox.withdraw(member.address, codec.Kind.STATELESS):
                member.owner.end(RESET)

    def changed(self) -> None:
        """Something of the specification changed: tell everyone who has said where they stand."""
        self._due.update(self._cursors)
        if self._due:
            self._work()

    def _work(self) -> None:
        self._wake.set()
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            await self._gather()
            self._wake.clear()
            self._at_once.clear()
            due, self._due = self._due, set()
            for member in due:
                await self._tell(member)

    async def _gather(self) -> None:
        try:
            await asyncio.wait_for(self._at_once.wait(), self._limits.patch_window)
        except TimeoutError:
            return

    async def _tell(self, member: Member) -> None:
        cursor, renewals = self._cursors.get(member), self._renewals
        if cursor is None:
            return
        try:
            news = await self._events(member.account, self.specification_id, cursor)
        except Exception:
            log.exception("the news of a page could not be drawn; tried again")
            asyncio.get_running_loop().call_later(RETRY_AFTER, self._again, member)
            return
        if renewals != self._renewals:
            self._again(member)
            return
        if self._cursors.get(member) != cursor:
            return
        self._cursors[member] = news.cursor
        asked = member in self._asking
        self._asking.discard(member)
        if news.message is None and news.cursor == cursor and not asked:
            return
        text = news.message or json.dumps({"type": "current", "cursor": news.cursor})
        member.send(Frame(codec.stateless(member.address, text)), Weight.RELAY)

    def _again(self, member: Member) -> None:
        if member in self._cursors:
            self._due.add(member)
            self._work()


def _since(text: str) -> str | None:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.get("type") != "since":
        return None
    cursor = said.get("cursor")
    return cursor if isinstance(cursor, str) and len(cursor) <= CURSOR_LIMIT else None
