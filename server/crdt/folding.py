"""A log becomes one state: the engine replays what the gate let in, and nothing may be left waiting for more."""

from collections.abc import Iterable

from pycrdt import Doc, XmlFragment

from server.crdt.known import ROOT_NAME
from server.crdt.lib0 import state_vector
from server.crdt.refusals import Gap, caught
from server.crdt.structs import Limits, decode


def fold(pieces: Iterable[bytes]) -> bytes:
    """Return one update that stands for a log of accepted updates: deleted words are no longer in it (A10).

    Each piece was judged when it came, so here only the shape of its bytes and completeness are. Raises Refused for bytes
    that are no update and for what the engine does not take, Gap when something before a piece is missing.
    """
    doc: Doc[XmlFragment] = Doc()
    doc[ROOT_NAME] = XmlFragment()
    ends: dict[int, int] = {}
    with caught():
        for piece in pieces:
            for client, end in _ends(piece):
                ends[client] = max(end, ends.get(client, 0))
            doc.apply_update(piece)
        there = state_vector(doc.get_state())
        if any(end > there.get(client, 0) for client, end in ends.items()):
            raise Gap
        return doc.get_update()


def _ends(piece: bytes) -> Iterable[tuple[int, int]]:
    """Where what a piece says of each client ends: its blocks and its deletions."""
    update = decode(piece, Limits.of_size(piece))
    yield from ((block.client, block.end) for block in update.blocks)
    yield from ((client, sum(ranges[-1])) for client, ranges in update.deletes.items())
