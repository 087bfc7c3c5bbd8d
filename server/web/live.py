"""The door of the live line: it is opened only for a signed-in person, on a specification they know of.

It is a WebSocket or, where none gets through, a line over HTTP (`realtime/PROTOCOL.md`, P41).
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from anyio import to_thread
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from server.domain.errors import NotInYourSight, NotSignedIn
from server.policy.reader import Reader
from server.services.house import House
from server.services.rights import reader_for_specification
from server.services.sessions import SignedIn, get_signed_in
from server.web.security import COOKIE, VIEW_COOKIE

PATH: Final = "/live/{specification_id}"
NOT_SIGNED_IN: Final = (4401, "session ended")
NOT_HERE: Final = (4403, "not here")
"""Close codes of sockets that are turned away; absent and hidden are told alike (A3)."""

LINE: Final = PATH + "/{line}/{deed}"
Take: TypeAlias = Callable[[WebSocket, SignedIn, str, str], Awaitable[None]]
"""Carries the live line on a socket until it ends: socket, who it is, project id, specification id."""


@dataclass(frozen=True, slots=True)
class Lines:
    """How the live line goes over HTTP."""

    open: Callable[[SignedIn, str, str, str], Awaitable[Response]]
    """Opens a line: who it is, project id, specification id, and what their cookie holds."""

    refuse: Callable[[int, str], Response]
    """Turns somebody away with a close code and its reason."""

    carry: Callable[[Request, str], Awaitable[Response]]
    """Answers a request of an open line, made with this in the cookie."""


def live_routes(house: House, take: Take, lines: Lines) -> list[BaseRoute]:
    """Return the routes of one node: sockets that may come in are given to `take`, requests to `lines`."""

    def who(token: str, specification_id: str) -> tuple[SignedIn, Reader]:
        signed_in = get_signed_in(house, token)
        capped = signed_in.capped_organization_id
        reader = reader_for_specification(house, signed_in.person_id, specification_id, capped_organization_id=capped)
        return signed_in, reader

    async def live(socket: WebSocket) -> None:
        specification_id = socket.path_params["specification_id"]
        try:
            signed_in, reader = await to_thread.run_sync(who, _token(socket), specification_id)
        except NotSignedIn:
            await _turn_away(socket, *NOT_SIGNED_IN)
        except NotInYourSight:
            await _turn_away(socket, *NOT_HERE)
        else:
            await take(socket, signed_in, reader.project_id, specification_id)

    async def open_line(request: Request) -> Response:
        specification_id = request.path_params["specification_id"]
        try:
            signed_in, reader = await to_thread.run_sync(who, _token(request), specification_id)
        except NotSignedIn:
            return lines.refuse(*NOT_SIGNED_IN)
        except NotInYourSight:
            return lines.refuse(*NOT_HERE)
        return await lines.open(signed_in, reader.project_id, specification_id, _token(request))

    async def carry(request: Request) -> Response:
        return await lines.carry(request, _token(request))

    return [
        WebSocketRoute(PATH, live),
        Route(PATH, open_line, methods=["POST"]),
        Route(LINE, carry, methods=["POST"]),
    ]


def _token(connection: HTTPConnection) -> str:
    return connection.cookies.get(VIEW_COOKIE) or connection.cookies.get(COOKIE) or ""


async def _turn_away(socket: WebSocket, code: int, reason: str) -> None:
    """Accept, then close: only then does the browser learn the code."""
    await socket.accept()
    await socket.close(code, reason)
