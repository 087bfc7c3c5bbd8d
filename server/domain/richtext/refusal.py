"""Why a text was refused, and where in it."""

from typing import ClassVar, Final

from server.domain.errors import Invalid

REASONS: Final = (
    "shape",
    "node",
    "mark",
    "attribute",
    "link",
    "content",
    "text",
    "depth",
)
"""Stable reason keys: not a node at all; unknown node; unknown or repeated mark; wrong attribute; a link that is not
https, http or mailto; a node where it may not stand; empty text or control characters; too deep."""


class RichTextRefused(Invalid):
    """A text does not follow the schema. `reason` is one of `REASONS`; `path` leads to the place, as `content.2.attrs.href`."""

    code: ClassVar[str] = "rich_text"

    def __init__(self, reason: str, path: str) -> None:
        self.reason, self.path = reason, path
        super().__init__(reason, path=path)
