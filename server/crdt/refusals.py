"""What a live document answers to an update that it does not take."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

REASONS: Final = (
    "size",
    "malformed",
    "clients",
    "client",
    "structs",
    "clock",
    "content",
    "root",
    "parent",
    "origin",
    "value",
    "text",
    "surrogate",
    "deletes",
    "schema",
    "lost_text",
    "depth",
    "mention",
    "part_size",
    "engine",
)
"""Stable reason codes; `gate` numbers its rules beside them; `replica` adds schema, lost_text, mention, part_size and engine."""


class Gap(Exception):
    """The update builds on something of the sender's own that never arrived: answer with sync step 1 and no ack."""


class Holes(Gap):
    """The update leaves a place open: words of ours that its sender lacks, and that it waits for."""


class Refused(Exception):
    """The update may not enter the document: close it for this sender. `reason` is one of `REASONS`."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason}: {detail}" if detail else reason)


@contextmanager
def caught() -> Iterator[None]:
    """Turn the engine's panics, which are no Exceptions, into a refusal; this is the one place where they are caught."""
    try:
        yield
    except (Gap, Refused, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as trouble:
        raise Refused("engine", type(trouble).__name__) from trouble
