"""What a live document was: its log replayed as far as one asks, without standing in the way of those who write.

The log passed the gate when it was written, so it is not judged again here. The engine holds the interpreter while it
applies one update; between two, everybody else has their turn.
"""

from collections.abc import Iterable

from pycrdt import Doc, XmlFragment

from server.crdt.authorship import runs
from server.crdt.fragment import read
from server.crdt.known import ROOT_NAME
from server.crdt.refusals import caught
from server.domain.authorship import Run
from server.domain.richtext import Node


def go_on(state: bytes | None, updates: Iterable[bytes]) -> bytes:
    """Return the state of a document after more of its log; None is a document that is still empty.

    Raises Refused when the log is not one that this server wrote.
    """
    with caught():
        doc: Doc[XmlFragment] = Doc()
        if state is not None:
            doc.apply_update(state)
        for update in updates:
            doc.apply_update(update)
        return doc.get_update()


def text_of(state: bytes) -> tuple[Node, list[Run]]:
    """Return the text of a state, and its words in reading order with the client ids they came under. Raises Refused."""
    with caught():
        doc: Doc[XmlFragment] = Doc()
        doc[ROOT_NAME] = fragment = XmlFragment()
        doc.apply_update(state)
        return read(fragment).tree, runs(state)
