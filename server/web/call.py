"""One request, as a handler sees it: who asks, about what, with which words."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel

from server.domain.errors import NotSignedIn
from server.domain.words import Language
from server.policy.reader import Reader
from server.services.house import Deed, House
from server.services.sessions import SignedIn

Model = TypeVar("Model", bound=BaseModel)


@dataclass(slots=True)
class Call:
    """What a handler is given. `reader` is there when the route names a project or a specification.

    `base` comes before every address of this site that an answer names: not empty within « voir comme ». `place` is the
    page that somebody came for before they had signed in. `deeds` are those that the handler has done in `house`.
    """

    house: House
    path: dict[str, str]
    language: Language
    address: str
    device: str
    nonce: str
    signed_in: SignedIn | None = None
    reader_or_none: Reader | None = None
    body: BaseModel | None = None
    query: BaseModel | None = None
    place: str = ""
    upload: bytes = b""
    upload_name: str = ""
    content_type: str = ""
    base: str = ""
    new_cookies: dict[str, str | None] = field(default_factory=dict)
    afterwards: list[Callable[[], None]] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.house = self.house.watched(self.deeds.append)

    @property
    def me(self) -> SignedIn:
        """The person who asks. Raises NotSignedIn."""
        if self.signed_in is None:
            raise NotSignedIn
        return self.signed_in

    @property
    def reader(self) -> Reader:
        """The person who asks, in this project."""
        if self.reader_or_none is None:
            raise NotSignedIn
        return self.reader_or_none

    @property
    def specification_id(self) -> str:
        """The specification the route names."""
        return self.path["specification_id"]

    def sent(self, model: type[Model]) -> Model:
        """The body, already validated against the route's model."""
        return _of(self.body, model)

    def asked(self, model: type[Model]) -> Model:
        """The query, already validated against the route's model."""
        return _of(self.query, model)


def _of(value: Any, model: type[Model]) -> Model:
    if not isinstance(value, model):
        raise TypeError(f"the route declares {type(value).__name__}, its handler wants {model.__name__}")
    return value
