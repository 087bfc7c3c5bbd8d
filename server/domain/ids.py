"""Names that tell nothing: every thing in Concerté is known by a random identifier."""

import re
import secrets
from typing import Final

ID_BYTES: Final = 16
ID_PATTERN: Final = re.compile(r"[A-Za-z0-9_-]{22}")


def new_id() -> str:
    """Return a fresh random identifier: 128 bits as 22 URL-safe characters, so neither order nor count can be read from it."""
    return secrets.token_urlsafe(ID_BYTES)


def is_id(value: object) -> bool:
    """Tell whether `value` has the form of an identifier made by `new_id`."""
    return isinstance(value, str) and ID_PATTERN.fullmatch(value) is not None
