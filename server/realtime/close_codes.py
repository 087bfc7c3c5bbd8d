"""Why the server ends a connection or closes one document: every code and reason a browser can meet."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


@dataclass(frozen=True, slots=True)
class SocketClose:
    """The end of a whole connection: a WebSocket close code and the reason sent with it."""

    code: int
    reason: str


LEFT: Final = SocketClose(1000, "")
"""The client has ended the connection itself."""

TOO_BIG: Final = SocketClose(1009, "message too big")
"""One message was over the limit."""

RESET: Final = SocketClose(4205, "reset")
"""This connection and the server no longer agree (too slow, or words are missing): connect again and synchronise."""

NOT_STORED: Final = SocketClose(4205, "not stored")
"""A write failed: connect again and synchronise, and tell the person that their words are not stored yet."""

SESSION_ENDED: Final = SocketClose(4401, "session ended")
"""The person signed out, was signed out, or the session expired: sign in again."""

MALFORMED: Final = SocketClose(4403, "malformed message")
"""The client sent what no client of ours sends."""

TOO_MANY_SOCKETS: Final = SocketClose(4403, "too many connections")
"""This account holds as many connections as it may."""

SILENT: Final = SocketClose(4408, "silent")
"""Nothing was heard from the client for too long."""


class DocumentClose(StrEnum):
    """Why one document is closed (CLOSE) while the connection stays."""

    RIGHTS_CHANGED = "rights-changed"
    RELABELLED = "relabelled"
    CLIENT_ID_TAKEN = "client-id-taken"
    SEALED = "sealed"


REVOKED: Final = frozenset({DocumentClose.RIGHTS_CHANGED, DocumentClose.RELABELLED, DocumentClose.SEALED})
"""Reasons after which a reader may know nothing more of the document."""


class Denial(StrEnum):
    """Why a document is not opened (PermissionDenied). Absent and hidden are told alike (A3)."""

    NOT_IN_YOUR_SIGHT = "not-in-your-sight"
    UNAVAILABLE = "unavailable"
    TOO_MANY_DOCUMENTS = "too-many-documents"
    NAME = "name"
