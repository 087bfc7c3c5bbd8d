"""The shape of the one table of routes: what each accepts, who may come, what it answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from pydantic import BaseModel

from server.web.call import Call

DEED: Final = "concerte-deed"
"""The header of what its author can take back: the id by which it is undone, a space, the operation that did it."""


class Access(Enum):
    """Who a route lets in; what they then see or may do is decided by the service.

    PERSON is somebody in a session of their own, PERSON_OR_VIEW also one held below its owner's rights (« voir comme »).
    """

    PUBLIC = "public"
    PERSON = "person"
    PERSON_OR_VIEW = "person or view"
    PROJECT = "project"
    SPECIFICATION = "specification"


@dataclass(frozen=True, slots=True)
class File:
    """Bytes to download, never cached."""

    name: str
    media_type: str
    content: bytes
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A screen: its HTML, ready to send, or in pieces that are drawn while the first ones travel."""

    html: str | Iterator[str]
    status: int = 200


@dataclass(frozen=True, slots=True)
class Redirect:
    """Go there instead, on this site."""

    location: str


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One operation of the HTTP API. `answer` is None for 204, `File` for a download."""

    method: str
    path: str
    handler: Callable[[Call], Any]
    access: Access
    summary: str
    body: type[BaseModel] | None = None
    query: type[BaseModel] | None = None
    answer: Any = None
    status: int = 200
    upload: bool = False
    media_types: tuple[str, ...] = ()

    @property
    def operation_id(self) -> str:
        """The name of the operation, the handler's own."""
        return self.handler.__name__

    @property
    def undoable(self) -> bool:
        """Whether what it does to a specification may be something that its author can take back."""
        return self.access is Access.SPECIFICATION and self.method != "GET"


@dataclass(frozen=True, slots=True)
class Screen:
    """One page people open. `method` is POST for the few forms that work without script."""

    path: str
    handler: Callable[[Call], Page | Redirect | File]
    access: Access
    method: str = "GET"
