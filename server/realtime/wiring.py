"""Joins the live engine to the house: its questions go to services in worker threads, and deeds reach the hub."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from server.crdt.replica import Replica
from server.domain.live import Scope
from server.realtime.hub import Hub
from server.realtime.limits import LiveLimits
from server.realtime.ports import Account, Collaborators, Departures, PageNews
from server.services import live, mentioning
from server.services.house import House, Told
from server.services.sessions import SignedIn
from server.services.writing import LiveDesk
from server.settings import Limits

HUES: Final = 6
"""How many colours of people the style sheet has: p1 to p6."""

TELLING_TAKES: Final = 10.0
"""Seconds a deed waits at most until what it revoked is closed on all nodes."""


def collaborators(house: House, departures: Departures | None = None) -> Collaborators:
    """Return what the hub needs, answered by the services of `house`."""

    async def door(account: Account, specification_id: str, documents: Sequence[str]) -> Mapping[str, Scope]:
        return await asyncio.to_thread(live.decide, house, account.session_id, specification_id, documents)

    async def events(account: Account, specification_id: str, cursor: str) -> PageNews:
        return PageNews(*await asyncio.to_thread(live.news, house, account.session_id, specification_id, cursor))

    async def sight(
        account: Account, specification_id: str, people: frozenset[str], places: frozenset[str]
    ) -> tuple[frozenset[str], frozenset[str]]:
        return await asyncio.to_thread(live.known, house, account.session_id, specification_id, people, places)

    def replay(generation: str, updates: Iterable[bytes]) -> Replica:
        def allowed(kind: str, ref: str) -> bool:
            return mentioning.may_mention(house, generation, kind, ref)

        return Replica.replay(updates, allowed, house.settings.limits.part_bytes)

    return Collaborators(door, LiveDesk(house.database, house.clock), replay, events, sight, departures)


def live_limits(limits: Limits) -> LiveLimits:
    """Return the limits of the live engine as the installation chose them."""
    return LiveLimits(
        frame_bytes=limits.frame_bytes,
        sockets_per_account=limits.sockets_per_account,
        documents_per_socket=limits.documents_per_socket,
        messages_per_second=limits.messages_per_second,
        bytes_per_second=limits.live_bytes_per_second,
        queue_bytes=limits.queue_bytes,
        waiting_bytes=limits.waiting_bytes,
    )


def account_of(signed_in: SignedIn) -> Account:
    """Return the account of a session as others are told of it; its colour is a name of the style sheet."""
    words = signed_in.name.replace("-", " ").split()
    initials = "".join(word[0] for word in words[:2]).upper()
    hue = sum(map(ord, signed_in.name)) % HUES + 1
    return Account(signed_in.session_id, signed_in.person_id, signed_in.name, initials, f"p{hue}")


class Teller:
    """What `House.tell` calls, in the deed's worker thread, after each commit.

    It returns when all nodes have closed what the deed ended, so that nothing revoked follows the answer to the deed.
    """

    def __init__(self, hub: Hub, loop: asyncio.AbstractEventLoop) -> None:
        self._hub, self._loop = hub, loop

    def __call__(self, told: Told) -> None:
        """Tell the hub. Raises TimeoutError when the engine does not answer."""
        asyncio.run_coroutine_threadsafe(self._tell(told), self._loop).result(TELLING_TAKES)

    async def _tell(self, told: Told) -> None:
        hub = self._hub
        revoked = [hub.end_session(session_id) for session_id in told.ended_sessions]
        revoked += [hub.close_document(generation) for generation in told.closed_documents]
        if told.recheck_people:
            revoked.append(hub.recheck(frozenset(told.recheck_people), narrowed=told.narrowed))
        await asyncio.gather(*revoked)
        for written in told.written:
            hub.written(told.project_id, written)
        if told.project_id:
            hub.publish(told.project_id, told.specification_id)
