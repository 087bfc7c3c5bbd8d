"""Where requests become a line: the web layer has authenticated its opening and checked the Origin of each (P41)."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Final

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from server.realtime import codec, http_transport
from server.realtime.close_codes import MALFORMED, RESET, TOO_BIG, SocketClose
from server.realtime.http_transport import HttpWire
from server.realtime.hub import Hub
from server.realtime.ports import Account

POLL, SEND, CLOSE = "poll", "send", "close"
HEAD: Final = 64
"""Bytes a post may have beside its messages."""


@dataclass(frozen=True, slots=True)
class _Line:
    wire: HttpWire
    specification_id: str
    holder: bytes


class Lines:
    """The lines of one node. A line answers only to its name together with the cookie that opened it."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._lines: dict[str, _Line] = {}

    async def open(self, account: Account, project_id: str, specification_id: str, token: str) -> Response:
        """Open a line for whoever holds `token`, or say why not."""
        name = secrets.token_urlsafe(32)
        wire = HttpWire(lambda: self._forget(name))
        session = await self._hub.connect(account, project_id, specification_id, wire)
        if isinstance(session, SocketClose):
            return _answer(http_transport.closed(session))
        wire.session = session
        self._lines[name] = _Line(wire, specification_id, _digest(token))
        return _answer(http_transport.opened(name))

    def refuse(self, code: int, reason: str) -> Response:
        """Answer somebody who may not open a line, in the words of a socket's close."""
        return _answer(http_transport.closed(SocketClose(code, reason)))

    async def carry(self, request: Request, token: str) -> Response:
        """Answer one request of a line; one that is not known here is told to connect again."""
        line = self._lines.get(request.path_params["line"])
        known = line is not None and line.specification_id == request.path_params["specification_id"]
        if line is None or not known or not secrets.compare_digest(line.holder, _digest(token)):
            return _answer(http_transport.closed(RESET))
        line.wire.begin()
        try:
            return _answer(await self._carry(line.wire, request))
        except ClientDisconnect:
            return Response(status_code=400)  # nobody reads it: the request broke off before its end
        finally:
            line.wire.finish()

    async def _carry(self, wire: HttpWire, request: Request) -> bytes:
        body = await self._body(wire, request)
        if wire.over is not None:
            return http_transport.closed(wire.over)
        deed = request.path_params["deed"]
        if deed == CLOSE:
            return wire.leave()
        try:
            number, messages = _read(deed, body)
        except codec.Malformed:
            wire.session.end(MALFORMED)
            return http_transport.closed(MALFORMED)
        return await (wire.bring(number) if deed == POLL else wire.take(number, messages))

    async def _body(self, wire: HttpWire, request: Request) -> bytes:
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > self._hub.limits.frame_bytes + HEAD:
                wire.session.end(TOO_BIG)
                break
        return bytes(body)

    def _forget(self, name: str) -> None:
        self._lines.pop(name, None)


def _read(deed: str, body: bytes) -> tuple[int, list[bytes]]:
    """Return the number and the messages of a request; raises Malformed for one that no client of ours makes."""
    reader = codec.Reader(body)
    number, messages = reader.uint(), list[bytes]()
    while deed == SEND and not reader.finished:
        messages.append(reader.buffer())
    if deed not in {POLL, SEND}:
        raise codec.Malformed("a line knows no such request")
    reader.end()
    return number, messages


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _answer(content: bytes) -> Response:
    return Response(content, media_type="application/octet-stream", headers={"cache-control": "no-store"})
