"""Permanent codes that betray nothing: a chapter's prefix and three random unused digits."""

import re
import secrets
from collections.abc import Collection
from typing import Final

from server.domain.errors import Conflict

CODE_PATTERN: Final = re.compile(r"[A-Z]{2,4}(?:-[A-Z])?-\d{3,4}")
PREFIX_PATTERN: Final = re.compile(r"[A-Z]{2,4}")
FINDING_PREFIXES: Final = {"work": "D-T", "production": "D-P", "common": "D-C"}
SPEECH_PREFIX: Final = "D-V"
RESULT_PREFIX: Final = "S"


def new_code(prefix: str, taken: Collection[str]) -> str:
    """Return `prefix-ddd`, random among the numbers never used with this prefix (four digits once three are exhausted).

    `taken` holds every code ever given in the project, withdrawn ones included: a code is never reused (architecture §3).
    Raises Conflict when no number is left.
    """
    for width in (3, 4):
        free = [n for n in range(10 ** (width - 1), 10**width) if f"{prefix}-{n}" not in taken]
        if free:
            return f"{prefix}-{secrets.choice(free)}"
    raise Conflict("codes_exhausted", prefix=prefix)
