"""What every answer carries and every request must show: headers, origin, sizes (security notes, §2)."""

import json
import re
import secrets
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.domain.words import Language, say

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
COOKIE: Final = "concerte"
LANGUAGE_COOKIE: Final = "concerte-language"
"""The cookie of who reads before signing in."""
PLACE_COOKIE: Final = "concerte-place"
"""The cookie that remembers, through signing in, the page that a mail or a colleague sent one to."""
PLACE: Final = re.compile(r"/s/[\w-]{22}(?:/[a-z]+)?(?:\?fil=[\w-]{22})?", re.ASCII)
"""Of an address, as much as is remembered: no identifier of what is inside a specification but a thread's."""
DOOR_COOKIE: Final = "concerte-door"
"""The cookie that leads who came in by the door of a workplace back to that door."""
DOOR: Final = re.compile(r"[a-z0-9]{1,12}")
VIEW_COOKIE: Final = "concerte-view"
"""The cookie of a capped session (« voir comme »), apart from the one of its owner."""
VIEW_BASE: Final = "/vue"
"""Every address of a capped session begins with this, and its cookie goes no further: the owner's own tabs stay theirs."""
VIEW_END: Final = "/vue/quitter"

_HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def content_policy(nonce: str, socket_origin: str) -> str:
    """Return the Content-Security-Policy of a page: its own scripts and styles by nonce, nothing inline, nothing from elsewhere."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'nonce-{nonce}' 'strict-dynamic'",
            f"style-src 'self' 'nonce-{nonce}'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            f"connect-src 'self' {socket_origin}",
            "manifest-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def same_origin(headers: Headers, base_url: str) -> bool:
    """Tell whether a request that writes (or a socket) comes from this site: its Origin is ours.

    On a loopback address the port people use may be another name of the same machine, so Host is accepted too.
    """
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site") in {"same-origin", None} and "sec-fetch-site" in headers
    given, ours = urlsplit(origin), urlsplit(base_url)
    if (given.scheme, given.netloc) == (ours.scheme, ours.netloc):
        return True
    loopback = {"127.0.0.1", "localhost", "[::1]", "::1"}
    return ours.hostname in loopback and given.hostname in loopback and given.netloc == headers.get("host")


class Guard:
    """ASGI middleware: refuses cross-site writes, gives each request a nonce, and puts the security headers on each answer."""

    def __init__(self, app: ASGIApp, base_url: str) -> None:
        self.app, self.base_url = app, base_url
        self.secure = base_url.startswith("https:")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403 to one that another site made."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if scope["path"].startswith(f"{VIEW_BASE}/") and scope["path"] != VIEW_END:
            scope["root_path"] = VIEW_BASE
        nonce = scope.setdefault("state", {})["nonce"] = secrets.token_urlsafe(16)
        writes = scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS
        if writes and not same_origin(headers, self.base_url):
            await _refuse(scope, self._signed(scope, send, nonce, headers), headers)
            return
        await self.app(scope, receive, self._signed(scope, send, nonce, headers))

    def _signed(self, scope: Scope, send: Send, nonce: str, asked: Headers) -> Callable[[Message], Awaitable[None]]:
        async def signed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
                socket = ("wss://" if self.secure else "ws://") + asked.get("host", "")
                headers.setdefault("content-security-policy", content_policy(nonce, socket))
                if self.secure:
                    headers.setdefault("strict-transport-security", "max-age=31536000")
            await send(message)

        return signed


async def _refuse(scope: Scope, send: Send, asked: Headers) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 4403, "reason": "origin"})
        return
    english = asked.get("accept-language", "").startswith("en")
    message = say("refusal.origin", Language.ENGLISH if english else Language.FRENCH)
    body = json.dumps({"code": "origin", "message": message}).encode()
    await send(
        {
            "type": "http.response.start",
            "status": 403,
            "headers": [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())],
        }
    )
    await send({"type": "http.response.body", "body": body})
