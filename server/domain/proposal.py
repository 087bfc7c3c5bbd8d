"""A change proposed to a text by who may not write in it, or prefers not to: its life, and where two changes meet."""

from enum import StrEnum

from server.domain.alignment import common
from server.domain.redline import key_of
from server.domain.richtext import Node


class ProposalState(StrEnum):
    """The life of a proposal: written by its author alone, open to a decision, then settled for good."""

    DRAFT = "draft"
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


def same_block(base: Node, one: Node, other: Node) -> bool:
    """Tell whether two texts that both come from `base` changed or removed the same block of it."""
    return not _changed(base, one).isdisjoint(_changed(base, other))


def _changed(base: Node, later: Node) -> set[int]:
    kept = common([key_of(block) for block in base.content], [key_of(block) for block in later.content])
    return set(range(len(base.content))) - {place for place, _ in kept}
