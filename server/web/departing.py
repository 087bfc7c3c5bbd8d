"""Answers on their way out: when rights end, nothing made under them leaves this node once that is acknowledged.

An answer is *being made* from the first look at who asks until its first byte, and *leaving* until its last has left this
process. What is being made under rights that ended is made again, or withheld; what is leaving is cut.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from server.domain.errors import NotInYourSight, NotSignedIn
from server.policy.reader import Reader, keeps
from server.services.house import House, Told
from server.services.rights import reader_for
from server.services.sessions import SignedIn, get_session

CONNECTION: Final = "concerte.connection"
"""Where the connection is found in the ASGI scope's extensions."""

_PIECE: Final = 64 * 1024
"""Bytes handed to the connection at once: as much as it holds back before it makes one wait."""

_LOOK_EVERY: Final = 0.01
"""Seconds between looks at whether a connection has sent what it was given."""


class CuttableHttp(HttpToolsProtocol):
    """uvicorn's HTTP protocol, whose connections can be cut: what they hold and have not sent is dropped."""

    def on_message_begin(self) -> None:
        """Offer the connection to the application in the scope."""
        super().on_message_begin()
        extensions: dict[str, Any] = self.scope.setdefault("extensions", {})
        extensions[CONNECTION] = self.transport


@dataclass(eq=False, slots=True)
class Departure:
    """One answer on its way. `void`: what it holds may not be read any more. Changed on the event loop, but for who asks."""

    safe: bool
    """Whether it only reads, so that it can be made again."""

    void: bool = False
    doubtful: bool = False
    """Rights changed while a deed was under way: its answer goes only to who still reads all they did."""

    signed_in: SignedIn | None = None
    reader: Reader | None = None
    leaving: bool = False
    telling: Told | None = None
    connection: asyncio.Transport | None = field(default=None, repr=False)

    def concerns(self, people: Collection[str] | None, session_id: str | None) -> bool:
        """Tell whether this is an answer to one of these people (None: to anybody), or within this session."""
        if self.signed_in is None:
            return True
        if session_id is not None:
            return self.signed_in.session_id == session_id
        return people is None or self.signed_in.person_id in people

    def cut(self) -> None:
        """Send nothing more."""
        self.void = True
        if self.connection is not None:
            self.connection.abort()

    @contextmanager
    def telling_of(self, told: Told) -> Iterator[None]:
        """While a deed tells what it did, its own answer is not drawn yet: the rights it ends itself do not void it."""
        self.telling = told
        try:
            yield
        finally:
            self.telling = None


class Departures:
    """All answers on their way on this node; on the event loop only, but where it is said."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._under_way: set[Departure] = set()

    def begin(self, *, safe: bool) -> Departure:
        """Begin an answer, before anything is asked about who may have it."""
        departure = Departure(safe)
        self._under_way.add(departure)
        return departure

    def end(self, departure: Departure) -> None:
        """An answer has left, or never will."""
        self._under_way.discard(departure)

    async def ended(self, session_id: str) -> None:
        """A session is over; when this returns, nothing leaves for it any more."""
        for departure in [one for one in self._under_way if one.concerns(None, session_id)]:
            if departure.telling is None or session_id not in departure.telling.ended_sessions:
                departure.cut()

    async def rechecked(self, people: Collection[str] | None, *, narrowed: bool) -> None:
        """Rights changed for these people (None: for everyone), or labels if `narrowed`; when this returns, nothing
        leaves that they may no longer read."""
        concerned = [one for one in self._under_way if one.concerns(people, None)]
        await asyncio.gather(*(self._judge(one, people, narrowed=narrowed) for one in concerned))

    async def _judge(self, departure: Departure, people: Collection[str] | None, *, narrowed: bool) -> None:
        reader, telling = departure.reader, departure.telling
        if telling is not None and set(people or ()) == set(telling.recheck_people):
            return
        less = narrowed or (reader is not None and reader.is_supplier)
        if not departure.leaving:
            departure.doubtful = True
            drawn = reader is not None and telling is None
            departure.void = departure.void or departure.safe or (less and drawn)
        elif less or reader is None or not await asyncio.to_thread(self.still_reads, departure):
            departure.cut()

    def still_reads(self, departure: Departure) -> bool:
        """Tell whether who asked is still in their session, and reads all they read when it was decided; outside any project,
        always. From any thread."""
        signed_in, reader = departure.signed_in, departure.reader
        if signed_in is None or reader is None:
            return True
        try:
            get_session(self._house, signed_in.session_id)
            capped = signed_in.capped_organization_id
            now = reader_for(self._house, reader.person_id, reader.project_id, capped_organization_id=capped)
        except (NotSignedIn, NotInYourSight):
            return False
        return keeps(now, reader)


class Departing:
    """An ASGI answer that stops when its departure is void."""

    def __init__(self, response: Response, departure: Departure, end: Callable[[Departure], None]) -> None:
        self._response, self._departure, self._end = response, departure, end

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer piece by piece, and wait until the connection has sent what it was given."""
        departure = self._departure
        departure.connection = scope.get("extensions", {}).get(CONNECTION)
        try:
            await self._response(scope, receive, self._checked(send))
            await self._left()
        finally:
            self._end(departure)

    def _checked(self, send: Send) -> Callable[[Message], Awaitable[None]]:
        async def checked(message: Message) -> None:
            body = message.get("body", b"")
            while len(body) > _PIECE and not self._departure.void:
                await send({**message, "body": body[:_PIECE], "more_body": True})
                body = body[_PIECE:]
            if not self._departure.void:
                await send({**message, "body": body} if "body" in message else message)
            elif self._departure.connection is None:
                raise ConnectionAbortedError("the rights under which this was being sent have ended")
            else:
                self._departure.cut()
                await asyncio.sleep(0)

        return checked

    async def _left(self) -> None:
        connection = self._departure.connection
        while connection is not None and not connection.is_closing() and connection.get_write_buffer_size():
            await asyncio.sleep(_LOOK_EVERY)
